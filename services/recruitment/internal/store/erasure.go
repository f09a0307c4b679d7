package store

import "github.com/optrek/optrek/services/internal/erasure"

// theirs finds the rows that name the client themself.
const theirs = "client_id = $1"

// Erasure says what happens to each of recruitment's tables when a client is erased. A new
// table needs a line; what refers to another table stands before it.
func Erasure() erasure.List {
	goes := func(part erasure.Part, names ...string) (all erasure.List) {
		for _, name := range names {
			all = append(all, erasure.Table{Name: name, Fate: erasure.Goes, Where: theirs, Part: part})
		}
		return all
	}
	ofStory := "story_id IN (SELECT id FROM story WHERE client_id = $1)"
	list := erasure.List{
		{Name: "story_yes", Fate: erasure.Goes, Where: ofStory},
		{Name: "story_version", Fate: erasure.Goes, Where: ofStory},
		{Name: "shared_story", Fate: erasure.Goes, Where: "id IN (SELECT id FROM story WHERE client_id = $1)", Part: erasure.Stories},
		{Name: "shared_card", Fate: erasure.Goes, Where: "id IN (SELECT id FROM own_card WHERE client_id = $1)", Part: erasure.Cards},
		{Name: "handover", Fate: erasure.Goes, Where: "client_id = $1 OR networker_id IN (SELECT id FROM networker WHERE client_id = $1)"},
		{Name: "passed_on", Fate: erasure.Goes, Where: "client_id = $1 OR networker_id IN (SELECT id FROM networker WHERE client_id = $1)"},
		{Name: "map_snapshot_contact", Fate: erasure.Goes, Where: theirs},
		{Name: "acquaintance", Fate: erasure.Goes, Where: "$1 IN (client_id, other_client_id)"},
		{Name: "erasure", Fate: erasure.Emptied, Where: "client_id = $1 AND note <> ''", Set: "note = ''"},
	}
	list = append(list, erasure.Table{Name: "login_device", Fate: erasure.Goes, Where: "card_id IN (SELECT id FROM login_card WHERE client_id = $1)"})
	list = append(list, erasure.Table{Name: "personal_export_part", Fate: erasure.Goes, Where: "export_id IN (SELECT id FROM personal_export WHERE client_id = $1)"})
	list = append(list, goes("", "personal_export", "correction", "restriction")...)
	list = append(list, goes(erasure.SignIn, "login_card", "picture_code")...)
	list = append(list, goes(erasure.Rights, "emergency")...)
	list = append(list, goes(erasure.Stories, "story")...)
	list = append(list, goes(erasure.Cards, "own_card")...)
	list = append(list, goes("", "regional_meeting", "leaving", "client_name")...)
	list = append(list, goes(erasure.Reminders, "reminder", "reminder_device", "reminder_wishes")...)
	list = append(list, goes(erasure.Notes, "growth_note", "participation")...)
	list = append(list, goes(erasure.Role, "networker")...)
	list = append(list, goes(erasure.Map, "map_snapshot", "network_map", "contact", "contact_proposal")...)
	list = append(list, goes(erasure.Talks, "network_talk")...)
	list = append(list, goes(erasure.Wishes, "step", "wish")...)
	list = append(list, goes(erasure.Consents, "consent")...)
	list = append(list, goes(erasure.Files, "import_change")...)
	list = append(list, goes("", "legal_hold")...)
	list = append(list,
		// A delivery may be about others too. That somebody left is still told, so that whoever was told of them removes what they have.
		erasure.Table{Name: "webhook_delivery", Fate: erasure.Emptied, Where: "$1 = ANY (client_ids)",
			Set: "client_ids = array_remove(client_ids, $1), subject_id = CASE WHEN kind = 'client.changed' THEN NULL ELSE subject_id END"},
		erasure.Table{Name: "webhook_subject", Fate: erasure.Emptied, Where: "$1 = ANY (client_ids)", Set: "client_ids = array_remove(client_ids, $1)"},
	)
	list = append(list, erasure.Table{Name: "client", Fate: erasure.Goes, Where: "id = $1", Part: erasure.You})
	return erasure.With(append(list, kept()...))
}

// kept are the tables that hold nothing of a client.
func kept() (all erasure.List) {
	for name, why := range map[string]string{
		"location": "a place of the organisation", "location_lead": "who leads a location", "location_start": "how a location began",
		"support_worker": "a colleague", "support_worker_name": "a colleague", "absence": "a colleague's", "quality": "a colleague's own words about themself",
		"own_learning": "a colleague's own", "reflection_card": "a colleague's own, about themself; seen by them only",
		"settings": "the organisation's", "template": "the organisation's texts", "template_retired": "the organisation's texts", "pictogram": "the organisation's pictures, redrawn without what else was in the file",
		"quiet_time": "the organisation's", "erasure_part": "the receipt: how many of what, and no name",
		"connection": "another system of the organisation", "connection_secret": "of a system", "connection_token": "of a system, for minutes",
		"webhook": "an address of another system", "provisioned_user": "a colleague", "provisioned_group": "a group of colleagues", "provisioned_member": "a colleague",
		"retention_settings": "the organisation's", "login_window": "how many wrong tries an address made, as a digest, for an hour",
	} {
		all = append(all, erasure.Table{Name: name, Fate: erasure.Stays, Why: why})
	}
	return append(all,
		erasure.Table{Name: "import", Fate: erasure.ByHand, Why: "EraseClient takes their number out of the notes; what is left is counts"},
		erasure.Table{Name: "import_part", Fate: erasure.ByHand, Why: "EraseClient throws away every part of a file that still holds their line"},
	)
}

// Shared are the columns with words in tables that the rules need when somebody goes.
func Shared() []erasure.Shared {
	return []erasure.Shared{
		{Table: "erasure", Persons: "ARRAY[t.client_id]", Columns: []string{"note"}},
		{Table: "import", Why: "files that were brought in, with lines as they were: a restore begins without the way back"},
		{Table: "import_part", Why: "see import"},
		{Table: "import_change", Why: "see import"},
		{Table: "import_report", Why: "see import"},
	}
}
