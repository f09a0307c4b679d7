package server_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
)

// ruleRequests are the requests about rules.
func (h *house) ruleRequests(made) map[protoreflect.Name]proto.Message {
	return map[protoreflect.Name]proto.Message{
		"ListSignalRules":       &pb.ListSignalRulesRequest{},
		"UpdateSignalRule":      &pb.UpdateSignalRuleRequest{Kind: waiting, Knobs: []*pb.SignalKnob{{Name: "patience", Value: 8}}},
		"PreviewSignalRule":     &pb.PreviewSignalRuleRequest{Kind: waiting, Knobs: []*pb.SignalKnob{{Name: "patience", Value: 8}}},
		"ListSignalRuleChanges": &pb.ListSignalRuleChangesRequest{},
	}
}

// rule gives one rule as somebody's organisation has it.
func (h *house) rule(ctx context.Context, kind pb.Signal_Kind) *pb.SignalRule {
	h.t.Helper()
	out, err := h.signal.ListSignalRules(ctx, &pb.ListSignalRulesRequest{})
	must(h.t, err)
	all := out.GetRules()
	if len(all) != pb.Signal_KIND_UNSPECIFIED.Descriptor().Values().Len()-1 {
		h.t.Fatalf("%d rules", len(all))
	}
	return all[slices.IndexFunc(all, func(r *pb.SignalRule) bool { return r.GetKind() == kind })]
}

func TestO04_ARuleIsTheOrganisationsToTuneAndItsChangesAreOnRecord(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hear(here, h.now.AddDate(0, 0, -30), &recruitmentv1.WishChanged{WishId: uuid(33), ClientId: carla, State: recruitmentv1.Wish_STATE_OPEN, Told: true})
	r := h.rule(h.lead(), waiting)
	if r.GetAmount() != pb.SignalAmount_SIGNAL_AMOUNT_NONE || r.GetKnobs()[0].GetValue() != 6 || r.GetKnobs()[0].GetUsual() != 6 || r.GetChangedById() != "" {
		t.Fatalf("as the method begins: %v", r)
	}
	four := []*pb.SignalKnob{{Name: "patience", Value: 4}}
	would, err := h.signal.PreviewSignalRule(h.lead(), &pb.PreviewSignalRuleRequest{Kind: waiting, Knobs: four})
	must(t, err)
	if would.GetAmount() != pb.SignalAmount_SIGNAL_AMOUNT_FEW {
		t.Errorf("with four weeks: %v", would)
	}
	h.wantSignals(h.worker(carlasWorker)) // trying it out changes nothing
	changed, err := h.signal.UpdateSignalRule(h.lead(), &pb.UpdateSignalRuleRequest{Kind: waiting, Knobs: four, Etag: r.GetEtag()})
	must(t, err)
	if !proto.Equal(changed, h.rule(h.lead(), waiting)) || changed.GetChangedById() != coordinator || changed.GetKnobs()[0].GetValue() != 4 {
		t.Errorf("changed %v, read %v", changed, h.rule(h.lead(), waiting))
	}
	h.wantSignals(h.worker(carlasWorker), waiting)
	_, err = h.signal.UpdateSignalRule(h.lead(), &pb.UpdateSignalRuleRequest{Kind: waiting, Off: true, Etag: r.GetEtag()})
	wantCode(t, err, codes.Aborted)
	h.now = h.now.Add(time.Hour)
	_, err = h.signal.UpdateSignalRule(h.lead(), &pb.UpdateSignalRuleRequest{Kind: waiting, Off: true, Etag: changed.GetEtag()})
	must(t, err)
	h.wantSignals(h.worker(carlasWorker))
	list, err := h.signal.ListSignalRuleChanges(h.lead(), &pb.ListSignalRuleChangesRequest{PageSize: 1})
	must(t, err)
	older, err := h.signal.ListSignalRuleChanges(h.lead(), &pb.ListSignalRuleChangesRequest{PageSize: 1, PageToken: list.GetNextPageToken()})
	must(t, err)
	newest, first := list.GetChanges()[0], older.GetChanges()[0]
	if !newest.GetOff() || newest.GetKnobs()[0].GetValue() != 6 || first.GetOff() || first.GetKnobs()[0].GetValue() != 4 || first.GetChangedById() != coordinator {
		t.Errorf("on record: %v, then %v", first, newest)
	}
}

