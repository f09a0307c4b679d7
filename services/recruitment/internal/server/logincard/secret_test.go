package logincard_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/domain/logincard"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// A copy of the whole database opens nothing: not what a card or a device holds stands in
// it, and not which pictures were chosen, nor a plain hash from which those could be tried.
func TestACopyOfTheDatabaseHoldsNoCodeAndNoPictures(t *testing.T) {
	t.Parallel()
	d := open(t)
	chosen := &pb.ChoosePictureCodeRequest{ClientId: d.lieke, Pictures: []string{"boat", "key", "dog"}, RequestId: ids.New()}
	_, err := d.Client.ChoosePictureCode(d.self, chosen)
	d.ok(err)
	made, err := d.Client.MakeLoginCard(d.worker, &pb.MakeLoginCardRequest{ClientId: d.lieke, RequestId: ids.New()})
	d.ok(err)
	remembered, err := d.Client.RememberLoginDevice(d.Gateway(), &pb.RememberLoginDeviceRequest{
		TenantId: d.Tenant, ClientId: d.lieke, CardId: made.GetCard().GetId(), RequestId: ids.New()})
	d.ok(err)
	all := fmt.Sprint(d.Contents()) + d.Logs.String()
	for what, secret := range map[string]string{
		"the code of the card": made.GetCode(), "its secret": hex.EncodeToString(d.secret),
		"that of the device": hex.EncodeToString(remembered.GetSecret()), "the pictures": "boat", "a picture": "umbrella",
	} {
		if strings.Contains(all, secret) {
			t.Errorf("%s stands in the database or the log", what)
		}
	}
	for _, first := range logincard.Pictures() {
		for _, second := range logincard.Pictures() {
			for _, third := range logincard.Pictures() {
				guess := proto.Clone(chosen).(*pb.ChoosePictureCodeRequest) //nolint:forcetypeassert // it is what was cloned
				guess.Pictures = []string{first, second, third}
				if hash := plainHash(t, d.lieke, guess); strings.Contains(all, hash) {
					t.Fatalf("the remembered request can be reckoned back: %v", guess.GetPictures())
				}
			}
		}
	}
}

// plainHash is how package once would know the request, had it not been made unreadable.
func plainHash(t *testing.T, person string, req proto.Message) string {
	t.Helper()
	body, err := proto.MarshalOptions{Deterministic: true}.Marshal(req)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q %q %q\n", person, "", pb.LoginCardService_ChoosePictureCode_FullMethodName, req.ProtoReflect().Descriptor().FullName())
	sum.Write(body)
	return hex.EncodeToString(sum.Sum(nil))
}

// A repeated request makes one card, and what it holds is told once.
func TestACardIsToldOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	request := &pb.MakeLoginCardRequest{ClientId: d.lieke, RequestId: ids.New()}
	first, err := d.Client.MakeLoginCard(d.worker, request)
	d.ok(err)
	again, err := d.Client.MakeLoginCard(d.worker, request)
	if d.ok(err); first.GetCode() == "" || again.GetCode() != "" || again.GetCard().GetId() != first.GetCard().GetId() {
		t.Errorf("%v, then %v", first, again)
	}
	chosen := &pb.ChoosePictureCodeRequest{ClientId: d.lieke, Pictures: []string{"boat", "key", "dog"}, RequestId: ids.New()}
	_, err = d.Client.ChoosePictureCode(d.self, chosen)
	d.ok(err)
	_, err = d.Client.ChoosePictureCode(d.self, chosen)
	d.ok(err)
	chosen.Pictures[0] = "bus"
	_, err = d.Client.ChoosePictureCode(d.self, chosen)
	servertest.WantCode(t, err, codes.FailedPrecondition)
}

// Who has nothing to do with a client has nothing to do with their card.
func TestAnotherColleagueClientOrOrganisationFindsNoCard(t *testing.T) {
	t.Parallel()
	d := open(t)
	_, stranger := d.Worker("Gerrit Grapje")
	jip := d.NewClient("Jip", "Jokkegeheim").GetId()
	there := d.Neighbour()
	_, theirs := there.Worker("Wout Wonderlijk")
	lead := there.As(ids.New(), authn.RoleNetworkLead)
	for who, ctx := range map[string]context.Context{
		"a colleague who does not guide them": stranger, "another client": d.As(jip, authn.RoleClient),
		"somebody elsewhere": theirs, "a lead elsewhere": lead,
	} {
		for what, call := range d.calls(ctx) {
			err := call()
			if what == "make" || what == "free" || what == "beside" {
				if who == "another client" {
					servertest.WantCode(t, err, codes.PermissionDenied)
					continue
				}
			}
			if servertest.WantCode(t, err, codes.NotFound); err == nil {
				t.Errorf("%s: %s", who, what)
			}
		}
	}
	for who, ctx := range map[string]context.Context{
		"a coordinator": d.Coordinator, "an administrator": d.As(ids.New(), authn.RoleOrganisationAdmin),
	} {
		for what, call := range d.calls(ctx) {
			if err := call(); err == nil {
				t.Errorf("%s: %s", who, what)
			} else {
				servertest.WantCode(t, err, codes.PermissionDenied)
			}
		}
	}
	_, err := d.Client.RedeemLoginCard(d.worker, &pb.RedeemLoginCardRequest{TenantId: d.Tenant, Secret: d.secret, Pictures: code})
	servertest.WantCode(t, err, codes.PermissionDenied)
	if d.try(code...) != isOpen {
		t.Error("after all that the card does not work")
	}
}

