package auditlog_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
)

// desk is a log with its service, and somebody who may read it.
type desk struct {
	*book
	server *auditlog.Server
	admin  context.Context
	client string
	worker string
}

func sit(t *testing.T) *desk {
	t.Helper()
	b := open(t)
	d := &desk{book: b, server: auditlog.New(b.check.DB), client: ids.New(), worker: ids.New()}
	d.admin = d.by(ids.New(), authn.RoleOrganisationAdmin)
	return d
}

func (d *desk) by(person string, role authn.Role) context.Context {
	return d.As(d.t, authn.Caller{Tenant: d.tenant, Person: person, Roles: []authn.Role{role}})
}

// did writes one line: the worker did this with the client.
func (d *desk) did(method string, more ...func(*postgres.Tx)) {
	d.t.Helper()
	ctx := postgres.WithMethod(d.by(d.worker, authn.RoleSupportWorker), "/optrek.recruitment.v1.RecruitmentService/"+method)
	err := d.check.DB.InTenant(ctx, func(tx *postgres.Tx) error {
		tx.Touch(d.client)
		for _, m := range more {
			m(tx)
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// list gives the names of the calls that a search finds, page by page.
func (d *desk) list(req *pb.ListEntriesRequest) (methods []string, pages int) {
	d.t.Helper()
	for {
		answer, err := d.server.ListEntries(d.admin, req)
		if err != nil {
			d.t.Fatal(err)
		}
		pages++
		for _, e := range answer.GetEntries() {
			if e.GetObject() != "log" {
				methods = append(methods, e.GetMethod()[len("/optrek.recruitment.v1.RecruitmentService/"):])
			}
		}
		if req.PageToken = answer.GetNextPageToken(); req.GetPageToken() == "" {
			return methods, pages
		}
	}
}

func TestTheLogIsSearched(t *testing.T) {
	d := sit(t)
	other := ids.New()
	d.did("GetClient")
	d.did("UpdateClient")
	d.did("ListWishes", func(tx *postgres.Tx) { tx.Refused() })
	d.did("GetWish", func(tx *postgres.Tx) { tx.OnBehalf(other) })
	d.did("AssignSupportWorkers", func(tx *postgres.Tx) { tx.About("role", other) })
	soon, long := timestamppb.New(time.Now().Add(time.Hour)), timestamppb.New(time.Now().Add(-time.Hour))
	all := []string{"AssignSupportWorkers", "GetWish", "ListWishes", "UpdateClient", "GetClient"}
	for name, c := range map[string]struct {
		req  *pb.ListEntriesRequest
		want []string
	}{
		"everything":             {&pb.ListEntriesRequest{}, all},
		"about the client":       {&pb.ListEntriesRequest{ClientId: d.client}, all},
		"about somebody else":    {&pb.ListEntriesRequest{ClientId: other}, nil},
		"by the worker":          {&pb.ListEntriesRequest{PersonId: d.worker}, all},
		"for or about another":   {&pb.ListEntriesRequest{PersonId: other}, []string{"AssignSupportWorkers", "GetWish"}},
		"what was read":          {&pb.ListEntriesRequest{Events: []pb.Event{pb.Event_EVENT_READ}}, []string{"GetWish", "GetClient"}},
		"what was refused":       {&pb.ListEntriesRequest{Outcome: pb.Outcome_OUTCOME_REFUSED}, []string{"ListWishes"}},
		"of the last hour":       {&pb.ListEntriesRequest{StartTime: long, EndTime: soon}, all},
		"of before":              {&pb.ListEntriesRequest{EndTime: long}, nil},
		"of later":               {&pb.ListEntriesRequest{StartTime: soon}, nil},
		"rights, for the worker": {&pb.ListEntriesRequest{PersonId: d.worker, Events: []pb.Event{pb.Event_EVENT_RIGHTS, pb.Event_EVENT_EXPORT}}, []string{"AssignSupportWorkers"}},
	} {
		if got, _ := d.list(c.req); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Lines of one moment are told apart by their number, also at the edge of a page.
func TestTheLogPageByPage(t *testing.T) {
	d := sit(t)
	for range 7 {
		d.did("GetClient")
	}
	d.behind(`UPDATE shelf.audit SET at = '2026-03-01T10:00:00Z'`)
	req := &pb.ListEntriesRequest{ClientId: d.client, Events: []pb.Event{pb.Event_EVENT_READ}, PageSize: 3}
	if got, pages := d.list(req); len(got) != 7 || pages != 3 {
		t.Errorf("%d lines on %d pages, want 7 on 3", len(got), pages)
	}
	for _, token := range []string{"x", "W10", "WyJhIiwiMSJd", "WyIyMDI2LTAzLTAxVDEwOjAwOjAwWiIsIngiXQ"} {
		if _, err := d.server.ListEntries(d.admin, &pb.ListEntriesRequest{PageToken: token}); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("%q: %v", token, err)
		}
	}
	if n := d.behind(`DELETE FROM shelf.audit WHERE event = 'log_read'`); n != 1 {
		t.Errorf("the log says %d times that it was searched, want once for all pages", n)
	}
	// Only a search that is on record goes on without a line: this one is not any more.
	token := auditlog.PageAfter(&pb.Entry{Id: 4, Time: timestamppb.New(time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC))})
	if _, err := d.server.ListEntries(d.admin, &pb.ListEntriesRequest{ClientId: d.client, PageToken: token}); err != nil {
		t.Fatal(err)
	}
	if n := d.behind(`DELETE FROM shelf.audit WHERE event = 'log_read'`); n != 1 {
		t.Errorf("%d lines say that the log was read from a page on, want one", n)
	}
}

func TestWhoLookedIsForTheClientAlone(t *testing.T) {
	d := sit(t)
	for range 3 {
		d.did("GetClient")
	}
	d.did("GetWish", func(tx *postgres.Tx) { tx.Refused() }) // who got nothing did not look
	period := func(client string) *pb.ListLooksRequest {
		return &pb.ListLooksRequest{ClientId: client, StartTime: timestamppb.New(time.Now().Add(-time.Hour)), EndTime: timestamppb.New(time.Now().Add(time.Hour))}
	}
	for name, ctx := range map[string]context.Context{
		"another client": d.by(ids.New(), authn.RoleClient), "who guides them": d.by(d.worker, authn.RoleSupportWorker),
		"an administrator": d.admin, "staff with the client's id": d.by(d.client, authn.RoleSupportWorker),
	} {
		if answer, err := d.server.ListLooks(ctx, period(d.client)); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("%s: %v, %v", name, answer, err)
		}
	}
	answer, err := d.server.ListLooks(d.by(d.client, authn.RoleClient), period(d.client))
	if err != nil || len(answer.GetLooks()) != 1 || answer.GetMore() {
		t.Fatalf("%v, %v", answer, err)
	}
	if l := answer.GetLooks()[0]; l.GetActor().GetPersonId() != d.worker || l.GetSubject() != pb.Subject_SUBJECT_PERSON || l.GetEvent() != pb.Event_EVENT_READ {
		t.Errorf("%v", l)
	}
}

func TestHowFarTheLogIsSealed(t *testing.T) {
	d := sit(t)
	if s, err := d.server.GetSeal(d.admin, &pb.GetSealRequest{}); err != nil || s.GetNumber() != 0 {
		t.Errorf("before the first: %v, %v", s, err)
	}
	d.did("GetClient")
	d.seal()
	s, err := d.server.GetSeal(d.admin, &pb.GetSealRequest{})
	if err != nil || s.GetService() != "shelf" || s.GetNumber() != 1 || s.GetLines() != 1 || len(s.GetHash()) != 64 || s.GetKeyId() != "audit" {
		t.Errorf("%v, %v", s, err)
	}
}
