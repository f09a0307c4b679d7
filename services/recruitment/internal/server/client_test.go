package server_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

func TestX04_ANameIsEnough(t *testing.T) {
	t.Parallel()
	h := open(t)
	c := h.NewClient("  Lieke ", "")
	if c.GetGivenName() != "Lieke" || c.GetEtag() != "1" || c.GetCreateTime() == nil {
		t.Errorf("made %v", c)
	}
	consents, err := h.Client.ListConsents(h.Coordinator, &pb.ListConsentsRequest{ClientId: c.GetId()})
	if err != nil || len(consents.GetConsents()) != 0 {
		t.Errorf("a yes is given, never there by itself: %v, %v", consents, err)
	}
	_, err = h.Client.CreateClient(h.Coordinator, &pb.CreateClientRequest{Client: &pb.Client{GivenName: "   "}})
	servertest.WantCode(t, err, codes.InvalidArgument)
	_, err = h.Client.CreateClient(h.Coordinator, &pb.CreateClientRequest{Client: &pb.Client{GivenName: "Kim", Number: "111222333"}})
	servertest.WantReason(t, err, "BSN")
}

func TestO01_TwoDifferentResponsible(t *testing.T) {
	t.Parallel()
	h := open(t)
	first, asFirst := h.Worker("Eerste")
	second, asSecond := h.Worker("Tweede")
	c := h.NewClient("Kim", "Bos", first)
	_, err := h.Client.GetClient(asSecond, &pb.GetClientRequest{Id: c.GetId()})
	servertest.WantCode(t, err, codes.NotFound)
	c, err = h.Client.AssignSupportWorkers(h.Coordinator, &pb.AssignSupportWorkersRequest{
		ClientId: c.GetId(), SupportWorkerIds: []string{first, second}, Etag: c.GetEtag()})
	if err != nil || !slices.Equal(c.GetSupportWorkerIds(), []string{first, second}) {
		t.Fatalf("assigned %v, %v", c, err)
	}
	if _, err = h.Client.GetClient(asSecond, &pb.GetClientRequest{Id: c.GetId()}); err != nil {
		t.Errorf("the second responsible does not reach the client: %v", err)
	}
	// Somebody leaves: the client is out of their reach at once.
	if _, err = h.Client.AssignSupportWorkers(h.Coordinator, &pb.AssignSupportWorkersRequest{ClientId: c.GetId(), SupportWorkerIds: []string{second}}); err != nil {
		t.Fatal(err)
	}
	_, err = h.Client.GetClient(asFirst, &pb.GetClientRequest{Id: c.GetId()})
	servertest.WantCode(t, err, codes.NotFound)
	for _, wrong := range []struct {
		workers []string
		want    codes.Code
	}{{[]string{first, first}, codes.InvalidArgument}, {nil, codes.InvalidArgument}, {[]string{ids.New()}, codes.NotFound}} {
		_, err = h.Client.AssignSupportWorkers(h.Coordinator, &pb.AssignSupportWorkersRequest{ClientId: c.GetId(), SupportWorkerIds: wrong.workers})
		servertest.WantCode(t, err, wrong.want)
	}
}

