package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/signal"
	"github.com/optrek/optrek/services/internal/postgres"
)

// SaveMatch keeps what matching tells of a match, heard at that time, and gives it with
// the dates that are known from before. People who left are left out.
func (tx *Tx) SaveMatch(ctx context.Context, m domain.Match, at time.Time) (domain.Match, error) {
	var planAt, underWayAt *time.Time
	err := tx.QueryRow(ctx, `INSERT INTO match (id, state, wish_id, plan_at, under_way_at, first_at, pause_until, state_at)
		VALUES ($1, $2, $3, CASE WHEN $4 THEN $5::timestamptz END,
			CASE WHEN $2 = 'under_way' THEN coalesce($6, $5::timestamptz) ELSE $6 END, $5, $7, $5)
		ON CONFLICT (tenant_id, id) DO UPDATE SET state = excluded.state, wish_id = excluded.wish_id,
			plan_at = CASE WHEN $4 THEN coalesce(match.plan_at, excluded.plan_at) END,
			under_way_at = coalesce($6, match.under_way_at, excluded.under_way_at), pause_until = excluded.pause_until,
			state_at = CASE WHEN match.state = excluded.state THEN match.state_at ELSE excluded.state_at END
		RETURNING plan_at, under_way_at`,
		m.ID, m.State, postgres.Optional(m.Wish), m.PlanMade, at, postgres.Moment(m.UnderWay), postgres.Moment(m.PauseUntil)).Scan(&planAt, &underWayAt)
	if err != nil {
		return domain.Match{}, err
	}
	m.PlanTime, m.UnderWay = postgres.Time(planAt), postgres.Time(underWayAt)
	people := columnsOf(m.People)
	batch := &pgx.Batch{}
	// Somebody is gone from it altogether only when they left the organisation, and this may be heard
	// before that is: what was written about them together may speak of them.
	for _, written := range []string{
		`UPDATE reflection r SET words = '' FROM interim_evaluation e WHERE e.id = r.evaluation_id AND e.match_id = $1 AND r.words <> ''`,
		`UPDATE interim_evaluation e SET words = '' WHERE e.match_id = $1 AND e.words <> ''`,
		`UPDATE reflection_answer a SET words = '' FROM interim_evaluation e WHERE e.id = a.evaluation_id AND e.match_id = $1 AND a.words <> ''`,
		`UPDATE match_rhythm r SET reason = '' WHERE r.match_id = $1 AND r.reason <> ''`,
	} {
		batch.Queue(written+` AND EXISTS (SELECT FROM match_person p WHERE p.match_id = $1 AND p.client_id <> ALL ($2::uuid[]))`, m.ID, people.clients)
	}
	batch.Queue(`DELETE FROM match_person WHERE match_id = $1`, m.ID)
	batch.Queue(`INSERT INTO match_person (match_id, client_id, may_know, review_at, follow_up_at, departed, networker, distance, estimated_at, answered)
		SELECT $1, p.client, p.knows, p.review, p.follow_up, p.gone, p.networker, p.distance, p.estimated, p.answered
		FROM unnest($2::uuid[], $3::boolean[], $4::timestamptz[], $5::timestamptz[], $6::boolean[], $7::boolean[], $8::text[], $9::timestamptz[], $10::boolean[])
			AS p (client, knows, review, follow_up, gone, networker, distance, estimated, answered)
		WHERE NOT EXISTS (SELECT FROM client c WHERE c.id = p.client AND c.left_at IS NOT NULL)`,
		m.ID, people.clients, people.knows, people.reviews, people.followUps, people.gone,
		people.networkers, people.distances, people.estimated, people.answered)
	return m, tx.SendBatch(ctx, batch).Close()
}

// peopleColumns are the people of a match, a column each.
type peopleColumns struct {
	clients, distances                []string
	knows, gone, networkers, answered []bool
	reviews, followUps, estimated     []*time.Time
}

func columnsOf(people []domain.Person) (c peopleColumns) {
	for _, p := range people {
		c.clients, c.distances = append(c.clients, string(p.Client)), append(c.distances, string(p.Distance))
		c.knows, c.gone = append(c.knows, p.MayKnow), append(c.gone, p.Departed)
		c.networkers, c.answered = append(c.networkers, p.Networker), append(c.answered, p.Answered)
		c.reviews, c.followUps = append(c.reviews, postgres.Moment(p.Review)), append(c.followUps, postgres.Moment(p.FollowUp))
		c.estimated = append(c.estimated, postgres.Moment(p.Estimated))
	}
	return c
}

