package erasing_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	erasurepb "github.com/optrek/optrek/proto/gen/optrek/erasure/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// destroyed is a vault that notes whose key it destroyed.
type destroyed struct {
	mu  sync.Mutex
	who []string
}

func (d *destroyed) Erase(_ context.Context, _, person string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.who = append(d.who, person)
	return nil
}

// house has a client, and everybody who may have something to do with being forgotten.
type house struct {
	*servertest.House
	vault                          *destroyed
	client                         *pb.Client
	self, eva, admin, second, lead context.Context
}

func open(t *testing.T) *house {
	t.Helper()
	h := &house{House: servertest.Open(t), vault: &destroyed{}}
	h.Server.Erasing.Know(h.vault, map[string]erasurepb.ErasurePartServiceClient{})
	worker, eva := h.Worker("Wies Turfboer")
	h.eva, h.client = eva, h.NewClient("Ilse", "Klaproos", worker)
	h.self = h.As(h.client.GetId(), authn.RoleClient)
	h.admin, h.second = h.As(ids.New(), authn.RoleOrganisationAdmin), h.As(ids.New(), authn.RoleOrganisationAdmin)
	h.lead = h.Coordinator
	return h
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (h *house) ask(as context.Context, by pb.Erasure_By) *pb.Erasure {
	h.T.Helper()
	e, err := h.Client.AskErasure(as, &pb.AskErasureRequest{ClientId: h.client.GetId(), By: by, RequestId: ids.New()})
	must(h.T, err)
	return e
}

func changed(e *pb.Erasure) *pb.ChangeErasureRequest {
	return &pb.ChangeErasureRequest{Id: e.GetId(), Etag: e.GetEtag(), RequestId: ids.New()}
}

// round does what the service does by itself: retention, and what is due.
func (h *house) round() {
	h.T.Helper()
	must(h.T, h.Server.Erasing.Forgetting(h.Pool).Ours.Do(h.T.Context(), h.Tenant))
	must(h.T, h.Server.Erasing.Do(h.T.Context(), h.Tenant))
}

// reported has the other services say that they removed everything.
func (h *house) reported(e *pb.Erasure) {
	h.T.Helper()
	for _, service := range []string{"matching", "activity", "evaluation", "gateway"} {
		as := h.Gateway()
		if service != "gateway" {
			as = h.Service(service)
		}
		_, err := h.Client.ReportErasure(as, &pb.ReportErasureRequest{TenantId: h.Tenant, ErasureId: e.GetId()})
		must(h.T, err)
	}
}

func (h *house) is(e *pb.Erasure, want pb.Erasure_State) *pb.Erasure {
	h.T.Helper()
	got, err := h.Client.GetErasure(h.admin, &pb.GetErasureRequest{Id: e.GetId()})
	must(h.T, err)
	if got.GetState() != want {
		h.T.Errorf("the erasure is %v, want %v", got.GetState(), want)
	}
	return got
}

func (h *house) there() bool {
	h.T.Helper()
	_, err := h.Client.GetClient(h.lead, &pb.GetClientRequest{Id: h.client.GetId()})
	return err == nil
}

func TestWhoMayAskAndForWhom(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, stranger := h.Worker("Bart Zeegras")
	outside := h.Neighbour()
	ask := func(as context.Context, by pb.Erasure_By, note string) error {
		_, err := h.Client.AskErasure(as, &pb.AskErasureRequest{ClientId: h.client.GetId(), By: by, Note: note})
		return err
	}
	for name, as := range map[string]context.Context{
		"another's support worker": stranger, "another organisation": outside.As(ids.New(), authn.RoleOrganisationAdmin), "another client": h.As(ids.New(), authn.RoleClient),
	} {
		t.Log(name)
		servertest.WantCode(t, ask(as, pb.Erasure_BY_CLIENT, ""), codes.NotFound)
	}
	servertest.WantCode(t, ask(h.As(ids.New(), authn.RoleRegionCoordinator), pb.Erasure_BY_CLIENT, ""), codes.PermissionDenied)
	servertest.WantReason(t, ask(h.eva, pb.Erasure_BY_UNSPECIFIED, ""), "WHO_WANTS_IT")
	servertest.WantReason(t, ask(h.eva, pb.Erasure_BY_ORGANISATION, ""), "ORGANISATION_ASKS")
	for _, by := range []pb.Erasure_By{pb.Erasure_BY_RETENTION, pb.Erasure_BY_REGISTER, 99} {
		servertest.WantCode(t, ask(h.admin, by, ""), codes.InvalidArgument)
	}
	servertest.WantCode(t, ask(h.eva, pb.Erasure_BY_CLIENT, strings.Repeat("x", 501)), codes.InvalidArgument)
	list, err := h.Client.ListErasures(h.admin, &pb.ListErasuresRequest{})
	must(t, err)
	if len(list.GetErasures()) != 0 {
		t.Errorf("what was refused is there: %v", list)
	}
	must(t, ask(h.eva, pb.Erasure_BY_REPRESENTATIVE, ""))
}

// Asking removes nothing; asked by the client it waits for a talk, asked again it is the same.
func TestAClientAsksIsTalkedWithAndTakesItBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.ask(h.self, 0)
	if e.GetState() != pb.Erasure_STATE_ASKED || e.GetBy() != pb.Erasure_BY_CLIENT || e.GetDueTime() != nil {
		t.Errorf("asked: %v", e)
	}
	if again := h.ask(h.self, 0); again.GetId() != e.GetId() {
		t.Error("asked again it is another")
	}
	_, err := h.Client.HastenErasure(h.admin, changed(e))
	servertest.WantReason(t, err, "TALK_FIRST")
	h.Later(60 * 24 * time.Hour)
	h.round()
	if !h.there() {
		t.Fatal("erased without a talk")
	}
	_, err = h.Client.BeginErasure(h.self, changed(e))
	servertest.WantCode(t, err, codes.PermissionDenied)
	begun, err := h.Client.BeginErasure(h.eva, changed(e))
	must(t, err)
	if begun.GetState() != pb.Erasure_STATE_WAITING || begun.GetDueTime() == nil {
		t.Errorf("begun: %v", begun)
	}
	_, err = h.Client.CancelErasure(h.self, changed(e)) // as it was before the talk
	servertest.WantCode(t, err, codes.Aborted)
	gone, err := h.Client.CancelErasure(h.self, changed(begun)) // one tap, on the last day too
	must(t, err)
	h.Later(60 * 24 * time.Hour)
	h.round()
	if gone.GetState() != pb.Erasure_STATE_CANCELLED || !h.there() {
		t.Errorf("taken back: %v", gone)
	}
	if next := h.ask(h.self, 0); next.GetId() == e.GetId() {
		t.Error("what was taken back is asked on")
	}
}

