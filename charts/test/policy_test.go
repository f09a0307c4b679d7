package charttest

import (
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// network is what the policies of a rendering say, worked out as a cluster's network does.
type network struct {
	policies []networkingv1.NetworkPolicy
	pods     map[string]labels.Set // by component
	ports    map[string][]corev1.ContainerPort
}

func readNetwork(t *testing.T, objects []object) network {
	t.Helper()
	n := network{pods: map[string]labels.Set{}, ports: map[string][]corev1.ContainerPort{}}
	for _, o := range objects {
		decoded, err := decode(o)
		if err != nil {
			t.Fatal(err)
		}
		if decoded == nil {
			continue
		}
		if p, ok := decoded.(*networkingv1.NetworkPolicy); ok {
			n.policies = append(n.policies, *p)
		}
		if pod := podOf(decoded); pod != nil {
			name := pod.Labels["app.kubernetes.io/component"]
			n.pods[name] = pod.Labels
			n.ports[name] = pod.Spec.Containers[0].Ports
		}
	}
	return n
}

// may says whether from may open a connection to that port of to: both ends have to agree.
func (n network) may(t *testing.T, from, to string, port int) bool {
	t.Helper()
	return n.allows(t, networkingv1.PolicyTypeEgress, from, to, port) && n.allows(t, networkingv1.PolicyTypeIngress, from, to, port)
}

// allows asks one end. A pod that no policy of that direction selects is open, and that is what must not be.
func (n network) allows(t *testing.T, direction networkingv1.PolicyType, from, to string, port int) bool {
	t.Helper()
	mine, other := from, to
	if direction == networkingv1.PolicyTypeIngress {
		mine, other = to, from
	}
	selected := false
	for _, p := range n.policies {
		if !slices.Contains(p.Spec.PolicyTypes, direction) || !selects(t, &p.Spec.PodSelector, n.pods[mine]) {
			continue
		}
		selected = true
		if direction == networkingv1.PolicyTypeIngress {
			for _, rule := range p.Spec.Ingress {
				if n.portIn(rule.Ports, to, port) && n.peerIn(t, rule.From, other) {
					return true
				}
			}
			continue
		}
		for _, rule := range p.Spec.Egress {
			if n.portIn(rule.Ports, to, port) && n.peerIn(t, rule.To, other) {
				return true
			}
		}
	}
	return !selected
}

func selects(t *testing.T, s *metav1.LabelSelector, set labels.Set) bool {
	t.Helper()
	selector, err := metav1.LabelSelectorAsSelector(s)
	if err != nil {
		t.Fatal(err)
	}
	return selector.Matches(set)
}

func (n network) portIn(ports []networkingv1.NetworkPolicyPort, of string, port int) bool {
	if len(ports) == 0 {
		return true
	}
	return slices.ContainsFunc(ports, func(p networkingv1.NetworkPolicyPort) bool {
		if p.Port == nil || p.Port.Type == intstr.Int {
			return p.Port == nil || p.Port.IntValue() == port
		}
		return slices.ContainsFunc(n.ports[of], func(c corev1.ContainerPort) bool {
			return c.Name == p.Port.StrVal && int(c.ContainerPort) == port
		})
	})
}

// peerIn counts a block of addresses as no pod of ours, and a namespace as another one.
func (n network) peerIn(t *testing.T, peers []networkingv1.NetworkPolicyPeer, pod string) bool {
	t.Helper()
	if len(peers) == 0 {
		return true
	}
	return slices.ContainsFunc(peers, func(p networkingv1.NetworkPolicyPeer) bool {
		return p.PodSelector != nil && p.NamespaceSelector == nil && selects(t, p.PodSelector, n.pods[pod])
	})
}

func edges(t *testing.T) map[string][]string {
	t.Helper()
	var file struct{ Edges map[string][]string }
	if err := yaml.Unmarshal([]byte(readFile(t, chartDir+"/files/edges.yaml")), &file); err != nil {
		t.Fatal(err)
	}
	return file.Edges
}

// TestOnlyTheArrowsOfTheArchitecture asks of each two pods and each port whether the one may
// reach the other: nothing more than the arrows, and nothing less.
func TestOnlyTheArrowsOfTheArchitecture(t *testing.T) {
	t.Parallel()
	arrows := edges(t)
	overAll(t, func(t *testing.T, objects []object) {
		n := readNetwork(t, objects)
		n.pods["stranger"] = labels.Set{"app.kubernetes.io/name": "something-else"}
		for from := range n.pods {
			for to := range arrows {
				for _, port := range []int{9090, 8080, 9464, 22, 5432} {
					want := port == 9090 && slices.Contains(arrows[from], to) || // an arrow
						port == 8080 && to == "gateway" && (from == "try" || from == "stranger" && open(t, n))
					if got := n.may(t, from, to, port); got != want {
						t.Errorf("%s → %s:%d is %v, want %v", from, to, port, got, want)
					}
				}
			}
		}
	})
}

// open says whether everybody may come in at the gateway, as when no ingress controller is named.
func open(t *testing.T, n network) bool {
	t.Helper()
	for _, p := range n.policies {
		if p.Name == "optrek-gateway" {
			return len(p.Spec.Ingress[0].From) == 0
		}
	}
	t.Fatal("the gateway has no policy")
	return false
}

// TestAnArrowTooManyIsSeen breaks the chart in both ways.
func TestAnArrowTooManyIsSeen(t *testing.T) {
	t.Parallel()
	values := readValues(t, chartDir+"/ci/minimal.yaml")
	for _, broken := range []struct{ from, to string }{
		{`{{- if has $name $to }}`, `{{- if true }}`},
		{`policyTypes: [Ingress, Egress]`, `policyTypes: [Egress]`},
	} {
		objects, err := render(values, func(template, text string) string {
			if strings.HasSuffix(template, "networkpolicy.yaml") {
				text = strings.ReplaceAll(text, broken.from, broken.to)
				text = strings.ReplaceAll(text, `{{- range $to := index $edges $name }}`, `{{- range $to := splitList " " (include "optrek.services" $) }}`)
			}
			return text
		})
		if err != nil {
			t.Fatal(err)
		}
		n := readNetwork(t, objects)
		if !n.may(t, "evaluation", "gateway", 9090) && !n.may(t, "matching", "activity", 9090) {
			t.Errorf("with %q nothing more is open", broken.to)
		}
	}
}

// TestTheJobsReachTheirDatabases: a job whose door is forgotten does nothing, and only its log says so.
func TestTheJobsReachTheirDatabases(t *testing.T) {
	t.Parallel()
	n := readNetwork(t, rendered(t, "region.yaml"))
	n.pods["database"] = labels.Set{"cnpg.io/cluster": "optrek-db"}
	n.pods["beside"] = labels.Set{"cnpg.io/cluster": "another"}
	for _, job := range []string{"migrate", "backup", "drill"} {
		if n.pods[job] == nil || !n.allows(t, networkingv1.PolicyTypeEgress, job, "database", 5432) {
			t.Errorf("%s does not reach the database", job)
		}
		if got := n.allows(t, networkingv1.PolicyTypeEgress, job, "beside", 5433); got != (job == "drill") {
			t.Errorf("%s reaches the database of the drill: %v", job, got)
		}
	}
}
