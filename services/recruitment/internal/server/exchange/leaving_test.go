package exchange_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
	"github.com/optrek/optrek/services/recruitment/internal/store"
	mapstore "github.com/optrek/optrek/services/recruitment/internal/store/networkmap"
)

// as runs fn as the import does: in a transaction of the organisation.
func (h *house) asImport(fn func(*store.Tx) error) {
	h.T.Helper()
	if err := store.New(h.Pool).InTxAs(h.T.Context(), h.Tenant, fn); err != nil {
		h.T.Fatal(err)
	}
}

// outOfCare is an export saying that these clients left care on a day.
func (h *house) outOfCare(day string, clients ...*pb.Client) (proposed []domain.ClientID) {
	h.T.Helper()
	ended, err := time.Parse(time.DateOnly, day)
	if err != nil {
		h.T.Fatal(err)
	}
	var out []domain.OutOfCare
	for _, c := range clients {
		out = append(out, domain.OutOfCare{Client: domain.ClientID(c.GetId()), Ended: ended})
	}
	h.asImport(func(tx *store.Tx) (err error) {
		proposed, err = tx.ProposeLeavings(h.T.Context(), out, servertest.Now)
		return err
	})
	return proposed
}

func (h *house) leavings() map[string]*pb.Leaving {
	h.T.Helper()
	all, token := map[string]*pb.Leaving{}, ""
	for {
		page, err := h.Client.ListLeavings(h.Coordinator, &pb.ListLeavingsRequest{PageSize: 1, PageToken: token})
		if err != nil {
			h.T.Fatal(err)
		}
		for _, c := range page.GetClients() {
			if c.GetLeaving() == nil || all[c.GetId()] != nil {
				h.T.Errorf("%s stands in the list twice, or without why", c.GetId())
			}
			all[c.GetId()] = c.GetLeaving()
		}
		if token = page.GetNextPageToken(); token == "" {
			return all
		}
	}
}

func (h *house) get(id string) *pb.Client {
	h.T.Helper()
	c, err := h.Client.GetClient(h.Coordinator, &pb.GetClientRequest{Id: id})
	if err != nil {
		h.T.Fatal(err)
	}
	return c
}

func day(days int) string { return servertest.Now.AddDate(0, 0, days).Format(time.DateOnly) }

func TestAnExportProposesAndNeverDrops(t *testing.T) {
	t.Parallel()
	h := open(t)
	kim, lee := h.NewClient("Kim", ""), h.NewClient("Lee", "")
	if proposed := h.outOfCare("2026-10-01", kim, lee); len(proposed) != 2 {
		t.Fatalf("proposed %v", proposed)
	}
	if got := h.get(kim.GetId()); got.GetLeaving().GetState() != pb.Leaving_STATE_PROPOSED || got.GetLeaving().GetSource() != pb.Leaving_SOURCE_EXPORT || got.GetEtag() != kim.GetEtag() {
		t.Errorf("%v", got)
	}
	// However long one waits, and however often the task looks.
	h.Later(10 * 365 * 24 * time.Hour)
	if err := h.Server.Exchange.Leave(t.Context(), h.Tenant); err != nil {
		t.Fatal(err)
	}
	if len(h.Everybody()) != 2 || len(h.leavings()) != 2 {
		t.Error("somebody was dropped by a file")
	}
	// Cancelled: the same export says nothing new, a later date does.
	if _, err := h.Client.CancelLeaving(h.Coordinator, &pb.ChangeLeavingRequest{ClientId: kim.GetId()}); err != nil {
		t.Fatal(err)
	}
	if proposed := h.outOfCare("2026-10-01", kim, lee); len(proposed) != 0 || h.get(kim.GetId()).GetLeaving() != nil {
		t.Errorf("proposed again: %v", proposed)
	}
	if proposed := h.outOfCare("2026-12-01", kim); len(proposed) != 1 {
		t.Errorf("another date proposes nothing: %v", proposed)
	}
	// Back in care, also when it was planned meanwhile; what staff said stays.
	if _, err := h.Client.PlanLeaving(h.Coordinator, &pb.PlanLeavingRequest{ClientId: lee.GetId(), LeaveDay: servertest.Now.AddDate(10, 0, 20).Format(time.DateOnly)}); err != nil {
		t.Fatal(err)
	}
	mo := h.NewClient("Mo", "")
	if _, err := h.Client.ProposeLeaving(h.Coordinator, &pb.ChangeLeavingRequest{ClientId: mo.GetId()}); err != nil {
		t.Fatal(err)
	}
	h.asImport(func(tx *store.Tx) error {
		back, err := tx.BackInCare(t.Context(), []domain.ClientID{domain.ClientID(kim.GetId()), domain.ClientID(lee.GetId()), domain.ClientID(mo.GetId())})
		if len(back) != 2 {
			t.Errorf("back in care: %v", back)
		}
		return err
	})
	if left := h.leavings(); len(left) != 1 || left[mo.GetId()] == nil {
		t.Errorf("still leaving: %v", left)
	}
}

