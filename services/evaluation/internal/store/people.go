package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/signal"
	"github.com/optrek/optrek/services/internal/postgres"
)

// HasLeft says whether this client left the organisation.
func (tx *Tx) HasLeft(ctx context.Context, id domain.ClientID) (bool, error) {
	var left bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM client WHERE id = $1 AND left_at IS NOT NULL)`, id).Scan(&left)
	return left, err
}

// KnowClient notes that there is such a client and how many support workers they have
// since at. Somebody who left stays away.
func (tx *Tx) KnowClient(ctx context.Context, id domain.ClientID, workers int, at time.Time) error {
	_, err := tx.Exec(ctx, `INSERT INTO client (id, workers, workers_at) VALUES ($1, $2, $3)
		ON CONFLICT (tenant_id, id) DO UPDATE SET workers = excluded.workers,
			workers_at = CASE WHEN client.workers = excluded.workers THEN client.workers_at ELSE excluded.workers_at END
		WHERE client.left_at IS NULL`, id, workers, at)
	return err
}

// ForgetClient removes everything about a client. What a concern was about goes; that
// there was one stays, for it is the organisation's own record that it was routed.
func (tx *Tx) ForgetClient(ctx context.Context, id domain.ClientID, at time.Time) error {
	batch := &pgx.Batch{}
	batch.Queue(`INSERT INTO client (id, workers, workers_at, left_at) VALUES ($1, 0, $2, $2)
		ON CONFLICT (tenant_id, id) DO UPDATE SET workers = 0, left_at = coalesce(client.left_at, excluded.left_at)`, id, at)
	for _, statement := range []string{
		`DELETE FROM wish WHERE client_id = $1`,
		`DELETE FROM client_location WHERE client_id = $1`,
		`DELETE FROM match_lead WHERE client_id = $1`,
		`DELETE FROM networker_road WHERE client_id = $1`,
		`DELETE FROM shared_mood WHERE client_id = $1`,
		`DELETE FROM activity_person WHERE client_id = $1`,
		`DELETE FROM networker WHERE client_id = $1`,
		`UPDATE activity SET proposer_id = NULL WHERE proposer_id = $1`,
		`DELETE FROM reflection WHERE teller_id = $1`,
		`DELETE FROM questionnaire_asking WHERE client_id = $1`,
		// A look back with nobody left in it says nothing any more, and holds words about somebody.
		`DELETE FROM interim_evaluation e WHERE EXISTS (SELECT FROM match_person p WHERE p.match_id = e.match_id AND p.client_id = $1)
			AND NOT EXISTS (SELECT FROM match_person p WHERE p.match_id = e.match_id AND p.client_id <> $1)`,
		// What others wrote about the two of them may speak of the one who left.
		`UPDATE reflection r SET words = '' FROM interim_evaluation e, match_person p
			WHERE e.id = r.evaluation_id AND p.match_id = e.match_id AND p.client_id = $1 AND r.words <> ''`,
		`UPDATE interim_evaluation e SET words = '' FROM match_person p WHERE p.match_id = e.match_id AND p.client_id = $1 AND e.words <> ''`,
		`UPDATE reflection_answer a SET words = '' FROM interim_evaluation e, match_person p
			WHERE e.id = a.evaluation_id AND p.match_id = e.match_id AND p.client_id = $1 AND a.words <> ''`,
		`UPDATE match_rhythm r SET reason = '' FROM match_person p WHERE p.match_id = r.match_id AND p.client_id = $1 AND r.reason <> ''`,
		`DELETE FROM match_person WHERE client_id = $1`,
		`DELETE FROM intervision_client WHERE client_id = $1`,
		`DELETE FROM snooze WHERE strpos(signal_id, $1::uuid::text) > 0`,
		`UPDATE concern SET ` + concernWithout + ` WHERE $1 IN (client_id, reporter_id)`,
		`DELETE FROM talk_request WHERE client_id = $1`,
		`DELETE FROM restricted WHERE client_id = $1`,
	} {
		batch.Queue(statement, id)
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return err
	}
	return tx.Forget(ctx, string(id))
}

// Asker says who asks and whom of these people they reach.
func (tx *Tx) Asker(ctx context.Context, ids []domain.ClientID) (domain.Asker, error) {
	by := domain.Asker{Reached: make(map[domain.ClientID]bool, len(ids))}
	if postgres.ReachOf(tx.Caller) == postgres.ReachSelf {
		by.Self = domain.ClientID(tx.Caller.Person)
	} else {
		by.Worker = domain.SupportWorkerID(tx.Caller.Person)
	}
	rows, err := tx.Query(ctx, `SELECT DISTINCT id::text FROM unnest($1::uuid[]) AS c (id) WHERE may_reach(id)`, postgres.Texts(ids))
	if err != nil {
		return by, err
	}
	var id domain.ClientID
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error { by.Reached[id] = true; return nil })
	return by, err
}

// SaveWish keeps how a wish stands, since at when that is new.
func (tx *Tx) SaveWish(ctx context.Context, w signal.Wish) error {
	_, err := tx.Exec(ctx, `INSERT INTO wish (id, client_id, state, told, since)
		SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT FROM client WHERE id = $2 AND left_at IS NOT NULL)
		ON CONFLICT (tenant_id, id) DO UPDATE SET state = excluded.state, told = excluded.told,
			since = CASE WHEN wish.state = excluded.state THEN wish.since ELSE excluded.since END`,
		w.ID, w.Client, w.State, w.Told, w.Since)
	return err
}

// SaveNetworker keeps how somebody's role stands, since at when that is new.
func (tx *Tx) SaveNetworker(ctx context.Context, id string, n signal.Networker) error {
	_, err := tx.Exec(ctx, `INSERT INTO networker (id, client_id, state, capacity, since)
		SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT FROM client WHERE id = $2 AND left_at IS NOT NULL)
		ON CONFLICT (tenant_id, id) DO UPDATE SET state = excluded.state, capacity = excluded.capacity,
			since = CASE WHEN networker.state = excluded.state AND networker.capacity = excluded.capacity THEN networker.since ELSE excluded.since END`,
		id, n.Client, n.State, n.Capacity, n.Since)
	return err
}
