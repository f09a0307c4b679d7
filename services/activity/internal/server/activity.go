package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/server/base"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
)

// ListActivities lists activities the caller sees: without a day first, then the latest first.
func (s *Server) ListActivities(ctx context.Context, req *pb.ListActivitiesRequest) (*pb.ListActivitiesResponse, error) {
	after, err := paging.After(req.GetPageToken(), 2)
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	filter := store.ActivityFilter{
		Client: wire.ID[domain.ClientID](req.GetClientId()), Match: wire.ID[domain.MatchID](req.GetMatchId()),
		State: wire.Word[domain.State](req.GetState()), Limit: size + 1, Mine: req.GetMine(), From: req.GetFromDay(), Until: req.GetUntilDay(),
		Place: wire.ID[domain.PlaceID](req.GetPlaceId()), Kind: wire.Word[domain.Kind](req.GetKind()), Own: wire.ID[domain.KindID](req.GetOwnKindId()),
		Series: wire.ID[domain.SeriesID](req.GetSeriesId()), What: req.GetQuery(),
		AfterDay: after[0], AfterID: domain.ActivityID(after[1]),
	}
	out := &pb.ListActivitiesResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		if filter.Client != "" {
			if err := caseload.Require(ctx, tx.Tx, string(filter.Client)); err != nil {
				return err
			}
		}
		tx.Touch(string(filter.Client))
		found, err := tx.Activities(ctx, filter)
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		if more {
			last := found[len(found)-1]
			out.NextPageToken = paging.Token(store.SortDay(last), string(last.ID))
		}
		out.Activities, err = s.show(ctx, tx, found...)
		return err
	})
	return out, err
}

// GetActivity gives one activity.
func (s *Server) GetActivity(ctx context.Context, req *pb.GetActivityRequest) (*pb.Activity, error) {
	var out *pb.Activity
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		a, err := tx.Activity(ctx, wire.ID[domain.ActivityID](req.GetId()))
		if err != nil {
			return err
		}
		out, err = s.showOne(ctx, tx, a)
		return err
	})
	return out, err
}

// CreateActivity plans something, or just tries it.
func (s *Server) CreateActivity(ctx context.Context, req *pb.CreateActivityRequest) (*pb.Activity, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Activity, error) {
		a := newActivity(req.GetActivity())
		by, err := tx.Circle(ctx, a.Clients())
		if err != nil {
			return nil, err
		}
		if a, err = domain.Plan(a, goings(req.GetActivity().GetThresholds()), by, s.Now()); err != nil {
			return nil, err
		}
		if err := base.CheckLinks(ctx, tx, a, by); err != nil {
			return nil, err
		}
		a.ID = domain.ActivityID(ids.New())
		if err := tx.AddActivity(ctx, a); err != nil {
			return nil, err
		}
		event := base.Changed(a)
		event.ProposedByClientId = string(by.Self)
		if err := feed.Append(ctx, tx.Tx, event); err != nil {
			return nil, err
		}
		return s.showOne(ctx, tx, a)
	})
}

// updatable are the fields of an activity that UpdateActivity writes; who goes is
// changed by joining and leaving.
var updatable = []string{
	"state", "kind", "what", "match_id", "place_id", "day", "daypart", "clock", "others_welcome", "thresholds",
	"own_kind_id",
}

// UpdateActivity changes an activity. Every state may be set, also back.
func (s *Server) UpdateActivity(ctx context.Context, req *pb.UpdateActivityRequest) (*pb.Activity, error) {
	wanted := req.GetActivity()
	write, err := masked(req.GetUpdateMask(), wanted, updatable...)
	if err != nil {
		return nil, err
	}
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Activity, error) {
		a, by, err := load(ctx, tx, ref{wanted.GetId(), wanted.GetEtag()})
		if err != nil {
			return nil, err
		}
		if a, err = domain.Edit(a, changeOf(wanted, write), by, s.Now()); err != nil {
			return nil, err
		}
		if write("match_id") || write("place_id") || write("own_kind_id") {
			if err := base.CheckLinks(ctx, tx, a, by); err != nil {
				return nil, err
			}
		}
		return s.save(ctx, tx, a)
	})
}

