package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/retention"
)

// Forgetting is activity's part of erasure and retention.
func (s *Server) Forgetting(db *postgres.DB, usual retention.Usual) erasure.Service {
	ours := erasure.Ours{
		List: store.Erasure(), Texts: store.NamesIn(),
		Kept: []erasure.Kept{{
			NL: "Wat anderen deden blijft, zonder deze persoon erbij.",
			EN: "What others did stays, without this person in it.",
		}},
		Retention: erasure.Retention{DB: db, Clock: s.Now, Usual: usual, Olds: []erasure.Old{{Kind: "activity", Due: store.OldActivities, Remove: removeActivities}}},
	}
	return erasure.Service{DB: db, Ours: ours, Erase: func(ctx context.Context, tx *postgres.Tx, who erasure.Who) error {
		_, err := ours.List.Carry(ctx, tx, who, func() error { return s.forget(ctx, tx, who.Client) })
		return err
	}}
}

func (s *Server) forget(ctx context.Context, tx *postgres.Tx, client string) error {
	return s.clientLeft(ctx, store.In(tx), domain.ClientID(client))
}

// removeActivities takes away what is long over; the others drop what they have of it.
func removeActivities(ctx context.Context, inner *postgres.Tx, ids []string) error {
	tx := store.In(inner)
	for _, id := range ids {
		if err := tx.DeleteActivity(ctx, domain.ActivityID(id)); err != nil {
			return err
		}
		if err := feed.Append(ctx, inner, &pb.ActivityChanged{ActivityId: id}); err != nil {
			return err
		}
	}
	return nil
}
