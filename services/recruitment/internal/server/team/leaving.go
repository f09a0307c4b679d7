package team

import (
	"context"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// LeaveSupportWorker lets a colleague leave: everything passes on for good (O-01). Who
// leaves while away gets back first what passed on, so that it goes to the successors
// too; what they held in somebody else's stead goes on in that colleague's stead.
func (s *Server) LeaveSupportWorker(ctx context.Context, req *pb.LeaveSupportWorkerRequest) (*pb.SupportWorker, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.SupportWorker, error) {
		id, successors := wire.ID[domain.SupportWorkerID](req.GetSupportWorkerId()), wire.IDs[domain.SupportWorkerID](req.GetSuccessorIds())
		w, err := tx.SupportWorker(ctx, id)
		if err != nil {
			return nil, err
		}
		if err := w.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		if err := w.MayLeave(successors); err != nil {
			return nil, err
		}
		if err := tx.RequireWorkers(ctx, "successor_ids", successors); err != nil {
			return nil, err
		}
		if err := tx.HoldTeam(ctx); err != nil {
			return nil, err
		}
		if err := s.handOverForGood(ctx, tx, id, successors); err != nil {
			return nil, err
		}
		// Held only after what it is about: whoever changes a client holds that first and
		// its support workers after. Whoever was named in between is seen the second time.
		if w, err = tx.SupportWorkerToChange(ctx, id); err != nil {
			return nil, err
		}
		if err := w.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		if err := s.handOverForGood(ctx, tx, id, successors); err != nil {
			return nil, err
		}
		w.Left, w.Updated = s.Moment(), s.Moment()
		w.Away, w.Back = false, ""
		if err := tx.SaveSupportWorker(ctx, w); err != nil {
			return nil, err
		}
		w.Version++
		return workerMessage(w), base.Tell(ctx, tx, &pb.SupportWorkerChanged{
			SupportWorkerId: string(id), Left: true, StandInIds: wire.Texts(successors),
		})
	})
}

// handOverForGood settles the absences of somebody who leaves, and gives what they are
// named for to the successors.
func (s *Server) handOverForGood(ctx context.Context, tx *store.Tx, id domain.SupportWorkerID, successors []domain.SupportWorkerID) error {
	living, err := tx.LivingAbsences(ctx)
	if err != nil {
		return err
	}
	err = s.move(ctx, tx, id, func(d *domain.Duties) error {
		for _, a := range living {
			if a.Worker == id {
				d.GiveBack(a.ID)
			}
		}
		d.PassOnForGood(id, successors)
		return domain.LeadsRemain(d.Changed())
	})
	if err != nil {
		return err
	}
	for _, a := range living {
		if err := s.withoutLeaver(ctx, tx, a, id, successors); err != nil {
			return err
		}
	}
	return nil
}

// withoutLeaver ends an absence of somebody who leaves, and puts a successor in their
// place among the stand-ins of somebody else's.
func (s *Server) withoutLeaver(ctx context.Context, tx *store.Tx, a domain.Absence, id domain.SupportWorkerID, successors []domain.SupportWorkerID) error {
	switch {
	case a.Worker == id && a.State == domain.AbsencePlanned:
		return tx.DeleteAbsence(ctx, a.ID)
	case a.Worker == id:
		_, err := tx.SaveAbsence(ctx, a.End(s.Today(), s.Moment()))
		return err
	}
	after := a.Without(id, successors, s.Moment())
	if after.Same(a) {
		return nil
	}
	_, err := tx.SaveAbsence(ctx, after)
	return err
}

// ReturnSupportWorker says that a colleague is here after all, or again. What passed on
// stays where it is.
func (s *Server) ReturnSupportWorker(ctx context.Context, req *pb.ReturnSupportWorkerRequest) (*pb.SupportWorker, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.SupportWorker, error) {
		w, err := tx.SupportWorkerToChange(ctx, wire.ID[domain.SupportWorkerID](req.GetSupportWorkerId()))
		if err != nil || !w.HasLeft() {
			return workerMessage(w), err
		}
		w.Left, w.Updated = time.Time{}, s.Moment()
		if err := tx.SaveSupportWorker(ctx, w); err != nil {
			return nil, err
		}
		w.Version++
		return workerMessage(w), base.Tell(ctx, tx, &pb.SupportWorkerChanged{SupportWorkerId: string(w.ID)})
	})
}
