package e2e

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/devidp"
	"github.com/optrek/optrek/services/internal/authn"
)

// matrix is the house in which the cells are asked: an organisation with something of
// every kind, whose things are known to be whose.
type matrix struct {
	signer *authn.Signer
	conns  map[string]*grpc.ClientConn

	tenant, otherTenant string
	guide, noGuide      string // support workers: of everybody, of nobody
	rescuer, opener     string // who reaches everybody in an emergency; who opened one, and nothing else
	stranger            string
	theirs              ids
	owners              map[string][]string // id of a thing → whose it is
	exact               map[string]proto.Message
}

// schemas are those with a caseload and remembered requests.
var matrixSchemas = []string{"recruitment", "matching", "activity", "evaluation"}

func newMatrix(t *testing.T) *matrix {
	t.Helper()
	signer, err := authn.LoadSigner(system.config.KeysDir, authn.Gateway)
	must(t, err)
	m := &matrix{signer: signer, conns: dialAll(t), stranger: uuid.NewString()}
	for _, o := range devidp.Organisations() {
		switch o.Slug {
		case "lsr":
			m.tenant = o.ID
		case "syndion":
			m.otherTenant = o.ID
		}
	}
	lead, coordinator := signIn(t, "lsr", "nina"), signIn(t, "lsr", "koen")
	m.theirs = idsOf(t, lead, coordinator)
	m.theirs["reflections"] = m.theirs["reflections"][:1]
	for to, name := range map[*string]string{&m.guide: "Gijs Gids", &m.noGuide: "Zeger Zeldzaam", &m.rescuer: "Resi Redding", &m.opener: "Odo Onverwacht"} {
		made := &recruitmentv1.SupportWorker{Name: name, Email: uuid.NewString()[:8] + "@example.org"}
		must(t, coordinator.Post(t.Context(), "/api/v1/supportWorkers", made, made))
		*to = made.GetId()
	}
	m.exact = m.furnish(t, lead, coordinator)
	owner, err := pgx.Connect(t.Context(), system.database)
	must(t, err)
	t.Cleanup(func() { must(t, owner.Close(context.Background())) })
	m.owners = ownersIn(t, owner, m.tenant)
	m.guideEverybody(t, owner)
	m.rescueEverybody(t, owner)
	probe(t, owner)
	return m
}

// probe undoes, at its commit, every transaction in which a request is remembered: all
// that change something on request. It looks like a full disk, which nothing else here is.
func probe(t *testing.T, owner *pgx.Conn) {
	t.Helper()
	for _, schema := range matrixSchemas {
		asOwner(t, owner, fmt.Sprintf(`CREATE FUNCTION %s.matrix_probe() RETURNS trigger LANGUAGE plpgsql AS $$
			BEGIN RAISE EXCEPTION 'matrix probe' USING ERRCODE = '53100'; END $$`, schema))
		asOwner(t, owner, fmt.Sprintf(`CREATE CONSTRAINT TRIGGER matrix_probe AFTER INSERT ON %s.request_ledger
			DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION %s.matrix_probe()`, schema, schema))
		t.Cleanup(func() {
			asOwner(t, owner, fmt.Sprintf(`DROP TRIGGER matrix_probe ON %s.request_ledger`, schema))
			asOwner(t, owner, fmt.Sprintf(`DROP FUNCTION %s.matrix_probe()`, schema))
		})
	}
}

