package store

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/crowd"
)

// people reads those of the crowd: who agreed to be looked for, with their role, their
// places and their wishes. MINE narrows every part of it: to a few people, or to a page.
const people = `WITH
	role AS (SELECT DISTINCT ON (client_id) client_id, state, capacity FROM networker
		WHERE tenant_id = $1 AND state IN ('active', 'paused', 'learning', 'in_conversation') MINE
		ORDER BY client_id, (state = 'active') DESC, id DESC),
	taken AS (SELECT client_id, count(*) AS places FROM participant JOIN match m USING (tenant_id)
		WHERE tenant_id = $1 AND m.id = match_id AND networker AND NOT invited AND left_at IS NULL AND m.state = ANY ($2) MINE GROUP BY 1),
	wished AS (SELECT client_id, array_remove(array_agg(DISTINCT i ORDER BY i), NULL) AS interests
		FROM wish LEFT JOIN unnest(interests) AS i ON true
		WHERE tenant_id = $1 AND told AND state IN ('open', 'taken_up') MINE GROUP BY 1),
	waiting AS (SELECT DISTINCT ON (client_id) client_id, id, kind, state, interests FROM wish
		WHERE tenant_id = $1 AND told AND state IN ('open', 'taken_up') MINE
			AND NOT EXISTS (SELECT FROM match m WHERE m.tenant_id = $1 AND m.wish_id = wish.id AND m.state <> 'closed')
		ORDER BY client_id, told_at, id)
	SELECT client_id::text, f.interests, f.talents, f.dayparts, f.travel_km, f.company, f.communication, f.area, f.could_mean_known,
		coalesce(r.state, ''), coalesce(r.capacity, 0) - coalesce(t.places, 0), coalesce(w.interests, '{}'), w.client_id IS NOT NULL,
		coalesce(o.id::text, ''), coalesce(o.kind, ''), coalesce(o.state, ''), coalesce(o.interests, '{}')
	FROM matching_profile f
	LEFT JOIN role r USING (client_id) LEFT JOIN taken t USING (client_id) LEFT JOIN wished w USING (client_id)
	LEFT JOIN waiting o USING (client_id)
	WHERE f.tenant_id = $1 MINE`

var (
	some   = strings.ReplaceAll(people, "MINE", "AND client_id = ANY ($3::uuid[])")
	onPage = strings.ReplaceAll(people, "MINE", "AND client_id >= $3::uuid AND client_id < $4::uuid")
)

// Position is how far a look at the changes of an organisation's people has come.
type Position struct {
	xmin uint64    // what older transactions changed has been seen
	at   time.Time // when that was, by the database's clock
}

// changesKept is how long changes can be asked for: half of how long they are kept.
const changesKept = 12 * time.Hour

// News is what changed among the people of an organisation.
type News struct {
	Changed []domain.ClientID
	Left    bool // somebody left, of whom nothing is kept: see who is still there
	TooLate bool // the position is too long ago to say: read everybody
	Next    Position
}

// Empty says that nothing changed.
func (n News) Empty() bool { return !n.Left && !n.TooLate && len(n.Changed) == 0 }

// lookForNews asks what changed since a position ($2). What it answers holds for every
// transaction that had ended when it was asked.
const lookForNews = `SELECT pg_snapshot_xmin(pg_current_snapshot())::text, now(),
	coalesce(array_agg(DISTINCT client_id::text) FILTER (WHERE client_id IS NOT NULL), '{}'), coalesce(bool_or(client_id IS NULL), false)
	FROM crowd_change WHERE tenant_id = $1 AND xid >= $2::text::xid8`

func (p Position) param() string { return strconv.FormatUint(p.xmin, 10) }

// News gives what changed since a position. The zero position: nothing, but where to
// begin.
func (tx *Tx) News(ctx context.Context, since Position) (News, error) {
	return since.scan(tx.QueryRow(ctx, lookForNews, tx.Tenant, since.param()))
}

func (p Position) scan(row pgx.Row) (News, error) {
	var n News
	var xmin string
	if err := row.Scan(&xmin, &n.Next.at, &n.Changed, &n.Left); err != nil {
		return n, err
	}
	var err error
	n.Next.xmin, err = strconv.ParseUint(xmin, 10, 64)
	// Numbers that went back are those of another database, put back from a copy.
	n.TooLate = n.Next.xmin < p.xmin || n.Next.at.Sub(p.at) > changesKept
	return n, err
}

// Beginning gives the position from which on changes are news.
func (tx *Tx) Beginning(ctx context.Context) (Position, error) {
	var xmin string
	var p Position
	err := tx.QueryRow(ctx, `SELECT pg_snapshot_xmin(pg_current_snapshot())::text, now()`).Scan(&xmin, &p.at)
	if err == nil {
		p.xmin, err = strconv.ParseUint(xmin, 10, 64)
	}
	return p, err
}

