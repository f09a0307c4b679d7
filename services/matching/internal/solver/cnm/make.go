package cnm

import (
	"math/rand/v2"

	"github.com/optrek/optrek/services/matching/internal/solver"
)

// Made is an instance made up for measuring, with all that its file says of it.
type Made struct {
	solver.Instance
	Seed                uint64
	Waiting, Isolation  []int32  // per client
	OfClient, OfPartner []uint16 // per pair: the fit of either side
}

// Of each client the best are kept, and of each networker: without the second half, people
// who are hard to place fall out.
const (
	keptOfClient    = 52
	keptOfNetworker = 40
)

// The shape of a made-up region. A square as wide as the furthest anybody travels holds
// so many networkers on average, and three clients to each.
const (
	perSquare  = 200
	square     = 1000
	perPartner = 3
	interests  = 40
)

// Quantiles of days waiting at 0, 10, …, 100 % of the clients, as in the instances of a
// real size that the engine was tried on; isolation and places likewise, by hundredths.
var (
	waitingAt   = [...]int32{0, 12, 26, 41, 59, 80, 105, 138, 185, 270, 900}
	isolationOf = [...]int32{14, 27, 39, 50, 59, 67, 74, 83, 90, 96, 100}
	placesOf    = [...]int32{0, 36, 66, 83, 93, 100}
	reachOf     = [...]int32{300, 600, 1000, 1000, 1000, 1000}
)

// person is what a pair is made of.
type person struct {
	x, y, reach int32
	likes       uint64 // interests, one bit each: those of low bits are common
	dayparts    uint8
	warmth      int32 // how easily they go along with anybody
}

// pair is one feasible pair of a client.
type pair struct {
	networker int32
	of, with  uint16
}

// fit weighs the two sides as the engine's own pairs do: the client somewhat more.
func (p pair) fit() uint16 { return uint16((6*uint32(p.of) + 4*uint32(p.with)) / 10) }

// Make makes up an instance of so many clients. The same size and seed give the same one.
func Make(clients int, seed uint64) *Made {
	chance := rand.New(rand.NewPCG(seed, uint64(clients))) //nolint:gosec // it must be the same each time
	m := &Made{Seed: seed}
	w := newWorld(chance, clients/perPartner)
	people := make([]person, clients)
	for c := range people {
		people[c] = w.person(chance)
		waiting := spread(chance, waitingAt[:])
		isolation := among(chance, isolationOf[:])
		m.Waiting, m.Isolation = append(m.Waiting, waiting), append(m.Isolation, isolation)
		m.Priority = append(m.Priority, min(600, 600*waiting/365)+40*isolation)
	}
	for range w.networkers {
		m.Capacity = append(m.Capacity, among(chance, placesOf[:]))
	}
	best, extra := w.pairs(people)
	m.lay(best, extra)
	return m
}

// spread draws from a distribution given by its quantiles.
func spread(chance *rand.Rand, at []int32) int32 {
	i := chance.IntN(len(at) - 1)
	return at[i] + chance.Int32N(at[i+1]-at[i])
}

// among draws an index, given which share lies at or below it.
func among(chance *rand.Rand, hundredths []int32) int32 {
	drawn := chance.Int32N(100)
	for i, upTo := range hundredths {
		if drawn < upTo {
			return int32(i)
		}
	}
	return int32(len(hundredths) - 1)
}

// lay lays the pairs out client by client, the networkers ascending; best and extra are
// in that order, and one pair may be in both.
func (m *Made) lay(best, extra [][]pair) {
	m.First = make([]int32, 1, len(best)+1)
	for c := range best {
		a, b := best[c], extra[c]
		for len(a) > 0 || len(b) > 0 {
			var next pair
			switch {
			case len(b) == 0 || len(a) > 0 && a[0].networker <= b[0].networker:
				next, a = a[0], a[1:]
				if len(b) > 0 && b[0].networker == next.networker {
					b = b[1:]
				}
			default:
				next, b = b[0], b[1:]
			}
			m.Networker, m.Fit = append(m.Networker, next.networker), append(m.Fit, next.fit())
			m.OfClient, m.OfPartner = append(m.OfClient, next.of), append(m.OfPartner, next.with)
		}
		m.First = append(m.First, int32(len(m.Networker)))
	}
}