// asOwner runs a statement, also when the test is over and puts back what was.
func asOwner(t *testing.T, owner *pgx.Conn, sql string, args ...any) {
	t.Helper()
	if _, err := owner.Exec(context.Background(), sql, args...); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// guideEverybody makes one support worker the second of every client, in each service's
// own list, and puts the lists back afterwards.
func (m *matrix) guideEverybody(t *testing.T, owner *pgx.Conn) {
	t.Helper()
	for _, schema := range matrixSchemas {
		asOwner(t, owner, fmt.Sprintf(`CREATE TEMP TABLE before_%s AS SELECT * FROM %s.caseload WHERE tenant_id = '%s'`, schema, schema, m.tenant))
		asOwner(t, owner, fmt.Sprintf(`DELETE FROM %s.caseload WHERE tenant_id = $1 AND position = 2`, schema), m.tenant)
		asOwner(t, owner, fmt.Sprintf(`INSERT INTO %s.caseload (tenant_id, client_id, worker_id, position)
			SELECT $1, id, $2, 2 FROM recruitment.client WHERE tenant_id = $1`, schema), m.tenant, m.guide)
		t.Cleanup(func() {
			asOwner(t, owner, fmt.Sprintf(`DELETE FROM %s.caseload WHERE tenant_id = $1`, schema), m.tenant)
			asOwner(t, owner, fmt.Sprintf(`INSERT INTO %s.caseload SELECT * FROM before_%s`, schema, schema))
		})
	}
}

// rescueEverybody gives one support worker emergency access to every client, in each service.
func (m *matrix) rescueEverybody(t *testing.T, owner *pgx.Conn) {
	t.Helper()
	for _, schema := range matrixSchemas {
		asOwner(t, owner, fmt.Sprintf(`INSERT INTO %s.emergency_access (tenant_id, id, client_id, worker_id, until)
			SELECT $1, gen_random_uuid(), id, $2, now() + interval '1 hour' FROM recruitment.client WHERE tenant_id = $1`, schema), m.tenant, m.rescuer)
		t.Cleanup(func() {
			asOwner(t, owner, fmt.Sprintf(`DELETE FROM %s.emergency_access WHERE tenant_id = $1 AND worker_id = $2`, schema), m.tenant, m.rescuer)
		})
	}
}

// together are the tables that say whose a thing is when it has no client of its own.
var togetherTables = []struct{ table, thing, person string }{
	{"recruitment.client", "id", "id"},
	{"recruitment.reflection_card", "id", "worker_id"},
	{"recruitment.absence", "id", "worker_id"},
	{"matching.participant", "match_id", "client_id"},
	{"matching.regional_request", "request_id", "client_id"},
	{"matching.shown_wish", "regional_wish_id", "client_id"},
	{"activity.going", "activity_id", "client_id"},
	{"activity.series_goer", "series_id", "client_id"},
	{"evaluation.match_person", "match_id", "client_id"},
	{"evaluation.intervision_client", "intervision_id", "client_id"},
}

// ownersIn reads whose everything is: from each table with an id and a client, and from
// those where people stand beside a thing.
func ownersIn(t *testing.T, owner *pgx.Conn, tenant string) map[string][]string {
	t.Helper()
	var parts []string
	rows, err := owner.Query(t.Context(), `SELECT c.table_schema || '.' || c.table_name FROM information_schema.columns c
		JOIN information_schema.columns k USING (table_schema, table_name)
		WHERE c.column_name = 'client_id' AND k.column_name = 'id' AND k.data_type = 'uuid' AND c.table_schema = ANY ($1)`, matrixSchemas)
	must(t, err)
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(t, err)
	for _, table := range tables {
		parts = append(parts, fmt.Sprintf(`SELECT id::text, client_id::text FROM %s WHERE tenant_id = '%s' AND client_id IS NOT NULL`, table, tenant))
	}
	for _, of := range togetherTables {
		parts = append(parts, fmt.Sprintf(`SELECT %s::text, %s::text FROM %s WHERE tenant_id = '%s'`, of.thing, of.person, of.table, tenant))
	}
	parts = append(parts, fmt.Sprintf(`SELECT d.id::text, k.client_id::text FROM recruitment.login_device d
		JOIN recruitment.login_card k ON k.tenant_id = d.tenant_id AND k.id = d.card_id WHERE d.tenant_id = '%s'`, tenant))
	parts = append(parts, fmt.Sprintf(`SELECT e.id::text, p.client_id::text FROM evaluation.interim_evaluation e
		JOIN evaluation.match_person p USING (tenant_id, match_id) WHERE tenant_id = '%s'`, tenant))
	rows, err = owner.Query(t.Context(), strings.Join(parts, " UNION "))
	must(t, err)
	owners := map[string][]string{}
	for rows.Next() {
		var thing, person string
		must(t, rows.Scan(&thing, &person))
		owners[thing] = append(owners[thing], person)
	}
	must(t, rows.Err())
	return owners
}

// request makes one for the method of which all parts are about the same person, and
// says who that is. named is false when it names nobody and nothing.
func (m *matrix) request(t *testing.T, method protoreflect.MethodDescriptor) (request proto.Message, anchor string, named bool) {
	t.Helper()
	anchor = m.theirs["clients"][0]
	if rule, _ := proto.GetExtension(method.Options(), accessv1.E_Rule).(*accessv1.Rule); len(rule.GetRoles()) == 0 {
		return dynamicpb.NewMessage(method.Input()), anchor, false // for services only: nobody comes as far as what is in it
	}
	if exact := m.exact[string(method.Parent().Name())+"."+string(method.Name())]; exact != nil {
		inside := idsIn(exact.ProtoReflect())
		if of, ok := exact.(interface{ GetClientId() string }); ok {
			return exact, of.GetClientId(), true
		}
		for _, id := range inside {
			if of := m.owners[id]; len(of) > 0 {
				anchor = of[0]
				break
			}
		}
		return exact, anchor, len(inside) > 0
	}
	_, used := m.theirs.fill(t, method)
	for _, collection := range used {
		if of := m.owners[m.theirs[collection][0]]; collection != "clients" && len(of) > 0 {
			anchor = of[0]
			break
		}
	}
	about := ids{}
	for collection, all := range m.theirs {
		sorted := slices.Clone(all)
		slices.SortStableFunc(sorted, func(a, b string) int { return m.about(a, anchor) - m.about(b, anchor) })
		about[collection] = sorted
	}
	filled, used := about.fill(t, method)
	return filled, anchor, len(used) > 0
}

// about sorts what is about the person first.
func (m *matrix) about(thing, person string) int {
	if thing == person || slices.Contains(m.owners[thing], person) {
		return 0
	}
	return 1
}

// allServices are the services of every package of ours with an access rule.
func allServices() []protoreflect.ServiceDescriptor {
	var all []protoreflect.ServiceDescriptor
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if strings.HasPrefix(string(file.Package()), "optrek.") && file.Package() != "optrek.feed.v1" {
			for i := range file.Services().Len() {
				all = append(all, file.Services().Get(i))
			}
		}
		return true
	})
	return all
}
