package solver

import "context"

// An auction finds prices that are nearly right, quickly: each client in turn goes for the
// networker who offers most at the prices of the moment, and raises that price to where the
// next best is as good, and a step more. What comes out is within a step per client of the
// best plan, and as prices begin at nothing, no place that stays free has one. The market
// makes it exact: with a few hundred points between offers, a step of some tens of points
// leaves it little to do, while smaller ones cost the auction ever more bids.
type auction struct {
	pairs    *pairs
	standing []int32
	bonus    int32
	level    []int32 // per networker, see levels; clients only go where it is lowest
	bidder   []bidder

	first  []int32 // per networker: their places are first[k]…first[k+1]-1
	holder []int32 // per place: who has it, or None
	paid   []int32 // per place
	price  []int32 // per networker: the lowest paid of their places
	step   int32
	open   []int32 // who has to bid
}

// bidder is what the auction knows of a client, close together.
type bidder struct {
	hand   [atHand]offer
	bound  int32 // no networker that is not at hand offers more
	stay   int32 // what staying without is worth to them
	lowest int32 // the level of those they go to
}

// offer is a networker with what the pair is worth, without the price.
type offer struct{ k, worth int32 }

const (
	atHand      = 8   // with the prices going up, a client rarely needs to look further
	auctionMost = 400 // bids per client on average: then the market goes on
	jump        = 1 << 24
	far         = 1 << 30
)

// newAuction prepares for the clients who may be served with these levels.
func newAuction(m *market, opt *Options, priority []int32, level []int32) *auction {
	n, k := len(m.seat), len(m.places)
	a := &auction{
		pairs: &m.pairs, standing: opt.Standing, bonus: int32(m.bonus), level: level, step: 64,
		bidder: make([]bidder, n), first: make([]int32, k+1), price: make([]int32, k),
	}
	if opt.Mode == Care {
		a.step = 16 // a place left over on a level costs a search across all of it
	}
	for j, places := range m.places {
		a.first[j+1] = a.first[j] + places
	}
	a.paid, a.holder = make([]int32, a.first[k]), make([]int32, a.first[k])
	for s := range a.holder {
		a.holder[s] = None
	}
	for c := n - 1; c >= 0; c-- {
		rank := opt.rank(priority[c])
		lowest, ok := a.lowest(int32(c), m.places)
		if !ok || rank < int64(lowest) {
			continue
		}
		b := &a.bidder[c]
		b.lowest, b.bound, b.stay = lowest, far, -far
		if rank == int64(lowest) {
			b.stay = int32(max(-opt.extra(priority[c]), -far))
		}
		for i := range b.hand {
			b.hand[i] = offer{0, -far}
		}
		a.open = append(a.open, int32(c))
	}
	return a
}

// lowest is the lowest level that a client can go to.
func (a *auction) lowest(c int32, places []int32) (level int32, ok bool) {
	others, _ := a.pairs.of(c)
	for _, k := range others {
		if places[k] > 0 && (!ok || a.level[k] < level) {
			level, ok = a.level[k], true
		}
	}
	return level, ok
}

// run holds the auction, until everybody has bid or it takes too long.
func (a *auction) run(ctx context.Context, opt *Options) error {
	total := len(a.open)
	for bids := 0; len(a.open) > 0 && bids < auctionMost*total; bids++ {
		if bids%65536 == 0 {
			if err := opt.step(ctx, pricing, total-len(a.open), total); err != nil {
				return err
			}
		}
		c := a.open[len(a.open)-1]
		a.open = a.open[:len(a.open)-1]
		if out := a.bid(c); out != None {
			a.open = append(a.open, out)
		}
	}
	return nil
}

// bid lets a client go for the best offer; it returns who has to go for that, or None.
func (a *auction) bid(c int32) int32 {
	b := &a.bidder[c]
	best, second, k := a.choose(b)
	if second < b.bound {
		a.look(c, b)
		best, second, k = a.choose(b)
	}
	if k == None || best <= b.stay {
		return None
	}
	second = max(second, b.stay, best-jump)
	paid := a.paid[a.first[k]:a.first[k+1]]
	s, low := 0, int32(far)
	for i, p := range paid {
		switch {
		case p < paid[s]:
			low = paid[s]
			s = i
		case i != s:
			low = min(low, p)
		}
	}
	paid[s] = min(paid[s]+best-second+a.step, far/2)
	a.price[k] = min(low, paid[s])
	place := a.first[k] + int32(s)
	out := a.holder[place]
	a.holder[place] = c
	return out
}

// choose compares what is at hand.
func (a *auction) choose(b *bidder) (best, second, k int32) {
	best, second, k = -far, -far, None
	for i := range b.hand {
		o := b.hand[i]
		v := o.worth - a.price[o.k]
		if v > best {
			best, second, k = v, best, o.k
		} else if v > second {
			second = v
		}
	}
	return best, second, k
}

// look takes the best offers of all networkers at hand.
func (a *auction) look(c int32, b *bidder) {
	var value [atHand + 1]int32
	for i := range value {
		value[i] = -far
	}
	standing := None
	if a.standing != nil {
		standing = a.standing[c]
	}
	others, fits := a.pairs.of(c)
	for e, k := range others {
		worth := int32(fits[e])
		if k == standing {
			worth += a.bonus
		}
		v := worth - a.price[k]
		if v <= value[atHand] || a.level[k] != b.lowest || a.first[k] == a.first[k+1] {
			continue
		}
		if v <= value[atHand-1] {
			value[atHand] = v
			continue
		}
		value[atHand] = value[atHand-1]
		i := atHand - 1
		for ; i > 0 && value[i-1] < v; i-- {
			value[i], b.hand[i] = value[i-1], b.hand[i-1]
		}
		value[i], b.hand[i] = v, offer{k, worth}
	}
	for i := range b.hand {
		if value[i] == -far {
			b.hand[i] = offer{0, -far}
		}
	}
	b.bound = value[atHand]
}
