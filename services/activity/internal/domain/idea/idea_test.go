package idea

import (
	"slices"
	"testing"

	"github.com/optrek/optrek/services/activity/internal/domain"
)

const (
	anna domain.ClientID = "anna"
	bert domain.ClientID = "bert"
)

func TestTheBuiltInIdeasAreEnoughForEveryTimeOfYear(t *testing.T) {
	t.Parallel()
	if len(BuiltIn()) < 60 {
		t.Errorf("%d ideas", len(BuiltIn()))
	}
	seen := map[string]bool{}
	for _, i := range BuiltIn() {
		if seen[i.Key] || i.What == "" || i.WhatEN == "" || i.Kind == "" || len(i.Likes) == 0 {
			t.Errorf("%+v", i)
		}
		seen[i.Key] = true
		if checked, err := i.checked(); err != nil || checked.What != i.What || !slices.Equal(checked.Likes, i.Likes) {
			t.Errorf("%s would not do as an own idea: %v", i.Key, err)
		}
	}
	for day, want := range map[string]Season{"2026-01-15": Winter, "2026-12-01": Winter, "2026-03-01": Spring, "2026-08-31": Summer, "2026-11-22": Autumn} {
		if got := SeasonOf(day); got != want {
			t.Errorf("%s is %s", day, got)
		}
		for _, setting := range []Setting{Indoors, Outdoors} {
			offers := Offers(BuiltIn(), For{Day: day, Setting: setting, FreeOnly: true})
			if len(offers) < 8 {
				t.Errorf("%s, %s, without a purse: %d ideas", day, setting, len(offers))
			}
			for _, o := range offers {
				if !o.Free || o.Setting != "" && o.Setting != setting || len(o.Seasons) > 0 && !slices.Contains(o.Seasons, want) {
					t.Errorf("%s does not fit %s %s", o.Key, day, setting)
				}
			}
		}
	}
}

func TestIdeasOfAllComeBeforeIdeasOfOneAndChangePlaceFromDayToDay(t *testing.T) {
	t.Parallel()
	people := []Person{{ID: anna, Likes: []string{"koken", "vissen"}, Named: true}, {ID: bert, Likes: []string{"koken", "voetbal"}}}
	offers := Offers(BuiltIn(), For{People: people, Day: "2026-04-01"})
	group := 0
	for _, o := range offers {
		if o.after() < group {
			t.Fatalf("%s stands too low", o.Key)
		}
		group = o.after()
		for _, b := range o.Because {
			if b.Sort == OneLikes && b.Person != anna || b.Word == "voetbal" {
				t.Errorf("%s tells what bert likes: %+v", o.Key, b)
			}
		}
	}
	first := map[string]bool{}
	for _, day := range []string{"2026-04-01", "2026-04-02", "2026-04-03", "2026-04-04", "2026-04-05", "2026-04-06"} {
		first[Offers(BuiltIn(), For{Day: day})[0].Key] = true
	}
	if len(first) < 3 {
		t.Errorf("always the same first: %v", first)
	}
}

func TestOnePersonAloneHasNobodyToAgreeWith(t *testing.T) {
	t.Parallel()
	for _, o := range Offers(BuiltIn(), For{People: []Person{{ID: anna, Likes: []string{"koken"}, Named: true}}, Day: "2026-04-01"}) {
		for _, b := range o.Because {
			if b.Sort == AllLike {
				t.Fatalf("%s: %+v", o.Key, b)
			}
		}
	}
}
