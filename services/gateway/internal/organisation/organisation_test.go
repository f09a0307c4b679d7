package organisation_test

import (
	"slices"
	"testing"

	"github.com/optrek/optrek/services/gateway/internal/organisation"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
)

func good() *organisation.Organisation {
	return &organisation.Organisation{
		ID: "01900000-0000-7000-8000-000000000001", Slug: "lsr", Name: "LSR", Accent: "#a8431c",
		Issuer: "https://login.example.org/lsr", ClientID: "optrek",
		Roles:        map[string]authn.Role{"begeleider": "support_worker", "lead": "network_lead"},
		SecondFactor: organisation.SecondFactor{ACR: []string{"two"}, AMR: []string{"otp", "hwk"}},
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*organisation.Organisation){
		"id":              func(o *organisation.Organisation) { o.ID = "1" },
		"id in capitals":  func(o *organisation.Organisation) { o.ID = "01900000-0000-7000-8000-00000000000A" },
		"slug":            func(o *organisation.Organisation) { o.Slug = "../lsr" },
		"name":            func(o *organisation.Organisation) { o.Name = "" },
		"accent":          func(o *organisation.Organisation) { o.Accent = "red;}" },
		"plain http":      func(o *organisation.Organisation) { o.Issuer = "http://login.example.org" },
		"no issuer":       func(o *organisation.Organisation) { o.Issuer = "" },
		"client id":       func(o *organisation.Organisation) { o.ClientID = "" },
		"second factor":   func(o *organisation.Organisation) { o.SecondFactor = organisation.SecondFactor{} },
		"no roles":        func(o *organisation.Organisation) { o.Roles = nil },
		"an unknown role": func(o *organisation.Organisation) { o.Roles["x"] = "root" },
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
	o := good()
	if got := o.Grant([]string{"lead", "platform_operator", "begeleider", "lead"}); !slices.Equal(got, []authn.Role{"network_lead", "support_worker"}) {
		t.Errorf("granted %v", got)
	}
	for _, tt := range []struct {
		acr  string
		amr  []string
		want bool
	}{{"two", nil, true}, {"", []string{"pwd", "hwk"}, true}, {"one", []string{"pwd"}, false}, {"", nil, false}} {
		if got := o.SecondFactor.Met(tt.acr, tt.amr); got != tt.want {
			t.Errorf("acr %q amr %v: %v", tt.acr, tt.amr, got)
		}
	}
}

func TestFromConfig(t *testing.T) {
	t.Parallel()
	base := config.Organisation{
		ID: "01900000-0000-7000-8000-000000000001", Name: "Stichting De Één & Zn.",
		Issuer: "https://login.example.org", ClientID: "optrek",
	}
	own := base
	own.ID, own.Issuer, own.Slug = "01900000-0000-7000-8000-000000000002", "https://sso.example.org", "eigen"
	own.Roles = map[string]string{"GRP-Regio": "region_coordinator"}
	own.SecondFactor = config.SecondFactor{ACR: []string{"urn:two"}}
	register, err := organisation.FromConfig([]config.Organisation{base, own})
	if err != nil {
		t.Fatal(err)
	}
	usual, ok := register.Find("stichting-de-een-zn")
	if !ok {
		t.Fatalf("slug is %q", register.All()[0].Slug)
	}
	if got := usual.Grant([]string{"coordinator", "region_coordinator", "platform_operator"}); !slices.Equal(got, []authn.Role{authn.RoleCoordinator}) {
		t.Errorf("by default an issuer gives %v", got)
	}
	if !usual.SecondFactor.Met("", []string{"pwd", "otp"}) || usual.SecondFactor.Met("", []string{"pwd"}) {
		t.Error("the usual second factor")
	}
	registered, _ := register.Find(own.ID)
	if got := registered.Grant([]string{"GRP-Regio", "coordinator"}); !slices.Equal(got, []authn.Role{authn.RoleRegionCoordinator}) {
		t.Errorf("with roles of its own an issuer gives %v", got)
	}
	if registered.SecondFactor.Met("", []string{"otp"}) || !registered.SecondFactor.Met("urn:two", nil) {
		t.Error("its own second factor")
	}
}
