package plan

import (
	"cmp"
	"slices"

	"github.com/optrek/optrek/services/matching/internal/domain"
)

// None stands for no networker, and for no person.
const None = int32(-1)

// Person is somebody with a wish for which nobody is thought of yet.
type Person struct {
	Client    domain.ClientID
	Wish      domain.WishID
	Kind      string // of the wish
	Interests []string
	Dayparts  []string
	Area      string
	Waits     int32 // days since the wish was told; never told
	Before    Before
	// Leading is set by OneWay: somebody who suits has the same idea the other way round.
	Leading bool
}

// Before is what the plan before thought of for somebody.
type Before struct {
	Networker domain.ClientID // empty: nothing
	State     IdeaState
}

// Lead is a networker.
type Lead struct {
	Client domain.ClientID
	Places int // that are free when the plan begins
	Area   string
}

// Crowd is everybody of an organisation, and who could go along with whom: the pairs of
// person p are Lead[First[p]] … Lead[First[p+1]-1], ascending, each with how well the two
// suit each other beside it.
type Crowd struct {
	People []Person
	Leads  []Lead
	First  []int32
	Lead   []int32
	Fit    []uint16
}

// Of gives the networkers who could go along with person p.
func (c *Crowd) Of(p int32) []int32 { return c.Lead[c.First[p]:c.First[p+1]] }

// fit is how well two suit each other, 0 when they are no pair.
func (c *Crowd) fit(p, lead int32) uint16 {
	for k, l := range c.Of(p) {
		if l == lead {
			return c.Fit[c.First[p]+int32(k)]
		}
	}
	return 0
}

// OneWay leaves of two networkers who could take each other along only the one way that
// serves who waits longest: both ways would be two ideas about the same two people.
func (c *Crowd) OneWay() {
	person := make(map[domain.ClientID]int32, len(c.People))
	for p := range c.People {
		person[c.People[p].Client] = int32(p)
	}
	lead := make(map[domain.ClientID]int32, len(c.Leads))
	for l := range c.Leads {
		lead[c.Leads[l].Client] = int32(l)
	}
	other := func(p, l int32) bool { // the way back is there, and comes first
		back, wishes := person[c.Leads[l].Client]
		own, leads := lead[c.People[p].Client]
		if !wishes || !leads || !slices.Contains(c.Of(back), own) {
			return false
		}
		return cmp.Or(cmp.Compare(c.People[p].Waits, c.People[back].Waits), cmp.Compare(back, p)) < 0
	}
	first, leads, fit := []int32{0}, make([]int32, 0, len(c.Lead)), make([]uint16, 0, len(c.Fit))
	for p := range c.People {
		for k := c.First[p]; k < c.First[p+1]; k++ {
			if other(int32(p), c.Lead[k]) {
				c.People[p].Leading = true
				continue
			}
			leads, fit = append(leads, c.Lead[k]), append(fit, c.Fit[k])
		}
		first = append(first, int32(len(leads)))
	}
	c.First, c.Lead, c.Fit = first, leads, fit
}

// Waits gives how long each person waits, for the solver.
func (c *Crowd) Waits() []int32 {
	all := make([]int32, len(c.People))
	for i, p := range c.People {
		all[i] = p.Waits
	}
	return all
}

// Places gives how many places each networker has, for the solver.
func (c *Crowd) Places() []int32 {
	all := make([]int32, len(c.Leads))
	for i, l := range c.Leads {
		all[i] = int32(l.Places)
	}
	return all
}

// Standing gives each person's networker in the plan before, while nobody put it aside.
func (c *Crowd) Standing() []int32 {
	at := make(map[domain.ClientID]int32, len(c.Leads))
	for i, l := range c.Leads {
		at[l.Client] = int32(i)
	}
	all := make([]int32, len(c.People))
	for i, p := range c.People {
		all[i] = None
		if lead, there := at[p.Before.Networker]; there && p.Before.State == Open {
			all[i] = lead
		}
	}
	return all
}

// chosen is a crowd with the plan made for it.
type chosen struct {
	*Crowd
	lead   []int32   // per person
	served [][]int32 // per networker: whom they go along with
}

func choose(c *Crowd, lead []int32) *chosen {
	ch := &chosen{Crowd: c, lead: lead, served: make([][]int32, len(c.Leads))}
	for p, l := range lead {
		if l != None {
			ch.served[l] = append(ch.served[l], int32(p))
		}
	}
	return ch
}

// free is how many places a networker has left.
func (ch *chosen) free(lead int32) int { return ch.Leads[lead].Places - len(ch.served[lead]) }
