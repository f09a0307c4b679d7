package personal

import "github.com/optrek/optrek/services/internal/personal"

var wishParts = []part{{
	Table: "wish", Title: said("Je wensen", "Your wishes"), Picture: "Star", Whose: "t.client_id = $1", Order: "t.id DESC",
	Columns: []personal.Column{
		line("own_words", "Wat je zei", "What you said"), {Name: "picture", Label: said("Het plaatje dat je koos", "The picture you chose"), As: pictured},
		oneOf("kind", "Wat voor wens", "What kind of wish", personal.WishKinds), oneOf("state", "Hoe het ermee staat", "How it stands", personal.WishStates),
		line("going_on", "Wat er aan de hand is", "What is going on"), line("strategy", "Wat jullie gaan doen", "What you are going to do"),
		line("interests", "Waar het over gaat", "What it is about"), line("skill", "Wat je wilt leren", "What you want to learn"),
		line("created_at", "Gezegd op", "Said on"), line("updated_at", "Laatst veranderd", "Last changed"),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID},
}, {
	Table: "step", Title: said("Je stappen", "Your steps"), Picture: "Footprints", Whose: "t.client_id = $1", Order: "t.id DESC",
	Columns: []personal.Column{
		line("words", "De stap", "The step"), {Name: "picture", Label: said("Het plaatje", "The picture"), As: pictured},
		oneOf("kind", "Wat voor stap", "What kind of step", says("small", "kleine stap", "small step", "find_somebody", "iemand zoeken", "finding somebody")),
		oneOf("state", "Hoe het ermee staat", "How it stands", says("open", "open", "open", "done", "gedaan", "done", "let_go", "losgelaten", "let go")),
		oneOf("who", "Wie het doet", "Who does it", says("client", "jij", "you", "together", "samen", "together", "support_worker", "je begeleider", "your support worker")),
		line("created_at", "Bedacht op", "Thought of on"), line("updated_at", "Laatst veranderd", "Last changed"),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID, "wish_id": "which wish it belongs to; an id", "place": "keeps to a few steps at once"},
}, {
	Table: "network_talk", Title: said("Gesprekken over je netwerk", "Talks about your network"), Picture: "SpeechBalloon", Whose: "t.client_id = $1", Order: "t.id DESC",
	Columns: []personal.Column{
		line("who_supports_me", "Wie steunt mij?", "Who supports me?"), line("what_i_mean", "Wat beteken ik voor een ander?", "What do I mean for somebody else?"),
		notNow("who_supports_me_not_now", "Wie steunt mij: liever niet nu", "Who supports me: rather not now"),
		notNow("what_i_mean_not_now", "Wat ik beteken: liever niet nu", "What I mean: rather not now"),
		line("moment", "Bij welk moment", "On which occasion"),
		{Name: "tools", Label: said("Wat jullie erbij gebruikten", "What you used with it"), As: toolsUsed},
		line("created_at", "Begonnen op", "Begun on"), line("closed_at", "Afgesloten op", "Closed on"),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID},
}}

// notNow makes a column of which only a yes is worth reading.
func notNow(name, nl, en string) personal.Column {
	return personal.Column{Name: name, Label: said(nl, en), As: func(kept any) []words {
		if yes, _ := kept.(bool); yes {
			return []words{said("ja", "yes")}
		}
		return nil
	}}
}

var (
	categories = says(
		"friends", "vrienden", "friends", "neighbours", "buren", "neighbours", "acquaintances", "kennissen", "acquaintances", "hobby", "hobby", "hobby",
		"club", "club", "club", "church", "kerk", "church", "sport", "sport", "sport", "chance", "toevallig", "by chance", "via_via", "via via", "through others",
		"social_media", "sociale media", "social media", "school", "school", "school", "course", "cursus", "course", "volunteer", "vrijwilliger", "volunteer",
		"professional", "beroepskracht", "professional", "family", "familie", "family", "other", "anders", "other")
	circles  = says("close", "dichtbij", "close", "near", "iets verder", "a bit further", "further", "verder weg", "further away")
	feelings = says("good", "goed", "good", "mixed", "wisselend", "mixed", "hard", "moeilijk", "hard")
	helps    = says("practical", "praktische hulp", "practical help", "company", "gezelschap", "company", "advice", "raad", "advice", "emotional", "steun", "support")
	hopes    = says("more", "meer contact", "more contact", "fine", "goed zo", "fine like this", "less", "minder contact", "less contact", "again", "weer contact", "contact again")
	begins   = says("me", "ik", "me", "other", "de ander", "the other", "both", "allebei", "both")
	mapShown = says("meaning", "wat iemand betekent", "what somebody means", "giving", "wat je krijgt en geeft", "what you get and give",
		"contact", "hoe jullie contact hebben", "how you are in touch", "hope", "wat je hoopt", "what you hope for")
)

// mapClosed holds for rows t of somebody who does not let their map be seen: nobody asked
// yet is not a no (N-17).
const mapClosed = `EXISTS (SELECT FROM consent n WHERE n.client_id = t.client_id AND n.purpose = 'network_map')
	AND NOT EXISTS (SELECT FROM consent n WHERE n.client_id = t.client_id AND n.purpose = 'network_map'
		AND n.withdrawn_at IS NULL AND (n.end_at IS NULL OR n.end_at > now()))`

