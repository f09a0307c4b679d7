package solver

// market is a plan in the making with prices that prove it. For the clients who have been
// brought in (the others have no part in it yet) it always holds what Certificate says, so the
// plan is always the best one for them; each change repairs it by one search for the cheapest
// way to make room.
type market struct {
	unit   int64 // see Certificate
	bonus  int64
	pairs  pairs // the networkers of each client
	back   pairs // the clients of each networker
	places []int32

	seat    []seat    // per client
	holders [][]int32 // per networker: the clients there
	price   []int64

	search search
	before map[int32]int32 // where clients were who moved since it was emptied; nil when nobody asks
}

// seat is what the market knows of a client, close together because it is looked at in no order.
type seat struct {
	gain, base   int64 // base: all of the worth of their pairs that is the same for each networker
	at, standing int32 // networkers, or None
}

// newMarket is a market without anybody in it.
func newMarket(in *Instance, w *worth, standing []int32) *market {
	n, m := in.Clients(), in.Networkers()
	k := &market{
		unit: w.unit, bonus: w.bonus,
		pairs:   pairs{begin: in.First[:n], end: in.First[1:], other: in.Networker, fit: in.Fit},
		holders: make([][]int32, m),
		price:   make([]int64, m),
		seat:    make([]seat, n),
	}
	for c, base := range w.base {
		k.seat[c] = seat{base: base, at: None, standing: None}
		if standing != nil {
			k.seat[c].standing = standing[c]
		}
	}
	k.hold(in)
	k.search.grow(m)
	return k
}

// hold makes room for the clients of each networker. More places than those who could come,
// and one, are as good as unlimited and take no more memory.
func (m *market) hold(in *Instance) {
	m.places = make([]int32, in.Networkers())
	for _, k := range in.Networker {
		m.places[k]++
	}
	all := 0
	for k := range m.places {
		m.places[k] = min(m.places[k]+1, in.Capacity[k])
		all += int(m.places[k])
	}
	held := make([]int32, all)
	for k, places := range m.places {
		m.holders[k], held = held[:0:places], held[places:]
	}
}

// full tells whether a networker has no place left.
func (m *market) full(k int32) bool { return len(m.holders[k]) >= int(m.places[k]) }

// put places a client with a networker.
func (m *market) put(c, k int32) {
	m.note(c)
	m.seat[c].at = k
	m.holders[k] = append(m.holders[k], c)
}

// take takes a client away from their networker.
func (m *market) take(c int32) {
	m.note(c)
	k := m.seat[c].at
	m.seat[c].at = None
	held := m.holders[k]
	for i, h := range held {
		if h == c {
			held[i] = held[len(held)-1]
			m.holders[k] = held[:len(held)-1]
			return
		}
	}
}

// note remembers where a client is who moves.
func (m *market) note(c int32) {
	if m.before == nil {
		return
	}
	if _, known := m.before[c]; !known {
		m.before[c] = m.seat[c].at
	}
}

// worth is what the pair of a client and networker k is, see Certificate.
func (m *market) worth(s *seat, k int32, fit uint16) int64 {
	if s.standing == k {
		return s.base + int64(fit) + m.bonus
	}
	return s.base + int64(fit)
}

// slack is how much less than its price the pair of c and k is worth.
func (m *market) slack(c, k int32, fit uint16) int64 {
	seat := &m.seat[c]
	return seat.gain + m.price[k] - m.worth(seat, k, fit)
}

// enter brings in a client without a networker: the best plan with them is the best plan
// without them, changed along the cheapest way from them to a free place or to somebody for
// whom staying without loses least (perhaps themselves).
func (m *market) enter(c int32) {
	m.seat[c].gain = m.best(c)
	if m.seat[c].gain == 0 {
		return
	}
	s := &m.search
	s.start(m.seat[c].gain, c) // staying without themselves
	m.spread(c, 0)
	for k, d := s.next(); k != None; k, d = s.next() {
		for _, h := range m.holders[k] {
			m.spread(h, d)
		}
	}
	m.settleEntry(c)
}

// best is the most a client can gain at these prices; nobody gains less than nothing.
func (m *market) best(c int32) int64 {
	best := int64(0)
	others, fits := m.pairs.of(c)
	for e, k := range others {
		best = max(best, m.worth(&m.seat[c], k, fits[e])-m.price[k])
	}
	return best
}

// spread looks from a client at distance d to all their networkers.
func (m *market) spread(c int32, d int64) {
	s := &m.search
	d += m.seat[c].gain - m.seat[c].base
	standing := m.seat[c].standing
	others, fits := m.pairs.of(c)
	for e, k := range others {
		to := d + m.price[k] - int64(fits[e])
		if k == standing {
			to -= m.bonus
		}
		if to < s.limit && (s.seen[k] != s.round || to < s.dist[k]) {
			s.reach(k, to, c)
			m.end(k, to)
		}
	}
}

// end ends the way at networker k, at distance d, if that is shorter than what is known: with
// a free place, or with somebody there who goes out.
func (m *market) end(k int32, d int64) {
	s := &m.search
	if !m.full(k) {
		s.finish(d, k, None)
		return
	}
	for _, h := range m.holders[k] {
		if d+m.seat[h].gain < s.limit {
			s.finish(d+m.seat[h].gain, k, h)
		}
	}
}

// settleEntry moves the prices so that the way found is free of loss, and goes it.
func (m *market) settleEntry(c int32) {
	s := &m.search
	for _, k := range s.done {
		if rise := s.limit - s.dist[k]; rise > 0 {
			m.price[k] += rise
			for _, h := range m.holders[k] {
				m.seat[h].gain -= rise
			}
		}
	}
	m.seat[c].gain -= s.limit
	if s.goal == None {
		return
	}
	if s.leaver != None {
		m.take(s.leaver)
	}
	for k := s.goal; ; {
		who := s.via[k]
		from := m.seat[who].at
		if from != None {
			m.take(who)
		}
		m.put(who, k)
		if who == c {
			return
		}
		k = from
	}
}

// fill repairs a networker with a free place that has a price: the cheapest way to bring
// somebody in who was without, to move others up so that a place gets free elsewhere that
// nobody wants, or to leave the place free.
func (m *market) fill(k int32) {
	s := &m.search
	s.start(m.price[k], None)
	s.goal, s.leaver = k, None
	s.reach(k, 0, None)
	for j, d := s.next(); j != None; j, d = s.next() {
		clients, fits := m.back.of(j)
		d += m.price[j]
		for e, c := range clients {
			seat := &m.seat[c]
			from := seat.at
			if from == j {
				continue
			}
			to := d + seat.gain - m.worth(seat, j, fits[e])
			switch {
			case to >= s.limit:
			case from == None:
				s.finish(to, j, c)
			case s.seen[from] != s.round || to < s.dist[from]:
				s.reach(from, to, c)
				s.into[from] = j
				if to+m.price[from] < s.limit {
					s.finish(to+m.price[from], from, None)
				}
			}
		}
	}
	m.settleFill(k)
}

// settleFill moves the prices so that the way found is free of loss, and goes it.
func (m *market) settleFill(k int32) {
	s := &m.search
	for _, j := range s.done {
		if fall := s.limit - s.dist[j]; fall > 0 {
			m.price[j] -= fall
			for _, h := range m.holders[j] {
				m.seat[h].gain += fall
			}
		}
	}
	j := s.goal
	if s.leaver != None {
		m.put(s.leaver, j)
	}
	for j != k {
		who, into := s.via[j], s.into[j]
		m.take(who)
		m.put(who, into)
		j = into
	}
}
