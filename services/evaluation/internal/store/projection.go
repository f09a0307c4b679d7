package store

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Projections are the tables that hold only what other services told: ids, states and dates.
// They can be emptied and filled again from the feeds. Every other table is evaluation's own.
func Projections() []string {
	return []string{
		"caseload", "emergency_access", "client", "client_location", "colleague", "wish", "networker", "networker_road",
		"match_person", "match_lead", "match", "activity_person", "activity_day", "activity", "shared_mood", "restricted",
	}
}

// EmptyProjections removes all that the others told of the organisation.
func (tx *Tx) EmptyProjections(ctx context.Context) error {
	batch := &pgx.Batch{}
	for _, table := range Projections() {
		batch.Queue(`DELETE FROM ` + pgx.Identifier{table}.Sanitize())
	}
	return tx.SendBatch(ctx, batch).Close()
}
