// Package activity is the service of going out and doing things: what people plan
// with each other, where they can go, and how it was. It knows people as random ids:
// who there is, who guides them and what they like from recruitment's feed, who is together from
// matching's. It tells the others what was planned or done, and how it was when a
// client lets their support workers know.
package activity

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/grpc"

	auditv1 "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	personalv1 "github.com/optrek/optrek/proto/gen/optrek/personal/v1"
	"github.com/optrek/optrek/services/activity/internal/server"
	"github.com/optrek/optrek/services/activity/internal/server/place"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/activity/internal/store/personal"
	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/personal/personalrpc"
	"github.com/optrek/optrek/services/internal/planned"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
)

// aheadEvery is how often the next times of what comes back are made. They are made weeks
// ahead: an hour more or less is nothing to anybody.
const aheadEvery = time.Hour

// letGoEvery is how often questions to days that are over are removed.
const letGoEvery = time.Hour

// remindEvery is how often is looked what is near: a new day, and something that was just planned.
const remindEvery = time.Minute

// Schema is the service's part of the database.
func Schema() postgres.Schema { return store.Schema() }

// Bind makes the service part of the process: it serves its RPCs and its change feed,
// and reads the feeds of recruitment and matching.
func Bind(ctx context.Context, p *process.Process) error {
	db, err := p.Database(ctx, Schema())
	if err != nil {
		return err
	}
	if err := p.Count(db, store.Counts); err != nil {
		return err
	}
	var around []place.Organisation
	s := server.New(store.New(db), p.Clock)
	for _, n := range p.Config.Neighbours() {
		around = append(around, place.Organisation{ID: n.ID, Name: n.Name, Region: n.Region})
	}
	s.Places().Know(around)
	forgetting := s.Forgetting(db, p.Config.Retention())
	if _, err := erasure.Bind(ctx, p, forgetting); err != nil {
		return err
	}
	looks, err := auditlog.Bind(p, db)
	if err != nil {
		return fmt.Errorf("activity: %w", err)
	}
	p.Serve("activity", func(r grpc.ServiceRegistrar) {
		s.Register(r)
		forgetting.Serve(r)
		feedv1.RegisterFeedServiceServer(r, feed.NewServer(db))
		auditv1.RegisterAuditServiceServer(r, looks)
		personalv1.RegisterPersonServiceServer(r, personalrpc.New(db, personal.Catalogue))
	})
	letGo := planned.Task{Name: "let go", Every: letGoEvery, DB: db, Log: p.Log, Do: s.LetGo}
	p.Go("activity lets go", letGo.Run)
	remind := planned.Task{Name: "remind", Every: remindEvery, DB: db, Log: p.Log, Do: s.Remind}
	p.Go("activity tells what is near", remind.Run)
	for _, source := range []*feed.Reader{
		{Source: "recruitment", Handle: s.HandleRecruitment},
		{Source: "matching", Handle: s.HandleMatching},
	} {
		conn, err := p.Dial(source.Source)
		if err != nil {
			return err
		}
		source.Conn, source.DB = conn, db
		p.Go("activity reads "+source.Source, source.Run)
	}
	ahead := planned.Task{Name: "series", Every: aheadEvery, DB: db, Log: p.Log, Do: s.Series().Make}
	p.Go("activity makes the next times", ahead.Run)
	return nil
}
