package domain

import (
	"fmt"
	"slices"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

	"github.com/optrek/optrek/services/internal/fault"
)

// StepKind is what sort of step it is.
type StepKind string

// The kinds.
const (
	StepSmall StepKind = "small"
	// StepFindSomebody is looking for somebody who gives something back for the client
	// (N-18). It is a task of those around, so it takes none of the client's few places.
	StepFindSomebody StepKind = "find_somebody"
)

// StepState is how far a step is.
type StepState string

// The states. Letting go is a choice, and every state has a way back.
const (
	StepOpen  StepState = "open"
	StepDone  StepState = "done"
	StepLetGo StepState = "let_go"
)

// StepWho says who takes the step.
type StepWho string

// Who takes it.
const (
	StepByClient        StepWho = "client"
	StepTogether        StepWho = "together"
	StepBySupportWorker StepWho = "support_worker"
)

// StepTelling is what is told of a step, and may be told anew at any time. There is no
// day by which it is to be done (O-05).
type StepTelling struct {
	Wish    WishID // the wish it serves; empty for a step on its own
	Words   string // plain words; may be empty when there is a picture
	Picture string // name of a pictogram that says it
	Who     StepWho
}

// StepRecord is a step as plain data, for keeping and showing.
type StepRecord struct {
	StepTelling
	ID      StepID
	Client  ClientID
	Version Version // counted by the store
	Kind    StepKind
	State   StepState
	Created time.Time
	Updated time.Time
}

// Step is a small next step of a client: few are open at once (N-12), as many as the
// organisation chose in its Settings. Only NewStep and RestoreStep make one.
type Step struct{ r StepRecord }

// StepOf says which step is made: whose, and of what kind; a small one when that is empty.
type StepOf struct {
	ID     StepID
	Client ClientID
	Kind   StepKind
}

// NewStep makes an open step. Nobody needs to say who takes it: a client's own step is
// theirs, one that staff note is taken together.
func NewStep(of StepOf, told StepTelling, by Voice, now time.Time) (Step, error) {
	if of.Kind == "" {
		of.Kind = StepSmall
	}
	if told.Who == "" {
		told.Who = StepTogether
		if by == VoiceSelf {
			told.Who = StepByClient
		}
	}
	told, err := checkStep(of.Kind, told)
	if err != nil {
		return Step{}, err
	}
	return Step{StepRecord{
		StepTelling: told, ID: of.ID, Client: of.Client, Kind: of.Kind, State: StepOpen, Created: now, Updated: now,
	}}, nil
}

// FindSomebody makes the step of looking for somebody who gives something back for
// the client (N-18). The screen has the words for it.
func FindSomebody(id StepID, client ClientID, now time.Time) Step {
	return Step{StepRecord{
		StepTelling: StepTelling{Who: StepTogether}, ID: id, Client: client, Kind: StepFindSomebody,
		State: StepOpen, Created: now, Updated: now,
	}}
}

// RestoreStep makes a step of what was kept. An error is a defect: no such step was ever saved.
func RestoreStep(r StepRecord) (Step, error) {
	told, err := checkStep(r.Kind, r.StepTelling)
	if err != nil {
		return Step{}, fmt.Errorf("step %s as kept: %w", r.ID, Defect(err))
	}
	if !slices.Contains([]StepState{StepOpen, StepDone, StepLetGo}, r.State) {
		return Step{}, fmt.Errorf("step %s as kept: unknown state %q", r.ID, r.State)
	}
	r.StepTelling = told
	return Step{r}, nil
}

// Record gives the step as plain data.
func (s Step) Record() StepRecord { return s.r }

// TakesPlace says whether the step is one of the few that may be open at once.
func (s Step) TakesPlace() bool { return s.r.Kind == StepSmall && s.r.State == StepOpen }

// Tell changes what is told; in every state.
func (s Step) Tell(told StepTelling, now time.Time) (Step, error) {
	told, err := checkStep(s.r.Kind, told)
	if err != nil {
		return s, err
	}
	s.r.StepTelling, s.r.Updated = told, now
	return s, nil
}

