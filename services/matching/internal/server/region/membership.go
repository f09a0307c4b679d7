package region

import (
	"context"
	"strings"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain/region"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// GetRegion gives the region of this organisation, and who takes part.
func (s *Server) GetRegion(ctx context.Context, _ *pb.GetRegionRequest) (out *pb.Region, err error) {
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		out, err = s.region(ctx, tx)
		return err
	})
	return out, err
}

// JoinRegion takes part. Doing it again changes nothing.
func (s *Server) JoinRegion(ctx context.Context, req *pb.JoinRegionRequest) (*pb.Region, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Region, error) {
		before, err := s.region(ctx, tx)
		switch {
		case err != nil:
			return nil, err
		case before.GetName() == "":
			return nil, region.NoRegion
		case before.GetTakingPart():
			return before, nil
		}
		if err := expect(req.GetEtag(), before.GetEtag()); err != nil {
			return nil, err
		}
		if err := tx.Join(ctx, before.GetName(), s.Now()); err != nil {
			return nil, err
		}
		return s.region(ctx, tx)
	})
}

// region shows the region as this organisation may know it.
func (s *Server) region(ctx context.Context, tx *store.Tx) (*pb.Region, error) {
	in, err := s.enter(ctx, tx)
	if err != nil || in.name == "" {
		return &pb.Region{Etag: etag(&pb.Region{})}, err
	}
	members, err := tx.Members(ctx)
	out := &pb.Region{Name: in.name, TakingPart: in.takesPart, JoinTime: wire.Stamp(members[region.OrganisationID(tx.Tenant)])}
	for _, o := range s.neighbours(in.name) {
		out.Organisations = append(out.Organisations, &pb.RegionalOrganisation{Id: string(o.ID), Name: o.Name, TakingPart: in.members[o.ID]})
	}
	out.Etag = etag(out)
	return out, err
}

// PreviewLeavingRegion says what leaving would mean, before anything happens.
func (s *Server) PreviewLeavingRegion(ctx context.Context, _ *pb.PreviewLeavingRegionRequest) (out *pb.LeavingRegion, err error) {
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		l, err := s.leaving(ctx, tx)
		out = leavingMessage(l)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// LeaveRegion leaves, as the preview said: when something has changed since, nothing happens.
func (s *Server) LeaveRegion(ctx context.Context, req *pb.LeaveRegionRequest) (*pb.LeavingRegion, error) {
	var others []string
	out, err := base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.LeavingRegion, error) {
		l, err := s.leaving(ctx, tx)
		if err != nil {
			return nil, err
		}
		out := leavingMessage(l)
		if err := expect(req.GetEtag(), out.GetEtag()); err != nil {
			return nil, err
		}
		others, err = s.leave(ctx, tx)
		return out, err
	})
	if err != nil {
		return nil, err
	}
	return out, s.FollowAll(ctx, others...)
}

// leaving looks at everything of this organisation that leaving touches.
func (s *Server) leaving(ctx context.Context, tx *store.Tx) (l region.Leaving, err error) {
	in, err := s.enter(ctx, tx)
	if err != nil {
		return l, err
	}
	if !in.takesPart {
		return l, region.NotTakingPart
	}
	own, err := tx.OwnWishes(ctx, "", store.WishPage{Limit: everything})
	if err != nil {
		return l, err
	}
	for _, w := range own {
		l.Wishes = append(l.Wishes, w.ID)
	}
	all, err := tx.EveryRequest(ctx)
	for _, r := range all {
		switch {
		case r.Over(s.Now()):
		case r.State(s.Now()) == region.Met:
			l.Matches = append(l.Matches, r.Match)
		default:
			l.Requests = append(l.Requests, r.ID)
		}
	}
	return l, err
}

// everything is more wishes than one organisation shows.
const everything = 1 << 20

// leave lets go of everything, and says which organisations are to follow.
func (s *Server) leave(ctx context.Context, tx *store.Tx) (others []string, err error) {
	all, err := tx.EveryRequest(ctx)
	if err != nil {
		return nil, err
	}
	held := make([]region.RequestID, len(all))
	for i, r := range all {
		held[i] = r.ID
	}
	if others, err = s.letAll(ctx, tx, held); err != nil {
		return nil, err
	}
	return others, tx.Leave(ctx)
}

func leavingMessage(l region.Leaving) *pb.LeavingRegion {
	out := &pb.LeavingRegion{
		Wishes: int32(len(l.Wishes)), Requests: int32(len(l.Requests)), Matches: int32(len(l.Matches)),
		WhatItMeans: base.Sentences(l.Means()),
	}
	// Two lists of the same length are not the same: the etag is made of what is in them.
	out.Etag = digest(strings.Join(wire.Texts(l.Wishes), " "), strings.Join(wire.Texts(l.Requests), " "), strings.Join(wire.Texts(l.Matches), " "))
	return out
}

// expect answers CHANGED_MEANWHILE when the etag given is not the one there is. An empty
// one asks for no check.
func expect(given, have string) error {
	if given == "" || strings.Trim(given, `"`) == have {
		return nil
	}
	return fault.Changed()
}
