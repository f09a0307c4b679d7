package server_test

import (
	"context"
	"testing"

	"google.golang.org/grpc/codes"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
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
