package solver

import (
	"context"
	"sort"
)

// Solve makes the best plan there is for an instance, with the proof that it is.
func Solve(ctx context.Context, in *Instance, opt Options) (*Plan, *Certificate, error) {
	if err := in.Validate(); err != nil {
		return nil, nil, err
	}
	if err := opt.validate(in); err != nil {
		return nil, nil, err
	}
	w, err := newWorth(in, &opt, in.Clients())
	if err != nil {
		return nil, nil, err
	}
	m := newMarket(in, w)
	for i, c := range byRank(in) {
		if i%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, nil, err
			}
			opt.tell("plan", float64(i)/float64(in.Clients()))
		}
		m.enter(c)
	}
	m.first()
	return &Plan{Networker: m.at}, &Certificate{Unit: m.unit, Price: m.price, Gain: m.gain}, nil
}

// tell tells how far a phase is.
func (o *Options) tell(phase string, done float64) {
	if o.Progress != nil {
		o.Progress(phase, done)
	}
}

// byRank has the clients who wait longest first: then hardly anybody has to go out again.
func byRank(in *Instance) []int32 {
	order := make([]int32, in.Clients())
	for c := range order {
		order[c] = int32(c)
	}
	sort.SliceStable(order, func(i, j int) bool { return in.Priority[order[i]] > in.Priority[order[j]] })
	return order
}
