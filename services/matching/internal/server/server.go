// Package server answers matching's RPCs and takes in what recruitment tells. Every
// method goes the same road: load, let the domain decide, save, and tell the others,
// in one transaction; who may call stands beside the RPC in the contract, and what
// they reach is the database's to say. One file per noun. Plans and the region have a
// package each; base holds what all share.
package server

import (
	"context"
	"reflect"
	"strings"
	"time"

	"google.golang.org/grpc"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/feed"
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
	plan   *plan.Server
	region *region.Server
}

// New makes the server; agreements says whose yes stands, clock what time it is.
func New(s *store.Store, agreements base.Agreements, clock func() time.Time) *Server {
	b := base.Base{Store: s, Agreements: agreements, Clock: clock}
	return &Server{Base: b, plan: plan.New(b), region: region.New(b)}
}

// Register puts it and the services beside it on r.
func (s *Server) Register(r grpc.ServiceRegistrar) {
	pb.RegisterMatchingServiceServer(r, s)
	pb.RegisterPlanServiceServer(r, s.plan)
	pb.RegisterRegionServiceServer(r, s.region)
}

// target is which match a request is about, and as the caller last saw it.
type target interface {
	GetId() string
	GetEtag() string
}

// change is the road of every change of one match: load, decide, settle, show.
func (s *Server) change(
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
	if etag == "" || strings.Trim(etag, `"`) == forClient(m, own).GetEtag() {
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

// settle keeps what was decided and tells the others. A match that returned to
// nothing is removed, with only the rests left; one that did not change stays as it is.
func settle(ctx context.Context, tx *store.Tx, before, after domain.Match, rests []domain.Rest) (domain.Match, error) {
	if reflect.DeepEqual(before, after) {
		return after, nil
	}
	tx.Touch(wire.Texts(before.Clients())...)
	var err error
	if after.State == domain.Nothing {
		err = tx.RemoveMatch(ctx, after.ID)
		if err == nil {
			err = tx.Rest(ctx, rests)
		}
	} else {
		after, err = tx.SaveMatch(ctx, after)
	}
	if err != nil {
		return after, err
	}
	return after, feed.Append(ctx, tx.Tx, changed(after))
}

// show gives a match as the caller may see it, and writes down that it was seen.
func (s *Server) show(tx *store.Tx, m domain.Match) *pb.Match {
	tx.Touch(wire.Texts(m.Clients())...)
	if own := base.OwnID(tx); own != "" {
		return forClient(m, own)
	}
	return forStaff(m, s.Now())
}
