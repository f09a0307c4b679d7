package backup

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// copy puts all rows where they belong, and looks whether what stands there is what was read. A leg
// that stands there already, because it was cut off after this, is compared when it is removed.
func (m Move) copy(ctx context.Context, legs []Leg) error {
	left, err := uncopied(ctx, legs)
	if err != nil || len(left) == 0 {
		return err
	}
	from, done, err := open(ctx, ends(left, func(l Leg) Part { return l.From }), pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return err
	}
	defer done()
	for _, leg := range left {
		if err := countOn(ctx, from[leg.From.URL].tx, leg); err != nil {
			return fmt.Errorf("move: counters of %s: %w", leg.To.name(), err)
		}
	}
	to, leave, err := open(ctx, ends(left, func(l Leg) Part { return l.To }), pgx.TxOptions{})
	if err != nil {
		return err
	}
	defer leave()
	for _, leg := range left {
		if err := leg.copy(ctx, from[leg.From.URL].tx, to[leg.To.URL].tx); err != nil {
			return fmt.Errorf("move: %s: %w", leg.From.name(), err)
		}
		if err := m.between("copying " + leg.To.name()); err != nil {
			return err
		}
	}
	for _, s := range to {
		if err := s.tx.Commit(ctx); err != nil {
			return fmt.Errorf("move: %w", err)
		}
		if err := m.between("copied"); err != nil {
			return err
		}
	}
	return nil
}

