package team

import (
	"context"
	"slices"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// ListSupportWorkers lists colleagues, by name.
func (s *Server) ListSupportWorkers(ctx context.Context, req *pb.ListSupportWorkersRequest) (*pb.ListSupportWorkersResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	resp := &pb.ListSupportWorkersResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		rows, err := tx.SupportWorkers(ctx, domain.SearchWords(req.GetQuery()), domain.SupportWorkerID(after), size+1)
		rows, more := paging.Cut(rows, size)
		for _, w := range rows {
			resp.SupportWorkers = append(resp.SupportWorkers, workerMessage(w))
		}
		if more {
			resp.NextPageToken = paging.Token(string(rows[len(rows)-1].ID))
		}
		return err
	})
	return resp, err
}

// CreateSupportWorker adds a colleague before they sign in for the first time.
func (s *Server) CreateSupportWorker(ctx context.Context, req *pb.CreateSupportWorkerRequest) (*pb.SupportWorker, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.SupportWorker, error) {
		w := domain.SupportWorker{Name: req.GetSupportWorker().GetName(), Email: req.GetSupportWorker().GetEmail()}.Tidied()
		w.ID, w.Version, w.Created = domain.SupportWorkerID(ids.New()), 1, s.Clock()
		if err := w.Check(); err != nil {
			return nil, err
		}
		return workerMessage(w), base.AddWorker(ctx, tx, w)
	})
}

// GetSupportWorker gives one colleague.
func (s *Server) GetSupportWorker(ctx context.Context, req *pb.GetSupportWorkerRequest) (*pb.SupportWorker, error) {
	var answer *pb.SupportWorker
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		w, err := tx.SupportWorker(ctx, wire.ID[domain.SupportWorkerID](req.GetId()))
		answer = workerMessage(w)
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// UpdateSupportWorker changes name and e-mail, until the sign-in says otherwise.
func (s *Server) UpdateSupportWorker(ctx context.Context, req *pb.UpdateSupportWorkerRequest) (*pb.SupportWorker, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.SupportWorker, error) {
		before, err := tx.SupportWorkerToChange(ctx, wire.ID[domain.SupportWorkerID](req.GetSupportWorker().GetId()))
		if err != nil {
			return nil, err
		}
		if err := before.Version.Expect(req.GetSupportWorker().GetEtag()); err != nil {
			return nil, err
		}
		fixed := wire.Fixed{"known", "roles", "away", "back_day", "left"}
		chosen, err := fixed.Masked(req.GetUpdateMask(), req.GetSupportWorker(), "name", "email")
		if err != nil {
			return nil, err
		}
		after := before
		base.Set(chosen("name"), &after.Name, req.GetSupportWorker().GetName())
		base.Set(chosen("email"), &after.Email, req.GetSupportWorker().GetEmail())
		after = after.Tidied()
		if after.Name == before.Name && after.Email == before.Email {
			return workerMessage(before), nil
		}
		if err := after.Check(); err != nil {
			return nil, err
		}
		after.Updated = s.Moment()
		if err := tx.SaveSupportWorker(ctx, after); err != nil {
			return nil, err
		}
		after.Version++
		return workerMessage(after), nil
	})
}

// GetResponsibilities gives what passes on when this colleague is away or leaves, and
// what did already.
func (s *Server) GetResponsibilities(ctx context.Context, req *pb.GetResponsibilitiesRequest) (*pb.Responsibilities, error) {
	answer := &pb.Responsibilities{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		w, err := tx.SupportWorker(ctx, wire.ID[domain.SupportWorkerID](req.GetSupportWorkerId()))
		if err != nil {
			return err
		}
		if err := mayPlanFor(tx.Caller, w.ID); err != nil {
			return err
		}
		duties, err := tx.DutiesOf(ctx, w.ID)
		if err != nil {
			return err
		}
		tx.Touch()
		for _, duty := range duties {
			addDuty(tx, answer, duty, w.ID)
		}
		handed, err := tx.Handovers(ctx)
		for _, h := range handed {
			if h.From == w.ID {
				addPassedOn(tx, answer, h)
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

func addDuty(tx *store.Tx, to *pb.Responsibilities, duty domain.Duty, of domain.SupportWorkerID) {
	switch duty.Kind {
	case domain.DutyClient:
		tx.Touch(duty.Item)
		guided := &pb.Responsibilities_Guided{ClientId: duty.Item}
		for _, id := range duty.Named {
			if id != of {
				guided.OtherId = string(id)
			}
		}
		to.Clients = append(to.Clients, guided)
	case domain.DutyLocation:
		to.LocationIds = append(to.LocationIds, duty.Item)
	default: // named beside a networker, in one way or both
		if !slices.Contains(to.NetworkerIds, duty.Item) {
			to.NetworkerIds = append(to.NetworkerIds, duty.Item)
		}
	}
}

func addPassedOn(tx *store.Tx, to *pb.Responsibilities, h domain.Handover) {
	passed := &pb.Responsibilities_PassedOn{ToId: string(h.To)}
	switch h.Kind {
	case domain.DutyClient:
		tx.Touch(h.Item)
		passed.ClientId = h.Item
	case domain.DutyLocation:
		passed.LocationId = h.Item
	default:
		passed.NetworkerId = h.Item
	}
	to.PassedOn = append(to.PassedOn, passed)
}

func workerMessage(w domain.SupportWorker) *pb.SupportWorker {
	return &pb.SupportWorker{
		Id: string(w.ID), Etag: w.Version.Etag(), Name: w.Name, Email: w.Email, Known: w.Known(), Roles: w.Roles,
		Away: w.Away, BackDay: w.Back, Left: w.HasLeft(),
	}
}
