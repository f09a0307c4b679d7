package erasing_test

import (
	"context"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/retention"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// What the installation has for the organisation is what is usual there, and holds until it chooses itself.
func TestWhatIsUsualHereHoldsUntilTheOrganisationChooses(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Server.Erasing.Usual = retention.Usual{h.Tenant: {"client": 36, "import": 0}}
	_, err := h.Client.ProposeLeaving(h.lead, &pb.ChangeLeavingRequest{ClientId: h.client.GetId()})
	must(t, err)
	_, err = h.DB.Owner(t).Exec(t.Context(), `UPDATE recruitment.leaving SET care_ended = '2023-11-15' WHERE client_id = $1`, h.client.GetId())
	must(t, err)
	here := func(as context.Context, kind string, months, usual int32) *pb.Retention {
		t.Helper()
		now, err := h.Client.GetRetention(as, &pb.GetRetentionRequest{})
		must(t, err)
		for _, rule := range now.GetRules() {
			if rule.GetKind() == kind && (rule.GetMonths() != months || rule.GetUsualMonths() != usual) {
				t.Errorf("%s: %d months, and %d is usual here; want %d and %d", kind, rule.GetMonths(), rule.GetUsualMonths(), months, usual)
			}
		}
		return now
	}
	here(h.admin, "import", 0, 0)
	here(h.Neighbour().Coordinator, "client", 24, 24)
	now := here(h.admin, "client", 36, 36)
	goes := func() string {
		t.Helper()
		ahead, err := h.Client.PreviewRetention(h.lead, &pb.PreviewRetentionRequest{})
		must(t, err)
		if len(ahead.GetDue()) != 1 {
			t.Fatalf("the preview: %v", ahead.GetDue())
		}
		return ahead.GetDue()[0].GetDay()
	}
	if day := goes(); day != "2026-11-15" {
		t.Errorf("goes on %s", day)
	}
	_, err = h.Client.UpdateRetention(h.admin, &pb.UpdateRetentionRequest{RequestId: ids.New(), Retention: &pb.Retention{
		Etag: now.GetEtag(), Rules: []*pb.RetentionRule{{Kind: "client", Months: 40}}}})
	must(t, err)
	here(h.admin, "client", 40, 36)
	if day := goes(); day != "2027-03-15" {
		t.Errorf("after the organisation chose it goes on %s", day)
	}
}

// Whose care ended goes after the organisation's months, after the days to think; a hold
// keeps them from it, and the schedule is the administrator's.
func TestRetentionIsCarriedOutOnItsDay(t *testing.T) {
	t.Parallel()
	h := open(t)
	stays := h.NewClient("Marie", "Blijft")
	_, err := h.Client.ProposeLeaving(h.lead, &pb.ChangeLeavingRequest{ClientId: h.client.GetId()})
	must(t, err)
	_, err = h.DB.Owner(t).Exec(t.Context(), `UPDATE recruitment.leaving SET care_ended = '2026-10-15' WHERE client_id = $1`, h.client.GetId())
	must(t, err)
	now, err := h.Client.GetRetention(h.lead, &pb.GetRetentionRequest{})
	must(t, err)
	choose := func(as context.Context, etag string, months int32) error {
		_, err := h.Client.UpdateRetention(as, &pb.UpdateRetentionRequest{RequestId: ids.New(), Retention: &pb.Retention{
			Etag: etag, ThinkingDays: 3, Rules: []*pb.RetentionRule{{Kind: "client", Months: months}, {Kind: "audit", Months: 60}, {Kind: "no_such_kind", Months: 1}}}})
		return err
	}
	servertest.WantCode(t, choose(h.lead, now.GetEtag(), 12), codes.PermissionDenied)
	servertest.WantCode(t, choose(h.admin, now.GetEtag(), 601), codes.InvalidArgument)
	servertest.WantCode(t, choose(h.admin, `"7"`, 12), codes.Aborted)
	must(t, choose(h.admin, now.GetEtag(), 12))
	chosen, err := h.Client.GetRetention(h.admin, &pb.GetRetentionRequest{})
	must(t, err)
	for _, rule := range chosen.GetRules() {
		if rule.GetKind() == "audit" && rule.GetMonths() != 60 {
			t.Errorf("who looked is kept for %d months", rule.GetMonths())
		}
	}
	ahead, err := h.Client.PreviewRetention(h.lead, &pb.PreviewRetentionRequest{})
	must(t, err)
	if len(ahead.GetDue()) != 1 || ahead.GetDue()[0].GetDay() != "2027-10-15" || ahead.GetDue()[0].GetCount() != 1 {
		t.Errorf("the preview: %v", ahead.GetDue())
	}
	other, err := h.Client.PreviewRetention(h.Neighbour().Coordinator, &pb.PreviewRetentionRequest{})
	must(t, err)
	if len(other.GetDue()) != 0 {
		t.Errorf("another organisation sees %v", other.GetDue())
	}
	asked := func() []*pb.Erasure {
		t.Helper()
		list, err := h.Client.ListErasures(h.admin, &pb.ListErasuresRequest{OpenOnly: true})
		must(t, err)
		return list.GetErasures()
	}
	h.Later(364 * 24 * time.Hour)
	h.round()
	if len(asked()) != 0 {
		t.Fatal("asked before the day")
	}
	h.Later(24 * time.Hour)
	h.round()
	if all := asked(); len(all) != 1 || all[0].GetBy() != pb.Erasure_BY_RETENTION || all[0].GetClientId() != h.client.GetId() || !h.there() {
		t.Fatalf("on the day: %v", all)
	}
	h.Later(3 * 24 * time.Hour)
	h.round()
	if h.there() {
		t.Error("still there after the days to think")
	}
	if _, err := h.Client.GetClient(h.lead, &pb.GetClientRequest{Id: stays.GetId()}); err != nil {
		t.Errorf("who is in care went too: %v", err)
	}
}
