package exchange_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// export is the made-up export of a care administration, with its real kinds of mess.
func export(t *testing.T) []byte {
	t.Helper()
	content, err := os.ReadFile("../../domain/sheet/testdata/ecd-clients.csv")
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// nationalNumbers gives what stands in the export's BSN column: the seventh cell. No
// cell before it holds a semicolon.
func nationalNumbers(t *testing.T, content []byte) []string {
	t.Helper()
	var found []string
	for line := range strings.Lines(string(content)) {
		cells := strings.Split(line, ";")
		if len(cells) < 7 {
			continue
		}
		if n := strings.Trim(cells[6], "\"\r\n"); len(n) == 9 && strings.Trim(n, "0123456789") == "" {
			found = append(found, n)
		}
	}
	if len(found) != 400 {
		t.Fatalf("found %d national numbers in the export, want 400", len(found))
	}
	return found
}

func refusedBy(r *pb.Import) map[string]int {
	n := map[string]int{}
	for _, note := range r.GetRefused() {
		n[note.GetCode()]++
	}
	return n
}

func TestImportOfTheExport(t *testing.T) {
	t.Parallel()
	h := open(t)
	content := export(t)

	began := time.Now()
	r := h.Import(content)
	t.Logf("400 rows in %v", time.Since(began))
	if r.GetRowsRead() != 400 || r.GetRowsCreated() != 336 || r.GetRowsRefused() != 64 || r.GetRowsUpdated()+r.GetRowsUnchanged() != 0 {
		t.Errorf("read %d, created %d, refused %d, updated %d, unchanged %d; want 400, 336, 64, 0, 0",
			r.GetRowsRead(), r.GetRowsCreated(), r.GetRowsRefused(), r.GetRowsUpdated(), r.GetRowsUnchanged())
	}
	want := map[string]int{"DUPLICATE_NUMBER": 11, "NO_NAME": 10, "NO_NUMBER": 8, "OUT_OF_CARE": 17, "TOO_FEW_COLUMNS": 6, "UNKNOWN_LOCATION": 12}
	if got := refusedBy(r); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("refused %v, want %v", got, want)
	}
	if r.GetEncoding() != "windows-1252" || r.GetSeparator() != ";" || r.GetFileName() != "ecd-clients.csv" {
		t.Errorf("read as %q with %q, named %q", r.GetEncoding(), r.GetSeparator(), r.GetFileName())
	}
	if n := len(h.Events()); n != 336+6 {
		t.Errorf("%d events, want one for each new client and each of the six new colleagues", n)
	}

	list, err := h.Client.ListClients(h.Coordinator, &pb.ListClientsRequest{Query: "Ten scho liek"})
	if err != nil {
		t.Fatal(err)
	}
	if len(list.GetClients()) != 1 {
		t.Fatalf("found %d, want Lieke ten Schouten alone", len(list.GetClients()))
	}
	lieke := list.GetClients()[0]
	if lieke.GetNumber() != "C100003" || lieke.GetFamilyName() != "ten Schouten" || lieke.GetBirthYear() != 1964 ||
		lieke.GetProfile().GetArea() != "6591" || lieke.GetAids()[0] != "picto's" || len(lieke.GetSupportWorkerIds()) != 1 {
		t.Errorf("Lieke came in as %v", lieke)
	}
	workers, err := h.Client.ListSupportWorkers(h.Coordinator, &pb.ListSupportWorkersRequest{Query: "rijn"})
	if err != nil || len(workers.GetSupportWorkers()) != 1 || workers.GetSupportWorkers()[0].GetId() != lieke.GetSupportWorkerIds()[0] {
		t.Errorf("support worker: %v, %v", workers, err)
	}
	// P. van Rijn signs in for the first time, and finds the caseload there.
	who, err := h.Client.ResolvePerson(h.Gateway(), &pb.ResolvePersonRequest{
		TenantId: h.Tenant, Issuer: "https://id.example.org", Subject: "42", Name: "Petra van Rijn", Email: "P.vanRijn@example.org", Roles: []string{"support_worker"}})
	if err != nil || who.GetPersonId() != lieke.GetSupportWorkerIds()[0] {
		t.Fatalf("sign-in gave %v, %v", who, err)
	}
	mine, err := h.Client.ListClients(h.As(who.GetPersonId(), authn.RoleSupportWorker), &pb.ListClientsRequest{PageSize: 500})
	if err != nil || len(mine.GetClients()) == 0 || len(mine.GetClients()) == 336 {
		t.Errorf("caseload of %d, %v", len(mine.GetClients()), err)
	}
}

func TestImportAgainChangesNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	content := export(t)
	h.Import(content)
	before, told := h.Everybody(), len(h.Events())
	r := h.Import(content)
	if r.GetRowsCreated()+r.GetRowsUpdated() != 0 || r.GetRowsUnchanged() != 336 || r.GetRowsRefused() != 64 {
		t.Errorf("created %d, updated %d, unchanged %d, refused %d", r.GetRowsCreated(), r.GetRowsUpdated(), r.GetRowsUnchanged(), r.GetRowsRefused())
	}
	if n := len(h.Events()) - told; n != 0 {
		t.Errorf("%d events for an import that changed nothing", n)
	}
	after := h.Everybody()
	if len(before) != 336 || len(after) != 336 {
		t.Fatalf("%d before, %d after", len(before), len(after))
	}
	for id, c := range before {
		if !proto.Equal(c, after[id]) {
			t.Errorf("changed: %v to %v", c, after[id])
		}
	}
}

func TestPreparingChangesNobody(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.NewClient("Iemand", "")
	before := h.Contents()
	r := h.Prepare(export(t))
	if r.GetRowsCreated() != 336 || r.GetRowsRefused() != 64 || r.GetState() != pb.Import_STATE_PREPARED {
		t.Errorf("it says %d created, %d refused, %s", r.GetRowsCreated(), r.GetRowsRefused(), r.GetState())
	}
	for table, text := range h.Contents() {
		if text != before[table] && !strings.HasPrefix(table, "import") && !strings.HasPrefix(table, "request_ledger") {
			t.Errorf("preparing wrote in %s", table)
		}
	}
}

func TestNoNationalNumberAnywhere(t *testing.T) {
	t.Parallel()
	h := open(t)
	content := export(t)
	numbers := nationalNumbers(t, content)
	report := h.Import(content)
	h.Prepare(content)
	h.Import(content)
	// Misplaced: in the name of the file, the names, the words and the number.
	misplaced := fmt.Sprintf("clientnr,roepnaam,achternaam,bsn,interesses\n"+
		"D1,Kees %[1]s,Kok,%[1]s,koken %[1]s\n%[1]s,Ria,Bos,%[1]s,\nD3,Ton,\"Smit 111.222.333\",,film\n", numbers[0])
	_, err := h.Client.PrepareImport(h.Coordinator, &pb.PrepareImportRequest{Content: []byte(misplaced), FileName: "111222333.csv"})
	servertest.WantReason(t, err, "BSN")
	prepared, err := h.Client.PrepareImport(h.Coordinator, &pb.PrepareImportRequest{Content: []byte(misplaced), FileName: "export.csv"})
	if err != nil {
		t.Fatal(err)
	}
	half := h.Contents()["import_part"]
	if _, err := h.Client.StartImport(h.Coordinator, &pb.ChangeImportRequest{Id: prepared.GetId()}); err != nil {
		t.Fatal(err)
	}
	odd := h.GoOn(prepared.GetId())
	if odd.GetRowsCreated() != 2 || refusedBy(odd)["NUMBER_IS_BSN"] != 1 {
		t.Errorf("misplaced numbers: %v", odd)
	}
	numbers = append(numbers, "111222333", "111.222.333")
	places := h.Contents()
	places["the log"] = h.Logs.String()
	places["the report"] = report.String() + odd.String() + prepared.String()
	places["the rows that wait"] = half
	for place, text := range places {
		found := 0
		for _, n := range numbers {
			found += strings.Count(text, n)
		}
		if found != 0 {
			t.Errorf("%d national numbers in %s", found, place)
		}
	}
	if !strings.Contains(half, "koken") || h.Logs.String() == "" {
		t.Error("nothing was logged, so nothing was looked at")
	}
}

