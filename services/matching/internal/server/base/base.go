// Package base is what the three services of matching have in common: what they stand
// on, who is asking, whose yes stands, and how a sentence goes over the wire.
package base

import (
	"context"
	"time"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// Base is what each of the servers stands on.
type Base struct {
	Store      *store.Store
	Agreements Agreements
	Clock      func() time.Time
}

// Now is the time as the database can keep it, so that what was saved reads back equal.
func (b Base) Now() time.Time { return b.Clock().UTC().Truncate(time.Microsecond) }

// Do runs a change once for each request id.
func Do[R proto.Message](ctx context.Context, b Base, req once.Request, change func(*store.Tx) (R, error)) (R, error) {
	return once.Do(ctx, b.Store.InTx, req, change)
}

// OwnID is the client's own id when a client asks for themself; empty for staff.
func OwnID(tx *store.Tx) domain.ClientID {
	if postgres.ReachOf(tx.Caller) == postgres.ReachSelf {
		return domain.ClientID(tx.Caller.Person)
	}
	return ""
}

// Sentences puts sentences on the wire.
func Sentences(all []domain.Sentence) []*pb.Sentence {
	out := make([]*pb.Sentence, len(all))
	for i, s := range all {
		out[i] = Sentence(s)
	}
	return out
}

// Sentence puts a sentence on the wire.
func Sentence(s domain.Sentence) *pb.Sentence {
	return &pb.Sentence{Code: s.Code, Nl: s.NL, En: s.EN}
}
