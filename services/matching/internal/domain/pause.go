package domain

import (
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Pausing is a wish for a rest for everybody.
type Pausing struct {
	By    Word
	Until time.Time // when somebody asks again how it is; zero when no day was agreed on
}

var (
	pauseDayPast = invalid("PAUSE_DAY_TO_COME", "until", fault.Text{
		NL: "Kies een dag die nog komt, om te vragen hoe het is.", EN: "Choose a day to come, to ask how it is."})
	pauseGoesOn = fault.Conflict("PAUSE_GOES_ON", fault.Text{
		NL: "De pauze duurt nog even. Vraag je begeleider wanneer jullie weer verder gaan.",
		EN: "The pause lasts a little longer. Ask your support worker when you go on again."})
	wordNeeded = invalid("THEIR_WORD_NEEDED", "support_form", fault.Text{
		NL: "Eén van deze mensen vroeg dit zelf. Kies wie dat is, en hoe die liet weten dat het anders mag.",
		EN: "One of these people asked for this themself. Choose who, and how they let you know that it may change."})
)

// Pause is a rest for everybody, whoever asks for it. It has no end by itself.
func (m Match) Pause(p Pausing, now time.Time) (Match, error) {
	if err := m.during(UnderWay); err != nil {
		return m, err
	}
	if err := m.wordOf(p.By); err != nil {
		return m, err
	}
	if p.By.Client != "" && !p.By.theirs() {
		return m, wordNeeded
	}
	if !p.Until.IsZero() && !p.Until.After(now) {
		return m, pauseDayPast
	}
	m = m.change(now)
	m.State, m.PausedBy, m.PauseUntil = Paused, p.By.Client, p.Until
	return m, nil
}

// Resume goes on after a pause, with the word of whoever asked for it: themself, or a
// support worker who brings it. What support workers decided, they change.
func (m Match) Resume(w Word, now time.Time) (Match, error) {
	if err := m.during(Paused); err != nil {
		return m, err
	}
	if err := m.wordOf(w); err != nil {
		return m, err
	}
	switch {
	case w.Own && m.PausedBy != w.Client:
		return m, pauseGoesOn
	case m.PausedBy != "" && (m.PausedBy != w.Client || !w.theirs()):
		return m, wordNeeded
	}
	m = m.change(now)
	m.State, m.PausedBy, m.PauseUntil = UnderWay, "", time.Time{}
	return m, nil
}

// wordOf refuses the word of somebody who is not in the match.
func (m Match) wordOf(w Word) error {
	if w.Client != "" && !m.has(w.Client) {
		return fault.Missing()
	}
	return nil
}

// pauseHints remind of the day on which somebody asks again.
func (m Match) pauseHints(now time.Time) []Sentence {
	if m.State != Paused || m.PauseUntil.IsZero() || m.PauseUntil.After(now) {
		return nil
	}
	return []Sentence{{Code: "ASK_ABOUT_PAUSE",
		NL: "Dit is de dag om te vragen hoe het is: weer samen verder, nog wat rust, of afronden. Alles mag.",
		EN: "This is the day to ask how it is: on together again, some more rest, or an ending. Everything is fine."}}
}
