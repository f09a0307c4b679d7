package server_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/rpc"
)

func insightRequests(h *house, _ made) map[protoreflect.Name]proto.Message {
	h.summary(h.lead(), "")
	return map[protoreflect.Name]proto.Message{
		"ListQuarters":      &pb.ListQuartersRequest{},
		"ListYearSummaries": &pb.ListYearSummariesRequest{},
		"GetYearSummary":    &pb.GetYearSummaryRequest{Year: 2026},
		"SaveYearSummary":   &pb.SaveYearSummaryRequest{Year: 2026, Etag: "1", Sections: sections("Anders")},
	}
}

func sections(titles ...string) (out []*pb.SummarySection) {
	for _, title := range titles {
		out = append(out, &pb.SummarySection{Title: title, Body: "Samen eropuit."})
	}
	return out
}

// resident lets the others tell of somebody of a location.
func (h *house) resident(location, client string, workers ...string) {
	h.t.Helper()
	h.hear(here, h.now.AddDate(0, 0, -90), &recruitmentv1.ClientChanged{ClientId: client, LocationId: location, SupportWorkerIds: workers})
}

const (
	small = "0197c000-0000-7000-8000-000000000003"
	large = "0197c000-0000-7000-8000-000000000300"
)

// village makes a location of three and one of many: everybody of the large one is in a
// match and half of them went out; of the small one everybody did.
func (h *house) village(many int) {
	h.t.Helper()
	for i := range 3 + many {
		location := large
		if i < 3 {
			location = small
		}
		client, other := uuid(1000+i), uuid(9000+i)
		h.resident(location, client, annasWorker, bertsWorker)
		h.hear(here, h.now.AddDate(0, 0, -80), &matchingv1.MatchChanged{
			MatchId: other, State: matchingv1.Match_STATE_UNDER_WAY, UnderWayTime: timestamppb.New(h.now.AddDate(0, 0, -80)),
			People: []*matchingv1.MatchChanged_Person{{ClientId: client, MayKnow: true, Networker: i%4 == 0}},
		})
		if i < 3 || i%2 == 0 {
			h.hear(here, h.now.AddDate(0, 0, -70), &activityv1.ActivityChanged{
				ActivityId: uuid(20000 + i), State: activityv1.Activity_STATE_HELD, MatchId: other, ClientIds: []string{client}, Day: "2025-12-20",
			})
		}
	}
}

func (h *house) quarters() *pb.ListQuartersResponse {
	h.t.Helper()
	out, err := h.insight().ListQuarters(h.lead(), &pb.ListQuartersRequest{})
	must(h.t, err)
	return out
}

// cell gives one cell of a quarter; location "" for the whole.
func cell(t *testing.T, q *pb.Quarter, f pb.Figure, location string, g pb.Group) *pb.Cell {
	t.Helper()
	for _, table := range q.GetTables() {
		for _, row := range table.GetRows() {
			for _, c := range row.GetCells() {
				if table.GetFigure() == f && row.GetLocationId() == location && c.GetGroup() == g {
					return c
				}
			}
		}
	}
	t.Fatalf("%v at %q: no %v", f, location, g)
	return nil
}

func TestE11_ALocationOfThreeTellsNothingAndOneOfManyTellsInSteps(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.village(37) // 37 in the large one, 18 of whom went out
	got := h.quarters()
	if len(got.GetQuarters()) != 1 || got.GetNextDay() != "2026-04-01" {
		t.Fatal(got)
	}
	q := got.GetQuarters()[0]
	if q.GetYear() != 2025 || q.GetNumber() != 4 {
		t.Fatalf("published %d-%d", q.GetYear(), q.GetNumber())
	}
	went := cell(t, q, pb.Figure_FIGURE_TAKING_PART, large, pb.Group_GROUP_WITH_MATCH)
	if went.GetTooFew() || went.GetAtLeast() != 15 || went.GetAtMost() != 19 || went.GetAbout() != 0 {
		t.Errorf("18 people are %v", went)
	}
	for of, want := range map[*pb.Cell]int32{
		cell(t, q, pb.Figure_FIGURE_TAKING_PART, "", pb.Group_GROUP_WITH_MATCH): 15,
		cell(t, q, pb.Figure_FIGURE_BALANCE, "", pb.Group_GROUP_GIVES_AND_GETS): 25, // 9 of 37 lead
		cell(t, q, pb.Figure_FIGURE_CONTINUITY, "", pb.Group_GROUP_NOBODY):      0,
	} {
		if of.GetAbout() != want {
			t.Errorf("in the whole organisation %v, want about %d", of, want)
		}
	}
}

