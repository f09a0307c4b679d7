package backup_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/proto"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/backup"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/vault"
)

// front is what keeps everybody in the shared database and reads feeds of all.
var front = postgres.Schema{Name: "gateway", Migrations: files(`SELECT 1;`)}

// town is an Optrek in four databases: two services, each with a shared one and one apart.
type town struct {
	t                           *testing.T
	people, visits, front, keys *pgtest.Database // shared
	peopleApart, visitsApart    *pgtest.Database
	stays                       string   // an organisation that stays where it is
	moves                       []string // a region
}

func newTown(t *testing.T) *town {
	t.Helper()
	w := &town{
		t: t, people: pgtest.New(t, people, front), visits: pgtest.New(t, visits, vault.Schema()),
		peopleApart: pgtest.New(t, people), visitsApart: pgtest.New(t, visits), stays: ids.New(), moves: []string{ids.New(), ids.New()},
	}
	w.front, w.keys = w.people, w.visits
	shared := w.open(nil)
	for range 3 { // they take turns, so that nothing stands side by side by chance
		for _, tenant := range append([]string{w.stays}, w.moves...) {
			shared.fill(tenant)
		}
	}
	return w
}

// parts are all databases as the configuration has them when the region stands apart or not.
func (w *town) parts(apart bool) []backup.Part {
	var own []string
	if apart {
		own = w.moves
	}
	return []backup.Part{
		{Schema: people, URL: w.people.OwnerURL}, {Schema: people, URL: w.peopleApart.OwnerURL, Database: "linde", Organisations: own},
		{Schema: visits, URL: w.visits.OwnerURL}, {Schema: visits, URL: w.visitsApart.OwnerURL, Database: "linde", Organisations: own},
		{Schema: front, URL: w.front.OwnerURL}, {Schema: vault.Schema(), URL: w.keys.OwnerURL},
	}
}

func (w *town) move(apart bool) backup.Move {
	return backup.Move{Parts: w.parts(apart), Tenants: w.moves, Patience: 20 * time.Second}
}

func (w *town) suspend(closed bool) {
	w.t.Helper()
	for _, tenant := range w.moves {
		parts, err := backup.Where(w.t.Context(), w.parts(true), tenant)
		must(w.t, err)
		must(w.t, backup.Suspend(w.t.Context(), parts, tenant, closed))
	}
}

// pods are the services as they run, by one configuration.
type pods struct {
	*town
	people, visit, front *postgres.DB
}

func (w *town) open(own []string) *pods {
	w.t.Helper()
	one := func(s postgres.Schema, at, apart *pgtest.Database) *postgres.DB {
		o := postgres.Options{MaxConns: 3}
		if apart != nil {
			o.Own = []postgres.Own{{Name: "linde", URL: apart.OwnerURL, Tenants: own}}
		}
		db, err := postgres.Open(w.t.Context(), at.OwnerURL, s, o)
		must(w.t, err)
		w.t.Cleanup(db.Close)
		return db
	}
	return &pods{w, one(people, w.people, w.peopleApart), one(visits, w.visits, w.visitsApart), one(front, w.front, nil)}
}

// fill puts something of each kind into an organisation: people, a request that was answered, a
// line of the log, and events.
func (p *pods) fill(tenant string) {
	p.t.Helper()
	here := place{t: p.t, people: p.people, visit: p.visit}
	anna := here.person(tenant, "Anna Bedacht")
	must(p.t, p.people.InTenantAs(postgres.WithMethod(p.t.Context(), "test"), tenant, func(tx *postgres.Tx) error {
		tx.Touch(anna)
		tx.Remember(ids.New(), []byte("hash"), []byte("answer"))
		_, err := tx.Exec(p.t.Context(), `INSERT INTO held (tenant_id, client_id) VALUES ($1, $2)`, tenant, anna)
		return err
	}))
	p.tell(tenant)
}

func (p *pods) tell(tenant string) {
	p.t.Helper()
	must(p.t, p.people.InTenantAs(p.t.Context(), tenant, func(tx *postgres.Tx) error {
		return feed.Append(p.t.Context(), tx, &feedv1.WatchRequest{Cursor: ids.New()})
	}))
}

