package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/mtls"
)

// onKeys runs optrek keys over a directory with the keys of all services.
func onKeys(t *testing.T) (dir string, run func(wantCode int, args ...string) string) {
	t.Helper()
	dir = t.TempDir()
	t.Setenv("OPTREK_KEYS_DIR", dir)
	if err := authn.EnsureKeys(dir, config.Names()...); err != nil {
		t.Fatal(err)
	}
	return dir, func(want int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if code := optrek.run(t.Context(), append([]string{"keys"}, args...), &out, &out); code != want {
			t.Fatalf("optrek keys %v: exit %d\n%s", args, code, &out)
		}
		return out.String()
	}
}

func TestKeysAreRotatedListedAndPruned(t *testing.T) {
	dir, run := onKeys(t)
	run(0, "rotate")
	run(0, "rotate", "gateway", "--after", "0s")
	list := run(0, "list")
	if strings.Count(list, "gateway") != 3 || strings.Count(list, authn.Waiting) != 5 || strings.Count(list, authn.Past) != 1 || strings.Count(list, "matching") != 2 {
		t.Errorf("list:\n%s", list)
	}
	first := kidOf(t, list, "gateway", "the beginning")
	run(1, "prune", "--keep", "1s")
	if out := run(0, "prune"); !strings.Contains(out, "0 keys removed") {
		t.Errorf("a key that signed until just now went: %s", out)
	}
	run(0, "withdraw", first)
	run(1, "withdraw", first)
	if _, err := os.Stat(filepath.Join(dir, "gateway.key.pem")); !os.IsNotExist(err) {
		t.Errorf("the private half is still there: %v", err)
	}
	for _, wrong := range [][]string{{}, {"turn"}, {"list", "gateway"}, {"withdraw"}, {"rotate", "--after", "soon"}, {"rotate", "--after", "-1s"}, {"dev-certificates"}} {
		if out := run(2, wrong...); !strings.Contains(out, "optrek keys rotate") {
			t.Errorf("%v: %s", wrong, out)
		}
	}
	run(1, "rotate", "printer")
}

// The id of a key is drawn from letters, digits, - and _: whoever has to withdraw one at once gets
// at it also when it looks like an option.
func TestAKeyWhoseIDBeginsWithADash(t *testing.T) {
	const kid = "-LcmvEy0pcfPLfYMH9UvD0iWsfqpUuk3AhE02NRBbkE"
	flags := flag.NewFlagSet("keys", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	secret := flags.String("secret", "", "")
	for _, args := range [][]string{{kid, "--secret", "optrek-keys"}, {"--secret", "optrek-keys", kid}} {
		rest, err := interspersed(flags, args)
		if err != nil || !slices.Equal(rest, []string{kid}) || *secret != "optrek-keys" {
			t.Errorf("%v: rest %v, secret %q, %v", args, rest, *secret, err)
		}
	}
	if _, err := interspersed(flags, []string{"--secrt", "optrek-keys"}); err == nil {
		t.Error("an option that is not there was taken")
	}
	_, run := onKeys(t)
	if out := run(1, "withdraw", kid); !strings.Contains(out, "no key has that kid") {
		t.Errorf("it was not looked for: %s", out)
	}
}

func kidOf(t *testing.T, list, service, from string) string {
	t.Helper()
	for line := range strings.Lines(list) {
		if strings.HasPrefix(line, service) && strings.Contains(line, from) {
			return strings.Fields(line)[1]
		}
	}
	t.Fatalf("no %s from %s in\n%s", service, from, list)
	return ""
}

// A mounted secret is read-only: the outcome is printed and nothing here changes.
func TestKeysOfAMountedSecret(t *testing.T) {
	dir, run := onKeys(t)
	for _, name := range config.Names()[:4] { // what the gateway's pod has: all public keys, its own private ones
		if err := os.Remove(filepath.Join(dir, name+".key.pem")); err != nil {
			t.Fatal(err)
		}
	}
	before := run(0, "list")
	var list struct{ Items []secret }
	if err := json.Unmarshal([]byte(run(0, "rotate", "--secret", "optrek-keys")), &list); err != nil {
		t.Fatal(err)
	}
	if len(list.Items) != 2 || list.Items[0].Metadata["name"] != "optrek-keys" || len(list.Items[0].Data) != 6 ||
		list.Items[1].Metadata["name"] != "optrek-keys-gateway" || len(list.Items[1].Data) != 2 {
		t.Errorf("secrets: %+v", list)
	}
	for name := range list.Items[0].Data {
		if strings.Contains(name, ".key.") {
			t.Errorf("a private key for everybody: %s", name)
		}
	}
	if after := run(0, "list"); after != before {
		t.Errorf("the directory changed:\n%s", after)
	}
	run(1, "rotate", "recruitment")
}

func TestCertificatesForThisMachine(t *testing.T) {
	_, run := onKeys(t)
	dir := filepath.Join(t.TempDir(), "tls")
	run(0, "dev-certificates", dir)
	authority, err := os.ReadFile(filepath.Join(dir, "ca.crt"))
	if err != nil {
		t.Fatal(err)
	}
	run(0, "dev-certificates", dir)
	again, err := os.ReadFile(filepath.Join(dir, "ca.crt"))
	if err != nil || !slices.Equal(authority, again) {
		t.Errorf("the authority was made anew: %v", err)
	}
	for _, name := range config.Names() {
		if _, err := mtls.Open(dir, name, config.Names()); err != nil {
			t.Error(err)
		}
	}
	t.Setenv("OPTREK_ENV", "production")
	run(1, "dev-certificates", t.TempDir())
}
