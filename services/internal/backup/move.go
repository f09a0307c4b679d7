package backup

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Move brings organisations, whose doors are closed, from the databases in which their rows are
// to those in which they stand by the configuration. It may be cut off anywhere and run again:
//
//  1. Mark: in the databases of both ends nobody gets at them any more (postgres, base/00010),
//     but for readers of feeds, who read what is still to be read.
//  2. Place: in the database to come readers begin after what comes there, which was read.
//  3. Copy: all rows, in one transaction for each database, at the end of which what stands
//     there is read again and compared.
//  4. Remove: what stands at both ends is compared once more, and taken away where it was.
//  5. Open: in the database to come the mark goes. Where they were it stays, so that no program
//     that has not heard of it begins anew there.
//
// Before 4 everything is still where it was, after it where it belongs; what was done is seen
// from the rows and the marks themselves.
type Move struct {
	Parts    []Part        // of all services and the vault, in every database
	Tenants  []string      // whom; who is where they belong already stays there
	Patience time.Duration // how long readers have to read to the end

	Count bool // Look says how many rows there are: it takes a while

	// Between is told what was just done, for a test that cuts it off there.
	Between func(step string) error
}

// Leg is one service's part of a move.
type Leg struct {
	From, To Part
	Tenants  []string
	Rows     int
	Digest   string // of all rows, in whatever order; set when they were moved
}

// OpenError says that an organisation's doors are open: whoever comes in would write.
type OpenError struct{ Tenant string }

func (e *OpenError) Error() string { return "move: the doors of " + e.Tenant + " are open" }

func refused(format string, with ...any) error { return fmt.Errorf("move: "+format, with...) }

// Look says what there is to move, and whether a move that was cut off is still to be finished.
func (m Move) Look(ctx context.Context) (legs []Leg, unfinished bool, err error) {
	found, err := m.look(ctx)
	if err != nil {
		return nil, false, err
	}
	legs, err = m.legs(found)
	return legs, len(found.marked(m.Parts, m.Tenants)) > 0, err
}

// Run moves, and says what.
func (m Move) Run(ctx context.Context) ([]Leg, error) {
	release, err := m.alone(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	found, err := m.look(ctx)
	if err != nil {
		return nil, err
	}
	legs, err := m.legs(found)
	if err == nil {
		err = m.closed(found, legs)
	}
	if err != nil {
		return nil, err
	}
	for _, do := range []struct {
		step string
		do   func(context.Context, []Leg) error
	}{
		{"mark", m.mark}, {"place", m.place}, {"copy", m.copy}, {"remove", m.remove}, {"open", m.open},
	} {
		if err := do.do(ctx, legs); err != nil {
			return nil, err
		}
		if err := m.between(do.step); err != nil {
			return nil, err
		}
	}
	return legs, nil
}

func (m Move) between(step string) error {
	if m.Between == nil {
		return nil
	}
	return m.Between(step)
}

// lockNotAvailable is PostgreSQL's code for a lock that was not given in time.
const lockNotAvailable = "55P03"

// alone keeps a second move from beginning. One that was killed a moment ago holds its place
// until its database notices, so it waits for that.
func (m Move) alone(ctx context.Context) (release func(), err error) {
	conn, err := pgx.Connect(ctx, m.Parts[len(m.Parts)-1].URL)
	if err != nil {
		return nil, fmt.Errorf("move: %w", err)
	}
	release = func() { _ = conn.Close(context.WithoutCancel(ctx)) }
	_, err = conn.Exec(ctx, `SET lock_timeout = '5s'; SELECT pg_advisory_lock(hashtextextended('optrek tenant move', 10))`)
	if late := (*pgconn.PgError)(nil); errors.As(err, &late) && late.Code == lockNotAvailable {
		err = refused("somebody else is moving an organisation: wait for that to end")
	}
	if err != nil {
		release()
		return nil, err
	}
	return release, nil
}

// there is what there is of one organisation in one part.
type there struct {
	tables []string // with rows, but for that its doors are closed
	rows   int      // all, or one for each table
	stands bool     // more than the log, which outlives an organisation
	closed bool     // its doors
	marked bool
	place  string // where it went or is going, when it is marked
}

// comes says whether an organisation is on its way to this part: rows of it there are ours.
func (of there) comes(part Part) bool { return of.marked && of.place == part.Database }

// known is what there is of each organisation, by Part.name and then by organisation.
type known map[string]map[string]there

func (m Move) look(ctx context.Context) (known, error) {
	found := known{}
	err := each(ctx, m.Parts, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(part Part, tx pgx.Tx) error {
		found[part.name()] = map[string]there{}
		for _, tenant := range m.Tenants {
			of, err := lookAt(ctx, tx, part, tenant, m.Count)
			if err != nil {
				return err
			}
			found[part.name()][tenant] = of
		}
		return nil
	})
	return found, err
}

// lookAt looks at one organisation in one part. Without count one row of a table stands for all.
func lookAt(ctx context.Context, tx pgx.Tx, part Part, tenant string, count bool) (of there, err error) {
	all, err := movable(ctx, tx, part)
	if err != nil {
		return of, err
	}
	if err := part.as(ctx, tx, tenant); err != nil {
		return of, err
	}
	for _, t := range all {
		var n int
		if err := tx.QueryRow(ctx, fmt.Sprintf(`SELECT count(*) FROM (SELECT FROM %s WHERE tenant_id = $1 LIMIT CASE WHEN NOT $2 THEN 1 END) found`,
			quote(part.Schema.Name, t.Name)), tenant, count).Scan(&n); err != nil {
			return of, err
		}
		of.rows += n
		switch {
		case n == 0:
		case t.Name == "suspended":
			of.closed = true
		default:
			of.tables = append(of.tables, t.Name)
			of.stands = of.stands || !stays(part, t.Name)
		}
	}
	err = tx.QueryRow(ctx, `SELECT place FROM moved WHERE tenant_id = $1`, tenant).Scan(&of.place)
	if of.marked = err == nil; errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return of, err
}

// movable are the tables that go along, in an order in which they can be filled: all with rows of
// organisations but the marks. What is noted by transaction number says something of this
// database only, and is made anew by what is put in the other one; it comes first, so that it
// is taken away last.
func movable(ctx context.Context, tx pgx.Tx, part Part) ([]table, error) {
	all, err := everyTable(ctx, tx, part)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(t table) bool { return !slices.Contains(t.Columns, "tenant_id") || t.Name == "moved" })
	ordered, err := inOrder(all)
	slices.SortStableFunc(ordered, func(a, b table) int { return first(b) - first(a) })
	return ordered, err
}

