package domain

import "time"

// Moment is when somebody may be reminded of what they join. Whether they want that, and
// where, is recruitment's to know.
type Moment string

// The moments.
const (
	DayBefore Moment = "day_before"
	SameDay   Moment = "same_day"
)

// Reminder is something that somebody may be reminded of.
type Reminder struct {
	Activity ActivityID
	Client   ClientID
	Moment   Moment
	Day      string
	Clock    string
	Daypart  Daypart
	Kind     Kind
}

// ReminderDays are the days that are near at this moment, with which reminder is due for each.
func ReminderDays(now time.Time, zone *time.Location) map[string]Moment {
	today := now.In(zone)
	return map[string]Moment{
		today.Format(time.DateOnly): SameDay,
		time.Date(today.Year(), today.Month(), today.Day()+1, 12, 0, 0, 0, zone).Format(time.DateOnly): DayBefore,
	}
}
