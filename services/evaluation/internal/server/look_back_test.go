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

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
)

// lookBackRequests are those of the questions and the rhythm, and of opening again.
func lookBackRequests(h *house, m made) map[protoreflect.Name]proto.Message {
	h.t.Helper()
	ours := h.publish("", nil)
	return map[protoreflect.Name]proto.Message{
		"ReopenInterimEvaluation": &pb.ReopenInterimEvaluationRequest{Id: m.evaluation},
		"GetQuestions":            &pb.GetQuestionsRequest{Version: ours.GetVersion()},
		"ListQuestionSets":        &pb.ListQuestionSetsRequest{},
		"PublishQuestions":        &pb.PublishQuestionsRequest{Follows: ours.GetVersion(), Questions: ours.GetQuestions()},
		"GetRhythm":               &pb.GetRhythmRequest{},
		"UpdateRhythm":            &pb.UpdateRhythmRequest{Rhythm: &pb.Rhythm{Months: []int32{3}}},
		"GetMatchRhythm":          &pb.GetMatchRhythmRequest{MatchId: match},
		"SetMatchRhythm":          &pb.SetMatchRhythmRequest{MatchId: match, Rhythm: &pb.Rhythm{Months: []int32{1}}, Reason: "x"},
	}
}

func (h *house) questionsOf(version string) *pb.QuestionSet {
	h.t.Helper()
	set, err := h.question.GetQuestions(h.lead(), &pb.GetQuestionsRequest{Version: version})
	must(h.t, err)
	return set
}

// publish makes a version of what is asked now with this title of the first question, and with more.
func (h *house) publish(words string, more *pb.LookBackQuestion) *pb.QuestionSet {
	h.t.Helper()
	now := h.questionsOf("")
	if words == "" {
		words = "Heb je nog zin, " + now.GetVersion() + "?"
	}
	now.Questions[0].TextNl = words
	if more != nil {
		now.Questions = append(now.Questions, more)
	}
	set, err := h.question.PublishQuestions(h.lead(), &pb.PublishQuestionsRequest{Follows: now.GetVersion(), Questions: now.GetQuestions()})
	must(h.t, err)
	return set
}

func TestO04_AnOldLookBackKeepsItsVersionAndItsWords(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.open()
	if e.GetQuestionsVersion() != "2026-2" {
		t.Fatal(e)
	}
	dog := &pb.LookBackQuestion{Key: "dog", Kind: pb.LookBackQuestion_KIND_FACES, TextNl: "Gaat de hond nog mee?"}
	own := h.publish("Zin om door te gaan?", dog)
	if own.GetVersion() != "own-1" || own.GetBuiltIn() || own.GetCreateTime() == nil {
		t.Fatal(own)
	}
	// The one that is open is asked what it was opened with, and nothing else.
	_, err := h.api.Reflect(h.client(anna), &pb.ReflectRequest{Id: e.GetId(), Reflection: &pb.Reflection{
		Answers: []*pb.LookBackAnswer{{Key: "dog", Value: pb.LookBackAnswer_VALUE_YES}}}})
	wantCode(t, err, codes.InvalidArgument)
	_, err = h.api.CloseInterimEvaluation(h.lead(), &pb.CloseInterimEvaluationRequest{Id: e.GetId(), Outcome: pb.InterimEvaluation_OUTCOME_CONTINUE})
	must(t, err)
	next := h.open()
	if next.GetQuestionsVersion() != "own-1" {
		t.Fatal(next)
	}
	told := h.reflect(h.client(anna), next.GetId(), &pb.Reflection{Answers: []*pb.LookBackAnswer{{Key: "dog", Value: pb.LookBackAnswer_VALUE_NO}}})
	if got := told.GetReflections()[0].GetAnswers(); len(got) != 1 || got[0].GetValue() != pb.LookBackAnswer_VALUE_NO {
		t.Fatal(got)
	}
	old, err := h.api.GetInterimEvaluation(h.lead(), &pb.GetInterimEvaluationRequest{Id: e.GetId()})
	must(t, err)
	if old.GetQuestionsVersion() != "2026-2" || h.questionsOf("2026-2").GetQuestions()[0].GetTextNl() == "Zin om door te gaan?" {
		t.Fatal(old)
	}
	list, err := h.question.ListQuestionSets(h.lead(), &pb.ListQuestionSetsRequest{})
	must(t, err)
	var versions []string
	for _, s := range list.GetQuestionSets() {
		versions = append(versions, s.GetVersion())
	}
	if !slices.Equal(versions, []string{"own-1", "2026-2", "2026-1"}) {
		t.Fatal(versions)
	}
	// Of two who change them at the same time the second looks again.
	_, err = h.question.PublishQuestions(h.lead(), &pb.PublishQuestionsRequest{Follows: "2026-2", Questions: own.GetQuestions()})
	wantReason(t, err, "CHANGED_MEANWHILE")
}

