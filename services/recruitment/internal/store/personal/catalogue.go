// Package personal keeps what people ask of what is kept about them (exports,
// corrections, restrictions), and says what recruitment itself keeps of a person.
package personal

import (
	"github.com/optrek/optrek/services/internal/personal"
)

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

// said makes the title of a part.
func said(nl, en string) words { return words{NL: nl, EN: en} }

const (
	sameID  = "says which row it is, for our own use"
	whoseID = "the person themself"
	forSort = "the name once more, for sorting and finding"
)

// Catalogue is what recruitment tells somebody about themself.
var Catalogue = personal.Catalogue{
	Parts:   slicesOf(aboutParts, wishParts, mapParts, networkerParts, agreedParts, storyParts, askedParts),
	Without: without,
	Withheld: []personal.Withheld{{
		What: said("Wat een collega voor zichzelf opschreef om van te leren.", "What a colleague wrote for themself to learn from."),
		Why:  said("Dat gaat over die collega. Niemand anders leest het.", "It is about that colleague. Nobody else reads it."),
	}},
}

func slicesOf(all ...[]part) (parts []part) {
	for _, some := range all {
		parts = append(parts, some...)
	}
	return parts
}

// without are the tables of which nothing is told, each with the reason.
var without = map[string]string{
	"location": "of the organisation; the name stands with the person", "support_worker": "of colleagues; their names stand with the person",
	"location_lead": "of the organisation", "client_name": forSort, "support_worker_name": "of colleagues",
	"template": "texts of the organisation", "template_retired": "texts of the organisation", "pictogram": "pictures of the organisation, of nobody", "settings": "of the organisation",
	"absence": "of colleagues", "location_start": "of the organisation", "own_learning": "of colleagues, and theirs alone",
	"quality": "of colleagues", "reflection_card": "of colleagues, and theirs alone", "import": "a file of the organisation; the row itself is told as client.imported",
	"import_part": "rows that are about to come in, without an id of anybody; kept for a day at most", "quiet_time": "of the organisation",
	"import_change": "the same as client.imported, until an import can no longer be taken back", "reminder": "waits to be sent and is gone then",
	"personal_export_part": "this document", "retention_settings": "of the organisation", "erasure_part": "how much was removed, once somebody is gone",
	"connection": "another system of the organisation", "connection_secret": "of a system", "connection_token": "of a system, for minutes",
	"webhook": "an address of another system", "webhook_delivery": "ids that other systems were told, for fourteen days; the log tells the person of it",
	"webhook_subject":  "how a match or activity was when it was last told to other systems: ids; matching and activity tell them",
	"provisioned_user": "of colleagues", "provisioned_group": "of colleagues", "provisioned_member": "of colleagues",
	"emergency_access": "told as emergencies, with the reason", "login_window": "how often it went wrong in a whole organisation, for a day; of nobody",
}

var (
	alone  = says("mostly", "vaak alleen", "mostly alone", "sometimes", "soms alleen", "sometimes alone", "seldom", "bijna nooit alleen", "seldom alone")
	lonely = says("yes", "ja", "yes", "sometimes", "soms", "sometimes", "no", "nee", "no", "not_said", "wil ik niet zeggen", "rather not say")
	legal  = says("mentor", "mentor", "mentor", "curator", "curator", "curator", "administrator", "bewindvoerder", "administrator",
		"parent", "ouder", "parent", "authorised", "gemachtigde", "authorised person")
)

