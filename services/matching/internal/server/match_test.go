package server_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

func TestTheWholeLifeOfAMatch(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	wantState(t, m, pb.Match_STATE_UNDER_WAY)
	step := func(call func() (*pb.Match, error), want pb.Match_State) {
		t.Helper()
		next, err := call()
		must(t, err)
		wantState(t, next, want)
		m = next
	}
	step(func() (*pb.Match, error) {
		return h.api.PauseMatch(h.client(h.lotte), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	}, pb.Match_STATE_PAUSED)
	step(func() (*pb.Match, error) {
		return h.api.ResumeMatch(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId(), ClientId: h.lotte,
			SupportForm: pb.SupportForm_SUPPORT_FORM_SPOKEN})
	}, pb.Match_STATE_UNDER_WAY)
	step(func() (*pb.Match, error) { return h.api.EndMatch(h.client(h.nick), &pb.EndMatchRequest{Id: m.GetId()}) }, pb.Match_STATE_CLOSING)
	_, err := h.api.CloseMatch(h.worker(h.anna), &pb.CloseMatchRequest{Id: m.GetId()})
	wantCode(t, err, codes.FailedPrecondition)
	wantReason(t, err, "CARE_FIRST")
	for client, worker := range map[string]string{h.lotte: h.anna, h.nick: h.bert} {
		step(func() (*pb.Match, error) {
			return h.api.RecordEndingCare(h.worker(worker), &pb.RecordEndingCareRequest{Id: m.GetId(), ClientId: client, TalkHeld: true,
				FollowUpTime: timestamppb.New(h.now.AddDate(0, 0, 14)), Next: pb.EndingCare_NEXT_REST})
		}, pb.Match_STATE_CLOSING)
	}
	step(func() (*pb.Match, error) {
		return h.api.CloseMatch(h.worker(h.anna), &pb.CloseMatchRequest{Id: m.GetId(), NeutralWords: "Het was mooi zo."})
	}, pb.Match_STATE_CLOSED)
	var states []pb.Match_State
	for _, e := range h.told() {
		states = append(states, e.GetState())
		for _, p := range e.GetPeople() {
			if p.GetMayKnow() != (e.GetState() != pb.Match_STATE_IDEA) {
				t.Errorf("%s: may know %v", e.GetState(), p.GetMayKnow())
			}
		}
	}
	want := []pb.Match_State{1, 2, 2, 3, 3, 3, 4, 5, 4, 6, 6, 6, 7} // every change is told, in order
	if !slices.Equal(states, want) {
		t.Errorf("told %v", states)
	}
	last := h.told()[len(want)-1]
	if !last.GetPlanMade() || last.GetUnderWayTime() == nil || last.GetPeople()[1].GetDistance() != pb.Guidance_DISTANCE_CLOSE ||
		last.GetPeople()[1].GetReviewTime() == nil || last.GetPeople()[0].GetFollowUpTime() == nil {
		t.Errorf("told %v", last)
	}
}

func TestM03_M04_M12_SpontaneousIsOneCall(t *testing.T) {
	t.Parallel()
	h := open(t)
	ask := &pb.CreateSpontaneousMatchRequest{Citizens: 3, BeganAt: "de buurtbarbecue", Doing: "vissen",
		People: []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: h.omar}}}
	m, err := h.api.CreateSpontaneousMatch(h.worker(h.anna), ask)
	must(t, err)
	wantState(t, m, pb.Match_STATE_UNDER_WAY)
	if m.GetOrigin() != pb.Match_ORIGIN_SPONTANEOUS || m.GetCitizens() != 3 || m.GetBeganAt() != "de buurtbarbecue" || m.GetUnderWayTime() == nil {
		t.Errorf("got %v", m)
	}
	if e := h.told(); len(e) != 1 || !e[0].GetPlanMade() || !e[0].GetPeople()[0].GetMayKnow() {
		t.Errorf("told %v", e)
	}
	_, err = h.api.CreateSpontaneousMatch(h.worker(h.anna), ask)
	wantReason(t, err, "TOGETHER_ALREADY")
	_, err = h.api.CreateSpontaneousMatch(h.worker(h.bert), ask) // guides neither of them
	wantCode(t, err, codes.NotFound)
	ask.People = []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: ids.New()}}
	_, err = h.api.CreateSpontaneousMatch(h.lead(), ask)
	wantCode(t, err, codes.NotFound)
}

