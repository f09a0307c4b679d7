// Package connection keeps the organisation's other systems and what they sign in with,
// on the transaction of package store.
package connection

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/connection"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Tx is a transaction of the store, with what belongs to connections.
type Tx struct{ *store.Tx }

// In opens transactions of the caller's own organisation.
func In(s *store.Store) func(context.Context, func(*Tx) error) error {
	return func(ctx context.Context, fn func(*Tx) error) error {
		return s.InTx(ctx, func(tx *store.Tx) error { return fn(&Tx{Tx: tx}) })
	}
}

// InAs opens one as the service itself: while a system signs in nobody is known yet.
func InAs(ctx context.Context, s *store.Store, tenant string, fn func(*Tx) error) error {
	return s.InTxAs(ctx, tenant, func(tx *store.Tx) error { return fn(&Tx{Tx: tx}) })
}

const columns = `c.id::text, c.version, c.name, c.scopes, c.created_at, c.used_day, c.withdrawn_at, c.wrong_tries, c.wrong_since`

func scan(row pgx.CollectableRow) (connection.Connection, error) {
	var (
		c                connection.Connection
		withdrawn, wrong *time.Time
	)
	err := row.Scan(&c.ID, &c.Version, &c.Name, &c.Scopes, &c.Created, &c.UsedDay, &withdrawn, &c.Wrong.Tries, &wrong)
	c.Created, c.Withdrawn, c.Wrong.Since = c.Created.UTC(), postgres.Time(withdrawn), postgres.Time(wrong)
	return c, err
}

func (tx *Tx) connections(ctx context.Context, rest string, args ...any) ([]connection.Connection, error) {
	rows, err := tx.Query(ctx, `SELECT `+columns+` FROM connection c `+rest, args...)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, scan)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Secrets, err = tx.secrets(ctx, all[i].ID); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (tx *Tx) secrets(ctx context.Context, id connection.ID) ([]connection.Secret, error) {
	rows, err := tx.Query(ctx, `SELECT s.id::text, s.hash, s.ending, s.created_at, s.expires_at, s.used_day
		FROM connection_secret s WHERE s.connection_id = $1 ORDER BY s.created_at, s.id`, id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (s connection.Secret, err error) {
		err = row.Scan(&s.ID, &s.Hash, &s.Ending, &s.Created, &s.Expires, &s.UsedDay)
		s.Created, s.Expires = s.Created.UTC(), s.Expires.UTC()
		return s, err
	})
}

// Connections lists them, what works first and then by name. There are a handful.
func (tx *Tx) Connections(ctx context.Context) ([]connection.Connection, error) {
	return tx.connections(ctx, `ORDER BY c.withdrawn_at IS NOT NULL, c.name_key, c.id LIMIT 200`)
}

// Connection gives one.
func (tx *Tx) Connection(ctx context.Context, id connection.ID) (connection.Connection, error) {
	return tx.one(ctx, `WHERE c.id = $1`, id)
}

// ConnectionToChange gives one, held until the transaction ends.
func (tx *Tx) ConnectionToChange(ctx context.Context, id connection.ID) (connection.Connection, error) {
	return tx.one(ctx, `WHERE c.id = $1 FOR UPDATE`, id)
}

func (tx *Tx) one(ctx context.Context, where string, id connection.ID) (connection.Connection, error) {
	found, err := tx.connections(ctx, where, id)
	if err == nil && len(found) == 0 {
		err = pgx.ErrNoRows
	}
	if err != nil {
		return connection.Connection{}, postgres.Missing(err)
	}
	return found[0], nil
}

// Add keeps a new one.
func (tx *Tx) Add(ctx context.Context, c connection.Connection) error {
	if _, err := tx.Exec(ctx, `INSERT INTO connection (id, name, name_key, scopes, created_at) VALUES ($1, $2, $3, $4, $5)`,
		c.ID, c.Name, domain.Fold(c.Name), c.Scopes, c.Created); err != nil {
		return err
	}
	return tx.keepSecrets(ctx, c)
}

