package server

import (
	"context"
	"errors"
	"fmt"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// atOnce is how many matches lapse in one transaction: short transactions do not hold
// back the change feed.
const atOnce = 50

// LetGo lets ideas and unanswered proposals of every organisation lapse, quietly.
// It may run anywhere and at any time; one organisation that fails does not keep
// the others from it.
func (s *Server) LetGo(ctx context.Context) error {
	ctx = postgres.WithMethod(ctx, "planned:lapse")
	tenants, err := s.store.Organisations(ctx)
	if err != nil {
		return fmt.Errorf("organisations with matches: %w", err)
	}
	var failed []error
	for _, tenant := range tenants {
		if err := s.letGoOf(ctx, tenant); err != nil {
			failed = append(failed, fmt.Errorf("organisation %s: %w", tenant, err))
		}
	}
	return errors.Join(failed...)
}

func (s *Server) letGoOf(ctx context.Context, tenant string) error {
	for full := true; full; {
		err := s.store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
			now := s.now()
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
