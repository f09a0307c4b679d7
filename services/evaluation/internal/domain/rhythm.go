package domain

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
)

// Rhythm is after how many months people look back, and how many months apart from then
// on (E-03). It says when a moment is good, and never that somebody is behind (O-05).
type Rhythm struct {
	Months []int
	Every  int // 0: not any more after these
}

// DefaultRhythm is two, six and twelve months, and each year from then on.
func DefaultRhythm() Rhythm { return Rhythm{Months: []int{2, 6, 12}, Every: 12} }

const (
	longestRhythm = 60 // months: beyond this nobody looks ahead
	mostMoments   = 12
	ahead         = 13 // months that are planned ahead
	longestReason = 300
)

// Checked gives the rhythm in order, or says what is wrong with it.
func (r Rhythm) Checked() (Rhythm, error) {
	r.Months = slices.Clone(r.Months)
	slices.Sort(r.Months)
	var wrong []fault.Field
	if len(r.Months) == 0 && r.Every == 0 {
		wrong = append(wrong, field("rhythm.months", "Kies ten minste één moment, of om de hoeveel maanden.",
			"Choose at least one moment, or every how many months."))
	}
	if len(r.Months) > mostMoments || slices.ContainsFunc(r.Months, func(m int) bool { return m < 1 || m > longestRhythm }) ||
		len(slices.Compact(slices.Clone(r.Months))) != len(r.Months) {
		wrong = append(wrong, field("rhythm.months", "Kies hele maanden, van 1 tot en met 60, elk één keer.",
			"Choose whole months, from 1 to 60, each once."))
	}
	if r.Every < 0 || r.Every > 36 {
		wrong = append(wrong, field("rhythm.then_every", "Kies 0 tot en met 36 maanden.", "Choose 0 to 36 months."))
	}
	return r, checkForm(wrong)
}

// Moment is one look back that the rhythm asks for.
type Moment struct {
	Month int // since the people are under way: one look back in a month is enough
	Due   time.Time
}

// Moments gives when people look back, counted from then, up to and with until.
func (r Rhythm) Moments(from, until time.Time) (out []Moment) {
	add := func(months int) bool {
		due := from.AddDate(0, months, 0)
		if due.After(until) {
			return false
		}
		out = append(out, Moment{Month: months, Due: due})
		return true
	}
	last := 0
	for _, months := range r.Months {
		add(months)
		last = months
	}
	for n := last + r.Every; r.Every > 0 && add(n); n += r.Every {
	}
	return out
}

// MatchRhythm is the rhythm of one match: the organisation's as it was when the people went
// under way, or one that fits them better. It stays when the organisation chooses another.
type MatchRhythm struct {
	Match   MatchID
	Version Version
	Rhythm
	Adjusted bool
	Reason   string // why it was adjusted
	By       SupportWorkerID
	Set      time.Time
	// From is where an adjusted rhythm is counted from; zero: from being under way.
	From time.Time
	// After is the first moment that is planned: what lies before it stays as it is.
	After time.Time
}

// FirstRhythm is the rhythm of a match that is heard of at that time. Of moments that are
// past already only the last one asks for a look back: nobody catches up.
func FirstRhythm(m Match, r Rhythm, heard time.Time) MatchRhythm {
	of := MatchRhythm{Match: m.ID, Version: 1, Rhythm: r, Set: heard}
	if past := r.Moments(m.UnderWay, heard); len(past) > 0 {
		of.After = past[len(past)-1].Due
	}
	return of
}

// Follow takes over another rhythm of the organisation; what is due stays.
func (r MatchRhythm) Follow(rhythm Rhythm, now time.Time) MatchRhythm {
	return MatchRhythm{Match: r.Match, Version: r.Version, Rhythm: rhythm, Set: now, After: now}
}

// Adjust gives a match a rhythm of its own, counted from now, with the reason.
func (r MatchRhythm) Adjust(rhythm Rhythm, reason string, by SupportWorkerID, now time.Time) (MatchRhythm, error) {
	rhythm, err := rhythm.Checked()
	if err != nil {
		return r, err
	}
	reason = tidy(reason)
	switch n := utf8.RuneCountInString(reason); {
	case n == 0:
		return r, checkForm([]fault.Field{field("reason", "Schrijf kort waarom dit hier beter past.", "Write shortly why this fits better here.")})
	case n > longestReason || strings.ContainsRune(reason, 0):
		return r, checkForm([]fault.Field{field("reason", "Houd het kort: hooguit 300 tekens.", "Keep it short: at most 300 characters.")})
	}
	return MatchRhythm{Match: r.Match, Version: r.Version, Rhythm: rhythm, Adjusted: true, Reason: reason, By: by, Set: now, From: now, After: now}, nil
}

// Plan gives the looks back to plan for a match, with what lies ahead for about a year.
func (r MatchRhythm) Plan(m Match, now time.Time) (out []Moment) {
	from := r.From
	if from.IsZero() {
		from = m.UnderWay
	}
	for _, moment := range r.Moments(from, now.AddDate(0, ahead, 0)) {
		if moment.Due.Before(r.After) {
			continue
		}
		if !r.From.IsZero() {
			moment.Month = monthsBetween(m.UnderWay, moment.Due)
		}
		out = append(out, moment)
	}
	return out
}

// monthsBetween is how many whole months lie between the two.
func monthsBetween(from, to time.Time) int {
	n := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
	if from.AddDate(0, n, 0).After(to) {
		n--
	}
	return n
}

// LookAhead is up to when planned looks back are shown: now, or what was asked for, at most
// a year ahead.
func LookAhead(asked, now time.Time) time.Time {
	if most := now.AddDate(1, 0, 0); asked.After(most) {
		return most
	}
	if asked.Before(now) {
		return now
	}
	return asked
}
