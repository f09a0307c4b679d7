package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// Name is what to call somebody by their id.
type Name struct {
	ID    string
	Full  string // what to show
	Given string // what to say
}

func (tx *Tx) names(ctx context.Context, query string, args ...any) ([]Name, error) {
	rows, err := tx.Query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Name])
}

// ClientNames gives the names of those clients whom the caller reaches.
func (tx *Tx) ClientNames(ctx context.Context, ids []domain.ClientID) ([]Name, error) {
	names, err := tx.names(ctx, `SELECT c.id::text, trim(c.given_name || ' ' || c.family_name), c.given_name FROM client c
		WHERE c.id = ANY ($1::uuid[]) AND may_reach(c.id)`, array(ids))
	tx.touchNames(names)
	return names, err
}

// AcquaintedNames gives, to a client, the given names of those they are, or are about
// to be, in a match with: the given name and no more.
func (tx *Tx) AcquaintedNames(ctx context.Context, ids []domain.ClientID) ([]Name, error) {
	names, err := tx.names(ctx, `SELECT c.id::text, c.given_name, c.given_name FROM client c
		WHERE c.id = ANY ($1::uuid[]) AND c.id <> cur_person() AND EXISTS (
			SELECT 1 FROM acquaintance a WHERE a.client_id = cur_person() AND a.other_client_id = c.id)`, array(ids))
	tx.touchNames(names)
	return names, err
}

func (tx *Tx) touchNames(names []Name) {
	for _, n := range names {
		tx.Touch(n.ID)
	}
}

// ColleagueNames gives the names of those support workers of the organisation.
func (tx *Tx) ColleagueNames(ctx context.Context, ids []domain.SupportWorkerID) ([]Name, error) {
	return tx.names(ctx, `SELECT s.id::text, s.name, split_part(s.name, ' ', 1) FROM support_worker s WHERE s.id = ANY ($1::uuid[])`, array(ids))
}

// OwnWorkerNames gives, to a client, the names of those who guide them.
func (tx *Tx) OwnWorkerNames(ctx context.Context, ids []domain.SupportWorkerID) ([]Name, error) {
	return tx.names(ctx, `SELECT s.id::text, s.name, split_part(s.name, ' ', 1) FROM support_worker s
		WHERE s.id = ANY ($1::uuid[]) AND EXISTS (
			SELECT 1 FROM caseload w WHERE w.client_id = cur_person() AND w.worker_id = s.id)`, array(ids))
}

// ClientByNumber finds who has this number in the organisation's administration.
func (tx *Tx) ClientByNumber(ctx context.Context, number string) (Name, error) {
	rows, err := tx.Query(ctx, `SELECT c.id::text, trim(c.given_name || ' ' || c.family_name), c.given_name FROM client c WHERE c.number = $1`, number)
	if err != nil {
		return Name{}, err
	}
	n, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[Name])
	if err == nil {
		tx.Touch(n.ID)
	}
	return n, postgres.Missing(err)
}

// SetAcquaintances makes the knowing ones of a match's people, and nobody else, know
// the others by this match. What those who left know, and who knows them, stays.
func (tx *Tx) SetAcquaintances(ctx context.Context, match string, knowing, people, left []domain.ClientID) error {
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM acquaintance WHERE match_id = $1 AND client_id <> ALL ($2::uuid[]) AND other_client_id <> ALL ($2::uuid[])`,
		match, array(left))
	batch.Queue(`INSERT INTO acquaintance (match_id, client_id, other_client_id)
		SELECT DISTINCT $1::uuid, a, b FROM unnest($2::uuid[]) AS a CROSS JOIN unnest($3::uuid[]) AS b WHERE a <> b`,
		match, array(knowing), array(people))
	return tx.SendBatch(ctx, batch).Close()
}
