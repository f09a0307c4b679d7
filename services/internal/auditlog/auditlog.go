// Package auditlog is what a service's log of who looked is for once it is written
// (package postgres writes it, in the transaction it is about): to be read, by the client
// and by the organisation, and to be sealed, so that nobody can change it unseen.
//
// Server answers optrek.audit.v1.AuditService, the same in every service. Sealer makes the
// chain of seals beside the log, without anybody waiting for it; Verify reads a log back
// against its seals and says which lines were changed, removed, put in or moved.
package auditlog

import (
	"context"
	"encoding/hex"
	"math"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/postgres"
)

// maxLooks is how many lines one answer about one client holds: more than a month of anybody's.
const maxLooks = 3000

// Server implements optrek.audit.v1.AuditService on a service's own database.
type Server struct {
	pb.UnimplementedAuditServiceServer
	db *postgres.DB
}

// New makes the server.
func New(db *postgres.DB) *Server { return &Server{db: db} }

// ListLooks gives who looked at the client who asks.
func (s *Server) ListLooks(ctx context.Context, req *pb.ListLooksRequest) (*pb.ListLooksResponse, error) {
	resp := &pb.ListLooksResponse{}
	err := s.db.InTenant(ctx, func(tx *postgres.Tx) error {
		if !tx.Caller.IsClient() || !strings.EqualFold(tx.Caller.Person, req.GetClientId()) {
			return fault.Missing()
		}
		tx.Touch(tx.Caller.Person)
		tx.Event(postgres.EventLogRead)
		tx.About("log", "")
		groups, err := looksAt(ctx, tx, req.GetClientId(), req.GetStartTime().AsTime(), req.GetEndTime().AsTime())
		if err != nil {
			return err
		}
		groups, resp.More = paging.Cut(groups, maxLooks)
		for _, g := range groups {
			resp.Looks = append(resp.Looks, g.message())
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// ListEntries gives the log, newest first. One line says that it was read, whatever stood
// on the page: a line for each client on it would bury the log under its own reading.
func (s *Server) ListEntries(ctx context.Context, req *pb.ListEntriesRequest) (*pb.ListEntriesResponse, error) {
	after, err := cursorOf(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := int(req.GetPageSize())
	if size == 0 {
		size = paging.Size(0)
	}
	resp := &pb.ListEntriesResponse{}
	err = s.db.InTenant(ctx, func(tx *postgres.Tx) error {
		if told, err := goesOn(ctx, tx, req); err != nil {
			return err
		} else if !told {
			note(tx, req)
		}
		rows, err := entries(ctx, tx, req, after, size+1)
		if err != nil {
			return err
		}
		rows, more := paging.Cut(rows, size)
		for _, r := range rows {
			resp.Entries = append(resp.Entries, r.message())
		}
		if more {
			last := rows[len(rows)-1]
			resp.NextPageToken = paging.Token(last.At.UTC().Format(time.RFC3339Nano), strconv.FormatInt(last.ID, 10))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// note has it written down that the log was searched.
func note(tx *postgres.Tx, req *pb.ListEntriesRequest) {
	tx.Event(eventOf(req))
	tx.About("log", req.GetPersonId())
	tx.Touch(req.GetClientId())
}

func eventOf(req *pb.ListEntriesRequest) postgres.Event {
	if req.GetExport() {
		return postgres.EventExport
	}
	return postgres.EventLogRead
}

// sameSearch is for how long further pages belong to a search that was written down.
const sameSearch = "1 hour"

// goesOn says whether this is a further page of a search that is on record. That it names
// a page proves nothing, for anybody can make such a name: the line itself has to be there.
func goesOn(ctx context.Context, tx *postgres.Tx, req *pb.ListEntriesRequest) (told bool, err error) {
	if req.GetPageToken() == "" {
		return false, nil
	}
	err = tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM audit WHERE actor = nullif($1, '')::uuid AND at > now() - $2::interval AND event = $3
		AND object = 'log' AND object_id IS NOT DISTINCT FROM nullif($4, '')::uuid AND client_id IS NOT DISTINCT FROM nullif($5, '')::uuid)`,
		tx.Caller.Person, sameSearch, string(eventOf(req)), req.GetPersonId(), req.GetClientId()).Scan(&told)
	return told, err
}

// PageAfter gives the token of the page that begins after this entry.
func PageAfter(e *pb.Entry) string {
	return paging.Token(e.GetTime().AsTime().Format(time.RFC3339Nano), strconv.FormatInt(e.GetId(), 10))
}

// PageFrom gives the token of the page that begins with whatever is as old as this entry of
// another service's log, or older: of a log of which nothing was newer.
func PageFrom(e *pb.Entry) string {
	return paging.Token(e.GetTime().AsTime().Format(time.RFC3339Nano), strconv.FormatInt(math.MaxInt64, 10))
}

// position is where in the log, newest first, a page begins.
type position struct {
	at time.Time
	id int64
}

func cursorOf(token string) (*position, error) {
	if token == "" {
		return nil, nil
	}
	key, err := paging.Key(token, 2)
	if err != nil {
		return nil, err
	}
	at, err := time.Parse(time.RFC3339Nano, key[0])
	if err != nil {
		return nil, paging.BadToken()
	}
	id, err := strconv.ParseInt(key[1], 10, 64)
	if err != nil {
		return nil, paging.BadToken()
	}
	return &position{at: at, id: id}, nil
}

// GetSeal says how far the log has been sealed.
func (s *Server) GetSeal(ctx context.Context, _ *pb.GetSealRequest) (*pb.Seal, error) {
	out := &pb.Seal{Service: s.db.Schema().Name}
	err := s.db.InTenant(ctx, func(tx *postgres.Tx) error {
		last, err := lastSeal(ctx, tx)
		if err != nil || last.Number == 0 {
			return err
		}
		out.Number, out.Lines, out.KeyId = last.Number, last.Lines, last.KeyID
		out.SealTime, out.Hash = timestamppb.New(last.At), hex.EncodeToString(last.Hash)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// actorOf says who it was.
func actorOf(person, beside, behalf *string, roles []string, service string) *pb.Actor {
	a := &pb.Actor{PersonId: value(person), BesideId: value(beside), OnBehalfOfId: value(behalf)}
	if a.GetPersonId() == "" {
		a.Kind, a.Service = pb.Actor_KIND_SERVICE, service
		return a
	}
	a.Kind = pb.Actor_KIND_STAFF
	for _, r := range roles {
		role := accessv1.Role(accessv1.Role_value["ROLE_"+strings.ToUpper(r)])
		switch role {
		case accessv1.Role_ROLE_CLIENT:
			a.Kind = pb.Actor_KIND_CLIENT
		case accessv1.Role_ROLE_MACHINE:
			a.Kind = pb.Actor_KIND_MACHINE
		}
		a.Roles = append(a.Roles, role)
	}
	return a
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
