package server_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// asked holds, by the id of the activity a request is about, the one anna is asked to.
var asked sync.Map

// prepareAlong lets the coordinator ask anna along to something of bert's.
func prepareAlong(h *house, a *pb.Activity) {
	of := h.plan(h.client(bert), &pb.Activity{What: "zwemmen"})
	h.invite(h.lead(), of.GetId(), anna)
	asked.Store(a.GetId(), of.GetId())
}

func alongRequests(a *pb.Activity) map[protoreflect.Name]proto.Message {
	to, _ := asked.Load(a.GetId())
	id, _ := to.(string)
	return map[protoreflect.Name]proto.Message{
		"ListInvitations":    &pb.ListInvitationsRequest{},
		"InviteToActivity":   &pb.InviteToActivityRequest{ActivityId: a.GetId(), ClientId: bert},
		"AnswerInvitation":   &pb.AnswerInvitationRequest{ActivityId: id, ClientId: anna, Answer: pb.Invitation_ANSWER_MAYBE},
		"WithdrawInvitation": &pb.WithdrawInvitationRequest{ActivityId: id, ClientId: anna},
		"ListWelcome":        &pb.ListWelcomeRequest{ClientId: anna},
		"OpenActivity":       &pb.OpenActivityRequest{ActivityId: a.GetId(), Reach: pb.Along_REACH_KNOWN},
		"GetAlong":           &pb.GetAlongRequest{ActivityId: a.GetId()},
		"BringCitizen":       &pb.BringCitizenRequest{ActivityId: a.GetId(), ClientId: anna, Word: "buurvrouw"},
		"RemoveCitizen":      &pb.RemoveCitizenRequest{ActivityId: a.GetId(), CitizenId: none},
	}
}

func (h *house) invite(ctx context.Context, activity, client string) *pb.Invitation {
	h.t.Helper()
	i, err := h.along.InviteToActivity(ctx, &pb.InviteToActivityRequest{ActivityId: activity, ClientId: client})
	must(h.t, err)
	return i
}

func (h *house) reply(ctx context.Context, activity, client string, answer pb.Invitation_Answer) *pb.Invitation {
	h.t.Helper()
	i, err := h.along.AnswerInvitation(ctx, &pb.AnswerInvitationRequest{ActivityId: activity, ClientId: client, Answer: answer})
	must(h.t, err)
	return i
}

func (h *house) questions(ctx context.Context) []*pb.Invitation {
	h.t.Helper()
	out, err := h.along.ListInvitations(ctx, &pb.ListInvitationsRequest{})
	must(h.t, err)
	return out.GetInvitations()
}

func TestA02_WhoIsAskedSeesWhoAsksAndWhatAndJoinsWithAYes(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "koken", Day: "2026-03-05"})
	h.invite(h.client(anna), a.GetId(), bert)

	got := h.questions(h.client(bert))
	if len(got) != 1 || got[0].GetAskedById() != anna || got[0].GetAskedByStaff() || got[0].GetActivity().GetWhat() != "koken" || got[0].GetAnswer() != 0 {
		t.Fatal(got)
	}
	if !slices.Equal(h.audited("/ListInvitations", bert), []string{anna, bert}) {
		t.Fatal("not on record")
	}
	h.reply(h.client(bert), a.GetId(), bert, pb.Invitation_ANSWER_YES)
	read, err := h.api.GetActivity(h.client(bert), &pb.GetActivityRequest{Id: a.GetId()})
	must(t, err)
	if !slices.Equal(read.GetClientIds(), []string{anna, bert}) {
		t.Fatal(read)
	}
	events := told(h, func() *pb.ActivityChanged { return &pb.ActivityChanged{} })
	if last := events[len(events)-1]; len(events) != 2 || !slices.Equal(last.GetClientIds(), []string{anna, bert}) {
		t.Fatal(events)
	}
}

