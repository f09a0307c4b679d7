package charttest

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/labels"
	k8syaml "sigs.k8s.io/yaml"
)

// pods are those of a rendering, by component.
func pods(t *testing.T, objects []object) map[string]corev1.PodSpec {
	t.Helper()
	all := map[string]corev1.PodSpec{}
	for _, o := range objects {
		decoded, err := decode(o)
		if err != nil {
			t.Fatal(err)
		}
		if decoded == nil {
			continue
		}
		if pod := podOf(decoded); pod != nil {
			all[pod.Labels["app.kubernetes.io/component"]] = pod.Spec
		}
	}
	return all
}

// own gives the URLs of databases of organisations' own in an environment, by variable, with the
// Secrets of user and password where they stand.
func own(env []corev1.EnvVar) map[string]string {
	secrets, urls := map[string]string{}, map[string]string{}
	for _, v := range env {
		if v.ValueFrom != nil && v.ValueFrom.SecretKeyRef != nil {
			secrets["$("+v.Name+")"] = v.ValueFrom.SecretKeyRef.Name + "." + v.ValueFrom.SecretKeyRef.Key
		}
		if !strings.Contains(v.Name, "_DATABASE_URL__") {
			continue
		}
		url := v.Value
		for reference, secret := range secrets {
			url = strings.ReplaceAll(url, reference, secret)
		}
		urls[v.Name] = url
	}
	return urls
}

// TestWhoIsToldOfDatabasesOfOrganisations: the four services, each by its own login, and the jobs, as
// owner of all; the gateway and the test of the release are not.
func TestWhoIsToldOfDatabasesOfOrganisations(t *testing.T) {
	t.Parallel()
	url := func(secret, login, at string) string {
		return "postgres://" + secret + "-" + login + ".username:" + secret + "-" + login + ".password@" + at
	}
	all := map[string]map[string]string{"gateway": {}, "try": {}, "migrate": {}, "backup": {}}
	for _, service := range []string{"recruitment", "matching", "activity", "evaluation"} {
		all[service] = map[string]string{}
		for pod, login := range map[string]string{service: service, "migrate": "owner", "backup": "owner"} {
			variable := "OPTREK_" + strings.ToUpper(service) + "_DATABASE_URL__"
			all[pod][variable+"HOF"] = url("hof-database", login, "pg.stillehof.example:5434/netwerk?sslmode=verify-full&sslrootcert=/etc/optrek/database/own-hof/ca.crt")
			all[pod][variable+"ZUID_WEST"] = url("optrek-database", login, "optrek-own-zuid-west-rw:5432/optrek?sslmode=verify-full&sslrootcert=/etc/optrek/database/own-zuid-west/ca.crt")
		}
	}
	got := pods(t, rendered(t, "own-database.yaml"))
	if want := slices.Sorted(maps.Keys(all)); !slices.Equal(slices.Sorted(maps.Keys(got)), want) {
		t.Fatalf("pods %v, want %v", slices.Sorted(maps.Keys(got)), want)
	}
	for name, want := range all {
		spec := got[name]
		for _, c := range slices.Concat(spec.InitContainers, spec.Containers) {
			if told := own(c.Env); !maps.Equal(told, want) {
				t.Errorf("%s (%s) is told of\n%v\nwant\n%v", name, c.Name, told, want)
			}
		}
		var authorities []string
		for _, v := range spec.Volumes {
			if strings.HasPrefix(v.Name, "own-") {
				authorities = append(authorities, v.Name+" "+v.Secret.SecretName)
			}
		}
		if len(want) > 0 != slices.Equal(authorities, []string{"own-hof-ca hof-pg", "own-zuid-west-ca optrek-own-zuid-west-ca"}) || len(want) == 0 && len(authorities) > 0 {
			t.Errorf("%s has the authorities %v", name, authorities)
		}
	}
}

// TestEveryJobKnowsTheOrganisations: the program refuses a database that no organisation has.
func TestEveryJobKnowsTheOrganisations(t *testing.T) {
	t.Parallel()
	overAll(t, func(t *testing.T, objects []object) {
		for name, spec := range pods(t, objects) {
			if name == "try" {
				continue
			}
			for _, c := range slices.Concat(spec.InitContainers, spec.Containers) {
				told := slices.IndexFunc(c.Env, func(v corev1.EnvVar) bool { return v.Name == "OPTREK_ORGANISATIONS" })
				at := slices.IndexFunc(c.VolumeMounts, func(m corev1.VolumeMount) bool { return m.Name == "organisations" })
				if told < 0 || at < 0 || c.Env[told].Value != c.VolumeMounts[at].MountPath+"/organisations.yaml" {
					t.Errorf("%s (%s) has no file of organisations", name, c.Name)
				}
			}
		}
	})
}