func TestO01_ALocationHasNoSingleLead(t *testing.T) {
	t.Parallel()
	h := open(t)
	one, _ := h.Worker("Een")
	two, _ := h.Worker("Twee")
	_, err := h.Client.CreateLocation(h.Coordinator, &pb.CreateLocationRequest{Location: &pb.Location{Name: "De Brug", NetworkLeadIds: []string{one}}})
	servertest.WantCode(t, err, codes.InvalidArgument)
	l, err := h.Client.CreateLocation(h.Coordinator, &pb.CreateLocationRequest{Location: &pb.Location{Name: "De Brug", NetworkLeadIds: []string{one, two}}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.Client.CreateLocation(h.Coordinator, &pb.CreateLocationRequest{Location: &pb.Location{Name: "de  brug"}})
	servertest.WantCode(t, err, codes.AlreadyExists)
	l.Town = "Gennep"
	changed, err := h.Client.UpdateLocation(h.Coordinator, &pb.UpdateLocationRequest{Location: l})
	if err != nil || changed.GetTown() != "Gennep" || changed.GetEtag() == l.GetEtag() || len(changed.GetNetworkLeadIds()) != 2 {
		t.Errorf("changed to %v, %v", changed, err)
	}
	_, err = h.Client.UpdateLocation(h.Coordinator, &pb.UpdateLocationRequest{Location: &pb.Location{Id: l.GetId(), Name: "x", Etag: l.GetEtag()}})
	servertest.WantCode(t, err, codes.Aborted)
}

func TestUpdateClientWritesTheMaskOnly(t *testing.T) {
	t.Parallel()
	h := open(t)
	c := h.NewClient("Kim", "Bos")
	change := func(m *pb.Client, paths ...string) (*pb.Client, error) {
		m.Id = c.GetId()
		return h.Client.UpdateClient(h.Coordinator, &pb.UpdateClientRequest{Client: m, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}})
	}
	got, err := change(&pb.Client{GivenName: "Kimmie", FamilyName: "Weg", Profile: &pb.Profile{Interests: []string{"Koken ", "koken"}, Talents: []string{"zingen"},
		Dayparts: []pb.Daypart{pb.Daypart_DAYPART_WEEKEND_EVENING}, Company: pb.Company_COMPANY_EITHER}}, "given_name", "profile.interests", "profile.dayparts")
	if err != nil {
		t.Fatal(err)
	}
	p := got.GetProfile()
	if got.GetGivenName() != "Kimmie" || got.GetFamilyName() != "Bos" || strings.Join(p.GetInterests(), ",") != "koken" ||
		len(p.GetTalents()) != 0 || p.GetCompany() != 0 || p.GetDayparts()[0] != pb.Daypart_DAYPART_WEEKEND_EVENING {
		t.Errorf("changed to %v", got)
	}
	same, err := change(&pb.Client{GivenName: "Kimmie", Etag: got.GetEtag()}, "given_name")
	if err != nil || same.GetEtag() != got.GetEtag() {
		t.Errorf("nothing changed, yet the etag did: %v, %v", same, err)
	}
	emptied, err := change(&pb.Client{GivenName: "Kimmie"}, "profile")
	if err != nil || len(emptied.GetProfile().GetInterests()) != 0 || emptied.GetFamilyName() != "Bos" {
		t.Errorf("emptied to %v, %v", emptied, err)
	}
	_, err = change(&pb.Client{GivenName: "Kimmie"}, "bsn")
	servertest.WantCode(t, err, codes.InvalidArgument)
	_, err = change(&pb.Client{GivenName: "Oud", Etag: "1"}, "given_name")
	servertest.WantCode(t, err, codes.Aborted)
	_, err = change(&pb.Client{GivenName: "Kimmie", SupportWorkerIds: []string{ids.New()}}, "support_worker_ids")
	servertest.WantCode(t, err, codes.FailedPrecondition)
	_, err = change(&pb.Client{GivenName: "Kimmie", LocationId: ids.New()}, "location_id")
	servertest.WantCode(t, err, codes.NotFound)
}

func TestN02_AloneAndLonelyAreKeptApart(t *testing.T) {
	t.Parallel()
	h := open(t)
	c := h.NewClient("Kim", "")
	got, err := h.Client.UpdateClient(h.Coordinator, &pb.UpdateClientRequest{
		Client: &pb.Client{Id: c.GetId(), GivenName: "Kim", Situation: &pb.Situation{Alone: pb.Situation_ALONE_MOSTLY}}})
	if err != nil || got.GetSituation().GetAlone() != pb.Situation_ALONE_MOSTLY || got.GetSituation().GetLonely() != 0 {
		t.Errorf("alone said something of lonely: %v, %v", got, err)
	}
	own := h.As(c.GetId(), authn.RoleClient)
	got, err = h.Client.UpdateClient(own, &pb.UpdateClientRequest{
		Client:     &pb.Client{Id: c.GetId(), GivenName: "Kim", Situation: &pb.Situation{Lonely: pb.Situation_LONELY_NO}},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"situation.lonely"}}})
	if err != nil || got.GetSituation().GetAlone() != pb.Situation_ALONE_MOSTLY || got.GetSituation().GetLonely() != pb.Situation_LONELY_NO {
		t.Errorf("lonely said something of alone: %v, %v", got, err)
	}
}

func TestAClientDoesNotChangeTheirOwnNumber(t *testing.T) {
	t.Parallel()
	h := open(t)
	c := h.NewClient("Kim", "")
	_, err := h.Client.UpdateClient(h.As(c.GetId(), authn.RoleClient), &pb.UpdateClientRequest{
		Client: &pb.Client{Id: c.GetId(), GivenName: "Kim", Number: "C1"}})
	servertest.WantCode(t, err, codes.PermissionDenied)
}

func TestASupportWorkerSeesTheClientTheyAdd(t *testing.T) {
	t.Parallel()
	h := open(t)
	me, asMe := h.Worker("Ik")
	c, err := h.Client.CreateClient(asMe, &pb.CreateClientRequest{Client: &pb.Client{GivenName: "Kim"}})
	if err != nil || !slices.Equal(c.GetSupportWorkerIds(), []string{me}) {
		t.Fatalf("%v, %v", c, err)
	}
	if _, err := h.Client.GetClient(asMe, &pb.GetClientRequest{Id: c.GetId()}); err != nil {
		t.Error(err)
	}
	a, _ := h.Worker("A")
	b, _ := h.Worker("B")
	_, err = h.Client.CreateClient(asMe, &pb.CreateClientRequest{Client: &pb.Client{GivenName: "Kim", SupportWorkerIds: []string{a, b}}})
	servertest.WantCode(t, err, codes.InvalidArgument)
}

func TestCreateClientRepeatedIsDoneOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	req := &pb.CreateClientRequest{Client: &pb.Client{GivenName: "Kim"}, RequestId: ids.New()}
	first, err := h.Client.CreateClient(h.Coordinator, req)
	if err != nil {
		t.Fatal(err)
	}
	again, err := h.Client.CreateClient(h.Coordinator, req)
	if err != nil || !proto.Equal(first, again) || len(h.Events()) != 1 {
		t.Errorf("again: %v, %v, %d events", again, err, len(h.Events()))
	}
	req.Client.GivenName = "Tim"
	_, err = h.Client.CreateClient(h.Coordinator, req)
	servertest.WantCode(t, err, codes.FailedPrecondition)
}

func TestListClientsByNameInPages(t *testing.T) {
	t.Parallel()
	h := open(t)
	me, asMe := h.Worker("Ik")
	for i, name := range []string{"Zoë", "Ümit", "Ahmet", "Björn", "Anna"} {
		h.NewClient(name, "Çelik", []string{me, ""}[i%2 : i%2+1][:1-i%2]...)
	}
	var names []string
	token := ""
	for {
		page, err := h.Client.ListClients(h.Coordinator, &pb.ListClientsRequest{PageSize: 2, PageToken: token, Query: "celi"})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range page.GetClients() {
			names = append(names, c.GetGivenName())
		}
		if token = page.GetNextPageToken(); token == "" {
			break
		}
		if strings.Contains(token, "elik") {
			t.Error("a page token holds a name")
		}
	}
	if got := fmt.Sprint(names); got != "[Ahmet Anna Björn Ümit Zoë]" {
		t.Errorf("listed %s", got)
	}
	mine, err := h.Client.ListClients(asMe, &pb.ListClientsRequest{})
	if err != nil || len(mine.GetClients()) != 3 {
		t.Errorf("caseload of %d, want 3; %v", len(mine.GetClients()), err)
	}
	for query, want := range map[string]int{"zoe": 1, "ZOË ç": 1, "elik": 0, "an": 1, "%": 5, "b c": 1} {
		found, err := h.Client.ListClients(h.Coordinator, &pb.ListClientsRequest{Query: query})
		if err != nil || len(found.GetClients()) != want {
			t.Errorf("%q finds %d, want %d; %v", query, len(found.GetClients()), want, err)
		}
	}
	_, err = h.Client.ListClients(h.Coordinator, &pb.ListClientsRequest{PageToken: "x"})
	servertest.WantCode(t, err, codes.InvalidArgument)
	_, err = h.Client.ListClients(h.Coordinator, &pb.ListClientsRequest{PageToken: "WyJ4Il0"}) // ["x"]
	servertest.WantCode(t, err, codes.InvalidArgument)
}

func TestX04_ARepresentativeIsKnownAndNeverAskedFor(t *testing.T) {
	t.Parallel()
	h := open(t)
	w, worker := h.Worker("Anna Appel")
	c := h.NewClient("Kim", "", w)
	if c.GetRepresentative() != nil {
		t.Errorf("somebody stands in for a person with no more than a name: %v", c.GetRepresentative())
	}
	update := func(ctx context.Context, r *pb.Representative) (*pb.Client, error) {
		return h.Client.UpdateClient(ctx, &pb.UpdateClientRequest{Client: &pb.Client{Id: c.GetId(), Representative: r},
			UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"representative"}}})
	}
	truus := &pb.Representative{Name: "Truus Testpersoon", Kind: pb.Representative_KIND_MENTOR}
	after, err := update(worker, truus)
	if err != nil || !proto.Equal(after.GetRepresentative(), truus) {
		t.Fatalf("%v, %v", after, err)
	}
	own := h.As(c.GetId(), authn.RoleClient)
	if seen, err := h.Client.GetClient(own, &pb.GetClientRequest{Id: c.GetId()}); err != nil || !proto.Equal(seen.GetRepresentative(), truus) {
		t.Errorf("the client sees %v, %v", seen.GetRepresentative(), err)
	}
	_, err = update(own, &pb.Representative{Name: "Iemand Anders"})
	servertest.WantCode(t, err, codes.PermissionDenied)
	for _, address := range []string{"Truus, 06-12345678", "truus@example.org"} {
		_, err = update(worker, &pb.Representative{Name: address})
		servertest.WantCode(t, err, codes.InvalidArgument)
		if p := rpc.ProblemOf(err); len(p.Fields) != 1 || p.Fields[0].Path != "client.representative.name" {
			t.Errorf("got %+v", p)
		}
	}
	if after, err = update(worker, nil); err != nil || after.GetRepresentative() != nil {
		t.Errorf("nobody any more: %v, %v", after, err)
	}
	if made, err := h.Client.CreateClient(h.Coordinator, &pb.CreateClientRequest{Client: &pb.Client{GivenName: "Tim", Representative: truus}}); err != nil ||
		!proto.Equal(made.GetRepresentative(), truus) {
		t.Errorf("%v, %v", made, err)
	}
}
