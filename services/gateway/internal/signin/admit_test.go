package signin

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/optrek/optrek/services/gateway/internal/organisation"
	"github.com/optrek/optrek/services/gateway/internal/provider"
	"github.com/optrek/optrek/services/internal/authn"
)

func TestAdmit(t *testing.T) {
	t.Parallel()
	roles := map[string]authn.Role{"lead": authn.RoleNetworkLead}
	for _, r := range authn.Roles() {
		roles[string(r)] = r
	}
	org := &organisation.Organisation{ID: "tenant"}
	with := &organisation.Provider{
		Issuer: "https://login.example.org", Roles: roles, SecondFactor: organisation.SecondFactor{AMR: []string{"otp"}},
	}
	otp := []string{"pwd", "otp"}
	for name, tt := range map[string]struct {
		said organisation.Said
		want failure
	}{
		"staff with a second step":        {organisation.Said{Roles: []string{"support_worker", "lead"}, AMR: otp}, ""},
		"staff with a password alone":     {organisation.Said{Roles: []string{"support_worker"}, AMR: []string{"pwd"}}, noSecondFactor},
		"staff saying nothing of how":     {organisation.Said{Roles: []string{"coordinator"}}, noSecondFactor},
		"a client needs no second step":   {organisation.Said{Roles: []string{"client"}, AMR: []string{"pin"}}, ""},
		"nobody's role":                   {organisation.Said{AMR: otp}, noRole},
		"a role we do not know":           {organisation.Said{Roles: []string{"root"}, AMR: otp}, noRole},
		"a client who is staff":           {organisation.Said{Roles: []string{"client", "coordinator"}, AMR: otp}, mixedRoles},
		"an operator inside":              {organisation.Said{Roles: []string{"platform_operator", "support_worker"}, AMR: otp}, mixedRoles},
		"an operator":                     {organisation.Said{Roles: []string{"platform_operator"}, AMR: otp}, ""},
		"an operator without second step": {organisation.Said{Roles: []string{"platform_operator"}}, noSecondFactor},
	} {
		if _, why := admit(org, with, provider.Proof{Subject: "subject", Said: tt.said}); why != tt.want {
			t.Errorf("%s: %q, want %q", name, why, tt.want)
		}
	}
}

// Where the directory's groups give the roles, the token's own are not believed; the
// second step is asked all the same, and an operator or a client is what the token says.
func TestAdmitWithRolesFromTheDirectory(t *testing.T) {
	t.Parallel()
	roles := map[string]authn.Role{}
	for _, r := range authn.Roles() {
		roles[string(r)] = r
	}
	for name, tt := range map[string]struct {
		from        organisation.RolesFrom
		said        organisation.Said
		want        failure
		roles       []authn.Role
		byDirectory bool
	}{
		"no role in the token":        {organisation.FromDirectory, organisation.Said{AMR: []string{"otp"}}, "", nil, true},
		"the token says coordinator":  {organisation.FromDirectory, organisation.Said{Roles: []string{"coordinator"}, AMR: []string{"otp"}}, "", nil, true},
		"without a second step":       {organisation.FromDirectory, organisation.Said{Roles: []string{"coordinator"}}, noSecondFactor, nil, false},
		"both":                        {organisation.FromBoth, organisation.Said{Roles: []string{"coordinator"}, AMR: []string{"otp"}}, "", []authn.Role{"coordinator"}, true},
		"a client":                    {organisation.FromDirectory, organisation.Said{Roles: []string{"client"}}, "", []authn.Role{"client"}, false},
		"an operator":                 {organisation.FromBoth, organisation.Said{Roles: []string{"platform_operator"}, AMR: []string{"otp"}}, "", []authn.Role{"platform_operator"}, false},
		"only the token, as is usual": {organisation.FromClaims, organisation.Said{Roles: []string{"coordinator"}, AMR: []string{"otp"}}, "", []authn.Role{"coordinator"}, false},
	} {
		with := &organisation.Provider{Roles: roles, SecondFactor: organisation.SecondFactor{AMR: []string{"otp"}}, RolesFrom: tt.from}
		a, why := admit(&organisation.Organisation{ID: "tenant"}, with, provider.Proof{Said: tt.said})
		if why != tt.want || !slices.Equal(a.Roles, tt.roles) || a.ByDirectory != tt.byDirectory {
			t.Errorf("%s: %+v, %q", name, a, why)
		}
	}
}

func TestAdmitPassesOnOnlyWhatIsVouchedFor(t *testing.T) {
	t.Parallel()
	org := &organisation.Organisation{ID: "tenant"}
	with := &organisation.Provider{
		Roles:        map[string]authn.Role{"client": authn.RoleClient, "begeleider": authn.RoleSupportWorker},
		SecondFactor: organisation.SecondFactor{ACR: []string{"two"}},
	}
	two := []string{"two"}
	staff, _ := admit(org, with, provider.Proof{Said: organisation.Said{Roles: []string{"begeleider", "root"}, ACR: two, ClientNumber: "D1"}})
	if staff.ClientNumber != "" || !slices.Equal(staff.Roles, []authn.Role{authn.RoleSupportWorker}) {
		t.Errorf("passed on %+v", staff)
	}
	client, _ := admit(org, with, provider.Proof{Said: organisation.Said{Roles: []string{"client"}, ClientNumber: "D1"}})
	if client.ClientNumber != "D1" {
		t.Errorf("lost %+v", client)
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
