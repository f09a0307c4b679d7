// Package personal says what activity keeps of a person: where they went, who was asked
// along and how it was for them, never a name.
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
	sameID  = "says which row it is, for our own use"
	whoseID = "the person themself"
)

// Catalogue is what activity tells somebody about themself.
var Catalogue = personal.Catalogue{Parts: append(append([]part{}, outingParts...), alongParts...), Without: without}

var without = map[string]string{
	"client": "a copy of what recruitment tells, to work with", "match": "a copy of what matching tells", "match_person": "a copy of what matching tells",
	"place": "of the organisation", "kind": "of the organisation", "regional_place": "of the organisation", "idea": "of the organisation",
	"reminder_told": "that recruitment knows of what it may remind; gone with the outing", "welcome": "of the outing, which is told", "series_goer": "that you go along each time is told as what comes back",
}

// outing gives one thing of the activity of a row.
func outing(column string) string {
	return `(SELECT a.` + column + ` FROM activity a WHERE a.tenant_id = t.tenant_id AND a.id = t.activity_id) AS ` + column
}

var (
	hards = says("busy", "druk", "busy", "noise", "lawaai", "noise", "getting_there", "er komen", "getting there", "purse", "geld", "money", "knowing_nobody", "niemand kennen", "knowing nobody",
		"tense", "spannend", "tense", "new", "nieuw", "new", "long", "lang", "long", "talking", "praten", "talking", "toilet", "naar de wc", "the toilet")
	helpfuls = says("together", "samen gaan", "going together", "look_first", "eerst kijken", "looking first", "leave_anytime", "weg kunnen", "being able to leave", "short", "kort", "short",
		"quiet_spot", "een rustige plek", "a quiet spot", "know_before", "vooraf weten", "knowing beforehand", "call_somebody", "iemand bellen", "calling somebody", "quiet_moment", "een rustig moment", "a quiet moment")
	clubNotes = says("looks_first", "kijkt eerst", "looks first", "talks_little", "praat weinig", "talks little", "quiet_spot", "een rustige plek", "a quiet spot", "simple_words", "gewone woorden", "simple words",
		"wheelchair", "rolstoel", "wheelchair", "home_earlier", "eerder naar huis", "home earlier", "stays_together", "blijft samen", "stays together")
	parts   = says("mood", "hoe het was", "how it was", "again", "nog een keer", "again", "words", "je woorden", "your words")
	rhythms = says("weekly", "elke week", "every week", "every_two_weeks", "elke twee weken", "every two weeks", "monthly", "elke maand", "every month")
)

var outingParts = []part{{
	Table: "activity", Title: said("Waar je heen ging of gaat", "Where you went or go"), Picture: "Bicycle", Order: "t.sort_day DESC, t.id DESC",
	Whose: `t.id IN (SELECT g.activity_id FROM going g WHERE g.client_id = $1)`,
	More: []string{
		`(SELECT p.name || coalesce(', ' || nullif(p.town, ''), '') FROM place p WHERE p.tenant_id = t.tenant_id AND p.id = t.place_id) AS place_name`,
		`(SELECT k.name_nl FROM kind k WHERE k.tenant_id = t.tenant_id AND k.id = t.own_kind_id) AS own_kind`,
		`ARRAY(SELECT o.client_id FROM going o WHERE o.tenant_id = t.tenant_id AND o.activity_id = t.id AND o.client_id <> $1) AS others`,
	},
	Columns: []personal.Column{
		line("what", "Wat", "What"), oneOf("kind", "Soort", "Kind", personal.Kinds), line("own_kind", "Soort van de organisatie", "Kind of the organisation"),
		line("day", "Dag", "Day"), oneOf("daypart", "Deel van de dag", "Part of the day", personal.Dayparts), line("clock", "Tijd", "Time"),
		line("place_name", "Waar", "Where"), whom("others", "Met wie", "With whom", personal.Client), oneOf("state", "Hoe het ermee staat", "How it stands", personal.ActivityStates),
		{Name: "others_welcome", Label: said("Anderen zijn welkom", "Others are welcome")}, line("created_at", "Bedacht op", "Thought of on"), line("updated_at", "Laatst veranderd", "Last changed"),
	},
	Left: map[string]string{
		"id": sameID, "match_id": "with whom; told", "place_id": "the name is told", "sort_day": "for sorting", "own_kind_id": "the name is told",
		"series_id": "which one that comes back it belongs to; an id", "series_day": "for our own use", "series_own": "for our own use",
	},
}, {
	Table: "going", Title: said("Wat het moeilijk maakt en wat helpt", "What makes it hard and what helps"), Picture: "HandshakeLight", ID: "t.activity_id::text",
	// That somebody goes is told as where they go: here stands only what they said of it.
	Whose: `t.client_id = $1 AND (t.threshold <> '' OR t.helps <> '' OR t.hard <> '{}' OR t.helpful <> '{}')`,
	More:  []string{outing("what"), outing("day")},
	Columns: []personal.Column{
		line("what", "Bij", "With"), line("day", "Dag", "Day"), line("threshold", "Wat het moeilijk maakt", "What makes it hard"), line("helps", "Wat helpt", "What helps"),
		oneOf("hard", "Moeilijk", "Hard", hards), oneOf("helpful", "Helpt", "Helps", helpfuls),
	},
	Left: map[string]string{"activity_id": sameID, "client_id": whoseID, "position": "the order in which people stand"},
}, {
	Table: "how_was_it", Title: said("Hoe het was", "How it was"), Picture: "SmilingFace", Whose: "t.client_id = $1", ID: "t.activity_id::text", OwnRows: "NOT t.shared AND t.shared_parts = '{}'",
	More: []string{outing("what"), outing("day")},
	Columns: []personal.Column{
		line("what", "Bij", "With"), line("day", "Dag", "Day"), oneOf("mood", "Hoe het was", "How it was", personal.Moods).YoursWhen(`NOT 'mood' = ANY (t.shared_parts)`),
		oneOf("again", "Nog een keer?", "Again?", personal.Answers).YoursWhen(`NOT 'again' = ANY (t.shared_parts)`), line("words", "Wat je zei", "What you said").YoursWhen(`NOT 'words' = ANY (t.shared_parts)`),
		oneOf("shared_parts", "Wat je begeleider mag weten", "What your support worker may know", parts), {Name: "by_self", Label: said("Zelf gezegd", "Said by yourself")}, line("at", "Gezegd op", "Said on"),
	},
	Left: map[string]string{"activity_id": sameID, "client_id": whoseID, "shared": "as shared_parts"},
}, {
	Table: "citizen", Title: said("Wie uit de buurt met je meeging", "Who of the neighbourhood came along with you"), Picture: "BustsInSilhouette", Whose: "t.client_id = $1",
	Columns: []personal.Column{line("word", "Wie", "Who"), line("created_at", "Opgeschreven op", "Written on")},
	Left:    map[string]string{"id": sameID, "activity_id": sameID, "client_id": whoseID},
}, {
	Table: "series", Title: said("Wat steeds terugkomt", "What comes back"), Picture: "Calendar", Whose: `t.id IN (SELECT g.series_id FROM series_goer g WHERE g.client_id = $1)`,
	More: []string{`(SELECT p.name FROM place p WHERE p.tenant_id = t.tenant_id AND p.id = t.place_id) AS place_name`},
	Columns: []personal.Column{
		line("what", "Wat", "What"), oneOf("kind", "Soort", "Kind", personal.Kinds), oneOf("rhythm", "Hoe vaak", "How often", rhythms), line("first_day", "Vanaf", "From"), line("until_day", "Tot en met", "Until"),
		oneOf("daypart", "Deel van de dag", "Part of the day", personal.Dayparts), line("clock", "Tijd", "Time"), line("place_name", "Waar", "Where"),
	},
	Left: map[string]string{
		"id": sameID, "own_kind_id": "of the organisation", "match_id": "with whom; told", "place_id": "the name is told", "away_from": "when it is off", "away_until": "when it is off",
		"others_welcome": "not about a person", "stopped": "not about a person", "created_at": "not about a person", "updated_at": "not about a person",
	},
}}

