// Package series answers the RPCs about meetings that come back, makes the next times of
// them without anybody asking, and follows what becomes of a match and of people.
package series

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/server/base"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
)

// Server implements optrek.activity.v1.SeriesService.
type Server struct {
	pb.UnimplementedSeriesServiceServer

	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }

// ListSeries lists what comes back, the newest first.
func (s *Server) ListSeries(ctx context.Context, req *pb.ListSeriesRequest) (*pb.ListSeriesResponse, error) {
	before, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	client := wire.ID[domain.ClientID](req.GetClientId())
	out := &pb.ListSeriesResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		if client != "" {
			if err := caseload.Require(ctx, tx.Tx, string(client)); err != nil {
				return err
			}
		}
		found, err := tx.ListSeries(ctx, store.SeriesFilter{
			Client: client, Match: wire.ID[domain.MatchID](req.GetMatchId()), WithStopped: req.GetWithStopped(),
			Limit: size + 1, BeforeID: domain.SeriesID(before),
		})
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		if more {
			out.NextPageToken = paging.Token(string(found[len(found)-1].ID))
		}
		tx.Touch(string(client))
		for _, one := range found {
			out.Series = append(out.Series, show(tx, one))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// GetSeries gives one.
func (s *Server) GetSeries(ctx context.Context, req *pb.GetSeriesRequest) (out *pb.Series, err error) {
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		found, err := tx.Series(ctx, wire.ID[domain.SeriesID](req.GetId()))
		if err == nil {
			out = show(tx, found)
		}
		return err
	})
	return out, err
}

// CreateSeries lets something come back, and makes the first times.
func (s *Server) CreateSeries(ctx context.Context, req *pb.CreateSeriesRequest) (*pb.Series, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Series, error) {
		one := seriesOf(req.GetSeries())
		by, err := tx.Circle(ctx, one.Goers)
		if err != nil {
			return nil, err
		}
		if one, err = domain.Begin(one, by, s.Now()); err != nil {
			return nil, err
		}
		if err := base.CheckLinks(ctx, tx, one.Meeting(one.First, s.Now()), by); err != nil {
			return nil, err
		}
		one.ID = domain.SeriesID(ids.New())
		if err := tx.AddSeries(ctx, one); err != nil {
			return nil, err
		}
		if err := s.adopt(ctx, tx, one, wire.ID[domain.ActivityID](req.GetActivityId())); err != nil {
			return nil, err
		}
		return show(tx, one), s.makeAhead(ctx, tx, one)
	})
}

// adopt makes something that is planned already the first time.
func (s *Server) adopt(ctx context.Context, tx *store.Tx, one domain.Series, id domain.ActivityID) error {
	if id == "" {
		return nil
	}
	a, err := tx.ActivityForUpdate(ctx, id)
	if err != nil {
		return err
	}
	if a, err = one.Adopt(a, s.Now()); err != nil {
		return err
	}
	return s.carryOut(ctx, tx, one, domain.Ahead{Save: []domain.Activity{a}})
}

var (
	updatable = []string{
		"kind", "own_kind_id", "what", "match_id", "place_id", "rhythm", "first_day", "until_day", "daypart", "clock",
		"others_welcome", "away_from", "away_until",
	}
	// masked reads an update mask. Who goes is changed by joining and leaving.
	masked = wire.Fixed{"client_ids", "stopped"}.Masked
)

// UpdateSeries changes it from a day on.
func (s *Server) UpdateSeries(ctx context.Context, req *pb.UpdateSeriesRequest) (*pb.Series, error) {
	wanted := req.GetSeries()
	write, err := masked(req.GetUpdateMask(), wanted, updatable...)
	if err != nil {
		return nil, err
	}
	from, err := domain.ChangeFrom(req.GetFromDay(), s.Today())
	if err != nil {
		return nil, err
	}
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Series, error) {
		one, by, err := s.load(ctx, tx, ref{wanted.GetId(), wanted.GetEtag()})
		if err != nil {
			return nil, err
		}
		if one, err = domain.EditSeries(one, changeOf(wanted, write), s.Now()); err != nil {
			return nil, err
		}
		if write("match_id") || write("place_id") || write("own_kind_id") {
			if err := base.CheckLinks(ctx, tx, one.Meeting(one.First, s.Now()), by); err != nil {
				return nil, err
			}
		}
		times, err := tx.TimesOf(ctx, one.ID, from)
		if err != nil {
			return nil, err
		}
		return s.save(ctx, tx, one, one.Changed(times, from, domain.Horizon(s.Today()), s.Now()))
	})
}

