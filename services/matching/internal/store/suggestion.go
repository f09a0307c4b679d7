package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/crowd"
)

// Question gives a wish of somebody the caller reaches, with what is known of them and
// what stands between them and others, and what is new among the people since then: in
// one round trip.
func (tx *Tx) Question(ctx context.Context, id domain.WishID, now time.Time, since Position) (q crowd.Question, n News, err error) {
	const asker = `(SELECT client_id FROM wish WHERE tenant_id = $1 AND id = $2)`
	batch := &pgx.Batch{}
	batch.Queue(`SELECT client_id::text, kind, state, interests, told FROM wish WHERE tenant_id = $1 AND id = $2 AND may_reach(client_id)`,
		tx.Tenant, string(id))
	batch.Queue(`SELECT interests, talents, dayparts, travel_km, company, communication, area, could_mean_known
		FROM matching_profile WHERE tenant_id = $1 AND client_id = `+asker, tx.Tenant, string(id))
	batch.Queue(`SELECT 1, CASE a WHEN me THEN b ELSE a END::text FROM exclusion, `+asker+` AS m (me) WHERE tenant_id = $1 AND me IN (a, b)
		UNION ALL SELECT 2, CASE a WHEN me THEN b ELSE a END::text FROM resting_pair, `+asker+` AS m (me)
			WHERE tenant_id = $1 AND me IN (a, b) AND until > $3
		UNION ALL SELECT 3, o.client_id::text FROM participant p JOIN match m ON m.tenant_id = p.tenant_id AND m.id = p.match_id
			JOIN participant o ON o.tenant_id = p.tenant_id AND o.match_id = p.match_id
			WHERE p.tenant_id = $1 AND p.client_id = `+asker+` AND o.client_id <> p.client_id
				AND p.left_at IS NULL AND o.left_at IS NULL AND m.state <> 'closed'`,
		tx.Tenant, string(id), now)
	batch.Queue(lookForNews, tx.Tenant, since.param())
	results := tx.SendBatch(ctx, batch)
	defer func() { err = errors.Join(err, results.Close()) }()
	q.Wish.ID = id
	if err := results.QueryRow().Scan(&q.Wish.Client, &q.Wish.Kind, &q.Wish.State, &q.Wish.Interests, &q.Wish.Told); err != nil {
		return q, n, postgres.Missing(err)
	}
	p := &q.Profile
	p.Client, q.MayMatch = q.Wish.Client, true
	err = results.QueryRow().Scan(&p.Interests, &p.Talents, &p.Dayparts, &p.TravelKm, &p.Company, &p.Communication, &p.Area, &p.CouldMeanKnown)
	if errors.Is(err, pgx.ErrNoRows) {
		q.MayMatch = false
	} else if err != nil {
		return q, n, err
	}
	rows, err := results.Query()
	if err != nil {
		return q, n, err
	}
	if err := standBetween(rows, &q); err != nil {
		return q, n, err
	}
	n, err = since.scan(results.QueryRow())
	return q, n, err
}

// standBetween sorts out what stands between who asks and others.
func standBetween(rows pgx.Rows, q *crowd.Question) error {
	lists := map[int]*[]domain.ClientID{1: &q.Apart, 2: &q.Resting, 3: &q.Together}
	var kind int
	var other domain.ClientID
	_, err := pgx.ForEachRow(rows, []any{&kind, &other}, func() error {
		*lists[kind] = append(*lists[kind], other)
		return nil
	})
	return err
}
