package server

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/contract"
)

// These tests read the contract itself: what must not exist cannot be called.

func fieldNames(m proto.Message) []string {
	fields := m.ProtoReflect().Descriptor().Fields()
	names := make([]string, fields.Len())
	for i := range names {
		names[i] = string(fields.Get(i).Name())
	}
	slices.Sort(names)
	return names
}

// holds says whether a message holds another one, at any depth.
func holds(in protoreflect.MessageDescriptor, wanted protoreflect.FullName, seen map[protoreflect.FullName]bool) bool {
	if in.FullName() == wanted {
		return true
	}
	if seen[in.FullName()] {
		return false
	}
	seen[in.FullName()] = true
	for i := range in.Fields().Len() {
		if m := in.Fields().Get(i).Message(); m != nil && holds(m, wanted, seen) {
			return true
		}
	}
	return false
}

func TestN07_N09_CategoriesAreComplete_FamilyNeitherFirstNorDefault(t *testing.T) {
	values := pb.Contact_Category(0).Descriptor().Values()
	if values.Len() != 17 {
		t.Errorf("%d values, want fifteen categories, other and unspecified", values.Len())
	}
	if d := values.ByNumber(0).Name(); d != "CATEGORY_UNSPECIFIED" {
		t.Errorf("the default is %s", d)
	}
	family := values.ByName("CATEGORY_FAMILY")
	if family == nil || family.Number() <= 1 || values.Get(0) == family || values.Get(1) == family {
		t.Error("family is first, or the default, or gone")
	}
	want := "friends neighbours acquaintances hobby club church sport chance via_via social_media school course volunteer professional family other"
	var got []string
	for i := 1; i < values.Len(); i++ {
		got = append(got, strings.ToLower(strings.TrimPrefix(string(values.Get(i).Name()), "CATEGORY_")))
	}
	if strings.Join(got, " ") != want {
		t.Errorf("categories = %v", got)
	}
}

// addressLike matches the name of a field by which somebody could be written to or called.
var addressLike = regexp.MustCompile(`mail|phone|tel|mobile|number|address|street|post|url|link|account|handle|user`)

// These calls keep the client's own map, tell what it was, record a yes of the client, or
// ask about somebody who is not on it yet. No other call takes or gives a contact, no event
// holds one, and a contact has nothing to write to.
func TestN14_NothingInTheContractWritesToAContact(t *testing.T) {
	contact := (&pb.Contact{}).ProtoReflect().Descriptor().FullName()
	known := []string{
		"ListContacts", "GetContact", "CreateContact", "UpdateContact", "DeleteContact",
		"AllowApproach", "WithdrawApproach", "TakeMapSnapshot", "ListMapSnapshots", "GetMapSnapshot", "CompareMaps",
		"ListContactProposals", "AcceptContactProposal", "DeclineContactProposal",
	}
	for _, m := range contract.Methods() {
		touches := strings.Contains(string(m.Name()), "Contact") ||
			holds(m.Input(), contact, map[protoreflect.FullName]bool{}) || holds(m.Output(), contact, map[protoreflect.FullName]bool{})
		if touches && !slices.Contains(known, string(m.Name())) {
			t.Errorf("%s has to do with a contact", m.Name())
		}
	}
	events := pb.File_optrek_recruitment_v1_events_proto.Messages()
	for i := range events.Len() {
		event := events.Get(i)
		if strings.Contains(string(event.Name()), "Contact") || holds(event, contact, map[protoreflect.FullName]bool{}) {
			t.Errorf("event %s holds a contact", event.Name())
		}
		for j := range event.Fields().Len() {
			if name := event.Fields().Get(j).Name(); strings.Contains(string(name), "contact") {
				t.Errorf("event %s.%s", event.Name(), name)
			}
		}
	}
	for m, want := range map[proto.Message][]string{
		&pb.Contact{}: {
			"approaches", "category", "channel", "circle", "client_id", "create_time", "etag", "feeling", "hidden", "hope", "how_often",
			"i_get", "i_give", "id", "initiative", "meaning", "name", "private_parts", "update_time",
		},
		&pb.Approach{}:             {"give_time", "id", "purpose"},
		&pb.AllowApproachRequest{}: {"etag", "id", "purpose", "request_id", "voice"},
		&pb.ContactProposal{}:      {"client_id", "create_time", "id", "name", "relation"},
	} {
		if got := fieldNames(m); !slices.Equal(got, want) {
			t.Errorf("fields of %T: %v; a new one may not be an address", m, got)
		}
		for _, name := range fieldNames(m) {
			if addressLike.MatchString(name) {
				t.Errorf("%T.%s is something to write to", m, name)
			}
		}
	}
}

func TestN11_N13_AListOfContactsSaysNothingButTheContacts(t *testing.T) {
	if got := fieldNames(&pb.ListContactsResponse{}); !slices.Equal(got, []string{"contacts", "next_page_token"}) {
		t.Errorf("fields: %v; a total would count the hidden ones, a conclusion would say 'no network'", got)
	}
}

