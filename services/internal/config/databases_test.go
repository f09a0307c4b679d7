package config

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	linde = "01900000-0000-7000-8000-0000000000c1"
	vaart = "01900000-0000-7000-8000-0000000000c2"
)

func parsed(t *testing.T, first, second string, more map[string]string) (Config, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "o.yaml")
	text := "organisations:\n  - {id: " + linde + ", name: De Linde, " + first + "}\n  - {id: " + vaart + ", name: De Vaart, " + second + "}\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	environment := map[string]string{"OPTREK_ORGANISATIONS": file, "OPTREK_DATABASE_URL": "postgres://h/all"}
	for k, v := range more {
		environment[k] = v
	}
	return Parse(environment)
}

func TestAnOrganisationHasItsOwnDatabase(t *testing.T) {
	c, err := parsed(t, "database: de-linde", "region: Zuid", map[string]string{
		"OPTREK_DATABASE_URL__DE_LINDE": "postgres://h/linde", "OPTREK_MATCHING_DATABASE_URL__DE_LINDE": "postgres://h/linde_matching",
	})
	if err != nil {
		t.Fatal(err)
	}
	for service, want := range map[string]string{"recruitment": "postgres://h/linde", "matching": "postgres://h/linde_matching", "gateway": "", "vault": ""} {
		all, err := c.Databases(service)
		if err != nil || all[0].URL != "postgres://h/all" || all[0].Name != "" {
			t.Fatalf("%s: %v %v", service, all, err)
		}
		switch {
		case want == "" && len(all) != 1:
			t.Errorf("%s has more than the shared one: %v", service, all)
		case want != "" && (len(all) != 2 || all[1].URL != want || all[1].Name != "de-linde" || !slices.Equal(all[1].Organisations, []string{linde})):
			t.Errorf("%s: %v", service, all)
		}
	}
}

// One that it moves out of is known to everybody until that is done, and nobody stands in it.
func TestAnOrganisationMovesOut(t *testing.T) {
	c, err := parsed(t, "moves_from: de-linde", "region: Zuid", map[string]string{"OPTREK_DATABASE_URL__DE_LINDE": "postgres://h/linde"})
	if err != nil {
		t.Fatal(err)
	}
	all, err := c.Databases("recruitment")
	if err != nil || len(all) != 2 || all[1].Name != "de-linde" || len(all[1].Organisations) != 0 {
		t.Errorf("%v %v", all, err)
	}
}

func TestDatabasesThatCannotBe(t *testing.T) {
	url := map[string]string{"OPTREK_DATABASE_URL__A": "postgres://h/a"}
	for name, tt := range map[string]struct {
		first, second string
		more          map[string]string
		said          string
	}{
		"one region in two":        {"region: Zuid, database: a", "region: Zuid", url, "are in region Zuid and in two databases"},
		"a name that is no name":   {"database: A_b", "slug: x", nil, "De Linde: database: want small letters"},
		"moves to where it is":     {"database: a, moves_from: a", "slug: x", url, "De Linde: moves_from: want the database its rows come from"},
		"moves from no name":       {"moves_from: A_b", "slug: x", nil, "De Linde: moves_from: want small letters"},
		"the name of the shared":   {"database: shared", "slug: x", nil, "not \"shared\""},
		"a URL that is none":       {"database: a", "slug: x", map[string]string{"OPTREK_DATABASE_URL__A": "mysql://geheim"}, "OPTREK_DATABASE_URL__A: want postgres://"},
		"a URL nobody has":         {"slug: y", "slug: x", url, "OPTREK_DATABASE_URL__A: no organisation"},
		"of a part that is shared": {"database: a", "slug: x", map[string]string{"OPTREK_GATEWAY_DATABASE_URL__A": "postgres://h/a"}, "OPTREK_GATEWAY_DATABASE_URL__A: there is no service"},
	} {
		if _, err := parsed(t, tt.first, tt.second, tt.more); err == nil || !strings.Contains(err.Error(), tt.said) || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, tt := range map[string]struct {
		more map[string]string
		said string
	}{
		"no URL":               {nil, "set OPTREK_ACTIVITY_DATABASE_URL__A or OPTREK_DATABASE_URL__A, for the organisations with database: a"},
		"that of the shared":   {map[string]string{"OPTREK_DATABASE_URL__A": "postgres://h/all"}, "has the URL of another one"},
		"of another part only": {map[string]string{"OPTREK_MATCHING_DATABASE_URL__A": "postgres://h/a"}, "OPTREK_ACTIVITY_DATABASE_URL__A"},
	} {
		c, err := parsed(t, "database: a, region: Zuid", "database: a, region: Zuid", tt.more)
		if err != nil {
			t.Fatal(name, err)
		}
		if _, err := c.Databases("activity"); err == nil || !strings.Contains(err.Error(), tt.said) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
