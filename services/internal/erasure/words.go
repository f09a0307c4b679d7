package erasure

// Part is what a table holds of a person, as people call it.
type Part string

// The parts, in the order in which they are shown.
const (
	You            Part = "you"
	Consents       Part = "consents"
	Wishes         Part = "wishes"
	Map            Part = "map"
	Talks          Part = "talks"
	Role           Part = "role"
	Stories        Part = "stories"
	Notes          Part = "notes"
	Reminders      Part = "reminders"
	Cards          Part = "cards"
	Files          Part = "files"
	Profile        Part = "profile"
	Matches        Part = "matches"
	Region         Part = "region"
	Activities     Part = "activities"
	HowWasIt       Part = "how_was_it"
	LookBacks      Part = "look_backs"
	Questionnaires Part = "questionnaires"
	Concerns       Part = "concerns"
	Rights         Part = "rights"
	SignIn         Part = "sign_in"
)

// Words say something in both languages.
type Words struct{ NL, EN string }

// Parts are all of them, in the order in which they are shown.
func Parts() []Part {
	return []Part{
		You, Consents, Wishes, Map, Talks, Role, Stories, Notes, Reminders, Cards, Files, Profile, Matches, Region, Activities,
		HowWasIt, LookBacks, Questionnaires, Concerns, Rights, SignIn,
	}
}

var words = map[Part]Words{
	You:            {"naam, gegevens en wie begeleidt", "name, details and who guides"},
	Consents:       {"toestemmingen", "consents"},
	Wishes:         {"wensen en stappen", "wishes and steps"},
	Map:            {"netwerkkaart en mensen daarop", "network map and the people on it"},
	Talks:          {"netwerkgesprekken", "network talks"},
	Role:           {"netwerker zijn: gesprekken, leren, notities", "being a networker: talks, learning, notes"},
	Stories:        {"verhalen en wie ze mag lezen", "stories and who may read them"},
	Notes:          {"aantekeningen van begeleiders", "notes of support workers"},
	Reminders:      {"herinneringen en telefoons", "reminders and phones"},
	Cards:          {"kaarten voor andere organisaties", "cards for other organisations"},
	Files:          {"regels uit ingelezen bestanden", "lines of files that were read in"},
	Profile:        {"profiel om samen te brengen", "profile for bringing together"},
	Matches:        {"koppelingen", "matches"},
	Region:         {"wensen en vragen in de regio", "wishes and requests in the region"},
	Activities:     {"activiteiten", "activities"},
	HowWasIt:       {"hoe het was", "how it was"},
	LookBacks:      {"terugblikken", "looking back"},
	Questionnaires: {"vragenlijsten", "questionnaires"},
	Concerns:       {"zorgen en wie wilde praten", "concerns and who wanted to talk"},
	Rights:         {"vragen over eigen gegevens", "questions about own data"},
	SignIn:         {"aanmelden, kaart en agenda", "signing in, card and calendar"},
}

// Words gives what a part is called; empty for one that has no words.
func (p Part) Words() Words { return words[p] }
