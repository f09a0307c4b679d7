// Package talk answers the RPCs of "I want to talk".
package talk

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/talk"
	"github.com/optrek/optrek/services/evaluation/internal/server/base"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
)

// Server implements optrek.evaluation.v1.TalkService.
type Server struct {
	pb.UnimplementedTalkServiceServer

	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }

// AskToTalk notes that somebody wants to talk, and with whom. Asking the same again while
// it stands is asking once: only how changes.
func (s *Server) AskToTalk(ctx context.Context, req *pb.AskToTalkRequest) (*pb.TalkRequest, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.TalkRequest, error) {
		r := talk.Request{
			ID: talk.ID(ids.New()), Client: wire.ID[domain.ClientID](req.GetClientId()), Whom: wire.Word[talk.Whom](req.GetWhom()),
			How: wire.Word[talk.How](req.GetHow()), State: talk.Asked, Asked: s.Now(),
		}
		if r.Client == "" && tx.Caller.IsClient() {
			r.Client = domain.ClientID(tx.Caller.Person)
		}
		if err := s.about(ctx, tx, &r, wire.ID[domain.SupportWorkerID](req.GetSupportWorkerId())); err != nil {
			return nil, err
		}
		tx.Touch(string(r.Client))
		standing, stands, err := tx.LivingTalk(ctx, r)
		if err != nil {
			return nil, err
		}
		if stands {
			standing.How = r.How
			return s.message(standing), tx.SaveTalk(ctx, standing)
		}
		return s.message(r), tx.AddTalk(ctx, r)
	})
}

// about looks whether the caller may ask for this client, and whether the support worker
// is one of theirs.
func (s *Server) about(ctx context.Context, tx *store.Tx, r *talk.Request, worker domain.SupportWorkerID) error {
	if r.Client == "" {
		text := fault.Text{NL: "Wie wil er praten?", EN: "Who wants to talk?"}
		return fault.Invalid("WHICH_CLIENT", text, fault.Field{Path: "client_id", Text: text})
	}
	if err := caseload.Require(ctx, tx.Tx, string(r.Client)); err != nil {
		return err
	}
	if worker == "" || r.Whom != talk.Worker {
		return nil
	}
	r.Worker = worker
	guides, err := tx.Guides(ctx, worker, r.Client)
	if err != nil || guides {
		return err
	}
	return fault.Unknown("NOT_THEIR_WORKER", fault.Text{
		NL: "Deze begeleider is er niet (meer) voor deze cliënt. Kies iemand anders.",
		EN: "This support worker is not (any more) there for this client. Choose somebody else.",
	}, "support_worker_id")
}

// ListTalkRequests lists, for a client, what they asked; for staff, who wants to talk with them.
func (s *Server) ListTalkRequests(ctx context.Context, req *pb.ListTalkRequestsRequest) (*pb.ListTalkRequestsResponse, error) {
	out := &pb.ListTalkRequestsResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		found, err := tx.Talks(ctx, s.Now(), req.GetOverToo())
		tx.Touch()
		for _, r := range found {
			tx.Touch(string(r.Client))
			out.TalkRequests = append(out.TalkRequests, s.message(r))
		}
		return err
	})
	return out, err
}

// SeeTalkRequest says back to the client that they were seen.
func (s *Server) SeeTalkRequest(ctx context.Context, req *pb.SeeTalkRequestRequest) (*pb.TalkRequest, error) {
	return s.change(ctx, req, func(tx *store.Tx, r talk.Request) (talk.Request, error) {
		return r.See(domain.SupportWorkerID(tx.Caller.Person), wire.Word[talk.Reply](req.GetReply()), s.Now())
	})
}

// CloseTalkRequest notes that they talked.
func (s *Server) CloseTalkRequest(ctx context.Context, req *pb.CloseTalkRequestRequest) (*pb.TalkRequest, error) {
	return s.change(ctx, req, func(_ *store.Tx, r talk.Request) (talk.Request, error) { return r.Close(s.Now()) })
}

// WithdrawTalkRequest takes it back: at once, without a reason.
func (s *Server) WithdrawTalkRequest(ctx context.Context, req *pb.WithdrawTalkRequestRequest) (*pb.TalkRequest, error) {
	return s.change(ctx, req, func(_ *store.Tx, r talk.Request) (talk.Request, error) { return r.Withdraw(s.Now()), nil })
}

type aboutTalk interface {
	once.Request
	GetId() string
}

func (s *Server) change(ctx context.Context, req aboutTalk, decide func(*store.Tx, talk.Request) (talk.Request, error)) (*pb.TalkRequest, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.TalkRequest, error) {
		r, err := tx.Talk(ctx, wire.ID[talk.ID](req.GetId()), s.Now())
		if err != nil {
			return nil, err
		}
		tx.Touch(string(r.Client))
		if r, err = decide(tx, r); err != nil {
			return nil, err
		}
		return s.message(r), tx.SaveTalk(ctx, r)
	})
}

func (s *Server) message(r talk.Request) *pb.TalkRequest {
	return &pb.TalkRequest{
		Id: string(r.ID), ClientId: string(r.Client), Whom: wire.Value[pb.TalkRequest_Whom](r.Whom), SupportWorkerId: string(r.Worker),
		How: wire.Value[pb.TalkRequest_How](r.How), State: wire.Value[pb.TalkRequest_State](r.State), AskTime: wire.Stamp(r.Asked),
		SeenBy: string(r.SeenBy), SeeTime: wire.Stamp(r.Seen), Reply: wire.Value[pb.TalkRequest_Reply](r.Reply),
		PassedOn: r.PassedOn(s.Now()), CloseTime: wire.Stamp(r.Over),
	}
}
