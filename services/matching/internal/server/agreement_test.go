package server_test

import (
	"testing"

	"google.golang.org/grpc/codes"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

// Recruitment's feed tells nothing in these tests: the profiles stay as they were.

func TestX10_WhoTookTheYesBackIsNotInTheNextAnswer(t *testing.T) {
	t.Parallel()
	h := open(t)
	names := func(got *pb.SuggestForWishResponse, client string) bool {
		for _, s := range got.GetSuggestions() {
			if s.GetClientId() == client {
				return true
			}
		}
		for _, n := range got.GetNotFirst() {
			if n.GetClientId() == client {
				return true
			}
		}
		return false
	}
	if !names(h.suggest(h.lotte), h.nick) || !names(h.suggest(h.lotte), h.omar) {
		t.Fatal("nick and omar are there to begin with")
	}
	h.agreeing.withdraw(h.nick)
	if got := h.suggest(h.lotte); names(got, h.nick) || !names(got, h.omar) {
		t.Errorf("after nick took it back: %v", got)
	}
	h.agreeing.withdraw(h.lotte)
	if got := h.suggest(h.lotte); len(got.GetSuggestions())+len(got.GetNotFirst()) != 0 || got.GetWouldHelp()[0].GetCode() != "ASK_TO_BE_LOOKED_FOR" {
		t.Errorf("after lotte took it back: %v", got)
	}
	if got := h.suggest(h.omar); names(got, h.lotte) || names(got, h.nick) {
		t.Errorf("for omar: %v", got)
	}
	if n := h.count(`SELECT count(*) FROM matching.matching_profile`); n != 3 {
		t.Errorf("%d profiles: the feed has told of it, and this tests nothing", n)
	}
}

func TestX10_NoIdeaAndNoProposalWithoutAStandingYes(t *testing.T) {
	t.Parallel()
	h := open(t)
	idea := h.idea()
	h.agreeing.withdraw(h.nick)
	_, err := h.propose(idea)
	wantCode(t, err, codes.FailedPrecondition)
	if p := wantReason(t, err, "NOT_READY_FOR_EACH_OTHER"); len(p.Fields) != 1 || p.Fields[0].Path != "participants[1].consent" {
		t.Errorf("got %+v", p.Fields)
	}
	create := &pb.CreateMatchRequest{WishId: h.wishes[h.omar], Others: []*pb.NewPerson{{ClientId: h.nick, Networker: true}}}
	_, err = h.api.CreateMatch(h.lead(), create)
	wantReason(t, err, "CONSENT_NEEDED")
	_, err = h.api.CreateMatch(h.worker(h.carla), create) // who does not know nick is not told that he is there
	wantReason(t, err, "NOT_FOUND")
	_, err = h.api.CreateSpontaneousMatch(h.worker(h.anna), &pb.CreateSpontaneousMatchRequest{
		People: []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: h.nick}}})
	wantReason(t, err, "NOT_FOUND")
	_, err = h.api.CreateSpontaneousMatch(h.lead(), &pb.CreateSpontaneousMatchRequest{ // they met by themselves (M-03)
		People: []*pb.NewPerson{{ClientId: h.omar}, {ClientId: h.nick}}})
	must(t, err)
	stranger := ids.New()
	h.arrive(stranger, h.carla)
	_, err = h.api.CreateMatch(h.worker(h.anna), &pb.CreateMatchRequest{WishId: h.wishes[h.lotte], Others: []*pb.NewPerson{{ClientId: stranger}}})
	must(t, err)
}

func TestWhenRecruitmentIsAwayNobodyIsSaidToAgree(t *testing.T) {
	t.Parallel()
	h := open(t)
	idea := h.idea()
	h.agreeing.goAway(true)
	_, err := h.api.SuggestForWish(h.lead(), &pb.SuggestForWishRequest{WishId: h.wishes[h.lotte]})
	wantCode(t, err, codes.Unavailable)
	wantReason(t, err, "CONSENT_NOT_KNOWN")
	_, err = h.propose(idea)
	wantCode(t, err, codes.Unavailable)
	_, err = h.api.CreateMatch(h.lead(), &pb.CreateMatchRequest{WishId: h.wishes[h.omar], Others: []*pb.NewPerson{{ClientId: h.nick, Networker: true}}})
	wantCode(t, err, codes.Unavailable)
	_, err = h.api.CreateSpontaneousMatch(h.lead(), &pb.CreateSpontaneousMatchRequest{ // of people one guides: rests on no yes
		People: []*pb.NewPerson{{ClientId: h.omar}, {ClientId: h.nick}}})
	must(t, err)
	h.agreeing.goAway(false)
	_, err = h.propose(idea)
	must(t, err)
}

// Some dozen people are asked about, however large the organisation is.
func TestAsFewAsNeededAreAskedAbout(t *testing.T) {
	t.Parallel()
	h := open(t)
	for range 40 {
		h.arrive(ids.New(), h.carla)
	}
	before := h.agreeing.asked
	if got := h.suggest(h.lotte); len(got.GetSuggestions()) != 12 {
		t.Fatalf("%d suggestions", len(got.GetSuggestions()))
	}
	if n := h.agreeing.asked - before; n != 1 {
		t.Errorf("asked %d times", n)
	}
}
