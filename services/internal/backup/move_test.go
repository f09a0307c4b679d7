package backup_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/proto"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/backup"
	"github.com/optrek/optrek/services/internal/fault"
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

// A region moves to a database of its own and back again while everybody is at work: with every
// row and in the order told, each event heard once, and whoever is not in it notices nothing.
func TestARegionMovesAndMovesBack(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	before := w.open(nil)
	stop := before.read()
	w.told(false)
	others := w.census([]string{w.stays}, false)

	var open *backup.OpenError
	if _, err := w.move(true).Run(t.Context()); !errors.As(err, &open) {
		t.Fatalf("moved behind open doors: %v", err)
	}
	w.suspend(true)
	stop()
	before.tell(w.moves[0]) // in the last moment: somebody still reads it
	after := w.open(w.moves)
	if err := after.people.InTenantAs(t.Context(), w.moves[0], func(*postgres.Tx) error { return nil }); fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("a program that has them elsewhere does something before they moved: %v", err)
	}
	if known, err := after.people.Organisations(t.Context()); err != nil || !slices.Equal(known, []string{w.stays}) {
		t.Errorf("and does for %v (%v) what is planned", known, err)
	}
	there := w.census(w.moves, false)
	legs, _, err := w.move(true).Look(t.Context())
	if err != nil || len(legs) != 2 || legs[0].Digest != "" || legs[0].To.Database != "linde" {
		t.Errorf("there is to move %+v (%v)", legs, err)
	}
	if got := w.census(w.moves, false); !maps.Equal(got, there) {
		t.Errorf("a look moved something: %v, was %v", got, there)
	}
	stop = after.read()
	legs, err = w.move(true).Run(t.Context())
	must(t, err)
	if len(legs) != 2 || legs[0].Digest == "" || legs[0].Rows == 0 {
		t.Errorf("moved %+v", legs)
	}
	there["matching.visit"]++ // of what was told in the last moment
	if got := w.census(w.moves, true); !maps.Equal(got, there) {
		t.Errorf("there is %v, was %v", got, there)
	}
	if left := w.census(w.moves, false); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if legs, err := w.move(true).Run(t.Context()); err != nil || len(legs) > 0 {
		t.Errorf("the second time moved %v (%v)", legs, err)
	}
	if err := before.people.InTenantAs(t.Context(), w.moves[0], func(*postgres.Tx) error { return nil }); fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("a program that has not heard of it begins anew: %v", err)
	}
	w.suspend(false)
	w.before(func() bool { // once it was looked whether they are still elsewhere
		return after.people.InTenantAs(t.Context(), w.moves[0], func(*postgres.Tx) error { return nil }) == nil &&
			after.visit.InTenantAs(t.Context(), w.moves[0], func(*postgres.Tx) error { return nil }) == nil
	})
	for _, tenant := range w.moves {
		after.fill(tenant)
	}
	w.told(true)
	if got := w.census([]string{w.stays}, false); !maps.Equal(got, others) {
		t.Errorf("of the other organisation there is %v, was %v", got, others)
	}

	w.suspend(true)
	stop()
	back := w.open(nil)
	stop = back.read()
	_, err = w.move(false).Run(t.Context())
	must(t, err)
	w.suspend(false)
	w.before(func() bool {
		return back.people.InTenantAs(t.Context(), w.moves[0], func(*postgres.Tx) error { return nil }) == nil &&
			back.visit.InTenantAs(t.Context(), w.moves[0], func(*postgres.Tx) error { return nil }) == nil
	})
	for _, tenant := range append(slices.Clone(w.moves), w.stays) { // what counts by itself counts on
		back.fill(tenant)
	}
	w.told(false)
	stop()
}

// steps are where a move is cut off: after each of its steps and in the middle of the long ones.
var steps = []string{
	"mark", "place", "copying recruitment@linde", "copying recruitment", "copied", "copy", "removing recruitment", "removing recruitment@linde",
	"removed", "remove", "open recruitment", "open matching", "open",
}

