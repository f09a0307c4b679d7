package webhook_test

import (
	"encoding/json"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	activitypb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	evaluationpb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingpb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/outside"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// What became of a match and an activity is told once each, in order, signed; ideas, trying and repeats are not.
func TestWhatHappenedIsToldOnceInOrderAndSigned(t *testing.T) {
	t.Parallel()
	h := open(t)
	r := receive(t)
	w := h.add(r, allKinds...)
	one, two, invited := h.NewClient("Jip", "Proefpersoon").GetId(), h.NewClient("Noa", "Proefpersoon").GetId(), ids.New()
	m, a, tried, e := ids.New(), ids.New(), ids.New(), ids.New()
	under := match(m, matchingpb.Match_STATE_UNDER_WAY, one, two)
	under.People = append(under.People, &matchingpb.MatchChanged_Person{ClientId: invited, Invited: true})
	h.hears(
		&pb.ClientChanged{ClientId: one}, match(m, matchingpb.Match_STATE_IDEA, one, two), match(m, matchingpb.Match_STATE_PROPOSED, one, two),
		under, under,
		activity(tried, activitypb.Activity_STATE_TRYING, "2026-11-01", one), activity(tried, activitypb.Activity_STATE_UNSPECIFIED, ""),
		activity(a, activitypb.Activity_STATE_PLANNED, "2026-11-02", one, two), activity(a, activitypb.Activity_STATE_PLANNED, "2026-11-02", one, two),
		activity(a, activitypb.Activity_STATE_PLANNED, "2026-11-03", one, two), activity(a, activitypb.Activity_STATE_HELD, "2026-11-03", one, two),
		match(m, matchingpb.Match_STATE_PAUSED, one, two), match(m, matchingpb.Match_STATE_CLOSED, one, two),
		&evaluationpb.InterimEvaluationClosed{InterimEvaluationId: e, MatchId: m}, &pb.ClientLeft{ClientId: one},
		&pb.SupportWorkerChanged{SupportWorkerId: ids.New()},
	)
	h.send()
	want := []string{"client.changed", "match.under_way", "activity.planned", "activity.planned", "activity.over", "match.paused", "match.ended", "review.closed", "client.left"}
	if got := r.types(); !slices.Equal(got, want) {
		t.Fatalf("told %v\nwant %v", got, want)
	}
	seen := map[string]bool{}
	for _, g := range r.told() {
		text, _ := json.Marshal(g.Data)
		if !g.verified || g.ID == "" || seen[g.ID] || strings.Contains(string(text), "Jip") || strings.Contains(string(text), invited) {
			t.Errorf("%s: verified %v, id %q, %s", g.Type, g.verified, g.ID, text)
		}
		seen[g.ID] = true
	}
	if d := r.told()[1].Data; d["matchId"] != m || len(d["clientIds"].([]any)) != 2 {
		t.Errorf("%v", d)
	}
	if d := r.told()[0].Data; d["clientId"] != one || len(d) != 1 {
		t.Errorf("%v", d)
	}
	for _, d := range h.deliveries(w) {
		if d.GetState() != pb.WebhookDelivery_STATE_ARRIVED || d.GetStatus() != http.StatusNoContent || d.GetTries() != 1 {
			t.Errorf("%v", d)
		}
	}
	h.send() // nothing is told twice
	if len(r.told()) != len(want) {
		t.Errorf("told %d", len(r.told()))
	}
}

// What does not arrive is tried again with growing pauses, what comes after it waits, and after three days the address
// rests until somebody says so; then everything comes, in order and under the same id.
func TestWhatDoesNotArriveIsToldAgainAndThenTheAddressRests(t *testing.T) {
	t.Parallel()
	h := open(t)
	r := receive(t)
	r.answers(http.StatusInternalServerError)
	w := h.add(r, "client.changed", "client.left")
	client := h.NewClient("Jip", "Proefpersoon").GetId()
	h.hears(&pb.ClientChanged{ClientId: client}, &pb.ClientLeft{ClientId: client})
	h.send()
	h.send() // too early
	if got := r.types(); !slices.Equal(got, []string{"client.changed"}) {
		t.Fatalf("told %v", got)
	}
	tries := 1
	var waited time.Duration
	for h.now(w).GetRestTime() == nil {
		if waited > 4*24*time.Hour {
			t.Fatal("it never rests")
		}
		h.Later(time.Hour)
		waited += time.Hour
		h.send()
		tries = len(r.told())
	}
	if tries != 10 || waited < 72*time.Hour {
		t.Errorf("%d tries in %v", tries, waited)
	}
	first := r.told()[0].ID
	for _, g := range r.told() {
		if g.ID != first || !g.verified {
			t.Errorf("another id, or not signed: %v", g)
		}
	}
	d := h.deliveries(w)
	if len(d) != 2 || d[1].GetStatus() != 500 || d[1].GetProblem() != pb.WebhookDelivery_PROBLEM_ANSWER || h.now(w).GetWaiting() != 2 {
		t.Errorf("%v", d)
	}
	h.Later(24 * time.Hour)
	h.send()
	if len(r.told()) != tries {
		t.Error("sent to an address that rests")
	}
	r.answers(http.StatusOK)
	paused := func(yes bool) {
		if _, err := h.Client.UpdateWebhook(h.admin, &pb.UpdateWebhookRequest{Webhook: &pb.Webhook{Id: w.GetId(), Paused: yes}, UpdateMask: mask("paused")}); err != nil {
			t.Fatal(err)
		}
	}
	paused(false)
	h.send()
	if got := r.told()[tries:]; len(got) != 2 || got[0].ID != first || got[1].Type != "client.left" || h.now(w).GetRestTime() != nil {
		t.Errorf("%v", got)
	}
}

func mask(paths ...string) *fieldmaskpb.FieldMask { return &fieldmaskpb.FieldMask{Paths: paths} }

// A receiver that is gone is not tried for three days; one that sends on is not followed; one inside is not called at all.
func TestGoneSentOnAndInside(t *testing.T) {
	t.Parallel()
	h := open(t)
	gone, on := receive(t), receive(t)
	gone.answers(http.StatusGone)
	on.answers(http.StatusFound)
	a, b := h.add(gone, "client.changed"), h.add(on, "client.changed")
	h.hears(&pb.ClientChanged{ClientId: ids.New()})
	h.send()
	if h.now(a).GetRestTime() == nil || h.now(b).GetRestTime() != nil {
		t.Error("gone does not rest, or sent on does")
	}
	if d := h.deliveries(b); d[0].GetStatus() != http.StatusFound || d[0].GetState() != pb.WebhookDelivery_STATE_WAITING {
		t.Errorf("%v", d)
	}
	// The same address, in a house where this machine is inside, as in production.
	h.Server.Webhook.Client = outside.Client(outside.Options{Within: 5 * time.Second, Allow: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}})
	before := len(on.told())
	h.Later(time.Minute)
	h.send()
	if d := h.deliveries(b); d[0].GetProblem() != pb.WebhookDelivery_PROBLEM_INSIDE || len(on.told()) != before {
		t.Errorf("%v, told %d", d, len(on.told())-before)
	}
	// Nobody there at all.
	h.Server.Webhook.Client = outside.Client(outside.Options{Within: 5 * time.Second, Local: true})
	on.Close()
	h.Later(time.Hour)
	h.send()
	if d := h.deliveries(b); d[0].GetProblem() != pb.WebhookDelivery_PROBLEM_UNREACHABLE {
		t.Errorf("%v", d)
	}
}

