package domain

import (
	"slices"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

const (
	anna  ClientID = "anna"  // asks, in most tests
	bert  ClientID = "bert"  // together with anna
	carla ClientID = "carla" // together with bert, and not with anna
	dirk  ClientID = "dirk"  // nobody knows him
)

var now = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

func party(ids ...ClientID) (out []Going) {
	for _, id := range ids {
		out = append(out, Going{Client: id})
	}
	return out
}

// byAnna is anna asking; bert and carla, and anna and bert are together.
func byAnna() *Circle {
	c := NewCircle(anna)
	c.Reach(anna)
	c.Join(anna, bert)
	c.Join(bert, carla)
	return c
}

// byWorker is a support worker of anna alone.
func byWorker() *Circle {
	c := NewCircle("")
	c.Reach(anna)
	c.Join(anna, bert)
	c.Join(bert, carla)
	return c
}

func wantKind(t *testing.T, err error, want fault.Kind) {
	t.Helper()
	if err == nil || fault.KindOf(err) != want {
		t.Fatalf("got error %v, want kind %d", err, want)
	}
}

func wantField(t *testing.T, err error, path string) {
	t.Helper()
	f, ok := fault.As(err)
	if !ok || !slices.ContainsFunc(f.Fields, func(x fault.Field) bool { return x.Path == path && x.Text.NL != "" && x.Text.EN != "" }) {
		t.Fatalf("got error %v, want one on field %s in both languages", err, path)
	}
}

func must(t *testing.T, a Activity, err error) Activity {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestA01_WhoAndWhatAreEnough(t *testing.T) {
	t.Parallel()
	for name, a := range map[string]Activity{
		"words":           {What: "soep eten", Goers: party(anna)},
		"a picture":       {Kind: "film", Goers: party(anna, bert)},
		"nobody is named": {Kind: "games"}, // then it is for the client who asks
	} {
		planned, err := Plan(a, nil, byAnna(), now)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if planned.State != Planned || !planned.Has(anna) || planned.Day != "" || planned.Place != "" {
			t.Errorf("%s: became %+v", name, planned)
		}
	}
	_, err := Plan(Activity{What: "  ", Goers: party(anna)}, nil, byAnna(), now)
	wantField(t, err, "activity.what")
	_, err = Plan(Activity{What: "wandelen"}, nil, byWorker(), now)
	wantField(t, err, "activity.client_ids")
}

func TestA01_TimeThatDoesNotExistIsSaidPerField(t *testing.T) {
	t.Parallel()
	_, err := Plan(Activity{What: "x", Goers: party(anna), Day: "2026-02-30", Clock: "29:00"}, nil, byAnna(), now)
	wantField(t, err, "activity.day")
	wantField(t, err, "activity.clock")
}

func TestA01_AClientPlansForSelfAndPeopleTheyAreTogetherWith(t *testing.T) {
	t.Parallel()
	_, err := Plan(Activity{What: "koken", Goers: party(anna, bert)}, nil, byAnna(), now)
	if err != nil {
		t.Fatal(err)
	}
	for _, stranger := range []ClientID{carla, dirk} {
		_, err := Plan(Activity{What: "koken", Goers: party(anna, bert, stranger)}, nil, byAnna(), now)
		wantKind(t, err, fault.KindNotFound)
	}
	_, err = Plan(Activity{What: "koken", Goers: party(bert)}, nil, byWorker(), now)
	wantKind(t, err, fault.KindNotFound) // bert alone is not on this worker's caseload
}

func TestA02_WhoGoesTakesOthersAlong(t *testing.T) {
	t.Parallel()
	a := must(t, Activity{State: Planned, What: "koken", Goers: party(anna)}, nil)
	a, err := Take(a, bert, byAnna(), Match{}, now)
	a = must(t, a, err)
	if !slices.Equal(a.Clients(), []ClientID{anna, bert}) {
		t.Fatalf("goers %v", a.Clients())
	}
	again, err := Take(a, bert, byAnna(), Match{}, now)
	if err != nil || len(again.Goers) != 2 {
		t.Fatalf("joining twice: %v %v", again.Goers, err)
	}
	_, err = Take(a, dirk, byAnna(), Match{}, now)
	wantKind(t, err, fault.KindNotFound)
	// Somebody who does not go takes nobody along.
	_, err = Take(Activity{Goers: party(bert)}, carla, byAnna(), Match{}, now)
	wantKind(t, err, fault.KindNotFound)
}

func TestA02_OthersAreWelcomeOnlyWhenItIsSaid(t *testing.T) {
	t.Parallel()
	a := Activity{Goers: party(bert)}
	_, err := Take(a, anna, byAnna(), Match{}, now)
	wantKind(t, err, fault.KindNotFound)
	a.OthersWelcome = true
	joined, err := Take(a, anna, byAnna(), Match{}, now)
	if err != nil || !joined.Has(anna) {
		t.Fatalf("%v %v", joined, err)
	}
	_, err = Take(Activity{Goers: party(dirk), OthersWelcome: true}, anna, byAnna(), Match{}, now)
	wantKind(t, err, fault.KindNotFound) // welcome, but among strangers
}

func TestA02_LeavingCanBeTakenBackWithinAMatch(t *testing.T) {
	t.Parallel()
	a := Activity{Goers: party(bert)}
	m := Match{State: MatchUnderWay, People: []MatchPerson{{Client: anna, MayKnow: true}, {Client: bert, MayKnow: true}}}
	joined, err := Take(a, anna, byAnna(), m, now)
	if err != nil || !joined.Has(anna) {
		t.Fatalf("%v %v", joined, err)
	}
	m.State = MatchClosed
	_, err = Take(a, anna, byAnna(), m, now)
	wantKind(t, err, fault.KindNotFound)
	m.State, m.People[0].MayKnow = MatchUnderWay, false
	_, err = Take(a, anna, byAnna(), m, now)
	wantKind(t, err, fault.KindNotFound)
}

func TestA02_APartyHasALimit(t *testing.T) {
	t.Parallel()
	a := Activity{Goers: party(anna)}
	for range largestParty - 1 {
		a.Goers = append(a.Goers, Going{Client: "somebody"})
	}
	_, err := Take(a, bert, byAnna(), Match{}, now)
	wantKind(t, err, fault.KindConflict)
}

func TestA03_AMemberIntroducesSomebodyToTheirClub(t *testing.T) {
	t.Parallel()
	a, err := Plan(Activity{Kind: "my_club", What: "zwemclub", Goers: party(anna, bert)},
		[]Going{{Client: anna, Threshold: "niks"}}, byAnna(), now)
	a = must(t, a, err)
	if a.Kind != "my_club" || !a.Has(bert) {
		t.Fatalf("%+v", a)
	}
}

func TestA04_AThresholdIsToldByThePersonOrTheirOwnSupportWorker(t *testing.T) {
	t.Parallel()
	a := Activity{What: "zwemmen", Goers: party(anna, bert)}
	told, err := Plan(a, []Going{{Client: anna, Threshold: " te druk ", Helps: "samen naar binnen"}}, byAnna(), now)
	told = must(t, told, err)
	if told.Goers[0].Threshold != "te druk" || told.Goers[0].Helps != "samen naar binnen" {
		t.Fatalf("%+v", told.Goers)
	}
	_, err = Plan(a, []Going{{Client: bert, Threshold: "x"}}, byAnna(), now)
	wantKind(t, err, fault.KindDenied)
	_, err = Plan(a, []Going{{Client: dirk, Threshold: "x"}}, byAnna(), now)
	wantField(t, err, "activity.thresholds")
}

func TestA04_ChangingOnesOwnThresholdKeepsThatOfTheOther(t *testing.T) {
	t.Parallel()
	a := Activity{State: Planned, What: "zwemmen", Goers: []Going{{Client: anna, Threshold: "oud"}, {Client: bert, Threshold: "van bert"}}}
	none := []Going{}
	changed, err := Edit(a, Change{Thresholds: &none}, byAnna(), now)
	changed = must(t, changed, err)
	if changed.Goers[0].Threshold != "" || changed.Goers[1].Threshold != "van bert" {
		t.Fatalf("%+v", changed.Goers)
	}
	if a.Goers[0].Threshold != "oud" {
		t.Fatal("Edit changed its argument")
	}
}

func TestA06_NotGoingIsOneStepAndCanBeTakenBack(t *testing.T) {
	t.Parallel()
	a := Activity{State: Planned, What: "koken", Goers: party(anna, bert)}
	left, err := Drop(a, anna, byAnna(), now)
	left = must(t, left, err)
	if left.Has(anna) || !left.Has(bert) || left.State != Planned {
		t.Fatalf("%+v", left)
	}
	_, err = Drop(a, bert, byAnna(), now)
	wantKind(t, err, fault.KindNotFound) // nobody takes another out

	alone, err := Drop(Activity{State: Planned, Goers: party(anna)}, anna, byAnna(), now)
	alone = must(t, alone, err)
	if alone.State != NotHeld || !alone.Has(anna) {
		t.Fatalf("the last one: %+v", alone)
	}
}

func TestA06_EverythingSaidCanBeChanged(t *testing.T) {
	t.Parallel()
	states := []State{Trying, Planned, Held, NotHeld}
	for _, from := range states {
		for _, to := range states {
			a := Activity{State: from, What: "x", Goers: party(anna)}
			edited, err := Edit(a, Change{State: &to}, byAnna(), now)
			if err != nil || edited.State != to || Mark(a, to, now).State != to {
				t.Errorf("%s → %s: %v", from, to, err)
			}
		}
	}
}

func TestA07_TryingNeedsNothingAndLeavesNoMark(t *testing.T) {
	t.Parallel()
	a, err := Plan(Activity{State: Trying, What: "eens kijken", Goers: party(anna)}, nil, byAnna(), now)
	a = must(t, a, err)
	if a.State != Trying {
		t.Fatal(a.State)
	}
	if s := Mark(a, NotHeld, now).State; s != NotHeld {
		t.Fatal(s)
	}
	_, err = Plan(Activity{State: NotHeld, What: "x", Goers: party(anna)}, nil, byAnna(), now)
	wantField(t, err, "activity.state")
}

func TestM17_NobodyPlansWithSomebodyBeforeTheyMeet(t *testing.T) {
	t.Parallel()
	for _, early := range []MatchState{MatchIdea, MatchProposed, MatchClosed, MatchNothing} {
		if slices.Contains(StatesTogether(), early) {
			t.Errorf("people plan together in a match that is %q", early)
		}
	}
	m := Match{People: []MatchPerson{{Client: anna}, {Client: bert}}}
	wantKind(t, Activity{Goers: party(anna)}.BelongsTo(m, byAnna()), fault.KindNotFound)
	if err := (Activity{Goers: party(anna)}).BelongsTo(m, byWorker()); err != nil {
		t.Error(err)
	}
	wantField(t, Activity{Goers: party(dirk)}.BelongsTo(m, byWorker()), "activity.match_id")
}

func TestErasure_AnActivityGoesOnWithoutSomebodyWhoLeft(t *testing.T) {
	t.Parallel()
	rest, gone := Activity{Goers: party(anna, bert)}.WithoutClient(anna, now)
	if gone || rest.Has(anna) || !rest.Has(bert) {
		t.Fatalf("%+v %v", rest, gone)
	}
	if _, gone := rest.WithoutClient(bert, now); !gone {
		t.Fatal("nobody is left")
	}
}
