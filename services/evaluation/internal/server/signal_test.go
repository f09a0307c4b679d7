package server_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
)

const (
	follow   = pb.Signal_KIND_FOLLOW_UP
	mood     = pb.Signal_KIND_MOOD
	push     = pb.Signal_KIND_PUSH
	single   = pb.Signal_KIND_ONE_RESPONSIBLE
	life     = pb.Signal_KIND_LIFE_CHANGE
	interim  = pb.Signal_KIND_INTERIM_EVALUATION
	nothing  = pb.Signal_KIND_NOTHING_PLANNED
	guidance = pb.Signal_KIND_REVIEW_GUIDANCE
	waiting  = pb.Signal_KIND_WISH_WAITING
	pausing  = pb.Signal_KIND_PAUSE
	silence  = pb.Signal_KIND_SILENCE
	proposal = pb.Signal_KIND_PROPOSAL
	turning  = pb.Signal_KIND_MOOD_TURNING
	oneSided = pb.Signal_KIND_INITIATIVE
	estimate = pb.Signal_KIND_ESTIMATE
	capacity = pb.Signal_KIND_CAPACITY
)

func (h *house) signals(ctx context.Context) []*pb.Signal {
	h.t.Helper()
	out, err := h.signal.ListSignals(ctx, &pb.ListSignalsRequest{})
	must(h.t, err)
	return out.GetSignals()
}

func (h *house) wantSignals(ctx context.Context, want ...pb.Signal_Kind) {
	h.t.Helper()
	var got []pb.Signal_Kind
	for _, s := range h.signals(ctx) {
		got = append(got, s.GetKind())
	}
	if !slices.Equal(got, want) {
		h.t.Fatalf("signals %v, want %v", got, want)
	}
}

// planned is something anna and bert mean to do.
func planned(state activityv1.Activity_State, matchID string) *activityv1.ActivityChanged {
	return &activityv1.ActivityChanged{ActivityId: uuid(20), State: state, MatchId: matchID, ClientIds: []string{anna, bert}}
}

// shared is that it was not nice.
func shared(client string) *activityv1.HowWasItShared {
	return &activityv1.HowWasItShared{ActivityId: uuid(20), MatchId: match, ClientId: client, Mood: activityv1.HowWasIt_MOOD_NOT_NICE}
}

func TestSignals_GoToWhoGuidesAndNeverToClients(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.wantSignals(h.worker(annasWorker), interim, nothing)
	h.wantSignals(h.worker(second), interim, nothing)
	h.wantSignals(h.worker(bertsWorker), single, interim, nothing)
	h.wantSignals(h.lead(), single, interim, nothing)
	h.wantSignals(h.worker(carlasWorker))
	h.wantSignals(h.as(there, coordinator, authn.RoleCoordinator))
	_, err := h.signal.ListSignals(h.client(anna), &pb.ListSignalsRequest{})
	wantCode(t, err, codes.PermissionDenied)
	if got := h.audited("/ListSignals", bertsWorker); !slices.Equal(got, []string{bert}) {
		t.Fatalf("on record: %v", got)
	}
}

func TestD05_SilenceIsGoodNews(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hear(here, h.now, &recruitmentv1.ClientChanged{ClientId: bert, SupportWorkerIds: []string{bertsWorker, second}})
	h.hear(here, h.now, planned(activityv1.Activity_STATE_HELD, match))
	e := h.open()
	h.wantSignals(h.lead())
	h.reflect(h.client(anna), e.GetId(), &pb.Reflection{Klik: pb.Reflection_FACE_YES, Push: pb.Reflection_PUSH_GOOD})
	h.wantSignals(h.lead())
}

