package domain

import (
	"fmt"
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// NetworkerState is where somebody is on the road to being a networker.
type NetworkerState string

// The states. Every arrow between them has a way back, and none is a failure.
const (
	NetworkerIdea           NetworkerState = "idea"
	NetworkerApproached     NetworkerState = "approached"
	NetworkerInConversation NetworkerState = "in_conversation"
	NetworkerLearning       NetworkerState = "learning"
	NetworkerActive         NetworkerState = "active"
	NetworkerPaused         NetworkerState = "paused"
	NetworkerStopped        NetworkerState = "stopped"
)

// NetworkerSource is where the idea came from.
type NetworkerSource string

// The sources.
const (
	SourceOwnKnowledge NetworkerSource = "own_knowledge"
	SourceFile         NetworkerSource = "file"
	SourceCarePlan     NetworkerSource = "care_plan"
	SourceOwnSignUp    NetworkerSource = "own_sign_up"
)

// Voice says who speaks. Some things only the person can say of themself.
type Voice uint8

// The voices.
const (
	VoiceStaff Voice = iota
	VoiceSelf        // the client whom it is about
)

// A networker takes along at most this many people at once; each sets their own limit below it.
const (
	leastCapacity = 1
	mostCapacity  = 10
)

// NetworkerRecord is a networker as plain data.
type NetworkerRecord struct {
	ID            NetworkerID
	Client        ClientID
	Version       Version
	State         NetworkerState
	Source        NetworkerSource
	Reason        string          // in own words; nothing copied from a file
	ApproachedBy  SupportWorkerID // who asked in person; empty for an idea
	Conversation  *Conversation   // the last talk; nil when there was none
	AgreedSupport string
	SupportWorker SupportWorkerID // of this role
	Capacity      int             // 1..10, the person's own limit; 0 until it was agreed
	Learning      []LearningStep
	Created       time.Time
	Updated       time.Time
}

// Networker is the role a client takes for a period. Only NoteNetworker and
// RestoreNetworker make one. From in_conversation on the client's own yes is on
// record; an active one has a named support worker and agreed support.
type Networker struct{ r NetworkerRecord }

// NetworkerNote is how the road begins.
type NetworkerNote struct {
	Source NetworkerSource
	Reason string
}

// NoteNetworker notes that a client might be a networker. A client signs up
// themself, and needs to say no more than that; staff say where the idea came from.
func NoteNetworker(id NetworkerID, client ClientID, note NetworkerNote, by Voice, now time.Time) (Networker, error) {
	if by == VoiceSelf && note.Source == "" {
		note.Source = SourceOwnSignUp
	}
	if !slices.Contains(sourcesOf(by), note.Source) {
		return Networker{}, fault.Invalid("SOURCE_MISSING", fault.Text{
			NL: "Waar komt het idee vandaan?", EN: "Where does the idea come from?",
		}, sourceField(by))
	}
	return Networker{NetworkerRecord{
		ID: id, Client: client, State: NetworkerIdea, Source: note.Source,
		Reason: ownWords(note.Reason), Created: now, Updated: now,
	}}, nil
}

// SignUp is the client's own sign-up where somebody had noted the idea already: from
// then on it is the client's, in their words. Nobody's note about them stays under it.
func (n Networker) SignUp(note NetworkerNote, now time.Time) (Networker, error) {
	own, err := NoteNetworker(n.r.ID, n.r.Client, note, VoiceSelf, now)
	if err != nil {
		return n, err
	}
	n.r.Source, n.r.Reason = own.r.Source, own.r.Reason
	return n.to(n.r.State, now), nil
}

func sourcesOf(by Voice) []NetworkerSource {
	if by == VoiceSelf {
		return []NetworkerSource{SourceOwnSignUp}
	}
	return []NetworkerSource{SourceOwnKnowledge, SourceFile, SourceCarePlan}
}

func sourceField(by Voice) fault.Field {
	if by == VoiceSelf {
		return fault.Field{Path: "networker.source", Text: fault.Text{
			NL: "Jij meldt je zelf aan: kies 'eigen aanmelding'.",
			EN: "You sign up yourself: choose 'own sign-up'.",
		}}
	}
	return fault.Field{Path: "networker.source", Text: fault.Text{
		NL: "Kies: eigen kennis, dossier of zorgplan. Aanmelden doet een cliënt zelf.",
		EN: "Choose: own knowledge, file or care plan. A client signs up themself.",
	}}
}

// RestoreNetworker makes a networker of what was kept. An error is a defect.
func RestoreNetworker(r NetworkerRecord) (Networker, error) {
	if err := checkNetworker(r); err != nil {
		return Networker{}, fmt.Errorf("networker %s as kept: %w", r.ID, err)
	}
	return Networker{r}, nil
}

// checkNetworker holds what is true of every networker, whichever way it came about.
func checkNetworker(r NetworkerRecord) error {
	place := slices.Index(networkerRoad, r.State)
	asked := place >= slices.Index(networkerRoad, NetworkerApproached)
	saidYes := place >= slices.Index(networkerRoad, NetworkerInConversation)
	atWork := place >= slices.Index(networkerRoad, NetworkerActive)
	switch {
	case place < 0 && r.State != NetworkerStopped:
		return fmt.Errorf("unknown state %q", r.State)
	case asked && r.ApproachedBy == "":
		return fmt.Errorf("%s, and nobody asked (R-04)", r.State)
	case saidYes && !r.ownYes():
		return fmt.Errorf("%s without own yes (R-05)", r.State)
	case atWork && (r.SupportWorker == "" || r.AgreedSupport == ""):
		return fmt.Errorf("%s without support (R-12)", r.State)
	case atWork && !validCapacity(r.Capacity):
		return fmt.Errorf("%s with capacity %d", r.State, r.Capacity)
	}
	return nil
}

// networkerRoad is the road in order; stopped stands beside it.
var networkerRoad = []NetworkerState{
	NetworkerIdea, NetworkerApproached, NetworkerInConversation, NetworkerLearning, NetworkerActive, NetworkerPaused,
}

func (r NetworkerRecord) ownYes() bool { return r.Conversation != nil && r.Conversation.OwnYes }

func validCapacity(n int) bool { return n >= leastCapacity && n <= mostCapacity }

// Record gives the networker as plain data.
func (n Networker) Record() NetworkerRecord {
	r := n.r
	r.Learning = slices.Clone(r.Learning)
	if r.Conversation != nil {
		talk := *r.Conversation
		r.Conversation = &talk
	}
	return r
}

// Approach says that this support worker asked in person.
func (n Networker) Approach(by SupportWorkerID, now time.Time) (Networker, error) {
	if by == "" {
		return n, fault.Invalid("NOBODY_ASKED", fault.Text{
			NL: "Wie heeft het persoonlijk gevraagd?", EN: "Who asked in person?",
		}, fault.Field{Path: "support_worker_id", Text: fault.Text{
			NL: "Noem de begeleider die het vroeg.", EN: "Name the support worker who asked.",
		}})
	}
	if n.r.State != NetworkerIdea {
		return n, n.notNow()
	}
	n.r.ApproachedBy = by
	return n.to(NetworkerApproached, now), nil
}

// StartLearning begins the learning track, by trying.
func (n Networker) StartLearning(now time.Time) (Networker, error) {
	if n.r.State != NetworkerInConversation {
		return n, n.notNow()
	}
	if len(n.r.Learning) == 0 {
		n.r.Learning = DefaultLearning()
	}
	return n.to(NetworkerLearning, now), nil
}

// Agreement is what is agreed when somebody becomes active.
type Agreement struct {
	SupportWorker SupportWorkerID // named
	Support       string          // what support, in words
	Capacity      int             // how many people at once: the person's own limit, 1..10
}

// Activate makes somebody active with what was agreed, or renews the agreement of
// somebody who is. No learning step has to be done for it: the track is no gate.
func (n Networker) Activate(a Agreement, now time.Time) (Networker, error) {
	if n.r.State != NetworkerLearning && n.r.State != NetworkerActive {
		return n, n.notNow()
	}
	a.Support = ownWords(a.Support)
	if err := checkAgreement(a); err != nil {
		return n, err
	}
	n.r.SupportWorker, n.r.AgreedSupport, n.r.Capacity = a.SupportWorker, a.Support, a.Capacity
	return n.to(NetworkerActive, now), nil
}

func checkAgreement(a Agreement) error {
	var wrong []fault.Field
	if a.SupportWorker == "" {
		wrong = append(wrong, fault.Field{Path: "support_worker_id", Text: fault.Text{
			NL: "Noem de begeleider die erbij blijft.", EN: "Name the support worker who stays beside them.",
		}})
	}
	if a.Support == "" {
		wrong = append(wrong, fault.Field{Path: "agreed_support", Text: fault.Text{
			NL: "Schrijf op welke steun is afgesproken.", EN: "Write down what support was agreed.",
		}})
	}
	if !validCapacity(a.Capacity) {
		wrong = append(wrong, fault.Field{Path: "capacity", Text: fault.Text{
			NL: "Kies samen een grens van 1 tot en met 10 mensen.", EN: "Choose together a limit of 1 to 10 people.",
		}})
	}
	if len(wrong) == 0 {
		return nil
	}
	return fault.Invalid("SUPPORT_NOT_AGREED", fault.Text{
		NL: "Een netwerker staat er nooit alleen voor.", EN: "A networker never stands alone.",
	}, wrong...)
}

// Pause is a pause, as long as the person likes.
func (n Networker) Pause(now time.Time) (Networker, error) {
	if n.r.State != NetworkerActive {
		return n, n.notNow()
	}
	return n.to(NetworkerPaused, now), nil
}

// Resume is back from a pause, with what was agreed before it.
func (n Networker) Resume(now time.Time) (Networker, error) {
	if n.r.State != NetworkerPaused {
		return n, n.notNow()
	}
	return n.to(NetworkerActive, now), nil
}

// Stop stops, from every state and without a reason. Who has stopped already
// may say so again.
func (n Networker) Stop(now time.Time) Networker {
	if n.r.State == NetworkerStopped {
		return n
	}
	return n.to(NetworkerStopped, now)
}

// StepBack goes one step back on the road: that is normal. Stopping took the yes
// back, so from there the road leads no further than to being asked anew.
func (n Networker) StepBack(now time.Time) (Networker, error) {
	switch n.r.State {
	case NetworkerApproached:
		n.r.ApproachedBy = ""
		return n.to(NetworkerIdea, now), nil
	case NetworkerInConversation:
		return n.to(NetworkerApproached, now), nil
	case NetworkerLearning:
		return n.to(NetworkerInConversation, now), nil
	case NetworkerActive:
		return n.to(NetworkerLearning, now), nil
	case NetworkerPaused:
		return n.to(NetworkerActive, now), nil
	case NetworkerStopped:
		if n.r.ApproachedBy == "" {
			return n.to(NetworkerIdea, now), nil
		}
		return n.to(NetworkerApproached, now), nil
	}
	return n, fault.Conflict("NOTHING_BEFORE", fault.Text{
		NL: "Dit is nog een idee: er is geen stap terug.", EN: "This is still an idea: there is no step back.",
	})
}

func (n Networker) to(s NetworkerState, now time.Time) Networker {
	n.r.State, n.r.Updated = s, now
	return n
}

// notNow says why a step is not possible from here, and what comes first.
func (n Networker) notNow() error {
	return fault.Conflict("NETWORKER_STATE", networkerNotNow[n.r.State])
}

var networkerNotNow = map[NetworkerState]fault.Text{
	NetworkerIdea: {
		NL: "Dit is nog een idee. Vraag het eerst persoonlijk.", EN: "This is still an idea. Ask in person first.",
	},
	NetworkerApproached: {
		NL: "Het is gevraagd. Voer eerst het gesprek en leg het eigen ja vast.",
		EN: "It was asked. Have the conversation first and record the client's own yes.",
	},
	NetworkerInConversation: {
		NL: "Het gesprek is gevoerd. De volgende stap is leren, door te proberen.",
		EN: "The conversation was held. The next step is learning, by trying.",
	},
	NetworkerLearning: {
		NL: "Deze netwerker is aan het leren.", EN: "This networker is learning.",
	},
	NetworkerActive: {
		NL: "Deze netwerker is al actief.", EN: "This networker is active already.",
	},
	NetworkerPaused: {
		NL: "Deze netwerker heeft pauze. Hervat eerst, als de netwerker dat wil.",
		EN: "This networker takes a pause. Resume first, if the networker wants to.",
	},
	NetworkerStopped: {
		NL: "Deze netwerker is gestopt, en dat is goed. Opnieuw beginnen kan met een stap terug en een nieuw gesprek.",
		EN: "This networker has stopped, and that is fine. Starting anew begins with a step back and a new conversation.",
	},
}
