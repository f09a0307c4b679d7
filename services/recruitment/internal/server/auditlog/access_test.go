package auditlog_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	auditpb "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// newest gives the newest line about somebody's signing in and out.
func (h *house) newest(person string) *pb.LogLine {
	h.T.Helper()
	log, err := h.Client.ListLog(h.admin, &pb.ListLogRequest{PersonId: person, Events: []auditpb.Event{auditpb.Event_EVENT_SIGN_IN, auditpb.Event_EVENT_SIGN_OUT}})
	if err != nil || len(log.GetLines()) == 0 {
		h.T.Fatalf("%v, %v", log, err)
	}
	return log.GetLines()[0]
}

func TestWhoCameAndWentIsWrittenDown(t *testing.T) {
	h := open(t)
	colleague, _ := h.Worker("Roos Bedacht")
	session := ids.New()
	for _, c := range []struct {
		name    string
		req     *pb.RecordAccessRequest
		who     string
		words   string
		ground  auditpb.Ground
		outcome auditpb.Outcome
	}{
		{"signed out", &pb.RecordAccessRequest{PersonId: h.client, IsClient: true, Kind: pb.RecordAccessRequest_KIND_SIGN_OUT, Method: "card"},
			h.client, "Logde uit", auditpb.Ground_GROUND_SELF, auditpb.Outcome_OUTCOME_DONE},
		{"signed in", &pb.RecordAccessRequest{PersonId: h.client, IsClient: true, Kind: pb.RecordAccessRequest_KIND_SIGN_IN, Method: "card"},
			h.client, "Meldde zich aan met een kaart", auditpb.Ground_GROUND_SELF, auditpb.Outcome_OUTCOME_DONE},
		{"ended by a colleague", &pb.RecordAccessRequest{PersonId: h.client, IsClient: true, Kind: pb.RecordAccessRequest_KIND_ENDED, Method: "card", ByPersonId: colleague},
			colleague, "Logde uit", auditpb.Ground_GROUND_ROLE, auditpb.Outcome_OUTCOME_DONE},
		{"ended on the provider's word", &pb.RecordAccessRequest{PersonId: colleague, Kind: pb.RecordAccessRequest_KIND_ENDED, Method: "provider"},
			"", "Logde uit", auditpb.Ground_GROUND_PLANNED, auditpb.Outcome_OUTCOME_DONE},
		{"refused", &pb.RecordAccessRequest{PersonId: colleague, Kind: pb.RecordAccessRequest_KIND_REFUSED, Method: "provider"},
			colleague, "Meldde zich aan bij de eigen organisatie", auditpb.Ground_GROUND_UNSPECIFIED, auditpb.Outcome_OUTCOME_REFUSED},
	} {
		c.req.TenantId, c.req.SessionId, c.req.RequestId = h.Tenant, session, ids.New()
		for range 2 { // the second time is the same: nothing more is written
			if _, err := h.Client.RecordAccess(h.Gateway(), c.req); err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
		}
		l := h.newest(c.req.GetPersonId())
		e := l.GetEntry()
		if l.GetWho().GetId() != c.who || l.GetWordsNl() != c.words || e.GetGround() != c.ground || e.GetOutcome() != c.outcome ||
			e.GetSession() != session || e.GetObject() != "sign_in:"+c.req.GetMethod() || e.GetSubject() != auditpb.Subject_SUBJECT_ACCESS {
			t.Errorf("%s: %v", c.name, l)
		}
		if about := e.GetClientId() == h.client; about != c.req.GetIsClient() {
			t.Errorf("%s: about a client: %v", c.name, about)
		}
	}
	var lines int
	if err := h.DB.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM recruitment.audit WHERE method LIKE '%/RecordAccess'`).Scan(&lines); err != nil || lines != 5 {
		t.Errorf("%d lines of five things: %v", lines, err)
	}
}

func TestOnlyTheGatewaySaysWhoCameAndWent(t *testing.T) {
	h := open(t)
	right := func() *pb.RecordAccessRequest {
		return &pb.RecordAccessRequest{TenantId: h.Tenant, PersonId: h.client, Kind: pb.RecordAccessRequest_KIND_SIGN_OUT}
	}
	_, err := h.Client.RecordAccess(h.admin, right())
	servertest.WantCode(t, err, codes.PermissionDenied)
	_, err = h.Client.RecordAccess(h.Matching(), right())
	servertest.WantCode(t, err, codes.PermissionDenied)
	for _, wrong := range []func(*pb.RecordAccessRequest){
		func(r *pb.RecordAccessRequest) { r.Kind = 0 },
		func(r *pb.RecordAccessRequest) { r.Kind = 9 },
		func(r *pb.RecordAccessRequest) { r.Method = "window" },
		func(r *pb.RecordAccessRequest) { r.TenantId = "" },
		func(r *pb.RecordAccessRequest) { r.PersonId = "Bedacht" },
	} {
		req := right()
		wrong(req)
		_, err := h.Client.RecordAccess(h.Gateway(), req)
		servertest.WantCode(t, err, codes.InvalidArgument)
	}
}

// The line of a sign-in says which session it opened and by which door.
func TestASignInSaysWhichSessionItOpened(t *testing.T) {
	h := open(t)
	session := ids.New()
	came, err := h.Client.ResolvePerson(h.Gateway(), &pb.ResolvePersonRequest{
		TenantId: h.Tenant, Issuer: "https://example.org", Subject: "s1", Name: "Fenna Bedacht", Roles: []string{"support_worker"}, SessionId: session})
	if err != nil {
		t.Fatal(err)
	}
	l := h.newest(came.GetPersonId())
	if e := l.GetEntry(); e.GetSession() != session || e.GetObject() != "sign_in:provider" || e.GetGround() != auditpb.Ground_GROUND_SELF || l.GetWho().GetName() != "Fenna Bedacht" {
		t.Errorf("by their provider: %v", l)
	}
	beside := ids.New()
	if _, err := h.Client.OpenBeside(h.worker, &pb.OpenBesideRequest{ClientId: h.client, SessionId: beside}); err != nil {
		t.Fatal(err)
	}
	l = h.newest(h.client)
	if e := l.GetEntry(); e.GetSession() != beside || l.GetWordsNl() != "Meldde zich aan samen met een begeleider" || e.GetGround() != auditpb.Ground_GROUND_CASELOAD {
		t.Errorf("beside a support worker: %v", l)
	}
	today := time.Now().Format(time.DateOnly) // lines carry the database's own clock
	looks, err := h.Client.ListLooks(h.As(h.client, authn.RoleClient), &pb.ListLooksRequest{ClientId: h.client, FirstDay: today, LastDay: today})
	if err != nil || len(looks.GetLooks()) == 0 {
		t.Fatalf("the client reads of it: %v, %v", looks, err)
	}
	for _, l := range looks.GetLooks() {
		for _, w := range l.GetWhy() {
			if w.GetGround() == auditpb.Ground_GROUND_PLANNED {
				t.Errorf("a person did this, and Optrek is named: %v", l)
			}
		}
	}
}
