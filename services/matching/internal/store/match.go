package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// visible is who sees a match m: whoever reaches one of its people. A client does not
// see an idea (M-17); `self` is the reach of a client.
const visible = `m.tenant_id = cur_tenant() AND (cur_reach() <> 'self' OR m.state <> 'idea') AND EXISTS (
	SELECT FROM participant v WHERE v.tenant_id = m.tenant_id AND v.match_id = m.id AND may_reach(v.client_id))`

// joined holds for a participant o who is in the match: not merely asked, and not gone.
const joined = `NOT o.invited AND o.left_at IS NULL`

const matchColumns = `m.id::text, m.version, m.origin, m.state, coalesce(m.wish_id::text, ''), m.making, m.reason, m.guidance_needed,
	m.began_at, m.possibilities, m.plan, m.citizens, coalesce(m.started_by::text, ''), m.neutral_words, m.private_reason,
	m.ending_started, m.ended_from, coalesce(m.paused_by::text, ''), m.pause_until, coalesce(m.again_of::text, ''),
	m.created_at, m.updated_at, m.asked_at, m.under_way_since, ` + elsewhereColumn + `, ` + followsColumn

func scanMatch(row pgx.CollectableRow) (domain.Match, error) {
	var m domain.Match
	var started, until, asked, underWay *time.Time
	var elsewhere *domain.Elsewhere
	var follows *domain.Follows
	err := row.Scan(&m.ID, &m.Version, &m.Origin, &m.State, &m.WishID, &m.Making, &m.Reason, &m.GuidanceNeeded,
		&m.BeganAt, &m.Possibilities, &m.Plan, &m.Citizens, &m.Ending.StartedBy, &m.Ending.NeutralWords, &m.Ending.PrivateReason,
		&started, &m.Ending.From, &m.PausedBy, &until, &m.AgainOf, &m.Created, &m.Updated, &asked, &underWay, &elsewhere, &follows)
	if elsewhere != nil {
		m.Elsewhere = *elsewhere
	}
	if follows != nil {
		m.Follows = *follows
		m.Follows.At = m.Follows.At.UTC()
	}
	m.Created, m.Updated = m.Created.UTC(), m.Updated.UTC()
	m.PauseUntil = postgres.Time(until)
	m.Ending.Started, m.Asked, m.UnderWaySince = postgres.Time(started), postgres.Time(asked), postgres.Time(underWay)
	return m, err
}

// Match gives a match the caller sees.
func (tx *Tx) Match(ctx context.Context, id domain.MatchID) (domain.Match, error) {
	return tx.match(ctx, id, "")
}

// MatchForChange is Match, and lets nobody else change it until the transaction ends.
func (tx *Tx) MatchForChange(ctx context.Context, id domain.MatchID) (domain.Match, error) {
	return tx.match(ctx, id, " FOR UPDATE")
}

func (tx *Tx) match(ctx context.Context, id domain.MatchID, lock string) (domain.Match, error) {
	found, err := tx.collect(ctx, `SELECT `+matchColumns+` FROM match m WHERE m.id = $1 AND `+visible+lock, string(id))
	if err == nil && len(found) == 0 {
		err = pgx.ErrNoRows
	}
	if err != nil {
		return domain.Match{}, postgres.Missing(err)
	}
	return found[0], nil
}

// over holds for a client who left a group and with whom somebody talked: to them it is as
// one that has closed.
const over = `(cur_reach() = 'self' AND EXISTS (SELECT FROM participant o WHERE o.tenant_id = m.tenant_id AND o.match_id = m.id
	AND o.client_id = cur_person() AND o.left_at IS NOT NULL AND o.talk_held))`

// MatchList says which matches to give, newest change first.
type MatchList struct {
	// ByCreation gives the newest match first, whatever happened to it since.
	ByCreation bool
	State      domain.State    // all when empty
	Client     domain.ClientID // everybody when empty
	ClosedToo  bool
	// After is the last one given before; the zero value for the beginning.
	AfterTime time.Time
	AfterID   domain.MatchID
	Limit     int
}

// Matches lists what the caller sees.
func (tx *Tx) Matches(ctx context.Context, l MatchList) ([]domain.Match, error) {
	at := `m.updated_at`
	if l.ByCreation {
		at = `m.created_at`
	}
	return tx.collect(ctx, `SELECT `+matchColumns+` FROM match m WHERE `+visible+`
		AND ($1 = '' OR m.state = $1) AND ($2 OR m.state <> 'closed' AND NOT `+over+`)
		AND ($3::uuid IS NULL OR EXISTS (SELECT FROM participant p
			WHERE p.tenant_id = m.tenant_id AND p.match_id = m.id AND p.client_id = $3))
		AND ($4::timestamptz IS NULL OR (`+at+`, m.id) < ($4, $5::uuid))
		ORDER BY `+at+` DESC, m.id DESC LIMIT $6`,
		string(l.State), l.ClosedToo || l.State == domain.Closed, postgres.Optional(l.Client), postgres.Moment(l.AfterTime), postgres.Optional(l.AfterID), l.Limit)
}

// MatchesOf gives every match these people are in together, for change, in order of
// id: for handlers and exclusions, which do not ask who is looking.
func (tx *Tx) MatchesOf(ctx context.Context, people ...domain.ClientID) ([]domain.Match, error) {
	return tx.collect(ctx, `SELECT `+matchColumns+` FROM match m WHERE m.tenant_id = $1 AND m.id IN (
			SELECT match_id FROM participant WHERE tenant_id = $1 AND client_id = ANY ($2::uuid[])
			GROUP BY match_id HAVING count(*) = $3)
		ORDER BY m.id FOR UPDATE`, tx.Tenant, postgres.Texts(people), len(people))
}

