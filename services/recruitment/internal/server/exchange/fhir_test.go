package exchange_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

func fhirBundle(t *testing.T) []byte {
	t.Helper()
	content, err := os.ReadFile("../../fhir/testdata/bundle.json")
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// proposals are what is to be asked of a client, by name.
func (h *house) proposals(client string) map[string]*pb.ContactProposal {
	h.T.Helper()
	found, err := h.Client.ListContactProposals(h.As(client, authn.RoleClient), &pb.ListContactProposalsRequest{ClientId: client})
	if err != nil {
		h.T.Fatal(err)
	}
	all := map[string]*pb.ContactProposal{}
	for _, p := range found.GetProposals() {
		all[p.GetName()] = p
	}
	return all
}

// A FHIR file takes the same road as any other: shown, brought in, undone.
func TestFHIRComesInAsAnyOtherFile(t *testing.T) {
	t.Parallel()
	h := open(t)
	prepared := h.Prepare(fhirBundle(t))
	if prepared.GetFormat() != pb.Import_FORMAT_FHIR_BUNDLE || prepared.GetRowsCreated() != 1 || prepared.GetRowsRefused() != 1 || len(h.Everybody()) != 0 {
		t.Fatalf("prepared: %v", prepared)
	}
	h.start(prepared)
	done := h.GoOn(prepared.GetId())
	c := h.byNumber()["ZH-1001"]
	if done.GetState() != pb.Import_STATE_DONE || done.GetRowsCreated() != 1 || c == nil {
		t.Fatalf("done: %v", done)
	}
	if c.GetGivenName() != "Mien" || c.GetFamilyName() != "van der Bedacht-ten Voorbeeld" || c.GetBirthYear() != 1958 ||
		len(c.GetSupportWorkerIds()) != 2 || c.GetLocationId() == "" || c.GetProfile().GetArea() != "1234" ||
		c.GetRepresentative().GetName() != "Jan ten Voorbeeld" || c.GetRepresentative().GetKind() != pb.Representative_KIND_MENTOR {
		t.Errorf("%v", c)
	}
	asked := h.proposals(c.GetId())
	if len(asked) != 2 || asked["Jan ten Voorbeeld"].GetRelation() != "broer" || asked["Truus van hiernaast"].GetRelation() != "buur" {
		t.Errorf("to ask: %v", asked)
	}
	for place, text := range h.Contents() {
		for _, never := range []string{"999992090", "1958-03-12", "0612345678", "Verzonnenlaan", "geheime", "dokter", "Petronella", "Wilhelmina"} {
			if strings.Contains(text, never) {
				t.Errorf("%q stands in %s", never, place)
			}
		}
	}
	if again := h.Import(fhirBundle(t)); again.GetRowsUnchanged() != 1 || again.GetRowsCreated()+again.GetRowsUpdated() != 0 || len(h.proposals(c.GetId())) != 2 {
		t.Errorf("again: %v", again)
	}
	h.Undo(prepared.GetId())
	if n := h.count(`SELECT count(*) FROM recruitment.client`) + h.count(`SELECT count(*) FROM recruitment.contact_proposal`); n != 0 {
		t.Errorf("%d rows stay after undoing", n)
	}
}

// Nobody is on the map by a file (N-14), and whom the client said no to is not proposed again.
func TestN14_WhomARecordNamesIsOnlyProposed(t *testing.T) {
	t.Parallel()
	h := open(t)
	i := h.Import(fhirBundle(t))
	c := h.byNumber()["ZH-1001"]
	if n := h.count(`SELECT count(*) FROM recruitment.contact`); n != 0 {
		t.Errorf("%d contacts made by a file", n)
	}
	if _, err := h.Client.DeclineContactProposal(h.As(c.GetId(), authn.RoleClient), &pb.DeclineContactProposalRequest{Id: h.proposals(c.GetId())["Jan ten Voorbeeld"].GetId()}); err != nil {
		t.Fatal(err)
	}
	h.Import(fhirBundle(t))
	if left := h.proposals(c.GetId()); len(left) != 1 || left["Truus van hiernaast"] == nil {
		t.Errorf("%v", left)
	}
	// An answer is work: whoever gave one stays when the import is undone, without what was still to be asked.
	if undone := h.Undo(i.GetId()); len(undone.GetKeptClientIds()) != 1 || len(h.proposals(c.GetId())) != 0 {
		t.Errorf("%v, %v", undone, h.proposals(c.GetId()))
	}
}

// A representative and a second responsible fill what is empty; what Optrek knows stays.
func TestFHIRFillsWhatIsEmptyAndNeverMore(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Import([]byte("Clientnr;Roepnaam;Achternaam;Locatie;E-mail begeleider\nZH-1001;Mien;Bedacht;De Verzonnen Brug;anneke@zonnehof.example.org\nZH-1002;Bram;Vertrokken;De Verzonnen Brug;\n"))
	before := h.byNumber()["ZH-1001"]
	changed, err := h.Client.UpdateClient(h.Coordinator, &pb.UpdateClientRequest{Client: &pb.Client{
		Id: before.GetId(), Etag: before.GetEtag(), Representative: &pb.Representative{Name: "Toos Zelfgekozen", Kind: pb.Representative_KIND_AUTHORISED}}})
	if err != nil {
		t.Fatal(err)
	}
	h.Import(fhirBundle(t))
	after := h.byNumber()["ZH-1001"]
	if after.GetRepresentative().GetName() != "Toos Zelfgekozen" || len(after.GetSupportWorkerIds()) != 2 || after.GetSupportWorkerIds()[0] != changed.GetSupportWorkerIds()[0] {
		t.Errorf("%v", after)
	}
	// Who is out of care by the record is proposed to leave, and never dropped.
	if gone := h.byNumber()["ZH-1002"]; gone.GetLeaving().GetState() != pb.Leaving_STATE_PROPOSED {
		t.Errorf("%v", gone)
	}
}

func TestFHIRThatCannotBeReadSaysWhatToDo(t *testing.T) {
	t.Parallel()
	h := open(t)
	for content, reason := range map[string]string{
		`<Bundle xmlns="http://hl7.org/fhir"/>`: "FHIR_XML",
		`{"resourceType":"Patient","meta":{"profile":["http://fhir.nl/fhir/StructureDefinition/nl-core-patient"]}}`: "FHIR_OTHER_VERSION",
		`{"resourceType":"Bundle","type":"collection"}`:                                                             "FHIR_NO_PATIENT",
	} {
		_, err := h.Client.PrepareImport(h.Coordinator, &pb.PrepareImportRequest{Content: []byte(content), FileName: "export.json"})
		servertest.WantReason(t, err, reason)
	}
}

// Who left is given nobody by a file that still names them: it is said instead (O-01).
func TestO01_AFileGivesNobodyToAColleagueWhoLeft(t *testing.T) {
	t.Parallel()
	h := open(t)
	one := "Clientnr;Roepnaam;Achternaam;E-mail begeleider\nA1;Lieke;Kok;weg@example.org\n"
	h.Import([]byte(one))
	gone := h.byNumber()["A1"].GetSupportWorkerIds()
	stays, _ := h.Worker("Blijft")
	if len(gone) != 1 {
		t.Fatalf("guided by %v", gone)
	}
	if _, err := h.Client.LeaveSupportWorker(h.Coordinator, &pb.LeaveSupportWorkerRequest{SupportWorkerId: gone[0], SuccessorIds: []string{stays}}); err != nil {
		t.Fatal(err)
	}
	done := h.Import([]byte(one + "A2;Omar;Bos;weg@example.org\n"))
	all := h.byNumber()
	if done.GetRowsCreated() != 1 || len(all["A2"].GetSupportWorkerIds()) != 0 || !slices.Equal(all["A1"].GetSupportWorkerIds(), []string{stays}) {
		t.Errorf("%v, %v, %v", done, all["A1"], all["A2"])
	}
	said := 0
	for _, r := range done.GetRemarks() {
		if r.GetCode() == "SUPPORT_WORKER_LEFT" && r.GetTextNl() != "" && r.GetTextEn() != "" {
			said++
		}
	}
	if said != 2 {
		t.Errorf("said of %d rows: %v", said, done.GetRemarks())
	}
}