func TestN15_N20_NoPlanIsAskedAndLearningIsAKind(t *testing.T) {
	plan := regexp.MustCompile(`plan|follow|next_step|due|deadline`)
	for _, m := range []proto.Message{&pb.NetworkTalk{}, &pb.Contact{}, &pb.CloseNetworkTalkRequest{}, &pb.Wish{}} {
		for _, name := range fieldNames(m) {
			if plan.MatchString(name) {
				t.Errorf("%T.%s", m, name)
			}
		}
	}
	if pb.Wish_Kind(0).Descriptor().Values().ByName("KIND_LEARNING") == nil {
		t.Error("learning is no kind of wish")
	}
}

// Asking is in person: one networker at a time, by one named support worker.
func TestR04_NoCallAsksManyAtOnce(t *testing.T) {
	for _, m := range contract.Methods() {
		if strings.HasPrefix(string(m.Name()), "Batch") && strings.Contains(string(m.Name()), "Networker") {
			t.Errorf("%s", m.Name())
		}
		if m.Name() != "ApproachNetworker" && m.Name() != "NoteNetworker" {
			continue
		}
		for i := range m.Input().Fields().Len() {
			if f := m.Input().Fields().Get(i); f.IsList() {
				t.Errorf("%s takes many %s", m.Name(), f.Name())
			}
		}
	}
}

func TestX01_X02_X05_X06_NoContractHoursRewardsOrScores(t *testing.T) {
	banned := regexp.MustCompile(`contract|signature|signed_|agreement_id|volunteer_|hours|minutes|frequency|minimum|points|badge|payment|salary|reward|score|rank|stars|percent|unsuitable|failed`)
	for _, m := range []proto.Message{
		&pb.Networker{}, &pb.Conversation{}, &pb.LearningStep{}, &pb.NetworkerChanged{}, &pb.ActivateNetworkerRequest{},
		&pb.NoteNetworkerRequest{}, &pb.ApproachNetworkerRequest{}, &pb.RecordConversationRequest{}, &pb.UpdateLearningRequest{},
		&pb.Wish{}, &pb.WishChanged{}, &pb.Contact{}, &pb.NetworkTalk{}, &pb.Step{}, &pb.GrowthNote{}, &pb.UpdateNetworkerRequest{},
	} {
		for _, name := range fieldNames(m) {
			if banned.MatchString(name) {
				t.Errorf("%T.%s", m, name)
			}
		}
	}
	for _, m := range contract.Methods() {
		if banned.MatchString(strings.ToLower(string(m.Name()))) {
			t.Errorf("%s", m.Name())
		}
	}
}

// the talk about skills holds no number that could be added up.
func TestR06_R07_R08_TheTalkHasWordsAndNoNumbers(t *testing.T) {
	fields := (&pb.Conversation{}).ProtoReflect().Descriptor().Fields()
	for i := range fields.Len() {
		switch kind := fields.Get(i).Kind(); kind {
		case protoreflect.StringKind, protoreflect.BoolKind, protoreflect.EnumKind, protoreflect.MessageKind:
		default:
			t.Errorf("%s is a %s", fields.Get(i).Name(), kind)
		}
	}
	for _, name := range []protoreflect.Name{"wants_to_share", "able_to_share", "note_communicating", "experience"} {
		if fields.ByName(name) == nil {
			t.Errorf("%s is gone", name)
		}
	}
}

func TestX10_StoppingTakesNoReason(t *testing.T) {
	for _, m := range contract.Methods() {
		if m.Name() != "StopNetworker" && m.Name() != "LetGoWish" && m.Name() != "LetGoStep" {
			continue
		}
		for i := range m.Input().Fields().Len() {
			if name := m.Input().Fields().Get(i).Name(); !slices.Contains([]protoreflect.Name{"id", "etag", "request_id"}, name) {
				t.Errorf("%s asks for %s", m.Name(), name)
			}
		}
	}
}

