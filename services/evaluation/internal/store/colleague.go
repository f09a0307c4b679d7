package store

import (
	"context"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/fault"
)

// KnowColleagues notes that these ids are people who work here.
func (tx *Tx) KnowColleagues(ctx context.Context, ids ...string) error {
	_, err := tx.Exec(ctx, `INSERT INTO colleague (id) SELECT DISTINCT unnest($1::uuid[]) ON CONFLICT DO NOTHING`, ids)
	return err
}

// RequireColleagues answers NOT_FOUND, naming the field, when one of them is nobody
// who works here. Whoever asks is known without being told.
func (tx *Tx) RequireColleagues(ctx context.Context, field string, workers ...domain.SupportWorkerID) error {
	var unknown bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM unnest($1::uuid[]) AS asked (id)
		WHERE id IS DISTINCT FROM cur_person() AND NOT EXISTS (SELECT FROM colleague c WHERE c.id = asked.id))`, workers).Scan(&unknown)
	if err != nil || !unknown {
		return err
	}
	return fault.Unknown("UNKNOWN_SUPPORT_WORKER", fault.Text{
		NL: "Deze collega bestaat niet (meer).", EN: "There is no such colleague (any more)."}, field)
}

// SaveStandIns keeps who stands in for a colleague while they are away.
func (tx *Tx) SaveStandIns(ctx context.Context, id domain.SupportWorkerID, standIns []string) error {
	if standIns == nil {
		standIns = []string{}
	}
	_, err := tx.Exec(ctx, `UPDATE colleague SET stand_ins = $2::uuid[] WHERE id = $1`, id, standIns)
	return err
}
