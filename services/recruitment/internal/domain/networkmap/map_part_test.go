package networkmap_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
)

func TestN17_WhoSeesTheMap(t *testing.T) {
	type a = networkmap.MapAccess
	for _, c := range []struct {
		name   string
		access a
		sees   bool
	}{
		{"the client, whatever was said", a{Self: true, Withdrawn: true}, true},
		{"their support worker, nobody asked", a{Guides: true}, true},
		{"their support worker, a yes stands", a{Guides: true, Agreed: true}, true},
		{"their support worker, taken back", a{Guides: true, Withdrawn: true}, false},
		{"their support worker, taken back and given again", a{Guides: true, Withdrawn: true, Agreed: true}, true},
		{"somebody else, nobody asked", a{}, false},
		{"somebody else, a yes stands", a{Agreed: true}, true},
		{"somebody else, taken back", a{Withdrawn: true}, false},
		{"somebody else, taken back and given again", a{Agreed: true, Withdrawn: true}, true},
	} {
		err := c.access.Check()
		if c.sees != (err == nil) {
			t.Errorf("%s: %v", c.name, err)
		}
		if err != nil {
			wantKind(t, err, fault.KindDenied)
		}
	}
}

// riet is somebody of whom everything is told.
func riet(t *testing.T) networkmap.Contact {
	t.Helper()
	c, err := networkmap.NewContact("k1", "c1", networkmap.ContactTelling{
		Name: "Riet", Category: networkmap.CategoryClub, Circle: networkmap.CircleNear, Feeling: networkmap.FeelingGood, Meaning: "veel",
		IGet: []networkmap.Help{networkmap.HelpAdvice}, IGive: []networkmap.Help{networkmap.HelpCompany}, HowOften: "soms", Channel: "appen",
		Initiative: networkmap.InitiativeBoth, Hope: networkmap.HopeMore,
	}, noon)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Every field of what is told is of one part, or the map itself: a part that is kept
// apart is empty for staff and nothing else is. A new field has to be put somewhere.
func TestN17_APartKeptApartIsEmptyAndNothingElseIs(t *testing.T) {
	itself := []string{"Name", "Category", "Circle", "Hidden", "Private"}
	whole := reflect.ValueOf(networkmap.ViewOf(false, networkmap.MapParts()).Of(riet(t)).ContactTelling)
	emptied := map[string]int{}
	for _, part := range networkmap.MapParts() {
		others := slices.DeleteFunc(networkmap.MapParts(), func(p networkmap.MapPart) bool { return p == part })
		seen := networkmap.ViewOf(false, others).Of(riet(t))
		if !slices.Equal(seen.Private, []networkmap.MapPart{part}) {
			t.Errorf("without %s, %v are named as kept", part, seen.Private)
		}
		got := reflect.ValueOf(seen.ContactTelling)
		for i := range got.NumField() {
			if name := got.Type().Field(i).Name; !slices.Contains(itself, name) && got.Field(i).IsZero() && !whole.Field(i).IsZero() {
				emptied[name]++
			}
		}
	}
	for i := range whole.NumField() {
		if name := whole.Type().Field(i).Name; !slices.Contains(itself, name) && emptied[name] != 1 {
			t.Errorf("%s is in %d parts", name, emptied[name])
		}
	}
}

func TestN17_TheClientSeesEverything(t *testing.T) {
	if seen := networkmap.ViewOf(true, nil).Of(riet(t)); !reflect.DeepEqual(seen, riet(t).Record()) {
		t.Fatalf("the client sees %+v", seen)
	}
}

func TestN17_StaffMakeMorePrivateAndNeverLess(t *testing.T) {
	staff := networkmap.ViewOf(false, []networkmap.MapPart{networkmap.PartMeaning, networkmap.PartGiving, networkmap.PartContact}) // not the hope
	told := riet(t).Record().ContactTelling
	told.Private = []networkmap.MapPart{networkmap.PartGiving}
	c, err := riet(t).Tell(told, noon)
	if err != nil {
		t.Fatal(err)
	}
	later := noon.Add(time.Hour)
	for _, c2 := range []struct {
		name        string
		asked, want []networkmap.MapPart
	}{
		{"less", nil, nil},
		{"another instead", []networkmap.MapPart{networkmap.PartMeaning}, nil},
		{"as it was got", []networkmap.MapPart{networkmap.PartGiving, networkmap.PartHope}, []networkmap.MapPart{networkmap.PartGiving}},
		{"more", []networkmap.MapPart{networkmap.PartGiving, networkmap.PartMeaning}, []networkmap.MapPart{networkmap.PartMeaning, networkmap.PartGiving}},
	} {
		asked := staff.Of(c).ContactTelling
		asked.Private = c2.asked
		got, err := c.Retell(asked, staff, later)
		if c2.want == nil {
			wantKind(t, err, fault.KindDenied)
			continue
		}
		if err != nil || !slices.Equal(got.Record().Private, c2.want) {
			t.Errorf("%s: %v, %v", c2.name, got.Record().Private, err)
		}
		// What staff do not see is as it was, though they sent it back empty.
		if r := got.Record(); r.Hope != networkmap.HopeMore || !slices.Equal(r.IGet, []networkmap.Help{networkmap.HelpAdvice}) || r.Meaning != "veel" {
			t.Errorf("%s: %+v", c2.name, r)
		}
	}
	asked := c.Record().ContactTelling
	asked.Private = nil
	if got, err := c.Retell(asked, networkmap.ViewOf(true, nil), later); err != nil || len(got.Record().Private) != 0 {
		t.Errorf("the client shares again: %v, %v", got.Record().Private, err)
	}
}

func TestN13_OfAHiddenPersonStaffGetNothing(t *testing.T) {
	told := riet(t).Record().ContactTelling
	told.Hidden = true
	c, err := riet(t).Tell(told, noon)
	if err != nil {
		t.Fatal(err)
	}
	want := networkmap.ContactRecord{Client: "c1", ContactTelling: networkmap.ContactTelling{Hidden: true}}
	if seen := networkmap.ViewOf(false, networkmap.MapParts()).Of(c); !reflect.DeepEqual(seen, want) {
		t.Fatalf("staff get %+v", seen)
	}
}

func TestN14_AYesIsForOnePersonAndOnePurpose(t *testing.T) {
	c, err := riet(t).AllowApproach(networkmap.Approach{ID: "a1", Purpose: " meefietsen  op zaterdag ", Given: noon}, true)
	if err != nil {
		t.Fatal(err)
	}
	if a := c.Record().Approaches; len(a) != 1 || a[0].Purpose != "meefietsen op zaterdag" {
		t.Fatalf("approaches = %+v", a)
	}
	// Said again, it is the same yes.
	if c, err = c.AllowApproach(networkmap.Approach{ID: "a2", Purpose: "Meefietsen op zaterdag", Given: noon}, true); err != nil || len(c.Record().Approaches) != 1 {
		t.Fatalf("approaches = %+v, %v", c.Record().Approaches, err)
	}
	_, err = c.AllowApproach(networkmap.Approach{ID: "a3", Purpose: "koken", Given: noon}, false)
	wantField(t, err, "voice")
	_, err = c.AllowApproach(networkmap.Approach{ID: "a3", Purpose: " \x00", Given: noon}, true)
	wantField(t, err, "purpose")
	if c, err = c.AllowApproach(networkmap.Approach{ID: "a3", Purpose: "koken", Voice: "knikte", Given: noon}, false); err != nil || len(c.Record().Approaches) != 2 {
		t.Fatalf("approaches = %+v, %v", c.Record().Approaches, err)
	}
	if c, err = c.WithdrawApproach("a1", noon); err != nil || len(c.Record().Approaches) != 1 || c.Record().Approaches[0].ID != "a3" {
		t.Fatalf("approaches = %+v, %v", c.Record().Approaches, err)
	}
	_, err = c.WithdrawApproach("a1", noon)
	wantKind(t, err, fault.KindNotFound)
}
