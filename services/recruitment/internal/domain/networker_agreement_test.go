package domain_test

import (
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

var guides = []domain.SupportWorkerID{"s1", "s2"}

func TestR14_LeadingAGroupNeedsAHelperWhoGuidesTheClient(t *testing.T) {
	n := networkerIn(t, domain.NetworkerActive)
	group := n.Terms()
	group.LeadsGroup = true
	for _, helper := range []domain.SupportWorkerID{"", "s3"} {
		group.GroupHelper = helper
		_, err := n.Amend(group, guides, noon)
		wantField(t, err, "networker.group_helper_id")
	}
	group.GroupHelper = "s2"
	n, err := n.Amend(group, guides, noon)
	if r := n.Record(); err != nil || !r.LeadsGroup || r.GroupHelper != "s2" || !r.MayLeadGroup() || r.NeedsGroupHelper() {
		t.Fatalf("%+v, %v", r, err)
	}
	n, err = n.Amend(domain.NetworkerTerms{Agreement: n.Terms().Agreement, GroupHelper: "s2"}, guides, noon)
	if r := n.Record(); err != nil || r.LeadsGroup || r.GroupHelper != "" {
		t.Fatalf("after the group: %+v, %v", r, err)
	}
}

// Who leads a group while the helper stopped guiding needs a new one. Nothing else waits for that.
func TestR14_AHelperWhoLeftIsAskedForAndStandsInNobodysWay(t *testing.T) {
	r := networkerIn(t, domain.NetworkerActive).Record()
	r.LeadsGroup, r.GroupHelper, r.HelperGuides = true, "s9", false
	n, err := domain.RestoreNetworker(r)
	if err != nil {
		t.Fatal(err)
	}
	if !n.Record().NeedsGroupHelper() || n.Record().MayLeadGroup() {
		t.Error("nobody hears that a helper is needed")
	}
	terms := n.Terms()
	terms.Capacity = 3
	if n, err = n.Amend(terms, guides, noon); err != nil || n.Record().Capacity != 3 || !n.Record().NeedsGroupHelper() {
		t.Fatalf("%+v, %v", n.Record(), err)
	}
	terms.GroupHelper = "s1"
	if n, err = n.Amend(terms, guides, noon); err != nil || n.Record().NeedsGroupHelper() {
		t.Fatalf("%+v, %v", n.Record(), err)
	}
	r.GroupHelper = ""
	if _, err := domain.RestoreNetworker(r); err == nil {
		t.Error("a group without a helper on record was restored")
	}
}

func TestR14_AGroupIsLedByWhoIsLearningOrActive(t *testing.T) {
	for state := range wayTo {
		n := networkerIn(t, state)
		terms := n.Terms()
		terms.LeadsGroup, terms.GroupHelper = true, "s1"
		_, err := n.Amend(terms, guides, noon)
		may := state == domain.NetworkerLearning || state == domain.NetworkerActive || state == domain.NetworkerPaused
		if may != (err == nil) {
			t.Errorf("%s: %v", state, err)
		}
	}
}

func TestR12_NothingIsAgreedBeforeAYesAndNothingTakenOutWhileActive(t *testing.T) {
	for state := range wayTo {
		n := networkerIn(t, state)
		terms := n.Terms()
		terms.Support, terms.SupportWorker, terms.Capacity = "elke dag even bellen", "s2", 4
		_, err := n.Amend(terms, guides, noon)
		before := state == domain.NetworkerIdea || state == domain.NetworkerApproached || state == domain.NetworkerStopped
		if before != (err != nil) {
			t.Errorf("%s: %v", state, err)
		}
	}
	for path, spoil := range map[string]func(*domain.NetworkerTerms){
		"networker.support_worker_id": func(t *domain.NetworkerTerms) { t.SupportWorker = "" },
		"networker.agreed_support":    func(t *domain.NetworkerTerms) { t.Support = " \n" },
		"networker.capacity":          func(t *domain.NetworkerTerms) { t.Capacity = 0 },
	} {
		for _, state := range []domain.NetworkerState{domain.NetworkerActive, domain.NetworkerPaused} {
			terms := networkerIn(t, state).Terms()
			spoil(&terms)
			_, err := networkerIn(t, state).Amend(terms, guides, noon)
			wantField(t, err, path)
		}
	}
	terms := networkerIn(t, domain.NetworkerLearning).Terms()
	terms.Capacity = 11
	_, err := networkerIn(t, domain.NetworkerLearning).Amend(terms, guides, noon)
	wantField(t, err, "networker.capacity")
}

func TestR03_WhyMayBeSaidAnewExceptForWhoSignedUp(t *testing.T) {
	n, err := newNetworker(t).Amend(domain.NetworkerTerms{Reason: " legt makkelijk contact "}, guides, noon)
	if err != nil || n.Record().Reason != "legt makkelijk contact" {
		t.Fatalf("%+v, %v", n.Record(), err)
	}
	own, err := domain.NoteNetworker("n1", "c1", domain.NetworkerNote{Reason: "ik help graag"}, domain.VoiceSelf, noon)
	if err != nil {
		t.Fatal(err)
	}
	_, err = own.Amend(domain.NetworkerTerms{Reason: "lijkt me geschikt"}, guides, noon)
	wantKind(t, err, fault.KindConflict)
	if own.Record().Reason != "ik help graag" {
		t.Error("the client's own words were changed")
	}
}

// O-03: a stop that was a slip goes back to where they were, with everything as it was.
func TestO03_AStopByMistakeIsTakenBackToWhereTheyWere(t *testing.T) {
	later := noon.Add(time.Hour)
	for state := range wayTo {
		if state == domain.NetworkerStopped {
			continue
		}
		for by, undoes := range map[domain.Voice][]domain.Voice{
			domain.VoiceStaff: {domain.VoiceStaff, domain.VoiceSelf}, domain.VoiceSelf: {domain.VoiceSelf},
		} {
			for _, voice := range undoes {
				before := networkerIn(t, state)
				n, err := before.Stop(by, noon).UndoStop(voice, later)
				want := before.Record()
				want.Updated = later
				if got := n.Record(); err != nil || got.State != state || got.AgreedSupport != want.AgreedSupport ||
					len(got.Learning) != len(want.Learning) || got.StoppedFrom != "" || !got.StoppedAt.IsZero() {
					t.Errorf("from %s: %+v, %v", state, got, err)
				}
			}
		}
	}
}

// a stop takes the networker's yes back. Staff do not give it again for them.
func TestR05_StaffDoNotTakeBackWhatTheNetworkerSaid(t *testing.T) {
	n := networkerIn(t, domain.NetworkerActive).Stop(domain.VoiceSelf, noon)
	_, err := n.UndoStop(domain.VoiceStaff, noon)
	wantKind(t, err, fault.KindConflict)
	if !n.UndoStopUntil(domain.VoiceStaff).IsZero() || n.UndoStopUntil(domain.VoiceSelf).IsZero() {
		t.Error("who may take it back is said wrongly")
	}
	// Also when staff had written it down before.
	n = networkerIn(t, domain.NetworkerActive).Stop(domain.VoiceStaff, noon).Stop(domain.VoiceSelf, noon)
	_, err = n.UndoStop(domain.VoiceStaff, noon)
	wantKind(t, err, fault.KindConflict)
	// And staff saying it again makes it no slip of theirs.
	n = networkerIn(t, domain.NetworkerActive).Stop(domain.VoiceSelf, noon).Stop(domain.VoiceStaff, noon)
	_, err = n.UndoStop(domain.VoiceStaff, noon)
	wantKind(t, err, fault.KindConflict)
}

func TestR05_AfterADayAStopIsABeginningAnew(t *testing.T) {
	n := networkerIn(t, domain.NetworkerActive).Stop(domain.VoiceStaff, noon)
	if _, err := n.UndoStop(domain.VoiceStaff, noon.Add(24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	_, err := n.UndoStop(domain.VoiceSelf, noon.Add(24*time.Hour+time.Second))
	wantKind(t, err, fault.KindConflict)
	if f, _ := fault.As(err); !strings.Contains(f.Text.NL, "nieuw gesprek") {
		t.Errorf("says %q, and not what to do", f.Text.NL)
	}
	_, err = networkerIn(t, domain.NetworkerActive).UndoStop(domain.VoiceSelf, noon)
	wantKind(t, err, fault.KindConflict)
	// A step back began something else: the old place is no longer there to go to.
	back, err := n.StepBack(noon)
	if err != nil {
		t.Fatal(err)
	}
	_, err = back.UndoStop(domain.VoiceStaff, noon)
	wantKind(t, err, fault.KindConflict)
}
