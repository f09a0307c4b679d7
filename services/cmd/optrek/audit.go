package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"time"

	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
)

// errTampered is what verifying ends with when a log is not as it was sealed.
var errTampered = errors.New("audit verify: the log is not as it was sealed")

// audit reads the logs of all services against their seals, and says of every line that is
// not as it was which one it is.
func audit(ctx context.Context, schemas []postgres.Schema, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("audit verify", flag.ContinueOnError)
	organisation := flags.String("organisation", "", "only this organisation (id)")
	from := flags.String("from", "", "contents from this day (YYYY-MM-DD)")
	until := flags.String("to", "", "contents until and with this day")
	if len(args) == 0 || args[0] != "verify" {
		return errors.New("audit: the only thing there is to do is verify")
	}
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	cfg, err := config.Load()
	if err != nil {
		return err
	}
	keys, err := auditlog.LoadPublic(auditlog.KeysDir(cfg))
	if err != nil {
		return err
	}
	check := auditlog.Checker{Keys: keys, Heads: auditlog.Heads{Dir: auditlog.HeadsDir(cfg)}}
	if check.From, err = day(*from, 0); err != nil {
		return err
	}
	if check.Until, err = day(*until, 1); err != nil {
		return err
	}
	var wrong int
	for _, schema := range schemas {
		found, err := verify(ctx, cfg, schema, reading{check, *organisation, out})
		if err != nil {
			return fmt.Errorf("audit verify %s: %w", schema.Name, err)
		}
		wrong += found
	}
	if wrong > 0 {
		return errTampered
	}
	return nil
}

func day(text string, later int) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, text)
	return t.AddDate(0, 0, later), err
}

// reading is what is read, and where it is told.
type reading struct {
	check auditlog.Checker
	only  string // an organisation; empty: all
	out   io.Writer
}

// verify reads the logs of one service, and gives how many things are wrong.
func verify(ctx context.Context, cfg config.Config, schema postgres.Schema, r reading) (wrong int, err error) {
	db, err := process.Open(ctx, cfg, schema, postgres.Options{StatementTimeout: 10 * time.Minute})
	if err != nil {
		return 0, err
	}
	defer db.Close()
	r.check.DB = db
	tenants := []string{r.only}
	if r.only == "" {
		if tenants, err = r.check.Organisations(ctx); err != nil {
			return 0, err
		}
	}
	for _, tenant := range tenants {
		told, err := r.check.Verify(ctx, tenant)
		if err != nil {
			return wrong, err
		}
		fmt.Fprintf(r.out, "%s %s: %d lines in %d seals, %d not sealed yet, %d removed after their time, wrong: %d\n",
			told.Service, told.Tenant, told.Sealed, told.Seals, told.Unsealed, told.Pruned, len(told.Findings))
		for _, f := range told.Findings {
			fmt.Fprintf(r.out, "  %s: line %d, seal %d, %d line(s): %s\n", f.Kind, f.Line, f.Seal, f.Lines, f.Text)
		}
		wrong += len(told.Findings)
	}
	return wrong, nil
}
