package server

import (
	"context"

	"github.com/optrek/optrek/services/matching/internal/store"
)

// atOnce is how many matches lapse in one transaction: short transactions do not hold
// back the change feed.
const atOnce = 50

// LetGo lets ideas and unanswered proposals of an organisation lapse, quietly. It may
// run anywhere and at any time.
func (s *Server) LetGo(ctx context.Context, tenant string) error {
	for full := true; full; {
		err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
			now := s.Now()
			matches, err := tx.Lapsing(ctx, now, atOnce)
			if err != nil {
				return err
			}
			full = len(matches) == atOnce
			for _, m := range matches {
				gone, _ := m.Withdrawn(now)
				if _, err := settle(ctx, tx, m, gone, m.RestAll(now)); err != nil {
					return err
				}
			}
			return tx.Rested(ctx, now)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