func TestO01_D04_InTheService(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hear(&recruitmentv1.ClientChanged{ClientId: h.omar, SupportWorkerIds: []string{h.anna}})
	ask := &pb.CreateSpontaneousMatchRequest{People: []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: h.omar}}}
	_, err := h.api.CreateSpontaneousMatch(h.lead(), ask)
	wantReason(t, err, "SECOND_SUPPORT_WORKER_NEEDED")
	h.hear(&recruitmentv1.ClientChanged{ClientId: h.omar})
	_, err = h.api.CreateSpontaneousMatch(h.lead(), ask)
	wantReason(t, err, "SUPPORT_WORKER_NEEDED")
	h.hear(&recruitmentv1.ClientChanged{ClientId: h.omar, SupportWorkerIds: []string{h.anna, h.carla}})
	_, err = h.api.CreateSpontaneousMatch(h.lead(), ask)
	must(t, err)
}

func TestM01_InTheService(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.idea()
	h.hear(&recruitmentv1.ProfileChanged{ClientId: h.nick, MayMatch: true, Profile: &recruitmentv1.Profile{Talents: []string{"koken"}}})
	_, err := h.propose(m)
	wantCode(t, err, codes.FailedPrecondition)
	p := wantReason(t, err, "NOT_READY_FOR_EACH_OTHER")
	if p.Text.NL != "Nog even wachten met voorstellen. Praat met de netwerker over wat die voor een ander kan betekenen." {
		t.Errorf("got %q", p.Text.NL)
	}
	if len(p.Fields) != 1 || p.Fields[0].Path != "participants[1].could_mean" {
		t.Errorf("fields %v", p.Fields)
	}
}

func TestD02_D06_GuidanceAndEstimate(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	review := timestamppb.New(h.now.AddDate(0, 1, 0))
	got, err := h.api.SetGuidance(h.worker(h.anna), &pb.SetGuidanceRequest{Id: m.GetId(), ClientId: h.lotte,
		Guidance: &pb.Guidance{Distance: pb.Guidance_DISTANCE_ON_CALL, Reason: "gaat goed", ReviewTime: review}})
	must(t, err)
	if g := got.GetParticipants()[0].GetGuidance(); g.GetDistance() != pb.Guidance_DISTANCE_ON_CALL || !proto.Equal(g.GetReviewTime(), review) ||
		!proto.Equal(g.GetSetTime(), timestamppb.New(h.now)) {
		t.Errorf("got %v", g)
	}
	_, err = h.api.SetGuidance(h.worker(h.anna), &pb.SetGuidanceRequest{Id: m.GetId(), ClientId: h.lotte,
		Guidance: &pb.Guidance{Distance: pb.Guidance_DISTANCE_ON_CALL, ReviewTime: review}})
	wantReason(t, err, "DISTANCE_REASON_NEEDED")
	got, err = h.api.NoteEstimate(h.worker(h.bert), &pb.NoteEstimateRequest{Id: m.GetId(), ClientId: h.nick, Words: "Ik schat in dat het goed gaat."})
	must(t, err)
	if e := got.GetParticipants()[1].GetEstimate(); e.GetWords() == "" || !proto.Equal(e.GetTime(), timestamppb.New(h.now)) {
		t.Errorf("got %v", e)
	}
	// The others hear when, and not what.
	events := h.told()
	if p := events[len(events)-1].GetPeople()[1]; !proto.Equal(p.GetEstimateTime(), timestamppb.New(h.now)) {
		t.Errorf("told %v", p)
	}
	// Over a person, whoever guides that person.
	_, err = h.api.NoteEstimate(h.worker(h.bert), &pb.NoteEstimateRequest{Id: m.GetId(), ClientId: h.lotte, Words: "x"})
	wantCode(t, err, codes.NotFound)
}

