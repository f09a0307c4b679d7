package charttest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	podapi "k8s.io/kubernetes/pkg/api/pod"
	"k8s.io/kubernetes/pkg/apis/apps"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	appsvalidation "k8s.io/kubernetes/pkg/apis/apps/validation"
	"k8s.io/kubernetes/pkg/apis/autoscaling"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
	autoscalingvalidation "k8s.io/kubernetes/pkg/apis/autoscaling/validation"
	"k8s.io/kubernetes/pkg/apis/batch"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	batchvalidation "k8s.io/kubernetes/pkg/apis/batch/validation"
	"k8s.io/kubernetes/pkg/apis/core"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	corevalidation "k8s.io/kubernetes/pkg/apis/core/validation"
	"k8s.io/kubernetes/pkg/apis/networking"
	_ "k8s.io/kubernetes/pkg/apis/networking/install"
	networkingvalidation "k8s.io/kubernetes/pkg/apis/networking/validation"
	"k8s.io/kubernetes/pkg/apis/policy"
	_ "k8s.io/kubernetes/pkg/apis/policy/install"
	policyvalidation "k8s.io/kubernetes/pkg/apis/policy/validation"
	"k8s.io/pod-security-admission/api"
	podsecurity "k8s.io/pod-security-admission/policy"
)

// elsewhere are the kinds that are not Kubernetes' own, by the group that has them. custom_test.go checks those.
var elsewhere = []string{"cert-manager.io", "postgresql.cnpg.io", "gateway.networking.k8s.io", "monitoring.coreos.com"}

// decode reads an object as the API server does with strict field validation: an unknown
// field, or one that stands twice, is an error. Nil for a kind from elsewhere.
func decode(o object) (runtime.Object, error) {
	strict := json.NewSerializerWithOptions(json.DefaultMetaFactory, legacyscheme.Scheme, legacyscheme.Scheme,
		json.SerializerOptions{Yaml: true, Strict: true})
	decoded, kind, err := strict.Decode(o.text, nil, nil)
	if kind != nil && slices.Contains(elsewhere, kind.Group) {
		return nil, nil
	}
	return decoded, err
}

// wrongWith is everything that the API server would have against an object.
func wrongWith(o object) (all []string) {
	decoded, err := decode(o)
	if err != nil {
		return []string{err.Error()}
	}
	if decoded == nil {
		return custom(o)
	}
	if accessor, ok := decoded.(metav1.Object); ok && accessor.GetNamespace() == "" {
		accessor.SetNamespace(namespace)
	}
	for _, e := range validate(decoded) {
		all = append(all, e.Error())
	}
	return append(all, security(decoded)...)
}

// validate fills in the defaults and asks the validation of the API server.
func validate(decoded runtime.Object) field.ErrorList {
	legacyscheme.Scheme.Default(decoded)
	group := decoded.GetObjectKind().GroupVersionKind().Group
	internal, err := legacyscheme.Scheme.ConvertToVersion(decoded, schema.GroupVersion{Group: group, Version: runtime.APIVersionInternal})
	if err != nil {
		return field.ErrorList{field.InternalError(nil, err)}
	}
	complete(internal)
	switch o := internal.(type) {
	case *apps.Deployment:
		return appsvalidation.ValidateDeployment(o, podapi.GetValidationOptionsFromPodTemplate(&o.Spec.Template, nil))
	case *batch.Job:
		return batchvalidation.ValidateJob(o, batchvalidation.JobValidationOptions{
			PodValidationOptions: podapi.GetValidationOptionsFromPodTemplate(&o.Spec.Template, nil), RequirePrefixedLabels: true,
		})
	case *batch.CronJob:
		return batchvalidation.ValidateCronJobCreate(o, podapi.GetValidationOptionsFromPodTemplate(&o.Spec.JobTemplate.Spec.Template, nil))
	case *core.Pod:
		return corevalidation.ValidatePodCreate(o, podapi.GetValidationOptionsFromPodSpecAndMeta(&o.Spec, nil, &o.ObjectMeta, nil))
	case *core.Service:
		return corevalidation.ValidateServiceCreate(o)
	case *core.ServiceAccount:
		return corevalidation.ValidateServiceAccount(o)
	case *core.ConfigMap:
		return corevalidation.ValidateConfigMap(o)
	case *core.PersistentVolumeClaim:
		return corevalidation.ValidatePersistentVolumeClaim(o, corevalidation.ValidationOptionsForPersistentVolumeClaimCreate())
	case *policy.PodDisruptionBudget:
		return policyvalidation.ValidatePodDisruptionBudget(o, policyvalidation.PodDisruptionBudgetValidationOptions{})
	case *autoscaling.HorizontalPodAutoscaler:
		return autoscalingvalidation.ValidateHorizontalPodAutoscaler(o, autoscalingvalidation.HorizontalPodAutoscalerSpecValidationOptions{MinReplicasLowerBound: 1})
	case *networking.NetworkPolicy:
		return networkingvalidation.ValidateNetworkPolicy(o, networkingvalidation.NetworkPolicyValidationOptions{})
	case *networking.Ingress:
		return networkingvalidation.ValidateIngressCreate(o)
	default:
		return field.ErrorList{field.InternalError(nil, fmt.Errorf("nobody validates a %T: add it here", o))}
	}
}

