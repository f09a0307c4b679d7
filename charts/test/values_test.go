package charttest

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/lint"
	"helm.sh/helm/v3/pkg/lint/support"
	corev1 "k8s.io/api/core/v1"
)

var update = flag.Bool("update", false, "write the table of values in the chart's README anew")

// value is a line of values.yaml.
type value struct{ path, shown, what string }

// readDefaults gives every key of values.yaml with its comment.
func readDefaults(t *testing.T) (all []value) {
	t.Helper()
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(readFile(t, chartDir+"/values.yaml")), &document); err != nil {
		t.Fatal(err)
	}
	var walk func(prefix string, n *yaml.Node)
	walk = func(prefix string, n *yaml.Node) {
		for i := 0; i < len(n.Content); i += 2 {
			key, content := n.Content[i], n.Content[i+1]
			v := value{path: prefix + key.Value, what: sentence(key.HeadComment)}
			inner := content.Kind == yaml.MappingNode && len(content.Content) > 0
			if !inner {
				v.shown = shown(t, content)
			}
			if v.what != "" || !inner {
				all = append(all, v)
			}
			if inner {
				walk(v.path+".", content)
			}
		}
	}
	walk("", document.Content[0])
	return all
}

func sentence(comment string) string {
	lines := strings.Split(comment, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(strings.TrimPrefix(line, "#"))
	}
	return strings.Join(lines, " ")
}

func shown(t *testing.T, n *yaml.Node) string {
	t.Helper()
	var plain any
	if err := n.Decode(&plain); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(plain)
	if err != nil {
		t.Fatal(err)
	}
	return "`" + string(text) + "`"
}