func first(t table) int {
	if t.derived() {
		return 1
	}
	return 0
}

// derived says whether a table is a note about this database only.
func (t table) derived() bool {
	return slices.Contains(t.Types, "xid8") && counters[t.Name] == nil
}

// legs are what there is to move: of whoever has rows in another database than their own. The log
// that an organisation left behind when it was taken out is none.
func (m Move) legs(found known) (legs []Leg, err error) {
	for _, tenant := range m.Tenants {
		homes := Of(m.Parts, tenant)
		begun, away := false, false
		for _, part := range m.Parts {
			of := found[part.name()][tenant]
			begun = begun || of.marked && part.holds(m.Parts, tenant)
			away = away || of.stands && !part.holds(m.Parts, tenant)
		}
		if err := m.reachable(found, homes, tenant); err != nil {
			return nil, err
		}
		for _, to := range homes {
			if legs, err = m.legsTo(legs, found, to, tenant, begun || away); err != nil {
				return nil, err
			}
		}
	}
	return legs, nil
}

// reachable wants the database to be known to which the rows went before.
func (m Move) reachable(found known, homes []Part, tenant string) error {
	for _, home := range homes {
		of := found[home.name()][tenant]
		if of.marked && !slices.ContainsFunc(m.Parts, func(p Part) bool { return p.Schema.Name == home.Schema.Name && p.Database == of.place }) {
			return refused("the rows of %s went to database %q, of which nothing is said here: put moves_from: %s with it in OPTREK_ORGANISATIONS", tenant, of.place, of.place)
		}
	}
	return nil
}

func (m Move) legsTo(legs []Leg, found known, to Part, tenant string, moves bool) ([]Leg, error) {
	var from []Part
	for _, part := range m.Parts {
		if moves && part.Schema.Name == to.Schema.Name && part.Database != to.Database && found[part.name()][tenant].rows > 0 {
			from = append(from, part)
		}
	}
	if len(from) == 0 {
		return legs, nil
	}
	if len(from) > 1 {
		return nil, refused("%s has rows of %s in %s and in %s: put back a backup of before", to.Schema.Name, tenant, from[0].name(), from[1].name())
	}
	here, beyond := found[from[0].name()][tenant], found[to.name()][tenant]
	if !beyond.comes(to) && len(beyond.tables) > 0 {
		return nil, refused("%s has other rows of %s already, in %s", to.name(), tenant, strings.Join(beyond.tables, ", "))
	}
	at := slices.IndexFunc(legs, func(l Leg) bool { return l.From.name() == from[0].name() && l.To.name() == to.name() })
	if at < 0 {
		at, legs = len(legs), append(legs, Leg{From: from[0], To: to})
	}
	legs[at].Tenants = append(legs[at].Tenants, tenant)
	legs[at].Rows += here.rows
	return legs, nil
}

// closed wants the doors closed of everybody who moves: where their rows are, and in the parts
// that have one database for everybody, the gateway's before all.
func (m Move) closed(found known, legs []Leg) error {
	for _, leg := range legs {
		for _, tenant := range leg.Tenants {
			for _, part := range m.Parts {
				one := !slices.ContainsFunc(m.Parts, func(p Part) bool { return p.Schema.Name == part.Schema.Name && p.Database != part.Database })
				if (one || part.name() == leg.From.name()) && !found[part.name()][tenant].closed {
					return &OpenError{tenant}
				}
			}
		}
	}
	return nil
}

// marked are the parts in which organisations stand and cannot be reached.
func (k known) marked(parts []Part, tenants []string) (all []Part) {
	for _, part := range parts {
		for _, tenant := range tenants {
			if k[part.name()][tenant].marked && part.holds(parts, tenant) {
				all = append(all, part)
				break
			}
		}
	}
	return all
}
