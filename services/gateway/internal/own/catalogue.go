// Package own tells somebody what the gateway keeps of them: where they are signed in and the
// calendar that reads along. The gateway serves no calls, so nobody can ask it: it hears that
// an export was asked for and delivers its part (Delivery).
package own

import "github.com/optrek/optrek/services/internal/personal"

const (
	sameID  = "says which row it is, for our own use"
	whoseID = "the person themself"
	opens   = "a digest of a secret that only the person's own device has"
)

// Catalogue is what the gateway tells somebody about themself.
var Catalogue = personal.Catalogue{
	Parts:   []personal.Part{sessions, calendars},
	Without: map[string]string{"used": "which one-time marks of providers were used, for minutes; of nobody"},
}

var sessions = personal.Part{
	Table: "session", Key: "signed_in", Title: personal.Words{NL: "Waar je bent aangemeld", EN: "Where you are signed in"}, Picture: "MobilePhone",
	Whose: "t.person_id = $1", Order: "t.last_seen_at DESC, t.id",
	Columns: []personal.Column{
		personal.Line("device", "Apparaat", "Device"),
		personal.OneOf("method", "Hoe je binnenkwam", "How you came in", personal.W(
			"provider", "met je account", "with your account", "card", "met je kaart", "with your card", "beside", "samen met een begeleider", "beside a support worker")),
		personal.Whom("opened_by", "Wie je hielp", "Who helped you", personal.Worker),
		personal.Line("started_at", "Aangemeld op", "Signed in on"), personal.Line("last_seen_at", "Laatst gebruikt", "Last used"), personal.Line("expires_at", "Tot uiterlijk", "Until at most"),
	},
	Left: map[string]string{
		"id": sameID, "person_id": whoseID, "is_client": "that you are a client", "roles": "that you are a client", "secret_hash": opens,
		"sealed_name": "your name, which only your own device opens", "sealed_hint": "a word of your provider, which only your own device opens",
		"issuer": "of the organisation", "provider_session": "a number of the organisation's own sign-in", "subject_hash": "a digest, for our own use",
		"card_id": "your card; recruitment tells it",
	},
}

var calendars = personal.Part{
	Table: "calendar", Title: personal.Words{NL: "Je agenda die meeleest", EN: "Your calendar that reads along"}, Picture: "Calendar",
	Whose: "t.person_id = $1", ID: "t.person_id::text",
	Columns: []personal.Column{
		personal.OneOf("language", "Taal", "Language", personal.W("nl", "Nederlands", "Dutch", "en", "Engels", "English")),
		{Name: "with_place", Label: personal.Words{NL: "Met waar het is", EN: "With where it is"}},
		personal.Line("made_at", "Gemaakt op", "Made on"), personal.Line("fetched_day", "Laatst gelezen op", "Last read on"),
	},
	Left: map[string]string{
		"person_id": whoseID, "is_client": "that you are a client", "secret_hash": opens, "with_people": "for staff only", "used_at": "as the day on which it was last read",
	},
}
