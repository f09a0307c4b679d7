package crowd_test

import (
	"cmp"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/crowd"
)

func goOn() bool { return false }

func pairs(c *crowd.Crowd) *crowd.Feasible { return c.Pairs(goOn, func(float64) {}) }

func waiting(id domain.ClientID, change func(*crowd.Person)) crowd.Person {
	p := crowd.Person{HasWish: true, Wishes: []string{"koken"}, Profile: asking(nil).Profile,
		Waiting: domain.Wish{ID: domain.WishID("w-" + id), Client: id, State: "open", Told: true, Interests: []string{"koken"}}}
	p.Profile.Client = id
	if change != nil {
		change(&p)
	}
	return p
}

func TestPairsOfWhoWaitsAndWhoHasAPlace(t *testing.T) {
	c := of(waiting(lotte, nil), waiting("anna", func(p *crowd.Person) { p.Waiting = domain.Wish{} }), networker(nick, nil),
		networker(omar, func(p *crowd.Person) { p.Places = 0 }), networker("zoe", func(p *crowd.Person) { p.Places = 3 }))
	got := pairs(c)
	if !reflect.DeepEqual(got.Clients, []crowd.Waiting{{lotte, "w-lotte"}}) ||
		!reflect.DeepEqual(got.Networkers, []crowd.Leading{{nick, 1}, {"zoe", 3}}) {
		t.Fatalf("got %+v and %+v", got.Clients, got.Networkers)
	}
	if !reflect.DeepEqual(got.First, []int32{0, 2}) || !reflect.DeepEqual(got.Networker, []int32{0, 1}) || got.Fit[0] == 0 || got.Fit[0] != got.Fit[1] {
		t.Errorf("got %+v", got)
	}
	words, ok := c.Between(lotte, nick)
	if !ok || codes(words.Reasons)[0] != "GOOD_AT_THE_WISH" || len(words.Getting) == 0 {
		t.Errorf("got %+v", words)
	}
	for _, two := range [][2]domain.ClientID{{"anna", nick}, {lotte, "nobody"}, {"nobody", nick}, {lotte, lotte}} {
		if _, ok := c.Between(two[0], two[1]); ok {
			t.Errorf("reasons for %v", two)
		}
	}
}

func TestPairsStopAndTellHowFar(t *testing.T) {
	c := of(waiting(lotte, nil), networker(nick, nil))
	if got := c.Pairs(func() bool { return true }, func(float64) {}); got != nil {
		t.Errorf("stopped, and got %+v", got)
	}
	var far []float64
	c.Pairs(goOn, func(f float64) { far = append(far, f) })
	if !reflect.DeepEqual(far, []float64{0, 1}) {
		t.Errorf("got %v", far)
	}
	if got := pairs(crowd.New()); len(got.Clients) != 0 || !reflect.DeepEqual(got.First, []int32{0}) {
		t.Errorf("nobody: %+v", got)
	}
}

// What Pairs finds by its indexes is what Suggest says one by one: the same people, the
// same order, with the hard limits in both.
func TestPairsAreWhatSuggestionsSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople(t, 14)
		c := of(people...)
		apart := map[domain.ClientID][]domain.ClientID{}
		for _, p := range people {
			for _, other := range drawSome(t, people, "apart") {
				c.KeepApart(domain.PairOf(p.Profile.Client, other))
				apart[p.Profile.Client] = append(apart[p.Profile.Client], other)
				apart[other] = append(apart[other], p.Profile.Client)
			}
		}
		found := pairs(c)
		if again := rapid.Permutation(people).Draw(t, "shuffled"); true {
			other := of(again...)
			for id, others := range apart {
				for _, o := range others {
					other.KeepApart(domain.PairOf(id, o))
				}
			}
			if !reflect.DeepEqual(found, pairs(other)) {
				t.Fatal("another order, other pairs")
			}
		}
		for i, w := range found.Clients {
			p, _ := c.Person(w.Client)
			said := c.Suggest(crowd.Question{Wish: p.Waiting, Profile: p.Profile, MayMatch: true, Apart: apart[w.Client]}, &crowd.Desk{})
			var want []domain.ClientID
			for _, s := range said.First {
				if s.Networker {
					want = append(want, s.Client)
				}
			}
			if len(said.First) == 12 {
				continue // more than it shows
			}
			if got := inOrder(found, i); !slices.Equal(got, want) {
				t.Fatalf("%s: got %v, suggested %v", w.Client, got, want)
			}
			for _, n := range want {
				if words, ok := c.Between(w.Client, n); !ok || len(words.Reasons) == 0 {
					t.Fatalf("%s with %s: no reason", w.Client, n)
				}
			}
		}
	})
}

// inOrder gives the networkers of one client, the best for both first.
func inOrder(f *crowd.Feasible, client int) []domain.ClientID {
	from, to := f.First[client], f.First[client+1]
	own := make([]int32, 0, to-from)
	for i := from; i < to; i++ {
		own = append(own, i)
	}
	slices.SortFunc(own, func(a, b int32) int {
		side := func(i int32) (uint16, uint16) {
			return min(f.ForClient[i], f.ForNetworker[i]), max(f.ForClient[i], f.ForNetworker[i])
		}
		aw, ab := side(a)
		bw, bb := side(b)
		return cmp.Or(cmp.Compare(bw, aw), cmp.Compare(bb, ab), cmp.Compare(a, b))
	})
	var ids []domain.ClientID
	for _, i := range own {
		ids = append(ids, f.Networkers[f.Networker[i]].Client)
	}
	return ids
}
