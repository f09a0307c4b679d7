package signal

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/fault"
)

// Unit is what a knob is expressed in.
type Unit string

// The units.
const (
	Weeks  Unit = "weeks"
	InARow Unit = "in_a_row"
)

// Knob is one thing about a rule that an organisation can tune, between bounds that are still sensible.
type Knob struct {
	Name               string
	Unit               Unit
	Usual, Least, Most int32
}

// Patience is the knob of a rule that has one; silence has one for each distance.
const Patience = "patience"

// Rule is what an organisation sees of a rule: its kind and what can be tuned about it.
type Rule struct {
	Kind  Kind
	Knobs []Knob
}

// rule is one rule: how it finds its signals in the facts.
type rule struct {
	kind  Kind
	knobs []Knob
	find  func(f Facts, t tuning, now time.Time) []Signal
}

func weeks(name string, usual, least, most int32) Knob { return Knob{name, Weeks, usual, least, most} }

// rules is every rule there is, with how the method begins. How long it may be quiet is a
// hint, never a deadline (O-05).
func rules() []rule {
	patient := func(usual, least, most int32) []Knob { return []Knob{weeks(Patience, usual, least, most)} }
	return []rule{
		{FollowUp, nil, eachPerson(followUp)},
		{MoodTurning, patient(8, 2, 26), moodTurning},
		{MoodLow, patient(4, 1, 13), moodLow},
		{PushOff, nil, pushOff},
		{OneResponsible, nil, eachPerson(oneResponsible)},
		{LifeChange, nil, lifeChange},
		{Silence, []Knob{
			weeks(string(domain.DistanceAlongside), 3, 1, 26), weeks(string(domain.DistanceClose), 4, 1, 26),
			weeks(string(domain.DistanceFar), 8, 2, 52), weeks(string(domain.DistanceOnCall), 13, 4, 52),
		}, eachPerson(silence)},
		{Unanswered, patient(2, 1, 4), eachPerson(unanswered)},
		{InterimDue, nil, interimDue},
		{AskAboutPause, nil, eachMatch(askAboutPause)},
		{OneSided, []Knob{{Patience, InARow, 4, 3, 8}}, eachMatch(oneSided)},
		{NothingPlanned, patient(2, 1, 13), eachMatch(nothingPlanned)},
		{ReviewGuidance, nil, eachPerson(reviewGuidance)},
		{OldEstimate, patient(26, 4, 104), eachPerson(oldEstimate)},
		{WishWaiting, patient(6, 2, 52), wishWaiting},
		{CapacityFull, patient(8, 1, 52), capacityFull},
	}
}

// Rules lists every rule with its knobs, in the order of Kinds.
func Rules() (out []Rule) {
	for _, r := range rules() {
		out = append(out, Rule{r.kind, r.knobs})
	}
	return out
}

// Setting is how an organisation has one rule; without one it is as the method begins.
type Setting struct {
	Kind    Kind
	Version domain.Version // 0: never changed
	Off     bool
	Knobs   map[string]int32 // those that differ from the usual
	By      domain.SupportWorkerID
	At      time.Time
}

// Settings are those of one organisation, by kind.
type Settings map[Kind]Setting

// tuning is the value of every knob of one rule.
type tuning map[string]int32

func (t tuning) weeks(name string) time.Duration { return time.Duration(t[name]) * 7 * day }

func (s Settings) of(r rule) tuning { return s[r.kind].Values(r.knobs) }

// Values gives the value of each of these knobs.
func (s Setting) Values(knobs []Knob) map[string]int32 {
	t := tuning{}
	for _, k := range knobs {
		t[k.Name] = k.Usual
		if v, set := s.Knobs[k.Name]; set {
			t[k.Name] = v
		}
	}
	return t
}

// Tune makes a setting of a rule: whether it is off, and the knobs as somebody chose them.
func Tune(before Setting, off bool, knobs map[string]int32, by domain.SupportWorkerID, now time.Time) (Setting, error) {
	all := rules()
	at := slices.IndexFunc(all, func(r rule) bool { return r.kind == before.Kind })
	if at < 0 {
		return Setting{}, domain.CheckForm([]fault.Field{domain.Field("kind", "Deze regel bestaat niet.", "There is no such rule.")})
	}
	after := Setting{Kind: before.Kind, Version: before.Version + 1, Off: off, Knobs: map[string]int32{}, By: by, At: now}
	known := 0
	for _, k := range all[at].knobs {
		v, chosen := knobs[k.Name]
		if !chosen {
			continue
		}
		known++
		if v < k.Least || v > k.Most {
			return Setting{}, domain.CheckForm([]fault.Field{outOfBounds(k)})
		}
		if v != k.Usual {
			after.Knobs[k.Name] = v
		}
	}
	if known < len(knobs) {
		return Setting{}, domain.CheckForm([]fault.Field{domain.Field("knobs", "Dit hoort niet bij deze regel.", "This does not belong to this rule.")})
	}
	return after, nil
}

func outOfBounds(k Knob) fault.Field {
	least, most := number(int(k.Least)), number(int(k.Most))
	if k.Unit == InARow {
		return domain.Field("knobs", "Kies tussen "+least+" en "+most+" keer.", "Choose between "+least+" and "+most+" times.")
	}
	return domain.Field("knobs", "Kies tussen "+least+" en "+most+" weken.", "Choose between "+least+" and "+most+" weeks.")
}

// Amount is how much a rule gives, as a word: a figure would soon be something to bring down.
type Amount string

// The amounts.
const (
	None Amount = "none"
	Few  Amount = "few"
	Some Amount = "some"
	Many Amount = "many"
)

const (
	fewAtMost  = 5
	someAtMost = 20
)

// Amounts says for every kind how much it gives of these facts, with these settings; a rule
// that is off gives nothing.
func Amounts(f Facts, s Settings, now time.Time) map[Kind]Amount {
	found := map[Kind]int{}
	for _, signal := range Of(f, s, now) {
		found[signal.Kind]++
	}
	out := map[Kind]Amount{}
	for _, kind := range Kinds() {
		switch n := found[kind]; {
		case n == 0:
			out[kind] = None
		case n <= fewAtMost:
			out[kind] = Few
		case n <= someAtMost:
			out[kind] = Some
		default:
			out[kind] = Many
		}
	}
	return out
}
