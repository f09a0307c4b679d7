// Package live tells browsers that are open that a colleague or client changed
// something, so that a page is never an hour old. It tells which kind of thing
// ("matches"), never which one and nothing of it: the page then asks anew, by the
// ordinary road, for what its reader may see.
//
//	feeds of the four services ─ one gateway reads each ─▶ NOTIFY in the gateway's database
//	   ─▶ every gateway listens (Hub) ─▶ GET /api/v1/changes of the organisation's staff (Stream)
//
// Nothing here is needed for anything to be right: what is missed is seen a little later.
package live

import (
	"context"
	"fmt"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"

	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/postgres"
)

// channel carries "<organisation> <topic>…" to every gateway.
const channel = "optrek_live"

// stale is what happened so long ago that no open page waits for it: a gateway that reads a feed from its
// beginning tells nobody what happened last year.
const stale = time.Minute

// Topics are the kinds of things that an event may have changed on somebody's screen, by
// the names of the API's collections.
func Topics(msg proto.Message) []string {
	switch msg.(type) {
	case *matchingv1.MatchChanged:
		return []string{"matches", "signals", "plans"}
	case *matchingv1.RegionalMeetingChanged, *recruitmentv1.RegionalYesGone, *recruitmentv1.CardChanged:
		return []string{"region"}
	case *activityv1.ActivityChanged:
		return []string{"activities", "series"}
	case *activityv1.HowWasItShared:
		return []string{"activities", "signals"}
	case *evaluationv1.InterimEvaluationClosed, *evaluationv1.InterimEvaluationReopened:
		return []string{"interimEvaluations", "matches", "signals"}
	case *recruitmentv1.ClientChanged, *recruitmentv1.ProfileChanged, *recruitmentv1.RestrictionChanged:
		return []string{"clients"}
	case *recruitmentv1.ClientLeft, *recruitmentv1.ClientErased:
		return []string{"clients", "leavings", "erasures"}
	case *recruitmentv1.SupportWorkerChanged:
		return []string{"supportWorkers"}
	case *recruitmentv1.WishChanged:
		return []string{"wishes", "clients"}
	case *recruitmentv1.NetworkerChanged:
		return []string{"networkers"}
	case *recruitmentv1.PictogramsChanged:
		return []string{"pictograms"}
	case *recruitmentv1.EmergencyAccessChanged:
		return []string{"emergencies"}
	default:
		return nil
	}
}

// Tell lets every gateway know of an event, when tx commits.
func Tell(ctx context.Context, tx *postgres.Tx, msg proto.Message) error {
	topics := Topics(msg)
	if len(topics) == 0 || time.Since(feed.Moment(ctx)) > stale {
		return nil
	}
	if _, err := tx.Exec(ctx, `SELECT pg_notify($1, $2)`, channel, tx.Tenant+" "+strings.Join(topics, " ")); err != nil {
		return fmt.Errorf("live: %w", err)
	}
	return nil
}
