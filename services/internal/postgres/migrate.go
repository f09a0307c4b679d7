package postgres

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

//go:embed base/*.sql
var baseFiles embed.FS

// The tables in which goose notes what has run: the base of this package and the
// service's own migrations are numbered apart, so each can grow without the other.
const (
	baseVersionTable    = "base_version"
	serviceVersionTable = "schema_version"
)

// migrateLock is the advisory lock of everybody who migrates this database: one at
// a time, also for different schemas, because they touch the same catalogue rows.
const migrateLock int64 = 0x6f707472656b // "optrek"

// Migrate brings the schema of s up to date: roles, schema, the common tables of
// this package, then s.Migrations. It only goes forward, may be run again at any
// time, and by several processes at once. ownerURL must be allowed to create roles
// (or find them made) and schemas; the service itself never uses it.
func Migrate(ctx context.Context, ownerURL string, s Schema) error {
	if err := s.valid(); err != nil {
		return err
	}
	config, err := pgx.ParseConfig(ownerURL)
	if err != nil {
		return fmt.Errorf("owner URL of schema %s: %w", s.Name, err)
	}
	config.RuntimeParams["search_path"] = s.Name
	config.RuntimeParams["application_name"] = "optrek migrate " + s.Name
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return fmt.Errorf("migrate %s: %w", s.Name, err)
	}
	defer conn.Close(context.WithoutCancel(ctx)) // also lets go of the lock
	if err := lockMigrations(ctx, conn); err != nil {
		return fmt.Errorf("migrate %s: waiting for another migration: %w", s.Name, err)
	}
	if err := prepareSchema(ctx, conn, s); err != nil {
		return fmt.Errorf("migrate %s: %w", s.Name, err)
	}
	return runMigrations(ctx, config, s)
}

// baseSince is Schema.Since of the common tables.
const baseSince = 8

// sincePrefix begins the comment on a version table that says Schema.Since.
const sincePrefix = "since "

// lockMigrations polls instead of waiting in pg_advisory_lock: a waiting statement
// holds a snapshot, and CREATE INDEX CONCURRENTLY would wait for it in turn, for ever.
func lockMigrations(ctx context.Context, conn *pgx.Conn) error {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		var got bool
		if err := conn.QueryRow(ctx, `SELECT pg_try_advisory_lock($1)`, migrateLock).Scan(&got); err != nil || got {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

// makeRole makes a role unless it is there; makeHome the schema and who may enter it.
const (
	makeRole = `DO $$ BEGIN
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%[1]s') THEN
			CREATE ROLE %[1]s NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
		END IF;
	EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
	END $$`
	makeHome = `CREATE SCHEMA IF NOT EXISTS %[1]s;
		REVOKE ALL ON SCHEMA %[1]s FROM PUBLIC;
		GRANT USAGE ON SCHEMA %[1]s TO %[2]s, %[3]s`
)

// prepareSchema makes the roles and the schema. Roles belong to the whole cluster,
// which no lock of one database covers: when two databases make the same role at
// once, the later one finds it there, and that is fine.
func prepareSchema(ctx context.Context, conn *pgx.Conn, s Schema) error {
	for _, role := range []string{s.Role(), s.FeedRole()} {
		if _, err := conn.Exec(ctx, fmt.Sprintf(makeRole, role)); err != nil {
			return fmt.Errorf("role %s: %w", role, err)
		}
	}
	_, err := conn.Exec(ctx, fmt.Sprintf(makeHome, s.Name, s.Role(), s.FeedRole()))
	return err
}

// BaseHash changes whenever what Migrate makes for every schema does.
func BaseHash() string {
	sum := sha256.New()
	sum.Write([]byte(makeRole + makeHome))
	names, _ := fs.Glob(baseFiles, "base/*.sql") // embedded: always readable
	for _, name := range names {
		content, _ := baseFiles.ReadFile(name)
		fmt.Fprintf(sum, "%s\n%s", name, content)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func runMigrations(ctx context.Context, config *pgx.ConnConfig, s Schema) error {
	db := stdlib.OpenDB(*config)
	defer db.Close()
	service, err := s.files()
	if err != nil {
		return err
	}
	base, err := fs.Sub(baseFiles, "base")
	if err != nil {
		return err
	}
	if err := up(ctx, db, s, baseVersionTable, base); err != nil {
		return err
	}
	if err := noteSince(ctx, db, s.Name+"."+baseVersionTable, base, baseSince); err != nil {
		return err
	}
	if err := up(ctx, db, s, serviceVersionTable, service); err != nil {
		return err
	}
	return noteSince(ctx, db, s.Name+"."+serviceVersionTable, service, s.Since)
}

// up runs the files in order; each file is one transaction.
func up(ctx context.Context, db *sql.DB, s Schema, table string, files fs.FS) error {
	provider, err := goose.NewProvider(goose.DialectPostgres, db, files,
		goose.WithTableName(s.Name+"."+table), goose.WithDisableGlobalRegistry(true))
	if errors.Is(err, goose.ErrNoMigrations) {
		return nil // a schema of common tables only
	}
	if err != nil {
		return fmt.Errorf("migrations of %s: %w", s.Name, err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate %s: %w", s.Name, err)
	}
	// The service reads its own version in the self-check of Open.
	_, err = db.ExecContext(ctx, fmt.Sprintf(`GRANT SELECT ON %s.%s TO %s`, s.Name, table, s.Role()))
	return err
}

// noteSince writes beside the version which programs these tables still work for. A program
// that is older than the tables leaves what is written there.
func noteSince(ctx context.Context, db *sql.DB, table string, files fs.FS, since int64) error {
	ours, err := latest(files)
	if err != nil || ours == 0 {
		return err // without files goose keeps no table
	}
	var theirs int64
	if err := db.QueryRowContext(ctx, `SELECT max(version_id) FROM `+table).Scan(&theirs); err != nil || theirs > ours {
		return err
	}
	_, err = db.ExecContext(ctx, fmt.Sprintf(`COMMENT ON TABLE %s IS '%s%d'`, table, sincePrefix, since))
	return err
}

// latestBase gives the version of the common tables this program knows.
func latestBase() (int64, error) {
	base, err := fs.Sub(baseFiles, "base")
	if err != nil {
		return 0, err
	}
	return latest(base)
}

// latest gives the highest version among the files, 0 when there are none.
func latest(files fs.FS) (int64, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return 0, err
	}
	var highest int64
	for _, name := range names {
		version, err := goose.NumericComponent(name)
		if err != nil {
			return 0, fmt.Errorf("migration %s: %w", name, err)
		}
		highest = max(highest, version)
	}
	return highest, nil
}