func TestO04_E03_EachOrganisationHasItsOwn(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.publish("Van ons", nil)
	_, err := h.rhythm.UpdateRhythm(h.lead(), &pb.UpdateRhythmRequest{Rhythm: &pb.Rhythm{Months: []int32{1}}})
	must(t, err)
	elsewhere := h.as(there, coordinator, authn.RoleCoordinator)
	set, err := h.question.GetQuestions(elsewhere, &pb.GetQuestionsRequest{})
	must(t, err)
	list, err := h.question.ListQuestionSets(elsewhere, &pb.ListQuestionSetsRequest{})
	must(t, err)
	_, err = h.question.PublishQuestions(elsewhere, &pb.PublishQuestionsRequest{Follows: "own-1", Questions: set.GetQuestions()})
	wantCode(t, err, codes.NotFound)
	r, err := h.rhythm.GetRhythm(elsewhere, &pb.GetRhythmRequest{})
	must(t, err)
	if set.GetVersion() != "2026-2" || len(list.GetQuestionSets()) != 2 || !slices.Equal(r.GetMonths(), []int32{2, 6, 12}) || r.GetThenEvery() != 12 {
		t.Fatal(set.GetVersion(), list, r)
	}
}

func (h *house) coming(ctx context.Context, months int) (out []string) {
	h.t.Helper()
	for _, e := range h.list(ctx, &pb.ListInterimEvaluationsRequest{Until: timestamppb.New(h.now.AddDate(0, months, 0))}) {
		out = append(out, e.GetDueTime().AsTime().Format(time.DateOnly))
	}
	return out
}

func TestE03_TheRhythmOfTheOrganisationIsForWhatBegins(t *testing.T) {
	t.Parallel()
	h := open(t)
	before := h.coming(h.lead(), 12)
	if !slices.Equal(before, []string{"2026-02-22", "2026-06-22", "2026-12-22"}) {
		t.Fatal(before)
	}
	r, err := h.rhythm.UpdateRhythm(h.lead(), &pb.UpdateRhythmRequest{Rhythm: &pb.Rhythm{Months: []int32{9, 3}, ThenEvery: 6, Etag: "0"}})
	must(t, err)
	if !slices.Equal(r.GetMonths(), []int32{3, 9}) || r.GetEtag() != "1" {
		t.Fatal(r)
	}
	_, err = h.rhythm.UpdateRhythm(h.lead(), &pb.UpdateRhythmRequest{Rhythm: &pb.Rhythm{Months: []int32{1}, Etag: "0"}})
	wantReason(t, err, "CHANGED_MEANWHILE")
	// Hearing of the match again changes nothing of what is planned.
	h.hear(here, h.now, underWay(h.now.AddDate(0, 0, -70)))
	if got := h.coming(h.lead(), 12); !slices.Equal(got, before) {
		t.Fatal(got)
	}
	// Unless asked: what is due stays, what comes follows.
	_, err = h.rhythm.UpdateRhythm(h.lead(), &pb.UpdateRhythmRequest{Rhythm: r, PlannedToo: true})
	must(t, err)
	if got := h.coming(h.lead(), 12); !slices.Equal(got, []string{"2026-02-22", "2026-03-22", "2026-09-22"}) {
		t.Fatal(got)
	}
	// Heard of again, or everything heard anew: the same.
	h.hear(here, h.now, underWay(h.now.AddDate(0, 0, -70)))
	h.hear(here, h.now.AddDate(0, 0, -70), underWay(h.now.AddDate(0, 0, -70)))
	if got := h.coming(h.lead(), 12); !slices.Equal(got, []string{"2026-02-22", "2026-03-22", "2026-09-22"}) {
		t.Fatal(got)
	}
}

func TestE03_EachYearComesRoundByItself(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.now = h.now.AddDate(3, 0, 0)
	must(t, h.server.Rhythm.PlanAhead(t.Context(), here))
	must(t, h.server.Rhythm.PlanAhead(t.Context(), here)) // again: nothing twice
	if got := h.coming(h.lead(), 12); !slices.Equal(got, []string{"2026-02-22", "2026-06-22", "2026-12-22", "2027-12-22", "2028-12-22", "2029-12-22"}) {
		t.Fatal(got)
	}
}

