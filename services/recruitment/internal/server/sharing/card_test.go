package sharing_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	matchingpb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// two are two organisations: Lieke here, Jip there, and a third that has nothing to do
// with it. Both agree to be seen in the region.
type two struct {
	*servertest.House
	t            *testing.T
	there, third *servertest.House
	lieke, jip   string
	anna, eva    string
	asAnna       context.Context
	asEva        context.Context
	request      string
	liekesYes    string
}

func meet(t *testing.T) *two {
	t.Helper()
	d := &two{House: servertest.Open(t), t: t, request: ids.New()}
	d.there, d.third = d.Neighbour(), d.Neighbour()
	d.anna, d.asAnna = d.Worker("Anna Attentie")
	d.eva, d.asEva = d.there.Worker("Eva Exempel")
	d.lieke = d.person(d.House, "Lieke", "Lievegeheim", d.anna)
	d.jip = d.person(d.there, "Jip", "Jokkegeheim", d.eva)
	d.liekesYes = d.agree(d.House, d.lieke, nil)
	d.agree(d.there, d.jip, nil)
	return d
}

func (d *two) person(h *servertest.House, given, family, worker string) string {
	d.t.Helper()
	c, err := h.Client.CreateClient(h.Coordinator, &pb.CreateClientRequest{Client: &pb.Client{GivenName: given, FamilyName: family, SupportWorkerIds: []string{worker},
		Profile: &pb.Profile{Interests: []string{"koken"}, Communication: pb.Communication_COMMUNICATION_PICTURES, Dayparts: []pb.Daypart{pb.Daypart_DAYPART_WEEKDAY_EVENING}}}})
	d.ok(err)
	return c.GetId()
}

func (d *two) agree(h *servertest.House, client string, ends *timestamppb.Timestamp) string {
	d.t.Helper()
	yes, err := h.Client.GiveConsent(h.Coordinator, &pb.GiveConsentRequest{ClientId: client, Purpose: pb.Consent_PURPOSE_REGION, Receiver: "Zuid",
		Channel: pb.Consent_CHANNEL_SPOKEN, EndTime: ends})
	d.ok(err)
	return yes.GetId()
}