func TestM09_SomethingTogetherIsEnough(t *testing.T) {
	t.Parallel()
	h := open(t)
	has := func() bool {
		return slices.ContainsFunc(h.signals(h.worker(annasWorker)), func(s *pb.Signal) bool { return s.GetKind() == nothing })
	}
	for _, c := range []struct {
		what string
		m    proto.Message
		want bool
	}{
		{"nothing at all", nil, true},
		{"trying, in the match's name", planned(activityv1.Activity_STATE_TRYING, match), false},
		{"it did not happen", planned(activityv1.Activity_STATE_NOT_HELD, match), true},
		{"two of them, not in its name", planned(activityv1.Activity_STATE_PLANNED, ""), false},
		{"it was taken away", planned(activityv1.Activity_STATE_UNSPECIFIED, ""), true},
		{"one of them alone", &activityv1.ActivityChanged{
			ActivityId: uuid(21), State: activityv1.Activity_STATE_HELD, ClientIds: []string{anna, carla},
		}, true},
	} {
		if c.m != nil {
			h.hear(here, h.now, c.m)
		}
		if got := has(); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}

// busy lets the others tell a cause for every kind of signal, and gives all kinds.
func (h *house) busy() []pb.Signal_Kind {
	h.t.Helper()
	e := h.open()
	h.reflect(h.client(anna), e.GetId(), &pb.Reflection{Push: pb.Reflection_PUSH_TOO_MUCH, LifeChanged: true})
	ended := underWay(h.now.AddDate(0, -3, 0))
	ended.MatchId, ended.State = uuid(30), matchingv1.Match_STATE_CLOSED
	ended.People[1].FollowUpTime = timestamppb.New(h.now.AddDate(0, 0, -1))
	other := underWay(h.now.AddDate(0, 0, -66))
	other.MatchId = uuid(31)
	other.People[0].ReviewTime = timestamppb.New(h.now.AddDate(0, 0, -2))
	for _, m := range []proto.Message{
		ended, other, shared(anna),
		&recruitmentv1.WishChanged{WishId: uuid(32), ClientId: anna, State: recruitmentv1.Wish_STATE_OPEN, Told: true},
	} {
		h.hear(here, h.now.AddDate(0, 0, -20), m)
	}
	h.now = h.now.AddDate(0, 0, 25) // six weeks after the wish, and the mood has faded
	h.hear(here, h.now, shared(anna))
	return []pb.Signal_Kind{follow, mood, push, single, life, interim, nothing, nothing, guidance, waiting}
}

func TestSignals_EveryKindMostTenderFirst(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.wantSignals(h.lead(), h.busy()...)
	for _, s := range h.signals(h.lead()) {
		if s.GetWhyNl() == "" || s.GetWhyEn() == "" || s.GetNextNl() == "" || s.GetNextEn() == "" || s.GetSince() == nil {
			t.Errorf("%v", s)
		}
	}
	h.wantSignals(h.worker(bertsWorker), follow, single, interim, nothing, nothing)
}

func TestSignals_ARebuildGivesTheSame(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.busy()
	before := h.signals(h.lead())
	heard := slices.Clone(h.heard)
	owner := h.database.Owner(t)
	for _, table := range []string{"client", "caseload", "wish", "match", "match_person", "activity", "activity_person", "shared_mood"} {
		_, err := owner.Exec(t.Context(), `DELETE FROM evaluation.`+table)
		must(t, err)
	}
	if got := h.signals(h.lead()); len(got) != 2 { // of the look back that was told in
		t.Fatalf("with empty projections: %v", got)
	}
	h.now = h.now.Add(time.Hour) // the clock of a second reading is another
	for _, e := range heard {
		h.handle(e)
	}
	after := h.signals(h.lead())
	if len(after) != len(before) {
		t.Fatalf("%d signals, then %d", len(before), len(after))
	}
	for i := range before {
		if !proto.Equal(before[i], after[i]) {
			t.Errorf("before %v\nafter  %v", before[i], after[i])
		}
	}
}

func TestSignals_PutOffAndBroughtBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := h.worker(annasWorker)
	first := h.signals(ctx)[0]
	until := timestamppb.New(h.now.AddDate(0, 0, 7))
	_, err := h.signal.SnoozeSignal(ctx, &pb.SnoozeSignalRequest{Id: first.GetId(), Reason: "vakantie", Until: until})
	must(t, err)
	h.wantSignals(ctx, nothing)
	h.wantSignals(h.worker(second), interim, nothing) // nobody depends on one person
	withIt, err := h.signal.ListSignals(ctx, &pb.ListSignalsRequest{SnoozedToo: true})
	must(t, err)
	if len(withIt.GetSignals()) != 2 {
		t.Fatal(withIt)
	}
	_, err = h.signal.WakeSignal(ctx, &pb.WakeSignalRequest{Id: first.GetId()})
	must(t, err)
	h.wantSignals(ctx, interim, nothing)
	_, err = h.signal.SnoozeSignal(ctx, &pb.SnoozeSignalRequest{Id: first.GetId(), Reason: "vakantie", Until: until})
	must(t, err)
	h.now = h.now.AddDate(0, 0, 8)
	h.wantSignals(ctx, interim, nothing)
	_, err = h.signal.SnoozeSignal(ctx, &pb.SnoozeSignalRequest{Id: "mood." + uuid(1), Reason: "x", Until: timestamppb.New(h.now.AddDate(0, 0, 1))})
	wantCode(t, err, codes.NotFound)
}