func (d *desk) calls(ctx context.Context) map[string]func() error {
	return map[string]func() error{
		"list": func() error {
			_, err := d.Client.ListLoginCards(ctx, &pb.ListLoginCardsRequest{ClientId: d.lieke})
			return err
		},
		"make": func() error {
			_, err := d.Client.MakeLoginCard(ctx, &pb.MakeLoginCardRequest{ClientId: d.lieke})
			return err
		},
		"withdraw": func() error {
			_, err := d.Client.WithdrawLoginCard(ctx, &pb.WithdrawLoginCardRequest{Id: d.card.GetId()})
			return err
		},
		"free": func() error {
			_, err := d.Client.FreeLoginCard(ctx, &pb.FreeLoginCardRequest{Id: d.card.GetId()})
			return err
		},
		"choose": func() error {
			_, err := d.Client.ChoosePictureCode(ctx, &pb.ChoosePictureCodeRequest{ClientId: d.lieke, Pictures: code})
			return err
		},
		"beside": func() error {
			_, err := d.Client.OpenBeside(ctx, &pb.OpenBesideRequest{ClientId: d.lieke})
			return err
		},
	}
}

func TestBadInputIsRefusedByName(t *testing.T) {
	t.Parallel()
	d := open(t)
	for what, pictures := range map[string][]string{
		"too few": {"sun", "fish"}, "too many": {"sun", "fish", "sun", "fish", "sun"}, "unknown": {"sun", "fish", "moon"}, "all the same": {"sun", "sun", "sun"},
	} {
		_, err := d.Client.ChoosePictureCode(d.self, &pb.ChoosePictureCodeRequest{ClientId: d.lieke, Pictures: pictures})
		if servertest.WantCode(t, err, codes.InvalidArgument); err == nil {
			t.Error(what)
		}
	}
	_, err := d.Client.RedeemLoginCard(d.Gateway(), &pb.RedeemLoginCardRequest{TenantId: d.Tenant, Secret: []byte("short")})
	servertest.WantCode(t, err, codes.InvalidArgument)
	d.Server.Cards.Key = nil
	_, err = d.Client.MakeLoginCard(d.worker, &pb.MakeLoginCardRequest{ClientId: d.lieke})
	servertest.WantCode(t, err, codes.FailedPrecondition)
	_, err = d.Client.RedeemLoginCard(d.Gateway(), &pb.RedeemLoginCardRequest{TenantId: d.Tenant, Secret: d.secret})
	servertest.WantCode(t, err, codes.FailedPrecondition)
}

// What a card lets in and what it does not is in the log, of the client it belongs to, and
// so is whoever opened Optrek beside them.
func TestTriesAndCardsAreOnRecord(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.try("bus", "bus", "dog")
	d.try(code...)
	_, err := d.Client.OpenBeside(d.worker, &pb.OpenBesideRequest{ClientId: d.lieke})
	d.ok(err)
	for what, want := range map[string]int{
		`event = 'sign_in' AND outcome = 'refused' AND method LIKE '%/RedeemLoginCard' AND on_behalf = client_id`: 1,
		`event = 'sign_in' AND outcome = 'done' AND method LIKE '%/RedeemLoginCard' AND on_behalf = client_id`:    1,
		`event = 'sign_in' AND method LIKE '%/OpenBeside' AND actor IS NOT NULL`:                                  1,
		`event = 'rights' AND method LIKE '%/MakeLoginCard'`:                                                      1,
		`event = 'rights' AND method LIKE '%/ChoosePictureCode' AND actor = client_id`:                            1,
	} {
		var n int
		d.ok(d.DB.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM recruitment.audit WHERE client_id = $1 AND `+what, d.lieke).Scan(&n))
		if n != want {
			t.Errorf("%s: %d rows, want %d", what, n, want)
		}
	}
}
