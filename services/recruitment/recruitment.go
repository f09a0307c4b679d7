// Package recruitment is the service that knows who people are: clients and what
// they wish, whom they know, who wants to be a networker and who guides. Names,
// birth years, the network map and people's own words live here and nowhere else;
// the other services hold ids.
package recruitment

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	auditpb "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
	feedpb "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	personalpb "github.com/optrek/optrek/proto/gen/optrek/personal/v1"
	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/mail"
	"github.com/optrek/optrek/services/internal/outside"
	"github.com/optrek/optrek/services/internal/planned"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
	"github.com/optrek/optrek/services/internal/push"
	"github.com/optrek/optrek/services/internal/vault"
	"github.com/optrek/optrek/services/recruitment/internal/server"
	looked "github.com/optrek/optrek/services/recruitment/internal/server/auditlog"
	"github.com/optrek/optrek/services/recruitment/internal/server/logincard"
	"github.com/optrek/optrek/services/recruitment/internal/server/personal"
	"github.com/optrek/optrek/services/recruitment/internal/server/story"
	"github.com/optrek/optrek/services/recruitment/internal/server/webhook"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// leaveEvery is how often is looked whose day to leave has come.
const leaveEvery = 15 * time.Minute

// consentEndsEvery is how often the other services are told of a yes that was given for
// a time and is over. What rests on one asks for itself: nothing waits for this.
const consentEndsEvery = time.Minute

// handOverEvery is how often it is seen who went away or came back: soon after midnight
// for a planned absence, and soon for a client who is given to somebody away.
const handOverEvery = time.Minute

// eraseEvery is how often is looked whose thinking period is over.
const eraseEvery = time.Minute

// importsEvery is how often is looked for a file that waits: one begun in another
// process than the one that is at it, or left half-way by one that is gone.
const importsEvery = 10 * time.Second

// tellEvery is how often is looked for what waits to be told to other systems, or told again.
const tellEvery = 5 * time.Second

// remindEvery is how often is looked whether it is time for a note.
const remindEvery = 20 * time.Second

// answerWithin is how long another system has to say that it took what it was told.
const answerWithin = 15 * time.Second

// collectEvery is how often a service that did not answer is asked again.
const collectEvery = 15 * time.Second

// Schema is the service's part of the database.
func Schema() postgres.Schema { return store.Schema() }

// Bind puts the service into a process: its RPCs, its change feed, and its readers of
// matching's, by which two people in a match get to see each other's given names, and of
// activity's, by which somebody is reminded.
func Bind(ctx context.Context, p *process.Process) error {
	p = p.For("recruitment")
	db, err := p.Database(ctx, Schema())
	if err != nil {
		return fmt.Errorf("recruitment: %w", err)
	}
	if err := p.Count(db, store.Counts); err != nil {
		return fmt.Errorf("recruitment: %w", err)
	}
	s := server.New(store.New(db), p.Clock)
	s.Story.Know(organisations(p))
	if s.Cards.Key, err = logincard.KeyFromConfig(p.Config); err != nil {
		return fmt.Errorf("recruitment: %w", err)
	}
	if err := forget(ctx, p, db, s.Erasing); err != nil {
		return fmt.Errorf("recruitment: %w", err)
	}
	if err := serve(p, db, s); err != nil {
		return fmt.Errorf("recruitment: %w", err)
	}
	conn, err := p.Dial("matching")
	if err != nil {
		return fmt.Errorf("recruitment: %w", err)
	}
	if err := webhooks(p, db, s); err != nil {
		return fmt.Errorf("recruitment: %w", err)
	}
	reader := &feed.Reader{Source: "matching", Conn: conn, DB: db, Log: p.Log, Handle: both(s.HandleMatching, s.Webhook.Take)}
	p.Go("recruitment reads matching", reader.Run)
	if err := reminders(p, db, s); err != nil {
		return fmt.Errorf("recruitment: %w", err)
	}
	if err := personalData(ctx, p, db, s.Personal); err != nil {
		return fmt.Errorf("recruitment: %w", err)
	}
	leave := planned.Task{
		Name: "leave", Every: leaveEvery, Wake: s.Exchange.LeavingDue(), DB: db, Log: p.Log, Do: s.Exchange.Leave,
	}
	p.Go("recruitment lets clients leave", leave.Run)
	ends := planned.Task{Name: "consent-ends", Every: consentEndsEvery, DB: db, Log: p.Log, Do: s.EndConsents}
	p.Go("recruitment ends consents", ends.Run)

	handOver := planned.Task{Name: "hand_over", Every: handOverEvery, DB: db, Log: p.Log, Do: s.HandOver}
	p.Go("recruitment hands over", handOver.Run)
	imports := planned.Task{
		Name: "imports", Every: importsEvery, Wake: s.Exchange.ImportBegun(), DB: db, Log: p.Log, Do: s.Exchange.GoOn,
	}
	p.Go("recruitment brings files in", imports.Run)
	return nil
}

