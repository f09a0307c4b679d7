package server

import (
	"strings"
	"testing"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/internal/wire"
)

// The domain's words are those of the contract, or rules would look at states that never come.
func TestTheDomainsWordsAreThoseOfTheContract(t *testing.T) {
	t.Parallel()
	for _, s := range []domain.State{domain.Trying, domain.Planned, domain.Held, domain.NotHeld} {
		if wire.Value[pb.Activity_State](s) == 0 {
			t.Errorf("no state %q", s)
		}
	}
	for _, m := range []domain.Mood{domain.MoodNice, domain.MoodSoSo, domain.MoodNotNice, domain.MoodSkipped} {
		if wire.Value[pb.HowWasIt_Mood](m) == 0 {
			t.Errorf("no mood %q", m)
		}
	}
	states := append(domain.StatesTogether(), domain.MatchIdea, domain.MatchProposed, domain.MatchClosed)
	if len(states) != len(matchingv1.Match_State_name)-1 {
		t.Errorf("the domain knows %d states of a match, matching %d", len(states), len(matchingv1.Match_State_name)-1)
	}
	for _, s := range states {
		if wire.Value[matchingv1.Match_State](s) == 0 {
			t.Errorf("no match state %q", s)
		}
	}
	for n := range pb.Activity_Kind_name {
		k := pb.Activity_Kind(n)
		w := wire.Word[domain.Kind](k)
		if wire.Value[pb.Activity_Kind](w) != k || (w == "") != (n == 0) || strings.Contains(string(w), "KIND") {
			t.Errorf("%v became %q", k, w)
		}
	}
	if wire.Word[domain.State](pb.Activity_State(99)) != "" || wire.Value[pb.Activity_State](domain.State("elsewhere")) != 0 {
		t.Error("what nobody knows is not unspecified")
	}
}
