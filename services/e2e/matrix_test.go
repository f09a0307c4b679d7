package e2e

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/rpc"
)

// relation is what ties the caller of a cell to what the call is about.
type relation int

const (
	oneself      relation = iota // it is about the caller
	onCaseload                   // about a client the caller guides
	inEmergency                  // about a client whom the caller reaches in an emergency only
	sameHouse                    // about somebody of the same organisation whom the caller does not guide
	anotherHouse                 // of another organisation
	nobodys                      // about ids that are nobody's
	relations
)

var relationNames = [relations]string{"self", "caseload", "emergency", "organisation", "other organisation", "nobody's"}

// expected is what the access rule beside the RPC and the relation say, and nothing else.
// An RPC that names nobody and nothing is about the caller's own reach, whatever it is.
func expected(rule *accessv1.Rule, role authn.Role, to relation, namesSomething bool) bool {
	holds := slices.ContainsFunc(rule.GetRoles(), func(r accessv1.Role) bool {
		wanted, err := rpc.RoleOf(r)
		return err == nil && wanted == role
	})
	switch {
	case !holds:
		return false
	case !namesSomething:
		return true
	case to == anotherHouse || to == nobodys:
		return false
	case rule.GetRelation() == accessv1.Relation_RELATION_ORGANISATION:
		return true
	case rule.GetRelation() == accessv1.Relation_RELATION_SELF || role == authn.RoleClient:
		return to == oneself
	case role == authn.RoleSupportWorker:
		return to == onCaseload || to == inEmergency && rule.GetInEmergency()
	default: // network lead, coordinator, administrator, a machine with the scope: everybody of the organisation
		return true
	}
}

// Every RPC × every role × every relation, asked of the real services. A call that would
// change something goes its whole road, authorise, load, decide, save, and is undone at
// the commit: so each cell finds the house as it was.
func TestMatrix_EveryRPCRoleAndRelation(t *testing.T) {
	if system.database == "" {
		return // somebody else's Optrek: its database is not ours to put a probe in
	}
	m := newMatrix(t)
	var cells []cell
	for _, service := range allServices() {
		for i := range service.Methods().Len() {
			if method := service.Methods().Get(i); !method.IsStreamingServer() {
				cells = append(cells, m.cellsOf(t, method)...)
			}
		}
	}
	m.ask(t, cells)
	m.tell(t, cells)
}

// cell is one call and what became of it.
type cell struct {
	method  protoreflect.MethodDescriptor
	at      string // the service that is asked
	role    authn.Role
	to      relation
	request proto.Message
	caller  authn.Caller
	names   bool     // whether the request names something
	not     []string // ids that the answer may not hold
	allowed bool

	outcome outcome
	detail  string
}

// outcome of a cell.
type outcome int

const (
	undecided outcome = iota
	answered          // with something, or as far as the commit
	empty             // an answer without anything in it
	byRule            // a rule of the method said no, to somebody who may know of the thing
	narrower          // the method says no in its own words to somebody whom the access rule lets through
	refused           // NOT_FOUND, or not your role
	betrayed          // the answer holds what the caller may not know of
	unmade            // no valid request was made, or nobody serves it here
	broken
)

// narrowerWords are the reasons by which a method may be stricter than role and relation
// are: what a client did not share, what only they may say, what is another's task.
var narrowerWords = []string{
	"MAP_NOT_SHARED", "PART_NOT_SHARED", "SHARING_IS_OWN", "OWN_GROWTH", "CARE_BY_WORKER", "NOT_YOUR_THRESHOLD", "GUESTS_OWN_WORDS", "NOT_INVITED",
	"ASK_A_LEAD", "NOT_YOUR_TASK", "ASK_YOUR_SUPPORT_WORKER", "OWN_SUPPORT_WORKERS_ONLY",
}

// cellsOf makes the rows of a method, one for each service that has it: all roles by all relations.
func (m *matrix) cellsOf(t *testing.T, method protoreflect.MethodDescriptor) (rows []cell) {
	t.Helper()
	request, anchor, named := m.request(t, method)
	for _, at := range m.servedBy(t, method) {
		rows = append(rows, m.row(cell{method: method, at: at, names: named, request: request}, anchor)...)
	}
	return rows
}