// serve puts its services, its feed and its log on their address; the logs of the others
// it asks with the token of whoever reads.
func serve(p *process.Process, db *postgres.DB, s *server.Server) error {
	looks, err := auditlog.Bind(p, db)
	if err != nil {
		return err
	}
	s.Log.Know("recruitment", looks)
	for _, name := range []string{"matching", "activity", "evaluation"} {
		conn, err := p.DialForCaller(name)
		if err != nil {
			return err
		}
		s.Log.Know(name, looked.Remote(conn))
	}
	events := feed.NewServer(db)
	p.Serve("recruitment", func(r grpc.ServiceRegistrar) {
		s.Register(r)
		feedpb.RegisterFeedServiceServer(r, events)
		auditpb.RegisterAuditServiceServer(r, looks)
	})
	return nil
}

// personalData lets everything about a person be collected from all services.
func personalData(ctx context.Context, p *process.Process, db *postgres.DB, s *personal.Server) error {
	others := map[string]personalpb.PersonServiceClient{}
	for _, name := range []string{"matching", "activity", "evaluation"} {
		conn, err := p.Dial(name)
		if err != nil {
			return err
		}
		others[name] = personalpb.NewPersonServiceClient(conn)
	}
	keys, err := vault.Open(ctx, p)
	if err != nil {
		return err
	}
	s.Know(others, keys)
	collect := planned.Task{Name: "personal-data", Every: collectEvery, Wake: s.Asked(), DB: db, Log: p.Log, Do: s.Collect}
	p.Go("recruitment collects what is kept of people", collect.Run)
	return nil
}

// organisations are those of the configuration: whom a region is made of.
func organisations(p *process.Process) (all []story.Organisation) {
	for _, n := range p.Config.Neighbours() {
		all = append(all, story.Organisation{ID: n.ID, Name: n.Name, Region: n.Region})
	}
	return all
}

// reminders reads from activity what is due, and sends it.
func reminders(p *process.Process, db *postgres.DB, all *server.Server) (err error) {
	s := all.Reminder
	if s.Mail, err = mail.FromConfig(p.Config); err != nil {
		return err
	}
	if s.Push, err = push.FromConfig(p.Config); err != nil {
		return err
	}
	conn, err := p.Dial("activity")
	if err != nil {
		return err
	}
	reader := &feed.Reader{Source: "activity", Conn: conn, DB: db, Log: p.Log, Handle: both(s.HandleActivity, all.Webhook.Take)}
	p.Go("recruitment reads activity", reader.Run)
	send := planned.Task{Name: "reminders", Outward: true, Every: remindEvery, Wake: s.Begun(), DB: db, Log: p.Log, Do: s.Send}
	p.Go("recruitment sends reminders", send.Run)
	return nil
}

// webhooks reads the feeds that nothing else here reads, and tells other systems.
func webhooks(p *process.Process, db *postgres.DB, all *server.Server) (err error) {
	s := all.Webhook
	if all.Cards.Key != nil {
		if s.Seal, err = webhook.NewSeal(all.Cards.Key.For("webhook secrets")); err != nil {
			return err
		}
	}
	s.Local = !p.Config.IsProduction()
	s.Client = outside.Client(outside.Options{Within: answerWithin, Allow: p.Config.Webhook.Allow, Local: s.Local})
	evaluation, err := p.Dial("evaluation")
	if err != nil {
		return err
	}
	for source, conn := range map[string]grpc.ClientConnInterface{"recruitment": feed.Own(feed.NewServer(db)), "evaluation": evaluation} {
		reader := &feed.Reader{Source: source, Conn: conn, DB: db, Log: p.Log, Handle: s.Take}
		p.Go("recruitment reads "+source, reader.Run)
	}
	tell := planned.Task{Name: "webhooks", Outward: true, Every: tellEvery, Wake: s.Begun(), DB: db, Log: p.Log, Do: s.Send}
	p.Go("recruitment tells other systems", tell.Run)
	return nil
}

type handle = func(context.Context, *postgres.Tx, proto.Message) error

// both lets one event take effect in two places, together or not at all.
func both(one, other handle) handle {
	return func(ctx context.Context, tx *postgres.Tx, event proto.Message) error {
		if err := one(ctx, tx, event); err != nil {
			return err
		}
		return other(ctx, tx, event)
	}
}
