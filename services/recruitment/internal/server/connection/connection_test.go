package connection_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/bearer"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/domain/connection"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

type house struct {
	*servertest.House
	t     *testing.T
	admin context.Context
}

func open(t *testing.T) *house {
	t.Helper()
	h := servertest.Open(t)
	return &house{House: h, t: t, admin: h.As(ids.New(), authn.RoleOrganisationAdmin)}
}

func (h *house) make(scopes ...string) *pb.ConnectionWithSecret {
	h.t.Helper()
	made, err := h.Client.CreateConnection(h.admin, &pb.CreateConnectionRequest{Connection: &pb.Connection{Name: "Roostersysteem", Scopes: scopes}})
	if err != nil {
		h.t.Fatal(err)
	}
	return made
}

func (h *house) redeem(secret string, scopes ...string) (*pb.RedeemSecretResponse, error) {
	h.t.Helper()
	shown, ok := bearer.Parse(secret)
	if !ok {
		h.t.Fatalf("%q is no secret", secret)
	}
	return h.Client.RedeemSecret(h.Gateway(), &pb.RedeemSecretRequest{
		TenantId: shown.Organisation, ConnectionId: shown.Connection, SecretHash: shown.Hash[:], Scopes: scopes})
}

func (h *house) check(text string) (*pb.CheckBearerResponse, error) {
	h.t.Helper()
	shown, ok := bearer.Parse(text)
	if !ok {
		h.t.Fatalf("%q is neither", text)
	}
	return h.Client.CheckBearer(h.Gateway(), &pb.CheckBearerRequest{TenantId: shown.Organisation, Hash: shown.Hash[:], ConnectionId: shown.Connection})
}

func TestASecretBecomesATokenAndIsTakenBackAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	made := h.make("clients:read", "locations:read")
	token, err := h.redeem(made.GetSecret())
	if err != nil || !slices.Equal(token.GetScopes(), []string{"clients:read", "locations:read"}) {
		t.Fatalf("%v, %v", token, err)
	}
	less, err := h.redeem(made.GetSecret(), "locations:read")
	if err != nil || !slices.Equal(less.GetScopes(), []string{"locations:read"}) {
		t.Errorf("less than granted: %v, %v", less, err)
	}
	_, err = h.redeem(made.GetSecret(), "scim")
	servertest.WantReason(t, err, "SCOPE_NOT_GRANTED")
	who, err := h.check(token.GetToken())
	if err != nil || who.GetConnectionId() != made.GetConnection().GetId() {
		t.Errorf("%v, %v", who, err)
	}
	_, err = h.check(made.GetSecret()) // not its directory: the secret itself opens nothing
	servertest.WantReason(t, err, "CLIENT_UNKNOWN")

	// A second secret, so that the first can go without a gap.
	second, err := h.Client.RenewSecret(h.admin, &pb.RenewSecretRequest{Id: made.GetConnection().GetId()})
	if err != nil || second.GetSecret() == made.GetSecret() || len(second.GetConnection().GetSecrets()) != 2 {
		t.Fatalf("%v, %v", second, err)
	}
	_, err = h.Client.RenewSecret(h.admin, &pb.RenewSecretRequest{Id: made.GetConnection().GetId()})
	servertest.WantReason(t, err, "TWO_SECRETS")
	other, err := h.redeem(second.GetSecret())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Client.WithdrawSecret(h.admin, &pb.WithdrawSecretRequest{
		Id: made.GetConnection().GetId(), SecretId: made.GetConnection().GetSecrets()[0].GetId()}); err != nil {
		t.Fatal(err)
	}
	_, err = h.check(token.GetToken())
	servertest.WantReason(t, err, "CLIENT_UNKNOWN")
	_, err = h.redeem(made.GetSecret())
	servertest.WantReason(t, err, "CLIENT_UNKNOWN")
	if _, err := h.check(other.GetToken()); err != nil {
		t.Errorf("the other secret's token went too: %v", err)
	}
	// Fewer rights: what was handed out before holds one too many, and opens nothing.
	if _, err := h.Client.UpdateConnection(h.admin, &pb.UpdateConnectionRequest{
		Connection: &pb.Connection{Id: made.GetConnection().GetId(), Scopes: []string{"locations:read"}}, UpdateMask: mask("scopes")}); err != nil {
		t.Fatal(err)
	}
	_, err = h.check(other.GetToken())
	servertest.WantReason(t, err, "CLIENT_UNKNOWN")
	fresh, err := h.redeem(second.GetSecret())
	if err != nil {
		t.Fatal(err)
	}
	gone, err := h.Client.WithdrawConnection(h.admin, &pb.WithdrawConnectionRequest{Id: made.GetConnection().GetId()})
	if err != nil || gone.GetWithdrawTime() == nil || len(gone.GetSecrets()) != 0 {
		t.Errorf("%v, %v", gone, err)
	}
	for _, text := range []string{fresh.GetToken(), token.GetToken()} {
		_, err = h.check(text)
		servertest.WantReason(t, err, "CLIENT_UNKNOWN")
	}
	_, err = h.Client.RenewSecret(h.admin, &pb.RenewSecretRequest{Id: made.GetConnection().GetId()})
	servertest.WantReason(t, err, "CONNECTION_WITHDRAWN")
}

