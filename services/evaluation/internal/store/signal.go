package store

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/signal"
	"github.com/optrek/optrek/services/internal/postgres"
)

// Attention is what a list of signals is made of: what happened, how the organisation has
// the rules, and what the caller put off.
type Attention struct {
	signal.Facts

	Settings signal.Settings
	Snoozed  map[domain.SignalID]signal.Snooze
}

// Attention reads all of it in one round trip, for the people the caller reaches. What does
// not concern any signal stays where it is; which of the rest is one, and when, is the
// domain's to say.
func (tx *Tx) Attention(ctx context.Context, now time.Time) (Attention, error) {
	a := Attention{
		Facts:    signal.Facts{Reached: map[domain.ClientID]bool{}, Guides: map[domain.ClientID][]domain.SupportWorkerID{}},
		Settings: signal.Settings{}, Snoozed: map[domain.SignalID]signal.Snooze{},
	}
	batch := &pgx.Batch{}
	tx.queueMatches(batch, &a.Facts)
	tx.queueMoods(batch, &a.Facts)
	tx.queueReflections(batch, &a.Facts)
	tx.queueDue(batch, &a.Facts, now)
	tx.queueWishes(batch, &a.Facts)
	tx.queueNetworkers(batch, &a.Facts)
	tx.queueGuides(batch, &a.Facts)
	queueSettings(batch, a.Settings)
	queueSnoozed(batch, a.Snoozed, now)
	unused := map[domain.ClientID]bool{}
	queueRestricted(batch, unused)
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return a, err
	}
	a.Facts = a.Without(unused)
	return a, nil
}

// mine narrows a list of clients to the caller's caseload, where that is as far as they
// reach. Like nearby it only helps the planner.
func (tx *Tx) mine(column string) string {
	if postgres.ReachOf(tx.Caller) != postgres.ReachCaseload {
		return ""
	}
	return ` AND ` + column + ` IN (SELECT client_id FROM caseload WHERE worker_id = cur_person())`
}

// nearMatches narrows a list of matches m in the same way.
func (tx *Tx) nearMatches() string {
	if postgres.ReachOf(tx.Caller) != postgres.ReachCaseload {
		return ""
	}
	return ` AND m.id IN (SELECT n.match_id FROM match_person n JOIN caseload c
		ON c.tenant_id = n.tenant_id AND c.client_id = n.client_id WHERE c.worker_id = cur_person())`
}

// matchFacts reads living matches and those with a follow-up to come, with how many guide
// each person, when there was last something to do together – in the match's name, or by
// two of its people since it was first heard of; on its day, or else when it was told –
// when somebody last told something in a look back, and who thought of the last outings.
const matchFacts = `WITH near AS (
		SELECT m.* FROM match m WHERE (` + reachedMatch + ` OR ` + leftMatch + `) NEAR AND (m.state = ANY ($1::text[]) OR EXISTS (
			SELECT FROM match_person f WHERE f.tenant_id = m.tenant_id AND f.match_id = m.id AND f.follow_up_at IS NOT NULL))
	), outing AS (
		SELECT a.match_id, coalesce(a.day + time '12:00', a.first_at AT TIME ZONE 'UTC') AS at
			FROM activity a WHERE a.state = ANY ($2::text[]) AND a.match_id IN (SELECT id FROM near)
		UNION ALL
		SELECT mp.match_id, max(coalesce(a.day + time '12:00', a.first_at AT TIME ZONE 'UTC')) FROM near m
			JOIN match_person mp ON mp.tenant_id = m.tenant_id AND mp.match_id = m.id AND NOT mp.departed
			JOIN activity_person ap ON ap.tenant_id = mp.tenant_id AND ap.client_id = mp.client_id
			JOIN activity a ON a.tenant_id = ap.tenant_id AND a.id = ap.activity_id
		WHERE a.state = ANY ($2::text[]) AND a.first_at >= m.first_at GROUP BY mp.match_id, a.id HAVING count(*) > 1
	), together AS (SELECT match_id, max(at) AT TIME ZONE 'UTC' AS at FROM outing GROUP BY match_id
	), heard AS (
		SELECT e.match_id, greatest(max(e.closed_at), max(r.at)) AS at, bool_or(e.state = 'open') AS open
		FROM interim_evaluation e LEFT JOIN reflection r ON r.tenant_id = e.tenant_id AND r.evaluation_id = e.id
		WHERE e.state <> 'due' AND e.match_id IN (SELECT id FROM near) GROUP BY e.match_id
	), idea AS (
		SELECT match_id, array_agg(proposer_id::text ORDER BY first_at DESC, id) AS who, array_agg(first_at ORDER BY first_at DESC, id) AS at
		FROM (SELECT a.*, row_number() OVER (PARTITION BY a.match_id ORDER BY a.first_at DESC, a.id) AS nth FROM activity a
			WHERE a.proposer_id IS NOT NULL AND a.match_id IN (SELECT id FROM near)) AS last
		WHERE nth <= 8 GROUP BY match_id
	)
	SELECT m.id::text, m.state, coalesce(m.state_at, m.first_at), m.plan_at, m.under_way_at, m.pause_until,
		(SELECT t.at FROM together t WHERE t.match_id = m.id), h.at, coalesce(h.open, false), i.who, i.at,
		p.departed, p.client_id::text, p.review_at, p.follow_up_at, p.networker, p.distance, p.estimated_at, p.answered,
		may_reach(p.client_id), coalesce(c.workers, 0), coalesce(c.workers_at, m.first_at)
	FROM near m
	JOIN match_person p ON p.tenant_id = m.tenant_id AND p.match_id = m.id
	LEFT JOIN client c ON c.tenant_id = p.tenant_id AND c.id = p.client_id
	LEFT JOIN heard h ON h.match_id = m.id
	LEFT JOIN idea i ON i.match_id = m.id
	ORDER BY m.id, p.client_id`

