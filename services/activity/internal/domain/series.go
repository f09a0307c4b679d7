package domain

import (
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// aheadDays is how far ahead each time is made: far enough to look forward to, near
// enough to change one's mind.
const aheadDays = 6 * 7

// Rhythm is how something comes back.
type Rhythm string

// The rhythms. There is no number to reach: skipping is fine, and so is stopping.
const (
	Weekly        Rhythm = "weekly"
	EveryTwoWeeks Rhythm = "every_two_weeks"
	Monthly       Rhythm = "monthly" // on the same day of the week: the first Tuesday, the last Friday
)

// SeriesID is something that comes back.
type SeriesID string

// Series is something that comes back. Each time is an activity, made some weeks ahead.
type Series struct {
	ID            SeriesID
	Version       Version
	Kind          Kind
	OwnKind       KindID
	What          string
	Goers         []ClientID // each time, unless they say otherwise; never empty
	Match         MatchID
	Place         PlaceID
	Rhythm        Rhythm
	First         string // says which day of the week, and of the month
	Until         string // empty: for as long as people like it
	AwayFrom      string // a stretch in which it does not come back; both days included
	AwayUntil     string
	Daypart       Daypart
	Clock         string
	OthersWelcome bool
	Stopped       bool
	Created       time.Time
	Updated       time.Time
}

// Horizon is the last day for which times are made.
func Horizon(today string) string { return addDays(today, aheadDays) }

// Days are the days on which it comes back, from one day until another, both included.
func (s Series) Days(from, until string) (days []string) {
	if s.Until != "" {
		until = min(until, s.Until)
	}
	for n := 0; ; n++ {
		day := s.nth(n)
		if day == "" || day > until {
			return days
		}
		away := s.AwayFrom != "" && day >= s.AwayFrom && day <= s.AwayUntil
		if day >= from && !away {
			days = append(days, day)
		}
	}
}

// nth is the day of the n-th time after the first.
func (s Series) nth(n int) string {
	first, err := time.Parse(time.DateOnly, s.First)
	if err != nil {
		return ""
	}
	switch s.Rhythm {
	case Weekly:
		return first.AddDate(0, 0, 7*n).Format(time.DateOnly)
	case EveryTwoWeeks:
		return first.AddDate(0, 0, 14*n).Format(time.DateOnly)
	case Monthly:
		return sameWeekday(first, n).Format(time.DateOnly)
	default:
		return ""
	}
}

// sameWeekday is the day of the week of first, at the same place in the n-th month
// after it. Not every month has a fifth one: that is taken as the last.
func sameWeekday(first time.Time, n int) time.Time {
	place := (first.Day() - 1) / 7
	month := time.Date(first.Year(), first.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	if place >= 4 {
		last := month.AddDate(0, 1, -1)
		return last.AddDate(0, 0, -int((last.Weekday()-first.Weekday()+7)%7))
	}
	return month.AddDate(0, 0, int((first.Weekday()-month.Weekday()+7)%7)+7*place)
}

// Meeting is one time of it, as an activity without an id.
func (s Series) Meeting(day string, now time.Time) Activity {
	a := Activity{State: Planned, Match: s.Match, Series: s.ID, SeriesDay: day, Day: day, Version: 1, Created: now, Updated: now}
	for _, id := range s.Goers {
		a.Goers = append(a.Goers, Going{Client: id})
	}
	return s.onto(a)
}

// onto gives one time what the series says now. Who goes stays as it is: somebody may
// have said something about that one time.
func (s Series) onto(a Activity) Activity {
	a.Kind, a.OwnKind, a.What, a.Place = s.Kind, s.OwnKind, s.What, s.Place
	a.Daypart, a.Clock, a.OthersWelcome = s.Daypart, s.Clock, s.OthersWelcome
	return a
}

// Begin checks something that is to come back, with the rules of an activity.
func Begin(s Series, by *Circle, now time.Time) (Series, error) {
	a, err := Plan(s.Meeting(s.First, now), nil, by, now)
	if err != nil {
		return Series{}, ofSeries(err)
	}
	s.take(a)
	if err := checkForm(s.problems()); err != nil {
		return Series{}, err
	}
	s.Version, s.Stopped, s.Created, s.Updated = 1, false, now, now
	return s, nil
}

// take keeps what the rules of an activity made of it.
func (s *Series) take(a Activity) {
	s.Kind, s.OwnKind, s.What, s.Goers = a.Kind, a.OwnKind, a.What, a.Clients()
}

// SeriesChange holds the wanted fields of an update; nil leaves a field as it is.
type SeriesChange struct {
	Kind                *Kind
	OwnKind             *KindID
	What                *string
	Match               *MatchID
	Place               *PlaceID
	Rhythm              *Rhythm
	First, Until        *string
	AwayFrom, AwayUntil *string
	Daypart             *Daypart
	Clock               *string
	OthersWelcome       *bool
}

// EditSeries changes it from a day on. Everybody who goes may.
func EditSeries(s Series, c SeriesChange, now time.Time) (Series, error) {
	// What an activity has, changes as an activity does.
	a, err := Edit(s.Meeting(s.First, now), Change{
		Kind: c.Kind, OwnKind: c.OwnKind, What: c.What, Match: c.Match, Place: c.Place, Daypart: c.Daypart, Clock: c.Clock, OthersWelcome: c.OthersWelcome,
	}, NewCircle(""), now)
	if err != nil {
		return Series{}, ofSeries(err)
	}
	s.take(a)
	s.Match, s.Place, s.Daypart, s.Clock, s.OthersWelcome = a.Match, a.Place, a.Daypart, a.Clock, a.OthersWelcome
	set(&s.Rhythm, c.Rhythm)
	set(&s.First, c.First)
	set(&s.Until, c.Until)
	set(&s.AwayFrom, c.AwayFrom)
	set(&s.AwayUntil, c.AwayUntil)
	if err := checkForm(s.problems()); err != nil {
		return Series{}, err
	}
	s.Updated = now
	return s, nil
}

func (s *Series) problems() (wrong []fault.Field) {
	if !slices.Contains([]Rhythm{Weekly, EveryTwoWeeks, Monthly}, s.Rhythm) {
		wrong = append(wrong, field("series.rhythm", "Hoe komt het terug? Elke week, om de week of elke maand.", "How does it come back? Every week, every two weeks or every month."))
	}
	if !isDay(s.First) {
		wrong = append(wrong, field("series.first_day", "Op welke dag is de eerste keer?", "On which day is the first time?"))
	}
	if s.Until != "" && (!isDay(s.Until) || s.Until < s.First) {
		wrong = append(wrong, field("series.until_day", "Kies een dag na de eerste keer, of laat het open.", "Choose a day after the first time, or leave it open."))
	}
	switch {
	case s.AwayFrom == "" && s.AwayUntil == "":
	case !isDay(s.AwayFrom):
		wrong = append(wrong, field("series.away_from", "Vanaf welke dag is het er even niet?", "From which day on does it rest?"))
	case !isDay(s.AwayUntil) || s.AwayUntil < s.AwayFrom:
		wrong = append(wrong, field("series.away_until", "Tot en met welke dag is het er even niet?", "Until which day does it rest?"))
	}
	return wrong
}

// ofSeries lets the rules of an activity speak of the fields of a series.
func ofSeries(err error) error {
	f, ok := fault.As(err)
	if !ok || len(f.Fields) == 0 {
		return err
	}
	named := *f
	named.Fields = slices.Clone(f.Fields)
	for i, one := range named.Fields {
		path := strings.Replace(one.Path, "activity.", "series.", 1)
		if path == "series.day" {
			path = "series.first_day"
		}
		named.Fields[i].Path = path
	}
	return &named
}

// Ahead is what is to happen to the times that are still to come.
type Ahead struct {
	Make []string   // days
	Save []Activity // as they are from now on
	Away []Activity
}

// Missing are the times that are not made yet. had are all that were made, whatever
// became of them: what was skipped, or moved to another day, is not made again.
func (s Series) Missing(had []Activity, from, until string) (days []string) {
	if s.Stopped {
		return nil
	}
	for _, day := range s.Days(from, until) {
		if !slices.ContainsFunc(had, func(a Activity) bool { return a.SeriesDay == day }) {
			days = append(days, day)
		}
	}
	return days
}

// Changed says what becomes of the times from a day on after the series changed. What
// somebody changed about one time stays as it is (and who goes with it).
func (s Series) Changed(had []Activity, from, until string, now time.Time) Ahead {
	ahead := Ahead{Make: s.Missing(had, from, until)}
	wanted := s.Days(from, until)
	for _, a := range had {
		switch {
		case a.SeriesDay < from || !a.Open() || a.SeriesOwn:
		case s.Stopped || !slices.Contains(wanted, a.SeriesDay) && a.SeriesDay <= until:
			ahead.Away = append(ahead.Away, a)
		default:
			was := a
			if a = s.onto(a); a.looks() != was.looks() {
				a.Updated = now
				ahead.Save = append(ahead.Save, a)
			}
		}
	}
	return ahead
}

// Stop lets it come back no more, from a day on: also what was changed about one time.
func (s Series) Stop(had []Activity, from string, now time.Time) (Series, Ahead) {
	var ahead Ahead
	for _, a := range had {
		if a.Day >= from && a.Open() {
			ahead.Away = append(ahead.Away, a)
		}
	}
	s.Stopped, s.Updated = true, now
	return s, ahead
}

// Resume lets it come back after all.
func (s Series) Resume(now time.Time) Series {
	s.Stopped, s.Updated = false, now
	return s
}

// JoinAt is what joining is decided by beside who asks.
type JoinAt struct {
	Match Match // zero: it belongs to none
	Now   time.Time
}

// Join lets somebody go along each time, by the rules of one time (Take); who goes along
// one time may decide to go along each time.
func (s Series) Join(id ClientID, times []Activity, by *Circle, at JoinAt) (Series, error) {
	a, err := Take(s.Meeting(s.First, at.Now), id, by, at.Match, at.Now)
	if err != nil && id == by.Self && slices.ContainsFunc(times, func(one Activity) bool { return one.Open() && one.Has(id) }) {
		a, err = s.Meeting(s.First, at.Now), nil
		if !a.Has(id) && len(a.Goers) < largestParty {
			a.Goers = append(a.Goers, Going{Client: id})
		}
	}
	if err != nil {
		return Series{}, err
	}
	s.Goers, s.Updated = a.Clients(), at.Now
	return s, nil
}

// Adopt makes something that is planned already the first time.
func (s Series) Adopt(a Activity, now time.Time) (Activity, error) {
	switch {
	case a.Series != "":
		return Activity{}, fault.Conflict("COMES_BACK_ALREADY", fault.Text{
			NL: "Dit komt al terug. Verander het daar.",
			EN: "This comes back already. Change it there.",
		})
	case a.Day != s.First:
		return Activity{}, checkForm([]fault.Field{field("series.first_day", "De eerste keer is de dag die al gepland staat.", "The first time is the day that is planned already.")})
	}
	a = s.onto(a)
	a.Series, a.SeriesDay, a.Updated = s.ID, s.First, now
	return a, nil
}

// ChangeFrom is the day from which a change holds: of today or later, and no further
// than times are made.
func ChangeFrom(asked, today string) (string, error) {
	if asked == "" {
		return today, nil
	}
	if !isDay(asked) || asked < today || asked > Horizon(today) {
		return "", checkForm([]fault.Field{field("from_day", "Kies een dag vanaf vandaag, binnen zes weken.", "Choose a day from today on, within six weeks.")})
	}
	return asked, nil
}

// Leave lets somebody not go along any more. When the last one goes it comes back no
// more; they stay in it, so that it can be taken back.
func (s Series) Leave(id ClientID, by *Circle, now time.Time) (Series, error) {
	if !by.Reaches(id) {
		return Series{}, fault.Missing()
	}
	return s.Without(id, now), nil
}

// Without is Leave for somebody who is no longer in the match or in the organisation.
func (s Series) Without(id ClientID, now time.Time) Series {
	if !slices.Contains(s.Goers, id) {
		return s
	}
	s.Updated = now
	if len(s.Goers) == 1 {
		s.Stopped = true
		return s
	}
	s.Goers = slices.DeleteFunc(slices.Clone(s.Goers), func(one ClientID) bool { return one == id })
	return s
}

// Gone takes somebody out of the times that are still to come: a time with nobody left goes away.
func Gone(id ClientID, had []Activity, from string, now time.Time) (ahead Ahead) {
	for _, a := range had {
		if a.Day < from || !a.Open() || !a.Has(id) {
			continue
		}
		if rest, gone := a.WithoutClient(id, now); gone {
			ahead.Away = append(ahead.Away, a)
		} else {
			ahead.Save = append(ahead.Save, rest)
		}
	}
	return ahead
}

// Along puts somebody into the times that are still to come, as far as there is room.
func Along(id ClientID, had []Activity, from string, now time.Time) (ahead Ahead) {
	for _, a := range had {
		if a.Day < from || !a.Open() || a.Has(id) || len(a.Goers) >= largestParty {
			continue
		}
		a.Goers = append(slices.Clone(a.Goers), Going{Client: id})
		a.Updated = now
		ahead.Save = append(ahead.Save, a)
	}
	return ahead
}

// Meets says whether people of a match meet now: not while they rest, and not when it ends.
func (m Match) Meets() bool { return m.State == MatchGettingAcquainted || m.State == MatchUnderWay }
