package signin

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/optrek/optrek/services/gateway/internal/organisation"
	"github.com/optrek/optrek/services/internal/authn"
)

func TestAdmit(t *testing.T) {
	t.Parallel()
	roles := map[string]authn.Role{"lead": authn.RoleNetworkLead}
	for _, r := range authn.Roles() {
		roles[string(r)] = r
	}
	org := &organisation.Organisation{
		ID: "tenant", Issuer: "https://login.example.org", Roles: roles,
		SecondFactor: organisation.SecondFactor{AMR: []string{"otp"}},
	}
	otp := []string{"pwd", "otp"}
	for name, tt := range map[string]struct {
		said claims
		want *failure
	}{
		"staff with a second step":        {claims{Roles: []string{"support_worker", "lead"}, AMR: otp}, nil},
		"staff with a password alone":     {claims{Roles: []string{"support_worker"}, AMR: []string{"pwd"}}, &noSecondFactor},
		"staff saying nothing of how":     {claims{Roles: []string{"coordinator"}}, &noSecondFactor},
		"a client needs no second step":   {claims{Roles: []string{"client"}, AMR: []string{"pin"}}, nil},
		"nobody's role":                   {claims{AMR: otp}, &noRole},
		"a role we do not know":           {claims{Roles: []string{"root"}, AMR: otp}, &noRole},
		"a client who is staff":           {claims{Roles: []string{"client", "coordinator"}, AMR: otp}, &mixedRoles},
		"an operator inside":              {claims{Roles: []string{"platform_operator", "support_worker"}, AMR: otp}, &mixedRoles},
		"an operator":                     {claims{Roles: []string{"platform_operator"}, AMR: otp}, nil},
		"an operator without second step": {claims{Roles: []string{"platform_operator"}}, &noSecondFactor},
	} {
		if _, why := admit(org, "subject", tt.said); why != tt.want {
			t.Errorf("%s: %+v", name, why)
		}
	}
}

func TestAdmitPassesOnOnlyWhatIsVouchedFor(t *testing.T) {
	t.Parallel()
	org := &organisation.Organisation{
		Roles:        map[string]authn.Role{"client": authn.RoleClient, "begeleider": authn.RoleSupportWorker},
		SecondFactor: organisation.SecondFactor{ACR: []string{"two"}},
	}
	staff, _ := admit(org, "s", claims{Roles: []string{"begeleider"}, ACR: "two", Email: "a@example.org", ClientNumber: "D1"})
	if staff.Email != "" || staff.ClientNumber != "" || !slices.Equal(staff.Roles, []authn.Role{authn.RoleSupportWorker}) {
		t.Errorf("passed on %+v", staff)
	}
	verified, _ := admit(org, "s", claims{Roles: []string{"begeleider"}, ACR: "two", Email: "a@example.org", EmailVerified: true})
	client, _ := admit(org, "s", claims{Roles: []string{"client"}, ClientNumber: "D1"})
	if verified.Email != "a@example.org" || client.ClientNumber != "D1" {
		t.Errorf("lost %+v, %+v", verified, client)
	}
}

// In production the cookies are bound to this host, to TLS, and out of reach of scripts.
func TestCookiesOverTLS(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	c := cookies{secure: true}
	c.setSession(w, "value")
	if err := c.setPending(w, pending{State: "s", Nonce: "n", Verifier: "v"}); err != nil {
		t.Fatal(err)
	}
	c.clearSession(w)
	for _, set := range w.Result().Cookies() {
		if !strings.HasPrefix(set.Name, "__Host-optrek") || !set.Secure || !set.HttpOnly ||
			set.SameSite != http.SameSiteLaxMode || set.Path != "/" || set.Domain != "" {
			t.Errorf("%+v", set)
		}
	}
	// The name of development opens nothing over TLS.
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.AddCookie(&http.Cookie{Name: "optrek", Value: "planted"})
	if got := c.session(r); got != "" {
		t.Errorf("read %q", got)
	}
}

// Whatever localPath lets through, a browser on our site stays on our site.
func FuzzLocalPath(f *testing.F) {
	for _, seed := range []string{"/", "//e.x", `/\e.x`, "/\t/e.x", "/%2f/e.x", "/a?b=//e.x", "http:/e.x", "/..//e.x", "/auth/session"} {
		f.Add(seed)
	}
	base, err := url.Parse("https://optrek.example.org/")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, path string) {
		got := localPath(path)
		if got == "" {
			return
		}
		// What browsers do before they read an address.
		seen := strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(strings.TrimSpace(got))
		u, err := base.Parse(seen)
		if err != nil || u.Host != base.Host || u.Scheme != base.Scheme {
			t.Errorf("%q leads to %v (%v)", path, u, err)
		}
	})
}
