package server

import (
	"context"
	"sync"
	"time"

	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/crowd"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// idleCrowd is after how long the people of an organisation in which nobody asks
// anything are forgotten here: what is not needed is not kept, in memory neither.
const idleCrowd = 30 * time.Minute

// crowds keeps the people of each organisation in memory. They follow the tables: each
// question first asks, in its own transaction, what changed since the last look, so that
// no answer is older than what the rows say at that moment, however many processes of
// the service there are and whichever of them made the change.
type crowds struct {
	mu   sync.Mutex
	of   map[string]*kept
	desk sync.Pool
}

func newCrowds() *crowds {
	return &crowds{of: map[string]*kept{}, desk: sync.Pool{New: func() any { return &crowd.Desk{} }}}
}

// kept is one organisation's people.
type kept struct {
	turn  chan struct{} // held by the one who brings it up to date
	mu    sync.RWMutex  // of what follows: written for as long as it takes to put people in
	crowd *crowd.Crowd  // nil until somebody has read everybody
	seen  store.Position
	idle  *time.Timer
}

// get gives an organisation's people, or the place where they will be.
func (cs *crowds) get(tenant string) *kept {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	k := cs.of[tenant]
	if k == nil {
		k = &kept{turn: make(chan struct{}, 1)}
		cs.of[tenant] = k
		k.idle = time.AfterFunc(idleCrowd, func() { cs.forget(tenant, k) })
	}
	k.idle.Reset(idleCrowd)
	return k
}

// forget lets go of an organisation's people, unless somebody began anew meanwhile.
func (cs *crowds) forget(tenant string, k *kept) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	if cs.of[tenant] == k {
		delete(cs.of, tenant)
	}
}

// position is how far it has come; false when nobody has read everybody yet.
func (k *kept) position() (store.Position, bool) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.seen, k.crowd != nil
}

// myTurn waits until nobody else brings it up to date.
func (k *kept) myTurn(ctx context.Context) (func(), error) {
	select {
	case k.turn <- struct{}{}:
		return func() { <-k.turn }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// readAll reads everybody, when nobody has; in a transaction of its own, for it takes a
// while, and whoever waits for it holds no connection.
func (k *kept) readAll(ctx context.Context, s *store.Store) error {
	if _, read := k.position(); read {
		return nil
	}
	done, err := k.myTurn(ctx)
	if err != nil {
		return err
	}
	defer done()
	if _, read := k.position(); read {
		return nil
	}
	return s.InTx(ctx, func(tx *store.Tx) error { return k.begin(ctx, tx) })
}

// begin reads everybody. The position comes first: what changes while it reads is news.
func (k *kept) begin(ctx context.Context, tx *store.Tx) error {
	from, err := tx.Beginning(ctx)
	if err != nil {
		return err
	}
	all := crowd.New()
	if err := tx.EachPerson(ctx, all.Put); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.crowd, k.seen = all, from
	return nil
}

// catchUp takes in what changed. One at a time and asked again in turn: else an older
// look could be put over a newer one.
func (k *kept) catchUp(ctx context.Context, tx *store.Tx) error {
	done, err := k.myTurn(ctx)
	if err != nil {
		return err
	}
	defer done()
	since, _ := k.position()
	news, err := tx.News(ctx, since)
	if err != nil || news.Empty() {
		return err
	}
	if news.TooLate {
		return k.begin(ctx, tx)
	}
	found, err := tx.People(ctx, news.Changed)
	if err != nil {
		return err
	}
	gone := news.Changed
	if news.Left {
		there, err := tx.StillThere(ctx)
		if err != nil {
			return err
		}
		gone = append(gone, k.crowd.Missing(there)...)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, id := range gone {
		k.crowd.Remove(id)
	}
	for _, p := range found {
		k.crowd.Put(p)
	}
	k.seen = news.Next
	return nil
}

// around gives the question of a wish and the people who might be an answer, as they are
// in this transaction or later.
func (s *Server) around(ctx context.Context, tenant string, id domain.WishID) (q crowd.Question, k *kept, err error) {
	k = s.crowds.get(tenant)
	if err := k.readAll(ctx, s.Store); err != nil {
		return q, k, err
	}
	since, _ := k.position()
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		var news store.News
		if q, news, err = tx.Question(ctx, id, s.Now(), since); err != nil {
			return err
		}
		tx.Touch(string(q.Wish.Client))
		if news.Empty() {
			return nil
		}
		return k.catchUp(ctx, tx)
	})
	return q, k, err
}

// suggest answers a question from the people as they are kept now.
func (cs *crowds) suggest(k *kept, q crowd.Question) crowd.Suggestions {
	desk, _ := cs.desk.Get().(*crowd.Desk)
	defer cs.desk.Put(desk)
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.crowd.Suggest(q, desk)
}
