package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/region"
)

// InRegion lets this transaction see what the organisations of a region show each other,
// as far as they and we take part. It is the configuration that says which region ours is.
func (tx *Tx) InRegion(ctx context.Context, name string) error {
	_, err := tx.Exec(ctx, `SELECT set_config('optrek.region', $1, true)`, name)
	return err
}

// Members gives who takes part in the region of this transaction, since when.
func (tx *Tx) Members(ctx context.Context) (map[region.OrganisationID]time.Time, error) {
	rows, err := tx.Query(ctx, `SELECT tenant_id::text, joined_at FROM region_member WHERE region = cur_region()`)
	if err != nil {
		return nil, err
	}
	members := map[region.OrganisationID]time.Time{}
	var id region.OrganisationID
	var at time.Time
	_, err = pgx.ForEachRow(rows, []any{&id, &at}, func() error { members[id] = at.UTC(); return nil })
	return members, err
}

// Join lets this organisation take part in a region, and in no other.
func (tx *Tx) Join(ctx context.Context, name string, now time.Time) error {
	_, err := tx.Exec(ctx, `INSERT INTO region_member (tenant_id, region, joined_at) VALUES ($1, $2, $3)
		ON CONFLICT (tenant_id) DO UPDATE SET region = excluded.region, joined_at = excluded.joined_at
			WHERE region_member.region <> excluded.region`, tx.Tenant, name, now)
	if err != nil {
		return err
	}
	return tx.TellWords(ctx, name)
}

