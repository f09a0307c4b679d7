// Package personal says what matching keeps of a person: whom they are together with and
// what they said of it, never a name.
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
	copied  = "a copy of what recruitment tells, to work with"
)

// Catalogue is what matching tells somebody about themself.
var Catalogue = personal.Catalogue{
	Parts:   append(append([]part{}, lookedForParts...), matchParts...),
	Without: without,
	Withheld: []personal.Withheld{{
		What: said("Ideeën en plannen van begeleiders over met wie jij iets zou kunnen doen.", "Ideas and plans of support workers about with whom you could do something."),
		Why:  said("Daar staat ook een ander in, die nog niets gevraagd is. Wordt het een voorstel, dan zie je het zelf.", "Somebody else is in it too, who has not been asked anything. When it becomes a proposal you see it yourself."),
	}, {
		What: said("Wat een begeleider voor het team opschreef toen jullie stopten.", "What a support worker wrote down for the team when you stopped."),
		Why:  said("Dat kan over de ander gaan. Je begeleider vertelt je wat over jou gaat.", "That may be about the other person. Your support worker tells you what is about you."),
	}, {
		What: said("Of iemand anders liever niet met jou samen wil.", "Whether somebody else would rather not be together with you."),
		Why:  said("Dat is van die ander. Een reden bewaren we nooit.", "That is the other person's. We never keep a reason."),
	}},
}

var without = map[string]string{
	"client": copied, "networker": copied, "place": "how many a networker wants to go along with; recruitment tells it",
	"plan_settings": "of the organisation", "plan": "counts of groups", "plan_idea": "withheld: names somebody else who was not asked", "plan_group": "withheld with the plans: speaks of the others too",
	"plan_group_member": "withheld with the plans", "region_member": "of the organisation", "region_word": "words that several people use; of nobody",
	"regional_side": "names no client; the request is told", "match_elsewhere": "of the match, which is told", "crowd_change": "that something changed, for a day; nothing of what",
	"match_follows": "of both people; whose word it was is not kept",
}

// mine holds for rows t of a match in which the person is, and which is no idea any more (R-11, M-17).
const mine = `t.match_id IN (SELECT p.match_id FROM participant p JOIN match m ON m.tenant_id = p.tenant_id AND m.id = p.match_id
	WHERE p.client_id = $1 AND m.state <> 'idea')`

