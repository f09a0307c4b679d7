package e2e

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/rpc"
)

// keepers are the services that keep something of people and tell others of it.
var keepers = []string{"recruitment", "matching", "activity", "evaluation"}

// place is where words are looked for, and what was found before somebody was erased and after.
type place struct {
	name          string
	never         bool // there are none before either, and there may not be
	before, after []string
}

// Words in everything that takes words about a person are found in every place before somebody
// is erased, and in none after: in the rows and remembered answers of the services, in the feeds
// read from their beginning, by asking, in what the person took along, in a copy of the
// database from before that is started again, and in a backup file from before.
func TestErasureLeavesNothingOfThirtyStringsInTwelvePlaces(t *testing.T) {
	t.Parallel()
	if system.database == "" {
		return // another system's tables are not to be looked at
	}
	binary := build(t)
	a := newApart(t, binary, "", "")
	a.start()
	all := tellAll(t, a)
	take := all.takeAlong()
	places := a.search(all, take)
	for i := range places {
		places[i].before, places[i].after = places[i].after, nil
	}

	a.stop()
	file := filepath.Join(a.dir, "before.optrek")
	a.command("backup", file)
	bytes := unpacked(t, file)
	older := newDatabase(t, a.database)
	restored := newApart(t, binary, "", a.vault)
	restored.command("restore", file)
	fromCopy, fromFile := place{name: "a copy of the database"}, place{name: "a backup file, put back"}
	fromCopy.before, fromFile.before = inDatabase(t, older, all.m.given), inDatabase(t, restored.database, all.m.given)
	asBytes := place{name: "a backup file, as it lies there", never: true, before: within(bytes, all.m.given)}

	a.start()
	all.erase()
	for i, now := range a.search(all, take) {
		places[i].after = now.after
	}
	copied := newApart(t, binary, older, a.vault)
	copied.start()
	fromCopy.after = inDatabase(t, older, all.m.given) // the moment it is ready
	if status, _, err := copied.signIn("lars").Raw(t.Context(), all.path); err != nil || status != http.StatusNotFound {
		t.Errorf("asked the copy for the person: %d, %v", status, err)
	}
	again := newApart(t, binary, "", a.vault)
	again.command("restore", file)
	fromFile.after, asBytes.after = inDatabase(t, again.database, all.m.given), within(unpacked(t, file), all.m.given)
	report(t, append(places, fromCopy, fromFile, asBytes), all.m.given)
	all.nothingLeft()
}

// report prints the table, and fails for a word that was in no place before, for a place that
// proves nothing, and for every word that is left.
func report(t *testing.T, places []place, words []string) {
	t.Helper()
	seen, held := map[string]bool{}, 0
	t.Logf("%-36s %6s %6s", fmt.Sprintf("%d strings", len(words)), "before", "after")
	for _, p := range places {
		why := ""
		if p.never {
			why = "  (there may be none before either)"
		}
		t.Logf("%-36s %6d %6d%s", p.name, len(p.before), len(p.after), why)
		if p.never != (len(p.before) == 0) {
			t.Errorf("%s: %d found before: %v", p.name, len(p.before), p.before)
		}
		if len(p.after) > 0 {
			t.Errorf("%s: %d are left: %v", p.name, len(p.after), p.after)
		}
		if !p.never {
			held++
		}
		for _, word := range p.before {
			seen[word] = true
		}
	}
	missing := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return seen[w] })
	if len(missing) > 0 || len(words) < 30 || held < 12 {
		t.Errorf("%d strings in %d places; never found, so that their search proves nothing: %v", len(words), held, missing)
	}
}

// takeAlong has the person collect everything about themself, and gives where to fetch it.
func (a *told) takeAlong() string {
	a.t.Helper()
	var e recruitmentv1.PersonalExport
	must(a.t, a.self.Post(a.t.Context(), a.path+"/exports", &recruitmentv1.AskExportRequest{}, &e))
	soon(a.t, func() error {
		if err := a.self.Get(a.t.Context(), "/api/v1/exports/"+e.GetId(), &e); err != nil {
			return err
		}
		if e.GetState() != recruitmentv1.PersonalExport_STATE_READY {
			return fmt.Errorf("the export is %v", e.GetParts())
		}
		return nil
	})
	return "/api/v1/exports/" + e.GetId() + ":read"
}

