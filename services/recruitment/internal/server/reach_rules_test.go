package server_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/rpc"
)

func TestNobodyReachesPastTheirTenantOrCaseload(t *testing.T) {
	s := newStory(t)
	on := s.everything()
	calls := s.calls(on)
	before := s.print()
	outsiders := map[string]struct {
		ctx  context.Context
		role authn.Role
	}{
		"another client":                  {s.as(s.omar, authn.RoleClient), authn.RoleClient},
		"a colleague without this client": {s.asBram(), authn.RoleSupportWorker},
		"a client elsewhere":              {s.asOf(s.elsewhere, s.pia, authn.RoleClient), authn.RoleClient},
		"a support worker elsewhere":      {s.asOf(s.elsewhere, s.piet, authn.RoleSupportWorker), authn.RoleSupportWorker},
		"a network lead elsewhere":        {s.asOf(s.elsewhere, s.farOff, authn.RoleNetworkLead), authn.RoleNetworkLead},
		"a coordinator elsewhere":         {s.asOf(s.elsewhere, s.farOff, authn.RoleCoordinator), authn.RoleCoordinator},
		// The same ids under another tenant: only the wall is between them.
		"Lieke's own id elsewhere": {s.asOf(s.elsewhere, s.lieke, authn.RoleClient), authn.RoleClient},
		"Anna's own id elsewhere":  {s.asOf(s.elsewhere, s.anna, authn.RoleSupportWorker), authn.RoleSupportWorker},
	}
	for _, method := range ownMethods() {
		call, ok := calls[string(method.Name())]
		if !ok {
			t.Errorf("no call for %s", method.Name())
			continue
		}
		for who, outsider := range outsiders {
			want := codes.NotFound
			if !allowed(t, method, outsider.role) {
				want = codes.PermissionDenied
			}
			if err := call(outsider.ctx); status.Code(err) != want {
				t.Errorf("%s by %s: %v, want %s", method.Name(), who, err, want)
			}
		}
	}
	if s.print() != before {
		t.Error("an outsider changed something")
	}
}

func TestEveryRoleGetsWhatTheContractSays(t *testing.T) {
	s := newStory(t)
	on := s.everything()
	calls := s.calls(on)
	people := map[authn.Role]string{authn.RoleClient: s.lieke, authn.RoleSupportWorker: s.anna}
	s.consent(2, 0) // so that all staff see the map
	for _, method := range takingAwayLast(ownMethods()) {
		for _, role := range authn.Roles() {
			if role == authn.RoleMachine {
				continue // what a machine may is a matter of its scopes
			}
			person := people[role]
			if person == "" {
				person = s.lead
			}
			tenant := s.here
			if role == authn.RolePlatformOperator {
				tenant = "" // runs the platform, and belongs to no organisation
			}
			err := calls[string(method.Name())](s.asOf(tenant, person, role))
			if !allowed(t, method, role) {
				s.refused(err, codes.PermissionDenied)
				continue
			}
			// What the state allows is another matter: a role that may, is let in.
			if code := status.Code(err); code == codes.NotFound && !takesAway(method) ||
				code == codes.Internal || code == codes.Unimplemented || reason(err) == "NOT_YOUR_ROLE" {
				t.Errorf("%s by %s: %v", method.Name(), role, err)
			}
		}
	}
}

// takesAway says whether the call leaves nothing to find for whoever calls next.
func takesAway(method protoreflect.MethodDescriptor) bool {
	return regexp.MustCompile(`^(Delete|Erase|Withdraw|AcceptContactProposal|DeclineContactProposal)`).MatchString(string(method.Name()))
}

func takingAwayLast(all []protoreflect.MethodDescriptor) []protoreflect.MethodDescriptor {
	slices.SortStableFunc(all, func(a, b protoreflect.MethodDescriptor) int {
		switch {
		case takesAway(a) == takesAway(b):
			return 0
		case takesAway(a):
			return 1
		}
		return -1
	})
	return all
}

func allowed(t *testing.T, method protoreflect.MethodDescriptor, role authn.Role) bool {
	t.Helper()
	rule, err := rpc.RuleOf(method)
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(rule.GetRoles(), func(r accessv1.Role) bool {
		name, err := rpc.RoleOf(r)
		return err == nil && name == role
	})
}

