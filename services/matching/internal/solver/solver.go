// Package solver is the matching engine: given who could go along with whom and how
// well they suit each other, it proposes a plan for everybody at once in which nobody
// is forgotten, and proves that no better plan exists.
//
// It knows indices and integers, and nothing of people: no input or output, no clock,
// no chance. The same instance gives the same plan, whatever way the solver took to it.
package solver

// Mode is what a plan looks after first. In every mode as many clients as possible are
// served: looking after those who wait costs nobody a place.
type Mode uint8

// The modes.
const (
	Care    Mode = iota // the served set maximises Σ(1+priority); then the most fit
	Balance             // as many as possible; then the most Σ(fit + λ·priority) of the served
	Fit                 // as many as possible; then the most Σ fit of the served
)

// None stands for no networker.
const None = int32(-1)

// MaxFit is how well two people can suit each other.
const MaxFit = 10000

// MaxPriority is the highest priority there can be.
const MaxPriority = 1 << 30

// Instance says who could go along with whom: clients 0…n-1, networkers 0…m-1, and the
// feasible pairs client by client, each client's networkers ascending and once.
type Instance struct {
	Priority  []int32  // per client: how long they wait, 0…MaxPriority
	Capacity  []int32  // per networker: places, ≥ 0
	First     []int32  // n+1 offsets: the pairs of client c are First[c]…First[c+1]-1
	Networker []int32  // per pair
	Fit       []uint16 // per pair, 0…MaxFit
}

// Clients is how many clients there are.
func (in *Instance) Clients() int { return len(in.Priority) }

// Networkers is how many networkers there are.
func (in *Instance) Networkers() int { return len(in.Capacity) }

// Options say how to plan.
type Options struct {
	Mode   Mode
	Lambda int32 // of Balance: points of fit that one point of priority weighs, ≥ 0

	// Standing has each client's networker in the plan before, or None; nil without one.
	// Keeping it is worth Bonus points of fit: ideas do not move for nothing.
	Standing []int32
	Bonus    uint16

	// Progress is told what is being done and how much of the whole is done, 0…1, never less
	// than before; nil when nobody asks.
	Progress func(phase string, done float64)
}

// Plan has for each client their networker, or None. Of all plans equally good it is the
// first one, reading client by client: a lower networker before a higher, anyone before None.
type Plan struct {
	Networker []int32
}

// Certificate proves a plan optimal to whoever trusts neither Solve nor its author.
//
// What a pair (c, k) is worth has two parts in one number, so that one proof covers both who
// is served and with whom:
//
//	worth(c, k) = Unit·rank(c) + points(c, k)
//	rank(c)     = 1 + priority(c) in Care, 1 in the other modes
//	points(c, k) = fit(c, k)
//	             + λ·priority(c)   in Balance
//	             + Bonus           if k is the standing networker of c
//
// Unit is more than all the points together that any plan can have, n·(the most points a pair
// can have), so no amount of points outweighs a step of rank: the plan with the most worth
// serves the best set of clients (in Care the most Σ(1+priority), in the other modes the most
// clients; in Care that is the most clients too, because every rank is above zero), and of
// the plans that do, it has the most points.
//
// Prices prove it as for any assignment (linear programming duality):
//
//	Price ≥ 0, and 0 for a networker with a place left
//	Gain  ≥ 0, and 0 for a client who stays without
//	Gain[c] + Price[k] ≥ worth(c, k) for every pair, with equality for those of the plan
//
// The blocking groups stand in it as well: Level says how high the rank is that a place with
// a networker takes. A client without has rank ≤ Level(k) for each possible networker k; the
// networkers of a level ≥ t ≥ 1 are full, with clients of rank ≥ t who can go nowhere of a
// lower level. So those without and those who sit there form a set in the sense of Hall.
type Certificate struct {
	Unit  int64
	Price []int64 // per networker: what one more place would add to the plan, at most
	Gain  []int64 // per client: what is left of the worth after paying the price
}

// Level is the rank a place with networker k takes: 0 where there is room for whoever
// comes, in Care 1 + the priority from which on people get a place there, else 1.
func (ce *Certificate) Level(k int32) int64 {
	return (ce.Price[k] + ce.Unit/2) / ce.Unit
}
