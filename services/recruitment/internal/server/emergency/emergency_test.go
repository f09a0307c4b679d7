package emergency_test

import (
	"context"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// night is a house in which Bram, who guides somebody else, has to help Lieke.
type night struct {
	*servertest.House
	lieke, anna, bram                string
	asLieke, asAnna, asBram, asAdmin context.Context
}

func begin(t *testing.T) *night {
	t.Helper()
	h := servertest.Open(t)
	h.Later(time.Since(servertest.Now)) // the reach ends by the database's clock
	n := &night{House: h}
	n.anna, n.asAnna = h.Worker("Anna")
	n.bram, n.asBram = h.Worker("Bram")
	n.lieke = h.NewClient("Lieke", "Verzonnen", n.anna).GetId()
	h.NewClient("Omar", "Verzonnen", n.bram)
	n.asLieke, n.asAdmin = h.As(n.lieke, authn.RoleClient), h.As(ids.New(), authn.RoleOrganisationAdmin)
	return n
}

func (n *night) request(name string) *pb.OpenEmergencyAccessRequest {
	return &pb.OpenEmergencyAccessRequest{Name: name, Reason: pb.EmergencyAccess_REASON_STANDING_IN,
		Words: "Anna is niet te bereiken en Lieke is alleen op straat.", RequestId: ids.New()}
}

func (n *night) open() *pb.EmergencyAccess {
	n.T.Helper()
	opened, err := n.Client.OpenEmergencyAccess(n.asBram, n.request("lieke verzonnen"))
	n.must(err)
	return opened
}

func (n *night) must(err error) {
	n.T.Helper()
	if err != nil {
		n.T.Fatal(err)
	}
}

func (n *night) reaches(ctx context.Context) bool {
	n.T.Helper()
	_, err := n.Client.GetClient(ctx, &pb.GetClientRequest{Id: n.lieke})
	if err != nil {
		servertest.WantCode(n.T, err, codes.NotFound)
	}
	return err == nil
}

func TestEmergencyAccessIsForSomeHoursAndForOneClient(t *testing.T) {
	t.Parallel()
	n := begin(t)
	if n.reaches(n.asBram) {
		t.Fatal("Bram reaches Lieke without")
	}
	opened := n.open()
	if opened.GetClientId() != n.lieke || !opened.GetOpen() || opened.GetEndTime().AsTime().Sub(opened.GetOpenTime().AsTime()) != 8*time.Hour {
		t.Errorf("opened %v", opened)
	}
	if !n.reaches(n.asBram) {
		t.Error("opened, and Bram does not reach Lieke")
	}
	people, err := n.Client.ListClients(n.asBram, &pb.ListClientsRequest{})
	n.must(err)
	if len(people.GetClients()) != 2 {
		t.Errorf("%d people in Bram's list, want his own and Lieke", len(people.GetClients()))
	}
	if cor, asCor := n.Worker("Cor"); cor == "" || n.reaches(asCor) {
		t.Error("opened by Bram, and Cor reaches her")
	}
	again, err := n.Client.OpenEmergencyAccess(n.asBram, n.request("Lieke Verzonnen"))
	n.must(err)
	if again.GetId() != opened.GetId() {
		t.Error("opened twice there are two")
	}
	ended, err := n.Client.EndEmergencyAccess(n.asBram, &pb.EndEmergencyAccessRequest{Id: opened.GetId(), Etag: again.GetEtag(), RequestId: ids.New()})
	n.must(err)
	if ended.GetOpen() || n.reaches(n.asBram) {
		t.Error("ended, and Bram still reaches Lieke")
	}
}

// It is for reading what helps now: whoever reads along makes no way in, changes nothing and
// takes nothing along (the matrix in services/e2e asks this of every call).
func TestEmergencyAccessReachesAsFarAsWhatHelpsNow(t *testing.T) {
	t.Parallel()
	n := begin(t)
	n.open()
	if !n.reaches(n.asBram) {
		t.Error("who it is cannot be read")
	}
	_, err := n.Client.ListContacts(n.asBram, &pb.ListContactsRequest{ClientId: n.lieke})
	servertest.WantReason(t, err, "MAP_NOT_SHARED") // hers to share, also now
	for what, call := range map[string]func() error{
		"a card to sign in": func() error {
			_, err := n.Client.MakeLoginCard(n.asBram, &pb.MakeLoginCardRequest{ClientId: n.lieke, RequestId: ids.New()})
			return err
		},
		"a session beside her": func() error {
			_, err := n.Client.OpenBeside(n.asBram, &pb.OpenBesideRequest{ClientId: n.lieke})
			return err
		},
		"all her data": func() error {
			_, err := n.Client.AskExport(n.asBram, &pb.AskExportRequest{ClientId: n.lieke, SaidBy: pb.SaidBy_SAID_BY_TOLD, RequestId: ids.New()})
			return err
		},
		"a consent": func() error {
			_, err := n.Client.GiveConsent(n.asBram, &pb.GiveConsentRequest{ClientId: n.lieke, Purpose: pb.Consent_PURPOSE_MATCHING,
				Channel: pb.Consent_CHANNEL_SPOKEN, RequestId: ids.New()})
			return err
		},
		"what she wishes": func() error {
			wishes, err := n.Client.ListWishes(n.asBram, &pb.ListWishesRequest{ClientId: n.lieke})
			if err == nil && len(wishes.GetWishes()) == 0 {
				return fault.Missing()
			}
			return err
		},
	} {
		if got := rpc.ProblemOf(call()).Reason; got != "NOT_FOUND" {
			t.Errorf("%s: %q, want NOT_FOUND", what, got)
		}
	}
}

func TestEmergencyAccessIsToldToTheClientAndTheKeeperOfTheLog(t *testing.T) {
	t.Parallel()
	n := begin(t)
	opened := n.open()
	for who, ctx := range map[string]context.Context{"Lieke": n.asLieke, "Anna": n.asAnna} {
		told, err := n.Client.ListClientEmergencyAccesses(ctx, &pb.ListClientEmergencyAccessesRequest{ClientId: n.lieke})
		n.must(err)
		if all := told.GetEmergencyAccesses(); len(all) != 1 || all[0].GetSupportWorkerId() != n.bram || all[0].GetWords() == "" || all[0].GetSupportWorkerName() != "Bram" {
			t.Errorf("%s reads %v", who, all)
		}
	}
	mine, err := n.Client.ListEmergencyAccesses(n.asAnna, &pb.ListEmergencyAccessesRequest{})
	n.must(err)
	if len(mine.GetEmergencyAccesses()) != 0 {
		t.Error("Anna reads as hers what Bram opened")
	}
	waiting := func() int {
		kept, err := n.Client.ListEmergencyAccesses(n.asAdmin, &pb.ListEmergencyAccessesRequest{Unreviewed: true})
		n.must(err)
		return len(kept.GetEmergencyAccesses())
	}
	if waiting() != 1 {
		t.Error("the keeper of the log does not find it")
	}
	review := &pb.ReviewEmergencyAccessRequest{Id: opened.GetId(), RequestId: ids.New()}
	both := n.As(n.bram, authn.RoleSupportWorker, authn.RoleOrganisationAdmin)
	_, err = n.Client.ReviewEmergencyAccess(both, review)
	servertest.WantReason(t, err, "EMERGENCY_OWN")
	review.RequestId = ids.New()
	seen, err := n.Client.ReviewEmergencyAccess(n.asAdmin, review)
	n.must(err)
	if seen.GetReviewTime() == nil || waiting() != 0 {
		t.Error("looked at, and it still waits")
	}
	var ground string
	n.must(n.DB.Owner(t).QueryRow(t.Context(), `SELECT DISTINCT ground FROM recruitment.audit WHERE client_id = $1 AND method LIKE '%OpenEmergencyAccess'`, n.lieke).Scan(&ground))
	if ground != "emergency:"+opened.GetId() {
		t.Errorf("the log gives as ground %q", ground)
	}
}

func TestEmergencyAccessOpensNothingOnAGuess(t *testing.T) {
	t.Parallel()
	n := begin(t)
	n.NewClient("Lieke", "Dubbel", n.anna)
	n.NewClient("Lieke", "Dubbel", n.anna)
	there := n.Neighbour()
	stranger, asStranger := there.Worker("Piet")
	for name, c := range map[string]struct {
		ctx    context.Context
		change func(*pb.OpenEmergencyAccessRequest)
		want   string
	}{
		"a given name":        {n.asBram, func(r *pb.OpenEmergencyAccessRequest) { r.Name = "Lieke" }, "EMERGENCY_INCOMPLETE"},
		"the start of a name": {n.asBram, func(r *pb.OpenEmergencyAccessRequest) { r.Name = "Lie Ver" }, "EMERGENCY_NOBODY"},
		"a part of a name":    {n.asBram, func(r *pb.OpenEmergencyAccessRequest) { r.Name = "Lieke Verzonnen Dubbel" }, "EMERGENCY_NOBODY"},
		"two of that name":    {n.asBram, func(r *pb.OpenEmergencyAccessRequest) { r.Name = "Lieke Dubbel" }, "EMERGENCY_SEVERAL"},
		"no words":            {n.asBram, func(r *pb.OpenEmergencyAccessRequest) { r.Words = " nodig " }, "EMERGENCY_INCOMPLETE"},
		"no reason":           {n.asBram, func(r *pb.OpenEmergencyAccessRequest) { r.Reason = 0 }, "INVALID_REQUEST"},
		"her own worker":      {n.asAnna, func(*pb.OpenEmergencyAccessRequest) {}, "EMERGENCY_NOT_NEEDED"},
		"another house":       {asStranger, func(*pb.OpenEmergencyAccessRequest) {}, "EMERGENCY_NOBODY"},
		"a client":            {n.asLieke, func(*pb.OpenEmergencyAccessRequest) {}, "NOT_YOUR_ROLE"},
	} {
		req := n.request("Lieke Verzonnen")
		c.change(req)
		_, err := n.Client.OpenEmergencyAccess(c.ctx, req)
		if got := rpc.ProblemOf(err).Reason; got != c.want {
			t.Errorf("%s: %q (%v), want %q", name, got, err, c.want)
		}
	}
	opened := n.open()
	for name, ctx := range map[string]context.Context{"Anna": n.asAnna, "another house": asStranger} {
		_, err := n.Client.EndEmergencyAccess(ctx, &pb.EndEmergencyAccessRequest{Id: opened.GetId(), RequestId: ids.New()})
		servertest.WantReason(t, err, "NOT_FOUND")
		if err == nil {
			t.Errorf("%s ended it", name)
		}
	}
	if stranger == "" || n.reaches(asStranger) {
		t.Error("another house reaches her")
	}
}

func TestEmergencyAccessIsToldToTheOtherServicesWithoutTheReason(t *testing.T) {
	t.Parallel()
	n := begin(t)
	opened := n.open()
	var told []*pb.EmergencyAccessChanged
	for _, e := range n.Events() {
		if m, ok := e.Message.(*pb.EmergencyAccessChanged); ok {
			told = append(told, m)
		}
	}
	if len(told) != 1 || told[0].GetClientId() != n.lieke || told[0].GetSupportWorkerId() != n.bram || !told[0].GetUntil().AsTime().Equal(opened.GetEndTime().AsTime()) {
		t.Errorf("told %v", told)
	}
}
