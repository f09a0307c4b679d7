package e2e

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/process"
)

// strings30 are thirty words of nobody's language: each is put into another field that takes text.
func strings30() (all []string) {
	for _, first := range "bdf" {
		for _, last := range "aeioukmnps" {
			all = append(all, fmt.Sprintf("Vrumpel%cof%cx", first, last))
		}
	}
	return all
}

// marks hands out the strings, each once.
type marks struct {
	t    *testing.T
	left []string
}

func (m *marks) one() string {
	if len(m.left) == 0 {
		m.t.Fatal("more than thirty places were filled")
	}
	first := m.left[0]
	m.left = m.left[1:]
	return first
}

// Thirty strings, each in another place that takes text, are found before somebody is
// erased and nowhere after: in the tables of five services and the vault, in every feed read
// from its beginning, in logs, traces and metrics, and by asking.
func TestErasureLeavesNothingOfThirtyStringsInTwelvePlaces(t *testing.T) {
	t.Parallel()
	if system.database == "" {
		return
	}
	j := &journey{t: t, worker: signIn(t, "syndion", "eva")}
	j.meetTwoPeople()
	j.theTalk()
	m := &marks{t: t, left: strings30()}
	j.fillRecruitment(m)
	j.theRoadOfANetworker()
	j.suggestAndPropose()
	j.bothAnswer()
	j.theTalkInThreeParts()
	j.goOut()
	j.lookBack()
	j.fillTheOthers(m)
	if len(m.left) > 0 {
		t.Fatalf("%d of thirty strings were not placed", len(m.left))
	}
	conn, err := pgx.Connect(t.Context(), system.database)
	must(t, err)
	defer conn.Close(t.Context())
	person := "/api/v1/clients/" + j.wishes
	before := search(t, conn)
	if missing := notFound(before); len(missing) > 0 {
		t.Fatalf("not found while they are there, so the search would prove nothing: %v", missing)
	}

	lars, wil := signIn(t, "syndion", "lars"), signIn(t, "syndion", "wil")
	var preview recruitmentv1.ErasurePreview
	must(t, lars.Get(t.Context(), person+"/erasurePreview", &preview))
	if len(preview.GetGoes()) < 8 || len(preview.GetStays()) < 4 || len(preview.GetUnknown()) > 0 {
		t.Errorf("the preview: %d kinds go, %d stay, unknown %v", len(preview.GetGoes()), len(preview.GetStays()), preview.GetUnknown())
	}
	var e recruitmentv1.Erasure
	must(t, lars.Post(t.Context(), person+"/erasures", &recruitmentv1.AskErasureRequest{By: recruitmentv1.Erasure_BY_ORGANISATION}, &e))
	hasten := func(as *apiclient.Client) {
		must(t, as.Post(t.Context(), "/api/v1/erasures/"+e.GetId()+":hasten", &recruitmentv1.ChangeErasureRequest{Etag: e.GetEtag()}, &e))
	}
	hasten(wil)
	hasten(lars) // a second person's yes
	soon(t, func() error {
		if err := wil.Get(t.Context(), "/api/v1/erasures/"+e.GetId(), &e); err != nil {
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
	after, found := search(t, conn), 0
	for _, place := range slices.Sorted(maps.Keys(after)) {
		t.Logf("%-22s before %3d, after %d", place, len(before[place]), len(after[place]))
		found += len(after[place])
	}
	if found > 0 {
		t.Errorf("found %d: %v", found, after)
	}
	if status, _, err := lars.Raw(t.Context(), person); err != nil || status != http.StatusNotFound {
		t.Errorf("asked for the person: %d, %v", status, err)
	}
	if left := idsLeft(t, conn, j.wishes); len(left) > 0 {
		t.Errorf("the id is still in %v", left)
	}
	var key bool
	must(t, conn.QueryRow(t.Context(), `SELECT EXISTS (SELECT FROM vault.person_key WHERE person_id = $1) OR NOT EXISTS (SELECT FROM vault.erasure WHERE person_id = $1)`, j.wishes).Scan(&key))
	if key {
		t.Error("the key is not destroyed, or the register does not know")
	}
}

// notFound are the strings that no place has.
func notFound(places map[string][]string) []string {
	seen := map[string]bool{}
	for _, found := range places {
		for _, word := range found {
			seen[word] = true
		}
	}
	return slices.DeleteFunc(strings30(), func(w string) bool { return seen[w] })
}

// search looks for every string in every place, and gives what it found where.
func search(t *testing.T, conn *pgx.Conn) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	for _, schema := range []string{"recruitment", "matching", "activity", "evaluation", "gateway", "vault"} {
		found["tables of "+schema] = inTables(t, conn, schema)
	}
	for _, service := range []string{"recruitment", "matching", "activity", "evaluation"} {
		found["feed of "+service] = within(replay(t, service))
	}
	found["logs"] = within(system.log.String())
	status, traces, err := apiclient.Anonymous(system.base).Raw(t.Context(), "/debug/traces")
	must(t, err)
	if status != http.StatusOK {
		t.Logf("traces answer %d", status)
	}
	found["traces"] = within(string(traces))
	return found
}

func within(text string) (found []string) {
	text = strings.ToLower(text)
	for _, word := range strings30() {
		if strings.Contains(text, strings.ToLower(word)) {
			found = append(found, word)
		}
	}
	return found
}

func inTables(t *testing.T, conn *pgx.Conn, schema string) (found []string) {
	t.Helper()
	rows, err := conn.Query(t.Context(), `SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = $1`, schema)
	must(t, err)
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(t, err)
	for _, table := range tables {
		rows, err := conn.Query(t.Context(), `SELECT DISTINCT w FROM `+table+` r, unnest($1::text[]) AS w
			WHERE strpos(lower(r::text), lower(w)) > 0 OR strpos(lower(r::text), encode(lower(w)::bytea, 'hex')) > 0
			OR strpos(lower(r::text), encode(w::bytea, 'hex')) > 0`, strings30())
		must(t, err)
		words, err := pgx.CollectRows(rows, pgx.RowTo[string])
		must(t, err)
		found = append(found, words...)
	}
	slices.Sort(found)
	found = slices.Compact(found)
	return found
}

// replay reads a service's whole feed, as a new reader would.
func replay(t *testing.T, service string) string {
	t.Helper()
	p, err := process.New(t.Context(), system.config)
	must(t, err)
	reader := "evaluation" // a service that reads this feed
	if service == reader {
		reader = "matching"
	}
	conn, err := p.For(reader).Dial(service)
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

// fillRecruitment puts a string into everything recruitment takes about who is erased.
func (j *journey) fillRecruitment(m *marks) {
	path, client := "/api/v1/clients/"+j.wishes, &recruitmentv1.Client{}
	j.get(path, client)
	must(j.t, j.worker.Patch(j.t.Context(), path, &recruitmentv1.Client{
		GivenName: m.one(), FamilyName: "van " + m.one(), Number: "N" + m.one(), Aids: []string{m.one()},
		Profile: &recruitmentv1.Profile{CouldMean: m.one()},
	}, client))
	must(j.t, j.worker.Patch(j.t.Context(), "/api/v1/wishes/"+j.wish.GetId(), &recruitmentv1.Wish{
		OwnWords: m.one(), GoingOn: m.one(), Strategy: m.one(), Etag: j.wish.GetEtag(),
	}, &j.wish))
	j.post(path+"/contacts", &recruitmentv1.Contact{Name: m.one(), Meaning: m.one(), HowOften: m.one()}, nil)
	j.post(path+"/mapSnapshots", &recruitmentv1.TakeMapSnapshotRequest{Occasion: m.one()}, nil)
	j.post(path+"/consents", &recruitmentv1.GiveConsentRequest{
		Purpose: recruitmentv1.Consent_PURPOSE_STORY, Channel: recruitmentv1.Consent_CHANNEL_SPOKEN, GivenByRepresentative: m.one(),
	}, nil)
	told := &recruitmentv1.Participation{SocialNetwork: m.one(), Hobby: m.one()}
	must(j.t, j.worker.Patch(j.t.Context(), path+"/participation", told, told))
	j.post(path+"/participation:approve", &recruitmentv1.ApproveParticipationRequest{Etag: told.GetEtag(), Voice: m.one()}, nil)
	j.post("/api/v1/networkers", &recruitmentv1.Networker{ClientId: j.wishes, Source: recruitmentv1.Networker_SOURCE_OWN_KNOWLEDGE, Reason: m.one()}, nil)
	var talk recruitmentv1.NetworkTalk
	j.post(path+"/networkTalks", &recruitmentv1.StartNetworkTalkRequest{}, &talk)
	talk.WhoSupportsMe, talk.WhatIMean = &recruitmentv1.TalkAnswer{Words: m.one()}, &recruitmentv1.TalkAnswer{Words: m.one()}
	must(j.t, j.worker.Patch(j.t.Context(), "/api/v1/networkTalks/"+talk.GetId(), &talk, &talk))
	for range 2 {
		j.post("/api/v1/steps", &recruitmentv1.Step{ClientId: j.wishes, Words: m.one()}, nil)
	}
	j.post("/api/v1/stories", &recruitmentv1.Story{ClientId: j.wishes, Title: m.one(), Words: m.one()}, nil)
}

// fillTheOthers does the same in matching, activity and evaluation.
func (j *journey) fillTheOthers(m *marks) {
	j.get(j.matchPath(""), &j.match)
	j.post(j.matchPath(":talk"), &matchingv1.RecordTalkRequest{Etag: j.match.GetEtag(), Talk: &matchingv1.ExpectationsTalk{
		Expectations: []*matchingv1.Expectation{
			{ClientId: j.wishes, Words: m.one(), Rhythm: matchingv1.Expectation_RHYTHM_OFTEN}, {ClientId: j.leads, Words: "Met " + m.one() + "."},
		},
		Possibilities: m.one(), Plan: m.one(),
	}}, &j.match)
	j.post("/api/v1/activities/"+j.activity.GetId()+":howWasIt",
		&activityv1.SayHowItWasRequest{ClientId: j.wishes, Mood: activityv1.HowWasIt_MOOD_NICE, Words: m.one(), Shared: true}, nil)
	var e evaluationv1.InterimEvaluation
	j.post("/api/v1/interimEvaluations:open", &evaluationv1.OpenInterimEvaluationRequest{MatchId: j.match.GetId()}, &e)
	for _, client := range []string{j.wishes, ""} {
		reflection := &evaluationv1.Reflection{ClientId: client, Klik: evaluationv1.Reflection_FACE_YES, Words: m.one()}
		j.post("/api/v1/interimEvaluations/"+e.GetId()+":reflect", &evaluationv1.ReflectRequest{Reflection: reflection}, &e)
	}
}
