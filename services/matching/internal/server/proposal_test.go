package server_test

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

func (h *house) suggest(client string) *pb.SuggestForWishResponse {
	h.t.Helper()
	got, err := h.api.SuggestForWish(h.lead(), &pb.SuggestForWishRequest{WishId: h.wishes[client]})
	must(h.t, err)
	return got
}

func TestSuggestions(t *testing.T) {
	t.Parallel()
	h := open(t)
	got := h.suggest(h.lotte)
	if len(got.GetSuggestions()) != 2 || len(got.GetWouldHelp()) != 0 {
		t.Fatalf("got %v", got)
	}
	networkers := 0
	for _, s := range got.GetSuggestions() {
		if s.GetNetworker() {
			networkers++
		}
		if len(s.GetReasons()) < 3 || s.GetReasons()[0].GetNl() == "" || s.GetReasons()[0].GetEn() == "" {
			t.Errorf("got %v", s)
		}
	}
	if networkers != 1 {
		t.Error("a networker and somebody with a wish of their own")
	}
	_, err := h.api.SuggestForWish(h.worker(h.bert), &pb.SuggestForWishRequest{WishId: h.wishes[h.lotte]})
	wantCode(t, err, codes.NotFound) // not on bert's caseload
}

func TestWhoIsTogetherFullOrApartIsNotFirst(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.acquainted()
	reason := func(client, other string) string {
		for _, n := range h.suggest(client).GetNotFirst() {
			if n.GetClientId() == other {
				return n.GetReason().GetCode()
			}
		}
		return ""
	}
	if got := reason(h.lotte, h.nick); got != "TOGETHER_NOW" {
		t.Errorf("together: %q", got)
	}
	_, err := h.api.CreateSpontaneousMatch(h.lead(), &pb.CreateSpontaneousMatchRequest{ // nick's second and last place
		People: []*pb.NewPerson{{ClientId: h.nick, Networker: true}, {ClientId: h.omar}, {ClientId: h.lotte}}})
	must(t, err)
	somebody := ids.New()
	h.arrive(somebody, h.bert)
	if got := reason(somebody, h.nick); got != "NO_PLACE_NOW" {
		t.Errorf("full: %q", got)
	}
	_, err = h.api.AddExclusion(h.lead(), &pb.AddExclusionRequest{ClientId: h.lotte, OtherClientId: h.nick})
	must(t, err)
	for _, client := range []string{h.lotte, h.nick} {
		for _, n := range h.suggest(client).GetNotFirst() {
			if n.GetClientId() == h.lotte || n.GetClientId() == h.nick {
				t.Errorf("who is kept apart is never named: %v", n)
			}
		}
	}
	got, err := h.api.GetMatch(h.lead(), &pb.GetMatchRequest{Id: m.GetId()})
	must(t, err)
	wantState(t, got, pb.Match_STATE_CLOSING)
}