// leftMatch holds for matches m that somebody left whom the caller, no client, reaches:
// there is still a day on which somebody asks how they are.
const leftMatch = `EXISTS (SELECT FROM match_person p WHERE p.tenant_id = m.tenant_id AND p.match_id = m.id
	AND p.departed AND p.follow_up_at IS NOT NULL AND may_reach(p.client_id) AND cur_reach() <> 'self')`

func (tx *Tx) queueMatches(batch *pgx.Batch, f *signal.Facts) {
	batch.Queue(strings.Replace(matchFacts, "NEAR", tx.nearMatches(), 1), postgres.Texts(domain.LivingStates()), signal.SomethingTogether()).
		Query(func(rows pgx.Rows) error { return scanMatches(rows, f) })
}

// matchRow is one person of a match as matchFacts reads it.
type matchRow struct {
	match                         signal.Match
	planAt, underWayAt, until     *time.Time
	together, heard               *time.Time
	who                           []domain.ClientID
	at                            []time.Time
	person                        domain.Person
	review, followUp, estimatedAt *time.Time
	reached                       bool
	guided                        signal.Guided
}

func (r *matchRow) into() []any {
	m, p := &r.match, &r.person
	return []any{
		&m.ID, &m.State, &m.Since, &r.planAt, &r.underWayAt, &r.until, &r.together, &r.heard, &m.LookingBack, &r.who, &r.at,
		&p.Departed, &p.Client, &r.review, &r.followUp, &p.Networker, &p.Distance, &r.estimatedAt, &p.Answered,
		&r.reached, &r.guided.Workers, &r.guided.Since,
	}
}

// whole gives the match without its people.
func (r *matchRow) whole() signal.Match {
	m := r.match
	m.PlanTime, m.PlanMade, m.UnderWay = postgres.Time(r.planAt), r.planAt != nil, postgres.Time(r.underWayAt)
	m.PauseUntil, m.Together, m.Heard = postgres.Time(r.until), postgres.Time(r.together), postgres.Time(r.heard)
	m.People, m.Ideas, m.Guided = nil, nil, map[domain.ClientID]signal.Guided{}
	for i, who := range r.who {
		m.Ideas = append(m.Ideas, signal.Idea{Client: who, At: r.at[i]})
	}
	return m
}

func scanMatches(rows pgx.Rows, f *signal.Facts) error {
	r := &matchRow{}
	_, err := pgx.ForEachRow(rows, r.into(), func() error {
		if n := len(f.Matches); n == 0 || f.Matches[n-1].ID != r.match.ID {
			f.Matches = append(f.Matches, r.whole())
		}
		last := &f.Matches[len(f.Matches)-1]
		p := r.person
		p.Review, p.FollowUp, p.Estimated = postgres.Time(r.review), postgres.Time(r.followUp), postgres.Time(r.estimatedAt)
		last.People = append(last.People, p)
		if r.reached {
			f.Reached[p.Client] = true
			last.Guided[p.Client] = r.guided
		}
		return nil
	})
	return err
}

// queueMoods reads what each person shared the last few times.
func (tx *Tx) queueMoods(batch *pgx.Batch, f *signal.Facts) {
	batch.Queue(`SELECT activity_id::text, coalesce(match_id::text, ''), client_id::text, mood, at
		FROM (SELECT s.*, row_number() OVER (PARTITION BY s.client_id ORDER BY s.at DESC, s.activity_id) AS nth FROM shared_mood s
			WHERE may_reach(s.client_id)` + tx.mine(`s.client_id`) + `) AS last
		WHERE nth <= 3 ORDER BY client_id, nth`).
		Query(func(rows pgx.Rows) (err error) {
			f.Moods, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (m signal.Mood, err error) {
				err = row.Scan(&m.Activity, &m.Match, &m.Client, &m.Mood, &m.At)
				f.Reached[m.Client] = true
				return m, err
			})
			return err
		})
}

