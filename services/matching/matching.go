// Package matching is the service that brings people together: whom could somebody
// enjoy meeting and why, and the life of a match from an idea to its ending. It
// knows ids, interests and dayparts from recruitment's change feed, and never a
// name. Inside it there are numbers; what leaves it about people are sentences.
package matching

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/grpc"

	auditv1 "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	personalv1 "github.com/optrek/optrek/proto/gen/optrek/personal/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/personal/personalrpc"
	"github.com/optrek/optrek/services/internal/planned"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
	"github.com/optrek/optrek/services/matching/internal/server"
	"github.com/optrek/optrek/services/matching/internal/server/region"
	"github.com/optrek/optrek/services/matching/internal/store"
	"github.com/optrek/optrek/services/matching/internal/store/personal"
)

// lapseEvery is how often old ideas and proposals are let go. They last for weeks:
// an hour more or less is nothing to anybody.
const lapseEvery = time.Hour

// goOnEvery is how often a look is taken for those who said yes and wait for a place.
const goOnEvery = time.Minute

// planEvery is how often it is looked whether a plan is to be made: one that was asked of
// another process of this service, one that was cut off, or the plan of the night.
const planEvery = 10 * time.Second

// followEvery is how often one side of a request looks whether it still has to follow the
// other. What one process does, it follows at once.
const followEvery = 5 * time.Second

// tidyEvery is how often requests that are long over are removed.
const tidyEvery = time.Hour

// Schema is the service's part of the database.
func Schema() postgres.Schema { return store.Schema() }

// Bind puts the service into a process: what it serves, what it reads, and what it
// does by itself.
func Bind(ctx context.Context, p *process.Process) error {
	p = p.For("matching")
	db, err := p.Database(ctx, Schema())
	if err != nil {
		return err
	}
	if err := p.Count(db, store.Counts); err != nil {
		return err
	}
	asking, err := p.DialForCaller("recruitment")
	if err != nil {
		return err
	}
	st := store.New(db)
	s := server.New(st, recruitmentv1.NewRecruitmentServiceClient(asking), p.Clock)
	forgetting := s.Forgetting(db, p.Config.Retention())
	if _, err := erasure.Bind(ctx, p, forgetting); err != nil {
		return err
	}
	looks, err := auditlog.Bind(p, db)
	if err != nil {
		return fmt.Errorf("matching: %w", err)
	}
	p.Serve("matching", func(r grpc.ServiceRegistrar) {
		s.Register(r)
		forgetting.Serve(r)
		feedv1.RegisterFeedServiceServer(r, feed.NewServer(db))
		auditv1.RegisterAuditServiceServer(r, looks)
		personalv1.RegisterPersonServiceServer(r, personalrpc.New(db, personal.Catalogue))
	})
	recruitment, err := p.Dial("recruitment")
	if err != nil {
		return err
	}
	s.Region().Know(outside(p, recruitment, asking))
	reader := &feed.Reader{Source: "recruitment", Conn: recruitment, DB: db, Handle: s.HandleRecruitment, Log: p.Log}
	p.Go("matching reads recruitment", reader.Run)
	evaluation, err := p.Dial("evaluation")
	if err != nil {
		return err
	}
	back := &feed.Reader{Source: "evaluation", Conn: evaluation, DB: db, Handle: s.HandleEvaluation, Log: p.Log}
	p.Go("matching reads evaluation", back.Run)
	lapse := planned.Task{Name: "lapse", Every: lapseEvery, DB: db, Log: p.Log, Do: s.LetGo}
	p.Go("matching lets go", lapse.Run)
	goOn := planned.Task{Name: "go on", Every: goOnEvery, DB: db, Log: p.Log, Do: s.GoOn}
	p.Go("matching goes on", goOn.Run)

	plans := planned.Task{Name: "plan", Every: planEvery, Wake: s.Plan.Asked(), DB: db, Log: p.Log, Do: s.Plan.GoOn}
	p.Go("matching makes plans", plans.Run)
	follow := planned.Task{Name: "region", Every: followEvery, Wake: st.RegionChanged(), DB: db, Log: p.Log, Do: s.Region().Follow}
	p.Go("matching follows the region", follow.Run)
	tidy := planned.Task{Name: "region-tidy", Every: tidyEvery, DB: db, Log: p.Log, Do: s.Region().Tidy}
	p.Go("matching tidies the region", tidy.Run)
	return nil
}

// outside is the world around the region: the organisations as the configuration has
// them, and recruitment, asked in our own name and in that of whoever is asking us.
func outside(p *process.Process, own, asking grpc.ClientConnInterface) region.Outside {
	o := region.Outside{Yeses: recruitmentv1.NewSharingServiceClient(own), Cards: recruitmentv1.NewSharingServiceClient(asking)}
	for _, n := range p.Config.Neighbours() {
		o.Organisations = append(o.Organisations, region.Organisation{ID: region.OrganisationID(n.ID), Name: n.Name, Region: n.Region})
	}
	return o
}
