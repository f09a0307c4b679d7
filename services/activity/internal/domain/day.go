package domain

import "time"

// addDays is the day n days after a day; days are YYYY-MM-DD. What is no day stays as it is.
func addDays(day string, n int) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return at.AddDate(0, 0, n).Format(time.DateOnly)
}

// isDay says whether there is such a day.
func isDay(day string) bool {
	_, err := time.Parse(time.DateOnly, day)
	return err == nil
}

// DayOf is the day in the Netherlands at a moment, as YYYY-MM-DD. The offset is worked out
// here: the rules may read no time zones from disk. Summer time runs from the last Sunday of
// March to the last Sunday of October, both at one o'clock UTC.
func DayOf(now time.Time) string {
	now = now.UTC()
	offset := time.Hour
	if !now.Before(lastSunday(now.Year(), time.March)) && now.Before(lastSunday(now.Year(), time.October)) {
		offset = 2 * time.Hour
	}
	return now.Add(offset).Format(time.DateOnly)
}

// lastSunday is one o'clock UTC on the last Sunday of a month of 31 days.
func lastSunday(year int, month time.Month) time.Time {
	last := time.Date(year, month, 31, 1, 0, 0, 0, time.UTC)
	return last.AddDate(0, 0, -int(last.Weekday()))
}
