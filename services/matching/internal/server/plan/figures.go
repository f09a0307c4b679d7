package plan

import (
	"context"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"github.com/optrek/optrek/services/matching/internal/domain/plan"
)

// figures tell how long the engine is at a plan, and whether what it made could be proved.
// The gap between a plan and the best there is has no figure: it is none, or the plan is
// thrown away, which unproven counts.
type figures struct {
	took     metric.Float64Histogram
	unproven metric.Int64Counter
}

func newFigures() figures {
	meter := otel.Meter("optrek/plan")
	// An instrument that cannot be made has a name that is wrong: a broken build, as the zones above.
	took, err := meter.Float64Histogram("optrek.plan.duration", metric.WithUnit("s"),
		metric.WithDescription("time the engine took for the best plan of one care, with its proof"))
	if err != nil {
		panic(err)
	}
	unproven, err := meter.Int64Counter("optrek.plan.unproven",
		metric.WithDescription("plans that were thrown away because the proof that they are the best did not hold"))
	if err != nil {
		panic(err)
	}
	unproven.Add(context.Background(), 0) // so that it is there before it ever happens
	return figures{took: took, unproven: unproven}
}

func (f figures) solved(ctx context.Context, care plan.Care, began time.Time, proven bool) {
	f.took.Record(ctx, time.Since(began).Seconds(), metric.WithAttributes(attribute.String("care", string(care))))
	if !proven {
		f.unproven.Add(ctx, 1)
	}
}
