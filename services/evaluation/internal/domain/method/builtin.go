package method

import "time"

// BuiltIn gives the first version of the methods every organisation begins with. A
// change of these words is a new version beside the old one, never a change of the old.
func BuiltIn() []Method {
	return []Method{incident(), fiveSteps(), withClients(), open()}
}

func step(minutes int, title, words, questions Text) Step {
	return Step{Title: title, Words: words, Questions: questions, Lasts: time.Duration(minutes) * time.Minute}
}

func incident() Method {
	return Method{
		Key: Incident, Version: 1,
		Title: Text{"Incidentmethode", "Incident method"},
		Help: Text{"Eén gebeurtenis van dichtbij bekijken: wat gebeurde er, en wat had jij gedaan?",
			"Look at one event up close: what happened, and what would you have done?"},
		Steps: []Step{
			step(5, Text{"Vertellen", "Telling"},
				Text{"Iemand vertelt kort wat er gebeurde. Zonder namen.", "Somebody tells briefly what happened. Without names."},
				Text{"Wat gebeurde er?\nWie waren erbij? Zeg alleen hun rol.\nWaar stopte het verhaal voor jou?",
					"What happened?\nWho was there? Only say their role.\nWhere did the story stop for you?"}),
			step(10, Text{"Feiten vragen", "Asking for facts"},
				Text{"De anderen vragen alleen naar wat er echt gebeurde.", "The others only ask about what really happened."},
				Text{"Wat weten we nog niet?\nWat is gezien, en wat is gedacht?\nWat wilden de mensen zelf?",
					"What do we not know yet?\nWhat was seen, and what was thought?\nWhat did the people themselves want?"}),
			step(10, Text{"Zelf kiezen", "Choosing for yourself"},
				Text{"Ieder schrijft op: wat zou ik doen, en waarom? Daarna leest ieder voor.", "Everybody writes down: what would I do, and why? Then everybody reads aloud."},
				Text{"Wat zou jij doen?\nWat zegt dat over wat jij belangrijk vindt?\nWaarin verschillen we, en wat is daar goed aan?",
					"What would you do?\nWhat does that say about what matters to you?\nIn what do we differ, and what is good about that?"}),
			step(10, Text{"Hoe het afliep", "How it ended"},
				Text{"De verteller zegt hoe het afliep en wat helpt.", "Who told it says how it ended and what helps."},
				Text{"Wat deed je, en wat gebeurde er toen?\nWat hoorde je net waar je iets aan hebt?",
					"What did you do, and what happened then?\nWhat did you just hear that is of use to you?"}),
			step(5, Text{"Meenemen", "Taking along"},
				Text{"Wat nemen we mee?", "What do we take along?"},
				Text{"Wat doen we anders?\nWat zou een andere locatie hieraan hebben?", "What will we do differently?\nWhat would another location gain from this?"}),
		},
	}
}

func fiveSteps() Method {
	return Method{
		Key: FiveSteps, Version: 1,
		Title: Text{"Vijf stappen", "Five steps"},
		Help: Text{"Een vraag van een collega rustig uitpluizen, van vraag naar eerste stap.",
			"Work out a colleague’s question calmly, from question to first step."},
		Steps: []Step{
			step(5, Text{"Vertellen", "Telling"}, Text{"Vertel: wat is jouw vraag?", "Tell: what is your question?"},
				Text{"Waar zit je mee?\nWat maakt het nu een vraag?\nWat wil je van ons?", "What is on your mind?\nWhat makes it a question now?\nWhat would you like from us?"}),
			step(15, Text{"Verkennen", "Exploring"}, Text{"Verken: stel open vragen, geef nog geen raad.", "Explore: ask open questions, give no advice yet."},
				Text{"Hoe is dat voor jou?\nHoe zou het voor hen zijn?\nWat gaat er al goed?\nWat heb je geprobeerd?",
					"What is that like for you?\nWhat would it be like for them?\nWhat goes well already?\nWhat did you try?"}),
			step(10, Text{"Spiegelen", "Mirroring"}, Text{"Spiegel: wat horen wij, wat valt ons op?", "Mirror: what do we hear, what strikes us?"},
				Text{"Ik hoor je zeggen …\nWat mij opvalt is …\nIk vraag me af …", "I hear you say …\nWhat strikes me is …\nI wonder …"}),
			step(10, Text{"Bedenken", "Thinking up"}, Text{"Bedenk: welke wegen zijn er?", "Think up: which ways are there?"},
				Text{"Wat zou je doen als het niet fout kon gaan?\nWie kan dit nog meer?\nWat kun je laten?",
					"What would you do if nothing could go wrong?\nWho else could do this?\nWhat could you leave be?"}),
			step(5, Text{"Kiezen", "Choosing"}, Text{"Kies: wat is jouw eerste kleine stap?", "Choose: what is your first small step?"},
				Text{"Wat doe je als eerste?\nWie helpt je daarbij?", "What do you do first?\nWho helps you with it?"}),
		},
	}
}