// TestEveryValueIsExplained holds the table in the README to values.yaml (-update writes it).
func TestEveryValueIsExplained(t *testing.T) {
	t.Parallel()
	const begin, end = "<!-- values: made by `make charts UPDATE=1` -->\n", "<!-- /values -->"
	var table strings.Builder
	table.WriteString("| value | default | what |\n| --- | --- | --- |\n")
	for _, v := range readDefaults(t) {
		if v.what == "" {
			t.Errorf("values.yaml says nothing about %s", v.path)
		}
		fmt.Fprintf(&table, "| `%s` | %s | %s |\n", v.path, v.shown, strings.ReplaceAll(v.what, "|", `\|`))
	}
	name := chartDir + "/README.md"
	before, rest, found := strings.Cut(readFile(t, name), begin)
	was, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		t.Fatalf("%s has no place for the values", name)
	}
	if was == table.String() {
		return
	}
	if !*update {
		t.Fatalf("%s does not tell the values as they are: make charts UPDATE=1", name)
	}
	if err := os.WriteFile(name, []byte(before+begin+table.String()+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// schemaNode is as much of JSON Schema as is needed to find a property.
type schemaNode struct {
	Ref                  string `json:"$ref"`
	Type                 any
	Properties           map[string]*schemaNode
	AdditionalProperties json.RawMessage
	Definitions          map[string]*schemaNode
	Items                *schemaNode
}

func readSchema(t *testing.T) *schemaNode {
	t.Helper()
	var root schemaNode
	if err := json.Unmarshal([]byte(readFile(t, chartDir+"/values.schema.json")), &root); err != nil {
		t.Fatal(err)
	}
	return &root
}

func (root *schemaNode) resolve(n *schemaNode) *schemaNode {
	if name, isRef := strings.CutPrefix(n.Ref, "#/definitions/"); isRef {
		return root.Definitions[name]
	}
	return n
}

// TestTheSchemaKnowsEveryValue goes both ways: what values.yaml has is in the schema, and what the
// schema has is in values.yaml, so that it is explained.
func TestTheSchemaKnowsEveryValue(t *testing.T) {
	t.Parallel()
	root := readSchema(t)
	explained := map[string]bool{}
	for _, v := range readDefaults(t) {
		at, rest := root, strings.Split(v.path, ".")
		for i, key := range rest {
			explained[strings.Join(rest[:i+1], ".")] = true
			next := at.Properties[key]
			if next == nil && len(at.Properties) == 0 { // free names, such as those of resources
				break
			}
			if next == nil {
				t.Errorf("the schema does not know %s", v.path)
				break
			}
			at = root.resolve(next)
		}
	}
	var walk func(prefix string, n *schemaNode)
	walk = func(prefix string, n *schemaNode) {
		for key, next := range n.Properties {
			path := prefix + key
			if path == "global" || strings.HasPrefix(path, "services.") && strings.Count(path, ".") > 1 {
				continue // helm's own; and what stands under defaults
			}
			if !explained[path] && path != "defaults.resources" {
				t.Errorf("values.yaml does not have %s", path)
			}
			if path != "organisations" && !strings.HasPrefix(path, "defaults.database") && !strings.HasPrefix(path, "database.cluster.resources") {
				walk(path+".", root.resolve(next))
			}
		}
		if n.Type == "object" && len(n.Properties) > 0 && string(n.AdditionalProperties) != "false" {
			t.Errorf("%sthe schema lets unknown names pass", prefix)
		}
	}
	walk("", root)
}

func TestWrongValuesAreRefused(t *testing.T) {
	t.Parallel()
	for path, wrong := range map[string]any{
		"publicURL": "http://optrek.example.org", "publicUrl": "https://optrek.example.org", "drainDelay": -1,
		"database.sslmode": "prefer", "services.gateway.replicas": -1, "services.printer": map[string]any{},
		"organisations": []any{map[string]any{"id": "1", "name": "De Linde", "issuer": "https://login.example.org", "client_id": "optrek"}},
		"tls.issuer":    map[string]any{"kind": "Nobody"}, "networkPolicy.browsers": []any{map[string]any{}}, "restore.file": "../secrets",
		"backup.keep": -1, "backup.drill.schedule": "monthly", "monitoring.runbooks": "our wiki", "monitoring.podMonitor.interval": "0s",
		"monitoring.podMonitor.enabled": true, // and networkPolicy.metrics lets nobody read
	} {
		values := readValues(t, chartDir+"/ci/minimal.yaml")
		set(values, strings.Split(path, "."), wrong)
		if _, err := render(values, nil); err == nil {
			t.Errorf("%s = %v is taken", path, wrong)
		}
	}
	secret := map[string]any{
		"id": "0197a0c4-0000-7000-8000-000000000001", "name": "De Linde", "issuer": "https://login.example.org", "client_id": "optrek",
		"client_secret": "geheim",
	}
	values := readValues(t, chartDir+"/ci/minimal.yaml")
	values["organisations"] = []any{secret}
	if _, err := render(values, nil); err == nil {
		t.Error("a secret in the open is taken")
	}
}

func set(in map[string]any, path []string, to any) {
	if len(path) == 1 {
		in[path[0]] = to
		return
	}
	inner, ok := in[path[0]].(map[string]any)
	if !ok {
		inner = map[string]any{}
		in[path[0]] = inner
	}
	set(inner, path[1:], to)
}

func TestHelmLintHasNothingToSay(t *testing.T) {
	t.Parallel()
	for _, file := range valuesFiles(t) {
		result := lint.AllWithKubeVersion(chartDir, readValues(t, file), namespace, &chartutil.DefaultCapabilities.KubeVersion)
		for _, m := range result.Messages {
			if m.Severity > support.InfoSev {
				t.Errorf("%s: %s", file, m.Error())
			}
		}
	}
}

// TestTheProgramKnowsEveryVariable holds what the pods are given to package config.
func TestTheProgramKnowsEveryVariable(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for file, structs := range map[string][]string{"config.go": {"Config"}, "mail.go": {"Mail"}, "outside.go": {"Outside"}, "webhook.go": {"Webhook"}} {
		for _, of := range structs {
			for _, name := range fields(t, file, of, "env") {
				known["OPTREK_"+name] = true
			}
		}
	}
	for _, service := range []string{"RECRUITMENT", "MATCHING", "ACTIVITY", "EVALUATION", "GATEWAY", "VAULT"} {
		for _, name := range fields(t, "config.go", "Service", "env") {
			known["OPTREK_"+service+"_"+name] = true
		}
	}
	for name := range maps.Clone(known) { // with two lines and the name of a database of organisations' own
		if strings.HasSuffix(name, "_DATABASE_URL") {
			known[name+"__HOF"], known[name+"__ZUID_WEST"] = true, true
		}
	}
	reference := regexp.MustCompile(`\$\((\w+)\)`)
	overAll(t, func(t *testing.T, objects []object) {
		for _, o := range objects {
			decoded, err := decode(o)
			if err != nil || decoded == nil || podOf(decoded) == nil {
				continue
			}
			for _, c := range podOf(decoded).Spec.Containers {
				seen := map[string]bool{}
				for _, v := range c.Env {
					if strings.HasPrefix(v.Name, "OPTREK_") && !known[v.Name] {
						t.Errorf("%s: nobody reads %s", o, v.Name)
					}
					for _, used := range reference.FindAllStringSubmatch(v.Value, -1) {
						if !seen[used[1]] {
							t.Errorf("%s: %s uses %s, which does not stand before it", o, v.Name, used[1])
						}
					}
					if seen[v.Name] {
						t.Errorf("%s: %s stands twice", o, v.Name)
					}
					seen[v.Name] = true
				}
				inPlace(t, o, podOf(decoded).Spec, c)
			}
		}
	})
}

// inPlace wants each volume mounted, and each mount to have its volume.
func inPlace(t *testing.T, o object, spec corev1.PodSpec, c corev1.Container) {
	t.Helper()
	var has, used []string
	for _, v := range spec.Volumes {
		has = append(has, v.Name)
	}
	for _, m := range c.VolumeMounts {
		used = append(used, m.Name)
	}
	slices.Sort(has)
	slices.Sort(used)
	if !slices.Equal(has, used) {
		t.Errorf("%s: volumes %v, mounts %v", o, has, used)
	}
}
