package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/talk"
	"github.com/optrek/optrek/services/internal/postgres"
)

const talkColumns = `t.id::text, t.client_id::text, t.whom, coalesce(t.worker_id::text, ''), t.how, t.state, t.asked_at,
	coalesce(t.seen_by::text, ''), t.seen_at, t.reply, t.over_at`

func scanTalk(row pgx.CollectableRow) (r talk.Request, err error) {
	var seen, over *time.Time
	err = row.Scan(&r.ID, &r.Client, &r.Whom, &r.Worker, &r.How, &r.State, &r.Asked, &r.SeenBy, &seen, &r.Reply, &over)
	r.Asked, r.Seen, r.Over = r.Asked.UTC(), postgres.Time(seen), postgres.Time(over)
	return r, err
}

// talkVisible holds for wishes to talk t of the caller's own, and for staff for those
// that are for them; $1 is since when nobody has to wait any more. It is worked out at
// each look, so that a wish to talk goes along when others begin to guide somebody (O-01).
// Somebody else is never one of those who guide the client.
const talkVisible = `CASE
	WHEN cur_reach() = 'self' THEN t.client_id = cur_person()
	WHEN t.whom = 'worker' THEN (on_my_caseload(t.client_id) AND (t.worker_id IS NULL OR t.worker_id = cur_person() OR NOT EXISTS (
		SELECT FROM caseload w LEFT JOIN colleague k ON k.tenant_id = w.tenant_id AND k.id = w.worker_id
		WHERE w.tenant_id = t.tenant_id AND w.client_id = t.client_id AND w.worker_id = t.worker_id AND NOT coalesce(k.away, false))))
	WHEN t.whom = 'guide' THEN EXISTS (SELECT FROM match_person a
		JOIN match m ON m.tenant_id = a.tenant_id AND m.id = a.match_id AND m.state = ANY ($2::text[])
		JOIN match_person b ON b.tenant_id = a.tenant_id AND b.match_id = a.match_id AND b.client_id <> a.client_id AND NOT b.departed AND b.may_know
		WHERE a.tenant_id = t.tenant_id AND a.client_id = t.client_id AND NOT a.departed AND on_my_caseload(b.client_id))
	ELSE NOT on_my_caseload(t.client_id) AND (cur_reach() = 'all' OR EXISTS (SELECT FROM concern_route r WHERE r.tenant_id = t.tenant_id
		AND r.version = (SELECT max(version) FROM concern_route) AND r.body->'workers' ? cur_person()::text))
	END OR cur_reach() = 'all' AND (t.asked_at <= $1 AND t.state = 'asked' OR t.seen_by = cur_person())`

// talkKept is how long a wish to talk that is over is still shown.
const talkKept = `interval '14 days'`

// Talks lists wishes to talk, those nobody saw yet first, then who waits longest.
func (tx *Tx) Talks(ctx context.Context, now time.Time, overToo bool) ([]talk.Request, error) {
	rows, err := tx.Query(ctx, `SELECT `+talkColumns+` FROM talk_request t
		WHERE (t.state IN ('asked', 'seen') OR $4 AND t.over_at > $3::timestamptz - `+talkKept+`) AND (`+talkVisible+`)
		ORDER BY array_position(ARRAY['asked', 'seen', 'talked', 'withdrawn'], t.state), t.asked_at, t.id LIMIT 200`,
		now.Add(-talk.Patience), postgres.Texts(domain.LivingStates()), now, overToo)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanTalk)
}

// Talk gives one, held until the transaction ends.
func (tx *Tx) Talk(ctx context.Context, id talk.ID, now time.Time) (talk.Request, error) {
	rows, err := tx.Query(ctx, `SELECT `+talkColumns+` FROM talk_request t WHERE t.id = $3 AND (`+talkVisible+`) FOR UPDATE`,
		now.Add(-talk.Patience), postgres.Texts(domain.LivingStates()), id)
	if err != nil {
		return talk.Request{}, err
	}
	r, err := pgx.CollectExactlyOneRow(rows, scanTalk)
	return r, postgres.Missing(err)
}

// LivingTalk gives the same wish that somebody has already: asking again is asking once.
func (tx *Tx) LivingTalk(ctx context.Context, like talk.Request) (talk.Request, bool, error) {
	rows, err := tx.Query(ctx, `SELECT `+talkColumns+` FROM talk_request t WHERE t.client_id = $1 AND t.whom = $2 AND t.worker_id IS NOT DISTINCT FROM $3
		AND t.state IN ('asked', 'seen') ORDER BY t.id DESC LIMIT 1 FOR UPDATE`, like.Client, like.Whom, postgres.Optional(like.Worker))
	if err != nil {
		return like, false, err
	}
	found, err := pgx.CollectRows(rows, scanTalk)
	if err != nil || len(found) == 0 {
		return like, false, err
	}
	return found[0], true, nil
}

// AddTalk keeps a new wish to talk.
func (tx *Tx) AddTalk(ctx context.Context, r talk.Request) error {
	_, err := tx.Exec(ctx, `INSERT INTO talk_request (id, client_id, whom, worker_id, how, state, asked_at, reply) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		r.ID, r.Client, r.Whom, postgres.Optional(r.Worker), r.How, r.State, r.Asked, r.Reply)
	return err
}

// SaveTalk keeps how far it is.
func (tx *Tx) SaveTalk(ctx context.Context, r talk.Request) error {
	_, err := tx.Exec(ctx, `UPDATE talk_request SET how = $2, state = $3, seen_by = $4, seen_at = $5, reply = $6, over_at = $7 WHERE id = $1`,
		r.ID, r.How, r.State, postgres.Optional(r.SeenBy), postgres.Moment(r.Seen), r.Reply, postgres.Moment(r.Over))
	return err
}

// Guides says whether this support worker guides the client.
func (tx *Tx) Guides(ctx context.Context, worker domain.SupportWorkerID, client domain.ClientID) (bool, error) {
	var guides bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM caseload WHERE tenant_id = cur_tenant() AND client_id = $1 AND worker_id = $2)`, client, worker).Scan(&guides)
	return guides, err
}
