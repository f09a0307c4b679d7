// Package personal says what evaluation keeps of a person: what they told when looking
// back, that they wanted to talk, what they answered. Never a name.
package personal

import "github.com/optrek/optrek/services/internal/personal"

type (
	part  = personal.Part
	words = personal.Words
)

var (
	line  = personal.Line
	oneOf = personal.OneOf
	whom  = personal.Whom
	says  = personal.W
)

func said(nl, en string) words { return words{NL: nl, EN: en} }

const (
	sameID   = "says which row it is, for our own use"
	whoseID  = "the person themself"
	copied   = "a copy of what another service tells, to work with; that service tells it"
	ofHouse  = "of the organisation"
	withheld = "withheld: see what is said of it"
)

// Catalogue is what evaluation tells somebody about themself.
var Catalogue = personal.Catalogue{
	Parts: told, Without: without,
	Withheld: []personal.Withheld{{
		What: said("Wat begeleiders opschreven na een tussenstand.", "What support workers wrote down after an interim evaluation."),
		Why:  said("Dat gaat over jullie samen, dus ook over de ander. Je begeleider praat er met je over.", "It is about the two of you, so about the other person too. Your support worker talks about it with you."),
	}, {
		What: said("Wat begeleiders met elkaar bespreken om te leren (intervisie).", "What support workers talk over to learn (intervision)."),
		Why:  said("Daar staan geen namen in.", "There are no names in it."),
	}, {
		What: said("Dat een begeleider een seintje even opzij legde.", "That a support worker put a hint aside for a while."),
		Why:  said("Dat is een geheugensteun van die begeleider en gaat vanzelf weg.", "That is a note of that support worker to themself, and goes away."),
	}, {
		What: said("Of iemand anders een zorg om jouw veiligheid meldde.", "Whether somebody else reported a concern about your safety."),
		Why:  said("Zo kan iedereen veilig iets zeggen. Wat eruit komt bespreken we met jou.", "So that everybody can safely say something. What comes of it we talk over with you."),
	}},
}

var without = map[string]string{
	"client": copied, "wish": copied, "match": copied, "match_person": copied, "activity": copied, "activity_person": copied, "shared_mood": copied,
	"networker": copied, "restricted": copied, "client_location": copied, "match_lead": copied, "activity_day": copied, "networker_road": copied, "colleague": "of colleagues",
	"snooze": withheld, "intervision": withheld, "agenda_item": withheld, "agreement": withheld, "intervision_answer": "of colleagues",
	"lesson": "names nobody (E-07)", "regional_lesson": "names nobody (E-07)", "question_set": ofHouse, "question": ofHouse, "rhythm": ofHouse, "match_rhythm": "when a match looks back; of both",
	"signal_rule": ofHouse, "signal_rule_change": ofHouse, "concern_route": ofHouse, "concern_way_key": ofHouse, "concern_delivery": "which system of the organisation was told; ids",
	"method": ofHouse, "known_since": ofHouse, "published_quarter": "counts of groups", "year_summary": ofHouse, "questionnaire": ofHouse, "questionnaire_figure": "counts of groups",
}

var (
	faces  = says("yes", "ja", "yes", "a_bit", "een beetje", "a bit", "no", "nee", "no", "skipped", "overgeslagen", "passed over")
	pushes = says("too_much", "te veel", "too much", "good", "goed zo", "just right", "too_little", "te weinig", "too little", "skipped", "overgeslagen", "passed over")
	values = says("yes", "ja", "yes", "a_bit", "een beetje", "a bit", "no", "nee", "no", "too_much", "te veel", "too much", "good", "goed zo", "just right",
		"too_little", "te weinig", "too little", "skipped", "overgeslagen", "passed over")
	states  = says("due", "komt nog", "to come", "open", "open", "open", "done", "gedaan", "done")
	whoms   = says("worker", "je begeleider", "your support worker", "guide", "wie je begeleidt", "who guides you", "somebody_else", "iemand anders", "somebody else")
	hows    = says("call", "bellen", "by telephone", "visit", "langskomen", "a visit", "in_a_while", "later", "later")
	talks   = says("asked", "gevraagd", "asked", "seen", "gezien", "seen", "talked", "gepraat", "talked", "withdrawn", "niet meer nodig", "no longer needed")
	replies = says("seen", "ik heb het gezien", "I have seen it", "today", "vandaag", "today", "tomorrow", "morgen", "tomorrow", "this_week", "deze week", "this week")
	askings = says("open", "ligt klaar", "lies ready", "finished", "ingevuld", "filled in", "left", "niet gedaan", "left undone")
	answers = says("yes", "ja", "yes", "maybe", "misschien", "maybe", "no", "nee", "no")
)

