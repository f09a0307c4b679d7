package concern

import (
	"context"
	"strconv"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/concern"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
)

// ReportConcern records that a concern was routed, and answers with what to do now. It
// asks nothing: what is wrong is told to a person.
func (s *Server) ReportConcern(ctx context.Context, req *pb.ReportConcernRequest) (*pb.Concern, error) {
	answer, err := once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Concern, error) {
		c := concern.Concern{
			ID: domain.ConcernID(ids.New()), Match: wire.ID[domain.MatchID](req.GetMatchId()), Client: wire.ID[domain.ClientID](req.GetClientId()),
			Reporter: tx.Caller.Person, Reported: s.Now(),
		}
		if c.Client == "" && tx.Caller.IsClient() {
			c.Client = domain.ClientID(tx.Caller.Person) // or nobody would know with whom to get in touch
		}
		if err := checkAbout(ctx, tx, c); err != nil {
			return nil, err
		}
		r, err := s.route(ctx, tx, &c)
		if err != nil {
			return nil, err
		}
		if err := tx.AddConcern(ctx, c, concern.Deliveries(c, r)); err != nil {
			return nil, err
		}
		if c.Client != "" {
			tx.Touch(string(c.Client))
		}
		if tx.Caller.IsClient() {
			tx.Touch(c.Reporter) // that they reported it is about them too
		}
		return told(c, r), nil
	})
	if err == nil {
		s.wake()
	}
	return answer, err
}

// route decides by which version it goes, whether anybody is at work, and to whom.
func (s *Server) route(ctx context.Context, tx *store.Tx, c *concern.Concern) (concern.Route, error) {
	r, err := tx.Route(ctx)
	if err != nil {
		return r, err
	}
	location, err := tx.LocationOf(ctx, c.Client, c.Match)
	if err != nil {
		return r, err
	}
	away, err := tx.Away(ctx, r.Named())
	if err != nil {
		return r, err
	}
	c.Route, c.Closed = r.Version, r.IsClosed(c.Reported.In(zone))
	c.For = r.For(location, func(id domain.SupportWorkerID) bool { return !away[id] })
	return r, nil
}

// checkAbout looks whether the caller may know of whom and what it is about: people and
// matches they reach, and for a client also who they are in a match with.
func checkAbout(ctx context.Context, tx *store.Tx, c concern.Concern) error {
	if c.Match != "" {
		m, err := tx.Match(ctx, c.Match)
		if err != nil {
			return err
		}
		if c.Client != "" && !m.Has(c.Client) {
			return fault.Missing()
		}
	}
	if c.Client == "" {
		return nil
	}
	by, err := tx.Asker(ctx, []domain.ClientID{c.Client})
	if err != nil || by.Reached[c.Client] {
		return err
	}
	if by.Self != "" {
		if knows, err := tx.KnowsOf(ctx, c.Client); err != nil || knows {
			return err
		}
	}
	return fault.Missing()
}

// ListConcerns lists concerns: those that nobody took up yet first.
func (s *Server) ListConcerns(ctx context.Context, req *pb.ListConcernsRequest) (*pb.ListConcernsResponse, error) {
	key, err := paging.After(req.GetPageToken(), 2)
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	out := &pb.ListConcernsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		found, err := tx.Concerns(ctx, store.ConcernPage{
			Limit: size + 1, AfterTaken: key[0] == "true", AfterID: domain.ConcernID(key[1]),
		})
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		tx.Touch() // also when there is nothing to show
		if out.Concerns, err = shown(ctx, tx, found...); err != nil {
			return err
		}
		if more {
			last := found[len(found)-1]
			out.NextPageToken = paging.Token(strconv.FormatBool(last.TakenBy != ""), string(last.ID))
		}
		return nil
	})
	return out, err
}

// ListOwnConcerns lists what the caller reported and how far it is.
func (s *Server) ListOwnConcerns(ctx context.Context, req *pb.ListOwnConcernsRequest) (*pb.ListOwnConcernsResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	out := &pb.ListOwnConcernsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		found, err := tx.OwnConcerns(ctx, after, size+1)
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		routes, err := tx.RoutesOf(ctx, found)
		if err != nil {
			return err
		}
		tx.Touch()
		if tx.Caller.IsClient() {
			tx.Touch(tx.Caller.Person)
		}
		for _, c := range found {
			out.Concerns = append(out.Concerns, told(c, routes[c.Route]))
		}
		if more {
			out.NextPageToken = paging.Token(string(found[len(found)-1].ID))
		}
		return nil
	})
	return out, err
}

