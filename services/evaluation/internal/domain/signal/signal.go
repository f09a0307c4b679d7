// Package signal holds the quiet hints to support workers: what asks a little attention, why, and what one could do.
// They are computed from what happened and the time it is; nothing of them is kept but who put one off.
package signal

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/fault"
)

// Kind is what sort of hint it is.
type Kind string

// The kinds, most tender first: that is the order in which somebody reads them.
const (
	FollowUp       Kind = "follow_up"
	MoodLow        Kind = "mood"
	PushOff        Kind = "push"
	OneResponsible Kind = "one_responsible"
	LifeChange     Kind = "life_change"
	InterimDue     Kind = "interim_evaluation"
	NothingPlanned Kind = "nothing_planned"
	ReviewGuidance Kind = "review_guidance"
	WishWaiting    Kind = "wish_waiting"
	AskAboutPause  Kind = "pause"
)

// Kinds lists the kinds, most tender first.
func Kinds() []Kind {
	return []Kind{
		FollowUp, MoodLow, PushOff, OneResponsible, LifeChange, InterimDue, AskAboutPause, NothingPlanned, ReviewGuidance, WishWaiting,
	}
}

// How long it may be quiet before somebody is asked to look. Hints, no deadlines (O-05).
const (
	moodFades    = 30 * day    // what was not nice a month ago is no news
	firstOuting  = 14 * day    // from the plan to the first thing done together (M-09)
	wishPatience = 6 * 7 * day // a wish that nobody has looked at
	day          = 24 * time.Hour
	guides       = 2 // responsible people for everybody in a match (O-01)
)

// Signal is a quiet hint to a support worker: why, in words, and what one could do. It
// is computed from facts and now, and kept nowhere: when its cause is gone, so is it.
type Signal struct {
	ID         domain.SignalID
	Kind       Kind
	Client     domain.ClientID // empty when it is about a match
	Match      domain.MatchID
	Wish       domain.WishID
	Evaluation domain.EvaluationID
	Why        Words
	Next       Words
	Since      time.Time
}

// Facts is what signals are made of: what is known of the people the caller reaches.
type Facts struct {
	Matches     []Match
	Moods       []Mood
	Reflections []Reflection
	Due         []domain.Evaluation
	Wishes      []Wish
	Reached     map[domain.ClientID]bool
}

// Match is a match, with what is known around it.
type Match struct {
	domain.Match
	// Planned says whether the people planned, tried or did something together.
	Planned bool
	// Guided is for each person the caller reaches how many support workers they have, and since when.
	Guided map[domain.ClientID]Guided
}

// Guided is how many people guide somebody.
type Guided struct {
	Workers int
	Since   time.Time
}

// Activity is something that people do, or mean to do, together.
type Activity struct {
	ID     domain.ActivityID
	State  string // "" when it was taken away
	Match  domain.MatchID
	People []domain.ClientID
}

// SomethingTogether are the states of an activity that count as a first thing to do
// together. What was not held does not: not going is fine, and asks nothing.
func SomethingTogether() []string { return []string{"trying", "planned", "held"} }

// Mood is how it was for somebody who shares it.
type Mood struct {
	Activity domain.ActivityID
	Match    domain.MatchID
	Client   domain.ClientID
	Mood     string
	At       time.Time
}

// NotNice is the one mood that asks for somebody.
const NotNice = "not_nice"

// Reflection is what somebody told in a look back that is still open.
type Reflection struct {
	Evaluation domain.EvaluationID
	Match      domain.MatchID
	domain.Reflection
}

// Wish is a wish and since when it stands as it does.
type Wish struct {
	ID     domain.WishID
	Client domain.ClientID
	State  string
	Told   bool
	Since  time.Time
}

// OpenWish is the state of a wish that nobody took up yet.
const OpenWish = "open"

// Signals gives what asks attention, most tender first, and then the longest waiting.
// When all goes well there is nothing: silence is good news (D-05).
func Signals(f Facts, now time.Time) []Signal {
	var all []Signal
	for _, m := range f.Matches {
		all = append(all, m.signals(f.Reached, now)...)
	}
	all = append(all, moodSignals(f.Moods, now)...)
	all = append(all, reflectionSignals(f.Reflections)...)
	for _, e := range f.Due {
		if e.State == domain.Due && !e.Due.After(now) {
			all = append(all, Signal{
				ID: signalID(InterimDue, string(e.ID)), Kind: InterimDue, Match: e.Match, Evaluation: e.ID, Since: e.Due,
			})
		}
	}
	for _, w := range f.Wishes {
		if w.State == OpenWish && w.Told && !now.Before(w.Since.Add(wishPatience)) {
			all = append(all, Signal{
				ID: signalID(WishWaiting, string(w.ID), on(w.Since)), Kind: WishWaiting, Client: w.Client, Wish: w.ID, Since: w.Since,
			})
		}
	}
	order := Kinds()
	slices.SortFunc(all, func(a, b Signal) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind)),
			a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
	all = slices.CompactFunc(all, func(a, b Signal) bool { return a.ID == b.ID })
	for i := range all {
		all[i].Why, all[i].Next = wordsFor(all[i])
	}
	return all
}

