package recruitment

import (
	"context"

	erasurepb "github.com/optrek/optrek/proto/gen/optrek/erasure/v1"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/planned"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
	"github.com/optrek/optrek/services/recruitment/internal/server/erasing"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Erasure says what happens to each of the service's tables when a client is erased.
func Erasure() erasure.List { return store.Erasure() }

// forget lets recruitment carry out erasures, ask the others what they have, and finish
// them in the vault.
func forget(ctx context.Context, p *process.Process, db *postgres.DB, s *erasing.Server) error {
	s.Usual = p.Config.Retention()
	register, err := erasure.Bind(ctx, p, s.Forgetting(db))
	if err != nil {
		return err
	}
	others := map[string]erasurepb.ErasurePartServiceClient{}
	for _, name := range []string{"matching", "activity", "evaluation"} {
		conn, err := p.DialForCaller(name)
		if err != nil {
			return err
		}
		others[name] = erasurepb.NewErasurePartServiceClient(conn)
	}
	s.Know(register, others)
	erase := planned.Task{Name: "erase", Every: eraseEvery, Wake: s.Due(), DB: db, Log: p.Log, Do: s.Do}
	p.Go("recruitment erases", erase.Run)
	return nil
}

// Shared says where words about a client stand in what they share with others.
func Shared() []erasure.Shared { return store.Shared() }
