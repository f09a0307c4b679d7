package organisation_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/optrek/optrek/services/gateway/internal/organisation"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
)

func good() *organisation.Organisation {
	return &organisation.Organisation{
		ID: "01900000-0000-7000-8000-000000000001", Slug: "lsr", Name: "LSR", Accent: "#a8431c",
		Providers: []*organisation.Provider{{
			Key: "staff", Issuer: "https://login.example.org/lsr", ClientID: "optrek",
			Roles:        map[string]authn.Role{"begeleider": "support_worker", "lead": "network_lead"},
			SecondFactor: organisation.SecondFactor{ACR: []string{"two"}, AMR: []string{"otp", "hwk"}},
		}},
	}
}

// second is another provider of the same organisation.
func second() *organisation.Provider {
	p := *good().Providers[0]
	p.Key, p.Label, p.Issuer = "clients", "Met je kaart", "https://card.example.org"
	return &p
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*organisation.Organisation){
		"id":                              func(o *organisation.Organisation) { o.ID = "1" },
		"id in capitals":                  func(o *organisation.Organisation) { o.ID = "01900000-0000-7000-8000-00000000000A" },
		"slug":                            func(o *organisation.Organisation) { o.Slug = "../lsr" },
		"name":                            func(o *organisation.Organisation) { o.Name = "" },
		"accent":                          func(o *organisation.Organisation) { o.Accent = "red;}" },
		"plain http":                      func(o *organisation.Organisation) { o.Providers[0].Issuer = "http://login.example.org" },
		"no issuer":                       func(o *organisation.Organisation) { o.Providers[0].Issuer = "" },
		"client id":                       func(o *organisation.Organisation) { o.Providers[0].ClientID = "" },
		"second factor":                   func(o *organisation.Organisation) { o.Providers[0].SecondFactor = organisation.SecondFactor{} },
		"no roles":                        func(o *organisation.Organisation) { o.Providers[0].Roles = nil },
		"a machine":                       func(o *organisation.Organisation) { o.Providers[0].Roles["x"] = authn.RoleMachine },
		"nobody to vouch":                 func(o *organisation.Organisation) { o.Providers = nil },
		"two without a name to choose by": func(o *organisation.Organisation) { o.Providers = append(o.Providers, second()) },
		"two of one name": func(o *organisation.Organisation) {
			o.Providers = append(o.Providers, second())
			o.Providers[0].Label, o.Providers[0].Key = "Medewerkers", "clients"
		},
		"one issuer twice": func(o *organisation.Organisation) {
			o.Providers = append(o.Providers, second())
			o.Providers[0].Label, o.Providers[1].Issuer = "Medewerkers", o.Providers[0].Issuer
		},
		"an unknown role": func(o *organisation.Organisation) { o.Providers[0].Roles["x"] = "root" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := good()
			change(o)
			if _, err := organisation.New([]*organisation.Organisation{o}); err == nil {
				t.Error("accepted")
			}
		})
	}
	if _, err := organisation.New(nil); err == nil {
		t.Error("an empty register was accepted")
	}
	twin := good()
	twin.ID, twin.Slug = "01900000-0000-7000-8000-000000000002", "twin"
	if _, err := organisation.New([]*organisation.Organisation{good(), twin}); err == nil {
		t.Error("one issuer for two tenants was accepted")
	}
	if _, err := organisation.New([]*organisation.Organisation{good()}); err != nil {
		t.Errorf("a good one: %v", err)
	}
}

func TestGrantAndSecondFactor(t *testing.T) {
	t.Parallel()
	o := good().Providers[0]
	if got := o.Grant([]string{"lead", "platform_operator", "begeleider", "lead"}); !slices.Equal(got, []authn.Role{"network_lead", "support_worker"}) {
		t.Errorf("granted %v", got)
	}
	for _, tt := range []struct {
		acr  []string
		amr  []string
		want bool
	}{
		{[]string{"two"}, nil, true}, {[]string{"one", "two"}, nil, true}, {nil, []string{"pwd", "hwk"}, true},
		{[]string{"one"}, []string{"pwd"}, false}, {[]string{""}, []string{""}, false}, {nil, nil, false},
	} {
		if got := o.SecondFactor.Met(tt.acr, tt.amr); got != tt.want {
			t.Errorf("acr %v amr %v: %v", tt.acr, tt.amr, got)
		}
	}
}

