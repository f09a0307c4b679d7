package concern

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"strconv"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/concern"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
)

// GetConcernHelp says what somebody can do at this moment.
func (s *Server) GetConcernHelp(ctx context.Context, _ *pb.GetConcernHelpRequest) (*pb.ConcernHelp, error) {
	var help *pb.ConcernHelp
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		r, err := tx.Route(ctx)
		help = helpMessage(r, s.Now())
		return err
	})
	return help, err
}

// GetConcernRoute gives how the organisation routes concerns.
func (s *Server) GetConcernRoute(ctx context.Context, _ *pb.GetConcernRouteRequest) (*pb.ConcernRoute, error) {
	var r concern.Route
	err := s.Store.InTx(ctx, func(tx *store.Tx) (err error) {
		r, err = tx.Route(ctx)
		return err
	})
	return routeMessage(r), err
}

// UpdateConcernRoute makes a new version. A new webhook gets a secret, which is shown in
// this answer and never again.
func (s *Server) UpdateConcernRoute(ctx context.Context, req *pb.UpdateConcernRouteRequest) (*pb.ConcernRoute, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.ConcernRoute, error) {
		before, err := tx.Route(ctx)
		if err != nil {
			return nil, err
		}
		if err := before.Version.Expect(req.GetRoute().GetEtag()); err != nil {
			return nil, err
		}
		r := routeOf(req.GetRoute())
		if err := tx.RequireColleagues(ctx, "route.support_worker_ids", r.Named()...); err != nil {
			return nil, err
		}
		if r, err = r.Check(); err != nil {
			return nil, err
		}
		r.Version, r.By, r.At = before.Version+1, domain.SupportWorkerID(tx.Caller.Person), s.Now()
		secrets, err := newWays(ctx, tx, before, &r)
		if err != nil {
			return nil, err
		}
		if err := tx.AddRoute(ctx, r); err != nil {
			return nil, err
		}
		m := routeMessage(r)
		for _, w := range m.GetWays() {
			w.Secret = secrets[concern.WayID(w.GetId())]
		}
		return m, nil
	})
}

// newWays gives an id to every way that was not there before, and a secret to a webhook.
// A webhook that moved to another address is a new one: the old secret stays where it was.
func newWays(ctx context.Context, tx *store.Tx, before concern.Route, r *concern.Route) (map[concern.WayID]string, error) {
	known := map[concern.WayID]concern.Way{}
	for _, w := range before.Ways {
		known[w.ID] = w
	}
	secrets := map[concern.WayID]string{}
	for i := range r.Ways {
		w := &r.Ways[i]
		if old, ok := known[w.ID]; ok && old.Kind == w.Kind && (w.Kind != concern.Webhook || old.To == w.To) {
			delete(known, w.ID) // each once
			continue
		}
		w.ID = concern.WayID(ids.New())
		if w.Kind != concern.Webhook {
			continue
		}
		key := make([]byte, 32)
		if _, err := rand.Read(key); err != nil {
			return nil, err
		}
		secrets[w.ID] = base64.RawURLEncoding.EncodeToString(key)
		if err := tx.AddWayKey(ctx, w.ID, secrets[w.ID]); err != nil {
			return nil, err
		}
	}
	return secrets, nil
}

// ListConcernRoutes lists the versions there were.
func (s *Server) ListConcernRoutes(ctx context.Context, req *pb.ListConcernRoutesRequest) (*pb.ListConcernRoutesResponse, error) {
	after, err := paging.After(req.GetPageToken(), 2) // the version, and whose it was
	if err != nil {
		return nil, err
	}
	before, err := strconv.ParseInt(after[0], 10, 64)
	if err != nil && after[0] != "" {
		return nil, paging.BadToken()
	}
	size, out := paging.Size(req.GetPageSize()), &pb.ListConcernRoutesResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		found, err := tx.Routes(ctx, domain.Version(before), size+1)
		found, more := paging.Cut(found, size)
		for _, r := range found {
			out.Routes = append(out.Routes, routeMessage(r))
		}
		if more {
			out.NextPageToken = paging.Token(found[len(found)-1].Version.Etag(), string(found[len(found)-1].By))
		}
		return err
	})
	return out, err
}

