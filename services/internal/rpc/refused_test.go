package rpc_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/rpc"
)

const thing = "0197a0c4-0000-7000-8000-00000000000a"

func TestWhoIsRefusedIsWrittenDown(t *testing.T) {
	t.Parallel()
	var noted []string
	var answer, broken error
	h := open(t, service{say: func(context.Context) error { return answer }}, func(o *rpc.Options) {
		o.Refused = func(ctx context.Context, client, thing string) error {
			caller, _ := authn.From(ctx)
			noted = append(noted, caller.Person+" "+client+" "+thing)
			return broken
		}
	})
	passOn, matching := h.dial(rpc.DialOptions{}), h.dialAs("matching")
	line := person + "  " + thing
	for _, c := range []struct {
		name   string
		by     context.Context
		answer error
		want   []string
	}{
		{"who does not reach it", h.as(authn.RoleSupportWorker), fault.Missing(), []string{line}},
		{"who may not, by the method's own word", h.as(authn.RoleSupportWorker), fault.Denied("NOT_YOURS", fault.Text{NL: "Dit is niet van jou.", EN: "This is not yours."}), []string{line}},
		{"who may not, by their role", h.as(authn.RoleClient), nil, []string{line}},
		{"who is answered", h.as(authn.RoleSupportWorker), nil, nil},
		{"who made a mistake", h.as(authn.RoleSupportWorker), fault.Invalid("ODD", fault.Text{NL: "Zo niet.", EN: "Not so."}), nil},
		{"who came at a bad moment", h.as(authn.RoleSupportWorker), errors.New("broken"), nil},
		{"nobody", context.Background(), nil, nil},
		{"who runs the platform, whose no log is", h.with(authn.Caller{Person: person, Roles: []authn.Role{authn.RolePlatformOperator}}), nil, nil},
	} {
		noted, answer = nil, c.answer
		_ = callSay(c.by, t, passOn, `text:"ja" id:"`+thing+`"`)
		if !slices.Equal(noted, c.want) {
			t.Errorf("%s: %q, want %q", c.name, noted, c.want)
		}
	}
	noted, answer = nil, fault.Missing()
	if err := callSay(context.Background(), t, matching, `text:"ja"`); err == nil || len(noted) != 0 {
		t.Errorf("a service asked: %v, %q", err, noted)
	}

	// What cannot be written down was not answered either: the refusal stays what it is.
	broken = errors.New("no room")
	err := callSay(h.as(authn.RoleSupportWorker), t, passOn, `text:"ja"`)
	if rpc.ProblemOf(err).Reason != "NOT_FOUND" || !strings.Contains(h.log.String(), "a refusal could not be written down") {
		t.Errorf("%v\n%s", err, h.log)
	}
}

// What somebody asks about comes from themself: only ids go into the log.
func TestWhatARefusalIsAbout(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		req           proto.Message
		method        string
		client, thing string
	}{
		"a thing":             {&pb.GetWishRequest{Id: thing}, "/optrek.recruitment.v1.RecruitmentService/GetWish", "", thing},
		"a client by id":      {&pb.GetClientRequest{Id: thing}, "/optrek.recruitment.v1.RecruitmentService/GetClient", thing, ""},
		"a client by name":    {&pb.GetClientRequest{Id: "Lieke Bedacht"}, "/optrek.recruitment.v1.RecruitmentService/GetClient", "", ""},
		"a list of a client":  {&pb.ListWishesRequest{ClientId: thing}, "/optrek.recruitment.v1.RecruitmentService/ListWishes", thing, ""},
		"nothing":             {&pb.ListWishesRequest{}, "/optrek.recruitment.v1.RecruitmentService/ListWishes", "", ""},
		"something of theirs": {&pb.ListGrowthNotesRequest{NetworkerId: thing}, "/optrek.recruitment.v1.RecruitmentService/ListGrowthNotes", "", ""},
	} {
		client, about := rpc.About(c.req.ProtoReflect(), c.method)
		if client != c.client || about != c.thing {
			t.Errorf("%s: %q and %q", name, client, about)
		}
	}
}
