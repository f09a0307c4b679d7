package e2e

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// canary stands in everything that is told of the person who leaves; in the word there
// is nobody's language.
const canary = "Xylokwikkel"

// Somebody who leaves is forgotten by every service: no table, no remembered answer and
// no event holds a word of theirs or about them. What stays by design is their id, which
// names nobody: in the audit, in the outboxes, and, so that a late event does not bring
// them back, in the others' lists of who left. Not looked at here, because it is not in
// the tables: backups, and an audit sealed elsewhere.
func TestWhoLeavesIsForgottenEverywhere(t *testing.T) {
	t.Parallel()
	if system.database == "" {
		return // another system's tables are not to be looked at
	}
	j := &journey{t: t, worker: signIn(t, "syndion", "eva")}
	j.meetTwoPeople()
	j.theTalk()
	j.tellEverything()
	j.theRoadOfANetworker()
	j.suggestAndPropose()
	j.bothAnswer()
	j.theTalkInThreeParts()
	j.tellWhatTheyExpect()
	j.goOut()
	j.lookBack()
	j.lookBackInOwnWords()
	conn, err := pgx.Connect(t.Context(), system.database)
	must(t, err)
	defer conn.Close(t.Context())
	if n := len(traces(t, conn)); n < 12 {
		t.Fatalf("the canary stands in %d tables only: this test would prove little", n)
	}

	coordinator, person := signIn(t, "syndion", "lars"), "/api/v1/clients/"+j.wishes
	must(t, coordinator.Post(t.Context(), person+":proposeLeaving", &recruitmentv1.ChangeLeavingRequest{}, nil))
	today := &recruitmentv1.PlanLeavingRequest{LeaveDay: time.Now().UTC().Format(time.DateOnly)}
	must(t, coordinator.Post(t.Context(), person+":planLeaving", today, nil))
	soon(t, func() error {
		if left := traces(t, conn); len(left) > 0 {
			return fmt.Errorf("still there: %s", strings.Join(left, ", "))
		}
		return nil
	})
	if left := idsLeft(t, conn, j.wishes); len(left) > 0 {
		t.Errorf("the id is still in %s", strings.Join(left, ", "))
	}
	if status, _, err := coordinator.Raw(t.Context(), person); err != nil || status != 404 {
		t.Errorf("status %d, %v", status, err)
	}
	// The one who stays has the care of an ending, without words about who left.
	j.get(j.matchPath(""), &j.match)
	if j.match.GetState() != matchingv1.Match_STATE_CLOSING || len(j.match.GetParticipants()) != 1 {
		t.Errorf("the match of who stays: %v", j.match.GetState())
	}
}

// tellEverything puts the canary into all that recruitment holds of somebody.
func (j *journey) tellEverything() {
	path, client := "/api/v1/clients/"+j.wishes, &recruitmentv1.Client{}
	j.get(path, client)
	must(j.t, j.worker.Patch(j.t.Context(), path, &recruitmentv1.Client{
		GivenName: canary, FamilyName: "van " + canary, Number: "S" + canary + "1", Aids: []string{canary},
		Profile: &recruitmentv1.Profile{CouldMean: canary},
	}, client))
	must(j.t, j.worker.Patch(j.t.Context(), "/api/v1/wishes/"+j.wish.GetId(), &recruitmentv1.Wish{
		OwnWords: canary, GoingOn: canary, Strategy: canary, Etag: j.wish.GetEtag(),
	}, &j.wish))
	j.post(path+"/contacts", &recruitmentv1.Contact{Name: canary, Meaning: canary, HowOften: canary}, nil)
	j.post(path+"/mapSnapshots", &recruitmentv1.TakeMapSnapshotRequest{Occasion: canary}, nil)
	j.post(path+"/consents", &recruitmentv1.GiveConsentRequest{
		Purpose: recruitmentv1.Consent_PURPOSE_STORY, Channel: recruitmentv1.Consent_CHANNEL_SPOKEN, GivenByRepresentative: canary,
	}, nil)
	told := &recruitmentv1.Participation{SocialNetwork: canary, Hobby: canary}
	must(j.t, j.worker.Patch(j.t.Context(), path+"/participation", told, told))
	j.post(path+"/participation:approve", &recruitmentv1.ApproveParticipationRequest{Etag: told.GetEtag(), Voice: canary}, nil)
	j.post("/api/v1/networkers", &recruitmentv1.Networker{ClientId: j.wishes, Source: recruitmentv1.Networker_SOURCE_OWN_KNOWLEDGE, Reason: canary}, nil)
}

