// Package webhook keeps where other systems are told that something happened, and what
// waits to be told, on the transaction of package store.
package webhook

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/webhook"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Tx is a transaction of the store, with what belongs to webhooks.
type Tx struct{ *store.Tx }

// Of gives the webhooks within a transaction that is open already.
func Of(tx *store.Tx) *Tx { return &Tx{Tx: tx} }

// In opens transactions of the caller's own organisation.
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

const columns = `w.id::text, w.version, w.name, w.address, w.kinds, w.paused, w.secret, w.old_secret, w.old_until, w.created_at, w.rests_at, w.withdrawn_at`

func scan(row pgx.CollectableRow) (w webhook.Webhook, err error) {
	var until, rests, withdrawn *time.Time
	err = row.Scan(&w.ID, &w.Version, &w.Name, &w.Address, &w.Kinds, &w.Paused, &w.Secret, &w.OldSecret, &until, &w.Created, &rests, &withdrawn)
	w.Created, w.OldUntil, w.Rests, w.Withdrawn = w.Created.UTC(), postgres.Time(until), postgres.Time(rests), postgres.Time(withdrawn)
	return w, err
}

func (tx *Tx) webhooks(ctx context.Context, rest string, args ...any) ([]webhook.Webhook, error) {
	rows, err := tx.Query(ctx, `SELECT `+columns+` FROM webhook w `+rest, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scan)
}

// Webhooks lists them, what works first and then by name. There are a handful.
func (tx *Tx) Webhooks(ctx context.Context) ([]webhook.Webhook, error) {
	return tx.webhooks(ctx, `ORDER BY w.withdrawn_at IS NOT NULL, w.name_key, w.id LIMIT 200`)
}

// Webhook gives one.
func (tx *Tx) Webhook(ctx context.Context, id webhook.ID) (webhook.Webhook, error) {
	return tx.one(ctx, `WHERE w.id = $1`, id)
}

// WebhookToChange gives one, held until the transaction ends.
func (tx *Tx) WebhookToChange(ctx context.Context, id webhook.ID) (webhook.Webhook, error) {
	return tx.one(ctx, `WHERE w.id = $1 FOR UPDATE`, id)
}

func (tx *Tx) one(ctx context.Context, where string, id webhook.ID) (webhook.Webhook, error) {
	found, err := tx.webhooks(ctx, where, id)
	if err == nil && len(found) == 0 {
		err = pgx.ErrNoRows
	}
	if err != nil {
		return webhook.Webhook{}, postgres.Missing(err)
	}
	return found[0], nil
}

// Living counts those that may be told something.
func (tx *Tx) Living(ctx context.Context) (n int, err error) {
	err = tx.QueryRow(ctx, `SELECT count(*) FROM webhook WHERE withdrawn_at IS NULL`).Scan(&n)
	return n, err
}

// Waits counts what waits, for each of them.
func (tx *Tx) Waits(ctx context.Context) (map[webhook.ID]int, error) {
	rows, err := tx.Query(ctx, `SELECT webhook_id::text, count(*) FROM webhook_delivery WHERE state = 'waiting' GROUP BY webhook_id`)
	if err != nil {
		return nil, err
	}
	waits := map[webhook.ID]int{}
	var (
		id webhook.ID
		n  int
	)
	_, err = pgx.ForEachRow(rows, []any{&id, &n}, func() error {
		waits[id] = n
		return nil
	})
	return waits, err
}

// Add keeps a new one.
func (tx *Tx) Add(ctx context.Context, w webhook.Webhook) error {
	_, err := tx.Exec(ctx, `INSERT INTO webhook (id, name, name_key, address, kinds, paused, secret, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		w.ID, w.Name, domain.Fold(w.Name), w.Address, w.Kinds, w.Paused, w.Secret, w.Created)
	return err
}

// Save writes one over the version it was read at. What it waits for goes at once when it
// does not rest any more, and not at all when it was withdrawn or may not be told.
func (tx *Tx) Save(ctx context.Context, w webhook.Webhook, now time.Time) error {
	tag, err := tx.Exec(ctx, `UPDATE webhook SET version = version + 1, name = $3, name_key = $4, address = $5, kinds = $6, paused = $7,
			secret = $8, old_secret = $9, old_until = $10, rests_at = $11, withdrawn_at = $12
		WHERE id = $1 AND version = $2`, w.ID, w.Version, w.Name, domain.Fold(w.Name), w.Address, w.Kinds, w.Paused,
		w.Secret, w.OldSecret, postgres.Moment(w.OldUntil), postgres.Moment(w.Rests), postgres.Moment(w.Withdrawn))
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return err
	}
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM webhook_delivery WHERE webhook_id = $1 AND state = 'waiting' AND ($2 OR kind <> 'test' AND kind <> ALL ($3::text[]))`,
		w.ID, !w.Withdrawn.IsZero(), w.Kinds)
	if w.Rests.IsZero() && !w.Paused {
		batch.Queue(`UPDATE webhook_delivery SET next_at = $2, tries = 0 WHERE webhook_id = $1 AND state = 'waiting' AND tries > 0`, w.ID, now)
	}
	return tx.SendBatch(ctx, batch).Close()
}

// Rest notes that an address rests. It is no change of what somebody reads to change it.
func (tx *Tx) Rest(ctx context.Context, id webhook.ID, now time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE webhook SET rests_at = coalesce(rests_at, $2) WHERE id = $1 AND withdrawn_at IS NULL`, id, now)
	return err
}

// Subject gives how a thing was when something was last told of it; zero when it is new.
func (tx *Tx) Subject(ctx context.Context, id string) (s Subject, err error) {
	err = tx.QueryRow(ctx, `SELECT state, day, client_ids::text[] FROM webhook_subject WHERE id = $1`, id).Scan(&s.State, &s.Day, &s.Clients)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return s, err
}

// Subject is a match or an activity, as far as telling goes.
type Subject struct {
	State   string
	Day     string
	Clients []string
}

// SetSubject keeps how it is now; an empty state forgets it.
func (tx *Tx) SetSubject(ctx context.Context, id string, s Subject) error {
	if s.State == "" {
		_, err := tx.Exec(ctx, `DELETE FROM webhook_subject WHERE id = $1`, id)
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO webhook_subject (id, state, day, client_ids) VALUES ($1, $2, $3, $4)
		ON CONFLICT (tenant_id, id) DO UPDATE SET state = $2, day = $3, client_ids = $4`, id, s.State, s.Day, postgres.Texts(s.Clients))
	return err
}
