package solver

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Live is a plan that is kept while people come, go and change: each change repairs plan and
// prices by a search or two around where it happened. The plan is at every moment the best one,
// the very one that Solve would make of Instance from the beginning.
//
// Indices stay: whoever left keeps theirs, without pairs or places. Not for use by several at once.
type Live struct {
	m        market
	opt      Options
	priority []int32
	room     int // for how many clients the unit is large enough
}

// Pair is somebody on the other side and how well the two suit each other.
type Pair struct {
	Other int32
	Fit   uint16
}

// Move is a client who goes from one networker to another; None is without.
type Move struct {
	Client, From, To int32
}

// Keep goes on from a plan that Solve made of this instance with these options.
func Keep(in *Instance, opt Options, plan *Plan, proof *Certificate) (*Live, error) {
	l := &Live{opt: opt, priority: slices.Clone(in.Priority)}
	if l.opt.Standing = slices.Clone(opt.Standing); opt.Standing == nil {
		l.opt.Standing = slices.Repeat([]int32{None}, in.Clients())
	}
	l.room = 2*in.Clients() + 1000
	w, err := newWorth(&Instance{Priority: l.priority}, &l.opt, l.room)
	if err != nil {
		return nil, err
	}
	l.m = *newMarket(in, w, l.opt.Standing)
	l.m.pairs = l.m.pairs.own()
	back := l.m.pairs.turned(in.Networkers())
	l.m.back = back.own()
	l.m.places = slices.Clone(in.Capacity)
	l.m.price = slices.Clone(proof.Price)
	for c, gain := range proof.Gain {
		l.m.seat[c].gain = gain
	}
	l.m.unit = proof.Unit
	l.rescale(w)
	for c, k := range plan.Networker {
		if k != None {
			l.m.put(int32(c), k)
		}
	}
	l.m.before = map[int32]int32{}
	return l, nil
}

// rescale goes over to another unit: the level and the rest of each price stay.
func (l *Live) rescale(w *worth) {
	was := l.m.unit
	scale := func(p int64) int64 { return p + (p+was/2)/was*(w.unit-was) }
	for k, price := range l.m.price {
		l.m.price[k] = scale(price)
	}
	for c, base := range w.base {
		l.m.seat[c].gain, l.m.seat[c].base = scale(l.m.seat[c].gain), base
	}
	l.m.unit = w.unit
}

// Plan is the plan as it is now.
func (l *Live) Plan() *Plan {
	m := l.m // choosing among equally good plans moves nobody here
	m.before = nil
	m.seat = slices.Clone(m.seat)
	m.holders = make([][]int32, len(l.m.holders))
	for k, held := range l.m.holders {
		m.holders[k] = slices.Clone(held)
	}
	m.first()
	return m.plan()
}

// Certificate is the proof of the plan as it is now.
func (l *Live) Certificate() *Certificate {
	return l.m.certificate()
}

// Instance is who could go along with whom as it is now.
func (l *Live) Instance() *Instance {
	in := &Instance{Priority: slices.Clone(l.priority), Capacity: slices.Clone(l.m.places), First: make([]int32, 1, len(l.priority)+1)}
	for c := range l.priority {
		others, fits := l.m.pairs.of(int32(c))
		in.Networker, in.Fit = append(in.Networker, others...), append(in.Fit, fits...)
		in.First = append(in.First, int32(len(in.Networker)))
	}
	return in
}

// Options are those of the plan, with what stands now.
func (l *Live) Options() Options {
	opt := l.opt
	opt.Standing = slices.Clone(opt.Standing)
	return opt
}

// Served is how many clients have a networker.
func (l *Live) Served() int {
	served := 0
	for _, held := range l.m.holders {
		served += len(held)
	}
	return served
}

// ClientArrives adds a client and gives them their index.
func (l *Live) ClientArrives(priority int32, with []Pair) (int32, []Move, error) {
	c := int32(len(l.priority))
	if err := errors.Join(possible(with, len(l.m.places)), l.checkPriority(priority, len(l.priority)+1)); err != nil {
		return None, nil, err
	}
	l.priority, l.opt.Standing = append(l.priority, 0), append(l.opt.Standing, None)
	l.m.seat = append(l.m.seat, seat{at: None, standing: None})
	l.m.pairs.grow()
	moves, err := l.ClientChanges(c, priority, with)
	return c, moves, err
}

// ClientChanges gives a client another priority and other pairs.
func (l *Live) ClientChanges(c, priority int32, with []Pair) ([]Move, error) {
	if err := errors.Join(possible(with, len(l.m.places)), l.checkPriority(priority, len(l.priority))); err != nil {
		return nil, err
	}
	from := l.out(c)
	l.priority[c] = priority
	l.m.seat[c].base = l.m.unit*l.opt.rank(priority) + l.opt.extra(priority)
	for _, p := range with {
		l.m.pairs.add(c, p.Other, p.Fit)
		l.m.back.add(p.Other, c, p.Fit)
	}
	l.m.enter(c)
	l.fill(from)
	return l.moves(), nil
}

