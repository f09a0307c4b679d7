package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/crowd"
)

// Question gives a wish of somebody the caller reaches, with what is known of them and
// what stands between them and others.
func (tx *Tx) Question(ctx context.Context, id domain.WishID, now time.Time) (q crowd.Question, err error) {
	if q.Wish, err = tx.Wish(ctx, id); err != nil {
		return q, err
	}
	if q.Profile, q.MayMatch, err = tx.Profile(ctx, q.Wish.Client); err != nil {
		return q, err
	}
	rows, err := tx.Query(ctx, `SELECT 1, CASE a WHEN $2 THEN b ELSE a END::text FROM exclusion WHERE tenant_id = $1 AND $2::uuid IN (a, b)
		UNION ALL SELECT 2, CASE a WHEN $2 THEN b ELSE a END::text FROM resting_pair
			WHERE tenant_id = $1 AND $2::uuid IN (a, b) AND until > $3
		UNION ALL SELECT 3, o.client_id::text FROM participant p JOIN match m ON m.tenant_id = p.tenant_id AND m.id = p.match_id
			JOIN participant o ON o.tenant_id = p.tenant_id AND o.match_id = p.match_id
			WHERE p.tenant_id = $1 AND p.client_id = $2 AND o.client_id <> $2 AND p.left_at IS NULL AND o.left_at IS NULL AND m.state <> 'closed'`, tx.Tenant, string(q.Wish.Client), now)
	if err != nil {
		return q, err
	}
	lists := map[int]*[]domain.ClientID{1: &q.Apart, 2: &q.Resting, 3: &q.Together}
	var kind int
	var other domain.ClientID
	_, err = pgx.ForEachRow(rows, []any{&kind, &other}, func() error {
		*lists[kind] = append(*lists[kind], other)
		return nil
	})
	return q, err
}
