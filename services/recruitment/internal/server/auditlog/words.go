package auditlog

import (
	"strings"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	auditpb "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	store2 "github.com/optrek/optrek/services/recruitment/internal/store/auditlog"
)

// reader is for whom words are: the client it is about, or whoever keeps the log.
type reader bool

const (
	yours reader = true  // "je wens"
	their reader = false // "de wens"
)

// what says a subject in words: to the client, to the organisation, and the same in English.
type what struct{ yourNL, theirNL, yourEN, theirEN string }

var subjects = map[auditpb.Subject]what{
	auditpb.Subject_SUBJECT_PERSON:        {"je gegevens", "de persoonsgegevens", "your details", "personal details"},
	auditpb.Subject_SUBJECT_PROFILE:       {"wat je leuk vindt en kunt", "interesses en talenten", "what you like and can do", "interests and talents"},
	auditpb.Subject_SUBJECT_WISH:          {"je wens", "een wens", "your wish", "a wish"},
	auditpb.Subject_SUBJECT_NETWORK_MAP:   {"je netwerkkaart", "de netwerkkaart", "your network map", "the network map"},
	auditpb.Subject_SUBJECT_NETWORK_TALK:  {"het gesprek over je netwerk", "het netwerkgesprek", "the talk about your network", "the network talk"},
	auditpb.Subject_SUBJECT_NETWORKER:     {"hoe jij netwerker bent of wordt", "het netwerker zijn", "how you are or become a networker", "being a networker"},
	auditpb.Subject_SUBJECT_STEP:          {"je stapjes", "de stappen", "your steps", "steps"},
	auditpb.Subject_SUBJECT_CONSENT:       {"wat jij goed vindt", "de toestemmingen", "what you agreed to", "consents"},
	auditpb.Subject_SUBJECT_MATCH:         {"je koppeling", "een koppeling", "your match", "a match"},
	auditpb.Subject_SUBJECT_SUGGESTION:    {"wie er bij jou kan passen", "suggesties voor een koppeling", "who could suit you", "suggestions for a match"},
	auditpb.Subject_SUBJECT_ACTIVITY:      {"je activiteiten", "activiteiten", "your activities", "activities"},
	auditpb.Subject_SUBJECT_EVALUATION:    {"hoe het met je gaat", "een tussenstand of vragenlijst", "how it is going for you", "an interim evaluation or questionnaire"},
	auditpb.Subject_SUBJECT_SIGNAL:        {"of er iets aandacht vraagt", "signalen", "whether something asks attention", "signals"},
	auditpb.Subject_SUBJECT_CONCERN:       {"een zorg om veiligheid", "een zorg om veiligheid", "a concern about safety", "a concern about safety"},
	auditpb.Subject_SUBJECT_TALK:          {"dat je wilt praten", "de vraag om te praten", "that you want to talk", "a wish to talk"},
	auditpb.Subject_SUBJECT_STORY:         {"je verhaal", "een verhaal", "your story", "a story"},
	auditpb.Subject_SUBJECT_REMINDER:      {"je herinneringen", "herinneringen", "your reminders", "reminders"},
	auditpb.Subject_SUBJECT_CARE:          {"wie jou begeleidt", "wie wie begeleidt", "who guides you", "who guides whom"},
	auditpb.Subject_SUBJECT_ACCESS:        {"hoe je inlogt", "het inloggen", "how you sign in", "signing in"},
	auditpb.Subject_SUBJECT_LOG:           {"wie er keek", "het logboek", "who looked", "the log"},
	auditpb.Subject_SUBJECT_PERSONAL_DATA: {"alles wat over jou bewaard is", "alles wat over iemand bewaard is", "everything kept about you", "everything kept about somebody"},
	auditpb.Subject_SUBJECT_INTERVISION:   {"wat collega's samen bespraken", "intervisie", "what colleagues talked through", "intervision"},
	auditpb.Subject_SUBJECT_EXCHANGE:      {"een bestand van de organisatie", "een bestand", "a file of the organisation", "a file"},
	auditpb.Subject_SUBJECT_CONNECTION:    {"een bericht aan een ander systeem", "een koppeling met een ander systeem", "a message to another system", "a connection to another system"},
	auditpb.Subject_SUBJECT_OTHER:         {"iets over jou", "iets", "something about you", "something"},
}

// events say what was done; %s is what it was done to.
var events = map[auditpb.Event][2]string{
	auditpb.Event_EVENT_CREATE:    {"Schreef iets nieuws op: %s", "Wrote something new: %s"},
	auditpb.Event_EVENT_READ:      {"Keek naar %s", "Looked at %s"},
	auditpb.Event_EVENT_UPDATE:    {"Veranderde iets: %s", "Changed something: %s"},
	auditpb.Event_EVENT_DELETE:    {"Haalde iets weg: %s", "Removed something: %s"},
	auditpb.Event_EVENT_SEARCH:    {"Zag in een lijst: %s", "Saw in a list: %s"},
	auditpb.Event_EVENT_EXPORT:    {"Maakte een bestand van %s", "Made a file of %s"},
	auditpb.Event_EVENT_SIGN_IN:   {"Meldde zich aan", "Signed in"},
	auditpb.Event_EVENT_SIGN_OUT:  {"Logde uit", "Signed out"},
	auditpb.Event_EVENT_RIGHTS:    {"Veranderde wie iets mag: %s", "Changed who may do something: %s"},
	auditpb.Event_EVENT_LOG_READ:  {"Keek in het logboek", "Read the log"},
	auditpb.Event_EVENT_EMERGENCY: {"Opende in nood: %s", "Opened in an emergency: %s"},
}