var aboutParts = []part{{
	Table: "client", Key: "me", Title: said("Wie je bent", "Who you are"), Picture: "IdentificationCard", Whose: "t.id = $1",
	Columns: []personal.Column{
		line("given_name", "Voornaam", "Given name"), line("family_name", "Achternaam", "Family name"),
		line("birth_year", "Geboortejaar", "Year of birth"), line("number", "Cliëntnummer", "Client number"),
		whom("location_id", "Waar je woont", "Where you live", personal.Location), line("area", "Postcode (cijfers)", "Postal code (digits)"),
		oneOf("alone", "Hoe vaak je alleen bent", "How often you are alone", alone), oneOf("lonely", "Voel je je eenzaam?", "Do you feel lonely?", lonely),
		line("interests", "Wat je leuk vindt", "What you like"), line("talents", "Waar je goed in bent", "What you are good at"),
		line("could_mean", "Wat je voor een ander kunt betekenen", "What you could mean for somebody else"),
		oneOf("dayparts", "Wanneer je kunt", "When you can", personal.Dayparts), line("travel_km", "Hoe ver je kunt reizen (kilometer)", "How far you can travel (kilometres)"),
		oneOf("company", "Hoe je graag samen bent", "How you like to be with others", personal.Company),
		oneOf("communication", "Hoe je jezelf duidelijk maakt", "How you make yourself understood", personal.Communication),
		line("aids", "Wat je helpt", "What helps you"),
		line("representative_name", "Je vertegenwoordiger", "Your representative"), oneOf("representative_kind", "Wat die persoon is", "In what capacity", legal),
		{Name: "imported", Label: said("Wat de lijst van de organisatie over je zei", "What the organisation's list said of you"), As: ofTheList},
		line("created_at", "Hier sinds", "Here since"), line("updated_at", "Laatst veranderd", "Last changed"),
	},
	Left: map[string]string{"id": sameID, "sort_key": forSort},
}, {
	Table: "caseload", Key: "guide", Title: said("Wie je begeleidt", "Who guides you"), Picture: "PeopleHoldingHands", Whose: "t.client_id = $1",
	ID: "t.position::text", Columns: []personal.Column{whom("worker_id", "Begeleider", "Support worker", personal.Worker)},
	Left: map[string]string{"client_id": whoseID, "position": "first or second; both are told"},
}, {
	Table: "handover", Key: "guide", Title: said("Wie je begeleidt", "Who guides you"), Picture: "PeopleHoldingHands",
	Whose: "t.client_id = $1 OR t.networker_id IN (SELECT n.id FROM networker n WHERE n.client_id = $1)", ID: "t.absence_id::text || t.kind",
	Columns: []personal.Column{
		whom("from_id", "Was er even niet", "Was away", personal.Worker), whom("to_id", "Nam het over", "Took over", personal.Worker),
	},
	Left: map[string]string{
		"absence_id": sameID, "kind": "which duty it was", "item_id": sameID, "client_id": whoseID, "networker_id": whoseID, "location_id": "not about a person",
	},
}, {
	Table: "passed_on", Key: "guide", Title: said("Wie je begeleidt", "Who guides you"), Picture: "PeopleHoldingHands",
	Whose: "t.client_id = $1 OR t.networker_id IN (SELECT n.id FROM networker n WHERE n.client_id = $1)", ID: "t.id::text",
	Columns: []personal.Column{
		whom("from_id", "Werkt hier niet meer", "Works here no more", personal.Worker), whom("to_id", "Nam het over", "Took over", personal.Worker),
		line("at", "Sinds", "Since"),
	},
	Left: map[string]string{
		"id": sameID, "kind": "which duty it was", "item_id": sameID, "client_id": whoseID, "networker_id": whoseID, "location_id": "not about a person",
	},
}, {
	Table: "acquaintance", Title: said("Wie je voornaam mag weten", "Who may know your given name"), Picture: "WavingHand", Whose: "t.client_id = $1",
	ID: "t.match_id::text || t.other_client_id", Columns: []personal.Column{whom("other_client_id", "Wie", "Who", personal.Client)},
	Left: map[string]string{"match_id": sameID, "client_id": whoseID},
}, {
	Table: "leaving", Title: said("Weggaan bij de organisatie", "Leaving the organisation"), Picture: "WavingHand", Whose: "t.client_id = $1", ID: "t.client_id::text",
	Columns: []personal.Column{
		oneOf("state", "Hoe het staat", "How it stands", says("proposed", "voorgesteld", "proposed", "planned", "gepland", "planned", "cancelled", "toch niet", "not after all")),
		oneOf("source", "Wie het zei", "Who said so", says("export", "de lijst van de organisatie", "the organisation's list", "staff", "een begeleider", "a support worker")),
		line("leave_day", "De dag waarop alles gewist wordt", "The day on which everything is removed"), line("care_ended", "Zorg gestopt op", "Care ended on"),
		line("proposed_at", "Sinds", "Since"),
	},
	Left: map[string]string{"client_id": whoseID},
}, {
	Table: "participation", Title: said("Tekst over meedoen, voor een ander systeem", "Text about taking part, for another system"), Picture: "Memo",
	Whose: "t.client_id = $1", ID: "t.client_id::text",
	Columns: []personal.Column{
		line("social_network", "Mensen om je heen (in de maak)", "People around you (being written)"), line("hobby", "Wat je graag doet (in de maak)", "What you like doing (being written)"),
		line("approved_social_network", "Mensen om je heen (goedgekeurd)", "People around you (approved)"), line("approved_hobby", "Wat je graag doet (goedgekeurd)", "What you like doing (approved)"),
		line("approved_at", "Goedgekeurd op", "Approved on"), oneOf("voice", "Hoe je ja zei", "How you said yes", personal.Voices),
	},
	Left: map[string]string{"client_id": whoseID},
}}
