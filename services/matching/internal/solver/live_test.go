package solver

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
)

// change does one random thing to a plan that is kept, and to nothing else.
func change(t *testing.T, r *rand.Rand, l *Live) []Move {
	t.Helper()
	clients, networkers := len(l.priority), len(l.m.places)
	with := func(others int) []Pair {
		var list []Pair
		for i := range others {
			if r.IntN(others) < 4 {
				list = append(list, Pair{Other: int32(i), Fit: uint16(r.IntN(8))})
			}
		}
		return list
	}
	var moves []Move
	var err error
	switch c, k := int32(r.IntN(clients)), int32(r.IntN(networkers)); r.IntN(8) {
	case 0, 1:
		_, moves, err = l.ClientArrives(int32(r.IntN(6)), with(networkers))
	case 2:
		moves, err = l.ClientChanges(c, int32(r.IntN(6)), with(networkers))
	case 3:
		moves = l.ClientLeaves(c)
	case 4:
		_, moves, err = l.NetworkerArrives(int32(r.IntN(3)), with(clients))
	case 5, 6:
		moves, err = l.SetPlaces(k, int32(r.IntN(4)))
	default:
		if served := l.m.seat[c].at; served != None {
			k = served
		}
		moves = l.Exclude(c, k)
	}
	if err != nil {
		t.Fatal(err)
	}
	return moves
}

func TestAKeptPlanIsTheOneFromTheBeginning(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 3))
	for range 60 {
		in := random(r, 1+r.IntN(25), 1+r.IntN(15), 1+r.IntN(5))
		for _, opt := range modes {
			opt.Bonus = uint16(r.IntN(4))
			plan, proof, err := Solve(context.Background(), in, opt)
			if err != nil {
				t.Fatal(err)
			}
			l, err := Keep(in, opt, plan, proof)
			if err != nil {
				t.Fatal(err)
			}
			for range 30 {
				change(t, r, l)
				if r.IntN(10) == 0 {
					l.Stand()
				}
				now, kept := l.Instance(), l.Plan()
				proven(t, now, l.Options(), kept, l.Certificate())
				anew, _, err := Solve(context.Background(), now, l.Options())
				if err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(anew.Networker, kept.Networker) {
					t.Fatalf("mode %d: kept %v, from the beginning %v", opt.Mode, kept.Networker, anew.Networker)
				}
			}
		}
	}
}

func TestAChangeTellsWhoMoved(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	in := random(r, 20, 12, 4)
	plan, proof, err := Solve(context.Background(), in, Options{})
	if err != nil {
		t.Fatal(err)
	}
	l, err := Keep(in, Options{}, plan, proof)
	if err != nil {
		t.Fatal(err)
	}
	told := l.m.plan().Networker
	for range 300 {
		for _, move := range change(t, r, l) {
			for int(move.Client) >= len(told) {
				told = append(told, None)
			}
			if told[move.Client] != move.From {
				t.Fatalf("client %d moved from %d, but was with %d", move.Client, move.From, told[move.Client])
			}
			told[move.Client] = move.To
		}
		for c, k := range l.m.plan().Networker {
			if c < len(told) && told[c] != k || c >= len(told) && k != None {
				t.Fatalf("client %d is with %d: nobody told", c, k)
			}
		}
	}
}

func TestAKeptPlanGrowsOutOfItsUnit(t *testing.T) {
	in := random(rand.New(rand.NewPCG(4, 5)), 10, 8, 4)
	for _, opt := range modes {
		plan, proof, err := Solve(context.Background(), in, opt)
		if err != nil {
			t.Fatal(err)
		}
		l, err := Keep(in, opt, plan, proof)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 3000 {
			if _, _, err := l.ClientArrives(int32(i)*1000, []Pair{{int32(i % 8), uint16(i % 100)}}); err != nil {
				t.Fatal(err)
			}
		}
		proven(t, l.Instance(), l.Options(), l.Plan(), l.Certificate())
		if _, _, err := l.ClientArrives(-1, nil); err == nil {
			t.Error("somebody waits less than nothing")
		}
		if _, err := l.ClientChanges(0, 1, []Pair{{Other: 99}}); err == nil {
			t.Error("goes with somebody who is not there")
		}
	}
}
