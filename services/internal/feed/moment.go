package feed

import (
	"context"
	"time"
)

type momentKey struct{}

// WithMoment says when the event that is handled in ctx happened. A Reader does this
// before each Handle; tests of handlers do it themselves.
func WithMoment(ctx context.Context, at time.Time) context.Context {
	return context.WithValue(ctx, momentKey{}, at)
}

// Moment gives when the event that is being handled happened, where it happened; the
// zero time outside a handler. A projection that keeps "since when" takes this and not
// the clock: reading the feed again from the beginning then gives the same.
func Moment(ctx context.Context) time.Time {
	at, _ := ctx.Value(momentKey{}).(time.Time)
	return at
}
