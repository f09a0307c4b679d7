// Package rhythm answers the RPCs of after how long people look back, and plans the looks
// back that come round.
package rhythm

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/server/base"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
)

// Server implements optrek.evaluation.v1.RhythmService.
type Server struct {
	pb.UnimplementedRhythmServiceServer

	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }

// GetRhythm gives the rhythm of the organisation.
func (s *Server) GetRhythm(ctx context.Context, _ *pb.GetRhythmRequest) (*pb.Rhythm, error) {
	var out *pb.Rhythm
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		r, v, err := tx.Rhythm(ctx)
		out = wireRhythm(r, v)
		return err
	})
	return out, err
}

// UpdateRhythm changes it for matches that go under way from now on, and when asked for
// those that are under way: what is due already stays.
func (s *Server) UpdateRhythm(ctx context.Context, req *pb.UpdateRhythmRequest) (*pb.Rhythm, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Rhythm, error) {
		_, v, err := tx.Rhythm(ctx)
		if err != nil {
			return nil, err
		}
		if err := v.Expect(req.GetRhythm().GetEtag()); err != nil {
			return nil, err
		}
		r, err := rhythmOf(req.GetRhythm()).Checked()
		if err != nil {
			return nil, err
		}
		if err := tx.SaveRhythm(ctx, r, v, s.Now()); err != nil {
			return nil, err
		}
		if req.GetPlannedToo() {
			err = s.follow(ctx, tx, r)
		}
		return wireRhythm(r, v+1), err
	})
}

// follow lets every match that keeps the organisation's rhythm take over another one.
func (s *Server) follow(ctx context.Context, tx *store.Tx, r domain.Rhythm) error {
	paced, err := tx.PacedMatches(ctx)
	if err != nil {
		return err
	}
	for _, p := range paced {
		if p.Rhythm.Adjusted {
			continue // chosen for these people
		}
		if err := s.replan(ctx, tx, p.Match, p.Rhythm.Follow(r, s.Now())); err != nil {
			return err
		}
	}
	return nil
}

// replan keeps the rhythm of a match and plans by it: what is due stays, what is to come is new.
func (s *Server) replan(ctx context.Context, tx *store.Tx, m domain.Match, of domain.MatchRhythm) error {
	if err := tx.SaveMatchRhythm(ctx, of); err != nil {
		return err
	}
	if err := tx.DropComing(ctx, m.ID, s.Now()); err != nil {
		return err
	}
	asked, _, err := tx.NewestQuestions(ctx)
	if err != nil {
		return err
	}
	return tx.PlanMoments(ctx, map[domain.MatchID][]domain.Moment{m.ID: of.Plan(m, s.Now())}, asked.Version)
}

// PlanAhead plans, for an organisation, the looks back that come round in the year ahead.
func (s *Server) PlanAhead(ctx context.Context, tenant string) error {
	return s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
		paced, err := tx.PacedMatches(ctx)
		if err != nil || len(paced) == 0 {
			return err
		}
		asked, _, err := tx.NewestQuestions(ctx)
		if err != nil {
			return err
		}
		planned := map[domain.MatchID][]domain.Moment{}
		for _, p := range paced {
			planned[p.Match.ID] = p.Rhythm.Plan(p.Match, s.Now())
		}
		return tx.PlanMoments(ctx, planned, asked.Version)
	})
}

// GetMatchRhythm gives the rhythm of one match, and when it comes round next.
func (s *Server) GetMatchRhythm(ctx context.Context, req *pb.GetMatchRhythmRequest) (*pb.MatchRhythm, error) {
	var out *pb.MatchRhythm
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		m, err := tx.Match(ctx, wire.ID[domain.MatchID](req.GetMatchId()))
		if err != nil {
			return err
		}
		of, err := s.rhythmOf(ctx, tx, m)
		if err != nil {
			return err
		}
		out, err = show(ctx, tx, m, of)
		return err
	})
	return out, err
}

// SetMatchRhythm gives a match a rhythm of its own, or the organisation's again.
func (s *Server) SetMatchRhythm(ctx context.Context, req *pb.SetMatchRhythmRequest) (*pb.MatchRhythm, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.MatchRhythm, error) {
		m, err := tx.Match(ctx, wire.ID[domain.MatchID](req.GetMatchId()))
		if err != nil {
			return nil, err
		}
		of, err := s.rhythmOf(ctx, tx, m)
		if err != nil {
			return nil, err
		}
		if err := of.Version.Expect(req.GetRhythm().GetEtag()); err != nil {
			return nil, err
		}
		if of, err = s.chosen(ctx, tx, of, req); err != nil {
			return nil, err
		}
		if err := s.replan(ctx, tx, m, of); err != nil {
			return nil, err
		}
		if of, _, err = tx.MatchRhythm(ctx, m.ID); err != nil {
			return nil, err
		}
		return show(ctx, tx, m, of)
	})
}

func (s *Server) chosen(ctx context.Context, tx *store.Tx, of domain.MatchRhythm, req *pb.SetMatchRhythmRequest) (domain.MatchRhythm, error) {
	if req.GetRhythm() != nil {
		return of.Adjust(rhythmOf(req.GetRhythm()), req.GetReason(), domain.SupportWorkerID(tx.Caller.Person), s.Now())
	}
	r, _, err := tx.Rhythm(ctx)
	return of.Follow(r, s.Now()), err
}

// rhythmOf gives the rhythm of a match; people who are not under way have none.
func (s *Server) rhythmOf(ctx context.Context, tx *store.Tx, m domain.Match) (domain.MatchRhythm, error) {
	of, there, err := tx.MatchRhythm(ctx, m.ID)
	switch {
	case err != nil:
		return of, err
	case m.State != domain.MatchUnderWay && m.State != domain.MatchPaused:
		return of, fault.Conflict("NOT_UNDER_WAY", fault.Text{
			NL: "Terugkijken kan als mensen samen op weg zijn. Deze koppeling is dat nog niet, of niet meer.",
			EN: "Looking back is for people who are under way together. This match is not, or not any more.",
		})
	case there:
		return of, nil
	}
	r, _, err := tx.Rhythm(ctx)
	return domain.FirstRhythm(m, r, s.Now()), err
}

func show(ctx context.Context, tx *store.Tx, m domain.Match, of domain.MatchRhythm) (*pb.MatchRhythm, error) {
	for _, p := range m.People {
		tx.Touch(string(p.Client))
	}
	coming, err := tx.Coming(ctx, m.ID)
	out := &pb.MatchRhythm{
		MatchId: string(m.ID), Rhythm: wireRhythm(of.Rhythm, of.Version), Adjusted: of.Adjusted, Reason: of.Reason, SetById: string(of.By), SetTime: wire.Stamp(of.Set),
	}
	for _, at := range coming {
		out.Coming = append(out.Coming, wire.Stamp(at))
	}
	return out, err
}

func rhythmOf(m *pb.Rhythm) domain.Rhythm {
	r := domain.Rhythm{Every: int(m.GetThenEvery())}
	for _, months := range m.GetMonths() {
		r.Months = append(r.Months, int(months))
	}
	return r
}

func wireRhythm(r domain.Rhythm, v domain.Version) *pb.Rhythm {
	out := &pb.Rhythm{ThenEvery: int32(r.Every), Etag: v.Etag()}
	for _, months := range r.Months {
		out.Months = append(out.Months, int32(months))
	}
	return out
}
