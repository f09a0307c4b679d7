package server_test

import (
	"context"
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
)

func (h *house) list(ctx context.Context, req *pb.ListInterimEvaluationsRequest) []*pb.InterimEvaluation {
	h.t.Helper()
	out, err := h.api.ListInterimEvaluations(ctx, req)
	must(h.t, err)
	return out.GetInterimEvaluations()
}

func (h *house) reflect(ctx context.Context, e string, r *pb.Reflection) *pb.InterimEvaluation {
	h.t.Helper()
	out, err := h.api.Reflect(ctx, &pb.ReflectRequest{Id: e, Reflection: r})
	must(h.t, err)
	return out
}

func all() *pb.ListInterimEvaluationsRequest { return &pb.ListInterimEvaluationsRequest{} }

func TestE03_ALookBackIsDueOnTheRhythm(t *testing.T) {
	t.Parallel()
	h := open(t)
	due := h.list(h.worker(annasWorker), all())
	if len(due) != 1 || due[0].GetState() != pb.InterimEvaluation_STATE_DUE || due[0].GetMatchId() != match ||
		due[0].GetDueTime().AsTime().Format("2006-01-02") != "2026-02-22" || due[0].GetQuestionsVersion() != "2026-2" {
		t.Fatal(due)
	}
	if got := h.list(h.client(anna), all()); len(got) != 0 {
		t.Fatalf("a client sees what nobody began: %v", got)
	}
	if got := h.list(h.worker(carlasWorker), all()); len(got) != 0 {
		t.Fatal(got)
	}
	h.now = h.now.AddDate(0, 4, 0)
	if got := h.list(h.lead(), all()); len(got) != 2 || !got[0].GetDueTime().AsTime().Before(got[1].GetDueTime().AsTime()) {
		t.Fatal(got)
	}
	if got := h.list(h.lead(), &pb.ListInterimEvaluationsRequest{MatchId: match, State: pb.InterimEvaluation_STATE_OPEN}); len(got) != 0 {
		t.Fatal(got)
	}
	// Hearing of the match again plans nothing twice; a match that ends has nothing to come.
	h.hear(here, h.now, underWay(h.now.AddDate(0, -6, -9)))
	if got := h.list(h.lead(), all()); len(got) != 2 {
		t.Fatal(got)
	}
	closing := underWay(h.now)
	closing.State = matchingv1.Match_STATE_CLOSING
	h.hear(here, h.now, closing)
	if got := h.list(h.lead(), all()); len(got) != 0 {
		t.Fatal(got)
	}
}

func TestE03_OpeningTheOneThatIsDue(t *testing.T) {
	t.Parallel()
	h := open(t)
	due := h.list(h.lead(), all())[0]
	opened, err := h.api.OpenInterimEvaluation(h.worker(annasWorker), &pb.OpenInterimEvaluationRequest{Id: due.GetId()})
	must(t, err)
	if opened.GetState() != pb.InterimEvaluation_STATE_OPEN || !slices.Equal(opened.GetClientIds(), []string{anna, bert}) {
		t.Fatal(opened)
	}
	again := h.open() // by match: the one that is open
	if again.GetId() != due.GetId() || again.GetEtag() != opened.GetEtag() {
		t.Fatal(again)
	}
	// A later one does not begin beside it.
	h.now = h.now.AddDate(0, 5, 0)
	later := h.list(h.lead(), &pb.ListInterimEvaluationsRequest{State: pb.InterimEvaluation_STATE_DUE})
	_, err = h.api.OpenInterimEvaluation(h.lead(), &pb.OpenInterimEvaluationRequest{Id: later[0].GetId()})
	wantReason(t, err, "ANOTHER_OPEN")
}

func TestE03_BeginningOneInBetween(t *testing.T) {
	t.Parallel()
	h := open(t)
	first := h.open()
	_, err := h.api.CloseInterimEvaluation(h.lead(), &pb.CloseInterimEvaluationRequest{Id: first.GetId(), Outcome: pb.InterimEvaluation_OUTCOME_CONTINUE})
	must(t, err)
	second := h.open()
	if second.GetId() == first.GetId() || second.GetState() != pb.InterimEvaluation_STATE_OPEN || len(second.GetClientIds()) != 2 {
		t.Fatal(second)
	}
	read, err := h.api.GetInterimEvaluation(h.lead(), &pb.GetInterimEvaluationRequest{Id: second.GetId()})
	must(t, err)
	if !proto.Equal(read, second) {
		t.Fatalf("opened %v\nread   %v", second, read)
	}
	// What is to do stands before what is done.
	if got := h.list(h.lead(), all()); len(got) != 2 || got[0].GetId() != second.GetId() {
		t.Fatal(got)
	}
	page, err := h.api.ListInterimEvaluations(h.lead(), &pb.ListInterimEvaluationsRequest{PageSize: 1})
	must(t, err)
	next, err := h.api.ListInterimEvaluations(h.lead(), &pb.ListInterimEvaluationsRequest{PageSize: 1, PageToken: page.GetNextPageToken()})
	must(t, err)
	if len(next.GetInterimEvaluations()) != 1 || next.GetInterimEvaluations()[0].GetId() != first.GetId() || next.GetNextPageToken() != "" {
		t.Fatal(next)
	}
	paused := underWay(h.now)
	paused.State = matchingv1.Match_STATE_CLOSED
	h.hear(here, h.now, paused)
	_, err = h.api.OpenInterimEvaluation(h.lead(), &pb.OpenInterimEvaluationRequest{MatchId: match})
	wantReason(t, err, "NOT_UNDER_WAY")
}

