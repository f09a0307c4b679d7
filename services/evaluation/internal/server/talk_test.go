package server_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
)

// talkRequests are the requests of TalkService.
func talkRequests(h *house, _ made) map[protoreflect.Name]proto.Message {
	h.hear(here, h.now, &recruitmentv1.ClientChanged{ClientId: anna, SupportWorkerIds: []string{annasWorker, deputy}})
	asked, err := h.talk.AskToTalk(h.client(anna), &pb.AskToTalkRequest{Whom: pb.TalkRequest_WHOM_WORKER, SupportWorkerId: annasWorker})
	must(h.t, err)
	again, err := h.talk.AskToTalk(h.client(bert), &pb.AskToTalkRequest{Whom: pb.TalkRequest_WHOM_SOMEBODY_ELSE})
	must(h.t, err)
	return map[protoreflect.Name]proto.Message{
		"AskToTalk":           &pb.AskToTalkRequest{ClientId: anna, Whom: pb.TalkRequest_WHOM_WORKER, SupportWorkerId: deputy},
		"ListTalkRequests":    &pb.ListTalkRequestsRequest{OverToo: true},
		"SeeTalkRequest":      &pb.SeeTalkRequestRequest{Id: asked.GetId()},
		"CloseTalkRequest":    &pb.CloseTalkRequestRequest{Id: asked.GetId()},
		"WithdrawTalkRequest": &pb.WithdrawTalkRequestRequest{Id: again.GetId()},
	}
}

func (h *house) asks(client string, req *pb.AskToTalkRequest) *pb.TalkRequest {
	h.t.Helper()
	asked, err := h.talk.AskToTalk(h.client(client), req)
	must(h.t, err)
	return asked
}

// sees says which wishes to talk somebody has before them.
func (h *house) sees(ctx context.Context) (ids []string) {
	h.t.Helper()
	list, err := h.talk.ListTalkRequests(ctx, &pb.ListTalkRequestsRequest{})
	must(h.t, err)
	for _, r := range list.GetTalkRequests() {
		ids = append(ids, r.GetId())
	}
	return ids
}

func (h *house) wantSees(who string, ctx context.Context, want ...string) {
	h.t.Helper()
	if got := h.sees(ctx); !slices.Equal(got, want) {
		h.t.Errorf("%s sees %v, want %v", who, got, want)
	}
}

func TestTalk_ComesAtOnceToWhoItIsForAndTheClientIsSeen(t *testing.T) {
	t.Parallel()
	h := open(t)
	r := h.asks(anna, &pb.AskToTalkRequest{Whom: pb.TalkRequest_WHOM_WORKER, SupportWorkerId: annasWorker, How: pb.TalkRequest_HOW_CALL})
	h.wantSees("the one she chose", h.worker(annasWorker), r.GetId())
	h.wantSees("her other one", h.worker(second))
	h.wantSees("somebody else's", h.worker(carlasWorker))
	h.wantSees("who leads, today", h.lead())
	h.wantSees("bert", h.client(bert))

	seen, err := h.talk.SeeTalkRequest(h.worker(annasWorker), &pb.SeeTalkRequestRequest{Id: r.GetId(), Reply: pb.TalkRequest_REPLY_TODAY})
	must(t, err)
	mine, err := h.talk.ListTalkRequests(h.client(anna), &pb.ListTalkRequestsRequest{})
	must(t, err)
	if got := mine.GetTalkRequests(); len(got) != 1 || !proto.Equal(got[0], seen) || seen.GetReply() != pb.TalkRequest_REPLY_TODAY || seen.GetSeenBy() != annasWorker {
		t.Fatal(mine)
	}
	closed, err := h.talk.CloseTalkRequest(h.worker(annasWorker), &pb.CloseTalkRequestRequest{Id: r.GetId()})
	must(t, err)
	h.wantSees("afterwards", h.worker(annasWorker))
	if closed.GetState() != pb.TalkRequest_STATE_TALKED {
		t.Error(closed)
	}
	_, err = h.talk.SeeTalkRequest(h.worker(annasWorker), &pb.SeeTalkRequestRequest{Id: r.GetId()}) // closed by mistake
	must(t, err)
	h.wantSees("brought back", h.worker(annasWorker), r.GetId())
	if got := h.audited("ListTalkRequests", annasWorker); !slices.Equal(got, []string{anna}) {
		t.Errorf("written down: %v", got)
	}
}

// What one does not want to tell one's own support worker, they do not see.
func TestTalk_WithSomebodyElseIsNotForOnesOwn(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.atHome()
	h.routes(ownRoute())
	r := h.asks(anna, &pb.AskToTalkRequest{Whom: pb.TalkRequest_WHOM_SOMEBODY_ELSE})
	h.wantSees("her own", h.worker(annasWorker))
	h.wantSees("her own who also leads", h.as(here, second, authn.RoleSupportWorker, authn.RoleNetworkLead))
	h.wantSees("who the route names", h.worker(onCall), r.GetId())
	h.wantSees("who leads", h.lead(), r.GetId())
	_, err := h.talk.SeeTalkRequest(h.worker(annasWorker), &pb.SeeTalkRequestRequest{Id: r.GetId()})
	wantCode(t, err, codes.NotFound)

	guide := h.asks(anna, &pb.AskToTalkRequest{Whom: pb.TalkRequest_WHOM_GUIDE})
	h.wantSees("who guides bert", h.worker(bertsWorker), guide.GetId())
	h.wantSees("her own", h.worker(annasWorker))
}