func TestLeavingIsPlannedUndoneAndThenDone(t *testing.T) {
	t.Parallel()
	h := open(t)
	kim, lee := h.NewClient("Kim", "Kanarie"), h.NewClient("Lee", "")
	propose := &pb.ChangeLeavingRequest{ClientId: kim.GetId(), Etag: kim.GetEtag(), RequestId: ids.New()}
	c, err := h.Client.ProposeLeaving(h.Coordinator, propose)
	if err != nil || c.GetLeaving().GetSource() != pb.Leaving_SOURCE_STAFF || c.GetEtag() == kim.GetEtag() {
		t.Fatalf("%v, %v", c, err)
	}
	if again, err := h.Client.ProposeLeaving(h.Coordinator, propose); err != nil || !proto.Equal(again, c) {
		t.Errorf("the repeat: %v, %v", again, err)
	}
	plan := func(etag, day string) (*pb.Client, error) {
		return h.Client.PlanLeaving(h.Coordinator, &pb.PlanLeavingRequest{ClientId: kim.GetId(), Etag: etag, LeaveDay: day, RequestId: ids.New()})
	}
	_, err = plan(kim.GetEtag(), day(30))
	servertest.WantCode(t, err, codes.Aborted)
	for _, wrong := range []string{day(-1), day(366), "2026-02-30", "morgen"} {
		_, err = plan("", wrong)
		servertest.WantCode(t, err, codes.InvalidArgument)
	}
	_, err = h.Client.PlanLeaving(h.Coordinator, &pb.PlanLeavingRequest{ClientId: lee.GetId(), LeaveDay: day(3)})
	servertest.WantCode(t, err, codes.FailedPrecondition)
	if c, err = plan(c.GetEtag(), day(30)); err != nil || c.GetLeaving().GetLeaveDay() != day(30) {
		t.Fatalf("%v, %v", c, err)
	}
	h.Later(29 * 24 * time.Hour)
	h.leave()
	if _, err := h.Client.CancelLeaving(h.Coordinator, &pb.ChangeLeavingRequest{ClientId: kim.GetId(), Etag: c.GetEtag()}); err != nil {
		t.Fatal(err)
	}
	h.Later(48 * time.Hour)
	h.leave()
	if len(h.Everybody()) != 2 {
		t.Fatal("gone, though it was undone")
	}
	if _, err := h.Client.ProposeLeaving(h.Coordinator, &pb.ChangeLeavingRequest{ClientId: kim.GetId()}); err != nil {
		t.Fatal(err)
	}
	if _, err := plan("", day(31)); err != nil {
		t.Fatal(err)
	}
	told := len(h.Events())
	h.leave()
	h.leave() // and again: nothing more happens
	events := h.Events()[told:]
	if len(events) != 1 || events[0].Tenant != h.Tenant || events[0].Message.(*pb.ClientErased).GetClientId() != kim.GetId() {
		t.Errorf("told %v", events)
	}
	if all := h.Everybody(); len(all) != 1 || all[lee.GetId()] == nil {
		t.Errorf("here now: %v", all)
	}
}

func (h *house) leave() {
	h.T.Helper()
	if err := h.Server.Exchange.Leave(postgres.WithMethod(h.T.Context(), "planned:leave"), h.Tenant); err != nil {
		h.T.Fatal(err)
	}
}

