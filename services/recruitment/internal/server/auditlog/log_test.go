package auditlog_test

import (
	"context"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	auditpb "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
	looked "github.com/optrek/optrek/services/recruitment/internal/server/auditlog"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// house is an organisation whose log stands in two databases: recruitment's own, and that
// of one other service.
type house struct {
	*servertest.House
	other  *postgres.DB
	admin  context.Context
	worker context.Context
	client string
}

func open(t *testing.T) *house {
	t.Helper()
	t.Parallel()
	schema := postgres.Schema{Name: "shelf"}
	h := &house{House: servertest.Open(t), other: pgtest.New(t, schema).Open(schema)}
	h.Server.Log.Know("recruitment", auditlog.New(h.Pool))
	h.Server.Log.Know("matching", auditlog.New(h.other))
	h.admin = h.As(ids.New(), authn.RoleOrganisationAdmin)
	id, ctx := h.Worker("Wies Bedacht")
	h.worker, h.client = ctx, h.NewClient("=Teun", "Bedacht", id).GetId()
	return h
}

// elsewhere writes lines about the client in the other service's log.
func (h *house) elsewhere(lines int) {
	h.T.Helper()
	for range lines {
		ctx := postgres.WithMethod(h.T.Context(), "/optrek.matching.v1.MatchingService/GetMatch")
		err := h.other.InTenantAs(ctx, h.Tenant, func(tx *postgres.Tx) error { tx.Touch(h.client); return nil })
		if err != nil {
			h.T.Fatal(err)
		}
	}
}

// away is a service that does not answer.
type away struct{}

var notThere = status.Error(codes.Unavailable, "away")

func (away) ListLooks(context.Context, *auditpb.ListLooksRequest) (*auditpb.ListLooksResponse, error) {
	return nil, notThere
}

func (away) ListEntries(context.Context, *auditpb.ListEntriesRequest) (*auditpb.ListEntriesResponse, error) {
	return nil, notThere
}

func (away) GetSeal(context.Context, *auditpb.GetSealRequest) (*auditpb.Seal, error) {
	return nil, notThere
}

var _ looked.Part = away{}

func TestTheLogIsForAdministratorsOfTheirOwnOrganisation(t *testing.T) {
	h := open(t)
	h.elsewhere(2)
	asks := map[string]func(context.Context) error{
		"ListLog":   func(ctx context.Context) error { _, err := h.Client.ListLog(ctx, &pb.ListLogRequest{}); return err },
		"ExportLog": func(ctx context.Context) error { _, err := h.Client.ExportLog(ctx, &pb.ListLogRequest{}); return err },
		"ListLogSeals": func(ctx context.Context) error {
			_, err := h.Client.ListLogSeals(ctx, &pb.ListLogSealsRequest{})
			return err
		},
		"FindLoggedPeople": func(ctx context.Context) error {
			_, err := h.Client.FindLoggedPeople(ctx, &pb.FindLoggedPeopleRequest{Text: "Bedacht"})
			return err
		},
	}
	for name, ask := range asks {
		for _, role := range authn.Roles() {
			want := codes.PermissionDenied
			if role == authn.RoleOrganisationAdmin {
				want = codes.OK
			}
			if role == authn.RolePlatformOperator {
				continue // of no organisation: has no token for one
			}
			if got := status.Code(ask(h.As(ids.New(), role))); got != want {
				t.Errorf("%s as %s: %v, want %v", name, role, got, want)
			}
		}
	}
	there := h.Neighbour().As(ids.New(), authn.RoleOrganisationAdmin)
	log, err := h.Client.ListLog(there, &pb.ListLogRequest{ClientId: h.client})
	if err != nil || len(log.GetLines()) != 0 {
		t.Errorf("another organisation reads %v, %v", log.GetLines(), err)
	}
	found, err := h.Client.FindLoggedPeople(there, &pb.FindLoggedPeopleRequest{Text: "Bedacht"})
	if err != nil || len(found.GetPeople()) != 0 {
		t.Errorf("another organisation finds %v, %v", found.GetPeople(), err)
	}
}

func TestWhatIsAskedOfTheLogHasToMeanSomething(t *testing.T) {
	h := open(t)
	for name, req := range map[string]*pb.ListLogRequest{
		"no id":                 {ClientId: "Bedacht"},
		"nobody's id":           {PersonId: "1"},
		"no kind":               {Events: []auditpb.Event{auditpb.Event_EVENT_UNSPECIFIED}},
		"a kind there is not":   {Events: []auditpb.Event{99}},
		"a kind twice":          {Events: []auditpb.Event{2, 2}},
		"a day there is not":    {FirstDay: "2026-02-30"},
		"no day":                {LastDay: "yesterday"},
		"the last before first": {FirstDay: "2026-03-02", LastDay: "2026-03-01"},
		"a page there is not":   {PageToken: "x"},
		"a page of another":     {PageToken: "W10"},
		"a page too large":      {PageSize: 501},
	} {
		if _, err := h.Client.ListLog(h.admin, req); status.Code(err) != codes.InvalidArgument {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every line stands on one page and none on two, newest first, whichever service wrote it;
// and the log says once that it was searched, not for each page.
func TestTheLogPageByPage(t *testing.T) {
	h := open(t)
	h.elsewhere(5)
	for range 4 {
		if _, err := h.Client.GetClient(h.worker, &pb.GetClientRequest{Id: h.client}); err != nil {
			t.Fatal(err)
		}
	}
	h.elsewhere(3)
	type key struct {
		service string
		id      int64
	}
	seen, token := map[key]bool{}, ""
	var last *auditpb.Entry
	pages := 0
	for {
		page, err := h.Client.ListLog(h.admin, &pb.ListLogRequest{ClientId: h.client, PageSize: 3, PageToken: token})
		if err != nil {
			t.Fatal(err)
		}
		pages++
		for _, l := range page.GetLines() {
			if e := l.GetEntry(); e.GetEvent() == auditpb.Event_EVENT_LOG_READ {
				continue
			} else if k := (key{l.GetService(), e.GetId()}); seen[k] || last != nil && e.GetTime().AsTime().After(last.GetTime().AsTime()) {
				t.Errorf("%v stands twice, or after an older one", k)
			} else {
				seen[k], last = true, e
			}
		}
		if token = page.GetNextPageToken(); token == "" {
			break
		}
	}
	if len(seen) != 13 || pages < 4 { // made, and looked at twelve times
		t.Errorf("%d lines on %d pages, want 13", len(seen), pages)
	}
	for name, db := range map[string]*postgres.DB{"recruitment": h.Pool, "the other": h.other} {
		if n := h.searches(db); n != 1 {
			t.Errorf("%s says %d times that the log was searched, want once", name, n)
		}
	}
	// A page asked for by somebody who did not search is a search.
	page, err := h.Client.ListLog(h.admin, &pb.ListLogRequest{PageSize: 3})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Client.ListLog(h.As(ids.New(), authn.RoleOrganisationAdmin), &pb.ListLogRequest{PageSize: 3, PageToken: page.GetNextPageToken()}); err != nil {
		t.Fatal(err)
	}
	if n := h.searches(h.Pool); n != 3 {
		t.Errorf("%d searches, want three", n)
	}
}

func (h *house) searches(db *postgres.DB) (n int) {
	h.T.Helper()
	err := db.InTenantAs(h.T.Context(), h.Tenant, func(tx *postgres.Tx) error {
		return tx.QueryRow(h.T.Context(), `SELECT count(*) FROM audit WHERE event = 'log_read'`).Scan(&n)
	})
	if err != nil {
		h.T.Fatal(err)
	}
	return n
}

func TestTheLogAsAFile(t *testing.T) {
	h := open(t)
	h.elsewhere(1)
	file, err := h.Client.ExportLog(h.admin, &pb.ListLogRequest{ClientId: h.client})
	if err != nil {
		t.Fatal(err)
	}
	if file.GetFileName() != "logboek-2026-10-15.csv" {
		t.Errorf("named %s", file.GetFileName())
	}
	text, marked := strings.CutPrefix(string(file.GetContent()), "\ufeff")
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil || !marked || len(rows) != 3 { // heading, made, seen in matching
		t.Fatalf("%v: %q", err, rows)
	}
	if rows[0][0] != "tijd" || len(rows[0]) != 21 {
		t.Errorf("heading %q", rows[0])
	}
	for _, row := range rows[1:] {
		if name := row[7]; name != "'=Teun Bedacht" && name != "" {
			t.Errorf("%q is a cell that a spreadsheet would run", name)
		}
	}
	if !slices.ContainsFunc(rows, func(row []string) bool {
		return row[1] == "Optrek" && row[19] == "matching" && row[10] == "Optrek zelf"
	}) {
		t.Errorf("what Optrek did by itself: %q", rows)
	}
	var exports int
	if err := h.DB.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM recruitment.audit WHERE event = 'export' AND client_id = $1`, h.client).Scan(&exports); err != nil || exports != 1 {
		t.Errorf("%d lines say that a file was made, want one: %v", exports, err)
	}
	_, err = h.Client.ExportLog(h.admin, &pb.ListLogRequest{FirstDay: "2020-01-01", LastDay: "2020-01-02"})
	servertest.WantReason(t, err, "NOTHING_LOGGED")
}

func TestALogOfWhichAPartIsAway(t *testing.T) {
	h := open(t)
	h.Server.Log.Know("activity", away{})
	log, err := h.Client.ListLog(h.admin, &pb.ListLogRequest{})
	if err != nil || !slices.Equal(log.GetMissingServices(), []string{"activity"}) || len(log.GetLines()) == 0 {
		t.Errorf("%v, %v", log, err)
	}
	_, err = h.Client.ExportLog(h.admin, &pb.ListLogRequest{})
	servertest.WantReason(t, err, "LOG_INCOMPLETE")
	seals, err := h.Client.ListLogSeals(h.admin, &pb.ListLogSealsRequest{})
	if err != nil || len(seals.GetSeals()) != 2 || !slices.Equal(seals.GetMissingServices(), []string{"activity"}) {
		t.Errorf("%v, %v", seals, err)
	}
	looks, err := h.Client.ListLooks(h.As(h.client, authn.RoleClient), &pb.ListLooksRequest{ClientId: h.client})
	if err != nil || !slices.Equal(looks.GetMissingServices(), []string{"activity"}) {
		t.Errorf("%v, %v", looks, err)
	}
}

func TestAnotherSystemHasItsNameInTheLog(t *testing.T) {
	h := open(t)
	made, err := h.Client.CreateConnection(h.admin, &pb.CreateConnectionRequest{Connection: &pb.Connection{Name: "Roosters Bedacht", Scopes: []string{"clients:read"}}})
	if err != nil {
		t.Fatal(err)
	}
	id := made.GetConnection().GetId()
	machine := h.With(authn.Caller{Tenant: h.Tenant, Person: id, Roles: []authn.Role{authn.RoleMachine}, Scopes: []string{"clients:read"}})
	if _, err := h.Client.GetClient(machine, &pb.GetClientRequest{Id: h.client}); err != nil {
		t.Fatal(err)
	}
	log, err := h.Client.ListLog(h.admin, &pb.ListLogRequest{PersonId: id, ClientId: h.client})
	if err != nil || len(log.GetLines()) == 0 {
		t.Fatalf("%v, %v", log, err)
	}
	i := slices.IndexFunc(log.GetLines(), func(l *pb.LogLine) bool { return l.GetEntry().GetEvent() == auditpb.Event_EVENT_READ })
	if i < 0 {
		t.Fatalf("%v", log.GetLines())
	}
	who := log.GetLines()[i].GetWho()
	if who.GetName() != "Roosters Bedacht" || who.GetKind() != auditpb.Actor_KIND_MACHINE || who.GetFunctionNl() != "ander systeem" {
		t.Errorf("who: %v", who)
	}
	found, err := h.Client.FindLoggedPeople(h.admin, &pb.FindLoggedPeopleRequest{Text: "roosters"})
	if err != nil || len(found.GetPeople()) != 1 || found.GetPeople()[0].GetKind() != auditpb.Actor_KIND_MACHINE {
		t.Errorf("%v, %v", found, err)
	}
}