// TestAClusterOfAnOrganisationsOwn: only who has no host gets one, with the roles of who keeps rows there
// and nobody else's, and what is said of it beside what is said of all.
func TestAClusterOfAnOrganisationsOwn(t *testing.T) {
	t.Parallel()
	role := regexp.MustCompile(`name: optrek_(\w+)_login`)
	sizes := map[string]string{}
	for _, o := range rendered(t, "own-database.yaml") {
		if o.kind != "Cluster" {
			continue
		}
		var c struct {
			Spec struct {
				Instances  int
				Storage    struct{ Size string }
				Postgresql struct{ Parameters map[string]string }
			}
		}
		if err := k8syaml.Unmarshal(o.text, &c); err != nil {
			t.Fatal(err)
		}
		sizes[o.name] = c.Spec.Storage.Size
		if c.Spec.Instances != 3 || c.Spec.Postgresql.Parameters["max_connections"] != "400" ||
			(o.name == "optrek-own-zuid-west") != (c.Spec.Postgresql.Parameters["shared_buffers"] == "2GB") {
			t.Errorf("%s: %+v", o, c.Spec)
		}
		var logins []string
		for _, m := range role.FindAllStringSubmatch(string(o.text), -1) {
			logins = append(logins, m[1])
		}
		secret := map[string]string{"optrek-own-zuid-west": "optrek-database", "optrek-own-later": "later-database"}[o.name]
		if n := strings.Count(string(o.text), "secret: {name: "+secret+"-"); n != 1 || strings.Count(string(o.text), "passwordSecret: {name: "+secret+"-") != 5 {
			t.Errorf("%s: does not take its logins from %s:\n%s", o, secret, o.text)
		}
		if !slices.Equal(logins, []string{"recruitment", "matching", "activity", "evaluation"}) {
			t.Errorf("%s: logins of %v", o, logins)
		}
	}
	if !maps.Equal(sizes, map[string]string{"optrek-own-zuid-west": "50Gi", "optrek-own-later": "20Gi"}) {
		t.Errorf("clusters %v", sizes)
	}
}

// TestWhoReachesADatabaseOfAnOrganisation asks the network policies.
func TestWhoReachesADatabaseOfAnOrganisation(t *testing.T) {
	t.Parallel()
	n := readNetwork(t, rendered(t, "own-database.yaml"))
	n.pods["zuid-west"] = labels.Set{"cnpg.io/cluster": "optrek-own-zuid-west"}
	n.pods["later"] = labels.Set{"cnpg.io/cluster": "optrek-own-later"}
	for name, reaches := range map[string]bool{
		"recruitment": true, "matching": true, "activity": true, "evaluation": true, "migrate": true, "backup": true, "gateway": false, "try": false,
	} {
		if got := n.allows(t, networkingv1.PolicyTypeEgress, name, "zuid-west", 5432); got != reaches {
			t.Errorf("%s → the cluster: %v", name, got)
		}
		if n.allows(t, networkingv1.PolicyTypeEgress, name, "later", 5432) {
			t.Errorf("%s reaches a database that nobody has", name)
		}
		if got := n.outside(name, "10.20.0.0/24", 5434); got != reaches {
			t.Errorf("%s → the server elsewhere: %v", name, got)
		}
		if got := n.outside(name, "10.20.0.0/24", 5432); got != (name != "try") {
			t.Errorf("%s → the server of all: %v", name, got)
		}
	}
}

// outside says whether a pod may open a connection to that block of addresses.
func (n network) outside(from, block string, port int) bool {
	for _, p := range n.policies {
		if p.Name != "optrek-"+from {
			continue
		}
		for _, rule := range p.Spec.Egress {
			there := len(rule.To) == 0 || slices.ContainsFunc(rule.To, func(peer networkingv1.NetworkPolicyPeer) bool {
				return peer.IPBlock != nil && peer.IPBlock.CIDR == block
			})
			if there && n.portIn(rule.Ports, from, port) {
				return true
			}
		}
	}
	return false
}

