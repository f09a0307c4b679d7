package store_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// What is written reads back the same, with nothing lost on the way.
func TestAMatchReadsBackAsItWasWritten(t *testing.T) {
	t.Parallel()
	s := store.New(pgtest.New(t, store.Schema()).Open(store.Schema()))
	at := func(days int) time.Time { return time.Date(2026, 3, 2, 10, 0, 0, 1000, time.UTC).AddDate(0, 0, days) }
	want := domain.Match{
		ID: domain.MatchID(ids.New()), Version: 1, Origin: domain.Made, State: domain.Closing, WishID: domain.WishID(ids.New()),
		Making: domain.Connecting, Reason: "waarom", GuidanceNeeded: "begeleiding", BeganAt: "waar", Possibilities: "wat kan", Plan: "plan",
		Citizens: 3, Created: at(0), Updated: at(1), Asked: at(2), UnderWaySince: at(3),
		People: []domain.Participant{{Client: domain.ClientID(ids.New()), Networker: true, Helped: true, Place: 1, Stops: true, Answer: domain.Yes, AnswerForm: domain.Spoken,
			Agreed: true, AgreedForm: domain.Gesture, Estimate: domain.Estimate{Words: "schat in", Time: at(4)},
			Guidance: domain.Guidance{Distance: domain.OnCall, Task: domain.Mediator, Reason: "afstand", Set: at(5), Review: at(6)},
			Expects:  domain.Expectation{Words: "hoop", Rhythm: domain.Often},
			Care:     domain.Care{TalkHeld: true, FollowUp: at(7), Next: domain.NextTalk}}, {Client: domain.ClientID(ids.New())}},
	}
	want.Ending = domain.Ending{StartedBy: want.People[1].Client, NeutralWords: "voor iedereen", PrivateReason: "reden", Started: at(8), From: domain.Paused}
	want.PausedBy, want.PauseUntil, want.AgainOf = want.People[1].Client, at(9), domain.MatchID(ids.New())
	want.Invited = []domain.Invitee{{Participant: domain.Participant{Client: domain.ClientID(ids.New()), Answer: domain.Maybe, AnswerForm: domain.Self}, Reason: "erbij", Asked: at(10)}}
	want.Departed = []domain.Departed{{Participant: domain.Participant{Client: domain.ClientID(ids.New()), Care: domain.Care{TalkHeld: true}},
		Left: at(11), Form: domain.Gesture, Reason: "druk"}}
	check := func(when string, change func(*store.Tx) error) {
		t.Helper()
		must(t, s.InTxAs(t.Context(), "0197a000-0000-7000-8000-000000000001", func(tx *store.Tx) error {
			if err := change(tx); err != nil {
				return err
			}
			got, err := tx.Match(t.Context(), want.ID)
			if err == nil && !reflect.DeepEqual(got, want) {
				t.Errorf("%s\n got %+v\nwant %+v", when, got, want)
			}
			return err
		}))
	}
	check("added", func(tx *store.Tx) error {
		if err := tx.SaveNetworker(t.Context(), domain.Networker{ID: domain.NetworkerID(ids.New()), Client: want.People[0].Client,
			State: "active", Capacity: 1, LeadsGroup: true}); err != nil {
			return err
		}
		return tx.AddMatch(t.Context(), want)
	})
	want.State, want.Plan, want.People[1].Answer, want.People[0].Estimate, want.People[0].Place = domain.Closed, "ander plan", domain.Maybe, domain.Estimate{}, 0
	check("saved", func(tx *store.Tx) error {
		got, err := tx.SaveMatch(t.Context(), want)
		want.Version++
		if got.Version != want.Version {
			t.Errorf("version %d", got.Version)
		}
		return err
	})
	err := s.InTxAs(t.Context(), "0197a000-0000-7000-8000-000000000002", func(tx *store.Tx) error {
		_, err := tx.Match(t.Context(), want.ID)
		return err
	})
	if fault.KindOf(err) != fault.KindNotFound {
		t.Errorf("another organisation: %v", err)
	}
}
