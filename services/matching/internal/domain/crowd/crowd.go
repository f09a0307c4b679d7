// Package crowd is everybody in one organisation who agreed to be looked for, held in
// memory so that one question is answered in a millisecond and a plan of everybody can
// be made in seconds: who could go along with whom, and in words why.
//
// Hard limits come first: who is never together, how people make themselves understood,
// how far each can go, when they are free. Then what speaks for it, for each of the two:
// a pair is as good as its worse side. The numbers of that are for putting things in
// order, here and in the plan; what is told of people are sentences.
//
// A Crowd is a function of the people put into it, not of the order in which they came:
// who is as good as another comes in order of id. It is not safe for concurrent change.
package crowd

import (
	"slices"

	"github.com/optrek/optrek/services/matching/internal/domain"
)

// Person is somebody who agreed to be looked for.
type Person struct {
	Profile domain.Profile
	// Role is where somebody is on the road of the role: "in_conversation", "learning",
	// "active", "paused"; empty for everybody else.
	Role   string
	Places int // how many more people a networker would go along with now
	// Wishes is what the open wishes of this person are about.
	Wishes  []string
	HasWish bool // has an open wish that was told
	// Waiting is the wish that waits longest for somebody: told, not fulfilled or let go,
	// and no match or idea stands on it. The zero wish: nobody is to be found for them.
	Waiting domain.Wish
}

// GoesAlong says whether this is somebody who takes the lead.
func (p Person) GoesAlong() bool { return p.Role == "active" }

// full says that this networker has no place now.
func (p Person) full() bool { return p.Places <= 0 }

// answers says whether somebody could be the answer to a wish at all.
func (p Person) answers() bool { return p.Role != "" || p.HasWish }

// slot is where somebody stands in the arrays.
type slot = int32

// Crowd holds the people with their indexes: by what they like, can and wish.
type Crowd struct {
	at     map[domain.ClientID]slot
	people []Person
	facts  []facts
	vacant []slot // of people who went; the next who comes stands there

	words   map[string]int32 // to their numbers, below
	spelled []string         // back again
	likes   [][]slot         // who likes it, by word
	talents [][]slot         // who is good at it
	wishes  [][]slot         // who wishes it
	leads   []slot           // who is on the road of the role, for a wish without words

	apart map[domain.ClientID][]domain.ClientID
}

// New makes a crowd of nobody.
func New() *Crowd {
	return &Crowd{at: map[domain.ClientID]slot{}, words: map[string]int32{}, apart: map[domain.ClientID][]domain.ClientID{}}
}

// Len is how many people there are.
func (c *Crowd) Len() int { return len(c.at) }

// Person gives somebody of the crowd.
func (c *Crowd) Person(id domain.ClientID) (Person, bool) {
	at, ok := c.at[id]
	if !ok {
		return Person{}, false
	}
	return c.people[at], true
}

// KeepApart says of two people that no plan puts them together: for good, or for now.
func (c *Crowd) KeepApart(p domain.Pair) {
	c.apart[p.A] = append(c.apart[p.A], p.B)
	c.apart[p.B] = append(c.apart[p.B], p.A)
}

// Put takes somebody in, in place of what was known of them before. What it is given is
// the crowd's from then on.
func (c *Crowd) Put(p Person) {
	c.Remove(p.Profile.Client)
	c.share(p)
	var at slot
	if n := len(c.vacant); n > 0 {
		at, c.vacant = c.vacant[n-1], c.vacant[:n-1]
		c.people[at], c.facts[at] = p, factsOf(p)
	} else {
		at = slot(len(c.people))
		c.people, c.facts = append(c.people, p), append(c.facts, factsOf(p))
	}
	c.at[p.Profile.Client] = at
	c.each(p, func(list *[]slot) { *list = append(*list, at) })
}

// Remove forgets somebody. Whoever is not there is no error.
func (c *Crowd) Remove(id domain.ClientID) {
	at, ok := c.at[id]
	if !ok {
		return
	}
	c.each(c.people[at], func(list *[]slot) {
		last := len(*list) - 1
		(*list)[slices.Index(*list, at)] = (*list)[last]
		*list = (*list)[:last]
	})
	delete(c.at, id)
	c.people[at], c.facts[at] = Person{}, facts{}
	c.vacant = append(c.vacant, at)
}

// Missing gives those of the crowd who are not there any more.
func (c *Crowd) Missing(there map[domain.ClientID]bool) (gone []domain.ClientID) {
	for id := range c.at {
		if !there[id] {
			gone = append(gone, id)
		}
	}
	return gone
}

// each goes by the lists somebody stands in, each once.
func (c *Crowd) each(p Person, visit func(*[]slot)) {
	for _, w := range c.number(p.Profile.Interests) {
		visit(&c.likes[w])
	}
	if !p.answers() {
		return // is counted for what is rare, and is nobody's answer
	}
	for _, w := range c.number(p.Profile.Talents) {
		visit(&c.talents[w])
	}
	for _, w := range c.number(p.Wishes) {
		visit(&c.wishes[w])
	}
	if p.Role != "" {
		visit(&c.leads)
	}
}

// number gives the numbers of words, each once; a new word gets the next.
func (c *Crowd) number(words []string) []int32 {
	out := make([]int32, 0, len(words))
	for _, w := range words {
		n, ok := c.words[w]
		if !ok {
			n = int32(len(c.likes))
			c.words[w] = n
			c.spelled = append(c.spelled, w)
			c.likes, c.talents, c.wishes = append(c.likes, nil), append(c.talents, nil), append(c.wishes, nil)
		}
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// share puts one copy of each word in everybody's lists: a hundred thousand people use
// the same few hundred words.
func (c *Crowd) share(p Person) {
	for _, words := range [][]string{p.Profile.Interests, p.Profile.Talents, p.Wishes, p.Waiting.Interests} {
		c.number(words)
		for i, w := range words {
			words[i] = c.spelled[c.words[w]]
		}
	}
	codes := domain.Dayparts()
	for i, d := range p.Profile.Dayparts {
		if at := slices.Index(codes[:], d); at >= 0 {
			p.Profile.Dayparts[i] = codes[at]
		}
	}
}

// known gives the numbers of the words somebody here knows, each once.
func (c *Crowd) known(words []string) []int32 {
	out := make([]int32, 0, len(words))
	for _, w := range words {
		if n, ok := c.words[w]; ok && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
