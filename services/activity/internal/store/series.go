package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

const seriesColumns = `s.id::text, s.version, s.kind, coalesce(s.own_kind_id::text, ''), s.what, coalesce(s.match_id::text, ''),
	coalesce(s.place_id::text, ''), s.rhythm, s.first_day, s.until_day, s.away_from, s.away_until, s.daypart, s.clock, s.others_welcome,
	s.stopped, s.created_at, s.updated_at,
	ARRAY (SELECT g.client_id::text FROM series_goer g WHERE g.tenant_id = s.tenant_id AND g.series_id = s.id ORDER BY g.position)`

// seriesVisible holds for what comes back with somebody in it, each time or one time that
// is to come, whom the caller reaches.
const seriesVisible = `(EXISTS (SELECT FROM series_goer g WHERE g.tenant_id = s.tenant_id AND g.series_id = s.id AND may_reach(g.client_id))
	OR EXISTS (SELECT FROM activity a WHERE a.tenant_id = s.tenant_id AND a.series_id = s.id AND a.state IN ('planned', 'trying') AND ` + visible + `))`

func scanSeries(row pgx.CollectableRow) (s domain.Series, err error) {
	var goers []string
	err = row.Scan(&s.ID, &s.Version, &s.Kind, &s.OwnKind, &s.What, &s.Match, &s.Place, &s.Rhythm, &s.First, &s.Until, &s.AwayFrom, &s.AwayUntil,
		&s.Daypart, &s.Clock, &s.OthersWelcome, &s.Stopped, &s.Created, &s.Updated, &goers)
	for _, id := range goers {
		s.Goers = append(s.Goers, domain.ClientID(id))
	}
	return s, err
}

func (tx *Tx) series(ctx context.Context, rest string, args ...any) ([]domain.Series, error) {
	rows, err := tx.Query(ctx, `SELECT `+seriesColumns+` FROM series s `+rest, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanSeries)
}

func (tx *Tx) oneSeries(ctx context.Context, where string, args ...any) (domain.Series, error) {
	found, err := tx.series(ctx, where, args...)
	if err == nil && len(found) == 0 {
		err = postgres.Missing(pgx.ErrNoRows)
	}
	if err != nil {
		return domain.Series{}, err
	}
	return found[0], nil
}

// Series gives one that the caller sees.
func (tx *Tx) Series(ctx context.Context, id domain.SeriesID) (domain.Series, error) {
	return tx.oneSeries(ctx, `WHERE s.id = $1 AND `+seriesVisible, id)
}

// SeriesForUpdate is Series, held until the transaction ends.
func (tx *Tx) SeriesForUpdate(ctx context.Context, id domain.SeriesID) (domain.Series, error) {
	return tx.oneSeries(ctx, `WHERE s.id = $1 AND `+seriesVisible+` FOR UPDATE OF s`, id)
}

// HoldSeries gives one whether or not the caller sees it: somebody who joins is not in it
// yet, and the service itself sees all. Held until the transaction ends.
func (tx *Tx) HoldSeries(ctx context.Context, id domain.SeriesID) (domain.Series, error) {
	return tx.oneSeries(ctx, `WHERE s.id = $1 FOR UPDATE OF s`, id)
}

// SeriesFilter says which to list; empty fields do not filter.
type SeriesFilter struct {
	Client      domain.ClientID
	Match       domain.MatchID
	WithStopped bool
	Limit       int
	BeforeID    domain.SeriesID
}

// ListSeries lists what the caller sees, the newest first.
func (tx *Tx) ListSeries(ctx context.Context, f SeriesFilter) ([]domain.Series, error) {
	return tx.series(ctx, `WHERE `+seriesVisible+`
		AND ($1::uuid IS NULL OR s.id IN (SELECT series_id FROM series_goer WHERE client_id = $1))
		AND ($2::uuid IS NULL OR s.match_id = $2)
		AND ($3 OR NOT s.stopped)
		AND ($4::uuid IS NULL OR s.id < $4)
		ORDER BY s.id DESC LIMIT $5`,
		postgres.Optional(f.Client), postgres.Optional(f.Match), f.WithStopped, postgres.Optional(f.BeforeID), f.Limit)
}