// StopSeries lets it come back no more: what is to come after today goes away.
func (s *Server) StopSeries(ctx context.Context, req *pb.ChangeSeriesRequest) (*pb.Series, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Series, error) {
		one, _, err := s.load(ctx, tx, ref{req.GetId(), ""}) // whatever somebody else changed meanwhile
		if err != nil {
			return nil, err
		}
		return s.stop(ctx, tx, one)
	})
}

func (s *Server) stop(ctx context.Context, tx *store.Tx, one domain.Series) (*pb.Series, error) {
	times, err := tx.TimesOf(ctx, one.ID, s.tomorrow())
	if err != nil {
		return nil, err
	}
	one, ahead := one.Stop(times, s.tomorrow(), s.Now())
	return s.save(ctx, tx, one, ahead)
}

// ResumeSeries lets it come back after all.
func (s *Server) ResumeSeries(ctx context.Context, req *pb.ChangeSeriesRequest) (*pb.Series, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Series, error) {
		one, _, err := s.load(ctx, tx, ref{req.GetId(), req.GetEtag()})
		if err != nil {
			return nil, err
		}
		if one, err = tx.SaveSeries(ctx, one.Resume(s.Now())); err != nil {
			return nil, err
		}
		return show(tx, one), s.makeAhead(ctx, tx, one)
	})
}

// JoinSeries lets somebody go along each time.
func (s *Server) JoinSeries(ctx context.Context, req *pb.JoinSeriesRequest) (*pb.Series, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Series, error) {
		client := wire.ID[domain.ClientID](req.GetClientId())
		one, err := tx.HoldSeries(ctx, wire.ID[domain.SeriesID](req.GetId()))
		if err != nil {
			return nil, err
		}
		times, err := tx.TimesOf(ctx, one.ID, s.Today())
		if err != nil {
			return nil, err
		}
		by, err := tx.Circle(ctx, append(everybody(one, times), client))
		if err != nil {
			return nil, err
		}
		m, err := base.MatchToJoin(ctx, tx, one.Match)
		if err != nil {
			return nil, err
		}
		joined, err := one.Join(client, times, by, domain.JoinAt{Match: m, Now: s.Now()})
		if err != nil {
			return nil, err
		}
		// After the rule: an etag's answer would tell somebody that it exists.
		if err := one.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		return s.save(ctx, tx, joined, domain.Along(client, times, s.Today(), s.Now()))
	})
}

// LeaveSeries lets somebody not go along any more. No reason, no mark.
func (s *Server) LeaveSeries(ctx context.Context, req *pb.LeaveSeriesRequest) (*pb.Series, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Series, error) {
		client := wire.ID[domain.ClientID](req.GetClientId())
		etag := req.GetEtag()
		if domain.ClientID(tx.Caller.Person) == client {
			etag = "" // own word, whatever somebody else changed meanwhile
		}
		one, by, err := s.load(ctx, tx, ref{req.GetId(), etag}, client)
		if err != nil {
			return nil, err
		}
		left, err := one.Leave(client, by, s.Now())
		if err != nil {
			return nil, err
		}
		times, err := tx.TimesOf(ctx, one.ID, s.Today())
		if err != nil {
			return nil, err
		}
		return s.save(ctx, tx, left, domain.Gone(client, times, s.Today(), s.Now()))
	})
}

// ref is a series in the version the caller saw.
type ref struct{ id, etag string }

// load gives one that the caller sees, held until the transaction ends, and who is around it.
func (s *Server) load(ctx context.Context, tx *store.Tx, r ref, others ...domain.ClientID) (domain.Series, *domain.Circle, error) {
	one, err := tx.SeriesForUpdate(ctx, wire.ID[domain.SeriesID](r.id))
	if err != nil {
		return domain.Series{}, nil, err
	}
	if err := one.Version.Expect(r.etag); err != nil {
		return domain.Series{}, nil, err
	}
	by, err := tx.Circle(ctx, append(everybody(one, nil), others...))
	return one, by, err
}

func everybody(one domain.Series, times []domain.Activity) []domain.ClientID {
	all := append([]domain.ClientID{}, one.Goers...)
	for _, a := range times {
		all = append(all, a.Clients()...)
	}
	return all
}
