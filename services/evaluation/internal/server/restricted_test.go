package server_test

import (
	"testing"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// What is known of somebody whose data is not to be used stays, and says nothing: no
// signal of them or of a match they are in, and nothing is counted of them.
func TestWhatIsNotToBeUsedGivesNoSignalAndIsKept(t *testing.T) {
	t.Parallel()
	h := open(t)
	before := h.busy()
	h.wantSignals(h.lead(), before...)
	kept := h.count(`SELECT count(*) FROM evaluation.match_person`) + h.count(`SELECT count(*) FROM evaluation.reflection`)
	for range 2 { // heard twice
		h.hear(here, h.now, &recruitmentv1.RestrictionChanged{ClientId: anna, Restricted: true})
	}
	for _, s := range h.signals(h.lead()) {
		t.Errorf("a signal rests on what is not to be used: %v", s)
	}
	if n := h.count(`SELECT count(*) FROM evaluation.match_person`) + h.count(`SELECT count(*) FROM evaluation.reflection`); n != kept {
		t.Error("something was removed: it is to be kept")
	}
	h.hear(here, h.now, &recruitmentv1.RestrictionChanged{ClientId: anna})
	h.wantSignals(h.lead(), before...)
}