func TestIsolation_RulesAreEachOrganisationsOwn(t *testing.T) {
	t.Parallel()
	h := open(t)
	other := h.as(there, coordinator, authn.RoleCoordinator)
	_, err := h.signal.UpdateSignalRule(h.lead(), &pb.UpdateSignalRuleRequest{Kind: single, Off: true})
	must(t, err)
	if h.rule(other, single).GetOff() || !h.rule(h.lead(), single).GetOff() {
		t.Error("one organisation switches off another's rule")
	}
	list, err := h.signal.ListSignalRuleChanges(other, &pb.ListSignalRuleChangesRequest{})
	must(t, err)
	if len(list.GetChanges()) > 0 {
		t.Errorf("another's changes: %v", list)
	}
	if got := h.rule(other, interim).GetAmount(); got != pb.SignalAmount_SIGNAL_AMOUNT_NONE {
		t.Errorf("another's people: %v", got)
	}
}

// outing is something anna and bert did, thought of by one of them.
func outing(n int, by string) *activityv1.ActivityChanged {
	return &activityv1.ActivityChanged{
		ActivityId: uuid(n), State: activityv1.Activity_STATE_HELD, MatchId: match, ClientIds: []string{anna, bert}, ProposedByClientId: by,
	}
}

func TestSignals_WhatIsHeardBecomesTheNewerKinds(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.open()
	_, err := h.api.CloseInterimEvaluation(h.lead(), &pb.CloseInterimEvaluationRequest{Id: e.GetId(), Outcome: pb.InterimEvaluation_OUTCOME_CONTINUE})
	must(t, err)
	h.hear(here, h.now, &recruitmentv1.ClientChanged{ClientId: bert, SupportWorkerIds: []string{bertsWorker, second}})
	h.hear(here, h.now.AddDate(0, 0, -60), outing(50, anna))
	h.wantSignals(h.lead()) // they looked back today: that is a sign
	h.now = h.now.AddDate(0, 0, 30)
	near := underWay(h.now.AddDate(0, 0, -100))
	near.People[0].Distance, near.People[1].Distance = matchingv1.Guidance_DISTANCE_ALONGSIDE, matchingv1.Guidance_DISTANCE_AT_A_DISTANCE
	h.hear(here, h.now, near)
	h.wantSignals(h.worker(annasWorker), silence)
	h.wantSignals(h.worker(bertsWorker)) // eight weeks at a distance
	near.People[0].EstimateTime = timestamppb.New(h.now.AddDate(-1, 0, 0))
	h.hear(here, h.now, near)
	for n := range 4 {
		h.hear(here, h.now.Add(time.Duration(n)*time.Minute), outing(60+n, anna))
	}
	h.wantSignals(h.worker(annasWorker), oneSided, estimate)
	h.hear(here, h.now.Add(time.Hour), outing(66, bert))
	h.hear(here, h.now.Add(time.Hour), outing(60, "")) // told again, and the idea stays anna's
	h.wantSignals(h.worker(annasWorker), estimate)
	for n, m := range []activityv1.HowWasIt_Mood{activityv1.HowWasIt_MOOD_NICE, activityv1.HowWasIt_MOOD_SO_SO, activityv1.HowWasIt_MOOD_NOT_NICE} {
		h.hear(here, h.now.AddDate(0, 0, n-9), &activityv1.HowWasItShared{ActivityId: uuid(60 + n), MatchId: match, ClientId: bert, Mood: m})
	}
	h.wantSignals(h.worker(bertsWorker), turning)
	h.hear(here, h.now, &activityv1.HowWasItShared{ActivityId: uuid(63), MatchId: match, ClientId: bert, Mood: activityv1.HowWasIt_MOOD_NICE})
	h.wantSignals(h.worker(bertsWorker))
}