func TestE03_AMatchMayHaveARhythmOfItsOwn(t *testing.T) {
	t.Parallel()
	h := open(t)
	now, err := h.rhythm.GetMatchRhythm(h.worker(annasWorker), &pb.GetMatchRhythmRequest{MatchId: match})
	must(t, err)
	if now.GetAdjusted() || !slices.Equal(now.GetRhythm().GetMonths(), []int32{2, 6, 12}) || len(now.GetComing()) != 3 {
		t.Fatal(now)
	}
	req := &pb.SetMatchRhythmRequest{MatchId: match, Rhythm: &pb.Rhythm{Months: []int32{1}, ThenEvery: 3, Etag: now.GetRhythm().GetEtag()}}
	_, err = h.rhythm.SetMatchRhythm(h.worker(annasWorker), req)
	wantCode(t, err, codes.InvalidArgument) // with a reason
	req.Reason = "Er verandert veel voor een van hen."
	own, err := h.rhythm.SetMatchRhythm(h.worker(annasWorker), req)
	must(t, err)
	if !own.GetAdjusted() || own.GetReason() != req.GetReason() || own.GetSetById() != annasWorker {
		t.Fatal(own)
	}
	want := []string{"2026-02-22", "2026-04-02", "2026-07-02", "2026-10-02", "2027-01-02"}
	if got := h.coming(h.lead(), 12); !slices.Equal(got, want) {
		t.Fatal(got)
	}
	// It is theirs: the organisation's other rhythm passes by.
	_, err = h.rhythm.UpdateRhythm(h.lead(), &pb.UpdateRhythmRequest{Rhythm: &pb.Rhythm{Months: []int32{5}}, PlannedToo: true})
	must(t, err)
	if got := h.coming(h.lead(), 12); !slices.Equal(got, want) {
		t.Fatal(got)
	}
	back, err := h.rhythm.SetMatchRhythm(h.worker(bertsWorker), &pb.SetMatchRhythmRequest{MatchId: match})
	must(t, err)
	if back.GetAdjusted() || back.GetReason() != "" || !slices.Equal(back.GetRhythm().GetMonths(), []int32{5}) {
		t.Fatal(back)
	}
	if got := h.coming(h.lead(), 12); !slices.Equal(got, []string{"2026-02-22", "2026-05-22"}) {
		t.Fatal(got)
	}
	_, err = h.rhythm.SetMatchRhythm(h.worker(carlasWorker), req)
	wantCode(t, err, codes.NotFound)
	if got := h.audited("/GetMatchRhythm", annasWorker); !slices.Equal(got, []string{anna, bert}) {
		t.Fatalf("on record: %v", got)
	}
}

func TestO05_WhatComesIsForSupportWorkersAndNeverForClients(t *testing.T) {
	t.Parallel()
	h := open(t)
	if got := h.coming(h.client(anna), 12); len(got) != 0 {
		t.Fatal(got)
	}
	if got := h.coming(h.worker(carlasWorker), 12); len(got) != 0 {
		t.Fatal(got)
	}
	if got := h.coming(h.worker(annasWorker), 4); !slices.Equal(got, []string{"2026-02-22", "2026-06-22"}) {
		t.Fatal(got)
	}
}

func TestE05_E06_ClosingHasNeutralReasonsAndASecondThought(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.open()
	h.reflect(h.client(anna), e.GetId(), &pb.Reflection{LifeChanged: true})
	closed, err := h.api.CloseInterimEvaluation(h.lead(), &pb.CloseInterimEvaluationRequest{
		Id: e.GetId(), Outcome: pb.InterimEvaluation_OUTCOME_PAUSE,
		Reasons: []pb.InterimEvaluation_Reason{pb.InterimEvaluation_REASON_LIFE_CHANGED},
	})
	must(t, err)
	events := told(h, func() *pb.InterimEvaluationClosed { return &pb.InterimEvaluationClosed{} })
	if len(events) != 1 || len(events[0].GetReasons()) != 1 || events[0].GetCloseTime() == nil || closed.GetReopenUntil() == nil {
		t.Fatal(events, closed)
	}
	seen, err := h.api.GetInterimEvaluation(h.client(anna), &pb.GetInterimEvaluationRequest{Id: e.GetId()})
	must(t, err)
	if len(seen.GetReasons()) != 0 || seen.GetReopenUntil() != nil || len(seen.GetTalkAbout()) != 0 {
		t.Fatalf("a client reads what is talked about: %v", seen)
	}
	again, err := h.api.ReopenInterimEvaluation(h.worker(annasWorker), &pb.ReopenInterimEvaluationRequest{Id: e.GetId(), Etag: closed.GetEtag(), RequestId: uuid(9)})
	must(t, err)
	if again.GetState() != pb.InterimEvaluation_STATE_OPEN || again.GetOutcome() != 0 || len(again.GetReflections()) != 1 || len(again.GetTalkAbout()) != 1 {
		t.Fatal(again)
	}
	if back := told(h, func() *pb.InterimEvaluationReopened { return &pb.InterimEvaluationReopened{} }); len(back) != 1 || back[0].GetMatchId() != match {
		t.Fatal(back)
	}
	_, err = h.api.CloseInterimEvaluation(h.lead(), &pb.CloseInterimEvaluationRequest{Id: e.GetId(), Outcome: pb.InterimEvaluation_OUTCOME_CONTINUE})
	must(t, err)
	h.now = h.now.AddDate(0, 0, 2)
	_, err = h.api.ReopenInterimEvaluation(h.lead(), &pb.ReopenInterimEvaluationRequest{Id: e.GetId()})
	wantReason(t, err, "DONE_TOO_LONG")
}

