package domain_test

import (
	"reflect"
	"regexp"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

var (
	yes       = domain.Conversation{OwnYes: true, OwnWords: "Ja, dat lijkt me leuk"}
	agreement = domain.Agreement{SupportWorker: "s1", Support: "elke week even bellen", Capacity: 2}
)

// step is one thing that can be done on the road.
type step func(domain.Networker) (domain.Networker, error)

// networkerSteps names every arrow, with what it needs.
var networkerSteps = map[string]step{
	"approach": func(n domain.Networker) (domain.Networker, error) { return n.Approach("s1", noon) },
	"yes":      func(n domain.Networker) (domain.Networker, error) { return n.RecordConversation(yes, noon) },
	"no": func(n domain.Networker) (domain.Networker, error) {
		return n.RecordConversation(domain.Conversation{OwnWords: "nu even niet"}, noon)
	},
	"learn": func(n domain.Networker) (domain.Networker, error) {
		return n.StartLearning(ourTrack(), noon)
	},
	"activate":  func(n domain.Networker) (domain.Networker, error) { return n.Activate(agreement, noon) },
	"pause":     func(n domain.Networker) (domain.Networker, error) { return n.Pause(noon) },
	"resume":    func(n domain.Networker) (domain.Networker, error) { return n.Resume(noon) },
	"stop":      func(n domain.Networker) (domain.Networker, error) { return n.Stop(domain.VoiceStaff, noon), nil },
	"own stop":  func(n domain.Networker) (domain.Networker, error) { return n.Stop(domain.VoiceSelf, noon), nil },
	"undo stop": func(n domain.Networker) (domain.Networker, error) { return n.UndoStop(domain.VoiceStaff, noon) },
	"own undo":  func(n domain.Networker) (domain.Networker, error) { return n.UndoStop(domain.VoiceSelf, noon) },
	"step back": func(n domain.Networker) (domain.Networker, error) { return n.StepBack(noon) },
}

// wayTo is how each state is reached from an idea.
var wayTo = map[domain.NetworkerState][]string{
	domain.NetworkerIdea:           {},
	domain.NetworkerApproached:     {"approach"},
	domain.NetworkerInConversation: {"approach", "yes"},
	domain.NetworkerLearning:       {"approach", "yes", "learn"},
	domain.NetworkerActive:         {"approach", "yes", "learn", "activate"},
	domain.NetworkerPaused:         {"approach", "yes", "learn", "activate", "pause"},
	domain.NetworkerStopped:        {"approach", "yes", "learn", "activate", "stop"},
}

func newNetworker(t interface{ Fatal(...any) }) domain.Networker {
	n, err := domain.NoteNetworker("n1", "c1", domain.NetworkerNote{Source: domain.SourceOwnKnowledge}, domain.VoiceStaff, noon)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func networkerIn(t *testing.T, state domain.NetworkerState) domain.Networker {
	t.Helper()
	n := newNetworker(t)
	for _, name := range wayTo[state] {
		var err error
		if n, err = networkerSteps[name](n); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	if n.Record().State != state {
		t.Fatalf("state = %s, want %s", n.Record().State, state)
	}
	return n
}

func TestEveryStepOfANetworkerFromEveryState(t *testing.T) {
	const no = domain.NetworkerState("")
	idea, approached, talk := domain.NetworkerIdea, domain.NetworkerApproached, domain.NetworkerInConversation
	learning, active, paused, stopped := domain.NetworkerLearning, domain.NetworkerActive, domain.NetworkerPaused, domain.NetworkerStopped
	order := []string{"approach", "yes", "no", "learn", "activate", "pause", "resume", "stop", "step back"}
	table := map[domain.NetworkerState][]domain.NetworkerState{
		idea:       {approached, no, no, no, no, no, no, stopped, no},
		approached: {no, talk, approached, no, no, no, no, stopped, idea},
		talk:       {no, talk, approached, learning, no, no, no, stopped, approached},
		learning:   {no, learning, approached, no, active, no, no, stopped, talk},
		active:     {no, active, approached, no, active, paused, no, stopped, learning},
		paused:     {no, paused, approached, no, no, no, active, stopped, active},
		stopped:    {no, no, no, no, no, no, no, stopped, approached},
	}
	for from, row := range table {
		for i, to := range row {
			t.Run(string(from)+" "+order[i], func(t *testing.T) {
				n := networkerIn(t, from)
				got, err := networkerSteps[order[i]](n)
				if to == no {
					wantKind(t, err, fault.KindConflict)
					f, _ := fault.As(err)
					if f.Text.NL == "" || f.Text.EN == "" {
						t.Error("the answer says nothing in one of the languages")
					}
					if !reflect.DeepEqual(got.Record(), n.Record()) {
						t.Error("a step that was refused changed something")
					}
					return
				}
				if err != nil || got.Record().State != to {
					t.Fatalf("state = %s, %v; want %s", got.Record().State, err, to)
				}
			})
		}
	}
}

func TestEveryForwardArrowOfANetworkerHasAWayBack(t *testing.T) {
	for state := range wayTo {
		for _, name := range []string{"approach", "yes", "learn", "activate", "pause"} {
			before := networkerIn(t, state)
			after, err := networkerSteps[name](before)
			if err != nil || after.Record().State == state {
				continue // no arrow, or none forward
			}
			back, err := after.StepBack(noon)
			if err != nil || back.Record().State != state {
				t.Errorf("%s → %s goes back to %s, %v", state, after.Record().State, back.Record().State, err)
			}
		}
	}
}

func TestStoppingLeadsBackToBeingAskedAnewAndNoFurther(t *testing.T) {
	for state := range wayTo {
		n, err := networkerIn(t, state).Stop(domain.VoiceSelf, noon).StepBack(noon)
		if err != nil {
			t.Fatal(err)
		}
		want := domain.NetworkerApproached
		if state == domain.NetworkerIdea {
			want = domain.NetworkerIdea
		}
		if n.Record().State != want {
			t.Errorf("stopped from %s, one step back is %s, want %s", state, n.Record().State, want)
		}
	}
}

// The heart of R-05: no sequence of calls, refused ones included, reaches learning or
// active unless the last conversation since the last no, stop or step back to being
// asked holds the client's own yes.
func TestR05_NoSequenceReachesLearningOrActiveWithoutOwnYes(t *testing.T) {
	names := []string{
		"approach", "yes", "no", "learn", "activate", "pause", "resume", "stop", "own stop", "undo stop", "own undo", "step back",
	}
	rapid.Check(t, func(t *rapid.T) {
		n, said, slip := newNetworker(t), false, false // slip: the yes stood when staff wrote down a stop
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			name := rapid.SampledFrom(names).Draw(t, "step")
			next, err := networkerSteps[name](n)
			if err != nil {
				continue
			}
			before := n.Record().State
			n = next
			r := n.Record()
			switch {
			case name == "yes":
				said = true
			case name == "undo stop":
				said = slip
			case name == "own undo": // the networker's own tap: their yes renewed, where there was one
				said = r.Conversation != nil && r.Conversation.OwnYes
			case name == "stop" && before != domain.NetworkerStopped:
				said, slip = false, said
			case name == "own stop":
				said, slip = false, false
			case name == "no", r.State == domain.NetworkerApproached, r.State == domain.NetworkerIdea:
				said = false
			}
			if (r.State == domain.NetworkerLearning || r.State == domain.NetworkerActive || r.State == domain.NetworkerPaused) &&
				(!said || r.Conversation == nil || !r.Conversation.OwnYes) {
				t.Fatalf("%s without own yes", r.State)
			}
			if r.State == domain.NetworkerActive && (r.SupportWorker == "" || r.AgreedSupport == "" || r.Capacity < 1 || r.Capacity > 10) {
				t.Fatalf("active without support (R-12): %+v", r)
			}
			if _, err := domain.RestoreNetworker(r); err != nil {
				t.Fatalf("what was made cannot be kept: %v", err)
			}
			if n.Stop(domain.VoiceStaff, noon).Record().State != domain.NetworkerStopped {
				t.Fatalf("no stop from %s (X-10)", r.State)
			}
		}
	})
}

func TestR01_TheRoleHasABeginningAndAnEndAndMayBeginAnew(t *testing.T) {
	n := networkerIn(t, domain.NetworkerStopped)
	for _, name := range []string{"step back", "yes", "learn", "activate"} {
		var err error
		if n, err = networkerSteps[name](n); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

func TestR03_APossibleNetworkerIsNotedWithASource(t *testing.T) {
	cases := []struct {
		source domain.NetworkerSource
		by     domain.Voice
		want   domain.NetworkerSource // empty: refused
	}{
		{domain.SourceOwnKnowledge, domain.VoiceStaff, domain.SourceOwnKnowledge},
		{domain.SourceFile, domain.VoiceStaff, domain.SourceFile},
		{domain.SourceCarePlan, domain.VoiceStaff, domain.SourceCarePlan},
		{"", domain.VoiceStaff, ""},
		{domain.SourceOwnSignUp, domain.VoiceStaff, ""},
		{"diagnosis", domain.VoiceStaff, ""},
		{domain.SourceOwnSignUp, domain.VoiceSelf, domain.SourceOwnSignUp},
		{"", domain.VoiceSelf, domain.SourceOwnSignUp},
		{domain.SourceFile, domain.VoiceSelf, ""},
	}
	for _, c := range cases {
		n, err := domain.NoteNetworker("n1", "c1", domain.NetworkerNote{Source: c.source, Reason: " kan goed luisteren "}, c.by, noon)
		if c.want == "" {
			wantField(t, err, "networker.source")
			continue
		}
		if r := n.Record(); err != nil || r.Source != c.want || r.Reason != "kan goed luisteren" || r.State != domain.NetworkerIdea {
			t.Errorf("source %q by %d: %+v, %v", c.source, c.by, r, err)
		}
	}
}

func TestR04_SomebodyWithANameAsks(t *testing.T) {
	_, err := newNetworker(t).Approach("", noon)
	wantField(t, err, "support_worker_id")
	if got := networkerIn(t, domain.NetworkerApproached).Record().ApproachedBy; got != "s1" {
		t.Fatalf("approached by %q", got)
	}
}

func TestR12_ActiveNeedsANamedSupportWorkerAgreedSupportAndALimit(t *testing.T) {
	for path, spoil := range map[string]func(*domain.Agreement){
		"support_worker_id": func(a *domain.Agreement) { a.SupportWorker = "" },
		"agreed_support":    func(a *domain.Agreement) { a.Support = " \n" },
		"capacity":          func(a *domain.Agreement) { a.Capacity = 0 },
	} {
		a := agreement
		spoil(&a)
		_, err := networkerIn(t, domain.NetworkerLearning).Activate(a, noon)
		wantField(t, err, path)
		_, err = networkerIn(t, domain.NetworkerActive).Activate(a, noon)
		wantField(t, err, path)
	}
	for n, ok := range map[int]bool{-1: false, 0: false, 1: true, 10: true, 11: false} {
		a := agreement
		a.Capacity = n
		if _, err := networkerIn(t, domain.NetworkerLearning).Activate(a, noon); (err == nil) != ok {
			t.Errorf("capacity %d: %v", n, err)
		}
	}
}

func TestR12_AnAgreementCanBeRenewedAndSurvivesAPause(t *testing.T) {
	a := agreement
	a.Capacity, a.SupportWorker = 1, "s2"
	n, err := networkerIn(t, domain.NetworkerActive).Activate(a, noon)
	if err != nil {
		t.Fatal(err)
	}
	n, _ = n.Pause(noon)
	n, err = n.Resume(noon)
	if r := n.Record(); err != nil || r.Capacity != 1 || r.SupportWorker != "s2" || r.State != domain.NetworkerActive {
		t.Fatalf("%+v, %v", r, err)
	}
}

func TestX10_StopWorksFromEveryStateAndTwice(t *testing.T) {
	for state := range wayTo {
		n := networkerIn(t, state).Stop(domain.VoiceSelf, noon).Stop(domain.VoiceSelf, noon)
		if n.Record().State != domain.NetworkerStopped {
			t.Errorf("from %s: %s", state, n.Record().State)
		}
	}
	// Who says so and when: there is no place for a reason.
	if in := reflect.TypeOf(domain.Networker.Stop).NumIn(); in != 3 {
		t.Errorf("Stop takes %d arguments", in-1)
	}
}

// What must not exist: a contract, hours, rewards, scores.
func TestX01_X02_X05_NoFieldForContractsHoursOrRewards(t *testing.T) {
	banned := regexp.MustCompile(`(?i)contract|sign(ed|ature)|volunteer|hours|minutes|frequen|minimum|point|badge|pay|reward|score|rank|star|percent|unsuitable|fail`)
	for _, of := range []any{
		domain.NetworkerRecord{}, domain.Conversation{}, domain.LearningStep{}, domain.Agreement{}, domain.NetworkerNote{},
		domain.NetworkerTerms{}, domain.Track{}, domain.GrowthNoteRecord{}, domain.GrowthTelling{}, domain.StepRecord{}, domain.StepTelling{},
	} {
		typ := reflect.TypeOf(of)
		for i := range typ.NumField() {
			if banned.MatchString(typ.Field(i).Name) {
				t.Errorf("%s.%s", typ.Name(), typ.Field(i).Name)
			}
		}
	}
}

func TestANetworkerThatWasNeverSavedIsNotRestored(t *testing.T) {
	for name, spoil := range map[string]func(*domain.NetworkerRecord){
		"state":      func(r *domain.NetworkerRecord) { r.State = "failed" },
		"no yes":     func(r *domain.NetworkerRecord) { r.Conversation.OwnYes = false },
		"no talk":    func(r *domain.NetworkerRecord) { r.Conversation = nil },
		"no worker":  func(r *domain.NetworkerRecord) { r.SupportWorker = "" },
		"no support": func(r *domain.NetworkerRecord) { r.AgreedSupport = "" },
		"capacity":   func(r *domain.NetworkerRecord) { r.Capacity = 11 },
		"not asked":  func(r *domain.NetworkerRecord) { r.ApproachedBy = "" },
	} {
		r := networkerIn(t, domain.NetworkerActive).Record()
		spoil(&r)
		_, err := domain.RestoreNetworker(r)
		if err == nil || fault.KindOf(err) != fault.KindInternal {
			t.Errorf("%s: error = %v, want a defect", name, err)
		}
	}
}

func TestARecordIsACopy(t *testing.T) {
	n := networkerIn(t, domain.NetworkerLearning)
	r := n.Record()
	r.Conversation.OwnYes, r.Learning[0].Done = false, true
	if again := n.Record(); !again.Conversation.OwnYes || again.Learning[0].Done {
		t.Fatal("a record lets one change the networker behind its back")
	}
}

func TestTheClockIsTheCallers(t *testing.T) {
	later := noon.Add(time.Hour)
	n, _ := newNetworker(t).Approach("s1", later)
	if r := n.Record(); !r.Created.Equal(noon) || !r.Updated.Equal(later) {
		t.Fatalf("created %v, updated %v", r.Created, r.Updated)
	}
}
