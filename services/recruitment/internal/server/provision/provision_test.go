package provision_test

import (
	"context"
	"slices"
	"testing"

	"google.golang.org/grpc/codes"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// directory is an organisation whose directory keeps its colleagues.
type directory struct {
	*servertest.House
	t    *testing.T
	asIt context.Context
}

func open(t *testing.T) *directory {
	t.Helper()
	h := servertest.Open(t)
	return &directory{House: h, t: t, asIt: h.Machine("scim")}
}

func (d *directory) bring(name, email string) *pb.ProvisionedUser {
	d.t.Helper()
	u, err := d.Client.CreateProvisionedUser(d.asIt, &pb.CreateProvisionedUserRequest{User: &pb.ProvisionedUser{
		UserName: email, DisplayName: name, Email: email, ExternalId: "ext-" + email, Active: true}})
	if err != nil {
		d.t.Fatal(err)
	}
	return u
}

func (d *directory) active(u *pb.ProvisionedUser, yes bool) *pb.ProvisionedUser {
	d.t.Helper()
	u.Active, u.Etag = yes, ""
	after, err := d.Client.ReplaceProvisionedUser(d.asIt, &pb.ReplaceProvisionedUserRequest{User: u})
	if err != nil {
		d.t.Fatal(err)
	}
	return after
}

// signIn is what the gateway asks when somebody comes from the organisation's provider.
func (d *directory) signIn(subject, email string, roles ...string) (*pb.ResolvePersonResponse, error) {
	return d.Client.ResolvePerson(d.Gateway(), &pb.ResolvePersonRequest{
		TenantId: d.Tenant, Issuer: "https://id.example.org", Subject: subject, Email: email, Roles: roles})
}

func (d *directory) guides(client string) []string {
	d.t.Helper()
	c, err := d.Client.GetClient(d.Coordinator, &pb.GetClientRequest{Id: client})
	if err != nil {
		d.t.Fatal(err)
	}
	return c.GetSupportWorkerIds()
}

func (d *directory) passedOn(ctx context.Context) []*pb.PassedOn {
	d.t.Helper()
	resp, err := d.Client.ListPassedOn(ctx, &pb.ListPassedOnRequest{})
	if err != nil {
		d.t.Fatal(err)
	}
	return resp.GetPassedOn()
}

// lead is a network lead: somebody who signed in as one.
func (d *directory) lead(name, email string) (string, context.Context) {
	d.t.Helper()
	u := d.bring(name, email)
	if _, err := d.signIn("sub-"+email, email, "network_lead"); err != nil {
		d.t.Fatal(err)
	}
	return u.GetId(), d.As(u.GetId(), authn.RoleNetworkLead)
}

func TestO01_WhoLeavesTheDirectoryIsOutAndTheirWorkPassesOn(t *testing.T) {
	t.Parallel()
	d := open(t)
	anna := d.bring("Anna Attentie", "anna@example.org")
	bram, _ := d.Worker("Bram Bedenksel")
	dina, asDina := d.lead("Dina Decor", "dina@example.org")
	alone, both := d.NewClient("Kim", "Bos", anna.GetId()).GetId(), d.NewClient("Tim", "Vos", bram, anna.GetId()).GetId()
	if who, err := d.signIn("s-anna", "anna@example.org", "support_worker"); err != nil || who.GetPersonId() != anna.GetId() || !who.GetProvisioned() {
		t.Fatalf("the first sign-in: %v, %v", who, err)
	}
	before := len(d.Events())
	d.active(anna, false)
	if got := d.guides(alone); !slices.Equal(got, []string{dina}) {
		t.Errorf("the client of Anna alone is guided by %v", got)
	}
	if got := d.guides(both); !slices.Equal(got, []string{bram, dina}) {
		t.Errorf("the client of Bram and Anna is guided by %v", got)
	}
	_, err := d.signIn("s-anna", "anna@example.org", "support_worker")
	servertest.WantReason(t, err, "LEFT_HERE")
	if ended := d.ended(before); !slices.Equal(ended, []string{anna.GetId()}) {
		t.Errorf("signed out: %v", ended)
	}
	got := d.passedOn(asDina)
	if len(got) != 1 || got[0].GetFromId() != anna.GetId() || got[0].GetToNobody() || len(got[0].GetClientIds()) != 2 {
		t.Errorf("Dina reads on her first page: %v", got)
	}
	if others := d.passedOn(d.As(bram, authn.RoleSupportWorker)); len(others) != 0 {
		t.Errorf("and Bram: %v", others)
	}
	if _, err := d.Client.SeePassedOn(asDina, &pb.SeePassedOnRequest{FromId: anna.GetId()}); err != nil || len(d.passedOn(asDina)) != 0 {
		t.Errorf("seen: %v", err)
	}
	// Back again: she signs in, and what passed on stays where it is.
	d.active(anna, true)
	if who, err := d.signIn("s-anna", "anna@example.org", "support_worker"); err != nil || who.GetPersonId() != anna.GetId() {
		t.Errorf("back: %v, %v", who, err)
	}
	if got := d.guides(alone); !slices.Equal(got, []string{dina}) {
		t.Errorf("after coming back the client is guided by %v", got)
	}
}

// ended lists who was told to be out since the mark.
func (d *directory) ended(since int) (who []string) {
	d.t.Helper()
	for _, e := range d.Events()[since:] {
		switch m := e.Message.(type) {
		case *pb.SupportWorkerChanged:
			if m.GetLeft() {
				who = append(who, m.GetSupportWorkerId())
			}
		case *pb.SignInEnded:
			who = append(who, m.GetPersonId())
		}
	}
	return who
}

func TestO01_WithNobodyToPassOnToItIsToldToWhoLeads(t *testing.T) {
	t.Parallel()
	d := open(t)
	anna := d.bring("Anna Attentie", "anna@example.org")
	kim := d.NewClient("Kim", "Bos", anna.GetId()).GetId()
	if _, err := d.Client.DeleteProvisionedUser(d.asIt, &pb.DeleteProvisionedUserRequest{Id: anna.GetId()}); err != nil {
		t.Fatal(err)
	}
	if got := d.guides(kim); len(got) != 0 {
		t.Errorf("guided by %v", got)
	}
	got := d.passedOn(d.Coordinator)
	if len(got) != 1 || !got[0].GetToNobody() || !slices.Equal(got[0].GetClientIds(), []string{kim}) {
		t.Errorf("the coordinator reads: %v", got)
	}
	worker, asWorker := d.Worker("Bram Bedenksel")
	if got := d.passedOn(asWorker); len(got) != 0 {
		t.Errorf("%s, who leads nothing, reads: %v", worker, got)
	}
	if _, err := d.Client.SeePassedOn(asWorker, &pb.SeePassedOnRequest{FromId: anna.GetId(), ToNobody: true}); err != nil || len(d.passedOn(d.Coordinator)) != 1 {
		t.Errorf("somebody who does not lead took it away: %v", err)
	}
	_, err := d.Client.GetProvisionedUser(d.asIt, &pb.GetProvisionedUserRequest{Id: anna.GetId()})
	servertest.WantCode(t, err, codes.NotFound)
	// Brought again it is the same colleague.
	if again := d.bring("Anna Attentie", "anna@example.org"); again.GetId() != anna.GetId() || !again.GetActive() {
		t.Errorf("brought again: %v", again)
	}
}

func TestGroupsGiveRolesOnceAnAdministratorSaysSo(t *testing.T) {
	t.Parallel()
	d := open(t)
	anna, bram := d.bring("Anna Attentie", "anna@example.org"), d.bring("Bram Bedenksel", "bram@example.org")
	g, err := d.Client.CreateDirectoryGroup(d.asIt, &pb.CreateDirectoryGroupRequest{DisplayName: "Begeleiders", MemberIds: []string{anna.GetId()}})
	if err != nil {
		t.Fatal(err)
	}
	roles := func(who *pb.ProvisionedUser) []string {
		t.Helper()
		got, err := d.signIn("s-"+who.GetUserName(), who.GetEmail(), "support_worker")
		if err != nil {
			t.Fatal(err)
		}
		return got.GetProvisionedRoles()
	}
	if got := roles(anna); len(got) != 0 {
		t.Errorf("a group nobody gave a role gives %v", got)
	}
	before := len(d.Events())
	admin := d.As(ids.New(), authn.RoleOrganisationAdmin)
	if _, err := d.Client.SetGroupRole(admin, &pb.SetGroupRoleRequest{Id: g.GetId(), Role: "coordinator"}); err != nil {
		t.Fatal(err)
	}
	if got := roles(anna); !slices.Equal(got, []string{"coordinator"}) {
		t.Errorf("Anna is %v", got)
	}
	if _, err := d.Client.ChangeDirectoryGroup(d.asIt, &pb.ChangeDirectoryGroupRequest{
		Id: g.GetId(), RemoveIds: []string{anna.GetId()}, AddIds: []string{bram.GetId()}}); err != nil {
		t.Fatal(err)
	}
	if len(roles(anna)) != 0 || !slices.Equal(roles(bram), []string{"coordinator"}) {
		t.Error("the role did not go with the group")
	}
	if ended := d.ended(before); !slices.Equal(ended, []string{anna.GetId(), anna.GetId(), bram.GetId()}) {
		t.Errorf("signed out to come in with other roles: %v", ended)
	}
	_, err = d.Client.SetGroupRole(admin, &pb.SetGroupRoleRequest{Id: g.GetId(), Role: "platform_operator"})
	servertest.WantCode(t, err, codes.InvalidArgument)
	_, err = d.Client.ChangeDirectoryGroup(d.asIt, &pb.ChangeDirectoryGroupRequest{Id: g.GetId(), AddIds: []string{ids.New()}})
	servertest.WantReason(t, err, "NO_SUCH_MEMBER")
	if _, err := d.Client.DeleteDirectoryGroup(d.asIt, &pb.DeleteDirectoryGroupRequest{Id: g.GetId()}); err != nil || len(roles(bram)) != 0 {
		t.Errorf("a group that is gone gives a role: %v", err)
	}
}

func TestProvisioningStaysWithinTheOrganisationAndTheScope(t *testing.T) {
	t.Parallel()
	d := open(t)
	anna := d.bring("Anna Attentie", "anna@example.org")
	g, err := d.Client.CreateDirectoryGroup(d.asIt, &pb.CreateDirectoryGroupRequest{DisplayName: "Begeleiders"})
	if err != nil {
		t.Fatal(err)
	}
	other := d.Neighbour()
	theirs := other.Machine("scim")
	calls := map[string]func(context.Context) error{
		"get": func(ctx context.Context) error {
			_, err := d.Client.GetProvisionedUser(ctx, &pb.GetProvisionedUserRequest{Id: anna.GetId()})
			return err
		},
		"replace": func(ctx context.Context) error {
			_, err := d.Client.ReplaceProvisionedUser(ctx, &pb.ReplaceProvisionedUserRequest{User: &pb.ProvisionedUser{Id: anna.GetId(), UserName: "x"}})
			return err
		},
		"delete": func(ctx context.Context) error {
			_, err := d.Client.DeleteProvisionedUser(ctx, &pb.DeleteProvisionedUserRequest{Id: anna.GetId()})
			return err
		},
		"group": func(ctx context.Context) error {
			_, err := d.Client.GetDirectoryGroup(ctx, &pb.GetDirectoryGroupRequest{Id: g.GetId()})
			return err
		},
		"change": func(ctx context.Context) error {
			_, err := d.Client.ChangeDirectoryGroup(ctx, &pb.ChangeDirectoryGroupRequest{Id: g.GetId(), RemoveAll: true})
			return err
		},
		"delete group": func(ctx context.Context) error {
			_, err := d.Client.DeleteDirectoryGroup(ctx, &pb.DeleteDirectoryGroupRequest{Id: g.GetId()})
			return err
		},
	}
	for _, call := range calls {
		servertest.WantCode(t, call(theirs), codes.NotFound)
		servertest.WantReason(t, call(d.Machine("clients:read")), "NOT_GRANTED")
		servertest.WantCode(t, call(d.As(ids.New(), authn.RoleOrganisationAdmin)), codes.PermissionDenied)
		servertest.WantCode(t, call(d.Gateway()), codes.PermissionDenied)
	}
	list, err := d.Client.ListProvisionedUsers(theirs, &pb.ListProvisionedUsersRequest{Limit: 100})
	if err != nil || list.GetTotal() != 0 || len(list.GetUsers()) != 0 {
		t.Errorf("another organisation lists %v, %v", list, err)
	}
	// The same names there are other people.
	if _, err := d.Client.CreateProvisionedUser(theirs, &pb.CreateProvisionedUserRequest{User: &pb.ProvisionedUser{
		UserName: "anna@example.org", Email: "anna@example.org", Active: true}}); err != nil {
		t.Error(err)
	}
	_, err = d.Client.CreateProvisionedUser(d.asIt, &pb.CreateProvisionedUserRequest{User: &pb.ProvisionedUser{UserName: "ANNA@example.org", Active: true}})
	servertest.WantCode(t, err, codes.AlreadyExists)
	_, err = d.Client.ReplaceProvisionedUser(d.asIt, &pb.ReplaceProvisionedUserRequest{User: &pb.ProvisionedUser{
		Id: anna.GetId(), Etag: "99", UserName: "anna@example.org", Active: true}})
	servertest.WantCode(t, err, codes.Aborted)
	if left := d.hasLeft(anna.GetId()); left {
		t.Error("an outsider made Anna leave")
	}
}

func (d *directory) hasLeft(id string) bool {
	d.t.Helper()
	w, err := d.Client.GetSupportWorker(d.Coordinator, &pb.GetSupportWorkerRequest{Id: id})
	if err != nil {
		d.t.Fatal(err)
	}
	return w.GetLeft()
}

// A subject the directory itself uses is enough to know somebody by, without an address.
func TestTheDirectorysOwnIdFindsSomebodyAtTheirFirstSignIn(t *testing.T) {
	t.Parallel()
	d := open(t)
	anna := d.bring("Anna Attentie", "anna@example.org")
	who, err := d.signIn(anna.GetExternalId(), "", "support_worker")
	if err != nil || who.GetPersonId() != anna.GetId() {
		t.Errorf("%v, %v", who, err)
	}
	stranger, err := d.signIn("somebody else", "", "support_worker")
	if err != nil || stranger.GetPersonId() == anna.GetId() || stranger.GetProvisioned() {
		t.Errorf("%v, %v", stranger, err)
	}
}
