package e2e

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/jackc/pgx/v5"
	"go.opentelemetry.io/otel/attribute"
	"google.golang.org/protobuf/proto"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// collected is what the Optrek of this run sends to a collector. It stands here and not
// in a test because TestMain starts that Optrek before any test.
var collected = collectFromTheStart()

func collectFromTheStart() *collector {
	if os.Getenv("E2E_TARGET") != "" {
		return nil
	}
	c := newCollector()
	for name, value := range map[string]string{
		"OTEL_EXPORTER_OTLP_ENDPOINT": c.server.URL, "OTEL_BSP_SCHEDULE_DELAY": "200", "OTEL_BSP_MAX_QUEUE_SIZE": "1000000",
	} {
		if err := os.Setenv(name, value); err != nil {
			panic(err)
		}
	}
	return c
}

// secrets are what may stand nowhere but in recruitment.
type secrets struct {
	names   map[string]bool // words of names
	phrases map[string]bool // numbers, addresses, own words
	ids     map[string]bool // of clients
}

// secretsOf asks the API itself who there is, organisation by organisation.
func secretsOf(t *testing.T, base string) secrets {
	t.Helper()
	s := secrets{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for organisation, subject := range map[string]string{"lsr": "nina", "dichterbij": "sanne", "syndion": "anouk"} {
		me, err := apiclient.SignIn(t.Context(), base, organisation, subject)
		must(t, err)
		var clients recruitmentv1.ListClientsResponse
		var workers recruitmentv1.ListSupportWorkersResponse
		var wishes recruitmentv1.ListWishesResponse
		pages(t, me, "/api/v1/clients", &clients)
		pages(t, me, "/api/v1/supportWorkers", &workers)
		pages(t, me, "/api/v1/wishes", &wishes)
		for _, c := range clients.GetClients() {
			s.name(c.GetGivenName(), c.GetFamilyName())
			s.ids[c.GetId()] = true
			s.phrases[c.GetNumber()] = true
			s.mapOf(t, me, c.GetId())
		}
		for _, w := range workers.GetSupportWorkers() {
			s.name(w.GetName())
			s.phrases[w.GetEmail()] = true
		}
		for _, w := range wishes.GetWishes() {
			s.phrases[w.GetOwnWords()] = true
		}
	}
	delete(s.phrases, "")
	if len(s.names) < 50 || len(s.phrases) < 50 || len(s.ids) < 27 {
		t.Fatalf("%d names, %d phrases, %d ids: this test would prove nothing", len(s.names), len(s.phrases), len(s.ids))
	}
	return s
}

// mapOf adds who is on somebody's map and where they live, when they share it with the organisation.
func (s secrets) mapOf(t *testing.T, lead *apiclient.Client, client string) {
	t.Helper()
	var contacts recruitmentv1.ListContactsResponse
	var whole recruitmentv1.NetworkMap
	path := "/api/v1/clients/" + client
	err := lead.Get(t.Context(), path+"/contacts?pageSize=500", &contacts)
	if apiclient.CodeOf(err) == "MAP_NOT_SHARED" {
		return
	}
	must(t, err)
	must(t, lead.Get(t.Context(), path+"/networkMap", &whole))
	s.phrases[whole.GetLiving()] = true
	for _, c := range contacts.GetContacts() {
		s.ids[c.GetId()] = true
		if len(c.GetName()) > 10 { // "Ad" and "Mijn zus" are found in any text
			s.phrases[c.GetName()] = true
		}
	}
}

// pages fills all with every page of a list.
func pages(t *testing.T, me *apiclient.Client, path string, all paged) {
	t.Helper()
	for token := ""; ; {
		page, ok := all.ProtoReflect().New().Interface().(paged)
		if !ok {
			t.Fatalf("%T has no pages", all)
		}
		must(t, me.Get(t.Context(), path+"?pageSize=500&pageToken="+token, page))
		proto.Merge(all, page)
		if token = page.GetNextPageToken(); token == "" {
			return
		}
	}
}

// paged is the answer of a list.
type paged interface {
	proto.Message
	GetNextPageToken() string
}

// name keeps words of more than three letters: "Ids" and "Sam" are found in any text.
func (s secrets) name(parts ...string) {
	for _, part := range parts {
		for word := range strings.FieldsFuncSeq(part, notLetter) {
			if len([]rune(word)) > 3 && unicode.IsUpper([]rune(word)[0]) {
				s.names[word] = true
			}
		}
	}
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// in gives the names and phrases, and with ids also the ids, that stand in text.
func (s secrets) in(text string, ids bool) []string {
	words := map[string]bool{}
	for word := range strings.FieldsFuncSeq(text, notLetter) {
		words[word] = true
	}
	var found []string
	for name := range s.names {
		// As it is written, and folded as one searches: only longer ones, "demo" and "test" are words.
		if words[name] || len(name) > 4 && words[strings.ToLower(name)] {
			found = append(found, name)
		}
	}
	for phrase := range s.phrases {
		if strings.Contains(text, phrase) {
			found = append(found, phrase)
		}
	}
	for id := range s.ids {
		if ids && strings.Contains(text, id) {
			found = append(found, id)
		}
	}
	slices.Sort(found)
	return found
}

// nowhere fails for each secret in text, with some of what stands around it.
func (s secrets) nowhere(t *testing.T, what, text string) {
	t.Helper()
	for _, secret := range s.in(text, true) {
		at := strings.Index(text, secret)
		t.Errorf("%s: %q stands in …%s…", what, secret, text[max(0, at-200):min(len(text), at+200)])
	}
	t.Logf("%s: %d names, %d phrases and %d ids searched in %d bytes", what, len(s.names), len(s.phrases), len(s.ids), len(text))
}

// After the demo data, the journeys and much that goes wrong with names in it, nothing
// that was logged (at debug level) or traced says who anybody is.
func TestLogsAndTracesNameNobody(t *testing.T) {
	if collected == nil {
		return // an Optrek elsewhere: its log is not ours to read
	}
	t.Run("journeys", func(t *testing.T) {
		t.Run("the main job", TestTheMainJob)
		t.Run("another organisation", TestAnotherOrganisationSeesNothing)
	})
	all := secretsOf(t, system.base)
	clumsy(t, system.base)
	must(t, system.spans.ForceFlush(t.Context()))
	all.nowhere(t, "log", system.log.String())
	all.nowhere(t, "traces", collected.text())

	// The searching finds what is there.
	for text, want := range map[string]string{
		system.log.String(): `"route":"/api/v1/clients/{id}"`, collected.text(): "optrek.recruitment.v1.RecruitmentService",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s: nothing was searched", want)
		}
	}
	all.wouldBeFound(t)
}

// clumsy does what people do by mistake: names where they do not belong, in addresses, in
// broken bodies, in fields that refuse them. Each would be easy to log.
func clumsy(t *testing.T, base string) {
	t.Helper()
	me, err := apiclient.SignIn(t.Context(), base, "lsr", "koen")
	must(t, err)
	for path, want := range map[string]int{
		"/api/v1/clients?query=" + url.QueryEscape("Noor Nep"): http.StatusOK,
		"/api/v1/clients/Fenna":                                http.StatusBadRequest,
		"/api/v1/Wolkenkrabber?naam=Wies":                      http.StatusNotFound,
		"/api/v1/wishes?clientId=D100011":                      http.StatusBadRequest,
		"/api/v1/clients?pageToken=Bordkarton":                 http.StatusBadRequest,
		"/auth/login?organisation=lsr&login_hint=Pleun":        0, // whatever it answers
	} {
		status, body, err := me.Raw(t.Context(), path)
		if err != nil || want != 0 && status != want {
			t.Errorf("%s: status %d, want %d: %.200s %v", path, status, want, body, err)
		}
	}
	taken := &recruitmentv1.Client{GivenName: "Otis", FamilyName: "Ontwerp", Number: "D100011"}
	if err := me.Post(t.Context(), "/api/v1/clients", taken, nil); apiclient.CodeOf(err) != "NUMBER_TAKEN" {
		t.Errorf("a number that is taken: %v", err)
	}
	for _, body := range []string{`{"givenName": "Jaap", "familyName": "Jokkes"`, `{"Plaatje": true}`, `{"birthYear": "Bordkarton"}`} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, base+"/api/v1/clients", strings.NewReader(body))
		must(t, err)
		req.Header.Set("User-Agent", "Wolkenkrabber")
		req.Header.Set("Referer", base+"/mensen/Wolkenkrabber")
		resp, err := http.DefaultClient.Do(req)
		must(t, err)
		must(t, resp.Body.Close())
	}
}

