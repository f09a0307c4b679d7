package store

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/region"
)

// pairs are the requests of this organisation: our side o, that of the other t, what
// only we know r, and w and g, our wish that it is about and how the region sees it.
// Two rows are one request only when each names the other organisation; what another
// wrote under an id of ours stands apart, and is about nobody here.
const pairs = ` FROM (SELECT * FROM regional_side WHERE tenant_id = $1) o
	FULL JOIN (SELECT * FROM regional_side WHERE tenant_id <> $1 AND other_tenant_id = $1) t
		ON t.request_id = o.request_id AND t.tenant_id = o.other_tenant_id
	LEFT JOIN regional_request r ON r.tenant_id = $1 AND r.request_id = o.request_id
	LEFT JOIN shown_wish w ON w.tenant_id = $1 AND o.request_id IS NULL AND t.asked AND w.regional_wish_id = t.regional_wish_id
	LEFT JOIN regional_wish g ON g.id = coalesce(o.regional_wish_id, t.regional_wish_id)
		AND g.tenant_id = CASE WHEN coalesce(o.asked, false) THEN o.other_tenant_id ELSE $1 END
	CROSS JOIN LATERAL (SELECT coalesce(r.client_id, w.client_id) AS client, coalesce(o.request_id, t.request_id) AS id,
		greatest(r.updated_at, o.since, t.since, o.gone_at, t.gone_at) AS changed, greatest(o.since, t.since) AS last) x `

const requestColumns = `SELECT x.id::text, coalesce(o.region, t.region), coalesce(o.asked, false), coalesce(o.other_tenant_id, t.tenant_id)::text,
	coalesce(o.regional_wish_id, t.regional_wish_id)::text, coalesce(CASE WHEN o.asked THEN o.reason ELSE t.reason END, ''),
	o.request_id IS NOT NULL, coalesce(o.yes, false), coalesce(o.ready, false), coalesce(o.going, false), coalesce(o.ended, false), coalesce(o.followed, false), coalesce(o.gone, false), o.since, o.gone_at,
	t.request_id IS NOT NULL, coalesce(t.yes, false), coalesce(t.ready, false), coalesce(t.going, false), coalesce(t.ended, false), coalesce(t.followed, false), coalesce(t.gone, false), t.since, t.gone_at,
	CASE WHEN o.asked AND t.yes THEN t.wish WHEN NOT o.asked AND o.yes THEN o.wish
		WHEN g.id IS NULL THEN '{}' ELSE jsonb_build_object('kind', g.kind, 'interests', g.interests, 'dayparts', g.dayparts,
			'company', g.company, 'communication', g.communication, 'area', g.area, 'shown', g.shown_at) END,
	coalesce(x.client::text, ''), coalesce(r.wish_id::text, w.wish_id::text, ''), coalesce(r.answer, ''), coalesce(r.answer_form, ''),
	coalesce(r.card_made, false), coalesce(r.match_id::text, ''), r.created_at, r.updated_at` + pairs

// keptWish is a wish as the region saw it, kept beside the yes to a request about it.
type keptWish struct {
	Kind          string    `json:"kind,omitempty"`
	Interests     []string  `json:"interests,omitempty"`
	Dayparts      []string  `json:"dayparts,omitempty"`
	Company       string    `json:"company,omitempty"`
	Communication string    `json:"communication,omitempty"`
	Area          string    `json:"area,omitempty"`
	Shown         time.Time `json:"shown,omitzero"`
}

func scanRequest(row pgx.CollectableRow) (region.Request, error) {
	var r region.Request
	var wish keptWish
	var id region.WishID
	var times [6]*time.Time
	err := row.Scan(&r.ID, &r.Region, &r.Asked, &r.Other, &id, &r.Reason,
		&r.Own.There, &r.Own.Yes, &r.Own.Ready, &r.Own.Going, &r.Own.Ended, &r.Own.Followed, &r.Own.Gone, &times[0], &times[1],
		&r.Theirs.There, &r.Theirs.Yes, &r.Theirs.Ready, &r.Theirs.Going, &r.Theirs.Ended, &r.Theirs.Followed, &r.Theirs.Gone, &times[2], &times[3],
		&wish, &r.Client, &r.WishID, &r.Answer, &r.AnswerForm, &r.CardMade, &r.Match, &times[4], &times[5])
	r.Own.Since, r.Own.GoneAt = postgres.Time(times[0]), postgres.Time(times[1])
	r.Theirs.Since, r.Theirs.GoneAt = postgres.Time(times[2]), postgres.Time(times[3])
	r.Created, r.Updated = postgres.Time(times[4]), postgres.Time(times[5])
	r.Wish = region.Wish{ID: id, Kind: wish.Kind, Interests: wish.Interests, Dayparts: wish.Dayparts, Company: wish.Company,
		Communication: wish.Communication, Area: wish.Area, Shown: wish.Shown.UTC()}
	return r, err
}