// erase has the organisation erase the person: asked, and at once after a second person's yes.
func (a *told) erase() {
	t := a.t
	var preview recruitmentv1.ErasurePreview
	must(t, a.lead.Get(t.Context(), a.path+"/erasurePreview", &preview))
	if len(preview.GetGoes()) < 8 || len(preview.GetStays()) < 4 || len(preview.GetUnknown()) > 0 {
		t.Errorf("the preview: %d kinds go, %d stay, unknown %v", len(preview.GetGoes()), len(preview.GetStays()), preview.GetUnknown())
	}
	var e recruitmentv1.Erasure
	must(t, a.lead.Post(t.Context(), a.path+"/erasures", &recruitmentv1.AskErasureRequest{By: recruitmentv1.Erasure_BY_ORGANISATION, Note: a.m.given[0]}, &e))
	for _, as := range []*apiclient.Client{a.admin, a.lead} {
		must(t, as.Post(t.Context(), "/api/v1/erasures/"+e.GetId()+":hasten", &recruitmentv1.ChangeErasureRequest{Etag: e.GetEtag()}, &e))
	}
	soon(t, func() error {
		if err := a.admin.Get(t.Context(), "/api/v1/erasures/"+e.GetId(), &e); err != nil {
			return err
		}
		if e.GetState() != recruitmentv1.Erasure_STATE_DONE {
			return fmt.Errorf("the erasure is %v", e.GetState())
		}
		return nil
	})
	if len(e.GetParts()) != 5 {
		t.Errorf("the receipt has %d parts", len(e.GetParts()))
	}
}

// nothingLeft asks for the person, their id and their key.
func (a *told) nothingLeft() {
	t := a.t
	if status, _, err := a.lead.Raw(t.Context(), a.path); err != nil || status != http.StatusNotFound {
		t.Errorf("asked for the person: %d, %v", status, err)
	}
	inside(t, a.apart.database, func(conn *pgx.Conn) {
		if left := idsLeft(t, conn, a.wishes); len(left) > 0 {
			t.Errorf("the id is still in %v", left)
		}
	})
	inside(t, a.apart.vault, func(conn *pgx.Conn) {
		var key bool
		must(t, conn.QueryRow(t.Context(), `SELECT EXISTS (SELECT FROM vault.person_key WHERE person_id = $1)
			OR NOT EXISTS (SELECT FROM vault.erasure WHERE person_id = $1)`, a.wishes).Scan(&key))
		if key {
			t.Error("the key is not destroyed, or the register does not know")
		}
	})
}

// search looks for every word in every place of a running Optrek.
func (a *apart) search(all *told, took string) (places []place) {
	t, words := a.t, all.m.given
	found := func(name string, words []string) { places = append(places, place{name: name, after: words}) }
	for _, service := range keepers {
		found("rows of "+service, inTables(t, a.database, words, `schemaname = $1 AND tablename NOT IN ('outbox', 'request_ledger')`, service))
		found("remembered answers of "+service, inTables(t, a.database, words, `schemaname = $1 AND tablename = 'request_ledger'`, service))
	}
	found("feed of recruitment", within(a.replay("recruitment"), words))
	found("asked by a support worker", within(asked(t, all.worker, all.pages()), words))
	found("asked by the person", within(asked(t, all.self, []string{all.path, all.path + "/contacts", "/api/v1/wishes"}), words))
	found("looked for by name", within(asked(t, all.lead, []string{"/api/v1/clients?query=" + all.named, "/api/v1/clients?pageSize=500"}), words))
	found("what the person took along", within(asked(t, all.self, []string{took}), words))
	never := func(name string, words []string) {
		places = append(places, place{name: name, never: true, after: words})
	}
	for _, service := range []string{"matching", "activity", "evaluation"} {
		never("feed of "+service, within(a.replay(service), words))
	}
	never("rows of the gateway", inTables(t, a.database, words, `schemaname = 'gateway'`))
	never("rows of the vault", inTables(t, a.vault, words, `schemaname = 'vault'`))
	never("logs", within(a.log.String(), words))
	never("traces", within(a.sent.text(), words))
	never("metrics", within(a.measured(), words))
	return places
}