// DeleteMatch forgets a match that returned to nothing.
func (tx *Tx) DeleteMatch(ctx context.Context, id domain.MatchID) error {
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM match WHERE id = $1`, id)
	batch.Queue(`DELETE FROM match_rhythm WHERE match_id = $1`, id)
	return tx.SendBatch(ctx, batch).Close()
}

// reachedMatch holds for matches m in which the caller reaches somebody who has not left
// it; a client only where they may know of it.
const reachedMatch = `EXISTS (SELECT FROM match_person p WHERE p.tenant_id = m.tenant_id AND p.match_id = m.id
	AND NOT p.departed AND may_reach(p.client_id) AND (p.may_know OR cur_reach() <> 'self'))`

// Match gives a match that the caller reaches, held until the transaction ends.
func (tx *Tx) Match(ctx context.Context, id domain.MatchID) (domain.Match, error) {
	m := domain.Match{ID: id}
	var planAt, underWayAt *time.Time
	err := tx.QueryRow(ctx, `SELECT m.state, m.plan_at, m.under_way_at FROM match m WHERE m.id = $1 AND `+reachedMatch+` FOR UPDATE OF m`, id).
		Scan(&m.State, &planAt, &underWayAt)
	if err != nil {
		return domain.Match{}, postgres.Missing(err)
	}
	m.PlanTime, m.PlanMade, m.UnderWay = postgres.Time(planAt), planAt != nil, postgres.Time(underWayAt)
	rows, err := tx.Query(ctx, `SELECT client_id::text, may_know FROM match_person WHERE match_id = $1 AND NOT departed ORDER BY client_id`, id)
	if err != nil {
		return domain.Match{}, err
	}
	var p domain.Person
	_, err = pgx.ForEachRow(rows, []any{&p.Client, &p.MayKnow}, func() error { m.People = append(m.People, p); return nil })
	return m, err
}

// KnowsOf says whether the caller, a client, is in a match with this person that both may know of.
func (tx *Tx) KnowsOf(ctx context.Context, id domain.ClientID) (bool, error) {
	var knows bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM match_person a
		JOIN match_person b ON b.tenant_id = a.tenant_id AND b.match_id = a.match_id
		WHERE a.client_id = $1 AND b.client_id = cur_person() AND a.may_know AND b.may_know)`, id).Scan(&knows)
	return knows, err
}

// SaveActivity keeps what activity tells, heard of at that time.
func (tx *Tx) SaveActivity(ctx context.Context, a signal.Activity, at time.Time) error {
	batch := &pgx.Batch{}
	batch.Queue(`INSERT INTO activity (id, state, match_id, first_at, day, proposer_id) VALUES ($1, $2, $3, $4, nullif($5, '')::date, $6)
		ON CONFLICT (tenant_id, id) DO UPDATE SET state = excluded.state, match_id = excluded.match_id, day = excluded.day,
			proposer_id = coalesce(activity.proposer_id, excluded.proposer_id)`, a.ID, a.State, postgres.Optional(a.Match), at, a.Day, postgres.Optional(a.Proposer))
	batch.Queue(`UPDATE activity a SET proposer_id = NULL WHERE a.id = $1 AND EXISTS (
		SELECT FROM client c WHERE c.id = a.proposer_id AND c.left_at IS NOT NULL)`, a.ID)
	batch.Queue(`DELETE FROM activity_person WHERE activity_id = $1`, a.ID)
	batch.Queue(`INSERT INTO activity_person (activity_id, client_id) SELECT $1, p.client FROM unnest($2::uuid[]) AS p (client)
		WHERE NOT EXISTS (SELECT FROM client c WHERE c.id = p.client AND c.left_at IS NOT NULL)`, a.ID, postgres.Texts(a.People))
	return tx.SendBatch(ctx, batch).Close()
}

// DeleteActivity forgets an activity that was taken away, and how it was.
func (tx *Tx) DeleteActivity(ctx context.Context, id domain.ActivityID) error {
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM activity WHERE id = $1`, id)
	batch.Queue(`DELETE FROM activity_day WHERE activity_id = $1`, id)
	batch.Queue(`DELETE FROM shared_mood WHERE activity_id = $1`, id)
	return tx.SendBatch(ctx, batch).Close()
}

// SaveMood keeps how it was for somebody who shares it; with no mood it is not shared any more.
func (tx *Tx) SaveMood(ctx context.Context, m signal.Mood) error {
	if m.Mood == "" {
		_, err := tx.Exec(ctx, `DELETE FROM shared_mood WHERE activity_id = $1 AND client_id = $2`, m.Activity, m.Client)
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO shared_mood (activity_id, client_id, match_id, mood, at)
		SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT FROM client WHERE id = $2 AND left_at IS NOT NULL)
		ON CONFLICT (tenant_id, activity_id, client_id) DO UPDATE
			SET match_id = excluded.match_id, mood = excluded.mood, at = excluded.at`,
		m.Activity, m.Client, postgres.Optional(m.Match), m.Mood, m.At)
	return err
}