// the growth page is the networker's own. Staff call none of its changes, and nothing
// but the page itself says that there are lines on it.
func TestR13_NobodyElseWritesOnAGrowthPageOrIsToldOfIt(t *testing.T) {
	note := (&pb.GrowthNote{}).ProtoReflect().Descriptor().FullName()
	seen := 0
	for _, m := range contract.Methods() {
		about := strings.Contains(string(m.Name()), "GrowthNote")
		if !about && (holds(m.Input(), note, map[protoreflect.FullName]bool{}) || holds(m.Output(), note, map[protoreflect.FullName]bool{})) {
			t.Errorf("%s holds growth notes", m.Name())
		}
		if !about || m.Name() == "ListGrowthNotes" {
			continue
		}
		seen++
		rule, err := rpc.RuleOf(m)
		if err != nil || len(rule.GetRoles()) != 1 || rule.GetRoles()[0] != accessv1.Role_ROLE_CLIENT {
			t.Errorf("%s is for %v, %v", m.Name(), rule.GetRoles(), err)
		}
	}
	if seen != 3 {
		t.Errorf("%d calls change a growth page", seen)
	}
	if got := fieldNames(&pb.ListGrowthNotesResponse{}); !slices.Equal(got, []string{"growth_notes", "next_page_token"}) {
		t.Errorf("fields: %v; a total would count what is not shared", got)
	}
	growth := regexp.MustCompile(`growth|assess|judg|progress|level`)
	for _, m := range []proto.Message{&pb.Networker{}, &pb.NetworkerChanged{}, &pb.Client{}, &pb.LearningStep{}} {
		for _, name := range fieldNames(m) {
			if growth.MatchString(name) {
				t.Errorf("%T.%s", m, name)
			}
		}
	}
}

// O-05: nothing on the road, and nothing of a step, wish or track, is due.
func TestO05_NothingOnTheRoadIsDue(t *testing.T) {
	due := regexp.MustCompile(`due|deadline|target|overdue|remind|expire|goal|conversion`)
	for _, m := range []proto.Message{
		&pb.Networker{}, &pb.Conversation{}, &pb.LearningStep{}, &pb.Step{}, &pb.Wish{}, &pb.GrowthNote{}, &pb.NetworkerChanged{},
		&pb.ActivateNetworkerRequest{}, &pb.CreateStepRequest{}, &pb.ListStepsResponse{}, &pb.ListNetworkersResponse{},
	} {
		for _, name := range fieldNames(m) {
			if due.MatchString(name) {
				t.Errorf("%T.%s", m, name)
			}
		}
	}
}

// What leaves about wishes and networkers: ids, states and interests; no own words.
func TestEventsHoldNoOwnWords(t *testing.T) {
	for _, c := range []struct {
		event proto.Message
		want  []string
	}{
		{&pb.WishChanged{}, []string{"client_id", "interests", "kind", "state", "told", "told_time", "wish_id"}},
		{&pb.NetworkerChanged{}, []string{"capacity", "client_id", "leads_group", "networker_id", "state", "support_worker_id"}},
	} {
		if got := fieldNames(c.event); !slices.Equal(got, c.want) {
			t.Errorf("%T: %v", c.event, got)
		}
	}
}

// Every value of the contract's enums has a word in the domain, and comes back from it.
func TestEveryChoiceGoesToTheDomainAndBack(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for n := range pb.GrowthNote_Kind_name {
		g, err := domain.NewGrowthNote("g", domain.Networker{}, growthTelling(&pb.GrowthNote{Words: "x", Kind: pb.GrowthNote_Kind(n)}), now)
		if err != nil || growthMessage(g).GetKind() != pb.GrowthNote_Kind(n) {
			t.Errorf("growth %d: %v, %v", n, growthMessage(g), err)
		}
	}
	for n := range pb.Step_Kind_name {
		for who := range pb.Step_Who_name {
			if n == 0 || who == 0 {
				continue // said by nobody: the domain chooses
			}
			kind := domain.StepKind(wire.Word[string](pb.Step_Kind(n)))
			step, err := domain.NewStep(domain.StepOf{ID: "s", Client: "c", Kind: kind}, stepTelling(&pb.Step{Words: "x", Who: pb.Step_Who(who)}), domain.VoiceSelf, now)
			if m := stepMessage(step); err != nil || m.GetKind() != pb.Step_Kind(n) || m.GetWho() != pb.Step_Who(who) {
				t.Errorf("step %d %d: %v, %v", n, who, m, err)
			}
		}
	}
	for n := range pb.Wish_Kind_name {
		w, err := domain.NewWish("w", "c", wishTelling(&pb.Wish{OwnWords: "x", Kind: pb.Wish_Kind(n)}), now)
		if err != nil || wishMessage(w).GetKind() != pb.Wish_Kind(n) {
			t.Errorf("kind %d: %v, %v", n, wishMessage(w), err)
		}
	}
	for n := range pb.Conversation_Answer_name {
		talk := conversation(&pb.Conversation{WantsToShare: pb.Conversation_Answer(n), AbleToShare: pb.Conversation_Answer(n)})
		if back := conversationMessage(&talk); int32(back.GetWantsToShare()) != n || int32(back.GetAbleToShare()) != n {
			t.Errorf("answer %d came back as %v", n, back)
		}
	}
	sources := []domain.NetworkerSource{
		domain.SourceOwnKnowledge, domain.SourceFile, domain.SourceCarePlan, domain.SourceOwnSignUp,
	}
	if len(sources) != len(pb.Networker_Source_name)-1 {
		t.Error("a source is missing")
	}
	for _, source := range sources {
		if wire.Value[pb.Networker_Source](source) == 0 {
			t.Errorf("%s is not in the contract", source)
		}
	}
}
