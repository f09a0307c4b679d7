package live_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/gateway/internal/live"
	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

const (
	here  = "01900000-0000-7000-8000-000000000001"
	there = "01900000-0000-7000-8000-000000000002"
)

// gateways are two of them over one database, and who asks.
type gateways struct {
	db   *postgres.DB
	one  *httptest.Server
	two  *httptest.Server
	stop chan struct{}
	gone atomic.Bool // who asks has signed out
}

func start(t *testing.T) *gateways {
	t.Helper()
	g := &gateways{db: pgtest.New(t, session.Schema()).Open(session.Schema()), stop: make(chan struct{})}
	g.one, g.two = g.gateway(t), g.gateway(t)
	return g
}

func (g *gateways) gateway(t *testing.T) *httptest.Server {
	t.Helper()
	hub := live.NewHub(g.db, nil)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); _ = hub.Run(ctx) }()
	server := httptest.NewServer(live.Stream{Hub: hub, Peek: g.who, Done: g.stop, Beat: 20 * time.Millisecond})
	t.Cleanup(func() { server.Close(); cancel(); <-done })
	return server
}

// who reads role and organisation from the test's own header.
func (g *gateways) who(r *http.Request) (authn.Caller, error) {
	role, tenant, _ := strings.Cut(r.Header.Get("Test-Who"), "@")
	if role == "" || g.gone.Load() {
		return authn.Caller{}, edge.ErrNobody
	}
	return authn.Caller{Tenant: tenant, Person: here, Roles: []authn.Role{authn.Role(role)}}, nil
}

// listener is an open page.
type listener struct {
	status int
	lines  *bufio.Scanner
}

func (g *gateways) listen(t *testing.T, server *httptest.Server, who string) *listener {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Test-Who", who)
	answer, err := server.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = answer.Body.Close() })
	return &listener{answer.StatusCode, bufio.NewScanner(answer.Body)}
}

// hears gives what the next change is about; "" when the line ends first.
func (l *listener) hears() string {
	for l.lines.Scan() {
		if topics, told := strings.CutPrefix(l.lines.Text(), "data: "); told {
			return topics
		}
	}
	return ""
}

// tells writes an event down as a reader of a feed would, again and again until it was
// heard: a hub that is still connecting hears nothing, and need not.
func (g *gateways) tells(t *testing.T, tenant string, at time.Time, msg proto.Message, heard func() bool) {
	t.Helper()
	ctx := feed.WithMoment(t.Context(), at)
	for range 500 {
		if err := g.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error { return live.Tell(ctx, tx, msg) }); err != nil {
			t.Fatal(err)
		}
		if heard() {
			return
		}
		<-time.After(10 * time.Millisecond)
	}
	t.Fatal("nobody heard of it")
}

// A change is heard through every gateway, by the kind of thing and nothing more, and by
// nobody of another organisation.
func TestAChangeIsHeardAtEveryGatewayOfOneOrganisation(t *testing.T) {
	t.Parallel()
	g := start(t)
	first, second := g.listen(t, g.one, "support_worker@"+here), g.listen(t, g.two, "coordinator@"+here)
	other := g.listen(t, g.two, "coordinator@"+there)
	heard := make(chan string, 2)
	for _, l := range []*listener{first, second} {
		go func() { heard <- l.hears() }()
	}
	g.tells(t, here, time.Now(), &matchingv1.MatchChanged{MatchId: there}, func() bool { return len(heard) == 2 })
	for range 2 {
		if topics := <-heard; topics != "matches plans signals" {
			t.Errorf("heard %q", topics)
		}
	}
	// What the other organisation hears first is its own.
	elsewhere := make(chan string, 1)
	go func() { elsewhere <- other.hears() }()
	g.tells(t, there, time.Now(), &recruitmentv1.NetworkerChanged{}, func() bool { return len(elsewhere) == 1 })
	if topics := <-elsewhere; topics != "networkers" {
		t.Errorf("another organisation heard %q", topics)
	}
}

// What happened long ago, or means nothing on a screen, is not told.
func TestNobodyIsToldOfLastYear(t *testing.T) {
	t.Parallel()
	g := start(t)
	l := g.listen(t, g.one, "support_worker@"+here)
	heard := make(chan string, 1)
	go func() { heard <- l.hears() }()
	long := feed.WithMoment(t.Context(), time.Now().Add(-time.Hour))
	now := feed.WithMoment(t.Context(), time.Now())
	g.tells(t, here, time.Now(), &recruitmentv1.NetworkerChanged{}, func() bool {
		err := g.db.InTenantAs(t.Context(), here, func(tx *postgres.Tx) error {
			if err := live.Tell(long, tx, &matchingv1.MatchChanged{}); err != nil {
				return err
			}
			return live.Tell(now, tx, &feedv1.Forgotten{})
		})
		if err != nil {
			t.Fatal(err)
		}
		return len(heard) == 1
	})
	if topics := <-heard; topics != "networkers" {
		t.Errorf("heard %q", topics)
	}
}

func TestOnlyStaffListen(t *testing.T) {
	t.Parallel()
	g := start(t)
	for who, status := range map[string]int{"": 401, "client@" + here: 403, "platform_operator@": 403, "support_worker@" + here: 200} {
		if l := g.listen(t, g.one, who); l.status != status {
			t.Errorf("%q got %d", who, l.status)
		}
	}
}

// Whoever signs out, here or elsewhere, hears nothing more; and a gateway that stops waits for nobody.
func TestALineEndsWithTheSessionAndWithTheGateway(t *testing.T) {
	t.Parallel()
	g := start(t)
	l := g.listen(t, g.one, "support_worker@"+here)
	g.gone.Store(true)
	if topics := l.hears(); topics != "" {
		t.Errorf("heard %q", topics)
	}
	g.gone.Store(false)
	l = g.listen(t, g.two, "support_worker@"+here)
	close(g.stop)
	if topics := l.hears(); topics != "" {
		t.Errorf("heard %q", topics)
	}
}

func TestOtherPicturesAreTold(t *testing.T) {
	t.Parallel()
	if got := live.Topics(&recruitmentv1.PictogramsChanged{Names: []string{"bus"}}); !slices.Equal(got, []string{"pictograms"}) {
		t.Errorf("topics: %v", got)
	}
}
