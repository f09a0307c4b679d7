package base

import (
	"time"
	_ "time/tzdata" // a bare image has no time zones

	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// zone is where calendar days are: a day of absence begins at midnight there.
var zone = func() *time.Location {
	there, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err) // the zones are built in: only a broken build comes here
	}
	return there
}()

// Today is the calendar day it is, YYYY-MM-DD.
func (b Base) Today() string { return domain.DayIn(b.Clock(), zone) }

// Zone is where days begin and nights are.
func Zone() *time.Location { return zone }
