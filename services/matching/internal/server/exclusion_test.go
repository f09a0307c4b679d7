package server_test

import (
	"context"
	"slices"
	"testing"

	"google.golang.org/grpc/codes"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
)

func (h *house) exclusions(ctx context.Context, client string) []string {
	h.t.Helper()
	got, err := h.api.ListExclusions(ctx, &pb.ListExclusionsRequest{ClientId: client})
	must(h.t, err)
	return got.GetOtherClientIds()
}

func (h *house) apart() bool {
	h.t.Helper()
	return h.count(`SELECT count(*) FROM matching.exclusion WHERE tenant_id = $1`, h.tenant) > 0
}

func TestWhatOneAskedDoesNotUndoWhatTheOtherAsked(t *testing.T) {
	t.Parallel()
	h := open(t)
	lotte := &pb.AddExclusionRequest{ClientId: h.lotte, OtherClientId: h.omar}
	omar := &pb.AddExclusionRequest{ClientId: h.omar, OtherClientId: h.lotte}
	for _, c := range []struct {
		ctx context.Context
		req *pb.AddExclusionRequest
	}{{h.client(h.lotte), lotte}, {h.client(h.omar), omar}, {h.worker(h.anna), lotte}} {
		_, err := h.api.AddExclusion(c.ctx, c.req)
		must(t, err)
	}
	for who, ctx := range map[string]context.Context{"herself": h.client(h.lotte), "who guides her": h.worker(h.anna)} {
		if got := h.exclusions(ctx, h.lotte); !slices.Equal(got, []string{h.omar}) {
			t.Errorf("%s sees %v", who, got)
		}
	}
	_, err := h.api.RemoveExclusion(h.worker(h.anna), lotte)
	must(t, err)
	if !h.apart() {
		t.Fatal("both asked for it themselves")
	}
	_, err = h.api.RemoveExclusion(h.lead(), lotte)
	wantReason(t, err, "ASKED_THEMSELF")
	_, err = h.api.RemoveExclusion(h.client(h.lotte), lotte)
	must(t, err)
	if got := h.exclusions(h.client(h.lotte), h.lotte); len(got) != 0 {
		t.Errorf("lotte sees what omar asked: %v", got)
	}
	if got := h.exclusions(h.worker(h.anna), h.lotte); !slices.Equal(got, []string{h.omar}) || !h.apart() {
		t.Errorf("it stands still: %v", got)
	}
	_, err = h.api.RemoveExclusion(h.client(h.lotte), lotte) // and is not told that it does
	must(t, err)
	_, err = h.api.RemoveExclusion(h.client(h.omar), omar)
	must(t, err)
	if h.apart() {
		t.Error("nobody asks for it any more")
	}
	_, err = h.api.RemoveExclusion(h.client(h.omar), lotte)
	wantCode(t, err, codes.NotFound) // only for themself
	_, err = h.api.ListExclusions(h.client(h.omar), &pb.ListExclusionsRequest{ClientId: h.lotte})
	wantCode(t, err, codes.NotFound)
}

func TestM11_WhoAsksToBeKeptApartLeavesTheGroup(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.group()
	question := h.idea()
	_, err := h.api.AddExclusion(h.client(h.omar), &pb.AddExclusionRequest{ClientId: h.omar, OtherClientId: h.lotte})
	must(t, err)
	got := h.get(m)
	wantState(t, got, pb.Match_STATE_UNDER_WAY)
	if len(got.GetParticipants()) != 2 || got.GetDeparted()[0].GetClientId() != h.omar {
		t.Errorf("the others go on: %v", got)
	}
	wantState(t, h.get(question), pb.Match_STATE_IDEA)
}

func TestExclusionsPageByPage(t *testing.T) {
	t.Parallel()
	h := open(t)
	want := []string{h.nick, h.omar, h.newcomer(), h.newcomer()}
	for _, other := range want {
		_, err := h.api.AddExclusion(h.worker(h.anna), &pb.AddExclusionRequest{ClientId: h.lotte, OtherClientId: other})
		must(t, err)
	}
	slices.Sort(want)
	var got []string
	req := &pb.ListExclusionsRequest{ClientId: h.lotte, PageSize: 3}
	for range 3 {
		page, err := h.api.ListExclusions(h.worker(h.anna), req)
		must(t, err)
		got = append(got, page.GetOtherClientIds()...)
		if req.PageToken = page.GetNextPageToken(); req.GetPageToken() == "" {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := h.exclusions(h.client(h.lotte), h.lotte); len(got) != 0 {
		t.Errorf("what support workers asked is theirs: %v", got)
	}
}
