package e2e

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/dynamicpb"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/rpc"
)

// Every call that shows or changes something of a client leaves a line about that client,
// in every service, and when no line can be written nothing is shown and nothing changes.
//
// Whom a call is about is not what the code says of itself: it is whose id stands in the
// answer, whose rows the transaction wrote, and whom the request names. A call that
// changes something is undone at its commit (see probe), so that each finds the house as
// it was; what it wrote is counted just before.
func TestAudit_EveryCallLeavesItsLines(t *testing.T) {
	if system.database == "" {
		return // somebody else's Optrek: its log is not ours to break
	}
	a := newAudited(t)
	var calls []*audited
	for _, service := range allServices() {
		for i := range service.Methods().Len() {
			method := service.Methods().Get(i)
			if method.IsStreamingServer() {
				continue
			}
			for row := range slices.Chunk(a.m.cellsOf(t, method), len(authn.Roles())*int(relations)) {
				calls = append(calls, a.callsOf(row)...)
			}
		}
	}
	for _, c := range calls {
		a.ask(t, c)
		a.count(t, c)
	}
	a.tellLines(t, calls)

	before := a.contents(t)
	a.breakLogs(t)
	for _, c := range calls {
		a.askBroken(t, c)
	}
	after := a.contents(t)
	for table := range before {
		if before[table] != after[table] {
			t.Errorf("%s changed while nothing could be written down", table)
		}
	}
	a.tellBroken(t, calls)
}

// audited is one call, whom it was about and whom its lines are about.
type audited struct {
	cell

	trace   string
	changes bool     // it came as far as the commit of a change
	about   []string // whose it was
	lines   int
	without []string // of about, of whom no line says so
	served  bool     // shown or changed, while the log was broken
}

// books counts calls and lines of one service.
type books struct {
	reads, changes, persons, lines, without int
	broken, served                          int
}

type auditedHouse struct {
	m       *matrix
	owner   *pgx.Conn
	clients map[string]bool
}

func newAudited(t *testing.T) *auditedHouse {
	t.Helper()
	a := &auditedHouse{m: newMatrix(t), clients: map[string]bool{}}
	var err error
	a.owner, err = pgx.Connect(t.Context(), system.database)
	must(t, err)
	t.Cleanup(func() { must(t, a.owner.Close(context.Background())) })
	rows, err := a.owner.Query(t.Context(), `SELECT id::text FROM recruitment.client WHERE tenant_id = $1`, a.m.tenant)
	must(t, err)
	all, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(t, err)
	for _, id := range all {
		a.clients[id] = true
	}
	for _, schema := range matrixSchemas {
		a.countAtCommit(t, schema)
	}
	return a
}

// callsOf leaves of a row of the matrix one cell for each role that may: about oneself for
// who asks about themself, about somebody they guide for a support worker.
func (a *auditedHouse) callsOf(row []cell) (calls []*audited) {
	for _, role := range authn.Roles() {
		best := slices.MaxFunc(row, func(x, y cell) int { return fitting(x, role) - fitting(y, role) })
		if fitting(best, role) > 0 {
			calls = append(calls, &audited{cell: best})
		}
	}
	return calls
}

func fitting(c cell, role authn.Role) int {
	usual := sameHouse
	switch role {
	case authn.RoleClient:
		usual = oneself
	case authn.RoleSupportWorker:
		usual = onCaseload
	}
	switch {
	case c.role != role || !c.allowed:
		return 0
	case c.to == usual:
		return 2
	default:
		return 1
	}
}

// ask makes the call under a trace of its own, by which its lines are found.
func (a *auditedHouse) ask(t *testing.T, c *audited) (answer proto.Message, err error) {
	t.Helper()
	token, err := a.m.signer.Sign(c.caller)
	must(t, err)
	c.trace = strings.ReplaceAll(uuid.NewString(), "-", "")
	asNew(c.request.ProtoReflect())
	answer = dynamicpb.NewMessage(c.method.Output())
	ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+token, "traceparent", "00-"+c.trace+"-00000000000000aa-01")
	err = a.m.conns[c.at].Invoke(ctx, fullName(c.method), c.request, answer)
	problem := rpc.ProblemOf(err)
	c.changes = problem.Reason == "DATABASE_FULL"
	c.outcome, c.detail = refused, fmt.Sprintf("%s %s", problem.Code, problem.Reason)
	if err == nil {
		c.ofAnswer(answer)
		c.about = a.named(c, answer)
	}
	return answer, err
}

