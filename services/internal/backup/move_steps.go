package backup

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
)

// leaveWithin is how long is waited for who is still at work in an organisation that moves.
const leaveWithin = "60s"

// mark closes both ends, waits until who was in is out, and then until all that was told is read.
// Where it is refused the rows stay within reach where they are.
func (m Move) mark(ctx context.Context, legs []Leg) error {
	for _, leg := range legs {
		if err := m.shut(ctx, leg.To, leg); err != nil {
			return err
		}
	}
	for _, leg := range legs {
		if err := m.shut(ctx, leg.From, leg); err != nil {
			return err
		}
	}
	err := m.read(ctx, legs)
	if err == nil {
		return nil
	}
	for _, leg := range legs {
		if again := unmark(context.WithoutCancel(ctx), []Part{leg.From}, leg.Tenants); again != nil {
			return again
		}
	}
	return err
}

// shut closes one end, for each organisation of a leg. The end to which they go has to be without
// rows of theirs, or marked already: then it was us who put them there.
func (m Move) shut(ctx context.Context, part Part, leg Leg) error {
	return each(ctx, []Part{part}, pgx.TxOptions{}, func(_ Part, tx pgx.Tx) error {
		for _, tenant := range leg.Tenants {
			if _, err := tx.Exec(ctx, `SELECT set_config('role', 'none', true), set_config('lock_timeout', $1, true)`, leaveWithin); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 10))`, tenant); err != nil {
				return fmt.Errorf("somebody is still at work in %s: %w", tenant, err)
			}
			of, err := lookAt(ctx, tx, part, tenant, false)
			if err != nil {
				return err
			}
			if part.name() == leg.To.name() && !of.comes(part) && len(of.tables) > 0 {
				return refused("%s has other rows of %s already, in %v", part.name(), tenant, of.tables)
			}
			if _, err := tx.Exec(ctx, `INSERT INTO moved (tenant_id, place) VALUES ($1, $2)
				ON CONFLICT (tenant_id) DO UPDATE SET place = excluded.place, at = excluded.at`, tenant, leg.To.Database); err != nil {
				return err
			}
		}
		return nil
	})
}

// unmark lets organisations be reached again in these parts.
func unmark(ctx context.Context, parts []Part, tenants []string) error {
	return each(ctx, parts, pgx.TxOptions{}, func(part Part, tx pgx.Tx) error {
		for _, tenant := range tenants {
			if err := part.as(ctx, tx, tenant); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `DELETE FROM moved WHERE tenant_id = $1`, tenant); err != nil {
				return err
			}
		}
		return nil
	})
}

// open lets organisations be reached where they stand.
func (m Move) open(ctx context.Context, _ []Leg) error {
	for _, part := range m.Parts {
		here := slices.DeleteFunc(slices.Clone(m.Tenants), func(tenant string) bool { return !part.holds(m.Parts, tenant) })
		if len(here) == 0 {
			continue
		}
		if err := unmark(ctx, []Part{part}, here); err != nil {
			return err
		}
		if err := m.between("open " + part.Schema.Name); err != nil {
			return err
		}
	}
	return nil
}

// remove takes away where it was what stands at both ends and is the same.
func (m Move) remove(ctx context.Context, legs []Leg) error {
	from, done, err := open(ctx, ends(legs, func(l Leg) Part { return l.From }), pgx.TxOptions{})
	if err != nil {
		return err
	}
	defer done()
	to, leave, err := open(ctx, ends(legs, func(l Leg) Part { return l.To }), pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return err
	}
	defer leave()
	for i, leg := range legs {
		here, err := digestOf(ctx, from[leg.From.URL].tx, leg.From, leg.Tenants)
		if err != nil {
			return err
		}
		there, err := digestOf(ctx, to[leg.To.URL].tx, leg.To, leg.Tenants)
		if err != nil {
			return err
		}
		if here != there {
			return refused("%s has %d rows and %s has %d that are not the same: nothing was removed", leg.From.name(), here.rows, leg.To.name(), there.rows)
		}
		legs[i].Digest, legs[i].Rows = here.String(), here.rows
	}
	for _, leg := range legs {
		for _, tenant := range leg.Tenants {
			if err := takeAway(ctx, from[leg.From.URL].tx, leg.From, tenant); err != nil {
				return fmt.Errorf("move: %s: %w", leg.From.name(), err)
			}
		}
		if err := m.between("removing " + leg.From.name()); err != nil {
			return err
		}
	}
	for _, s := range from {
		if err := s.tx.Commit(ctx); err != nil {
			return fmt.Errorf("move: %w", err)
		}
		if err := m.between("removed"); err != nil {
			return err
		}
	}
	return nil
}

func ends(legs []Leg, end func(Leg) Part) (parts []Part) {
	for _, leg := range legs {
		parts = append(parts, end(leg))
	}
	return parts
}

// takeAway takes all rows of an organisation away but for the mark, the log with them: it went along.
// What only the owner may take away comes last, for then others wait for it.
func takeAway(ctx context.Context, tx pgx.Tx, part Part, tenant string) error {
	if _, err := tx.Exec(ctx, `SELECT set_config('role', 'none', true), set_config('lock_timeout', $1, true)`, lockWithin); err != nil {
		return err
	}
	all, err := movable(ctx, tx, part)
	if err != nil {
		return err
	}
	owners := func(t table) bool { return slices.Contains(log, t.Name) || t.Name == "outbox" }
	for _, t := range slices.Backward(all) {
		if owners(t) {
			continue
		}
		if _, err := clearTable(ctx, part, tx, t, tenant); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	for _, t := range slices.Backward(all) {
		if !owners(t) {
			continue
		}
		if _, err := clearAsOwner(ctx, tx, quote(part.Schema.Name, t.Name), tenant); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	left, err := lookAt(ctx, tx, part, tenant, false)
	if err == nil && left.rows > 0 {
		err = fmt.Errorf("rows stay, in %v", left.tables)
	}
	return err
}
