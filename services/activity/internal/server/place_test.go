package server_test

import (
	"context"
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/server/place"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/postgres"
)

// placeRequests are those about a place that is there.
func placeRequests(p *pb.Place) map[protoreflect.Name]proto.Message {
	change := &pb.ChangePlaceRequest{Id: p.GetId()}
	return map[protoreflect.Name]proto.Message{
		"FindSimilarPlaces":  &pb.FindSimilarPlacesRequest{Name: p.GetName()},
		"CheckPlace":         change,
		"RetirePlace":        &pb.ChangePlaceRequest{Id: p.GetId()},
		"RestorePlace":       change,
		"SharePlace":         change,
		"UnsharePlace":       change,
		"ListRegionalPlaces": &pb.ListRegionalPlacesRequest{},
		"CopyRegionalPlace":  &pb.CopyRegionalPlaceRequest{Id: p.GetId()},
	}
}

// region puts organisations into one region, as the configuration would.
func (h *house) region(name string, tenants ...string) {
	names := []string{"Dichterbij", "Syndion", "LSR"}
	var all []place.Organisation
	for i, id := range tenants {
		all = append(all, place.Organisation{ID: id, Name: names[i], Region: name})
	}
	h.server.Places().Know(all)
}

func (h *house) addPlace(ctx context.Context, p *pb.Place) *pb.Place {
	h.t.Helper()
	out, err := h.place.CreatePlace(ctx, &pb.CreatePlaceRequest{Place: p})
	must(h.t, err)
	return out
}

func placeNames(all []*pb.Place) (out []string) {
	for _, p := range all {
		out = append(out, p.GetName())
	}
	return out
}

func TestA05_PlacesHaveAccessFactsAndAreOfTheOrganisation(t *testing.T) {
	t.Parallel()
	h := open(t)
	cafe, err := h.place.CreatePlace(h.worker(annasWorker), &pb.CreatePlaceRequest{Place: &pb.Place{
		Name: "Café De Brûg", Town: "Uden", Wheelchair: pb.Place_FACT_YES, Toilet: pb.Place_FACT_NO,
	}})
	must(t, err)
	_, err = h.place.CreatePlace(h.lead(), &pb.CreatePlaceRequest{Place: &pb.Place{Name: "Zwembad", Town: "Veghel"}})
	must(t, err)
	_, err = h.place.CreatePlace(h.lead(), &pb.CreatePlaceRequest{Place: &pb.Place{Name: "cafe de brug", Town: "uden"}})
	wantReason(t, err, "PLACE_EXISTS")

	find := func(ctx context.Context, query string) []*pb.Place {
		out, err := h.place.ListPlaces(ctx, &pb.ListPlacesRequest{Query: query})
		must(t, err)
		return out.GetPlaces()
	}
	if got := find(h.client(anna), "brug"); len(got) != 1 || got[0].GetWheelchair() != pb.Place_FACT_YES {
		t.Fatal(got)
	}
	if got := find(h.client(anna), "VEGHEL"); len(got) != 1 {
		t.Fatal(got)
	}
	if got := find(h.as(there, coordinator, authn.RoleCoordinator), ""); len(got) != 0 {
		t.Fatal(got)
	}
	changed, err := h.place.UpdatePlace(h.lead(), &pb.UpdatePlaceRequest{
		Place:      &pb.Place{Id: cafe.GetId(), Etag: cafe.GetEtag(), Name: "niet geschreven", Quiet: pb.Place_FACT_PARTLY},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"quiet", "toilet"}},
	})
	must(t, err)
	if changed.GetName() != "Café De Brûg" || changed.GetQuiet() != pb.Place_FACT_PARTLY || changed.GetToilet() != 0 || changed.GetEtag() != "2" {
		t.Fatal(changed)
	}
	_, err = h.place.UpdatePlace(h.lead(), &pb.UpdatePlaceRequest{Place: &pb.Place{Id: cafe.GetId(), Etag: "1", Name: "x"}})
	wantReason(t, err, "CHANGED_MEANWHILE")

	a := h.plan(h.client(anna), &pb.Activity{What: "koffie", PlaceId: cafe.GetId()})
	if a.GetPlaceId() != cafe.GetId() {
		t.Fatal(a)
	}
	page, err := h.place.ListPlaces(h.client(anna), &pb.ListPlacesRequest{PageSize: 1})
	must(t, err)
	next, err := h.place.ListPlaces(h.client(anna), &pb.ListPlacesRequest{PageSize: 1, PageToken: page.GetNextPageToken()})
	must(t, err)
	if len(next.GetPlaces()) != 1 || next.GetPlaces()[0].GetName() != "Zwembad" || next.GetNextPageToken() != "" {
		t.Fatal(next)
	}
}

