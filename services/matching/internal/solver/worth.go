package solver

import "fmt"

// most is how large a worth may become: sums and differences of a few fit in 64 bits.
const most = int64(1) << 60

// worth is what pairs are worth beside their fit, see Certificate.
type worth struct {
	unit  int64
	base  []int64 // per client: all of it that is the same for each networker
	bonus int64
}

// rank is how much the mode wants this client served.
func (o *Options) rank(priority int32) int64 {
	if o.Mode == Care {
		return 1 + int64(priority)
	}
	return 1
}

// extra is what a client adds to the points of each of their pairs.
func (o *Options) extra(priority int32) int64 {
	if o.Mode == Balance {
		return int64(o.Lambda) * int64(priority)
	}
	return 0
}

// newWorth chooses the unit: a power of two that outweighs the points of room clients, twice,
// so that the level of a price can be read from it.
func newWorth(in *Instance, opt *Options, room int) (*worth, error) {
	w := &worth{base: make([]int64, in.Clients()), bonus: int64(opt.Bonus)}
	points, rank := int64(MaxFit)+w.bonus, int64(1)
	for _, p := range in.Priority {
		points = max(points, int64(MaxFit)+w.bonus+opt.extra(p))
		rank = max(rank, opt.rank(p))
	}
	if points > most/4/int64(room+1) {
		return nil, fmt.Errorf("%d clients with up to %d points each do not fit in 64 bits", room, points)
	}
	w.unit = 1
	for w.unit <= 4*int64(room+1)*points {
		w.unit *= 2
	}
	if rank > most/w.unit {
		return nil, fmt.Errorf("priority %d of %d clients does not fit in 64 bits: use a coarser scale", rank-1, room)
	}
	for c, p := range in.Priority {
		w.base[c] = w.unit*opt.rank(p) + opt.extra(p)
	}
	return w, nil
}
