package signal

import "strings"

// sentences holds for each kind why it is there, what one could do, and when it goes away
// by itself; {day} stands for the day since when.
type sentences struct{ why, next, resolves Words }

// say puts the sentences of its kind into a signal.
func (s *Signal) say() {
	nl, en := dayWords(s.Since)
	of := said()[s.Kind]
	for to, from := range map[*Words]Words{&s.Why: of.why, &s.Next: of.next, &s.Resolves: of.resolves} {
		*to = Words{NL: strings.ReplaceAll(from.NL, "{day}", nl), EN: strings.ReplaceAll(from.EN, "{day}", en)}
	}
}

// said gives the sentences of every kind. They name nobody, and hold no figure but a day.
func said() map[Kind]sentences {
	all := tender()
	for kind, of := range quiet() {
		all[kind] = of
	}
	return all
}

func tender() map[Kind]sentences {
	return map[Kind]sentences{
		FollowUp: {
			Words{NL: "Voor deze persoon is een koppeling afgerond. Rond {day} zou iemand kijken hoe het met deze persoon gaat.",
				EN: "A match has ended for this person. Around {day} somebody was going to see how this person is."},
			Words{NL: "Ga even langs of bel: hoe is het nu, en wat zou je fijn vinden?",
				EN: "Drop by or call: how are you now, and what would you like?"},
			Words{NL: "Dit gaat weg als iemand het gesprek heeft gehad, of een andere dag kiest.",
				EN: "This goes away when somebody had the talk, or chooses another day."}},
		MoodTurning: {
			Words{NL: "Twee keer achter elkaar liet deze persoon weten dat het samen minder fijn was. De eerste keer was op {day}.",
				EN: "Twice in a row this person let you know that it was less nice together. The first time was on {day}."},
			Words{NL: "Neem de tijd voor een gesprek: wat is er veranderd, en wat zou het weer fijn maken?",
				EN: "Take time for a talk: what has changed, and what would make it nice again?"},
			Words{NL: "Dit gaat weg na een keer die weer fijn was, of als de persoon het niet meer wil delen.",
				EN: "This goes away after a time that was nice again, or when the person no longer wants to share it."}},
		MoodLow: {
			Words{NL: "Op {day} liet deze persoon weten dat iets samen niet fijn was.",
				EN: "On {day} this person let you know that something they did together was not nice."},
			Words{NL: "Vraag wat er niet fijn was, en wat de volgende keer zou helpen.",
				EN: "Ask what was not nice, and what would help next time."},
			Words{NL: "Dit gaat na een tijd vanzelf weg, of na een keer die weer fijn was.",
				EN: "This goes away by itself after a while, or after a time that was nice again."}},
		PushOff: {
			Words{NL: "Deze persoon zegt dat het te veel duwen is, of juist te veel afwachten.",
				EN: "This person says that there is too much push, or rather too little."},
			Words{NL: "Praat met elk apart over wat goed voelt: wat doe jij, wat doet de ander?",
				EN: "Talk with each apart about what feels right: what do you do, what does the other?"},
			Words{NL: "Dit gaat weg als de tussenstand is afgerond.", EN: "This goes away when the look back is done."}},
		OneResponsible: {
			Words{NL: "Deze persoon zit in een koppeling en heeft geen twee begeleiders.",
				EN: "This person is in a match and does not have two support workers."},
			Words{NL: "Vraag een collega om tweede te zijn, zodat het doorgaat als iemand weg is.",
				EN: "Ask a colleague to be the second, so that it goes on when somebody is away."},
			Words{NL: "Dit gaat weg als er een tweede begeleider is.", EN: "This goes away when there is a second support worker."}},
		LifeChange: {
			Words{NL: "Deze persoon vertelt dat het leven veranderde, of nu liever iets anders doet. Dat mag.",
				EN: "This person says that life changed, or that they would rather do other things now. That is fine."},
			Words{NL: "Vraag wat er nu past: doorgaan, aanpassen, pauze, iets nieuws of afronden.",
				EN: "Ask what fits now: going on, adapting, a break, something new or ending it."},
			Words{NL: "Dit gaat weg als de tussenstand is afgerond.", EN: "This goes away when the look back is done."}},
		Silence: {
			Words{NL: "Sinds {day} is er niets samen gedaan of verteld. Dat is langer dan past bij de afstand die is afgesproken.",
				EN: "Since {day} nothing was done or told together. That is longer than fits the distance that was agreed on."},
			Words{NL: "Vraag eens hoe het loopt. Misschien gaat alles goed, dan is een knikje genoeg.",
				EN: "Ask how it is going. Perhaps all is well; then a nod is enough."},
			Words{NL: "Dit gaat weg als er weer iets op de agenda staat, of als jullie samen terugkijken.",
				EN: "This goes away when something is planned again, or when you look back together."}},
		Unanswered: {
			Words{NL: "Sinds {day} ligt er een voorstel bij deze persoon. Er is nog geen antwoord.",
				EN: "Since {day} this person has a proposal. There is no answer yet."},
			Words{NL: "Vraag of het voorstel duidelijk is. Geen antwoord is ook goed: dan gaat het stil terug naar niets.",
				EN: "Ask whether the proposal is clear. No answer is fine too: then it quietly returns to nothing."},
			Words{NL: "Dit gaat weg na een antwoord, en anders vanzelf als het voorstel vervalt.",
				EN: "This goes away after an answer, or else by itself when the proposal lapses."}},
	}
}

