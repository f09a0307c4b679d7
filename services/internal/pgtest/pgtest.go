// Package pgtest gives every test a database of its own, in a real PostgreSQL.
//
//	db := pgtest.New(t, recruitment.Schema())
//	store := store.New(db.Open(recruitment.Schema()))
//	ctx := db.As(t, authn.Caller{Tenant: …, Person: …, Roles: …})
//
// One server (package embedded, without fsync) serves all test processes of a
// `go test ./...` and the next runs too; server.go says how it lives and ends.
// OPTREK_TEST_DATABASE_URL, a superuser's URL, names another server instead. The
// migrations run once for each version of them, in a template database; a test gets
// a copy of its files, in some tens of milliseconds, and may run in parallel. A
// PostgreSQL that cannot be had is a failure, never a skipped test.
package pgtest

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/postgres"
)

// patience is how long one step of preparing may take on a busy machine.
const patience = 2 * time.Minute

// Database is one test's own database; it is dropped when the test ends.
type Database struct {
	// OwnerURL is a superuser's connection string for this database.
	OwnerURL string

	tb testing.TB
}

// New makes a database with these schemas migrated; without schemas it is empty.
func New(tb testing.TB, schemas ...postgres.Schema) *Database {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	server, err := serverURL(ctx)
	if err != nil {
		tb.Fatalf("tests need PostgreSQL: %v", err)
	}
	template, err := ensureTemplate(ctx, server, schemas)
	if err != nil {
		tb.Fatalf("template database: %v", err)
	}
	name := "optrek_test_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	if err := execute(ctx, server, copyOf(template, name)); err != nil {
		tb.Fatalf("test database: %v", err)
	}
	tb.Cleanup(func() { drop(tb, server, name) })
	return &Database{OwnerURL: within(server, name), tb: tb}
}

// copyOf copies files: with fsync off that is faster than writing pages to the log.
func copyOf(template, name string) string {
	return fmt.Sprintf(`CREATE DATABASE %s TEMPLATE %s STRATEGY FILE_COPY`, name, template)
}

func drop(tb testing.TB, server, name string) {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := execute(ctx, server, `DROP DATABASE `+name+` WITH (FORCE)`); err != nil {
		tb.Errorf("dropping the test database: %v", err)
	}
}

// Open opens the database as the service of the schema; it closes when the test ends.
func (d *Database) Open(s postgres.Schema) *postgres.DB {
	d.tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	db, err := postgres.Open(ctx, d.OwnerURL, s, postgres.Options{MaxConns: 8})
	if err != nil {
		d.tb.Fatal(err)
	}
	d.tb.Cleanup(db.Close)
	return db
}

// Owner gives a superuser's connection, which row-level security does not hold for:
// to look behind the wall.
func (d *Database) Owner(tb testing.TB) *pgx.Conn {
	tb.Helper()
	conn, err := pgx.Connect(tb.Context(), d.OwnerURL)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

// As gives a context in which caller is asking: signed as the gateway signs, and
// checked as every service checks. It ends with the test.
func (d *Database) As(tb testing.TB, caller authn.Caller) context.Context {
	tb.Helper()
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		tb.Fatal(err)
	}
	token, err := authn.NewSigner("gateway", private, time.Now).Sign(caller)
	if err != nil {
		tb.Fatal(err)
	}
	verifier := authn.NewVerifier(map[string]ed25519.PublicKey{"gateway": public}, time.Now)
	ctx, err := verifier.Authenticate(tb.Context(), token)
	if err != nil {
		tb.Fatal(err)
	}
	return ctx
}

// templates remembers, within this process, what has been made.
var templates struct {
	sync.Mutex
	made map[string]bool
}

// templateLock keeps test processes from making the same template at once.
const templateLock int64 = 0x6f707472656b7074 // "optrekpt"

// ensureTemplate makes the template of these migrations when there is none. It is
// migrated under another name first, so that one that was cut off is never used.
func ensureTemplate(ctx context.Context, server string, schemas []postgres.Schema) (string, error) {
	if len(schemas) == 0 {
		return "template0", nil
	}
	hash, err := hashOf(schemas)
	if err != nil {
		return "", err
	}
	name := "optrek_template_" + hash
	templates.Lock()
	defer templates.Unlock()
	if templates.made[server+name] {
		return name, nil
	}
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return "", err
	}
	defer conn.Close(context.WithoutCancel(ctx)) // lets go of the lock
	if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock($1)`, templateLock); err != nil {
		return "", err
	}
	if err := makeTemplate(ctx, conn, server, name, schemas); err != nil {
		return "", err
	}
	if templates.made == nil {
		templates.made = map[string]bool{}
	}
	templates.made[server+name] = true
	return name, nil
}

func makeTemplate(ctx context.Context, conn *pgx.Conn, server, name string, schemas []postgres.Schema) error {
	var there bool
	if err := conn.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name).Scan(&there); err != nil || there {
		return err
	}
	draft := name + "_draft"
	for _, statement := range []string{`DROP DATABASE IF EXISTS ` + draft + ` WITH (FORCE)`, copyOf("template0", draft)} {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return err
		}
	}
	for _, s := range schemas {
		if err := postgres.Migrate(ctx, within(server, draft), s); err != nil {
			return err
		}
	}
	// ALLOW_CONNECTIONS off: a database somebody is connected to cannot be copied.
	for _, statement := range []string{
		`ALTER DATABASE ` + draft + ` RENAME TO ` + name, `ALTER DATABASE ` + name + ` WITH ALLOW_CONNECTIONS false`,
	} {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// hashOf changes with every name and every file of the migrations, the common ones too.
func hashOf(schemas []postgres.Schema) (string, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, postgres.BaseHash())
	for _, s := range schemas {
		fmt.Fprintln(sum, s.Name)
		if s.Migrations == nil {
			continue
		}
		if err := fs.WalkDir(s.Migrations, ".", func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			return addFile(sum, s.Migrations, path)
		}); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:10]), nil
}

func addFile(sum io.Writer, files fs.FS, path string) error {
	content, err := fs.ReadFile(files, path)
	if err != nil {
		return err
	}
	fmt.Fprintf(sum, "%s %d\n%s", path, len(content), content)
	return nil
}

// execute runs one statement on a connection of its own.
func execute(ctx context.Context, server, statement string) error {
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, statement)
	return err
}

// within gives the URL of another database on the same server.
func within(server, database string) string {
	u, err := url.Parse(server)
	if err != nil || u.Scheme == "" { // keywords; the last one counts
		return server + " dbname=" + database
	}
	u.Path = "/" + database
	return u.String()
}
