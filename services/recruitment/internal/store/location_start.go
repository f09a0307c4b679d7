package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// tickRow is a step in a column of steps.
type tickRow struct {
	Key     string `json:"key"`
	Done    bool   `json:"done,omitempty"`
	Planned string `json:"planned,omitempty"`
	Note    string `json:"note,omitempty"`
	NL      string `json:"nl"`
	EN      string `json:"en,omitempty"`
}

func ticksJSON(steps []domain.TickStep) ([]byte, error) {
	rows := make([]tickRow, len(steps))
	for i, s := range steps {
		rows[i] = tickRow{s.Key, s.Done, s.Planned, s.Note, s.Words.NL, s.Words.EN}
	}
	return json.Marshal(rows)
}

func ticksOf(raw []byte) ([]domain.TickStep, error) {
	var rows []tickRow
	if err := json.Unmarshal(raw, &rows); err != nil {
		return nil, fmt.Errorf("steps as kept: %w", err)
	}
	steps := make([]domain.TickStep, len(rows))
	for i, r := range rows {
		steps[i] = domain.TickStep{Key: r.Key, Done: r.Done, Planned: r.Planned, Note: r.Note, Words: fault.Text{NL: r.NL, EN: r.EN}}
	}
	return steps, nil
}

// LocationStart gives how a location began, and when that was last changed; version 0
// when nothing was kept yet.
func (tx *Tx) LocationStart(ctx context.Context, id domain.LocationID) (domain.LocationStart, time.Time, error) {
	l := domain.LocationStart{Location: id}
	var (
		steps   []byte
		updated time.Time
	)
	err := tx.QueryRow(ctx, `SELECT version, carriers::text[], carried_by, promised, programme, steps, updated_at
		FROM location_start WHERE location_id = $1`, id).
		Scan(&l.Version, &l.Carriers, &l.CarriedBy, &l.Promised, &l.Programme, &steps, &updated)
	if errors.Is(err, pgx.ErrNoRows) {
		return l, updated, nil
	}
	if err != nil {
		return l, updated, err
	}
	l.Steps, err = ticksOf(steps)
	return l, updated, err
}

// SaveLocationStart writes it over the version it was read at, the first time too, and
// gives the new version.
func (tx *Tx) SaveLocationStart(ctx context.Context, l domain.LocationStart, now time.Time) (domain.LocationStart, error) {
	steps, err := ticksJSON(l.Steps)
	if err != nil {
		return l, err
	}
	tag, err := tx.Exec(ctx, `INSERT INTO location_start (location_id, version, carriers, carried_by, promised, programme, steps, updated_at)
		VALUES ($1, $2 + 1, $3::uuid[], $4, $5, $6, $7, $8)
		ON CONFLICT (tenant_id, location_id) DO UPDATE SET version = excluded.version, carriers = excluded.carriers, carried_by = excluded.carried_by,
			promised = excluded.promised, programme = excluded.programme, steps = excluded.steps, updated_at = excluded.updated_at
		WHERE location_start.version = $2`, l.Location, l.Version, array(l.Carriers), l.CarriedBy, l.Promised, l.Programme, steps, now)
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return l, err
	}
	l.Version++
	return l, nil
}