// Complete says that it is done.
func (s Step) Complete(now time.Time) (Step, error) { return s.move(StepDone, now, StepOpen) }

// LetGo says: not any more, and that is fine.
func (s Step) LetGo(now time.Time) (Step, error) { return s.move(StepLetGo, now, StepOpen) }

// Reopen is the way back from both.
func (s Step) Reopen(now time.Time) (Step, error) { return s.move(StepOpen, now, StepDone, StepLetGo) }

func (s Step) move(to StepState, now time.Time, from ...StepState) (Step, error) {
	if !slices.Contains(from, s.r.State) {
		return s, fault.Conflict("STEP_STATE", stepStateText[s.r.State])
	}
	s.r.State, s.r.Updated = to, now
	return s, nil
}

// stepStateText says why something is not possible, and what is.
var stepStateText = map[StepState]fault.Text{
	StepOpen: {NL: "Deze stap staat al open.", EN: "This step is open already."},
	StepDone: {NL: "Deze stap is al gedaan. Je kunt hem weer openzetten.", EN: "This step is done already. It can be opened again."},
	StepLetGo: {
		NL: "Deze stap is losgelaten. Je kunt hem weer openzetten.", EN: "This step was let go. It can be opened again.",
	},
}

// RoomForStep is nil when one more small step may be open beside those that are (N-12).
// The answer names the open ones by their ids: their words are nobody's but the client's.
func RoomForStep(open []StepID, most int) error {
	if len(open) < most {
		return nil
	}
	full := fault.Conflict("STEPS_FULL", fault.Text{
		NL: "Er staan al genoeg kleine stappen open. Rond er eerst een af, of laat er een los.",
		EN: "Enough small steps are open already. Finish one first, or let one go.",
	})
	for _, id := range open {
		full.Fields = append(full.Fields, fault.Field{Path: "open_steps." + string(id), Text: fault.Text{
			NL: "Deze stap staat nog open.", EN: "This step is still open.",
		}})
	}
	return full
}

// FoundNobodyYet is what a second search for somebody is answered: one at a time.
func FoundNobodyYet() error {
	return fault.Exists("SEARCH_OPEN", fault.Text{
		NL: "Er wordt al iemand gezocht. Die stap staat nog open.",
		EN: "Somebody is being looked for already. That step is still open.",
	})
}

// NoSuchWish is said of a wish that is not this client's.
func NoSuchWish() error {
	return fault.Unknown("UNKNOWN_WISH", fault.Text{
		NL: "Deze wens is er niet (meer) bij deze cliënt.", EN: "This client has no such wish (any more).",
	}, "step.wish_id")
}

// checkStep tidies what is told. A search for somebody needs no words: it says what it is.
func checkStep(kind StepKind, t StepTelling) (StepTelling, error) {
	t.Words, t.Picture = said.Own(t.Words), said.Tidy(t.Picture)
	var wrong []fault.Field
	if kind != StepFindSomebody && t.Words == "" && t.Picture == "" {
		wrong = append(wrong, fault.Field{Path: "step.words", Text: fault.Text{
			NL: "Zeg in een paar woorden wat de stap is, of kies een plaatje.",
			EN: "Say in a few words what the step is, or choose a picture.",
		}})
	}
	if kind != StepSmall && kind != StepFindSomebody {
		wrong = append(wrong, said.UnknownChoice("step.kind"))
	}
	if !slices.Contains([]StepWho{StepByClient, StepTogether, StepBySupportWorker}, t.Who) {
		wrong = append(wrong, fault.Field{Path: "step.who", Text: fault.Text{
			NL: "Wie doet deze stap? Kies: de cliënt, samen of de begeleider.",
			EN: "Who takes this step? Choose: the client, together or the support worker.",
		}})
	}
	if len(wrong) > 0 {
		return t, fault.Invalid("STEP_INCOMPLETE", fault.Text{
			NL: "De stap is nog niet compleet.", EN: "The step is not complete yet.",
		}, wrong...)
	}
	return t, nil
}