// row is a method of one service.
func (m *matrix) row(of cell, anchor string) []cell {
	rule, _ := proto.GetExtension(of.method.Options(), accessv1.E_Rule).(*accessv1.Rule)
	var row []cell
	for _, role := range authn.Roles() {
		for to := range relations {
			c, named := of, of.names
			c.role, c.to, c.request, c.caller = role, to, proto.Clone(of.request), m.caller(role, to, anchor, rule)
			c.allowed = expected(rule, role, to, named)
			if to == nobodys {
				strangers(c.request.ProtoReflect())
			}
			asNew(c.request.ProtoReflect())
			if !expected(rule, role, to, true) && rule.GetRelation() != accessv1.Relation_RELATION_ORGANISATION || to == anotherHouse {
				c.not = []string{anchor}
			}
			row = append(row, c)
		}
	}
	return row
}

// caller gives the person of a cell. Who guides guides everybody whom the house holds
// (see guide), who does not guides nobody.
func (m *matrix) caller(role authn.Role, to relation, anchor string, rule *accessv1.Rule) authn.Caller {
	c := authn.Caller{Tenant: m.tenant, Roles: []authn.Role{role}}
	switch to {
	case oneself:
		c.Person = anchor
	case onCaseload, nobodys:
		c.Person = m.guide
	case inEmergency:
		c.Person = m.rescuer
	case sameHouse:
		c.Person = m.noGuide
	case anotherHouse:
		c.Tenant, c.Person = m.otherTenant, m.stranger
	}
	switch role {
	case authn.RolePlatformOperator:
		c.Tenant = ""
	case authn.RoleMachine:
		c.Scopes = []string{"nothing:here"}
		if rule.GetScope() != "" {
			c.Scopes = []string{rule.GetScope()}
		}
	}
	return c
}

// ask makes all calls, a few at a time.
func (m *matrix) ask(t *testing.T, cells []cell) {
	t.Helper()
	work := make(chan *cell)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for c := range work {
				m.askOne(t.Context(), c)
			}
		})
	}
	for i := range cells {
		work <- &cells[i]
	}
	close(work)
	wait.Wait()
}

func (m *matrix) askOne(ctx context.Context, c *cell) {
	token, err := m.signer.Sign(c.caller)
	if err != nil {
		c.outcome, c.detail = broken, err.Error()
		return
	}
	answer := dynamicpb.NewMessage(c.method.Output())
	ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+token)
	err = m.conns[c.at].Invoke(ctx, fullName(c.method), c.request, answer)
	problem := rpc.ProblemOf(err)
	c.detail = fmt.Sprintf("%s %s", problem.Code, problem.Reason)
	switch {
	case err == nil:
		c.ofAnswer(answer)
	case problem.Code == codes.ResourceExhausted && problem.Reason == "DATABASE_FULL":
		c.outcome = answered // as far as the commit, where the probe undid it
	case problem.Code == codes.PermissionDenied && slices.Contains(narrowerWords, problem.Reason):
		c.outcome = narrower
	case problem.Code == codes.NotFound, problem.Code == codes.PermissionDenied, problem.Code == codes.Unauthenticated:
		c.outcome = refused
	case problem.Code == codes.FailedPrecondition, problem.Code == codes.Aborted, problem.Code == codes.AlreadyExists,
		problem.Code == codes.InvalidArgument && problem.Reason != "INVALID_REQUEST":
		c.outcome = byRule
	case problem.Code == codes.InvalidArgument, problem.Code == codes.Unimplemented:
		c.outcome = unmade
	default:
		c.outcome = broken
	}
}

func (c *cell) ofAnswer(answer proto.Message) {
	c.outcome = empty
	if betrays(answer.ProtoReflect(), nil) != "" {
		c.outcome = answered
	}
	text := protojson.MarshalOptions{}.Format(answer)
	for _, id := range c.not {
		if strings.Contains(text, id) {
			c.outcome, c.detail = betrayed, "the answer names "+id
		}
	}
}

// right says whether what happened is what the rule and the relation say.
func (c *cell) right() bool {
	switch c.outcome {
	case answered, byRule, narrower:
		return c.allowed
	case empty:
		return true // nothing is told either way
	case refused:
		return !c.allowed
	default:
		return false
	}
}