func TestAStaleEtagIsRefusedEverywhere(t *testing.T) {
	s := newStory(t)
	on := s.everything()
	on.etag = "99"
	calls := s.calls(on)
	before := s.print()
	for _, method := range ownMethods() {
		if !takesEtag(method) {
			continue
		}
		ctx := s.asAnna()
		if !allowed(t, method, authn.RoleSupportWorker) {
			ctx = s.asLieke()
		}
		if err := calls[string(method.Name())](ctx); status.Code(err) != codes.Aborted {
			t.Errorf("%s: %v, want Aborted", method.Name(), err)
		}
	}
	if s.print() != before {
		t.Error("a stale call changed something")
	}
}

// takesEtag says whether the call changes a thing that is there already.
func takesEtag(method protoreflect.MethodDescriptor) bool {
	switch method.Name() {
	case "UpdateWish", "UpdateStep", "UpdateContact", "AnswerNetworkTalk", "UpdateNetworkMap", "UpdateNetworker", "UpdateGrowthNote":
		return true // in the resource
	}
	return method.Input().Fields().ByName("etag") != nil
}

func TestWhateverIsReadOrChangedIsWrittenDown(t *testing.T) {
	s := newStory(t)
	on := s.everything()
	s.sql(`TRUNCATE recruitment.audit`)
	for name, call := range s.calls(on) {
		if name == "DeleteContact" {
			continue
		}
		err := call(s.asAnna())
		want := 0
		if err == nil {
			want = 1
		}
		method := fmt.Sprintf("/%s/%s", serviceOf[name], name)
		if got := s.count(`SELECT count(*) FROM recruitment.audit WHERE method = $1 AND client_id = $2 AND actor = $3`,
			method, s.lieke, s.anna); got != want {
			t.Errorf("%s (%v): %d rows, want %d", name, err, got, want)
		}
	}
	s.ok(s.calls(on)["DeleteContact"](s.asAnna()))
	if s.count(`SELECT count(*) FROM recruitment.audit WHERE method LIKE '%DeleteContact' AND client_id = $1`, s.lieke) != 1 {
		t.Error("DeleteContact is not written down")
	}
}

func TestARemovedClientLeavesNothingHere(t *testing.T) {
	s := newStory(t)
	s.everything()
	s.contact("Oom Jan", true)
	s.sql(`DELETE FROM recruitment.client WHERE id = $1`, s.lieke)
	for _, table := range []string{"wish", "step", "network_talk", "contact", "network_map", "map_snapshot", "map_snapshot_contact", "networker", "growth_note"} {
		if n := s.count(`SELECT count(*) FROM recruitment.` + table); n != 0 {
			t.Errorf("%d rows in %s", n, table)
		}
	}
}

func stampIn(d time.Duration) *timestamppb.Timestamp { return timestamppb.New(time.Now().Add(d)) }

