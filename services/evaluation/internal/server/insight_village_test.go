package server_test

import (
	"encoding/json"
	"os"
	"reflect"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/timestamppb"

	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// madeUp is what the journey through the browser shows: a year of a location of three and
// one of three hundred, as the service itself tells it.
const madeUp = "../../../gateway/web/e2e/journeys/insight.json"

// TestInsight_AYearOfThreeAndOfThreeHundred lives a year with made-up people, and holds the
// file of the journey to it. OPTREK_WRITE=1 writes the file anew.
func TestInsight_AYearOfThreeAndOfThreeHundred(t *testing.T) {
	t.Parallel()
	h := open(t)
	for i := range 303 {
		workers := []string{annasWorker, bertsWorker}[:1+min(i%6, 1)]
		location := large
		if i < 3 {
			location = small
		}
		h.resident(location, uuid(1000+i), workers...)
		if i%5 == 0 {
			h.wish(i, h.now.AddDate(0, -1-i%9, 0))
		}
	}
	var got *pb.ListQuartersResponse
	for season := range 4 {
		h.season(season, 40+25*season)
		got = h.quarters()
		h.now = time.Date(2026, time.Month(4+3*season), 2, 9, 0, 0, 0, time.UTC)
	}
	body, err := protojson.MarshalOptions{EmitUnpopulated: true}.Marshal(got)
	must(t, err)
	if os.Getenv("OPTREK_WRITE") != "" {
		must(t, os.WriteFile(madeUp, indented(t, body), 0o600))
	}
	kept, err := os.ReadFile(madeUp)
	must(t, err)
	var want, told any
	must(t, json.Unmarshal(kept, &want))
	must(t, json.Unmarshal(body, &told))
	if !reflect.DeepEqual(want, told) {
		t.Errorf("%s shows something else than the service tells", madeUp)
	}
}

func indented(t *testing.T, body []byte) []byte {
	t.Helper()
	var v any
	must(t, json.Unmarshal(body, &v))
	out, err := json.MarshalIndent(v, "", " ")
	must(t, err)
	return append(out, '\n')
}

func (h *house) wish(i int, at time.Time) {
	h.t.Helper()
	h.hear(here, at, &recruitmentv1.WishChanged{WishId: uuid(50000 + i), ClientId: uuid(1000 + i), State: recruitmentv1.Wish_STATE_OPEN, Told: true})
}

// season lets pairs go on, go out and tell about it, in the quarter before now.
func (h *house) season(n, pairs int) {
	h.t.Helper()
	at := h.now.AddDate(0, -3, 10)
	if n == 0 {
		at = h.now.AddDate(0, -3, 0)
	}
	for i := range pairs {
		one, two, id := uuid(1000+2*i), uuid(1001+2*i), uuid(9000+i)
		m := &matchingv1.MatchChanged{
			MatchId: id, State: matchingv1.Match_STATE_UNDER_WAY, UnderWayTime: timestamppb.New(at),
			People: []*matchingv1.MatchChanged_Person{{ClientId: one, MayKnow: true, Networker: i%5 != 0}, {ClientId: two, MayKnow: true}},
		}
		h.hear(here, at, m)
		if i%3 != 0 {
			continue
		}
		if i%5 != 0 {
			state := []recruitmentv1.Networker_State{recruitmentv1.Networker_STATE_ACTIVE, recruitmentv1.Networker_STATE_LEARNING, recruitmentv1.Networker_STATE_ACTIVE}[i%2+n%2]
			h.hear(here, at, &recruitmentv1.NetworkerChanged{NetworkerId: uuid(40000 + i), ClientId: one, State: state})
		}
		outing, day := uuid(60000+1000*n+i), at.AddDate(0, 0, 7).Format(time.DateOnly)
		h.hear(here, at, &activityv1.ActivityChanged{ActivityId: outing, State: activityv1.Activity_STATE_HELD, MatchId: id, ClientIds: []string{one, two}, Day: day})
		mood := []activityv1.HowWasIt_Mood{activityv1.HowWasIt_MOOD_NICE, activityv1.HowWasIt_MOOD_NICE, activityv1.HowWasIt_MOOD_SO_SO, activityv1.HowWasIt_MOOD_NICE, activityv1.HowWasIt_MOOD_NOT_NICE}[(i/3)%5]
		h.hear(here, at, &activityv1.HowWasItShared{ActivityId: outing, MatchId: id, ClientId: two, Mood: mood})
		other := uuid(70000 + 1000*n + i)
		h.hear(here, at, &activityv1.ActivityChanged{ActivityId: other, State: activityv1.Activity_STATE_HELD, ClientIds: []string{uuid(1300 - i), uuid(1299 - i)}, Day: day})
	}
	// Every sixth pair looks back, and tells of the klik.
	for i := 0; i < pairs; i += 3 {
		e, err := h.api.OpenInterimEvaluation(h.lead(), &pb.OpenInterimEvaluationRequest{MatchId: uuid(9000 + i)})
		must(h.t, err)
		klik := []pb.Reflection_Face{pb.Reflection_FACE_YES, pb.Reflection_FACE_YES, pb.Reflection_FACE_A_BIT}[(i/3)%3]
		for _, who := range []string{uuid(1000 + 2*i), uuid(1001 + 2*i)} {
			now := h.now
			h.now = at.AddDate(0, 0, 3)
			_, err := h.api.Reflect(h.client(who), &pb.ReflectRequest{Id: e.GetId(), Reflection: &pb.Reflection{Klik: klik}})
			h.now = now
			must(h.t, err)
		}
	}
}
