// Package solver is the matching engine: given who could go along with whom and how
// well they suit each other, it proposes a plan for everybody at once in which nobody
// is forgotten, and proves that no better plan exists.
//
// It knows indices and integers, and nothing of people: no input or output, no clock,
// no chance. The same instance gives the same plan, whatever order it was given in.
package solver

import "context"

// Mode is what a plan looks after first. In every mode as many clients as possible are
// served: looking after those who wait costs nobody a place.
type Mode uint8

// The modes.
const (
	Care    Mode = iota // the served set maximises Σ(1+priority); then the most fit
	Balance             // the most Σ(fit + λ·priority) of the served
	Fit                 // the most Σ fit of the served
)

// None stands for no networker.
const None = int32(-1)

// Instance says who could go along with whom: clients 0…n-1, networkers 0…m-1, and the
// feasible pairs client by client, each client's networkers ascending and once.
type Instance struct {
	Priority  []int32  // per client: how long they wait, ≥ 0
	Capacity  []int32  // per networker: places, ≥ 0
	First     []int32  // n+1 offsets: the pairs of client c are First[c]…First[c+1]-1
	Networker []int32  // per pair
	Fit       []uint16 // per pair, 0…10000
}

// Clients is how many clients there are.
func (in *Instance) Clients() int { return len(in.Priority) }

// Networkers is how many networkers there are.
func (in *Instance) Networkers() int { return len(in.Capacity) }

// Options say how to plan.
type Options struct {
	Mode   Mode
	Lambda int32 // of Balance: points of fit that one point of priority weighs

	// Standing has each client's networker in the plan before, or None; nil without one.
	// Keeping it is worth Bonus points of fit: ideas do not move for nothing.
	Standing []int32
	Bonus    uint16

	// Progress is told how far a phase is, 0…1; nil when nobody asks.
	Progress func(phase string, done float64)
}

// Plan has for each client their networker, or None.
type Plan struct {
	Networker []int32
}

// Certificate proves a plan optimal to whoever trusts neither Solve nor its author.
// What is in it and how it is checked: Check, which shares no code with Solve.
type Certificate struct {
	// Price of one more place with each networker, and what is left of the weight to each
	// client after paying it, ≥ 0. Over the served clients in Care, over all in the others.
	Price []int64
	Gain  []int64
}

var _ func(context.Context, *Instance, Options) (*Plan, *Certificate, error) // Solve