func TestBadInputIsTheCallersToMend(t *testing.T) {
	s := newStory(t)
	on := s.everything()
	long := func(n int) string { return string(slices.Repeat([]rune{'é'}, n)) }
	wish := func(change func(*pb.Wish)) error {
		w := &pb.Wish{ClientId: s.lieke, OwnWords: "koken"}
		change(w)
		return second(s.CreateWish(s.asAnna(), &pb.CreateWishRequest{Wish: w}))
	}
	contact := func(change func(*pb.Contact)) error {
		c := &pb.Contact{ClientId: s.lieke, Name: "Riet"}
		change(c)
		return second(s.CreateContact(s.asAnna(), &pb.CreateContactRequest{Contact: c}))
	}
	cases := map[string]struct {
		err  error
		want codes.Code
	}{
		"wish, no client":         {wish(func(w *pb.Wish) { w.ClientId = "" }), codes.InvalidArgument},
		"wish, client is no id":   {wish(func(w *pb.Wish) { w.ClientId = "1 OR 1=1" }), codes.InvalidArgument},
		"wish, unknown client":    {wish(func(w *pb.Wish) { w.ClientId = ids.New() }), codes.NotFound},
		"wish, unknown kind":      {wish(func(w *pb.Wish) { w.Kind = 99 }), codes.InvalidArgument},
		"wish, too long":          {wish(func(w *pb.Wish) { w.OwnWords = long(2001) }), codes.InvalidArgument},
		"wish, as long as may be": {wish(func(w *pb.Wish) { w.OwnWords = long(2000) }), codes.OK},
		"wish, NUL among words":   {wish(func(w *pb.Wish) { w.OwnWords = "ko\x00ken" }), codes.InvalidArgument},
		"wish, NUL in interest":   {wish(func(w *pb.Wish) { w.Interests = []string{"ko\x00ken"} }), codes.InvalidArgument},
		"wish, bad picture":       {wish(func(w *pb.Wish) { w.Picture = "../../etc" }), codes.InvalidArgument},
		"wish, many interests":    {wish(func(w *pb.Wish) { w.Interests = slices.Repeat([]string{"a"}, 11) }), codes.InvalidArgument},
		"wish, none":              {second(s.CreateWish(s.asAnna(), &pb.CreateWishRequest{})), codes.InvalidArgument},
		"wish, bad request id": {second(s.CreateWish(s.asAnna(), &pb.CreateWishRequest{
			Wish: &pb.Wish{OwnWords: "x"}, RequestId: "again",
		})), codes.InvalidArgument},
		"update, id is no id":     {second(s.UpdateWish(s.asAnna(), &pb.UpdateWishRequest{Wish: &pb.Wish{Id: "x"}})), codes.InvalidArgument},
		"update, no id":           {second(s.UpdateWish(s.asAnna(), &pb.UpdateWishRequest{Wish: &pb.Wish{}})), codes.NotFound},
		"get, id is no id":        {second(s.GetWish(s.asAnna(), &pb.GetWishRequest{Id: "x"})), codes.InvalidArgument},
		"contact, no name":        {contact(func(c *pb.Contact) { c.Name = "" }), codes.InvalidArgument},
		"contact, NUL name":       {contact(func(c *pb.Contact) { c.Name = "\x00" }), codes.InvalidArgument},
		"contact, NUL meaning":    {contact(func(c *pb.Contact) { c.Meaning = "a\x00b" }), codes.InvalidArgument},
		"contact, help nothing":   {contact(func(c *pb.Contact) { c.IGet = []pb.Contact_Help{0} }), codes.InvalidArgument},
		"contact, unknown circle": {contact(func(c *pb.Contact) { c.Circle = 9 }), codes.InvalidArgument},
		"page, nonsense":          {second(s.ListWishes(s.asAnna(), &pb.ListWishesRequest{PageToken: "%%%"})), codes.InvalidArgument},
		"page, no id in it": {second(s.ListWishes(s.asAnna(), &pb.ListWishesRequest{
			PageToken: "WyInOyBEUk9QIFRBQkxFIl0",
		})), codes.InvalidArgument},
		"page, negative size": {second(s.ListWishes(s.asAnna(), &pb.ListWishesRequest{PageSize: -1})), codes.InvalidArgument},
		"page, too large":     {second(s.ListWishes(s.asAnna(), &pb.ListWishesRequest{PageSize: 501})), codes.InvalidArgument},
		"note, no source":     {second(s.NoteNetworker(s.asLead(), &pb.NoteNetworkerRequest{Networker: &pb.Networker{ClientId: s.omar}})), codes.InvalidArgument},
		"talk, in the future": {second(s.RecordConversation(s.asAnna(), &pb.RecordConversationRequest{
			Id: on.networker, Conversation: &pb.Conversation{OwnYes: true, TalkTime: stampIn(time.Hour)},
		})), codes.InvalidArgument},
		"talk, before time": {second(s.RecordConversation(s.asAnna(), &pb.RecordConversationRequest{
			Id: on.networker, Conversation: &pb.Conversation{OwnYes: true, TalkTime: stampIn(-200 * 365 * 24 * time.Hour)},
		})), codes.InvalidArgument},
		"learning, bad key": {second(s.UpdateLearning(s.asLieke(), &pb.UpdateLearningRequest{
			Id: on.networker, Learning: []*pb.LearningStep{{Key: "<script>"}},
		})), codes.InvalidArgument},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if status.Code(c.err) != c.want {
				t.Errorf("%v, want %s", c.err, c.want)
			}
		})
	}
}
