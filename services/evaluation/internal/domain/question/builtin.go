package question

import "github.com/optrek/optrek/services/internal/fault"

// Keys of the questions the method asks. The answers to some of them have a field of their
// own in what somebody tells, because signals listen to them.
const (
	Motivation  = "motivation"   // still feels like it (E-04)
	Klik        = "klik"         // asked of each, apart (M-19)
	Relation    = "relation"     // how it is between them (E-04)
	DecideToo   = "decide_too"   // "beslis jij mee?"
	Benefit     = "benefit"      // asked of both (M-21)
	Push        = "push"         // too much, good, too little (M-10)
	LifeChanged = "life_changed" // neutral (E-05)
	OtherWishes = "other_wishes" // neutral (E-05)
	OwnWords    = "words"
)

var coreKeys = []string{Motivation, Klik, Relation, DecideToo, Benefit, Push, LifeChanged, OtherWishes}

// coreKinds are how our questions are answered: what listens to an answer knows it so.
var coreKinds = map[string]Kind{
	Motivation: Faces, Klik: Faces, Relation: Faces, DecideToo: Faces, Benefit: Faces, Push: Amount,
	LifeChanged: YesNo, OtherWishes: YesNo, OwnWords: Words,
}

var coreNames = map[string]fault.Text{
	Motivation:  {NL: "zin om verder te gaan", EN: "feeling like going on"},
	Klik:        {NL: "de klik", EN: "the klik"},
	Relation:    {NL: "hoe het tussen mensen is", EN: "how it is between people"},
	DecideToo:   {NL: "mee beslissen", EN: "having a say"},
	Benefit:     {NL: "wat het oplevert", EN: "what it brings"},
	Push:        {NL: "duwen of afwachten", EN: "pushing or waiting"},
	LifeChanged: {NL: "een leven dat verandert", EN: "a life that changes"},
	OtherWishes: {NL: "liever iets anders doen", EN: "preferring other things"},
}

// builtIn are ours, the newest first. A version that was ever there stays as it was: looks
// back were opened with it.
var builtIn = []Set{
	{Version: "2026-2", Questions: second()},
	{Version: "2026-1", Questions: first()},
}

func text(nl, en string) fault.Text { return fault.Text{NL: nl, EN: en} }

func first() []Question {
	return []Question{
		{Key: Motivation, Kind: Faces, Picture: "sun-with-face",
			Text: text("Heb jij nog zin om samen dingen te doen?", "Do you still feel like doing things together?"),
			Easy: text("Wil je nog iets doen met {naam}?", "Do you still want to do things with {naam}?"),
			Look: text("Hebben ze er nog zin in, denk je?", "Do they still feel like it, you think?")},
		{Key: Klik, Kind: Faces, Picture: "heart-hands",
			Text: text("Voelt het goed samen?", "Does it feel good together?"),
			Easy: text("Is het fijn met {naam}?", "Is it nice with {naam}?"),
			Look: text("Zie je een klik?", "Do you see a klik?")},
		{Key: DecideToo, Kind: Faces, Picture: "people-dialogue",
			Text: text("Beslis jij mee over wat jullie doen?", "Do you have a say in what you do?"),
			Easy: text("Mag jij ook kiezen?", "May you choose too?"),
			Look: text("Beslist ieder mee?", "Does each have a say?")},
		{Key: Benefit, Kind: Faces, Picture: "flexed-biceps",
			Text: text("Word je er blij van?", "Does it make you happy?"),
			Easy: text("Doet het je goed?", "Does it do you good?"),
			Look: text("Doet het hun beiden goed?", "Does it do both good?")},
		{Key: Push, Kind: Amount, Picture: "open-hands",
			Text: text("Hoe helpt de ander jou op gang?", "How does the other get you going?"),
			Easy: text("Helpt {naam} je een duwtje op weg?", "Does {naam} give you a little push?"),
			Look: text("Hoe is jouw eigen afstand?", "How is your own distance?")},
		{Key: LifeChanged, Kind: YesNo, Picture: "butterfly",
			Text: text("Is er in jouw leven iets veranderd?", "Has something changed in your life?"),
			Easy: text("Is je leven veranderd?", "Has your life changed?"),
			Look: text("Er veranderde iets in iemands leven", "Something changed in somebody’s life")},
		{Key: OtherWishes, Kind: YesNo, Picture: "compass",
			Text: text("Doe je nu liever andere dingen?", "Do you prefer other things now?"),
			Easy: text("Wil je liever iets anders doen?", "Would you rather do something else?"),
			Look: text("Iemand doet nu liever andere dingen", "Somebody prefers other things now")},
		ownWords(),
	}
}

func ownWords() Question {
	return Question{Key: OwnWords, Kind: Words, Picture: "speech-balloon",
		Text: text("Wil je er nog iets over zeggen?", "Would you like to say more about it?"),
		Easy: text("Wil je nog iets vertellen?", "Would you like to tell more?"),
		Look: text("Als ik het was …", "If it were me …")}
}

// second asks how it is between people as well, and offers more that an organisation can
// switch on.
func second() []Question {
	all := first()
	words := all[len(all)-1]
	asked := append([]Question{}, all[:2]...)
	asked = append(asked, Question{Key: Relation, Kind: Faces, Picture: "handshake",
		Text: text("Is het nog goed tussen jou en {naam}?", "Are things still good between you and {naam}?"),
		Easy: text("Is het goed tussen jullie?", "Are things good between you?"),
		Look: text("Is het nog goed tussen hen?", "Are things still good between them?")})
	asked = append(asked, all[2:len(all)-1]...)
	return append(append(asked, optional()...), words)
}

// optional are offered and not asked until an organisation switches them on.
func optional() []Question {
	return []Question{
		{Key: "often", Kind: Amount, Off: true, Picture: "calendar",
			Text: text("Hoe vaak zie je {naam}?", "How often do you see {naam}?"),
			Easy: text("Zie je {naam} vaak genoeg?", "Do you see {naam} often enough?"),
			Look: text("Zien ze elkaar naar hun zin?", "Do they see each other as they like?")},
		{Key: "doing", Kind: Faces, Off: true, Picture: "bicycle",
			Text: text("Doen jullie dingen die jij leuk vindt?", "Do you do things that you like?"),
			Easy: text("Doen jullie leuke dingen?", "Do you do nice things?"),
			Look: text("Past wat ze doen bij allebei?", "Does what they do suit both?")},
		{Key: "giving", Kind: Faces, Off: true, Picture: "wrapped-gift",
			Text: text("Kun jij ook iets betekenen voor {naam}?", "Can you mean something to {naam} as well?"),
			Easy: text("Doe jij ook iets voor {naam}?", "Do you do things for {naam} too?"),
			Look: text("Geeft en krijgt ieder iets?", "Does each give and get something?")},
		{Key: "within_reach", Kind: YesNo, Off: true, Picture: "rocket",
			Text: text("Doe je nu iets wat eerst niet lukte?", "Do you do something now that was out of reach before?"),
			Easy: text("Doe je nu iets nieuws?", "Do you do something new now?"),
			Look: text("Doet iemand nu iets wat eerst onbereikbaar was?", "Does somebody do what was out of reach before?")},
	}
}
