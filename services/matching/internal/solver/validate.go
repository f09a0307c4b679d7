package solver

import "fmt"

// Validate says what is wrong with an instance, if anything.
func (in *Instance) Validate() error {
	n, m := in.Clients(), in.Networkers()
	if len(in.First) != n+1 || in.First[0] != 0 || int(in.First[n]) != len(in.Networker) || len(in.Fit) != len(in.Networker) {
		return fmt.Errorf("the pairs of %d clients are not laid out: %d offsets, %d networkers, %d fits", n, len(in.First), len(in.Networker), len(in.Fit))
	}
	for c, p := range in.Priority {
		if p < 0 || p > MaxPriority {
			return fmt.Errorf("client %d has priority %d: it goes from 0 to %d", c, p, MaxPriority)
		}
		if in.First[c] > in.First[c+1] {
			return fmt.Errorf("the pairs of client %d end before they begin", c)
		}
	}
	for k, places := range in.Capacity {
		if places < 0 {
			return fmt.Errorf("networker %d has %d places: it cannot be below zero", k, places)
		}
	}
	for c := range n {
		if err := in.validatePairs(c, int32(m)); err != nil {
			return err
		}
	}
	return nil
}

func (in *Instance) validatePairs(c int, m int32) error {
	before := int32(-1)
	for e := in.First[c]; e < in.First[c+1]; e++ {
		k := in.Networker[e]
		switch {
		case k < 0 || k >= m:
			return fmt.Errorf("client %d goes with networker %d: there are %d", c, k, m)
		case k <= before:
			return fmt.Errorf("client %d: networker %d comes after %d; they go up, each once", c, k, before)
		case in.Fit[e] > MaxFit:
			return fmt.Errorf("client %d and networker %d suit each other %d of %d", c, k, in.Fit[e], MaxFit)
		}
		before = k
	}
	return nil
}

// validate says what is wrong with the options for an instance, if anything.
func (o *Options) validate(in *Instance) error {
	if o.Mode > Fit {
		return fmt.Errorf("there is no mode %d", o.Mode)
	}
	if o.Lambda < 0 {
		return fmt.Errorf("lambda is %d: it cannot be below zero", o.Lambda)
	}
	if o.Standing != nil && len(o.Standing) != in.Clients() {
		return fmt.Errorf("a standing plan for %d clients, where there are %d", len(o.Standing), in.Clients())
	}
	return nil
}