func TestA02_A06_AnAnswerMayChangeAndAsksNoMore(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "koken"}).GetId()
	h.invite(h.client(anna), a, bert)
	for _, answer := range []pb.Invitation_Answer{pb.Invitation_ANSWER_MAYBE, pb.Invitation_ANSWER_YES, pb.Invitation_ANSWER_NO, pb.Invitation_ANSWER_YES} {
		if got := h.reply(h.client(bert), a, bert, answer); got.GetAnswer() != answer {
			t.Fatal(got)
		}
		read, err := h.api.GetActivity(h.client(anna), &pb.GetActivityRequest{Id: a})
		must(t, err)
		if slices.Contains(read.GetClientIds(), bert) != (answer == pb.Invitation_ANSWER_YES) {
			t.Fatalf("after %v: %v", answer, read.GetClientIds())
		}
	}
	// Nothing in an answer explains it.
	fields := (&pb.AnswerInvitationRequest{}).ProtoReflect().Descriptor().Fields()
	for i := range fields.Len() {
		if !slices.Contains([]protoreflect.Name{"activity_id", "client_id", "answer", "no_more", "request_id"}, fields.Get(i).Name()) {
			t.Errorf("an answer asks %s", fields.Get(i).Name())
		}
	}
}

func TestA02_WhoWantsNoMoreQuestionsGetsNoneAndNobodyIsTold(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "koken"}).GetId()
	first := h.invite(h.client(anna), a, bert)
	_, err := h.along.AnswerInvitation(h.client(bert), &pb.AnswerInvitationRequest{ActivityId: a, ClientId: bert, Answer: pb.Invitation_ANSWER_NO, NoMore: true})
	must(t, err)
	for _, i := range h.questions(h.client(anna)) {
		if i.GetNoMore() {
			t.Fatal("the one who asked is told")
		}
	}
	again := h.invite(h.client(anna), a, bert)
	if again.GetAnswer() != first.GetAnswer() || again.GetNoMore() {
		t.Fatalf("asking again tells %v", again)
	}
	own := h.questions(h.client(bert))
	if len(own) != 1 || own[0].GetAnswer() != pb.Invitation_ANSWER_NO || !own[0].GetNoMore() {
		t.Fatal(own)
	}
	_, err = h.along.WithdrawInvitation(h.client(anna), &pb.WithdrawInvitationRequest{ActivityId: a, ClientId: bert})
	must(t, err)
	h.invite(h.client(anna), a, bert)
	if own = h.questions(h.client(bert)); !own[0].GetNoMore() {
		t.Fatal("taking back and asking anew is asking again")
	}
	// A plain no may be asked again, another day.
	must(t, second(h.along.AnswerInvitation(h.client(bert), &pb.AnswerInvitationRequest{ActivityId: a, ClientId: bert, Answer: pb.Invitation_ANSWER_NO})))
	h.invite(h.client(anna), a, bert)
	if own = h.questions(h.client(bert)); own[0].GetAnswer() != 0 {
		t.Fatal(own)
	}
}

func second[T any](_ T, err error) error { return err }

func TestA02_ClientsAskOnlyWhomTheyAreTogetherWith(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "koken"}).GetId()
	for name, c := range map[string]struct {
		ctx context.Context
		id  string
	}{
		"a stranger":                     {h.client(anna), carla},
		"somebody who does not go":       {h.client(bert), bert},
		"a worker of nobody who goes":    {h.worker(carlasWorker), carla},
		"a worker, somebody out of view": {h.worker(annasWorker), carla},
		"nobody there is":                {h.lead(), none},
	} {
		_, err := h.along.InviteToActivity(c.ctx, &pb.InviteToActivityRequest{ActivityId: a, ClientId: c.id})
		if wantCode(t, err, codes.NotFound); t.Failed() {
			t.Fatal(name)
		}
	}
	// A support worker asks whom the one they guide is together with; a coordinator everybody.
	h.invite(h.worker(annasWorker), a, bert)
	h.invite(h.lead(), a, carla)
	got := h.questions(h.client(carla))
	if len(got) != 1 || !got[0].GetAskedByStaff() || len(got[0].GetActivity().GetClientIds()) != 0 || !got[0].GetMorePeople() {
		t.Fatalf("carla knows none of them: %v", got)
	}
	if n := len(h.questions(h.worker(carlasWorker))); n != 1 {
		t.Fatalf("carla's support worker sees %d", n)
	}
	if n := len(h.questions(h.worker(annasWorker))); n != 1 {
		t.Fatalf("anna's support worker sees %d: the own question and no other", n)
	}
	_, err := h.along.AnswerInvitation(h.client(anna), &pb.AnswerInvitationRequest{ActivityId: a, ClientId: carla, Answer: pb.Invitation_ANSWER_YES})
	wantCode(t, err, codes.NotFound)
	_, err = h.along.InviteToActivity(h.lead(), &pb.InviteToActivityRequest{ActivityId: a, ClientId: anna})
	wantReason(t, err, "GOES_ALREADY")
}

