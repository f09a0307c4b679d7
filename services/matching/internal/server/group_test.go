package server_test

import (
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

// group is lotte, omar and nick, who leads.
func (h *house) group() *pb.Match {
	h.t.Helper()
	m, err := h.api.CreateSpontaneousMatch(h.lead(), &pb.CreateSpontaneousMatchRequest{Doing: "samen koken",
		People: []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: h.omar}, {ClientId: h.nick, Networker: true}}})
	must(h.t, err)
	return m
}

// closed takes a match that is ending to its end, with care for these.
func (h *house) closed(m *pb.Match, people ...string) {
	h.t.Helper()
	for _, c := range people {
		_, err := h.api.RecordEndingCare(h.lead(), &pb.RecordEndingCareRequest{Id: m.GetId(), ClientId: c, TalkHeld: true,
			FollowUpTime: timestamppb.New(h.now.AddDate(0, 0, 14))})
		must(h.t, err)
	}
	got, err := h.api.CloseMatch(h.lead(), &pb.CloseMatchRequest{Id: m.GetId(), NeutralWords: "Het was mooi zo."})
	must(h.t, err)
	wantState(h.t, got, pb.Match_STATE_CLOSED)
}

func TestM11_X10_OneLeavesAGroupAndTheOthersGoOn(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(*house, *pb.Match) (*pb.Match, error){
		"leaving": func(h *house, m *pb.Match) (*pb.Match, error) {
			return h.api.LeaveMatch(h.client(h.lotte), &pb.LeaveMatchRequest{Id: m.GetId(), ClientId: h.lotte, PrivateReason: "geheim: te druk"})
		},
		"stopping is the same in a group": func(h *house, m *pb.Match) (*pb.Match, error) {
			return h.api.EndMatch(h.client(h.lotte), &pb.EndMatchRequest{Id: m.GetId(), PrivateReason: "geheim: te druk"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			m := h.group()
			for range 2 { // also when it was asked before
				got, err := leave(h, m)
				must(t, err)
				wantState(t, got, pb.Match_STATE_CLOSING) // for lotte it ends, with care
				if len(got.GetParticipants()) != 1 || len(got.GetDeparted()) != 1 || got.GetTalk() != nil {
					t.Errorf("what the others do is theirs now: %v", got)
				}
			}
			staff := h.get(m)
			wantState(t, staff, pb.Match_STATE_UNDER_WAY)
			if len(staff.GetParticipants()) != 2 || len(staff.GetDeparted()) != 1 || staff.GetDeparted()[0].GetPrivateReason() != "geheim: te druk" ||
				staff.GetHints()[0].GetCode() != "TALK_WITH_WHO_LEFT" {
				t.Errorf("got %v", staff)
			}
			other, err := h.api.GetMatch(h.client(h.omar), &pb.GetMatchRequest{Id: m.GetId()})
			must(t, err)
			if text := protojson.Format(other); strings.Contains(text, "geheim") || strings.Contains(text, h.lotte) {
				t.Errorf("omar sees %s", text)
			}
			_, err = h.api.RecordTalk(h.client(h.lotte), &pb.RecordTalkRequest{Id: m.GetId(), Talk: &pb.ExpectationsTalk{Plan: "x"}})
			wantCode(t, err, codes.NotFound)
		})
	}
}

func TestM16_CareForWhoLeftAGroup(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.group()
	_, err := h.api.LeaveMatch(h.client(h.lotte), &pb.LeaveMatchRequest{Id: m.GetId(), ClientId: h.lotte, PrivateReason: "x"})
	must(t, err)
	// Who guides only lotte sees the care for her, and not what the others do.
	own, err := h.api.GetMatch(h.worker(h.anna), &pb.GetMatchRequest{Id: m.GetId()})
	must(t, err)
	if text := protojson.Format(own); strings.Contains(text, h.omar) || strings.Contains(text, "koken") || len(own.GetDeparted()) != 1 {
		t.Errorf("anna sees %s", text)
	}
	_, err = h.api.PauseMatch(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	wantCode(t, err, codes.NotFound)
	got, err := h.api.RecordEndingCare(h.client(h.lotte), &pb.RecordEndingCareRequest{Id: m.GetId(), ClientId: h.lotte, Next: pb.EndingCare_NEXT_NEW_MATCH})
	must(t, err)
	wantState(t, got, pb.Match_STATE_CLOSING)
	followUp := timestamppb.New(h.now.AddDate(0, 0, 14))
	got, err = h.api.RecordEndingCare(h.worker(h.anna), &pb.RecordEndingCareRequest{Id: m.GetId(), ClientId: h.lotte, TalkHeld: true, FollowUpTime: followUp})
	must(t, err)
	wantState(t, got, pb.Match_STATE_CLOSED)
	if care := got.GetDeparted()[0].GetCare(); !care.GetTalkHeld() || care.GetNext() != pb.EndingCare_NEXT_NEW_MATCH {
		t.Errorf("got %v", care)
	}
	told := h.told()[len(h.told())-1]
	if p := told.GetPeople()[2]; told.GetState() != pb.Match_STATE_UNDER_WAY || !p.GetDeparted() || p.GetClientId() != h.lotte ||
		!p.GetFollowUpTime().AsTime().Equal(followUp.AsTime()) || p.GetReviewTime() != nil {
		t.Errorf("told %v", told)
	}
	list, err := h.api.ListMatches(h.client(h.lotte), &pb.ListMatchesRequest{})
	must(t, err)
	if len(list.GetMatches()) != 0 {
		t.Error("after the talk it is one of those that have closed")
	}
	h.now = h.now.AddDate(0, 0, 15) // somebody asked
	got, err = h.api.RecordEndingCare(h.worker(h.anna), &pb.RecordEndingCareRequest{Id: m.GetId(), ClientId: h.lotte, TalkHeld: true})
	must(t, err)
	if got.GetDeparted()[0].GetCare().GetFollowUpTime() != nil {
		t.Error("the day has done its work")
	}
}

func TestM11_OfTwoPeopleLeavingIsTheEnding(t *testing.T) {
	t.Parallel()
	h := open(t)
	got, err := h.api.LeaveMatch(h.client(h.lotte), &pb.LeaveMatchRequest{Id: h.underWay().GetId(), ClientId: h.lotte})
	must(t, err)
	wantState(t, got, pb.Match_STATE_CLOSING)
	if len(got.GetParticipants()) != 2 || got.GetEnding().GetStartedByClientId() != h.lotte {
		t.Errorf("got %v", got)
	}
	// And a support worker takes somebody out with their word, who is of their caseload.
	g := h.group()
	_, err = h.api.LeaveMatch(h.worker(h.anna), &pb.LeaveMatchRequest{Id: g.GetId(), ClientId: h.omar})
	wantCode(t, err, codes.NotFound)
	got, err = h.api.LeaveMatch(h.worker(h.carla), &pb.LeaveMatchRequest{Id: g.GetId(), ClientId: h.omar, SupportForm: pb.SupportForm_SUPPORT_FORM_GESTURE})
	must(t, err)
	if len(got.GetDeparted()) != 1 || len(h.get(g).GetParticipants()) != 2 {
		t.Errorf("got %v", got)
	}
}

func TestM11_WhoLeftComesBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.group()
	leave := func() {
		t.Helper()
		_, err := h.api.LeaveMatch(h.client(h.lotte), &pb.LeaveMatchRequest{Id: m.GetId(), ClientId: h.lotte})
		must(t, err)
	}
	leave()
	_, err := h.api.TakeBackEnding(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId(), ClientId: h.lotte})
	wantReason(t, err, "THEIR_WORD_NEEDED")
	got, err := h.api.TakeBackEnding(h.client(h.lotte), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	must(t, err)
	wantState(t, got, pb.Match_STATE_UNDER_WAY)
	if len(got.GetParticipants()) != 3 || len(h.get(m).GetDeparted()) != 0 {
		t.Errorf("got %v", got)
	}
	leave()
	h.now = h.now.AddDate(0, 0, 14)
	_, err = h.api.TakeBackEnding(h.client(h.lotte), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	wantReason(t, err, "ASK_ANEW")
	_, err = h.api.AddExclusion(h.client(h.omar), &pb.AddExclusionRequest{ClientId: h.omar, OtherClientId: h.lotte})
	must(t, err)
	wantState(t, h.get(m), pb.Match_STATE_UNDER_WAY) // she is not in it: nothing to part
	h.now = h.now.AddDate(0, 0, -10)
	_, err = h.api.TakeBackEnding(h.client(h.lotte), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	wantReason(t, err, "NOT_TOGETHER")
}

// invite asks somebody new into m.
func (h *house) invite(m *pb.Match) (client string, after *pb.Match) {
	h.t.Helper()
	client = ids.New()
	h.arrive(client, h.carla)
	after, err := h.api.InvitePerson(h.lead(), &pb.InvitePersonRequest{Id: m.GetId(), Person: &pb.NewPerson{ClientId: client}, Reason: "Jullie koken allemaal graag."})
	must(h.t, err)
	return client, after
}

func (h *house) answerInvitation(m *pb.Match, client string, a pb.Answer) (*pb.Match, error) {
	return h.api.AnswerInvitation(h.client(client), &pb.AnswerProposalRequest{Id: m.GetId(), ClientId: client, Answer: a})
}

func TestM11_M17_WhoIsAskedIntoAGroupIsNotSeenBeforeTheirYes(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay() // two, who become a group
	client, staff := h.invite(m)
	if p := staff.GetParticipants(); len(p) != 3 || !p[2].GetInvited() {
		t.Errorf("support workers see %v", p)
	}
	before, err := h.api.GetMatch(h.client(h.lotte), &pb.GetMatchRequest{Id: m.GetId()})
	must(t, err)
	if strings.Contains(protojson.Format(before), client) {
		t.Error("the others see who is asked")
	}
	own, err := h.api.GetMatch(h.client(client), &pb.GetMatchRequest{Id: m.GetId()})
	must(t, err)
	if text := protojson.Format(own); own.GetReason() != "Jullie koken allemaal graag." || len(own.GetParticipants()) != 3 ||
		strings.Contains(text, "pannenkoeken") || strings.Contains(text, "verwachting") {
		t.Errorf("who is asked sees %s", text)
	}
	for name, err := range map[string]error{
		"pause": second(h.api.PauseMatch(h.client(client), &pb.ChangeMatchStateRequest{Id: m.GetId()})),
		"talk":  second(h.api.RecordTalk(h.client(client), &pb.RecordTalkRequest{Id: m.GetId(), Talk: &pb.ExpectationsTalk{Plan: "x"}})),
	} {
		t.Log(name)
		wantCode(t, err, codes.NotFound)
	}
	if p := h.told()[len(h.told())-1].GetPeople()[2]; !p.GetInvited() || p.GetReviewTime() != nil {
		t.Errorf("told %v", p)
	}
	_, err = h.answerInvitation(m, client, pb.Answer_ANSWER_MAYBE)
	must(t, err)
	got, err := h.answerInvitation(m, client, pb.Answer_ANSWER_YES)
	must(t, err)
	if len(got.GetParticipants()) != 3 || got.GetTalk().GetPlan() != "pannenkoeken" || got.GetNotice() != nil {
		t.Errorf("in it, %v", got)
	}
	after, err := h.api.GetMatch(h.client(h.lotte), &pb.GetMatchRequest{Id: m.GetId()})
	must(t, err)
	if len(after.GetParticipants()) != 3 || before.GetEtag() == after.GetEtag() {
		t.Errorf("the others see %v", after)
	}
	if g := h.get(m).GetParticipants()[2].GetGuidance(); g.GetDistance() != pb.Guidance_DISTANCE_AT_A_DISTANCE {
		t.Errorf("guided as everybody (D-01): %v", g)
	}
}

func TestM17_ANoToAnInvitationReturnsQuietlyToNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	etag := func() string {
		got, err := h.api.GetMatch(h.client(h.lotte), &pb.GetMatchRequest{Id: m.GetId()})
		must(t, err)
		return got.GetEtag()
	}
	before := etag()
	gone := func(client string) {
		t.Helper()
		_, err := h.api.GetMatch(h.client(client), &pb.GetMatchRequest{Id: m.GetId()})
		wantCode(t, err, codes.NotFound)
		if etag() != before || len(h.get(m).GetParticipants()) != 2 {
			t.Error("a trace is left")
		}
	}
	for name, no := range map[string]func(client string) (*pb.Match, error){
		"no":      func(c string) (*pb.Match, error) { return h.answerInvitation(m, c, pb.Answer_ANSWER_NO) },
		"not now": func(c string) (*pb.Match, error) { return h.answerInvitation(m, c, pb.Answer_ANSWER_NOT_NOW) },
		"stop": func(c string) (*pb.Match, error) {
			return h.api.EndMatch(h.client(c), &pb.EndMatchRequest{Id: m.GetId()})
		},
		"taken back": func(c string) (*pb.Match, error) {
			return h.api.LeaveMatch(h.worker(h.carla), &pb.LeaveMatchRequest{Id: m.GetId(), ClientId: c})
		},
		"the yes to being looked for is taken back": func(c string) (*pb.Match, error) {
			h.hear(&recruitmentv1.ProfileChanged{ClientId: c})
			return &pb.Match{}, nil
		},
		"nobody answered": func(string) (*pb.Match, error) {
			h.now = h.now.AddDate(0, 0, 31)
			return &pb.Match{}, h.server.LetGo(t.Context(), h.tenant)
		},
	} {
		t.Log(name)
		client, _ := h.invite(m)
		got, err := no(client)
		must(t, err)
		if got.GetState() != pb.Match_STATE_UNSPECIFIED || len(got.GetParticipants()) != 0 || got.GetReason() != "" {
			t.Errorf("more than nothing is left: %v", got)
		}
		gone(client)
	}
	if n := h.count(`SELECT count(*) FROM matching.resting_pair`); n < 8 {
		t.Errorf("%d pairs rest", n)
	}
}

func TestM01_WhoIsAskedIntoAGroupIsReadyForIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	ask := func(person *pb.NewPerson) error {
		_, err := h.api.InvitePerson(h.lead(), &pb.InvitePersonRequest{Id: m.GetId(), Person: person, Reason: "omdat"})
		return err
	}
	wantReason(t, ask(&pb.NewPerson{ClientId: h.lotte}), "IN_ALREADY")
	_, err := h.api.InvitePerson(h.worker(h.anna), &pb.InvitePersonRequest{Id: m.GetId(), Person: &pb.NewPerson{ClientId: ids.New()}, Reason: "omdat"})
	wantCode(t, err, codes.NotFound)
	h.agreeing.withdraw(h.omar)
	if p := wantReason(t, ask(&pb.NewPerson{ClientId: h.omar}), "NOT_READY_FOR_EACH_OTHER"); p.Fields[0].Path != "person.consent" {
		t.Errorf("got %+v", p.Fields)
	}
	_, err = h.api.InvitePerson(h.worker(h.anna), &pb.InvitePersonRequest{Id: m.GetId(), Person: &pb.NewPerson{ClientId: h.omar}, Reason: "omdat"})
	wantCode(t, err, codes.NotFound) // anna does not know him, and he does not want to be found
	sam := ids.New()
	h.arrive(sam, h.carla)
	_, err = h.api.InvitePerson(h.lead(), &pb.InvitePersonRequest{Id: m.GetId(), Person: &pb.NewPerson{ClientId: sam}, Reason: "  "})
	if p := wantReason(t, err, "REASON_NEEDED"); p.Fields[0].Path != "reason" {
		t.Errorf("got %+v", p.Fields)
	}
	_, err = h.api.AddExclusion(h.lead(), &pb.AddExclusionRequest{ClientId: sam, OtherClientId: h.lotte})
	must(t, err)
	wantReason(t, ask(&pb.NewPerson{ClientId: sam}), "NOT_TOGETHER")
	kim := ids.New()
	h.arrive(kim, h.carla)
	wantReason(t, ask(&pb.NewPerson{ClientId: kim, Networker: true}), "NETWORKER_NOT_ACTIVE")
}

func TestR14_AGroupIsLedWithHelp(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	networker := &recruitmentv1.NetworkerChanged{NetworkerId: ids.New(), ClientId: h.nick, State: recruitmentv1.Networker_STATE_ACTIVE, Capacity: 5}
	_, err := h.database.Owner(t).Exec(t.Context(), `DELETE FROM matching.networker WHERE client_id = $1`, h.nick)
	must(t, err)
	h.hear(networker)
	ask := &pb.CreateSpontaneousMatchRequest{People: []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: h.omar}, {ClientId: h.nick, Networker: true}}}
	_, err = h.api.CreateSpontaneousMatch(h.lead(), ask)
	if p := wantReason(t, err, "GROUP_HELPER_NEEDED"); p.Fields[0].Path != "participants[2].group_helper" {
		t.Errorf("got %+v", p.Fields)
	}
	_, err = h.api.InvitePerson(h.lead(), &pb.InvitePersonRequest{Id: m.GetId(), Person: &pb.NewPerson{ClientId: h.omar}, Reason: "x"})
	wantReason(t, err, "GROUP_HELPER_NEEDED")
	idea, err := h.api.CreateMatch(h.lead(), &pb.CreateMatchRequest{WishId: h.wishes[h.lotte],
		Others: []*pb.NewPerson{{ClientId: h.omar}, {ClientId: h.nick, Networker: true}}})
	must(t, err) // an idea may be had
	_, err = h.propose(idea)
	wantReason(t, err, "GROUP_HELPER_NEEDED")
	networker.LeadsGroup = true
	h.hear(networker)
	_, err = h.propose(idea)
	must(t, err)
	running, err := h.api.CreateSpontaneousMatch(h.lead(), &pb.CreateSpontaneousMatchRequest{
		People: append(ask.GetPeople(), &pb.NewPerson{ClientId: h.newcomer()})})
	must(t, err)
	if len(running.GetHints()) != 0 {
		t.Errorf("got %v", running.GetHints())
	}
	networker.LeadsGroup = false
	h.hear(networker)
	if got := h.get(running).GetHints(); len(got) != 1 || got[0].GetCode() != "GROUP_HELPER_NEEDED" {
		t.Errorf("got %v", got)
	}
}

