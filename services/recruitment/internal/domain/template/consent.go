package template

import "github.com/optrek/optrek/services/internal/fault"

// consentTexts are what is shown before a yes. The key is the purpose. The parts put
// together are the text on record; apart, each has a picture beside it.
var consentTexts = []Template{
	{
		Kind: ConsentText, Key: "matching", Version: 1,
		Title: fault.Text{NL: "Iemand voor mij zoeken", EN: "Finding somebody for me"},
		Parts: []Part{
			{
				Key: "what", Picture: "people-holding-hands",
				Text: fault.Text{NL: "Er mag met mij gezocht worden naar iemand om dingen mee te doen.", EN: "You may look with me for somebody to do things with."},
				Easy: fault.Text{NL: "Zoek samen met mij een maatje.", EN: "Look with me for a companion."},
			},
			{
				Key: "uses", Picture: "heart-suit",
				Text: fault.Text{NL: "Daarvoor worden mijn interesses, talenten en dagen gebruikt.", EN: "My interests, talents and days are used for that."},
				Easy: fault.Text{NL: "Kijk naar wat ik leuk vind en wanneer ik kan.", EN: "Look at what I like and when I can."},
			},
			stopAnyTime,
		},
	},
	{
		Kind: ConsentText, Key: "region", Version: 1,
		Title: fault.Text{NL: "Ook zoeken in de buurt", EN: "Looking nearby too"},
		Parts: []Part{
			{
				Key: "what", Picture: "world-map",
				Text: fault.Text{NL: "Andere organisaties in de buurt mogen mijn wens zien, zonder mijn naam.", EN: "Other organisations nearby may see my wish, without my name."},
				Easy: fault.Text{NL: "Anderen zien mijn wens. Mijn naam zien ze niet.", EN: "Others see my wish. They do not see my name."},
			},
			stopAnyTime,
		},
	},
	{
		Kind: ConsentText, Key: "network_map", Version: 1,
		Title: fault.Text{NL: "Mijn kaart laten zien", EN: "Showing my map"},
		Parts: []Part{
			{
				Key: "what", Picture: "eye",
				Text: fault.Text{NL: "Mijn begeleiders mogen mijn netwerkkaart zien.", EN: "My support workers may see my network map."},
				Easy: fault.Text{NL: "Mijn begeleider mag mijn kaart zien.", EN: "My support worker may see my map."},
			},
			{
				Key: "hidden", Picture: "locked",
				Text: fault.Text{NL: "Wat ik verberg, zie ik alleen.", EN: "What I hide, only I see."},
				Easy: fault.Text{NL: "Wat ik verberg, zie ik alleen.", EN: "What I hide, only I see."},
			},
			stopAnyTime,
		},
	},
	{
		Kind: ConsentText, Key: "story", Version: 1,
		Title: fault.Text{NL: "Mijn verhaal vertellen", EN: "Telling my story"},
		Parts: []Part{
			{
				Key: "what", Picture: "speaking-head",
				Text: fault.Text{NL: "Mijn verhaal mag verteld worden.", EN: "My story may be told."},
				Easy: fault.Text{NL: "Anderen mogen mijn verhaal horen.", EN: "Others may hear my story."},
			},
			stopAnyTime,
		},
	},
}

// stopAnyTime stands in every text before a yes: it can be taken back, without a reason.
var stopAnyTime = Part{
	Key: "stop", Picture: "raised-hand",
	Text: fault.Text{NL: "Ik kan altijd stoppen.", EN: "I can stop at any time."},
	Easy: fault.Text{NL: "Ik kan altijd stoppen.", EN: "I can stop at any time."},
}