// PreviewConcernRoute tries a route out. Nothing is kept or sent.
func (s *Server) PreviewConcernRoute(ctx context.Context, req *pb.PreviewConcernRouteRequest) (*pb.PreviewConcernRouteResponse, error) {
	r := routeOf(req.GetRoute())
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		return tx.RequireColleagues(ctx, "route.support_worker_ids", r.Named()...)
	})
	if err != nil {
		return nil, err
	}
	if r, err = r.Check(); err != nil {
		return nil, err
	}
	at := s.Now()
	if req.GetAt() != nil {
		at = wire.Time(req.GetAt())
	}
	out := &pb.PreviewConcernRouteResponse{
		Help: helpMessage(r, at), Letter: concern.LetterFor(domain.ConcernID("…"), at.In(zone), s.link()).Text,
	}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		away, err := tx.Away(ctx, r.Named())
		out.SupportWorkerIds = wire.Texts(r.For(req.GetLocationId(), func(id domain.SupportWorkerID) bool { return !away[id] }))
		for _, id := range r.Named() {
			if away[id] {
				out.AwayIds = append(out.AwayIds, string(id))
			}
		}
		return err
	})
	return out, err
}

func helpMessage(r concern.Route, at time.Time) *pb.ConcernHelp {
	text := r.TextAt(at.In(zone))
	return &pb.ConcernHelp{
		Closed: r.IsClosed(at.In(zone)), RouteNl: text.NL, RouteEn: text.EN, WhomNl: text.WhomNL, WhomEn: text.WhomEN, Phone: text.Phone,
	}
}

func routeOf(m *pb.ConcernRoute) concern.Route {
	r := concern.Route{
		Open: textOf(m.GetOpen()), Closed: textOf(m.GetClosed()), ClosedDays: m.GetClosedDays(),
		Workers: wire.IDs[domain.SupportWorkerID](m.GetSupportWorkerIds()),
	}
	for _, t := range m.GetTimes() {
		r.Times = append(r.Times, concern.Times{Weekday: int(t.GetWeekday()), From: t.GetFrom(), Until: t.GetUntil()})
	}
	for _, l := range m.GetLocations() {
		r.Locations = append(r.Locations, concern.AtLocation{
			Location: wire.ID[string](l.GetLocationId()), Workers: wire.IDs[domain.SupportWorkerID](l.GetSupportWorkerIds()),
		})
	}
	for _, w := range m.GetWays() {
		r.Ways = append(r.Ways, concern.Way{
			ID: wire.ID[concern.WayID](w.GetId()), Kind: wire.Word[concern.WayKind](w.GetKind()), Name: w.GetName(), To: w.GetTo(),
		})
	}
	return r
}

func textOf(m *pb.ConcernText) concern.Text {
	return concern.Text{NL: m.GetWordsNl(), EN: m.GetWordsEn(), WhomNL: m.GetWhomNl(), WhomEN: m.GetWhomEn(), Phone: m.GetPhone()}
}

func textMessage(t concern.Text) *pb.ConcernText {
	return &pb.ConcernText{WordsNl: t.NL, WordsEn: t.EN, WhomNl: t.WhomNL, WhomEn: t.WhomEN, Phone: t.Phone}
}

func routeMessage(r concern.Route) *pb.ConcernRoute {
	m := &pb.ConcernRoute{
		Etag: r.Version.Etag(), Open: textMessage(r.Open), Closed: textMessage(r.Closed), ClosedDays: r.ClosedDays,
		SupportWorkerIds: wire.Texts(r.Workers), UpdateTime: wire.Stamp(r.At), UpdatedBy: string(r.By), BuiltIn: r.Version == 0,
	}
	for _, t := range r.Times {
		m.Times = append(m.Times, &pb.ConcernTimes{Weekday: int32(t.Weekday), From: t.From, Until: t.Until})
	}
	for _, l := range r.Locations {
		m.Locations = append(m.Locations, &pb.LocationRoute{LocationId: l.Location, SupportWorkerIds: wire.Texts(l.Workers)})
	}
	for _, w := range r.Ways {
		m.Ways = append(m.Ways, &pb.ConcernWay{Id: string(w.ID), Kind: wire.Value[pb.ConcernWay_Kind](w.Kind), Name: w.Name, To: w.To})
	}
	return m
}
