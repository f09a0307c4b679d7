package cnm

import (
	"math/bits"
	"math/rand/v2"
	"slices"
)

// world is a made-up region: towns, and networkers by square.
type world struct {
	side       int32 // in squares
	towns      [][2]int32
	networkers []person
	squares    [][]int32 // the networkers in each
}

func newWorld(chance *rand.Rand, networkers int) *world {
	w := &world{side: 1}
	for int(w.side*w.side)*perSquare < networkers {
		w.side++
	}
	for range networkers/600 + 1 {
		w.towns = append(w.towns, w.anywhere(chance))
	}
	w.squares = make([][]int32, w.side*w.side)
	for n := range networkers {
		p := w.person(chance)
		w.networkers = append(w.networkers, p)
		s := p.y/square*w.side + p.x/square
		w.squares[s] = append(w.squares[s], int32(n))
	}
	return w
}

func (w *world) anywhere(chance *rand.Rand) [2]int32 {
	return [2]int32{chance.Int32N(w.side * square), chance.Int32N(w.side * square)}
}

// person makes up somebody: half of them in or near a town.
func (w *world) person(chance *rand.Rand) person {
	at := w.anywhere(chance)
	if chance.IntN(2) == 0 {
		at = w.towns[chance.IntN(len(w.towns))]
		for i := range at {
			at[i] += chance.Int32N(square) + chance.Int32N(square) - square
			at[i] = min(max(at[i], 0), w.side*square-1)
		}
	}
	p := person{x: at[0], y: at[1], reach: reachOf[chance.IntN(len(reachOf))], warmth: chance.Int32N(800) + chance.Int32N(800)}
	if chance.IntN(6) == 0 {
		p.warmth += chance.Int32N(1200)
	}
	for range 2 + chance.IntN(3) + chance.IntN(4) {
		p.likes |= 1 << (chance.IntN(interests) * chance.IntN(interests) / interests)
	}
	for range 1 + chance.IntN(3) {
		p.dayparts |= 1 << chance.IntN(6)
	}
	return p
}

// pairs gives each client's best pairs, and what each networker's best add to them, both
// by networker.
func (w *world) pairs(clients []person) (best, extra [][]pair) {
	best, extra = make([][]pair, len(clients)), make([][]pair, len(clients))
	tops := make([][]offer, len(w.networkers))
	var found []pair
	for c := range clients {
		found = w.around(&clients[c], found[:0])
		for _, p := range found {
			tops[p.networker] = keep(tops[p.networker], offer{int32(c), p.of, p.with})
		}
		if len(found) > keptOfClient {
			slices.SortFunc(found, func(a, b pair) int {
				if a.fit() != b.fit() {
					return int(b.fit()) - int(a.fit())
				}
				return int(a.networker) - int(b.networker)
			})
			found = found[:keptOfClient]
		}
		slices.SortFunc(found, func(a, b pair) int { return int(a.networker) - int(b.networker) })
		best[c] = slices.Clone(found)
	}
	for n, top := range tops {
		for _, o := range top {
			extra[o.client] = append(extra[o.client], pair{int32(n), o.of, o.with})
		}
	}
	return best, extra
}

// around gives everybody who could go along with the client.
func (w *world) around(c *person, found []pair) []pair {
	for y := max(c.y/square-1, 0); y <= min(c.y/square+1, w.side-1); y++ {
		for x := max(c.x/square-1, 0); x <= min(c.x/square+1, w.side-1); x++ {
			for _, n := range w.squares[y*w.side+x] {
				if of, with, ok := meet(c, &w.networkers[n]); ok {
					found = append(found, pair{n, of, with})
				}
			}
		}
	}
	return found
}

// meet says how well two people suit each other, each for their own part: rare shared
// interests weigh more than common ones, and near is better.
func meet(c, n *person) (of, with uint16, ok bool) {
	both := c.likes & n.likes
	if both == 0 || c.dayparts&n.dayparts == 0 {
		return 0, 0, false
	}
	dx, dy, reach := c.x-n.x, c.y-n.y, min(c.reach, n.reach)
	if dx*dx+dy*dy > reach*reach {
		return 0, 0, false
	}
	shared := int32(0)
	for rest := both; rest != 0; rest &= rest - 1 {
		shared += 650 + 50*int32(bits.TrailingZeros64(rest))
	}
	far := max(dx, -dx) + max(dy, -dy)
	common := 3300 + min(shared, 3800) + 150*int32(bits.OnesCount8(c.dayparts&n.dayparts))
	return uint16(min(common+n.warmth-far/3, maxFit)), uint16(min(common+c.warmth-far/2, maxFit)), true
}

// offer is a pair as its networker sees it.
type offer struct {
	client   int32
	of, with uint16
}

func (o offer) better(than offer) bool {
	a, b := pair{of: o.of, with: o.with}.fit(), pair{of: than.of, with: than.with}.fit()
	return a > b || a == b && o.client < than.client
}

// keep keeps the best of a networker's pairs; the worst of them stands on top of a heap.
func keep(top []offer, o offer) []offer {
	if len(top) < keptOfNetworker {
		top = append(top, o)
		for i := len(top) - 1; i > 0 && top[(i-1)/2].better(top[i]); i = (i - 1) / 2 {
			top[i], top[(i-1)/2] = top[(i-1)/2], top[i]
		}
		return top
	}
	if !o.better(top[0]) {
		return top
	}
	top[0] = o
	for i := 0; ; {
		worst := i
		for _, child := range [2]int{2*i + 1, 2*i + 2} {
			if child < len(top) && top[worst].better(top[child]) {
				worst = child
			}
		}
		if worst == i {
			return top
		}
		top[i], top[worst] = top[worst], top[i]
		i = worst
	}
}