func TestM17_ANoReturnsQuietlyToNothing(t *testing.T) {
	t.Parallel()
	for _, answer := range []pb.Answer{pb.Answer_ANSWER_NO, pb.Answer_ANSWER_NOT_NOW} {
		h := open(t)
		m := h.proposed()
		h.answer(m, h.nick, pb.Answer_ANSWER_YES)
		got := h.answer(m, h.lotte, answer)
		wantState(t, got, pb.Match_STATE_UNSPECIFIED)
		if got.GetId() != m.GetId() || len(got.GetParticipants()) != 0 || got.GetReason() != "" {
			t.Errorf("more than nothing is left: %v", got)
		}
		_, err := h.api.GetMatch(h.lead(), &pb.GetMatchRequest{Id: m.GetId()})
		wantCode(t, err, codes.NotFound)
		if n := h.count(`SELECT (SELECT count(*) FROM matching.match) + (SELECT count(*) FROM matching.participant)`); n != 0 {
			t.Errorf("%d rows are left", n)
		}
		told := h.told()
		last := told[len(told)-1]
		if last.GetState() != pb.Match_STATE_UNSPECIFIED || last.GetMatchId() != m.GetId() || len(last.GetPeople()) != 2 || last.GetPeople()[0].GetMayKnow() {
			t.Errorf("told %v", last)
		}
		// It rests, whoever said it, and nobody is told who that was.
		for client, other := range map[string]string{h.lotte: h.nick, h.nick: h.lotte} {
			for _, s := range h.suggest(client).GetSuggestions() {
				if s.GetClientId() == other {
					t.Errorf("suggested first again: %v", s)
				}
			}
		}
		if n := h.suggest(h.lotte).GetNotFirst(); len(n) != 1 || n[0].GetReason().GetCode() != "RESTING" {
			t.Errorf("got %v", n)
		}
		h.now = h.now.AddDate(0, 7, 0)
		must(t, h.server.LetGo(t.Context(), h.tenant))
		if got := h.suggest(h.lotte); len(got.GetSuggestions()) != 2 {
			t.Errorf("after some months there may be another time: %v", got)
		}
		if n := h.count(`SELECT count(*) FROM matching.resting_pair`); n != 0 {
			t.Errorf("%d pairs still rest", n)
		}
	}
}

func TestR11_M17_IdeasAndProposalsLapseByThemselves(t *testing.T) {
	t.Parallel()
	h := open(t)
	other := h.neighbour()
	idea, asked := h.idea(), other.proposed()
	kept := h.underWayOf(h.omar)
	there := func(h *house, m *pb.Match) bool {
		_, err := h.api.GetMatch(h.lead(), &pb.GetMatchRequest{Id: m.GetId()})
		if err != nil {
			wantCode(t, err, codes.NotFound)
		}
		return err == nil
	}
	for _, c := range []struct {
		after       time.Duration
		idea, asked bool
	}{
		{29 * 24 * time.Hour, true, true},
		{30 * 24 * time.Hour, true, false},
		{59 * 24 * time.Hour, true, false},
		{60 * 24 * time.Hour, false, false},
	} {
		start := h.now
		h.now = start.Add(c.after)
		for _, tenant := range []string{h.tenant, other.tenant} {
			must(t, h.server.LetGo(t.Context(), tenant))
		}
		h.now = start
		if there(h, idea) != c.idea || there(other, asked) != c.asked || !there(h, kept) {
			t.Errorf("after %s: idea %v, proposal %v", c.after, there(h, idea), there(other, asked))
		}
	}
	for _, h := range []*house{h, other} {
		told := h.told()
		if last := told[len(told)-1]; last.GetState() != pb.Match_STATE_UNSPECIFIED {
			t.Errorf("told %v", last)
		}
	}
}

// underWayOf is a spontaneous match of lotte and somebody.
func (h *house) underWayOf(other string) *pb.Match {
	h.t.Helper()
	m, err := h.api.CreateSpontaneousMatch(h.lead(), &pb.CreateSpontaneousMatchRequest{People: []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: other}}})
	must(h.t, err)
	return m
}

func TestX10_OneCallAndNoReason(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	for range 2 { // also when it was asked before
		got, err := h.api.EndMatch(h.client(h.lotte), &pb.EndMatchRequest{Id: m.GetId()})
		must(t, err)
		wantState(t, got, pb.Match_STATE_CLOSING)
		if got.GetEnding().GetStartedByClientId() != h.lotte {
			t.Errorf("got %v", got.GetEnding())
		}
	}
}

func TestX10_ToEndAQuestionIsANo(t *testing.T) {
	t.Parallel()
	h := open(t)
	got, err := h.api.EndMatch(h.client(h.lotte), &pb.EndMatchRequest{Id: h.proposed().GetId()})
	must(t, err)
	wantState(t, got, pb.Match_STATE_UNSPECIFIED)
	if n := h.suggest(h.lotte).GetNotFirst(); len(n) != 1 || n[0].GetReason().GetCode() != "RESTING" {
		t.Errorf("got %v", n)
	}
}

