package domain_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

func TestTheSameDayAndTheSameMapIsTheSameSnapshot(t *testing.T) {
	r := riet(t).Record()
	s := domain.MapSnapshot{Living: "thuis", Taken: noon, People: []domain.ContactRecord{r, {ID: "k2"}}}
	later := domain.MapSnapshot{Living: "thuis", Taken: noon.Add(3 * time.Hour), People: []domain.ContactRecord{{ID: "k2"}, r}}
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
	telling := reflect.TypeFor[domain.ContactTelling]()
	for i := range telling.NumField() {
		changed := r
		field := reflect.ValueOf(&changed.ContactTelling).Elem().Field(i)
		field.Set(reflect.Zero(field.Type()))
		other := domain.MapSnapshot{Living: "thuis", Taken: noon, People: []domain.ContactRecord{changed, {ID: "k2"}}}
		if name := telling.Field(i).Name; s.SameDayAndMap(other) != slices.Contains(unseen, name) {
			t.Errorf("a change of %s is not seen", name)
		}
	}
}

func TestWhatChangedIsToldInWords(t *testing.T) {
	person := func(id, name string, change func(*domain.ContactRecord)) domain.ContactRecord {
		r := riet(t).Record()
		r.ID, r.Name = domain.ContactID(id), name
		if change != nil {
			change(&r)
		}
		return r
	}
	from := []domain.ContactRecord{
		person("same", "Sjaak", nil), person("gone", "Gonnie", nil), person("near", "Nel", nil), person("far", "Ferre", nil),
		person("other", "Otto", nil), person("unsaid", "Ans", func(r *domain.ContactRecord) { r.Circle = domain.CircleUnsaid }),
	}
	to := []domain.ContactRecord{
		person("new", "Nieke", nil), person("same", "Sjaak van hiernaast", nil),
		person("near", "Nel", func(r *domain.ContactRecord) { r.Circle = domain.CircleClose }),
		person("far", "Ferre", func(r *domain.ContactRecord) { r.Circle = domain.CircleFurther }),
		person("other", "Otto", func(r *domain.ContactRecord) {
			r.Feeling, r.Meaning, r.Hope, r.IGet, r.IGive = domain.FeelingHard, "minder", domain.HopeLess, nil, []domain.Help{domain.HelpAdvice}
		}),
		person("unsaid", "Ans", nil),
	}
	want := []domain.MapChange{
		{Kind: domain.ChangeNew, Contact: "new", Name: "Nieke"},
		{Kind: domain.ChangeClose, Contact: "near", Name: "Nel"},
		{Kind: domain.ChangeFar, Contact: "far", Name: "Ferre"},
		{Kind: domain.ChangeFeels, Contact: "other", Name: "Otto"},
		{Kind: domain.ChangeGets, Contact: "other", Name: "Otto"},
		{Kind: domain.ChangeGives, Contact: "other", Name: "Otto"},
		{Kind: domain.ChangeHopes, Contact: "other", Name: "Otto"},
		{Kind: domain.ChangeMeans, Contact: "other", Name: "Otto"},
		{Kind: domain.ChangeGone, Contact: "gone", Name: "Gonnie"},
	}
	if got := domain.CompareMaps(from, to); !slices.Equal(got, want) {
		t.Fatalf("changes = %+v", got)
	}
	if got := domain.CompareMaps(from, from); len(got) != 0 {
		t.Fatalf("nothing changed, and yet %+v", got)
	}
}
