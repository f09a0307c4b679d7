package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

// KnowClient notes that there is such a client and where they live; somebody who left stays away.
func (tx *Tx) KnowClient(ctx context.Context, id domain.ClientID, location string) error {
	_, err := tx.Exec(ctx, `INSERT INTO client (id, location_id) VALUES ($1, $2)
		ON CONFLICT (tenant_id, id) DO UPDATE SET location_id = excluded.location_id`, id, postgres.Optional(location))
	return err
}

// HasLeft says whether this client left the organisation.
func (tx *Tx) HasLeft(ctx context.Context, id domain.ClientID) (bool, error) {
	var left bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM client WHERE id = $1 AND left_at IS NOT NULL)`, id).Scan(&left)
	return left, err
}

// ForgetClient removes everything about a client but their activities, which may be
// those of others too: see ActivitiesOf.
func (tx *Tx) ForgetClient(ctx context.Context, id domain.ClientID, now time.Time) error {
	batch := &pgx.Batch{}
	batch.Queue(`INSERT INTO client (id, left_at) VALUES ($1, $2)
		ON CONFLICT (tenant_id, id) DO UPDATE SET left_at = coalesce(client.left_at, excluded.left_at), location_id = NULL`, id, now)
	batch.Queue(`DELETE FROM match_person WHERE client_id = $1`, id)
	batch.Queue(`DELETE FROM series_goer WHERE client_id = $1`, id)
	batch.Queue(`DELETE FROM liking WHERE client_id = $1`, id)
	batch.Queue(`DELETE FROM invitation WHERE client_id = $1 OR asked_by = $1`, id)
	batch.Queue(`DELETE FROM introduction WHERE guest_id = $1 OR member_id = $1`, id)
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return err
	}
	return tx.Forget(ctx, string(id))
}

// SaveMatch keeps who is together, in place of what was known of the match. People who left are left out.
func (tx *Tx) SaveMatch(ctx context.Context, m domain.Match) error {
	clients, knows := make([]string, len(m.People)), make([]bool, len(m.People))
	for i, p := range m.People {
		clients[i], knows[i] = string(p.Client), p.MayKnow
	}
	batch := &pgx.Batch{}
	batch.Queue(`INSERT INTO match (id, state) VALUES ($1, $2)
		ON CONFLICT (tenant_id, id) DO UPDATE SET state = excluded.state`, m.ID, m.State)
	batch.Queue(`DELETE FROM match_person WHERE match_id = $1`, m.ID)
	batch.Queue(`INSERT INTO match_person (match_id, client_id, may_know)
		SELECT $1, p.client, p.knows FROM unnest($2::uuid[], $3::boolean[]) AS p (client, knows)
		WHERE NOT EXISTS (SELECT FROM client c WHERE c.id = p.client AND c.left_at IS NOT NULL)`, m.ID, clients, knows)
	return tx.SendBatch(ctx, batch).Close()
}

// DeleteMatch forgets a match that returned to nothing.
func (tx *Tx) DeleteMatch(ctx context.Context, id domain.MatchID) error {
	_, err := tx.Exec(ctx, `DELETE FROM match WHERE id = $1`, id)
	return err
}

// Match gives a match with somebody the caller reaches in it.
func (tx *Tx) Match(ctx context.Context, id domain.MatchID) (domain.Match, error) {
	m := domain.Match{ID: id}
	err := tx.QueryRow(ctx, `SELECT state FROM match m WHERE id = $1 AND EXISTS (
		SELECT FROM match_person p WHERE p.match_id = m.id AND may_reach(p.client_id))`, id).Scan(&m.State)
	if err != nil {
		return domain.Match{}, postgres.Missing(err)
	}
	rows, err := tx.Query(ctx, `SELECT client_id::text, may_know FROM match_person WHERE match_id = $1 ORDER BY client_id`, id)
	if err != nil {
		return domain.Match{}, err
	}
	m.People, err = pgx.CollectRows(rows, pgx.RowToStructByPos[domain.MatchPerson])
	return m, err
}

// Reached says whom of these people the caller reaches.
func (tx *Tx) Reached(ctx context.Context, ids []domain.ClientID) (map[domain.ClientID]bool, error) {
	rows, err := tx.Query(ctx, `SELECT id::text FROM unnest($1::uuid[]) AS c (id) WHERE may_reach(id)`, postgres.Texts(ids))
	if err != nil {
		return nil, err
	}
	reached := make(map[domain.ClientID]bool, len(ids))
	var id domain.ClientID
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error { reached[id] = true; return nil })
	return reached, err
}

// Circle says whom of these people the caller reaches and who of them are together.
func (tx *Tx) Circle(ctx context.Context, ids []domain.ClientID) (*domain.Circle, error) {
	var self domain.ClientID
	if postgres.ReachOf(tx.Caller) == postgres.ReachSelf {
		self = domain.ClientID(tx.Caller.Person)
		ids = append([]domain.ClientID{self}, ids...)
	}
	circle := domain.NewCircle(self)
	batch := &pgx.Batch{}
	batch.Queue(`SELECT id::text FROM client WHERE id = ANY ($1::uuid[]) AND left_at IS NULL AND may_reach(id)`, postgres.Texts(ids)).
		Query(func(rows pgx.Rows) error {
			var id domain.ClientID
			_, err := pgx.ForEachRow(rows, []any{&id}, func() error { circle.Reach(id); return nil })
			return err
		})
	batch.Queue(`SELECT a.client_id::text, b.client_id::text
		FROM match_person a
		JOIN match_person b ON b.tenant_id = a.tenant_id AND b.match_id = a.match_id AND b.client_id > a.client_id
		JOIN match m ON m.tenant_id = a.tenant_id AND m.id = a.match_id
		WHERE a.client_id = ANY ($1::uuid[]) AND b.client_id = ANY ($1::uuid[])
			AND a.may_know AND b.may_know AND m.state = ANY ($2::text[])`, postgres.Texts(ids), postgres.Texts(domain.StatesTogether())).
		Query(func(rows pgx.Rows) error {
			var one, other domain.ClientID
			_, err := pgx.ForEachRow(rows, []any{&one, &other}, func() error { circle.Join(one, other); return nil })
			return err
		})
	return circle, tx.SendBatch(ctx, batch).Close()
}
