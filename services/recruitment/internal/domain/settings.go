package domain

import "github.com/optrek/optrek/services/internal/fault"

// Settings are what an organisation chose.
type Settings struct {
	Version   Version // 0: nothing was ever chosen
	OpenSteps int     // how many small steps may be open at once for one client (N-12)
}

const (
	usualOpenSteps = 3
	mostOpenSteps  = 5
)

// UsualSettings are those of an organisation that never chose.
func UsualSettings() Settings { return Settings{OpenSteps: usualOpenSteps} }

// Check says what is wrong with them.
func (s Settings) Check() error {
	if s.OpenSteps >= 1 && s.OpenSteps <= mostOpenSteps {
		return nil
	}
	text := fault.Text{
		NL: "Kies één tot vijf stappen tegelijk. Klein houden helpt.", EN: "Choose one to five steps at a time. Keeping it small helps.",
	}
	return fault.Invalid("SETTINGS_NOT_RIGHT", text, fault.Field{Path: "settings.open_steps", Text: text})
}
