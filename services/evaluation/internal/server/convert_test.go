package server

import (
	"slices"
	"testing"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/concern"
	"github.com/optrek/optrek/services/evaluation/internal/domain/signal"
	"github.com/optrek/optrek/services/evaluation/internal/domain/talk"
	"github.com/optrek/optrek/services/internal/wire"
)

// The domain's words are those of the contract, or rules would look at states that never come.
func TestTheDomainsWordsAreThoseOfTheContract(t *testing.T) {
	t.Parallel()
	same(t, "state", []domain.EvaluationState{domain.Due, domain.Open, domain.Done}, words[domain.EvaluationState, pb.InterimEvaluation_State]())
	same(t, "outcome", domain.Outcomes(), words[domain.Outcome, pb.InterimEvaluation_Outcome]())
	same(t, "push", []domain.Push{domain.PushTooMuch, domain.PushGood, domain.PushTooLittle, domain.PushSkipped}, words[domain.Push, pb.Reflection_Push]())
	same(t, "signal", signal.Kinds(), words[signal.Kind, pb.Signal_Kind]())
	same(t, "intervision", []domain.IntervisionState{domain.IntervisionPlanned, domain.IntervisionHeld}, words[domain.IntervisionState, pb.Intervision_State]())
	same(t, "concern", concern.States(), words[concern.State, pb.Concern_State]())
	same(t, "delivery", concern.DeliveryStates(), words[concern.DeliveryState, pb.ConcernDelivery_State]())
	same(t, "way", []concern.WayKind{concern.Email, concern.Webhook}, words[concern.WayKind, pb.ConcernWay_Kind]())
	same(t, "whom", talk.Whoms(), words[talk.Whom, pb.TalkRequest_Whom]())
	same(t, "how", talk.Hows(), words[talk.How, pb.TalkRequest_How]())
	same(t, "talk", talk.States(), words[talk.State, pb.TalkRequest_State]())
	same(t, "reply", talk.Replies(), words[talk.Reply, pb.TalkRequest_Reply]())
	same(t, "match", append([]domain.MatchState{domain.MatchIdea, domain.MatchClosed}, domain.LivingStates()...), words[domain.MatchState, matchingv1.Match_State]())
	if !slices.Contains(words[string, recruitmentv1.Wish_State](), signal.OpenWish) {
		t.Errorf("no state %q of a wish", signal.OpenWish)
	}
}

// words gives the domain's word for every value of an enum but unspecified.
func words[T ~string, E wire.Enum]() (out []T) {
	var none E
	values := none.Descriptor().Values()
	for i := 1; i < values.Len(); i++ {
		out = append(out, wire.Word[T](E(values.Get(i).Number())))
	}
	return out
}

func same[T ~string](t *testing.T, what string, domain, contract []T) {
	t.Helper()
	if got, want := slices.Sorted(slices.Values(domain)), slices.Sorted(slices.Values(contract)); !slices.Equal(got, want) {
		t.Errorf("%s: the domain has %q, the contract %q", what, got, want)
	}
}
