package e2e

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// ownCalendar is what /auth/calendar tells somebody.
type ownCalendar struct {
	There               bool
	Address, FetchedDay string
}

func calendarOf(t *testing.T, c *apiclient.Client, method, body string) ownCalendar {
	t.Helper()
	status, answer, err := c.Send(t.Context(), method, "/auth/calendar", body)
	must(t, err)
	var told ownCalendar
	if status != http.StatusOK || json.Unmarshal(answer, &told) != nil {
		t.Fatalf("%s: %d %s", method, status, answer)
	}
	return told
}

// fetch reads a calendar as a phone does: without a session.
func fetch(t *testing.T, address string, headers ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	must(t, err)
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultClient.Do(req)
	must(t, err)
	defer res.Body.Close()
	var body bytes.Buffer
	_, err = body.ReadFrom(res.Body)
	must(t, err)
	return res, body.String()
}

// titles gives what stands in a calendar, read by another implementation than ours.
func titles(t *testing.T, text string) map[string]ical.Event {
	t.Helper()
	c, err := ical.NewDecoder(strings.NewReader(text)).Decode()
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	all := map[string]ical.Event{}
	for _, e := range c.Events() {
		uid, _ := e.Props.Text(ical.PropUID)
		all[uid] = e
	}
	return all
}

func meOf(ctx context.Context, t *testing.T, c *apiclient.Client) string {
	t.Helper()
	var me recruitmentv1.Me
	must(t, c.Get(ctx, "/api/v1/me", &me))
	return me.GetId()
}

// A client's calendar holds what they join, in neutral words; renewed, the old address is
// nothing; and it reads in another implementation.
func TestCalendarOfAClient(t *testing.T) {
	t.Parallel()
	jip, eva := signIn(t, "syndion", "jip"), signIn(t, "syndion", "eva")
	me := meOf(t.Context(), t, jip)
	var places activityv1.ListPlacesResponse
	must(t, jip.Get(t.Context(), "/api/v1/places", &places))
	day := time.Now().AddDate(0, 0, 9).Format(time.DateOnly)
	outing := &activityv1.Activity{Kind: activityv1.Activity_KIND_COFFEE, What: "Koffie met Gerda Geheim", ClientIds: []string{me}, Day: day,
		Clock: "10:30", PlaceId: places.GetPlaces()[0].GetId()}
	soon(t, func() error { return jip.Post(t.Context(), "/api/v1/activities", outing, outing) })

	if before := calendarOf(t, jip, http.MethodGet, ""); before.There || before.Address != "" {
		t.Fatalf("there already: %+v", before)
	}
	made := calendarOf(t, jip, http.MethodPost, `{"language":"nl"}`)
	if !strings.HasPrefix(made.Address, system.base+"/calendar/") || !strings.HasSuffix(made.Address, ".ics") {
		t.Fatalf("%+v", made)
	}
	if shown := calendarOf(t, jip, http.MethodGet, ""); !shown.There || shown.Address != "" || shown.FetchedDay != "" {
		t.Errorf("shown again: %+v", shown)
	}
	res, text := fetch(t, made.Address)
	uid := "activity-" + outing.GetId() + "@optrek"
	found, there := titles(t, text)[uid]
	if res.StatusCode != http.StatusOK || !there || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/calendar") ||
		!strings.HasPrefix(res.Header.Get("Cache-Control"), "private") {
		t.Fatalf("%d %v\n%s", res.StatusCode, res.Header, text)
	}
	title, _ := found.Props.Text(ical.PropSummary)
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	must(t, err)
	if from, err := found.DateTimeStart(nil); err != nil || from.In(amsterdam).Format("2006-01-02 15:04") != day+" 10:30" || title != "Koffie" {
		t.Errorf("%q at %v, %v", title, from, err)
	}
	for _, told := range []string{"Geheim", "Gerda", "Jip", "LOCATION", "DESCRIPTION", "ATTENDEE"} {
		if strings.Contains(text, told) {
			t.Errorf("the calendar tells %q", told)
		}
	}
	if again, _ := fetch(t, made.Address, "If-None-Match", res.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("the same calendar again: %d", again.StatusCode)
	}
	if shown := calendarOf(t, jip, http.MethodGet, ""); shown.FetchedDay == "" {
		t.Error("nobody is told that it was read")
	}

	// Where, when the person wants it; and what was called off says so, with a higher number.
	calendarOf(t, jip, http.MethodPatch, `{"language":"nl","withPlace":true}`)
	must(t, jip.Post(t.Context(), "/api/v1/activities/"+outing.GetId()+":skip", &activityv1.ChangeActivityStateRequest{}, outing))
	_, text = fetch(t, made.Address)
	found = titles(t, text)[uid]
	place, _ := found.Props.Text(ical.PropLocation)
	state, _ := found.Status()
	number, _ := found.Props.Get(ical.PropSequence).Int()
	if !strings.Contains(place, places.GetPlaces()[0].GetName()) || state != ical.EventCancelled || number != 1 {
		t.Errorf("at %q, %v, number %d", place, state, number)
	}

	renewed := calendarOf(t, jip, http.MethodPost, `{"language":"en"}`)
	if res, _ := fetch(t, made.Address); res.StatusCode != http.StatusNotFound {
		t.Errorf("the old address answers %d", res.StatusCode)
	}
	if _, text := fetch(t, renewed.Address); !strings.Contains(text, "SUMMARY:Coffee") {
		t.Errorf("in English:\n%s", text)
	}
	// Leaving an outing takes it out of the calendar.
	other := &activityv1.Activity{Kind: activityv1.Activity_KIND_FILM, What: "Film", ClientIds: []string{me}, Day: day}
	must(t, eva.Post(t.Context(), "/api/v1/activities", other, other))
	must(t, jip.Post(t.Context(), "/api/v1/activities", &activityv1.Activity{What: "Iets anders", ClientIds: []string{me}, Day: day}, nil))
	if _, text := fetch(t, renewed.Address); !strings.Contains(text, other.GetId()) {
		t.Error("what a support worker planned for somebody is not there")
	}
	calendarOf(t, jip, http.MethodDelete, "")
	if res, _ := fetch(t, renewed.Address); res.StatusCode != http.StatusNotFound {
		t.Errorf("a stopped calendar answers %d", res.StatusCode)
	}
}