// SeriesGoingOn lists which come back on or after a day, for the service itself.
func (tx *Tx) SeriesGoingOn(ctx context.Context, day string) ([]domain.SeriesID, error) {
	rows, err := tx.Query(ctx, `SELECT id::text FROM series WHERE NOT stopped AND (until_day = '' OR until_day >= $1) ORDER BY id`, day)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[domain.SeriesID])
}

// SeriesOf lists which belong to a match, or in which somebody goes; held until the transaction ends.
func (tx *Tx) SeriesOf(ctx context.Context, m domain.MatchID, client domain.ClientID) ([]domain.Series, error) {
	return tx.series(ctx, `WHERE s.match_id = $1 OR s.id IN (SELECT series_id FROM series_goer WHERE client_id = $2) ORDER BY s.id FOR UPDATE OF s`,
		postgres.Optional(m), postgres.Optional(client))
}

// TimesOf gives the times of a series on which it would come back, or that are, from a
// day on; held until the transaction ends.
func (tx *Tx) TimesOf(ctx context.Context, id domain.SeriesID, from string) ([]domain.Activity, error) {
	return tx.activities(ctx, `WHERE a.series_id = $1 AND (a.series_day >= $2 OR a.day >= $2) ORDER BY a.series_day FOR UPDATE OF a`, id, from)
}

// AddSeries saves a new one.
func (tx *Tx) AddSeries(ctx context.Context, s domain.Series) error {
	batch := &pgx.Batch{}
	batch.Queue(`INSERT INTO series (id, version, kind, own_kind_id, what, match_id, place_id, rhythm, first_day, until_day, away_from, away_until,
			daypart, clock, others_welcome, stopped, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
		s.ID, s.Version, s.Kind, postgres.Optional(s.OwnKind), s.What, postgres.Optional(s.Match), postgres.Optional(s.Place), s.Rhythm, s.First, s.Until,
		s.AwayFrom, s.AwayUntil, s.Daypart, s.Clock, s.OthersWelcome, s.Stopped, s.Created, s.Updated)
	queueSeriesGoers(batch, s)
	return tx.SendBatch(ctx, batch).Close()
}

// SaveSeries saves a changed one, when nobody else changed it since it was read.
func (tx *Tx) SaveSeries(ctx context.Context, s domain.Series) (domain.Series, error) {
	tag, err := tx.Exec(ctx, `UPDATE series SET version = version + 1, kind = $3, own_kind_id = $4, what = $5, match_id = $6, place_id = $7, rhythm = $8,
			first_day = $9, until_day = $10, away_from = $11, away_until = $12, daypart = $13, clock = $14, others_welcome = $15, stopped = $16, updated_at = $17
		WHERE id = $1 AND version = $2`,
		s.ID, s.Version, s.Kind, postgres.Optional(s.OwnKind), s.What, postgres.Optional(s.Match), postgres.Optional(s.Place), s.Rhythm, s.First, s.Until,
		s.AwayFrom, s.AwayUntil, s.Daypart, s.Clock, s.OthersWelcome, s.Stopped, s.Updated)
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return domain.Series{}, err
	}
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM series_goer WHERE series_id = $1`, s.ID)
	queueSeriesGoers(batch, s)
	s.Version++
	return s, tx.SendBatch(ctx, batch).Close()
}

func queueSeriesGoers(batch *pgx.Batch, s domain.Series) {
	batch.Queue(`INSERT INTO series_goer (series_id, client_id, position)
		SELECT $1, client, position FROM unnest($2::uuid[]) WITH ORDINALITY AS g (client, position)`, s.ID, postgres.Texts(s.Goers))
}

// DeleteSeries takes one away when nobody is left in it. What was done stays.
func (tx *Tx) DeleteSeries(ctx context.Context, id domain.SeriesID) error {
	_, err := tx.Exec(ctx, `DELETE FROM series WHERE id = $1`, id)
	return err
}
