package server_test

import (
	"context"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	matchingpb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// namesFor gives what this caller gets to see, by id.
func (h *house) namesFor(ctx context.Context, clients, workers []string) map[string]string {
	h.T.Helper()
	resp, err := h.Client.BatchGetNames(ctx, &pb.BatchGetNamesRequest{ClientIds: clients, SupportWorkerIds: workers})
	if err != nil {
		h.T.Fatal(err)
	}
	names := map[string]string{}
	for _, n := range resp.GetNames() {
		names[n.GetId()] = n.GetName()
	}
	return names
}

// matching lets an event of matching come in, as the reader of its feed does.
func (h *house) matching(event proto.Message) {
	h.T.Helper()
	if err := h.Pool.InTenantAs(h.T.Context(), h.Tenant, func(tx *postgres.Tx) error {
		return h.Server.HandleMatching(h.T.Context(), tx, event)
	}); err != nil {
		h.T.Fatal(err)
	}
}

func TestNamesAsFarAsTheCallerReaches(t *testing.T) {
	t.Parallel()
	h := open(t)
	mine, asMine := h.Worker("Mijn Begeleider")
	theirs, _ := h.Worker("Andere Begeleider")
	kim := h.NewClient("Kim", "Bos", mine).GetId()
	tim := h.NewClient("Tim", "Vos", theirs).GetId()
	clients, workers := []string{kim, tim, ids.New()}, []string{mine, theirs}

	if got := h.namesFor(h.Coordinator, clients, workers); len(got) != 4 || got[tim] != "Tim Vos" {
		t.Errorf("a coordinator sees %v", got)
	}
	if got := h.namesFor(asMine, clients, workers); len(got) != 3 || got[tim] != "" || got[kim] != "Kim Bos" || got[theirs] == "" {
		t.Errorf("a support worker sees %v", got)
	}
	asKim := h.As(kim, authn.RoleClient)
	if got := h.namesFor(asKim, clients, workers); len(got) != 2 || got[kim] != "Kim Bos" || got[mine] != "Mijn Begeleider" {
		t.Errorf("a client sees %v", got)
	}
	if got := h.namesFor(h.Neighbour().Coordinator, clients, workers); len(got) != 0 {
		t.Errorf("another organisation sees %v", got)
	}
}

func TestPeopleInAMatchSeeEachOthersGivenName(t *testing.T) {
	t.Parallel()
	h := open(t)
	kim, tim, wim := h.NewClient("Kim", "Bos").GetId(), h.NewClient("Tim", "Vos").GetId(), h.NewClient("Wim", "Kok").GetId()
	all := []string{kim, tim, wim}
	asKim, asTim := h.As(kim, authn.RoleClient), h.As(tim, authn.RoleClient)
	match := &matchingpb.MatchChanged{MatchId: ids.New(), State: matchingpb.Match_STATE_IDEA, People: []*matchingpb.MatchChanged_Person{
		{ClientId: kim, MayKnow: true}, {ClientId: tim}}}
	see := func(ctx context.Context, who string) string { return h.namesFor(ctx, all, nil)[who] }

	h.matching(match)
	if got := see(asKim, tim); got != "" {
		t.Errorf("R-11: an idea shows %q", got)
	}
	match.State = matchingpb.Match_STATE_PROPOSED
	h.matching(match)
	h.matching(match) // the same event again
	if got := see(asKim, tim); got != "Tim" {
		t.Errorf("of a proposal Kim sees %q, want the given name alone", got)
	}
	if got := see(asTim, kim); got != "" {
		t.Errorf("Tim does not know of it yet, and sees %q", got)
	}
	match.People[1].MayKnow = true
	h.matching(match)
	if see(asTim, kim) != "Kim" || see(asTim, wim) != "" {
		t.Errorf("Tim sees %v", h.namesFor(asTim, all, nil))
	}
	if _, err := h.Client.GetClient(asTim, &pb.GetClientRequest{Id: kim}); err == nil {
		t.Error("a name is not the whole of a person")
	}
	// Back to nothing: no name stays behind.
	h.matching(&matchingpb.MatchChanged{MatchId: match.GetMatchId(), People: match.GetPeople()})
	if see(asKim, tim) != "" || see(asTim, kim) != "" {
		t.Error("a proposal that went back to nothing left a name behind")
	}
	h.matching(&pb.ClientLeft{ClientId: kim}) // not of matching, and no error
}

func TestM11_M17_WhoIsAskedIntoAGroupSeesItAndIsNotSeen(t *testing.T) {
	t.Parallel()
	h := open(t)
	kim, tim, wim := h.NewClient("Kim", "Bos").GetId(), h.NewClient("Tim", "Vos").GetId(), h.NewClient("Wim", "Kok").GetId()
	all := []string{kim, tim, wim}
	see := func(who, whom string) string { return h.namesFor(h.As(who, authn.RoleClient), all, nil)[whom] }
	match := &matchingpb.MatchChanged{MatchId: ids.New(), State: matchingpb.Match_STATE_UNDER_WAY, People: []*matchingpb.MatchChanged_Person{
		{ClientId: kim, MayKnow: true}, {ClientId: tim, MayKnow: true}, {ClientId: wim, MayKnow: true, Invited: true}}}
	h.matching(match)
	if see(wim, kim) != "Kim" || see(kim, wim) != "" || see(tim, wim) != "" || see(kim, tim) != "Tim" {
		t.Error("who is asked sees the others, and they do not see who is asked")
	}
	// Kim leaves, and Wim comes in after that.
	match.People[0].Departed = true
	match.People[2].Invited = false
	h.matching(match)
	if see(kim, tim) != "Tim" || see(tim, kim) != "Kim" || see(wim, tim) != "Tim" || see(tim, wim) != "Wim" {
		t.Error("who went about together goes on knowing each other")
	}
	if see(kim, wim) != "" {
		t.Error("who left does not hear who came later")
	}
}

func TestMeAndSignIn(t *testing.T) {
	t.Parallel()
	h := open(t)
	sign := func(change func(*pb.ResolvePersonRequest)) (*pb.ResolvePersonResponse, error) {
		req := &pb.ResolvePersonRequest{TenantId: h.Tenant, Issuer: "https://id.example.org", Subject: "s1", Name: "Petra van Rijn",
			Email: "p@example.org", Roles: []string{"coordinator"}}
		change(req)
		return h.Client.ResolvePerson(h.Gateway(), req)
	}
	first, err := sign(func(*pb.ResolvePersonRequest) {})
	if err != nil || first.GetIsClient() || first.GetName() != "Petra van Rijn" {
		t.Fatalf("first sign-in: %v, %v", first, err)
	}
	again, err := sign(func(r *pb.ResolvePersonRequest) { r.Email, r.Name = "nieuw@example.org", "Petra Jansen" })
	if err != nil || again.GetPersonId() != first.GetPersonId() || again.GetName() != "Petra Jansen" {
		t.Errorf("found by the sign-in: %v, %v", again, err)
	}
	moved, err := sign(func(r *pb.ResolvePersonRequest) {
		r.Issuer, r.Subject, r.Email = "https://nieuw.example.org", "x", "Nieuw@example.org"
	})
	if err != nil || moved.GetPersonId() != first.GetPersonId() {
		t.Errorf("the organisation moved to another provider: %v, %v", moved, err)
	}
	heir, err := sign(func(r *pb.ResolvePersonRequest) {
		r.Issuer, r.Subject, r.Email = "https://nieuw.example.org", "y", "nieuw@example.org"
	})
	if err != nil || heir.GetPersonId() == first.GetPersonId() {
		t.Errorf("an address handed on gave the newcomer the other's caseload: %v, %v", heir, err)
	}
	other, err := sign(func(r *pb.ResolvePersonRequest) { r.TenantId = ids.New() })
	if err != nil || other.GetPersonId() == first.GetPersonId() {
		t.Errorf("another organisation, the same sign-in: %v, %v", other, err)
	}
	me, err := h.Client.GetMe(h.As(first.GetPersonId(), authn.RoleCoordinator), &pb.GetMeRequest{})
	if err != nil || me.GetIsClient() || me.GetName() != "Petra van Rijn" || me.GetRoles()[0] != "coordinator" {
		t.Errorf("me: %v, %v", me, err)
	}

	c, err := h.Client.CreateClient(h.Coordinator, &pb.CreateClientRequest{Client: &pb.Client{GivenName: "Kim", FamilyName: "Bos", Number: "C7"}})
	if err != nil {
		t.Fatal(err)
	}
	kim, err := sign(func(r *pb.ResolvePersonRequest) { r.ClientNumber, r.Roles = "C7", []string{"client"} })
	if err != nil || !kim.GetIsClient() || kim.GetPersonId() != c.GetId() || kim.GetName() != "Kim Bos" {
		t.Errorf("a client: %v, %v", kim, err)
	}
	me, err = h.Client.GetMe(h.As(c.GetId(), authn.RoleClient), &pb.GetMeRequest{})
	if err != nil || !me.GetIsClient() || me.GetName() != "Kim Bos" {
		t.Errorf("me, a client: %v, %v", me, err)
	}
	_, err = sign(func(r *pb.ResolvePersonRequest) { r.ClientNumber = "C8" })
	servertest.WantCode(t, err, codes.NotFound)
	_, err = sign(func(r *pb.ResolvePersonRequest) { r.Roles = []string{"client"} })
	servertest.WantCode(t, err, codes.NotFound)
	_, err = h.Client.ResolvePerson(h.Coordinator, &pb.ResolvePersonRequest{TenantId: h.Tenant, Issuer: "i", Subject: "s"})
	servertest.WantCode(t, err, codes.PermissionDenied)
}

func TestAnotherOrganisationFindsNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	w, _ := h.Worker("Wil")
	c := h.NewClient("Kim", "Bos", w)
	yes, err := h.Client.GiveConsent(h.Coordinator, &pb.GiveConsentRequest{ClientId: c.GetId(), Purpose: pb.Consent_PURPOSE_STORY, Channel: pb.Consent_CHANNEL_SPOKEN})
	if err != nil {
		t.Fatal(err)
	}
	l, err := h.Client.CreateLocation(h.Coordinator, &pb.CreateLocationRequest{Location: &pb.Location{Name: "De Brug"}})
	if err != nil {
		t.Fatal(err)
	}
	h.Import([]byte("clientnr;roepnaam\nA1;Lieke\n"))
	other := h.Neighbour()
	theirs, _ := other.Worker("Hun")
	ctx := other.Coordinator
	for name, call := range map[string]func() error{
		"GetClient": func() error { _, err := h.Client.GetClient(ctx, &pb.GetClientRequest{Id: c.GetId()}); return err },
		"UpdateClient": func() error {
			_, err := h.Client.UpdateClient(ctx, &pb.UpdateClientRequest{Client: &pb.Client{Id: c.GetId(), GivenName: "X"}})
			return err
		},
		"AssignSupportWorkers": func() error {
			_, err := h.Client.AssignSupportWorkers(ctx, &pb.AssignSupportWorkersRequest{ClientId: c.GetId(), SupportWorkerIds: []string{theirs}})
			return err
		},
		"ListConsents": func() error {
			_, err := h.Client.ListConsents(ctx, &pb.ListConsentsRequest{ClientId: c.GetId()})
			return err
		},
		"GiveConsent": func() error {
			_, err := h.Client.GiveConsent(ctx, &pb.GiveConsentRequest{ClientId: c.GetId(), Purpose: pb.Consent_PURPOSE_STORY, Channel: pb.Consent_CHANNEL_SPOKEN})
			return err
		},
		"WithdrawConsent": func() error {
			_, err := h.Client.WithdrawConsent(ctx, &pb.WithdrawConsentRequest{ClientId: c.GetId(), Id: yes.GetId()})
			return err
		},
		"UpdateLocation": func() error {
			_, err := h.Client.UpdateLocation(ctx, &pb.UpdateLocationRequest{Location: &pb.Location{Id: l.GetId(), Name: "X"}})
			return err
		},
		"GetMe": func() error {
			_, err := h.Client.GetMe(other.As(w, authn.RoleSupportWorker), &pb.GetMeRequest{})
			return err
		},
	} {
		if err := call(); err == nil {
			t.Errorf("%s reached another organisation", name)
		} else {
			servertest.WantCode(t, err, codes.NotFound)
		}
	}
	// What belongs to somebody else cannot be referred to either.
	_, err = h.Client.CreateClient(ctx, &pb.CreateClientRequest{Client: &pb.Client{GivenName: "X", LocationId: l.GetId()}})
	servertest.WantCode(t, err, codes.NotFound)
	_, err = h.Client.CreateClient(ctx, &pb.CreateClientRequest{Client: &pb.Client{GivenName: "X", SupportWorkerIds: []string{w}}})
	servertest.WantCode(t, err, codes.NotFound)

	clients, err1 := h.Client.ListClients(ctx, &pb.ListClientsRequest{})
	locations, err2 := h.Client.ListLocations(ctx, &pb.ListLocationsRequest{})
	workers, err3 := h.Client.ListSupportWorkers(ctx, &pb.ListSupportWorkersRequest{})
	imports, err4 := h.Client.ListImports(ctx, &pb.ListImportsRequest{})
	for _, err := range []error{err1, err2, err3, err4} {
		if err != nil {
			t.Error(err)
		}
	}
	if len(clients.GetClients())+len(locations.GetLocations())+len(imports.GetImports()) != 0 || len(workers.GetSupportWorkers()) != 1 {
		t.Errorf("lists of another organisation: %v %v %v %v", clients, locations, workers, imports)
	}
	if h.Everybody()[c.GetId()].GetGivenName() != "Kim" {
		t.Error("changed from outside")
	}
}

