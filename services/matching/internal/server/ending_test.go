package server_test

import (
	"testing"

	"google.golang.org/grpc/codes"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

func (h *house) takeBack(client string, m *pb.Match) (*pb.Match, error) {
	return h.api.TakeBackEnding(h.client(client), &pb.ChangeMatchStateRequest{Id: m.GetId()})
}

func TestM16_X10_WhoBeganTheEndingTakesItBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	stop := func(client string) {
		t.Helper()
		_, err := h.api.EndMatch(h.client(client), &pb.EndMatchRequest{Id: m.GetId()})
		must(t, err)
	}
	stop(h.lotte)
	_, err := h.takeBack(h.nick, m)
	wantReason(t, err, "ASK_YOUR_WORKER")
	_, err = h.api.TakeBackEnding(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	wantReason(t, err, "THEIR_WORD_NEEDED")
	got, err := h.takeBack(h.lotte, m)
	must(t, err)
	wantState(t, got, pb.Match_STATE_UNDER_WAY)
	if got.GetEnding() != nil || got.GetNotice() != nil || !got.GetParticipants()[0].GetAgreedToGo() {
		t.Errorf("as it was before: %v", got)
	}
	// Both want to stop: the one who takes it back does not take back the other's.
	stop(h.lotte)
	stop(h.nick)
	got, err = h.takeBack(h.lotte, m)
	must(t, err)
	wantState(t, got, pb.Match_STATE_CLOSING)
	if got.GetNotice().GetCode() != "STILL_ENDING" || got.GetEnding().GetStartedByClientId() != "" {
		t.Errorf("got %v", got)
	}
	got, err = h.api.TakeBackEnding(h.worker(h.bert), &pb.ChangeMatchStateRequest{Id: m.GetId(), ClientId: h.nick,
		SupportForm: pb.SupportForm_SUPPORT_FORM_PICTURES})
	must(t, err)
	wantState(t, got, pb.Match_STATE_UNDER_WAY)
	// What support workers began they take back, and no client.
	_, err = h.api.EndMatch(h.worker(h.anna), &pb.EndMatchRequest{Id: m.GetId()})
	must(t, err)
	_, err = h.takeBack(h.lotte, m)
	wantReason(t, err, "ASK_YOUR_WORKER")
	got, err = h.api.TakeBackEnding(h.worker(h.bert), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	must(t, err)
	wantState(t, got, pb.Match_STATE_UNDER_WAY)
	_, err = h.api.TakeBackEnding(h.worker(h.bert), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	wantReason(t, err, "NOT_IN_THIS_STATE")
}

func TestAnEndingOfPeopleKeptApartIsNotTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	_, err := h.api.AddExclusion(h.client(h.nick), &pb.AddExclusionRequest{ClientId: h.nick, OtherClientId: h.lotte})
	must(t, err)
	_, err = h.takeBack(h.nick, m)
	wantReason(t, err, "NOT_TOGETHER")
	_, err = h.api.RemoveExclusion(h.client(h.nick), &pb.AddExclusionRequest{ClientId: h.nick, OtherClientId: h.lotte})
	must(t, err)
	_, err = h.takeBack(h.nick, m)
	must(t, err)
	h.hear(&recruitmentv1.ClientLeft{ClientId: h.nick})
	wantState(t, h.get(m), pb.Match_STATE_CLOSING)
	_, err = h.api.TakeBackEnding(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	wantReason(t, err, "NOTHING_TO_GO_BACK_TO")
}

func TestM15_M20_TheSamePeopleBeginAgainAndAreAskedAnew(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	_, err := h.api.StartAgain(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	wantReason(t, err, "NOT_IN_THIS_STATE")
	_, err = h.api.EndMatch(h.client(h.lotte), &pb.EndMatchRequest{Id: m.GetId()})
	must(t, err)
	h.closed(m, h.lotte, h.nick)
	_, err = h.api.StartAgain(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId(), Etag: "1"})
	wantCode(t, err, codes.Aborted)
	h.agreeing.withdraw(h.nick)
	_, err = h.api.StartAgain(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	wantReason(t, err, "CONSENT_NEEDED")
	h.agreeing.no = map[string]bool{}
	req := &pb.ChangeMatchStateRequest{Id: m.GetId(), RequestId: ids.New()}
	got, err := h.api.StartAgain(h.worker(h.anna), req)
	must(t, err)
	again, err := h.api.StartAgain(h.worker(h.anna), req)
	must(t, err)
	wantState(t, got, pb.Match_STATE_IDEA)
	people := got.GetParticipants()
	if got.GetId() != again.GetId() || got.GetId() == m.GetId() || got.GetAgainOf() != m.GetId() || got.GetWishId() != h.wishes[h.lotte] ||
		people[0].GetClientId() != h.lotte || people[0].GetNetworker() || !people[1].GetNetworker() || people[0].GetAnswer() != 0 || people[0].GetAgreedToGo() {
		t.Errorf("got %v", got)
	}
	wantState(t, h.get(m), pb.Match_STATE_CLOSED)
	_, err = h.api.StartAgain(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	wantReason(t, err, "TOGETHER_ALREADY")
	// Only the networker has a wish still: a match begins with that of who follows.
	_, err = h.api.WithdrawMatch(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: got.GetId()})
	must(t, err)
	h.hear(&recruitmentv1.WishChanged{WishId: h.wishes[h.lotte], ClientId: h.lotte, State: recruitmentv1.Wish_STATE_FULFILLED, Told: true})
	_, err = h.api.StartAgain(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	wantReason(t, err, "WISH_NOT_OPEN")
}

func TestM17_WithdrawnQuietly(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.proposed()
	_, err := h.api.WithdrawMatch(h.client(h.lotte), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	wantCode(t, err, codes.PermissionDenied)
	_, err = h.api.WithdrawMatch(h.worker(h.bert), &pb.ChangeMatchStateRequest{Id: m.GetId(), Etag: "1"})
	wantCode(t, err, codes.Aborted)
	got, err := h.api.WithdrawMatch(h.worker(h.bert), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	must(t, err)
	wantState(t, got, pb.Match_STATE_UNSPECIFIED)
	if len(got.GetParticipants()) != 0 || h.count(`SELECT count(*) FROM matching.resting_pair`) != 1 {
		t.Errorf("got %v", got)
	}
	_, err = h.api.WithdrawMatch(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: h.underWay().GetId()})
	wantReason(t, err, "NOT_IN_THIS_STATE")
}
