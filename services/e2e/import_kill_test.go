package e2e

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

const killedRows = 5000

// A process that is killed half-way through a file, with everything in it, goes on by
// itself where it was: every row comes in once. Killed while that is taken back, the same.
func TestAnImportGoesOnAfterTheProcessIsKilled(t *testing.T) {
	binary, dir := build(t), t.TempDir()
	first := startBinary(t, binary, dir)
	coordinator := asTess(t, first)
	var file strings.Builder
	file.WriteString("Cliëntnummer;Roepnaam;Achternaam;Locatie;E-mail begeleider\n")
	for n := range killedRows {
		fmt.Fprintf(&file, "Q%d;Verzonnen;Nummer;De Brug;b%d@example.org\n", n, n%20)
	}
	i := &recruitmentv1.Import{}
	must(t, coordinator.Post(t.Context(), "/api/v1/imports", &recruitmentv1.PrepareImportRequest{Content: []byte(file.String())}, i))
	id := i.GetId()
	must(t, coordinator.Post(t.Context(), "/api/v1/imports/"+id+":start", &recruitmentv1.ChangeImportRequest{Etag: i.GetEtag()}, i))
	i = follow(t, coordinator, id, func(i *recruitmentv1.Import) bool { return i.GetRowsHandled() >= killedRows/5 })
	first.kill(t)
	if i.GetState() != recruitmentv1.Import_STATE_RUNNING || i.GetRowsHandled() == killedRows {
		t.Fatalf("it was not half-way when it was killed: %s, %d rows", i.GetState(), i.GetRowsHandled())
	}

	second := startBinary(t, binary, dir)
	coordinator = asTess(t, second)
	i = follow(t, coordinator, id, standing)
	if i.GetState() != recruitmentv1.Import_STATE_DONE || i.GetRowsCreated() != killedRows || i.GetRowsHandled() != killedRows {
		t.Errorf("after the restart: %s, %s", i.GetState(), summary(i))
	}
	if different, all := fromTheFile(t, coordinator); different != killedRows || all != killedRows {
		t.Errorf("%d clients with %d numbers, want %d of each", all, different, killedRows)
	}

	must(t, coordinator.Post(t.Context(), "/api/v1/imports/"+id+":undo", &recruitmentv1.ChangeImportRequest{Etag: i.GetEtag()}, i))
	follow(t, coordinator, id, func(i *recruitmentv1.Import) bool { return i.GetRowsHandled() >= killedRows/5 })
	second.kill(t)
	third := startBinary(t, binary, dir)
	coordinator = asTess(t, third)
	if i = follow(t, coordinator, id, standing); i.GetState() != recruitmentv1.Import_STATE_UNDONE || len(i.GetKeptClientIds()) != 0 {
		t.Errorf("after undoing: %v", i)
	}
	if _, all := fromTheFile(t, coordinator); all != 0 {
		t.Errorf("%d of the file are still there", all)
	}
	third.stop(t)
}

// kill ends it as a machine that loses its power does.
func (r *run) kill(t *testing.T) {
	t.Helper()
	must(t, r.cmd.Process.Kill())
	<-r.ended
}

func asTess(t *testing.T, r *run) *apiclient.Client {
	t.Helper()
	c, err := apiclient.SignIn(t.Context(), r.base, "dichterbij", "tess")
	must(t, err)
	return c
}

func standing(i *recruitmentv1.Import) bool {
	return i.GetState() != recruitmentv1.Import_STATE_RUNNING && i.GetState() != recruitmentv1.Import_STATE_UNDOING
}

// follow asks how far an import is until it is far enough.
func follow(t *testing.T, coordinator *apiclient.Client, id string, far func(*recruitmentv1.Import) bool) *recruitmentv1.Import {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for {
		i := &recruitmentv1.Import{}
		must(t, coordinator.Get(ctx, "/api/v1/imports/"+id, i))
		if far(i) || standing(i) {
			return i
		}
		<-again.C
	}
}

// fromTheFile counts the clients that came by the file, and their numbers.
func fromTheFile(t *testing.T, coordinator *apiclient.Client) (different, all int) {
	t.Helper()
	numbers, token := map[string]bool{}, ""
	for {
		page := &recruitmentv1.ListClientsResponse{}
		must(t, coordinator.Get(t.Context(), "/api/v1/clients?pageSize=500&pageToken="+url.QueryEscape(token), page))
		for _, c := range page.GetClients() {
			if strings.HasPrefix(c.GetNumber(), "Q") {
				numbers[c.GetNumber()] = true
				all++
			}
		}
		if token = page.GetNextPageToken(); token == "" {
			return len(numbers), all
		}
	}
}
