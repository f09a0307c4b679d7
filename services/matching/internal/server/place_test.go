package server_test

import (
	"testing"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

// asking is a proposal for somebody new with nick in the lead, who said yes already.
func (h *house) asking() (client string, m *pb.Match) {
	h.t.Helper()
	client = ids.New()
	h.arrive(client, h.anna)
	m, err := h.api.CreateMatch(h.worker(h.anna), &pb.CreateMatchRequest{WishId: h.wishes[client],
		Others: []*pb.NewPerson{{ClientId: h.nick, Networker: true}}})
	must(h.t, err)
	m, err = h.propose(m)
	must(h.t, err)
	h.answer(m, h.nick, pb.Answer_ANSWER_YES)
	return client, m
}

// wants lets nick want so many matches at once.
func (h *house) wants(capacity int32) {
	h.t.Helper()
	h.becomeNetworker(h.nick, capacity)
}

// Fifty people say yes at the same moment, and the networker has one place left: one pair
// gets acquainted, everybody else hears a kind word, and every yes is kept.
func TestFiftyAnswersForOneLastPlace(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.wants(1)
	const at = 50
	answers, calls := make([]*pb.Match, at), make([]func() error, at)
	for i := range at {
		client, m := h.asking()
		ctx := h.client(client)
		calls[i] = func() (err error) {
			answers[i], err = h.api.AnswerProposal(ctx, &pb.AnswerProposalRequest{Id: m.GetId(), ClientId: client,
				Answer: pb.Answer_ANSWER_YES, RequestId: ids.New()})
			return err
		}
	}
	for _, err := range together(calls) {
		must(t, err)
	}
	acquainted, kind := 0, 0
	for _, m := range answers {
		own := m.GetParticipants()[0]
		switch {
		case m.GetState() == pb.Match_STATE_GETTING_ACQUAINTED && m.GetNotice() == nil:
			acquainted++
		case m.GetState() == pb.Match_STATE_PROPOSED && m.GetNotice().GetCode() == "LAST_PLACE_TAKEN" &&
			m.GetNotice().GetNl() != "" && m.GetNotice().GetEn() != "" && own.GetAnswer() == pb.Answer_ANSWER_YES:
			kind++
		default:
			t.Errorf("got %v", m)
		}
	}
	stand := h.count(`SELECT count(*) FROM matching.match WHERE tenant_id = $1 AND standing`, h.tenant)
	kept := h.count(`SELECT count(*) FROM matching.match m WHERE m.tenant_id = $1 AND state = 'proposed' AND NOT EXISTS (
		SELECT FROM matching.participant p WHERE p.match_id = m.id AND p.answer <> 'yes')`, h.tenant)
	t.Logf("%d match, %d kind messages; %d stand in the database, %d wait with every yes kept", acquainted, kind, stand, kept)
	if acquainted != 1 || kind != 49 || stand != 1 || kept != 49 {
		t.Errorf("%d got acquainted and %d heard a kind word, %d stand, %d yeses are kept", acquainted, kind, stand, kept)
	}
}

func TestAYesIsKeptUntilAPlaceComesFree(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.wants(1)
	running, err := h.api.CreateSpontaneousMatch(h.lead(), &pb.CreateSpontaneousMatchRequest{
		People: []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: h.nick, Networker: true}}})
	must(t, err)
	h.wants(2) // two places, so that others may be asked …
	var waiting []*pb.Match
	for range 2 {
		client, m := h.asking()
		h.wants(1) // … and none is left when they say yes
		h.now = h.now.Add(time.Minute)
		got := h.answer(m, client, pb.Answer_ANSWER_YES)
		wantState(t, got, pb.Match_STATE_PROPOSED)
		if got.GetNotice().GetCode() != "LAST_PLACE_TAKEN" {
			t.Errorf("got %v", got.GetNotice())
		}
		staff := h.get(m)
		if len(staff.GetHints()) != 1 || staff.GetHints()[0].GetCode() != "WAITS_FOR_A_PLACE" {
			t.Errorf("support workers see %v", staff.GetHints())
		}
		waiting = append(waiting, m)
		h.wants(2)
	}
	h.wants(1)
	goOn := func(want ...pb.Match_State) {
		t.Helper()
		must(t, h.server.GoOn(t.Context(), h.tenant))
		for i, m := range waiting {
			wantState(t, h.get(m), want[i])
		}
	}
	asked, met := pb.Match_STATE_PROPOSED, pb.Match_STATE_GETTING_ACQUAINTED
	goOn(asked, asked)
	h.now = h.now.AddDate(0, 0, 40)
	must(t, h.server.LetGo(t.Context(), h.tenant)) // a yes that waits does not lapse
	_, err = h.api.EndMatch(h.client(h.lotte), &pb.EndMatchRequest{Id: running.GetId()})
	must(t, err)
	goOn(asked, asked) // who is ending with care has the place still
	h.closed(running, h.lotte, h.nick)
	goOn(met, asked) // whoever waits longest
	goOn(met, asked)
	h.hear(&recruitmentv1.NetworkerChanged{NetworkerId: ids.New(), ClientId: h.nick, Capacity: 2, State: recruitmentv1.Networker_STATE_ACTIVE})
	goOn(met, met)
}

// get gives a match as a network lead sees it.
func (h *house) get(m *pb.Match) *pb.Match {
	h.t.Helper()
	got, err := h.api.GetMatch(h.lead(), &pb.GetMatchRequest{Id: m.GetId()})
	must(h.t, err)
	return got
}