// QuestionsOf gives the ideas and proposals that began with a wish, for change.
func (tx *Tx) QuestionsOf(ctx context.Context, w domain.WishID) ([]domain.Match, error) {
	return tx.collect(ctx, `SELECT `+matchColumns+` FROM match m
		WHERE m.tenant_id = $1 AND m.wish_id = $2 AND m.state IN ('idea', 'proposed') ORDER BY m.id FOR UPDATE`, tx.Tenant, string(w))
}

// Lapsing gives some matches of which the question, or an invitation, may have lapsed by
// then, for change.
// Those that somebody is changing now are left for the next time.
func (tx *Tx) Lapsing(ctx context.Context, now time.Time, limit int) ([]domain.Match, error) {
	return tx.collect(ctx, `SELECT `+matchColumns+` FROM match m WHERE m.tenant_id = $1
		AND (m.state = 'idea' AND m.created_at <= $2 OR m.state = 'proposed' AND m.asked_at <= $3
				AND EXISTS (SELECT FROM participant p WHERE p.tenant_id = $1 AND p.match_id = m.id AND p.answer <> 'yes')
			OR m.id IN (SELECT match_id FROM participant WHERE tenant_id = $1 AND invited AND asked_at <= $3))
		ORDER BY m.id LIMIT $4 FOR UPDATE SKIP LOCKED`,
		tx.Tenant, now.Add(-domain.IdeaLapse), now.Add(-domain.ProposalLapse), limit)
}

// SameTogether says whether exactly these people are in a match that has not closed.
func (tx *Tx) SameTogether(ctx context.Context, people []domain.ClientID) (bool, error) {
	var there bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (
		SELECT FROM participant p JOIN match m ON m.tenant_id = p.tenant_id AND m.id = p.match_id
		WHERE p.tenant_id = $1 AND p.client_id = $2 AND m.state <> 'closed'
		AND (SELECT count(*) FROM participant o WHERE o.tenant_id = $1 AND o.match_id = m.id AND `+joined+`) = $4
		AND (SELECT count(*) FROM participant o WHERE o.tenant_id = $1 AND o.match_id = m.id AND `+joined+` AND o.client_id = ANY ($3::uuid[])) = $4)`,
		tx.Tenant, string(people[0]), postgres.Texts(people), len(people)).Scan(&there)
	return there, err
}

// collect reads matches and then the people of all of them.
func (tx *Tx) collect(ctx context.Context, query string, args ...any) ([]domain.Match, error) {
	rows, err := tx.Query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	matches, err := pgx.CollectRows(rows, scanMatch)
	if err != nil || len(matches) == 0 {
		return nil, err
	}
	return matches, tx.addParticipants(ctx, matches)
}

// matchValues are the columns that change, in the order of changing.
func matchValues(m domain.Match) []any {
	return []any{string(m.State), postgres.Optional(m.WishID), string(m.Making), m.Reason, m.GuidanceNeeded, m.BeganAt,
		m.Possibilities, m.Plan, m.Citizens, postgres.Optional(m.Ending.StartedBy), m.Ending.NeutralWords, m.Ending.PrivateReason,
		postgres.Moment(m.Ending.Started), string(m.Ending.From), postgres.Optional(m.PausedBy), postgres.Moment(m.PauseUntil),
		m.Updated, postgres.Moment(m.Asked), postgres.Moment(m.UnderWaySince)}
}

const changing = `state, wish_id, making, reason, guidance_needed, began_at, possibilities, plan, citizens, started_by,
	neutral_words, private_reason, ending_started, ended_from, paused_by, pause_until, updated_at, asked_at, under_way_since`

// AddMatch puts a new match in.
func (tx *Tx) AddMatch(ctx context.Context, m domain.Match) error {
	batch := &pgx.Batch{}
	batch.Queue(`INSERT INTO match (tenant_id, id, version, origin, again_of, created_at, `+changing+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)`,
		append([]any{tx.Tenant, string(m.ID), int64(m.Version), string(m.Origin), postgres.Optional(m.AgainOf), m.Created}, matchValues(m)...)...)
	tx.queueParticipants(batch, m)
	return placed(tx.SendBatch(ctx, batch).Close())
}

// SaveMatch writes a changed match under its next version, which it gives back. People
// go before the match and come back after it: what they hold depends on its state.
func (tx *Tx) SaveMatch(ctx context.Context, m domain.Match) (domain.Match, error) {
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM participant WHERE tenant_id = $1 AND match_id = $2`, tx.Tenant, string(m.ID))
	batch.Queue(`UPDATE match SET version = version + 1, (`+changing+`)
		= ($4, $5::uuid, $6, $7, $8, $9, $10, $11, $12, $13::uuid, $14, $15, $16::timestamptz, $17, $18::uuid, $19::timestamptz, $20, $21::timestamptz, $22::timestamptz)
		WHERE tenant_id = $1 AND id = $2 AND version = $3`,
		append([]any{tx.Tenant, string(m.ID), int64(m.Version)}, matchValues(m)...)...).
		Exec(func(tag pgconn.CommandTag) error { return postgres.Saved(tag.RowsAffected(), nil) })
	m.Version++
	tx.queueParticipants(batch, m)
	return m, placed(tx.SendBatch(ctx, batch).Close())
}

// RemoveMatch leaves nothing of a match that returned to nothing.
func (tx *Tx) RemoveMatch(ctx context.Context, m domain.MatchID) error {
	_, err := tx.Exec(ctx, `DELETE FROM match WHERE tenant_id = $1 AND id = $2`, tx.Tenant, string(m))
	return err
}
