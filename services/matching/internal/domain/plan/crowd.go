package plan

import "github.com/optrek/optrek/services/matching/internal/domain"

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