// complete does what the API server does between the defaults and the validation.
func complete(internal runtime.Object) {
	switch o := internal.(type) {
	case *core.Service:
		if o.Spec.ClusterIP == core.ClusterIPNone {
			o.Spec.ClusterIPs = []string{core.ClusterIPNone}
		}
	case *batch.Job:
		o.UID = "0197a0c4-0000-7000-8000-000000000001"
		o.Spec.Selector = &metav1.LabelSelector{MatchLabels: map[string]string{batch.ControllerUidLabel: string(o.UID)}}
		for _, name := range []string{batch.JobNameLabel, batch.LegacyJobNameLabel} {
			metav1.SetMetaDataLabel(&o.Spec.Template.ObjectMeta, name, o.Name)
		}
		for _, name := range []string{batch.ControllerUidLabel, batch.LegacyControllerUidLabel} {
			metav1.SetMetaDataLabel(&o.Spec.Template.ObjectMeta, name, string(o.UID))
		}
	}
}

// podOf is the pod that an object brings about; nil for one that brings none.
func podOf(decoded runtime.Object) *corev1.PodTemplateSpec {
	switch o := decoded.(type) {
	case *appsv1.Deployment:
		return &o.Spec.Template
	case *batchv1.Job:
		return &o.Spec.Template
	case *batchv1.CronJob:
		return &o.Spec.JobTemplate.Spec.Template
	case *corev1.Pod:
		return &corev1.PodTemplateSpec{ObjectMeta: o.ObjectMeta, Spec: o.Spec}
	}
	return nil
}

// security is what Pod Security "restricted" has against an object.
func security(decoded runtime.Object) (all []string) {
	pod := podOf(decoded)
	if pod == nil {
		return nil
	}
	evaluator, err := podsecurity.NewEvaluator(podsecurity.DefaultChecks())
	if err != nil {
		return []string{err.Error()}
	}
	level := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
	for _, result := range evaluator.EvaluatePod(level, &pod.ObjectMeta, &pod.Spec) {
		if !result.Allowed {
			all = append(all, "Pod Security: "+result.ForbiddenReason+": "+result.ForbiddenDetail)
		}
	}
	return all
}

func TestTheAPIServerTakesEverything(t *testing.T) {
	t.Parallel()
	overAll(t, func(t *testing.T, objects []object) {
		pods := 0
		for _, o := range objects {
			for _, wrong := range wrongWith(o) {
				t.Errorf("%s: %s", o, wrong)
			}
			if decoded, err := decode(o); err == nil && decoded != nil && podOf(decoded) != nil {
				pods++
			}
		}
		if pods < 7 {
			t.Errorf("%d kinds of pods: five services, a job and a test at the least", pods)
		}
	})
}

// TestPodsHaveNoRightsAndWriteNowhere asks more than Pod Security does.
func TestPodsHaveNoRightsAndWriteNowhere(t *testing.T) {
	t.Parallel()
	overAll(t, func(t *testing.T, objects []object) {
		for _, o := range objects {
			decoded, err := decode(o)
			if err != nil || decoded == nil || podOf(decoded) == nil {
				continue
			}
			spec := podOf(decoded).Spec
			if spec.AutomountServiceAccountToken == nil || *spec.AutomountServiceAccountToken {
				t.Errorf("%s: has a token of the cluster", o)
			}
			for _, c := range append(slices.Clone(spec.InitContainers), spec.Containers...) {
				if s := c.SecurityContext; s == nil || s.ReadOnlyRootFilesystem == nil || !*s.ReadOnlyRootFilesystem {
					t.Errorf("%s: %s may write on its root", o, c.Name)
				}
				if c.Resources.Requests.Cpu().IsZero() || c.Resources.Limits.Memory().IsZero() {
					t.Errorf("%s: %s does not say what it needs", o, c.Name)
				}
			}
		}
	})
}

