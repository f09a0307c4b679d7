package solver

import (
	"fmt"
	"slices"
)

// Without says for everybody who stays without why that is so. Networkers is empty for who
// could go along with nobody. All others are in the blocking groups of Hall: Level is the
// highest rank of those without whom a networker could help, by way of others who move, and 0
// for who can help none of them. It holds, and CheckServed makes sure, that
//
//   - a networker of level ≥ t ≥ 1 is full, with clients of rank ≥ t;
//   - those could go nowhere of a lower level;
//   - and nor could who stays without with rank t.
//
// So for each rank the clients of at least that rank who are served are as many as there
// could be: of those at these networkers all places are taken by them, and the others of
// them have a place. Rank is 1 + priority in Care, and 1 in the other modes.
type Without struct {
	Nobody int     // clients who could go along with nobody
	Full   int     // clients whose possible networkers are all full
	Level  []int64 // per networker
}

// CheckServed says why the served set is not the best one, if it is not, from the plan alone:
// without any price, it is a second proof beside the certificate. The plan must be one for
// this instance.
func CheckServed(in *Instance, opt Options, plan *Plan) (*Without, error) {
	w := &Without{Level: make([]int64, len(in.Capacity))}
	seated := make([][]int32, len(in.Capacity))
	var outside []int32
	for c, k := range plan.Networker {
		switch {
		case k != None:
			seated[k] = append(seated[k], int32(c))
		case in.First[c] == in.First[c+1]:
			w.Nobody++
		default:
			w.Full++
			outside = append(outside, int32(c))
		}
	}
	// Who is wanted most first: then a networker gets the highest level at once.
	slices.SortStableFunc(outside, func(a, b int32) int { return int(in.Priority[b]) - int(in.Priority[a]) })
	for _, start := range outside {
		rank := rankOf(opt, in.Priority[start])
		for next := []int32{start}; len(next) > 0; {
			c := next[len(next)-1]
			next = next[:len(next)-1]
			for _, k := range in.Networker[in.First[c]:in.First[c+1]] {
				if w.Level[k] > 0 {
					continue
				}
				w.Level[k] = rank
				if len(seated[k]) < int(in.Capacity[k]) {
					return nil, fmt.Errorf("client %d could be helped: networker %d has a place left", start, k)
				}
				for _, there := range seated[k] {
					if rankOf(opt, in.Priority[there]) < rank {
						return nil, fmt.Errorf("client %d could be helped before client %d, who is with networker %d", start, there, k)
					}
				}
				next = append(next, seated[k]...)
			}
		}
	}
	return w, nil
}