func (tx *Tx) queueReflections(batch *pgx.Batch, f *signal.Facts) {
	batch.Queue(`SELECT e.id::text, e.match_id::text, r.teller_id::text, r.push, r.life_changed, r.other_wishes, r.at
		FROM interim_evaluation e JOIN reflection r ON r.tenant_id = e.tenant_id AND r.evaluation_id = e.id
		WHERE e.state = 'open' AND NOT r.own_look AND may_reach(r.teller_id)` + tx.mine(`r.teller_id`)).
		Query(func(rows pgx.Rows) (err error) {
			f.Reflections, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (r signal.Reflection, err error) {
				err = row.Scan(&r.Evaluation, &r.Match, &r.Client, &r.Push, &r.LifeChanged, &r.OtherWishes, &r.At)
				return r, err
			})
			return err
		})
}

// queueDue reads looks back that are due while the people are under way: in a pause
// nobody is asked to look back.
func (tx *Tx) queueDue(batch *pgx.Batch, f *signal.Facts, now time.Time) {
	batch.Queue(`SELECT e.id::text, e.match_id::text, e.state, e.due_at FROM interim_evaluation e WHERE e.state = 'due' AND `+evaluationVisible+
		nearby[postgres.ReachOf(tx.Caller)]+`
			AND EXISTS (SELECT FROM match u WHERE u.tenant_id = e.tenant_id AND u.id = e.match_id AND u.state = 'under_way')`, now).
		Query(func(rows pgx.Rows) (err error) {
			f.Due, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (e domain.Evaluation, err error) {
				err = row.Scan(&e.ID, &e.Match, &e.State, &e.Due)
				return e, err
			})
			return err
		})
}

// queueWishes reads open wishes that no living match began with.
func (tx *Tx) queueWishes(batch *pgx.Batch, f *signal.Facts) {
	batch.Queue(`SELECT w.id::text, w.client_id::text, w.state, w.told, w.since FROM wish w
		WHERE w.state = $1 AND may_reach(w.client_id)`+tx.mine(`w.client_id`)+` AND NOT EXISTS (SELECT FROM match m
			WHERE m.tenant_id = w.tenant_id AND m.wish_id = w.id AND m.state = ANY ($2::text[]))`,
		signal.OpenWish, postgres.Texts(domain.LivingStates())).
		Query(func(rows pgx.Rows) (err error) {
			f.Wishes, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (w signal.Wish, err error) {
				err = row.Scan(&w.ID, &w.Client, &w.State, &w.Told, &w.Since)
				return w, err
			})
			return err
		})
}

// queueNetworkers reads who takes the role now, and since when each of their places is taken.
func (tx *Tx) queueNetworkers(batch *pgx.Batch, f *signal.Facts) {
	batch.Queue(`SELECT n.client_id::text, n.state, n.capacity, n.since, ARRAY(SELECT coalesce(m.under_way_at, m.first_at)
			FROM match_person p JOIN match m ON m.tenant_id = p.tenant_id AND m.id = p.match_id
			WHERE p.tenant_id = n.tenant_id AND p.client_id = n.client_id AND p.networker AND NOT p.departed AND m.state = ANY ($2::text[]))
		FROM networker n WHERE n.state = $1 AND may_reach(n.client_id)`+tx.mine(`n.client_id`),
		signal.ActiveNetworker, postgres.Texts(domain.StandingStates())).
		Query(func(rows pgx.Rows) (err error) {
			f.Networkers, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (n signal.Networker, err error) {
				err = row.Scan(&n.Client, &n.State, &n.Capacity, &n.Since, &n.Places)
				return n, err
			})
			return err
		})
}

// queueGuides reads who guides the people the caller reaches, and the others in their matches.
func (tx *Tx) queueGuides(batch *pgx.Batch, f *signal.Facts) {
	near := ``
	if postgres.ReachOf(tx.Caller) == postgres.ReachCaseload {
		near = ` WHERE g.client_id IN (SELECT c.client_id FROM caseload c WHERE c.worker_id = cur_person() UNION
			SELECT o.client_id FROM caseload c JOIN match_person n ON n.tenant_id = c.tenant_id AND n.client_id = c.client_id
				JOIN match_person o ON o.tenant_id = n.tenant_id AND o.match_id = n.match_id WHERE c.worker_id = cur_person())`
	}
	batch.Queue(`SELECT g.client_id::text, g.worker_id::text FROM caseload g` + near).Query(func(rows pgx.Rows) error {
		var client domain.ClientID
		var worker domain.SupportWorkerID
		_, err := pgx.ForEachRow(rows, []any{&client, &worker}, func() error {
			f.Guides[client] = append(f.Guides[client], worker)
			return nil
		})
		return err
	})
}
