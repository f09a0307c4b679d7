package store

import (
	"context"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

const activityColumns = `a.id::text, a.version, a.state, a.kind, a.what, coalesce(a.match_id::text, ''), coalesce(a.place_id::text, ''),
	a.day, a.daypart, a.clock, a.others_welcome, a.created_at, a.updated_at,
	coalesce(a.own_kind_id::text, ''), coalesce(a.series_id::text, ''), a.series_day, a.series_own`

// visible holds for activities in which somebody takes part whom the caller reaches.
const visible = `EXISTS (SELECT FROM going g WHERE g.tenant_id = a.tenant_id AND g.activity_id = a.id AND may_reach(g.client_id))`

func scanActivity(row pgx.CollectableRow) (a domain.Activity, err error) {
	err = row.Scan(&a.ID, &a.Version, &a.State, &a.Kind, &a.What, &a.Match, &a.Place,
		&a.Day, &a.Daypart, &a.Clock, &a.OthersWelcome, &a.Created, &a.Updated,
		&a.OwnKind, &a.Series, &a.SeriesDay, &a.SeriesOwn)
	return a, err
}

// Activity gives one activity that the caller sees.
func (tx *Tx) Activity(ctx context.Context, id domain.ActivityID) (domain.Activity, error) {
	return tx.oneActivity(ctx, `a.id = $1 AND `+visible, id)
}

// ActivityForUpdate is Activity, held until the transaction ends: two who change it at
// once without an etag go one after the other.
func (tx *Tx) ActivityForUpdate(ctx context.Context, id domain.ActivityID) (domain.Activity, error) {
	return tx.oneActivity(ctx, `a.id = $1 AND `+visible+` FOR UPDATE OF a`, id)
}

// ActivityToJoin gives one activity whether or not the caller sees it: somebody who
// joins does not take part yet. The domain decides whether they may. Held like ActivityForUpdate.
func (tx *Tx) ActivityToJoin(ctx context.Context, id domain.ActivityID) (domain.Activity, error) {
	return tx.oneActivity(ctx, `a.id = $1 FOR UPDATE OF a`, id)
}

func (tx *Tx) oneActivity(ctx context.Context, where string, args ...any) (domain.Activity, error) {
	found, err := tx.activities(ctx, `WHERE `+where, args...)
	if err == nil && len(found) == 0 {
		err = postgres.Missing(pgx.ErrNoRows)
	}
	if err != nil {
		return domain.Activity{}, err
	}
	return found[0], nil
}

// ActivityFilter says which activities to list; empty fields do not filter.
type ActivityFilter struct {
	Client domain.ClientID
	Match  domain.MatchID
	State  domain.State
	Place  domain.PlaceID
	Kind   domain.Kind
	Own    domain.KindID
	Series domain.SeriesID
	Mine   bool   // of people on the caller's own caseload
	What   string // part of what one is going to do
	From   string // days, both included; with either of them only what has a day
	Until  string
	Limit  int
	// The key of the last one of the page before; empty for the first page.
	AfterDay string
	AfterID  domain.ActivityID
}

// SortDay is the day part of an activity's place in the list.
func SortDay(a domain.Activity) string {
	if a.Day == "" {
		return "9999-99-99"
	}
	return a.Day
}

// nearby narrows a list to what an index finds, by how far the caller reaches. It only
// helps the planner: may_reach decides.
var nearby = map[postgres.Reach]string{
	postgres.ReachSelf: ` AND a.id IN (SELECT activity_id FROM going WHERE client_id = cur_person())`,
	postgres.ReachCaseload: ` AND a.id IN (SELECT g.activity_id FROM going g JOIN within_reach c
		ON c.tenant_id = g.tenant_id AND c.client_id = g.client_id WHERE c.worker_id = cur_person())`,
}

// Activities lists what the caller sees: without a day first, then the latest day first.
func (tx *Tx) Activities(ctx context.Context, f ActivityFilter) ([]domain.Activity, error) {
	return tx.activities(ctx, `WHERE `+visible+nearby[postgres.ReachOf(tx.Caller)]+`
		AND ($1::uuid IS NULL OR a.id IN (SELECT activity_id FROM going WHERE client_id = $1))
		AND ($2::uuid IS NULL OR a.match_id = $2)
		AND ($3 = '' OR a.state = $3)
		AND ($4 = '' OR (a.sort_day, a.id) < ($4, $5::uuid))
		AND ($7::uuid IS NULL OR a.place_id = $7)
		AND ($8 = '' OR a.kind = $8)
		AND ($9::uuid IS NULL OR a.own_kind_id = $9)
		AND ($10::uuid IS NULL OR a.series_id = $10)
		AND (NOT $11 OR a.id IN (SELECT g.activity_id FROM going g JOIN caseload c
			ON c.tenant_id = g.tenant_id AND c.client_id = g.client_id WHERE c.worker_id = cur_person()))
		AND ($12 = '' OR a.sort_day >= $12)
		AND ($13 = '' OR a.sort_day <= $13)
		AND ($12 = '' AND $13 = '' OR a.day <> '')
		AND ($14 = '' OR strpos(lower(a.what), lower($14)) > 0)
		ORDER BY a.sort_day DESC, a.id DESC LIMIT $6`,
		postgres.Optional(f.Client), postgres.Optional(f.Match), f.State, f.AfterDay, postgres.Optional(f.AfterID), f.Limit,
		postgres.Optional(f.Place), f.Kind, postgres.Optional(f.Own), postgres.Optional(f.Series), f.Mine, f.From, f.Until, strings.TrimSpace(f.What))
}

// ActivitiesOf gives every activity a client takes part in.
func (tx *Tx) ActivitiesOf(ctx context.Context, id domain.ClientID) ([]domain.Activity, error) {
	return tx.activities(ctx, `WHERE a.id IN (SELECT activity_id FROM going WHERE client_id = $1) ORDER BY a.id`, id)
}

// activities reads activities with those who go.
func (tx *Tx) activities(ctx context.Context, rest string, args ...any) ([]domain.Activity, error) {
	rows, err := tx.Query(ctx, `SELECT `+activityColumns+` FROM activity a `+rest, args...)
	if err != nil {
		return nil, err
	}
	found, err := pgx.CollectRows(rows, scanActivity)
	if err != nil || len(found) == 0 {
		return found, err
	}
	at := make(map[domain.ActivityID]int, len(found))
	ids := make([]domain.ActivityID, len(found))
	for i, a := range found {
		at[a.ID], ids[i] = i, a.ID
	}
	rows, err = tx.Query(ctx, `SELECT activity_id::text, client_id::text, threshold, helps, hard, helpful FROM going
		WHERE activity_id = ANY ($1::uuid[]) ORDER BY activity_id, position`, postgres.Texts(ids))
	if err != nil {
		return nil, err
	}
	var (
		id domain.ActivityID
		g  domain.Going
	)
	_, err = pgx.ForEachRow(rows, []any{&id, &g.Client, &g.Threshold, &g.Helps, &g.Hard, &g.Helpful}, func() error {
		a := &found[at[id]]
		a.Goers = append(a.Goers, g)
		g.Hard, g.Helpful = nil, nil // the next row gets slices of its own
		return nil
	})
	return found, err
}

// AddActivity saves a new activity.
func (tx *Tx) AddActivity(ctx context.Context, a domain.Activity) error {
	batch := &pgx.Batch{}
	batch.Queue(`INSERT INTO activity (id, version, state, kind, what, match_id, place_id, day, daypart, clock, others_welcome, created_at, updated_at,
			own_kind_id, series_id, series_day, series_own)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		a.ID, a.Version, a.State, a.Kind, a.What, postgres.Optional(a.Match), postgres.Optional(a.Place), a.Day, a.Daypart, a.Clock,
		a.OthersWelcome, a.Created, a.Updated, postgres.Optional(a.OwnKind), postgres.Optional(a.Series), a.SeriesDay, a.SeriesOwn)
	queueGoers(batch, a)
	return tx.SendBatch(ctx, batch).Close()
}

// SaveActivity saves a changed activity, when nobody else changed it since it was
// read, and gives it with its new version.
func (tx *Tx) SaveActivity(ctx context.Context, a domain.Activity) (domain.Activity, error) {
	tag, err := tx.Exec(ctx, `UPDATE activity SET version = version + 1, state = $3, kind = $4, what = $5, match_id = $6, place_id = $7,
		day = $8, daypart = $9, clock = $10, others_welcome = $11, updated_at = $12,
		own_kind_id = $13, series_id = $14, series_day = $15, series_own = $16 WHERE id = $1 AND version = $2`,
		a.ID, a.Version, a.State, a.Kind, a.What, postgres.Optional(a.Match), postgres.Optional(a.Place), a.Day, a.Daypart, a.Clock,
		a.OthersWelcome, a.Updated, postgres.Optional(a.OwnKind), postgres.Optional(a.Series), a.SeriesDay, a.SeriesOwn)
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return domain.Activity{}, err
	}
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM going WHERE activity_id = $1 AND client_id <> ALL ($2::uuid[])`, a.ID, postgres.Texts(a.Clients()))
	queueGoers(batch, a)
	a.Version++
	return a, tx.SendBatch(ctx, batch).Close()
}

func queueGoers(batch *pgx.Batch, a domain.Activity) {
	thresholds, helps := make([]string, len(a.Goers)), make([]string, len(a.Goers))
	hard, helpful := make([]string, len(a.Goers)), make([]string, len(a.Goers)) // arrays of arrays cannot be unnested
	for i, g := range a.Goers {
		thresholds[i], helps[i] = g.Threshold, g.Helps
		hard[i], helpful[i] = strings.Join(g.Hard, " "), strings.Join(g.Helpful, " ")
	}
	batch.Queue(`INSERT INTO going (activity_id, client_id, position, threshold, helps, hard, helpful)
		SELECT $1, client, position, threshold, helps, string_to_array(hard, ' '), string_to_array(helpful, ' ')
		FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY AS g (client, threshold, helps, hard, helpful, position)
		ON CONFLICT (tenant_id, activity_id, client_id) DO UPDATE
		SET position = excluded.position, threshold = excluded.threshold, helps = excluded.helps, hard = excluded.hard, helpful = excluded.helpful`,
		a.ID, postgres.Texts(a.Clients()), thresholds, helps, hard, helpful)
}

// EarlierThreshold is what was said of a client the last time, of the same kind when
// there was one; only the client when nothing was.
func (tx *Tx) EarlierThreshold(ctx context.Context, client domain.ClientID, kind domain.Kind) (domain.Going, error) {
	g := domain.Going{Client: client}
	err := tx.QueryRow(ctx, `SELECT g.threshold, g.helps, g.hard, g.helpful FROM going g
		JOIN activity a ON a.tenant_id = g.tenant_id AND a.id = g.activity_id
		WHERE g.client_id = $1 AND (g.threshold <> '' OR g.helps <> '' OR cardinality(g.hard) + cardinality(g.helpful) > 0)
		ORDER BY a.kind = $2 DESC, a.updated_at DESC, a.id LIMIT 1`, client, kind).Scan(&g.Threshold, &g.Helps, &g.Hard, &g.Helpful)
	if errors.Is(err, pgx.ErrNoRows) {
		return g, nil // nothing was said yet: a plain outcome
	}
	return g, err
}

// DeleteActivity takes an activity away, when nobody is left in it.
func (tx *Tx) DeleteActivity(ctx context.Context, id domain.ActivityID) error {
	_, err := tx.Exec(ctx, `DELETE FROM activity WHERE id = $1`, id)
	return err
}
