package server_test

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/internal/postgres"
)

// reminded lets a moment pass and gives what recruitment is told by it, in short.
func (h *house) reminded(tenant string) (said []string) {
	h.t.Helper()
	due := func() []*pb.ReminderDue { return told(h, func() *pb.ReminderDue { return &pb.ReminderDue{} }) }
	before := len(due())
	must(h.t, h.server.Remind(postgres.WithMethod(h.t.Context(), "planned:remind"), tenant))
	for _, m := range due()[before:] {
		said = append(said, strings.Join([]string{m.GetClientId()[35:], strings.TrimPrefix(m.GetMoment().String(), "MOMENT_"), m.GetDay(), m.GetClock()}, " "))
	}
	return said
}

func (h *house) wantReminded(want ...string) {
	h.t.Helper()
	if got := h.reminded(here); strings.Join(got, ", ") != strings.Join(want, ", ") {
		h.t.Errorf("told %q, want %q", got, want)
	}
}

// A06: what is near is told once for each who joins, again when the time is another one,
// and not for who does not go after all, for what does not happen, or for what is far off.
func TestA06_WhatIsNearIsToldOnce(t *testing.T) {
	t.Parallel()
	h := open(t) // 2 March 2026, 11:00 in the Netherlands
	a := h.plan(h.lead(), &pb.Activity{What: "koffie", ClientIds: []string{anna, bert}, MatchId: match, Day: "2026-03-03", Clock: "10:30"})
	h.plan(h.lead(), &pb.Activity{What: "later", ClientIds: []string{anna}, Day: "2026-03-04"})
	h.plan(h.lead(), &pb.Activity{What: "ooit", ClientIds: []string{anna}})
	h.wantReminded("a DAY_BEFORE 2026-03-03 10:30", "b DAY_BEFORE 2026-03-03 10:30")
	h.wantReminded()
	a, err := h.api.UpdateActivity(h.lead(), &pb.UpdateActivityRequest{Activity: &pb.Activity{Id: a.GetId(), Clock: "11:00"}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"clock"}}})
	must(t, err)
	h.wantReminded("a DAY_BEFORE 2026-03-03 11:00", "b DAY_BEFORE 2026-03-03 11:00")
	_, err = h.api.LeaveActivity(h.client(bert), &pb.LeaveActivityRequest{Id: a.GetId(), ClientId: bert})
	must(t, err)
	h.now = h.now.Add(14 * time.Hour) // it is 3 March in the Netherlands
	if got := h.reminded(here); len(got) != 2 || !strings.Contains(strings.Join(got, ","), "a SAME_DAY 2026-03-03 11:00") {
		t.Errorf("on the day: %q", got)
	}
	if got := h.reminded(there); len(got) != 0 {
		t.Errorf("another organisation: %q", got)
	}
	_, err = h.api.SkipActivity(h.lead(), &pb.ChangeActivityStateRequest{Id: a.GetId()})
	must(t, err)
	h.now = h.now.Add(time.Hour)
	h.wantReminded()
}
