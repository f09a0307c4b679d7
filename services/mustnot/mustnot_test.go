package mustnot_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/activity"
	"github.com/optrek/optrek/services/evaluation"
	"github.com/optrek/optrek/services/gateway"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching"
	"github.com/optrek/optrek/services/mustnot"
	"github.com/optrek/optrek/services/recruitment"
)

func TestX01_NoContractAndNoRegistrationAnywhere(t *testing.T)       { nowhere(t, "X-01") }
func TestX02_NoHoursOwedOrCountedAnywhere(t *testing.T)              { nowhere(t, "X-02") }
func TestX03_NoWmoTaskOrResultLaidOnANetworkerAnywhere(t *testing.T) { nowhere(t, "X-03") }
func TestX04_NoApplicationAndNothingCompulsoryAnywhere(t *testing.T) { nowhere(t, "X-04") }
func TestX05_NoPointsBadgesPayOrRewardsAnywhere(t *testing.T)        { nowhere(t, "X-05") }
func TestX06_NoScoreRankOrPercentageAnywhere(t *testing.T)           { nowhere(t, "X-06") }
func TestX07_NoMoneyAndNoStaffHoursSavedAnywhere(t *testing.T)       { nowhere(t, "X-07") }
func TestX08_NoFigureOfSupportWorkersReplacedAnywhere(t *testing.T)  { nowhere(t, "X-08") }
func TestX09_NothingAndNobodyHasFailedAnywhere(t *testing.T)         { nowhere(t, "X-09") }
func TestX10_NoConditionOnStoppingAnywhere(t *testing.T)             { nowhere(t, "X-10") }

// nowhere looks for a breach of one rule in the contract, the tables and the texts.
func nowhere(t *testing.T, number string) {
	t.Helper()
	t.Parallel()
	rule := ruleOf(t, number)
	for _, name := range append(contract(), tables(t)...) {
		if rule.InName(last(name)) && mustnot.Allowed[name] == "" {
			t.Errorf("%s: %s", name, rule.What)
		}
	}
	for where, text := range texts(t) {
		if rule.InText(text) && mustnot.Allowed[where] == "" {
			t.Errorf("%s says %q: %s", where, text, rule.What)
		}
	}
}

func ruleOf(t *testing.T, number string) mustnot.Rule {
	t.Helper()
	for _, r := range mustnot.Rules() {
		if r.Number == number {
			return r
		}
	}
	t.Fatalf("no rule %s", number)
	return mustnot.Rule{}
}

func last(name string) string { return name[strings.LastIndex(name, ".")+1:] }

// contract gives every name in it: messages, fields, enums, values, services and methods.
var contract = sync.OnceValue(func() []string {
	var names []string
	add := func(d protoreflect.Descriptor) { names = append(names, string(d.FullName())) }
	enums := func(all protoreflect.EnumDescriptors) {
		for i := range all.Len() {
			add(all.Get(i))
			for j := range all.Get(i).Values().Len() {
				add(all.Get(i).Values().Get(j))
			}
		}
	}
	var messages func(protoreflect.MessageDescriptors)
	messages = func(all protoreflect.MessageDescriptors) {
		for i := range all.Len() {
			add(all.Get(i))
			for j := range all.Get(i).Fields().Len() {
				add(all.Get(i).Fields().Get(j))
			}
			enums(all.Get(i).Enums())
			messages(all.Get(i).Messages())
		}
	}
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(file.Package()), "optrek.") {
			return true
		}
		messages(file.Messages())
		enums(file.Enums())
		for i := range file.Services().Len() {
			add(file.Services().Get(i))
			for j := range file.Services().Get(i).Methods().Len() {
				add(file.Services().Get(i).Methods().Get(j))
			}
		}
		return true
	})
	return names
})

var catalogue struct {
	once  sync.Once
	names []string
}

// tables gives every table and column of every service, from the database's catalogue.
func tables(t *testing.T) []string {
	t.Helper()
	catalogue.once.Do(func() {
		for _, schema := range []postgres.Schema{recruitment.Schema(), matching.Schema(), activity.Schema(), evaluation.Schema(), gateway.Schema()} {
			owner := pgtest.New(t, schema).Owner(t)
			rows, err := owner.Query(t.Context(), `SELECT table_schema || '.' || table_name, table_schema || '.' || table_name || '.' || column_name
				FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`)
			if err != nil {
				t.Fatal(err)
			}
			for rows.Next() {
				var table, column string
				if err := rows.Scan(&table, &column); err != nil {
					t.Fatal(err)
				}
				catalogue.names = append(catalogue.names, table, column)
			}
			if err := rows.Err(); err != nil {
				t.Fatal(err)
			}
		}
	})
	return catalogue.names
}

var entry = regexp.MustCompile(`(?m)^\s*(?:"([^"]+)"|(\w+)):\s*"((?:[^"\\]|\\.)*)"`)