// pages are what a support worker opens to read everything about the person.
func (a *told) pages() []string {
	pages := []string{a.path, a.matchPath(""), "/api/v1/activities/" + a.activity.GetId(), "/api/v1/wishes/" + a.wish.GetId()}
	for _, of := range []string{
		"consents", "contacts", "networkMap", "mapSnapshots", "networkTalks", "stories", "participation", "exports", "restrictions", "emergencyAccesses",
	} {
		pages = append(pages, a.path+"/"+of)
	}
	for _, of := range []string{"wishes", "steps", "networkers", "matches", "activities", "series", "interimEvaluations", "corrections", "questionnaireAskings"} {
		pages = append(pages, "/api/v1/"+of+"?clientId="+a.wishes)
	}
	return pages
}

// asked is everything that these pages answer.
func asked(t *testing.T, as *apiclient.Client, pages []string) string {
	t.Helper()
	var all strings.Builder
	for _, page := range pages {
		status, body, err := as.Raw(t.Context(), page)
		must(t, err)
		if status >= http.StatusInternalServerError {
			t.Errorf("%s: %d %s", page, status, body)
		}
		all.Write(body)
	}
	return all.String()
}

func within(text string, words []string) (found []string) {
	text = strings.ToLower(text)
	for _, word := range words {
		if strings.Contains(text, strings.ToLower(word)) {
			found = append(found, word)
		}
	}
	return found
}

// inside does something in a database and lets go of it: one that somebody looks into cannot be copied.
func inside(t *testing.T, url string, do func(*pgx.Conn)) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	must(t, err)
	do(conn)
	must(t, conn.Close(t.Context()))
}

// inDatabase looks through every table of every service.
func inDatabase(t *testing.T, url string, words []string) []string {
	t.Helper()
	return inTables(t, url, words, `schemaname IN ('recruitment', 'matching', 'activity', 'evaluation', 'gateway', 'vault')`)
}

// inTables gives the words that stand in these tables, in plain, folded or in bytes.
func inTables(t *testing.T, url string, words []string, which string, args ...any) (found []string) {
	t.Helper()
	inside(t, url, func(conn *pgx.Conn) { found = lookThrough(t, conn, words, which, args...) })
	slices.Sort(found)
	return slices.Compact(found)
}

func lookThrough(t *testing.T, conn *pgx.Conn, words []string, which string, args ...any) (found []string) {
	t.Helper()
	rows, err := conn.Query(t.Context(), `SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE `+which, args...)
	must(t, err)
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(t, err)
	if len(tables) == 0 {
		t.Fatalf("no tables where %s", which)
	}
	for _, table := range tables {
		rows, err := conn.Query(t.Context(), `SELECT lower(r::text) FROM `+table+` r`)
		must(t, err)
		all, err := pgx.CollectRows(rows, pgx.RowTo[string])
		must(t, err)
		text := strings.Join(all, "\n")
		for _, word := range words {
			if standsIn(text, word) {
				found = append(found, word)
			}
		}
	}
	return found
}

// standsIn looks for a word in rows in small letters: as it is, and as bytes are written down.
func standsIn(text, word string) bool {
	small := strings.ToLower(word)
	return strings.Contains(text, small) || strings.Contains(text, hex.EncodeToString([]byte(small))) || strings.Contains(text, hex.EncodeToString([]byte(word)))
}

// replay reads a service's whole feed, as a new reader would.
func (a *apart) replay(service string) string {
	t := a.t
	t.Helper()
	reader := "evaluation" // a service that reads this feed
	if service == reader {
		reader = "matching"
	}
	signer, err := authn.LoadSigner(a.config().KeysDir, reader)
	must(t, err)
	conn, err := rpc.Dial(a.config().DialTarget(service), rpc.DialOptions{Signer: signer})
	must(t, err)
	defer conn.Close()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	stream, err := feedv1.NewFeedServiceClient(conn).Watch(ctx, &feedv1.WatchRequest{})
	must(t, err)
	var all strings.Builder
	for {
		event, err := stream.Recv()
		if errors.Is(err, io.EOF) || err == nil && event.GetBody() == nil {
			return all.String() // a sign of life: everything there is was told
		}
		must(t, err)
		all.Write(event.GetBody().GetValue())
	}
}

// unpacked is what is in a backup file.
func unpacked(t *testing.T, name string) string {
	t.Helper()
	file, err := os.Open(name)
	must(t, err)
	defer file.Close()
	text, err := gunzip(file)
	must(t, err)
	return text
}
