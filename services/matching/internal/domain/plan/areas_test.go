package plan

import (
	"fmt"
	"testing"
)

// Fewer than five people are never told by themselves, and everybody is in the picture.
func TestThePictureNeverPointsAtSomebody(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		people map[string]int // by postal code
		want   []string
	}{
		"two neighbourhoods":           {map[string]int{"5401": 6, "5402": 5}, []string{"5401:6", "5402:5"}},
		"a small one with its region":  {map[string]int{"5401": 6, "5402": 2, "5403": 3}, []string{"5401:6", "54:5"}},
		"small regions together":       {map[string]int{"5401": 6, "6591": 2, "3311": 3}, []string{"5401:6", ":5"}},
		"too few others":               {map[string]int{"5401": 7, "5402": 6, "6591": 1}, []string{"5401:7", ":7"}},
		"too few others for one":       {map[string]int{"5401": 7, "6591": 1}, []string{":8"}},
		"too few altogether":           {map[string]int{"5401": 2, "6591": 2}, nil},
		"nobody":                       {map[string]int{}, nil},
		"who does not say where":       {map[string]int{"": 5, "5401": 6}, []string{"5401:6", ":5"}},
		"exactly five in one":          {map[string]int{"5401": 5}, []string{"5401:5"}},
		"a region of small ones alone": {map[string]int{"5401": 2, "5402": 2, "5403": 1}, []string{"54:5"}},
	} {
		crowd, total := &Crowd{First: []int32{0}}, 0
		for area, n := range c.people {
			for range n {
				crowd.People, crowd.First = append(crowd.People, Person{Area: area}), append(crowd.First, 0)
			}
			total += n
		}
		lead := make([]int32, total)
		for p := range lead {
			lead[p] = None
		}
		areas := choose(crowd, lead).areas()
		var got []string
		seen := 0
		for _, a := range areas {
			got = append(got, fmt.Sprintf("%s:%d", a.Area, a.Wishing))
			seen += a.Wishing
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) || len(areas) > 0 && seen != total {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}