// All that one needs to know is kept as it was told, and clients do not hear which
// colleague looked.
func TestA05_EverythingOneNeedsToKnowIsKept(t *testing.T) {
	t.Parallel()
	h := open(t)
	told := &pb.Place{
		Name: "De Speeltuin", Town: "Uden", Wheelchair: pb.Place_FACT_YES, Quiet: pb.Place_FACT_PARTLY, Toilet: pb.Place_FACT_YES,
		ByBus: pb.Place_FACT_NO, Free: pb.Place_FACT_PARTLY, KnowsUs: pb.Place_FACT_YES, Spending: "een kop koffie",
		KnowsUsRole: "de vrijwilliger achter de bar", WayThere: "Bus 5, dan twee minuten lopen.", Note: "Op dinsdag is het rustig.",
		Open: []*pb.Opening{
			{Weekday: pb.Weekday_WEEKDAY_FRIDAY, Dayparts: []pb.Daypart{pb.Daypart_DAYPART_EVENING}},
			{Weekday: pb.Weekday_WEEKDAY_TUESDAY, Dayparts: []pb.Daypart{pb.Daypart_DAYPART_AFTERNOON, pb.Daypart_DAYPART_MORNING}},
		},
	}
	made := h.addPlace(h.worker(annasWorker), told)
	if made.GetCheckedDay() != "2026-03-02" || made.GetCheckedById() != annasWorker || made.GetCheckAgain() || made.GetRetired() || made.GetShared() {
		t.Fatalf("%v", made)
	}
	if o := made.GetOpen(); len(o) != 2 || o[0].GetWeekday() != pb.Weekday_WEEKDAY_TUESDAY || !slices.Equal(o[0].GetDayparts(), []pb.Daypart{1, 2}) {
		t.Fatalf("open %v", o)
	}
	list, err := h.place.ListPlaces(h.client(anna), &pb.ListPlacesRequest{})
	must(t, err)
	if seen := list.GetPlaces()[0]; seen.GetCheckedById() != "" || seen.GetKnowsUsRole() != told.GetKnowsUsRole() || seen.GetWayThere() != told.GetWayThere() ||
		seen.GetSpending() != told.GetSpending() {
		t.Fatalf("a client sees %v", seen)
	}
	for _, wrong := range []*pb.Opening{{Weekday: pb.Weekday_WEEKDAY_MONDAY}, {Dayparts: []pb.Daypart{1}}} {
		_, err := h.place.CreatePlace(h.lead(), &pb.CreatePlaceRequest{Place: &pb.Place{Name: "x", Open: []*pb.Opening{wrong}}})
		wantCode(t, err, codes.InvalidArgument)
	}
	twice := []*pb.Opening{{Weekday: 1, Dayparts: []pb.Daypart{1}}, {Weekday: 1, Dayparts: []pb.Daypart{1}}}
	_, err = h.place.CreatePlace(h.lead(), &pb.CreatePlaceRequest{Place: &pb.Place{Name: "x", Open: twice}})
	wantReason(t, err, "INVALID_FIELDS")
}

