package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// Exclude keeps two people apart for good. Doing it twice is the same; who asks beside
// somebody else is noted beside them.
func (tx *Tx) Exclude(ctx context.Context, e domain.Exclusion) error {
	_, err := tx.Exec(ctx, `INSERT INTO exclusion (tenant_id, a, b, by_a, by_b, by_staff) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (tenant_id, a, b) DO UPDATE SET by_a = exclusion.by_a OR excluded.by_a, by_b = exclusion.by_b OR excluded.by_b,
			by_staff = exclusion.by_staff OR excluded.by_staff`,
		tx.Tenant, string(e.A), string(e.B), e.ByA, e.ByB, e.ByStaff)
	return err
}

// Exclusion gives who keeps two people apart, for change; none when nobody does.
func (tx *Tx) Exclusion(ctx context.Context, p domain.Pair) (domain.Exclusion, error) {
	e := domain.Exclusion{Pair: p}
	err := tx.QueryRow(ctx, `SELECT by_a, by_b, by_staff FROM exclusion WHERE tenant_id = $1 AND a = $2 AND b = $3 FOR UPDATE`,
		tx.Tenant, string(p.A), string(p.B)).Scan(&e.ByA, &e.ByB, &e.ByStaff)
	if errors.Is(err, pgx.ErrNoRows) {
		return e, nil
	}
	return e, err
}

// SaveExclusion writes who still asks for it; nobody leaves no row.
func (tx *Tx) SaveExclusion(ctx context.Context, e domain.Exclusion) error {
	if !e.Stands() {
		_, err := tx.Exec(ctx, `DELETE FROM exclusion WHERE tenant_id = $1 AND a = $2 AND b = $3`, tx.Tenant, string(e.A), string(e.B))
		return err
	}
	_, err := tx.Exec(ctx, `UPDATE exclusion SET by_a = $4, by_b = $5, by_staff = $6 WHERE tenant_id = $1 AND a = $2 AND b = $3`,
		tx.Tenant, string(e.A), string(e.B), e.ByA, e.ByB, e.ByStaff)
	return err
}

// Exclusions lists with whom a client is never put together, in order of id after the one
// given. ownOnly gives only those that the client asked for themself.
func (tx *Tx) Exclusions(ctx context.Context, c domain.ClientID, ownOnly bool, after domain.ClientID, limit int) ([]domain.ClientID, error) {
	rows, err := tx.Query(ctx, `SELECT other::text FROM (
			SELECT b AS other, by_a AS own FROM exclusion WHERE tenant_id = $1 AND a = $2
			UNION ALL SELECT a, by_b FROM exclusion WHERE tenant_id = $1 AND b = $2) e
		WHERE (own OR NOT $3) AND ($4::uuid IS NULL OR other > $4) ORDER BY other LIMIT $5`,
		tx.Tenant, string(c), ownOnly, postgres.Optional(after), limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[domain.ClientID])
}

// Excluded says whether any two of these people are never put together.
func (tx *Tx) Excluded(ctx context.Context, people []domain.ClientID) (bool, error) {
	var excluded bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM exclusion
		WHERE tenant_id = $1 AND a = ANY ($2::uuid[]) AND b = ANY ($2::uuid[]))`, tx.Tenant, postgres.Texts(people)).Scan(&excluded)
	return excluded, err
}