// Who administers the organisation finds everybody by name in its log, and reads who it is
// about on the other pages too. They list nobody, and their reading stands in that log.
func TestAnAdministratorReadsNamesAsInTheLog(t *testing.T) {
	t.Parallel()
	h := open(t)
	worker, _ := h.Worker("Mijn Begeleider")
	kim := h.NewClient("Kim", "Bos", worker).GetId()
	person := ids.New()
	admin := h.As(person, authn.RoleOrganisationAdmin)
	if got := h.namesFor(admin, []string{kim}, []string{worker}); len(got) != 2 || got[kim] != "Kim Bos" {
		t.Errorf("an administrator sees %v", got)
	}
	_, err := h.Client.ListClients(admin, &pb.ListClientsRequest{})
	servertest.WantCode(t, err, codes.PermissionDenied)
	var lines int
	if err := h.DB.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM recruitment.audit WHERE actor = $1 AND client_id = $2`, person, kim).Scan(&lines); err != nil || lines != 1 {
		t.Errorf("one reading of a name left %d lines in the log (%v)", lines, err)
	}
	if got := h.namesFor(h.Neighbour().As(ids.New(), authn.RoleOrganisationAdmin), []string{kim}, []string{worker}); len(got) != 0 {
		t.Errorf("an administrator elsewhere sees %v", got)
	}
}

// A page token with the id of somebody out of reach would give the place of their name
// among the caller's own clients.
func TestAPageDoesNotBeginAtSomebodyOutOfReach(t *testing.T) {
	t.Parallel()
	h := open(t)
	mine, asMine := h.Worker("Mijn Begeleider")
	theirs, _ := h.Worker("Andere Begeleider")
	kim := h.NewClient("Kim", "Bos", mine).GetId()
	h.NewClient("Zoe", "Bos", mine)
	tim := h.NewClient("Tim", "Vos", theirs).GetId()
	after := func(id string) (*pb.ListClientsResponse, error) {
		return h.Client.ListClients(asMine, &pb.ListClientsRequest{PageToken: paging.Token(id)})
	}
	if got, err := after(kim); err != nil || len(got.GetClients()) != 1 {
		t.Errorf("got %v, %v", got, err)
	}
	for _, id := range []string{tim, ids.New()} {
		_, err := after(id)
		servertest.WantCode(t, err, codes.InvalidArgument)
	}
}
