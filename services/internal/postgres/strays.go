package postgres

import (
	"context"
	"sync"
	"time"
)

// strays are the organisations whose rows are still in another database than the one in which
// they stand by the configuration: until `optrek tenant move` has brought them there nothing is
// done for them, for whatever was written would be in two places. Once there are none, one look
// at an empty map is all that it costs.
type strays struct {
	mu   sync.RWMutex
	of   map[string]bool
	next time.Time // when is looked again whether they are there still
}

// straysEvery is how often is looked at the most.
const straysEvery = time.Second

// find looks in every database for rows of who does not stand there. In one that is away there is
// nothing to be seen, and nothing is known.
func (s *strays) find(ctx context.Context, db *DB) error {
	found := map[string]bool{}
	for _, one := range db.Databases() {
		if one.gate != nil && one.gate.away.Load() && db.lenient {
			continue
		}
		there, err := one.ids(ctx, allStanding)
		if err != nil && (one.gate == nil || !db.forgives(err)) {
			return err
		}
		for _, id := range there {
			if db.at(id).name != one.name {
				found[id] = true
			}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.of, s.next = found, time.Now().Add(straysEvery)
	return nil
}

// has says whether the organisation's rows were elsewhere when it was last looked, and whether it
// is time to look again.
func (s *strays) has(tenant string) (stray, look bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	stray = s.of[tenant]
	return stray, stray && time.Now().After(s.next)
}

// elsewhere refuses an organisation whose rows are not where it stands.
func (db *DB) elsewhere(ctx context.Context, tenant string) error {
	if db.strays == nil {
		return nil
	}
	stray, look := db.strays.has(tenant)
	if look {
		if err := db.strays.find(ctx, db); err != nil {
			return err
		}
		stray, _ = db.strays.has(tenant)
	}
	if stray {
		return moved
	}
	return nil
}
