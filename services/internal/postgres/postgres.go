// Package postgres is the only way to the database, and it always knows for whom.
//
// A service works as a role that owns nothing, over a small pool that nobody
// outside this package can reach. InTenant opens a transaction for the caller that
// the token in the context names; row-level security then shows that tenant's rows
// and no others. Reading or changing a client's data is written down with Touch, in
// the same transaction: what cannot be written down is not shown.
//
// Migrate makes a schema with the tables every service has (outbox, audit, request
// ledger, feed cursor, caseload) and the service's own. Open refuses a database in
// which the promises above would not hold. CheckCatalogue reads them back from the
// catalogue, table by table. SQL is at the level of PostgreSQL 15.
package postgres

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/trace"
)

// Options tune a DB. The zero value is right for a service.
type Options struct {
	MaxConns          int32         // default 4 for each core, at most 16: round trips cost, connections do not help
	StatementTimeout  time.Duration // default 5 s
	LockTimeout       time.Duration // default 2 s
	IdleInTransaction time.Duration // default 10 s: a forgotten transaction holds back every reader of the feed
	// OwnLogin refuses a login that is a superuser or passes by RLS. Production sets
	// it: one owner login for all services is for development only, because a
	// statement that resets the role would then see every tenant.
	OwnLogin bool
	Tracer   trace.TracerProvider // nil: the process's own

	Own []Own // the databases of organisations that do not stand in the shared one
	// Known are the ids of all organisations, in whichever database; empty: whoever comes. A call for another one
	// is refused: while a new organisation is rolled out, an old instance that has not heard of it must not put
	// what is theirs among everybody's. The caller tries again, with an instance that has.
	Known []string
	// MayBeAway lets everybody else go on when one of Own does not answer: its organisations
	// are told so, until Look finds it there again. Without, it is an error like any other.
	MayBeAway bool
}

func (o Options) withDefaults() Options {
	cores := int32(min(runtime.GOMAXPROCS(0), 4))
	o.MaxConns = cmp.Or(o.MaxConns, 4*cores)
	o.StatementTimeout = cmp.Or(o.StatementTimeout, 5*time.Second)
	o.LockTimeout = cmp.Or(o.LockTimeout, 2*time.Second)
	if o.Tracer == nil {
		o.Tracer = otel.GetTracerProvider()
	}
	o.IdleInTransaction = cmp.Or(o.IdleInTransaction, 10*time.Second)
	return o
}

// feedConns is the size of the feed pool: each Watch listens on one connection, and
// a reader holds one for its lock, as does each planned task while it is at it. They are
// made when they are needed; recruitment, with most of all three, needs some twenty.
const feedConns = 32

// DB is one service's database, together with those that some organisations have to
// themselves: a transaction finds the right one by its organisation. Safe for concurrent use.
type DB struct {
	schema Schema
	pool   *pgxpool.Pool
	feed   *pgxpool.Pool

	name    string // empty: the shared one
	gate    *gate  // nil: it was open from the beginning
	own     []*DB
	of      map[uuid.UUID]*DB // by organisation; who is not in it stands in the shared one
	lenient bool              // Options.MayBeAway
	known   []string          // Options.Known
	strays  *strays           // nil: there is no other database
}

// Open connects as the run-time role of s and checks that the database keeps its
// promises (see selfcheck.go); it refuses to serve otherwise. url is the service's
// own login, a member of Role and FeedRole, or in development the owner's.
func Open(ctx context.Context, url string, s Schema, o Options) (*DB, error) {
	if err := s.valid(); err != nil {
		return nil, err
	}
	o = o.withDefaults()
	db, err := prepare(ctx, url, s, o)
	if err != nil {
		return nil, err
	}
	db.known = o.Known
	err = errors.Join(selfCheck(ctx, db.pool, s, o), db.openOwn(ctx, o))
	if err == nil && len(db.own) > 0 {
		db.strays = &strays{}
		err = db.strays.find(ctx, db)
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// prepare makes the pools of one database; nothing is asked of it yet.
func prepare(ctx context.Context, url string, s Schema, o Options) (*DB, error) {
	pool, err := connect(ctx, url, s, s.Role(), o)
	if err != nil {
		return nil, err
	}
	o.MaxConns = feedConns
	feed, err := connect(ctx, url, s, s.FeedRole(), o)
	if err != nil {
		pool.Close()
		return nil, err
	}
	return &DB{schema: s, pool: pool, feed: feed}, nil
}

// connect makes a pool that works as role. No connection is made yet.
func connect(ctx context.Context, url string, s Schema, role string, o Options) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("database URL of %s: %w", s.Name, err) // pgx leaves the password out
	}
	config.MaxConns = o.MaxConns
	config.MaxConnLifetime = 30 * time.Minute
	config.MaxConnLifetimeJitter = 5 * time.Minute
	config.MaxConnIdleTime = 5 * time.Minute
	config.ConnConfig.ConnectTimeout = 5 * time.Second
	config.ConnConfig.DialFunc = dial
	config.ConnConfig.Tracer = newTracer(o.Tracer)
	params := config.ConnConfig.RuntimeParams
	params["role"] = role
	params["search_path"] = s.Name + ", pg_temp" // pg_temp last: first, it could cover a table
	params["application_name"] = "optrek " + role
	params["timezone"] = "UTC"
	params["statement_timeout"] = milliseconds(o.StatementTimeout)
	params["lock_timeout"] = milliseconds(o.LockTimeout)
	params["idle_in_transaction_session_timeout"] = milliseconds(o.IdleInTransaction)
	return pgxpool.NewWithConfig(ctx, config)
}

func milliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// Schema gives what this DB was opened for.
func (db *DB) Schema() Schema { return db.schema }

// FeedPool gives connections to the shared database, or to that of a view, as the feed role,
// for the change feed only: they see the outbox across tenants, read-only, and may LISTEN and
// take advisory locks.
func (db *DB) FeedPool() *pgxpool.Pool { return db.feed }

// Ready says whether the database answers now. Of databases of their own it says nothing:
// one that is away is that organisation's trouble, and the others must not notice.
func (db *DB) Ready(ctx context.Context) error { return Fault(db.pool.Ping(ctx)) }

// Stat gives the counters of the pool of the shared database, or of a view's, for metrics.
func (db *DB) Stat() *pgxpool.Stat { return db.pool.Stat() }

// Close lets go of all connections, after the transactions under way have ended.
func (db *DB) Close() {
	for _, one := range db.own {
		one.Close()
	}
	db.feed.Close()
	db.pool.Close()
}