func quiet() map[Kind]sentences {
	return map[Kind]sentences{
		InterimDue: {
			Words{NL: "Deze koppeling is een tijd op weg. Sinds {day} is het een goed moment om terug te kijken.",
				EN: "This match has been under way for a while. Since {day} it is a good moment to look back."},
			Words{NL: "Begin de tussenstand en vraag ieder apart hoe het is.",
				EN: "Begin the interim evaluation and ask each apart how it is."},
			Words{NL: "Dit gaat weg als de tussenstand begint.", EN: "This goes away when the look back begins."}},
		AskAboutPause: {
			Words{NL: "Deze koppeling heeft pauze. Rond {day} zou iemand vragen hoe het is.",
				EN: "This match has a pause. Around {day} somebody was going to ask how it is."},
			Words{NL: "Vraag ieder apart wat prettig is: weer samen verder, nog wat rust, of afronden.",
				EN: "Ask each apart what is pleasant: on together again, some more rest, or an ending."},
			Words{NL: "Dit gaat weg als de pauze voorbij is, of als er een andere dag is gekozen.",
				EN: "This goes away when the pause is over, or when another day is chosen."}},
		OneSided: {
			Words{NL: "De laatste keren kwam het idee steeds van dezelfde persoon. Dat kan fijn zijn, en het kan zwaar worden.",
				EN: "The last few times the idea always came from the same person. That can be nice, and it can become heavy."},
			Words{NL: "Vraag ieder apart hoe dat is. Zou de ander ook eens iets willen kiezen?",
				EN: "Ask each apart how that is. Would the other like to choose something too?"},
			Words{NL: "Dit gaat weg zodra de ander iets voorstelt.", EN: "This goes away as soon as the other proposes something."}},
		NothingPlanned: {
			Words{NL: "Sinds {day} is er een plan, maar er staat nog niets samen op de agenda.",
				EN: "Since {day} there is a plan, but nothing to do together has been set yet."},
			Words{NL: "Vraag of er een drempel is, en prik samen één kleine eerste keer.",
				EN: "Ask whether something makes it hard, and pick one small first time together."},
			Words{NL: "Dit gaat weg als er iets samen op de agenda staat, of als ze iets proberen.",
				EN: "This goes away when something is planned together, or when they try something."}},
		ReviewGuidance: {
			Words{NL: "Op {day} zouden jullie kijken of de begeleiding nog dichtbij of ver genoeg is.",
				EN: "On {day} you were going to see whether the guidance is still near or far enough."},
			Words{NL: "Bespreek de afstand en zet een nieuwe datum. Dichterbij of verder: beide is goed.",
				EN: "Talk about the distance and set a new date. Nearer or further: both are fine."},
			Words{NL: "Dit gaat weg als er een nieuwe datum staat.", EN: "This goes away when there is a new date."}},
		OldEstimate: {
			Words{NL: "Op {day} schreef iemand op hoe die het inschat. Misschien klopt dat nog, misschien niet meer.",
				EN: "On {day} somebody wrote down their estimate. Perhaps it still holds, perhaps not any more."},
			Words{NL: "Lees het nog eens en schrijf in een paar woorden hoe je het nu inschat.",
				EN: "Read it again and write in a few words how you estimate it now."},
			Words{NL: "Dit gaat weg als er een nieuwe inschatting staat.", EN: "This goes away when there is a new estimate."}},
		WishWaiting: {
			Words{NL: "Deze wens staat open sinds {day}.", EN: "This wish has been open since {day}."},
			Words{NL: "Kijk of er mensen zijn die hierbij passen, of vraag of de wens nog klopt.",
				EN: "See whether there are people who fit, or ask whether the wish still holds."},
			Words{NL: "Dit gaat weg als iemand de wens oppakt, of als de persoon hem loslaat.",
				EN: "This goes away when somebody takes up the wish, or when the person lets it go."}},
		CapacityFull: {
			Words{NL: "Deze netwerker trekt sinds {day} op met zoveel mensen als is afgesproken.",
				EN: "Since {day} this networker goes along with as many people as agreed on."},
			Words{NL: "Vraag of het zo nog fijn is. Minder mag ook, en een pauze ook.",
				EN: "Ask whether it is still pleasant like this. Fewer is fine too, and so is a pause."},
			Words{NL: "Dit gaat weg als er weer een plek vrij is, of als de netwerker zelf iets anders kiest.",
				EN: "This goes away when there is room again, or when the networker chooses otherwise."}},
	}
}
