package config_test

import (
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/config"
)

func TestNothingSetIsDevelopment(t *testing.T) {
	t.Parallel()
	c, err := config.Parse(map[string]string{})
	if err != nil {
		t.Fatal(err)
	}
	if c.IsProduction() || c.HTTPAddr != "127.0.0.1:8080" || c.DataDir != ".data" || c.KeysDir != ".data/keys" {
		t.Errorf("%+v", c)
	}
	if _, err := c.Database("matching"); err == nil || !strings.Contains(err.Error(), "OPTREK_MATCHING_DATABASE_URL") {
		t.Errorf("a missing database is told as %v", err)
	}
}

func TestPerService(t *testing.T) {
	t.Parallel()
	c, err := config.Parse(map[string]string{
		"OPTREK_ENV":                   "production",
		"OPTREK_LOG_LEVEL":             "warn",
		"OPTREK_DATABASE_URL":          "postgres://all/optrek",
		"OPTREK_MATCHING_DATABASE_URL": "postgres://own/optrek",
		"OPTREK_MATCHING_ADDR":         ":9090",
		"OPTREK_MATCHING_TARGET":       "dns:///matching:9090",
		"OPTREK_ACTIVITY_ADDR":         "127.0.0.1:9091",
		"OPTREK_GATEWAY_SERVICE_HOST":  "10.0.0.1", // what Kubernetes adds by itself is no error
	})
	if err != nil {
		t.Fatal(err)
	}
	own, _ := c.Database("matching")
	shared, _ := c.Database("activity")
	for got, want := range map[string]string{
		own:                      "postgres://own/optrek",
		shared:                   "postgres://all/optrek",
		c.ListenAddr("matching"): ":9090",
		c.DialTarget("matching"): "dns:///matching:9090",
		c.DialTarget("activity"): "passthrough:///127.0.0.1:9091",
		c.LogLevel.String():      slog.LevelWarn.String(),
		c.ListenAddr("gateway"):  c.DialTarget("gateway"),
		c.Service("nobody").Addr: "",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestSocketFitsUnderALongDirectory(t *testing.T) {
	t.Parallel()
	c, err := config.Parse(map[string]string{"OPTREK_DATA_DIR": "/" + strings.Repeat("long/", 40)})
	if err != nil {
		t.Fatal(err)
	}
	if addr := strings.TrimPrefix(c.ListenAddr("recruitment"), "unix://"); len(addr) > 103 || !filepath.IsAbs(addr) {
		t.Errorf("%s has %d bytes", addr, len(addr))
	}
}

func TestAWrongValueNamesItsVariable(t *testing.T) {
	t.Parallel()
	for variable, value := range map[string]string{
		"OPTREK_ENV":                   "staging",
		"OPTREK_HTTP_ADDR":             "8080",
		"OPTREK_PUBLIC_URL":            "https://optrek.example.org/app",
		"OPTREK_SESSION_IDLE":          "0s",
		"OPTREK_SESSION_MAX":           "1m",
		"OPTREK_METRICS_ADDR":          "here:there:9",
		"OPTREK_LOG_LEVEL":             "loud",
		"OPTREK_DRAIN_DELAY":           "-1s",
		"OPTREK_DRAIN_TIMEOUT":         "soon",
		"OPTREK_DATABASE_URL":          "mysql://u:geheim@h/d",
		"OPTREK_MATCHING_DATABASE_URL": "postgres://u:geheim@h:x/d",
		"OPTREK_ACTIVITY_ADDR":         "unix:relative",
		"OPTREK_ORGANISATIONS":         "/nowhere/organisations.yaml",
		"OPTREK_SMTP_ADDR":             "mail.example.org",
		"OPTREK_SMTP_TLS":              "perhaps",
		"OPTREK_MAIL_FROM":             "geheim",
	} {
		_, err := config.Parse(map[string]string{variable: value})
		if err == nil {
			t.Errorf("%s=%s is accepted", variable, value)
			continue
		}
		text := err.Error()
		if !strings.Contains(text, variable+":") || strings.Contains(text, "\n") || strings.Contains(text, "geheim") {
			t.Errorf("%s=%s is told as %q", variable, value, text)
		}
	}
}

func TestMail(t *testing.T) {
	t.Parallel()
	secret := filepath.Join(t.TempDir(), "secret")
	write(t, secret, "geheim\n")
	tidy := map[string]string{
		"OPTREK_SMTP_ADDR": "mail.example.org:587", "OPTREK_MAIL_FROM": "Optrek <optrek@example.org>",
		"OPTREK_SMTP_USERNAME": "optrek", "OPTREK_SMTP_PASSWORD_FILE": secret,
	}
	c, err := config.Parse(tidy)
	if err != nil || c.Mail.Password != "geheim" || c.Mail.SMTPTLS != config.StartTLS {
		t.Fatalf("%v, TLS %q", err, c.Mail.SMTPTLS)
	}
	for variable, value := range map[string]string{
		"OPTREK_MAIL_FROM":          "", // a letter comes from somewhere
		"OPTREK_SMTP_TLS":           config.NoTLS,
		"OPTREK_SMTP_PASSWORD_FILE": "/nowhere/secret",
	} {
		broken := maps.Clone(tidy)
		broken[variable] = value
		if _, err := config.Parse(broken); err == nil || !strings.Contains(err.Error(), variable+":") {
			t.Errorf("%s=%q is told as %v", variable, value, err)
		}
	}
	tidy["OPTREK_SMTP_ADDR"], tidy["OPTREK_SMTP_TLS"] = "127.0.0.1:1025", config.NoTLS
	if _, err := config.Parse(tidy); err != nil {
		t.Errorf("a server on this machine needs no TLS: %v", err)
	}
}

const tidy = `organisations:
- id: 0197a0c4-0000-7000-8000-000000000001
  name: De Linde
  region: Noord
  issuer: https://login.example.org
  client_id: optrek
  client_secret_file: SECRET
  accent: "#0a6b5e"
  slug: linde
  roles:
    begeleiders: support_worker
  second_factor:
    amr: [otp]
  retention: {client: 36, import: 0}
`

func TestOrganisations(t *testing.T) {
	t.Parallel()
	parse := func(text, environment string) (config.Config, error) {
		dir := t.TempDir()
		secret, file := filepath.Join(dir, "secret"), filepath.Join(dir, "organisations.yaml")
		write(t, secret, "geheim\n")
		write(t, file, strings.ReplaceAll(text, "SECRET", secret))
		return config.Parse(map[string]string{"OPTREK_ORGANISATIONS": file, "OPTREK_ENV": environment})
	}
	c, err := parse(tidy, "production")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Organisations) != 1 || c.Organisations[0].ClientSecret != "geheim" || c.Organisations[0].Name != "De Linde" ||
		c.Organisations[0].Roles["begeleiders"] != "support_worker" || len(c.Organisations[0].SecondFactor.AMR) != 1 {
		t.Errorf("%+v", c.Organisations)
	}
	if linde := c.Organisations[0].ID; c.Retention().Of(linde, "client") != 36 || c.Retention().Of(linde, "import") != 0 || c.Retention().Of(linde, "match") != 24 {
		t.Errorf("kept for %v", c.Retention())
	}
	for what, change := range map[string][2]string{
		"id is none":                  {"0197a0c4-0000", "x"},
		"misspelt field":              {"region:", "regoin:"},
		"plain http":                  {"https:", "http:"},
		"no client":                   {"client_id: optrek", "client_id: ''"},
		"no name":                     {"De Linde", "''"},
		"no colour":                   {"#0a6b5e", "green"},
		"two secrets":                 {"accent:", "client_secret: x\n  accent:"},
		"secret not there":            {"SECRET", "/nowhere/secret"},
		"the same one twice":          {"organisations:\n", tidy},
		"an empty secret":             {"SECRET", "/dev/null"},
		"an age of seconds":           {"slug:", "ask: {max_age: 5s}\n  slug:"},
		"a value of two words":        {"slug:", "ask: {acr_values: [one two]}\n  slug:"},
		"an empty scope":              {"slug:", "ask: {scopes: ['']}\n  slug:"},
		"no JSON":                     {"slug:", "ask: {claims: 'acrs'}\n  slug:"},
		"a path with a hole":          {"slug:", "claims: {roles: [realm_access..roles]}\n  slug:"},
		"a path that is a sentence":   {"slug:", "claims: {name: the name}\n  slug:"},
		"a claim nobody knows of":     {"slug:", "claims: {role: roles}\n  slug:"},
		"roles from somewhere":        {"slug:", "roles_from: everywhere\n  slug:"},
		"signing out somewhere":       {"slug:", "sign_out: everywhere\n  slug:"},
		"kept for too short":          {"client: 36", "audit: 12"},
		"a kind that is not kept":     {"client: 36", "clients: 36"},
		"kept for a while":            {"client: 36", "client: long"},
		"fields without a provider":   {"issuer: https://login.example.org", "issuer: ''"},
		"a second one without client": {"slug:", "providers: [{issuer: 'https://two.example.org'}]\n  slug:"},
		"a second one over http":      {"slug:", "providers: [{issuer: 'http://two.example.org', client_id: o}]\n  slug:"},
	} {
		if _, err := parse(strings.Replace(tidy, change[0], change[1], 1), "production"); err == nil {
			t.Errorf("%s: accepted", what)
		}
	}
	if _, err := parse(strings.Replace(tidy, "https:", "http:", 1), "development"); err != nil {
		t.Errorf("development with http: %v", err)
	}
}

// Everything that can be said of a provider, as an organisation with two would say it.
const two = `organisations:
- id: 0197a0c4-0000-7000-8000-000000000001
  name: De Linde
  providers:
  - issuer: https://login.example.org/realms/linde
    client_id: optrek
    client_secret_file: SECRET
    provider: personeel
    provider_label: Medewerkers
    roles: {begeleiders: support_worker}
    claims:
      roles: [realm_access.roles, groups]
      name: display_name
      email: upn
      trust_email: true
      userinfo: true
      acr: acrs
    ask:
      acr_values: ["2"]
      max_age: 8h
      scopes: [roles]
      claims: '{"id_token":{"acrs":{"essential":true,"value":"c1"}}}'
    sign_out: here
  - issuer: https://kaart.example.org
    client_id: optrek-2
    claims: {client_number: "https://example.org/nummer"}
`

// What we show as an example is read as strictly as anything else.
func TestTheExampleIsTidy(t *testing.T) {
	t.Parallel()
	example, err := os.ReadFile("../../../deploy/docs/organisations.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"linde", "eik", "beuk"} {
		write(t, filepath.Join(dir, name), "geheim")
	}
	file := filepath.Join(dir, "organisations.yaml")
	write(t, file, strings.ReplaceAll(string(example), "/etc/optrek/secrets", dir))
	c, err := config.Parse(map[string]string{"OPTREK_ORGANISATIONS": file, "OPTREK_ENV": "production"})
	if err != nil || len(c.Organisations) != 3 || len(c.Organisations[2].SignIn()) != 2 {
		t.Errorf("%+v, %v", c.Organisations, err)
	}
}

func TestSeveralProviders(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	secret, file := filepath.Join(dir, "secret"), filepath.Join(dir, "organisations.yaml")
	write(t, secret, "geheim\n")
	write(t, file, strings.ReplaceAll(two, "SECRET", secret))
	c, err := config.Parse(map[string]string{"OPTREK_ORGANISATIONS": file, "OPTREK_ENV": "production"})
	if err != nil {
		t.Fatal(err)
	}
	all := c.Organisations[0].SignIn()
	if len(all) != 2 || all[0].ClientSecret != "geheim" || all[0].Ask.MaxAge != 8*time.Hour || all[0].Claims.Roles[0] != "realm_access.roles" ||
		!all[0].Claims.TrustEmail || all[0].SignOut != config.SignOutHere || all[1].ClientID != "optrek-2" {
		t.Errorf("%+v", all)
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestOutside(t *testing.T) {
	t.Parallel()
	c, err := config.Parse(map[string]string{
		"OPTREK_ENV": "production", "OPTREK_TRUSTED_PROXIES": "10.1.2.3/8, fd00::/8", "OPTREK_RATE_CHANGES": "0",
		"OPTREK_SECURITY_CONTACT": "mailto:veilig@example.org, https://example.org/veilig", "OPTREK_SECURITY_EXPIRES": "2027-01-31",
		"OPTREK_HTTP_TLS_DIR": "/tls", "OPTREK_SECURITY_LANGUAGES": "nl, fy",
	})
	if err != nil {
		t.Fatal(err)
	}
	o := c.Outside
	if len(o.Proxies) != 2 || o.Proxies[0].String() != "10.0.0.0/8" || o.RateSignIn != 120 || o.RateChanges != 0 ||
		len(o.SecurityContact) != 2 || o.Until.Year() != 2027 || o.SecurityLanguages[1] != "fy" || c.PublicURL != "https://127.0.0.1:8080" {
		t.Errorf("%+v", o)
	}
	if c, err := config.Parse(map[string]string{}); err != nil || c.Outside.RateSignIn != 0 || c.Outside.RateChanges != 0 {
		t.Errorf("in development: %+v, %v", c.Outside, err)
	}
	for name, value := range map[string]string{
		"TRUSTED_PROXIES": "10.0.0.1", "RATE_SIGN_IN": "-2", "RATE_CHANGES": "many", "SECURITY_CONTACT": "veilig@example.org",
		"SECURITY_EXPIRES": "soon", "SECURITY_LANGUAGES": "nederlands!", "SECURITY_POLICY": "http://example.org/",
	} {
		_, err := config.Parse(map[string]string{"OPTREK_" + name: value})
		if err == nil || !strings.Contains(err.Error(), "OPTREK_"+name) || strings.Contains(err.Error(), value) {
			t.Errorf("%s=%s: %v", name, value, err)
		}
	}
	if _, err := config.Parse(map[string]string{"OPTREK_HTTP_TLS_DIR": "/tls", "OPTREK_PUBLIC_URL": "http://127.0.0.1:8080"}); err == nil {
		t.Error("TLS and a public address without it")
	}
}