// signals gives what one match asks.
func (m Match) signals(reached map[domain.ClientID]bool, now time.Time) (out []Signal) {
	here := false // somebody the caller reaches is in it still
	for _, p := range m.People {
		if !reached[p.Client] {
			continue
		}
		if passed(p.FollowUp, now) {
			out = append(out, Signal{
				ID: signalID(FollowUp, string(m.ID), string(p.Client), on(p.FollowUp)), Kind: FollowUp, Client: p.Client, Match: m.ID, Since: p.FollowUp,
			})
		}
		here = here || !p.Departed
		if !m.State.Living() || p.Departed {
			continue
		}
		if passed(p.Review, now) {
			out = append(out, Signal{
				ID: signalID(ReviewGuidance, string(m.ID), string(p.Client), on(p.Review)), Kind: ReviewGuidance, Client: p.Client, Match: m.ID, Since: p.Review,
			})
		}
		if g, known := m.Guided[p.Client]; known && g.Workers < guides {
			// One for each person, however many matches they are in.
			out = append(out, Signal{
				ID: signalID(OneResponsible, string(p.Client), on(g.Since)), Kind: OneResponsible, Client: p.Client, Since: g.Since,
			})
		}
	}
	if !here {
		return out
	}
	if m.State == domain.MatchPaused && passed(m.PauseUntil, now) {
		out = append(out, Signal{ID: signalID(AskAboutPause, string(m.ID), on(m.PauseUntil)), Kind: AskAboutPause, Match: m.ID, Since: m.PauseUntil})
	}
	if since := m.expecting(); !since.IsZero() && !m.Planned && !now.Before(since.Add(firstOuting)) {
		out = append(out, Signal{ID: signalID(NothingPlanned, string(m.ID), on(since)), Kind: NothingPlanned, Match: m.ID, Since: since})
	}
	return out
}

// expecting is since when a first thing to do together may be expected: the later of
// plan and setting out; zero when it may not (M-09).
func (m Match) expecting() time.Time {
	switch {
	case m.State == domain.MatchUnderWay && m.PlanTime.After(m.UnderWay):
		return m.PlanTime
	case m.State == domain.MatchUnderWay:
		return m.UnderWay
	case m.State == domain.MatchGettingAcquainted && m.PlanMade:
		return m.PlanTime
	default:
		return time.Time{}
	}
}

func moodSignals(moods []Mood, now time.Time) (out []Signal) {
	for _, m := range moods {
		if m.Mood == NotNice && now.Before(m.At.Add(moodFades)) {
			out = append(out, Signal{
				ID: signalID(MoodLow, string(m.Activity), string(m.Client)), Kind: MoodLow, Client: m.Client, Match: m.Match, Since: m.At,
			})
		}
	}
	return out
}

// reflectionSignals: too much and too little push both lead to a talk (M-10); a changed
// life and other wishes are neutral, and ask what somebody would like now (E-05). Closing
// the look back is the answer to either.
func reflectionSignals(reflections []Reflection) (out []Signal) {
	for _, r := range reflections {
		if r.Client == "" {
			continue
		}
		s := Signal{Client: r.Client, Match: r.Match, Evaluation: r.Evaluation, Since: r.At}
		if r.Push == domain.PushTooMuch || r.Push == domain.PushTooLittle {
			s.Kind, s.ID = PushOff, signalID(PushOff, string(r.Evaluation), string(r.Client), string(r.Push))
			out = append(out, s)
		}
		if r.LifeChanged || r.OtherWishes {
			s.Kind, s.ID = LifeChange, signalID(LifeChange, string(r.Evaluation), string(r.Client))
			out = append(out, s)
		}
	}
	return out
}

func passed(date, now time.Time) bool { return !date.IsZero() && !date.After(now) }

// on is a date as part of an id: the same cause at another date is another signal, so
// that putting off the one does not hide the other.
func on(t time.Time) string { return t.UTC().Format("20060102") }

// signalID is made of what causes the signal, and of letters that a path may hold.
func signalID(kind Kind, cause ...string) domain.SignalID {
	return domain.SignalID(string(kind) + "." + strings.Join(cause, "."))
}

// Snooze is a signal that somebody puts off, with a reason.
type Snooze struct {
	Signal domain.SignalID
	Reason string
	Until  time.Time
	At     time.Time
}

const longestSnooze = 366 * day

// PutOff checks a snooze: with a reason, until a moment within a year.
func PutOff(s Snooze, now time.Time) (Snooze, error) {
	s.Reason = strings.TrimSpace(s.Reason)
	var wrong []fault.Field
	if s.Reason == "" {
		wrong = append(wrong, domain.Field("reason", "Waarom niet nu? Een paar woorden is genoeg.", "Why not now? A few words are enough."))
	}
	if !s.Until.After(now) || s.Until.After(now.Add(longestSnooze)) {
		wrong = append(wrong, domain.Field("until", "Kies een dag tussen morgen en over een jaar.", "Choose a day between tomorrow and a year from now."))
	}
	s.At = now
	return s, domain.CheckForm(wrong)
}