var lookedForParts = []part{{
	Table: "matching_profile", Title: said("Wat we gebruiken om iemand voor je te zoeken", "What we use to look for somebody for you"), Picture: "MagnifyingGlass",
	Whose: "t.client_id = $1", ID: "t.client_id::text",
	Columns: []personal.Column{
		line("interests", "Wat je leuk vindt", "What you like"), line("talents", "Waar je goed in bent", "What you are good at"),
		oneOf("dayparts", "Wanneer je kunt", "When you can", personal.Dayparts), line("travel_km", "Hoe ver je kunt reizen (kilometer)", "How far you can travel (kilometres)"),
		oneOf("company", "Hoe je graag samen bent", "How you like to be with others", personal.Company),
		oneOf("communication", "Hoe je jezelf duidelijk maakt", "How you make yourself understood", personal.Communication),
		line("area", "Postcode (cijfers)", "Postal code (digits)"), {Name: "could_mean_known", Label: said("Je vertelde wat je kunt betekenen", "You told what you could mean")},
	},
	Left: map[string]string{"client_id": whoseID},
}, {
	Table: "wish", Key: "matching_wish", Title: said("Waar we naar zoeken", "What we look for"), Picture: "MagnifyingGlass", Whose: "t.client_id = $1",
	Columns: []personal.Column{
		oneOf("kind", "Wat voor wens", "What kind of wish", personal.WishKinds), oneOf("state", "Hoe het ermee staat", "How it stands", personal.WishStates),
		line("interests", "Waar het over gaat", "What it is about"), {Name: "told", Label: said("Er is een wens verteld", "A wish was told")}, line("told_at", "Verteld op", "Told on"),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID},
}, {
	Table: "shown_wish", Key: "regional_wish", Title: said("Je wens in de regio, zonder jouw naam", "Your wish in the region, without your name"), Picture: "WorldMap", Whose: "t.client_id = $1",
	ID: "t.regional_wish_id::text",
	More: []string{
		`(SELECT w.kind FROM regional_wish w WHERE w.tenant_id = t.tenant_id AND w.id = t.regional_wish_id) AS kind`,
		`(SELECT w.interests FROM regional_wish w WHERE w.tenant_id = t.tenant_id AND w.id = t.regional_wish_id) AS interests`,
		`(SELECT w.area FROM regional_wish w WHERE w.tenant_id = t.tenant_id AND w.id = t.regional_wish_id) AS area`,
		`(SELECT w.shown_at FROM regional_wish w WHERE w.tenant_id = t.tenant_id AND w.id = t.regional_wish_id) AS shown_at`,
	},
	Columns: []personal.Column{
		oneOf("kind", "Wat voor wens", "What kind of wish", personal.WishKinds), line("interests", "Waar het over gaat", "What it is about"),
		line("area", "Omgeving", "Area"), line("shown_at", "Te zien sinds", "Shown since"),
	},
	Left: map[string]string{"regional_wish_id": sameID, "wish_id": "which wish of yours; an id", "client_id": whoseID},
}, {
	Table: "regional_wish", Key: "regional_wish", Title: said("Je wens in de regio, zonder jouw naam", "Your wish in the region, without your name"), Picture: "WorldMap",
	Whose: "t.tenant_id = cur_tenant() AND t.id IN (SELECT s.regional_wish_id FROM shown_wish s WHERE s.client_id = $1)",
	Columns: []personal.Column{
		oneOf("dayparts", "Wanneer", "When", personal.Dayparts), oneOf("company", "Hoe je graag samen bent", "How you like to be with others", personal.Company),
		oneOf("communication", "Hoe je jezelf duidelijk maakt", "How you make yourself understood", personal.Communication),
	},
	Left: map[string]string{"id": sameID, "region": "the region of the organisation", "kind": "told above", "interests": "told above", "area": "told above", "shown_at": "told above"},
}, {
	Table: "regional_request", Title: said("Vragen van een andere organisatie", "Questions of another organisation"), Picture: "Envelope", Whose: "t.client_id = $1", ID: "t.request_id::text",
	Columns: []personal.Column{
		oneOf("answer", "Wat je zei", "What you said", personal.Answers), oneOf("answer_form", "Hoe je dat zei", "How you said so", personal.Voices),
		{Name: "card_made", Label: said("Je koos wat zij mogen zien", "You chose what they may see")}, line("created_at", "Gevraagd op", "Asked on"), line("updated_at", "Laatst veranderd", "Last changed"),
	},
	Left: map[string]string{"request_id": sameID, "client_id": whoseID, "wish_id": sameID, "regional_wish_id": sameID, "match_id": sameID},
}, {
	Table: "exclusion", Title: said("Met wie je liever niet samen bent", "With whom you would rather not be"), Picture: "RaisedHand",
	Whose: "(t.a = $1 AND t.by_a) OR (t.b = $1 AND t.by_b)", ID: "t.a::text || t.b",
	More:    []string{`nullif(t.b, $1) AS other_b`, `nullif(t.a, $1) AS other_a`},
	Columns: []personal.Column{whom("other_a", "Wie", "Who", personal.Client), whom("other_b", "Wie", "Who", personal.Client)},
	Left: map[string]string{
		"a": "you or the other; the other is told", "b": "you or the other; the other is told", "by_a": "who asked; only yours is told",
		"by_b": "who asked; only yours is told", "by_staff": "what support workers decided for the safety of two people",
	},
}, {
	Table: "resting_pair", Title: said("Wie we even niet voorstellen", "Whom we do not suggest for a while"), Picture: "PauseButton", Whose: "t.a = $1 OR t.b = $1", ID: "t.a::text || t.b",
	Columns: []personal.Column{line("until", "Tot", "Until")},
	Left:    map[string]string{"a": "you, or somebody else: who said what is not kept", "b": "you, or somebody else: who said what is not kept"},
}}
