package template

// networkerTracks are small things to learn by doing, ticked off by the networker alone.
var networkerTracks = []Template{{
	Kind: NetworkerTrack, Key: NetworkerKey, Version: 1,
	Title: both("Leren als netwerker", "Learning as a networker"),
	Intro: both("Klein beginnen en samen kijken wat al lukt.", "Begin small and look together at what works already."),
	Parts: []Part{
		ask("meet_and_listen", "ear", both("Kennismaken en luisteren", "Meeting and listening"),
			both("Kennismaken en luisteren", "Meeting and listening")),
		ask("ask_do_not_decide", "question-mark", both("Vragen, niet beslissen", "Asking, not deciding"),
			both("Vragen wat de ander wil", "Asking what the other wants")),
		ask("when_to_call_support_worker", "telephone-receiver", both("Weten wanneer je de begeleider belt", "Knowing when to call the support worker"),
			both("Weten wanneer ik bel", "Knowing when to call")),
		ask("share_my_story", "speaking-head", both("Mijn verhaal delen", "Sharing my story"),
			both("Mijn verhaal vertellen", "Telling my story")),
		ask("what_i_like", "heart-suit", both("Weten wat ik leuk vind", "Knowing what I like"),
			both("Weten wat ik leuk vind", "Knowing what I like")),
	},
}}

// supportWorkerTracks are how a support worker makes the method their own: by
// trying, and by feeling what it is like to ask for help.
var supportWorkerTracks = []Template{{
	Kind: SupportWorkerTrack, Key: SupportWorkerKey, Version: 1,
	Title: both("De methode leren", "Learning the method"),
	Intro: both("Vooral doen en samen bespreken. De volgorde kies je zelf.", "Mostly doing, and talking it over together. You choose the order."),
	Parts: []Part{
		learn("read_method", "Lees waar cliëntennetwerken over gaat: cliënten die andere cliënten op weg helpen.",
			"Read what client networks are about: clients who help other clients on their way."),
		learn("own_network", "Breng je eigen netwerk in kaart. Merk hoe dat voelt.", "Map your own network. Notice how that feels."),
		learn("ask_for_help", "Vraag zelf iemand om iets wat je echt nodig hebt.", "Ask somebody yourself for something you really need."),
		learn("helping_virus", "Let een week op het helpen-virus: wat regelde jij dat iemand zelf of met een ander kan?",
			"Watch for the helping virus for a week: what did you arrange that somebody can do alone or with another?"),
		learn("two_questions", "Voer een netwerkgesprek met beide vragen: wie ondersteunt jou, en wat beteken jij voor anderen?",
			"Hold a network talk with both questions: who supports you, and what do you mean to others?"),
		learn("map_together", "Teken samen een netwerkkaart. Vraag ook wat de contacten betekenen.",
			"Draw a network map together. Also ask what the contacts mean."),
		learn("alone_or_lonely", "Zoek samen uit: alleen zijn, of je eenzaam voelen? Wat is dan de wens?",
			"Find out together: being alone, or feeling lonely? What, then, is the wish?"),
		learn("try_a_tool", "Probeer een gesprekshulp: de wondervraag, het ecogram of motiverende vragen.",
			"Try a tool for the talk: the miracle question, the ecogram or motivational questions."),
		learn("see_talents", "Kijk anders naar talenten: wat kan iemand voor een ander betekenen?",
			"Look at talents in another way: what can somebody mean to another?"),
		learn("approach_in_person", "Vraag iemand persoonlijk of netwerker zijn iets is, en voer het gesprek.",
			"Ask somebody in person whether being a networker is for them, and have the talk."),
		learn("make_room", "Schep een kans om elkaar te ontmoeten, en kijk wat er vanzelf ontstaat.",
			"Create a chance to meet, and see what comes about by itself."),
		learn("who_fits_whom", "Denk met een collega na over wie bij wie past en welke begeleiding dat vraagt.",
			"Think with a colleague about who fits whom and what guidance that needs."),
		learn("from_the_sideline", "Begeleid op afstand: coach, koppelaar en bemiddelaar langs de lijn.",
			"Guide at a distance: coach, connector and mediator on the sideline."),
		learn("bring_to_intervision", "Breng een ervaring in bij intervisie. Veiligheid hoort er altijd bij.",
			"Bring an experience to intervision. Safety is always part of it."),
	},
}}

// learn makes a part that staff only see.
func learn(key, nl, en string) Part { return Part{Key: key, Text: both(nl, en)} }
