package team

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/provision"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
	provstore "github.com/optrek/optrek/services/recruitment/internal/store/provision"
)

// LeaveUnasked lets a colleague leave of whom the organisation's directory says that they
// are gone: nobody was asked who takes over, so it is found out (O-01). Where nobody can be
// found, or a location is left with one lead, it is no reason to let somebody in who left:
// it is told to those who lead instead.
func (s *Server) LeaveUnasked(ctx context.Context, tx *store.Tx, id domain.SupportWorkerID) error {
	if err := tx.HoldTeam(ctx); err != nil {
		return err
	}
	w, err := tx.SupportWorker(ctx, id)
	if err != nil || w.HasLeft() {
		return err
	}
	found, err := s.passOnUnasked(ctx, tx, id)
	if err != nil {
		return err
	}
	// As in LeaveSupportWorker: held only after what it is about, and looked at once more.
	if w, err = tx.SupportWorkerToChange(ctx, id); err != nil {
		return err
	}
	late, err := s.passOnUnasked(ctx, tx, id)
	if err != nil {
		return err
	}
	found = append(found, late...)
	if err := provstore.Of(tx).KeepPassedOn(ctx, id, found, s.Moment()); err != nil {
		return err
	}
	w.Left, w.Updated = s.Moment(), s.Moment()
	w.Away, w.Back = false, ""
	if err := tx.SaveSupportWorker(ctx, w); err != nil {
		return err
	}
	return base.Tell(ctx, tx, &pb.SupportWorkerChanged{SupportWorkerId: string(id), Left: true, StandInIds: wire.Texts(heirsOf(found))})
}

// heirsOf gives to whom it went, each once, in order.
func heirsOf(found []domain.Inherited) []domain.SupportWorkerID {
	heirs, seen := []domain.SupportWorkerID{}, map[domain.SupportWorkerID]bool{"": true}
	for _, one := range found {
		if !seen[one.To] {
			seen[one.To] = true
			heirs = append(heirs, one.To)
		}
	}
	return heirs
}

func (s *Server) passOnUnasked(ctx context.Context, tx *store.Tx, id domain.SupportWorkerID) ([]domain.Inherited, error) {
	living, err := tx.LivingAbsences(ctx)
	if err != nil {
		return nil, err
	}
	heirs, err := s.heirs(ctx, tx, id, living)
	if err != nil {
		return nil, err
	}
	var found []domain.Inherited
	err = s.move(ctx, tx, id, func(d *domain.Duties) error {
		for _, a := range living {
			if a.Worker == id {
				d.GiveBack(a.ID)
			}
		}
		found = d.PassOnUnasked(id, heirs.For)
		for _, duty := range d.Changed() {
			if domain.LeadsRemain([]domain.Duty{duty}) != nil {
				found = append(found, domain.Inherited{DutyRef: duty.DutyRef}) // one lead too few: told to those who lead
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	successors := heirsOf(found)
	for _, a := range living {
		if err := s.withoutLeaver(ctx, tx, a, id, successors); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// heirs are those who could take over: whom they chose to stand in, who leads where the
// person lives, and who leads or coordinates at all.
func (s *Server) heirs(ctx context.Context, tx *store.Tx, id domain.SupportWorkerID, living []domain.Absence) (h provision.Heirs, err error) {
	left, err := tx.Left(ctx)
	if err != nil {
		return h, err
	}
	away := map[domain.SupportWorkerID][]domain.SupportWorkerID{}
	h.Away = map[domain.SupportWorkerID]bool{}
	for _, a := range living {
		if a.State == domain.AbsenceNow {
			away[a.Worker], h.Away[a.Worker] = a.StandIns, true
		}
	}
	for _, a := range living {
		if a.Worker == id {
			h.StandIns = append(h.StandIns, domain.Here(a.StandIns, away, left)...)
		}
	}
	of := provstore.Of(tx)
	if h.Leads, err = of.LeadsNear(ctx, id); err != nil {
		return h, err
	}
	h.Others, err = of.WhoLeads(ctx, id)
	return h, err
}
