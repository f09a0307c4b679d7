package personal

import (
	"fmt"

	"github.com/optrek/optrek/services/internal/personal"
	"github.com/optrek/optrek/services/recruitment/internal/domain/template"
)

var networkerParts = []part{{
	Table: "networker", Title: said("Netwerker zijn", "Being a networker"), Picture: "PeopleHoldingHands", Whose: "t.client_id = $1", Order: "t.id DESC",
	Columns: []personal.Column{
		oneOf("state", "Hoe het ermee staat", "How it stands", personal.NetworkerStates),
		oneOf("source", "Hoe we op je kwamen", "How we thought of you", says("own_knowledge", "we kennen je", "we know you", "file", "uit het dossier", "from the file",
			"care_plan", "uit het zorgplan", "from the care plan", "own_sign_up", "je gaf jezelf op", "you put yourself forward")),
		line("reason", "Waarom we aan je dachten", "Why we thought of you"), whom("approached_by", "Wie het je vroeg", "Who asked you", personal.Worker),
		line("talk_at", "Het gesprek", "The conversation"), {Name: "own_yes", Label: said("Je eigen ja", "Your own yes")}, line("own_words", "Wat je zei", "What you said"),
		oneOf("wants_to_share", "Je ervaring delen: wil je dat?", "Sharing your experience: do you want to?", personal.Answers),
		oneOf("able_to_share", "Je ervaring delen: lukt dat?", "Sharing your experience: are you able to?", personal.Answers),
		line("note_sharing", "Notitie over delen", "Note on sharing"), line("note_communicating", "Notitie over contact maken", "Note on communicating"),
		line("note_without_steering", "Notitie over helpen zonder te sturen", "Note on helping without steering"), line("experience", "Je ervaring", "Your experience"),
		line("agreed_support", "Welke hulp is afgesproken", "What support was agreed"), whom("support_worker_id", "Wie je daarbij begeleidt", "Who guides you in it", personal.Worker),
		line("capacity", "Met hoeveel mensen je tegelijk wilt", "With how many at once you want to"), {Name: "learning", Label: said("Wat je leert", "What you learn"), As: steps},
		notNow("leads_group", "Je leidt een groep", "You lead a group"), whom("group_helper_id", "Wie je daarbij helpt", "Who helps you with it", personal.Worker),
		line("stopped_at", "Gestopt op", "Stopped on"), notNow("stopped_by_self", "Je stopte zelf", "You stopped yourself"),
		line("created_at", "Sinds", "Since"), line("updated_at", "Laatst veranderd", "Last changed"),
	},
	Left: map[string]string{
		"id": sameID, "client_id": whoseID, "track_key": "which list of steps it was", "track_version": "which version of that list",
		"stopped_from": "to be able to take a stop back",
	},
}, {
	Table: "growth_note", Title: said("Je groeipagina", "Your growth page"), Picture: "Seedling", Whose: "t.client_id = $1", Order: "t.id DESC", OwnRows: "NOT t.shared",
	Columns: []personal.Column{
		oneOf("kind", "Waar het over gaat", "What it is about", says("learned", "wat ik leerde", "what I learned", "enjoy", "wat ik leuk vind", "what I enjoy",
			"want_to_try", "wat ik wil proberen", "what I want to try", "proud", "waar ik trots op ben", "what I am proud of")),
		line("words", "Wat je schreef", "What you wrote"), {Name: "picture", Label: said("Het plaatje", "The picture"), As: pictured}, {Name: "shared", Label: said("Gedeeld met je begeleider", "Shared with your support worker")},
		line("created_at", "Geschreven op", "Written on"), line("updated_at", "Laatst veranderd", "Last changed"),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID, "networker_id": "which period it belongs to; an id"},
}}

// steps says what somebody learns, and what of it is done.
func steps(kept any) (lines []words) {
	all, _ := kept.([]any)
	for _, one := range all {
		step, _ := one.(map[string]any)
		nl, _ := step["text_nl"].(string)
		en, _ := step["text_en"].(string)
		if key, _ := step["key"].(string); nl == "" {
			nl = key
		}
		if en == "" {
			en = nl
		}
		if done, _ := step["done"].(bool); done {
			nl, en = nl+" (gedaan)", en+" (done)"
		}
		lines = append(lines, said(nl, en))
	}
	return lines
}

