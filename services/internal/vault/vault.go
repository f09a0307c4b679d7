// Package vault keeps what makes erasure final: a key for each person, and the
// register of who was erased.
//
// Backup files are sealed person by person under these keys (package backup), and the
// keys are not in them. Erase destroys the key: from then on no backup file, however
// old and wherever it lies, gives that person back. For copies of a database that are
// made below Optrek (a disk, a standby, point-in-time recovery) there is the register:
// a service whose database was put back from before an erasure erases again.
//
// The vault is a database schema of its own, at best on a server of its own
// (OPTREK_VAULT_DATABASE_URL), with backups that are kept for weeks.
package vault

import (
	"context"
	"crypto/rand"
	"embed"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Schema is the vault's part of the database.
func Schema() postgres.Schema {
	return postgres.Schema{Name: "vault", Migrations: migrations, Since: 1}
}

// keyBytes is the length of a key: AES-256.
const keyBytes = 32

// Key seals what is one person's.
type Key [keyBytes]byte

// Erasure is one line of the register.
type Erasure struct {
	Person string // id
	Time   time.Time
}

// Vault is the vault, open. Safe for concurrent use.
type Vault struct{ db *postgres.DB }

// New gives the vault in an open database.
func New(db *postgres.DB) *Vault { return &Vault{db: db} }

// Close lets go of the database.
func (v *Vault) Close() { v.db.Close() }

// Open opens the vault for a service; it is closed with the process.
func Open(ctx context.Context, p *process.Process) (*Vault, error) {
	db, err := p.Database(ctx, Schema())
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	return New(db), nil
}

// Keys gives the keys of these persons (ids), and makes those that were not there yet.
// Somebody who was erased has none and gets none: they are not in the answer.
func (v *Vault) Keys(ctx context.Context, tenant string, persons []string) (map[string]Key, error) {
	fresh := make([][]byte, len(persons))
	for i := range fresh {
		fresh[i] = make([]byte, keyBytes)
		rand.Read(fresh[i]) // never fails: crypto/rand stops the process instead
	}
	var keys map[string]Key
	err := v.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		// In order of id, so that two who ask for the same keys do not wait for each other.
		_, err := tx.Exec(ctx, `INSERT INTO person_key (tenant_id, person_id, key)
			SELECT $1, p, k FROM unnest($2::uuid[], $3::bytea[]) AS n (p, k)
			WHERE NOT EXISTS (SELECT FROM erasure e WHERE e.tenant_id = $1 AND e.person_id = p) ORDER BY p
			ON CONFLICT (tenant_id, person_id) DO NOTHING`, tx.Tenant, persons, fresh)
		if err != nil {
			return err
		}
		keys, err = known(ctx, tx, persons)
		return err
	})
	return keys, err
}

// Known gives the keys of these persons that are there, and makes none.
func (v *Vault) Known(ctx context.Context, tenant string, persons []string) (keys map[string]Key, err error) {
	err = v.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		keys, err = known(ctx, tx, persons)
		return err
	})
	return keys, err
}

func known(ctx context.Context, tx *postgres.Tx, persons []string) (map[string]Key, error) {
	rows, err := tx.Query(ctx, `SELECT person_id::text, key FROM person_key WHERE tenant_id = $1 AND person_id = ANY ($2::uuid[])`,
		tx.Tenant, persons)
	if err != nil {
		return nil, err
	}
	keys := map[string]Key{}
	var person string
	var key []byte
	_, err = pgx.ForEachRow(rows, []any{&person, &key}, func() error {
		keys[person] = Key(key)
		return nil
	})
	return keys, err
}

// Erase destroys the person's key and writes the erasure down. Again is fine: the first
// time stays in the register.
func (v *Vault) Erase(ctx context.Context, tenant, person string) error {
	return v.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		batch := &pgx.Batch{}
		// The register first: who asks for keys at this moment finds the line, or the key before it is gone.
		batch.Queue(`INSERT INTO erasure (tenant_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`, tx.Tenant, person)
		batch.Queue(`DELETE FROM person_key WHERE tenant_id = $1 AND person_id = $2`, tx.Tenant, person)
		return tx.SendBatch(ctx, batch).Close()
	})
}

// Erased is the register of an organisation, the first erased first.
func (v *Vault) Erased(ctx context.Context, tenant string) (all []Erasure, err error) {
	err = v.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		rows, err := tx.Query(ctx, `SELECT person_id::text, at FROM erasure WHERE tenant_id = $1 ORDER BY at, person_id`, tx.Tenant)
		if err != nil {
			return err
		}
		all, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Erasure])
		return err
	})
	return all, err
}
