package crowd

import (
	"cmp"
	"slices"

	"github.com/optrek/optrek/services/matching/internal/domain"
)

// How many pairs are kept: never all of them. Each networker's best beside each
// client's, or people who are hard to place would fall out.
const (
	perClient    = 52
	perNetworker = 40
	askEvery     = 256 // clients between two looks at whether to stop
)

// Waiting is a client who waits for somebody, and for which wish.
type Waiting struct {
	Client domain.ClientID
	Wish   domain.WishID
}

// Leading is a networker with places for so many more people.
type Leading struct {
	Client domain.ClientID
	Places int32
}

// Feasible is what a plan of everybody stands on: who waits, who could take them along,
// and which of them could go together. Clients and networkers in order of id; pairs
// client by client, each client's networkers ascending and once, as the solver wants them.
type Feasible struct {
	Clients    []Waiting
	Networkers []Leading
	First      []int32 // len(Clients)+1 offsets: the pairs of client c are First[c]…First[c+1]-1
	Networker  []int32 // per pair

	// Per pair, 0…10000: Fit puts the worse side first, the better breaking ties; the
	// others are what it is for each of the two.
	Fit          []uint16
	ForClient    []uint16
	ForNetworker []uint16
}

// Pairs finds who could go along with whom in the whole organisation. stop is asked now
// and then: true, and there is no answer (nil). progress is told how far it is, 0…1.
func (c *Crowd) Pairs(stop func() bool, progress func(float64)) *Feasible {
	f := &Feasible{}
	p := c.prepare(f)
	for i := range f.Clients {
		if i%askEvery == 0 {
			if stop() {
				return nil
			}
			progress(float64(i) / float64(len(f.Clients)))
		}
		p.look(int32(i))
	}
	p.gather(f)
	progress(1)
	return f
}

// pairing is the work of Pairs: networkers in their own numbers, ordered by region so
// that a whole region out of reach is passed over at once.
type pairing struct {
	crowd   *Crowd
	clients []slot
	leads   []slot  // networkers with a place, region by region
	facts   []facts // of each of them
	number  []int32 // of each of them in the answer
	regions []region
	spans   map[int32]*lists // by word
	apart   map[slot][]slot

	sums    []sides
	seen    []int32
	best    top
	kept    []top   // by place in leads
	floor   []int32 // of each of them
	pairs   []pair
	reached []bool // by place in regions
}

// region is a run of networkers in leads, and how far the one who goes farthest goes.
type region struct {
	code     uint16
	from, to int32
	travel   int
}

// lists are who likes, is good at, or wishes one word: region by region.
type lists struct{ likes, talents, wishes []run }

type run struct {
	region int32
	leads  []int32
}

// pair is one pair found, by client and by networker's place in leads.
type pair struct {
	client, lead int32
	s            sides
}

// prepare puts everybody in order and makes the lists.
func (c *Crowd) prepare(f *Feasible) *pairing {
	p := &pairing{crowd: c, spans: map[int32]*lists{}, apart: map[slot][]slot{}}
	byID := func(a, b slot) int { return cmp.Compare(c.people[a].Profile.Client, c.people[b].Profile.Client) }
	for _, at := range c.at {
		if c.people[at].Waiting.ID != "" {
			p.clients = append(p.clients, at)
		}
		if c.people[at].GoesAlong() && !c.people[at].full() {
			p.leads = append(p.leads, at)
		}
	}
	slices.SortFunc(p.clients, byID)
	slices.SortFunc(p.leads, byID)
	for _, at := range p.clients {
		f.Clients = append(f.Clients, Waiting{Client: c.people[at].Profile.Client, Wish: c.people[at].Waiting.ID})
	}
	order := map[slot]int32{}
	for i, at := range p.leads {
		order[at] = int32(i)
		f.Networkers = append(f.Networkers, Leading{Client: c.people[at].Profile.Client, Places: int32(min(c.people[at].Places, 1000))})
	}
	slices.SortStableFunc(p.leads, func(a, b slot) int { return cmp.Compare(c.facts[a].area/100, c.facts[b].area/100) })
	for _, at := range p.leads {
		p.number, p.facts = append(p.number, order[at]), append(p.facts, c.facts[at])
	}
	for id, others := range c.apart {
		if at, ok := c.at[id]; ok {
			p.apart[at] = c.slots(others)
		}
	}
	p.index()
	p.sums, p.kept, p.floor = make([]sides, len(p.leads)), make([]top, len(p.leads)), make([]int32, len(p.leads))
	room := make(top, len(p.leads)*perNetworker) // in one piece
	for i := range p.kept {
		p.kept[i] = room[i*perNetworker : i*perNetworker : (i+1)*perNetworker]
	}
	return p
}

// index makes the regions and, for each word, its lists.
func (p *pairing) index() {
	c := p.crowd
	for i, at := range p.leads {
		code, here := c.facts[at].area/100, int32(i)
		if n := len(p.regions); n == 0 || p.regions[n-1].code != code {
			p.regions = append(p.regions, region{code: code, from: here})
		}
		r := int32(len(p.regions) - 1)
		p.regions[r].to = here + 1
		p.regions[r].travel = max(p.regions[r].travel, goes(c.facts[at]))
		person := c.people[at]
		for _, w := range c.known(person.Profile.Interests) {
			add(&p.of(w).likes, r, here)
		}
		for _, w := range c.known(person.Profile.Talents) {
			add(&p.of(w).talents, r, here)
		}
		for _, w := range c.known(person.Wishes) {
			add(&p.of(w).wishes, r, here)
		}
	}
	p.reached = make([]bool, len(p.regions))
}