func TestCapacityHoldsUnderConcurrency(t *testing.T) {
	t.Parallel()
	for _, way := range []string{"spontaneous", "proposed"} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			const at, capacity = 16, 2
			calls := make([]func() error, at)
			for i := range calls {
				other := ids.New()
				h.arrive(other, h.anna)
				calls[i] = func() error {
					_, err := h.api.CreateSpontaneousMatch(h.lead(), &pb.CreateSpontaneousMatchRequest{
						People: []*pb.NewPerson{{ClientId: other}, {ClientId: h.nick, Networker: true}}})
					return err
				}
				if way == "proposed" {
					m, err := h.api.CreateMatch(h.worker(h.anna), &pb.CreateMatchRequest{WishId: h.wishes[other],
						Others: []*pb.NewPerson{{ClientId: h.nick, Networker: true}}})
					must(t, err)
					_, err = h.propose(m)
					must(t, err)
					h.answer(m, h.nick, pb.Answer_ANSWER_YES)
					calls[i] = func() error {
						got, err := h.api.AnswerProposal(h.client(other), &pb.AnswerProposalRequest{Id: m.GetId(), ClientId: other, Answer: pb.Answer_ANSWER_YES})
						if err == nil && got.GetState() == pb.Match_STATE_PROPOSED {
							return domain.Full()
						}
						return err
					}
				}
			}
			errs := together(calls)
			yes := 0
			for _, err := range errs {
				if err == nil {
					yes++
					continue
				}
				if !errors.Is(err, domain.Full()) {
					wantReason(t, err, "NETWORKER_FULL")
				}
			}
			standing := h.count(`SELECT count(*) FROM matching.participant p JOIN matching.match m ON m.id = p.match_id
				WHERE p.client_id = $1 AND p.networker AND m.state NOT IN ('idea', 'proposed')`, h.nick)
			if yes != capacity || standing != capacity {
				t.Errorf("%d accepted, %d stand, want %d", yes, standing, capacity)
			}
		})
	}
}

// together makes the calls at the same time.
func together(calls []func() error) []error {
	errs := make([]error, len(calls))
	start := make(chan struct{})
	var all sync.WaitGroup
	for i, call := range calls {
		all.Go(func() { <-start; errs[i] = call() })
	}
	close(start)
	all.Wait()
	return errs
}

func TestTheSamePeopleOnceUnderConcurrency(t *testing.T) {
	t.Parallel()
	h := open(t)
	calls := make([]func() error, 8)
	for i := range calls {
		people := []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: h.omar}}
		if i%2 == 1 {
			slices.Reverse(people)
		}
		calls[i] = func() error {
			_, err := h.api.CreateSpontaneousMatch(h.lead(), &pb.CreateSpontaneousMatchRequest{People: people})
			return err
		}
	}
	made := 0
	for _, err := range together(calls) {
		if err == nil {
			made++
			continue
		}
		wantReason(t, err, "TOGETHER_ALREADY")
	}
	if made != 1 {
		t.Errorf("made %d times", made)
	}
}

func TestARepeatedRequestIsDoneOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	req := &pb.CreateMatchRequest{WishId: h.wishes[h.lotte], Others: []*pb.NewPerson{{ClientId: h.nick, Networker: true}}, RequestId: ids.New()}
	ctx := h.worker(h.anna)
	first, err := h.api.CreateMatch(ctx, req)
	must(t, err)
	again, err := h.api.CreateMatch(ctx, req)
	must(t, err)
	if !proto.Equal(first, again) || len(h.told()) != 1 {
		t.Errorf("done twice: %v, %v", first, again)
	}
	req.Others[0].Networker = false
	_, err = h.api.CreateMatch(ctx, req)
	wantReason(t, err, "REQUEST_ID_REUSED")
}

func TestAStaleEtagIsRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	m, err := h.api.GetMatch(h.lead(), &pb.GetMatchRequest{Id: h.underWay().GetId()})
	must(t, err)
	_, err = h.api.PauseMatch(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId(), Etag: "1"})
	wantCode(t, err, codes.Aborted)
	wantReason(t, err, "CHANGED_MEANWHILE")
	calls := make([]func() error, 6)
	for i := range calls {
		calls[i] = func() error {
			_, err := h.api.RecordTalk(h.lead(), &pb.RecordTalkRequest{Id: m.GetId(), Etag: m.GetEtag(),
				Talk: &pb.ExpectationsTalk{Plan: fmt.Sprint("plan ", i)}})
			return err
		}
	}
	saved := 0
	for _, err := range together(calls) {
		if err == nil {
			saved++
			continue
		}
		wantReason(t, err, "CHANGED_MEANWHILE")
	}
	if saved != 1 {
		t.Errorf("%d changes to the same version", saved)
	}
}

