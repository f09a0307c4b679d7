// Package erasing keeps erasures, legal holds and the retention schedule, on the
// transaction of package store.
package erasing

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/erasing"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Tx is a transaction of the store, with what belongs to erasures.
type Tx struct{ *store.Tx }

// Of gives the erasures within a transaction that is open already.
func Of(tx *store.Tx) *Tx { return &Tx{Tx: tx} }

// In opens transactions of the caller's own organisation and reach.
func In(s *store.Store) func(context.Context, func(*Tx) error) error {
	return func(ctx context.Context, fn func(*Tx) error) error {
		return s.InTx(ctx, func(tx *store.Tx) error { return fn(Of(tx)) })
	}
}

// As opens transactions of an organisation as the service itself.
func As(s *store.Store) func(context.Context, string, func(*Tx) error) error {
	return func(ctx context.Context, tenant string, fn func(*Tx) error) error {
		return s.InTxAs(ctx, tenant, func(tx *store.Tx) error { return fn(Of(tx)) })
	}
}

const columns = `e.id::text, e.version, e.client_id::text, e.state, e.asked_for, e.note, coalesce(e.asked_by::text, ''), e.asked_at, e.due_at,
	coalesce(e.hastened_by::text, ''), e.begun_at, e.done_at, coalesce((SELECT jsonb_agg(jsonb_build_object('service', p.service, 'at', p.at, 'removed', p.removed)
		ORDER BY p.at, p.service) FROM erasure_part p WHERE p.tenant_id = e.tenant_id AND p.erasure_id = e.id), '[]')`

func scan(row pgx.CollectableRow) (e erasing.Erasure, err error) {
	var (
		due, begun, done *time.Time
		parts            []byte
	)
	if err := row.Scan(&e.ID, &e.Version, &e.Client, &e.State, &e.For, &e.Note, &e.By, &e.AskedAt, &due, &e.Hastened, &begun, &done, &parts); err != nil {
		return e, err
	}
	e.Due, e.Begun, e.Done = at(due), at(begun), at(done)
	return e, json.Unmarshal(parts, &e.Parts)
}

func at(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}

func optional(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// Erasure gives one that the caller reaches, and holds it when it is to be changed.
func (tx *Tx) Erasure(ctx context.Context, id erasing.ID, change bool) (erasing.Erasure, error) {
	query := `SELECT ` + columns + ` FROM erasure e WHERE e.id = $1 AND may_reach(e.client_id)`
	if change {
		query += ` FOR UPDATE`
	}
	return tx.one(ctx, query, id)
}

// OpenOf gives the erasure of a client that is not over; not found when there is none.
func (tx *Tx) OpenOf(ctx context.Context, client domain.ClientID) (erasing.Erasure, error) {
	return tx.one(ctx, `SELECT `+columns+` FROM erasure e WHERE e.client_id = $1 AND e.state IN ('asked', 'waiting', 'under_way') FOR UPDATE`, client)
}

func (tx *Tx) one(ctx context.Context, query string, arg any) (erasing.Erasure, error) {
	rows, err := tx.Query(ctx, query, arg)
	if err != nil {
		return erasing.Erasure{}, err
	}
	e, err := pgx.CollectExactlyOneRow(rows, scan)
	if err == nil {
		tx.Touch(string(e.Client))
	}
	return e, postgres.Missing(err)
}

// Erasures lists those of clients whom the caller reaches, the newest first; before is the id of
// the last of the page before.
func (tx *Tx) Erasures(ctx context.Context, before erasing.ID, openOnly bool, limit int) ([]erasing.Erasure, error) {
	rows, err := tx.Query(ctx, `SELECT `+columns+` FROM erasure e WHERE ($1 = '' OR e.id < nullif($1, '')::uuid) AND may_reach(e.client_id)
		AND e.state <> 'cancelled' AND (NOT $2 OR e.state IN ('asked', 'waiting', 'under_way')) ORDER BY e.id DESC LIMIT $3`, before, openOnly, limit)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, scan)
	tx.Touch()
	for _, e := range all {
		tx.Touch(string(e.Client))
	}
	return all, err
}

// Insert keeps a new erasure.
func (tx *Tx) Insert(ctx context.Context, e erasing.Erasure) error {
	tx.Touch(string(e.Client))
	_, err := tx.Exec(ctx, `INSERT INTO erasure (id, client_id, state, asked_for, note, asked_by, asked_at, due_at, begun_at)
		VALUES ($1, $2, $3, $4, $5, nullif($6, '')::uuid, $7, $8, $9)`,
		e.ID, e.Client, e.State, e.For, e.Note, e.By, e.AskedAt, optional(e.Due), optional(e.Begun))
	if err != nil {
		return err
	}
	return tx.saveParts(ctx, e)
}