// wouldBeFound plants each secret: one line in a log, one attribute of a span that may
// have it. And one attribute that may not: that one does not arrive.
func (s secrets) wouldBeFound(t *testing.T) {
	t.Helper()
	var planted logBook
	log := slog.New(slog.NewJSONHandler(&planted, nil))
	want := 0
	for _, kind := range []map[string]bool{s.names, s.phrases, s.ids} {
		for secret := range kind {
			log.Info("planted", "who", secret)
			want++
		}
	}
	if found := s.in(planted.String(), true); len(found) < want-5 { // JSON writes an apostrophe or an ampersand its own way
		t.Errorf("of %d planted secrets only %d were found", want, len(found))
	}
	_, span := system.spans.Tracer("planted").Start(t.Context(), "planted")
	span.SetAttributes(attribute.String("optrek.planted", "Bordkarton"), attribute.String("enduser.name", "Wolkenkrabber"))
	span.End()
	must(t, system.spans.ForceFlush(t.Context()))
	found := s.in(collected.text(), true)
	if !slices.Equal(found, []string{"Bordkarton"}) {
		t.Errorf("found in the traces with a planted name: %v", found)
	}
}

// privacy is the same for the real binary, and for its metrics.
func (r *run) privacy(t *testing.T, sent *collector) {
	t.Helper()
	all := secretsOf(t, r.base)
	clumsy(t, r.base)
	r.scrape(t)
	all.nowhere(t, "log of the binary", r.log.String())
	all.nowhere(t, "traces of the binary", sent.text())
	all.nowhere(t, "metrics of the binary", r.counted)
	if found := all.in(r.counted+`optrek_seen_total{who="Wolkenkrabber"} 1`, true); len(found) != 1 {
		t.Errorf("a planted label was found %d times", len(found))
	}
}

