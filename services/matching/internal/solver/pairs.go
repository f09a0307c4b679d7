package solver

// pairs lists, for each on one side, those on the other side with how well they suit.
type pairs struct {
	begin, end []int32
	other      []int32
	fit        []uint16

	room []int32 // how far each list may grow where it is; nil for pairs that do not change
	lost int     // how many entries lie between the lists
}

// of lists those on the other side of i.
func (p *pairs) of(i int32) ([]int32, []uint16) {
	return p.other[p.begin[i]:p.end[i]], p.fit[p.begin[i]:p.end[i]]
}

// turned is the same pairs seen from the other side, of which there are m.
func (p *pairs) turned(m int) pairs {
	first := make([]int32, m+1)
	for i := range p.begin {
		others, _ := p.of(int32(i))
		for _, k := range others {
			first[k+1]++
		}
	}
	for k := range m {
		first[k+1] += first[k]
	}
	t := pairs{begin: first[:m:m], other: make([]int32, first[m]), fit: make([]uint16, first[m])}
	t.end = append([]int32(nil), t.begin...)
	for i := range p.begin {
		others, fits := p.of(int32(i))
		for e, k := range others {
			t.other[t.end[k]], t.fit[t.end[k]] = int32(i), fits[e]
			t.end[k]++
		}
	}
	return t
}

// own is a copy that may change.
func (p *pairs) own() pairs {
	total := 0
	for i := range p.begin {
		total += int(p.end[i] - p.begin[i])
	}
	total += total / 8 // to grow in
	o := pairs{other: make([]int32, 0, total), fit: make([]uint16, 0, total)}
	for i := range p.begin {
		others, fits := p.of(int32(i))
		o.grow()
		o.set(int32(i), others, fits)
	}
	return o
}

// grow adds one more, without pairs.
func (p *pairs) grow() {
	at := int32(len(p.other))
	p.begin, p.end, p.room = append(p.begin, at), append(p.end, at), append(p.room, at)
}

// set gives i other pairs.
func (p *pairs) set(i int32, others []int32, fits []uint16) {
	p.clear(i)
	p.give(i, len(others))
	p.end[i] = p.begin[i] + int32(len(others))
	copy(p.other[p.begin[i]:], others)
	copy(p.fit[p.begin[i]:], fits)
}

// give makes room for n pairs of i, which has none.
func (p *pairs) give(i int32, n int) {
	if int(p.room[i]-p.begin[i]) >= n {
		return
	}
	p.lost += int(p.room[i] - p.begin[i])
	p.begin[i] = int32(len(p.other))
	p.other = append(p.other, make([]int32, n)...)
	p.fit = append(p.fit, make([]uint16, n)...)
	p.end[i], p.room[i] = p.begin[i], int32(len(p.other))
}

func (p *pairs) clear(i int32) { p.end[i] = p.begin[i] }

// add adds a pair, keeping the others in order; one that is there gets the new fit.
func (p *pairs) add(i, other int32, fit uint16) {
	others, fits := p.of(i)
	at := place(others, other)
	if at < len(others) && others[at] == other {
		fits[at] = fit
		return
	}
	if p.end[i] == p.room[i] {
		p.clear(i)
		p.give(i, 2*len(others)+4)
		p.end[i] = p.begin[i] + int32(len(others))
		copy(p.other[p.begin[i]:], others)
		copy(p.fit[p.begin[i]:], fits)
	}
	p.end[i]++
	others, fits = p.of(i)
	copy(others[at+1:], others[at:])
	copy(fits[at+1:], fits[at:])
	others[at], fits[at] = other, fit
	p.tidy()
}

// remove removes a pair, if it is there.
func (p *pairs) remove(i, other int32) {
	others, fits := p.of(i)
	if at := place(others, other); at < len(others) && others[at] == other {
		copy(others[at:], others[at+1:])
		copy(fits[at:], fits[at+1:])
		p.end[i]--
	}
}

// tidy moves the lists together when more than half lies between them.
func (p *pairs) tidy() {
	if p.lost > len(p.other)/2+1000 {
		*p = p.own()
	}
}

// place is where in an ascending list i is, or would be.
func place(list []int32, i int32) int {
	low, high := 0, len(list)
	for low < high {
		if mid := (low + high) / 2; list[mid] < i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}