// Nothing goes before its day; then it goes here at once, and is done when every service has
// said so and the key is destroyed. Then nothing of it can be taken back.
func TestItIsCarriedOutOnItsDayAndReceipted(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.ask(h.admin, pb.Erasure_BY_ORGANISATION)
	h.Later(7*24*time.Hour - time.Minute)
	h.round()
	if !h.there() {
		t.Fatal("erased before its day")
	}
	h.Later(time.Minute)
	h.round()
	e = h.is(e, pb.Erasure_STATE_UNDER_WAY)
	if h.there() {
		t.Fatal("not erased on its day")
	}
	_, err := h.Client.CancelErasure(h.admin, changed(e))
	servertest.WantReason(t, err, "ERASURE_BEGUN")
	for _, as := range []context.Context{h.admin, h.self} {
		_, err = h.Client.ReportErasure(as, &pb.ReportErasureRequest{TenantId: h.Tenant, ErasureId: e.GetId()})
		servertest.WantCode(t, err, codes.PermissionDenied)
	}
	_, err = h.Client.ReportErasure(h.Gateway(), &pb.ReportErasureRequest{TenantId: h.Neighbour().Tenant, ErasureId: e.GetId()})
	must(t, err) // nobody's there: nothing of it is taken
	h.round()
	if got := h.is(e, pb.Erasure_STATE_UNDER_WAY); len(h.vault.who) != 0 || got.GetParts()[4].GetTime() != nil {
		t.Errorf("before the others reported: %v, keys destroyed %v", got.GetParts(), h.vault.who)
	}
	h.reported(e)
	h.round()
	if got := h.is(e, pb.Erasure_STATE_DONE); len(h.vault.who) != 1 || h.vault.who[0] != h.client.GetId() || got.GetDoneTime() == nil || got.GetNote() != "" {
		t.Errorf("at the end: %v, keys destroyed %v", got, h.vault.who)
	}
}