// "Klopt dit nog?" is one tap, and asked again after half a year.
func TestA05_WhatIsKnownIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := h.addPlace(h.lead(), &pb.Place{Name: "Buurthuis"})
	again := func() *pb.Place {
		list, err := h.place.ListPlaces(h.lead(), &pb.ListPlacesRequest{})
		must(t, err)
		return list.GetPlaces()[0]
	}
	h.now = h.now.AddDate(0, 0, 180)
	if again().GetCheckAgain() {
		t.Fatal("asked too early")
	}
	h.now = h.now.AddDate(0, 0, 1)
	if !again().GetCheckAgain() {
		t.Fatal("never asked again")
	}
	p, err := h.place.CheckPlace(h.worker(carlasWorker), &pb.ChangePlaceRequest{Id: p.GetId(), Etag: p.GetEtag()})
	must(t, err)
	if p.GetCheckAgain() || p.GetCheckedById() != carlasWorker || p.GetCheckedDay() != "2026-08-30" {
		t.Fatalf("%v", p)
	}
	_, err = h.place.CheckPlace(h.client(anna), &pb.ChangePlaceRequest{Id: p.GetId()})
	wantCode(t, err, codes.PermissionDenied)
}

func TestA05_PlacesAreFoundByWhatOneNeeds(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.addPlace(h.lead(), &pb.Place{Name: "A", Wheelchair: pb.Place_FACT_YES, Free: pb.Place_FACT_YES})
	h.addPlace(h.lead(), &pb.Place{Name: "B", Wheelchair: pb.Place_FACT_PARTLY, Free: pb.Place_FACT_NO})
	h.addPlace(h.lead(), &pb.Place{Name: "C", Wheelchair: pb.Place_FACT_NO, Quiet: pb.Place_FACT_YES, KnowsUs: pb.Place_FACT_YES})
	h.addPlace(h.lead(), &pb.Place{Name: "D", Toilet: pb.Place_FACT_YES, ByBus: pb.Place_FACT_YES})
	for _, c := range []struct {
		needs []pb.PlaceNeed
		want  []string
	}{
		{nil, []string{"A", "B", "C", "D"}},
		{[]pb.PlaceNeed{pb.PlaceNeed_PLACE_NEED_WHEELCHAIR}, []string{"A", "B"}}, // a little counts; the words say so
		{[]pb.PlaceNeed{pb.PlaceNeed_PLACE_NEED_WHEELCHAIR, pb.PlaceNeed_PLACE_NEED_FREE}, []string{"A"}},
		{[]pb.PlaceNeed{pb.PlaceNeed_PLACE_NEED_QUIET}, []string{"C"}},
		{[]pb.PlaceNeed{pb.PlaceNeed_PLACE_NEED_KNOWS_US}, []string{"C"}},
		{[]pb.PlaceNeed{pb.PlaceNeed_PLACE_NEED_TOILET, pb.PlaceNeed_PLACE_NEED_BY_BUS}, []string{"D"}},
	} {
		got, err := h.place.ListPlaces(h.client(anna), &pb.ListPlacesRequest{Needs: c.needs})
		must(t, err)
		if !slices.Equal(placeNames(got.GetPlaces()), c.want) {
			t.Errorf("%v: %v, want %v", c.needs, placeNames(got.GetPlaces()), c.want)
		}
	}
}

func TestA05_APlaceIsPutAwayAndBroughtBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := h.addPlace(h.lead(), &pb.Place{Name: "Buurthuis"})
	a := h.plan(h.client(anna), &pb.Activity{What: "koffie", PlaceId: p.GetId()})
	p, err := h.place.RetirePlace(h.worker(annasWorker), &pb.ChangePlaceRequest{Id: p.GetId(), Etag: p.GetEtag()})
	must(t, err)
	list := func(all bool) []string {
		out, err := h.place.ListPlaces(h.lead(), &pb.ListPlacesRequest{WithRetired: all})
		must(t, err)
		return placeNames(out.GetPlaces())
	}
	if !p.GetRetired() || len(list(false)) != 0 || len(list(true)) != 1 {
		t.Fatalf("%v %v %v", p, list(false), list(true))
	}
	if a, err = h.api.GetActivity(h.client(anna), &pb.GetActivityRequest{Id: a.GetId()}); err != nil || a.GetPlaceId() != p.GetId() {
		t.Fatalf("what was planned there keeps its place: %v %v", a, err)
	}
	_, err = h.place.RestorePlace(h.lead(), &pb.ChangePlaceRequest{Id: p.GetId(), Etag: "1"})
	wantReason(t, err, "CHANGED_MEANWHILE")
	_, err = h.place.RestorePlace(h.lead(), &pb.ChangePlaceRequest{Id: p.GetId(), Etag: p.GetEtag()})
	must(t, err)
	if len(list(false)) != 1 {
		t.Fatal("not back")
	}
}