func TestFromConfig(t *testing.T) {
	t.Parallel()
	base := config.Organisation{
		ID: "01900000-0000-7000-8000-000000000001", Name: "Stichting De Één & Zn.",
		Provider: config.Provider{Issuer: "https://login.example.org", ClientID: "optrek"},
	}
	own := base
	own.ID, own.Issuer, own.Slug = "01900000-0000-7000-8000-000000000002", "https://sso.example.org", "eigen"
	own.Roles = map[string]string{"GRP-Regio": "region_coordinator"}
	own.Label, own.SecondFactor = "Medewerkers (één)", config.SecondFactor{ACR: []string{"urn:two"}}
	own.Providers = []config.Provider{{
		Issuer: "https://two.example.org", ClientID: "optrek", Label: "Anders", Ask: config.Ask{ACRValues: []string{"2", "3"}},
		SignOut: config.SignOutHere,
	}}
	register, err := organisation.FromConfig([]config.Organisation{base, own})
	if err != nil {
		t.Fatal(err)
	}
	usual, ok := register.Find("stichting-de-een-zn")
	if !ok {
		t.Fatalf("slug is %q", register.All()[0].Slug)
	}
	only, ok := usual.Provider("")
	if !ok {
		t.Fatal("an organisation's only provider needs no name")
	}
	if got := only.Grant([]string{"coordinator", "region_coordinator", "platform_operator"}); !slices.Equal(got, []authn.Role{authn.RoleCoordinator}) {
		t.Errorf("by default an issuer gives %v", got)
	}
	if !only.SecondFactor.Met(nil, []string{"pwd", "otp"}) || only.SecondFactor.Met(nil, []string{"pwd"}) {
		t.Error("the usual second factor")
	}
	registered, _ := register.Find(own.ID)
	if _, ok := registered.Provider(""); ok {
		t.Error("one of two was chosen for somebody")
	}
	first, _ := registered.Provider("medewerkers-een")
	other, _ := registered.Provider("anders")
	if first == nil || other == nil {
		t.Fatalf("the providers are called %q and %q", registered.Providers[0].Key, registered.Providers[1].Key)
	}
	if got := first.Grant([]string{"GRP-Regio", "coordinator"}); !slices.Equal(got, []authn.Role{authn.RoleRegionCoordinator}) {
		t.Errorf("with roles of its own an issuer gives %v", got)
	}
	if first.SecondFactor.Met(nil, []string{"otp"}) || !first.SecondFactor.Met([]string{"urn:two"}, nil) {
		t.Error("its own second factor")
	}
	if !other.SecondFactor.Met([]string{"3"}, nil) || other.SecondFactor.Met([]string{"1"}, []string{"otp"}) || !other.StayThere {
		t.Error("what was asked for is what counts")
	}
	if org, p, ok := register.ByIssuer("https://two.example.org"); !ok || org != registered || p != other {
		t.Error("an issuer speaks for one provider of one organisation")
	}
	if _, _, ok := register.ByIssuer("https://three.example.org"); ok || registered.Vouches("https://login.example.org") {
		t.Error("an issuer is believed where it is not registered")
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	token := map[string]any{
		"name": "Els", "email": "els@example.org", "acr": "2", "amr": []any{"pwd", "otp", 7.0}, "roles": "single",
		"realm_access":              map[string]any{"roles": []any{"lead", "begeleider"}},
		"resource_access":           map[string]any{"optrek": map[string]any{"roles": []any{"admin"}}, "op.trek": map[string]any{"roles": []any{"dotted"}}},
		"https://example.org/roles": []any{"at-an-address"}, "groups": map[string]any{"no": "list"}, "upn": "els@work.example.org",
		"acrs": []any{"c1", "c2"}, "nummer": "D7", "client_number": 12.0,
	}
	for name, tt := range map[string]struct {
		paths organisation.Paths
		trust bool
		want  organisation.Said
	}{
		"as usual": {organisation.Paths{}, false,
			organisation.Said{Name: "Els", Roles: []string{"single"}, ACR: []string{"2"}, AMR: []string{"pwd", "otp"}}},
		"Keycloak": {organisation.Paths{Roles: []string{"realm_access.roles", "resource_access.optrek.roles"}}, true,
			organisation.Said{Name: "Els", Email: "els@example.org", Roles: []string{"lead", "begeleider", "admin"}, ACR: []string{"2"}, AMR: []string{"pwd", "otp"}}},
		"Entra ID": {organisation.Paths{Roles: []string{"groups", "roles"}, Email: "upn", ACR: "acrs", AMR: "nothing"}, true,
			organisation.Said{Name: "Els", Email: "els@work.example.org", Roles: []string{"single"}, ACR: []string{"c1", "c2"}}},
		"names with dots": {organisation.Paths{Roles: []string{"https://example.org/roles", "resource_access.op.trek.roles"}, ClientNumber: "nummer"}, false,
			organisation.Said{Name: "Els", Roles: []string{"at-an-address", "dotted"}, ClientNumber: "D7", ACR: []string{"2"}, AMR: []string{"pwd", "otp"}}},
		"nothing there": {organisation.Paths{Roles: []string{"realm_access", "name.roles", "a.b.c"}, Name: "realm_access", ACR: "x", AMR: "y"}, false, organisation.Said{}},
	} {
		p := organisation.Provider{Paths: tt.paths, TrustEmail: tt.trust}
		if got := p.Read(token); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s:\n%+v, want\n%+v", name, got, tt.want)
		}
	}
	token["email_verified"] = true
	if got := (&organisation.Provider{}).Read(token); got.Email != "els@example.org" {
		t.Errorf("a verified address is lost: %+v", got)
	}
}