// mistake is put into a template, and has to be found.
type mistake struct{ name, in, from, to, says string }

// TestAMutatedTemplateIsCaught puts a mistake into a template at a time.
func TestAMutatedTemplateIsCaught(t *testing.T) {
	t.Parallel()
	for _, m := range []mistake{
		{"privileged", "_helpers.tpl", "allowPrivilegeEscalation: false", "privileged: true", "privileged"},
		{"root", "_helpers.tpl", "runAsNonRoot: true", "runAsNonRoot: false", "runAsNonRoot"},
		{"no seccomp", "_helpers.tpl", "seccompProfile: {type: RuntimeDefault}", "seccompProfile: {type: Unconfined}", "seccompProfile"},
		{"unknown field", "deployment.yaml", "revisionHistoryLimit:", "revisionHistoryLimits:", `unknown field "spec.revisionHistoryLimits"`},
		{"negative replicas", "deployment.yaml", "replicas: {{ $s.replicas }}", "replicas: -1", "spec.replicas"},
		{"a field twice", "service.yaml", "clusterIP: None", "clusterIP: None\n  clusterIP: None", "already"},
		{"a port that is none", "networkpolicy.yaml", "port: grpc, protocol", "port: 99999, protocol", "99999"},
		{"selects nothing", "deployment.yaml", "matchLabels: {{- include \"optrek.selector\" $of | nindent 6 }}\n  template", "matchLabels: {a: b}\n  template", "selector"},
		{"budget of nothing", "service.yaml", "maxUnavailable: {{ $s.maxUnavailable }}", "maxUnavailable: -1", "maxUnavailable"},
		{"schedule that is none", "jobs.yaml", "schedule: {{ .Values.backup.schedule | quote }}", "schedule: often", "schedule"},
		{"host path", "_service.tpl", "emptyDir: {sizeLimit: 64Mi}", "hostPath: {path: /}", "hostPath"},
	} {
		m.caught(t, "one-organisation.yaml")
	}
	for _, m := range []mistake{
		{"a monitor of nothing", "monitoring.yaml", "podMetricsEndpoints:", "podMetricEndpoints:", `unknown field "spec.podMetricEndpoints"`},
		{"read at no time", "monitoring.yaml", "interval: {{ $m.podMonitor.interval }}", "interval: often", "interval"},
		{"rules that are none", "monitoring.yaml", "spec: {{- toYaml $rules | nindent 2 }}", "spec: {groups: [{name: a, rules: [{alert: b}]}]}", "expr"},
		{"a dashboard of no name", "monitoring.yaml", "optrek-{{ base $path }}:", "{{ $path }}:", "data[files/dashboards/"},
		{"a drill that never is", "jobs.yaml", "schedule: {{ .schedule | quote }}", "schedule: sometimes", "schedule"},
	} {
		m.caught(t, "region.yaml")
	}
}

// caught renders with this file of ci and the mistake, and wants it found.
func (m mistake) caught(t *testing.T, file string) {
	t.Helper()
	t.Run(m.name, func(t *testing.T) {
		t.Parallel()
		changed := false
		objects, err := render(readValues(t, chartDir+"/ci/"+file), func(template, text string) string {
			if !strings.HasSuffix(template, "/"+m.in) || !strings.Contains(text, m.from) {
				return text
			}
			changed = true
			return strings.Replace(text, m.from, m.to, 1)
		})
		if !changed {
			t.Fatalf("%s does not hold %q", m.in, m.from)
		}
		var found []string
		if err != nil {
			found = append(found, err.Error())
		}
		for _, o := range objects {
			found = append(found, wrongWith(o)...)
		}
		if !strings.Contains(strings.Join(found, "\n"), m.says) {
			t.Errorf("found %q, want something about %s", found, m.says)
		}
	})
}
