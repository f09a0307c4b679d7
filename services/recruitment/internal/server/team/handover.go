package team

import (
	"context"
	"errors"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// HandOver does what the day brings in one organisation: what was planned begins, what
// is over comes back, and who was named for somebody away meanwhile gets their stand-in.
// Each absence is a transaction that looks first whether there is still something to
// do: it may be cut off anywhere and run again, by several at once.
func (s *Server) HandOver(ctx context.Context, tenant string) error {
	var due []domain.AbsenceID
	err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) (err error) {
		due, err = tx.AbsencesToSee(ctx, s.Today())
		return err
	})
	if err != nil {
		return err
	}
	var failed []error
	for _, id := range due {
		failed = append(failed, s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error { return s.see(ctx, tx, id) }))
	}
	return errors.Join(failed...)
}

func (s *Server) see(ctx context.Context, tx *store.Tx, id domain.AbsenceID) error {
	if err := tx.HoldTeam(ctx); err != nil {
		return err
	}
	a, err := tx.Absence(ctx, id)
	if err != nil {
		return err
	}
	today := s.Today()
	switch {
	case a.Ends(today):
		_, err = s.end(ctx, tx, a)
	case a.Missed(today):
		_, err = tx.SaveAbsence(ctx, a.End(today, s.Moment()))
	case a.Begins(today):
		_, err = s.begin(ctx, tx, a)
	case a.State == domain.AbsenceNow:
		err = s.passOnNew(ctx, tx, a)
	}
	return err
}

// passOnNew gives who was named for somebody away meanwhile to their stand-ins, and
// touches nothing when there is nobody.
func (s *Server) passOnNew(ctx context.Context, tx *store.Tx, a domain.Absence) error {
	if named, err := tx.DutiesOf(ctx, a.Worker); err != nil || len(named) == 0 {
		return err
	}
	return s.passOn(ctx, tx, a, nil)
}

// begin makes an absence go on, and gives what it is about to those who stand in.
func (s *Server) begin(ctx context.Context, tx *store.Tx, a domain.Absence) (domain.Absence, error) {
	a, err := tx.SaveAbsence(ctx, a.Begin(s.Moment()))
	if err != nil {
		return a, err
	}
	if err := s.passOn(ctx, tx, a, nil); err != nil {
		return a, err
	}
	return a, base.Tell(ctx, tx, &pb.SupportWorkerChanged{
		SupportWorkerId: string(a.Worker), Away: true, StandInIds: wire.Texts(a.StandIns),
	})
}

// end makes an absence over, and gives back exactly what passed on.
func (s *Server) end(ctx context.Context, tx *store.Tx, a domain.Absence) (domain.Absence, error) {
	if err := s.move(ctx, tx, a.Worker, func(d *domain.Duties) error { d.GiveBack(a.ID); return nil }); err != nil {
		return a, err
	}
	a, err := tx.SaveAbsence(ctx, a.End(s.Today(), s.Moment()))
	if err != nil {
		return a, err
	}
	return a, base.Tell(ctx, tx, &pb.SupportWorkerChanged{SupportWorkerId: string(a.Worker)})
}

// passOn gives what somebody away is named for to those of the stand-ins who are here;
// first comes what is to be done before, such as giving back what others had.
func (s *Server) passOn(ctx context.Context, tx *store.Tx, a domain.Absence, first func(*domain.Duties)) error {
	living, err := tx.LivingAbsences(ctx)
	if err != nil {
		return err
	}
	left, err := tx.Left(ctx)
	if err != nil {
		return err
	}
	away := map[domain.SupportWorkerID][]domain.SupportWorkerID{}
	for _, other := range living {
		if other.State == domain.AbsenceNow {
			away[other.Worker] = other.StandIns
		}
	}
	here := domain.Here(a.StandIns, away, left)
	return s.move(ctx, tx, a.Worker, func(d *domain.Duties) error {
		if first != nil {
			first(d)
		}
		d.PassOn(a.ID, a.Worker, here)
		return nil
	})
}

// move loads what somebody is named for and what passed on of it, lets the domain
// decide, and keeps and tells what changed.
func (s *Server) move(ctx context.Context, tx *store.Tx, worker domain.SupportWorkerID, decide func(*domain.Duties) error) error {
	all, err := tx.Handovers(ctx)
	if err != nil {
		return err
	}
	handed := domain.HandedAround(all, worker)
	duties, err := tx.DutiesToChange(ctx, worker, handed)
	if err != nil {
		return err
	}
	d := domain.NewDuties(duties, handed)
	if err := decide(d); err != nil {
		return err
	}
	for _, duty := range d.Changed() {
		if err := s.keep(ctx, tx, duty); err != nil {
			return err
		}
	}
	return tx.KeepHandovers(ctx, d.Settled(), d.Handed())
}

// keep writes who is named now, and tells the others where it is theirs to know.
func (s *Server) keep(ctx context.Context, tx *store.Tx, duty domain.Duty) error {
	switch duty.Kind {
	case domain.DutyClient:
		c, err := tx.HandClient(ctx, duty, s.Moment())
		if err != nil {
			return err
		}
		if err := base.Tell(ctx, tx, base.ClientChanged(c)); err != nil {
			return err
		}
		return base.TellGroupLeader(ctx, tx, c.ID)
	case domain.DutyNetworker, domain.DutyGroupHelper:
		n, err := tx.HandNetworker(ctx, duty, s.Moment())
		if err != nil {
			return err
		}
		return base.Tell(ctx, tx, base.NetworkerChanged(n))
	default:
		return tx.HandLocation(ctx, duty, s.Moment())
	}
}
