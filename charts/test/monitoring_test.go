package charttest

import (
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	k8syaml "sigs.k8s.io/yaml"
)

// groups is what a file of rules and a PrometheusRule both have.
type groups struct {
	Groups []struct {
		Name  string           `yaml:"name"`
		Rules []map[string]any `yaml:"rules"`
	} `yaml:"groups"`
}

func rendered(t *testing.T, file string) []object {
	t.Helper()
	objects, err := render(readValues(t, chartDir+"/ci/"+file), nil)
	if err != nil {
		t.Fatal(err)
	}
	return objects
}

func unpack(t *testing.T, text string, into any) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(text), into); err != nil {
		t.Fatal(err)
	}
}

// rules are those of the one PrometheusRule in what is rendered with that file.
func rules(t *testing.T, file string) groups {
	t.Helper()
	for _, o := range rendered(t, file) {
		if o.kind == "PrometheusRule" {
			var whole struct{ Spec groups }
			unpack(t, string(o.text), &whole)
			return whole.Spec
		}
	}
	t.Fatalf("no alarms with %s", file)
	return groups{}
}

// TestTheAlarmsAreThoseThatWereTried: deploy/checks tries the file, and the cluster gets what stands
// in it and nothing else. Where the runbooks are may be said; without, it is where the file says.
func TestTheAlarmsAreThoseThatWereTried(t *testing.T) {
	t.Parallel()
	var file groups
	unpack(t, readFile(t, chartDir+"/files/alerts.yaml"), &file)
	if len(file.Groups) == 0 {
		t.Fatal("no groups of alarms")
	}
	if got := rules(t, "own-database.yaml"); !reflect.DeepEqual(got, file) {
		t.Error("what is rendered is not files/alerts.yaml")
	}
	for _, g := range file.Groups {
		for _, r := range g.Rules {
			if name, isAlert := r["alert"].(string); isAlert {
				r["annotations"].(map[string]any)["runbook_url"] = "https://wiki.noord.example/optrek/" + name + ".md"
			}
		}
	}
	if got := rules(t, "region.yaml"); !reflect.DeepEqual(got, file) {
		t.Error("with monitoring.runbooks there is more changed than the addresses, or less")
	}
}

func TestTheDashboardsAreThoseThatWereTried(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(chartDir + "/files/dashboards/*.json")
	if err != nil || len(files) < 6 {
		t.Fatalf("%d dashboards: %v", len(files), err)
	}
	want := map[string]string{}
	for _, file := range files {
		want["optrek-"+filepath.Base(file)] = readFile(t, file)
	}
	for _, file := range []string{"minimal.yaml", "region.yaml"} {
		got := map[string]string{}
		for _, o := range rendered(t, file) {
			var c corev1.ConfigMap
			if o.kind != "ConfigMap" || k8syaml.Unmarshal(o.text, &c) != nil || c.Labels["grafana_dashboard"] != "1" {
				continue
			}
			for name, text := range c.Data {
				got[name] = text
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %d dashboards, want %d, each as its file has it", file, len(got), len(want))
		}
	}
	for _, o := range rendered(t, "external.yaml") {
		if strings.Contains(string(o.text), "grafana") {
			t.Errorf("%s: a dashboard that was not wanted", o)
		}
	}
}

// TestTheFiguresOfEveryServiceAreRead holds the PodMonitor to the pods: it finds each of the services,
// and nothing else of ours, at the port where the figures are.
func TestTheFiguresOfEveryServiceAreRead(t *testing.T) {
	t.Parallel()
	var monitor struct {
		Spec struct {
			Selector            metav1.LabelSelector
			PodMetricsEndpoints []struct{ Port, Path string }
		}
	}
	objects := rendered(t, "region.yaml")
	for _, o := range objects {
		if o.kind == "PodMonitor" {
			if err := k8syaml.Unmarshal(o.text, &monitor); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(monitor.Spec.PodMetricsEndpoints) != 1 {
		t.Fatalf("the figures are read at %v", monitor.Spec.PodMetricsEndpoints)
	}
	at := monitor.Spec.PodMetricsEndpoints[0]
	n := readNetwork(t, objects)
	arrows := edges(t)
	for name, set := range n.pods {
		_, isService := arrows[name]
		if got := selects(t, &monitor.Spec.Selector, set); got != isService {
			t.Errorf("%s: read is %v", name, got)
		}
		if shows := slices.ContainsFunc(n.ports[name], func(p corev1.ContainerPort) bool {
			return p.Name == at.Port && p.ContainerPort == 9464
		}); shows != isService {
			t.Errorf("%s: a port %q is %v", name, at.Port, shows)
		}
	}
	if selects(t, &monitor.Spec.Selector, labels.Set{"app.kubernetes.io/name": "something-else"}) {
		t.Error("the figures of others are read")
	}
}

var byName = regexp.MustCompile(`(job_name|cronjob|persistentvolumeclaim|pod|job)=~"([^"]+)"`)

// TestTheAlarmsKnowTheNamesOfTheChart: an alarm that looks for a name that nothing has is quiet for ever.
// The drill is no backup: one that waits for somebody to start it would be an alarm that never ends.
func TestTheAlarmsKnowTheNamesOfTheChart(t *testing.T) {
	t.Parallel()
	kinds := map[string][]string{
		"job_name": {"Job", "CronJob"}, "cronjob": {"CronJob"}, "persistentvolumeclaim": {"PersistentVolumeClaim", "Cluster"},
		"pod": {"Deployment"}, "job": {"PodMonitor"},
	}
	objects := rendered(t, "region.yaml")
	found := byName.FindAllStringSubmatch(readFile(t, chartDir+"/files/alerts.yaml"), -1)
	if len(found) < 6 {
		t.Fatalf("%d alarms look for a name", len(found))
	}
	for _, m := range found {
		name, known := regexp.MustCompile("^(?:"+m[2]+")$"), false
		for _, o := range objects {
			if !slices.Contains(kinds[m[1]], o.kind) || !name.MatchString(o.name) {
				continue
			}
			known = true
			if m[1] == "cronjob" && o.name != "optrek-backup" {
				t.Errorf("%s is taken for a backup", o)
			}
		}
		if !known {
			t.Errorf("nothing of the chart is a %s", m[0])
		}
	}
}