var (
	purposes = says("matching", "dat er iemand voor je gezocht wordt", "being looked for", "region", "dat andere organisaties je wens zien", "other organisations seeing your wish",
		"network_map", "dat begeleiders je kaart zien", "support workers seeing your map", "story", "dat je verhaal verteld wordt", "your story being told")
	cardParts = says("call_name", "je roepnaam", "what you are called", "interests", "wat je leuk vindt", "what you like", "dayparts", "wanneer je kunt", "when you can",
		"communication", "hoe je jezelf duidelijk maakt", "how you make yourself understood", "support_worker", "wie je begeleidt", "who guides you")
	audiences = says("team", "het team", "the team", "organisation", "de organisatie", "the organisation", "region", "de regio", "the region",
		"yearly_summary", "het jaarverhaal", "the yearly summary", "public", "iedereen", "everybody")
	shownAs = says("no_name", "zonder naam", "without a name", "own_name", "met je eigen naam", "with your own name", "other_name", "met een andere naam", "with another name")
)

// elsewhere says an organisation that recruitment knows by its id only.
func elsewhere(kept any) []words {
	if id, _ := kept.(string); id == "" {
		return nil
	}
	return []words{said("een andere organisatie in je regio", "another organisation in your region")}
}

// shownText says a version of a text as one would; what it is about stands beside it.
func shownText(kept any) []words {
	name, _ := kept.(string)
	_, version, ok := template.ParseName(name)
	switch {
	case !ok:
		return []words{said("een eerdere tekst", "an earlier text")}
	case version == 1:
		return []words{said("de eerste versie van de tekst", "the first version of the text")}
	}
	return []words{said(fmt.Sprintf("versie %d van de tekst", version), fmt.Sprintf("version %d of the text", version))}
}

var agreedParts = []part{{
	Table: "consent", Title: said("Wat je goed vond", "What you agreed to"), Picture: "RaisedHand", Whose: "t.client_id = $1", Order: "t.given_at DESC, t.id DESC",
	Columns: []personal.Column{
		oneOf("purpose", "Waarvoor", "What for", purposes), oneOf("receiver", "Aan wie", "To whom", says("organisation", "de organisatie", "the organisation")),
		{Name: "text_version", Label: said("Welke tekst je zag", "Which text you saw"), As: shownText}, oneOf("channel", "Hoe je ja zei", "How you said yes", personal.Voices),
		line("given_by_representative", "Gegeven door je vertegenwoordiger", "Given by your representative"), line("given_at", "Gegeven op", "Given on"),
		line("end_at", "Geldt tot", "Holds until"), line("withdrawn_at", "Teruggenomen op", "Taken back on"), line("ended_at", "Afgelopen op", "Ended on"),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID},
}, {
	Table: "own_card", Title: said("Wat een andere organisatie van je mag zien", "What another organisation may see of you"), Picture: "Eye", Whose: "t.client_id = $1",
	Columns: []personal.Column{
		{Name: "organisation_id", Label: said("Wie", "Who"), As: elsewhere}, oneOf("parts", "Wat", "What", cardParts),
		line("made_at", "Sinds", "Since"), line("withdrawn_at", "Teruggenomen op", "Taken back on"),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID, "regional_request_id": sameID},
}, {
	Table: "shared_card", Key: "shared_card", Title: said("Zo zien zij het", "That is how they see it"), Picture: "Eye",
	Whose: "t.tenant_id = cur_tenant() AND t.id IN (SELECT o.id FROM own_card o WHERE o.client_id = $1)",
	Columns: []personal.Column{
		{Name: "organisation_id", Label: said("Wie", "Who"), As: elsewhere}, line("call_name", "Hoe je heet", "What you are called"), line("interests", "Wat je leuk vindt", "What you like"),
		oneOf("dayparts", "Wanneer je kunt", "When you can", personal.Dayparts), oneOf("communication", "Hoe je jezelf duidelijk maakt", "How you make yourself understood", personal.Communication),
		line("support_worker_name", "Wie je begeleidt", "Who guides you"), line("support_worker_contact", "Hoe die te bereiken is", "How to reach them"),
		{Name: "opened", Label: said("Zichtbaar voor hen", "They can see it")},
	},
	Left: map[string]string{"id": sameID, "regional_request_id": sameID, "resting": "as when your data is not used"},
}, {
	Table: "regional_meeting", Title: said("Iemand van een andere organisatie ontmoeten", "Meeting somebody of another organisation"), Picture: "WavingHand", Whose: "t.client_id = $1",
	ID: "t.regional_request_id::text", Columns: []personal.Column{{Name: "organisation_id", Label: said("Met iemand van", "With somebody of"), As: elsewhere}},
	Left: map[string]string{"regional_request_id": sameID, "client_id": whoseID},
}}

