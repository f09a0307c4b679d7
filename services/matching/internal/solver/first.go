package solver

// Among equally good plans the first one is chosen, client by client, so that which one comes
// out does not hang on the way it was found: a plan from scratch and one that was repaired a
// hundred times are the same.
//
// With optimal prices in hand every optimal plan uses only pairs without slack. From one plan
// to another leads a round of moves: somebody goes from k to j, somebody from j to the next …
// until the round closes, perhaps by way of being without. A networker is a node of these
// rounds; being without, or a place staying free, is one more node, outside.

// firstPlan turns the market's plan into the first of the equally good ones.
type firstPlan struct {
	m       *market
	outside int32

	begin   []int32 // per client: their choices, the pairs without slack, going up
	choice  []int32
	without []int32 // clients who may stay without
	free    []int32 // networkers who may have a place free
	part    []int32 // per node: nodes of one part can reach each other

	work  int // what is left of the budget: see first
	round int32
	seen  []int32
	from  []int32 // the node before, on the way
	via   []int32 // who would move between the two; None for a place that gets or stays free
	queue []int32
}

// first rearranges the plan. Where very much is equally good (all fits the same) trying every
// choice would take long; after so much work the plan stays as it is, as good as any other.
func (m *market) first() {
	f := &firstPlan{m: m, outside: int32(len(m.places)), work: 64 * (len(m.pairs.other) + 1000)}
	f.choices()
	f.part = parts(f.edges())
	f.seen = make([]int32, f.outside+1)
	f.from, f.via = make([]int32, f.outside+1), make([]int32, f.outside+1)
	for c := range int32(len(m.seat)) {
		f.improve(c)
	}
}

// choices collects the pairs without slack.
func (f *firstPlan) choices() {
	m := f.m
	f.begin = make([]int32, len(m.seat)+1)
	for c := range int32(len(m.seat)) {
		others, fits := m.pairs.of(c)
		for e, k := range others {
			if m.places[k] > 0 && m.slack(c, k, fits[e]) == 0 {
				f.choice = append(f.choice, k)
			}
		}
		f.begin[c+1] = int32(len(f.choice))
		if m.seat[c].gain == 0 && f.begin[c] < f.begin[c+1] {
			f.without = append(f.without, c)
		}
	}
	for k, price := range m.price {
		if price == 0 {
			f.free = append(f.free, int32(k))
		}
	}
}

// next tells yield each node that somebody at node k could go to, and who; it stops when told.
func (f *firstPlan) next(k int32, yield func(j, who int32) bool) {
	m := f.m
	if k == f.outside {
		for _, j := range f.free {
			if !yield(j, None) {
				return
			}
		}
		for _, c := range f.without {
			if m.seat[c].at == None && !f.each(c, yield) {
				return
			}
		}
		return
	}
	if !m.full(k) && !yield(f.outside, None) {
		return
	}
	for _, h := range m.holders[k] {
		if m.seat[h].gain == 0 && !yield(f.outside, h) || !f.each(h, yield) {
			return
		}
	}
}

func (f *firstPlan) each(c int32, yield func(j, who int32) bool) bool {
	for e := f.begin[c]; e < f.begin[c+1]; e++ {
		if !yield(f.choice[e], c) {
			return false
		}
	}
	return true
}

// edges lists for each node those that next leads to.
func (f *firstPlan) edges() (begin, to []int32) {
	begin = make([]int32, f.outside+2)
	for k := range f.outside + 1 {
		f.next(k, func(j, _ int32) bool {
			if j != k {
				to = append(to, j)
			}
			return true
		})
		begin[k+1] = int32(len(to))
	}
	return begin, to
}

// improve gives client c the first choice that some round allows in which only later clients move.
func (f *firstPlan) improve(c int32) {
	m := f.m
	at, node := m.seat[c].at, m.seat[c].at
	if at == None {
		node = f.outside
	}
	for _, j := range f.choice[f.begin[c]:f.begin[c+1]] {
		if at != None && j >= at {
			return // choices go up
		}
		if f.part[j] == f.part[node] && f.way(j, node, c) {
			f.move(j, node)
			if at != None {
				m.take(c)
			}
			m.put(c, j)
			return
		}
	}
}

// way looks for moves of clients after c that lead from node j to node k.
func (f *firstPlan) way(j, k, c int32) bool {
	f.round++
	f.queue = append(f.queue[:0], j)
	f.seen[j] = f.round
	for i := 0; i < len(f.queue) && f.seen[k] != f.round && f.work > 0; i++ {
		at := f.queue[i]
		f.next(at, func(to, who int32) bool {
			f.work--
			if who != None && who <= c || f.seen[to] == f.round || f.part[to] != f.part[k] {
				return true
			}
			f.seen[to], f.from[to], f.via[to] = f.round, at, who
			f.queue = append(f.queue, to)
			return to != k
		})
	}
	return f.seen[k] == f.round
}

// move goes the way found from j to k, beginning at its end.
func (f *firstPlan) move(j, k int32) {
	for ; k != j; k = f.from[k] {
		who := f.via[k]
		if who == None {
			continue
		}
		if f.m.seat[who].at != None {
			f.m.take(who)
		}
		if k != f.outside {
			f.m.put(who, k)
		}
	}
}

// parts numbers the strongly connected parts of a graph (Tarjan's, without recursion).
func parts(begin, to []int32) []int32 {
	n := int32(len(begin) - 1)
	part, low, next := make([]int32, n), make([]int32, n), append([]int32(nil), begin[:n]...)
	var open, trail []int32
	count, found := int32(0), int32(0)
	for root := range n {
		if low[root] != 0 {
			continue
		}
		trail = append(trail[:0], root)
		for len(trail) > 0 {
			v := trail[len(trail)-1]
			if low[v] == 0 {
				count++
				low[v] = count // below it stands the order in which it was met
				open = append(open, v)
				part[v] = -count
			}
			if next[v] < begin[v+1] {
				w := to[next[v]]
				next[v]++
				if low[w] == 0 {
					trail = append(trail, w)
				} else if part[w] < 0 {
					low[v] = min(low[v], low[w])
				}
				continue
			}
			trail = trail[:len(trail)-1]
			if len(trail) > 0 {
				u := trail[len(trail)-1]
				low[u] = min(low[u], low[v])
			}
			if low[v] != -part[v] {
				continue
			}
			for found++; ; {
				w := open[len(open)-1]
				open = open[:len(open)-1]
				part[w] = found
				if w == v {
					break
				}
			}
		}
	}
	return part
}