func TestA02_QuestionsLapseQuietlyAfterTheDay(t *testing.T) {
	t.Parallel()
	h := open(t)
	dated := h.plan(h.client(anna), &pb.Activity{What: "koken", Day: "2026-03-03"}).GetId()
	someDay := h.plan(h.client(anna), &pb.Activity{What: "fietsen"}).GetId()
	h.invite(h.client(anna), dated, bert)
	h.invite(h.client(anna), someDay, bert)
	for _, c := range []struct{ days, want int }{{0, 2}, {1, 2}, {1, 1}, {25, 1}, {2, 0}} {
		h.now = h.now.AddDate(0, 0, c.days)
		if got := h.questions(h.client(bert)); len(got) != c.want {
			t.Fatalf("on %v: %d questions, want %d", h.now, len(got), c.want)
		}
	}
	_, err := h.along.AnswerInvitation(h.client(bert), &pb.AnswerInvitationRequest{ActivityId: dated, ClientId: bert, Answer: pb.Invitation_ANSWER_YES})
	wantReason(t, err, "ALREADY_BEEN")
	must(t, h.server.LetGo(t.Context(), here))
	if n := h.rows("invitation"); n != 0 {
		t.Fatalf("%d questions are kept", n)
	}
}

// rows counts the rows of a table of this organisation.
func (h *house) rows(table string) (n int) {
	h.t.Helper()
	must(h.t, h.database.Owner(h.t).QueryRow(h.t.Context(), `SELECT count(*) FROM activity.`+table+` WHERE tenant_id = $1`, here).Scan(&n))
	return n
}

func TestA02_OpenToALocationOrToAllAsStaffChose(t *testing.T) {
	t.Parallel()
	h := open(t)
	lives := func(client, location string) {
		h.hear(here, &recruitmentv1.ClientChanged{ClientId: client, LocationId: location})
	}
	lives(anna, uuid(1))
	lives(bert, uuid(2))
	lives(carla, uuid(1))
	a := h.plan(h.client(anna), &pb.Activity{What: "koken", OthersWelcome: true}).GetId()
	open := func(reach pb.Along_Reach) {
		t.Helper()
		got, err := h.along.OpenActivity(h.lead(), &pb.OpenActivityRequest{ActivityId: a, Reach: reach})
		must(t, err)
		if got.GetReach() != reach {
			t.Fatalf("%v, want %v", got.GetReach(), reach)
		}
	}
	sees := func(client string) bool {
		t.Helper()
		out, err := h.along.ListWelcome(h.client(client), &pb.ListWelcomeRequest{})
		must(t, err)
		return len(out.GetOutings()) == 1
	}
	for _, c := range []struct {
		reach       pb.Along_Reach
		bert, carla bool
	}{
		{pb.Along_REACH_KNOWN, true, false}, {pb.Along_REACH_LOCATION, true, true}, {pb.Along_REACH_NOBODY, false, false},
		{pb.Along_REACH_ORGANISATION, true, true},
	} {
		open(c.reach)
		if sees(bert) != c.bert || sees(carla) != c.carla || sees(anna) {
			t.Fatalf("open to %v: bert %v, carla %v", c.reach, sees(bert), sees(carla))
		}
	}
	out, err := h.along.ListWelcome(h.client(carla), &pb.ListWelcomeRequest{})
	must(t, err)
	if o := out.GetOutings()[0]; len(o.GetActivity().GetClientIds()) != 0 || !o.GetMorePeople() {
		t.Fatalf("carla sees who goes: %v", o)
	}
	joined, err := h.api.JoinActivity(h.client(carla), &pb.JoinActivityRequest{Id: a, ClientId: carla})
	must(t, err)
	if !slices.Contains(joined.GetClientIds(), carla) {
		t.Fatal(joined)
	}
	// Closed again, nobody new comes in.
	open(pb.Along_REACH_NOBODY)
	_, err = h.api.LeaveActivity(h.client(carla), &pb.LeaveActivityRequest{Id: a, ClientId: carla})
	must(t, err)
	_, err = h.api.JoinActivity(h.client(carla), &pb.JoinActivityRequest{Id: a, ClientId: carla})
	wantCode(t, err, codes.NotFound)
	_, err = h.along.OpenActivity(h.client(anna), &pb.OpenActivityRequest{ActivityId: a, Reach: pb.Along_REACH_ORGANISATION})
	wantCode(t, err, codes.PermissionDenied)
}