// EachPerson reads everybody in the organisation who agreed to be looked for, page by
// page: no statement takes long, however many they are.
func (tx *Tx) EachPerson(ctx context.Context, put func(crowd.Person)) error {
	rows, err := tx.Query(ctx, `SELECT client_id::text FROM (
			SELECT client_id, row_number() OVER (ORDER BY client_id) AS n FROM matching_profile WHERE tenant_id = $1) AS p
		WHERE n % $2 = 1 ORDER BY n`, tx.Tenant, pageOfPeople)
	if err != nil {
		return err
	}
	pages, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	// A plan made once for every page takes each for a small one, and goes through it row
	// by row: seconds instead of a tenth.
	if _, err := tx.Exec(ctx, `SET LOCAL plan_cache_mode = force_custom_plan`); err != nil {
		return err
	}
	pages = append(pages, beyond)
	for i, from := range pages[:len(pages)-1] {
		rows, err := tx.Query(ctx, onPage, tx.Tenant, standing(), from, pages[i+1])
		if err != nil {
			return err
		}
		if err := eachPerson(rows, put); err != nil {
			return err
		}
	}
	return nil
}

const (
	pageOfPeople = 10_000
	beyond       = "ffffffff-ffff-ffff-ffff-ffffffffffff" // every id
)

// People reads those of these people who agreed to be looked for.
func (tx *Tx) People(ctx context.Context, ids []domain.ClientID) (found []crowd.Person, err error) {
	rows, err := tx.Query(ctx, some, tx.Tenant, standing(), postgres.Texts(ids))
	if err != nil {
		return nil, err
	}
	err = eachPerson(rows, func(p crowd.Person) { found = append(found, p) })
	return found, err
}

// StillThere gives everybody in the organisation who agreed to be looked for.
func (tx *Tx) StillThere(ctx context.Context) (map[domain.ClientID]bool, error) {
	rows, err := tx.Query(ctx, `SELECT client_id::text FROM matching_profile WHERE tenant_id = $1`, tx.Tenant)
	if err != nil {
		return nil, err
	}
	there := map[domain.ClientID]bool{}
	var id domain.ClientID
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error {
		there[id] = true
		return nil
	})
	return there, err
}

// ForgetChanges takes away the changes that everybody has seen by now.
func (tx *Tx) ForgetChanges(ctx context.Context) error {
	_, err := tx.Exec(ctx, `DELETE FROM crowd_change WHERE tenant_id = $1 AND at < now() - $2::interval`, tx.Tenant, 2*changesKept)
	return err
}

// Crowd gives everybody in the organisation who agreed to be looked for, as they are
// now, with all pairs that no plan puts together: never together, resting at now, or
// together already. It is a copy: it does not follow what changes later.
func (tx *Tx) Crowd(ctx context.Context, now time.Time) (*crowd.Crowd, error) {
	c := crowd.New()
	if err := tx.EachPerson(ctx, c.Put); err != nil {
		return nil, err
	}
	return c, tx.keepApart(ctx, c, now)
}

func eachPerson(rows pgx.Rows, put func(crowd.Person)) error {
	defer rows.Close()
	for rows.Next() {
		var one crowd.Person
		p, w := &one.Profile, &one.Waiting
		if err := rows.Scan(&p.Client, &p.Interests, &p.Talents, &p.Dayparts, &p.TravelKm, &p.Company, &p.Communication, &p.Area,
			&p.CouldMeanKnown, &one.Role, &one.Places, &one.Wishes, &one.HasWish, &w.ID, &w.Kind, &w.State, &w.Interests); err != nil {
			return err
		}
		if w.ID != "" {
			w.Client, w.Told = p.Client, true
		}
		put(one)
	}
	return rows.Err()
}

// keepApart tells the crowd of every pair that no plan puts together.
func (tx *Tx) keepApart(ctx context.Context, c *crowd.Crowd, now time.Time) error {
	rows, err := tx.Query(ctx, `SELECT a::text, b::text FROM exclusion WHERE tenant_id = $1
		UNION SELECT a::text, b::text FROM resting_pair WHERE tenant_id = $1 AND until > $2
		UNION SELECT p.client_id::text, o.client_id::text FROM match m
			JOIN participant p ON p.tenant_id = m.tenant_id AND p.match_id = m.id
			JOIN participant o ON o.tenant_id = m.tenant_id AND o.match_id = m.id AND p.client_id < o.client_id
			WHERE m.tenant_id = $1 AND m.state <> 'closed' AND p.left_at IS NULL AND o.left_at IS NULL`, tx.Tenant, now)
	if err != nil {
		return err
	}
	var pair domain.Pair
	_, err = pgx.ForEachRow(rows, []any{&pair.A, &pair.B}, func() error {
		c.KeepApart(pair)
		return nil
	})
	return err
}
