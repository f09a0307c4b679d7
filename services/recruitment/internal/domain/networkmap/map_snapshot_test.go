package networkmap_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
)

func TestTheSameDayAndTheSameMapIsTheSameSnapshot(t *testing.T) {
	r := riet(t).Record()
	s := networkmap.MapSnapshot{Living: "thuis", Taken: noon, People: []networkmap.ContactRecord{r, {ID: "k2"}}}
	later := networkmap.MapSnapshot{Living: "thuis", Taken: noon.Add(3 * time.Hour), People: []networkmap.ContactRecord{{ID: "k2"}, r}}
	if !s.SameDayAndMap(later) {
		t.Error("the order of people says nothing")
	}
	tomorrow := later
	tomorrow.Taken = noon.Add(24 * time.Hour)
	if s.SameDayAndMap(tomorrow) {
		t.Error("another day is another snapshot")
	}
	elsewhere := later
	elsewhere.Living = "boven de bakker"
	if s.SameDayAndMap(elsewhere) {
		t.Error("where somebody lives is on the map")
	}
	// Every field that is told counts; who may see it and when it was told do not.
	unseen := []string{"Hidden", "Private"}
	telling := reflect.TypeFor[networkmap.ContactTelling]()
	for i := range telling.NumField() {
		changed := r
		field := reflect.ValueOf(&changed.ContactTelling).Elem().Field(i)
		field.Set(reflect.Zero(field.Type()))
		other := networkmap.MapSnapshot{Living: "thuis", Taken: noon, People: []networkmap.ContactRecord{changed, {ID: "k2"}}}
		if name := telling.Field(i).Name; s.SameDayAndMap(other) != slices.Contains(unseen, name) {
			t.Errorf("a change of %s is not seen", name)
		}
	}
}

func TestWhatChangedIsToldInWords(t *testing.T) {
	person := func(id, name string, change func(*networkmap.ContactRecord)) networkmap.ContactRecord {
		r := riet(t).Record()
		r.ID, r.Name = domain.ContactID(id), name
		if change != nil {
			change(&r)
		}
		return r
	}
	from := []networkmap.ContactRecord{
		person("same", "Sjaak", nil), person("gone", "Gonnie", nil), person("near", "Nel", nil), person("far", "Ferre", nil),
		person("other", "Otto", nil), person("unsaid", "Ans", func(r *networkmap.ContactRecord) { r.Circle = networkmap.CircleUnsaid }),
	}
	to := []networkmap.ContactRecord{
		person("new", "Nieke", nil), person("same", "Sjaak van hiernaast", nil),
		person("near", "Nel", func(r *networkmap.ContactRecord) { r.Circle = networkmap.CircleClose }),
		person("far", "Ferre", func(r *networkmap.ContactRecord) { r.Circle = networkmap.CircleFurther }),
		person("other", "Otto", func(r *networkmap.ContactRecord) {
			r.Feeling, r.Meaning, r.Hope, r.IGet, r.IGive = networkmap.FeelingHard, "minder", networkmap.HopeLess, nil, []networkmap.Help{networkmap.HelpAdvice}
		}),
		person("unsaid", "Ans", nil),
	}
	want := []networkmap.MapChange{
		{Kind: networkmap.ChangeNew, Contact: "new", Name: "Nieke"},
		{Kind: networkmap.ChangeClose, Contact: "near", Name: "Nel"},
		{Kind: networkmap.ChangeFar, Contact: "far", Name: "Ferre"},
		{Kind: networkmap.ChangeFeels, Contact: "other", Name: "Otto"},
		{Kind: networkmap.ChangeGets, Contact: "other", Name: "Otto"},
		{Kind: networkmap.ChangeGives, Contact: "other", Name: "Otto"},
		{Kind: networkmap.ChangeHopes, Contact: "other", Name: "Otto"},
		{Kind: networkmap.ChangeMeans, Contact: "other", Name: "Otto"},
		{Kind: networkmap.ChangeGone, Contact: "gone", Name: "Gonnie"},
	}
	if got := networkmap.CompareMaps(from, to); !slices.Equal(got, want) {
		t.Fatalf("changes = %+v", got)
	}
	if got := networkmap.CompareMaps(from, from); len(got) != 0 {
		t.Fatalf("nothing changed, and yet %+v", got)
	}
}
