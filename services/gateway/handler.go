package gateway

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"go.opentelemetry.io/otel/trace"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/devidp"
	"github.com/optrek/optrek/services/gateway/internal/apidocs"
	"github.com/optrek/optrek/services/gateway/internal/calendar"
	"github.com/optrek/optrek/services/gateway/internal/card"
	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/gateway/internal/live"
	"github.com/optrek/optrek/services/gateway/internal/machine"
	"github.com/optrek/optrek/services/gateway/internal/organisation"
	"github.com/optrek/optrek/services/gateway/internal/picture"
	"github.com/optrek/optrek/services/gateway/internal/rights"
	"github.com/optrek/optrek/services/gateway/internal/scim"
	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/gateway/internal/signin"
	"github.com/optrek/optrek/services/gateway/internal/site"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
)

// parts are what the HTTP side is made of.
type parts struct {
	register  *organisation.Register
	sessions  *session.Book
	calendars *calendar.Book
	services  services
	hub       *live.Hub
	stopping  chan struct{} // closed when the gateway stops
	signer    *authn.Signer
	demo      *devidp.Provider // nil outside development
	traces    http.Handler     // nil when none are kept
	spans     trace.TracerProvider
	web       fs.FS
	public    string // scheme and host as browsers see them
	outside   config.Outside
	checks    map[string]edge.Check
	log       *slog.Logger
	clock     func() time.Time
}

// newHandler puts the doors behind the wall. What every request passes, outermost
// first: observe → security headers → one way of writing a request, to this host → not too
// often → same origin → no BSN in the address → router.
func newHandler(p parts) (http.Handler, error) {
	mux := http.NewServeMux()
	door, err := signin.New(signin.Options{
		Register: p.register, Sessions: p.sessions, People: p.services, Journal: p.services, PublicURL: p.public,
		Demo: p.demoOrganisations(), Log: p.log, Clock: p.clock,
	})
	if err != nil {
		return nil, err
	}
	door.Routes(mux)
	p.entrance(door).Routes(mux)
	systems := p.systems(mux)
	api, err := edge.NewAPI(machine.Who(door.Who), p.signer, p.services.register)
	if err != nil {
		return nil, err
	}
	mux.Handle("/api/", systems.Bearer(api))
	rules, err := rights.Handler(door.Who)
	if err != nil {
		return nil, err
	}
	mux.Handle("GET "+rights.Path, rules)
	mux.Handle(picture.Route, picture.Handler(door.Peek, p.signer, recruitmentv1.NewPictogramServiceClient(p.services.recruitment)))
	mux.Handle("GET "+live.Path, live.Stream{Hub: p.hub, Peek: door.Peek, Done: p.stopping})
	calendar.New(calendar.Options{
		Book: p.calendars, Signer: p.signer, Who: door.Who, PublicURL: p.public, Log: p.log, Clock: p.clock,
		Services: calendar.Services{Recruitment: p.services.recruitment, Activity: p.services.activity, Evaluation: p.services.evaluation},
	}).Routes(mux)
	// Below /auth and /dev nothing but what is registered: never the web app.
	mux.HandleFunc("/auth/", edge.NoSuchPath)
	mux.HandleFunc("/dev/", edge.NoSuchPath)
	mux.HandleFunc("/debug/", edge.NoSuchPath)
	if p.demo != nil {
		mux.Handle(devidp.Prefix, p.demo)
	}
	if p.traces != nil {
		mux.Handle("GET /debug/traces", p.traces)
	}
	p.forMachines(mux)
	app, err := p.site()
	if err != nil {
		return nil, err
	}
	mux.Handle("/", app)

	inside, err := edge.SameOrigin(p.public, edge.WithoutBSN(mux, "/auth/", devidp.Prefix, calendar.Prefix, scim.Prefix))
	if err != nil {
		return nil, fmt.Errorf("gateway: public address: %w", err)
	}
	plain, err := edge.Plain(p.public, p.demo != nil, edge.Moderate(edge.Limits{
		SignIn: p.outside.RateSignIn, Changes: p.outside.RateChanges, Proxies: p.outside.Proxies,
		Session: door.Key, Page: door.TooOftenPage, Clock: p.clock,
	}, inside))
	if err != nil {
		return nil, fmt.Errorf("gateway: public address: %w", err)
	}
	return edge.Observe(p.log, p.spans, edge.SecureHeaders(overTLS(p.public), plain))
}

// forMachines is what is asked by no person: whether we work, and who to tell when something is unsafe.
func (p parts) forMachines(mux *http.ServeMux) {
	mux.HandleFunc("GET /healthz/live", edge.Live)
	mux.Handle("GET /healthz/ready", edge.Ready(p.checks))
	mux.Handle("GET /.well-known/security.txt", edge.SecurityText(p.public, p.security(), p.clock))
	mux.HandleFunc("GET /robots.txt", edge.Robots)
}

// site is the web app, and beside it the description of the API that its page at /docs/api reads.
func (p parts) site() (*site.Site, error) {
	app, err := site.New(p.web)
	if err != nil {
		return nil, err
	}
	described, err := apidocs.Document(p.public)
	if err != nil {
		return nil, err
	}
	return app, app.Add(apidocs.Path, described)
}

func (p parts) security() edge.Security {
	return edge.Security{
		Contacts: p.outside.SecurityContact, Languages: p.outside.SecurityLanguages,
		Policy: p.outside.SecurityPolicy, Until: p.outside.Until,
	}
}

// systems is the door of an organisation's other systems, and of its directory.
func (p parts) systems(mux *http.ServeMux) *machine.Door {
	door := machine.New(machine.Options{Connections: p.services.connections, Known: p.knows, PublicURL: p.public, Log: p.log})
	door.Routes(mux)
	scim.New(scim.Options{Caller: door.Caller, Signer: p.signer, Conn: p.services.recruitment, PublicURL: p.public}).Routes(mux)
	return door
}

// knowsWithin is for asking whether an organisation's doors are open.
const knowsWithin = 2 * time.Second

// knows says whether an organisation is in the register: one that was taken off it takes
// its other systems with it, and so does one whose doors are closed for now.
func (p parts) knows(organisation string) bool {
	_, known := p.register.Find(organisation)
	ctx, cancel := context.WithTimeout(context.Background(), knowsWithin)
	defer cancel()
	return known && !p.sessions.Closed(ctx, organisation)
}

func (p parts) demoOrganisations() []devidp.Organisation {
	if p.demo == nil {
		return nil
	}
	return devidp.Organisations()
}

// entrance is the clients' own way in.
func (p parts) entrance(door *signin.Door) *card.Entrance {
	return card.New(card.Options{
		Door: door, Own: p.services.cards, ForWhom: recruitmentv1.NewLoginCardServiceClient(p.services.recruitment),
		Known: p.knows,
		Sign:  p.signer.Sign, EndCard: p.sessions.EndCard, Address: edge.Subscriber(p.outside.Proxies),
		OverTLS: overTLS(p.public), Log: p.log,
	})
}
