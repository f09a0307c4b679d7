package solver

import (
	"cmp"
	"context"
	"slices"
)

// Whom a plan serves is decided before it is known with whom. Which clients can be served
// together is a matroid, so taking them in the order of their rank, and keeping each for whom
// somebody can make way to a free place, gives the best set there is; the largest, too.

// served is that set in the making, with a plan that serves it (any plan).
type served struct {
	m     *market
	rank  []int32
	order []int32 // highest rank first

	dead  []bool // networkers from whom no way leads to a free place any more
	round int32
	seen  []int32
	via   []int32 // the client over whom the way to a networker came
	queue []int32
}

func newServed(m *market, in *Instance, opt *Options) *served {
	k := in.Networkers()
	s := &served{m: m, dead: make([]bool, k), seen: make([]int32, k), via: make([]int32, k)}
	s.order, s.rank = make([]int32, in.Clients()), make([]int32, in.Clients())
	for c, priority := range in.Priority {
		s.order[c], s.rank[c] = int32(c), int32(opt.rank(priority))
	}
	slices.SortStableFunc(s.order, func(a, b int32) int { return cmp.Compare(s.rank[b], s.rank[a]) })
	return s
}

// choose serves whom it can.
func (s *served) choose(ctx context.Context, opt *Options) error {
	for i, c := range s.order {
		if i%4096 == 0 {
			if err := opt.step(ctx, "served", i, len(s.order)); err != nil {
				return err
			}
		}
		if k := s.way(c); k != None {
			s.move(c, k)
		}
	}
	return nil
}

// way finds a free place for client c, nearest first. The networkers seen when there is none
// are full of clients who can go nowhere else, now and whatever comes: they are dead.
func (s *served) way(c int32) int32 {
	s.round++
	s.queue = s.queue[:0]
	if k := s.spread(c); k != None {
		return k
	}
	for i := 0; i < len(s.queue); i++ {
		for _, h := range s.m.holders[s.queue[i]] {
			if k := s.spread(h); k != None {
				return k
			}
		}
	}
	for _, k := range s.queue {
		s.dead[k] = true
	}
	return None
}

// spread looks from a client to their networkers; it returns one with a free place.
func (s *served) spread(c int32) int32 {
	others, _ := s.m.pairs.of(c)
	for _, k := range others {
		if s.seen[k] == s.round || s.dead[k] {
			continue
		}
		s.seen[k], s.via[k] = s.round, c
		if !s.m.full(k) {
			return k
		}
		s.queue = append(s.queue, k)
	}
	return None
}

// move goes the way found for c that ends at k.
func (s *served) move(c, k int32) {
	for {
		who := s.via[k]
		from := s.m.at[who]
		if from != None {
			s.m.take(who)
		}
		s.m.put(who, k)
		if who == c {
			return
		}
		k = from
	}
}

// levels tells for each networker the rank a place with them takes: the lowest rank of anybody
// who would go out if one more had to come in there, 0 where there is room. Networkers without
// places are never reached; their level is above all.
//
// Plans that serve a best set are then exactly those in which everybody goes where the level
// is lowest of all they could go to, all of higher rank than that are served, nobody of lower,
// and networkers of a level above zero are full.
func (s *served) levels() []int32 {
	m := s.m
	level := make([]int32, len(m.places))
	for k := range level {
		level[k] = -1
	}
	s.queue = s.queue[:0]
	reach := func(k, rank int32) {
		if level[k] < 0 {
			level[k] = rank
			s.queue = append(s.queue, k)
		}
	}
	flood := func(rank int32) {
		for len(s.queue) > 0 {
			k := s.queue[len(s.queue)-1]
			s.queue = s.queue[:len(s.queue)-1]
			clients, _ := m.back.of(k)
			for _, c := range clients {
				if at := m.at[c]; at != None {
					reach(at, rank)
				}
			}
		}
	}
	for k := range level {
		if !m.full(int32(k)) {
			reach(int32(k), 0)
		}
	}
	flood(0)
	top := int32(0)
	for _, c := range slices.Backward(s.order) {
		top = max(top, s.rank[c])
		if at := m.at[c]; at != None {
			reach(at, s.rank[c])
			flood(s.rank[c])
		}
	}
	for k := range level {
		if level[k] < 0 {
			level[k] = top + 1
		}
	}
	return level
}
