// Package retention says which kinds of data go after a time, and how long each is kept
// where an organisation did not choose for itself: as is usual, or as the installation has
// it for that organisation. Package erasure carries it out.
package retention

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Most is the longest time there is, in months: who wants longer keeps it.
const Most = 600

// Words say something in both languages.
type Words struct{ NL, EN string }

// Kind is one kind of data that is kept for a time after something ended, with what is
// usual and on what that rests. It is no legal advice: an organisation chooses itself.
type Kind struct {
	Key     string
	Service string
	Usual   int // months; 0: kept
	Least   int // months; nobody chooses shorter, but may choose to keep it
	What    Words
	Since   Words
	Why     Words
}

var avg = Words{
	"AVG artikel 5: niet langer bewaren dan nodig is.",
	"GDPR article 5: not kept longer than needed.",
}

// Kinds are all of them as is usual where nobody said anything, in the order in which they are shown.
func Kinds() []Kind {
	return []Kind{
		{
			Key: "client", Service: "recruitment", Usual: 24,
			What: Words{"Alles over een cliënt", "Everything about a client"}, Since: Words{"het einde van de zorg", "the end of care"},
			Why: Words{
				"AVG artikel 5: niet langer dan nodig. De twintig jaar van de Wgbo en de Jeugdwet gelden voor het dossier van de hulpverlener. Optrek is dat dossier niet.",
				"GDPR article 5: not longer than needed. The twenty years of the Wgbo and the Jeugdwet are about the care provider's file. Optrek is not that file.",
			},
		},
		{
			Key: "talk", Service: "recruitment", Usual: 60,
			What: Words{"Netwerkgesprekken", "Network talks"}, Since: Words{"het gesprek", "the talk"}, Why: avg,
		},
		{
			Key: "import", Service: "recruitment", Usual: 6,
			What: Words{"Ingelezen bestanden", "Files that were read in"}, Since: Words{"het inlezen", "reading them in"},
			Why: Words{
				"AVG artikel 5: wat in Optrek staat, hoeft niet ook in het bestand te blijven.",
				"GDPR article 5: what is in Optrek need not stay in the file as well.",
			},
		},
		{
			Key: "match", Service: "matching", Usual: 24,
			What: Words{"Koppelingen die voorbij zijn", "Matches that are over"}, Since: Words{"het afronden", "the ending"}, Why: avg,
		},
		{
			Key: "activity", Service: "activity", Usual: 24,
			What: Words{"Activiteiten en hoe het was", "Activities and how it was"}, Since: Words{"de dag zelf", "the day itself"}, Why: avg,
		},
		{
			Key: "look_back", Service: "evaluation", Usual: 36,
			What: Words{"Terugblikken", "Looking back"}, Since: Words{"het afronden", "closing it"}, Why: avg,
		},
		{
			Key: "questionnaire", Service: "evaluation", Usual: 36,
			What: Words{"Ingevulde vragenlijsten", "Questionnaires that were filled in"}, Since: Words{"het invullen", "filling it in"}, Why: avg,
		},
		{
			Key: "concern", Service: "evaluation", Usual: 24,
			What:  Words{"Dat er een zorg was, en wie wilde praten", "That there was a concern, and who wanted to talk"},
			Since: Words{"het afronden", "closing it"},
			Why: Words{
				"AVG artikel 5. Wat bij een melding hoort (Wkkgz, meldcode), staat in het eigen systeem daarvoor.",
				"GDPR article 5. What belongs to a report (Wkkgz, reporting code) is in the system for that.",
			},
		},
		{
			Key: "audit", Service: "", Usual: 60, Least: 60,
			What: Words{"Wie er heeft gekeken", "Who looked"}, Since: Words{"het kijken", "looking"},
			Why: Words{
				"NEN 7513: ten minste vijf jaar. Zonder naam: alleen kenmerken.",
				"NEN 7513: at least five years. Without names: ids only.",
			},
		},
	}
}

// Months says how long kinds are kept, in months by the key of the kind; 0: kept.
type Months map[string]int

// Check says what is wrong with months that somebody wrote down, each by its key.
func (m Months) Check() error {
	byKey, keys := map[string]Kind{}, []string{}
	for _, k := range Kinds() {
		byKey[k.Key], keys = k, append(keys, k.Key)
	}
	var wrong []error
	for _, key := range slices.Sorted(maps.Keys(m)) {
		kind, known := byKey[key]
		switch months := m[key]; {
		case !known:
			wrong = append(wrong, fmt.Errorf("retention.%s: there is no such kind; want %s", key, strings.Join(keys, ", ")))
		case months < 0 || months > Most:
			wrong = append(wrong, fmt.Errorf("retention.%s: want 1 to %d months, or 0 for kept", key, Most))
		case months > 0 && months < kind.Least:
			wrong = append(wrong, fmt.Errorf("retention.%s: %d months is too short; want at least %d, or 0 for kept", key, months, kind.Least))
		}
	}
	return errors.Join(wrong...)
}

// Usual is what the installation has for organisations, by tenant: it holds until an
// organisation chooses for itself. Nil is what is usual for everybody.
type Usual map[string]Months

// Kinds are all of them, as is usual for this organisation.
func (u Usual) Kinds(tenant string) []Kind {
	all := Kinds()
	for i, k := range all {
		if months, ours := u[tenant][k.Key]; ours {
			all[i].Usual = months
		}
	}
	return all
}

// Of gives how many months this organisation keeps a kind as is usual for it.
func (u Usual) Of(tenant, key string) int {
	kinds := u.Kinds(tenant)
	i := slices.IndexFunc(kinds, func(k Kind) bool { return k.Key == key })
	if i < 0 {
		return 0
	}
	return kinds[i].Usual
}
