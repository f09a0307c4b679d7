package rpc

import (
	"context"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"google.golang.org/grpc/codes"
)

// count tells how many calls came from which organisation and how they ended, so that one
// that has trouble, or gives it, can be seen among many. An organisation counts once a token
// has named it: whoever is outside cannot make figures grow.
type count struct {
	service string
	calls   metric.Int64Counter
}

func newCount(service string) (*count, error) {
	calls, err := otel.Meter("optrek/rpc").Int64Counter("optrek.calls",
		metric.WithDescription("calls, by organisation and how they ended: done, refused (the caller's) or failed (ours)"))
	return &count{service: service, calls: calls}, err
}

func (c *count) call(ctx context.Context, tenant string, code codes.Code) {
	if tenant == "" {
		return
	}
	c.calls.Add(ctx, 1, metric.WithAttributes(attribute.String("service", c.service),
		attribute.String("organisation", tenant), attribute.String("outcome", outcome(code))))
}

// outcome says whose doing it was that a call came to nothing.
func outcome(code codes.Code) string {
	switch code {
	case codes.OK:
		return "done"
	case codes.Internal, codes.Unknown, codes.DataLoss, codes.Unavailable, codes.DeadlineExceeded, codes.ResourceExhausted, codes.Unimplemented:
		return "failed"
	default:
		return "refused"
	}
}