// Leave takes everything of this organisation that others could see out of the region,
// but for how far the two are with each request.
func (tx *Tx) Leave(ctx context.Context) error {
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM regional_wish WHERE tenant_id = $1`, tx.Tenant)
	batch.Queue(`DELETE FROM region_word WHERE tenant_id = $1`, tx.Tenant)
	batch.Queue(`DELETE FROM region_member WHERE tenant_id = $1`, tx.Tenant)
	return tx.SendBatch(ctx, batch).Close()
}

// TellWords renews which words at least two people of this organisation share.
func (tx *Tx) TellWords(ctx context.Context, name string) error {
	_, err := tx.Exec(ctx, `WITH now AS (SELECT i AS word, count(*) AS people FROM matching_profile p CROSS JOIN unnest(p.interests) AS i
			WHERE p.tenant_id = $1 GROUP BY i HAVING count(*) >= 2),
		gone AS (DELETE FROM region_word w WHERE w.tenant_id = $1 AND w.word NOT IN (SELECT word FROM now))
		INSERT INTO region_word AS w (tenant_id, region, word, people) SELECT $1, $2, word, people FROM now
		ON CONFLICT (tenant_id, word) DO UPDATE SET region = excluded.region, people = excluded.people
			WHERE (w.region, w.people) IS DISTINCT FROM (excluded.region, excluded.people)`, tx.Tenant, name)
	return err
}

// WordUsers says how many people share each word of a wish and a profile: of our own
// organisation all, of the others those they tell of.
func (tx *Tx) WordUsers(ctx context.Context, words []string) (map[string]int, error) {
	rows, err := tx.Query(ctx, `SELECT w, (SELECT count(*) FROM matching_profile p WHERE p.tenant_id = $1 AND w = ANY (p.interests))
			+ coalesce((SELECT sum(o.people) FROM region_word o WHERE o.tenant_id <> $1 AND o.word = w), 0)::bigint
		FROM unnest($2::text[]) AS w`, tx.Tenant, list(words))
	if err != nil {
		return nil, err
	}
	users := map[string]int{}
	var word string
	var people int
	_, err = pgx.ForEachRow(rows, []any{&word, &people}, func() error { users[word] = people; return nil })
	return users, err
}

const regionalWish = `g.id::text, g.tenant_id::text, g.kind, g.interests, g.dayparts, g.company, g.communication, g.area, g.shown_at`

func scanRegionalWish(row pgx.CollectableRow) (region.Wish, error) {
	var w region.Wish
	err := row.Scan(&w.ID, &w.Organisation, &w.Kind, &w.Interests, &w.Dayparts, &w.Company, &w.Communication, &w.Area, &w.Shown)
	w.Shown = w.Shown.UTC()
	return w, err
}

// WishPage says which part of a list of regional wishes to give, the newest first.
type WishPage struct {
	AfterTime time.Time
	AfterID   region.WishID
	Limit     int
}

// RegionalWishes lists what other organisations of the region show.
func (tx *Tx) RegionalWishes(ctx context.Context, p WishPage) ([]region.Wish, error) {
	rows, err := tx.Query(ctx, `SELECT `+regionalWish+` FROM regional_wish g WHERE g.region = cur_region() AND g.tenant_id <> $1
		AND ($2::timestamptz IS NULL OR (g.shown_at, g.id) < ($2, $3::uuid)) ORDER BY g.shown_at DESC, g.id DESC LIMIT $4`,
		tx.Tenant, postgres.Moment(p.AfterTime), postgres.Optional(p.AfterID), p.Limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanRegionalWish)
}

// RegionalWish gives one wish of another organisation of the region.
func (tx *Tx) RegionalWish(ctx context.Context, id region.WishID) (region.Wish, error) {
	rows, err := tx.Query(ctx, `SELECT `+regionalWish+` FROM regional_wish g
		WHERE g.region = cur_region() AND g.tenant_id <> $1 AND g.id = $2`, tx.Tenant, string(id))
	if err != nil {
		return region.Wish{}, err
	}
	w, err := pgx.CollectExactlyOneRow(rows, scanRegionalWish)
	return w, postgres.Missing(err)
}

// OwnWish is a wish of ours as the region sees it, with which wish it is and whose.
type OwnWish struct {
	region.Wish
	Home   domain.WishID
	Client domain.ClientID
}

const ownWishes = `SELECT ` + regionalWish + `, s.wish_id::text, s.client_id::text FROM shown_wish s
	JOIN regional_wish g ON g.tenant_id = s.tenant_id AND g.id = s.regional_wish_id WHERE s.tenant_id = $1`

func scanOwnWish(row pgx.CollectableRow) (OwnWish, error) {
	var w OwnWish
	err := row.Scan(&w.ID, &w.Organisation, &w.Kind, &w.Interests, &w.Dayparts, &w.Company, &w.Communication, &w.Area, &w.Shown, &w.Home, &w.Client)
	w.Shown = w.Shown.UTC()
	return w, err
}

// OwnWishes lists the wishes of clients the caller reaches that are shown, of everybody
// or of one, the newest first.
func (tx *Tx) OwnWishes(ctx context.Context, client domain.ClientID, p WishPage) ([]OwnWish, error) {
	rows, err := tx.Query(ctx, ownWishes+` AND may_reach(s.client_id) AND ($2::uuid IS NULL OR s.client_id = $2)
		AND ($3::timestamptz IS NULL OR (g.shown_at, g.id) < ($3, $4::uuid)) ORDER BY g.shown_at DESC, g.id DESC LIMIT $5`,
		tx.Tenant, postgres.Optional(client), postgres.Moment(p.AfterTime), postgres.Optional(p.AfterID), p.Limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanOwnWish)
}

// ShownAs gives a wish of ours as it is shown; false when it is not.
func (tx *Tx) ShownAs(ctx context.Context, w domain.WishID) (OwnWish, bool, error) {
	rows, err := tx.Query(ctx, ownWishes+` AND s.wish_id = $2`, tx.Tenant, string(w))
	if err != nil {
		return OwnWish{}, false, err
	}
	found, err := pgx.CollectRows(rows, scanOwnWish)
	if err != nil || len(found) == 0 {
		return OwnWish{}, false, err
	}
	return found[0], true, nil
}

// Show puts a wish into the region, or renews what is shown of it.
func (tx *Tx) Show(ctx context.Context, name string, w OwnWish) error {
	batch := &pgx.Batch{}
	batch.Queue(`INSERT INTO regional_wish (tenant_id, id, region, kind, interests, dayparts, company, communication, area, shown_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (tenant_id, id) DO UPDATE SET region = excluded.region, kind = excluded.kind, interests = excluded.interests,
			dayparts = excluded.dayparts, company = excluded.company, communication = excluded.communication, area = excluded.area`,
		tx.Tenant, string(w.ID), name, w.Kind, list(w.Interests), list(w.Dayparts), w.Company, w.Communication, w.Area, w.Shown)
	batch.Queue(`INSERT INTO shown_wish (tenant_id, regional_wish_id, wish_id, client_id) VALUES ($1, $2, $3, $4)
		ON CONFLICT (tenant_id, regional_wish_id) DO NOTHING`, tx.Tenant, string(w.ID), string(w.Home), string(w.Client))
	return tx.SendBatch(ctx, batch).Close()
}

// Hide takes wishes out of the region: one, or all of a client.
func (tx *Tx) Hide(ctx context.Context, wish domain.WishID, client domain.ClientID) error {
	_, err := tx.Exec(ctx, `DELETE FROM regional_wish g USING shown_wish s
		WHERE g.tenant_id = $1 AND s.tenant_id = $1 AND s.regional_wish_id = g.id AND (s.wish_id = $2 OR s.client_id = $3)`,
		tx.Tenant, postgres.Optional(wish), postgres.Optional(client))
	return err
}

// WhoseWishes says, at home only, whose these regional wishes are.
func (tx *Tx) WhoseWishes(ctx context.Context, wishes []region.WishID) (map[region.WishID]domain.ClientID, error) {
	rows, err := tx.Query(ctx, `SELECT regional_wish_id::text, client_id::text FROM shown_wish WHERE tenant_id = $1 AND regional_wish_id = ANY ($2::uuid[])`,
		tx.Tenant, postgres.Texts(wishes))
	if err != nil {
		return nil, err
	}
	whose := map[region.WishID]domain.ClientID{}
	var wish region.WishID
	var client domain.ClientID
	_, err = pgx.ForEachRow(rows, []any{&wish, &client}, func() error { whose[wish] = client; return nil })
	return whose, err
}

// Guides says how many support workers guide a client.
func (tx *Tx) Guides(ctx context.Context, c domain.ClientID) (n int, err error) {
	err = tx.QueryRow(ctx, `SELECT count(*) FROM caseload WHERE tenant_id = $1 AND client_id = $2`, tx.Tenant, string(c)).Scan(&n)
	return n, err
}
