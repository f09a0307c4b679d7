package exchange

import (
	"context"
	"errors"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	erasings "github.com/optrek/optrek/services/recruitment/internal/domain/erasing"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// ListLeavings lists who is about to leave, the nearest day first, then who is proposed.
func (s *Server) ListLeavings(ctx context.Context, req *pb.ListLeavingsRequest) (*pb.ListLeavingsResponse, error) {
	after, err := paging.After(req.GetPageToken(), 2) // the day, and who
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	resp := &pb.ListLeavingsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		rows, err := tx.Leavings(ctx, after[0], domain.ClientID(after[1]), size+1)
		rows, more := paging.Cut(rows, size)
		for _, c := range rows {
			resp.Clients = append(resp.Clients, base.ClientMessage(c))
		}
		if more {
			last := rows[len(rows)-1]
			resp.NextPageToken = paging.Token(last.Leaving.Day, string(last.ID))
		}
		return err
	})
	return resp, err
}

// ProposeLeaving proposes that somebody leaves: nothing happens to them by it.
func (s *Server) ProposeLeaving(ctx context.Context, req *pb.ChangeLeavingRequest) (*pb.Client, error) {
	return s.changeLeaving(ctx, req, func(l domain.Leaving) (domain.Leaving, error) { return l.Propose(s.Moment()), nil })
}

// PlanLeaving names the day on which everything about somebody is removed. When that is
// today, it is looked at at once.
func (s *Server) PlanLeaving(ctx context.Context, req *pb.PlanLeavingRequest) (*pb.Client, error) {
	c, err := s.changeLeaving(ctx, req, func(l domain.Leaving) (domain.Leaving, error) { return l.Plan(req.GetLeaveDay(), s.Moment()) })
	if err == nil && req.GetLeaveDay() <= s.Moment().Format(time.DateOnly) {
		select {
		case s.due <- struct{}{}:
		default: // somebody said so already
		}
	}
	return c, err
}

// LeavingDue says when Leave has something to do at once.
func (s *Server) LeavingDue() <-chan struct{} { return s.due }

// CancelLeaving is that somebody stays after all.
func (s *Server) CancelLeaving(ctx context.Context, req *pb.ChangeLeavingRequest) (*pb.Client, error) {
	return s.changeLeaving(ctx, req, func(l domain.Leaving) (domain.Leaving, error) { return l.Cancel(), nil })
}

// leavingRequest is what the calls above have in common.
type leavingRequest interface {
	once.Request
	GetClientId() string
	GetEtag() string
}

// changeLeaving loads, lets change decide, and saves what differs.
func (s *Server) changeLeaving(ctx context.Context, req leavingRequest, change func(domain.Leaving) (domain.Leaving, error)) (*pb.Client, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Client, error) {
		c, err := tx.ClientToChange(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return nil, err
		}
		if err := c.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		before, err := tx.LeavingToChange(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		after, err := change(before)
		if err != nil {
			return nil, err
		}
		if after != before {
			c, err = tx.SaveLeaving(ctx, c, after)
		}
		return base.ClientMessage(c), err
	})
}

// atOnce is how many of those whose day has come are looked up in one go.
const atOnce = 100

// Leave removes the clients of an organisation whose day has come, each in a transaction
// of their own with the event that tells the others to forget them too. It may be cut
// off anywhere and run again: who is removed is not found a second time.
func (s *Server) Leave(ctx context.Context, tenant string) error {
	for {
		var due []domain.ClientID
		err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) (err error) {
			// A file on its way in holds rows of people: it is waited for, minutes at most.
			if _, underWay, err := tx.ImportUnderWay(ctx); err != nil || underWay {
				return err
			}
			due, err = tx.LeavingDue(ctx, s.Moment(), atOnce)
			return err
		})
		if err != nil || len(due) == 0 {
			return err
		}
		var failed []error // one who cannot leave yet keeps nobody else
		for _, id := range due {
			failed = append(failed, s.leave(ctx, tenant, id))
		}
		if err := errors.Join(failed...); err != nil {
			return err
		}
	}
}

// leave looks once more, holding the client: the leaving may have been cancelled a
// moment ago.
func (s *Server) leave(ctx context.Context, tenant string, id domain.ClientID) error {
	return s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
		_, err := tx.ClientToChange(ctx, id)
		if fault.KindOf(err) == fault.KindNotFound {
			return nil
		}
		if err != nil {
			return err
		}
		l, err := tx.LeavingToChange(ctx, id)
		if err != nil || !l.Due(s.Moment()) {
			return err
		}
		return s.forgetting.CarryOut(ctx, tx, id, erasings.ForOrganisation)
	})
}