func TestM12_CitizensComeAlongAsAWordAndNeverAsAName(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "koken", ClientIds: []string{bert}}).GetId()
	bring := func(ctx context.Context, with, word string) (*pb.Along, error) {
		return h.along.BringCitizen(ctx, &pb.BringCitizenRequest{ActivityId: a, ClientId: with, Word: word})
	}
	got, err := bring(h.client(anna), anna, "Buurvrouw")
	must(t, err)
	if len(got.GetCitizens()) != 1 || got.GetCitizens()[0].GetWord() != "buurvrouw" {
		t.Fatal(got)
	}
	got, err = bring(h.worker(annasWorker), anna, "vrijwilliger van de speeltuin")
	must(t, err)
	for _, name := range []string{"Karin", "mevrouw Jansen", "buurvrouw Ans", "ans@example.nl", "buurman van 12"} {
		_, err := bring(h.client(anna), anna, name)
		wantCode(t, err, codes.InvalidArgument)
	}
	_, err = bring(h.client(anna), bert, "buurman")
	wantCode(t, err, codes.NotFound)
	got, err = h.along.RemoveCitizen(h.client(anna), &pb.RemoveCitizenRequest{ActivityId: a, CitizenId: got.GetCitizens()[0].GetId()})
	must(t, err)
	if len(got.GetCitizens()) != 1 {
		t.Fatal(got)
	}
	// Who stays home takes their guests along.
	_, err = h.api.LeaveActivity(h.client(anna), &pb.LeaveActivityRequest{Id: a, ClientId: anna})
	must(t, err)
	if n := h.rows("citizen"); n != 0 {
		t.Fatalf("%d guests of nobody", n)
	}
}

func TestErasure_NothingOfGoingAlongStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hear(here, &recruitmentv1.ProfileChanged{ClientId: anna, MayMatch: true, Profile: &recruitmentv1.Profile{Interests: []string{"koken"}}})
	ofBert := h.plan(h.client(bert), &pb.Activity{What: "zwemmen"}).GetId()
	h.invite(h.client(bert), ofBert, anna)
	ofAnna := h.plan(h.client(anna), &pb.Activity{What: "koken", ClientIds: []string{bert}}).GetId()
	must(t, second(h.along.BringCitizen(h.client(anna), &pb.BringCitizenRequest{ActivityId: ofAnna, ClientId: anna, Word: "buurvrouw"})))
	must(t, second(h.club.IntroduceToClub(h.client(bert), &pb.IntroduceToClubRequest{MemberId: bert, GuestId: anna, Club: "het koor"})))
	h.hear(here, &recruitmentv1.ClientLeft{ClientId: anna})
	h.hear(here, &recruitmentv1.ProfileChanged{ClientId: anna, MayMatch: true, Profile: &recruitmentv1.Profile{Interests: []string{"koken"}}})
	for _, table := range []string{"liking", "invitation", "citizen", "introduction"} {
		if n := h.rows(table); n != 0 {
			t.Errorf("%s still holds %d rows", table, n)
		}
	}
}
