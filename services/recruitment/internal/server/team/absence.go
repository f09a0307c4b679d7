package team

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// ListAbsences lists absences, planned and past, the latest first. Everybody sees who is
// away now and soon; when somebody was away is for themself and those who plan for others.
func (s *Server) ListAbsences(ctx context.Context, req *pb.ListAbsencesRequest) (*pb.ListAbsencesResponse, error) {
	after, err := paging.After(req.GetPageToken(), 2)
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	resp := &pb.ListAbsencesResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		q := store.AbsenceQuery{AfterDay: after[0], AfterID: domain.AbsenceID(after[1]), Limit: size + 1}
		if named := req.GetSupportWorkerId(); named != "" {
			w, err := tx.SupportWorker(ctx, wire.ID[domain.SupportWorkerID](named))
			if err != nil {
				return err
			}
			q.Worker, q.Past = w.ID, mayPlanFor(tx.Caller, w.ID) == nil
		}
		rows, err := tx.Absences(ctx, q)
		rows, more := paging.Cut(rows, size)
		for _, a := range rows {
			resp.Absences = append(resp.Absences, absenceMessage(a))
		}
		if more {
			last := rows[len(rows)-1]
			resp.NextPageToken = paging.Token(last.First, string(last.ID))
		}
		return err
	})
	return resp, err
}

// mayPlanFor lets everybody plan for themself, and for others who look after the team.
func mayPlanFor(c authn.Caller, worker domain.SupportWorkerID) error {
	if wire.ID[domain.SupportWorkerID](c.Person) == worker || looksAfter(c) {
		return nil
	}
	return fault.Denied("ASK_A_LEAD", fault.Text{
		NL: "Dit is van een collega. Vraag het aan diegene zelf, een netwerkaanspreekpunt of de coördinator.",
		EN: "This is a colleague's. Ask them, a network lead or the coordinator.",
	})
}

// looksAfter says whether somebody plans for colleagues too.
func looksAfter(c authn.Caller) bool {
	return c.Has(authn.RoleNetworkLead) || c.Has(authn.RoleCoordinator) || c.Has(authn.RoleOrganisationAdmin)
}

// PlanAbsence plans an absence, of oneself when nobody is named. One whose first day is
// here begins at once (O-01).
func (s *Server) PlanAbsence(ctx context.Context, req *pb.PlanAbsenceRequest) (*pb.Absence, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Absence, error) {
		a := absenceOf(req.GetAbsence())
		if a.Worker == "" {
			a.Worker = wire.ID[domain.SupportWorkerID](tx.Caller.Person)
		}
		a.ID, a.Version, a.State, a.Created = domain.AbsenceID(ids.New()), 1, domain.AbsencePlanned, s.Moment()
		a.StandIns = distinct(a.StandIns)
		if err := s.fits(ctx, tx, a); err != nil {
			return nil, err
		}
		if err := tx.AddAbsence(ctx, a); err != nil {
			return nil, err
		}
		return s.beginIfDue(ctx, tx, a)
	})
}

// fits sees that an absence is right in itself and beside the others.
func (s *Server) fits(ctx context.Context, tx *store.Tx, a domain.Absence) error {
	if err := tx.RequireWorkers(ctx, "absence.support_worker_id", []domain.SupportWorkerID{a.Worker}); err != nil {
		return err
	}
	if err := tx.RequireWorkers(ctx, "absence.stand_in_ids", a.StandIns); err != nil {
		return err
	}
	if err := mayPlanFor(tx.Caller, a.Worker); err != nil {
		return err
	}
	if err := a.Check(s.Today()); err != nil {
		return err
	}
	if err := tx.HoldTeam(ctx); err != nil {
		return err
	}
	others, err := tx.LivingAbsences(ctx)
	if err != nil {
		return err
	}
	return a.AmongPlanned(others)
}

func (s *Server) beginIfDue(ctx context.Context, tx *store.Tx, a domain.Absence) (*pb.Absence, error) {
	var err error
	if a.Begins(s.Today()) {
		a, err = s.begin(ctx, tx, a)
	}
	return absenceMessage(a), err
}

