package template

// locationSteps are steps 1 and 2 of the method at a location: gain support, and
// recruit and train support workers. They overlap and lock nothing (O-03).
var locationSteps = []Template{{
	Kind: LocationSteps, Key: LocationStartKey, Version: 1,
	Title: both("Beginnen op een locatie", "Beginning at a location"),
	Intro: both("Stap 1: draagvlak. Stap 2: begeleiders. Door elkaar en terug mag altijd. Het heeft een lange adem nodig.",
		"Step 1: support. Step 2: support workers. In any order, and back is always fine. It takes staying power."),
	Parts: []Part{
		learn("support_why_here", "Bespreek waarom dit hier nodig is: wat vertellen cliënten over alleen zijn en meedoen?",
			"Discuss why this is needed here: what do clients tell about being alone and taking part?"),
		learn("support_ask_clients", "Vraag cliënten en de cliëntenraad wat zij ervan vinden en wat zij willen.",
			"Ask clients and the client council what they think of it and what they want."),
		learn("support_who_carries", "Spreek af wie het draagt. Niet één persoon: het mag niet van enkelen afhangen.",
			"Agree who carries it. Not one person: it must not depend on a few."),
		learn("support_promised", "Leg vast wat is toegezegd: tijd, ruimte en wat er verder nodig is.",
			"Write down what was promised: time, room and what else is needed."),
		learn("support_join_programme", "Sluit aan bij wat er al loopt: een programma, beleid of bestaande methode.",
			"Join what is already going on: a programme, policy or existing method."),
		learn("support_not_savings", "Zeg erbij wat het niet is: geen bezuiniging, en niemand wordt overbodig.",
			"Say what it is not: no savings, and nobody becomes superfluous."),
		learn("support_use_meetings", "Zet het op de agenda van overleg dat er al is: team, werkbegeleiding, thema's.",
			"Put it on the agenda of meetings that exist: team, supervision, themes."),
		learn("workers_who_wants", "Vraag begeleiders wie mee wil doen en wat hen raakt.", "Ask support workers who wants to join in and what touches them."),
		learn("workers_qualities", "Maak samen een overzicht van kwaliteiten en passies in het team.",
			"Make an overview together of qualities and passions in the team."),
		learn("workers_two_leads", "Vraag minstens twee netwerkaanspreekpunten.", "Ask at least two network leads."),
		learn("workers_learning_time", "Plan tijd om de methode te leren en te oefenen.", "Plan time to learn and practise the method."),
		learn("workers_already_do", "Vraag collega's wat zij al doen met netwerken, en wat anders kan.",
			"Ask colleagues what they already do with networks, and what could be different."),
		learn("workers_differences", "Maak ruimte voor twijfel en verschillen tussen collega's.", "Make room for doubt and differences between colleagues."),
		learn("workers_intervision", "Plan de eerste intervisie.", "Plan the first intervision."),
	},
}}
