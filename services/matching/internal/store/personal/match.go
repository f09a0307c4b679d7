package personal

import "github.com/optrek/optrek/services/internal/personal"

var (
	origins   = says("spontaneous", "vanzelf ontstaan", "came about by itself", "made", "voorgesteld door een begeleider", "suggested by a support worker")
	makings   = says("pointing_out", "op elkaar gewezen", "pointed out", "connecting", "verbonden", "connected", "encouraging_meeting", "ontmoeting gestimuleerd", "encouraged to meet", "introducing", "aan elkaar voorgesteld", "introduced")
	distances = says("alongside", "ernaast", "alongside", "close", "dichtbij", "close", "at_a_distance", "op afstand", "at a distance", "on_call", "als je belt", "on call")
	tasks     = says("coach", "coach", "coach", "connector", "koppelaar", "connector", "mediator", "bemiddelaar", "mediator", "doing_it_for", "doet het voor je", "does it for you")
	rhythms   = says("now_and_then", "af en toe", "now and then", "regularly", "regelmatig", "regularly", "often", "vaak", "often")
	nexts     = says("rest", "even rust", "a rest", "new_match", "iemand anders leren kennen", "getting to know somebody else", "talk", "erover praten", "talking about it", "something_else", "iets anders", "something else")
)

// own tells the columns of a match that are the person's: whose word it was is looked at.
const byMe = `CASE WHEN t.started_by = $1 THEN t.private_reason ELSE '' END AS my_reason`

var matchParts = []part{{
	Table: "match", Title: said("Met wie je samen dingen doet", "With whom you do things"), Picture: "PeopleHoldingHands", Order: "t.created_at DESC, t.id",
	Whose: `t.state <> 'idea' AND t.id IN (SELECT p.match_id FROM participant p WHERE p.client_id = $1)`,
	More: []string{
		`ARRAY(SELECT o.client_id FROM participant o WHERE o.tenant_id = t.tenant_id AND o.match_id = t.id AND o.client_id <> $1 AND NOT o.invited) AS others`,
		byMe, `(t.started_by = $1) AS my_stop`, `(t.paused_by = $1) AS my_pause`,
	},
	Columns: []personal.Column{
		whom("others", "Met wie", "With whom", personal.Client), oneOf("state", "Hoe het ermee staat", "How it stands", personal.MatchStates),
		oneOf("origin", "Hoe het begon", "How it began", origins), oneOf("making", "Wat de begeleider deed", "What the support worker did", makings),
		line("reason", "Waarom jullie", "Why you"), line("guidance_needed", "Welke begeleiding nodig is", "What guidance is needed"), line("began_at", "Waar het begon", "Where it began"),
		line("possibilities", "Wat er kan", "What is possible"), line("plan", "Jullie plan", "Your plan"), line("citizens", "Mensen uit de buurt die meedoen", "People of the neighbourhood who join in"),
		line("neutral_words", "Wat er gezegd is toen jullie stopten", "What was said when you stopped"), line("my_reason", "Wat jij daarover zei", "What you said about it"),
		trueOnly("my_stop", "Jij wilde stoppen", "You wanted to stop"), trueOnly("my_pause", "Jij wilde pauze", "You wanted a pause"),
		line("ending_started", "Stoppen begonnen op", "Stopping began on"), line("pause_until", "Pauze tot", "Pause until"),
		line("created_at", "Sinds", "Since"), line("asked_at", "Voorgesteld op", "Proposed on"), line("under_way_since", "Op weg sinds", "Under way since"), line("updated_at", "Laatst veranderd", "Last changed"),
	},
	Left: map[string]string{
		"id": sameID, "wish_id": "which wish it began with; an id", "started_by": "told when it was you", "private_reason": "told when you said it; otherwise it may be about the other",
		"paused_by": "told when it was you", "again_of": "the match before; an id", "ended_from": "to be able to take an ending back", "standing": "worked out from the state",
	},
}, {
	Table: "participant", Title: said("Wat jij zei over samen dingen doen", "What you said about doing things together"), Picture: "SpeechBalloon", Whose: "t.client_id = $1 AND " + mine,
	ID: "t.match_id::text",
	Columns: []personal.Column{
		trueOnly("networker", "Jij neemt het voortouw", "You take the lead"), oneOf("answer", "Wat je zei op het voorstel", "What you said to the proposal", personal.Answers),
		oneOf("answer_form", "Hoe je dat zei", "How you said so", personal.Voices), trueOnly("agreed", "Jij wilde samen verder", "You wanted to go on together"),
		oneOf("agreed_form", "Hoe je dat zei", "How you said so", personal.Voices), line("expects", "Wat je verwacht", "What you expect"), oneOf("rhythm", "Hoe vaak", "How often", rhythms),
		oneOf("distance", "Hoe dichtbij je begeleider is", "How close your support worker is", distances), line("distance_reason", "Waarom zo", "Why so"),
		oneOf("distance_task", "Wat je begeleider doet", "What your support worker does", tasks), line("distance_set", "Afgesproken op", "Agreed on"), line("distance_review", "Weer bekijken op", "To be looked at again on"),
		line("estimate", "Hoe je begeleider denkt dat het gaat", "How your support worker thinks it goes"), line("estimated_at", "Opgeschreven op", "Written on"),
		trueOnly("invited", "Je bent gevraagd voor een groep", "You are asked into a group"), line("invite_reason", "Waarom", "Why"), line("asked_at", "Gevraagd op", "Asked on"),
		trueOnly("stops", "Je wilt stoppen", "You want to stop"), trueOnly("talk_held", "Er is met je gepraat bij het stoppen", "Somebody talked with you about stopping"),
		line("follow_up_at", "Dan vraagt iemand hoe het is", "Then somebody asks how you are"), oneOf("next", "Wat je daarna wilt", "What you want after that", nexts),
		line("left_at", "Uit de groep sinds", "Left the group on"), oneOf("left_form", "Hoe je dat zei", "How you said so", personal.Voices), line("left_reason", "Waarom", "Why"),
	},
	Left: map[string]string{"match_id": sameID, "client_id": whoseID, "position": "the order in which people stand", "standing": "worked out from the state", "place": "which of your places it takes"},
}}

// trueOnly makes a column of which only a yes is worth reading.
func trueOnly(name, nl, en string) personal.Column {
	return personal.Column{Name: name, Label: said(nl, en), As: func(kept any) []words {
		if yes, _ := kept.(bool); yes {
			return []words{said("ja", "yes")}
		}
		return nil
	}}
}