// A trial goes at once and once, also to an address that is paused, and before what waits.
func TestATrial(t *testing.T) {
	t.Parallel()
	h := open(t)
	r := receive(t)
	w := h.add(r, "client.changed")
	r.answers(http.StatusBadGateway)
	h.hears(&pb.ClientChanged{ClientId: ids.New()})
	h.send()
	if _, err := h.Client.UpdateWebhook(h.admin, &pb.UpdateWebhookRequest{Webhook: &pb.Webhook{Id: w.GetId(), Paused: true}, UpdateMask: mask("paused")}); err != nil {
		t.Fatal(err)
	}
	try := func(want pb.WebhookDelivery_State) {
		t.Helper()
		d, err := h.Client.TryWebhook(h.admin, &pb.TryWebhookRequest{Id: w.GetId()})
		if err != nil {
			t.Fatal(err)
		}
		h.send()
		if got := h.deliveries(w)[0]; got.GetId() != d.GetId() || got.GetState() != want || got.GetKind() != "test" {
			t.Errorf("%v", got)
		}
	}
	try(pb.WebhookDelivery_STATE_NOT_ARRIVED)
	r.answers(http.StatusAccepted)
	try(pb.WebhookDelivery_STATE_ARRIVED)
	if got := r.types(); !slices.Equal(got, []string{"client.changed", "test", "test"}) {
		t.Errorf("%v", got)
	}
	if d := r.told()[2]; !d.verified || len(d.Data) != 0 {
		t.Errorf("%v", d)
	}
}

