package template

// reflections are the questions of the card that nobody but its writer sees (E-09).
var reflections = []Template{{
	Kind: Reflection, Key: ReflectionKey, Version: 1,
	Title: both("Als het om mij ging", "If it were me"),
	Intro: both("Sta stil bij je eigen ervaringen, waarden en normen. Dit is alleen voor jou.",
		"Pause at your own experiences, values and norms. This is for you alone."),
	Parts: []Part{
		learn("dependent", "Als jij afhankelijk bent, hoe is het dan voor jou als de ander voorstelt je netwerk te betrekken?",
			"When you depend on others, what is it like for you if somebody suggests involving your network?"),
		learn("in_trouble", "Wat doe jij als je in de problemen zit?", "What do you do when you are in trouble?"),
		learn("whom_to_ask", "Wie zou jij vragen? En wie liever niet?", "Whom would you ask? And whom rather not?"),
		learn("really_asked", "Vraag eens iets aan iemand wat je echt nodig hebt. Hoe was dat?",
			"Ask somebody for something you really need. What was it like?"),
		learn("give_back", "Vraag je makkelijker iets als je ook iets terug kunt doen?", "Is asking easier when you can do something in return?"),
		learn("own_values", "Wat vind jij gewoon om aan familie, vrienden of buren te vragen? Waar komt dat vandaan?",
			"What do you find normal to ask of family, friends or neighbours? Where does that come from?"),
		learn("helping_virus", "Wanneer loste jij iets op dat de ander zelf, of met iemand anders, had gekund?",
			"When did you solve something that the other could have done alone, or with somebody else?"),
		learn("on_the_sideline", "De cliënt voetbalt en jij staat langs de lijn. Wat is daar lastig aan, en wat fijn?",
			"The client plays football and you stand on the sideline. What is hard about that, and what is good?"),
	},
}}
