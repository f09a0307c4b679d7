package server_test

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// eachField visits every field of every message of the contract.
func eachField(visit func(protoreflect.FieldDescriptor)) {
	var walk func(protoreflect.MessageDescriptors)
	walk = func(ms protoreflect.MessageDescriptors) {
		for i := range ms.Len() {
			for j := range ms.Get(i).Fields().Len() {
				visit(ms.Get(i).Fields().Get(j))
			}
			walk(ms.Get(i).Messages())
		}
	}
	for _, f := range files() {
		walk(f.Messages())
	}
}

func TestE08_X06_NobodyIsRankedCountedOrFailed(t *testing.T) {
	t.Parallel()
	for rule, words := range map[string][]string{
		"X-06, E-08: no ranking of people or colleagues": {"rate", "percent", "score", "rank", "star", "grade", "level", "compar", "best", "progress"},
		"X-02, X-05: nothing is counted or rewarded":     {"hour", "minute", "frequen", "count", "total", "target", "badge", "reward"},
		"O-05: no deadlines on people":                   {"deadline", "overdue", "late"},
		"X-09: nothing fails":                            {"fail", "success"},
	} {
		eachField(func(f protoreflect.FieldDescriptor) {
			names := strings.Split(string(f.Name()), "_")
			if f.Kind() == protoreflect.EnumKind {
				for i := range f.Enum().Values().Len() {
					names = append(names, strings.Split(strings.ToLower(string(f.Enum().Values().Get(i).Name())), "_")...)
				}
			}
			for _, word := range words {
				if slices.ContainsFunc(names, func(part string) bool { return strings.HasPrefix(part, word) }) {
					t.Errorf("%s, but there is %s", rule, f.FullName())
				}
			}
			if k := f.Kind(); k == protoreflect.DoubleKind || k == protoreflect.FloatKind {
				t.Errorf("%s is a figure", f.FullName())
			}
		})
	}
}