// TakeOverConcern notes that the caller takes a concern up.
func (s *Server) TakeOverConcern(ctx context.Context, req *pb.TakeOverConcernRequest) (*pb.Concern, error) {
	return s.change(ctx, req, func(tx *store.Tx, c concern.Concern) (concern.Concern, error) {
		return concern.TakeOver(c, domain.SupportWorkerID(tx.Caller.Person), s.Now())
	})
}

// HandOverConcern notes that it stands in the organisation's own system.
func (s *Server) HandOverConcern(ctx context.Context, req *pb.HandOverConcernRequest) (*pb.Concern, error) {
	return s.change(ctx, req, func(tx *store.Tx, c concern.Concern) (concern.Concern, error) {
		return concern.HandOver(c, domain.SupportWorkerID(tx.Caller.Person), req.GetTo(), req.GetReference(), s.Now())
	})
}

// ReopenConcern takes back that it stands there.
func (s *Server) ReopenConcern(ctx context.Context, req *pb.ReopenConcernRequest) (*pb.Concern, error) {
	return s.change(ctx, req, func(_ *store.Tx, c concern.Concern) (concern.Concern, error) { return concern.Reopen(c), nil })
}

type aboutConcern interface {
	once.Request
	GetId() string
}

// change loads a concern, lets decide, and saves.
func (s *Server) change(ctx context.Context, req aboutConcern, decide func(*store.Tx, concern.Concern) (concern.Concern, error)) (*pb.Concern, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Concern, error) {
		c, err := tx.Concern(ctx, wire.ID[domain.ConcernID](req.GetId()))
		if err != nil {
			return nil, err
		}
		if c, err = decide(tx, c); err != nil {
			return nil, err
		}
		if err := tx.SaveConcern(ctx, c); err != nil {
			return nil, err
		}
		all, err := shown(ctx, tx, c)
		if err != nil {
			return nil, err
		}
		return all[0], nil
	})
}

// shown gives concerns as who takes them up sees them, and writes down whose they are.
func shown(ctx context.Context, tx *store.Tx, found ...concern.Concern) ([]*pb.Concern, error) {
	routes, err := tx.RoutesOf(ctx, found)
	if err != nil {
		return nil, err
	}
	deliveries, err := tx.Deliveries(ctx, found)
	if err != nil {
		return nil, err
	}
	all := make([]*pb.Concern, len(found))
	for i, c := range found {
		if c.Client != "" {
			tx.Touch(string(c.Client))
		}
		m := told(c, routes[c.Route])
		m.SupportWorkerIds, m.HandedOverTo, m.Reference, m.HandedOverBy = wire.Texts(c.For), c.HandedTo, c.Reference, string(c.HandedBy)
		for _, d := range deliveries[c.ID] {
			m.Deliveries = append(m.Deliveries, &pb.ConcernDelivery{
				Name: d.Way.Name, Kind: wire.Value[pb.ConcernWay_Kind](d.Way.Kind), State: wire.Value[pb.ConcernDelivery_State](d.State), Time: wire.Stamp(d.At),
			})
		}
		all[i] = m
	}
	return all, nil
}

// told is a concern as who reported it sees it: with whom to get in touch, what to do,
// how far it is. It leaves out who of the staff reported it, or that somebody reported it
// of another: that is on record, and asked in person.
func told(c concern.Concern, r concern.Route) *pb.Concern {
	text := r.TextWhen(c.Closed)
	return &pb.Concern{
		Id: string(c.ID), MatchId: string(c.Match), RouteNl: text.NL, RouteEn: text.EN, WhomNl: text.WhomNL, WhomEn: text.WhomEN, Phone: text.Phone,
		ReportTime: wire.Stamp(c.Reported), ClientId: string(c.Client), State: wire.Value[pb.Concern_State](c.State()), WhenClosed: c.Closed,
		TakenOverBy: string(c.TakenBy), TakeOverTime: wire.Stamp(c.TakenTime), HandOverTime: wire.Stamp(c.HandTime),
	}
}
