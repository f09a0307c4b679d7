package server

import (
	"context"
	"strconv"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// ListSteps lists the small next steps of one client: open ones first, the newest
// before the others.
func (s *Server) ListSteps(ctx context.Context, req *pb.ListStepsRequest) (*pb.ListStepsResponse, error) {
	size := paging.Size(req.GetPageSize())
	after, err := paging.After(req.GetPageToken(), 2)
	if err != nil {
		return nil, err
	}
	answer := &pb.ListStepsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		client, err := tx.ReachedClient(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return err
		}
		tx.Touch(string(client))
		found, err := tx.Steps(ctx, store.StepFilter{
			Client: client, Wish: domain.WishID(req.GetWishId()), State: domain.StepState(wire.Word[string](req.GetState())),
			AfterClosed: after[0], After: after[1], Limit: size + 1,
		})
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		for _, step := range found {
			answer.Steps = append(answer.Steps, stepMessage(step))
		}
		if more {
			last := found[size-1].Record()
			answer.NextPageToken = paging.Token(strconv.FormatBool(last.State != domain.StepOpen), string(last.ID))
		}
		return nil
	})
	return answer, err
}

// CreateStep adds a step, as long as there is room for one more (N-12). A client who
// names nobody adds their own.
func (s *Server) CreateStep(ctx context.Context, req *pb.CreateStepRequest) (*pb.Step, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Step, error) {
		client, err := base.AboutWhom(ctx, tx, req.GetStep().GetClientId(), "step.client_id")
		if err != nil {
			return nil, err
		}
		of := domain.StepOf{ID: domain.StepID(ids.New()), Client: client, Kind: domain.StepKind(wire.Word[string](req.GetStep().GetKind()))}
		step, err := domain.NewStep(of, stepTelling(req.GetStep()), voice(tx, client), s.Moment())
		if err != nil {
			return nil, err
		}
		if step, err = tx.AddStep(ctx, step); err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		return stepMessage(step), nil
	})
}

// UpdateStep changes what is told of a step; its state has calls of its own.
func (s *Server) UpdateStep(ctx context.Context, req *pb.UpdateStepRequest) (*pb.Step, error) {
	writes, err := wire.Fixed{"client_id", "kind", "state"}.Masked(req.GetUpdateMask(), req.GetStep(), "wish_id", "words", "picture", "who")
	if err != nil {
		return nil, err
	}
	anew := stepTelling(req.GetStep())
	return s.changeStep(ctx, req, stepChange{req.GetStep().GetId(), req.GetStep().GetEtag(),
		func(step domain.Step, now time.Time) (domain.Step, error) {
			told := step.Record().StepTelling
			base.Set(writes("wish_id"), &told.Wish, anew.Wish)
			base.Set(writes("words"), &told.Words, anew.Words)
			base.Set(writes("picture"), &told.Picture, anew.Picture)
			base.Set(writes("who"), &told.Who, anew.Who)
			return step.Tell(told, now)
		}})
}

// CompleteStep says that it is done.
func (s *Server) CompleteStep(ctx context.Context, req *pb.ChangeStepStateRequest) (*pb.Step, error) {
	return s.changeStep(ctx, req, stepChange{req.GetId(), req.GetEtag(), domain.Step.Complete})
}

// LetGoStep lets the step go. The client's own word asks for no etag: it holds whatever
// somebody else changed meanwhile.
func (s *Server) LetGoStep(ctx context.Context, req *pb.ChangeStepStateRequest) (*pb.Step, error) {
	etag := req.GetEtag()
	if caller, _ := authn.From(ctx); caller.IsClient() {
		etag = ""
	}
	return s.changeStep(ctx, req, stepChange{req.GetId(), etag, domain.Step.LetGo})
}

// ReopenStep opens the step again, as long as there is room for it (N-12).
func (s *Server) ReopenStep(ctx context.Context, req *pb.ChangeStepStateRequest) (*pb.Step, error) {
	return s.changeStep(ctx, req, stepChange{req.GetId(), req.GetEtag(), domain.Step.Reopen})
}

// stepChange is one change of one step.
type stepChange struct {
	id, etag string
	to       func(domain.Step, time.Time) (domain.Step, error)
}

// changeStep loads, lets the domain decide and saves. No other service knows of steps.
func (s *Server) changeStep(ctx context.Context, req once.Request, change stepChange) (*pb.Step, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Step, error) {
		before, err := tx.StepForUpdate(ctx, domain.StepID(change.id))
		if err != nil {
			return nil, err
		}
		if err := before.Record().Version.Expect(change.etag); err != nil {
			return nil, err
		}
		after, err := change.to(before, s.Moment())
		if err != nil {
			return nil, err
		}
		if after, err = tx.SaveStep(ctx, before, after); err != nil {
			return nil, err
		}
		tx.Touch(string(after.Record().Client))
		return stepMessage(after), nil
	})
}

func stepTelling(m *pb.Step) domain.StepTelling {
	return domain.StepTelling{
		Wish: wire.ID[domain.WishID](m.GetWishId()), Words: m.GetWords(), Picture: m.GetPicture(),
		Who: domain.StepWho(wire.Word[string](m.GetWho())),
	}
}

func stepMessage(step domain.Step) *pb.Step {
	r := step.Record()
	return &pb.Step{
		Id: string(r.ID), Etag: r.Version.Etag(), ClientId: string(r.Client), WishId: string(r.Wish),
		Kind:  wire.Value[pb.Step_Kind](r.Kind),
		Words: r.Words, Picture: r.Picture,
		Who:        wire.Value[pb.Step_Who](r.Who),
		State:      wire.Value[pb.Step_State](r.State),
		CreateTime: wire.Stamp(r.Created), UpdateTime: wire.Stamp(r.Updated),
	}
}
