package networkmap_test

import (
	"context"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

func TestN17_TheClientDecidesWhatMayBeTold(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	worker, asWorker := h.Worker("Wil")
	kim := h.NewClient("Kim", "", worker)
	self := h.As(kim.GetId(), authn.RoleClient)
	get := func() *pb.Participation {
		t.Helper()
		p, err := h.Client.GetParticipation(self, &pb.GetParticipationRequest{ClientId: kim.GetId()})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	if p := get(); p.GetEtag() != "0" || p.GetSocialNetwork() != "" || p.GetApproveTime() != nil {
		t.Fatalf("before anything was written: %v", p)
	}
	write := func(etag string, m *pb.Participation, paths ...string) (*pb.Participation, error) {
		m.ClientId, m.Etag = kim.GetId(), etag
		req := &pb.UpdateParticipationRequest{Participation: m, RequestId: ids.New()}
		if len(paths) > 0 {
			req.UpdateMask = &fieldmaskpb.FieldMask{Paths: paths}
		}
		return h.Client.UpdateParticipation(asWorker, req)
	}
	p, err := write("0", &pb.Participation{SocialNetwork: "Mijn zus komt elke week.", Hobby: "Vissen"})
	if err != nil || p.GetEtag() != "1" || p.GetApprovedHobby() != "" {
		t.Fatalf("%v, %v", p, err)
	}
	_, err = write("0", &pb.Participation{Hobby: "Iets anders"})
	servertest.WantCode(t, err, codes.Aborted)
	_, err = write("", &pb.Participation{ApprovedHobby: "stiekem"}, "approved_hobby", "hobby")
	servertest.WantCode(t, err, codes.OK)
	if p = get(); p.GetApprovedHobby() != "" || p.GetHobby() != "" || p.GetSocialNetwork() == "" {
		t.Errorf("what was approved is written by hand, or the mask is not kept: %v", p)
	}
	_, err = write("", &pb.Participation{}, "nonsense")
	servertest.WantCode(t, err, codes.InvalidArgument)
	_, err = write("", &pb.Participation{Hobby: strings.Repeat("é", 2001)})
	servertest.WantCode(t, err, codes.InvalidArgument)

	approve := func(etag, voice string) (*pb.Participation, error) {
		return h.Client.ApproveParticipation(asWorker, &pb.ApproveParticipationRequest{ClientId: kim.GetId(), Etag: etag, Voice: voice})
	}
	_, err = approve(p.GetEtag(), "  ")
	servertest.WantCode(t, err, codes.InvalidArgument)
	_, err = approve("", "zei ja")
	servertest.WantCode(t, err, codes.InvalidArgument)
	_, err = approve("1", "zei ja")
	servertest.WantCode(t, err, codes.Aborted)
	if p, err = approve(p.GetEtag(), "stak een duim op"); err != nil || p.GetApprovedSocialNetwork() != "Mijn zus komt elke week." || p.GetVoice() != "stak een duim op" || p.GetApproveTime() == nil {
		t.Fatalf("%v, %v", p, err)
	}
	if p, err = write(p.GetEtag(), &pb.Participation{SocialNetwork: "Mijn zus en Joop."}); err != nil || p.GetApprovedSocialNetwork() != "Mijn zus komt elke week." {
		t.Errorf("a new draft goes out: %v, %v", p, err)
	}
	req := &pb.ApproveParticipationRequest{ClientId: kim.GetId(), Etag: p.GetEtag(), RequestId: ids.New()}
	if p, err = h.Client.ApproveParticipation(self, req); err != nil || p.GetApprovedSocialNetwork() != "Mijn zus en Joop." || p.GetVoice() != "" {
		t.Fatalf("the client's own yes: %v, %v", p, err)
	}
	if again, err := h.Client.ApproveParticipation(self, req); err != nil || !proto.Equal(again, p) {
		t.Errorf("the repeat: %v, %v", again, err)
	}
	if p, err = h.Client.WithdrawParticipation(self, &pb.WithdrawParticipationRequest{ClientId: kim.GetId()}); err != nil || p.GetApprovedSocialNetwork() != "" || p.GetApproveTime() != nil || p.GetSocialNetwork() == "" {
		t.Errorf("taken back: %v, %v", p, err)
	}
	if got := get(); !proto.Equal(got, p) {
		t.Errorf("read as %v", got)
	}
	if n := len(h.Events()); n != 2 { // the colleague and the client
		t.Errorf("%d events: what may be told goes to no other service", n)
	}
}

func TestParticipationIsWithinReachOnly(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	worker, asWorker := h.Worker("Wil")
	_, asOther := h.Worker("Ot")
	kim, lee := h.NewClient("Kim", "", worker), h.NewClient("Lee", "")
	m := &pb.Participation{ClientId: kim.GetId(), Hobby: "Vissen"}
	p, err := h.Client.UpdateParticipation(asWorker, &pb.UpdateParticipationRequest{Participation: m})
	if err != nil {
		t.Fatal(err)
	}
	for _, outsider := range []context.Context{asOther, h.As(lee.GetId(), authn.RoleClient), h.Neighbour().Coordinator} {
		_, err := h.Client.GetParticipation(outsider, &pb.GetParticipationRequest{ClientId: kim.GetId()})
		servertest.WantCode(t, err, codes.NotFound)
		_, err = h.Client.UpdateParticipation(outsider, &pb.UpdateParticipationRequest{Participation: m})
		servertest.WantCode(t, err, codes.NotFound)
		_, err = h.Client.ApproveParticipation(outsider, &pb.ApproveParticipationRequest{ClientId: kim.GetId(), Etag: p.GetEtag(), Voice: "ja"})
		servertest.WantCode(t, err, codes.NotFound)
		_, err = h.Client.WithdrawParticipation(outsider, &pb.WithdrawParticipationRequest{ClientId: kim.GetId()})
		servertest.WantCode(t, err, codes.NotFound)
	}
	var rows int
	if err := h.DB.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM recruitment.audit WHERE method LIKE '%Participation' AND client_id = $1`, kim.GetId()).Scan(&rows); err != nil || rows != 1 {
		t.Errorf("%d calls written down, %v", rows, err)
	}
}
