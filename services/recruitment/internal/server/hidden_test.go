package server_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"buf.build/go/protovalidate"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/recruitment/internal/server/contract"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// hiding is a client with a map on which somebody was shown, kept in a snapshot, and
// hidden since; and what of that person may be in nothing that staff get.
type hiding struct {
	*house
	t        *testing.T
	staff    map[authn.Role]context.Context
	client   string
	ids      map[string]string // what an id field can mean: "contact" → id
	canaries []string
	reached  map[string]map[authn.Role]bool // method → by whom it was answered
}

func newHiding(t *testing.T) *hiding {
	t.Helper()
	h := &hiding{house: open(t), t: t, reached: map[string]map[authn.Role]bool{}}
	worker, asWorker := h.Worker("Vera Verzonnen")
	second, _ := h.Worker("Bas Bedacht")
	lead, _ := h.Worker("Nina Nergens")
	h.client = h.NewClient("Wies", "Wolk", worker, second).GetId()
	self := h.As(h.client, authn.RoleClient)
	h.staff = map[authn.Role]context.Context{
		authn.RoleSupportWorker: asWorker, authn.RoleNetworkLead: h.As(lead, authn.RoleNetworkLead), authn.RoleCoordinator: h.Coordinator,
	}
	_, err := h.Client.GiveConsent(self, &pb.GiveConsentRequest{
		ClientId: h.client, Purpose: pb.Consent_PURPOSE_NETWORK_MAP, Channel: pb.Consent_CHANNEL_SELF, Receiver: "organisation",
	})
	h.ok(err)
	shown, err := h.Client.CreateContact(self, &pb.CreateContactRequest{Contact: &pb.Contact{ClientId: h.client, Name: "Riet"}})
	h.ok(err)
	told := &pb.Contact{
		ClientId: h.client, Name: "Kanarienaam", Meaning: "Kanariemening", HowOften: "Kanarievaak", Channel: "Kanarieweg",
		Category: pb.Contact_CATEGORY_CLUB, Circle: pb.Contact_CIRCLE_CLOSE, Hope: pb.Contact_HOPE_MORE,
	}
	hidden, err := h.Client.CreateContact(self, &pb.CreateContactRequest{Contact: told})
	h.ok(err)
	hidden, err = h.Client.AllowApproach(self, &pb.AllowApproachRequest{Id: hidden.GetId(), Purpose: "Kanariedoel"})
	h.ok(err)
	first, err := h.Client.TakeMapSnapshot(self, &pb.TakeMapSnapshotRequest{ClientId: h.client})
	h.ok(err)
	_, err = h.Client.UpdateNetworkMap(self, &pb.UpdateNetworkMapRequest{NetworkMap: &pb.NetworkMap{
		ClientId: h.client, GiveBack: pb.NetworkMap_GIVE_BACK_SOMEBODY, GiveBackContactId: hidden.GetId(),
	}})
	h.ok(err)
	_, err = h.Client.UpdateContact(self, &pb.UpdateContactRequest{Contact: &pb.Contact{Id: hidden.GetId(), Hidden: true, Circle: pb.Contact_CIRCLE_FURTHER}})
	h.ok(err)
	talk, err := h.Client.StartNetworkTalk(self, &pb.StartNetworkTalkRequest{ClientId: h.client})
	h.ok(err)
	approach := hidden.GetApproaches()[0].GetId()
	h.ids = map[string]string{
		"client": h.client, "contact": shown.GetId(), "hidden": hidden.GetId(), "snapshot": first.GetId(), "talk": talk.GetId(),
		"worker": worker, "approach": approach,
	}
	h.canaries = []string{
		hidden.GetId(), approach, "Kanarienaam", "Kanariemening", "Kanarievaak", "Kanarieweg", "Kanariedoel",
	}
	return h
}

