package postgres

import (
	"context"
	"time"
)

// State is what a database says of itself; none of it is anybody's.
type State struct {
	OutboxRows    int64 // as estimated by PostgreSQL
	OutboxBytes   int64 // with its indexes
	DatabaseBytes int64
	Ahead         time.Duration // of its clock before ours; behind: less than zero
}

// State asks the database how it is. It costs a millisecond, however much there is.
func (db *DB) State(ctx context.Context) (s State, err error) {
	var clock time.Time
	asked := time.Now()
	err = db.feed.QueryRow(ctx, `SELECT greatest(c.reltuples, 0)::bigint, pg_total_relation_size(c.oid), pg_database_size(current_database()), clock_timestamp()
		FROM pg_class c WHERE c.oid = 'outbox'::regclass`).Scan(&s.OutboxRows, &s.OutboxBytes, &s.DatabaseBytes, &clock)
	if err != nil {
		return State{}, Fault(err)
	}
	// Half-way between asking and hearing is the best guess of when it looked at its clock.
	heard := time.Now()
	s.Ahead = clock.Sub(asked.Add(heard.Sub(asked) / 2))
	return s, nil
}

// Count is how many there are of one thing in an organisation: a figure, and nobody's.
type Count struct {
	What string // e.g. "clients", the label of the figure
	SQL  string // gives one number, of the organisation of its transaction
}

// Counts asks each of them for one organisation, as the service itself.
func (db *DB) Counts(ctx context.Context, tenant string, counts []Count) (found map[string]float64, err error) {
	found = map[string]float64{}
	err = db.InTenantAs(WithMethod(ctx, "figures"), tenant, func(tx *Tx) error {
		for _, c := range counts {
			var n float64
			if err := tx.QueryRow(ctx, c.SQL).Scan(&n); err != nil {
				return err
			}
			found[c.What] = n
		}
		return nil
	})
	return found, err
}
