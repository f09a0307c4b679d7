package server_test

import (
	"testing"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
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

// Nobody whose data is not to be used is counted in a figure; once it may be used again they are.
func TestWhatIsNotToBeUsedIsNotCounted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		again           bool
		atLeast, atMost int32
	}{"restricted": {false, 10, 14}, "and back": {true, 15, 19}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			h.village(37) // in the large location 18 went out
			for i := 4; i < 14; i += 2 {
				h.hear(here, h.now, &recruitmentv1.RestrictionChanged{ClientId: uuid(1000 + i), Restricted: true})
				if c.again {
					h.hear(here, h.now, &recruitmentv1.RestrictionChanged{ClientId: uuid(1000 + i)})
				}
			}
			went := cell(t, h.quarters().GetQuarters()[0], pb.Figure_FIGURE_TAKING_PART, large, pb.Group_GROUP_WITH_MATCH)
			if went.GetAtLeast() != c.atLeast || went.GetAtMost() != c.atMost {
				t.Errorf("counted as %v", went)
			}
		})
	}
}
