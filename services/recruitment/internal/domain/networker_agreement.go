package domain

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

	"github.com/optrek/optrek/services/internal/fault"
)

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
	a.Support = said.Own(a.Support)
	if err := checkAgreement(a, ""); err != nil {
		return n, err
	}
	n.r.SupportWorker, n.r.AgreedSupport, n.r.Capacity = a.SupportWorker, a.Support, a.Capacity
	return n.to(NetworkerActive, now), nil
}

// checkAgreement holds R-12; under is where the fields stand in the request.
func checkAgreement(a Agreement, under string) error {
	var wrong []fault.Field
	if a.SupportWorker == "" {
		wrong = append(wrong, fault.Field{Path: under + "support_worker_id", Text: fault.Text{
			NL: "Noem de begeleider die erbij blijft.", EN: "Name the support worker who stays beside them.",
		}})
	}
	if a.Support == "" {
		wrong = append(wrong, fault.Field{Path: under + "agreed_support", Text: fault.Text{
			NL: "Schrijf op welke steun is afgesproken.", EN: "Write down what support was agreed.",
		}})
	}
	if !validCapacity(a.Capacity) {
		wrong = append(wrong, fault.Field{Path: under + "capacity", Text: fault.Text{
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

// NetworkerTerms is what staff may change of a networker by itself, without a step on the road.
type NetworkerTerms struct {
	Reason string
	Agreement
	LeadsGroup  bool
	GroupHelper SupportWorkerID
}

// Terms gives them as they are.
func (n Networker) Terms() NetworkerTerms {
	return NetworkerTerms{
		Reason: n.r.Reason, LeadsGroup: n.r.LeadsGroup, GroupHelper: n.r.GroupHelper,
		Agreement: Agreement{SupportWorker: n.r.SupportWorker, Support: n.r.AgreedSupport, Capacity: n.r.Capacity},
	}
}

// Amend changes them. guides are the client's own support workers today: only one of
// those helps to lead a group. A helper who stopped guiding since stands in
// nobody's way here: other things can be changed before a new one is found.
func (n Networker) Amend(t NetworkerTerms, guides []SupportWorkerID, now time.Time) (Networker, error) {
	before := n.Terms()
	t.Reason, t.Support = said.Own(t.Reason), said.Own(t.Support)
	if !t.LeadsGroup {
		t.GroupHelper = ""
	}
	if t.Reason != before.Reason && n.r.Source == SourceOwnSignUp {
		return n, fault.Conflict("OWN_REASON", fault.Text{
			NL: "Deze woorden zijn van de cliënt zelf. Ze blijven zoals ze zijn.",
			EN: "These are the client's own words. They stay as they are.",
		})
	}
	if t.Agreement != before.Agreement {
		if err := n.agreeable(t.Agreement); err != nil {
			return n, err
		}
	}
	if t.LeadsGroup != before.LeadsGroup || t.GroupHelper != before.GroupHelper {
		if err := n.groupable(t, guides); err != nil {
			return n, err
		}
		n.r.HelperGuides = t.LeadsGroup
	}
	n.r.Reason, n.r.LeadsGroup, n.r.GroupHelper = t.Reason, t.LeadsGroup, t.GroupHelper
	n.r.SupportWorker, n.r.AgreedSupport, n.r.Capacity = t.SupportWorker, t.Support, t.Capacity
	return n.to(n.r.State, now), nil
}

// agreeable says whether this may be agreed with somebody where they are: not before
// their own yes, and nothing may be taken out of it while they are active.
func (n Networker) agreeable(a Agreement) error {
	switch n.r.State {
	case NetworkerInConversation, NetworkerLearning:
		if a.Capacity == 0 { // still to be agreed
			a.Capacity = leastCapacity
		}
		if !validCapacity(a.Capacity) {
			return checkAgreement(Agreement{SupportWorker: "-", Support: "-", Capacity: a.Capacity}, "networker.")
		}
		return nil
	case NetworkerActive, NetworkerPaused:
		return checkAgreement(a, "networker.")
	}
	return n.notNow()
}

// groupable holds R-14.
func (n Networker) groupable(t NetworkerTerms, guides []SupportWorkerID) error {
	if !t.LeadsGroup {
		return nil
	}
	if !slices.Contains([]NetworkerState{NetworkerLearning, NetworkerActive, NetworkerPaused}, n.r.State) {
		return n.notNow()
	}
	if slices.Contains(guides, t.GroupHelper) {
		return nil
	}
	return fault.Invalid("GROUP_HELPER_MISSING", fault.Text{
		NL: "Een groep leiden gaat met hulp van een eigen begeleider.",
		EN: "Leading a group goes with the help of one's own support worker.",
	}, fault.Field{Path: "networker.group_helper_id", Text: fault.Text{
		NL: "Kies een van de twee begeleiders van deze cliënt.",
		EN: "Choose one of the two support workers of this client.",
	}})
}

// MayLeadGroup says whether this networker leads a group now, with a helper who guides them.
func (r NetworkerRecord) MayLeadGroup() bool {
	return r.LeadsGroup && r.HelperGuides && r.State == NetworkerActive
}

// NeedsGroupHelper says that they lead a group and whoever helped with it no longer guides them.
func (r NetworkerRecord) NeedsGroupHelper() bool { return r.LeadsGroup && !r.HelperGuides }