// For a week both secrets sign; then the new one alone. A repeat of the request shows no secret, and the database none at all.
func TestASecretIsRenewedWithoutAGap(t *testing.T) {
	t.Parallel()
	h := open(t)
	r := receive(t)
	w := h.add(r, "client.changed")
	old := r.secret
	h.NewClient("Jip", "Proefpersoon")
	req := &pb.RenewWebhookSecretRequest{Id: w.GetId(), Etag: w.GetEtag(), RequestId: ids.New()}
	fresh, err := h.Client.RenewWebhookSecret(h.admin, req)
	if err != nil || !strings.HasPrefix(fresh.GetSecret(), "whsec_") || fresh.GetSecret() == old || fresh.GetWebhook().GetOldSecretUntil() == nil {
		t.Fatalf("%v, %v", fresh.GetWebhook(), err)
	}
	again, err := h.Client.RenewWebhookSecret(h.admin, req)
	if err != nil || again.GetSecret() != "" || again.GetWebhook().GetEtag() != fresh.GetWebhook().GetEtag() {
		t.Errorf("a repeat: %v, %v", again, err)
	}
	tell := func(secret string, want bool) {
		t.Helper()
		r.knows(secret)
		h.hears(&pb.ClientChanged{ClientId: ids.New()})
		h.send()
		if got := r.told()[len(r.told())-1]; got.verified != want {
			t.Errorf("verified %v: %s", got.verified, got.Signatures)
		}
	}
	tell(old, true)
	tell(fresh.GetSecret(), true)
	h.Later(8 * 24 * time.Hour)
	tell(old, false)
	tell(fresh.GetSecret(), true)
	for table, text := range h.Contents() {
		if strings.Contains(text, fresh.GetSecret()) || strings.Contains(text, old) {
			t.Errorf("a secret is readable in %s", table)
		}
	}
	if strings.Contains(h.Logs.String(), "whsec_") {
		t.Error("a secret is in the log")
	}
}

// Whose data is not to be used is left out; who was erased too, and that they left is told.
func TestRestrictedAndErased(t *testing.T) {
	t.Parallel()
	h := open(t)
	r := receive(t)
	w := h.add(r, allKinds...)
	worker, as := h.Worker("Pim Proef")
	rests, free := h.NewClient("Jip", "Proefpersoon", worker).GetId(), h.NewClient("Noa", "Proefpersoon", worker).GetId()
	m := ids.New()
	h.hears(match(m, matchingpb.Match_STATE_UNDER_WAY, rests, free), activity(ids.New(), activitypb.Activity_STATE_PLANNED, "2026-11-02", rests))
	if _, err := h.Client.RestrictClient(as, &pb.RestrictClientRequest{ClientId: rests, SaidBy: pb.SaidBy_SAID_BY_TOLD, Reason: "Even rust."}); err != nil {
		t.Fatal(err)
	}
	h.send()
	told := r.told()
	if len(told) != 1 || told[0].Type != "match.under_way" || len(told[0].Data["clientIds"].([]any)) != 1 || told[0].Data["clientIds"].([]any)[0] != free {
		t.Errorf("%v", told)
	}
	if d := h.deliveries(w); len(d) != 1 {
		t.Errorf("what may not be told still waits: %v", d)
	}
	h.erased(rests)
	h.hears(&pb.ClientErased{ClientId: rests}, &pb.ClientChanged{ClientId: rests}, match(m, matchingpb.Match_STATE_CLOSED, rests, free))
	h.send()
	if got := r.types()[1:]; !slices.Equal(got, []string{"client.left", "match.ended"}) {
		t.Errorf("%v", got)
	}
	if c := r.told()[2].Data["clientIds"].([]any); len(c) != 1 || c[0] != free {
		t.Errorf("%v", c)
	}
	for _, table := range []string{"webhook_subject", "webhook"} {
		if strings.Contains(h.Contents()[table], rests) {
			t.Errorf("%s still holds who was erased", table)
		}
	}
}

// erased writes down that somebody was erased, as the sweep over all tables does.
func (h *house) erased(client string) {
	h.t.Helper()
	if _, err := h.DB.Owner(h.t).Exec(h.t.Context(), `WITH gone AS (INSERT INTO recruitment.erased (tenant_id, client_id, removed, told) VALUES ($1, $2, '{}', true) RETURNING client_id)
		UPDATE recruitment.webhook_subject SET client_ids = array_remove(client_ids, (SELECT client_id FROM gone))`, h.Tenant, client); err != nil {
		h.t.Fatal(err)
	}
}