var storyParts = []part{{
	Table: "story", Title: said("Je verhalen", "Your stories"), Picture: "OpenBook", Whose: "t.client_id = $1", Order: "t.id DESC",
	More: []string{`(SELECT v.title FROM story_version v WHERE v.story_id = t.id AND v.number = t.number) AS title`},
	Columns: []personal.Column{
		line("title", "Titel", "Title"), line("created_at", "Verteld op", "Told on"), line("updated_at", "Laatst veranderd", "Last changed"),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID, "number": "which version is the newest"},
}, {
	Table: "story_version", Title: said("Wat er in je verhalen staat en stond", "What your stories say and said"), Picture: "OpenBook",
	Whose: "t.story_id IN (SELECT s.id FROM story s WHERE s.client_id = $1)", ID: "t.story_id::text || '/' || t.number", Order: "t.story_id DESC, t.number DESC",
	Columns: []personal.Column{
		line("title", "Titel", "Title"), line("words", "Verhaal", "Story"), line("pictures", "Plaatjes", "Pictures"), oneOf("shown_as", "Met welke naam", "Under which name", shownAs),
		line("other_name", "De andere naam", "The other name"), notNow("by_self", "Zelf geschreven", "Written by yourself"), line("at", "Geschreven op", "Written on"),
	},
	Left: map[string]string{"story_id": sameID, "number": sameID, "by_id": "you, or the support worker who wrote it down"},
}, {
	Table: "story_yes", Title: said("Wie je verhaal mag lezen", "Who may read your story"), Picture: "Eye",
	Whose: "t.story_id IN (SELECT s.id FROM story s WHERE s.client_id = $1)", ID: "t.story_id::text || '/' || t.audience",
	Columns: []personal.Column{
		oneOf("audience", "Wie", "Who", audiences), notNow("by_self", "Zelf ja gezegd", "Said yes yourself"), oneOf("voice", "Hoe je ja zei", "How you said yes", personal.Voices), line("at", "Op", "On"),
	},
	Left: map[string]string{"story_id": sameID, "number": "to which version", "by_id": "you, or the support worker who wrote it down"},
}, {
	Table: "shared_story", Title: said("Je verhaal zoals de regio het leest", "Your story as the region reads it"), Picture: "OpenBook",
	Whose: "t.tenant_id = cur_tenant() AND t.id IN (SELECT s.id FROM story s WHERE s.client_id = $1)",
	Columns: []personal.Column{
		line("title", "Titel", "Title"), line("words", "Verhaal", "Story"), line("pictures", "Plaatjes", "Pictures"), line("name", "Naam die erbij staat", "Name that stands with it"), line("at", "Sinds", "Since"),
	},
	Left: map[string]string{"id": sameID, "for_organisations": "the organisations of the region on that day; ids", "resting": "as when your data is not used"},
}}

var (
	saidBy = says("self", "jij zelf", "you yourself", "told", "je zei het tegen een begeleider", "you said so to a support worker",
		"representative", "je vertegenwoordiger", "your representative", "organisation", "de organisatie", "the organisation")
	corrected = says("open", "wacht op antwoord", "waits for an answer", "corrected", "verbeterd", "put right", "kept", "blijft zoals het is", "stays as it is",
		"taken_back", "je vond het toch goed", "you found it right after all")
)