func (tx *Tx) requests(ctx context.Context, where string, args ...any) ([]region.Request, error) {
	rows, err := tx.Query(ctx, requestColumns+where, append([]any{tx.Tenant}, args...)...)
	if err != nil {
		return nil, err
	}
	found, err := pgx.CollectRows(rows, scanRequest)
	for i := range found {
		found[i].Wish.Organisation = found[i].Other
		if !found[i].Asked {
			found[i].Wish.Organisation = region.OrganisationID(tx.Tenant)
		}
	}
	return found, err
}

// HoldRequests lets nobody of either organisation change these requests until this
// transaction ends. Hold them before people and matches.
func (tx *Tx) HoldRequests(ctx context.Context, ids ...region.RequestID) error {
	held := slices.Compact(slices.Sorted(slices.Values(ids)))
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('regional_request ' || r, 1)) FROM unnest($1::text[]) WITH ORDINALITY AS p (r, n) ORDER BY n`,
		postgres.Texts(held))
	return err
}

// known is what a client may know of: not before they are asked, and nothing of what
// returned to nothing (M-17). $2 is since when a request has not lapsed.
const known = `(cur_reach() <> 'self' OR o.ready AND t.ready OR o.yes AND t.yes AND NOT o.gone AND NOT t.gone AND x.last > $2)`

// Request gives a request about a client the caller reaches.
func (tx *Tx) Request(ctx context.Context, id region.RequestID, now time.Time) (region.Request, error) {
	found, err := tx.requests(ctx, `WHERE x.id = $3 AND x.client IS NOT NULL AND may_reach(x.client) AND `+known, now.Add(-region.Lapse), string(id))
	if err == nil && len(found) != 1 {
		err = pgx.ErrNoRows
	}
	if err != nil {
		return region.Request{}, postgres.Missing(err)
	}
	return found[0], nil
}

// RequestList says which requests to give, newest change first.
type RequestList struct {
	Client     domain.ClientID // everybody the caller reaches when empty
	NothingToo bool
	AfterTime  time.Time
	AfterID    region.RequestID
	Limit      int
}

// Requests lists what the caller may know of.
func (tx *Tx) Requests(ctx context.Context, l RequestList, now time.Time) ([]region.Request, error) {
	return tx.requests(ctx, `WHERE x.client IS NOT NULL AND may_reach(x.client) AND `+known+`
		AND ($3::uuid IS NULL OR x.client = $3)
		AND ($4 OR o.ready AND t.ready OR NOT coalesce(o.gone, false) AND NOT coalesce(t.gone, false) AND x.last > $2)
		AND ($5::timestamptz IS NULL OR (x.changed, x.id) < ($5, $6::uuid)) ORDER BY x.changed DESC, x.id DESC LIMIT $7`,
		now.Add(-region.Lapse), postgres.Optional(l.Client), l.NothingToo, postgres.Moment(l.AfterTime), postgres.Optional(l.AfterID), l.Limit)
}

// RequestsOf gives the requests about one of our clients, in order of id: for what no
// caller asks.
func (tx *Tx) RequestsOf(ctx context.Context, c domain.ClientID) ([]region.Request, error) {
	return tx.requests(ctx, `WHERE x.client = $2 ORDER BY x.id`, string(c))
}

// RequestsAbout gives the requests about one of our wishes.
func (tx *Tx) RequestsAbout(ctx context.Context, w region.WishID) ([]region.Request, error) {
	return tx.requests(ctx, `WHERE coalesce(o.regional_wish_id, t.regional_wish_id) = $2 AND NOT coalesce(o.asked, false)
		AND x.client IS NOT NULL ORDER BY x.id`, string(w))
}

// EveryRequest gives every request of this organisation that is about somebody here.
func (tx *Tx) EveryRequest(ctx context.Context) ([]region.Request, error) {
	return tx.requests(ctx, `WHERE x.client IS NOT NULL ORDER BY x.id`)
}

// AnyRequest gives a request without asking who looks, for what the service does itself.
func (tx *Tx) AnyRequest(ctx context.Context, id region.RequestID) (region.Request, error) {
	found, err := tx.requests(ctx, `WHERE x.id = $2 AND x.client IS NOT NULL`, string(id))
	if err == nil && len(found) != 1 {
		err = pgx.ErrNoRows
	}
	if err != nil {
		return region.Request{}, postgres.Missing(err)
	}
	return found[0], nil
}

// RequestsByID gives requests without asking who looks.
func (tx *Tx) RequestsByID(ctx context.Context, ids []region.RequestID) ([]region.Request, error) {
	return tx.requests(ctx, `WHERE x.id = ANY ($2::uuid[]) AND x.client IS NOT NULL`, postgres.Texts(ids))
}

// AskedBefore says whether this client was asked about for this wish, and it still goes on.
func (tx *Tx) AskedBefore(ctx context.Context, w region.WishID, c domain.ClientID, now time.Time) (bool, error) {
	before, err := tx.requests(ctx, `WHERE o.asked AND o.regional_wish_id = $2 AND x.client = $3`, string(w), string(c))
	return slices.ContainsFunc(before, func(r region.Request) bool { return !r.Over(now) }), err
}

// ToFollow gives the requests of this organisation in which the other side did something
// that ours has not followed yet.
func (tx *Tx) ToFollow(ctx context.Context) ([]region.RequestID, error) {
	rows, err := tx.Query(ctx, `SELECT x.id::text`+pairs+`LEFT JOIN match m ON m.tenant_id = $1 AND m.id = r.match_id
		WHERE o.ready AND t.ready AND (r.match_id IS NULL AND NOT o.ended OR t.ended AND NOT t.followed AND NOT o.ended OR o.ended AND o.followed AND NOT t.ended AND m.state = 'closing'
			OR o.going AND t.going AND NOT o.ended AND m.state = 'getting_acquainted') ORDER BY x.id LIMIT 100`, tx.Tenant)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[region.RequestID])
}

// SaveRequest keeps our side of a request, and what only we know.
func (tx *Tx) SaveRequest(ctx context.Context, r region.Request) error {
	wish, reason := keptWish{}, r.Reason
	if !r.Asked && r.Own.Yes && !r.Own.Gone {
		wish = keptWish{r.Wish.Kind, r.Wish.Interests, r.Wish.Dayparts, r.Wish.Company, r.Wish.Communication, r.Wish.Area, r.Wish.Shown}
	}
	if !r.Asked || r.Own.Gone {
		reason = ""
	}
	tag, err := tx.Exec(ctx, `INSERT INTO regional_side (tenant_id, request_id, other_tenant_id, region, regional_wish_id, asked, reason, wish, yes,
			ready, ended, followed, gone, since, gone_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
		ON CONFLICT (tenant_id, request_id) DO UPDATE SET reason = excluded.reason, wish = excluded.wish, yes = excluded.yes, ready = excluded.ready,
			ended = excluded.ended, followed = excluded.followed, gone = excluded.gone, since = excluded.since, gone_at = excluded.gone_at
			WHERE regional_side.other_tenant_id = excluded.other_tenant_id`,
		tx.Tenant, string(r.ID), string(r.Other), r.Region, string(r.Wish.ID), r.Asked, reason, wish, r.Own.Yes,
		r.Own.Ready, r.Own.Ended, r.Own.Followed, r.Own.Gone, r.Own.Since, postgres.Moment(r.Own.GoneAt))
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO regional_request (tenant_id, request_id, client_id, wish_id, regional_wish_id, answer, answer_form, card_made,
			match_id, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		ON CONFLICT (tenant_id, request_id) DO UPDATE SET answer = excluded.answer, answer_form = excluded.answer_form, card_made = excluded.card_made,
			match_id = excluded.match_id, updated_at = excluded.updated_at`,
		tx.Tenant, string(r.ID), string(r.Client), postgres.Optional(r.WishID), string(r.Wish.ID), string(r.Answer), string(r.AnswerForm),
		r.CardMade, postgres.Optional(r.Match), r.Created, r.Updated)
	return err
}

// ForgetRequests leaves nothing of the requests about a client who left, but that the
// other organisation can see that it is over.
func (tx *Tx) ForgetRequests(ctx context.Context, c domain.ClientID) error {
	_, err := tx.Exec(ctx, `DELETE FROM regional_request WHERE tenant_id = $1 AND client_id = $2`, tx.Tenant, string(c))
	return err
}

// ForgetOldRequests removes what returned to nothing before then.
func (tx *Tx) ForgetOldRequests(ctx context.Context, before time.Time) error {
	_, err := tx.Exec(ctx, `DELETE FROM regional_side s WHERE s.tenant_id = $1 AND (s.gone_at < $2 OR s.since < $2) AND NOT EXISTS (
		SELECT FROM regional_request r WHERE r.tenant_id = $1 AND r.request_id = s.request_id AND r.match_id IS NOT NULL)`, tx.Tenant, before)
	return err
}

// KeepCardMade keeps whether our client chose what the other may see.
func (tx *Tx) KeepCardMade(ctx context.Context, id region.RequestID, made bool) error {
	_, err := tx.Exec(ctx, `UPDATE regional_request SET card_made = $3 WHERE tenant_id = $1 AND request_id = $2`, tx.Tenant, string(id), made)
	return err
}
