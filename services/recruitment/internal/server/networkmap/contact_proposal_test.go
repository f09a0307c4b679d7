package networkmap_test

import (
	"context"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
	"github.com/optrek/optrek/services/recruitment/internal/store"
	mapstore "github.com/optrek/optrek/services/recruitment/internal/store/networkmap"
)

// named proposes people of the record, as an import does.
func named(h *servertest.House, client *pb.Client, people ...networkmap.NamedPerson) (fresh int) {
	h.T.Helper()
	err := store.New(h.Pool).InTxAs(h.T.Context(), h.Tenant, func(tx *store.Tx) (err error) {
		fresh, err = mapstore.Of(tx).ProposeContacts(h.T.Context(), domain.ClientID(client.GetId()), people, servertest.Now)
		return err
	})
	if err != nil {
		h.T.Fatal(err)
	}
	return fresh
}

var (
	riet = networkmap.NamedPerson{Name: "Riet", Relation: "moeder", Key: "rp-1"}
	joop = networkmap.NamedPerson{Name: "Joop", Relation: "vriend", Key: "rp-2"}
)

func TestN14_NobodyOfTheRecordIsOnTheMapBeforeAYes(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	worker, asWorker := h.Worker("Wil")
	kim := h.NewClient("Kim", "", worker)
	self := h.As(kim.GetId(), authn.RoleClient)
	told := len(h.Events())
	if n := named(h, kim, riet, joop, riet, networkmap.NamedPerson{}); n != 2 {
		t.Fatalf("%d proposed", n)
	}
	contacts := func() []*pb.Contact {
		t.Helper()
		all, err := h.Client.ListContacts(self, &pb.ListContactsRequest{ClientId: kim.GetId()})
		if err != nil {
			t.Fatal(err)
		}
		return all.GetContacts()
	}
	first, err := h.Client.ListContactProposals(self, &pb.ListContactProposalsRequest{ClientId: kim.GetId(), PageSize: 1})
	if err != nil || len(first.GetProposals()) != 1 || first.GetNextPageToken() == "" || len(contacts()) != 0 {
		t.Fatalf("%v, %v; on the map: %v", first, err, contacts())
	}
	next, err := h.Client.ListContactProposals(asWorker, &pb.ListContactProposalsRequest{ClientId: kim.GetId(), PageToken: first.GetNextPageToken()})
	if err != nil || len(next.GetProposals()) != 1 {
		t.Fatalf("%v, %v", next, err)
	}
	yes := &pb.AcceptContactProposalRequest{Id: first.GetProposals()[0].GetId(), RequestId: ids.New()}
	c, err := h.Client.AcceptContactProposal(self, yes)
	if err != nil || c.GetName() != "Riet" || c.GetCategory() != pb.Contact_CATEGORY_UNSPECIFIED || c.GetCircle() != pb.Contact_CIRCLE_UNSPECIFIED {
		t.Errorf("N-09: %v, %v", c, err)
	}
	if again, err := h.Client.AcceptContactProposal(self, yes); err != nil || !proto.Equal(again, c) {
		t.Errorf("the repeat: %v, %v", again, err)
	}
	_, err = h.Client.AcceptContactProposal(self, &pb.AcceptContactProposalRequest{Id: yes.GetId()})
	servertest.WantCode(t, err, codes.NotFound)
	_, err = h.Client.DeclineContactProposal(asWorker, &pb.DeclineContactProposalRequest{Id: next.GetProposals()[0].GetId(), RequestId: ids.New()})
	servertest.WantCode(t, err, codes.OK)
	if on := contacts(); len(on) != 1 || on[0].GetId() != c.GetId() {
		t.Errorf("on the map: %v", on)
	}
	// Asked once: neither who came on the map nor who did not is proposed again.
	riet.Name = "Riet de Wit"
	if n := named(h, kim, riet, joop); n != 0 {
		t.Errorf("%d proposed again", n)
	}
	var left int
	if err := h.DB.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM recruitment.contact_proposal WHERE name <> '' OR relation <> ''`).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d answered proposals still say who it was, %v", left, err)
	}
	if n := len(h.Events()) - told; n != 0 {
		t.Errorf("N-14: %d events about people on a map", n)
	}
}

func TestWhomARecordNamesIsForTheClientAndTheirOwnSupportWorkers(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	worker, asWorker := h.Worker("Wil")
	_, asOther := h.Worker("Ot")
	kim, lee := h.NewClient("Kim", "", worker), h.NewClient("Lee", "")
	named(h, kim, riet)
	list := &pb.ListContactProposalsRequest{ClientId: kim.GetId()}
	got, err := h.Client.ListContactProposals(asWorker, list)
	if err != nil || len(got.GetProposals()) != 1 {
		t.Fatalf("%v, %v", got, err)
	}
	id := got.GetProposals()[0].GetId()
	callers := []struct {
		who  string
		ctx  context.Context
		want codes.Code
	}{
		{"another support worker", asOther, codes.NotFound},
		{"another client", h.As(lee.GetId(), authn.RoleClient), codes.NotFound},
		{"a coordinator elsewhere", h.Neighbour().Coordinator, codes.NotFound},
		{"a network lead who does not guide them", h.As(ids.New(), authn.RoleNetworkLead), codes.PermissionDenied},
		{"a coordinator", h.Coordinator, codes.PermissionDenied},
	}
	for _, c := range callers {
		_, err := h.Client.ListContactProposals(c.ctx, list)
		servertest.WantCode(t, err, c.want)
		_, err = h.Client.AcceptContactProposal(c.ctx, &pb.AcceptContactProposalRequest{Id: id})
		servertest.WantCode(t, err, c.want)
		_, err = h.Client.DeclineContactProposal(c.ctx, &pb.DeclineContactProposalRequest{Id: id})
		servertest.WantCode(t, err, c.want)
		if t.Failed() {
			t.Fatal(c.who)
		}
	}
	_, err = h.Client.AcceptContactProposal(asWorker, &pb.AcceptContactProposalRequest{Id: id, Category: 99})
	servertest.WantCode(t, err, codes.InvalidArgument)
	// Who does not share the map (any more) is not asked about it by staff either (N-17).
	given, err := h.Client.GiveConsent(asWorker, &pb.GiveConsentRequest{ClientId: kim.GetId(), Purpose: pb.Consent_PURPOSE_NETWORK_MAP, Channel: pb.Consent_CHANNEL_SPOKEN})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Client.WithdrawConsent(asWorker, &pb.WithdrawConsentRequest{ClientId: kim.GetId(), Id: given.GetId()}); err != nil {
		t.Fatal(err)
	}
	_, err = h.Client.ListContactProposals(asWorker, list)
	servertest.WantCode(t, err, codes.PermissionDenied)
	_, err = h.Client.AcceptContactProposal(asWorker, &pb.AcceptContactProposalRequest{Id: id})
	servertest.WantCode(t, err, codes.PermissionDenied)
	if got, err := h.Client.ListContactProposals(h.As(kim.GetId(), authn.RoleClient), list); err != nil || len(got.GetProposals()) != 1 {
		t.Errorf("the client themself: %v, %v", got, err)
	}
}