func TestE11_NothingIsToldOfASmallLocation(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.village(37)
	for _, table := range h.quarters().GetQuarters()[0].GetTables() {
		for _, row := range table.GetRows() {
			if row.GetLocationId() != small {
				continue
			}
			for _, c := range row.GetCells() {
				if !c.GetTooFew() || c.GetAtLeast()+c.GetAtMost()+c.GetAbout() != 0 {
					t.Errorf("%v tells of three people: %v", table.GetFigure(), c)
				}
			}
		}
	}
}

// A quarter is told once: somebody who comes, leaves or is erased changes nothing in it.
func TestE11_AQuarterIsMadePublicOnceAndStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.village(19)
	first := h.quarters()
	for i := range 10 {
		h.hear(here, h.now, &recruitmentv1.ClientLeft{ClientId: uuid(1003 + i)})
	}
	h.resident(large, uuid(7), annasWorker)
	if again := h.quarters(); !proto.Equal(first, again) {
		t.Errorf("a public quarter changed: %v, was %v", again, first)
	}
	h.now = h.now.AddDate(0, 3, 0)
	must(t, h.server.Insight().PublishFor(t.Context(), here))
	must(t, h.server.Insight().PublishFor(t.Context(), here))
	later := h.quarters().GetQuarters()
	if len(later) != 2 || later[0].GetYear() != 2026 || later[0].GetNumber() != 1 || !proto.Equal(later[1], first.GetQuarters()[0]) {
		t.Errorf("after the next quarter: %v", later)
	}
	for _, change := range []string{`UPDATE published_quarter SET tables = '[]'`, `DELETE FROM published_quarter`} {
		err := h.db.InTenant(h.lead(), func(tx *postgres.Tx) error { _, err := tx.Exec(t.Context(), change); return err })
		if err == nil {
			t.Errorf("the service itself can %s", change)
		}
	}
}

func TestE11_NothingOfBeforeAnOrganisationWasKnown(t *testing.T) {
	t.Parallel()
	h := open(t)
	elsewhere := "0197a000-0000-7000-8000-000000000003"
	h.hear(elsewhere, h.now, &recruitmentv1.ClientChanged{ClientId: carla, LocationId: large})
	got, err := h.insight().ListQuarters(h.as(elsewhere, coordinator, authn.RoleCoordinator), &pb.ListQuartersRequest{})
	must(t, err)
	if len(got.GetQuarters()) != 0 || got.GetNextDay() != "2026-04-01" {
		t.Errorf("known since today: %v", got)
	}
}

