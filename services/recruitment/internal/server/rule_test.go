package server_test

import (
	"regexp"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/mustnot"
	"github.com/optrek/optrek/services/recruitment/internal/server/contract"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Rules that are kept by what recruitment does not have. The same rules are held over
// the whole of Optrek, texts on screen included, in services/mustnot.

func TestX03_NoWmoTaskIsLaidOnANetworker(t *testing.T)      { notHere(t, "X-03", "wmo_result") }
func TestX07_NoMoneyOrStaffHoursSaved(t *testing.T)         { notHere(t, "X-07", "staff_hours_saved") }
func TestX08_NoFigureOfSupportWorkersReplaced(t *testing.T) { notHere(t, "X-08", "workers_replaced") }
func TestX09_NoStateOfFailureForAnybody(t *testing.T)       { notHere(t, "X-09", "STATE_FAILED") }

// notHere looks for a breach in recruitment's contract and tables; planted is one that it must see.
func notHere(t *testing.T, number, planted string) {
	t.Helper()
	t.Parallel()
	var rule mustnot.Rule
	for _, r := range mustnot.Rules() {
		if r.Number == number {
			rule = r
		}
	}
	if !rule.InName(planted) {
		t.Fatalf("%s would not see %s", number, planted)
	}
	names := append(contractNames(), columnNames(t)...)
	if len(names) < 500 {
		t.Fatalf("only %d names looked at", len(names))
	}
	for _, name := range names {
		if rule.InName(name) {
			t.Errorf("%s: %s", name, rule.What)
		}
	}
}

// contractNames are the names of every method, message, field and enum value that
// recruitment's methods take or give.
func contractNames() []string {
	var names []string
	seen := map[protoreflect.FullName]bool{}
	var walk func(protoreflect.MessageDescriptor)
	walk = func(m protoreflect.MessageDescriptor) {
		if seen[m.FullName()] || !strings.HasPrefix(string(m.FullName()), "optrek.") {
			return
		}
		seen[m.FullName()] = true
		names = append(names, string(m.Name()))
		for i := range m.Fields().Len() {
			f := m.Fields().Get(i)
			names = append(names, string(f.Name()))
			if f.Message() != nil {
				walk(f.Message())
			}
			for j := 0; f.Enum() != nil && j < f.Enum().Values().Len(); j++ {
				names = append(names, string(f.Enum().Values().Get(j).Name()))
			}
		}
	}
	for _, m := range contract.Methods() {
		names = append(names, string(m.Name()))
		walk(m.Input())
		walk(m.Output())
	}
	return names
}

func columnNames(t *testing.T) []string {
	t.Helper()
	rows, err := pgtest.New(t, store.Schema()).Owner(t).Query(t.Context(),
		`SELECT table_name || '_' || column_name FROM information_schema.columns WHERE table_schema = 'recruitment'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

// The drawing and the list are the same answer: a place on the map is a circle that
// can be said in a word, and never a point that only a hand on a screen can set.
func TestN06_TheDrawingHoldsNothingThatTheListDoesNot(t *testing.T) {
	s := newStory(t)
	point := regexp.MustCompile(`(^|_)(x|y|angle|position|coordinate|top|left)(_|$)`)
	for _, m := range []protoreflect.MessageDescriptor{
		(&pb.Contact{}).ProtoReflect().Descriptor(), (&pb.NetworkMap{}).ProtoReflect().Descriptor(), (&pb.MapSnapshot{}).ProtoReflect().Descriptor(),
	} {
		for i := range m.Fields().Len() {
			if name := string(m.Fields().Get(i).Name()); point.MatchString(name) {
				t.Errorf("%s.%s is a point: it has no equal in the list", m.Name(), name)
			}
		}
	}
	riet := s.contact("Riet", false)
	moved, err := s.UpdateContact(s.asLieke(), &pb.UpdateContactRequest{
		Contact:    &pb.Contact{Id: riet.GetId(), Etag: riet.GetEtag(), Circle: pb.Contact_CIRCLE_CLOSE},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"circle"}},
	})
	s.ok(err)
	if moved.GetCircle() != pb.Contact_CIRCLE_CLOSE || moved.GetName() != "Riet" {
		t.Errorf("moved by a word: %v", moved)
	}
	s.listed(moved)
}

// Helping without steering is talked of and learned here; the other client is asked
// "beslis jij mee?" in the look-back, by evaluation.
func TestR09_HelpingWithoutSteeringIsTalkedOfAndLearned(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_APPROACHED)
	n, err := s.RecordConversation(s.asAnna(), &pb.RecordConversationRequest{Id: n.GetId(), Etag: n.GetEtag(), Conversation: &pb.Conversation{
		OwnYes: true, NoteWithoutSteering: "Wacht rustig af.",
	}})
	s.ok(err)
	if n.GetConversation().GetNoteWithoutSteering() != "Wacht rustig af." || n.GetState() != pb.Networker_STATE_IN_CONVERSATION {
		t.Fatalf("a note, and no gate: %v", n)
	}
	n, err = s.StartLearning(s.asAnna(), &pb.ChangeNetworkerStateRequest{Id: n.GetId(), Etag: n.GetEtag()})
	s.ok(err)
	for _, step := range n.GetLearning() {
		if step.GetKey() == "ask_do_not_decide" && step.GetTextNl() != "" {
			return
		}
	}
	t.Errorf("the track has nothing of it: %v", n.GetLearning())
}

// Who somebody might be matched with is matching's, for support workers only, and
// lapses there. Nothing a client gets from recruitment, and nothing it tells others, holds one.
func TestR11_NoIdeaForAMatchIsKeptHere(t *testing.T) {
	t.Parallel()
	idea := regexp.MustCompile(`(?i)(match_idea|possible_match|suggested|candidate|match_id)`)
	if !idea.MatchString("possible_match_ids") {
		t.Fatal("the test would not see one")
	}
	for _, name := range append(contractNames(), columnNames(t)...) {
		if idea.MatchString(name) && !strings.HasPrefix(name, "acquaintance_") { // who may know whose given name, once they were asked
			t.Errorf("%s holds an idea for a match", name)
		}
	}
}
