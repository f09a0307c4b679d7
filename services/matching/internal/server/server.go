// Package server answers matching's RPCs and takes in what recruitment tells. Every
// method goes the same road: load, let the domain decide, save, and tell the others,
// in one transaction; who may call stands beside the RPC in the contract, and what
// they reach is the database's to say. One file per noun. Plans and the region have a
// package each; base holds what all share.
package server

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"time"

	"google.golang.org/grpc"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/server/plan"
	"github.com/optrek/optrek/services/matching/internal/server/region"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// Server implements optrek.matching.v1.MatchingService.
type Server struct {
	pb.UnimplementedMatchingServiceServer

	base.Base
	// Plan makes plans, also by itself.
	Plan   *plan.Server
	region *region.Server
	crowds *crowds
}

// New makes the server; agreements says whose yes stands, clock what time it is.
func New(s *store.Store, agreements base.Agreements, clock func() time.Time) *Server {
	b := base.Base{Store: s, Agreements: agreements, Clock: clock}
	server := &Server{Base: b, crowds: newCrowds()}
	server.Plan = plan.New(b, server.idea)
	server.region = region.New(b, lives{server})
	return server
}

// Register puts it and the services beside it on r.
func (s *Server) Register(r grpc.ServiceRegistrar) {
	pb.RegisterMatchingServiceServer(r, s)
	pb.RegisterPlanServiceServer(r, s.Plan)
	pb.RegisterRegionServiceServer(r, s.region)
}

// target is which match a request is about, and as the caller last saw it.
type target interface {
	GetId() string
	GetEtag() string
}

// change is the road of every change of one match: load, decide, settle, show. It is for
// who is in the match, and for who guides them.
func (s *Server) change(
	ctx context.Context, tx *store.Tx, req target, decide func(domain.Match) (domain.Match, []domain.Rest, error),
) (*pb.Match, error) {
	return s.changeBy(ctx, tx, req, func(m domain.Match) (domain.Match, []domain.Rest, error) {
		if !concerns(tx, m, domain.InIt) {
			return m, nil, fault.Missing()
		}
		return decide(m)
	})
}

// changeBy is change, also for who was asked into the match or left it.
func (s *Server) changeBy(
	ctx context.Context, tx *store.Tx, req target, decide func(domain.Match) (domain.Match, []domain.Rest, error),
) (*pb.Match, error) {
	before, err := tx.MatchForChange(ctx, wire.ID[domain.MatchID](req.GetId()))
	if err != nil {
		return nil, err
	}
	if err := expect(tx, before, req.GetEtag()); err != nil {
		return nil, err
	}
	after, rests, err := decide(before)
	if err != nil {
		return nil, err
	}
	after, err = settle(ctx, tx, before, after, rests)
	if err != nil {
		return nil, err
	}
	return s.show(tx, after), nil
}

// expect answers CHANGED_MEANWHILE when the match is not as the caller last saw it.
func expect(tx *store.Tx, m domain.Match, etag string) error {
	own := base.OwnID(tx)
	if own == "" {
		return m.Version.Expect(etag)
	}
	view := forClient(m, own)
	if m.PartOf(own) == domain.HasLeft {
		view = forFormer(m, own)
	}
	if etag == "" || strings.Trim(etag, `"`) == view.GetEtag() {
		return nil
	}
	return fault.Changed()
}

// always is a target in whatever version: a client's stop has no conditions.
type always string

// GetId gives the id of the match.
func (a always) GetId() string { return string(a) }

// GetEtag gives none: no check.
func (a always) GetEtag() string { return "" }

// plain is a decision after which nobody rests.
func plain(decide func(domain.Match) (domain.Match, error)) func(domain.Match) (domain.Match, []domain.Rest, error) {
	return func(m domain.Match) (domain.Match, []domain.Rest, error) {
		after, err := decide(m)
		return after, nil, err
	}
}

// settle keeps what was decided and tells the others. A match or an invitation that
// returned to nothing is removed, with only the rests left; one that did not change stays
// as it is.
func settle(ctx context.Context, tx *store.Tx, before, after domain.Match, rests []domain.Rest) (domain.Match, error) {
	if reflect.DeepEqual(before, after) {
		return after, nil
	}
	tx.Touch(everybody(before)...)
	var err error
	if after.State == domain.Nothing {
		err = tx.RemoveMatch(ctx, after.ID)
	} else {
		after, err = tx.SaveMatch(ctx, after)
	}
	if err != nil {
		return after, err
	}
	if after = after.Followed(before); !after.Follows.There() && before.Follows.There() {
		if err := tx.DropFollows(ctx, after.ID); err != nil {
			return after, err
		}
	}
	if after.State == domain.Nothing || len(after.Invited) < len(before.Invited) && len(after.People) == len(before.People) {
		if err := tx.Rest(ctx, rests); err != nil {
			return after, err
		}
	}
	if err := tx.SetPlaces(ctx, domain.Freed(before, after)...); err != nil {
		return after, err
	}
	if err := tellElsewhere(ctx, tx, before, after); err != nil {
		return after, err
	}
	return after, feed.Append(ctx, tx.Tx, changed(after))
}

// everybody gives whom a match is about, whatever their part in it.
func everybody(m domain.Match) []string {
	var all []string
	for _, p := range m.Everybody() {
		all = append(all, string(p.Client))
	}
	return all
}

// show gives a match as the caller may see it, and writes down that it was seen.
func (s *Server) show(tx *store.Tx, m domain.Match) *pb.Match {
	own := base.OwnID(tx)
	switch {
	case own != "" && m.PartOf(own) == domain.HasLeft:
		tx.Touch(string(own))
		return forFormer(m, own)
	case own != "":
		tx.Touch(wire.Texts(m.Clients())...)
		return forClient(m, own)
	case !concerns(tx, m, domain.InIt, domain.AskedIn):
		former := formerOf(tx, m)
		tx.Touch(wire.Texts(former)...)
		return forFormer(m, former...)
	}
	tx.Touch(everybody(m)...)
	return forStaff(m, s.Now())
}

// concerns says whether somebody with one of these parts is the caller, or somebody they
// guide. Who reaches everybody is concerned.
func concerns(tx *store.Tx, m domain.Match, parts ...domain.Part) bool {
	if postgres.ReachOf(tx.Caller) == postgres.ReachAll || tx.Caller.Service != "" {
		return true
	}
	return slices.ContainsFunc(m.Everybody(), func(p domain.Participant) bool {
		return slices.Contains(parts, m.PartOf(p.Client)) && reaches(tx, p)
	})
}

// formerOf gives those who left the match and whom the caller guides.
func formerOf(tx *store.Tx, m domain.Match) (former []domain.ClientID) {
	for _, d := range m.Departed {
		if reaches(tx, d.Participant) {
			former = append(former, d.Client)
		}
	}
	return former
}

func reaches(tx *store.Tx, p domain.Participant) bool {
	if own := base.OwnID(tx); own != "" {
		return p.Client == own
	}
	return slices.Contains(p.Workers, domain.SupportWorkerID(tx.Caller.Person))
}