var told = []part{{
	Table: "interim_evaluation", Title: said("Tussenstanden", "Interim evaluations"), Picture: "Footprints", Order: "t.due_at DESC, t.id",
	Whose:   `t.match_id IN (SELECT p.match_id FROM match_person p WHERE p.client_id = $1)`,
	Columns: []personal.Column{oneOf("state", "Hoe het ermee staat", "How it stands", states), line("due_at", "Wanneer", "When"), line("closed_at", "Afgerond op", "Closed on")},
	Left: map[string]string{
		"id": sameID, "match_id": "with whom; matching tells it", "month": "of the rhythm", "questions": "which version of the questions", "outcome": withheld, "words": withheld, "reasons": withheld,
	},
}, {
	Table: "reflection", Title: said("Wat je vertelde bij een tussenstand", "What you told when looking back"), Picture: "SpeechBalloon", Whose: "t.teller_id = $1 AND NOT t.own_look",
	ID: "t.evaluation_id::text", Order: "t.at DESC",
	Columns: []personal.Column{
		oneOf("motivation", "Heb je er zin in?", "Do you feel like it?", faces), oneOf("klik", "Klikt het?", "Do you get on?", faces), oneOf("decide_too", "Beslis jij mee?", "Do you decide too?", faces),
		oneOf("benefit", "Heb je er wat aan?", "Is it good for you?", faces), oneOf("push", "Hoe de ander je aanmoedigt", "How the other encourages you", pushes),
		{Name: "life_changed", Label: said("Je leven is veranderd", "Your life has changed")}, {Name: "other_wishes", Label: said("Je wilt nu liever iets anders", "You prefer other things now")},
		line("words", "Wat je zei", "What you said"), {Name: "by_self", Label: said("Zelf ingevuld", "Filled in yourself")}, {Name: "together", Label: said("Samen ingevuld", "Filled in together")}, line("at", "Op", "On"),
	},
	Left: map[string]string{"evaluation_id": sameID, "teller_id": whoseID, "own_look": "a support worker's own look is theirs"},
}, {
	Table: "reflection_answer", Title: said("Je antwoorden op andere vragen van een tussenstand", "Your answers to other questions when looking back"), Picture: "SpeechBalloon",
	Whose: `t.teller_id = $1 AND EXISTS (SELECT FROM reflection r WHERE r.tenant_id = t.tenant_id AND r.evaluation_id = t.evaluation_id AND r.teller_id = t.teller_id AND NOT r.own_look)`,
	ID:    "t.evaluation_id::text || '/' || t.key",
	More: []string{`(SELECT q.text_nl FROM question q JOIN interim_evaluation e ON e.tenant_id = q.tenant_id WHERE e.tenant_id = t.tenant_id AND e.id = t.evaluation_id
		AND q.key = t.key ORDER BY q.set_nr DESC LIMIT 1) AS question`},
	Columns: []personal.Column{line("question", "Vraag", "Question"), oneOf("value", "Antwoord", "Answer", values), line("words", "Wat je zei", "What you said")},
	Left:    map[string]string{"evaluation_id": sameID, "teller_id": whoseID, "key": sameID},
}, {
	Table: "talk_request", Title: said("Dat je wilde praten", "That you wanted to talk"), Picture: "SpeakingHead", Whose: "t.client_id = $1", Order: "t.id DESC",
	Columns: []personal.Column{
		oneOf("whom", "Met wie", "With whom", whoms), whom("worker_id", "Met", "With", personal.Worker), oneOf("how", "Hoe", "How", hows), oneOf("state", "Hoe het ermee staat", "How it stands", talks),
		line("asked_at", "Gevraagd op", "Asked on"), whom("seen_by", "Gezien door", "Seen by", personal.Worker), line("seen_at", "Gezien op", "Seen on"),
		oneOf("reply", "Antwoord", "Answer", replies), line("over_at", "Klaar op", "Over on"),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID},
}, {
	Table: "concern", Title: said("Zorgen om veiligheid die jij meldde", "Concerns about safety that you reported"), Picture: "Shield", Whose: "t.reporter_id = $1", Order: "t.id DESC",
	Columns: []personal.Column{
		line("reported_at", "Gemeld op", "Reported on"), whom("taken_by", "Opgepakt door", "Taken up by", personal.Worker), line("taken_at", "Opgepakt op", "Taken up on"),
		line("handed_to", "Overgedragen aan", "Handed over to"), line("handed_at", "Overgedragen op", "Handed over on"),
	},
	Left: map[string]string{
		"id": sameID, "match_id": "with whom; matching tells it", "client_id": "whom it was about; perhaps somebody else", "reporter_id": whoseID, "route_version": "of the organisation", "closed": "of the organisation",
		"for_ids": "to whom it went; whoever took it up is told", "reference": "a number in the organisation's own system", "handed_by": "whoever took it up is told",
	},
}, {
	Table: "intervision_client", Title: said("Meedenken met begeleiders", "Thinking along with support workers"), Picture: "ThoughtBalloon", Whose: "t.client_id = $1", ID: "t.intervision_id::text",
	More:    []string{`(SELECT i.day FROM intervision i WHERE i.tenant_id = t.tenant_id AND i.id = t.intervision_id) AS day`},
	Columns: []personal.Column{line("day", "Dag", "Day"), oneOf("answer", "Wat je zei", "What you said", answers)},
	Left:    map[string]string{"intervision_id": sameID, "client_id": whoseID},
}, {
	Table: "questionnaire_asking", Title: said("Vragenlijsten", "Questionnaires"), Picture: "Memo", Whose: "t.client_id = $1", Order: "t.id DESC",
	More: []string{`(SELECT q.title FROM questionnaire q WHERE q.tenant_id = t.tenant_id AND q.id = t.questionnaire_id) AS title`},
	Columns: []personal.Column{
		line("title", "Welke", "Which"), whom("worker_id", "Gevraagd door", "Asked by", personal.Worker), oneOf("state", "Hoe het ermee staat", "How it stands", askings),
		{Name: "shared", Label: said("Je begeleider mag het lezen", "Your support worker may read it")}, {Name: "together", Label: said("Samen ingevuld", "Filled in together")},
		line("asked_at", "Gevraagd op", "Asked on"), line("finished_at", "Klaar op", "Finished on"),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID, "questionnaire_id": "the title is told"},
}, {
	Table: "questionnaire_answer", Title: said("Je antwoorden op vragenlijsten", "Your answers to questionnaires"), Picture: "Memo",
	Whose: `t.asking_id IN (SELECT a.id FROM questionnaire_asking a WHERE a.client_id = $1)`, ID: "t.asking_id::text || '/' || t.link_id",
	OwnRows: `NOT EXISTS (SELECT FROM questionnaire_asking a WHERE a.tenant_id = t.tenant_id AND a.id = t.asking_id AND a.shared)`,
	Columns: []personal.Column{
		line("link_id", "Vraag", "Question"), line("codes", "Antwoord", "Answer"), line("words", "In je eigen woorden", "In your own words"), {Name: "skipped", Label: said("Overgeslagen", "Passed over")},
	},
	Left: map[string]string{"asking_id": sameID},
}}