func TestA05_APlaceThatIsLikeAnotherIsNoticed(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := h.addPlace(h.lead(), &pb.Place{Name: "Buurthuis De Brug", Town: "Uden"})
	find := func(name, except string) []*pb.Place {
		out, err := h.place.FindSimilarPlaces(h.worker(annasWorker), &pb.FindSimilarPlacesRequest{Name: name, Town: "Uden", ExceptId: except})
		must(t, err)
		return out.GetPlaces()
	}
	if got := find("buurthuis brug", ""); len(got) != 1 || got[0].GetId() != p.GetId() {
		t.Fatal(got)
	}
	if got := find("buurthuis brug", p.GetId()); len(got) != 0 {
		t.Fatal("like itself", got)
	}
	if got := find("Zwembad", ""); len(got) != 0 {
		t.Fatal(got)
	}
}

// Places are shown per place, by choice; taken back at once; and hold nothing of anybody.
func TestO06_PlacesAreSharedInTheRegionWithoutAnythingAboutPeople(t *testing.T) {
	t.Parallel()
	h := open(t)
	elsewhere := h.as(there, coordinator, authn.RoleCoordinator)
	own := h.addPlace(h.lead(), &pb.Place{
		Name: "Buurthuis De Brug", Town: "Uden", Wheelchair: pb.Place_FACT_YES, KnowsUs: pb.Place_FACT_YES, KnowsUsRole: "de gastvrouw, moeder van een cliënt",
		Note: "Vraag naar Jan.", WayThere: "Jan haalt je op.", Spending: "Jan betaalt",
		Open: []*pb.Opening{{Weekday: pb.Weekday_WEEKDAY_MONDAY, Dayparts: []pb.Daypart{pb.Daypart_DAYPART_MORNING}}},
	})
	h.addPlace(h.lead(), &pb.Place{Name: "Alleen van ons"})
	_, err := h.place.SharePlace(h.lead(), &pb.ChangePlaceRequest{Id: own.GetId()})
	wantReason(t, err, "NO_REGION")

	h.region("Zuid", here, there)
	_, err = h.place.SharePlace(h.worker(annasWorker), &pb.ChangePlaceRequest{Id: own.GetId()})
	wantCode(t, err, codes.PermissionDenied) // the organisation chooses
	own, err = h.place.SharePlace(h.lead(), &pb.ChangePlaceRequest{Id: own.GetId(), Etag: own.GetEtag()})
	must(t, err)
	seen := func() []*pb.RegionalPlace {
		out, err := h.place.ListRegionalPlaces(elsewhere, &pb.ListRegionalPlacesRequest{})
		must(t, err)
		return out.GetPlaces()
	}
	got := seen()
	want := &pb.RegionalPlace{
		Id: own.GetId(), OrganisationName: "Dichterbij", Name: "Buurthuis De Brug", Town: "Uden", Wheelchair: pb.Place_FACT_YES, Open: own.GetOpen(),
		CheckedDay: "2026-03-02",
	}
	if !own.GetShared() || len(got) != 1 || !proto.Equal(got[0], want) {
		t.Fatalf("%v", got)
	}
	if home, err := h.place.ListRegionalPlaces(h.lead(), &pb.ListRegionalPlacesRequest{}); err != nil || len(home.GetPlaces()) != 0 || home.GetRegion() != "Zuid" {
		t.Fatalf("at home %v %v", home, err)
	}
	copied, err := h.place.CopyRegionalPlace(elsewhere, &pb.CopyRegionalPlaceRequest{Id: own.GetId()})
	must(t, err)
	if copied.GetCopiedFrom() != "Dichterbij" || !copied.GetCheckAgain() || copied.GetWheelchair() != pb.Place_FACT_YES || copied.GetNote() != "" || copied.GetId() == own.GetId() {
		t.Fatalf("%v", copied)
	}
	if !seen()[0].GetLikeOurs() {
		t.Fatal("not said that it stands in the list already")
	}
	// What changes at home, changes there; taken back, it is gone at once. The copy is theirs.
	own, err = h.place.UpdatePlace(h.lead(), &pb.UpdatePlaceRequest{
		Place: &pb.Place{Id: own.GetId(), Toilet: pb.Place_FACT_NO}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"toilet"}},
	})
	must(t, err)
	if seen()[0].GetToilet() != pb.Place_FACT_NO {
		t.Fatal(seen())
	}
	own, err = h.place.UnsharePlace(h.lead(), &pb.ChangePlaceRequest{Id: own.GetId()})
	must(t, err)
	if own.GetShared() || len(seen()) != 0 {
		t.Fatal(seen())
	}
	_, err = h.place.CopyRegionalPlace(elsewhere, &pb.CopyRegionalPlaceRequest{Id: own.GetId()})
	wantCode(t, err, codes.NotFound)
	if mine, err := h.place.ListPlaces(elsewhere, &pb.ListPlacesRequest{}); err != nil || len(mine.GetPlaces()) != 1 {
		t.Fatal(mine, err)
	}
	// Put away is out of the region too.
	_, err = h.place.SharePlace(h.lead(), &pb.ChangePlaceRequest{Id: own.GetId()})
	must(t, err)
	_, err = h.place.RetirePlace(h.lead(), &pb.ChangePlaceRequest{Id: own.GetId()})
	must(t, err)
	if len(seen()) != 0 {
		t.Fatal(seen())
	}
}

