package solver

import (
	"context"
	"slices"
)

// Solve makes the best plan there is for an instance, with the proof that it is.
//
// First whom it serves (served) and prices that are nearly right (auction), then exactly
// (market), and of the plans that are equally good the first one.
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
	m := newMarket(in, w, opt.Standing)
	m.back = m.pairs.turned(in.Networkers())
	a, err := m.prices(ctx, in, &opt)
	if err != nil {
		return nil, nil, err
	}
	if err := m.adopt(ctx, &opt, a); err != nil {
		return nil, nil, err
	}
	m.first()
	return m.plan(), m.certificate(), nil
}

// prices decides whom the plan serves and finds prices that are nearly right for it.
//
// In care who is served comes first, and the auction is held among them. Otherwise everybody
// counts the same, and whom an auction among all serves is nearly the largest set already.
func (m *market) prices(ctx context.Context, in *Instance, opt *Options) (*auction, error) {
	s := newServed(m, in, opt)
	if opt.Mode == Care {
		if err := s.choose(ctx, opt, choosing); err != nil {
			return nil, err
		}
		a := newAuction(m, opt, in.Priority, s.levels())
		return a, a.run(ctx, opt)
	}
	a := newAuction(m, opt, in.Priority, slices.Repeat([]int32{1}, in.Networkers()))
	if err := a.run(ctx, opt); err != nil {
		return nil, err
	}
	for k := range m.places {
		for _, c := range a.holder[a.first[k]:a.first[k+1]] {
			if c != None {
				m.put(c, int32(k))
			}
		}
	}
	s.measure()
	if err := s.choose(ctx, opt, completing); err != nil {
		return nil, err
	}
	a.level = s.levels()
	return a, nil
}

// phase is a part of the work, and of the whole the stretch it takes.
type phase struct {
	name     string
	from, to float64
}

var (
	choosing   = phase{"served", 0, 0.2}
	completing = phase{"served", 0.7, 0.7}
	pricing    = phase{"prices", 0.2, 0.7}
	repairing  = phase{"repair", 0.7, 0.85}
	filling    = phase{"fill", 0.85, 1}
)

// step tells how far the work is, and whether to go on.
func (o *Options) step(ctx context.Context, p phase, done, of int) error {
	if o.Progress != nil {
		o.Progress(p.name, p.from+(p.to-p.from)*float64(done)/float64(max(of, 1)))
	}
	return ctx.Err()
}

// adopt takes over the prices of an auction and the places they prove right, and makes the
// rest right: those who are not where they gain most enter anew, and places that are free
// while they have a price are filled.
func (m *market) adopt(ctx context.Context, opt *Options, a *auction) error {
	for k, price := range a.price {
		m.price[k] = m.unit*int64(a.level[k]) + int64(price)
		m.holders[k] = m.holders[k][:0]
	}
	for c := range m.seat {
		m.seat[c].at = None
		m.seat[c].gain = m.best(int32(c))
	}
	m.keep(a)
	var loose []int32
	for c, seat := range m.seat {
		if seat.at == None && seat.gain > 0 {
			loose = append(loose, int32(c))
		}
	}
	for i, c := range loose {
		if i%256 == 0 {
			if err := opt.step(ctx, repairing, i, len(loose)); err != nil {
				return err
			}
		}
		m.enter(c)
	}
	for k := range m.places {
		if k%256 == 0 {
			if err := opt.step(ctx, filling, k, len(m.places)); err != nil {
				return err
			}
		}
		for !m.full(int32(k)) && m.price[k] > 0 {
			m.fill(int32(k))
		}
	}
	return nil
}

// keep keeps those of an auction's places where the client gains no more elsewhere.
func (m *market) keep(a *auction) {
	for k := range m.places {
		for s := a.first[k]; s < a.first[k+1]; s++ {
			c := a.holder[s]
			if c == None {
				continue
			}
			others, fits := m.pairs.of(c)
			if m.slack(c, int32(k), fits[place(others, int32(k))]) == 0 {
				m.put(c, int32(k))
			}
		}
	}
}

func (m *market) plan() *Plan {
	p := &Plan{Networker: make([]int32, len(m.seat))}
	for c, seat := range m.seat {
		p.Networker[c] = seat.at
	}
	return p
}

func (m *market) certificate() *Certificate {
	ce := &Certificate{Unit: m.unit, Price: slices.Clone(m.price), Gain: make([]int64, len(m.seat))}
	for c, seat := range m.seat {
		ce.Gain[c] = seat.gain
	}
	return ce
}
