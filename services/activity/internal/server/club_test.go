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
)

// introduced holds, by the id of the activity a request is about, an introduction of anna.
var introduced sync.Map

func prepareClub(h *house, a *pb.Activity) {
	introduced.Store(a.GetId(), h.introduce(h.lead(), bert, anna).GetActivityId())
}

func clubRequests(a *pb.Activity) map[protoreflect.Name]proto.Message {
	to, _ := introduced.Load(a.GetId())
	id, _ := to.(string)
	return map[protoreflect.Name]proto.Message{
		"IntroduceToClub": &pb.IntroduceToClubRequest{MemberId: anna, GuestId: bert, Club: "het koor"},
		"GetIntroduction": &pb.GetIntroductionRequest{Id: id},
		"TellClub":        &pb.TellClubRequest{Id: id, Notes: []pb.Introduction_Note{pb.Introduction_NOTE_LOOKS_FIRST}},
		"GoMoreOften":     &pb.GoMoreOftenRequest{Id: id, Again: pb.Introduction_AGAIN_YES},
	}
}

func (h *house) introduce(ctx context.Context, member, guest string) *pb.Introduction {
	h.t.Helper()
	i, err := h.club.IntroduceToClub(ctx, &pb.IntroduceToClubRequest{MemberId: member, GuestId: guest, Club: "het koor"})
	must(h.t, err)
	return i
}

func TestA03_AMemberShowsAnotherTheirClubToTry(t *testing.T) {
	t.Parallel()
	h := open(t)
	i := h.introduce(h.client(anna), anna, bert)
	a, err := h.api.GetActivity(h.client(anna), &pb.GetActivityRequest{Id: i.GetActivityId()})
	must(t, err)
	if a.GetState() != pb.Activity_STATE_TRYING || a.GetKind() != pb.Activity_KIND_MY_CLUB || !slices.Equal(a.GetClientIds(), []string{anna}) {
		t.Fatal(a)
	}
	got := h.questions(h.client(bert))
	if len(got) != 1 || !got[0].GetToAClub() || got[0].GetActivity().GetWhat() != "het koor" {
		t.Fatal(got)
	}
	h.reply(h.client(bert), i.GetActivityId(), bert, pb.Invitation_ANSWER_YES)
	a, err = h.api.GetActivity(h.client(bert), &pb.GetActivityRequest{Id: i.GetActivityId()})
	must(t, err)
	if !slices.Equal(a.GetClientIds(), []string{anna, bert}) {
		t.Fatal(a)
	}
	for _, c := range []struct {
		ctx           context.Context
		member, guest string
	}{{h.client(anna), anna, carla}, {h.client(anna), bert, anna}, {h.client(carla), carla, bert}} {
		_, err := h.club.IntroduceToClub(c.ctx, &pb.IntroduceToClubRequest{MemberId: c.member, GuestId: c.guest, Club: "het koor"})
		wantCode(t, err, codes.NotFound)
	}
	_, err = h.club.IntroduceToClub(h.client(anna), &pb.IntroduceToClubRequest{MemberId: anna, GuestId: anna, Club: "het koor"})
	wantCode(t, err, codes.InvalidArgument)
}

func TestA03_TheClubKnowsOnlyWhatTheGuestAgreedTo(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.introduce(h.client(bert), bert, anna).GetActivityId()
	tell := func(ctx context.Context, agreed bool) (*pb.Introduction, error) {
		return h.club.TellClub(ctx, &pb.TellClubRequest{
			Id: id, Notes: []pb.Introduction_Note{pb.Introduction_NOTE_TALKS_LITTLE}, Words: "ik luister liever", Agreed: agreed,
		})
	}
	read := func(ctx context.Context) *pb.Introduction {
		t.Helper()
		i, err := h.club.GetIntroduction(ctx, &pb.GetIntroductionRequest{Id: id})
		must(t, err)
		return i
	}
	must(t, second(tell(h.worker(annasWorker), false)))
	if i := read(h.client(bert)); len(i.GetNotes()) != 0 || i.GetWords() != "" {
		t.Fatalf("before she agreed he reads %v", i)
	}
	if i := read(h.client(anna)); len(i.GetNotes()) != 1 || i.GetAgreed() {
		t.Fatal(i)
	}
	must(t, second(tell(h.client(anna), true)))
	if i := read(h.client(bert)); len(i.GetNotes()) != 1 || i.GetWords() != "ik luister liever" {
		t.Fatal(i)
	}
	_, err := tell(h.client(bert), true)
	wantReason(t, err, "GUESTS_OWN_WORDS")
	_, err = h.club.GetIntroduction(h.client(carla), &pb.GetIntroductionRequest{Id: id})
	wantCode(t, err, codes.NotFound)
	_, err = h.club.TellClub(h.client(anna), &pb.TellClubRequest{Id: id, Etag: "1"})
	wantReason(t, err, "CHANGED_MEANWHILE")
}

func TestA07_NotGoingMoreOftenLeavesNoMark(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.introduce(h.client(bert), bert, anna).GetActivityId()
	for _, c := range []struct {
		again         pb.Introduction_Again
		worker, other pb.Introduction_Again
	}{
		{pb.Introduction_AGAIN_YES, pb.Introduction_AGAIN_YES, 0},
		{pb.Introduction_AGAIN_MAYBE, pb.Introduction_AGAIN_MAYBE, 0},
		{pb.Introduction_AGAIN_NO, 0, 0},
		{pb.Introduction_AGAIN_SKIPPED, 0, 0},
	} {
		own, err := h.club.GoMoreOften(h.client(anna), &pb.GoMoreOftenRequest{Id: id, Again: c.again})
		must(t, err)
		worker, err := h.club.GetIntroduction(h.worker(annasWorker), &pb.GetIntroductionRequest{Id: id})
		must(t, err)
		other, err := h.club.GetIntroduction(h.client(bert), &pb.GetIntroductionRequest{Id: id})
		must(t, err)
		if own.GetAgain() != c.again || worker.GetAgain() != c.worker || other.GetAgain() != c.other {
			t.Errorf("%v: own %v, support worker %v, member %v", c.again, own.GetAgain(), worker.GetAgain(), other.GetAgain())
		}
	}
	if _, err := h.club.GoMoreOften(h.client(bert), &pb.GoMoreOftenRequest{Id: id, Again: pb.Introduction_AGAIN_YES}); err == nil {
		t.Fatal("the member answered for the guest")
	}
}
