package webhook_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
	"google.golang.org/protobuf/proto"

	activitypb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	matchingpb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/outside"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/server/webhook"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// got is one thing a receiver was told.
type got struct {
	ID, Signatures, Type string
	Data                 map[string]any
	verified             bool
}

// receiver is another system: it answers what it is set to, and checks every signature with
// the specification's own library.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	secret string
	status int
	all    []got
}

func receive(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{status: http.StatusNoContent}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, _ := io.ReadAll(req.Body)
		r.mu.Lock()
		defer r.mu.Unlock()
		g := got{ID: req.Header.Get("webhook-id"), Signatures: req.Header.Get("webhook-signature")}
		if check, err := standardwebhooks.NewWebhook(r.secret); err == nil {
			g.verified = check.VerifyIgnoringTimestamp(body, req.Header) == nil // the clock of the house stands still
		}
		var m struct {
			Type string
			Data map[string]any
		}
		if err := json.Unmarshal(body, &m); err != nil {
			t.Error(err)
		}
		g.Type, g.Data = m.Type, m.Data
		r.all = append(r.all, g)
		w.WriteHeader(r.status)
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) answers(status int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.status = status
}

func (r *receiver) knows(secret string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.secret = secret
}

func (r *receiver) told() []got {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.all)
}

func (r *receiver) types() (all []string) {
	for _, g := range r.told() {
		all = append(all, g.Type)
	}
	return all
}

type house struct {
	*servertest.House
	t     *testing.T
	admin context.Context
}

func open(t *testing.T) *house {
	t.Helper()
	h := servertest.Open(t)
	seal, err := webhook.NewSeal([]byte(strings.Repeat("z", 32)))
	if err != nil {
		t.Fatal(err)
	}
	h.Server.Webhook.Seal, h.Server.Webhook.Local = seal, true
	h.Server.Webhook.Client = outside.Client(outside.Options{Within: 5 * time.Second, Local: true})
	return &house{House: h, t: t, admin: h.As(ids.New(), authn.RoleOrganisationAdmin)}
}

var allKinds = []string{"client.changed", "client.left", "match.under_way", "match.paused", "match.ended",
	"activity.planned", "activity.over", "activity.off", "review.closed"}

func (h *house) add(r *receiver, kinds ...string) *pb.Webhook {
	h.t.Helper()
	made, err := h.Client.CreateWebhook(h.admin, &pb.CreateWebhookRequest{Webhook: &pb.Webhook{Name: "Rooster", Address: r.URL, Kinds: kinds}})
	if err != nil {
		h.t.Fatal(err)
	}
	r.knows(made.GetSecret())
	return made.GetWebhook()
}

// hears lets the service take in what a feed tells.
func (h *house) hears(events ...proto.Message) {
	h.t.Helper()
	for _, event := range events {
		ctx := feed.WithMoment(postgres.WithMethod(h.t.Context(), "feed:test"), servertest.Now)
		if err := h.Pool.InTenantAs(ctx, h.Tenant, func(tx *postgres.Tx) error { return h.Server.Webhook.Take(ctx, tx, event) }); err != nil {
			h.t.Fatal(err)
		}
	}
}

func (h *house) send() {
	h.t.Helper()
	if err := h.Server.Webhook.Send(postgres.WithMethod(h.t.Context(), "planned:webhooks"), h.Tenant); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) deliveries(of *pb.Webhook) []*pb.WebhookDelivery {
	h.t.Helper()
	resp, err := h.Client.ListWebhookDeliveries(h.admin, &pb.ListWebhookDeliveriesRequest{Id: of.GetId()})
	if err != nil {
		h.t.Fatal(err)
	}
	return resp.GetDeliveries()
}

func (h *house) now(of *pb.Webhook) *pb.Webhook {
	h.t.Helper()
	resp, err := h.Client.ListWebhooks(h.admin, &pb.ListWebhooksRequest{})
	if err != nil {
		h.t.Fatal(err)
	}
	for _, w := range resp.GetWebhooks() {
		if w.GetId() == of.GetId() {
			return w
		}
	}
	h.t.Fatal("it is not in the list")
	return nil
}

func match(id string, state matchingpb.Match_State, clients ...string) *matchingpb.MatchChanged {
	m := &matchingpb.MatchChanged{MatchId: id, State: state}
	for _, c := range clients {
		m.People = append(m.People, &matchingpb.MatchChanged_Person{ClientId: c})
	}
	return m
}

func activity(id string, state activitypb.Activity_State, day string, clients ...string) *activitypb.ActivityChanged {
	return &activitypb.ActivityChanged{ActivityId: id, State: state, Day: day, ClientIds: clients}
}
