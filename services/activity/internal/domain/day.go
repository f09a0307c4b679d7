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