// Save writes one that changed, under the next version.
func (tx *Tx) Save(ctx context.Context, e erasing.Erasure) (erasing.Erasure, error) {
	tx.Touch(string(e.Client))
	tag, err := tx.Exec(ctx, `UPDATE erasure SET version = version + 1, state = $3, note = $4, due_at = $5, hastened_by = nullif($6, '')::uuid,
		begun_at = $7, done_at = $8 WHERE id = $1 AND version = $2`,
		e.ID, e.Version, e.State, e.Note, optional(e.Due), e.Hastened, optional(e.Begun), optional(e.Done))
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return e, err
	}
	e.Version++
	return e, tx.saveParts(ctx, e)
}

func (tx *Tx) saveParts(ctx context.Context, e erasing.Erasure) error {
	for _, p := range e.Parts {
		removed, err := json.Marshal(p.Removed)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO erasure_part (erasure_id, service, at, removed) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
			e.ID, p.Service, p.At, string(removed)); err != nil {
			return err
		}
	}
	return nil
}

// Due gives some erasures whose time has come and that no hold keeps.
func (tx *Tx) Due(ctx context.Context, now time.Time, limit int) ([]erasing.ID, error) {
	return tx.ids(ctx, `SELECT id::text FROM erasure e WHERE state = 'waiting' AND due_at <= $1
		AND NOT EXISTS (SELECT FROM held h WHERE h.client_id = e.client_id) ORDER BY due_at, id LIMIT $2`, now, limit)
}

// Reported gives some erasures that every service has reported and that are not finished.
func (tx *Tx) Reported(ctx context.Context, services, limit int) ([]erasing.ID, error) {
	return tx.ids(ctx, `SELECT id::text FROM erasure e WHERE state = 'under_way'
		AND (SELECT count(*) FROM erasure_part p WHERE p.tenant_id = e.tenant_id AND p.erasure_id = e.id) >= $1 ORDER BY id LIMIT $2`, services, limit)
}

func (tx *Tx) ids(ctx context.Context, query string, args ...any) ([]erasing.ID, error) {
	rows, err := tx.Query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[erasing.ID])
}

// ThinkingDays gives the organisation's own thinking period and the version of its schedule.
func (tx *Tx) ThinkingDays(ctx context.Context) (days int, version domain.Version, err error) {
	days = erasing.UsualThinkingDays
	err = tx.QueryRow(ctx, `SELECT thinking_days, version FROM retention_settings`).Scan(&days, &version)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return days, version, err
}

// SaveThinkingDays writes it, under the next version.
func (tx *Tx) SaveThinkingDays(ctx context.Context, days int, version domain.Version) error {
	tag, err := tx.Exec(ctx, `INSERT INTO retention_settings AS s (version, thinking_days) VALUES ($1 + 1, $2)
		ON CONFLICT (tenant_id) DO UPDATE SET version = s.version + 1, thinking_days = excluded.thinking_days WHERE s.version = $1`, version, days)
	return postgres.Saved(tag.RowsAffected(), err)
}

// Months gives what the organisation chose itself, by kind.
func (tx *Tx) Months(ctx context.Context) (map[string]int, error) {
	rows, err := tx.Query(ctx, `SELECT kind, months FROM retention`)
	if err != nil {
		return nil, err
	}
	months := map[string]int{}
	var kind string
	var n int
	_, err = pgx.ForEachRow(rows, []any{&kind, &n}, func() error { months[kind] = n; return nil })
	return months, err
}

// RemoveTalks removes network talks; RemoveImports what was kept of files that were read in.
func (tx *Tx) RemoveTalks(ctx context.Context, ids []string) error {
	_, err := tx.Exec(ctx, `DELETE FROM network_talk WHERE id = ANY ($1::uuid[])`, ids)
	return err
}

// RemoveImports removes what was kept of files that were read in; the clients stay.
func (tx *Tx) RemoveImports(ctx context.Context, ids []string) error {
	_, err := tx.Exec(ctx, `DELETE FROM import WHERE id = ANY ($1::uuid[])`, ids)
	return err
}

// What is old: who left care, talks that were closed, files that were read in.
const (
	OldClients = `SELECT l.client_id AS id, l.care_ended::timestamptz AS since, ARRAY[l.client_id] AS clients FROM leaving l
		WHERE l.state = 'proposed' AND l.care_ended IS NOT NULL
		AND NOT EXISTS (SELECT FROM erasure e WHERE e.tenant_id = l.tenant_id AND e.client_id = l.client_id AND e.state IN ('asked', 'waiting', 'under_way'))`
	OldTalks   = `SELECT t.id, t.closed_at AS since, ARRAY[t.client_id] AS clients FROM network_talk t WHERE t.closed_at IS NOT NULL`
	OldImports = `SELECT i.id, coalesce(i.finished_at, i.created_at) AS since, '{}'::uuid[] AS clients FROM import i WHERE i.state IN ('done', 'undone', 'stopped', 'prepared')`
)