func TestListingPageByPage(t *testing.T) {
	t.Parallel()
	h := open(t)
	var made []string
	for i := range 5 {
		h.now = h.now.Add(time.Duration(i%2) * time.Minute) // some at the same moment
		other := ids.New()
		h.arrive(other, h.anna)
		m, err := h.api.CreateSpontaneousMatch(h.lead(), &pb.CreateSpontaneousMatchRequest{
			People: []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: other}, {ClientId: h.omar}}})
		must(t, err)
		made = append(made, m.GetId())
	}
	var seen []string
	req := &pb.ListMatchesRequest{PageSize: 2, ClientId: h.lotte, State: pb.Match_STATE_UNDER_WAY}
	for pages := 0; ; pages++ {
		got, err := h.api.ListMatches(h.worker(h.carla), &pb.ListMatchesRequest{PageSize: 2, PageToken: req.GetPageToken()})
		must(t, err)
		for _, m := range got.GetMatches() {
			seen = append(seen, m.GetId())
		}
		if req.PageToken = got.GetNextPageToken(); req.GetPageToken() == "" || pages > 5 {
			break
		}
	}
	slices.Reverse(seen)
	if !slices.Equal(seen, made) {
		t.Errorf("got %v, want %v", seen, made)
	}
	_, err := h.api.ListMatches(h.worker(h.carla), &pb.ListMatchesRequest{ClientId: h.lotte})
	wantCode(t, err, codes.NotFound) // not on carla's caseload
	got, err := h.api.ListMatches(h.worker(h.anna), &pb.ListMatchesRequest{ClientId: h.lotte, State: pb.Match_STATE_PAUSED})
	must(t, err)
	if len(got.GetMatches()) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestClosedOnlyWhenAsked(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.underWay()
	_, err := h.database.Owner(t).Exec(t.Context(), `UPDATE matching.match SET state = 'closed'`)
	must(t, err)
	for _, c := range []struct {
		req  *pb.ListMatchesRequest
		want int
	}{{&pb.ListMatchesRequest{}, 0}, {&pb.ListMatchesRequest{ClosedToo: true}, 1}, {&pb.ListMatchesRequest{State: pb.Match_STATE_CLOSED}, 1}} {
		for who, ctx := range map[string]func() *pb.ListMatchesResponse{
			"worker": func() *pb.ListMatchesResponse {
				r, err := h.api.ListMatches(h.worker(h.anna), c.req)
				must(t, err)
				return r
			},
			"client": func() *pb.ListMatchesResponse {
				r, err := h.api.ListMatches(h.client(h.nick), c.req)
				must(t, err)
				return r
			},
		} {
			if got := ctx(); len(got.GetMatches()) != c.want {
				t.Errorf("%s, %v: %v", who, c.req, got)
			}
		}
	}
}

func TestWhoLookedIsWrittenDown(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	reader := ids.New()
	_, err := h.api.GetMatch(h.as(reader, authn.RoleCoordinator), &pb.GetMatchRequest{Id: m.GetId()})
	must(t, err)
	_, err = h.api.SuggestForWish(h.as(reader, authn.RoleCoordinator), &pb.SuggestForWishRequest{WishId: h.wishes[h.lotte]})
	must(t, err)
	for method, people := range map[string][]string{"GetMatch": {h.lotte, h.nick}, "SuggestForWish": {h.lotte, h.nick, h.omar}} {
		for _, p := range people {
			if n := h.count(`SELECT count(*) FROM matching.audit WHERE actor = $1 AND client_id = $2 AND method LIKE '%/' || $3`, reader, p, method); n != 1 {
				t.Errorf("%s: %d rows about %s", method, n, p)
			}
		}
	}
}

// Whoever guides only some of the people sees at once what they kept.
func TestAnIdeaIsShownToTheSupportWorkerWhoKeptIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	m, err := h.api.CreateMatch(h.worker(h.anna), &pb.CreateMatchRequest{
		WishId: h.wishes[h.lotte], Others: []*pb.NewPerson{{ClientId: h.nick, Networker: true}}})
	must(t, err)
	wantState(t, m, pb.Match_STATE_IDEA)
	if len(m.GetParticipants()) != 2 || m.GetEtag() == "" {
		t.Errorf("shown %v", m)
	}
}
