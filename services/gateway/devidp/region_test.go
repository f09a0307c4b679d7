package devidp_test

import (
	"testing"

	"github.com/optrek/optrek/services/gateway/devidp"
	"github.com/optrek/optrek/services/internal/config"
)

// The services know the demo organisations from the configuration: the same ones.
func TestTheDemoOrganisationsWorkTogetherAsTheConfigurationSays(t *testing.T) {
	known := config.Config{Env: config.Development}.Neighbours()
	made := devidp.Organisations()
	if len(known) != len(made) {
		t.Fatalf("%d organisations are known, %d can sign in", len(known), len(made))
	}
	for i, o := range made {
		if want := (config.Neighbour{ID: o.ID, Name: o.Name, Region: o.Region}); known[i] != want {
			t.Errorf("known as %+v, signs in as %+v", known[i], want)
		}
	}
}