// ClientLeaves takes a client out.
func (l *Live) ClientLeaves(c int32) []Move {
	l.fill(l.out(c))
	return l.moves()
}

// NetworkerArrives adds a networker and gives them their index.
func (l *Live) NetworkerArrives(places int32, with []Pair) (int32, []Move, error) {
	if err := possible(with, len(l.priority)); err != nil {
		return None, nil, err
	}
	k := int32(len(l.m.places))
	l.m.places = append(l.m.places, 0)
	l.m.holders, l.m.price = append(l.m.holders, nil), append(l.m.price, 0)
	l.m.search.grow(len(l.m.places))
	l.m.back.grow()
	for _, p := range with {
		l.m.pairs.add(p.Other, k, p.Fit)
		l.m.back.add(k, p.Other, p.Fit)
		l.m.price[k] = max(l.m.price[k], l.m.price[k]-l.m.slack(p.Other, k, p.Fit))
	}
	moves, err := l.SetPlaces(k, places)
	return k, moves, err
}

// SetPlaces gives a networker more or fewer places; without any they take part no more.
func (l *Live) SetPlaces(k, places int32) ([]Move, error) {
	if places < 0 {
		return nil, fmt.Errorf("networker %d with %d places: it cannot be below zero", k, places)
	}
	l.m.places[k] = places
	l.fill(k)
	for len(l.m.holders[k]) > int(places) {
		c := l.m.holders[k][0]
		for _, h := range l.m.holders[k] {
			if l.m.seat[h].gain < l.m.seat[c].gain {
				c = h // loses least
			}
		}
		l.m.take(c)
		l.m.enter(c)
	}
	return l.moves(), nil
}

// Exclude forbids a pair.
func (l *Live) Exclude(c, k int32) []Move {
	from := None
	if l.m.seat[c].at == k {
		l.m.take(c)
		from = k
	}
	l.m.pairs.remove(c, k)
	l.m.back.remove(k, c)
	if from != None {
		l.m.enter(c)
		l.fill(from)
	}
	return l.moves()
}

// Stand makes the plan as it is now the standing one: from here on keeping it is worth the bonus.
func (l *Live) Stand() {
	for c := range l.m.seat {
		seat := &l.m.seat[c]
		if seat.standing == seat.at {
			continue
		}
		if seat.at != None {
			seat.gain += l.m.bonus
		}
		seat.standing, l.opt.Standing[c] = seat.at, seat.at
	}
}

// out takes a client from their place and gives up their pairs; it tells where they were.
func (l *Live) out(c int32) int32 {
	from := l.m.seat[c].at
	if from != None {
		l.m.take(c)
	}
	others, _ := l.m.pairs.of(c)
	for _, k := range others {
		l.m.back.remove(k, c)
	}
	l.m.pairs.clear(c)
	l.m.seat[c].gain = 0
	return from
}

// fill repairs a networker who may have places free at a price.
func (l *Live) fill(k int32) {
	for k != None && !l.m.full(k) && l.m.price[k] > 0 {
		l.m.fill(k)
	}
}

// moves lists who has moved since it was asked last.
func (l *Live) moves() []Move {
	var list []Move
	for c, from := range l.m.before {
		if to := l.m.seat[c].at; to != from {
			list = append(list, Move{Client: c, From: from, To: to})
		}
	}
	clear(l.m.before)
	slices.SortFunc(list, func(a, b Move) int { return cmp.Compare(a.Client, b.Client) })
	return list
}

// checkPriority refuses a priority that cannot be, and finds a larger unit for a very high one
// or for more clients than there were thought to be.
func (l *Live) checkPriority(priority int32, clients int) error {
	if priority < 0 || priority > MaxPriority {
		return fmt.Errorf("priority %d: it goes from 0 to %d", priority, MaxPriority)
	}
	points := int64(MaxFit) + l.m.bonus + l.opt.extra(priority)
	if clients <= l.room && points <= l.m.unit/4/int64(l.room+1) && l.opt.rank(priority) <= most/l.m.unit {
		return nil
	}
	l.room = max(l.room, 2*clients)
	w, err := newWorth(&Instance{Priority: append(slices.Clone(l.priority), priority)}, &l.opt, l.room)
	if err != nil {
		return err
	}
	w.base = w.base[:len(l.priority)]
	l.rescale(w)
	return nil
}

// possible refuses pairs with somebody who is not there, or with an impossible fit.
func possible(with []Pair, others int) error {
	for _, p := range with {
		if p.Other < 0 || int(p.Other) >= others || p.Fit > MaxFit {
			return fmt.Errorf("a pair with %d (of %d) that suits %d of %d", p.Other, others, p.Fit, MaxFit)
		}
	}
	return nil
}
