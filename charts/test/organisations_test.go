package charttest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	k8syaml "sigs.k8s.io/yaml"
)

// fields gives the names that a struct of package config is read by, with the tag of that key.
func fields(t *testing.T, file, of, key string) (names []string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), "../../services/internal/config/"+file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok || spec.Name.Name != of {
			return true
		}
		for _, f := range spec.Type.(*ast.StructType).Fields.List {
			if f.Tag == nil {
				continue
			}
			name, _, _ := strings.Cut(reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get(key), ",")
			if name != "" {
				names = append(names, name)
			}
		}
		return false
	})
	if len(names) == 0 {
		t.Fatalf("%s has no %s", file, of)
	}
	return names
}

// TestAnOrganisationIsWhatTheProgramReads holds the schema to package config: each field that it
// reads, and none that it does not. A secret stands by reference, and so has no file of its own.
func TestAnOrganisationIsWhatTheProgramReads(t *testing.T) {
	t.Parallel()
	root := readSchema(t)
	provider := fields(t, "organisations.go", "Provider", "yaml")
	for name, want := range map[string][]string{
		"organisation": append(fields(t, "organisations.go", "Organisation", "yaml"), provider...),
		"provider":     provider,
	} {
		want = slices.DeleteFunc(want, func(field string) bool { return field == "client_secret_file" })
		if got := slices.Sorted(maps.Keys(root.Definitions[name].Properties)); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("%s: the schema has %v, the program reads %v", name, got, want)
		}
	}
	for of, field := range map[string]string{"Claims": "claims", "Ask": "ask", "SecondFactor": "second_factor"} {
		want := slices.Sorted(slices.Values(fields(t, "organisations.go", of, "yaml")))
		got := slices.Sorted(maps.Keys(root.Definitions["provider"].Properties[field].Properties))
		if !slices.Equal(got, want) {
			t.Errorf("%s: the schema has %v, the program reads %v", field, got, want)
		}
	}
}

// TestWhatIsKeptIsWhatTheProgramKnows holds the kinds and their limits in the schema to package retention.
func TestWhatIsKeptIsWhatTheProgramKnows(t *testing.T) {
	t.Parallel()
	text := readFile(t, "../../services/internal/retention/retention.go")
	want := map[string]string{}
	for _, m := range regexp.MustCompile(`Key: "(\w+)"[^\n]*?(?:Least: (\d+))?,\n`).FindAllStringSubmatch(text, -1) {
		want[m[1]] = m[2]
	}
	kinds := readSchema(t).Definitions["organisation"].Properties["retention"].Properties
	if got := slices.Sorted(maps.Keys(kinds)); len(want) < 9 || !slices.Equal(got, slices.Sorted(maps.Keys(want))) {
		t.Errorf("the schema has %v, the program %v", got, want)
	}
	for key, least := range want {
		for months, taken := range map[string]bool{"0": true, "600": true, "601": false, "-1": false, "59": least == "", least: true} {
			n, err := strconv.Atoi(months)
			if err != nil {
				continue // there is no least
			}
			values := readValues(t, chartDir+"/ci/minimal.yaml")
			values["organisations"].([]any)[0].(map[string]any)["retention"] = map[string]any{key: n}
			if _, err := render(values, nil); (err == nil) != taken {
				t.Errorf("%s: %d is taken: %v", key, n, err)
			}
		}
	}
}

// TestEveryServiceIsToldHowLongSomethingIsKept: each removes what is its own.
func TestEveryServiceIsToldHowLongSomethingIsKept(t *testing.T) {
	t.Parallel()
	found := 0
	for _, o := range rendered(t, "region.yaml") {
		if o.kind != "ConfigMap" || !strings.Contains(o.name, "-organisations-") {
			continue
		}
		var file struct {
			Organisations []struct{ Retention map[string]int }
		}
		var c corev1.ConfigMap
		if err := k8syaml.Unmarshal(o.text, &c); err != nil {
			t.Fatal(err)
		}
		unpack(t, c.Data["organisations.yaml"], &file)
		if got := file.Organisations[1].Retention; !maps.Equal(got, map[string]int{"client": 36, "match": 12, "import": 0, "audit": 84}) {
			t.Errorf("%s: %v", o, got)
		}
		found++
	}
	if found != 2 {
		t.Errorf("%d files, one for the gateway and one for the services", found)
	}
}