// In another region nothing is seen, and nobody writes in another organisation's name.
func TestO06_AnotherRegionSeesNothingAndNobodyWritesForAnother(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.region("Zuid", here, there)
	p := h.addPlace(h.lead(), &pb.Place{Name: "Buurthuis"})
	_, err := h.place.SharePlace(h.lead(), &pb.ChangePlaceRequest{Id: p.GetId()})
	must(t, err)
	h.server.Places().Know([]place.Organisation{{ID: here, Name: "Dichterbij", Region: "Zuid"}, {ID: there, Name: "Syndion", Region: "Noord"}})
	out, err := h.place.ListRegionalPlaces(h.as(there, coordinator, authn.RoleCoordinator), &pb.ListRegionalPlacesRequest{})
	must(t, err)
	if len(out.GetPlaces()) != 0 || out.GetRegion() != "Noord" {
		t.Fatal(out)
	}
	for _, query := range []string{
		`UPDATE regional_place SET name = 'x'`, `DELETE FROM regional_place`,
		`INSERT INTO regional_place SELECT '` + here + `', id, region, name, name_key, town, town_key, wheelchair, quiet, toilet, by_bus, free, open, checked_day, now() FROM regional_place`,
	} {
		var rows int64
		err := h.db.InTenantAs(postgres.WithMethod(t.Context(), "test"), there, func(tx *postgres.Tx) error {
			if _, err := tx.Exec(t.Context(), `SELECT set_config('optrek.region', 'Zuid', true)`); err != nil {
				return err
			}
			tag, err := tx.Exec(t.Context(), query)
			rows = tag.RowsAffected()
			return err
		})
		if err == nil && rows != 0 {
			t.Errorf("%s: wrote %d rows of another organisation", query, rows)
		}
	}
}