var alongParts = []part{{
	Table: "liking", Title: said("Wat je leuk vindt, om ideeën te geven", "What you like, to give ideas"), Picture: "HeartSuit", Whose: "t.client_id = $1", ID: "t.client_id::text",
	Columns: []personal.Column{line("words", "Woorden", "Words")}, Left: map[string]string{"client_id": whoseID},
}, {
	Table: "invitation", Title: said("Waarvoor je gevraagd bent", "What you were asked for"), Picture: "Envelope", Whose: "t.client_id = $1", ID: "t.activity_id::text",
	More: []string{outing("what"), `CASE WHEN t.by_staff THEN NULL ELSE t.asked_by END AS asked_by_client`, `CASE WHEN t.by_staff THEN t.asked_by END AS asked_by_worker`},
	Columns: []personal.Column{
		line("what", "Wat", "What"), whom("asked_by_client", "Wie vroeg het", "Who asked", personal.Client), whom("asked_by_worker", "Wie vroeg het", "Who asked", personal.Worker),
		oneOf("answer", "Wat je zei", "What you said", personal.Answers), {Name: "no_more", Label: said("Niet meer vragen", "Not to be asked again")}, line("asked_at", "Gevraagd op", "Asked on"),
	},
	Left: map[string]string{"activity_id": sameID, "client_id": whoseID, "asked_by": "told", "by_staff": "told"},
}, {
	Table: "invitation", Key: "invited_others", Title: said("Wie jij vroeg", "Whom you asked"), Picture: "Envelope", Whose: "t.asked_by = $1 AND NOT t.by_staff", ID: "t.activity_id::text || t.client_id",
	More:    []string{outing("what")},
	Columns: []personal.Column{line("what", "Wat", "What"), whom("client_id", "Wie", "Who", personal.Client), line("asked_at", "Gevraagd op", "Asked on")},
}, {
	Table: "introduction", Title: said("Mee naar een club", "Going along to a club"), Picture: "PeopleHoldingHands", Whose: "t.member_id = $1 OR t.guest_id = $1", ID: "t.activity_id::text",
	More: []string{
		`CASE WHEN t.member_id = $1 THEN t.guest_id ELSE t.member_id END AS with_whom`, `CASE WHEN t.guest_id = $1 THEN t.again END AS my_again`,
		`CASE WHEN t.guest_id = $1 THEN t.words END AS my_words`, `CASE WHEN t.guest_id = $1 THEN to_jsonb(t.notes) END AS my_notes`,
	},
	Columns: []personal.Column{
		line("club", "De club", "The club"), whom("with_whom", "Met wie", "With whom", personal.Client), oneOf("my_notes", "Wat de club mag weten", "What the club may know", clubNotes),
		line("my_words", "In je eigen woorden", "In your own words"), {Name: "agreed", Label: said("Afgesproken", "Agreed")}, oneOf("my_again", "Nog een keer?", "Again?", personal.Answers),
		line("created_at", "Bedacht op", "Thought of on"), line("updated_at", "Laatst veranderd", "Last changed"),
	},
	Left: map[string]string{
		"activity_id": sameID, "member_id": "told as with whom", "guest_id": "told as with whom", "notes": "told to the guest, whose they are", "words": "told to the guest, whose they are",
		"again": "told to the guest, who said it",
	},
}}