func mask(paths ...string) *fieldmaskpb.FieldMask { return &fieldmaskpb.FieldMask{Paths: paths} }

func TestTimeEndsTokensAndSecrets(t *testing.T) {
	t.Parallel()
	h := open(t)
	made := h.make("scim")
	token, err := h.redeem(made.GetSecret())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.check(made.GetSecret()); err != nil {
		t.Errorf("a directory's secret is its token: %v", err)
	}
	h.Later(connection.TokenLife)
	_, err = h.check(token.GetToken())
	servertest.WantReason(t, err, "CLIENT_UNKNOWN")
	h.Later(366 * 24 * time.Hour)
	for _, try := range []func() error{
		func() error { _, err := h.redeem(made.GetSecret()); return err },
		func() error { _, err := h.check(made.GetSecret()); return err },
	} {
		servertest.WantReason(t, try(), "CLIENT_UNKNOWN")
	}
	now, err := h.Client.GetConnection(h.admin, &pb.GetConnectionRequest{Id: made.GetConnection().GetId()})
	if err != nil || !now.GetSecrets()[0].GetExpired() || now.GetUsedDay() != "2026-10-15" {
		t.Errorf("%v, %v", now, err)
	}
	again, err := h.Client.RenewSecret(h.admin, &pb.RenewSecretRequest{Id: now.GetId(), Months: 3})
	if err != nil || len(again.GetConnection().GetSecrets()) != 1 {
		t.Errorf("what expired makes room: %v, %v", again, err)
	}
}

func TestWrongSecretsAreCountedAndTheRightOneStillOpens(t *testing.T) {
	t.Parallel()
	h := open(t)
	made := h.make("clients:read")
	wrong, err := bearer.NewSecret(h.Tenant, made.GetConnection().GetId())
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		_, err := h.redeem(wrong)
		servertest.WantReason(t, err, "CLIENT_UNKNOWN")
	}
	for range 3 {
		_, err := h.redeem(wrong)
		servertest.WantCode(t, err, codes.ResourceExhausted)
	}
	if _, err := h.redeem(made.GetSecret()); err != nil {
		t.Errorf("somebody's wrong secrets kept the right one out: %v", err)
	}
	h.Later(10 * time.Minute)
	_, err = h.redeem(wrong)
	servertest.WantReason(t, err, "CLIENT_UNKNOWN")
	// One nobody knows is answered as a wrong secret is.
	unknown, err := bearer.NewSecret(h.Tenant, ids.New())
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.redeem(unknown)
	servertest.WantReason(t, err, "CLIENT_UNKNOWN")
	elsewhere, err := bearer.NewSecret(ids.New(), made.GetConnection().GetId())
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.redeem(elsewhere)
	servertest.WantReason(t, err, "CLIENT_UNKNOWN")
}

