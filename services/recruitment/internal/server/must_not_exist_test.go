package server_test

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// forbidden words never name a field or a column here, each by its rule.
var forbidden = map[string][]string{
	"R-02 nobody is unsuitable":          {"unsuitable", "suitable", "suitability", "eligible", "eligibility"},
	"M-22 no diagnosis or IQ":            {"diagnosis", "diagnoses", "diagnose", "iq", "disorder", "disability", "medication"},
	"X-02 no hours owed or counted":      {"hours", "hour", "frequency", "attendance"},
	"X-05 no points or rewards":          {"points", "badge", "badges", "reward", "rewards"},
	"X-06 nobody is ranked":              {"score", "scores", "rank", "ranking", "percentage", "percent", "stars", "rating", "grade"},
	"X-09 nothing and nobody has failed": {"failed", "failure", "mislukt"},
	"no national number":                 {"bsn", "sofi", "ssn"},
	"of a birth no more than the year":   {"birthday", "birthdate", "dob"},
}

// offence gives the rule that a name breaks; empty when none.
func offence(name string) string {
	for rule, words := range forbidden {
		for part := range strings.SplitSeq(strings.ToLower(name), "_") {
			if slices.Contains(words, part) {
				return rule
			}
		}
	}
	return ""
}

func TestR02_M22_X02_X06_TheContractHasNoSuchField(t *testing.T) {
	t.Parallel()
	seen := 0
	var walk func(protoreflect.MessageDescriptors)
	walk = func(messages protoreflect.MessageDescriptors) {
		for i := range messages.Len() {
			m := messages.Get(i)
			for j := range m.Fields().Len() {
				seen++
				if rule := offence(string(m.Fields().Get(j).Name())); rule != "" {
					t.Errorf("%s: %s", m.Fields().Get(j).FullName(), rule)
				}
			}
			for j := range m.Enums().Len() {
				values := m.Enums().Get(j).Values()
				for k := range values.Len() {
					if rule := offence(string(values.Get(k).Name())); rule != "" {
						t.Errorf("%s: %s", values.Get(k).FullName(), rule)
					}
				}
			}
			walk(m.Messages())
		}
	}
	protoregistry.GlobalFiles.RangeFilesByPackage("optrek.recruitment.v1", func(file protoreflect.FileDescriptor) bool {
		walk(file.Messages())
		return true
	})
	if seen < 100 {
		t.Errorf("only %d fields looked at", seen)
	}
}

func TestR02_M22_X02_X06_TheTablesHaveNoSuchColumn(t *testing.T) {
	t.Parallel()
	owner := pgtest.New(t, store.Schema()).Owner(t)
	rows, err := owner.Query(t.Context(), `SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'recruitment'`)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			t.Fatal(err)
		}
		seen++
		if rule := offence(column); rule != "" {
			t.Errorf("%s.%s: %s", table, column, rule)
		}
		if rule := offence(table); rule != "" {
			t.Errorf("%s: %s", table, rule)
		}
	}
	if err := rows.Err(); err != nil || seen < 80 {
		t.Errorf("%d columns looked at, %v", seen, err)
	}
}

func TestEventsHaveNoRoomForANameOrOwnWords(t *testing.T) {
	t.Parallel()
	messages := pb.File_optrek_recruitment_v1_events_proto.Messages()
	for i := range messages.Len() {
		fields := messages.Get(i).Fields()
		for j := range fields.Len() {
			switch name := string(fields.Get(j).Name()); name {
			case "given_name", "family_name", "name", "email", "birth_year", "own_words", "going_on", "strategy", "could_mean", "number", "reason":
				t.Errorf("%s leaves recruitment", fields.Get(j).FullName())
			}
		}
	}
}
