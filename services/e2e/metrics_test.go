package e2e

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

var (
	typed   = regexp.MustCompile(`^# TYPE (\S+) (\S+)$`)
	named   = regexp.MustCompile(`^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? `)
	labelOf = regexp.MustCompile(`([a-zA-Z_]\w*)="(?:[^"\\]|\\.)*"`)
)

// listed holds what the process shows to deploy/metrics.yaml, on which alarms and dashboards
// rest: each figure is there, of that kind and with no other labels, and none of ours is
// there that the list does not know.
func (r *run) listed(t *testing.T) {
	var list struct {
		Ours map[string]struct {
			Type, About, Sometimes string
			Labels                 []string
		}
		Others map[string]any
	}
	text, err := os.ReadFile("../../deploy/metrics.yaml")
	must(t, err)
	must(t, yaml.Unmarshal(text, &list))
	kinds, family := map[string]string{}, ""
	for line := range strings.Lines(r.counted) {
		line = strings.TrimSpace(line)
		if m := typed.FindStringSubmatch(line); m != nil {
			family, kinds[m[1]] = m[1], m[2]
			if _, known := list.Ours[family]; !known && strings.HasPrefix(family, "optrek_") {
				t.Errorf("%s: deploy/metrics.yaml does not know it", family)
			}
			continue
		}
		m := named.FindStringSubmatch(line)
		figure, known := list.Ours[family]
		if m == nil || !known {
			continue
		}
		for _, label := range labelOf.FindAllStringSubmatch(m[2], -1) {
			if label[1] != "le" && !slices.Contains(figure.Labels, label[1]) {
				t.Errorf("%s: a label %s that deploy/metrics.yaml does not know", family, label[1])
			}
		}
	}
	for name, figure := range list.Ours {
		if kind := kinds[name]; kind != figure.Type && (kind != "" || figure.Sometimes == "") {
			t.Errorf("%s: deploy/metrics.yaml says it is a %s, shown is %q", name, figure.Type, kind)
		}
	}
}
