package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/retention"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// Forgetting is matching's part of erasure and retention.
func (s *Server) Forgetting(db *postgres.DB, usual retention.Usual) erasure.Service {
	ours := erasure.Ours{
		List: store.Erasure(), Texts: store.NamesIn(),
		Kept: []erasure.Kept{{
			NL: "Koppelingen gaan door voor wie blijft, zonder woorden over deze persoon.",
			EN: "Matches go on for who stays, without words about this person.",
		}},
		Retention: erasure.Retention{DB: db, Clock: s.Now, Usual: usual, Olds: []erasure.Old{{Kind: "match", Due: store.OldMatches, Remove: removeMatches}}},
	}
	return erasure.Service{DB: db, Ours: ours, Erase: func(ctx context.Context, tx *postgres.Tx, who erasure.Who) error {
		_, err := ours.List.Carry(ctx, tx, who, func() error { return s.forget(ctx, tx, who.Client) })
		return err
	}}
}

func (s *Server) forget(ctx context.Context, tx *postgres.Tx, client string) error {
	return s.clientLeft(ctx, &store.Tx{Tx: tx}, domain.ClientID(client))
}

// removeMatches takes matches away that are long over; the others drop what they have of them.
func removeMatches(ctx context.Context, inner *postgres.Tx, ids []string) error {
	tx := &store.Tx{Tx: inner}
	for _, id := range ids {
		if err := tx.RemoveMatch(ctx, domain.MatchID(id)); err != nil {
			return err
		}
		if err := feed.Append(ctx, inner, &pb.MatchChanged{MatchId: id}); err != nil {
			return err
		}
	}
	return nil
}
