package signal

import (
	"strconv"
	"time"
)

// Words is a sentence in both languages. It names nobody: the browser puts the name beside it.
type Words struct{ NL, EN string }

func number(n int) string { return strconv.Itoa(n) }

var monthsNL = [...]string{
	"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
}

// dayWords is a day as one says it, in the Netherlands.
func dayWords(t time.Time) (nl, en string) {
	t = inNetherlands(t)
	d := number(t.Day())
	return d + " " + monthsNL[t.Month()-1], d + " " + t.Month().String()
}

// inNetherlands is the time on the wall here. Time zones stand in files, and the domain
// reads none; the rule is simple: summer time from the last Sunday of March to that of
// October, at one o'clock UTC.
func inNetherlands(t time.Time) time.Time {
	t = t.UTC()
	offset := time.Hour
	if !t.Before(lastSunday(t.Year(), time.March)) && t.Before(lastSunday(t.Year(), time.October)) {
		offset = 2 * time.Hour
	}
	return t.Add(offset)
}

// lastSunday is one o'clock UTC on the last Sunday of a month of 31 days.
func lastSunday(year int, month time.Month) time.Time {
	last := time.Date(year, month, 31, 1, 0, 0, 0, time.UTC)
	return last.AddDate(0, 0, -int(last.Weekday()))
}
