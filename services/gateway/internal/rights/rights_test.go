package rights_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	_ "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/erasure/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/personal/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/gateway/internal/rights"
	"github.com/optrek/optrek/services/internal/authn"
)

// texts are the sentences of one language, by RPC: "RecruitmentService.ListClients".
func texts(t *testing.T, language string) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../web/src/i18n/" + language + "/may*.ts")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	found := map[string]string{}
	line := regexp.MustCompile(`(?m)^ +"(\w+Service\.\w+)": "(.+)",$`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range line.FindAllStringSubmatch(string(text), -1) {
			found[m[1]] = m[2]
		}
	}
	return found
}

// Each RPC stands on the page in one plain sentence, in both languages; and no sentence
// is left of an RPC that has gone.
func TestEveryRPCHasItsSentence(t *testing.T) {
	t.Parallel()
	rules, err := rights.All()
	if err != nil {
		t.Fatal(err)
	}
	if len(rules) < 300 {
		t.Fatalf("only %d RPCs: they did not come from the contract", len(rules))
	}
	for _, language := range []string{"nl", "en"} {
		sentences := texts(t, language)
		var names []string
		for _, r := range rules {
			name := r.Service + "." + r.Method
			names = append(names, name)
			if sentence := sentences[name]; !strings.HasSuffix(sentence, ".") || len(strings.Fields(sentence)) > 16 {
				t.Errorf("%s: %s wants one short sentence, has %q: write it in services/gateway/web/src/i18n/%s/may*.ts", language, name, sentence, language)
			}
		}
		for name := range sentences {
			if !slices.Contains(names, name) {
				t.Errorf("%s: %s is no RPC any more", language, name)
			}
		}
	}
}

// Every service has a subject on the page, or its rules would stand nowhere.
func TestEveryServiceHasItsSubject(t *testing.T) {
	t.Parallel()
	rules, err := rights.All()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../web/src/staff/pages/rights/subjects.ts")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules {
		if !strings.Contains(string(text), "  "+r.Service+": ") {
			t.Errorf("%s has no subject in subjects.ts", r.Service)
		}
	}
}

func TestStaffReadTheRulesAndNobodyElse(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		caller authn.Caller
		err    error
		want   int
	}{
		"support worker": {caller: authn.Caller{Roles: []authn.Role{authn.RoleSupportWorker}}, want: http.StatusOK},
		"operator":       {caller: authn.Caller{Roles: []authn.Role{authn.RolePlatformOperator}}, want: http.StatusOK},
		"client":         {caller: authn.Caller{Roles: []authn.Role{authn.RoleClient}}, want: http.StatusForbidden},
		"nobody":         {err: edge.ErrNobody, want: http.StatusUnauthorized},
		"broken":         {err: errors.New("the database is away"), want: http.StatusInternalServerError},
	} {
		handler, err := rights.Handler(func(*http.Request) (authn.Caller, error) { return c.caller, c.err })
		if err != nil {
			t.Fatal(err)
		}
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, rights.Path, nil))
		if answer.Code != c.want {
			t.Errorf("%s: %d, want %d", name, answer.Code, c.want)
		}
		if c.want != http.StatusOK {
			continue
		}
		var told struct{ Rules []rights.Rule }
		if err := json.Unmarshal(answer.Body.Bytes(), &told); err != nil || len(told.Rules) < 300 {
			t.Errorf("%s: %d rules, %v", name, len(told.Rules), err)
		}
		for _, r := range told.Rules {
			if r.Service == "RecruitmentService" && r.Method == "ListClients" && (r.Relation != "reach" || !slices.Contains(r.Roles, authn.RoleSupportWorker) || r.Changes) {
				t.Errorf("%+v", r)
			}
		}
	}
}
