package networkmap_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
)

// groups writes a row as the numbers of MapOffers, "-" for what is not told.
func groups(all []networkmap.OfferGroup) string {
	words := make([]string, len(all))
	for i, g := range all {
		words[i] = "-"
		if g.Told {
			words[i] = fmt.Sprint(g.Clients)
		}
	}
	return strings.Join(words, " ")
}

// row counts clients by accepted, later, declined, not offered.
func row(counts ...int) map[networkmap.MapOffer]int {
	all := map[networkmap.MapOffer]int{}
	for i, n := range counts {
		all[networkmap.MapOffers()[i]] = n
	}
	return all
}

func TestN16_NoSmallGroupIsTold(t *testing.T) {
	for _, c := range []struct {
		name   string
		counts networkmap.OfferCounts
		asked  domain.LocationID
		whole  bool
		want   string
	}{
		{"all groups are large", networkmap.OfferCounts{"a": row(9, 8, 7, 6)}, "", true, "9 8 7 6"},
		{"two small ones", networkmap.OfferCounts{"a": row(9, 3, 3, 6)}, "", true, "9 - - 6"},
		{"one small one takes the next with it", networkmap.OfferCounts{"a": row(20, 8, 3, 30)}, "", true, "20 - - 30"},
		{"together still few", networkmap.OfferCounts{"a": row(20, 1, 2, 9)}, "", true, "20 - - -"},
		{"nobody in the others", networkmap.OfferCounts{"a": row(20, 0, 0, 0)}, "", true, "20 - - -"},
		{"one client", networkmap.OfferCounts{"a": row(1, 0, 0, 0)}, "", true, "- - - -"},
		{"nobody at all", networkmap.OfferCounts{}, "", true, "- - - -"},
		{"a location nobody lives at", networkmap.OfferCounts{"a": row(9, 8, 7, 6)}, "b", false, "- - - -"},
		// B has one who declined: the organisation's 9 less A's 8 would tell it.
		{"A, beside a small B", networkmap.OfferCounts{"a": row(20, 20, 8, 20), "b": row(20, 20, 1, 20)}, "a", false, "- 20 - 20"},
		{"the organisation, with a small B", networkmap.OfferCounts{"a": row(20, 20, 8, 20), "b": row(20, 20, 1, 20)}, "", true, "40 40 9 40"},
	} {
		if got := groups(networkmap.TellOffers(c.counts, c.asked, c.whole)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Whatever the counts: no group under five is told, and what is not told cannot be found
// by subtracting what is, from the size of a place or from the whole organisation.
func TestN16_NothingSmallFollowsFromWhatIsTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := networkmap.OfferCounts{}
		places := rapid.IntRange(1, 5).Draw(t, "places")
		for place := range places {
			size := rapid.SampledFrom([]int{0, 2, 6, 9, 40}).Draw(t, "size")
			one := func() int { return rapid.IntRange(0, size).Draw(t, "clients") }
			counts[domain.LocationID(fmt.Sprint(place))] = row(one(), one(), one(), one())
		}
		var table [][]networkmap.OfferGroup // the places, and the organisation last
		total := row(0, 0, 0, 0)
		real := func(at, col int) int {
			offer := networkmap.MapOffers()[col]
			if at == places {
				return total[offer]
			}
			return counts[domain.LocationID(fmt.Sprint(at))][offer]
		}
		for place := range places {
			id := domain.LocationID(fmt.Sprint(place))
			for offer, n := range counts[id] {
				total[offer] += n
			}
			table = append(table, networkmap.TellOffers(counts, id, false))
		}
		table = append(table, networkmap.TellOffers(counts, "", true))
		for at, groups := range table {
			held, people := 0, 0
			for col, g := range groups {
				if g.Told && (g.Clients != real(at, col) || g.Clients < 5) || !g.Told && g.Clients != 0 {
					t.Fatalf("row %d tells %+v of %d", at, g, real(at, col))
				}
				if !g.Told {
					held++
					people += real(at, col)
				}
			}
			if held == 1 || held < 4 && people > 0 && people < 5 {
				t.Fatalf("row %d: %d groups of %d people follow from the rest", at, held, people)
			}
		}
		for col := range networkmap.MapOffers() {
			held, people := 0, 0
			for at := range places {
				if !table[at][col].Told {
					held++
					people += real(at, col)
				}
			}
			whole := table[places][col].Told
			if whole && (held == 1 || held > 0 && people > 0 && people < 5) || !whole && held == 0 {
				t.Fatalf("column %d, whole told %v: %d groups of %d people follow from the rest", col, whole, held, people)
			}
		}
	})
}
