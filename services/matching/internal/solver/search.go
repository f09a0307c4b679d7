package solver

// search is Dijkstra's over networkers, used again and again without clearing: what belongs
// to an earlier round counts as not seen.
type search struct {
	round int32
	seen  []int32 // round in which dist, via and into were written
	dist  []int64
	via   []int32 // the client over whom the shortest way came
	into  []int32 // towards which networker that client would move (of fill)
	done  []int32 // networkers whose distance is final, in order

	queue  heap
	limit  int64 // length of the shortest whole way found; nothing longer is looked at
	goal   int32 // the networker where it ends
	leaver int32 // the client there who goes out, or comes in; None when a place is free
}

func (s *search) grow(m int) {
	for len(s.seen) < m {
		s.seen, s.dist = append(s.seen, 0), append(s.dist, 0)
		s.via, s.into = append(s.via, None), append(s.into, None)
	}
}

// start begins a round; one way is known already, of length limit.
func (s *search) start(limit int64, leaver int32) {
	s.round++
	s.done = s.done[:0]
	s.queue = s.queue[:0]
	s.limit, s.goal, s.leaver = limit, None, leaver
}

// reach notes a shorter way to a networker.
func (s *search) reach(k int32, dist int64, via int32) {
	s.seen[k], s.dist[k], s.via[k] = s.round, dist, via
	s.queue.push(reached{dist, k})
}

// finish notes a shorter whole way.
func (s *search) finish(length int64, goal, leaver int32) {
	s.limit, s.goal, s.leaver = length, goal, leaver
}

// next is the nearest networker not yet done within the limit, or None.
func (s *search) next() (int32, int64) {
	for len(s.queue) > 0 {
		r := s.queue.pop()
		if r.dist >= s.limit {
			break
		}
		if r.dist == s.dist[r.k] {
			s.done = append(s.done, r.k)
			return r.k, r.dist
		}
	}
	return None, 0
}

// reached is a networker on the way, with the length of the way so far.
type reached struct {
	dist int64
	k    int32
}

func (r reached) before(o reached) bool {
	return r.dist < o.dist || (r.dist == o.dist && r.k < o.k)
}

// heap has four children to a node: half the depth, and each four share a cache line.
type heap []reached

func (h *heap) push(r reached) {
	q := append(*h, r)
	i := len(q) - 1
	for i > 0 {
		up := (i - 1) / 4
		if !r.before(q[up]) {
			break
		}
		q[i] = q[up]
		i = up
	}
	q[i] = r
	*h = q
}

func (h *heap) pop() reached {
	q := *h
	top, last := q[0], q[len(q)-1]
	q = q[:len(q)-1]
	*h = q
	i := 0
	for {
		child := 4*i + 1
		if child >= len(q) {
			break
		}
		for o := child + 1; o < min(child+4, len(q)); o++ {
			if q[o].before(q[child]) {
				child = o
			}
		}
		if !q[child].before(last) {
			break
		}
		q[i] = q[child]
		i = child
	}
	if len(q) > 0 {
		q[i] = last
	}
	return top
}
