// Package signal holds the quiet hints to support workers: what asks a little attention,
// why, and what one could do. They are computed from what happened and the time it is;
// nothing of them is kept but who put one off. When all goes well there is nothing:
// silence is good news (D-05).
//
// A new kind is: its name in Kinds, a rule in rules.go that finds it in the facts, its
// sentences in sentences.go, a value in the contract, and a row in the table of rules_test.go.
package signal

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
)

// Kind is what sort of hint it is.
type Kind string

// The kinds of hints.
const (
	FollowUp       Kind = "follow_up"
	MoodTurning    Kind = "mood_turning"
	MoodLow        Kind = "mood"
	PushOff        Kind = "push"
	OneResponsible Kind = "one_responsible"
	LifeChange     Kind = "life_change"
	Silence        Kind = "silence"
	Unanswered     Kind = "proposal"
	InterimDue     Kind = "interim_evaluation"
	AskAboutPause  Kind = "pause"
	OneSided       Kind = "initiative"
	NothingPlanned Kind = "nothing_planned"
	ReviewGuidance Kind = "review_guidance"
	OldEstimate    Kind = "estimate"
	WishWaiting    Kind = "wish_waiting"
	CapacityFull   Kind = "capacity"
)

// Kinds lists the kinds, most tender first: that is the order in which somebody reads them.
func Kinds() []Kind {
	return []Kind{
		FollowUp, MoodTurning, MoodLow, PushOff, OneResponsible, LifeChange, Silence, Unanswered, InterimDue, AskAboutPause,
		OneSided, NothingPlanned, ReviewGuidance, OldEstimate, WishWaiting, CapacityFull,
	}
}

const day = 24 * time.Hour

// Signal is a quiet hint to a support worker: why, in words, what one could do, and when
// it goes away by itself. It is kept nowhere: when its cause is gone, so is it.
type Signal struct {
	ID         domain.SignalID
	Kind       Kind
	Client     domain.ClientID // empty when it is about a match
	Match      domain.MatchID
	Wish       domain.WishID
	Evaluation domain.EvaluationID
	Since      time.Time

	Why, Next, Resolves Words
	// SeenBy are those who guide somebody it is about, in order of id; the caller may be one.
	SeenBy []domain.SupportWorkerID
}

// Of gives what asks attention, most tender first, and then the longest waiting.
func Of(f Facts, s Settings, now time.Time) []Signal {
	var all []Signal
	for _, r := range rules() {
		if !s[r.kind].Off {
			all = append(all, r.find(f, s.of(r), now)...)
		}
	}
	all = quieter(all)
	slices.SortFunc(all, compare)
	all = slices.CompactFunc(all, func(a, b Signal) bool { return a.ID == b.ID })
	people := map[domain.MatchID][]domain.Person{}
	for _, m := range f.Matches {
		people[m.ID] = m.People
	}
	for i := range all {
		all[i].say()
		all[i].SeenBy = f.guiding(all[i], people[all[i].Match])
	}
	return all
}

// quieter leaves out what another signal says already: two outings in a row say more than the last one.
func quieter(all []Signal) []Signal {
	turning := map[domain.ClientID]bool{}
	for _, s := range all {
		turning[s.Client] = turning[s.Client] || s.Kind == MoodTurning
	}
	return slices.DeleteFunc(all, func(s Signal) bool { return s.Kind == MoodLow && turning[s.Client] })
}

// guiding gives who guides somebody a signal is about: the person, or everybody in the match.
func (f Facts) guiding(s Signal, together []domain.Person) (who []domain.SupportWorkerID) {
	if s.Client != "" {
		return slices.Sorted(slices.Values(f.Guides[s.Client]))
	}
	for _, p := range together {
		if !p.Departed {
			who = append(who, f.Guides[p.Client]...)
		}
	}
	slices.Sort(who)
	return slices.Compact(who)
}

func compare(a, b Signal) int {
	order := Kinds()
	return cmp.Or(cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind)), a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
}

// Mark is a place in the list, for going on after it even when the signal itself has gone.
type Mark struct {
	Kind  Kind
	Since time.Time
	ID    domain.SignalID
}

// Mark gives the place of a signal.
func (s Signal) Mark() Mark { return Mark{s.Kind, s.Since, s.ID} }

// After gives the signals that come after a place in the list.
func After(list []Signal, m Mark) []Signal {
	at := Signal{Kind: m.Kind, Since: m.Since, ID: m.ID}
	return list[slices.IndexFunc(append(slices.Clone(list), Signal{}), func(s Signal) bool { return s.ID == "" || compare(s, at) > 0 }):]
}

func passed(date, now time.Time) bool { return !date.IsZero() && !date.After(now) }

// on is a date as part of an id: the same cause at another date is another signal, so
// that putting off the one does not hide the other.
func on(t time.Time) string { return t.UTC().Format("20060102") }

// idOf is made of what causes the signal, and of letters that a path may hold.
func idOf(kind Kind, cause ...string) domain.SignalID {
	return domain.SignalID(string(kind) + "." + strings.Join(cause, "."))
}
