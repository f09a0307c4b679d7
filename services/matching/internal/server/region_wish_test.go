package server_test

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

func TestO06_TakingPartIsTheOrganisationsOwnChoice(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	got, err := d.third.region.GetRegion(d.third.client(d.third.lotte), &pb.GetRegionRequest{})
	must(t, err)
	if got.GetName() != "Zuid" || got.GetTakingPart() || len(got.GetOrganisations()) != 3 || got.GetJoinTime() != nil {
		t.Fatalf("got %v", got)
	}
	for _, o := range got.GetOrganisations() {
		if o.GetTakingPart() == (o.GetId() == d.third.tenant) {
			t.Errorf("%s takes part: %v", o.GetName(), o.GetTakingPart())
		}
	}
	_, err = d.third.region.JoinRegion(d.third.lead(), &pb.JoinRegionRequest{Etag: "other"})
	wantReason(t, err, "CHANGED_MEANWHILE")
	id := ids.New()
	for range 2 {
		joined, err := d.third.region.JoinRegion(d.third.lead(), &pb.JoinRegionRequest{Etag: got.GetEtag(), RequestId: id})
		if id = ""; err == nil && (!joined.GetTakingPart() || joined.GetJoinTime() == nil) {
			t.Errorf("got %v, %v", joined, err)
		}
	}
	_, err = d.third.region.JoinRegion(d.third.worker(d.third.anna), &pb.JoinRegionRequest{})
	wantCode(t, err, codes.PermissionDenied)
	alone := d.neighbour()
	_, err = alone.region.JoinRegion(alone.lead(), &pb.JoinRegionRequest{})
	wantReason(t, err, "NO_REGION")
}

func TestO06_TheRegionSeesAWishAndNotThePerson(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	preview, err := d.region.PreviewRegionalWish(d.client(d.lotte), &pb.PreviewRegionalWishRequest{WishId: d.wishes[d.lotte]})
	must(t, err)
	if preview.GetShown() || len(preview.GetMissing()) != 0 || len(d.wishesOf(d.they)) != 0 {
		t.Fatalf("got %v", preview)
	}
	own := d.show()
	if !own.GetShown() || own.GetWishId() != d.wishes[d.lotte] || own.GetClientId() != d.lotte || !slices.Equal(own.GetInterests(), []string{"koken", "muziek"}) || own.GetArea() != "54" {
		t.Fatalf("got %v", own)
	}
	seen := d.wishesOf(d.they)
	if len(seen) != 1 || seen[0].GetOrganisation().GetName() != "Dichterbij" || seen[0].GetKind() != pb.RegionalWish_KIND_COMPANY {
		t.Fatalf("got %v", seen)
	}
	for _, secret := range []string{d.lotte, d.wishes[d.lotte], d.anna, "5401"} {
		if strings.Contains(seen[0].String(), secret) {
			t.Errorf("others see %s in %v", secret, seen[0])
		}
		if n := d.count(`SELECT count(*) FROM matching.regional_wish g WHERE g::text LIKE '%' || $1 || '%'`, secret); n != 0 {
			t.Errorf("%s stands in what the region reads", secret)
		}
	}
	if len(d.wishesOf(d.third)) != 0 || len(d.wishesOf(d.house)) != 0 {
		t.Error("seen by who does not take part, or as somebody else's at home")
	}
	again := d.show()
	if again.GetId() != own.GetId() || d.count(`SELECT count(*) FROM matching.regional_wish`) != 1 {
		t.Error("shown twice")
	}
	hidden, err := d.region.HideWishFromRegion(d.client(d.lotte), &pb.HideWishFromRegionRequest{WishId: d.wishes[d.lotte]})
	must(t, err)
	if hidden.GetShown() || len(d.wishesOf(d.they)) != 0 || d.count(`SELECT count(*) FROM matching.shown_wish`) != 0 {
		t.Error("it is still there")
	}
}

