// Package gateway is the only part of Optrek that a browser reaches: it signs people
// in, keeps their session, turns REST into gRPC with a token of a minute, and serves
// the web app.
//
//	/api/v1/…                       the services' REST paths, for who is signed in
//	/auth/login, /auth/callback     sign-in at the organisation's own provider
//	/auth/card, /auth/beside, /kaart  clients: a printed card, or beside a support worker
//	/auth/logout, /auth/session, /auth/organisations
//	/auth/calendar, /calendar/….ics somebody's own days, for the calendar on their phone
//	/api/v1/changes                 tells open pages what kind of thing changed
//	/oauth/token, /scim/v2/…        other systems of an organisation, and its directory
//	/docs/api, /docs/api/openapi.json  the API described, for who builds on it
//	/healthz/live, /healthz/ready, /.well-known/security.txt
//	/dev/idp/…, /auth/demo-people, /debug/traces
//	                                development only, on this machine only
//	everything else                 the web app
//
// # Sessions and row-level security
//
// A session is looked up before anybody is known, and yet behind the tenant's wall:
// the cookie carries the tenant beside the secret. See internal/session.
package gateway

import (
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/grpc"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/internal/calendar"
	"github.com/optrek/optrek/services/gateway/internal/live"
	"github.com/optrek/optrek/services/gateway/internal/own"
	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/gateway/web"
	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
)

// sweepEvery is how often expired sessions are removed.
const sweepEvery = 10 * time.Minute

// Schema is the gateway's part of the database: sessions and calendars, and no names.
func Schema() postgres.Schema { return session.Schema() }

// Bind puts the gateway into the process.
func Bind(ctx context.Context, p *process.Process) error {
	wall := parts{public: p.Config.PublicURL, outside: p.Config.Outside, traces: p.Telemetry.TracesPage(), log: p.Log, clock: p.Clock}
	if err := doors(p.Config, &wall); err != nil {
		return err
	}
	spans, err := p.Tracer()
	if err != nil {
		return err
	}
	wall.spans = spans
	db, err := p.Database(ctx, Schema())
	if err != nil {
		return err
	}
	if err := p.Count(db, session.Counts); err != nil {
		return err
	}
	wall.calendars = calendar.NewBook(db, p.Clock)
	wall.sessions = session.NewBook(db, p.Clock, session.Limits{Idle: p.Config.SessionIdle, Absolute: p.Config.SessionMax})
	if wall.signer, err = p.Signer(); err != nil {
		return err
	}
	if wall.services, err = dial(p); err != nil {
		return err
	}
	if _, err := erasure.Bind(ctx, p, forgetting(db)); err != nil {
		return err
	}
	if _, err := auditlog.Bind(p, db); err != nil { // nobody asks the gateway for its log; it is sealed, and verified with the others
		return err
	}
	told, err := p.Dial("recruitment")
	if err != nil {
		return err
	}
	delivery := own.New(own.Delivery{DB: db, Recruitment: recruitmentv1.NewPersonalDataServiceClient(told), Organisations: wall.register.IDs, Log: p.Log})
	p.Go("gateway tells people what it keeps of them", delivery.Run)
	if err := listen(p, db, delivery); err != nil {
		return err
	}
	wall.hub, wall.stopping = live.NewHub(db, p.Log), make(chan struct{})
	p.Go("open pages", func(ctx context.Context) error {
		defer close(wall.stopping)
		return wall.hub.Run(ctx)
	})
	if wall.web, err = web.Dist(); err != nil {
		return err
	}
	wall.checks = wall.services.checks()
	wall.checks["database"] = db.Ready
	handler, err := newHandler(wall)
	if err != nil {
		return err
	}
	p.HTTPS(p.Config.HTTPAddr, p.Config.Outside.HTTPTLSDir, handler)
	p.Go("sessions", func(ctx context.Context) error { return sweep(ctx, wall, p) })
	return nil
}

// dial connects to the four services: for persons with their token, and once in the
// gateway's own name.
func dial(p *process.Process) (s services, err error) {
	for name, conn := range map[string]**grpc.ClientConn{
		"recruitment": &s.recruitment, "matching": &s.matching, "activity": &s.activity, "evaluation": &s.evaluation,
	} {
		if *conn, err = p.DialForCaller(name); err != nil {
			return s, fmt.Errorf("gateway: %s: %w", name, err)
		}
	}
	own, err := p.Dial("recruitment")
	if err != nil {
		return s, fmt.Errorf("gateway: recruitment: %w", err)
	}
	s.people, s.journal = recruitmentv1.NewRecruitmentServiceClient(own), recruitmentv1.NewLogServiceClient(own)
	s.cards = recruitmentv1.NewLoginCardServiceClient(own)
	s.connections = recruitmentv1.NewConnectionServiceClient(own)
	return s, nil
}

// sweep removes expired sessions and calendars that nobody reads, organisation by organisation: there is no way to
// touch all tenants at once. A failure waits for the next round.
func sweep(ctx context.Context, wall parts, p *process.Process) error {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		for _, o := range wall.register.All() {
			err := errors.Join(wall.sessions.Sweep(ctx, o.ID), wall.calendars.Sweep(ctx, o.ID))
			if err != nil && ctx.Err() == nil {
				p.Log.WarnContext(ctx, "expired sessions stay a little longer", "organisation", o.ID, "error", err.Error())
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}