func (d *two) ok(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// card lets Lieke show everything of herself to the other organisation.
func (d *two) card(parts ...pb.CardPart) *pb.SharedCard {
	d.t.Helper()
	c, err := d.Client.MakeCard(d.As(d.lieke, authn.RoleClient), &pb.MakeCardRequest{ClientId: d.lieke, RegionalRequestId: d.request,
		OrganisationId: d.there.Tenant, Parts: parts, SupportWorkerContact: "06 - 12 34"})
	d.ok(err)
	return c
}

var everything = []pb.CardPart{
	pb.CardPart_CARD_PART_SUPPORT_WORKER, pb.CardPart_CARD_PART_CALL_NAME, pb.CardPart_CARD_PART_INTERESTS, pb.CardPart_CARD_PART_DAYPARTS, pb.CardPart_CARD_PART_COMMUNICATION,
}

// hear lets an organisation hear that its client met the other, or that it is over.
func (d *two) hear(met bool) {
	d.t.Helper()
	for _, side := range []struct{ tenant, client, other string }{{d.Tenant, d.lieke, d.there.Tenant}, {d.there.Tenant, d.jip, d.Tenant}} {
		ctx := postgres.WithMethod(d.t.Context(), "feed")
		d.ok(d.Pool.InTenantAs(ctx, side.tenant, func(tx *postgres.Tx) error {
			return d.Server.HandleMatching(ctx, tx, &matchingpb.RegionalMeetingChanged{
				RegionalRequestId: d.request, ClientId: side.client, OrganisationId: side.other, Met: met})
		}))
	}
}

// seen is what Jip's side sees of Lieke.
func (d *two) seen(ctx context.Context) (*pb.OtherCard, error) {
	return d.there.Client.GetOtherCard(ctx, &pb.GetOtherCardRequest{ClientId: d.jip, RegionalRequestId: d.request})
}

func (d *two) sees(want *pb.OtherCard) {
	d.t.Helper()
	got, err := d.seen(d.asEva)
	if d.ok(err); !proto.Equal(got, want) {
		d.t.Errorf("the other side sees %v, want %v", got, want)
	}
}

func TestO06_TheOtherSeesWhatWasChosenAndOnlyAfterBothYes(t *testing.T) {
	t.Parallel()
	d := meet(t)
	card := d.card(everything...)
	want := &pb.OtherCard{CallName: "Lieke", Interests: []string{"koken"}, Dayparts: []string{"weekday_evening"}, Communication: "pictures",
		SupportWorkerName: "Anna Attentie", SupportWorkerContact: "06 - 12 34"}
	if !proto.Equal(card.GetPreview(), want) || len(card.GetParts()) != 5 {
		t.Fatalf("got %v", card)
	}
	_, err := d.seen(d.asEva)
	servertest.WantCode(t, err, codes.NotFound)
	d.hear(true)
	d.sees(want)
	got, err := d.seen(d.there.As(d.jip, authn.RoleClient))
	if d.ok(err); !proto.Equal(got, want) {
		t.Errorf("Jip sees %v", got)
	}
	d.card(pb.CardPart_CARD_PART_CALL_NAME) // made again it replaces, at once
	d.sees(&pb.OtherCard{CallName: "Lieke"})
	d.card()
	d.sees(&pb.OtherCard{})
	if n := len(d.own()); n != 1 {
		t.Errorf("%d cards, want one", n)
	}
	for who, ctx := range map[string]context.Context{
		"a colleague without Jip on the caseload": d.there.As(ids.New(), authn.RoleSupportWorker), "another client": d.there.As(ids.New(), authn.RoleClient),
		"a third organisation": d.third.Coordinator, "the own organisation": d.Coordinator,
	} {
		if _, err := d.seen(ctx); err == nil {
			t.Errorf("%s sees the card", who)
		} else {
			servertest.WantCode(t, err, codes.NotFound)
		}
	}
}

func (d *two) own() []*pb.SharedCard {
	d.t.Helper()
	list, err := d.Client.ListOwnCards(d.asAnna, &pb.ListOwnCardsRequest{ClientId: d.lieke})
	d.ok(err)
	return list.GetCards()
}

func TestO06_ACardTakenBackIsGoneOnTheNextLook(t *testing.T) {
	t.Parallel()
	for name, stop := range map[string]func(*two) error{
		"the card itself, by the client": func(d *two) error {
			_, err := d.Client.WithdrawCard(d.As(d.lieke, authn.RoleClient), &pb.WithdrawCardRequest{ClientId: d.lieke, Id: d.own()[0].GetId(), Etag: "old"})
			return err
		},
		"the yes to the region": func(d *two) error {
			_, err := d.Client.WithdrawConsent(d.Coordinator, &pb.WithdrawConsentRequest{ClientId: d.lieke, Id: d.liekesYes})
			return err
		},
		"the client left": func(d *two) error {
			_, err := d.DB.Owner(d.t).Exec(d.t.Context(), `DELETE FROM recruitment.client WHERE id = $1`, d.lieke)
			return err
		},
		"it is over": func(d *two) error { d.hear(false); return nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := meet(t)
			d.card(everything...)
			d.hear(true)
			before := len(d.Events())
			d.ok(stop(d))
			if got, err := d.seen(d.asEva); err == nil && !proto.Equal(got, &pb.OtherCard{}) {
				t.Errorf("still seen: %v", got)
			}
			if text := d.Contents()["shared_card"]; strings.Contains(text, "Lieke") {
				t.Errorf("still kept: %s", text)
			}
			if name == "the client left" {
				return
			}
			told := slices.ContainsFunc(d.Events()[before:], func(e servertest.Event) bool {
				c, ok := e.Message.(*pb.CardChanged)
				return ok && !c.GetMade() && c.GetClientId() == d.lieke && c.GetRegionalRequestId() == d.request
			})
			if own := d.own(); !told || len(own) != 1 || own[0].GetWithdrawTime() == nil || own[0].GetPreview() != nil {
				t.Errorf("told %v, kept %v", told, own)
			}
		})
	}
}

// A yes that was given for a time is over when that time is, whether or not anybody noted it.
func TestO06_ACardEndsWithTheYes(t *testing.T) {
	t.Parallel()
	d := meet(t)
	d.agree(d.House, d.lieke, timestamppb.New(servertest.Now.Add(time.Hour)))
	d.card(everything...)
	d.hear(true)
	d.Later(time.Hour)
	d.sees(&pb.OtherCard{})
	d.ok(d.Server.EndConsents(t.Context(), d.Tenant))
	gone := slices.ContainsFunc(d.Events(), func(e servertest.Event) bool {
		c, ok := e.Message.(*pb.RegionalYesGone)
		return ok && c.GetClientId() == d.lieke && c.GetRegion() == "Zuid"
	})
	if own := d.own(); !gone || own[0].GetWithdrawTime() == nil {
		t.Errorf("told %v, kept %v", gone, own)
	}
}

