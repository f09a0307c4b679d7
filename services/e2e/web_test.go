package e2e

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
)

// The journeys in a real browser, at phone and desktop width, with axe on every
// page. They are written where the pages are: services/gateway/web/e2e/journeys.
// Screenshots are kept in services/gateway/web/.artefacts: of every page with -v (as
// `make e2e` runs it), otherwise of what went wrong.
//
// This file comes last, so that these journeys come after the tests that count what
// came in and search what was kept: people type names into free text.
func TestJourneysInABrowser(t *testing.T) {
	page, _, err := signIn(t, "lsr", "koen").Raw(t.Context(), "/")
	if err != nil || page != 200 {
		t.Fatalf("the web app is not built in: status %d, %v; run `make web`", page, err)
	}
	var out bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "node", "e2e/run.mjs", system.base)
	cmd.Dir = "../gateway/web"
	if !testing.Verbose() {
		cmd.Env = append(os.Environ(), "SHOTS=failed")
	}
	cmd.Stdout, cmd.Stderr = &out, &out
	err = cmd.Run()
	t.Log("\n" + out.String())
	if err != nil {
		t.Fatal(err)
	}
}
