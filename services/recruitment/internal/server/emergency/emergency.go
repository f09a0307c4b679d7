// Package emergency answers recruitment's EmergencyService: reaching, for some hours and
// never unseen, a client whom one does not guide.
package emergency

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/emergency"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	emergencystore "github.com/optrek/optrek/services/recruitment/internal/store/emergency"
)

// Server implements optrek.recruitment.v1.EmergencyService.
type Server struct {
	pb.UnimplementedEmergencyServiceServer
	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }

// OpenEmergencyAccess opens it for the caller. Whoever opened it already keeps that one.
func (s *Server) OpenEmergencyAccess(ctx context.Context, req *pb.OpenEmergencyAccessRequest) (*pb.EmergencyAccess, error) {
	asked := emergency.Asked{Name: req.GetName(), BirthYear: int(req.GetBirthYear()),
		Reason: wire.Word[emergency.Reason](req.GetReason()), Words: req.GetWords()}
	if err := asked.Check(); err != nil {
		return nil, err
	}
	return once.Do(ctx, emergencystore.In(s.Store), req, func(tx *emergencystore.Tx) (*pb.EmergencyAccess, error) {
		found, err := tx.ByName(ctx, domain.NameWords(asked.Name), asked.BirthYear)
		switch {
		case err != nil:
			return nil, err
		case len(found) == 0:
			return nil, emergency.NotFound
		case len(found) > 1:
			return nil, emergency.Several
		}
		client, worker := found[0], domain.SupportWorkerID(tx.Caller.Person)
		if open, err := tx.OpenFor(ctx, client, worker, s.Moment()); err == nil {
			return s.message(open), nil
		} else if fault.KindOf(err) != fault.KindNotFound {
			return nil, err
		}
		switch err := caseload.Require(ctx, tx.Tx.Tx, string(client)); {
		case err == nil:
			return nil, emergency.AlreadyReached
		case fault.KindOf(err) != fault.KindNotFound:
			return nil, err
		}
		opened, err := emergency.Open(emergency.ID(ids.New()), client, worker, asked, s.Moment())
		if err != nil {
			return nil, err
		}
		if opened, err = tx.Insert(ctx, opened); err != nil {
			return nil, err
		}
		tx.Ground("emergency:" + string(opened.ID))
		return s.message(opened), base.Tell(ctx, tx.Tx, changed(opened))
	})
}

// EndEmergencyAccess ends it before its time: by who opened it, or a keeper of the log.
func (s *Server) EndEmergencyAccess(ctx context.Context, req *pb.EndEmergencyAccessRequest) (*pb.EmergencyAccess, error) {
	return once.Do(ctx, emergencystore.In(s.Store), req, func(tx *emergencystore.Tx) (*pb.EmergencyAccess, error) {
		before, err := tx.ToChange(ctx, emergency.ID(req.GetId()))
		if err != nil {
			return nil, err
		}
		if string(before.Worker) != tx.Caller.Person && !keeper(tx) {
			return nil, fault.Missing()
		}
		tx.Touch(string(before.Client))
		if err := before.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		after, err := tx.Save(ctx, before.End(s.Moment()))
		if err != nil {
			return nil, err
		}
		return s.message(after), base.Tell(ctx, tx.Tx, changed(after))
	})
}

// ReviewEmergencyAccess notes that a keeper of the log looked at it.
func (s *Server) ReviewEmergencyAccess(ctx context.Context, req *pb.ReviewEmergencyAccessRequest) (*pb.EmergencyAccess, error) {
	return once.Do(ctx, emergencystore.In(s.Store), req, func(tx *emergencystore.Tx) (*pb.EmergencyAccess, error) {
		before, err := tx.ToChange(ctx, emergency.ID(req.GetId()))
		if err != nil {
			return nil, err
		}
		tx.Touch(string(before.Client))
		if err := before.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		after, err := before.Review(tx.Caller.Person, s.Moment())
		if err != nil {
			return nil, err
		}
		after, err = tx.Save(ctx, after)
		return s.message(after), err
	})
}

// keeper says whether the caller keeps the organisation's log.
func keeper(tx *emergencystore.Tx) bool { return tx.Caller.Has(authn.RoleOrganisationAdmin) }

// ListEmergencyAccesses gives the caller's own, or for keepers of the log everybody's.
func (s *Server) ListEmergencyAccesses(ctx context.Context, req *pb.ListEmergencyAccessesRequest) (*pb.ListEmergencyAccessesResponse, error) {
	q := emergencystore.Query{Unreviewed: req.GetUnreviewed()}
	if req.GetOpen() {
		q.OpenAt = s.Moment()
	}
	return s.list(ctx, req, q, func(tx *emergencystore.Tx, q *emergencystore.Query) error {
		if !keeper(tx) {
			q.Worker = domain.SupportWorkerID(tx.Caller.Person)
		}
		return nil
	})
}

// ListClientEmergencyAccesses gives who reached one client this way.
func (s *Server) ListClientEmergencyAccesses(ctx context.Context, req *pb.ListClientEmergencyAccessesRequest) (*pb.ListEmergencyAccessesResponse, error) {
	return s.list(ctx, req, emergencystore.Query{}, func(tx *emergencystore.Tx, q *emergencystore.Query) (err error) {
		q.Client, err = tx.ReachedClient(ctx, domain.ClientID(req.GetClientId()))
		if err == nil {
			tx.Touch(string(q.Client))
		}
		return err
	})
}

type paged interface {
	GetPageSize() int32
	GetPageToken() string
}

func (s *Server) list(ctx context.Context, req paged, q emergencystore.Query, narrow func(*emergencystore.Tx, *emergencystore.Query) error) (*pb.ListEmergencyAccessesResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size, out := paging.Size(req.GetPageSize()), &pb.ListEmergencyAccessesResponse{}
	q.After, q.Limit = after, size+1
	err = emergencystore.In(s.Store)(ctx, func(tx *emergencystore.Tx) error {
		if err := narrow(tx, &q); err != nil {
			return err
		}
		found, err := tx.List(ctx, q)
		found, more := paging.Cut(found, size)
		for _, a := range found {
			out.EmergencyAccesses = append(out.EmergencyAccesses, s.message(a))
		}
		if more {
			out.NextPageToken = paging.Token(string(found[len(found)-1].ID))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (s *Server) message(a emergency.Access) *pb.EmergencyAccess {
	return &pb.EmergencyAccess{
		Id: string(a.ID), ClientId: string(a.Client), SupportWorkerId: string(a.Worker),
		Reason: wire.Value[pb.EmergencyAccess_Reason](a.Reason), Words: a.Words,
		OpenTime: timestamppb.New(a.Opened), EndTime: timestamppb.New(a.Ends), Open: a.IsOpen(s.Moment()),
		ReviewTime: stamp(a.Reviewed), Etag: a.Version.Etag(), SupportWorkerName: a.WorkerName,
	}
}

func stamp(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}

// changed is what the others are to know: who reaches whom until when, and not why.
func changed(a emergency.Access) *pb.EmergencyAccessChanged {
	return &pb.EmergencyAccessChanged{
		EmergencyAccessId: string(a.ID), ClientId: string(a.Client), SupportWorkerId: string(a.Worker), Until: timestamppb.New(a.Ends),
	}
}
