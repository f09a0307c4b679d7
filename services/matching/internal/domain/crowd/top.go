package crowd

// top keeps the best few of many, the worst of them at hand: a heap. Equals are told
// apart by their number, the lower first.
type top []entry

type entry struct {
	rank uint64 // higher is better; no two are equal
	who  int32
	s    sides
}

func (t *top) clear() { *t = (*t)[:0] }

// rank puts the worse side first, then the better, then the lower number.
func rank(s sides, number int32) uint64 {
	return uint64(s.worse())<<48 | uint64(s.better())<<32 | uint64(^uint32(number))
}

// floor is how good for both sides somebody must be at least to come among the best.
func (t top) floor(most int) int {
	if len(t) < most {
		return 0
	}
	return t[0].s.worse()
}

// offer takes somebody in when they are among the best.
func (t *top) offer(s sides, number, who int32, most int) {
	e := entry{rank: rank(s, number), who: who, s: s}
	switch {
	case len(*t) < most:
		*t = append(*t, e)
		t.up(len(*t) - 1)
	case e.rank > (*t)[0].rank:
		(*t)[0] = e
		t.down()
	}
}

func (t *top) up(i int) {
	h := *t
	for i > 0 && h[i].rank < h[(i-1)/2].rank {
		h[i], h[(i-1)/2] = h[(i-1)/2], h[i]
		i = (i - 1) / 2
	}
}

func (t *top) down() {
	h, i := *t, 0
	for {
		least := 2*i + 1
		if least >= len(h) {
			return
		}
		if right := least + 1; right < len(h) && h[right].rank < h[least].rank {
			least = right
		}
		if h[i].rank <= h[least].rank {
			return
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
}
