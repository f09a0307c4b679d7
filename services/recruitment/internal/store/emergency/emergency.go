// Package emergency keeps who reached a client they do not guide, on the transaction of package store.
package emergency

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/emergency"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Tx is a transaction of the store, with what belongs to emergency access.
type Tx struct{ *store.Tx }

// In opens transactions of the caller's own organisation and reach.
func In(s *store.Store) func(context.Context, func(*Tx) error) error {
	return func(ctx context.Context, fn func(*Tx) error) error {
		return s.InTx(ctx, func(tx *store.Tx) error { return fn(&Tx{Tx: tx}) })
	}
}

// ByName gives those clients, of the whole organisation, whose full name is made of just
// these words; at most two, for more is as good as two. The reach does not count here: it
// is what is being asked for. Nothing but the id leaves.
func (tx *Tx) ByName(ctx context.Context, words []string, birthYear int) ([]domain.ClientID, error) {
	rows, err := tx.Query(ctx, `SELECT c.id FROM client c WHERE ($2 = 0 OR c.birth_year = $2)
		AND NOT EXISTS (SELECT FROM unnest($1::text[]) AS w (word) WHERE NOT EXISTS (
			SELECT FROM client_name n WHERE n.client_id = c.id AND n.word = w.word))
		AND NOT EXISTS (SELECT FROM client_name n WHERE n.client_id = c.id AND NOT n.word = ANY ($1))
		AND c.id IN (SELECT n.client_id FROM client_name n WHERE n.word = $1[1])
		ORDER BY c.id LIMIT 2`, words, birthYear)
	if err != nil {
		return nil, err
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[domain.ClientID])
	tx.Touch()
	for _, id := range found {
		tx.Touch(string(id))
	}
	return found, err
}

const columns = `e.id::text, e.version, e.client_id::text, e.support_worker_id::text, e.reason, e.words, e.opened_at, e.ends_at,
	e.reviewed_at, coalesce(e.reviewer_id::text, ''),
	coalesce((SELECT s.name FROM support_worker s WHERE s.tenant_id = e.tenant_id AND s.id = e.support_worker_id), '')`

func scan(row pgx.CollectableRow) (a emergency.Access, err error) {
	var reviewed *time.Time
	err = row.Scan(&a.ID, &a.Version, &a.Client, &a.Worker, &a.Reason, &a.Words, &a.Opened, &a.Ends, &reviewed, &a.Reviewer, &a.WorkerName)
	if reviewed != nil {
		a.Reviewed = reviewed.UTC()
	}
	a.Opened, a.Ends = a.Opened.UTC(), a.Ends.UTC()
	return a, err
}

// ToChange gives one, and nobody else changes it until this transaction ends.
func (tx *Tx) ToChange(ctx context.Context, id emergency.ID) (emergency.Access, error) {
	rows, err := tx.Query(ctx, `SELECT `+columns+` FROM emergency e WHERE e.id = $1 FOR UPDATE`, id)
	if err != nil {
		return emergency.Access{}, err
	}
	a, err := pgx.CollectExactlyOneRow(rows, scan)
	return a, postgres.Missing(err)
}

// OpenFor gives the one that the worker has open for this client; Missing when there is none.
func (tx *Tx) OpenFor(ctx context.Context, client domain.ClientID, worker domain.SupportWorkerID, now time.Time) (emergency.Access, error) {
	rows, err := tx.Query(ctx, `SELECT `+columns+` FROM emergency e WHERE e.client_id = $1 AND e.support_worker_id = $2 AND e.ends_at > $3
		ORDER BY e.id DESC LIMIT 1`, client, worker, now)
	if err != nil {
		return emergency.Access{}, err
	}
	a, err := pgx.CollectExactlyOneRow(rows, scan)
	return a, postgres.Missing(err)
}

// Insert keeps a new one, and lets the worker reach the client.
func (tx *Tx) Insert(ctx context.Context, a emergency.Access) (emergency.Access, error) {
	_, err := tx.Exec(ctx, `INSERT INTO emergency (id, client_id, support_worker_id, reason, words, opened_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		a.ID, a.Client, a.Worker, a.Reason, a.Words, a.Opened, a.Ends)
	if err != nil {
		return a, err
	}
	a.Version = 1
	return a, tx.reach(ctx, a)
}

// Save keeps a change.
func (tx *Tx) Save(ctx context.Context, a emergency.Access) (emergency.Access, error) {
	tag, err := tx.Exec(ctx, `UPDATE emergency SET version = version + 1, ends_at = $3, reviewed_at = $4, reviewer_id = nullif($5, '')::uuid
		WHERE id = $1 AND version = $2`, a.ID, a.Version, a.Ends, orNil(a.Reviewed), a.Reviewer)
	if err != nil {
		return a, err
	}
	if tag.RowsAffected() == 0 {
		return a, fault.Changed()
	}
	a.Version++
	return a, tx.reach(ctx, a)
}

func (tx *Tx) reach(ctx context.Context, a emergency.Access) error {
	return caseload.SetEmergency(ctx, tx.Tx.Tx, caseload.Emergency{
		ID: string(a.ID), Client: string(a.Client), Worker: string(a.Worker), Until: a.Ends,
	})
}

func orNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// Query says which to list.
type Query struct {
	Client     domain.ClientID        // empty: of everybody; otherwise somebody within reach
	Worker     domain.SupportWorkerID // empty: by everybody
	Unreviewed bool
	OpenAt     time.Time // zero: also what is over
	After      string    // the last of the page before
	Limit      int
}

// List gives the newest first.
func (tx *Tx) List(ctx context.Context, q Query) ([]emergency.Access, error) {
	where, args := []string{"true"}, []any{}
	and := func(condition string, v any) {
		args = append(args, v)
		where = append(where, fmt.Sprintf(condition, len(args)))
	}
	if q.Client != "" {
		and(`e.client_id = $%[1]d AND may_reach(e.client_id)`, q.Client)
	}
	if q.Worker != "" {
		and(`e.support_worker_id = $%d`, q.Worker)
	}
	if q.Unreviewed {
		where = append(where, `e.reviewed_at IS NULL`)
	}
	if !q.OpenAt.IsZero() {
		and(`e.ends_at > $%d`, q.OpenAt)
	}
	if q.After != "" {
		and(`e.id < $%d`, q.After)
	}
	args = append(args, q.Limit)
	rows, err := tx.Query(ctx, fmt.Sprintf(`SELECT %s FROM emergency e WHERE %s ORDER BY e.id DESC LIMIT $%d`,
		columns, strings.Join(where, " AND "), len(args)), args...)
	if err != nil {
		return nil, err
	}
	found, err := pgx.CollectRows(rows, scan)
	tx.Touch()
	for _, a := range found {
		tx.Touch(string(a.Client))
	}
	return found, err
}
