package postgres

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/google/uuid"

	"github.com/optrek/optrek/services/internal/fault"
)

// Own is a database beside the shared one, for organisations that do not stand among the
// others: the same tables, elsewhere.
type Own struct {
	Name    string // as the configuration calls it; never empty
	URL     string
	Tenants []string // ids of the organisations that stand in it
}

// SharedName is what the database of all other organisations is called in figures.
const SharedName = "shared"

// gate keeps a database shut until it keeps its promises and everything was done in it that
// comes before the first call: one that is away when the process starts must not keep the
// organisations of the others waiting.
type gate struct {
	mu    sync.Mutex
	first []func(context.Context) error
	open  atomic.Bool
	away  atomic.Bool // when it was last looked at
}

// enter opens the gate, when there is nothing left that comes first.
func (g *gate) enter(ctx context.Context) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for len(g.first) > 0 {
		if err := g.first[0](ctx); err != nil {
			g.away.Store(true)
			return err
		}
		g.first = g.first[1:]
	}
	g.open.Store(true)
	return nil
}

// later shuts the gate until do has been done too.
func (g *gate) later(do func(context.Context) error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.first = append(g.first, do)
	g.open.Store(false)
}

func isAway(err error) bool { return fault.KindOf(err) == fault.KindUnavailable }

// openOwn opens the databases of their own. With MayBeAway one that does not answer stays
// shut, and the rest goes on.
func (db *DB) openOwn(ctx context.Context, o Options) error {
	db.of, db.lenient = map[uuid.UUID]*DB{}, o.MayBeAway
	for _, own := range o.Own {
		if own.Name == "" || own.Name == SharedName {
			return fmt.Errorf("database of an organisation's own: it needs a name other than %q", SharedName)
		}
		one, err := prepare(ctx, own.URL, db.schema, o)
		if err != nil {
			return fmt.Errorf("database %s: %w", own.Name, err)
		}
		one.name, one.gate = own.Name, &gate{}
		db.own = append(db.own, one)
		one.gate.later(func(ctx context.Context) error { return selfCheck(ctx, one.pool, db.schema, o) })
		if err := one.gate.enter(ctx); err != nil && !db.forgives(err) {
			return fmt.Errorf("database %s: %w", own.Name, err)
		}
		for _, tenant := range own.Tenants {
			id, err := uuid.Parse(tenant)
			if err != nil {
				return fmt.Errorf("database %s: an organisation is no id: %w", own.Name, err)
			}
			db.of[id] = one
		}
	}
	return nil
}

// forgives says whether this error of a database of somebody's own is no error of the whole.
func (db *DB) forgives(err error) bool { return db.lenient && isAway(err) }

// at gives the database in which the organisation stands.
func (db *DB) at(tenant string) *DB {
	if len(db.of) == 0 {
		return db
	}
	if id, err := uuid.Parse(tenant); err == nil && db.of[id] != nil {
		return db.of[id]
	}
	return db
}

// Where names the database in which the organisation stands: empty for the shared one.
func (db *DB) Where(tenant string) string { return db.at(tenant).name }

// enter refuses while the database is still shut.
func (db *DB) enter() error {
	if db.gate == nil || db.gate.open.Load() {
		return nil
	}
	return away
}

// Name says which database this is: empty for the shared one.
func (db *DB) Name() string { return db.name }

// Label is Name for figures, in which the shared one has a name too.
func (db *DB) Label() string {
	if db.name == "" {
		return SharedName
	}
	return db.name
}

// Databases gives a view of each database there is, the shared one first. A view knows its
// own database only, whoever stands in it: what is kept beside the rows of everybody in it,
// such as how far a feed was read, is asked there.
func (db *DB) Databases() []*DB {
	if len(db.own) == 0 {
		return []*DB{db}
	}
	return append([]*DB{{schema: db.schema, pool: db.pool, feed: db.feed}}, db.own...)
}

// First does something in every database before anybody else may do anything there: now, or
// when one that is away answers again.
func (db *DB) First(ctx context.Context, do func(context.Context, *DB) error) error {
	for _, one := range db.Databases() {
		open := *one
		open.gate = nil
		err := one.enter()
		if err == nil {
			err = do(ctx, &open)
		}
		if err == nil {
			continue
		}
		if one.gate == nil || !db.forgives(err) {
			return err
		}
		one.gate.later(func(ctx context.Context) error { return do(ctx, &open) })
	}
	return nil
}

// Look says whether this database answers, and opens it to its organisations when it was
// away before.
func (db *DB) Look(ctx context.Context) error {
	if db.gate == nil {
		return db.Ready(ctx)
	}
	err := db.gate.enter(ctx)
	if err == nil {
		err = db.Ready(ctx)
	}
	if err != nil && !db.gate.away.Swap(true) {
		db.feed.Reset() // what was connected before is of no use after
	}
	if err == nil {
		db.gate.away.Store(false)
	}
	return err
}

// gather asks every database for the organisations that stand in it. Of one that is away nobody is known: what is
// done for each organisation waits for those in it, and goes on for the others.
func (db *DB) gather(ctx context.Context, query string) (all []string, err error) {
	for _, one := range db.Databases() {
		if one.gate != nil && one.gate.away.Load() && db.lenient {
			continue
		}
		found, err := one.ids(ctx, query)
		if err != nil && (one.gate == nil || !db.forgives(err)) {
			return nil, err
		}
		for _, id := range found {
			if db.at(id).name == one.name { // rows elsewhere are nobody's until they were moved
				all = append(all, id)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}