// JoinActivity lets somebody join, or be taken along.
func (s *Server) JoinActivity(ctx context.Context, req *pb.JoinActivityRequest) (*pb.Activity, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Activity, error) {
		client := wire.ID[domain.ClientID](req.GetClientId())
		a, err := tx.ActivityToJoin(ctx, wire.ID[domain.ActivityID](req.GetId()))
		if err != nil {
			return nil, err
		}
		by, err := tx.Circle(ctx, append(a.Clients(), client))
		if err != nil {
			return nil, err
		}
		if open, err := tx.WelcomeTo(ctx, a.ID, client); err != nil {
			return nil, err
		} else if open {
			by.Welcome(client)
		}
		m, err := base.MatchToJoin(ctx, tx, a.Match)
		if err != nil {
			return nil, err
		}
		joined, err := domain.Take(a, client, by, m, s.Now())
		if err != nil {
			return nil, err
		}
		// After the rule: an etag's answer would tell somebody that the activity exists.
		if err := a.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		return s.save(ctx, tx, joined)
	})
}

// LeaveActivity lets somebody not go after all. No reason, no mark.
func (s *Server) LeaveActivity(ctx context.Context, req *pb.LeaveActivityRequest) (*pb.Activity, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Activity, error) {
		client := wire.ID[domain.ClientID](req.GetClientId())
		etag := req.GetEtag()
		if domain.ClientID(tx.Caller.Person) == client {
			etag = "" // own word, whatever somebody else changed meanwhile
		}
		a, by, err := load(ctx, tx, ref{req.GetId(), etag}, client)
		if err != nil {
			return nil, err
		}
		left, err := domain.Drop(a, client, by, s.Now())
		if err != nil {
			return nil, err
		}
		if !left.Has(client) {
			// What they told about it goes with them.
			if err := withdraw(ctx, tx, a, client); err != nil {
				return nil, err
			}
		}
		return s.save(ctx, tx, left)
	})
}

// HoldActivity says that it was done.
func (s *Server) HoldActivity(ctx context.Context, req *pb.ChangeActivityStateRequest) (*pb.Activity, error) {
	return s.mark(ctx, req, domain.Held)
}

// SkipActivity says that it did not happen, which is fine.
func (s *Server) SkipActivity(ctx context.Context, req *pb.ChangeActivityStateRequest) (*pb.Activity, error) {
	return s.mark(ctx, req, domain.NotHeld)
}

func (s *Server) mark(ctx context.Context, req *pb.ChangeActivityStateRequest, to domain.State) (*pb.Activity, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Activity, error) {
		a, _, err := load(ctx, tx, ref{req.GetId(), req.GetEtag()})
		if err != nil {
			return nil, err
		}
		return s.save(ctx, tx, domain.Mark(a, to, s.Now()))
	})
}

// ref is an activity in the version the caller saw.
type ref struct{ id, etag string }

// load gives an activity the caller sees, held until the transaction ends, and who is
// around it and the others.
func load(ctx context.Context, tx *store.Tx, r ref, others ...domain.ClientID) (domain.Activity, *domain.Circle, error) {
	a, err := tx.ActivityForUpdate(ctx, wire.ID[domain.ActivityID](r.id))
	if err != nil {
		return domain.Activity{}, nil, err
	}
	if err := a.Version.Expect(r.etag); err != nil {
		return domain.Activity{}, nil, err
	}
	by, err := tx.Circle(ctx, append(a.Clients(), others...))
	return a, by, err
}

// save saves a changed activity and tells the others.
func (s *Server) save(ctx context.Context, tx *store.Tx, a domain.Activity) (*pb.Activity, error) {
	a, err := tx.SaveActivity(ctx, a)
	if err != nil {
		return nil, err
	}
	return s.tell(ctx, tx, a)
}

// tell puts the change into the feed and shows the activity to the caller.
func (s *Server) tell(ctx context.Context, tx *store.Tx, a domain.Activity) (*pb.Activity, error) {
	if err := feed.Append(ctx, tx.Tx, base.Changed(a)); err != nil {
		return nil, err
	}
	return s.showOne(ctx, tx, a)
}