func TestO06_ARareWordIsNotShown(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	d.hear(&recruitmentv1.WishChanged{WishId: d.wishes[d.lotte], ClientId: d.lotte, State: recruitmentv1.Wish_STATE_OPEN, Told: true,
		Interests: []string{"koken", "bijenhouden"}})
	if got := d.show().GetInterests(); slices.Contains(got, "bijenhouden") || !slices.Contains(got, "koken") {
		t.Errorf("got %v", got)
	}
	// Two people of the other organisation share it: with ours several of the region do.
	for _, c := range []string{d.they.nick, d.they.omar} {
		d.they.hear(&recruitmentv1.ProfileChanged{ClientId: c, MayMatch: true, Profile: &recruitmentv1.Profile{Interests: []string{"bijenhouden"}}})
	}
	d.hear(&recruitmentv1.ProfileChanged{ClientId: d.lotte, MayMatch: true, Profile: &recruitmentv1.Profile{Interests: []string{"bijenhouden"}}})
	must(t, d.server.Region().Tidy(t.Context(), d.they.tenant))
	if got := d.show().GetInterests(); !slices.Contains(got, "bijenhouden") {
		t.Errorf("got %v", got)
	}
}

func TestO06_NothingIsShownWithoutAYes(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	show := func(h *house) error {
		_, err := h.region.ShowWishInRegion(h.worker(h.anna), &pb.ShowWishInRegionRequest{WishId: h.wishes[h.lotte]})
		return err
	}
	wantReason(t, show(d.third), "NOT_TAKING_PART")
	d.sharing.set(func() { d.sharing.no[d.lotte] = true })
	wantReason(t, show(d.house), "ASK_FOR_REGION")
	preview, err := d.region.PreviewRegionalWish(d.worker(d.anna), &pb.PreviewRegionalWishRequest{WishId: d.wishes[d.lotte]})
	must(t, err)
	if !hasCode(preview.GetMissing(), "ASK_FOR_REGION") {
		t.Errorf("got %v", preview)
	}
	d.sharing.set(func() { d.sharing.no[d.lotte], d.sharing.away = false, true })
	wantReason(t, show(d.house), "CONSENT_NOT_KNOWN")
	d.sharing.set(func() { d.sharing.away = false })
	_, err = d.region.ShowWishInRegion(d.worker(d.carla), &pb.ShowWishInRegionRequest{WishId: d.wishes[d.lotte]})
	wantCode(t, err, codes.NotFound)
	must(t, show(d.house))
	// Hiding asks nobody: it goes also when recruitment is away.
	d.sharing.set(func() { d.sharing.away = true })
	_, err = d.region.HideWishFromRegion(d.client(d.lotte), &pb.HideWishFromRegionRequest{WishId: d.wishes[d.lotte]})
	must(t, err)
}

func TestO06_AYesTakenBackTakesTheWishAwayOnTheNextLook(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	d.show()
	d.sharing.set(func() { d.sharing.no[d.lotte] = true })
	if seen := d.wishesOf(d.they); len(seen) != 0 {
		t.Errorf("still seen: %v", seen)
	}
	if n := d.count(`SELECT count(*) FROM matching.regional_wish`) + d.count(`SELECT count(*) FROM matching.shown_wish`); n != 0 {
		t.Errorf("%d rows are left", n)
	}
	own, err := d.region.ListOwnRegionalWishes(d.worker(d.anna), &pb.ListOwnRegionalWishesRequest{})
	must(t, err)
	if len(own.GetWishes()) != 0 {
		t.Errorf("got %v", own)
	}
	d.sharing.set(func() { d.sharing.away = true })
	_, err = d.they.region.ListRegionalWishes(d.they.lead(), &pb.ListRegionalWishesRequest{})
	must(t, err) // nothing to ask about
}

func TestO06_WhatIsLetGoIsHidden(t *testing.T) {
	t.Parallel()
	for name, event := range map[string]func(*duo){
		"wish let go": func(d *duo) {
			d.hear(&recruitmentv1.WishChanged{WishId: d.wishes[d.lotte], ClientId: d.lotte, State: recruitmentv1.Wish_STATE_LET_GO, Told: true})
		},
		"not looked for":  func(d *duo) { d.hear(&recruitmentv1.ProfileChanged{ClientId: d.lotte}) },
		"yes taken back":  func(d *duo) { d.hear(&recruitmentv1.RegionalYesGone{ClientId: d.lotte, Region: "Zuid"}) },
		"left altogether": func(d *duo) { d.hear(&recruitmentv1.ClientLeft{ClientId: d.lotte}) },
		"wish was granted": func(d *duo) {
			d.hear(&recruitmentv1.WishChanged{WishId: d.wishes[d.lotte], ClientId: d.lotte, State: recruitmentv1.Wish_STATE_FULFILLED, Told: true})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := neighbours(t)
			d.show()
			event(d)
			if n := d.count(`SELECT count(*) FROM matching.regional_wish`); n != 0 {
				t.Error("it is still shown")
			}
		})
	}
}

