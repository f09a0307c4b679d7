package server_test

import (
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/internal/authn"
)

// things are what the requests of the contract are about, made for one activity: a kind
// and something that comes back carry its id, so that a request can be made from it alone.
func (h *house) things(a *pb.Activity) {
	h.t.Helper()
	owner := h.database.Owner(h.t)
	for _, query := range []string{
		`INSERT INTO activity.kind (tenant_id, id, version, name_nl, name_key, name_en, easy_nl, easy_en, pictogram, retired, created_at, updated_at)
			VALUES ($1, $2::uuid, 1, 'Soort ' || $2::text, 'soort ' || $2::text, '', '', '', 'bowling', false, now(), now())`,
		`INSERT INTO activity.series (tenant_id, id, version, kind, what, rhythm, first_day, until_day, away_from, away_until, daypart, clock, others_welcome,
				stopped, created_at, updated_at)
			VALUES ($1, $2, 1, 'coffee', 'koffie', 'weekly', '2026-03-03', '', '', '', '', '', true, false, now(), now())`,
	} {
		_, err := owner.Exec(h.t.Context(), query, here, a.GetId())
		must(h.t, err)
	}
	_, err := owner.Exec(h.t.Context(), `INSERT INTO activity.series_goer (tenant_id, series_id, client_id, position) VALUES ($1, $2, $3, 1)`, here, a.GetId(), anna)
	must(h.t, err)
}

func kindRequests(a *pb.Activity) map[protoreflect.Name]proto.Message {
	change := &pb.ChangeKindRequest{Id: a.GetId()}
	return map[protoreflect.Name]proto.Message{
		"ListKinds":   &pb.ListKindsRequest{OwnOnly: true},
		"CreateKind":  &pb.CreateKindRequest{Kind: &pb.OwnKind{NameNl: "Bowlen", Pictogram: "bowling"}},
		"UpdateKind":  &pb.UpdateKindRequest{Kind: &pb.OwnKind{Id: a.GetId(), NameNl: "Kegelen", Pictogram: "bowling"}},
		"RetireKind":  change,
		"RestoreKind": change,
	}
}

func (h *house) addKind(nl string) *pb.OwnKind {
	h.t.Helper()
	out, err := h.kind.CreateKind(h.lead(), &pb.CreateKindRequest{Kind: &pb.OwnKind{NameNl: nl, NameEn: "Bowling", EasyNl: "bowlen", Pictogram: "bowling"}})
	must(h.t, err)
	return out
}

func TestA01_KindsAreThoseEverybodyHasAndOurOwn(t *testing.T) {
	t.Parallel()
	h := open(t)
	bowling := h.addKind("Bowlen")
	list, err := h.kind.ListKinds(h.client(anna), &pb.ListKindsRequest{})
	must(t, err)
	seen := map[pb.Activity_Kind]bool{}
	for _, k := range list.GetKinds() {
		if k.GetNameNl() == "" || k.GetPictogram() == "" || k.GetNameEn() == "" {
			t.Errorf("%v", k)
		}
		seen[k.GetBuiltIn()] = true
	}
	for n, name := range pb.Activity_Kind_name {
		if !seen[pb.Activity_Kind(n)] {
			t.Errorf("%s is missing", name) // unspecified is our own
		}
	}
	last := list.GetKinds()[len(list.GetKinds())-1]
	if !proto.Equal(last, bowling) || last.GetEasyNl() != "bowlen" {
		t.Fatalf("%v", last)
	}
	if elsewhere, err := h.kind.ListKinds(h.as(there, coordinator, authn.RoleCoordinator), &pb.ListKindsRequest{OwnOnly: true}); err != nil || len(elsewhere.GetKinds()) != 0 {
		t.Fatal(elsewhere, err)
	}
}

func TestA01_AnOwnKindIsPlannedWithAndKeptWhenPutAway(t *testing.T) {
	t.Parallel()
	h := open(t)
	k := h.addKind("Bowlen")
	a := h.plan(h.client(anna), &pb.Activity{OwnKindId: k.GetId()}) // who and what are enough
	if a.GetKind() != pb.Activity_KIND_OTHER || a.GetOwnKindId() != k.GetId() {
		t.Fatalf("%v", a)
	}
	list, err := h.api.ListActivities(h.lead(), &pb.ListActivitiesRequest{OwnKindId: k.GetId()})
	must(t, err)
	wantIDs(t, list.GetActivities(), a)
	k, err = h.kind.RetireKind(h.lead(), &pb.ChangeKindRequest{Id: k.GetId(), Etag: k.GetEtag()})
	must(t, err)
	if read, err := h.api.GetActivity(h.client(anna), &pb.GetActivityRequest{Id: a.GetId()}); err != nil || read.GetOwnKindId() != k.GetId() || !k.GetRetired() {
		t.Fatalf("%v %v", read, err)
	}
	k, err = h.kind.RestoreKind(h.lead(), &pb.ChangeKindRequest{Id: k.GetId(), Etag: k.GetEtag()})
	must(t, err)
	if k.GetRetired() {
		t.Fatal(k)
	}
	// Another kind takes its place.
	a, err = h.api.UpdateActivity(h.client(anna), &pb.UpdateActivityRequest{
		Activity: &pb.Activity{Id: a.GetId(), Kind: pb.Activity_KIND_FILM}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"kind"}},
	})
	must(t, err)
	if a.GetOwnKindId() != "" || a.GetKind() != pb.Activity_KIND_FILM {
		t.Fatalf("%v", a)
	}
	_, err = h.api.CreateActivity(h.client(anna), &pb.CreateActivityRequest{Activity: &pb.Activity{OwnKindId: none}})
	wantCode(t, err, codes.NotFound)
}

func TestKindsAreOfTheOrganisationToKeep(t *testing.T) {
	t.Parallel()
	h := open(t)
	k := h.addKind("Bowlen")
	for _, nl := range []string{"bowlen", "Koffie of thee", ""} {
		_, err := h.kind.CreateKind(h.lead(), &pb.CreateKindRequest{Kind: &pb.OwnKind{NameNl: nl, Pictogram: "bowling"}})
		if !slices.Contains([]codes.Code{codes.AlreadyExists, codes.InvalidArgument}, status.Code(err)) {
			t.Errorf("%q: %v", nl, err)
		}
	}
	_, err := h.kind.CreateKind(h.lead(), &pb.CreateKindRequest{Kind: &pb.OwnKind{NameNl: "Kaarten"}})
	wantCode(t, err, codes.InvalidArgument) // no picture
	_, err = h.kind.CreateKind(h.worker(annasWorker), &pb.CreateKindRequest{Kind: &pb.OwnKind{NameNl: "Kaarten", Pictogram: "game-die"}})
	wantCode(t, err, codes.PermissionDenied)
	_, err = h.kind.UpdateKind(h.lead(), &pb.UpdateKindRequest{Kind: &pb.OwnKind{Id: k.GetId(), Etag: "9", NameNl: "Kegelen", Pictogram: "bowling"}})
	wantReason(t, err, "CHANGED_MEANWHILE")
	k, err = h.kind.UpdateKind(h.lead(), &pb.UpdateKindRequest{
		Kind: &pb.OwnKind{Id: k.GetId(), Etag: k.GetEtag(), EasyEn: "bowl"}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"easy_en"}},
	})
	must(t, err)
	if k.GetEasyEn() != "bowl" || k.GetNameNl() != "Bowlen" || k.GetEtag() != "2" {
		t.Fatalf("%v", k)
	}
}
