package erasing_test

import (
	"testing"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// An organisation chooses how long it keeps who looked, and not shorter than five years.
func TestWhoLookedIsKeptForFiveYearsAtTheLeast(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	admin := h.As(ids.New(), authn.RoleOrganisationAdmin)
	now, err := h.Client.GetRetention(admin, &pb.GetRetentionRequest{})
	if err != nil {
		t.Fatal(err)
	}
	of := func(r *pb.Retention) *pb.RetentionRule {
		for _, rule := range r.GetRules() {
			if rule.GetKind() == "audit" {
				return rule
			}
		}
		t.Fatal("no rule for who looked")
		return nil
	}
	if rule := of(now); rule.GetMonths() != 60 || rule.GetLeastMonths() != 60 {
		t.Errorf("as is usual: %v", rule)
	}
	for months, reason := range map[int32]string{59: "KEPT_LONGER", 1: "KEPT_LONGER", 60: "", 84: "", 0: ""} {
		asked := proto.CloneOf(now)
		of(asked).Months = months
		got, err := h.Client.UpdateRetention(admin, &pb.UpdateRetentionRequest{Retention: asked, RequestId: ids.New()})
		if reason != "" {
			servertest.WantReason(t, err, reason)
			continue
		}
		if err != nil || of(got).GetMonths() != months {
			t.Fatalf("%d months: %v, %v", months, got, err)
		}
		now = got
	}
	for _, e := range h.Events() {
		if told, ok := e.Message.(*pb.RetentionChanged); ok && told.GetMonths()["audit"] == 84 {
			return
		}
	}
	t.Error("the others, who keep a log too, were not told")
}
