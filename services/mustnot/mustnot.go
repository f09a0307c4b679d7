// Package mustnot holds what may not exist anywhere in Optrek (rules of
// the method), as words that no field, enum value, method, message, table or column may
// be named by, and that no screen may say. Its tests hold all services, all tables and
// both languages to it: a rule about what is not there needs somebody who keeps looking.
//
// Words that mean something else in one place stand in Allowed, each with its reason.
package mustnot

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Rule is one thing that must not exist.
type Rule struct {
	Number string
	What   string
	Names  []string       // parts of a name (between underscores or capitals); "a_b" is two in a row
	Texts  *regexp.Regexp // what no screen says, in either language
}

// Rules are all of them, in order.
func Rules() []Rule {
	rule := func(number, what, names, texts string) Rule {
		return Rule{Number: number, What: what, Names: strings.Fields(names), Texts: regexp.MustCompile(`(?i)` + texts)}
	}
	return []Rule{
		rule("X-01", "no contract to sign and no registration as a volunteer",
			"contract contracts signature signatures signed countersigned volunteer_registration volunteer_agreement terms",
			`contract|handtekening|onderteken|aanmelden als vrijwilliger|vrijwilligersovereenkomst|\bsignature|\bsign (here|the|this)\b|register as a volunteer`),
		rule("X-02", "no hours owed, planned or counted, no minimum frequency",
			"hours hour minutes frequency attendance minimum quota times_per",
			`\buren\b|aantal keer|minstens \d+ keer|\bopkomst\b|aanwezigheid|\bhours\b|attendance|at least \d+ times`),
		rule("X-03", "no task of the Wmo and no result laid on a networker",
			"wmo municipality municipal obligation obligations duty duties deliverable deliverables target targets kpi assignment result results",
			`\bwmo\b|gemeente|prestatie|resultaatafspra|resultaatverplichting|\bverplichting|verantwoordelijk voor (het|een) resultaat|\bkpi\b|municipal|\bobligation|\bduties\b|responsible for (the|a) result`),
		rule("X-04", "no application form, nothing that has to be filled in beyond a name and a yes",
			"application applicant intake mandatory compulsory form_id",
			`verplicht|aanvraagformulier|inschrijfformulier|\bintake\b|\bmandatory|\bcompulsory|application form|required field`),
		rule("X-05", "no points, badges, pay or rewards",
			"points point badge badges reward rewards pay paid payment payments salary wage wages bonus prize prizes medal trophy coins credits",
			`\bpunten\b|\bbadges?\b|beloning|beloond|vergoeding|salaris|\bbonus\b|medaille|\bprijs\b|\breward|\bsalary|\bpoints\b|\bprize`),
		rule("X-06", "no ranking, score, percentage or star of people",
			"score scores scored rank ranks ranking ranked percentage percentages percent pct stars rating ratings grade grades leaderboard points_total",
			`\d ?%|\} ?%|procent\b|percentage|\bscores?\b|ranglijst|\bsterren\b|klassement|beste netwerker|\branking|\bper cent\b|leaderboard|\bstars\b`),
		rule("X-07", "no report of money or of staff hours saved",
			"euro euros eur money cost costs savings saving_money money_saved staff_saved budget fte efficiency price tariff tariffs hours_saved time_saved",
			`€|\beuro|bespa(ar|r)|bezuinig|goedkoper|\bkosten\b|\bfte\b|formatieplaats|effici[eë]n|\bsavings\b|\bsaves? (money|time|hours)|cost(s)? (less|saved)|\bcheaper|\bbudget`),
		rule("X-08", "no figure that presents support workers as replaced",
			"replaced replaces replacement replacements substitute substitutes superfluous redundant redundancy workers_needed workers_saved without_support",
			`vervang|overbodig|minder begeleid(ing|ers)|zonder begeleid(ing|ers?) (kan|kunnen|toe)|niet meer nodig hebben|neemt? werk over|\breplac(e|es|ed|ing) (a |the )?(support|staff|worker|colleague)|superfluous|redundan|fewer support workers|less support`),
		rule("X-09", "nothing and nobody has failed",
			"failed fails fail failure failures unsuccessful dropout dropouts dropped mislukt rejected rejection",
			`mislukt|gefaald|\bfaalt?\b|afgehaakt|uitvallers?\b|\bfailed|\bfailure|\bdropped out|unsuccessful`),
		rule("X-10", "no condition on stopping: one tap, no reason asked",
			"stop_reason_required cancellation_fee notice_period penalty penalties exit_reason",
			`weet je (het )?(heel )?zeker|opzegtermijn|waarom (wil|wilt|stop)|reden van (stoppen|vertrek)|are you sure|notice period|why do you want to stop|reason for stopping`),
	}
}

// Allowed are names and texts that use such a word for something else, by what they
// are, each with its reason. A test fails when one of them is no longer needed.
var Allowed = map[string]string{
	"nl/networkers:agree.lead":         "says that there is no contract and that there are no hours (X-01, X-02)",
	"en/networkers:agree.lead":         "says that there is no contract and that there are no hours (X-01, X-02)",
	"nl/evaluation:form.safety":        "punten of an agenda",
	"recruitment.audit_seal.signature": "of the key that seals the log, not of a person",
	"matching.audit_seal.signature":    "of the key that seals the log, not of a person",
	"activity.audit_seal.signature":    "of the key that seals the log, not of a person",
	"evaluation.audit_seal.signature":  "of the key that seals the log, not of a person",
	"gateway.audit_seal.signature":     "of the key that seals the log, not of a person",
}

// InName says whether a name (snake_case, UPPER_SNAKE or CamelCase) breaks the rule.
func (r Rule) InName(name string) bool {
	parts := words(name)
	return slices.ContainsFunc(r.Names, func(n string) bool {
		want := strings.Split(n, "_")
		for i := 0; i+len(want) <= len(parts); i++ {
			if slices.Equal(parts[i:i+len(want)], want) {
				return true
			}
		}
		return false
	})
}

// InText says whether a text on a screen breaks the rule.
func (r Rule) InText(text string) bool { return r.Texts.MatchString(text) }

// words cuts a name into its words, in small letters.
func words(name string) []string {
	var all []string
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			all = append(all, strings.ToLower(word.String()))
			word.Reset()
		}
	}
	runes := []rune(name)
	for i, c := range runes {
		switch {
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			end()
			continue
		case unicode.IsUpper(c) && i > 0 && unicode.IsLower(runes[i-1]):
			end()
		}
		word.WriteRune(c)
	}
	end()
	return all
}