// Save writes one over the version it was read at. Secrets that are gone take their tokens
// with them; after a change of scopes every token is gone, for it may hold one too many.
func (tx *Tx) Save(ctx context.Context, c connection.Connection) error {
	var scopes []string
	if err := tx.QueryRow(ctx, `SELECT scopes FROM connection WHERE id = $1`, c.ID).Scan(&scopes); err != nil {
		return postgres.Missing(err)
	}
	tag, err := tx.Exec(ctx, `UPDATE connection SET version = version + 1, name = $3, name_key = $4, scopes = $5, withdrawn_at = $6
		WHERE id = $1 AND version = $2`, c.ID, c.Version, c.Name, domain.Fold(c.Name), c.Scopes, postgres.Moment(c.Withdrawn))
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return err
	}
	if !same(scopes, c.Scopes) {
		if _, err := tx.Exec(ctx, `DELETE FROM connection_token WHERE connection_id = $1`, c.ID); err != nil {
			return err
		}
	}
	return tx.keepSecrets(ctx, c)
}

func same(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func (tx *Tx) keepSecrets(ctx context.Context, c connection.Connection) error {
	kept := []string{}
	batch := &pgx.Batch{}
	for _, s := range c.Secrets {
		kept = append(kept, string(s.ID))
		batch.Queue(`INSERT INTO connection_secret (id, connection_id, hash, ending, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (tenant_id, id) DO NOTHING`, s.ID, c.ID, s.Hash, s.Ending, s.Created, s.Expires)
	}
	batch.Queue(`DELETE FROM connection_secret WHERE connection_id = $1 AND NOT id = ANY ($2::uuid[])`, c.ID, kept)
	return tx.SendBatch(ctx, batch).Close()
}

// Wrong keeps how many wrong secrets came of late.
func (tx *Tx) Wrong(ctx context.Context, c connection.Connection) error {
	_, err := tx.Exec(ctx, `UPDATE connection SET wrong_tries = $2, wrong_since = $3 WHERE id = $1`, c.ID, c.Wrong.Tries, postgres.Moment(c.Wrong.Since))
	return err
}

// Hand keeps a token, and notes the day; what expired goes.
func (tx *Tx) Hand(ctx context.Context, c connection.Connection, by connection.SecretID, t Token) error {
	if err := tx.Used(ctx, c.ID, by, t.Now); err != nil {
		return err
	}
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM connection_token WHERE connection_id = $1 AND expires_at <= $2`, c.ID, t.Now)
	batch.Queue(`INSERT INTO connection_token (hash, connection_id, secret_id, scopes, expires_at) VALUES ($1, $2, $3, $4, $5)`,
		t.Hash, c.ID, by, t.Scopes, t.Expires)
	return tx.SendBatch(ctx, batch).Close()
}

// Token is what is handed out for a secret.
type Token struct {
	Hash    []byte
	Scopes  []string
	Now     time.Time
	Expires time.Time
}

// Used notes on which day a connection and its secret were last used: a write once a day.
func (tx *Tx) Used(ctx context.Context, id connection.ID, secret connection.SecretID, now time.Time) error {
	day := now.UTC().Format(time.DateOnly)
	batch := &pgx.Batch{}
	batch.Queue(`UPDATE connection SET used_day = $2 WHERE id = $1 AND used_day <> $2`, id, day)
	batch.Queue(`UPDATE connection_secret SET used_day = $2 WHERE id = $1 AND used_day <> $2`, secret, day)
	return tx.SendBatch(ctx, batch).Close()
}

// Opened is for which connection a token was handed out, by which secret, and what it opens.
type Opened struct {
	ID     connection.ID
	Secret connection.SecretID
	Scopes []string
}

// ByToken says what a token opens; Missing when it opens nothing, whatever the reason.
func (tx *Tx) ByToken(ctx context.Context, hash []byte, now time.Time) (o Opened, err error) {
	err = tx.QueryRow(ctx, `SELECT t.connection_id::text, t.secret_id::text, t.scopes FROM connection_token t
		JOIN connection_secret s ON s.tenant_id = t.tenant_id AND s.id = t.secret_id
		JOIN connection c ON c.tenant_id = t.tenant_id AND c.id = t.connection_id
		WHERE t.tenant_id = cur_tenant() AND t.hash = $1 AND t.expires_at > $2 AND s.expires_at > $2 AND c.withdrawn_at IS NULL`,
		hash, now).Scan(&o.ID, &o.Secret, &o.Scopes)
	return o, postgres.Missing(err)
}