// texts gives every text of the web app in both languages, by file and key, and what
// the services themselves say.
func texts(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../gateway/web/src/i18n/*/*.ts")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		place := strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(file), "../gateway/web/src/i18n/"), ".ts")
		for _, m := range entry.FindAllStringSubmatch(string(content), -1) {
			all[place+":"+m[1]+m[2]] = m[3]
		}
	}
	said(t, all)
	return all
}

var sentence = regexp.MustCompile(`\b(NL|EN|TextNL|TextEN):\s*"((?:[^"\\]|\\.)*)"`)

// said adds what the services say themselves: the sentences of faults, notes and hints,
// by file and by their own beginning.
func said(t *testing.T, all map[string]string) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.Name() == "node_modules" || d.Name() == "mustnot" {
			return fs.SkipDir
		}
		if d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		content, err := os.ReadFile(path)
		for _, m := range sentence.FindAllStringSubmatch(string(content), -1) {
			all[filepath.ToSlash(strings.TrimPrefix(path, "../"))+":"+m[2][:min(len(m[2]), 40)]] = m[2]
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What is looked at is all there is, as far as one can tell by how much.
func TestEverythingIsLookedAt(t *testing.T) {
	t.Parallel()
	if names, columns, sentences := len(contract()), len(tables(t)), len(texts(t)); names < 1000 || columns < 300 || sentences < 2500 {
		t.Errorf("only %d names, %d columns and %d texts", names, columns, sentences)
	} else {
		t.Logf("%d names, %d tables and columns, %d texts", names, columns, sentences)
	}
}

// Each rule finds a planted offence in a name, in Dutch and in English, and leaves
// alone what only resembles it.
func TestEachRuleFindsAPlantedOffence(t *testing.T) {
	t.Parallel()
	for number, planted := range map[string]struct{ names, texts, fine []string }{
		"X-01": {[]string{"contract_id", "SignContract", "signed_time", "VolunteerRegistration"},
			[]string{"Zet hier je handtekening.", "Teken het contract", "Sign here"}, []string{"Signal", "design", "Dit signaal is voor jou"}},
		"X-02": {[]string{"hours_planned", "STATE_MINIMUM", "attendance"},
			[]string{"Nog 3 uren te gaan", "Minstens 2 keer per maand", "12 hours"}, []string{"hourglass", "Om drie uur", "Zo vaak als je wilt"}},
		"X-03": {[]string{"wmo_task", "result_agreed", "TargetReached", "municipality_id"},
			[]string{"Dit valt onder de Wmo.", "Een prestatie voor de gemeente", "Obligation of the networker"}, []string{"Het resultaat van het bestand", "consult"}},
		"X-04": {[]string{"application_form", "Intake", "mandatory"},
			[]string{"Dit veld is verplicht", "Vul het aanvraagformulier in", "This is a required field"}, []string{"Vul in hoe je heet", "information"}},
		"X-05": {[]string{"points", "BadgeEarned", "REWARD_KIND"},
			[]string{"Je hebt 5 punten!", "Een beloning", "You earned a reward"}, []string{"standpoint", "appointment", "aandachtspunt"}},
		"X-06": {[]string{"fit_score", "ranking", "PercentDone"},
			[]string{"Past 80% bij jou", "Score: 4", "Ranking of networkers"}, []string{"scoreless", "Iedereen telt mee"}},
		"X-07": {[]string{"euros", "hours_saved", "CostReport", "savings"},
			[]string{"Dit bespaart € 300", "Besparing per begeleider", "It saves money", "Minder kosten"}, []string{"save_time", "costume", "Het wordt bewaard", "Saved."}},
		"X-08": {[]string{"workers_saved", "replaced_support_workers", "Superfluous"},
			[]string{"Zo vervangt een netwerker een begeleider", "3 begeleiders overbodig", "Replaces the support worker"}, []string{"replay", "De begeleider blijft"}},
		"X-09": {[]string{"STATE_FAILED", "match_failure", "dropout"},
			[]string{"De koppeling is mislukt", "The match failed"}, []string{"STATE_CLOSED", "Het ging anders dan gedacht"}},
		"X-10": {[]string{"notice_period", "exit_reason"},
			[]string{"Weet je het zeker?", "Waarom wil je stoppen?", "Are you sure?"}, []string{"reason", "Stoppen mag altijd"}},
	} {
		rule := ruleOf(t, number)
		for _, name := range planted.names {
			if !rule.InName(name) {
				t.Errorf("%s does not find %s", number, name)
			}
		}
		for _, text := range planted.texts {
			if !rule.InText(text) {
				t.Errorf("%s does not find %q", number, text)
			}
		}
		for _, fine := range planted.fine {
			if rule.InName(fine) || rule.InText(fine) {
				t.Errorf("%s finds %q", number, fine)
			}
		}
	}
}

// What is allowed is there and would be found without it.
func TestNothingIsAllowedThatIsNotThere(t *testing.T) {
	t.Parallel()
	found := map[string]bool{}
	for _, rule := range mustnot.Rules() {
		for _, name := range append(contract(), tables(t)...) {
			found[name] = found[name] || rule.InName(last(name))
		}
		for where, text := range texts(t) {
			found[where] = found[where] || rule.InText(text)
		}
	}
	for what, reason := range mustnot.Allowed {
		if !found[what] || reason == "" {
			t.Errorf("%s needs no exception any more", what)
		}
	}
}
