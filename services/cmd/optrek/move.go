package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/optrek/optrek/services/internal/backup"
)

// readWithin is how long the services have to read the feeds of who moves to their end.
const readWithin = time.Minute

// mover is the move of the organisation, with everybody in its region: what a region shares is one table.
func (t *tenancy) mover() (backup.Move, error) {
	m := backup.Move{Tenants: []string{t.organisation.ID}, Patience: readWithin}
	for _, o := range t.cfg.Organisations {
		if o.Region != "" && o.Region == t.organisation.Region && o.ID != t.organisation.ID {
			m.Tenants = append(m.Tenants, o.ID)
		}
	}
	var err error
	m.Parts, err = t.all()
	return m, err
}

// move brings rows to where the file has their organisation.
func (t *tenancy) move(ctx context.Context) error {
	if !t.known {
		return fmt.Errorf("tenant move: %[1]s staat niet in OPTREK_ORGANISATIONS: het bestand zegt waarheen\n"+
			"        tenant move: %[1]s is not in OPTREK_ORGANISATIONS: the file says whereto", t.organisation.ID)
	}
	m, err := t.mover()
	if err != nil {
		return err
	}
	if t.dryRun {
		m.Count = true
		legs, unfinished, err := m.Look(ctx)
		if err != nil {
			return err
		}
		t.tell(legs, "gaan / go")
		if unfinished {
			fmt.Fprintln(t.out, "een verhuizing is nog niet af; dit maakt haar af / a move is not finished yet; this finishes it")
		}
		return t.nothing(len(legs) == 0 && !unfinished)
	}
	_, unfinished, err := m.Look(ctx)
	if err != nil {
		return err
	}
	legs, err := m.Run(ctx)
	if open := (*backup.OpenError)(nil); errors.As(err, &open) {
		return fmt.Errorf("tenant move: de deuren van %[1]s zijn nog open. Eerst: optrek tenant suspend %[1]s\n"+
			"        tenant move: the doors of %[1]s are still open. First: optrek tenant suspend %[1]s", open.Tenant)
	}
	if err != nil {
		return fmt.Errorf("tenant %w", err)
	}
	t.tell(legs, "verhuisd / moved")
	if len(legs) == 0 && !unfinished {
		return t.nothing(true)
	}
	for _, tenant := range m.Tenants {
		fmt.Fprintf(t.out, "%s staat waar ze hoort; haar deuren zijn nog dicht: optrek tenant resume %[1]s\n"+
			"%[1]s is where it belongs; its doors are still closed: optrek tenant resume %[1]s\n", tenant)
	}
	return nil
}

func (t *tenancy) nothing(is bool) error {
	if is {
		fmt.Fprintf(t.out, "%s staat waar ze hoort: er is niets te verhuizen / is where it belongs: there is nothing to move\n", t.organisation.ID)
	}
	return nil
}

func (t *tenancy) tell(legs []backup.Leg, done string) {
	for _, leg := range legs {
		fmt.Fprintf(t.out, "%s: %d rijen / rows %s, %s → %s", leg.From.Schema.Name, leg.Rows, done, called(leg.From.Database), called(leg.To.Database))
		if leg.Digest != "" {
			fmt.Fprintf(t.out, ", digest %s aan beide kanten / at both ends", leg.Digest)
		}
		fmt.Fprintln(t.out)
	}
}

// called is how words name a database.
func called(database string) string {
	if database == "" {
		return "de gezamenlijke / the shared one"
	}
	return database
}

// isMoved refuses what would leave rows behind, while the organisation has them elsewhere.
func (t *tenancy) isMoved(ctx context.Context) error {
	m, err := t.mover()
	if err != nil {
		return err
	}
	legs, unfinished, err := m.Look(ctx)
	if err == nil && (len(legs) > 0 || unfinished) {
		err = fmt.Errorf("tenant: de rijen van %[1]s staan nog niet waar ze volgens het bestand hoort. Eerst: optrek tenant move %[1]s\n"+
			"        tenant: the rows of %[1]s are not yet where the file has it. First: optrek tenant move %[1]s", t.organisation.ID)
	}
	return err
}

// forget takes away what says where the organisation went: it is gone.
func (t *tenancy) forget(ctx context.Context) error {
	all, err := t.all()
	if err != nil {
		return err
	}
	return backup.Move{Parts: all, Tenants: []string{t.organisation.ID}}.Forget(ctx)
}
