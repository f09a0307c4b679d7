package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/signal"
	"github.com/optrek/optrek/services/internal/postgres"
)

// Facts gives what signals are made of, for the people the caller reaches. What does
// not concern any signal stays where it is; which of the rest is one, and when, is the
// domain's to say.
func (tx *Tx) Facts(ctx context.Context, now time.Time) (signal.Facts, error) {
	f := signal.Facts{Reached: map[domain.ClientID]bool{}}
	batch := &pgx.Batch{}
	tx.queueMatches(batch, &f)
	tx.queueMoods(batch, &f)
	tx.queueReflections(batch, &f)
	tx.queueDue(batch, &f, now)
	tx.queueWishes(batch, &f)
	return f, tx.SendBatch(ctx, batch).Close()
}

// mine narrows a list of clients to the caller's caseload, where that is as far as they
// reach. Like nearby it only helps the planner.
func (tx *Tx) mine(column string) string {
	if postgres.ReachOf(tx.Caller) != postgres.ReachCaseload {
		return ""
	}
	return ` AND ` + column + ` IN (SELECT client_id FROM caseload WHERE worker_id = cur_person())`
}

// queueMatches reads living matches and those with a follow-up to come, with how many
// guide each person and whether there was something to do together: in the match's
// name, or by two of its people since it was first heard of.
func (tx *Tx) queueMatches(batch *pgx.Batch, f *signal.Facts) {
	near := map[postgres.Reach]string{
		postgres.ReachCaseload: ` AND m.id IN (SELECT n.match_id FROM match_person n JOIN caseload c
			ON c.tenant_id = n.tenant_id AND c.client_id = n.client_id WHERE c.worker_id = cur_person())`,
	}[postgres.ReachOf(tx.Caller)]
	batch.Queue(`WITH near AS (
			SELECT m.* FROM match m WHERE (`+reachedMatch+` OR `+leftMatch+`)`+near+` AND (m.state = ANY ($1::text[]) OR EXISTS (
				SELECT FROM match_person f WHERE f.tenant_id = m.tenant_id AND f.match_id = m.id AND f.follow_up_at IS NOT NULL))
		), outing AS (
			SELECT a.match_id FROM activity a WHERE a.state = ANY ($2::text[]) AND a.match_id IN (SELECT id FROM near)
			UNION
			SELECT mp.match_id FROM near m
				JOIN match_person mp ON mp.tenant_id = m.tenant_id AND mp.match_id = m.id AND NOT mp.departed
				JOIN activity_person ap ON ap.tenant_id = mp.tenant_id AND ap.client_id = mp.client_id
				JOIN activity a ON a.tenant_id = ap.tenant_id AND a.id = ap.activity_id
			WHERE a.state = ANY ($2::text[]) AND a.first_at >= m.first_at GROUP BY mp.match_id, a.id HAVING count(*) > 1
		)
		SELECT m.id::text, m.state, m.plan_at, m.under_way_at, m.pause_until, m.id IN (SELECT match_id FROM outing),
			p.departed, p.client_id::text, p.review_at, p.follow_up_at, may_reach(p.client_id), coalesce(c.workers, 0), coalesce(c.workers_at, m.first_at)
		FROM near m
		JOIN match_person p ON p.tenant_id = m.tenant_id AND p.match_id = m.id
		LEFT JOIN client c ON c.tenant_id = p.tenant_id AND c.id = p.client_id
		ORDER BY m.id, p.client_id`, postgres.Texts(domain.LivingStates()), signal.SomethingTogether()).
		Query(func(rows pgx.Rows) error { return scanMatches(rows, f) })
}

// leftMatch holds for matches m that somebody left whom the caller, no client, reaches:
// there is still a day on which somebody asks how they are.
const leftMatch = `EXISTS (SELECT FROM match_person p WHERE p.tenant_id = m.tenant_id AND p.match_id = m.id
	AND p.departed AND p.follow_up_at IS NOT NULL AND may_reach(p.client_id) AND cur_reach() <> 'self')`

func scanMatches(rows pgx.Rows, f *signal.Facts) error {
	var (
		m                                    domain.Match
		p                                    domain.Person
		g                                    signal.Guided
		planned, reached                     bool
		planAt, underWayAt, review, followUp *time.Time
		until                                *time.Time
	)
	into := []any{&m.ID, &m.State, &planAt, &underWayAt, &until, &planned, &p.Departed, &p.Client, &review, &followUp, &reached, &g.Workers, &g.Since}
	_, err := pgx.ForEachRow(rows, into, func() error {
		p.Review, p.FollowUp = postgres.Time(review), postgres.Time(followUp)
		if n := len(f.Matches); n == 0 || f.Matches[n-1].ID != m.ID {
			m.PlanTime, m.PlanMade, m.UnderWay, m.People = postgres.Time(planAt), planAt != nil, postgres.Time(underWayAt), nil
			m.PauseUntil = postgres.Time(until)
			f.Matches = append(f.Matches, signal.Match{Match: m, Planned: planned, Guided: map[domain.ClientID]signal.Guided{}})
		}
		last := &f.Matches[len(f.Matches)-1]
		last.People = append(last.People, p)
		if reached {
			f.Reached[p.Client] = true
			last.Guided[p.Client] = g
		}
		return nil
	})
	return err
}

func (tx *Tx) queueMoods(batch *pgx.Batch, f *signal.Facts) {
	batch.Queue(`SELECT activity_id::text, coalesce(match_id::text, ''), client_id::text, mood, at FROM shared_mood
		WHERE mood = $1 AND may_reach(client_id)`+tx.mine(`client_id`), signal.NotNice).
		Query(func(rows pgx.Rows) (err error) {
			f.Moods, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (m signal.Mood, err error) {
				err = row.Scan(&m.Activity, &m.Match, &m.Client, &m.Mood, &m.At)
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

// Snoozed gives the signals that the caller put off until after now.
func (tx *Tx) Snoozed(ctx context.Context, now time.Time) (map[domain.SignalID]bool, error) {
	rows, err := tx.Query(ctx, `SELECT signal_id FROM snooze WHERE worker_id = cur_person() AND until > $1`, now)
	if err != nil {
		return nil, err
	}
	snoozed := map[domain.SignalID]bool{}
	var id domain.SignalID
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error { snoozed[id] = true; return nil })
	return snoozed, err
}

// Snooze puts a signal off for the caller; a colleague still sees it.
func (tx *Tx) Snooze(ctx context.Context, s signal.Snooze) error {
	_, err := tx.Exec(ctx, `INSERT INTO snooze (worker_id, signal_id, reason, until, at) VALUES (cur_person(), $1, $2, $3, $4)
		ON CONFLICT (tenant_id, worker_id, signal_id) DO UPDATE SET reason = excluded.reason, until = excluded.until, at = excluded.at`,
		s.Signal, s.Reason, s.Until, s.At)
	return err
}

// Wake brings a signal back.
func (tx *Tx) Wake(ctx context.Context, id domain.SignalID) error {
	_, err := tx.Exec(ctx, `DELETE FROM snooze WHERE worker_id = cur_person() AND signal_id = $1`, id)
	return err
}
