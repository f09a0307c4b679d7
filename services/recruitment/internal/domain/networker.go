package domain

import (
	"fmt"
	"slices"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

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
	TrackKey      string          // the template the track was made from (O-04); empty before learning
	TrackVersion  int             // its version at the time
	LeadsGroup    bool
	GroupHelper   SupportWorkerID // who helps with the group; empty when they lead none
	HelperGuides  bool            // whether that helper guides the client today; read, never kept
	StoppedFrom   NetworkerState  // where they were when they stopped; empty unless stopped
	StoppedAt     time.Time
	StoppedBySelf bool // whose word it was
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
		Reason: said.Own(note.Reason), Created: now, Updated: now,
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
	r.Learning = worded(slices.Clone(r.Learning))
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
	case r.LeadsGroup && r.GroupHelper == "":
		return fmt.Errorf("%s leading a group without a helper (R-14)", r.State)
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

// StartLearning begins the learning track, by trying. The track takes over the words of
// the template as it is today; one that was begun before goes on as it was (O-04).
func (n Networker) StartLearning(track Track, now time.Time) (Networker, error) {
	if n.r.State != NetworkerInConversation {
		return n, n.notNow()
	}
	if len(n.r.Learning) == 0 {
		n.r.Learning, n.r.TrackKey, n.r.TrackVersion = slices.Clone(track.Steps), track.Key, track.Version
	}
	return n.to(NetworkerLearning, now), nil
}