// read runs the readers of both, who note each event that they are told, until stop.
func (p *pods) read() (stop func()) {
	p.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended, source := make(chan error, 2), feed.Own(feed.NewServer(p.people))
	note := func(db *postgres.DB, sql string) *feed.Reader {
		return &feed.Reader{Source: "recruitment", Conn: source, DB: db, Handle: func(ctx context.Context, tx *postgres.Tx, msg proto.Message) error {
			_, err := tx.Exec(ctx, sql, tx.Tenant, ids.New(), msg.(*feedv1.WatchRequest).GetCursor())
			return err
		}}
	}
	matching := note(p.visit, `INSERT INTO visit (tenant_id, id, body) VALUES ($1, $2, to_jsonb($3::text))`)
	gateway := note(p.front, `INSERT INTO held (tenant_id, client_id) VALUES ($1, $3::text::uuid) ON CONFLICT (tenant_id, client_id) DO UPDATE SET client_id = $2`)
	gateway.Also = []string{"linde"}
	for _, r := range []*feed.Reader{matching, gateway} {
		go func() { ended <- r.Run(ctx) }()
	}
	stop = func() {
		cancel()
		for range 2 {
			must(p.t, <-ended)
		}
	}
	p.t.Cleanup(func() { cancel() })
	return stop
}

// told compares what an organisation's feed tells with what was noted of it: each event once.
func (w *town) told(apart bool) {
	w.t.Helper()
	at, notes := w.people, w.visits
	if apart {
		at, notes = w.peopleApart, w.visitsApart
	}
	for _, tenant := range w.moves {
		told := w.count(at, `SELECT count(*) FROM recruitment.outbox WHERE tenant_id = $1`, tenant)
		var noted, once, gateway int
		w.before(func() bool {
			noted = w.count(notes, `SELECT count(*) FROM matching.visit WHERE tenant_id = $1 AND jsonb_typeof(body) = 'string'`, tenant)
			gateway = w.count(w.front, `SELECT count(*) FROM gateway.held WHERE tenant_id = $1`, tenant)
			return noted >= told && gateway >= told
		})
		once = w.count(notes, `SELECT count(DISTINCT body) FROM matching.visit WHERE tenant_id = $1 AND jsonb_typeof(body) = 'string'`, tenant)
		if noted != told || once != told || gateway != told {
			w.t.Errorf("%d events were told, matching noted %d (%d different ones) and the gateway %d", told, noted, once, gateway)
		}
	}
}

// before asks again and again until it holds, for a minute at most; what does not is for who asks to say.
func (w *town) before(holds func() bool) {
	w.t.Helper()
	tick, late := time.NewTicker(50*time.Millisecond), time.After(time.Minute)
	defer tick.Stop()
	for !holds() {
		select {
		case <-late:
			return
		case <-tick.C:
		}
	}
}

func (w *town) count(at *pgtest.Database, sql string, args ...any) (n int) {
	w.t.Helper()
	conn := at.Owner(w.t)
	defer func() { _ = conn.Close(context.Background()) }()
	must(w.t, conn.QueryRow(w.t.Context(), sql, args...).Scan(&n))
	return n
}

// census counts the rows of organisations in both services' databases, table by table.
func (w *town) census(tenants []string, apart bool) map[string]int {
	w.t.Helper()
	all := map[string]int{}
	for schema, at := range map[string][2]*pgtest.Database{"recruitment": {w.people, w.peopleApart}, "matching": {w.visits, w.visitsApart}} {
		one := at[0]
		if apart {
			one = at[1]
		}
		for table, n := range w.rows(one, schema, tenants) {
			all[schema+"."+table] += n
		}
	}
	return all
}

func (w *town) rows(at *pgtest.Database, schema string, tenants []string) map[string]int {
	w.t.Helper()
	conn := at.Owner(w.t)
	defer func() { _ = conn.Close(context.Background()) }()
	list, err := conn.Query(w.t.Context(), `SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
		WHERE c.relnamespace = to_regnamespace($1) AND c.relkind = 'r' AND c.relname <> 'moved'`, schema)
	must(w.t, err)
	names, err := pgx.CollectRows(list, pgx.RowTo[string])
	must(w.t, err)
	found := map[string]int{}
	for _, name := range names {
		var n int
		must(w.t, conn.QueryRow(w.t.Context(), `SELECT count(*) FROM `+schema+`."`+name+`" WHERE tenant_id = ANY ($1)`, tenants).Scan(&n))
		if n > 0 {
			found[name] = n
		}
	}
	return found
}
