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

func TestHowWasIt_EachAnswerIsSharedByItself(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "koken", ClientIds: []string{bert}}).GetId()
	say := func(parts ...pb.HowWasIt_Part) {
		t.Helper()
		must(t, second(h.api.SayHowItWas(h.client(anna), &pb.SayHowItWasRequest{
			ActivityId: a, ClientId: anna, Mood: pb.HowWasIt_MOOD_NOT_NICE, Again: pb.HowWasIt_AGAIN_NO, Words: "te druk", SharedParts: parts,
		})))
	}
	see := func(ctx context.Context) *pb.HowWasIt {
		t.Helper()
		out, err := h.api.ListHowWasIt(ctx, &pb.ListHowWasItRequest{ActivityId: a})
		must(t, err)
		if len(out.GetAnswers()) == 0 {
			return &pb.HowWasIt{}
		}
		return out.GetAnswers()[0]
	}
	for _, c := range []struct {
		parts []pb.HowWasIt_Part
		mood  pb.HowWasIt_Mood
		again pb.HowWasIt_Again
		words string
	}{
		{nil, 0, 0, ""},
		{[]pb.HowWasIt_Part{pb.HowWasIt_PART_WORDS}, 0, 0, "te druk"},
		{[]pb.HowWasIt_Part{pb.HowWasIt_PART_MOOD}, pb.HowWasIt_MOOD_NOT_NICE, 0, ""},
		{[]pb.HowWasIt_Part{pb.HowWasIt_PART_AGAIN}, 0, pb.HowWasIt_AGAIN_NO, ""},
	} {
		say(c.parts...)
		if got := see(h.worker(annasWorker)); got.GetMood() != c.mood || got.GetAgain() != c.again || got.GetWords() != c.words {
			t.Errorf("shared %v, seen %v", c.parts, got)
		}
		if own := see(h.client(anna)); own.GetMood() != pb.HowWasIt_MOOD_NOT_NICE || own.GetWords() != "te druk" || len(own.GetSharedParts()) != len(c.parts) {
			t.Errorf("her own answer became %v", own)
		}
		if other := see(h.client(bert)); other.GetClientId() != "" {
			t.Errorf("bert sees %v", other)
		}
	}
	// The others hear the mood only while the mood is shared, and at once when it no longer is.
	events := told(h, func() *pb.HowWasItShared { return &pb.HowWasItShared{} })
	if len(events) != 2 || events[0].GetMood() != pb.HowWasIt_MOOD_NOT_NICE || events[1].GetMood() != 0 {
		t.Fatal(events)
	}
}

func TestHowWasIt_WhatWasToldCanBeTakenAwayWhole(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "koken"}).GetId()
	h.say(h.client(anna), a, anna, pb.HowWasIt_MOOD_NOT_NICE, true)
	_, err := h.api.ForgetHowItWas(h.worker(annasWorker), &pb.ForgetHowItWasRequest{ActivityId: a, ClientId: anna})
	wantReason(t, err, "TOLD_THEMSELF")
	must(t, second(h.api.ForgetHowItWas(h.client(anna), &pb.ForgetHowItWasRequest{ActivityId: a, ClientId: anna})))
	if n := h.rows("how_was_it"); n != 0 {
		t.Fatal("it is still there")
	}
	events := told(h, func() *pb.HowWasItShared { return &pb.HowWasItShared{} })
	if len(events) != 2 || events[1].GetMood() != 0 {
		t.Fatal(events)
	}
}

func TestA04_WhatHelpedIsOfferedAgainTheNextTime(t *testing.T) {
	t.Parallel()
	h := open(t)
	earlier := func(kind pb.Activity_Kind) *pb.Threshold {
		t.Helper()
		got, err := h.api.GetEarlierThreshold(h.client(anna), &pb.GetEarlierThresholdRequest{ClientId: anna, Kind: kind})
		must(t, err)
		return got
	}
	if got := earlier(0); got.GetThreshold() != "" || len(got.GetHard()) != 0 {
		t.Fatal(got)
	}
	tell := func(kind pb.Activity_Kind, hard pb.Threshold_Hard, helps string) {
		h.now = h.now.AddDate(0, 0, 1)
		h.plan(h.client(anna), &pb.Activity{Kind: kind, Thresholds: []*pb.Threshold{{
			ClientId: anna, Hard: []pb.Threshold_Hard{hard}, Helpful: []pb.Threshold_Helpful{pb.Threshold_HELPFUL_TOGETHER}, Helps: helps,
		}}})
	}
	tell(pb.Activity_KIND_SPORT, pb.Threshold_HARD_NOISE, "oordoppen")
	tell(pb.Activity_KIND_OUT, pb.Threshold_HARD_GETTING_THERE, "samen in de bus")
	h.plan(h.client(anna), &pb.Activity{Kind: pb.Activity_KIND_SPORT}) // said nothing: the time before counts
	if got := earlier(pb.Activity_KIND_SPORT); got.GetHelps() != "oordoppen" || got.GetHard()[0] != pb.Threshold_HARD_NOISE || len(got.GetHelpful()) != 1 {
		t.Fatal(got)
	}
	if got := earlier(pb.Activity_KIND_FILM); got.GetHelps() != "samen in de bus" {
		t.Fatal(got)
	}
	_, err := h.api.GetEarlierThreshold(h.client(bert), &pb.GetEarlierThresholdRequest{ClientId: anna})
	wantCode(t, err, codes.NotFound)
}
