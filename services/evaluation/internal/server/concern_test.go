package server_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/internal/authn"
)

func TestConcern_TwoTapsForAnybodyAndNoContent(t *testing.T) {
	t.Parallel()
	h := open(t)
	about := &pb.ReportConcernRequest{MatchId: match}
	c, err := h.concern.ReportConcern(h.client(anna), about)
	must(t, err)
	if !strings.Contains(c.GetRouteNl(), "112") || c.GetRouteEn() == "" || c.GetMatchId() != match || c.GetReportTime() == nil {
		t.Fatal(c)
	}
	_, err = h.concern.ReportConcern(h.client(carla), &pb.ReportConcernRequest{}) // about nothing in particular
	must(t, err)
	_, err = h.concern.ReportConcern(h.client(anna), &pb.ReportConcernRequest{ClientId: bert})
	must(t, err)
	_, err = h.concern.ReportConcern(h.worker(annasWorker), &pb.ReportConcernRequest{MatchId: match, ClientId: anna})
	must(t, err)
	for name, req := range map[string]*pb.ReportConcernRequest{
		"a match of others": {MatchId: match}, "somebody unknown": {ClientId: anna},
	} {
		_, err = h.concern.ReportConcern(h.client(carla), req)
		if wantCode(t, err, codes.NotFound); t.Failed() {
			t.Fatal(name)
		}
	}
	var columns []string
	rows, err := h.database.Owner(t).Query(t.Context(), `SELECT column_name FROM information_schema.columns
		WHERE table_schema = 'evaluation' AND table_name = 'concern' ORDER BY 1`)
	must(t, err)
	for rows.Next() {
		var name string
		must(t, rows.Scan(&name))
		columns = append(columns, name)
	}
	must(t, rows.Err())
	if !slices.Equal(columns, []string{
		"client_id", "closed", "for_ids", "handed_at", "handed_by", "handed_to", "id", "match_id", "reference", "reported_at", "reporter_id",
		"route_version", "taken_at", "taken_by", "tenant_id",
	}) {
		t.Fatalf("a concern keeps %v", columns)
	}
}

// Somebody will get in touch, so somebody knows with whom.
func TestConcern_SaysWithWhomToGetInTouch(t *testing.T) {
	t.Parallel()
	h := open(t)
	want := map[string]string{}
	report := func(ctx context.Context, req *pb.ReportConcernRequest, about string) {
		c, err := h.concern.ReportConcern(ctx, req)
		must(t, err)
		want[c.GetId()] = about
	}
	report(h.client(anna), &pb.ReportConcernRequest{}, anna)
	report(h.client(anna), &pb.ReportConcernRequest{MatchId: match}, anna)
	report(h.client(anna), &pb.ReportConcernRequest{ClientId: bert}, bert)
	report(h.worker(annasWorker), &pb.ReportConcernRequest{MatchId: match}, "")
	list, err := h.concern.ListConcerns(h.lead(), &pb.ListConcernsRequest{})
	must(t, err)
	if len(list.GetConcerns()) != len(want) {
		t.Fatalf("got %v", list)
	}
	for _, c := range list.GetConcerns() {
		if c.GetClientId() != want[c.GetId()] {
			t.Errorf("got %v, want it to be about %q", c, want[c.GetId()])
		}
	}
}

func TestConcern_IsTakenOverByOnePerson(t *testing.T) {
	t.Parallel()
	h := open(t)
	first, err := h.concern.ReportConcern(h.client(anna), &pb.ReportConcernRequest{MatchId: match})
	must(t, err)
	second, err := h.concern.ReportConcern(h.client(bert), &pb.ReportConcernRequest{MatchId: match})
	must(t, err)
	taken, err := h.concern.TakeOverConcern(h.lead(), &pb.TakeOverConcernRequest{Id: second.GetId()})
	must(t, err)
	if taken.GetTakenOverBy() != coordinator {
		t.Fatal(taken)
	}
	_, err = h.concern.TakeOverConcern(h.as(here, none, authn.RoleNetworkLead), &pb.TakeOverConcernRequest{Id: second.GetId()})
	wantReason(t, err, "TAKEN_OVER_ALREADY")
	page, err := h.concern.ListConcerns(h.lead(), &pb.ListConcernsRequest{PageSize: 1})
	must(t, err)
	next, err := h.concern.ListConcerns(h.lead(), &pb.ListConcernsRequest{PageSize: 1, PageToken: page.GetNextPageToken()})
	must(t, err)
	if page.GetConcerns()[0].GetId() != first.GetId() || next.GetConcerns()[0].GetId() != second.GetId() || next.GetNextPageToken() != "" {
		t.Fatal(page, next)
	}
	others, err := h.concern.ListConcerns(h.worker(annasWorker), &pb.ListConcernsRequest{})
	must(t, err)
	if len(others.GetConcerns()) != 0 {
		t.Fatal("a support worker to whom nothing was routed sees", others)
	}
}
