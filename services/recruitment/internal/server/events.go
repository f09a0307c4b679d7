package server

import (
	"context"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// tell writes what the other services are to know, in the transaction that made it true.
func tell(ctx context.Context, tx *store.Tx, events ...proto.Message) error {
	for _, event := range events {
		if err := feed.Append(ctx, tx.Tx, event); err != nil {
			return err
		}
	}
	return nil
}

// addWorker keeps a new colleague and tells the others that this id is somebody.
func addWorker(ctx context.Context, tx *store.Tx, w domain.SupportWorker) error {
	if err := tx.InsertSupportWorker(ctx, w); err != nil {
		return err
	}
	return tell(ctx, tx, &pb.SupportWorkerChanged{SupportWorkerId: string(w.ID)})
}

func clientChanged(c domain.Client) *pb.ClientChanged {
	return &pb.ClientChanged{ClientId: string(c.ID), LocationId: string(c.Location), SupportWorkerIds: wire.Texts(c.SupportWorkers)}
}

// profileChanged is the profile as matching may use it: never the own words of "what
// I could mean", only that there are some (M-01).
func profileChanged(c domain.Client) *pb.ProfileChanged {
	return &pb.ProfileChanged{
		ClientId: string(c.ID), MayMatch: true, Profile: profileMessage(c.Profile.Shared()), CouldMeanKnown: c.Profile.CouldMean != "",
	}
}

// profileGone says that the yes no longer holds: whoever has the profile forgets it.
func profileGone(id domain.ClientID) *pb.ProfileChanged {
	return &pb.ProfileChanged{ClientId: string(id)}
}

// tellChange tells what others may know of the difference between two states of a client.
func tellChange(ctx context.Context, tx *store.Tx, before, after domain.Client) error {
	if !after.SamePlace(before) {
		if err := tell(ctx, tx, clientChanged(after)); err != nil {
			return err
		}
	}
	if after.Profile.SameShared(before.Profile) {
		return nil
	}
	agreed, err := tx.Holds(ctx, after.ID, domain.PurposeMatching)
	if err != nil || !agreed {
		return err
	}
	return tell(ctx, tx, profileChanged(after))
}
