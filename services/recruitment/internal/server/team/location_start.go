package team

import (
	"context"
	"slices"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/template"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// GetLocationStart gives a location's start page; before anything was kept, with the
// steps as they are today.
func (s *Server) GetLocationStart(ctx context.Context, req *pb.GetLocationStartRequest) (*pb.LocationStart, error) {
	var answer *pb.LocationStart
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		l, err := tx.Location(ctx, wire.ID[domain.LocationID](req.GetLocationId()))
		if err != nil {
			return err
		}
		start, updated, err := s.start(ctx, tx, l.ID)
		answer = startMessage(start, updated)
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

func (s *Server) start(ctx context.Context, tx *store.Tx, id domain.LocationID) (domain.LocationStart, time.Time, error) {
	start, updated, err := tx.LocationStart(ctx, id)
	if err != nil || start.Version > 0 {
		return start, updated, err
	}
	t, err := tx.Template(ctx, template.LocationSteps, template.LocationStartKey, 0)
	start.Steps = domain.TickSteps(t)
	return start, updated, err
}

// UpdateLocationStart changes it. Any step may be ticked or unticked at any time (O-03).
func (s *Server) UpdateLocationStart(ctx context.Context, req *pb.UpdateLocationStartRequest) (*pb.LocationStart, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.LocationStart, error) {
		l, err := tx.LocationToChange(ctx, wire.ID[domain.LocationID](req.GetLocationStart().GetLocationId()))
		if err != nil {
			return nil, err
		}
		before, updated, err := s.start(ctx, tx, l.ID)
		if err != nil {
			return nil, err
		}
		if err := before.Version.Expect(req.GetLocationStart().GetEtag()); err != nil {
			return nil, err
		}
		after, err := changeStart(before, req)
		if err != nil {
			return nil, err
		}
		if after.Same(before) {
			return startMessage(before, updated), nil
		}
		// Who carried it and left stays named, as what happened; newly named is who works here.
		added := slices.DeleteFunc(slices.Clone(after.Carriers), func(id domain.SupportWorkerID) bool { return slices.Contains(before.Carriers, id) })
		if err := tx.RequireWorkers(ctx, "location_start.carrier_ids", added); err != nil {
			return nil, err
		}
		updated = s.Moment()
		after, err = tx.SaveLocationStart(ctx, after, updated)
		return startMessage(after, updated), err
	})
}

func changeStart(before domain.LocationStart, req *pb.UpdateLocationStartRequest) (domain.LocationStart, error) {
	m, to := req.GetLocationStart(), before
	chosen, err := wire.Fixed{"location_id"}.Masked(req.GetUpdateMask(), m, "carrier_ids", "carried_by", "promised", "programme", "steps")
	if err != nil {
		return before, err
	}
	base.Set(chosen("carrier_ids"), &to.Carriers, wire.IDs[domain.SupportWorkerID](m.GetCarrierIds()))
	base.Set(chosen("carried_by"), &to.CarriedBy, m.GetCarriedBy())
	base.Set(chosen("promised"), &to.Promised, m.GetPromised())
	base.Set(chosen("programme"), &to.Programme, m.GetProgramme())
	if chosen("steps") {
		said := make([]domain.TickStep, len(m.GetSteps()))
		for i, step := range m.GetSteps() {
			said[i] = domain.TickStep{Key: step.GetKey(), Done: step.GetDone(), Note: step.GetNote()}
		}
		if to.Steps, err = domain.Tick(before.Steps, said, "location_start.steps"); err != nil {
			return before, err
		}
	}
	return to.Tidied(), nil
}

func startMessage(l domain.LocationStart, updated time.Time) *pb.LocationStart {
	m := &pb.LocationStart{
		LocationId: string(l.Location), Etag: l.Version.Etag(), CarrierIds: wire.Texts(l.Carriers),
		CarriedBy: l.CarriedBy, Promised: l.Promised, Programme: l.Programme, UpdateTime: wire.Stamp(updated),
	}
	for _, step := range l.Steps {
		m.Steps = append(m.Steps, &pb.StartStep{
			Key: step.Key, Done: step.Done, Note: step.Note, TextNl: step.Words.NL, TextEn: english(step.Words),
		})
	}
	return m
}

// english is the English words, or the Dutch where an organisation wrote no others.
func english(t fault.Text) string {
	if t.EN == "" {
		return t.NL
	}
	return t.EN
}