func TestSignals_GoWhenTheirCauseGoes(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.busy()
	taken := shared(anna)
	taken.Mood = activityv1.HowWasIt_MOOD_UNSPECIFIED
	h.hear(here, h.now, taken)
	h.hear(here, h.now, &recruitmentv1.WishChanged{WishId: uuid(32), ClientId: anna, State: recruitmentv1.Wish_STATE_TAKEN_UP, Told: true})
	h.hear(here, h.now, &recruitmentv1.ClientChanged{ClientId: bert, SupportWorkerIds: []string{bertsWorker, second}})
	h.hear(here, h.now, &matchingv1.MatchChanged{MatchId: uuid(30)})
	h.hear(here, h.now, &matchingv1.MatchChanged{MatchId: uuid(31)})
	h.hear(here, h.now, planned(activityv1.Activity_STATE_PLANNED, match))
	h.wantSignals(h.lead(), push, life)
	_, err := h.api.CloseInterimEvaluation(h.lead(), &pb.CloseInterimEvaluationRequest{Id: h.open().GetId(), Outcome: pb.InterimEvaluation_OUTCOME_ADAPT})
	must(t, err)
	h.wantSignals(h.lead())
}

func TestSignals_HearingTheSameAgainIsNoNewCause(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hear(here, h.now.AddDate(0, 0, -50), &recruitmentv1.WishChanged{WishId: uuid(35), ClientId: bert, State: recruitmentv1.Wish_STATE_OPEN, Told: true})
	before := h.signals(h.worker(bertsWorker))
	h.hear(here, h.now, &recruitmentv1.ClientChanged{ClientId: bert, LocationId: uuid(36), SupportWorkerIds: []string{bertsWorker}})
	h.hear(here, h.now, &recruitmentv1.WishChanged{
		WishId: uuid(35), ClientId: bert, State: recruitmentv1.Wish_STATE_OPEN, Told: true, Interests: []string{"koken"},
	})
	h.hear(here, h.now, underWay(h.now.AddDate(0, 0, -70)))
	after := h.signals(h.worker(bertsWorker))
	if len(before) != 4 || !slices.EqualFunc(before, after, func(a, b *pb.Signal) bool { return proto.Equal(a, b) }) {
		t.Fatalf("before %v\nafter  %v", before, after)
	}
}

func TestO05_ThePauseThatSomebodyAsksAbout(t *testing.T) {
	t.Parallel()
	h := open(t)
	resting := &matchingv1.MatchChanged{MatchId: uuid(37), State: matchingv1.Match_STATE_PAUSED, PauseUntil: timestamppb.New(h.now.AddDate(0, 0, -1)),
		People: []*matchingv1.MatchChanged_Person{{ClientId: carla, MayKnow: true}}}
	h.hear(here, h.now.AddDate(0, 0, -9), resting)
	h.wantSignals(h.worker(carlasWorker), pausing)
	resting.State, resting.PauseUntil = matchingv1.Match_STATE_UNDER_WAY, nil
	h.hear(here, h.now, resting)
	h.wantSignals(h.worker(carlasWorker))
}

func TestM11_WhoIsAskedIntoAGroupOrLeftItLooksBackOnNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	group := underWay(h.now.AddDate(0, 0, -70))
	group.People = append(group.People, &matchingv1.MatchChanged_Person{ClientId: carla, MayKnow: true, Invited: true})
	h.hear(here, h.now, group)
	opened, err := h.api.OpenInterimEvaluation(h.worker(bertsWorker), &pb.OpenInterimEvaluationRequest{MatchId: match})
	must(t, err)
	if slices.Contains(opened.GetClientIds(), carla) {
		t.Error("who is asked is not in it yet")
	}
	h.wantSignals(h.worker(carlasWorker))
	group.People[2].Invited = false
	h.hear(here, h.now, group)
	list := func(who string) int {
		got, err := h.api.ListInterimEvaluations(h.client(who), &pb.ListInterimEvaluationsRequest{})
		must(t, err)
		return len(got.GetInterimEvaluations())
	}
	if list(carla) != 1 {
		t.Error("who came in looks back with the others")
	}
	group.People[2].Departed, group.People[2].FollowUpTime = true, timestamppb.New(h.now.AddDate(0, 0, -1))
	h.hear(here, h.now, group)
	if list(carla) != 0 || list(bert) != 1 {
		t.Errorf("who left sees %d looks back, who stayed %d", list(carla), list(bert))
	}
	h.wantSignals(h.worker(carlasWorker), follow)
}

func TestSignals_AWishThatAMatchBeganWithDoesNotWait(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hear(here, h.now.AddDate(0, 0, -50), &recruitmentv1.WishChanged{WishId: uuid(33), ClientId: carla, State: recruitmentv1.Wish_STATE_OPEN, Told: true})
	h.wantSignals(h.worker(carlasWorker), waiting)
	h.hear(here, h.now, &matchingv1.MatchChanged{
		MatchId: uuid(34), State: matchingv1.Match_STATE_PROPOSED, WishId: uuid(33), People: []*matchingv1.MatchChanged_Person{{ClientId: carla, MayKnow: true}},
	})
	h.wantSignals(h.worker(carlasWorker))
}
