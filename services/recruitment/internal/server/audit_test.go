package server_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/recruitment/internal/server/contract"
)

// asked is one call about a client, as one of those who may make it.
type asked struct {
	method protoreflect.MethodDescriptor
	role   authn.Role
	ctx    context.Context
	req    *dynamicpb.Message
}

func (a asked) full() string {
	return fmt.Sprintf("/%s/%s", a.method.Parent().FullName(), a.method.Name())
}

// call makes the call, and gives what came back.
func (h *house) call(a asked) ([]byte, error) {
	out := dynamicpb.NewMessage(a.method.Output())
	if err := h.Conn.Invoke(a.ctx, a.full(), a.req, out); err != nil {
		return nil, err
	}
	return proto.Marshal(out)
}

// about makes every reading call of the contract that is about a person, for every role
// that may make it, with the ids of what there is.
func (h *house) about(client string, things map[string]string, as map[authn.Role]context.Context) (all []asked) {
	for _, m := range contract.Methods() {
		rule, err := rpc.RuleOf(m)
		if err != nil {
			h.T.Fatal(err)
		}
		verb := string(m.Name())
		reads := strings.HasPrefix(verb, "Get") || strings.HasPrefix(verb, "List") || strings.HasPrefix(verb, "Batch") || strings.HasPrefix(verb, "Compare")
		if !reads || rule.GetRelation() == accessv1.Relation_RELATION_ORGANISATION {
			continue
		}
		req := dynamicpb.NewMessage(m.Input())
		set := func(name protoreflect.Name, to string) {
			if f := m.Input().Fields().ByName(name); f != nil && f.Kind() == protoreflect.StringKind && !f.IsList() {
				req.Set(f, protoreflect.ValueOfString(to))
			}
		}
		set("client_id", client)
		set("id", things[strings.TrimPrefix(string(m.Name()), "Get")])
		if f := m.Input().Fields().ByName("client_ids"); f != nil && f.IsList() {
			req.Mutable(f).List().Append(protoreflect.ValueOfString(client))
		}
		for _, r := range rule.GetRoles() {
			role, _ := rpc.RoleOf(r)
			// A colleague's own page is nobody's client; this house knows no logs to lay together.
			if rule.GetRelation() == accessv1.Relation_RELATION_SELF && role != authn.RoleClient || m.Parent().Name() == "LogService" {
				continue
			}
			if ctx := as[role]; ctx != nil {
				all = append(all, asked{method: m, role: role, ctx: ctx, req: req})
			}
		}
	}
	return all
}

// Every call that shows a client leaves a line about that client, and when no line can be
// written no call shows anything.
func TestNoLineNoAnswer(t *testing.T) {
	h := open(t)
	worker, guide := h.Worker("Renske Vos")
	client := h.NewClient("Lieke", "ten Schouten", worker).GetId()
	self := h.As(client, authn.RoleClient)
	wish, err := h.Client.CreateWish(guide, &pb.CreateWishRequest{
		Wish: &pb.Wish{ClientId: client, Kind: pb.Wish_KIND_COMPANY, OwnWords: "Samen koken"}, RequestId: ids.New()})
	if err != nil {
		t.Fatal(err)
	}
	things := map[string]string{"Client": client, "Wish": wish.GetId()}
	as := map[authn.Role]context.Context{
		authn.RoleSupportWorker: guide, authn.RoleClient: self, authn.RoleCoordinator: h.Coordinator,
		authn.RoleNetworkLead: h.As(ids.New(), authn.RoleNetworkLead),
	}
	owner := h.DB.Owner(t)
	calls, shown, without := 0, map[string]bool{}, 0
	var served []asked
	for _, a := range h.about(client, things, as) {
		var before, after int
		count := `SELECT count(*) FROM recruitment.audit WHERE client_id = $1 AND method = $2 AND outcome = 'done'`
		if err := owner.QueryRow(t.Context(), count, client, a.full()).Scan(&before); err != nil {
			t.Fatal(err)
		}
		calls++
		answer, err := h.call(a)
		if err != nil {
			continue
		}
		served = append(served, a)
		if !bytes.Contains(answer, []byte(client)) {
			continue
		}
		shown[a.full()] = true
		if err := owner.QueryRow(t.Context(), count, client, a.full()).Scan(&after); err != nil {
			t.Fatal(err)
		}
		if after == before {
			without++
			t.Errorf("%s as %s showed the client, and no line says so", a.full(), a.role)
		}
	}
	if _, err := owner.Exec(t.Context(), `REVOKE INSERT ON recruitment.audit FROM optrek_recruitment`); err != nil {
		t.Fatal(err)
	}
	open := 0
	for _, a := range served {
		if _, err := h.call(a); status.Code(err) == codes.OK {
			open++
			t.Errorf("%s as %s answered, while nothing could be written down", a.full(), a.role)
		}
	}
	t.Logf("%d calls about a client, %d answered; RPCs that showed the client: %d %v; without a line: %d; answered with the log broken: %d",
		calls, len(served), len(shown), slices.Sorted(maps.Keys(shown)), without, open)
	if len(shown) < 3 {
		t.Error("hardly anything was shown: the calls prove nothing")
	}
}