// TestADatabaseElsewhereIsReachedBesideAClusterMadeHere: with nothing said of where it is, it may be anywhere.
func TestADatabaseElsewhereIsReachedBesideAClusterMadeHere(t *testing.T) {
	t.Parallel()
	values := readValues(t, chartDir+"/ci/one-organisation.yaml")
	values["organisations"].([]any)[0].(map[string]any)["database"] = "linde"
	set(values, []string{"database", "own", "linde"}, map[string]any{"host": "pg.delinde.example", "port": 5434})
	objects, err := render(values, nil)
	if err != nil {
		t.Fatal(err)
	}
	n := readNetwork(t, objects)
	for name, want := range map[string]bool{"matching": true, "migrate": true, "gateway": false} {
		if got := n.outside(name, "10.20.0.0/24", 5434); got != want {
			t.Errorf("%s → the server elsewhere: %v", name, got)
		}
		if n.outside(name, "10.20.0.0/24", 5432) {
			t.Errorf("%s reaches every server at 5432, and the database of all is a cluster made here", name)
		}
	}
	for _, url := range own(pods(t, objects)["matching"].Containers[0].Env) {
		if !strings.HasSuffix(url, "@pg.delinde.example:5434/optrek?sslmode=verify-full") {
			t.Errorf("an authority that nobody named, or another place: %s", url)
		}
	}
}

// TestADatabaseThatIsBeingLeftIsStillReached: until its rows are moved, everybody who keeps them reaches both ends.
func TestADatabaseThatIsBeingLeftIsStillReached(t *testing.T) {
	t.Parallel()
	values := readValues(t, chartDir+"/ci/own-database.yaml")
	leaves := values["organisations"].([]any)[3].(map[string]any)
	delete(leaves, "database")
	for _, from := range []string{"", "hof"} {
		leaves["moves_from"] = from
		objects, err := render(values, nil)
		if err != nil {
			t.Fatal(err)
		}
		told, n := pods(t, objects), readNetwork(t, objects)
		for _, name := range []string{"matching", "migrate", "backup"} {
			_, knows := own(told[name].Containers[0].Env)["OPTREK_MATCHING_DATABASE_URL__HOF"]
			if reaches := n.outside(name, "10.20.0.0/24", 5434); knows != (from != "") || reaches != knows {
				t.Errorf("%s, moves_from %q: knows of the database it leaves: %v, reaches it: %v", name, from, knows, reaches)
			}
		}
		at := slices.IndexFunc(objects, func(o object) bool { return strings.Contains(string(o.text), "organisations.yaml: |") })
		if said := strings.Contains(string(objects[at].text), "moves_from: hof"); said != (from != "") {
			t.Errorf("moves_from %q: the program is told: %v", from, said)
		}
	}
}

// TestDatabasesThatCannotBeAreToldInWords, as the program would when it starts.
func TestDatabasesThatCannotBeAreToldInWords(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		path []string
		to   any
		says string
	}{
		"nobody knows it":         {[]string{"database", "own"}, map[string]any{"hof": map[string]any{}}, "zuid-west of Het Veld does not stand under database.own, where there is: hof"},
		"a region over two":       {[]string{"database"}, "hof", "Het Veld and Aan de Vaart are in region Zuid and in two databases (hof, zuid-west)"},
		"a region half in it":     {[]string{"database"}, "", "in two databases (the shared one, zuid-west)"},
		"it leaves what is not":   {[]string{"moves_from"}, "linde", "the database linde, from which rows are moved, does not stand under database.own"},
		"the one of all":          {[]string{"database", "own", "later"}, map[string]any{"host": "pg.zuid.example"}, "database.own.later: this is that of gateway"},
		"the one of a service":    {[]string{"database", "own", "later"}, map[string]any{"host": "pg.zuid.example", "name": "optrek_matching"}, "this is that of matching"},
		"one under two names":     {[]string{"database", "own", "later"}, map[string]any{"host": "pg.stillehof.example", "port": 5434, "name": "netwerk"}, "this is database.own.hof"},
		"a name that is none":     {[]string{"database", "own", "De Hof"}, map[string]any{}, "De Hof"},
		"a name too long":         {[]string{"database", "own", strings.Repeat("a", 21)}, map[string]any{}, strings.Repeat("a", 21)},
		"the name of that of all": {[]string{"database", "own", "shared"}, map[string]any{}, "shared"},
		"elsewhere and made here": {[]string{"database", "own", "later"}, map[string]any{"host": "pg.example.org", "cluster": map[string]any{}}, "own/later"},
		"a port of no server":     {[]string{"database", "own", "later"}, map[string]any{"port": 5433}, "own/later"},
		"what nobody knows":       {[]string{"database", "own", "later"}, map[string]any{"hosts": "pg.example.org"}, "hosts"},
	} {
		values := readValues(t, chartDir+"/ci/own-database.yaml")
		if len(c.path) == 1 { // of the organisation, not of the release
			values["organisations"].([]any)[1].(map[string]any)[c.path[0]] = c.to
		} else {
			set(values, c.path, c.to)
		}
		if _, err := render(values, nil); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want something about %q", name, err, c.says)
		}
	}
}