// A support worker's calendar holds intervisions and what they agreed; what the people they
// guide go and do only when they choose it; never a title, a name or somebody's words.
func TestCalendarOfASupportWorker(t *testing.T) {
	t.Parallel()
	eva, dirk, anouk := signIn(t, "syndion", "eva"), signIn(t, "syndion", "dirk"), signIn(t, "syndion", "anouk")
	ids := []string{meOf(t.Context(), t, eva), meOf(t.Context(), t, dirk), meOf(t.Context(), t, anouk)}
	day := time.Now().AddDate(0, 0, 12).Format(time.DateOnly)
	session := &evaluationv1.Intervision{Title: "Over Gerda Geheim", Day: day, Clock: "13:30", Method: evaluationv1.Intervision_METHOD_OPEN, OrganiserIds: ids[:2]}
	must(t, eva.Post(t.Context(), "/api/v1/intervisions", session, session))
	without := &evaluationv1.Intervision{Title: "Zonder Eva", Day: day, Method: evaluationv1.Intervision_METHOD_OPEN, OrganiserIds: ids[1:]}
	must(t, dirk.Post(t.Context(), "/api/v1/intervisions", without, without))

	made := calendarOf(t, eva, http.MethodPost, `{"language":"nl"}`)
	_, text := fetch(t, made.Address)
	all := titles(t, text)
	if _, there := all["intervision-"+session.GetId()+"@optrek"]; !there {
		t.Errorf("her own intervision is not there:\n%s", text)
	}
	if _, there := all["intervision-"+without.GetId()+"@optrek"]; there {
		t.Error("an intervision that she has nothing to do with is there")
	}
	if strings.Contains(text, "Geheim") || strings.Contains(text, "activity-") {
		t.Errorf("it tells too much:\n%s", text)
	}
	calendarOf(t, eva, http.MethodPatch, `{"language":"nl","withPeople":true}`)
	if _, text := fetch(t, made.Address); !strings.Contains(text, "activity-") || strings.Contains(text, "soep") {
		t.Errorf("what her people go and do, in neutral words:\n%s", text)
	}
	// A coordinator's address opens no more than a support worker's would.
	lars := signIn(t, "syndion", "lars")
	theirs := calendarOf(t, lars, http.MethodPost, `{"language":"nl","withPeople":true}`)
	if _, text := fetch(t, theirs.Address); strings.Contains(text, "activity-") {
		t.Error("a coordinator's calendar holds the days of everybody")
	}
}

// An address that is none, whatever is wrong with it, is not there; and no key stands in a log.
func TestCalendarOfNobody(t *testing.T) {
	t.Parallel()
	made := calendarOf(t, signIn(t, "lsr", "koen"), http.MethodPost, `{"language":"nl"}`)
	token := strings.TrimSuffix(made.Address[strings.LastIndex(made.Address, "/")+1:], ".ics")
	raw, err := base64.RawURLEncoding.DecodeString(token)
	must(t, err)
	elsewhere := slices.Clone(raw)
	elsewhere[15] ^= 1 // another organisation
	changed := slices.Clone(raw)
	changed[40] ^= 1
	for what, path := range map[string]string{
		"another organisation": base64.RawURLEncoding.EncodeToString(elsewhere) + ".ics", "another secret": base64.RawURLEncoding.EncodeToString(changed) + ".ics",
		"no ending": token, "nothing": ".ics", "no token": "koen.ics", "too long": token + "AAAA.ics", "zeros": strings.Repeat("A", len(token)) + ".ics",
		"a path": url.PathEscape("../"+token) + ".ics",
	} {
		if res, text := fetch(t, system.base+"/calendar/"+path); (res.StatusCode != http.StatusNotFound && res.StatusCode != http.StatusBadRequest) || strings.Contains(text, "VCALENDAR") {
			t.Errorf("%s: %d", what, res.StatusCode)
		}
	}
	for _, body := range []string{"", "{}", `{"language":"fr"}`, `{"language":"nl","person":"x"}`, strings.Repeat("x", 5000)} {
		if status, _, err := signIn(t, "lsr", "koen").Send(t.Context(), http.MethodPost, "/auth/calendar", body); err != nil || status != http.StatusBadRequest {
			t.Errorf("%.20q: %d %v", body, status, err)
		}
	}
	if status, _, _ := apiclient.Anonymous(system.base).Send(t.Context(), http.MethodGet, "/auth/calendar", ""); status != http.StatusUnauthorized {
		t.Errorf("nobody signed in: %d", status)
	}
	if res, _ := fetch(t, made.Address); res.StatusCode != http.StatusOK {
		t.Errorf("the real one: %d", res.StatusCode)
	}
	busy := 0
	for range 25 {
		if res, _ := fetch(t, made.Address); res.StatusCode == http.StatusTooManyRequests {
			busy++
		}
	}
	if busy == 0 {
		t.Error("a calendar may be read without end")
	}
	if log := system.log.String(); strings.Contains(log, token) {
		t.Error("the key of a calendar stands in the log")
	}
}