var askedParts = []part{{
	Table: "emergency", Title: said("Wie in nood bij je gegevens kwam", "Who reached your data in an emergency"), Picture: "Shield", Whose: "t.client_id = $1", Order: "t.id DESC",
	Columns: []personal.Column{
		whom("support_worker_id", "Wie", "Who", personal.Worker), line("reason", "Waarom", "Why"), line("words", "In eigen woorden", "In their own words"),
		line("opened_at", "Vanaf", "From"), line("ends_at", "Tot", "Until"), line("reviewed_at", "Nagekeken op", "Looked at on"), whom("reviewer_id", "Nagekeken door", "Looked at by", personal.Worker),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID},
}, {
	Table: "erasure", Title: said("Dat je vergeten wilt worden", "That you want to be forgotten"), Picture: "WavingHand", Whose: "t.client_id = $1", Order: "t.id DESC",
	Columns: []personal.Column{
		oneOf("state", "Hoe het ermee staat", "How it stands", says("asked", "gevraagd", "asked", "waiting", "bedenktijd", "time to think", "under_way", "bezig", "under way", "done", "klaar", "done", "cancelled", "toch niet", "not after all")),
		oneOf("asked_for", "Wie het vroeg", "Who asked", says("client", "jij zelf", "you yourself", "representative", "je vertegenwoordiger", "your representative", "organisation", "de organisatie", "the organisation",
			"retention", "de bewaartermijn", "how long we keep it", "register", "een eerder verzoek", "an earlier request")),
		line("note", "Wat erbij gezegd is", "What was said with it"), line("asked_at", "Gevraagd op", "Asked on"), line("due_at", "Op deze dag", "On this day"),
		line("begun_at", "Begonnen op", "Begun on"), line("done_at", "Klaar op", "Done on"),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID, "asked_by": "who wrote it down; see who asked", "hastened_by": "a colleague who wanted it sooner"},
}, {
	Table: "legal_hold", Title: said("Waarom iets nog niet gewist mag worden", "Why something may not be removed yet"), Picture: "PauseButton", Whose: "t.client_id = $1", Order: "t.placed_at DESC",
	Columns: []personal.Column{
		line("reason", "Waarom", "Why"), whom("placed_by", "Wie", "Who", personal.Worker), line("placed_at", "Sinds", "Since"), line("until_day", "Tot", "Until"), line("lifted_at", "Opgeheven op", "Lifted on"),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID},
}, {
	Table: "login_card", Key: "card", Title: said("Je kaart om binnen te komen", "Your card to come in with"), Picture: "IdentificationCard", Whose: "t.client_id = $1", Order: "t.made_at DESC",
	Columns: []personal.Column{
		line("made_at", "Gemaakt op", "Made on"), whom("made_by", "Gemaakt door", "Made by", personal.Worker), line("used_day", "Laatst gebruikt op", "Last used on"),
		line("withdrawn_at", "Ongeldig sinds", "Withdrawn on"), line("rests_until", "Rust tot", "Rests until"),
	},
	Left: map[string]string{
		"id": sameID, "client_id": whoseID, "secret_hash": "opens your page; nobody reads it", "wrong": "how often it went wrong, for a moment", "rests": "how long it rests next time",
	},
}, {
	Table: "picture_code", Title: said("Je plaatjes om binnen te komen", "Your pictures to come in with"), Picture: "Star", Whose: "t.client_id = $1", ID: "t.client_id::text",
	Columns: []personal.Column{line("chosen_at", "Gekozen op", "Chosen on")},
	Left:    map[string]string{"client_id": whoseID, "salt": "opens your page; nobody reads it", "hash": "opens your page; nobody reads it", "length": "opens your page; nobody reads it"},
}, {
	Table: "login_device", Title: said("Apparaten die je kennen", "Devices that know you"), Picture: "MobilePhone",
	Whose:   "t.card_id IN (SELECT c.id FROM login_card c WHERE c.client_id = $1)",
	Columns: []personal.Column{line("words", "Apparaat", "Device"), line("remembered_at", "Onthouden sinds", "Remembered since")},
	Left:    map[string]string{"id": sameID, "card_id": sameID, "secret_hash": "opens your page; nobody reads it"},
}, {
	Table: "reminder_wishes", Title: said("Herinneringen die je wilt", "Reminders you want"), Picture: "AlarmClock", Whose: "t.client_id = $1", ID: "t.client_id::text", OwnRows: "true",
	Columns: []personal.Column{
		oneOf("language", "Taal", "Language", says("nl", "Nederlands", "Dutch", "en", "Engels", "English")), {Name: "by_email", Label: said("Met een e-mail", "By e-mail")},
		line("email", "Je e-mailadres", "Your e-mail address"), oneOf("arrival", "Komt de e-mail aan?", "Do e-mails arrive?", personal.Answers),
		{Name: "by_push", Label: said("Op je telefoon", "On your phone")}, {Name: "day_before", Label: said("De dag ervoor", "The day before")},
		{Name: "same_day", Label: said("Op de dag zelf", "On the day itself")}, line("updated_at", "Laatst veranderd", "Last changed"),
	},
	Left: map[string]string{"client_id": whoseID},
}, {
	Table: "reminder_device", Title: said("Telefoons en computers waarop je herinnerd wilt worden", "Phones and computers on which you want reminders"), Picture: "MobilePhone",
	Whose: "t.client_id = $1", OwnRows: "true",
	Columns: []personal.Column{line("endpoint", "Adres van het apparaat", "Address of the device"), line("added_at", "Sinds", "Since")},
	Left:    map[string]string{"id": sameID, "client_id": whoseID, "p256dh": "a key of the device", "auth": "a key of the device"},
}, {
	Table: "correction", Title: said("Waarvan je zei: klopt niet", "Of what you said: not right"), Picture: "Pencil", Whose: "t.client_id = $1", Order: "t.id DESC",
	Columns: []personal.Column{
		line("label_nl", "Waarover", "About what"), line("stood", "Wat er stond", "What it said"), line("words", "Wat je zei", "What you said"),
		oneOf("said_by", "Wie het zei", "Who said so", saidBy), oneOf("state", "Hoe het ermee staat", "How it stands", corrected), line("answer", "Antwoord", "Answer"),
		whom("answered_by", "Antwoord van", "Answer by", personal.Worker), line("asked_at", "Gezegd op", "Said on"), line("answered_at", "Antwoord op", "Answered on"),
		line("read_at", "Gelezen op", "Read on"),
	},
	Left: map[string]string{
		"id": sameID, "client_id": whoseID, "section": sameID, "item_id": sameID, "field": sameID, "label_en": "the same in English", "asked_by": "who wrote it down; see who said so",
	},
}, {
	Table: "restriction", Title: said("Wanneer je gegevens niet gebruikt worden", "When your data is not used"), Picture: "PauseButton", Whose: "t.client_id = $1", Order: "t.id DESC",
	Columns: []personal.Column{
		line("begun_at", "Sinds", "Since"), oneOf("said_by", "Wie het zei", "Who said so", saidBy), line("reason", "Waarom", "Why"),
		line("ended_at", "Tot", "Until"), oneOf("ended_by", "Wie zei dat het weer mag", "Who said that it may be used again", saidBy), line("end_reason", "Waarom weer wel", "Why it may be used again"),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID, "begun_by": "who wrote it down; see who said so", "ended_by_id": "who wrote it down; see who said so"},
}, {
	Table: "personal_export", Title: said("Wanneer alles over jou is opgevraagd", "When everything about you was asked for"), Picture: "CardFileBox", Whose: "t.client_id = $1",
	Order: "t.id DESC", OwnRows: "t.own_eyes",
	Columns: []personal.Column{
		line("asked_at", "Gevraagd op", "Asked on"), oneOf("said_by", "Door", "By", saidBy), line("ready_at", "Klaar op", "Ready on"), line("keep_until", "Bewaard tot", "Kept until"),
	},
	Left: map[string]string{"id": sameID, "client_id": whoseID, "own_eyes": "who may read it", "asked_by": "who wrote it down; see by whom"},
}}