// newcomer is somebody new, with everything that matching asks for.
func (h *house) newcomer() string {
	h.t.Helper()
	client := ids.New()
	h.arrive(client, h.carla)
	return client
}

func TestM11_ANetworkerWhoComesInNeedsAPlace(t *testing.T) {
	t.Parallel()
	h := open(t)
	group, err := h.api.CreateSpontaneousMatch(h.lead(), &pb.CreateSpontaneousMatchRequest{People: []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: h.omar}}})
	must(t, err)
	_, err = h.api.InvitePerson(h.lead(), &pb.InvitePersonRequest{Id: group.GetId(), Person: &pb.NewPerson{ClientId: h.nick, Networker: true}, Reason: "x"})
	must(t, err)
	h.wants(1)
	other, err := h.api.CreateSpontaneousMatch(h.lead(), &pb.CreateSpontaneousMatchRequest{
		People: []*pb.NewPerson{{ClientId: h.newcomer()}, {ClientId: h.nick, Networker: true}}})
	must(t, err)
	got, err := h.answerInvitation(group, h.nick, pb.Answer_ANSWER_YES)
	must(t, err)
	if got.GetNotice().GetCode() != "LAST_PLACE_TAKEN" || !got.GetParticipants()[2].GetInvited() || got.GetParticipants()[2].GetAnswer() != pb.Answer_ANSWER_YES {
		t.Errorf("the yes is kept: %v", got)
	}
	must(t, h.server.GoOn(t.Context(), h.tenant))
	if h.get(group).GetParticipants()[2].GetInvited() != true {
		t.Error("there is no place yet")
	}
	_, err = h.api.EndMatch(h.client(h.nick), &pb.EndMatchRequest{Id: other.GetId()})
	must(t, err)
	h.closed(other, other.GetParticipants()[0].GetClientId(), h.nick)
	must(t, h.server.GoOn(t.Context(), h.tenant))
	if got := h.get(group).GetParticipants()[2]; got.GetInvited() || got.GetClientId() != h.nick {
		t.Errorf("a place came free: %v", got)
	}
}