// Everything recruitment holds of a person goes: what stays are ids, in the audit and
// in what the others were told.
func TestWhoLeavesLeavesNothingHere(t *testing.T) {
	t.Parallel()
	h := open(t)
	worker, asWorker := h.Worker("Wil")
	h.Import([]byte("clientnr;roepnaam;achternaam;geboortedatum;locatie;interesses\nKANARIE1;Kanariekim;Kanarievogel;x;;\n"))
	var kim *pb.Client
	for _, c := range h.Everybody() {
		kim = c
	}
	other := h.NewClient("Lee", "", worker)
	must := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(h.Client.AssignSupportWorkers(h.Coordinator, &pb.AssignSupportWorkersRequest{ClientId: kim.GetId(), SupportWorkerIds: []string{worker}}))
	must(h.Client.CreateWish(asWorker, &pb.CreateWishRequest{Wish: &pb.Wish{ClientId: kim.GetId(), OwnWords: "kanarie zien"}, RequestId: ids.New()}))
	must(h.Client.CreateContact(asWorker, &pb.CreateContactRequest{Contact: &pb.Contact{ClientId: kim.GetId(), Name: "Kanarietante"}, RequestId: ids.New()}))
	must(h.Client.UpdateParticipation(asWorker, &pb.UpdateParticipationRequest{RequestId: ids.New(),
		Participation: &pb.Participation{ClientId: kim.GetId(), Hobby: "kanaries houden"}}))
	must(h.Client.GiveConsent(asWorker, &pb.GiveConsentRequest{ClientId: kim.GetId(), Purpose: pb.Consent_PURPOSE_STORY,
		Channel: pb.Consent_CHANNEL_SPOKEN, GivenByRepresentative: "Oom Kanarie"}))
	h.asImport(func(tx *store.Tx) error {
		_, err := mapstore.Of(tx).ProposeContacts(t.Context(), domain.ClientID(kim.GetId()), []networkmap.NamedPerson{{Name: "Kanarieneef", Relation: "neef"}}, servertest.Now)
		if err == nil {
			err = tx.SetAcquaintances(t.Context(), ids.New(), []domain.ClientID{domain.ClientID(kim.GetId())},
				[]domain.ClientID{domain.ClientID(kim.GetId()), domain.ClientID(other.GetId())}, nil)
		}
		return err
	})
	must(h.Client.PrepareImport(h.Coordinator, &pb.PrepareImportRequest{Content: []byte("clientnr;roepnaam\nKANARIE1;Kanariekim\n"), RequestId: ids.New()}))
	must(h.Client.ProposeLeaving(h.Coordinator, &pb.ChangeLeavingRequest{ClientId: kim.GetId(), RequestId: ids.New()}))
	must(h.Client.PlanLeaving(h.Coordinator, &pb.PlanLeavingRequest{ClientId: kim.GetId(), LeaveDay: day(0), RequestId: ids.New()}))
	if n := strings.Count(strings.ToLower(fmt.Sprint(h.Contents())), "kanarie"); n < 15 {
		t.Fatalf("only %d traces: this test would prove little", n)
	}
	select {
	case <-h.Server.Exchange.LeavingDue():
	default:
		t.Error("nobody is told that the day has come")
	}
	h.leave()
	for table, text := range h.Contents() {
		if strings.Contains(strings.ToLower(text), "kanarie") {
			t.Errorf("a trace in %s", table)
		}
		// What stays by design: who looked, that they were erased, and the receipt of it.
		may := []string{"audit", "outbox.payload", "erased", "erasure"}
		if !slices.Contains(may, table) && strings.Contains(text, kim.GetId()) {
			t.Errorf("the id in %s", table)
		}
	}
	var rows int
	if err := h.DB.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM recruitment.audit
		WHERE method = 'planned:leave' AND service = 'recruitment' AND client_id = $1`, kim.GetId()).Scan(&rows); err != nil || rows == 0 {
		t.Errorf("the removal itself is not written down: %d, %v", rows, err)
	}
}

func TestWhoMayLetSomebodyLeave(t *testing.T) {
	t.Parallel()
	h := open(t)
	worker, asWorker := h.Worker("Wil")
	_, asOther := h.Worker("Ot")
	kim := h.NewClient("Kim", "", worker)
	lead := h.As(ids.New(), authn.RoleNetworkLead)
	elsewhere := h.Neighbour().Coordinator
	change := &pb.ChangeLeavingRequest{ClientId: kim.GetId()}
	plan := &pb.PlanLeavingRequest{ClientId: kim.GetId(), LeaveDay: day(3)}
	_, err := h.Client.ProposeLeaving(asOther, change)
	servertest.WantCode(t, err, codes.NotFound)
	_, err = h.Client.ProposeLeaving(elsewhere, change)
	servertest.WantCode(t, err, codes.NotFound)
	_, err = h.Client.ProposeLeaving(h.As(kim.GetId(), authn.RoleClient), change)
	servertest.WantCode(t, err, codes.PermissionDenied)
	_, err = h.Client.ProposeLeaving(asWorker, change)
	servertest.WantCode(t, err, codes.OK)
	_, err = h.Client.PlanLeaving(asWorker, plan)
	servertest.WantCode(t, err, codes.PermissionDenied)
	_, err = h.Client.CancelLeaving(asWorker, change)
	servertest.WantCode(t, err, codes.PermissionDenied)
	_, err = h.Client.PlanLeaving(elsewhere, plan)
	servertest.WantCode(t, err, codes.NotFound)
	_, err = h.Client.CancelLeaving(elsewhere, change)
	servertest.WantCode(t, err, codes.NotFound)
	_, err = h.Client.PlanLeaving(lead, plan)
	servertest.WantCode(t, err, codes.OK)
	_, err = h.Client.ListLeavings(asWorker, &pb.ListLeavingsRequest{})
	servertest.WantCode(t, err, codes.PermissionDenied)
	_, err = h.Client.ListLeavings(lead, &pb.ListLeavingsRequest{PageToken: "%%"})
	servertest.WantCode(t, err, codes.InvalidArgument)
	list, err := h.Client.ListLeavings(elsewhere, &pb.ListLeavingsRequest{})
	if err != nil || len(list.GetClients()) != 0 {
		t.Errorf("seen elsewhere: %v, %v", list, err)
	}
	_, err = h.Client.CancelLeaving(lead, change)
	servertest.WantCode(t, err, codes.OK)
}
