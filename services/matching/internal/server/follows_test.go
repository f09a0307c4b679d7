package server_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
)

// lookedBack lets the service hear that people looked back together.
func (h *house) lookedBack(match string, outcome evaluationv1.InterimEvaluation_Outcome, reasons ...evaluationv1.InterimEvaluation_Reason) string {
	h.t.Helper()
	id := ids.New()
	h.hearEvaluation(&evaluationv1.InterimEvaluationClosed{InterimEvaluationId: id, MatchId: match, Outcome: outcome, Reasons: reasons,
		CloseTime: timestamppb.New(h.now)})
	return id
}

func (h *house) hearEvaluation(m proto.Message) {
	h.t.Helper()
	ctx := postgres.WithMethod(h.t.Context(), "feed")
	must(h.t, h.db.InTenantAs(ctx, h.tenant, func(tx *postgres.Tx) error { return h.server.HandleEvaluation(ctx, tx, m) }))
}

func (h *house) match(id string) *pb.Match {
	h.t.Helper()
	m, err := h.api.GetMatch(h.worker(h.anna), &pb.GetMatchRequest{Id: id})
	must(h.t, err)
	return m
}

func TestE06_WhatFollowsIsOfferedAndPeopleDoItThemselves(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	for name, c := range map[string]struct {
		outcome evaluationv1.InterimEvaluation_Outcome
		want    pb.Follows_What
		do      func() error
	}{
		"pause": {evaluationv1.InterimEvaluation_OUTCOME_PAUSE, pb.Follows_WHAT_PAUSE, func() error {
			if _, err := h.api.PauseMatch(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId()}); err != nil {
				return err
			}
			_, err := h.api.ResumeMatch(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId()})
			return err
		}},
		"adapt": {evaluationv1.InterimEvaluation_OUTCOME_ADAPT, pb.Follows_WHAT_ADAPT, func() error {
			_, err := h.api.RecordTalk(h.worker(h.anna), &pb.RecordTalkRequest{Id: m.GetId(), Talk: &pb.ExpectationsTalk{Plan: "om de week"}})
			return err
		}},
		"new match": {evaluationv1.InterimEvaluation_OUTCOME_NEW_MATCH, pb.Follows_WHAT_NEW_MATCH, func() error {
			_, err := h.api.PutFollowsAside(h.worker(h.bert), &pb.ChangeMatchStateRequest{Id: m.GetId()})
			return err
		}},
	} {
		h.lookedBack(m.GetId(), c.outcome)
		got := h.match(m.GetId())
		wantState(t, got, pb.Match_STATE_UNDER_WAY) // nobody is paused or parted by looking back
		if got.GetFollows().GetWhat() != c.want || got.GetFollows().GetTime() == nil {
			t.Fatalf("%s: %v", name, got.GetFollows())
		}
		for _, client := range []string{h.lotte, h.nick} {
			seen, err := h.api.GetMatch(h.client(client), &pb.GetMatchRequest{Id: m.GetId()})
			must(t, err)
			if seen.GetFollows() != nil {
				t.Fatalf("%s: what follows is talked about, not read: %v", name, seen)
			}
		}
		must(t, c.do())
		if got := h.match(m.GetId()); got.GetFollows() != nil {
			t.Fatalf("%s is done: %v", name, got.GetFollows())
		}
	}
	h.lookedBack(m.GetId(), evaluationv1.InterimEvaluation_OUTCOME_CONTINUE)
	if got := h.match(m.GetId()); got.GetFollows() != nil {
		t.Fatalf("going on asks for nothing: %v", got.GetFollows())
	}
}

func TestE05_NeutralWordsAreReadyForTheEnding(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	h.lookedBack(m.GetId(), evaluationv1.InterimEvaluation_OUTCOME_CLOSE, evaluationv1.InterimEvaluation_REASON_OTHER_WISHES)
	got := h.match(m.GetId()).GetFollows()
	if want := "Jullie hebben samen mooie dingen gedaan. Nu zijn andere dingen fijner. Dat mag. Dank jullie wel."; got.GetWordsNl() != want || got.GetWordsEn() == "" {
		t.Fatal(got)
	}
	ending, err := h.api.EndMatch(h.worker(h.anna), &pb.EndMatchRequest{Id: m.GetId(), NeutralWords: got.GetWordsNl()})
	must(t, err)
	if ending.GetFollows() != nil || ending.GetEnding().GetNeutralWords() != got.GetWordsNl() {
		t.Fatal(ending)
	}
}

func TestE06_ALookBackThatIsOpenAgainTakesItsOfferBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	first := h.lookedBack(m.GetId(), evaluationv1.InterimEvaluation_OUTCOME_CLOSE)
	h.hearEvaluation(&evaluationv1.InterimEvaluationReopened{InterimEvaluationId: ids.New(), MatchId: m.GetId()})
	if h.match(m.GetId()).GetFollows() == nil {
		t.Fatal("another look back took it away")
	}
	h.hearEvaluation(&evaluationv1.InterimEvaluationReopened{InterimEvaluationId: first, MatchId: m.GetId()})
	if got := h.match(m.GetId()).GetFollows(); got != nil {
		t.Fatal(got)
	}
	// Heard late: they paused already, or the match is not there any more.
	_, err := h.api.PauseMatch(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	must(t, err)
	h.lookedBack(m.GetId(), evaluationv1.InterimEvaluation_OUTCOME_PAUSE)
	h.lookedBack(ids.New(), evaluationv1.InterimEvaluation_OUTCOME_PAUSE)
	if got := h.match(m.GetId()).GetFollows(); got != nil {
		t.Fatal(got)
	}
}

func TestPutFollowsAside_IsForWhoGuidesSomebodyInIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	h.lookedBack(m.GetId(), evaluationv1.InterimEvaluation_OUTCOME_CLOSE)
	_, err := h.api.PutFollowsAside(h.worker(h.carla), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	wantCode(t, err, codes.NotFound)
	_, err = h.api.PutFollowsAside(h.client(h.lotte), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	wantCode(t, err, codes.PermissionDenied)
	other := h.neighbour()
	other.lookedBack(m.GetId(), evaluationv1.InterimEvaluation_OUTCOME_CONTINUE)
	if h.match(m.GetId()).GetFollows() == nil {
		t.Fatal("another organisation took it away")
	}
}