// At once takes an administrator and another person's yes.
func TestAtOnceTakesTwoPeople(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.ask(h.admin, pb.Erasure_BY_ORGANISATION)
	_, err := h.Client.HastenErasure(h.eva, changed(e))
	servertest.WantCode(t, err, codes.PermissionDenied)
	_, err = h.Client.HastenErasure(h.lead, changed(e))
	servertest.WantReason(t, err, "ADMINISTRATOR_ASKS")
	e, err = h.Client.HastenErasure(h.admin, changed(e))
	must(t, err)
	if !e.GetSecondYesWanted() || e.GetSecondYesYours() {
		t.Errorf("the first: %v", e)
	}
	_, err = h.Client.HastenErasure(h.admin, changed(e))
	servertest.WantReason(t, err, "SECOND_PERSON")
	h.round()
	if !h.there() {
		t.Fatal("erased on one person's word")
	}
	e, err = h.Client.HastenErasure(h.second, changed(e))
	must(t, err)
	h.round()
	h.is(e, pb.Erasure_STATE_UNDER_WAY)
}

// A hold keeps everything until its day or until it is lifted, says so kindly, and is the
// administrator's alone.
func TestAHoldKeepsAndThenLetsGo(t *testing.T) {
	t.Parallel()
	h := open(t)
	place := func(as context.Context, until, reason string) (*pb.LegalHold, error) {
		return h.Client.PlaceHold(as, &pb.PlaceHoldRequest{ClientId: h.client.GetId(), Reason: reason, UntilDay: until, RequestId: ids.New()})
	}
	for name, as := range map[string]context.Context{"support worker": h.eva, "coordinator": h.lead, "client": h.self} {
		_, err := place(as, "2026-11-15", "Een zaak.")
		t.Log(name)
		servertest.WantCode(t, err, codes.PermissionDenied)
	}
	_, err := place(h.Neighbour().As(ids.New(), authn.RoleOrganisationAdmin), "2026-11-15", "Een zaak.")
	servertest.WantCode(t, err, codes.NotFound)
	for _, day := range []string{"2026-10-14", "2032-01-01", "2026-02-31"} {
		_, err = place(h.admin, day, "Een zaak.")
		servertest.WantReason(t, err, "HOLD_DAY")
	}
	_, err = place(h.admin, "2026-11-15", "")
	servertest.WantCode(t, err, codes.InvalidArgument)
	e := h.ask(h.admin, pb.Erasure_BY_ORGANISATION)
	first, err := place(h.admin, "2026-11-15", "Een zaak.")
	must(t, err)
	second, err := place(h.second, "2026-10-31", "Nog een zaak.")
	must(t, err)
	_, err = h.Client.HastenErasure(h.admin, changed(e))
	servertest.WantReason(t, err, "HELD")
	if said := rpc.ProblemOf(err).Text; !strings.Contains(said.NL, "bewaarplicht") || said.EN == "" {
		t.Errorf("it is said as %q, %q", said.NL, said.EN)
	}
	seen, err := h.Client.GetClientErasure(h.self, &pb.GetClientErasureRequest{ClientId: h.client.GetId()})
	must(t, err)
	if !seen.GetHeld() || seen.GetHold() != nil || !seen.GetErasure().GetHeld() {
		t.Errorf("the client reads %v", seen) // that it is kept, and not why
	}
	h.Later(20 * 24 * time.Hour) // past the second hold and the thinking period
	h.round()
	if !h.there() {
		t.Fatal("erased while a hold stands")
	}
	list, err := h.Client.ListHolds(h.admin, &pb.ListHoldsRequest{})
	must(t, err)
	if len(list.GetHolds()) != 1 || list.GetHolds()[0].GetId() != first.GetId() {
		t.Errorf("what stands: %v, not %s", list.GetHolds(), second.GetId())
	}
	_, err = h.Client.LiftHold(h.lead, &pb.LiftHoldRequest{Id: first.GetId(), Etag: first.GetEtag()})
	servertest.WantCode(t, err, codes.PermissionDenied)
	_, err = h.Client.LiftHold(h.admin, &pb.LiftHoldRequest{Id: first.GetId(), Etag: `"9"`})
	servertest.WantCode(t, err, codes.Aborted)
	_, err = h.Client.LiftHold(h.admin, &pb.LiftHoldRequest{Id: first.GetId(), Etag: first.GetEtag()})
	must(t, err)
	h.round()
	if h.there() {
		t.Error("still there after the last hold was lifted")
	}
}