func TestO01_Talk_WaitsForNobodyWhoIsNotThere(t *testing.T) {
	t.Parallel()
	h := open(t)
	r := h.asks(anna, &pb.AskToTalkRequest{Whom: pb.TalkRequest_WHOM_WORKER, SupportWorkerId: annasWorker})
	h.hear(here, h.now, &recruitmentv1.SupportWorkerChanged{SupportWorkerId: annasWorker, Away: true, StandInIds: []string{carlasWorker}})
	h.wantSees("her other one, while the first is away", h.worker(second), r.GetId())
	h.hear(here, h.now, &recruitmentv1.SupportWorkerChanged{SupportWorkerId: annasWorker})
	h.wantSees("when the first is back", h.worker(second))
	h.hear(here, h.now, &recruitmentv1.ClientChanged{ClientId: anna, SupportWorkerIds: []string{carlasWorker, second}})
	h.wantSees("who guides her from now on", h.worker(carlasWorker), r.GetId())
	h.wantSees("who did before", h.worker(annasWorker))
	h.wantSees("who leads, today", h.lead())
	h.now = h.now.Add(24 * time.Hour)
	h.wantSees("who leads, after a day", h.lead(), r.GetId())
	list, err := h.talk.ListTalkRequests(h.lead(), &pb.ListTalkRequestsRequest{})
	must(t, err)
	if !list.GetTalkRequests()[0].GetPassedOn() {
		t.Error(list)
	}
}

func TestX10_Talk_IsTakenBackInOneTapAtAnyTime(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, before := range []func(string){
		func(string) {},
		func(id string) {
			_, err := h.talk.SeeTalkRequest(h.worker(annasWorker), &pb.SeeTalkRequestRequest{Id: id})
			must(t, err)
		},
	} {
		r := h.asks(anna, &pb.AskToTalkRequest{Whom: pb.TalkRequest_WHOM_WORKER, SupportWorkerId: annasWorker})
		before(r.GetId())
		gone, err := h.talk.WithdrawTalkRequest(h.client(anna), &pb.WithdrawTalkRequestRequest{Id: r.GetId()})
		must(t, err)
		if gone.GetState() != pb.TalkRequest_STATE_WITHDRAWN {
			t.Error(gone)
		}
		h.wantSees("her own", h.worker(annasWorker))
		h.wantSees("herself", h.client(anna))
	}
}

func TestTalk_AskingTwiceIsAskingOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	first := h.asks(anna, &pb.AskToTalkRequest{Whom: pb.TalkRequest_WHOM_WORKER, SupportWorkerId: annasWorker, How: pb.TalkRequest_HOW_CALL})
	again := h.asks(anna, &pb.AskToTalkRequest{Whom: pb.TalkRequest_WHOM_WORKER, SupportWorkerId: annasWorker, How: pb.TalkRequest_HOW_VISIT})
	if first.GetId() != again.GetId() || again.GetHow() != pb.TalkRequest_HOW_VISIT {
		t.Error(first, again)
	}
	_, err := h.talk.AskToTalk(h.client(anna), &pb.AskToTalkRequest{Whom: pb.TalkRequest_WHOM_WORKER, SupportWorkerId: carlasWorker})
	wantReason(t, err, "NOT_THEIR_WORKER")
	_, err = h.talk.AskToTalk(h.client(bert), &pb.AskToTalkRequest{ClientId: anna, Whom: pb.TalkRequest_WHOM_SOMEBODY_ELSE})
	wantCode(t, err, codes.NotFound)
	_, err = h.talk.AskToTalk(h.worker(annasWorker), &pb.AskToTalkRequest{Whom: pb.TalkRequest_WHOM_SOMEBODY_ELSE})
	wantReason(t, err, "WHICH_CLIENT")
}

func TestTalk_HasNoPlaceForWhatItIsAbout(t *testing.T) {
	t.Parallel()
	if got := fieldsOf(&pb.AskToTalkRequest{}); !slices.Equal(got, []string{"client_id", "whom", "support_worker_id", "how", "request_id"}) {
		t.Fatalf("asking for a talk asks %v", got)
	}
}

func TestTalk_NothingStaysOfSomebodyWhoLeft(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.asks(anna, &pb.AskToTalkRequest{Whom: pb.TalkRequest_WHOM_SOMEBODY_ELSE})
	h.hear(here, h.now, &recruitmentv1.ClientLeft{ClientId: anna})
	h.wantSees("who leads", h.lead())
	var left int
	must(t, h.database.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM evaluation.talk_request`).Scan(&left))
	if left != 0 {
		t.Error(left)
	}
}
