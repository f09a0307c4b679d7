package base

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// Thought is who could go along with whoever has a wish, before it is an idea.
type Thought struct {
	Wish   domain.WishID
	Others []domain.NewPerson
	Agreed map[domain.ClientID]bool // whose yes to being looked for stands, just asked
}

// Door makes a thought an idea for a match, in the caller's transaction; or says what
// stands in the way, and then has changed nothing.
type Door func(context.Context, *store.Tx, Thought) (*pb.Match, error)
