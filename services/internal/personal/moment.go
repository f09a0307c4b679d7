package personal

import (
	"fmt"
	"regexp"
	"time"
	_ "time/tzdata" // a bare image has no time zones
)

var zone = func() *time.Location {
	there, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err) // the zones are built in: only a broken build comes here
	}
	return there
}()

var months = [12]string{
	"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
}

var (
	momentLike = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d`)
	dayLike    = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
)

// moment says a moment or a day as one says it; any other text as it is.
func moment(text string) Words {
	if momentLike.MatchString(text) {
		if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
			return Moment(at)
		}
	}
	if dayLike.MatchString(text) {
		if day, err := time.Parse(time.DateOnly, text); err == nil {
			return dayWords(day)
		}
	}
	return Words{NL: text, EN: text}
}

// Moment says a moment as one says it: the day and the time on the clock.
func Moment(at time.Time) Words {
	at = at.In(zone)
	day, clock := dayWords(at), at.Format("15:04")
	return Words{NL: day.NL + ", " + clock, EN: day.EN + ", " + clock}
}

func dayWords(day time.Time) Words {
	return Words{
		NL: fmt.Sprintf("%d %s %d", day.Day(), months[day.Month()-1], day.Year()),
		EN: day.Format("2 January 2006"),
	}
}