func (h *hiding) ok(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// looks and destroys tell by the name of a method what it does.
var (
	looks    = regexp.MustCompile(`^(Get|List|Batch|Count|Compare|Export)`)
	destroys = regexp.MustCompile(`^(Delete|Erase|Withdraw|Leave|PlanLeaving|Discard|Undo)`)
)

// A hidden contact is in no answer, no error and no log line of any call there is, for
// nobody but the client. Every call is made from its descriptor, about this client and
// with the hidden contact's own id wherever an id fits: first those of the map and those
// that look, then all others, then those that look once more.
func TestN13_AHiddenContactIsInNoAnswerOfAnyCall(t *testing.T) {
	t.Parallel()
	h := newHiding(t)
	all := contract.Methods()
	if len(all) < 100 {
		t.Fatalf("only %d methods", len(all))
	}
	ofTheMap := func(m protoreflect.MethodDescriptor) bool { return m.Parent().Name() == "NetworkMapService" }
	for _, round := range []func(protoreflect.MethodDescriptor) bool{
		func(m protoreflect.MethodDescriptor) bool {
			return ofTheMap(m) && !destroys.MatchString(string(m.Name()))
		},
		func(m protoreflect.MethodDescriptor) bool { return looks.MatchString(string(m.Name())) },
		func(m protoreflect.MethodDescriptor) bool {
			return !looks.MatchString(string(m.Name())) && !ofTheMap(m)
		},
		func(m protoreflect.MethodDescriptor) bool { return destroys.MatchString(string(m.Name())) },
		func(m protoreflect.MethodDescriptor) bool { return looks.MatchString(string(m.Name())) },
	} {
		for _, m := range all {
			if round(m) {
				h.everyWay(m)
			}
		}
	}
	for _, name := range []string{
		"ListContacts", "GetContact", "CreateContact", "UpdateContact", "AllowApproach", "GetNetworkMap", "UpdateNetworkMap", "OfferNetworkMap",
		"TakeMapSnapshot", "ListMapSnapshots", "GetMapSnapshot", "CompareMaps", "ListNetworkTalks", "StartNetworkTalk", "AnswerNetworkTalk",
		"GetClient", "ListClients", "BatchGetNames", "ListConsents", "ListWishes",
	} {
		for role := range h.staff {
			if !h.reached[name][role] {
				t.Errorf("%s never answered a %s: the test proves nothing about it", name, role)
			}
		}
	}
	h.silent("the log", []byte(h.Logs.String()))
	for _, event := range h.Events() {
		body, err := proto.Marshal(event.Message)
		h.ok(err)
		h.silent("an event", body)
	}
	// The client themself has it all.
	mine, err := h.Client.ListContacts(h.As(h.client, authn.RoleClient), &pb.ListContactsRequest{ClientId: h.client})
	if err == nil && !slices.ContainsFunc(mine.GetContacts(), func(c *pb.Contact) bool { return c.GetName() == "Kanarienaam" }) {
		t.Error("the client misses somebody on their own map")
	}
	servertest.WantCode(t, err, codes.OK)
}

// everyWay makes one call as every role, with every id there is for the fields that do not
// say what they point at.
func (h *hiding) everyWay(m protoreflect.MethodDescriptor) {
	h.t.Helper()
	for role, ctx := range h.staff {
		for _, what := range slices.Sorted(maps.Keys(h.ids)) {
			request, varies := h.request(m, what)
			answer := h.call(ctx, role, m, request)
			h.silent(fmt.Sprintf("%s by a %s", m.Name(), role), answer)
			if !varies {
				break
			}
		}
	}
}

// call gives everything that came back: the answer, or the error with its details.
func (h *hiding) call(ctx context.Context, role authn.Role, m protoreflect.MethodDescriptor, request proto.Message) []byte {
	h.t.Helper()
	kind, err := protoregistry.GlobalTypes.FindMessageByName(m.Output().FullName())
	h.ok(err)
	answer := kind.New().Interface()
	err = h.Conn.Invoke(ctx, fmt.Sprintf("/%s/%s", m.Parent().FullName(), m.Name()), request, answer)
	var said proto.Message = status.Convert(err).Proto()
	if err == nil {
		said = answer
		if h.reached[string(m.Name())] == nil {
			h.reached[string(m.Name())] = map[authn.Role]bool{}
		}
		h.reached[string(m.Name())][role] = true
	}
	body, err := proto.Marshal(said)
	h.ok(err)
	if token := answer.ProtoReflect().Descriptor().Fields().ByName("next_page_token"); token != nil {
		key, err := base64.RawURLEncoding.DecodeString(answer.ProtoReflect().Get(token).String())
		h.ok(err)
		body = append(body, key...)
	}
	return body
}

func (h *hiding) silent(where string, said []byte) {
	h.t.Helper()
	for _, canary := range h.canaries {
		if bytes.Contains(said, []byte(canary)) {
			h.t.Errorf("%s holds %q", where, canary)
		}
	}
}

// request makes a request with every field filled that has to be, and every id. varies says
// whether it holds an id that the name of its field does not explain: that is `what`.
func (h *hiding) request(m protoreflect.MethodDescriptor, what string) (_ proto.Message, varies bool) {
	h.t.Helper()
	kind, err := protoregistry.GlobalTypes.FindMessageByName(m.Input().FullName())
	h.ok(err)
	request := kind.New()
	varies = h.fill(request, what)
	return request.Interface(), varies
}

func (h *hiding) fill(m protoreflect.Message, what string) (varies bool) {
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		rules, err := protovalidate.ResolveFieldRules(field)
		h.ok(err)
		name := string(field.Name())
		switch {
		case field.IsMap(), field.ContainingOneof() != nil:
		case field.IsList():
			if strings.HasSuffix(name, "ids") && field.Kind() == protoreflect.StringKind {
				for _, id := range []string{h.ids["hidden"], h.client} {
					m.Mutable(field).List().Append(protoreflect.ValueOfString(id))
				}
			}
		case field.Kind() == protoreflect.MessageKind && rules.GetRequired():
			sub := m.NewField(field)
			if stamp, ok := sub.Message().Interface().(*timestamppb.Timestamp); ok {
				proto.Merge(stamp, timestamppb.New(servertest.Now))
			} else {
				varies = h.fill(sub.Message(), what) || varies
			}
			m.Set(field, sub)
		case field.Kind() == protoreflect.StringKind:
			text, variable := h.text(name, rules.GetString().GetPattern(), what)
			if text != "" {
				m.Set(field, protoreflect.ValueOfString(text))
			}
			varies = variable || varies
		case field.Kind() == protoreflect.EnumKind && name != "give_back":
			m.Set(field, protoreflect.ValueOfEnum(1))
		case field.Kind() == protoreflect.Int32Kind:
			m.Set(field, protoreflect.ValueOfInt32(1)) // of lists: one to a page
		case field.Kind() == protoreflect.BytesKind:
			m.Set(field, protoreflect.ValueOfBytes([]byte("Roepnaam\nSjaak Schets\n")))
		}
	}
	return varies
}

// text is something that fits a field of this name.
func (h *hiding) text(name, pattern, what string) (_ string, varies bool) {
	switch name {
	case "id":
		return h.ids[what], true
	case "client_id", "other_client_id":
		return h.client, false
	case "approach_id":
		return h.ids["approach"], false
	case "from_snapshot_id":
		return h.ids["snapshot"], false
	case "give_back_contact_id":
		if what == "hidden" {
			return h.ids["hidden"], true
		}
		return "", true
	case "contact_id":
		return h.ids["hidden"], false
	case "support_worker_id", "worker_id":
		return h.ids["worker"], false
	case "request_id", "etag", "page_token", "email", "wish_id", "location_id", "to_snapshot_id", "query":
		return "", false
	}
	switch {
	case strings.HasSuffix(name, "_id"):
		return h.ids["hidden"], false
	case strings.HasSuffix(name, "day"):
		return servertest.Now.Format("2006-01-02"), false
	case pattern != "":
		return "woord", false
	}
	return "een paar woorden", false
}