func TestO06_MatchingAloneAsksWhoseYesStands(t *testing.T) {
	t.Parallel()
	d := meet(t)
	other := d.person(d.House, "Piet", "", d.anna)
	ask := func(ctx context.Context, organisation, region string) []string {
		got, err := d.Client.CheckRegionalYes(ctx, &pb.CheckRegionalYesRequest{OrganisationId: organisation, Region: region, ClientIds: []string{d.lieke, other, d.jip}})
		d.ok(err)
		return got.GetClientIds()
	}
	if got := ask(d.Matching(), d.Tenant, "Zuid"); !slices.Equal(got, []string{d.lieke}) {
		t.Errorf("got %v", got)
	}
	if got := ask(d.Matching(), d.there.Tenant, "Zuid"); !slices.Equal(got, []string{d.jip}) {
		t.Errorf("got %v", got)
	}
	if got := ask(d.Matching(), d.Tenant, "Noord"); len(got) != 0 {
		t.Errorf("a yes to one region counts for another: %v", got)
	}
	_, err := d.Client.WithdrawConsent(d.Coordinator, &pb.WithdrawConsentRequest{ClientId: d.lieke, Id: d.liekesYes})
	d.ok(err)
	if got := ask(d.Matching(), d.Tenant, "Zuid"); len(got) != 0 {
		t.Errorf("a yes taken back stands: %v", got)
	}
	for _, ctx := range []context.Context{d.Coordinator, d.asAnna, d.As(d.lieke, authn.RoleClient), d.Gateway()} {
		_, err := d.Client.CheckRegionalYes(ctx, &pb.CheckRegionalYesRequest{OrganisationId: d.Tenant, Region: "Zuid", ClientIds: []string{d.lieke}})
		servertest.WantCode(t, err, codes.PermissionDenied)
	}
}

func TestO06_MakingACardHasItsRules(t *testing.T) {
	t.Parallel()
	d := meet(t)
	alone := d.NewClient("Zonder", "Begeleider").GetId()
	d.agree(d.House, alone, nil)
	for name, c := range map[string]struct {
		change func(*pb.MakeCardRequest)
		reason string
	}{
		"own organisation":      {func(r *pb.MakeCardRequest) { r.OrganisationId = d.Tenant }, "OWN_ORGANISATION"},
		"nobody guides":         {func(r *pb.MakeCardRequest) { r.ClientId = alone }, "NO_SUPPORT_WORKER"},
		"no yes to the region":  {func(r *pb.MakeCardRequest) { r.ClientId = d.NewClient("Nog", "Niet").GetId() }, "ASK_FOR_REGION"},
		"not of this client":    {func(r *pb.MakeCardRequest) { r.ClientId = d.jip }, "NOT_FOUND"},
		"the same part twice":   {func(r *pb.MakeCardRequest) { r.Parts = append(r.Parts, r.GetParts()[0]) }, "INVALID_FIELDS"},
		"a part that is no one": {func(r *pb.MakeCardRequest) { r.Parts = []pb.CardPart{99} }, "INVALID_FIELDS"},
	} {
		req := &pb.MakeCardRequest{ClientId: d.lieke, RegionalRequestId: d.request, OrganisationId: d.there.Tenant, Parts: everything}
		c.change(req)
		_, err := d.Client.MakeCard(d.Coordinator, req)
		if err == nil {
			t.Errorf("%s: made", name)
			continue
		}
		if c.reason != "INVALID_FIELDS" {
			servertest.WantReason(t, err, c.reason)
			continue
		}
		servertest.WantCode(t, err, codes.InvalidArgument)
	}
	req := &pb.MakeCardRequest{ClientId: d.lieke, RegionalRequestId: d.request, OrganisationId: d.there.Tenant, RequestId: ids.New()}
	first, err := d.Client.MakeCard(d.asAnna, req)
	d.ok(err)
	again, err := d.Client.MakeCard(d.asAnna, req)
	if d.ok(err); first.GetEtag() != again.GetEtag() {
		t.Error("made twice")
	}
	checked, err := d.Client.CheckCard(d.As(d.lieke, authn.RoleClient), &pb.CheckCardRequest{ClientId: d.lieke, RegionalRequestId: d.request})
	if d.ok(err); !checked.GetMade() || checked.GetCardId() != first.GetId() {
		t.Errorf("got %v", checked)
	}
	_, err = d.Client.WithdrawCard(d.asAnna, &pb.WithdrawCardRequest{ClientId: d.lieke, Id: first.GetId(), Etag: "9"})
	servertest.WantReason(t, err, "CHANGED_MEANWHILE")
}