// Another organisation hears nothing, sees nothing and changes nothing; nor does anybody but an administrator.
func TestOnlyTheirOwn(t *testing.T) {
	t.Parallel()
	h := open(t)
	r := receive(t)
	w := h.add(r, "client.changed")
	other := h.Neighbour()
	theirs := other.As(ids.New(), authn.RoleOrganisationAdmin)
	ctx := feed.WithMoment(postgres.WithMethod(t.Context(), "feed:test"), servertest.Now)
	if err := h.Pool.InTenantAs(ctx, other.Tenant, func(tx *postgres.Tx) error {
		return h.Server.Webhook.Take(ctx, tx, &pb.ClientChanged{ClientId: ids.New()})
	}); err != nil {
		t.Fatal(err)
	}
	h.send()
	if len(r.told()) != 0 {
		t.Errorf("told of another organisation: %v", r.told())
	}
	list, err := h.Client.ListWebhooks(theirs, &pb.ListWebhooksRequest{})
	if err != nil || len(list.GetWebhooks()) != 0 {
		t.Errorf("%v, %v", list, err)
	}
	_, err = h.Client.TryWebhook(theirs, &pb.TryWebhookRequest{Id: w.GetId()})
	servertest.WantReason(t, err, "NOT_FOUND")
	_, err = h.Client.ListWebhookDeliveries(theirs, &pb.ListWebhookDeliveriesRequest{Id: w.GetId()})
	servertest.WantReason(t, err, "NOT_FOUND")
	if _, err := h.Client.ListWebhooks(h.Coordinator, &pb.ListWebhooksRequest{}); err == nil {
		t.Error("a coordinator sees them")
	}
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	for want, w := range map[string]*pb.Webhook{
		"NAME_NEEDED":       {Address: "https://example.org", Kinds: []string{"match.ended"}},
		"KIND_NEEDED":       {Name: "Rooster", Address: "https://example.org"},
		"KIND_UNKNOWN":      {Name: "Rooster", Address: "https://example.org", Kinds: []string{"match.scored"}},
		"ADDRESS_NOT_HTTPS": {Name: "Rooster", Address: "http://example.org", Kinds: []string{"match.ended"}},
		"ADDRESS_PARTS":     {Name: "Rooster", Address: "https://a:b@example.org", Kinds: []string{"match.ended"}},
	} {
		_, err := h.Client.CreateWebhook(h.admin, &pb.CreateWebhookRequest{Webhook: w})
		servertest.WantReason(t, err, want)
	}
	h.Server.Webhook.Local = false // as in production
	for address, want := range map[string]string{
		"https://localhost/x": "ADDRESS_LOCAL", "https://127.0.0.1:8443": "ADDRESS_LOCAL", "http://localhost:1": "ADDRESS_NOT_HTTPS", "gopher://x": "ADDRESS_NOT_HTTPS", "": "ADDRESS_NOT_HTTPS",
	} {
		_, err := h.Client.CreateWebhook(h.admin, &pb.CreateWebhookRequest{Webhook: &pb.Webhook{Name: "Rooster", Address: address, Kinds: []string{"match.ended"}}})
		servertest.WantReason(t, err, want)
	}
	made, err := h.Client.CreateWebhook(h.admin, &pb.CreateWebhookRequest{Webhook: &pb.Webhook{Name: "Rooster", Address: "https://example.org/x", Kinds: []string{"match.ended"}}})
	if err != nil {
		t.Fatal(err)
	}
	gone, err := h.Client.WithdrawWebhook(h.admin, &pb.WithdrawWebhookRequest{Id: made.GetWebhook().GetId(), Etag: made.GetWebhook().GetEtag()})
	if err != nil || gone.GetWithdrawTime() == nil {
		t.Fatalf("%v, %v", gone, err)
	}
	_, err = h.Client.TryWebhook(h.admin, &pb.TryWebhookRequest{Id: gone.GetId()})
	servertest.WantReason(t, err, "WEBHOOK_WITHDRAWN")
	_, err = h.Client.UpdateWebhook(h.admin, &pb.UpdateWebhookRequest{Webhook: &pb.Webhook{Id: gone.GetId(), Etag: "1", Name: "Anders"}})
	servertest.WantReason(t, err, "CHANGED_MEANWHILE")
	h.Server.Webhook.Seal = nil
	_, err = h.Client.CreateWebhook(h.admin, &pb.CreateWebhookRequest{Webhook: &pb.Webhook{Name: "Rooster", Address: "https://example.org", Kinds: []string{"match.ended"}}})
	servertest.WantReason(t, err, "WEBHOOKS_OFF")
}
