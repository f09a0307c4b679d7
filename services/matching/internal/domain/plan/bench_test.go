package plan

import "testing"

// BenchmarkExplain explains a plan of twenty thousand people in which places are short:
// then there is most to explain.
func BenchmarkExplain(b *testing.B) {
	const people, leads, each = 20_000, 5_000, 40
	places := make([]int, leads)
	for l := range places {
		places[l] = 3
	}
	suits := make([][]int32, people)
	lead := make([]int32, people)
	left := append([]int(nil), places...)
	for p := range suits {
		lead[p] = None
		for k := range each {
			l := int32((p/4 + k*3) % leads)
			suits[p] = append(suits[p], l)
			if lead[p] == None && left[l] > 0 {
				lead[p], left[l] = l, left[l]-1
			}
		}
	}
	c := town(places, suits...)
	for b.Loop() {
		Explain(c, Waiting, lead, nil)
	}
}
