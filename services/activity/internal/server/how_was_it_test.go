package server_test

import (
	"context"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/internal/authn"
)

func (h *house) say(ctx context.Context, activity, client string, mood pb.HowWasIt_Mood, shared bool) {
	h.t.Helper()
	_, err := h.api.SayHowItWas(ctx, &pb.SayHowItWasRequest{ActivityId: activity, ClientId: client, Mood: mood, Shared: shared})
	must(h.t, err)
}

func (h *house) answers(ctx context.Context, activity string) map[string]pb.HowWasIt_Mood {
	h.t.Helper()
	out, err := h.api.ListHowWasIt(ctx, &pb.ListHowWasItRequest{ActivityId: activity})
	must(h.t, err)
	seen := map[string]pb.HowWasIt_Mood{}
	for _, a := range out.GetAnswers() {
		seen[a.GetClientId()] = a.GetMood()
	}
	return seen
}

func TestHowWasIt_IsPrivateUnlessShared(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "koken", ClientIds: []string{bert}}).GetId()
	h.say(h.client(anna), a, anna, pb.HowWasIt_MOOD_NOT_NICE, false)
	h.say(h.client(bert), a, bert, pb.HowWasIt_MOOD_NICE, true)

	for name, c := range map[string]struct {
		ctx  context.Context
		want []string
	}{
		"anna sees her own":                           {h.client(anna), []string{anna}},
		"bert sees his own":                           {h.client(bert), []string{bert}},
		"anna's support worker sees nothing":          {h.worker(annasWorker), nil},
		"coordination sees what bert shared and only": {h.lead(), []string{bert}},
	} {
		got := h.answers(c.ctx, a)
		if len(got) != len(c.want) || len(c.want) == 1 && got[c.want[0]] == 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
	shared := told(h, func() *pb.HowWasItShared { return &pb.HowWasItShared{} })
	if len(shared) != 1 || shared[0].GetClientId() != bert || shared[0].GetMood() != pb.HowWasIt_MOOD_NICE {
		t.Fatalf("told %v", shared)
	}
}

func TestHowWasIt_CanBeChangedAndTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "koken", ClientIds: []string{bert}}).GetId()
	h.say(h.client(anna), a, anna, pb.HowWasIt_MOOD_SKIPPED, false)
	h.say(h.client(anna), a, anna, pb.HowWasIt_MOOD_NOT_NICE, true)
	if got := h.answers(h.worker(annasWorker), a); got[anna] != pb.HowWasIt_MOOD_NOT_NICE {
		t.Fatal(got)
	}
	h.say(h.client(anna), a, anna, pb.HowWasIt_MOOD_NICE, false)
	if got := h.answers(h.worker(annasWorker), a); len(got) != 0 {
		t.Fatal(got)
	}
	shared := told(h, func() *pb.HowWasItShared { return &pb.HowWasItShared{} })
	if len(shared) != 2 || shared[0].GetMood() != pb.HowWasIt_MOOD_NOT_NICE || shared[1].GetMood() != pb.HowWasIt_MOOD_UNSPECIFIED {
		t.Fatalf("told %v", shared)
	}
	// Leaving takes a shared answer along.
	h.say(h.client(anna), a, anna, pb.HowWasIt_MOOD_NICE, true)
	_, err := h.api.LeaveActivity(h.client(anna), &pb.LeaveActivityRequest{Id: a, ClientId: anna})
	must(t, err)
	shared = told(h, func() *pb.HowWasItShared { return &pb.HowWasItShared{} })
	if len(shared) != 4 || shared[3].GetMood() != pb.HowWasIt_MOOD_UNSPECIFIED {
		t.Fatalf("told %v", shared)
	}
}

func TestHowWasIt_NobodyAnswersForAnother(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "koken", ClientIds: []string{bert}}).GetId()
	_, err := h.api.SayHowItWas(h.client(anna), &pb.SayHowItWasRequest{ActivityId: a, ClientId: bert, Mood: pb.HowWasIt_MOOD_NICE})
	wantCode(t, err, codes.NotFound)
	_, err = h.api.SayHowItWas(h.client(carla), &pb.SayHowItWasRequest{ActivityId: a, ClientId: carla, Mood: pb.HowWasIt_MOOD_NICE})
	wantCode(t, err, codes.NotFound)
	h.say(h.client(anna), a, anna, pb.HowWasIt_MOOD_NOT_NICE, false)
	_, err = h.api.SayHowItWas(h.worker(annasWorker), &pb.SayHowItWasRequest{ActivityId: a, ClientId: anna, Mood: pb.HowWasIt_MOOD_NICE})
	wantReason(t, err, "TOLD_THEMSELF")
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
