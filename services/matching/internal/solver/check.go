package solver

import (
	"fmt"
	"math"
)

// Check says why a plan may not be used, if anything is wrong with it: it is no plan for
// this instance, or its certificate does not prove that it is the best one. It shares no
// code with Solve and believes nothing of it: what the options ask is read here once more.
//
// Why the conditions prove it: take any other plan. What it is worth is at most the Gain of
// each client it serves plus the Price of each place it takes (every pair), so at most all
// Gain plus Price for each place there is; and this plan is worth exactly that (its pairs
// with equality, no Gain without a place, no Price where a place is left). As Unit is more
// than all points of any plan together, it cannot have gained points for rank either.
func Check(in *Instance, opt Options, plan *Plan, proof *Certificate) error {
	n, m := len(in.Priority), len(in.Capacity)
	if plan == nil || proof == nil || len(plan.Networker) != n || len(proof.Gain) != n || len(proof.Price) != m {
		return fmt.Errorf("the plan or its certificate is not for %d clients and %d networkers", n, m)
	}
	if err := in.Validate(); err != nil {
		return err
	}
	left, err := placesLeft(in, plan)
	if err != nil {
		return err
	}
	if err := checkUnit(in, opt, proof.Unit); err != nil {
		return err
	}
	if err := checkIdle(plan, proof, left); err != nil {
		return err
	}
	return checkPairs(in, opt, plan, proof)
}

// checkIdle sees to it that nothing is asked for a place where one is left, and nothing
// gained by who has none.
func checkIdle(plan *Plan, proof *Certificate, left []int64) error {
	const most = math.MaxInt64 / 4 // so that no sum of two can overflow
	for k, price := range proof.Price {
		if price < 0 || price > most || price > 0 && left[k] > 0 {
			return fmt.Errorf("networker %d has a price of %d with %d places left", k, price, left[k])
		}
	}
	for c, gain := range proof.Gain {
		if gain < 0 || gain > most || gain > 0 && plan.Networker[c] == None {
			return fmt.Errorf("client %d has a gain of %d with networker %d", c, gain, plan.Networker[c])
		}
	}
	return nil
}

// checkPairs looks at every pair: none may be worth more than it costs, and those of the
// plan not less either.
func checkPairs(in *Instance, opt Options, plan *Plan, proof *Certificate) error {
	for c, priority := range in.Priority {
		base, found := proof.Unit*rankOf(opt, priority)+extraOf(opt, priority), false
		for e := in.First[c]; e < in.First[c+1]; e++ {
			k := in.Networker[e]
			value := base + int64(in.Fit[e])
			if opt.Standing != nil && opt.Standing[c] == k {
				value += int64(opt.Bonus)
			}
			over, chosen := proof.Gain[c]+proof.Price[k]-value, plan.Networker[c] == k
			if over < 0 || over > 0 && chosen {
				return fmt.Errorf("client %d and networker %d (in the plan: %v): gain %d and price %d are %d beside what they are worth, %d",
					c, k, chosen, proof.Gain[c], proof.Price[k], over, value)
			}
			found = found || chosen
		}
		if !found && plan.Networker[c] != None {
			return fmt.Errorf("client %d goes with networker %d, which is not possible", c, plan.Networker[c])
		}
	}
	return nil
}

// placesLeft counts what is left with each networker; nobody may have more people than places.
func placesLeft(in *Instance, plan *Plan) ([]int64, error) {
	left := make([]int64, len(in.Capacity))
	for k, places := range in.Capacity {
		left[k] = int64(places)
	}
	for c, k := range plan.Networker {
		if k == None {
			continue
		}
		if k < 0 || int(k) >= len(left) {
			return nil, fmt.Errorf("client %d goes with networker %d, who is not there", c, k)
		}
		if left[k]--; left[k] < 0 {
			return nil, fmt.Errorf("networker %d has %d places and more people", k, in.Capacity[k])
		}
	}
	return left, nil
}

// checkUnit sees to it that no amount of points outweighs a step of rank, and that all of
// it can be computed in 64 bits.
func checkUnit(in *Instance, opt Options, unit int64) error {
	if opt.Mode > Fit || opt.Lambda < 0 || opt.Standing != nil && len(opt.Standing) != len(in.Priority) {
		return fmt.Errorf("there are no such options: mode %d, λ %d, a standing plan of %d clients", opt.Mode, opt.Lambda, len(opt.Standing))
	}
	points, rank := 0.0, int64(1)
	for _, priority := range in.Priority {
		points += float64(int64(MaxFit) + int64(opt.Bonus) + extraOf(opt, priority))
		rank = max(rank, rankOf(opt, priority))
	}
	// Twice the points, so that rounding does not matter.
	if float64(unit) <= 2*points || float64(unit)*float64(rank+1) > math.MaxInt64/8 {
		return fmt.Errorf("a unit of %d does not outweigh %.0f points, or rank %d does not fit in 64 bits with it", unit, points, rank)
	}
	return nil
}

// rankOf is what serving a client is worth before any points.
func rankOf(opt Options, priority int32) int64 {
	if opt.Mode == Care {
		return 1 + int64(priority)
	}
	return 1
}

// extraOf is what a client adds to the points of each of their pairs.
func extraOf(opt Options, priority int32) int64 {
	if opt.Mode == Balance {
		return int64(opt.Lambda) * int64(priority)
	}
	return 0
}