// named gives the clients whose ids stand in an answer, and the one whom the request
// named, if it is by the relation to them that the caller may.
func (a *auditedHouse) named(c *audited, answer proto.Message) (about []string) {
	text := protojson.MarshalOptions{}.Format(answer)
	for id := range a.clients {
		if strings.Contains(text, id) {
			about = append(about, id)
		}
	}
	field := c.request.ProtoReflect().Descriptor().Fields().ByName("client_id")
	if field != nil && relationOf(c) != accessv1.Relation_RELATION_ORGANISATION {
		if id := c.request.ProtoReflect().Get(field).String(); a.clients[id] && !slices.Contains(about, id) {
			about = append(about, id)
		}
	}
	return about
}

func relationOf(c *audited) accessv1.Relation {
	rule, _ := proto.GetExtension(c.method.Options(), accessv1.E_Rule).(*accessv1.Rule)
	return rule.GetRelation()
}

// count looks which lines a call left, and which are not there: of a change, what was
// counted just before it was undone.
func (a *auditedHouse) count(t *testing.T, c *audited) {
	t.Helper()
	schema := c.at
	if c.changes {
		var about, without int
		must(t, a.owner.QueryRow(t.Context(), fmt.Sprintf(`SELECT (SELECT last_value FROM %[1]s.audited_about) - 1,
			(SELECT last_value FROM %[1]s.audited_lines) - 1, (SELECT last_value FROM %[1]s.audited_without) - 1`, schema)).Scan(&about, &c.lines, &without))
		c.about, c.without = make([]string, about), make([]string, without)
		return
	}
	if c.outcome != answered && c.outcome != empty {
		return
	}
	rows, err := a.owner.Query(t.Context(), fmt.Sprintf(`SELECT coalesce(client_id::text, '') FROM %s.audit
		WHERE tenant_id = $1 AND trace_id = $2 AND method = $3 AND outcome = 'done'`, schema), a.m.tenant, c.trace, fullName(c.method))
	must(t, err)
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(t, err)
	c.lines = len(lines)
	for _, id := range c.about {
		if !slices.Contains(lines, id) {
			c.without = append(c.without, id)
		}
	}
	if c.lines == 0 && len(c.about) == 0 && relationOf(c) == accessv1.Relation_RELATION_REACH {
		t.Errorf("%s as %s: looked for people and found none, and no line says so", name(&c.cell), c.role)
	}
}

// countAtCommit counts, before a change is undone, whose rows the transaction wrote, whose
// id stands in its answer, and of which of these no line of the same transaction says so.
// Into sequences: they alone keep what is put into them when a transaction is undone.
func (a *auditedHouse) countAtCommit(t *testing.T, schema string) {
	t.Helper()
	wrote := []string{`SELECT c.id FROM recruitment.client c WHERE c.tenant_id = NEW.tenant_id AND position(c.id::text::bytea IN NEW.answer) > 0`}
	rows, err := a.owner.Query(t.Context(), `SELECT c.table_name::text FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
		WHERE c.table_schema = $1 AND c.column_name = 'client_id' AND t.table_type = 'BASE TABLE' AND c.table_name <> 'audit'`, schema)
	must(t, err)
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(t, err)
	for _, table := range tables {
		wrote = append(wrote, fmt.Sprintf(`SELECT client_id FROM %s.%s WHERE tenant_id = NEW.tenant_id AND xmin = pg_current_xact_id()::xid`, schema, table))
	}
	for _, of := range togetherTables {
		if strings.HasPrefix(of.table, schema+".") && of.person != "worker_id" {
			wrote = append(wrote, fmt.Sprintf(`SELECT %s FROM %s WHERE tenant_id = NEW.tenant_id AND xmin = pg_current_xact_id()::xid`, of.person, of.table))
		}
	}
	for _, counter := range []string{"about", "lines", "without"} {
		asOwner(t, a.owner, fmt.Sprintf(`CREATE SEQUENCE %s.audited_%s`, schema, counter))
		t.Cleanup(func() { asOwner(t, a.owner, fmt.Sprintf(`DROP SEQUENCE %s.audited_%s`, schema, counter)) })
	}
	asOwner(t, a.owner, fmt.Sprintf(`CREATE FUNCTION %[1]s.audited_count() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = %[1]s AS $f$
		DECLARE who uuid[] := ARRAY(SELECT DISTINCT w.id FROM (%[2]s) AS w (id) WHERE w.id IN (SELECT id FROM recruitment.client));
		BEGIN
			PERFORM setval('audited_about', cardinality(who) + 1);
			PERFORM setval('audited_lines', (SELECT count(*) FROM audit WHERE tenant_id = NEW.tenant_id AND xid = pg_current_xact_id()) + 1);
			PERFORM setval('audited_without', (SELECT count(*) FROM unnest(who) AS w WHERE NOT EXISTS (SELECT FROM audit x
				WHERE x.tenant_id = NEW.tenant_id AND x.xid = pg_current_xact_id() AND x.client_id = w AND x.outcome = 'done')) + 1);
			RETURN NULL;
		END $f$`, schema, strings.Join(wrote, " UNION ")))
	// Deferred triggers go by name: this one before matrix_probe, which undoes.
	asOwner(t, a.owner, fmt.Sprintf(`CREATE CONSTRAINT TRIGGER audited_count AFTER INSERT ON %[1]s.request_ledger
		DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION %[1]s.audited_count()`, schema))
	t.Cleanup(func() {
		asOwner(t, a.owner, fmt.Sprintf(`DROP TRIGGER audited_count ON %s.request_ledger`, schema))
		asOwner(t, a.owner, fmt.Sprintf(`DROP FUNCTION %s.audited_count()`, schema))
	})
}