func (r reader) words(event auditpb.Event, subject auditpb.Subject) (nl, en string) {
	w, ok := subjects[subject]
	if !ok {
		w = subjects[auditpb.Subject_SUBJECT_OTHER]
	}
	templates, ok := events[event]
	if !ok {
		templates = events[auditpb.Event_EVENT_UPDATE]
	}
	aboutNL, aboutEN := w.theirNL, w.theirEN
	if r == yours {
		aboutNL, aboutEN = w.yourNL, w.yourEN
	}
	return strings.Replace(templates[0], "%s", aboutNL, 1), strings.Replace(templates[1], "%s", aboutEN, 1)
}

// doors say by which door somebody signed in, after "Meldde zich aan".
var doors = map[string][2]string{
	"sign_in:provider": {" bij de eigen organisatie", " at their own organisation"},
	"sign_in:card":     {" met een kaart", " with a card"},
	"sign_in:beside":   {" samen met een begeleider", " together with a support worker"},
	"sign_in:machine":  {" met een sleutel", " with a secret"},
}

// grounds say why it was allowed: to the client, to the organisation, and in English.
var grounds = map[auditpb.Ground]what{
	auditpb.Ground_GROUND_SELF:      {"Dat was je zelf", "eigen gegevens", "That was you", "own data"},
	auditpb.Ground_GROUND_CASELOAD:  {"Omdat %s jou begeleidt", "begeleidt deze cliënt", "Because %s guides you", "guides this client"},
	auditpb.Ground_GROUND_ROLE:      {"Omdat het bij de functie van %s hoort", "functie voor de hele organisatie", "Because it belongs to the function of %s", "function for the whole organisation"},
	auditpb.Ground_GROUND_CONSENT:   {"Omdat jij dit goed vond", "toestemming", "Because you agreed to it", "consent"},
	auditpb.Ground_GROUND_EMERGENCY: {"Omdat het niet kon wachten", "toegang in nood", "Because it could not wait", "emergency access"},
	auditpb.Ground_GROUND_TOGETHER:  {"Omdat jullie samen iets doen", "doen samen iets", "Because you do something together", "do something together"},
	auditpb.Ground_GROUND_PLANNED:   {"Optrek deed dit zelf. Er keek niemand mee", "Optrek zelf", "Optrek did this by itself. Nobody looked", "Optrek itself"},
	auditpb.Ground_GROUND_SCOPE:     {"Omdat een ander systeem van de organisatie dit mag", "rechten van een koppeling", "Because another system of the organisation may", "scopes of a connection"},
	auditpb.Ground_GROUND_SHARED:    {"Omdat jij dit deelde", "gedeeld door de cliënt", "Because you shared it", "shared by the client"},
	auditpb.Ground_GROUND_IMPORT:    {"Omdat de organisatie een bestand inlas", "een ingelezen bestand", "Because the organisation read a file", "a file that was read"},
}

func (r reader) ground(g auditpb.Ground, nameNL, nameEN string) (nl, en string) {
	w := grounds[g]
	if r == yours {
		return strings.Replace(w.yourNL, "%s", nameNL, 1), strings.Replace(w.yourEN, "%s", nameEN, 1)
	}
	return w.theirNL, w.theirEN
}

// functions say a role in words, the widest first: that is the one somebody acts by.
var functions = []struct {
	role   accessv1.Role
	nl, en string
}{
	{accessv1.Role_ROLE_ORGANISATION_ADMIN, "beheerder", "administrator"},
	{accessv1.Role_ROLE_COORDINATOR, "coördinator", "coordinator"},
	{accessv1.Role_ROLE_NETWORK_LEAD, "netwerkaanspreekpunt", "network lead"},
	{accessv1.Role_ROLE_SUPPORT_WORKER, "begeleider", "support worker"},
	{accessv1.Role_ROLE_REGION_COORDINATOR, "regiocoördinator", "region coordinator"},
	{accessv1.Role_ROLE_MACHINE, "ander systeem", "another system"},
	{accessv1.Role_ROLE_CLIENT, "cliënt", "client"},
}

// naming puts names to ids. you is the client who reads, or nobody.
type naming struct {
	known map[string]store2.Person
	you   string
}

// actor is who did it: themself, or whom a service did it for.
func (n naming) actor(a *auditpb.Actor) *pb.LoggedPerson {
	if a.GetPersonId() == "" && a.GetOnBehalfOfId() == "" {
		return &pb.LoggedPerson{Kind: auditpb.Actor_KIND_SERVICE, Name: "Optrek"}
	}
	if a.GetPersonId() == "" {
		return n.person(a.GetOnBehalfOfId(), auditpb.Actor_KIND_STAFF)
	}
	p := n.person(a.GetPersonId(), a.GetKind())
	p.Roles = a.GetRoles()
	for _, f := range functions {
		for _, role := range a.GetRoles() {
			if role == f.role {
				p.FunctionNl, p.FunctionEn = f.nl, f.en
				return p
			}
		}
	}
	return p
}

// person is somebody by id, as far as they are still known.
func (n naming) person(id string, kind auditpb.Actor_Kind) *pb.LoggedPerson {
	p := &pb.LoggedPerson{Kind: kind, Id: id, IsYou: id == n.you}
	if k, ok := n.known[id]; ok {
		p.Name, p.Number = k.Name, k.Number
		switch {
		case k.IsClient:
			p.Kind = auditpb.Actor_KIND_CLIENT
		case k.IsMachine:
			p.Kind = auditpb.Actor_KIND_MACHINE
		}
	}
	return p
}
