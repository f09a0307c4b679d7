package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/mtls"
	"github.com/optrek/optrek/services/internal/pgtest"
)

// What `optrek keys new` prints is what the chart asks for, and opens with what reads it.
func TestAFirstSetOfKeys(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	args := []string{"keys", "new", "--secret", "k", "--certificates", "c", "--logins", "l"}
	if code := optrek.run(t.Context(), args, &out, &out); code != 0 {
		t.Fatal(out.String())
	}
	var list struct{ Items []secret }
	if err := json.Unmarshal(out.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	found := map[string]map[string][]byte{}
	for _, s := range list.Items {
		found[s.Metadata["name"]] = s.Data
	}
	for _, service := range config.Names() {
		room := lay(t, found["k"], found["k-"+service])
		if _, err := authn.LoadSigner(room, service); err != nil {
			t.Error(err)
		}
		for _, other := range config.Names() {
			if _, err := authn.LoadSigner(room, other); (err == nil) != (other == service) {
				t.Errorf("%s can sign as %s: %v", service, other, err)
			}
		}
		if _, err := mtls.Open(lay(t, found["c-"+service]), service, config.Names()); err != nil {
			t.Error(err)
		}
	}
	if _, err := auditlog.LoadKey(lay(t, found["k-audit"])); err != nil {
		t.Error(err)
	}
	for _, name := range append(config.Names(), "vault", "owner") {
		if len(found["l-"+name]["password"]) < 32 || !strings.HasPrefix(string(found["l-"+name]["username"]), "optrek_"+name) {
			t.Errorf("login of %s: %q", name, found["l-"+name]["username"])
		}
	}
	if len(found["k-card"]["card.key"]) == 0 || len(found["k-push"]["push.key"]) == 0 || len(list.Items) != 1+5+3+5+7 {
		t.Errorf("%d secrets", len(list.Items))
	}
}

// lay puts the content of secrets into a directory, as a volume does.
func lay(t *testing.T, secrets ...map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for _, data := range secrets {
		for name, text := range data {
			if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

func TestTry(t *testing.T) {
	t.Parallel()
	wants := http.StatusServiceUnavailable // the first time; then it is ready
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Host != "optrek.example.org" {
			wants = http.StatusMisdirectedRequest
		}
		w.WriteHeader(wants)
		wants = http.StatusOK
	}))
	defer server.Close()
	var out bytes.Buffer
	at := strings.TrimPrefix(server.URL, "http://")
	if err := try(t.Context(), []string{"--at", at, "http://optrek.example.org/healthz/ready"}, &out); err != nil {
		t.Error(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := try(ended, []string{server.URL}, &out); err == nil {
		t.Error("what does not answer is fine")
	}
	if err := try(t.Context(), nil, &out); err == nil {
		t.Error("no address is fine")
	}
}

// A service waits for its tables, says for what, and goes on when they are there.
func TestAwait(t *testing.T) {
	database := pgtest.New(t)
	t.Setenv("OPTREK_DATABASE_URL", database.OwnerURL)
	out := await("gateway waits: open gateway")
	done := make(chan error, 1)
	go func() { done <- awaitTables(t.Context(), optrek.doors, "gateway", out) }()
	<-out.found
	if err := migrate(t.Context(), schemas(optrek.doors), []string{"gateway", "vault"}, out); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil || !strings.Contains(out.String(), "the tables are there") {
		t.Errorf("%v\n%s", err, out)
	}
	if err := awaitTables(t.Context(), optrek.doors, "printer", out); err == nil {
		t.Error("there is no service printer")
	}
}

// TestWhatIsNewOnlyAdds reads every migration that pods of the version before may meet.
func TestWhatIsNewOnlyAdds(t *testing.T) {
	t.Parallel()
	for _, s := range schemas(optrek.doors) {
		pgtest.OnlyAdds(t, s.Name, s.Migrations, s.Since)
	}
}