func TestO06_OwnShownWishesAreListedWithinReach(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	d.show()
	_, err := d.region.ShowWishInRegion(d.client(d.omar), &pb.ShowWishInRegionRequest{WishId: d.wishes[d.omar]})
	must(t, err)
	for _, c := range []struct {
		who  string
		list func() (*pb.ListOwnRegionalWishesResponse, error)
		want int
	}{
		{"a network lead", func() (*pb.ListOwnRegionalWishesResponse, error) {
			return d.region.ListOwnRegionalWishes(d.lead(), &pb.ListOwnRegionalWishesRequest{})
		}, 2},
		{"anna", func() (*pb.ListOwnRegionalWishesResponse, error) {
			return d.region.ListOwnRegionalWishes(d.worker(d.anna), &pb.ListOwnRegionalWishesRequest{})
		}, 1},
		{"lotte", func() (*pb.ListOwnRegionalWishesResponse, error) {
			return d.region.ListOwnRegionalWishes(d.client(d.lotte), &pb.ListOwnRegionalWishesRequest{ClientId: d.lotte})
		}, 1},
		{"another organisation", func() (*pb.ListOwnRegionalWishesResponse, error) {
			return d.they.region.ListOwnRegionalWishes(d.they.lead(), &pb.ListOwnRegionalWishesRequest{})
		}, 0},
	} {
		got, err := c.list()
		must(t, err)
		if len(got.GetWishes()) != c.want {
			t.Errorf("%s sees %d, want %d", c.who, len(got.GetWishes()), c.want)
		}
	}
	first, err := d.they.region.ListRegionalWishes(d.they.lead(), &pb.ListRegionalWishesRequest{PageSize: 1})
	must(t, err)
	next, err := d.they.region.ListRegionalWishes(d.they.lead(), &pb.ListRegionalWishesRequest{PageSize: 1, PageToken: first.GetNextPageToken()})
	must(t, err)
	if len(next.GetWishes()) != 1 || next.GetNextPageToken() != "" || next.GetWishes()[0].GetId() == first.GetWishes()[0].GetId() {
		t.Errorf("got %v and %v", first, next)
	}
}

// The wall is the database's: what the service forgot to ask for it does not get.
func TestO06_OtherOrganisationsRowsAreReadAndNeverWritten(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	d.show()
	for _, query := range []string{
		`UPDATE regional_wish SET interests = '{changed}'`, `DELETE FROM regional_wish`, `DELETE FROM region_member WHERE tenant_id <> cur_tenant()`,
		`UPDATE region_member SET region = 'Noord' WHERE tenant_id <> cur_tenant()`, `UPDATE regional_wish SET tenant_id = cur_tenant()`,
	} {
		if rows, err := d.they.inTenant("Zuid", query); err == nil && rows != 0 {
			t.Errorf("%s met %d rows of another organisation", query, rows)
		}
	}
	_, err := d.they.inTenant("Zuid", `INSERT INTO regional_wish SELECT $1, gen_random_uuid(), region, kind, interests, dayparts, company, communication, area, shown_at
		FROM regional_wish`, d.tenant)
	if err == nil {
		t.Error("a wish was planted in another organisation")
	}
	for who, c := range map[string]struct {
		h     *house
		named string
		want  int64
	}{
		"takes part": {d.they, "Zuid", 1}, "does not take part": {d.third, "Zuid", 0}, "in another region": {d.they, "Noord", 0}, "in none": {d.they, "", 0},
	} {
		rows, err := c.h.inTenant(c.named, `SELECT FROM regional_wish`)
		must(t, err)
		if rows != c.want {
			t.Errorf("who %s reads %d rows, want %d", who, rows, c.want)
		}
	}
	if rows, err := d.they.inTenant("Zuid", `SELECT FROM shown_wish`); err != nil || rows != 0 {
		t.Errorf("whose wish it is can be read: %d, %v", rows, err)
	}
}