// tellWhatTheyExpect does the same in matching.
func (j *journey) tellWhatTheyExpect() {
	j.post(j.matchPath(":talk"), &matchingv1.RecordTalkRequest{Etag: j.match.GetEtag(), Talk: &matchingv1.ExpectationsTalk{
		Expectations: []*matchingv1.Expectation{
			{ClientId: j.wishes, Words: canary, Rhythm: matchingv1.Expectation_RHYTHM_OFTEN}, {ClientId: j.leads, Words: "Met " + canary + "."},
		},
		Possibilities: canary, Plan: canary,
	}}, &j.match)
}

// lookBackInOwnWords does the same in activity and evaluation.
func (j *journey) lookBackInOwnWords() {
	path := "/api/v1/activities/" + j.activity.GetId()
	j.post(path+":howWasIt", &activityv1.SayHowItWasRequest{ClientId: j.wishes, Mood: activityv1.HowWasIt_MOOD_NICE, Words: canary, Shared: true}, nil)
	var e evaluationv1.InterimEvaluation
	j.post("/api/v1/interimEvaluations:open", &evaluationv1.OpenInterimEvaluationRequest{MatchId: j.match.GetId()}, &e)
	for _, client := range []string{j.wishes, ""} {
		reflection := &evaluationv1.Reflection{ClientId: client, Klik: evaluationv1.Reflection_FACE_YES, Words: canary}
		j.post("/api/v1/interimEvaluations/"+e.GetId()+":reflect", &evaluationv1.ReflectRequest{Reflection: reflection}, &e)
	}
	j.post("/api/v1/concerns", &evaluationv1.ReportConcernRequest{ClientId: j.wishes}, nil)
}

// traces gives the tables in which the canary stands, in plain, folded or in bytes.
func traces(t *testing.T, conn *pgx.Conn) []string {
	t.Helper()
	lower := strings.ToLower(canary)
	return tablesWith(t, conn, lower, hex.EncodeToString([]byte(canary)), hex.EncodeToString([]byte(lower)))
}

// idsLeft gives the tables in which an id stands, but for those where it may.
func idsLeft(t *testing.T, conn *pgx.Conn, id string) []string {
	t.Helper()
	var left []string
	for _, table := range tablesWith(t, conn, id, hex.EncodeToString([]byte(id))) {
		switch schema, name, _ := strings.Cut(table, "."); {
		case name == "audit", name == "outbox", name == "erased", name == "erasure", name == "client" && schema != "recruitment":
		default:
			left = append(left, table)
		}
	}
	return left
}

func tablesWith(t *testing.T, conn *pgx.Conn, texts ...string) []string {
	t.Helper()
	tables, err := conn.Query(t.Context(), `SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`)
	must(t, err)
	names, err := pgx.CollectRows(tables, pgx.RowTo[string])
	must(t, err)
	if len(names) < 20 {
		t.Fatalf("only %d tables: this test would prove nothing", len(names))
	}
	var found []string
	for _, name := range names {
		var holds bool
		query := `SELECT EXISTS (SELECT FROM ` + name + ` r WHERE EXISTS (SELECT FROM unnest($1::text[]) AS w WHERE strpos(lower(r::text), w) > 0))`
		must(t, conn.QueryRow(t.Context(), query, texts).Scan(&holds))
		if holds {
			found = append(found, name)
		}
	}
	return found
}