func TestASecretIsShownOnceAndKeptNowhere(t *testing.T) {
	t.Parallel()
	h := open(t)
	req := &pb.CreateConnectionRequest{Connection: &pb.Connection{Name: "Gids", Scopes: []string{"scim"}}, RequestId: ids.New()}
	made, err := h.Client.CreateConnection(h.admin, req)
	if err != nil || made.GetSecret() == "" {
		t.Fatal(err)
	}
	again, err := h.Client.CreateConnection(h.admin, req)
	if err != nil || again.GetSecret() != "" || again.GetConnection().GetId() != made.GetConnection().GetId() {
		t.Errorf("repeated: %v, %v", again, err)
	}
	token, err := h.redeem(made.GetSecret())
	if err != nil {
		t.Fatal(err)
	}
	h.NewClient("Kim", "Bos") // Contents wants somebody to be there
	for where, text := range h.Contents() {
		for _, secret := range []string{made.GetSecret(), token.GetToken()} {
			if strings.Contains(text, secret) || strings.Contains(text, secret[5:]) {
				t.Errorf("it stands in %s", where)
			}
		}
	}
	if log := h.Logs.String(); strings.Contains(log, made.GetSecret()) || strings.Contains(log, token.GetToken()) {
		t.Error("it stands in the log")
	}
}

func TestConnectionsAreForAdministratorsOfTheirOwnOrganisation(t *testing.T) {
	t.Parallel()
	h := open(t)
	made := h.make("clients:read").GetConnection()
	elsewhere := h.Neighbour().As(ids.New(), authn.RoleOrganisationAdmin)
	calls := map[string]func(context.Context) error{
		"get": func(ctx context.Context) error {
			_, err := h.Client.GetConnection(ctx, &pb.GetConnectionRequest{Id: made.GetId()})
			return err
		},
		"update": func(ctx context.Context) error {
			_, err := h.Client.UpdateConnection(ctx, &pb.UpdateConnectionRequest{Connection: &pb.Connection{Id: made.GetId(), Name: "x"}, UpdateMask: mask("name")})
			return err
		},
		"renew": func(ctx context.Context) error {
			_, err := h.Client.RenewSecret(ctx, &pb.RenewSecretRequest{Id: made.GetId()})
			return err
		},
		"withdraw secret": func(ctx context.Context) error {
			_, err := h.Client.WithdrawSecret(ctx, &pb.WithdrawSecretRequest{Id: made.GetId(), SecretId: made.GetSecrets()[0].GetId()})
			return err
		},
		"withdraw": func(ctx context.Context) error {
			_, err := h.Client.WithdrawConnection(ctx, &pb.WithdrawConnectionRequest{Id: made.GetId()})
			return err
		},
	}
	for _, call := range calls {
		servertest.WantCode(t, call(elsewhere), codes.NotFound)
		for _, role := range authn.Roles() {
			if role != authn.RoleOrganisationAdmin && role != authn.RolePlatformOperator {
				servertest.WantCode(t, call(h.As(ids.New(), role)), codes.PermissionDenied)
			}
		}
	}
	if list, err := h.Client.ListConnections(elsewhere, &pb.ListConnectionsRequest{}); err != nil || len(list.GetConnections()) != 0 {
		t.Errorf("another organisation lists %v, %v", list, err)
	}
	now, err := h.Client.GetConnection(h.admin, &pb.GetConnectionRequest{Id: made.GetId()})
	if err != nil || !proto.Equal(now, made) {
		t.Errorf("an outsider changed it: %v, %v", now, err)
	}
	for reason, c := range map[string]*pb.Connection{
		"NAME_NEEDED": {Name: " ", Scopes: []string{"scim"}}, "SCOPE_NEEDED": {Name: "x"}, "SCOPE_UNKNOWN": {Name: "x", Scopes: []string{"clients:erase", "scim"}},
		"SCIM_ALONE": {Name: "x", Scopes: []string{"clients:read", "scim"}},
	} {
		_, err := h.Client.CreateConnection(h.admin, &pb.CreateConnectionRequest{Connection: c})
		servertest.WantReason(t, err, reason)
	}
}

// What can be granted is what stands in the contract, no more and no less.
func TestTheScopesAreThoseOfTheContract(t *testing.T) {
	t.Parallel()
	found := map[string]bool{}
	protoregistry.GlobalFiles.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		for i := range f.Services().Len() {
			methods := f.Services().Get(i).Methods()
			for j := range methods.Len() {
				rule, _ := proto.GetExtension(methods.Get(j).Options(), accessv1.E_Rule).(*accessv1.Rule)
				found[rule.GetScope()] = true
			}
		}
		return true
	})
	delete(found, "")
	for _, scope := range connection.Scopes() {
		if !found[scope] {
			t.Errorf("%s opens nothing", scope)
		}
		delete(found, scope)
	}
	for scope := range found {
		t.Errorf("%s stands in the contract and cannot be granted", scope)
	}
}