// UpdateAbsence changes the days or who stands in. Other stand-ins of an absence that
// goes on take over at once from the ones before.
func (s *Server) UpdateAbsence(ctx context.Context, req *pb.UpdateAbsenceRequest) (*pb.Absence, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Absence, error) {
		before, err := s.toChange(ctx, tx, req.GetAbsence().GetId(), req.GetAbsence().GetEtag())
		if err != nil {
			return nil, err
		}
		chosen, err := wire.Fixed{"support_worker_id", "state"}.Masked(req.GetUpdateMask(), req.GetAbsence(), "first_day", "last_day", "stand_in_ids")
		if err != nil {
			return nil, err
		}
		asked, to := absenceOf(req.GetAbsence()), before
		base.Set(chosen("first_day"), &to.First, asked.First)
		base.Set(chosen("last_day"), &to.Last, asked.Last)
		base.Set(chosen("stand_in_ids"), &to.StandIns, asked.StandIns)
		after, err := before.Change(to.First, to.Last, to.StandIns, s.Moment())
		if err != nil {
			return nil, err
		}
		if after.Same(before) {
			return absenceMessage(before), nil
		}
		if err := s.fits(ctx, tx, after); err != nil {
			return nil, err
		}
		if after, err = tx.SaveAbsence(ctx, after); err != nil {
			return nil, err
		}
		if after.State == domain.AbsenceNow {
			return s.again(ctx, tx, after)
		}
		return s.beginIfDue(ctx, tx, after)
	})
}

// again gives what passed on to the stand-ins as they are now.
func (s *Server) again(ctx context.Context, tx *store.Tx, a domain.Absence) (*pb.Absence, error) {
	if err := s.passOn(ctx, tx, a, func(d *domain.Duties) { d.GiveBack(a.ID) }); err != nil {
		return nil, err
	}
	return absenceMessage(a), base.Tell(ctx, tx, &pb.SupportWorkerChanged{
		SupportWorkerId: string(a.Worker), Away: true, StandInIds: wire.Texts(a.StandIns),
	})
}

// EndAbsence is back now: everything comes back at once.
func (s *Server) EndAbsence(ctx context.Context, req *pb.ChangeAbsenceRequest) (*pb.Absence, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Absence, error) {
		a, err := s.toChange(ctx, tx, req.GetId(), req.GetEtag())
		if err != nil {
			return nil, err
		}
		if err := a.MayEnd(); err != nil {
			return nil, err
		}
		if a.State == domain.AbsenceNow {
			a, err = s.end(ctx, tx, a)
		}
		return absenceMessage(a), err
	})
}

// CancelAbsence takes a planned absence away.
func (s *Server) CancelAbsence(ctx context.Context, req *pb.ChangeAbsenceRequest) (*pb.Absence, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Absence, error) {
		a, err := s.toChange(ctx, tx, req.GetId(), req.GetEtag())
		if err != nil {
			return nil, err
		}
		if err := a.MayCancel(); err != nil {
			return nil, err
		}
		return absenceMessage(a), tx.DeleteAbsence(ctx, a.ID)
	})
}

// toChange gives an absence that the caller may change, held until the transaction ends.
func (s *Server) toChange(ctx context.Context, tx *store.Tx, id, etag string) (domain.Absence, error) {
	if err := tx.HoldTeam(ctx); err != nil {
		return domain.Absence{}, err
	}
	a, err := tx.Absence(ctx, domain.AbsenceID(id))
	if err != nil {
		return a, err
	}
	if err := mayPlanFor(tx.Caller, a.Worker); err != nil {
		return a, err
	}
	return a, a.Version.Expect(etag)
}

func absenceMessage(a domain.Absence) *pb.Absence {
	return &pb.Absence{
		Id: string(a.ID), Etag: a.Version.Etag(), SupportWorkerId: string(a.Worker), FirstDay: a.First, LastDay: a.Last,
		StandInIds: wire.Texts(a.StandIns), State: wire.Value[pb.Absence_State](a.State),
	}
}

func absenceOf(m *pb.Absence) domain.Absence {
	return domain.Absence{
		Worker: wire.ID[domain.SupportWorkerID](m.GetSupportWorkerId()), First: m.GetFirstDay(), Last: m.GetLastDay(),
		StandIns: wire.IDs[domain.SupportWorkerID](m.GetStandInIds()),
	}
}

func distinct[T comparable](values []T) []T {
	var out []T
	seen := map[T]bool{}
	for _, v := range values {
		if !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}