// tell counts, and names every cell that is not as it should be or could not be asked.
func (m *matrix) tell(t *testing.T, cells []cell) {
	t.Helper()
	count, allowed, rpcs := map[outcome]int{}, 0, map[string]bool{}
	wrong := map[string][]string{}
	for i := range cells {
		c := &cells[i]
		count[c.outcome]++
		rpcs[string(c.method.FullName())] = true
		if c.allowed {
			allowed++
		}
		if !c.right() && !m.known(c) {
			wrong[name(c)] = append(wrong[name(c)], fmt.Sprintf("%s as %s/%s: want %v, got %s", c.at, c.role, relationNames[c.to], c.allowed, c.detail))
		}
	}
	undecidedCells, mismatches := count[undecided]+count[unmade]+count[broken], 0
	for _, of := range slices.Sorted(maps.Keys(wrong)) {
		mismatches += len(wrong[of])
		t.Errorf("%s: %d cells: %s", of, len(wrong[of]), strings.Join(wrong[of][:min(4, len(wrong[of]))], "; "))
	}
	if undecidedCells > 0 {
		t.Errorf("%d cells could not be asked to the end: give the house what they are about (matrix_things_test.go)", undecidedCells)
	}
	if len(cells) < 10000 {
		t.Errorf("only %d cells: they did not come from the descriptors", len(cells))
	}
	perRow := len(authn.Roles()) * int(relations)
	t.Logf("%d cells (%d RPCs, some in several services: %d rows × %d roles × %d relations), allowed by rule and relation %d",
		len(cells), len(rpcs), len(cells)/perRow, len(authn.Roles()), relations, allowed)
	t.Logf("decided %d (%d %%), mismatches %d", len(cells)-undecidedCells, 100*(len(cells)-undecidedCells)/len(cells), mismatches)
	t.Logf("answered %d, an empty list %d, no by a rule of the method %d, narrower than role and relation %d, refused %d",
		count[answered], count[empty], count[byRule], count[narrower], count[refused])
}

// strangers puts ids in the place of ids that are nobody's.
func strangers(m protoreflect.Message) {
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.IsMap():
		case f.IsList() && f.Kind() == protoreflect.StringKind:
			for i := range v.List().Len() {
				if isUUID(v.List().Get(i).String()) {
					v.List().Set(i, protoreflect.ValueOfString(uuid.NewString()))
				}
			}
		case f.IsList() && f.Message() != nil:
			for i := range v.List().Len() {
				strangers(v.List().Get(i).Message())
			}
		case f.Kind() == protoreflect.StringKind && !f.IsList() && isUUID(v.String()):
			m.Set(f, protoreflect.ValueOfString(uuid.NewString()))
		case f.Message() != nil && !f.IsList():
			strangers(v.Message())
		}
		return true
	})
}

func isUUID(s string) bool { _, err := uuid.Parse(s); return err == nil }

// asNew gives a call that changes something an id of its own, by which it is remembered
// and at which the probe undoes it.
func asNew(m protoreflect.Message) {
	if f := m.Descriptor().Fields().ByName("request_id"); f != nil {
		m.Set(f, protoreflect.ValueOfString(uuid.NewString()))
	}
}

// servedBy are the services that have this method: that of its package, or each that
// knows of it where several have the same (the log, a person's data, erasing).
func (m *matrix) servedBy(t *testing.T, method protoreflect.MethodDescriptor) (all []string) {
	t.Helper()
	if name := strings.Split(string(method.FullName()), ".")[1]; m.conns[name] != nil {
		return []string{name}
	}
	for _, name := range slices.Sorted(maps.Keys(m.conns)) {
		err := m.conns[name].Invoke(t.Context(), fullName(method), dynamicpb.NewMessage(method.Input()), dynamicpb.NewMessage(method.Output()))
		if rpc.ProblemOf(err).Code != codes.Unimplemented {
			all = append(all, name)
		}
	}
	if len(all) == 0 {
		t.Errorf("no service has %s", method.FullName())
	}
	return all
}

func fullName(method protoreflect.MethodDescriptor) string {
	return fmt.Sprintf("/%s/%s", method.Parent().FullName(), method.Name())
}

func dialAll(t *testing.T) map[string]*grpc.ClientConn {
	t.Helper()
	conns := map[string]*grpc.ClientConn{}
	for _, name := range []string{"recruitment", "matching", "activity", "evaluation"} {
		conn, err := grpc.NewClient(system.config.DialTarget(name), grpc.WithTransportCredentials(insecure.NewCredentials()))
		must(t, err)
		t.Cleanup(func() { must(t, conn.Close()) })
		conns[name] = conn
	}
	return conns
}
