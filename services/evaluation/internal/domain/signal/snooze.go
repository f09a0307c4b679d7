package signal

import (
	"strings"
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/fault"
)

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