// keptTo holds for contacts t of which the client keeps this part to themself (N-17).
func keptTo(part string) string {
	return `'` + part + `' = ANY (t.private_parts) OR EXISTS (SELECT FROM network_map m WHERE m.client_id = t.client_id AND NOT '` + part + `' = ANY (m.shared_parts))`
}

// contactLines are the lines of somebody on the map, now or then.
func contactLines(more ...personal.Column) []personal.Column {
	return append([]personal.Column{
		line("name", "Naam", "Name"), oneOf("category", "Waarvan je elkaar kent", "How you know each other", categories),
		oneOf("circle", "Hoe dichtbij", "How close", circles), oneOf("feeling", "Hoe het voelt", "How it feels", feelings),
		line("meaning", "Wat hij of zij betekent", "What they mean").YoursWhen(keptTo("meaning")),
		oneOf("i_get", "Wat je krijgt", "What you get", helps).YoursWhen(keptTo("giving")), oneOf("i_give", "Wat je geeft", "What you give", helps).YoursWhen(keptTo("giving")),
		line("how_often", "Hoe vaak", "How often").YoursWhen(keptTo("contact")), line("channel", "Hoe jullie contact hebben", "How you are in touch").YoursWhen(keptTo("contact")),
		oneOf("initiative", "Wie begint", "Who begins", begins).YoursWhen(keptTo("contact")), oneOf("hope", "Wat je hoopt", "What you hope for", hopes).YoursWhen(keptTo("hope")),
		notNow("hidden", "Alleen voor jou", "For your eyes only").Yours(), oneOf("private_parts", "Wat je voor jezelf houdt", "What you keep to yourself", mapShown).Yours(),
		line("created_at", "Op de kaart sinds", "On the map since"), line("updated_at", "Laatst veranderd", "Last changed"),
	}, more...)
}

var mapParts = []part{{
	Table: "network_map", Title: said("Je netwerkkaart", "Your network map"), Picture: "WorldMap", Whose: "t.client_id = $1", ID: "t.client_id::text", OwnRows: mapClosed,
	More: []string{`(SELECT c.name FROM contact c WHERE c.client_id = t.client_id AND c.id = t.give_back_contact_id AND NOT c.hidden) AS give_back_name`},
	Columns: []personal.Column{
		line("living", "Hoe je woont", "How you live"), oneOf("shared_parts", "Wat begeleiders mogen zien", "What support workers may see", mapShown),
		line("shared_voice", "Hoe je dat zei", "How you said so"),
		oneOf("give_back", "Iets terugdoen", "Giving something back", says("myself", "doe ik zelf", "by myself", "somebody", "iemand die ik ken", "somebody I know", "looking", "zoeken we nog", "still looking")),
		line("give_back_name", "Wie dat doet", "Who does that"),
		oneOf("offer", "Wilde je een kaart maken?", "Did you want to make a map?", says("accepted", "ja", "yes", "later", "later", "later", "declined", "nee", "no")),
		line("offered_at", "Gevraagd op", "Asked on"), line("updated_at", "Laatst veranderd", "Last changed"),
	},
	Left: map[string]string{"client_id": whoseID, "give_back_contact_id": "the name is told"},
}, {
	Table: "contact", Title: said("De mensen op je kaart", "The people on your map"), Picture: "BustsInSilhouette", Whose: "t.client_id = $1",
	OwnRows: "t.hidden OR " + mapClosed,
	Columns: contactLines(personal.Column{Name: "approaches", Label: said("Waarvoor we die persoon mogen vragen", "What we may ask them for"), As: askedFor}),
	Left:    map[string]string{"id": sameID, "client_id": whoseID},
}, {
	Table: "map_snapshot", Title: said("Je kaart van toen", "Your map as it was"), Picture: "Camera", Whose: "t.client_id = $1", Order: "t.id DESC", OwnRows: mapClosed,
	Columns: []personal.Column{line("occasion", "Waarom bewaard", "Why it was kept"), line("living", "Hoe je woonde", "How you lived"), line("taken_at", "Bewaard op", "Kept on")},
	Left:    map[string]string{"id": sameID, "client_id": whoseID},
}, {
	Table: "map_snapshot_contact", Title: said("De mensen op je kaart van toen", "The people on your map as it was"), Picture: "BustsInSilhouette", Whose: "t.client_id = $1",
	ID: "t.snapshot_id::text || '/' || t.contact_id", OwnRows: "t.hidden OR " + mapClosed, Columns: contactLines(),
	Left: map[string]string{"snapshot_id": sameID, "contact_id": sameID, "client_id": whoseID},
}, {
	Table: "contact_proposal", Title: said("Wie de organisatie noemde voor je kaart", "Whom the organisation named for your map"), Picture: "Memo", Whose: "t.client_id = $1",
	Columns: []personal.Column{
		line("name", "Naam", "Name"), line("relation", "Wie dat is", "Who that is"),
		oneOf("state", "Wat je zei", "What you said", says("open", "nog niets", "nothing yet", "accepted", "ja", "yes", "declined", "nee", "no")),
		line("created_at", "Genoemd op", "Named on"), line("answered_at", "Antwoord op", "Answered on"),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID, "source_key": "a fingerprint, so that the same person is not named twice"},
}}
