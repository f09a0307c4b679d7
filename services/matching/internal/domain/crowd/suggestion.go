package crowd

import (
	"cmp"
	"slices"

	"github.com/optrek/optrek/services/matching/internal/domain"
)

const (
	mostSuggestions = 12 // as many as one can think over
	mostNotFirst    = 6
)

// Question is one wish with what is known of whoever wishes.
type Question struct {
	Wish    domain.Wish
	Profile domain.Profile
	// MayMatch is false when this person has not said yes to being looked for.
	MayMatch bool

	Apart    []domain.ClientID // never together, or no longer to be looked for
	Resting  []domain.ClientID // somebody said no, or not now, not long ago
	Together []domain.ClientID // in a match with this person already
}

// Suggestion is somebody this person could enjoy meeting, and why.
type Suggestion struct {
	Client    domain.ClientID
	Networker bool
	Words
}

// NotFirst is somebody who could fit and is not shown first, and why.
type NotFirst struct {
	Client domain.ClientID
	Reason domain.Sentence
}

// Suggestions answer a question. WouldHelp is filled when there is nobody.
type Suggestions struct {
	First     []Suggestion
	NotFirst  []NotFirst
	WouldHelp []domain.Sentence
}

// People are all that the answer names.
func (s Suggestions) People() []domain.ClientID {
	var all []domain.ClientID
	for _, f := range s.First {
		all = append(all, f.Client)
	}
	for _, n := range s.NotFirst {
		all = append(all, n.Client)
	}
	return all
}

// RestsOn are the people whose yes an answer rests on: whoever wishes, and all that it
// names. Nobody, when it looked for nobody.
func (q Question) RestsOn(s Suggestions) []domain.ClientID {
	if !q.MayMatch || !q.Wish.Open() {
		return nil
	}
	return append([]domain.ClientID{q.Wish.Client}, s.People()...)
}

// Desk is room to work out one question after another without asking for memory each
// time. The zero value is ready; one question at a time.
type Desk struct {
	sums []sides
	seen []slot
}

// Suggest answers whom this person could enjoy meeting: networkers with a place and
// others with a wish of their own. The order is that of the fit for both sides, ties
// by id.
func (c *Crowd) Suggest(q Question, d *Desk) Suggestions {
	var s Suggestions
	if !q.Wish.Open() || !q.MayMatch {
		s.WouldHelp = q.wouldHelp(false)
		return s
	}
	l := c.look(q, d)
	for _, f := range l.first.taken {
		p := c.people[f.at]
		s.First = append(s.First, Suggestion{Client: p.Profile.Client, Networker: p.GoesAlong(), Words: q.words(p)})
	}
	for _, n := range l.other.taken {
		p := c.people[n.at]
		s.NotFirst = append(s.NotFirst, NotFirst{Client: p.Profile.Client, Reason: *q.notFirst(p, between(l.mine, c.facts[n.at]))})
	}
	if len(s.First) == 0 {
		s.WouldHelp = q.wouldHelp(l.noPlace)
	}
	return s
}

// looking is one look around for a question.
type looking struct {
	crowd        *Crowd
	mine         facts
	without      []slot
	marked       []slot // resting, or together already
	first, other podium
	floor        int  // who is worse than this for one of the two is among neither
	noPlace      bool // somebody would suit, and has no place
}

func (c *Crowd) look(q Question, d *Desk) *looking {
	l := &looking{crowd: c, mine: factsOf(Person{Profile: q.Profile}),
		without: c.slots(q.Apart, []domain.ClientID{q.Wish.Client}), marked: c.slots(q.Resting, q.Together),
		first: podium{crowd: c, most: mostSuggestions}, other: podium{crowd: c, most: mostNotFirst}}
	terms := c.terms(asked{wish: c.known(q.Wish.Interests), interests: c.known(q.Profile.Interests), talents: c.known(q.Profile.Talents)})
	d.add(len(c.people), terms)
	if len(q.Wish.Interests) == 0 {
		for _, at := range c.leads { // a wish without words: who is free at the same time
			if l.mine.dayparts&c.facts[at].dayparts != 0 {
				d.touch(at)
			}
		}
	}
	for _, at := range d.seen {
		s := d.sums[at]
		d.sums[at] = 0
		if s.worse() >= l.floor { // most are not among the best, however near they live: nothing of them is looked up
			l.weigh(at, s)
		}
	}
	d.seen = d.seen[:0]
	return l
}

// add sums what the words weigh for everybody who stands in one of their lists.
func (d *Desk) add(people int, terms []term) {
	if len(d.sums) < people {
		d.sums = make([]sides, people+people/4)
	}
	for _, t := range terms {
		for _, at := range t.list {
			if d.sums[at] == 0 {
				d.seen = append(d.seen, at)
			}
			d.sums[at] += t.weighs
		}
	}
}

func (d *Desk) touch(at slot) {
	if d.sums[at] == 0 {
		d.seen = append(d.seen, at)
	}
	d.sums[at] |= touched
}

// weigh puts somebody who suits in their place.
func (l *looking) weigh(at slot, s sides) {
	theirs := l.crowd.facts[at]
	w := practical(l.mine, theirs)
	s += both(w, w)
	atFirst, among := l.first.takes(s), l.other.takes(s)
	if !atFirst && !among {
		return
	}
	if theirs.is&anAnswer == 0 || slices.Contains(l.without, at) {
		return
	}
	l.noPlace = l.noPlace || theirs.is&withoutPlace != 0
	if theirs.is&standing != 0 && between(l.mine, theirs) == noObstacle && !slices.Contains(l.marked, at) {
		l.first.put(at, s)
	} else if among {
		l.other.put(at, s)
	}
	l.floor = min(l.first.floor(), l.other.floor()) - mostPractical
}

// stands says whether somebody could go along now, as far as it lies with them: a
// networker with a place, or somebody with a wish of their own.
func stands(p *Person) bool {
	if p.GoesAlong() {
		return !p.full()
	}
	return p.HasWish
}

// slots gives where these people stand.
func (c *Crowd) slots(people ...[]domain.ClientID) []slot {
	var out []slot
	for _, some := range people {
		for _, id := range some {
			if at, ok := c.at[id]; ok {
				out = append(out, at)
			}
		}
	}
	return out
}

// podium keeps the best few, the best first.
type podium struct {
	crowd *Crowd
	most  int
	taken []placed
}

type placed struct {
	at slot
	s  sides
}

// takes says whether somebody with this fit might come among the best.
func (p *podium) takes(s sides) bool {
	if len(p.taken) < p.most {
		return true
	}
	last := p.taken[p.most-1].s
	return s.worse() > last.worse() || s.worse() == last.worse() && s.better() >= last.better()
}

// floor is how good for both sides somebody must be at least to come among the best.
func (p *podium) floor() int {
	if len(p.taken) < p.most {
		return 0
	}
	return p.taken[p.most-1].s.worse()
}

func (p *podium) put(at slot, s sides) {
	one := placed{at, s}
	i, _ := slices.BinarySearchFunc(p.taken, one, p.order)
	if i == p.most {
		return
	}
	p.taken = slices.Insert(p.taken, i, one)
	p.taken = p.taken[:min(len(p.taken), p.most)]
}

// order is as good as the worse side, then the better, then the id.
func (p *podium) order(a, b placed) int {
	return cmp.Or(cmp.Compare(b.s.worse(), a.s.worse()), cmp.Compare(b.s.better(), a.s.better()),
		cmp.Compare(p.crowd.people[a.at].Profile.Client, p.crowd.people[b.at].Profile.Client))
}
