// Package evaluation is the service of looking back and learning: interim evaluations,
// quiet signals to support workers, concerns about safety, intervision and lessons. It
// knows people as random ids: who there is, who guides them and what they wish from
// recruitment's feed, who is together from matching's, what they do and how it was from
// activity's. It tells the others what follows from a look back.
package evaluation

import (
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/grpc"

	auditv1 "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	personalv1 "github.com/optrek/optrek/proto/gen/optrek/personal/v1"
	concerns "github.com/optrek/optrek/services/evaluation/internal/domain/concern"
	"github.com/optrek/optrek/services/evaluation/internal/server"
	"github.com/optrek/optrek/services/evaluation/internal/server/concern"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/evaluation/internal/store/personal"
	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/mail"
	"github.com/optrek/optrek/services/internal/personal/personalrpc"
	"github.com/optrek/optrek/services/internal/planned"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
)

// publishEvery is how often it is looked whether a quarter is over: a day more or less is
// nothing to anybody.
const publishEvery = time.Hour

// tellEvery is how often is looked whether a system that was away can be told of a concern
// after all. A new concern is told at once.
const tellEvery = 30 * time.Second

// aheadEvery is how often the looks back of the year ahead are planned. They are months away.
const aheadEvery = 12 * time.Hour

// Schema is the service's part of the database.
func Schema() postgres.Schema { return store.Schema() }

// Bind makes the service part of the process: it serves its RPCs and its change feed,
// and reads the feeds of recruitment, matching and activity.
func Bind(ctx context.Context, p *process.Process) error {
	db, err := p.Database(ctx, Schema())
	if err != nil {
		return err
	}
	if err := p.Count(db, store.Counts); err != nil {
		return err
	}
	s := server.New(store.New(db), p.Clock)
	regions := map[string]string{}
	for _, n := range p.Config.Neighbours() {
		regions[n.ID] = n.Region
	}
	s.Know(func(tenant string) string { return regions[tenant] })
	forgetting := s.Forgetting(db, p.Config.Retention())
	if _, err := erasure.Bind(ctx, p, forgetting); err != nil {
		return err
	}
	looks, err := auditlog.Bind(p, db)
	if err != nil {
		return fmt.Errorf("evaluation: %w", err)
	}
	p.Serve("evaluation", func(r grpc.ServiceRegistrar) {
		s.Register(r)
		forgetting.Serve(r)
		feedv1.RegisterFeedServiceServer(r, feed.NewServer(db))
		auditv1.RegisterAuditServiceServer(r, looks)
		personalv1.RegisterPersonServiceServer(r, personalrpc.New(db, personal.Catalogue))
	})
	readers, err := readersOf(p, db, s)
	if err != nil {
		return err
	}
	for _, r := range readers {
		p.Go("evaluation reads "+r.Source, r.Run)
	}
	publish := planned.Task{Name: "questionnaires", Every: publishEvery, DB: db, Log: p.Log, Do: func(ctx context.Context, tenant string) error {
		return s.Questionnaires.Publish(ctx, db, tenant)
	}}
	p.Go("evaluation publishes questionnaires", publish.Run)
	quarter := planned.Task{Name: "quarter", Every: quarterEvery, DB: db, Log: p.Log, Do: s.Insight().PublishFor}
	p.Go("evaluation makes quarters public", quarter.Run)
	out, err := outside(p)
	if err != nil {
		return err
	}
	s.Concern.Know(out)
	tell := planned.Task{Name: "concern", Every: tellEvery, Wake: s.Concern.Due(), DB: db, Log: p.Log, Do: s.Concern.Tell}
	p.Go("evaluation tells of concerns", tell.Run)
	ahead := planned.Task{Name: "look-back", Every: aheadEvery, DB: db, Log: p.Log, Do: s.Rhythm.PlanAhead}
	p.Go("evaluation plans looks back", ahead.Run)
	return nil
}

// quarterEvery is how soon after the end of a quarter its figures are there.
const quarterEvery = time.Hour

// outside is how the mailboxes and systems of organisations are told that there is a concern.
func outside(p *process.Process) (concern.Outside, error) {
	post, err := mail.FromConfig(p.Config)
	if err != nil {
		return concern.Outside{}, err
	}
	send := func(ctx context.Context, id, to string, l concerns.Letter) (final bool, err error) {
		err = post.Send(ctx, mail.Letter{ID: id, To: to, Subject: l.Subject, Text: l.Text})
		return errors.Is(err, mail.ErrAddress) || errors.Is(err, mail.ErrRefused), err
	}
	return concern.Outside{PublicURL: p.Config.PublicURL, Mail: send, HTTP: concern.Door(!p.Config.IsProduction())}, nil
}
