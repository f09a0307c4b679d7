// Package networkmap keeps the client's own map in PostgreSQL: one file per noun, each
// with methods on Tx, as in package store, on whose transaction it stands.
package networkmap

import (
	"context"

	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Tx is a transaction of the store, with what belongs to the map.
type Tx struct{ *store.Tx }

// Of gives the map within a transaction that is open already.
func Of(tx *store.Tx) *Tx { return &Tx{Tx: tx} }

// In opens transactions of the caller's own organisation and reach.
func In(s *store.Store) func(context.Context, func(*Tx) error) error {
	return func(ctx context.Context, fn func(*Tx) error) error {
		return s.InTx(ctx, func(tx *store.Tx) error { return fn(Of(tx)) })
	}
}