func TestM19_OnlyWhatMayBeSeenIsLaidSideBySide(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.open().GetId()
	h.reflect(h.client(anna), e, &pb.Reflection{Klik: pb.Reflection_FACE_YES, Together: true})
	h.reflect(h.worker(bertsWorker), e, &pb.Reflection{ClientId: bert, Klik: pb.Reflection_FACE_NO})
	for name, c := range map[string]struct {
		ctx  context.Context
		want int
	}{
		"coordination sees both":                 {h.lead(), 1},
		"anna's support worker sees anna's only": {h.worker(annasWorker), 0},
		"bert's support worker sees bert's only": {h.worker(bertsWorker), 0},
		"anna":                                   {h.client(anna), 0},
	} {
		read, err := h.api.GetInterimEvaluation(c.ctx, &pb.GetInterimEvaluationRequest{Id: e})
		must(t, err)
		if len(read.GetTalkAbout()) != c.want {
			t.Errorf("%s: %v", name, read.GetTalkAbout())
		}
	}
	read, err := h.api.GetInterimEvaluation(h.lead(), &pb.GetInterimEvaluationRequest{Id: e})
	must(t, err)
	annas, berts := read.GetReflections()[0], read.GetReflections()[1]
	if !annas.GetBySelf() || !annas.GetTogether() || berts.GetBySelf() || !berts.GetTogether() {
		t.Fatal("filled in together is noted, and who told it: ", read)
	}
}

func TestE03_AGroupLooksBackWithEverybodyWhoIsInIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	group := underWay(h.now.AddDate(0, 0, -70))
	group.People = append(group.People, &matchingv1.MatchChanged_Person{ClientId: carla, MayKnow: true})
	h.hear(here, h.now, group)
	e := h.open()
	if !slices.Equal(e.GetClientIds(), []string{anna, bert, carla}) {
		t.Fatal(e)
	}
	h.reflect(h.client(carla), e.GetId(), &pb.Reflection{Motivation: pb.Reflection_FACE_YES})
	group.People[1].Departed = true
	h.hear(here, h.now, group)
	_, err := h.api.Reflect(h.client(bert), &pb.ReflectRequest{Id: e.GetId(), Reflection: &pb.Reflection{Klik: pb.Reflection_FACE_NO}})
	wantCode(t, err, codes.NotFound) // left the group: no part in its look back
}

func TestErasure_OwnWordsInAnswersAndReasonsGo(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.publish("", &pb.LookBackQuestion{Key: "more", Kind: pb.LookBackQuestion_KIND_WORDS, TextNl: "Vertel eens?"})
	e := h.open().GetId()
	for _, who := range []string{anna, bert} {
		h.reflect(h.client(who), e, &pb.Reflection{Answers: []*pb.LookBackAnswer{{Key: "more", Words: "over anna"}}})
	}
	_, err := h.rhythm.SetMatchRhythm(h.lead(), &pb.SetMatchRhythmRequest{MatchId: match, Rhythm: &pb.Rhythm{Months: []int32{1}}, Reason: "om anna"})
	must(t, err)
	h.hear(here, h.now, &recruitmentv1.ClientLeft{ClientId: anna})
	var words, hers, reasons int
	must(t, h.database.Owner(t).QueryRow(t.Context(), `SELECT (SELECT count(*) FROM evaluation.reflection_answer WHERE words <> ''),
		(SELECT count(*) FROM evaluation.reflection_answer WHERE teller_id = $1), (SELECT count(*) FROM evaluation.match_rhythm WHERE reason <> '')`, anna).
		Scan(&words, &hers, &reasons))
	if words != 0 || hers != 0 || reasons != 0 {
		t.Fatalf("%d words, %d answers of hers, %d reasons left", words, hers, reasons)
	}
}
