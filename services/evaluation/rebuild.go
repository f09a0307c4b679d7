package evaluation

import (
	"context"

	"github.com/optrek/optrek/services/evaluation/internal/server"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
)

// Projections are the tables that Rebuild empties and fills again.
func Projections() []string { return store.Projections() }

// Rebuild empties what evaluation copied from the other services and fills it again from
// their feeds, while everything runs, and says of how many organisations. Signals are the
// same afterwards.
func Rebuild(ctx context.Context, p *process.Process) (organisations int, err error) {
	db, err := p.Database(ctx, Schema())
	if err != nil {
		return 0, err
	}
	readers, err := readersOf(p, db, server.New(store.New(db), p.Clock))
	if err != nil {
		return 0, err
	}
	return rebuild(ctx, db, readers)
}

func rebuild(ctx context.Context, db *postgres.DB, readers []*feed.Reader) (int, error) {
	return feed.Rebuild{DB: db, Readers: readers, Empty: func(ctx context.Context, tx *postgres.Tx) error {
		return store.In(tx).EmptyProjections(ctx)
	}}.Run(ctx)
}

// readersOf gives the readers of the feeds evaluation listens to: people first, then who is
// together, then what they do.
func readersOf(p *process.Process, db *postgres.DB, s *server.Server) ([]*feed.Reader, error) {
	readers := []*feed.Reader{
		{Source: "recruitment", Handle: s.HandleRecruitment},
		{Source: "matching", Handle: s.HandleMatching},
		{Source: "activity", Handle: s.HandleActivity},
	}
	for _, r := range readers {
		conn, err := p.Dial(r.Source)
		if err != nil {
			return nil, err
		}
		r.Conn, r.DB = conn, db
	}
	return readers, nil
}