func withClients() Method {
	return Method{
		Key: WithClients, Version: 1, WithClients: true,
		Title: Text{"Met cliënten", "With clients"},
		Help: Text{"Netwerkers en cliënten denken mee. Zij weten het beste hoe het is.",
			"Networkers and clients think along. They know best what it is like."},
		Steps: []Step{
			step(10, Text{"Aankomen", "Arriving"}, Text{"Begin met iets te drinken en een rondje: wat was leuk?", "Begin with something to drink and a round: what was nice?"},
				Text{"Wat was leuk?\nMet wie was je?", "What was nice?\nWho were you with?"}),
			step(10, Text{"Kiezen", "Choosing"}, Text{"Cliënten kiezen waar het over gaat.", "Clients choose what it is about."},
				Text{"Waar wil je over praten?\nWat wil je liever niet?", "What would you like to talk about?\nWhat would you rather not?"}),
			step(15, Text{"Praten", "Talking"}, Text{"Praat in korte zinnen. Plaatjes helpen.", "Talk in short sentences. Pictures help."},
				Text{"Hoe is dat voor jou?\nWat helpt?\nWat helpt niet?", "What is that like for you?\nWhat helps?\nWhat does not help?"}),
			step(10, Text{"Luisteren", "Listening"}, Text{"Begeleiders luisteren eerst.", "Support workers listen first."},
				Text{"Wat hoorden we?\nKlopt dat?", "What did we hear?\nIs that right?"}),
			step(5, Text{"Afsluiten", "Closing"}, Text{"Sluit af: wat gaan we anders doen?", "Close: what will we do differently?"},
				Text{"Wat doen wij met wat jij zei?\nHoe hoor je dat terug?", "What do we do with what you said?\nHow will you hear about it?"}),
		},
	}
}

func open() Method {
	return Method{
		Key: Open, Version: 1,
		Title: Text{"Vrije vorm", "Open form"},
		Help:  Text{"Jullie bepalen zelf hoe. Verschillen tussen collega’s mogen op tafel.", "You decide how. Differences between colleagues may be on the table."},
		Steps: []Step{
			step(5, Text{"Beginnen", "Beginning"}, Text{"Loop de agenda langs.", "Go over the agenda."},
				Text{"Wat wil je vandaag zeker bespreken?", "What do you want to talk about today in any case?"}),
			step(30, Text{"Bespreken", "Talking"}, Text{"Geef ieder evenveel tijd.", "Give everybody the same time."},
				Text{"Hoe doe jij dat?\nWaarin doen we het anders dan elkaar?\nWat kunnen we van elkaar overnemen?",
					"How do you do that?\nIn what do we do it differently from each other?\nWhat could we take over from each other?"}),
			step(5, Text{"Afsluiten", "Closing"}, Text{"Sluit af: wat leerden we van elkaar?", "Close: what did we learn from each other?"},
				Text{"Wat neem jij mee?", "What do you take along?"}),
		},
	}
}