func TestExclusion(t *testing.T) {
	t.Parallel()
	for who, ask := range map[string]func(*house) error{
		"the client themself": func(h *house) error {
			_, err := h.api.AddExclusion(h.client(h.nick), &pb.AddExclusionRequest{ClientId: h.nick, OtherClientId: h.lotte})
			return err
		},
		"who guides the other": func(h *house) error {
			_, err := h.api.AddExclusion(h.worker(h.anna), &pb.AddExclusionRequest{ClientId: h.lotte, OtherClientId: h.nick})
			return err
		},
	} {
		t.Run(who, func(t *testing.T) {
			h := open(t)
			running := h.underWay()
			must(t, ask(h))
			must(t, ask(h)) // twice is once
			got, err := h.api.GetMatch(h.lead(), &pb.GetMatchRequest{Id: running.GetId()})
			must(t, err)
			wantState(t, got, pb.Match_STATE_CLOSING) // with the care of an ending
			for _, pair := range [][2]string{{h.lotte, h.nick}, {h.nick, h.lotte}} {
				_, err := h.api.CreateMatch(h.lead(), &pb.CreateMatchRequest{WishId: h.wishes[pair[0]],
					Others: []*pb.NewPerson{{ClientId: h.omar}, {ClientId: pair[1]}}})
				wantReason(t, err, "NOT_TOGETHER")
				_, err = h.api.CreateSpontaneousMatch(h.lead(), &pb.CreateSpontaneousMatchRequest{
					People: []*pb.NewPerson{{ClientId: pair[0]}, {ClientId: h.omar}, {ClientId: pair[1]}}})
				wantReason(t, err, "NOT_TOGETHER")
			}
		})
	}
	h := open(t)
	_, err := h.api.AddExclusion(h.client(h.lotte), &pb.AddExclusionRequest{ClientId: h.nick, OtherClientId: h.omar})
	wantCode(t, err, codes.NotFound) // only for themself
	_, err = h.api.AddExclusion(h.client(h.lotte), &pb.AddExclusionRequest{ClientId: h.lotte, OtherClientId: h.lotte})
	wantReason(t, err, "SAME_PERSON")
}

func TestAnExclusionAndAMatchAtTheSameTime(t *testing.T) {
	t.Parallel()
	h := open(t)
	errs := together([]func() error{
		func() error {
			_, err := h.api.AddExclusion(h.lead(), &pb.AddExclusionRequest{ClientId: h.lotte, OtherClientId: h.omar})
			return err
		},
		func() error {
			_, err := h.api.CreateSpontaneousMatch(h.lead(), &pb.CreateSpontaneousMatchRequest{People: []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: h.omar}}})
			return err
		},
	})
	must(t, errs[0])
	if errs[1] != nil {
		wantReason(t, errs[1], "NOT_TOGETHER")
	}
	if n := h.count(`SELECT count(*) FROM matching.match WHERE state <> 'closing'`); n != 0 {
		t.Error("together, and never together")
	}
}

// An id may be written with capitals; it is the same id, also where pairs are put in order.
func TestAnIdInCapitalsIsTheSameId(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, pair := range [][2]string{{h.lotte, strings.ToUpper(h.omar)}, {strings.ToUpper(h.lotte), h.nick}} {
		_, err := h.api.AddExclusion(h.lead(), &pb.AddExclusionRequest{ClientId: pair[0], OtherClientId: pair[1]})
		must(t, err)
		_, err = h.api.AddExclusion(h.lead(), &pb.AddExclusionRequest{ClientId: pair[1], OtherClientId: pair[0]})
		must(t, err)
	}
	if n := h.count(`SELECT count(*) FROM matching.exclusion`); n != 2 {
		t.Errorf("%d pairs", n)
	}
	_, err := h.api.AddExclusion(h.lead(), &pb.AddExclusionRequest{ClientId: h.lotte, OtherClientId: strings.ToUpper(h.lotte)})
	wantReason(t, err, "SAME_PERSON")
}