// A move that is killed, wherever, is finished by the next: to and fro, each time killed elsewhere.
func TestAMoveThatWasKilledIsFinished(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	stop := w.open(nil).read()
	w.told(false)
	stop()
	w.suspend(true)
	there, apart := w.census(w.moves, false), false
	for _, step := range steps {
		apart = !apart
		if !w.killed(step, apart) {
			t.Errorf("was never at %q", step)
		}
		if _, err := w.move(apart).Run(t.Context()); err != nil {
			t.Fatalf("after %q: %v", step, err)
		}
		if got, left := w.census(w.moves, apart), w.census(w.moves, !apart); !maps.Equal(got, there) || len(left) > 0 {
			t.Fatalf("after %q there is %v, was %v; left behind %v", step, got, there, left)
		}
		w.within(apart)
	}
	stop = w.open(w.moves).read()
	w.told(true)
	stop()
}

// within wants everybody who moved to be reached where they are.
func (w *town) within(apart bool) {
	w.t.Helper()
	at := w.people
	if apart {
		at = w.peopleApart
	}
	if n := w.count(at, `SELECT count(*) FROM recruitment.moved WHERE tenant_id = ANY ($1)`, w.moves); n > 0 {
		w.t.Errorf("%d organisations cannot be reached where they stand", n)
	}
}

// killed moves in a process of its own that is killed at a step, and says whether it came there.
func (w *town) killed(step string, apart bool) bool {
	w.t.Helper()
	text, err := json.Marshal(orders{Step: step, Apart: apart, Moves: w.moves, URLs: []string{w.people.OwnerURL, w.peopleApart.OwnerURL, w.visits.OwnerURL, w.visitsApart.OwnerURL}})
	must(w.t, err)
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), ordersIn+"="+string(text))
	out, err := child.CombinedOutput()
	var ended *exec.ExitError
	if err != nil && (!errors.As(err, &ended) || ended.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL) { //nolint:forcetypeassert // it is one
		w.t.Fatalf("%q: %v\n%s", step, err, out)
	}
	return err != nil
}

// orders are what the process does that is killed.
type orders struct {
	Step        string
	Apart       bool
	Moves, URLs []string
}

const ordersIn = "OPTREK_TEST_MOVE"

func TestMain(m *testing.M) {
	if text := os.Getenv(ordersIn); text != "" {
		if err := obey(text); err != nil {
			slog.Error("move", "error", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func obey(text string) error {
	var o orders
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		return err
	}
	at := func(i int) *pgtest.Database { return &pgtest.Database{OwnerURL: o.URLs[i]} }
	w := &town{people: at(0), peopleApart: at(1), visits: at(2), visitsApart: at(3), front: at(0), keys: at(2), moves: o.Moves}
	move := w.move(o.Apart)
	move.Between = func(step string) error {
		if step == o.Step {
			return syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
		return nil
	}
	_, err := move.Run(context.Background())
	return err
}

func TestWhatIsNotMoved(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	stop := w.open(nil).read()
	w.told(false)
	stop()
	w.suspend(true)
	refused := func(said string, m backup.Move) {
		t.Helper()
		there := w.census(w.moves, false)
		if _, err := m.Run(t.Context()); err == nil || !strings.Contains(err.Error(), said) {
			t.Errorf("%v, want %q", err, said)
		}
		if got := w.census(w.moves, false); !maps.Equal(got, there) {
			t.Errorf("%s: there is %v, was %v", said, got, there)
		}
	}
	parts := w.move(true).Parts
	another, err := pgx.Connect(t.Context(), parts[len(parts)-1].URL)
	must(t, err)
	_, err = another.Exec(t.Context(), `SELECT pg_advisory_lock(hashtextextended('optrek tenant move', 10))`)
	must(t, err)
	refused("somebody else is moving an organisation", w.move(true))
	must(t, another.Close(t.Context()))

	pods := w.open(nil)
	pods.tell(w.moves[1]) // and nobody reads it
	hasty := w.move(true)
	hasty.Patience = 0
	refused("not everything that was told was read yet, by gateway (reads recruitment), matching (reads recruitment)", hasty)
	pods.tell(w.moves[1]) // and the organisation is within reach where it was
	stop = pods.read()
	w.told(false)
	stop()

	other := place{t: t, people: func() *postgres.DB { return w.peopleApart.Open(people) }()}
	must(t, backup.Move{Parts: w.parts(true), Tenants: []string{w.moves[0]}}.Forget(t.Context()))
	other.tell(w.moves[0], "there already")
	refused("recruitment@linde has other rows of "+w.moves[0]+" already, in outbox", w.move(true))
}
