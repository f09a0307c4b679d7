package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
	"github.com/optrek/optrek/services/internal/vault"
)

// awaitEvery is how often is looked whether the tables are there.
const awaitEvery = time.Second

// awaitTables returns when a service would open its database and the vault: when they answer,
// `optrek migrate` has brought them to this version, and nothing else is wrong with them.
// What it waits for it says when that changes, and with the login of the service itself.
func awaitTables(ctx context.Context, doors []frontDoor, name string, out io.Writer) error {
	door, isService := find(doors, name)
	if !isService {
		return fmt.Errorf("await: there is no service %q", name)
	}
	cfg, err := config.Load()
	if err != nil {
		return err
	}
	ctx, release := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer release()
	tick := time.NewTicker(awaitEvery)
	defer tick.Stop()
	var told string
	for {
		err := wouldOpen(ctx, cfg, door.schema(), vault.Schema())
		if err == nil {
			fmt.Fprintf(out, "%s: the tables are there\n", name)
			return nil
		}
		if said := err.Error(); said != told && ctx.Err() == nil {
			fmt.Fprintf(out, "%s waits: %s\n", name, said)
			told = said
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("await %s: %w", name, ctx.Err())
		case <-tick.C:
		}
	}
}

func wouldOpen(ctx context.Context, cfg config.Config, schemas ...postgres.Schema) error {
	for _, schema := range schemas {
		db, err := process.Open(ctx, cfg, schema, postgres.Options{MaxConns: 1, OwnLogin: cfg.IsProduction(), MayBeAway: true})
		if err != nil {
			return err
		}
		db.Close()
	}
	return nil
}