func (p *pairing) of(word int32) *lists {
	l := p.spans[word]
	if l == nil {
		l = &lists{}
		p.spans[word] = l
	}
	return l
}

func add(runs *[]run, r, lead int32) {
	n := len(*runs)
	if n == 0 || (*runs)[n-1].region != r {
		*runs = append(*runs, run{region: r})
		n++
	}
	last := &(*runs)[n-1]
	last.leads = append(last.leads, lead)
}

// look finds the best networkers for one client, and offers the client to each of those
// who could take them along.
func (p *pairing) look(client int32) {
	c, at := p.crowd, p.clients[client]
	person, mine := &c.people[at], c.facts[at]
	p.reach(mine)
	for _, w := range c.known(person.Waiting.Interests) {
		l := p.of(w)
		p.sum(l.talents, both(weighsWishTalent, weighsUseOfTalent))
		p.sum(l.likes, both(weighsWishInterest, 0))
	}
	for _, w := range c.known(person.Profile.Interests) {
		l, shared := p.of(w), weighsShared+c.rarity(w)
		p.sum(l.likes, both(shared, shared))
		p.sum(l.wishes, both(0, weighsWishInterest))
	}
	for _, w := range c.known(person.Profile.Talents) {
		p.sum(p.of(w).wishes, both(0, weighsWishTalent))
	}
	if len(person.Waiting.Interests) == 0 {
		p.everybody(mine)
	}
	apart := p.apart[at]
	p.best.clear()
	for _, lead := range p.seen {
		s := p.sums[lead]
		p.sums[lead] = 0
		if hope := s.worse() + mostPractical; hope < p.best.floor(perClient) && hope < int(p.floor[lead]) {
			continue // among the best of neither, however near they live
		}
		other, theirs := p.leads[lead], p.facts[lead]
		if other == at || between(mine, theirs) != noObstacle || len(apart) > 0 && slices.Contains(apart, other) {
			continue
		}
		w := practical(mine, theirs)
		s += both(w, w)
		p.best.offer(s, p.number[lead], lead, perClient)
		p.kept[lead].offer(s, client, client, perNetworker)
		p.floor[lead] = int32(p.kept[lead].floor(perNetworker))
	}
	p.seen = p.seen[:0]
	for _, e := range p.best {
		p.pairs = append(p.pairs, pair{client: client, lead: e.who, s: e.s})
	}
}

// reach marks the regions from which somebody could meet this client.
func (p *pairing) reach(mine facts) {
	for i, r := range p.regions {
		p.reached[i] = mine.area == 0 || r.code == 0 || r.code == mine.area/100 ||
			atLeast(mine.area/100, r.code) <= goes(mine)+r.travel
	}
}

func (p *pairing) sum(runs []run, weighs sides) {
	for _, r := range runs {
		if !p.reached[r.region] {
			continue
		}
		for _, lead := range r.leads {
			if p.sums[lead] == 0 {
				p.seen = append(p.seen, lead)
			}
			p.sums[lead] += weighs
		}
	}
}

// everybody suits a wish without words who is free at the same time.
func (p *pairing) everybody(mine facts) {
	for i, r := range p.regions {
		if !p.reached[i] {
			continue
		}
		for lead := r.from; lead < r.to; lead++ {
			if mine.dayparts&p.facts[lead].dayparts == 0 {
				continue
			}
			if p.sums[lead] == 0 {
				p.seen = append(p.seen, lead)
			}
			p.sums[lead] |= touched
		}
	}
}

// gather puts what was kept on either side together, client by client.
func (p *pairing) gather(f *Feasible) {
	for lead, kept := range p.kept {
		for _, e := range kept {
			p.pairs = append(p.pairs, pair{client: e.who, lead: int32(lead), s: e.s})
		}
	}
	p.kept = nil
	byClient := make([]int32, len(f.Clients)+1)
	for _, one := range p.pairs {
		byClient[one.client+1]++
	}
	for i := range f.Clients {
		byClient[i+1] += byClient[i]
	}
	sorted, next := make([]pair, len(p.pairs)), slices.Clone(byClient)
	for _, one := range p.pairs {
		sorted[next[one.client]] = one
		next[one.client]++
	}
	p.pairs = nil
	f.First = make([]int32, 1, len(f.Clients)+1)
	for i := range f.Clients {
		own := sorted[byClient[i]:byClient[i+1]]
		slices.SortFunc(own, func(a, b pair) int { return cmp.Compare(p.number[a.lead], p.number[b.lead]) })
		for _, one := range slices.CompactFunc(own, func(a, b pair) bool { return a.lead == b.lead }) {
			f.Networker = append(f.Networker, p.number[one.lead])
			f.Fit, f.ForClient, f.ForNetworker = append(f.Fit, one.s.points()),
				append(f.ForClient, points(one.s.mine())), append(f.ForNetworker, points(one.s.theirs()))
		}
		f.First = append(f.First, int32(len(f.Networker)))
	}
}

// points puts one side on the plan's scale, 0…10000.
func points(side int) uint16 {
	const scale = 25 // four words in common and two wishes met are the end of it
	return uint16(min(side*scale, 10000))
}

// points puts a pair on the plan's scale: as good as its worse side.
func (s sides) points() uint16 {
	return uint16((int(points(s.worse()))*99 + int(points(s.better()))) / 100)
}
