// Package auditlog answers recruitment's LogService: who looked, for the client in plain
// words and for the organisation with search. Each service keeps the log of its own part;
// here they are laid together, and names are put to ids.
package auditlog

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"

	auditpb "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
	store2 "github.com/optrek/optrek/services/recruitment/internal/store/auditlog"
)

// own is the service whose log stands in this database.
const own = "recruitment"

// patience is how long another service may take to answer: a log without it is shown, and
// says that it is.
const patience = 5 * time.Second

// Part is one service's log.
type Part interface {
	// ListLooks, ListEntries and GetSeal are those of optrek.audit.v1.AuditService.
	ListLooks(ctx context.Context, req *auditpb.ListLooksRequest) (*auditpb.ListLooksResponse, error)
	ListEntries(ctx context.Context, req *auditpb.ListEntriesRequest) (*auditpb.ListEntriesResponse, error)
	GetSeal(ctx context.Context, req *auditpb.GetSealRequest) (*auditpb.Seal, error)
}

// Server implements optrek.recruitment.v1.LogService.
type Server struct {
	pb.UnimplementedLogServiceServer
	base.Base
	parts map[string]Part // by service
}

// New makes the server; it knows no log until it is told of some.
func New(b base.Base) *Server { return &Server{Base: b, parts: map[string]Part{}} }

// Know tells it of a service's log. Before the first call.
func (s *Server) Know(service string, p Part) { s.parts[service] = p }

// services are the names of those whose log is known, in one order.
func (s *Server) services() []string { return slices.Sorted(maps.Keys(s.parts)) }

// ask asks every service at once, and says which did not answer. One that refuses makes
// the whole answer a refusal; so does our own log, which is here.
func ask[T any](ctx context.Context, s *Server, call func(context.Context, string, Part) (T, error)) (got map[string]T, missing []string, err error) {
	var (
		mu  sync.Mutex
		all sync.WaitGroup
	)
	got = map[string]T{}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for name, part := range s.parts {
		all.Go(func() {
			answer, failed := call(ctx, name, part)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case failed == nil:
				got[name] = answer
			case name != own && away(failed):
				missing = append(missing, name)
			default:
				err = failed
			}
		})
	}
	all.Wait()
	slices.Sort(missing)
	return got, missing, err
}

// away says whether a service is not there for a moment.
func away(err error) bool {
	switch status.Code(err) {
	case codes.Unavailable, codes.DeadlineExceeded, codes.ResourceExhausted:
		return true
	}
	return false
}

// FindLoggedPeople gives who could be meant. Who is found was looked for, and that is
// written down.
func (s *Server) FindLoggedPeople(ctx context.Context, req *pb.FindLoggedPeopleRequest) (*pb.FindLoggedPeopleResponse, error) {
	resp := &pb.FindLoggedPeopleResponse{}
	err := store2.In(s.Store)(ctx, func(tx *store2.Tx) error {
		found, err := tx.Find(ctx, req.GetText())
		if err != nil {
			return err
		}
		tx.Touch()
		for _, p := range found {
			kind := auditpb.Actor_KIND_STAFF
			switch {
			case p.IsClient:
				kind = auditpb.Actor_KIND_CLIENT
				tx.Touch(p.ID)
			case p.IsMachine:
				kind = auditpb.Actor_KIND_MACHINE
			}
			resp.People = append(resp.People, &pb.LoggedPerson{Kind: kind, Id: p.ID, Name: p.Name, Number: p.Number})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// ListLogSeals says how far each log has been sealed.
func (s *Server) ListLogSeals(ctx context.Context, _ *pb.ListLogSealsRequest) (*pb.ListLogSealsResponse, error) {
	got, missing, err := ask(ctx, s, func(ctx context.Context, _ string, p Part) (*auditpb.Seal, error) {
		return p.GetSeal(ctx, &auditpb.GetSealRequest{})
	})
	if err != nil {
		return nil, err
	}
	resp := &pb.ListLogSealsResponse{MissingServices: missing}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		resp.Seals = append(resp.Seals, got[name])
	}
	return resp, nil
}

// accessEvents say what is written of each thing the gateway tells.
var accessEvents = map[pb.RecordAccessRequest_Kind]postgres.Event{
	pb.RecordAccessRequest_KIND_SIGN_IN:  postgres.EventSignIn,
	pb.RecordAccessRequest_KIND_SIGN_OUT: postgres.EventSignOut,
	pb.RecordAccessRequest_KIND_REFUSED:  postgres.EventSignIn,
	pb.RecordAccessRequest_KIND_ENDED:    postgres.EventSignOut,
}

// how is what a line of signing in and out is about: by which door.
func how(method string) string {
	if method == "" {
		return "sign_in"
	}
	return "sign_in:" + method
}

// RecordAccess writes down what the gateway alone knows. The gateway answers for the
// tenant, as it does for the tokens it signs.
func (s *Server) RecordAccess(ctx context.Context, req *pb.RecordAccessRequest) (*emptypb.Empty, error) {
	inTx := func(ctx context.Context, fn func(*store.Tx) error) error {
		return s.Store.InTxAs(ctx, req.GetTenantId(), fn)
	}
	return once.Do(ctx, inTx, req, func(tx *store.Tx) (*emptypb.Empty, error) {
		tx.Event(accessEvents[req.GetKind()])
		tx.About(how(req.GetMethod()), req.GetPersonId())
		tx.InSession(req.GetSessionId())
		switch by := req.GetByPersonId(); {
		case by != "" && by != req.GetPersonId():
			tx.OnBehalf(by)
			tx.Ground("role")
		case by != "" || req.GetKind() != pb.RecordAccessRequest_KIND_ENDED:
			tx.OnBehalf(req.GetPersonId())
			tx.Ground("self")
		} // else on the word of the organisation's provider: Optrek did it
		if req.GetKind() == pb.RecordAccessRequest_KIND_REFUSED {
			tx.Refused()
		}
		if req.GetIsClient() {
			tx.Touch(req.GetPersonId())
		}
		return &emptypb.Empty{}, nil
	})
}

// days gives the moments between which days lie, in our own zone; a day that does not
// exist is a fault. Empty days are before, and today.
func (s *Server) days(first, last string, before time.Duration) (from, until time.Time, err error) {
	if last == "" {
		last = s.Today()
	}
	end, err := time.ParseInLocation(time.DateOnly, last, base.Zone())
	if err != nil {
		return from, until, noSuchDay("last_day")
	}
	from = end.Add(-before)
	if first != "" {
		if from, err = time.ParseInLocation(time.DateOnly, first, base.Zone()); err != nil {
			return from, until, noSuchDay("first_day")
		}
	}
	until = end.AddDate(0, 0, 1)
	if !from.Before(until) {
		return from, until, noSuchDay("first_day")
	}
	return from, until, nil
}

func noSuchDay(path string) error {
	text := fault.Text{NL: "Kies een dag die bestaat, met de eerste dag voor de laatste.", EN: "Choose a day that exists, with the first day before the last."}
	return fault.Invalid("NO_SUCH_DAY", text, fault.Field{Path: path, Text: text})
}

// sameClient says whether the caller is this client.
func sameClient(tx *store2.Tx, id string) bool { return base.IsSelf(tx.Tx, domain.ClientID(id)) }