// Only recruitment knows who somebody is: no other service's tables hold a name, a
// number, an address or somebody's own words.
func TestOnlyRecruitmentHoldsNames(t *testing.T) {
	if system.database == "" {
		return
	}
	all := secretsOf(t, system.base)
	conn, err := pgx.Connect(t.Context(), system.database)
	must(t, err)
	defer conn.Close(context.Background())
	for _, schema := range []string{"matching", "activity", "evaluation", "gateway"} {
		text := rowsOf(t, conn, schema)
		for _, secret := range all.in(text, false) {
			at := strings.Index(text, secret)
			t.Errorf("%s holds %q: …%s…", schema, secret, text[max(0, at-120):min(len(text), at+120)])
		}
		t.Logf("%s: %d bytes of rows", schema, len(text))
	}
	// Where they are, they are found.
	want := len(all.names) + len(all.phrases)
	if found := all.in(rowsOf(t, conn, "recruitment"), false); len(found) < want*9/10 {
		t.Errorf("only %d of %d found in recruitment: the search does not work", len(found), want)
	}
}

// rowsOf is the text of every row of a schema, bytes read as text: events and
// remembered answers are bytes.
func rowsOf(t *testing.T, conn *pgx.Conn, schema string) string {
	t.Helper()
	tables, err := conn.Query(t.Context(), `SELECT format('SELECT coalesce(string_agg(concat_ws('' '', %s), E''\n''), '''') FROM %I.%I',
			string_agg(CASE data_type WHEN 'bytea' THEN format('encode(%I, ''escape'')', column_name) ELSE format('%I::text', column_name) END, ', '),
			table_schema, table_name)
		FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
		WHERE table_schema = $1 AND table_type = 'BASE TABLE' GROUP BY table_schema, table_name`, schema)
	must(t, err)
	statements, err := pgx.CollectRows(tables, pgx.RowTo[string])
	must(t, err)
	if len(statements) < 5 {
		t.Fatalf("%s has only %d tables", schema, len(statements))
	}
	var all strings.Builder
	for _, statement := range statements {
		var text string
		must(t, conn.QueryRow(t.Context(), statement).Scan(&text))
		fmt.Fprintln(&all, text)
	}
	return all.String()
}
