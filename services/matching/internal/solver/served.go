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
//
// Ways to a free place are found by distances that are never too long: from a networker on to
// one that is nearer by one, and back, with a longer distance, where there is none. As places
// only fill up, distances only grow, and what one search learnt the next knows.
type served struct {
	m     *market
	rank  []int32
	order []int32 // highest rank first

	dist []int32 // per networker: no free place is nearer
	way  []stop  // the way so far
	work int     // pairs looked at since all distances were right
}

// stop is a networker on the way, and the client who would move there.
type stop struct{ k, who int32 }

// nowhere is the distance of those from whom no way leads to a free place any more.
const nowhere = int32(1) << 30

func newServed(m *market, in *Instance, opt *Options) *served {
	s := &served{m: m, dist: make([]int32, in.Networkers())}
	s.order, s.rank = make([]int32, in.Clients()), make([]int32, in.Clients())
	for c, priority := range in.Priority {
		s.order[c], s.rank[c] = int32(c), int32(opt.rank(priority))
	}
	slices.SortStableFunc(s.order, func(a, b int32) int { return cmp.Compare(s.rank[b], s.rank[a]) })
	return s
}

// choose serves whom it can, beside those who are.
func (s *served) choose(ctx context.Context, opt *Options, p phase) error {
	for i, c := range s.order {
		if i%4096 == 0 {
			if err := opt.step(ctx, p, i, len(s.order)); err != nil {
				return err
			}
		}
		for s.m.seat[c].at == None && !s.serve(c) {
			s.measure() // so much work says that distances are far too short
		}
	}
	return nil
}

// serve serves client c if that can be. It gives up when there was too much work.
func (s *served) serve(c int32) bool {
	s.way = s.way[:0]
	for s.work <= len(s.m.pairs.other)+1000 {
		if len(s.way) == 0 {
			near := s.nearest(c, -1)
			if near.k == None {
				return true
			}
			s.way = append(s.way, near)
		}
		at := s.way[len(s.way)-1].k
		if !s.m.full(at) {
			s.move()
			return true
		}
		best, dist := stop{k: None}, nowhere
		for _, h := range s.m.holders[at] {
			if next := s.nearest(h, s.dist[at]-1); next.k != None && s.dist[next.k] < dist {
				best, dist = next, s.dist[next.k]
				if dist < s.dist[at] {
					break
				}
			}
		}
		if dist < s.dist[at] {
			s.way = append(s.way, best)
			continue
		}
		s.dist[at] = min(dist+1, nowhere)
		s.way = s.way[:len(s.way)-1]
	}
	return false
}

// nearest is the networker of client c who is nearest to a free place; one as near as enough
// will do. Nobody, if there is no way.
func (s *served) nearest(c, enough int32) stop {
	at, best, dist := s.m.seat[c].at, None, nowhere
	others, _ := s.m.pairs.of(c)
	s.work += len(others)
	for _, k := range others {
		if s.dist[k] < dist && k != at {
			best, dist = k, s.dist[k]
			if dist <= enough {
				break
			}
		}
	}
	return stop{best, c}
}

// move goes the way, from its end, so that nobody is ever too many.
func (s *served) move() {
	for _, step := range slices.Backward(s.way) {
		if s.m.seat[step.who].at != None {
			s.m.take(step.who)
		}
		s.m.put(step.who, step.k)
	}
}

// measure makes all distances right, by going back from the free places.
func (s *served) measure() {
	m := s.m
	s.work = 0
	var queue []int32
	for k := range s.dist {
		s.dist[k] = nowhere
		if !m.full(int32(k)) {
			s.dist[k] = 0
			queue = append(queue, int32(k))
		}
	}
	for i := 0; i < len(queue); i++ {
		clients, _ := m.back.of(queue[i])
		for _, c := range clients {
			if at := m.seat[c].at; at != None && s.dist[at] == nowhere {
				s.dist[at] = s.dist[queue[i]] + 1
				queue = append(queue, at)
			}
		}
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
	var queue []int32
	reach := func(k, rank int32) {
		if level[k] < 0 {
			level[k] = rank
			queue = append(queue, k)
		}
	}
	flood := func(rank int32) {
		for len(queue) > 0 {
			k := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			clients, _ := m.back.of(k)
			for _, c := range clients {
				if at := m.seat[c].at; at != None {
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
		if at := m.seat[c].at; at != None {
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
