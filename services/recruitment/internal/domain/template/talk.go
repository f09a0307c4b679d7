package template

import "github.com/optrek/optrek/services/internal/fault"

// talkTools help in a network talk. They are there to pick, none of them has to be
// used, and no question asks for a figure.
var talkTools = []Template{
	{
		Kind: TalkTool, Key: "ecogram", Version: 1,
		Title: fault.Text{NL: "Ecogram", EN: "Ecogram"},
		Intro: fault.Text{
			NL: "Teken samen wie er om iemand heen staan. De tekening mag onaf blijven.",
			EN: "Draw together who stands around somebody. The drawing may stay unfinished.",
		},
		Parts: []Part{
			ask("who_is_there", "busts-in-silhouette",
				both("Wie staan er om je heen? Begin bij wie je het eerst te binnen schiet.", "Who stands around you? Begin with whoever comes to mind first."),
				both("Wie ken jij?", "Whom do you know?")),
			ask("how_close", "houses",
				both("Wie staat dichtbij en wie verder weg?", "Who stands close and who further away?"),
				both("Wie staat dichtbij?", "Who stands close?")),
			ask("what_line", "link",
				both("Welke lijn is stevig, welke is dun, en welke doet soms pijn?", "Which line is strong, which is thin, and which sometimes hurts?"),
				both("Bij wie voelt het goed?", "With whom does it feel good?")),
			ask("both_ways", "counterclockwise-arrows-button",
				both("Wat krijg je van deze mensen? En wat geef jij aan hen?", "What do you get from these people? And what do you give them?"),
				both("Wat krijg je? Wat geef je?", "What do you get? What do you give?")),
			ask("who_is_missing", "thinking-face",
				both("Wie mis je op de tekening?", "Whom do you miss in the drawing?"),
				both("Wie mis je?", "Whom do you miss?")),
			ask("one_line", "seedling",
				both("Welke lijn zou je sterker willen maken? Geen enkele mag ook.", "Which line would you like to make stronger? None is fine too."),
				both("Wie wil je vaker zien?", "Whom would you like to see more?")),
		},
	},
	{
		Kind: TalkTool, Key: "miracle_question", Version: 1,
		Title: fault.Text{NL: "De wondervraag", EN: "The miracle question"},
		Intro: fault.Text{
			NL: "Buiten de gewone kaders denken geeft ruimte. Neem de tijd: stilte mag.",
			EN: "Thinking outside the usual frame gives room. Take your time: silence is fine.",
		},
		Parts: []Part{
			ask("tomorrow", "sunrise",
				both("Stel, vannacht gebeurt er een wonder terwijl je slaapt. Wat lastig is met mensen om je heen, is opgelost. Waaraan merk je dat morgen het eerst?", "Suppose a miracle happens tonight while you sleep. What is difficult with the people around you is solved. What is the first thing you notice tomorrow?"),
				both("Morgen is alles goed. Wat zie je dan?", "Tomorrow all is well. What do you see?")),
			ask("who_notices", "eye",
				both("Wie merkt het nog meer? Waaraan ziet diegene het?", "Who else notices? How can they tell?"),
				both("Wie ziet het ook?", "Who sees it too?")),
			ask("what_do_you_do", "person-walking",
				both("Wat doe je dan wat je nu niet doet? En met wie?", "What do you do then that you do not do now? And with whom?"),
				both("Wat doe je dan? Met wie?", "What do you do then? With whom?")),
			ask("already_a_bit", "star",
				both("Wanneer was het er al een beetje, ook al was het maar even?", "When was it there a little already, even if only for a moment?"),
				both("Was het er al eens een beetje?", "Was it there a little before?")),
			ask("small_piece", "footprints",
				both("Welk klein stukje van het wonder zou je willen proberen?", "Which small piece of the miracle would you like to try?"),
				both("Welk klein stukje wil je proberen?", "Which small piece do you want to try?")),
		},
	},
	{
		Kind: TalkTool, Key: "motivation", Version: 1,
		Title: fault.Text{NL: "Motiverende vragen", EN: "Motivational questions"},
		Intro: fault.Text{
			NL: "Kies de vragen die passen. Luister, vat samen en laat de regie bij de cliënt.",
			EN: "Choose the questions that fit. Listen, sum up and leave the lead with the client.",
		},
		Parts: []Part{
			ask("good_now", "thumbs-up",
				both("Wat is goed zoals het nu is? Wat moet zo blijven?", "What is good as it is now? What should stay that way?"),
				both("Wat is goed?", "What is good?")),
			ask("would_like", "thought-balloon",
				both("Wat zou je anders willen in wie je ziet en met wie je dingen doet?", "What would you like to be different in whom you see and do things with?"),
				both("Wat wil je graag anders?", "What would you like to change?")),
			ask("why_it_matters", "heart-suit",
				both("Waarom is dat belangrijk voor jou?", "Why does that matter to you?"),
				both("Waarom wil je dat graag?", "Why do you want that?")),
			ask("worked_before", "star",
				both("Wat lukte eerder? Wat hielp toen?", "What worked before? What helped then?"),
				both("Wat lukte al eens?", "What worked before?")),
			ask("what_is_hard", "umbrella",
				both("Wat maakt het lastig? Wat zou de drempel lager maken?", "What makes it difficult? What would lower the threshold?"),
				both("Wat is lastig? Wat helpt?", "What is difficult? What helps?")),
			ask("who_with", "people-hugging",
				both("Wie zou daarbij kunnen helpen? En voor wie kun jij iets doen?", "Who could help with that? And for whom could you do something?"),
				both("Wie kan helpen? Wie help jij?", "Who can help? Whom do you help?")),
			ask("try_first", "footprints",
				both("Wat wil je als eerste proberen? Niets kiezen mag ook.", "What would you like to try first? Choosing nothing is fine too."),
				both("Wat wil je proberen?", "What do you want to try?")),
		},
	},
}

// ask makes a part: what a support worker says, and in a few words what the client sees and hears.
func ask(key, picture string, text, easy fault.Text) Part {
	return Part{Key: key, Picture: picture, Text: text, Easy: easy}
}

// both is a text in both languages.
func both(nl, en string) fault.Text { return fault.Text{NL: nl, EN: en} }