// uncopied are the legs of which nothing stands where it belongs.
func uncopied(ctx context.Context, legs []Leg) (left []Leg, err error) {
	for _, leg := range legs {
		nothing := true
		err := each(ctx, []Part{leg.To}, pgx.TxOptions{AccessMode: pgx.ReadOnly}, func(part Part, tx pgx.Tx) error {
			for _, tenant := range leg.Tenants {
				of, err := lookAt(ctx, tx, part, tenant, false)
				if err != nil {
					return err
				}
				nothing = nothing && len(of.tables) == 0
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if nothing {
			left = append(left, leg)
		}
	}
	return left, nil
}

// copy copies one leg: the tables of both ends have to be of one version.
func (l Leg) copy(ctx context.Context, from, to pgx.Tx) error {
	here, err := version(ctx, from, l.From)
	if err != nil {
		return err
	}
	there, err := version(ctx, to, l.To)
	if err != nil {
		return err
	}
	if here != there {
		return fmt.Errorf("the tables do not have the same version in %s: run `optrek migrate`", l.To.name())
	}
	all, err := movable(ctx, from, l.From)
	if err != nil {
		return err
	}
	for _, tenant := range l.Tenants {
		if err := l.From.as(ctx, from, tenant); err != nil {
			return err
		}
		if err := l.To.as(ctx, to, tenant); err != nil {
			return err
		}
		if _, err := to.Exec(ctx, `DELETE FROM suspended WHERE tenant_id = $1`, tenant); err != nil { // closed twice is closed
			return err
		}
		for _, t := range all {
			if t.derived() {
				continue
			}
			if err := carry(ctx, from, to, stretch{l.From.Schema.Name, t, tenant}); err != nil {
				return fmt.Errorf("%s: %w", t.Name, err)
			}
		}
	}
	read, err := digestOf(ctx, from, l.From, l.Tenants)
	if err != nil {
		return err
	}
	put, err := digestOf(ctx, to, l.To, l.Tenants)
	if err == nil && read != put {
		err = fmt.Errorf("%d rows were read, and %d stand there that are not the same", read.rows, put.rows)
	}
	return err
}

// stretch is the rows of one organisation in one table.
type stretch struct {
	schema string
	table  table
	tenant string
}

// kept are the columns that mean the same in both databases.
func (s stretch) kept() (columns, types []string) {
	for i, c := range s.table.Columns {
		if !slices.Contains(counters[s.table.Name], c) {
			columns, types = append(columns, c), append(types, s.table.Types[i])
		}
	}
	return columns, types
}

// order is in which order rows are read: a feed as it is told, the rest by key.
func (s stretch) order() string {
	if s.table.Name == "outbox" {
		return "t.xid, t.seq"
	}
	return strings.Join(columnsOf(s.table.Key), ", ")
}

// carry reads rows and puts them in the other database, some hundreds in one round trip.
func carry(ctx context.Context, from, to pgx.Tx, s stretch) error {
	columns, types := s.kept()
	rows, err := from.Query(ctx, fmt.Sprintf(`SELECT %s FROM %s t WHERE t.tenant_id = $1 ORDER BY %s`,
		texts(columns), quote(s.schema, s.table.Name), s.order()), s.tenant)
	if err != nil {
		return err
	}
	defer rows.Close()
	line := &tableLine{Schema: s.schema, Table: s.table.Name, Columns: columns, Types: types}
	sql, batch := insertInto(line, false), &pgx.Batch{}
	if slices.Contains(counters[s.table.Name], "xid") {
		sql = strings.Replace(strings.Replace(sql, ") OVERRIDING", `, "xid") OVERRIDING`, 1), " FROM (SELECT", ", '"+told+"'::xid8 FROM (SELECT", 1)
	}
	for rows.Next() {
		var values []*string
		if err := rows.Scan(&values); err != nil {
			return err
		}
		if batch.Queue(sql, values); batch.Len() == chunk {
			if err := to.SendBatch(ctx, batch).Close(); err != nil {
				return err
			}
			batch = &pgx.Batch{}
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return to.SendBatch(ctx, batch).Close()
}

// digestOf sums up all rows of organisations in a part: also in which order a feed tells them.
func digestOf(ctx context.Context, tx pgx.Tx, part Part, tenants []string) (sum digest, err error) {
	all, err := movable(ctx, tx, part)
	if err != nil {
		return sum, err
	}
	for _, tenant := range tenants {
		if err := part.as(ctx, tx, tenant); err != nil {
			return sum, err
		}
		for _, t := range all {
			if t.derived() {
				continue
			}
			if err := (stretch{part.Schema.Name, t, tenant}).sum(ctx, tx, &sum); err != nil {
				return sum, fmt.Errorf("%s: %w", t.Name, err)
			}
		}
	}
	return sum, nil
}

func (s stretch) sum(ctx context.Context, tx pgx.Tx, sum *digest) error {
	columns, _ := s.kept()
	number := "0"
	if s.table.Name == "outbox" {
		number = "row_number() OVER (ORDER BY t.xid, t.seq)"
	}
	rows, err := tx.Query(ctx, fmt.Sprintf(`SELECT %s || (%s)::text FROM %s t WHERE t.tenant_id = $1`,
		texts(columns), number, quote(s.schema, s.table.Name)), s.tenant)
	if err != nil {
		return err
	}
	line := &tableLine{Schema: s.schema, Table: s.table.Name, Columns: append(columns, "n")}
	var values []*string
	_, err = pgx.ForEachRow(rows, []any{&values}, func() error { return sum.add(line, values) })
	return err
}

// countOn lets counters at the other end go on after the rows that come along, which keep their
// numbers (the seals of a log name them). Nobody counts meanwhile, and nothing is set back. A feed
// is numbered anew.
func countOn(ctx context.Context, from pgx.Tx, leg Leg) error {
	all, err := movable(ctx, from, leg.From)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(t table) bool { return t.Identity == "" || t.Name == "outbox" || t.derived() })
	highest := make([]int64, len(all))
	for _, tenant := range leg.Tenants {
		if err := leg.From.as(ctx, from, tenant); err != nil {
			return err
		}
		for i, t := range all {
			var one int64
			if err := from.QueryRow(ctx, fmt.Sprintf(`SELECT coalesce(max(%s), 0) FROM %s WHERE tenant_id = $1`,
				quote(t.Identity), quote(leg.From.Schema.Name, t.Name)), tenant).Scan(&one); err != nil {
				return err
			}
			highest[i] = max(highest[i], one)
		}
	}
	return each(ctx, []Part{leg.To}, pgx.TxOptions{}, func(part Part, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT set_config('role', 'none', true), set_config('lock_timeout', $1, true)`, lockWithin); err != nil {
			return err
		}
		for i, t := range all {
			if err := raise(ctx, tx, quote(part.Schema.Name, t.Name), t.Identity, highest[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// raise lets a counter go on after the highest.
func raise(ctx context.Context, tx pgx.Tx, name, identity string, highest int64) error {
	var sequence string
	if err := tx.QueryRow(ctx, `SELECT pg_get_serial_sequence($1, $2)`, name, identity).Scan(&sequence); err != nil {
		return err
	}
	var last int64
	if err := tx.QueryRow(ctx, `SELECT last_value FROM `+sequence).Scan(&last); err != nil || last >= highest {
		return err
	}
	if _, err := tx.Exec(ctx, `LOCK TABLE `+name+` IN SHARE ROW EXCLUSIVE MODE`); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `SELECT setval($1::regclass, greatest($2, (SELECT last_value FROM `+sequence+`)))`, sequence, highest)
	return err
}
