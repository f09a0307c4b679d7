package signal

import (
	"strconv"
	"time"
)

// Words is a sentence in both languages. It names nobody: the browser puts the name beside it.
type Words struct{ NL, EN string }

var monthsNL = [...]string{
	"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
}

// dayWords is a day as one says it, in the Netherlands.
func dayWords(t time.Time) (nl, en string) {
	t = inNetherlands(t)
	d := strconv.Itoa(t.Day())
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

// sentences holds for each kind why it is there and what one could do; %NL and %EN
// stand for the day.
type sentences struct{ why, next Words }

func wordsFor(s Signal) (why, next Words) {
	nl, en := dayWords(s.Since)
	w := sentencesFor(s.Kind, nl, en)
	return w.why, w.next
}

func sentencesFor(kind Kind, nl, en string) sentences {
	switch kind {
	case FollowUp:
		return sentences{
			Words{"Voor deze persoon is een koppeling afgerond. Rond " + nl + " zou iemand kijken hoe het met deze persoon gaat.",
				"A match has ended for this person. Around " + en + " somebody was going to see how this person is."},
			Words{"Ga even langs of bel: hoe is het nu, en wat zou je fijn vinden?",
				"Drop by or call: how are you now, and what would you like?"}}
	case MoodLow:
		return sentences{
			Words{"Op " + nl + " liet deze persoon weten dat iets samen niet fijn was.",
				"On " + en + " this person let you know that something they did together was not nice."},
			Words{"Vraag wat er niet fijn was, en wat de volgende keer zou helpen.",
				"Ask what was not nice, and what would help next time."}}
	case PushOff:
		return sentences{
			Words{"Deze persoon zegt dat het te veel duwen is, of juist te veel afwachten.",
				"This person says that there is too much push, or rather too little."},
			Words{"Praat met elk apart over wat goed voelt: wat doe jij, wat doet de ander?",
				"Talk with each apart about what feels right: what do you do, what does the other?"}}
	case OneResponsible:
		return sentences{
			Words{"Deze persoon zit in een koppeling en heeft geen twee begeleiders.",
				"This person is in a match and does not have two support workers."},
			Words{"Vraag een collega om tweede te zijn, zodat het doorgaat als iemand weg is.",
				"Ask a colleague to be the second, so that it goes on when somebody is away."}}
	case LifeChange:
		return sentences{
			Words{"Deze persoon vertelt dat het leven veranderde, of nu liever iets anders doet. Dat mag.",
				"This person says that life changed, or that they would rather do other things now. That is fine."},
			Words{"Vraag wat er nu past: doorgaan, aanpassen, pauze, iets nieuws of afronden.",
				"Ask what fits now: going on, adapting, a break, something new or ending it."}}
	case InterimDue:
		return sentences{
			Words{"Deze koppeling is een tijd op weg. Sinds " + nl + " is het een goed moment om terug te kijken.",
				"This match has been under way for a while. Since " + en + " it is a good moment to look back."},
			Words{"Begin de tussenstand en vraag ieder apart hoe het is.",
				"Begin the interim evaluation and ask each apart how it is."}}
	default:
		return quieterSentences(kind, nl, en)
	}
}

func quieterSentences(kind Kind, nl, en string) sentences {
	switch kind {
	case NothingPlanned:
		return sentences{
			Words{"Sinds " + nl + " is er een plan, maar er staat nog niets samen op de agenda.",
				"Since " + en + " there is a plan, but nothing to do together has been set yet."},
			Words{"Vraag of er een drempel is, en prik samen één kleine eerste keer.",
				"Ask whether something makes it hard, and pick one small first time together."}}
	case ReviewGuidance:
		return sentences{
			Words{"Op " + nl + " zouden jullie kijken of de begeleiding nog dichtbij of ver genoeg is.",
				"On " + en + " you were going to see whether the guidance is still near or far enough."},
			Words{"Bespreek de afstand en zet een nieuwe datum. Dichterbij of verder: beide is goed.",
				"Talk about the distance and set a new date. Nearer or further: both are fine."}}
	case AskAboutPause:
		return sentences{
			Words{"Deze koppeling heeft pauze. Rond " + nl + " zou iemand vragen hoe het is.",
				"This match has a pause. Around " + en + " somebody was going to ask how it is."},
			Words{"Vraag ieder apart wat prettig is: weer samen verder, nog wat rust, of afronden.",
				"Ask each apart what is pleasant: on together again, some more rest, or an ending."}}
	case WishWaiting:
		return sentences{
			Words{"Deze wens staat open sinds " + nl + ".", "This wish has been open since " + en + "."},
			Words{"Kijk of er mensen zijn die hierbij passen, of vraag of de wens nog klopt.",
				"See whether there are people who fit, or ask whether the wish still holds."}}
	default:
		return sentences{}
	}
}