// A hold that nobody lifts ends with its day.
func TestAHoldEndsWithItsDay(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.ask(h.admin, pb.Erasure_BY_ORGANISATION)
	_, err := h.Client.PlaceHold(h.admin, &pb.PlaceHoldRequest{ClientId: h.client.GetId(), Reason: "Een zaak.", UntilDay: "2026-10-31"})
	must(t, err)
	h.Later(16 * 24 * time.Hour) // the last day itself
	h.round()
	if !h.there() {
		t.Fatal("erased on the last day of the hold")
	}
	h.Later(24 * time.Hour)
	h.round()
	if h.there() {
		t.Error("kept after the last day")
	}
}

// Each list and each thing stops at the organisation and at who is guided.
func TestAnotherOrganisationFindsNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.ask(h.eva, pb.Erasure_BY_CLIENT)
	hold, err := h.Client.PlaceHold(h.admin, &pb.PlaceHoldRequest{ClientId: h.client.GetId(), Reason: "Een zaak.", UntilDay: "2026-11-15"})
	must(t, err)
	_, stranger := h.Worker("Bart Zeegras")
	for name, as := range map[string]context.Context{"another organisation": h.Neighbour().As(ids.New(), authn.RoleOrganisationAdmin), "another caseload": stranger} {
		t.Log(name)
		_, err = h.Client.GetErasure(as, &pb.GetErasureRequest{Id: e.GetId()})
		servertest.WantCode(t, err, codes.NotFound)
		_, err = h.Client.PreviewErasure(as, &pb.PreviewErasureRequest{ClientId: h.client.GetId()})
		servertest.WantCode(t, err, codes.NotFound)
		_, err = h.Client.GetClientErasure(as, &pb.GetClientErasureRequest{ClientId: h.client.GetId()})
		servertest.WantCode(t, err, codes.NotFound)
		_, err = h.Client.BeginErasure(as, changed(e))
		servertest.WantCode(t, err, codes.NotFound)
		_, err = h.Client.CancelErasure(as, changed(e))
		servertest.WantCode(t, err, codes.NotFound)
		list, err := h.Client.ListErasures(as, &pb.ListErasuresRequest{})
		must(t, err)
		if len(list.GetErasures()) != 0 {
			t.Errorf("sees %v", list)
		}
	}
	outside := h.Neighbour().As(ids.New(), authn.RoleOrganisationAdmin)
	_, err = h.Client.LiftHold(outside, &pb.LiftHoldRequest{Id: hold.GetId(), Etag: hold.GetEtag()})
	servertest.WantCode(t, err, codes.NotFound)
	list, err := h.Client.ListHolds(outside, &pb.ListHoldsRequest{})
	must(t, err)
	if len(list.GetHolds()) != 0 {
		t.Errorf("sees %v", list)
	}
	for _, token := range []string{"x", "!!"} {
		_, err = h.Client.ListErasures(h.admin, &pb.ListErasuresRequest{PageToken: token})
		servertest.WantCode(t, err, codes.InvalidArgument)
		_, err = h.Client.ListHolds(h.admin, &pb.ListHoldsRequest{PageToken: token})
		servertest.WantCode(t, err, codes.InvalidArgument)
	}
	_, err = h.Client.GetErasure(h.admin, &pb.GetErasureRequest{Id: "x"})
	servertest.WantCode(t, err, codes.InvalidArgument)
}