func TestM19_M21_EachReflectsApart(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.open().GetId()
	own := h.reflect(h.client(anna), e, &pb.Reflection{
		Klik: pb.Reflection_FACE_NO, Benefit: pb.Reflection_FACE_A_BIT, DecideToo: pb.Reflection_FACE_NO, Words: "liever anders",
	})
	if len(own.GetReflections()) != 1 || own.GetReflections()[0].GetClientId() != anna {
		t.Fatal(own)
	}
	h.reflect(h.client(bert), e, &pb.Reflection{ClientId: bert, Klik: pb.Reflection_FACE_YES, Push: pb.Reflection_PUSH_GOOD})
	again, err := h.api.GetInterimEvaluation(h.client(anna), &pb.GetInterimEvaluationRequest{Id: e})
	must(t, err)
	if !proto.Equal(again, own) {
		t.Errorf("anna sees that bert told something: %v, before %v", again, own)
	}
	h.reflect(h.worker(annasWorker), e, &pb.Reflection{Words: "ik schat in dat het kan"})

	for name, c := range map[string]struct {
		ctx  context.Context
		want []string
	}{
		"anna":                  {h.client(anna), []string{anna}},
		"bert":                  {h.client(bert), []string{bert}},
		"anna's support worker": {h.worker(annasWorker), []string{anna, ""}},
		"bert's support worker": {h.worker(bertsWorker), []string{bert}},
		"coordination":          {h.lead(), []string{anna, bert}},
	} {
		read, err := h.api.GetInterimEvaluation(c.ctx, &pb.GetInterimEvaluationRequest{Id: e})
		must(t, err)
		var got []string
		for _, r := range read.GetReflections() {
			got = append(got, r.GetClientId())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s sees what %q told, want %q", name, got, c.want)
		}
	}
	_, err = h.api.Reflect(h.client(anna), &pb.ReflectRequest{Id: e, Reflection: &pb.Reflection{ClientId: bert, Klik: pb.Reflection_FACE_NO}})
	wantCode(t, err, codes.NotFound)
	_, err = h.api.Reflect(h.worker(annasWorker), &pb.ReflectRequest{Id: e, Reflection: &pb.Reflection{ClientId: anna, Klik: pb.Reflection_FACE_YES}})
	wantReason(t, err, "TOLD_THEMSELF")
	if got := h.audited("/GetInterimEvaluation", bert); !slices.Equal(got, []string{anna, bert}) {
		t.Fatalf("on record: %v", got)
	}
}

func TestE06_ClosingTellsTheOthersWhatFollows(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.open()
	h.reflect(h.client(anna), e.GetId(), &pb.Reflection{Motivation: pb.Reflection_FACE_YES})
	req := &pb.CloseInterimEvaluationRequest{
		Id: e.GetId(), Outcome: pb.InterimEvaluation_OUTCOME_NEW_MATCH, Words: "samen besproken", Etag: e.GetEtag(), RequestId: uuid(1),
	}
	_, err := h.api.CloseInterimEvaluation(h.lead(), req)
	wantReason(t, err, "CHANGED_MEANWHILE") // anna told something meanwhile
	req.Etag = ""
	closed, err := h.api.CloseInterimEvaluation(h.lead(), req)
	must(t, err)
	repeated, err := h.api.CloseInterimEvaluation(h.lead(), req)
	must(t, err)
	if !proto.Equal(closed, repeated) || closed.GetState() != pb.InterimEvaluation_STATE_DONE || closed.GetOutcomeWords() != "samen besproken" {
		t.Fatal(closed, repeated)
	}
	events := told(h, func() *pb.InterimEvaluationClosed { return &pb.InterimEvaluationClosed{} })
	if len(events) != 1 || events[0].GetMatchId() != match || events[0].GetOutcome() != pb.InterimEvaluation_OUTCOME_NEW_MATCH {
		t.Fatalf("told %v", events)
	}
	seen, err := h.api.GetInterimEvaluation(h.client(anna), &pb.GetInterimEvaluationRequest{Id: e.GetId()})
	must(t, err)
	if seen.GetOutcome() != 0 || seen.GetOutcomeWords() != "" || len(seen.GetReflections()) != 1 {
		t.Fatalf("what follows is talked about, not read: %v", seen)
	}
	_, err = h.api.Reflect(h.client(anna), &pb.ReflectRequest{Id: e.GetId(), Reflection: &pb.Reflection{LifeChanged: true}})
	wantReason(t, err, "ALREADY_DONE")
}