func TestSignals_AProposalAndANetworkersPlaces(t *testing.T) {
	t.Parallel()
	h := open(t)
	asked := &matchingv1.MatchChanged{MatchId: uuid(40), State: matchingv1.Match_STATE_PROPOSED, People: []*matchingv1.MatchChanged_Person{
		{ClientId: carla, MayKnow: true, Networker: true}, {ClientId: none, MayKnow: true, Answered: true},
	}}
	h.hear(here, h.now.AddDate(0, 0, -15), asked)
	h.wantSignals(h.worker(carlasWorker), proposal)
	asked.People[0].Answered = true
	h.hear(here, h.now, asked)
	h.wantSignals(h.worker(carlasWorker))

	role := &recruitmentv1.NetworkerChanged{NetworkerId: uuid(41), ClientId: carla, State: recruitmentv1.Networker_STATE_ACTIVE, Capacity: 1}
	h.hear(here, h.now.AddDate(0, 0, -80), role)
	asked.State, asked.UnderWayTime, asked.PauseUntil = matchingv1.Match_STATE_PAUSED, timestamppb.New(h.now.AddDate(0, 0, -57)), nil
	h.hear(here, h.now, asked)
	h.wantSignals(h.worker(carlasWorker), capacity)
	role.Capacity = 2
	h.hear(here, h.now, role)
	h.wantSignals(h.worker(carlasWorker))
	role.Capacity = 1
	h.hear(here, h.now, role)
	h.wantSignals(h.worker(carlasWorker)) // since today, and that is patience's to say
	h.hear(here, h.now, &recruitmentv1.ClientLeft{ClientId: carla})
	var left int
	must(t, h.database.Owner(t).QueryRow(t.Context(), `SELECT (SELECT count(*) FROM evaluation.networker WHERE client_id = $1)
		+ (SELECT count(*) FROM evaluation.activity WHERE proposer_id = $1)`, carla).Scan(&left))
	if left > 0 {
		t.Error("who left is still a networker")
	}
}

func TestSignals_SayWhoElseSeesThemAndWhatWasPutOff(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := h.worker(bertsWorker)
	all := h.signals(ctx) // one responsible, a look back, nothing planned
	if got := all[0].GetSeenByIds(); len(got) > 0 {
		t.Errorf("only %s guides bert: %v", bertsWorker, got)
	}
	if got := all[1].GetSeenByIds(); !slices.Equal(got, []string{second, annasWorker}) && !slices.Equal(got, []string{annasWorker, second}) {
		t.Errorf("a look back is seen by %v too", got)
	}
	until := timestamppb.New(h.now.AddDate(0, 0, 7))
	_, err := h.signal.SnoozeSignal(ctx, &pb.SnoozeSignalRequest{Id: all[0].GetId(), Reason: "vakantie", Until: until})
	must(t, err)
	out, err := h.signal.ListSignals(ctx, &pb.ListSignalsRequest{SnoozedToo: true})
	must(t, err)
	if s := out.GetSignals()[0].GetSnooze(); s.GetReason() != "vakantie" || !proto.Equal(s.GetUntil(), until) || !proto.Equal(s.GetTime(), timestamppb.New(h.now)) {
		t.Errorf("put off: %v", s)
	}
	if out.GetSignals()[1].GetSnooze() != nil {
		t.Error("not put off")
	}
	var paged []*pb.Signal
	for token := ""; ; {
		page, err := h.signal.ListSignals(ctx, &pb.ListSignalsRequest{SnoozedToo: true, PageSize: 1, PageToken: token})
		must(t, err)
		paged = append(paged, page.GetSignals()...)
		if token = page.GetNextPageToken(); token == "" {
			break
		}
	}
	if !slices.EqualFunc(paged, out.GetSignals(), func(a, b *pb.Signal) bool { return proto.Equal(a, b) }) {
		t.Errorf("page by page: %v", paged)
	}
}
