package base

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/store"
)

// Activities is what the service of activities does for those beside it, so that an
// activity is read and shown in one way only.
type Activities struct {
	// Read reads what somebody wants to do.
	Read func(*pb.Activity) domain.Activity
	// Show is what the caller may know of activities; everybody shown is put on record.
	Show func(context.Context, *store.Tx, ...domain.Activity) ([]*pb.Activity, error)
}

// Question is what the caller asks somebody: a client for themself, or staff.
func (b Base) Question(tx *store.Tx, client domain.ClientID, by *domain.Circle) domain.Invitation {
	return domain.Invitation{Client: client, By: domain.Asker{ID: tx.Caller.Person, Staff: by.Self == ""}, Asked: b.Now()}
}
