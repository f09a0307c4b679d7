package exchange_test

import (
	"context"
	"encoding/csv"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

func (h *house) export() *pb.ExportFile {
	h.T.Helper()
	file, err := h.Client.ExportClients(h.Coordinator, &pb.ExportClientsRequest{})
	if err != nil {
		h.T.Fatal(err)
	}
	return file
}

// What goes out and comes back changes nobody, whatever was changed here since it came
// in, and whatever the names look like to a spreadsheet.
func TestAnExportThatIsImportedAgainChangesNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Import(export(t))
	changes := 0
	for _, c := range h.Everybody() {
		if changes++; changes > 8 {
			break
		}
		for _, odd := range []*pb.Client{
			{Id: c.GetId(), GivenName: "=1+1", FamilyName: "@SUM(A1)"}, {Id: c.GetId(), GivenName: "'=Kim", FamilyName: `de "Wit"; Smit`},
			{Id: c.GetId(), GivenName: "'t Kind"},
			{Id: c.GetId(), Profile: &pb.Profile{Interests: []string{"-9", "brood, taart", "+ meer"}, CouldMean: "privé"}},
		}[changes%4:][:1] {
			if _, err := h.Client.UpdateClient(h.Coordinator, &pb.UpdateClientRequest{Client: odd}); err != nil {
				t.Fatal(err)
			}
		}
	}
	leaving := h.NewClient("Gaat", "Misschien")
	if _, err := h.Client.UpdateClient(h.Coordinator, &pb.UpdateClientRequest{Client: &pb.Client{Id: leaving.GetId(), Number: "G1"}}); err != nil {
		t.Fatal(err)
	}
	h.outOfCare("2026-10-01", leaving)
	before := h.Everybody()
	h.Import(h.export().GetContent())
	after := h.Everybody()
	if len(before) != 337 || len(after) != len(before) {
		t.Errorf("%d before, %d after", len(before), len(after))
	}
	for id, c := range before {
		if !proto.Equal(c, after[id]) {
			t.Errorf("changed: %v to %v", c, after[id])
		}
	}
}

