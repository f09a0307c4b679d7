package gateway

import (
	"context"

	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/postgres"
)

// Erasure says what happens to each of the gateway's tables when a client is erased. A new
// table needs a line.
func Erasure() erasure.List {
	return erasure.With(erasure.List{
		{Name: "session", Fate: erasure.Goes, Where: "person_id = $1", Part: erasure.SignIn},
		{Name: "calendar", Fate: erasure.Goes, Where: "person_id = $1", Part: erasure.SignIn},
		{Name: "used", Fate: erasure.Stays, Why: "which one-time marks of providers were used, for minutes; says nothing of a person"},
	})
}

// Shared says what of the gateway no backup file has: nothing else of it is words.
func Shared() []erasure.Shared {
	return []erasure.Shared{{Table: "session", Why: "who was signed in then is not signed in now"}}
}

// forgetting is the gateway's part of erasure.
func forgetting(db *postgres.DB) erasure.Service {
	return erasure.Service{DB: db, Ours: erasure.Ours{List: Erasure()}, Erase: func(ctx context.Context, tx *postgres.Tx, who erasure.Who) error {
		_, err := Erasure().Carry(ctx, tx, who, func() error { return forget(ctx, tx, who.Client) })
		return err
	}}
}
