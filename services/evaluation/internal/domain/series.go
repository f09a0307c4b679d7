package domain

import (
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Returning is how often an intervision comes back; "" when it does not.
type Returning string

// The rhythms.
const (
	EveryTwoWeeks    Returning = "two_weeks"
	EveryFourWeeks   Returning = "four_weeks"
	EveryMonth       Returning = "month" // the same weekday: the second Tuesday
	EveryThreeMonths Returning = "three_months"
)

// SeriesDays gives the days of a series, from the first to the last day that may be one:
// at most a year, for who is in a team changes. Without a rhythm it is the first day alone.
func SeriesDays(first string, rhythm Returning, until string) ([]string, error) {
	if rhythm == "" {
		return []string{first}, nil
	}
	from, err := time.Parse(time.DateOnly, first)
	if err != nil {
		return nil, checkForm([]fault.Field{field("intervision.day", "Kies een dag die bestaat.", "Choose a day that exists.")})
	}
	last, err := time.Parse(time.DateOnly, until)
	if err != nil || last.Before(from) || last.After(from.AddDate(1, 0, 0)) {
		return nil, checkForm([]fault.Field{field("until", "Kies tot wanneer: een dag na de eerste keer, hooguit een jaar verder.",
			"Choose until when: a day after the first one, at most a year on.")})
	}
	var days []string
	for n := 0; ; n++ {
		at := nth(from, rhythm, n)
		if at.After(last) {
			return days, nil
		}
		days = append(days, at.Format(time.DateOnly))
	}
}

func nth(from time.Time, rhythm Returning, n int) time.Time {
	switch rhythm {
	case EveryTwoWeeks:
		return from.AddDate(0, 0, 14*n)
	case EveryFourWeeks:
		return from.AddDate(0, 0, 28*n)
	case EveryThreeMonths:
		return sameWeekday(from, 3*n)
	case EveryMonth:
	}
	return sameWeekday(from, n)
}

// sameWeekday is the same weekday of a later month: the second Tuesday. A fifth one is
// the last in a month that has four.
func sameWeekday(from time.Time, months int) time.Time {
	week := (from.Day() - 1) / 7
	first := time.Date(from.Year(), from.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	day := first.AddDate(0, 0, (int(from.Weekday())-int(first.Weekday())+7)%7+7*week)
	if day.Month() != first.Month() {
		day = day.AddDate(0, 0, -7)
	}
	return day
}
