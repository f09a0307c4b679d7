package networkmap_test

import (
	"slices"
	"testing"

	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
)

func TestX04_AContactNeedsNoMoreThanAName(t *testing.T) {
	c, err := networkmap.NewContact("k1", "c1", networkmap.ContactTelling{Name: " Tante  Riet "}, noon)
	if err != nil {
		t.Fatal(err)
	}
	if c.Record().Name != "Tante Riet" {
		t.Fatalf("name = %q", c.Record().Name)
	}
	_, err = networkmap.NewContact("k1", "c1", networkmap.ContactTelling{Name: " \x00 "}, noon)
	wantField(t, err, "contact.name")
}

func TestN09_FamilyIsNeitherFirstNorDefaultInTheDomain(t *testing.T) {
	if networkmap.ContactCategories()[0] == networkmap.CategoryFamily {
		t.Error("family stands first")
	}
	c, err := networkmap.NewContact("k1", "c1", networkmap.ContactTelling{Name: "Riet"}, noon)
	if err != nil {
		t.Fatal(err)
	}
	if c.Record().Category != networkmap.CategoryUnsaid {
		t.Errorf("category nobody chose = %q", c.Record().Category)
	}
}

func TestN07_FifteenCategoriesAndOther(t *testing.T) {
	all := networkmap.ContactCategories()
	if len(all) != 16 || !slices.Contains(all, networkmap.CategoryOther) {
		t.Fatalf("categories = %v", all)
	}
	for _, category := range all {
		if _, err := networkmap.NewContact("k1", "c1", networkmap.ContactTelling{Name: "Riet", Category: category}, noon); err != nil {
			t.Errorf("%s: %v", category, err)
		}
	}
}

func TestN05_GivingAndGettingAreTwoDirections(t *testing.T) {
	c, err := networkmap.NewContact("k1", "c1", networkmap.ContactTelling{
		Name: "Riet", IGet: []networkmap.Help{networkmap.HelpAdvice, networkmap.HelpAdvice}, IGive: []networkmap.Help{networkmap.HelpCompany, networkmap.HelpPractical},
	}, noon)
	if err != nil {
		t.Fatal(err)
	}
	r := c.Record()
	if !slices.Equal(r.IGet, []networkmap.Help{networkmap.HelpAdvice}) ||
		!slices.Equal(r.IGive, []networkmap.Help{networkmap.HelpCompany, networkmap.HelpPractical}) {
		t.Fatalf("get %v, give %v", r.IGet, r.IGive)
	}
}

func TestAContactTakesOnlyWhatCanBeChosen(t *testing.T) {
	for path, told := range map[string]networkmap.ContactTelling{
		"contact.category": {Name: "Riet", Category: "enemy"},
		"contact.circle":   {Name: "Riet", Circle: "outside"},
		"contact.feeling":  {Name: "Riet", Feeling: "9/10"},
		"contact.hope":     {Name: "Riet", Hope: "never"},
		"contact.i_get":    {Name: "Riet", IGet: []networkmap.Help{"money"}},
		"contact.i_give":   {Name: "Riet", IGive: []networkmap.Help{"money"}},
	} {
		_, err := networkmap.NewContact("k1", "c1", told, noon)
		wantField(t, err, path)
		good, _ := networkmap.NewContact("k1", "c1", networkmap.ContactTelling{Name: "Riet"}, noon)
		_, err = good.Tell(told, noon)
		wantField(t, err, path)
	}
}

func TestN13_HidingAsksNoReason(t *testing.T) {
	c, err := networkmap.NewContact("k1", "c1", networkmap.ContactTelling{Name: "Riet"}, noon)
	if err != nil {
		t.Fatal(err)
	}
	told := c.Record().ContactTelling
	told.Hidden = true
	if c, err = c.Tell(told, noon); err != nil || !c.Record().Hidden {
		t.Fatalf("hidden = %v, %v", c.Record().Hidden, err)
	}
}
