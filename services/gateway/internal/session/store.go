package session

import (
	"context"
	"embed"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Schema is the gateway's part of the database.
func Schema() postgres.Schema { return postgres.Schema{Name: "gateway", Migrations: migrations} }

// database is what the book needs of *postgres.DB. The tenant is named by the
// caller, for the session is what makes a tenant known.
type database interface {
	InTenantAs(ctx context.Context, tenant string, fn func(*postgres.Tx) error) error
}

// NewBook opens the book of sessions.
func NewBook(db database, clock func() time.Time, limits Limits) *Book {
	return &Book{db: db, clock: clock, limits: limits}
}

// row is a session as the table has it: the name still sealed.
type row struct {
	Session
	sealed   []byte
	lastSeen time.Time
}

func (b *Book) insert(ctx context.Context, s Session, hash, sealed []byte) error {
	now := b.clock()
	return b.db.InTenantAs(ctx, s.Tenant, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO session
			(tenant_id, id, secret_hash, person_id, is_client, roles, sealed_name, started_at, last_seen_at, expires_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`,
			s.Tenant, s.ID, hash, s.Person, s.IsClient, s.Roles, sealed, now, now.Add(b.limits.Absolute))
		return err
	})
}

// lookUp finds a living session and notes that it was seen.
func (b *Book) lookUp(ctx context.Context, tenant string, hash []byte) (found row, err error) {
	now := b.clock()
	err = b.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		err := tx.QueryRow(ctx, `SELECT id, person_id, is_client, roles, sealed_name, last_seen_at FROM session
			WHERE tenant_id = $1 AND secret_hash = $2 AND expires_at > $3 AND last_seen_at > $4`,
			tenant, hash, now, now.Add(-b.limits.Idle)).
			Scan(&found.ID, &found.Person, &found.IsClient, &found.Roles, &found.sealed, &found.lastSeen)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrNone
		}
		if err != nil || now.Sub(found.lastSeen) < seenStep {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE session SET last_seen_at = $3 WHERE tenant_id = $1 AND id = $2`, tenant, found.ID, now)
		return err
	})
	found.Tenant = tenant
	return found, err
}

func (b *Book) deleteBySecret(ctx context.Context, tenant string, hash []byte) error {
	return b.exec(ctx, tenant, `DELETE FROM session WHERE tenant_id = $1 AND secret_hash = $2`, hash)
}

// EndAll signs a person out everywhere, at once.
func (b *Book) EndAll(ctx context.Context, tenant, person string) error {
	return b.exec(ctx, tenant, `DELETE FROM session WHERE tenant_id = $1 AND person_id = $2`, person)
}

// EndIn signs a person out everywhere within a transaction, for what another service tells.
func EndIn(ctx context.Context, tx *postgres.Tx, person string) error {
	_, err := tx.Exec(ctx, `DELETE FROM session WHERE tenant_id = $1 AND person_id = $2`, tx.Tenant, person)
	return err
}

// Sweep removes what expired, so that nothing of a session outlives it for long.
func (b *Book) Sweep(ctx context.Context, tenant string) error {
	now := b.clock()
	return b.exec(ctx, tenant, `DELETE FROM session WHERE tenant_id = $1 AND (expires_at <= $2 OR last_seen_at <= $3)`,
		now, now.Add(-b.limits.Idle))
}

func (b *Book) exec(ctx context.Context, tenant, sql string, args ...any) error {
	return b.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, sql, append([]any{tenant}, args...)...)
		return err
	})
}
