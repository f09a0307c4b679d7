package region_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/region"
)

var start = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

// Whatever the two organisations and their clients do, in whatever order: both sides see
// the same state, people met only when all four said yes, and nothing comes back from
// nothing (M-17).
func TestM17_BothSidesSeeTheSameAndNobodyMeetsWithoutAYes(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 1))
		now := start
		a, err := region.Ask(region.Question{ID: "r", Wish: region.Wish{ID: "w", Organisation: "b"}, Client: "nick", Reason: "koken"}, now)
		if err != nil {
			t.Fatal(err)
		}
		b := region.Request{ID: "r", Other: "a", Client: "lotte", Theirs: a.Own}
		yes := map[domain.ClientID]bool{}
		said, over := false, false
		for range 12 {
			now = now.Add(time.Duration(r.IntN(72)) * time.Hour)
			mine, other := &a, &b
			if r.IntN(2) == 0 {
				mine, other = &b, &a
			}
			next, err := step(*mine, r.IntN(4), r.IntN(4), now)
			if err == nil {
				*mine = next
				other.Theirs = mine.Own
				yes[mine.Client] = mine.Own.Ready
				said = said || b.Own.Yes
			}
			if a.State(now) != b.State(now) {
				t.Fatalf("seed %d: %s here, %s there", seed, a.State(now), b.State(now))
			}
			if a.State(now) == region.Met && (!said || !yes["nick"] || !yes["lotte"]) {
				t.Fatalf("seed %d: met without a yes of everybody", seed)
			}
			if over && a.State(now) != region.Nothing {
				t.Fatalf("seed %d: back from nothing to %s", seed, a.State(now))
			}
			if over = a.State(now) == region.Nothing; over && mine.Own.Gone && mine.Answer != "" {
				t.Fatalf("seed %d: the answer is kept", seed)
			}
		}
	}
}

func step(r region.Request, what, which int, now time.Time) (region.Request, error) {
	answers := []domain.Answer{domain.Yes, domain.Yes, domain.Maybe, domain.No}
	switch what {
	case 0:
		return r.Answered(which > 0, now)
	case 1, 2:
		return r.ClientAnswered(domain.Voice{Client: r.Client, Own: true}, answers[which], now)
	}
	if which > 0 {
		return r, nil
	}
	return r.Withdrawn(now)
}

func TestO06_OnlyCommonWordsAndHalfThePostalCode(t *testing.T) {
	t.Parallel()
	got := region.Project(domain.Wish{Kind: "company", Interests: []string{"bijen", "koken"}}, domain.Profile{Interests: []string{"koken", "muziek"}, Area: "5401"},
		map[string]int{"koken": 3, "muziek": 2, "bijen": 1})
	if len(got.Interests) != 1 || got.Interests[0] != "koken" || got.Area != "54" {
		t.Errorf("got %+v", got)
	}
}

func TestO06_SuggestionsDoNotDependOnTheOrder(t *testing.T) {
	t.Parallel()
	w := region.Wish{Interests: []string{"koken"}, Area: "54"}
	a := region.Candidate{Profile: domain.Profile{Client: "a", Interests: []string{"koken"}}}
	b := region.Candidate{Profile: domain.Profile{Client: "b", Interests: []string{"koken"}}}
	one, two := region.Suggest(w, []region.Candidate{a, b}), region.Suggest(w, []region.Candidate{b, a})
	if len(one) != 2 || one[0].Client != "a" || two[0].Client != "a" {
		t.Errorf("got %v and %v", one, two)
	}
}
