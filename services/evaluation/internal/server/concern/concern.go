package concern

import (
	"context"
	"strconv"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
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
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Concern, error) {
		c := domain.Concern{
			ID: domain.ConcernID(ids.New()), Match: wire.ID[domain.MatchID](req.GetMatchId()), Client: wire.ID[domain.ClientID](req.GetClientId()),
			Reporter: tx.Caller.Person, Reported: s.Now(),
		}
		if c.Client == "" && tx.Caller.IsClient() {
			c.Client = domain.ClientID(tx.Caller.Person) // or nobody would know with whom to get in touch
		}
		if err := checkAbout(ctx, tx, c); err != nil {
			return nil, err
		}
		if err := tx.AddConcern(ctx, c); err != nil {
			return nil, err
		}
		if c.Client != "" {
			tx.Touch(string(c.Client))
		}
		if tx.Caller.IsClient() {
			tx.Touch(c.Reporter) // that they reported it is about them too
		}
		return wireConcern(c), nil
	})
}

// checkAbout looks whether the caller may know of whom and what it is about: people and
// matches they reach, and for a client also who they are in a match with.
func checkAbout(ctx context.Context, tx *store.Tx, c domain.Concern) error {
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

// ListConcerns lists concerns: those that nobody took over yet first.
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
		for _, c := range found {
			if c.Client != "" {
				tx.Touch(string(c.Client))
			}
			out.Concerns = append(out.Concerns, wireConcern(c))
		}
		if more {
			last := found[len(found)-1]
			out.NextPageToken = paging.Token(strconv.FormatBool(last.TakenBy != ""), string(last.ID))
		}
		return nil
	})
	return out, err
}

// TakeOverConcern notes that the caller takes a concern into the organisation's own system.
func (s *Server) TakeOverConcern(ctx context.Context, req *pb.TakeOverConcernRequest) (*pb.Concern, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Concern, error) {
		c, err := tx.Concern(ctx, wire.ID[domain.ConcernID](req.GetId()))
		if err != nil {
			return nil, err
		}
		if c, err = domain.TakeOver(c, domain.SupportWorkerID(tx.Caller.Person), s.Now()); err != nil {
			return nil, err
		}
		if c.Client != "" {
			tx.Touch(string(c.Client))
		}
		return wireConcern(c), tx.SaveConcern(ctx, c)
	})
}

// wireConcern says with whom to get in touch. It leaves out who of the staff reported
// it, or that somebody reported it of another: that is on record, and asked in person.
func wireConcern(c domain.Concern) *pb.Concern {
	route := domain.DefaultRoute()
	return &pb.Concern{
		Id: string(c.ID), MatchId: string(c.Match), RouteNl: route.NL, RouteEn: route.EN, ReportTime: wire.Stamp(c.Reported),
		TakenOverBy: string(c.TakenBy), ClientId: string(c.Client),
	}
}
