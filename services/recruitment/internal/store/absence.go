package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

const absenceColumns = `a.id::text, a.version, a.worker_id::text, a.first_day, a.last_day, a.stand_ins::text[], a.state, a.created_at, a.updated_at`

func scanAbsence(row pgx.CollectableRow) (a domain.Absence, err error) {
	err = row.Scan(&a.ID, &a.Version, &a.Worker, &a.First, &a.Last, &a.StandIns, &a.State, &a.Created, &a.Updated)
	return a, err
}

func (tx *Tx) absences(ctx context.Context, rest string, args ...any) ([]domain.Absence, error) {
	rows, err := tx.Query(ctx, `SELECT `+absenceColumns+` FROM absence a `+rest, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanAbsence)
}

// HoldTeam makes every other change of who is here wait until this transaction ends:
// absences and leavings of one organisation come one after the other, so that no two
// hand over the same place. They are few.
func (tx *Tx) HoldTeam(ctx context.Context) error {
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('recruitment:team:' || cur_tenant()::text, 0))`)
	return err
}

// Absence gives one absence. Held by HoldTeam, it stays as it is.
func (tx *Tx) Absence(ctx context.Context, id domain.AbsenceID) (domain.Absence, error) {
	found, err := tx.absences(ctx, `WHERE a.id = $1`, id)
	if err == nil && len(found) == 0 {
		err = postgres.Missing(pgx.ErrNoRows)
	}
	if err != nil {
		return domain.Absence{}, err
	}
	return found[0], nil
}

// LivingAbsences gives all that are planned or going on.
func (tx *Tx) LivingAbsences(ctx context.Context) ([]domain.Absence, error) {
	return tx.absences(ctx, `WHERE a.state IN ('planned', 'now') ORDER BY a.first_day, a.id`)
}

// AbsencesToSee gives what there is to do on a day: first what is over, then what
// begins, and what goes on, for whom a duty came to meanwhile.
func (tx *Tx) AbsencesToSee(ctx context.Context, today string) ([]domain.AbsenceID, error) {
	rows, err := tx.Query(ctx, `SELECT a.id::text FROM absence a WHERE a.state = 'now' OR (a.state = 'planned' AND a.first_day <= $1)
		ORDER BY (a.last_day <> '' AND a.last_day < $1) DESC, a.first_day, a.id`, today)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[domain.AbsenceID])
}

// AbsenceQuery says which absences to list.
type AbsenceQuery struct {
	Worker   domain.SupportWorkerID // empty: everybody's, as far as now or still to come
	Past     bool                   // of that worker, also those that are over
	AfterDay string                 // empty for the first page
	AfterID  domain.AbsenceID
	Limit    int
}

// Absences lists absences, the latest first day first.
func (tx *Tx) Absences(ctx context.Context, q AbsenceQuery) ([]domain.Absence, error) {
	return tx.absences(ctx, `WHERE ($1 = '' OR a.worker_id = nullif($1, '')::uuid) AND ($2 OR a.state <> 'over')
		AND ($3 = '' OR (a.first_day, a.id) < ($3, nullif($4, '')::uuid)) ORDER BY a.first_day DESC, a.id DESC LIMIT $5`,
		q.Worker, q.Past, q.AfterDay, q.AfterID, q.Limit)
}

// AddAbsence keeps a new absence.
func (tx *Tx) AddAbsence(ctx context.Context, a domain.Absence) error {
	_, err := tx.Exec(ctx, `INSERT INTO absence (id, version, worker_id, first_day, last_day, stand_ins, state, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6::uuid[], $7, $8, $8)`,
		a.ID, a.Version, a.Worker, a.First, a.Last, array(a.StandIns), a.State, a.Created)
	return err
}

// SaveAbsence writes an absence over the version it was read at, and gives the new one.
func (tx *Tx) SaveAbsence(ctx context.Context, a domain.Absence) (domain.Absence, error) {
	tag, err := tx.Exec(ctx, `UPDATE absence SET version = version + 1, first_day = $3, last_day = $4, stand_ins = $5::uuid[], state = $6, updated_at = $7
		WHERE id = $1 AND version = $2`, a.ID, a.Version, a.First, a.Last, array(a.StandIns), a.State, a.Updated)
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return a, err
	}
	a.Version++
	return a, nil
}

// DeleteAbsence takes a planned absence away.
func (tx *Tx) DeleteAbsence(ctx context.Context, id domain.AbsenceID) error {
	_, err := tx.Exec(ctx, `DELETE FROM absence WHERE id = $1`, id)
	return err
}

// Left gives which of these colleagues work here no more.
func (tx *Tx) Left(ctx context.Context) (map[domain.SupportWorkerID]bool, error) {
	rows, err := tx.Query(ctx, `SELECT s.id::text FROM support_worker s WHERE s.left_at IS NOT NULL`)
	if err != nil {
		return nil, err
	}
	left := map[domain.SupportWorkerID]bool{}
	var id domain.SupportWorkerID
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error { left[id] = true; return nil })
	return left, err
}