func TestM17_WhoMayNotKnowOfAMatchKnowsNothingOfItsLooksBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.open()
	secret := underWay(h.now.AddDate(0, 0, -70))
	secret.People[1].MayKnow = false
	h.hear(here, h.now, secret)
	_, err := h.api.GetInterimEvaluation(h.client(bert), &pb.GetInterimEvaluationRequest{Id: e.GetId()})
	wantCode(t, err, codes.NotFound)
	seen, err := h.api.GetInterimEvaluation(h.client(anna), &pb.GetInterimEvaluationRequest{Id: e.GetId()})
	must(t, err)
	if !slices.Equal(seen.GetClientIds(), []string{anna}) {
		t.Fatal(seen)
	}
}

func TestErasure_NothingOfSomebodyWhoLeftStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.open().GetId()
	h.reflect(h.client(anna), e, &pb.Reflection{Words: "van anna", LifeChanged: true})
	h.reflect(h.client(bert), e, &pb.Reflection{Words: "over anna"})
	_, err := h.concern.ReportConcern(h.client(anna), &pb.ReportConcernRequest{MatchId: match, ClientId: bert, RequestId: uuid(2)})
	must(t, err)
	_, err = h.concern.ReportConcern(h.client(bert), &pb.ReportConcernRequest{MatchId: match, ClientId: anna})
	must(t, err)
	h.hear(here, h.now, &recruitmentv1.WishChanged{WishId: uuid(3), ClientId: anna, State: recruitmentv1.Wish_STATE_OPEN, Told: true})
	h.hear(here, h.now, shared(anna))
	h.hear(here, h.now, &recruitmentv1.ClientLeft{ClientId: anna})
	// What another service tells later brings nobody back.
	h.hear(here, h.now, underWay(h.now))
	h.hear(here, h.now, shared(anna))
	h.hear(here, h.now, &recruitmentv1.WishChanged{WishId: uuid(3), ClientId: anna, State: recruitmentv1.Wish_STATE_OPEN})
	h.hear(here, h.now, &recruitmentv1.ClientChanged{ClientId: anna, SupportWorkerIds: []string{annasWorker}})

	owner := h.database.Owner(t)
	for _, from := range []string{
		"wish WHERE client_id", "match_person WHERE client_id", "activity_person WHERE client_id", "shared_mood WHERE client_id",
		"reflection WHERE teller_id", "concern WHERE client_id", "concern WHERE reporter_id", "caseload WHERE client_id",
	} {
		var left int
		must(t, owner.QueryRow(t.Context(), `SELECT count(*) FROM evaluation.`+from+` = $1 AND tenant_id = $2`, anna, here).Scan(&left))
		if left != 0 {
			t.Errorf("%s: %d rows left", from, left)
		}
	}
	var words int
	must(t, owner.QueryRow(t.Context(), `SELECT count(*) FROM evaluation.reflection WHERE words <> ''`).Scan(&words))
	if words != 0 {
		t.Error("what others wrote about the two of them may still speak of who left")
	}
	var answers, concerns int
	must(t, owner.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM evaluation.request_ledger), (SELECT count(*) FROM evaluation.concern)`).
		Scan(&answers, &concerns))
	if concerns != 2 {
		t.Errorf("%d concerns on record, want that there were two", concerns)
	}
	if answers != 0 {
		t.Errorf("%d remembered answers", answers)
	}
	seen, err := h.api.GetInterimEvaluation(h.client(bert), &pb.GetInterimEvaluationRequest{Id: e})
	must(t, err)
	if !slices.Equal(seen.GetClientIds(), []string{bert}) {
		t.Fatal(seen)
	}
	// With the last one goes what was written about them together.
	h.hear(here, h.now, &recruitmentv1.ClientLeft{ClientId: bert})
	var looks int
	must(t, owner.QueryRow(t.Context(), `SELECT count(*) FROM evaluation.interim_evaluation`).Scan(&looks))
	if looks != 0 {
		t.Fatalf("%d looks back on nobody", looks)
	}
}

func TestListInterimEvaluations_OfAnotherOrganisationIsEmpty(t *testing.T) {
	t.Parallel()
	h := open(t)
	if got := h.list(h.as(there, annasWorker, authn.RoleSupportWorker, authn.RoleCoordinator), all()); len(got) != 0 {
		t.Fatal(got)
	}
}