// Each figure counts whom it says, told by people themselves where it is about how it is.
func TestE11_WhoIsInWhichGroup(t *testing.T) {
	t.Parallel()
	h := open(t)
	many := 7
	matchOf := func(i int) string { return uuid(9000 + i) }
	for i := range many {
		one, two := uuid(100+i), uuid(200+i)
		h.resident(large, one, annasWorker)
		h.resident(large, two, annasWorker)
		h.hear(here, h.now.AddDate(0, 0, -85), &matchingv1.MatchChanged{
			MatchId: matchOf(i), State: matchingv1.Match_STATE_UNDER_WAY, UnderWayTime: timestamppb.New(h.now.AddDate(0, 0, -85)),
			People: []*matchingv1.MatchChanged_Person{{ClientId: one, MayKnow: true, Networker: true}, {ClientId: two, MayKnow: true}},
		})
		h.hear(here, h.now.AddDate(0, 0, -85), &recruitmentv1.NetworkerChanged{NetworkerId: uuid(300 + i), ClientId: one, State: recruitmentv1.Networker_STATE_ACTIVE})
		h.hear(here, h.now.AddDate(0, 0, -70), &activityv1.HowWasItShared{ActivityId: uuid(400 + i), ClientId: two, Mood: activityv1.HowWasIt_MOOD_NOT_NICE})
		h.hear(here, h.now.AddDate(0, 0, -65), &activityv1.HowWasItShared{ActivityId: uuid(500 + i), ClientId: two, Mood: activityv1.HowWasIt_MOOD_NICE})
		h.hear(here, h.now.AddDate(0, -8, 0), &recruitmentv1.WishChanged{WishId: uuid(600 + i), ClientId: two, State: recruitmentv1.Wish_STATE_OPEN, Told: true})
	}
	q := h.quarters().GetQuarters()[0]
	for name, c := range map[string]struct {
		figure pb.Figure
		group  pb.Group
		there  bool
	}{
		"who leads gives":                       {pb.Figure_FIGURE_BALANCE, pb.Group_GROUP_GIVES, true},
		"who follows gets":                      {pb.Figure_FIGURE_BALANCE, pb.Group_GROUP_GETS, true},
		"nobody does both":                      {pb.Figure_FIGURE_BALANCE, pb.Group_GROUP_GIVES_AND_GETS, false},
		"one guide around the match":            {pb.Figure_FIGURE_CONTINUITY, pb.Group_GROUP_MATCH_WITH_ONE, true},
		"nobody is counted twice":               {pb.Figure_FIGURE_CONTINUITY, pb.Group_GROUP_ONE, false},
		"active networkers":                     {pb.Figure_FIGURE_ROAD, pb.Group_GROUP_ACTIVE, true},
		"the last they told":                    {pb.Figure_FIGURE_HOW_IT_WAS, pb.Group_GROUP_NICE, true},
		"and not what they told before":         {pb.Figure_FIGURE_HOW_IT_WAS, pb.Group_GROUP_NOT_NICE, false},
		"a wish nobody is there for":            {pb.Figure_FIGURE_WAITING, pb.Group_GROUP_LONGER, true},
		"told is that it was shared, not a day": {pb.Figure_FIGURE_TAKING_PART, pb.Group_GROUP_WITH_MATCH, false},
	} {
		if got := cell(t, q, c.figure, large, c.group); got.GetTooFew() == c.there {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// What is public holds no person, in any way: no client, no colleague, no match.
func TestX06_NoIdOfAPersonInAnythingPublic(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.village(37)
	body := prototext.Format(h.quarters())
	for i := range 40 {
		if strings.Contains(body, uuid(1000+i)) || strings.Contains(body, uuid(9000+i)) {
			t.Fatalf("somebody is in it: %s", body)
		}
	}
	var kept string
	must(t, h.database.Owner(t).QueryRow(t.Context(), `SELECT string_agg(tables::text, '') FROM evaluation.published_quarter`).Scan(&kept))
	if strings.Contains(kept, "0197b000") || strings.Contains(kept, annasWorker) {
		t.Error("somebody is in what is kept")
	}
}

// Nothing to filter by: whoever may ask is told the same.
func TestE11_ThereIsNothingToFilterBy(t *testing.T) {
	t.Parallel()
	if got := fieldsOf(&pb.ListQuartersRequest{}); len(got) != 0 {
		t.Errorf("one can ask for %v", got)
	}
	if got := fieldsOf(&pb.Cell{}); !slices.Equal(got, []string{"group", "too_few", "at_least", "at_most", "about"}) {
		t.Errorf("a cell tells %v", got)
	}
}

// what is told is of people together; there is no figure on money, hours or support workers.
func TestX07_X08_NoFigureOfMoneyOrOfWorkDone(t *testing.T) {
	t.Parallel()
	for name := range pb.Figure_value {
		for _, word := range []string{"MONEY", "COST", "HOUR", "STAFF", "WORKER", "SAVE"} {
			if strings.Contains(name, word) {
				t.Errorf("there is %s", name)
			}
		}
	}
}

func (h *house) summary(ctx context.Context, etag string, titles ...string) *pb.YearSummary {
	h.t.Helper()
	if len(titles) == 0 {
		titles = []string{"Wat we deden"}
	}
	out, err := h.insight().SaveYearSummary(ctx, &pb.SaveYearSummaryRequest{Year: 2026, Etag: etag, Sections: sections(titles...)})
	must(h.t, err)
	return out
}

func TestE11_EveryVersionOfAYearsStoryCanBeFoundAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	first := h.summary(h.lead(), "")
	second := h.summary(h.lead(), first.GetEtag(), "  Wat we  deden ", "Wat we leerden")
	if second.GetVersion() != 2 || second.GetSections()[0].GetTitle() != "Wat we deden" || second.GetSavedBy() != coordinator {
		t.Fatal(second)
	}
	_, err := h.insight().SaveYearSummary(h.lead(), &pb.SaveYearSummaryRequest{Year: 2026, Etag: first.GetEtag(), Sections: sections("x")})
	wantReason(t, err, "CHANGED_MEANWHILE")
	old, err := h.insight().GetYearSummary(h.lead(), &pb.GetYearSummaryRequest{Year: 2026, Version: 1})
	must(t, err)
	now, err := h.insight().GetYearSummary(h.lead(), &pb.GetYearSummaryRequest{Year: 2026})
	must(t, err)
	if !proto.Equal(old, first) || !proto.Equal(now, second) {
		t.Errorf("read back %v and %v", old, now)
	}
	all, err := h.insight().ListYearSummaries(h.lead(), &pb.ListYearSummariesRequest{})
	must(t, err)
	if len(all.GetYearSummaries()) != 1 || !proto.Equal(all.GetYearSummaries()[0], second) {
		t.Error(all)
	}
	_, err = h.insight().GetYearSummary(h.lead(), &pb.GetYearSummaryRequest{Year: 2025})
	wantCode(t, err, codes.NotFound)
	_, err = h.insight().SaveYearSummary(h.lead(), &pb.SaveYearSummaryRequest{Year: 2027, Sections: sections("x")})
	wantReason(t, err, "YEAR_TO_COME")
	again := &pb.SaveYearSummaryRequest{Year: 2026, Etag: second.GetEtag(), Sections: sections("x"), RequestId: ids.New()}
	once, err := h.insight().SaveYearSummary(h.lead(), again)
	must(t, err)
	twice, err := h.insight().SaveYearSummary(h.lead(), again)
	must(t, err)
	if !proto.Equal(once, twice) || once.GetVersion() != 3 {
		t.Errorf("repeated: %v and %v", once, twice)
	}
}

// Ten thousand people of forty locations: a quarter is made public within a second.
func TestInsight_ManyPeople(t *testing.T) {
	t.Parallel()
	h := open(t)
	owner := h.database.Owner(t)
	for _, fill := range []string{
		`INSERT INTO evaluation.client (tenant_id, id, workers, workers_at) SELECT $1, gen_random_uuid(), 2, now() FROM generate_series(1, 10000)`,
		`INSERT INTO evaluation.client_location (tenant_id, client_id, location_id)
			SELECT $1, id, ('0197c000-0000-7000-8000-' || lpad((row_number() OVER () % 40)::text, 12, '0'))::uuid FROM evaluation.client WHERE tenant_id = $1`,
		`INSERT INTO evaluation.wish (tenant_id, id, client_id, state, told, since) SELECT $1, gen_random_uuid(), id, 'open', true, '2025-08-01' FROM evaluation.client WHERE tenant_id = $1`,
	} {
		_, err := owner.Exec(t.Context(), fill, here)
		must(t, err)
	}
	begin := time.Now()
	q := h.quarters().GetQuarters()[0]
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("took %s", took)
	} else {
		t.Log("took", took)
	}
	if got := cell(t, q, pb.Figure_FIGURE_WAITING, "", pb.Group_GROUP_LONGER).GetAbout(); got < 9900 || got > 10100 {
		t.Error(fmt.Sprint("about ", got))
	}
}

func TestYearSummary_BadInputIsNamed(t *testing.T) {
	t.Parallel()
	h := open(t)
	for field, req := range map[string]*pb.SaveYearSummaryRequest{
		"year":              {Year: 3026, Sections: sections("x")},
		"sections":          {Year: 2026},
		"sections[0].title": {Year: 2026, Sections: sections("  ")},
		"sections[1].title": {Year: 2026, Sections: sections("x", strings.Repeat("x", 161))},
		"sections[0].body":  {Year: 2026, Sections: []*pb.SummarySection{{Title: "x", Body: strings.Repeat("x", 8001)}}},
	} {
		_, err := h.insight().SaveYearSummary(h.lead(), req)
		p := rpc.ProblemOf(err)
		if p.Code != codes.InvalidArgument || !slices.ContainsFunc(p.Fields, func(f fault.Field) bool { return f.Path == field && f.Text.EN != "" }) {
			t.Errorf("%s: %v %+v", field, p.Code, p.Fields)
		}
	}
}

func TestErasure_NothingThatGroupsAreMadeOfStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	tell := func() {
		h.resident(large, anna, annasWorker)
		h.hear(here, h.now, &recruitmentv1.NetworkerChanged{NetworkerId: uuid(1), ClientId: anna, State: recruitmentv1.Networker_STATE_ACTIVE})
		leads := underWay(h.now)
		leads.People[0].Networker = true
		h.hear(here, h.now, leads)
	}
	left := func() (n int) {
		must(t, h.database.Owner(t).QueryRow(t.Context(), `SELECT (SELECT count(*) FROM evaluation.client_location WHERE client_id = $1)
			+ (SELECT count(*) FROM evaluation.networker_road WHERE client_id = $1) + (SELECT count(*) FROM evaluation.match_lead WHERE client_id = $1)`, anna).Scan(&n))
		return n
	}
	tell()
	if left() != 3 {
		t.Fatal("nothing was kept to begin with")
	}
	h.hear(here, h.now, &recruitmentv1.ClientLeft{ClientId: anna})
	tell() // an older message, heard later
	if n := left(); n != 0 {
		t.Errorf("%d rows about somebody who left", n)
	}
}

func (h *house) insight() pb.InsightServiceClient { return pb.NewInsightServiceClient(h.conn) }