func TestAnExportIsWrittenDownAndHoldsNoPrivateWords(t *testing.T) {
	t.Parallel()
	h := open(t)
	brug, err := h.Client.CreateLocation(h.Coordinator, &pb.CreateLocationRequest{Location: &pb.Location{Name: "De Brug"}})
	if err != nil {
		t.Fatal(err)
	}
	kim, lee := h.NewClient("Kim", "=cmd"), h.NewClient("Lee", "")
	if _, err := h.Client.UpdateClient(h.Coordinator, &pb.UpdateClientRequest{Client: &pb.Client{Id: kim.GetId(), LocationId: brug.GetId(),
		Profile: &pb.Profile{CouldMean: "geheim woord", Talents: []string{"geheim talent"}}, Situation: &pb.Situation{Lonely: pb.Situation_LONELY_YES}}}); err != nil {
		t.Fatal(err)
	}
	file := h.export()
	text, ok := strings.CutPrefix(string(file.GetContent()), "\ufeff")
	if !ok || file.GetFileName() != "clienten-2026-10-15.csv" || file.GetContentType() != "text/csv; charset=utf-8" {
		t.Errorf("%q, %q", file.GetFileName(), file.GetContentType())
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma = ';'
	rows, err := reader.ReadAll()
	if err != nil || len(rows) != 3 || rows[1][2] != "'=cmd" {
		t.Errorf("%v, %v", rows, err)
	}
	for _, private := range []string{"geheim", "lonely", "eenzaam", kim.GetId()} {
		if strings.Contains(text, private) {
			t.Errorf("%q is in the file", private)
		}
	}
	var rowsWritten int
	if err := h.DB.Owner(t).QueryRow(t.Context(), `SELECT count(DISTINCT client_id) FROM recruitment.audit
		WHERE method LIKE '%/ExportClients' AND client_id IN ($1, $2)`, kim.GetId(), lee.GetId()).Scan(&rowsWritten); err != nil || rowsWritten != 2 {
		t.Errorf("%d written down, %v", rowsWritten, err)
	}
	here, err := h.Client.ExportClients(h.Coordinator, &pb.ExportClientsRequest{LocationId: brug.GetId()})
	if err != nil || strings.Contains(string(here.GetContent()), "Lee") || !strings.Contains(string(here.GetContent()), "Kim") {
		t.Errorf("of one location: %s, %v", here.GetContent(), err)
	}
	_, err = h.Client.ExportClients(h.Coordinator, &pb.ExportClientsRequest{LocationId: ids.New()})
	servertest.WantCode(t, err, codes.NotFound)
	_, err = h.Client.ExportClients(h.Neighbour().Coordinator, &pb.ExportClientsRequest{LocationId: brug.GetId()})
	servertest.WantCode(t, err, codes.NotFound)
	other, err := h.Client.ExportClients(h.Neighbour().Coordinator, &pb.ExportClientsRequest{})
	if err != nil || strings.Contains(string(other.GetContent()), "Kim") {
		t.Errorf("elsewhere: %s, %v", other.GetContent(), err)
	}
	for _, role := range []authn.Role{authn.RoleSupportWorker, authn.RoleNetworkLead, authn.RoleOrganisationAdmin, authn.RoleClient} {
		_, err = h.Client.ExportClients(h.As(ids.New(), role), &pb.ExportClientsRequest{})
		servertest.WantCode(t, err, codes.PermissionDenied)
	}
}

func TestN17_OnlyWhatWasApprovedLeavesAndNothingOnceTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	worker, asWorker := h.Worker("Wil")
	_, asOther := h.Worker("Ot")
	kim := h.NewClient("Kim", "Kanarie", worker)
	self := h.As(kim.GetId(), authn.RoleClient)
	req := &pb.ExportParticipationRequest{ClientId: kim.GetId()}
	write := func(hobby string) *pb.Participation {
		t.Helper()
		p, err := h.Client.UpdateParticipation(asWorker, &pb.UpdateParticipationRequest{Participation: &pb.Participation{ClientId: kim.GetId(), Hobby: hobby}})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := write("vissen aan de Maas")
	_, err := h.Client.ExportParticipation(asWorker, req)
	servertest.WantCode(t, err, codes.FailedPrecondition)
	if _, err := h.Client.ApproveParticipation(self, &pb.ApproveParticipationRequest{ClientId: kim.GetId(), Etag: p.GetEtag()}); err != nil {
		t.Fatal(err)
	}
	write("een nieuw verhaal")
	file, err := h.Client.ExportParticipation(asWorker, req)
	if err != nil || file.GetContentType() != "application/fhir+json" || file.GetFileName() != "meedoen-2026-10-15.json" {
		t.Fatalf("%v, %v", file, err)
	}
	text := string(file.GetContent())
	if !strings.Contains(text, "vissen aan de Maas") || strings.Contains(text, "een nieuw verhaal") || strings.Contains(text, "Kanarie") {
		t.Errorf("what goes out: %s", text)
	}
	for _, outsider := range []context.Context{asOther, h.Neighbour().Coordinator, h.As(ids.New(), authn.RoleClient)} {
		_, err = h.Client.ExportParticipation(outsider, req)
		servertest.WantCode(t, err, codes.NotFound)
	}
	if _, err := h.Client.WithdrawParticipation(self, &pb.WithdrawParticipationRequest{ClientId: kim.GetId()}); err != nil {
		t.Fatal(err)
	}
	_, err = h.Client.ExportParticipation(asWorker, req)
	servertest.WantCode(t, err, codes.FailedPrecondition)
	var rows int
	if err := h.DB.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM recruitment.audit WHERE method LIKE '%/ExportParticipation' AND client_id = $1`, kim.GetId()).Scan(&rows); err != nil || rows != 3 { // also what could not be given
		t.Errorf("%d written down, %v", rows, err)
	}
}