// tellLines prints the difference between whom calls were about and whom lines are about.
func (a *auditedHouse) tellLines(t *testing.T, calls []*audited) {
	t.Helper()
	by := map[string]*books{}
	missing := map[string][]string{}
	for _, c := range calls {
		b := by[c.at]
		if b == nil {
			b = &books{}
			by[c.at] = b
		}
		switch {
		case len(c.about) == 0:
			continue
		case c.changes:
			b.changes++
		default:
			b.reads++
		}
		b.persons += len(c.about)
		b.lines += len(c.about) - len(c.without)
		b.without += len(c.without)
		if len(c.without) > 0 {
			missing[name(&c.cell)] = append(missing[name(&c.cell)], fmt.Sprintf("%s: %d of %d", c.role, len(c.without), len(c.about)))
		}
	}
	for _, of := range slices.Sorted(maps.Keys(missing)) {
		t.Errorf("%s: no line about whom it was about: %s", of, strings.Join(missing[of], ", "))
	}
	for _, service := range matrixSchemas {
		b := by[service]
		if b == nil || b.reads < 10 || b.changes < 10 {
			t.Fatalf("%s: hardly anything was asked: %+v", service, b)
		}
		t.Logf("%-12s reads %d, changes %d: about %d persons, lines about them %d, difference %d", service, b.reads, b.changes, b.persons, b.lines, b.without)
	}
}

// breakLogs makes it impossible to write a line, in all four services.
func (a *auditedHouse) breakLogs(t *testing.T) {
	t.Helper()
	for _, schema := range matrixSchemas {
		asOwner(t, a.owner, fmt.Sprintf(`REVOKE INSERT ON %[1]s.audit FROM optrek_%[1]s`, schema))
		t.Cleanup(func() { asOwner(t, a.owner, fmt.Sprintf(`GRANT INSERT ON %[1]s.audit TO optrek_%[1]s`, schema)) })
	}
}

// askBroken makes a call again that was about somebody.
func (a *auditedHouse) askBroken(t *testing.T, c *audited) {
	t.Helper()
	if len(c.about) == 0 {
		return
	}
	was := *c
	_, err := a.ask(t, c)
	c.served = err == nil || c.changes
	code := rpc.ProblemOf(err).Code // Unavailable: another service that was asked first did not answer
	if c.served || code != codes.Internal && code != codes.Unavailable {
		t.Errorf("%s as %s answered %q with the log broken", name(&c.cell), c.role, c.detail)
	}
	c.about, c.changes = was.about, was.changes
}

// contents is a digest of every table of the four services that a request can change.
func (a *auditedHouse) contents(t *testing.T) map[string]string {
	t.Helper()
	rows, err := a.owner.Query(t.Context(), `SELECT table_schema || '.' || table_name FROM information_schema.tables
		WHERE table_schema = ANY ($1) AND table_type = 'BASE TABLE' AND table_name NOT IN ('feed_cursor', 'audit_seal')`, matrixSchemas)
	must(t, err)
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(t, err)
	all := map[string]string{}
	for _, table := range tables {
		var digest string
		must(t, a.owner.QueryRow(t.Context(), fmt.Sprintf(`SELECT coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') FROM %s t`, table)).Scan(&digest))
		all[table] = digest
	}
	return all
}

// tellBroken prints what was served and changed while nothing could be written down.
func (a *auditedHouse) tellBroken(t *testing.T, calls []*audited) {
	t.Helper()
	by := map[string]*books{}
	for _, service := range matrixSchemas {
		by[service] = &books{}
	}
	for _, c := range calls {
		if len(c.about) == 0 {
			continue
		}
		b := by[c.at]
		b.broken++
		if c.served {
			b.served++
		}
	}
	for _, service := range matrixSchemas {
		t.Logf("%-12s log broken: asked %d, served or changed %d", service, by[service].broken, by[service].served)
	}
}