func TestImportReportsAreKeptWithoutNames(t *testing.T) {
	t.Parallel()
	h := open(t)
	first := h.Import(export(t))
	second := h.Import(export(t))
	list, err := h.Client.ListImports(h.Coordinator, &pb.ListImportsRequest{PageSize: 1})
	if err != nil || len(list.GetImports()) != 1 {
		t.Fatalf("%v, %v", list, err)
	}
	next, err := h.Client.ListImports(h.Coordinator, &pb.ListImportsRequest{PageToken: list.GetNextPageToken()})
	if err != nil || len(next.GetImports()) != 1 {
		t.Fatalf("%v, %v", next, err)
	}
	for i, want := range []*pb.Import{second, first} {
		got := append(list.GetImports(), next.GetImports()...)[i]
		if got.GetId() != want.GetId() || got.GetRowsRead() != 400 || len(got.GetRefused())+len(got.GetColumns()) != 0 {
			t.Errorf("listed as %v", got)
		}
		kept, err := h.Client.GetImport(h.Coordinator, &pb.GetImportRequest{Id: want.GetId()})
		if err != nil || !proto.Equal(kept, want) || len(kept.GetRefused()) != 64 {
			t.Errorf("kept as %v, %v, was %v", kept, err, want)
		}
	}
	contents := h.Contents()
	for _, name := range []string{"Lieke", "Schouten", "Rijn", "Zonnehof", "Venray", "5801"} {
		for _, place := range []string{"import", "import_part", "request_ledger.answer"} {
			if strings.Contains(contents[place], name) {
				t.Errorf("%q stands in %s", name, place)
			}
		}
	}
}

func TestImportLeavesWhatWasChangedInOptrek(t *testing.T) {
	t.Parallel()
	h := open(t)
	file := "clientnr;roepnaam;achternaam;locatie;interesses\nA1;Lieke;Kok;De Brug;koken, film\n"
	h.Import([]byte(file))
	c := h.onlyClient()
	if _, err := h.Client.UpdateClient(h.Coordinator, &pb.UpdateClientRequest{Client: &pb.Client{
		Id: c.GetId(), GivenName: "Lies", Profile: &pb.Profile{Interests: []string{"treinen", "koken"}}}}); err != nil {
		t.Fatal(err)
	}
	if r := h.Import([]byte(file)); r.GetRowsUnchanged() != 1 {
		t.Errorf("the same file changed something: %v", r)
	}
	r := h.Import([]byte("clientnr;roepnaam;achternaam;locatie;interesses\nA1;Lieke;Smit-Kok;De Brug;koken, film, dansen\n"))
	if r.GetRowsUpdated() != 1 {
		t.Errorf("a new family name is a change: %v", r)
	}
	c = h.onlyClient()
	if got := strings.Join(c.GetProfile().GetInterests(), " "); got != "treinen koken dansen" || c.GetFamilyName() != "Smit-Kok" {
		t.Errorf("%s, interests %q", c.GetFamilyName(), got)
	}
	// Out of care: a remark and a proposal, and nothing more.
	r = h.Import([]byte("clientnr;roepnaam;achternaam;locatie;uit zorg\nA1;Lieke;Smit-Kok;De Brug;01-03-2026\n"))
	if r.GetRowsRefused() != 1 || len(r.GetRemarks()) != 1 || r.GetRemarks()[0].GetCode() != "CLIENT_LEFT_CARE" || r.GetRemarks()[0].GetNumber() != "A1" {
		t.Errorf("out of care: %v", r)
	}
	h.onlyClient()
}

func (h *house) onlyClient() *pb.Client {
	h.T.Helper()
	all := h.Everybody()
	if len(all) != 1 {
		h.T.Fatalf("%d clients, want 1", len(all))
	}
	for _, c := range all {
		return c
	}
	return nil
}

func TestImportOfTenThousandTakesSeconds(t *testing.T) {
	t.Parallel()
	h := open(t)
	var b strings.Builder
	b.WriteString("Cliëntnummer;Roepnaam;Achternaam;Locatie;Persoonlijk begeleider;E-mail begeleider;Interesses\n")
	for i := range 10_000 {
		fmt.Fprintf(&b, "N%d;Naam%d;Familie%d;Huis %d;B. Geleider;b%d@example.org;koken, film\n", i, i%97, i%89, i%7, i%40)
	}
	began := time.Now()
	r := h.Import([]byte(b.String()))
	if r.GetRowsCreated() != 10_000 {
		t.Errorf("created %d", r.GetRowsCreated())
	}
	took := time.Since(began)
	t.Logf("10,000 rows in %v", took)
	if took > 30*time.Second {
		t.Errorf("10,000 rows took %v", took)
	}
	began = time.Now()
	page, err := h.Client.ListClients(h.Coordinator, &pb.ListClientsRequest{Query: "naam9 fam"})
	t.Logf("search in 10,000: %v, %d found", time.Since(began), len(page.GetClients()))
	if err != nil || len(page.GetClients()) == 0 {
		t.Errorf("search: %v", err)
	}
}
