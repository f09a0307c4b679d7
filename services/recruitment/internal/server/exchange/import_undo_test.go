package exchange_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// byNumber gives the clients by the organisation's own number.
func (h *house) byNumber() map[string]*pb.Client {
	h.T.Helper()
	found := map[string]*pb.Client{}
	for _, c := range h.Everybody() {
		found[c.GetNumber()] = c
	}
	return found
}

func (h *house) left() (left []string) {
	h.T.Helper()
	for _, e := range h.Events() {
		if m, ok := e.Message.(*pb.ClientLeft); ok {
			left = append(left, m.GetClientId())
		}
	}
	return left
}

func TestUndoTakesBackWhatTheImportDid(t *testing.T) {
	t.Parallel()
	h := open(t)
	i := h.Import(export(t))
	clients := h.Everybody()
	undone := h.Undo(i.GetId())
	if undone.GetState() != pb.Import_STATE_UNDONE || undone.GetRowsHandled() != 336 || undone.GetRowsTotal() != 336 || len(undone.GetKeptClientIds()) != 0 || undone.GetFinishTime() == nil {
		t.Errorf("undone: %v", undone)
	}
	left := h.left()
	for _, id := range left {
		delete(clients, id)
	}
	if len(left) != 336 || len(clients) != 0 {
		t.Errorf("%d told to have left, %d not", len(left), len(clients))
	}
	for _, table := range []string{"client", "client_name", "caseload", "import_change", "import_part", "location"} {
		if n := h.count(`SELECT count(*) FROM recruitment.` + table); n != 0 {
			t.Errorf("%d rows stay in %s", n, table)
		}
	}
	if n := h.count(`SELECT count(*) FROM recruitment.support_worker`); n != 6 {
		t.Errorf("%d colleagues, want the six: others know them by now", n)
	}
	// The numbers are free again, and the same file does the same.
	if again := h.Import(export(t)); again.GetRowsCreated() != 336 || again.GetRowsRefused() != 64 || len(h.Everybody()) != 336 {
		t.Errorf("the same file again: %v", again)
	}
	_, err := h.Client.UndoImport(h.Coordinator, &pb.ChangeImportRequest{Id: i.GetId()})
	servertest.WantCode(t, err, codes.FailedPrecondition)
}

const four = "Clientnr;Roepnaam;Achternaam;Locatie;Interesses;Geboortejaar\n"

func TestUndoLeavesWhatPeopleDidSince(t *testing.T) {
	t.Parallel()
	h := open(t)
	i := h.Import([]byte(four + "A1;Lieke;Kok;De Brug;koken;1960\nA2;Omar;Bos;De Brug;film;\nA3;Ria;Vos;De Brug;;\nA4;Ton;Smit;De Hoek;;\n"))
	all := h.byNumber()
	// Lieke has a wish by now, and Omar is called otherwise. Nobody touched Ria and Ton.
	nina, _ := h.Worker("Nina")
	if _, err := h.Client.CreateWish(h.As(nina, authn.RoleNetworkLead), &pb.CreateWishRequest{
		Wish: &pb.Wish{ClientId: all["A1"].GetId(), OwnWords: "samen eten"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Client.UpdateClient(h.Coordinator, &pb.UpdateClientRequest{Client: &pb.Client{Id: all["A2"].GetId(), GivenName: "Oom"}}); err != nil {
		t.Fatal(err)
	}
	undone := h.Undo(i.GetId())
	want := []string{all["A1"].GetId(), all["A2"].GetId()}
	slices.Sort(want)
	if !slices.Equal(undone.GetKeptClientIds(), want) {
		t.Errorf("kept %v, want %v", undone.GetKeptClientIds(), want)
	}
	now := h.byNumber()
	if len(now) != 2 || now["A2"].GetGivenName() != "Oom" || now["A1"].GetGivenName() != "Lieke" || len(h.left()) != 2 {
		t.Errorf("there are %v", now)
	}
	// Where somebody still lives stays; where nobody does goes.
	locations, err := h.Client.ListLocations(h.Coordinator, &pb.ListLocationsRequest{})
	if err != nil || len(locations.GetLocations()) != 1 || locations.GetLocations()[0].GetName() != "De Brug" {
		t.Errorf("locations %v, %v", locations, err)
	}
	if again := h.Import([]byte(four + "A1;Lieke;Kok;De Brug;koken;1960\nA2;Omar;Bos;De Brug;film;\nA3;Ria;Vos;De Brug;;\n")); again.GetRowsCreated() != 1 || again.GetRowsUnchanged() != 2 {
		t.Errorf("the file again: %v", again)
	}
}

// Of somebody whom a later import only changed, everything goes back to what it was, but
// for what was changed again since.
func TestUndoOfAnUpdateGivesBackWhatWas(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Import([]byte(four + "A1;Lieke;Kok;De Brug;koken;1960\nA2;Omar;Bos;De Brug;film;1970\n"))
	hand := h.NewClient("Kim", "")
	if _, err := h.Client.UpdateClient(h.Coordinator, &pb.UpdateClientRequest{Client: &pb.Client{Id: hand.GetId(), Number: "A3"}}); err != nil {
		t.Fatal(err)
	}
	before := h.byNumber()
	second := h.Import([]byte(four + "A1;Lieke;Smit;De Brug;koken, dansen;1961\nA2;Omar;Smit;De Brug;film, dansen;1971\nA3;Kim;Vos;De Brug;lezen;1980\n"))
	if second.GetRowsUpdated() != 3 {
		t.Fatalf("%v", second)
	}
	middle := h.byNumber()
	if _, err := h.Client.UpdateClient(h.Coordinator, &pb.UpdateClientRequest{Client: &pb.Client{Id: middle["A2"].GetId(), BirthYear: 1999}}); err != nil {
		t.Fatal(err)
	}
	undone := h.Undo(second.GetId())
	if !slices.Equal(undone.GetKeptClientIds(), []string{middle["A2"].GetId()}) {
		t.Errorf("kept %v, want Omar alone", undone.GetKeptClientIds())
	}
	after := h.byNumber()
	for _, number := range []string{"A1", "A3"} {
		was, is := proto.Clone(before[number]).(*pb.Client), proto.Clone(after[number]).(*pb.Client)
		was.Etag, is.Etag, was.UpdateTime, is.UpdateTime = "", "", nil, nil
		if !proto.Equal(was, is) {
			t.Errorf("%s was %v and is %v", number, was, is)
		}
	}
	if omar := after["A2"]; omar.GetFamilyName() != "Bos" || omar.GetBirthYear() != 1999 || strings.Join(omar.GetProfile().GetInterests(), " ") != "film" {
		t.Errorf("Omar became %v", omar)
	}
	// Bringing it in again does again what was taken back, and leaves what was changed by hand.
	again := h.Import([]byte(four + "A1;Lieke;Smit;De Brug;koken, dansen;1961\nA2;Omar;Smit;De Brug;film, dansen;1971\nA3;Kim;Vos;De Brug;lezen;1980\n"))
	last := h.byNumber()
	if again.GetRowsUpdated() != 3 || last["A2"].GetBirthYear() != 1999 || last["A2"].GetFamilyName() != "Smit" || last["A1"].GetBirthYear() != 1961 {
		t.Errorf("again: %v, %v", again, last)
	}
}

func TestUndoIsPossibleForThirtyDays(t *testing.T) {
	t.Parallel()
	h := open(t)
	i := h.Import(many(2))
	if until := i.GetUndoUntilTime().AsTime(); !until.Equal(servertest.Now.Add(30 * 24 * time.Hour)) {
		t.Errorf("until %v", until)
	}
	h.Later(30*24*time.Hour + time.Minute)
	h.GoOn(i.GetId())
	_, err := h.Client.UndoImport(h.Coordinator, &pb.ChangeImportRequest{Id: i.GetId()})
	servertest.WantCode(t, err, codes.FailedPrecondition)
	if n := h.count(`SELECT count(*) FROM recruitment.import_change`); n != 0 || len(h.Everybody()) != 2 {
		t.Errorf("%d changes are kept, %d clients", n, len(h.Everybody()))
	}
}

// Undoing is done in parts as well, and goes on where it was.
func TestUndoGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	h := open(t)
	i := h.Import(many(1200))
	last := h.count(`SELECT count(*) FROM recruitment.import_change`)
	owner := h.DB.Owner(t)
	// The greatest id is in the last part, which cannot be removed for now.
	if _, err := owner.Exec(t.Context(), `CREATE TABLE recruitment.holds (tenant_id uuid, client_id uuid, FOREIGN KEY (tenant_id, client_id) REFERENCES recruitment.client ON DELETE RESTRICT);
		GRANT SELECT ON recruitment.holds TO optrek_recruitment;
		INSERT INTO recruitment.holds SELECT tenant_id, max(id::text)::uuid FROM recruitment.client GROUP BY 1;
		ALTER TABLE recruitment.holds ENABLE ROW LEVEL SECURITY`); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Client.UndoImport(h.Coordinator, &pb.ChangeImportRequest{Id: i.GetId()}); err != nil {
		t.Fatal(err)
	}
	if err := h.Server.Exchange.GoOn(t.Context(), h.Tenant); err == nil {
		t.Error("it removed somebody who is held")
	}
	if half := h.imported(i.GetId()); last != 1200 || half.GetState() != pb.Import_STATE_UNDOING || half.GetRowsHandled() != 1000 || len(h.Everybody()) != 200 {
		t.Errorf("half-way: %v, %d of %d left", half, len(h.Everybody()), last)
	}
	if _, err := owner.Exec(t.Context(), `DROP TABLE recruitment.holds`); err != nil {
		t.Fatal(err)
	}
	if done := h.GoOn(i.GetId()); done.GetState() != pb.Import_STATE_UNDONE || done.GetRowsHandled() != 1200 || len(h.Everybody()) != 0 {
		t.Errorf("done: %v", done)
	}
}

// An organisation that has locations gets no new ones by a file; what the file knows
// of those is filled in.
func TestImportFillsInWhereALocationIs(t *testing.T) {
	t.Parallel()
	h := open(t)
	if _, err := h.Client.CreateLocation(h.Coordinator, &pb.CreateLocationRequest{Location: &pb.Location{Name: "De Brug"}}); err != nil {
		t.Fatal(err)
	}
	i := h.Import([]byte("Clientnr;Roepnaam;Locatie;Plaats;Postcode\nA1;Lieke;De Brug;Venlo;5911 AB\nA2;Omar;Elders;Venlo;5911 AB\n"))
	locations, err := h.Client.ListLocations(h.Coordinator, &pb.ListLocationsRequest{})
	if err != nil || len(locations.GetLocations()) != 1 || i.GetRowsRefused() != 1 {
		t.Fatalf("%v, %v, %v", locations, err, i)
	}
	if l := locations.GetLocations()[0]; l.GetTown() != "Venlo" || l.GetArea() != "5911" {
		t.Errorf("filled in as %v", l)
	}
}

// Out of care says a proposal to leave, and back in care takes it back. Nobody is dropped.
func TestImportProposesLeavingAndTakesItBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Import([]byte("Clientnr;Roepnaam\nA1;Lieke\n"))
	r := h.Import([]byte("Clientnr;Roepnaam;Uit zorg\nA1;Lieke;01-03-2026\n"))
	if len(r.GetRemarks()) == 0 || r.GetRemarks()[0].GetCode() != "CLIENT_LEFT_CARE" || r.GetRowsHandled() != 1 {
		t.Errorf("%v", r)
	}
	leaving, err := h.Client.ListLeavings(h.Coordinator, &pb.ListLeavingsRequest{})
	if err != nil || len(leaving.GetClients()) != 1 || len(h.Everybody()) != 1 {
		t.Fatalf("leaving: %v, %v", leaving, err)
	}
	h.Import([]byte("Clientnr;Roepnaam;Uit zorg\nA1;Lieke;\n"))
	if leaving, err = h.Client.ListLeavings(h.Coordinator, &pb.ListLeavingsRequest{}); err != nil || len(leaving.GetClients()) != 0 {
		t.Errorf("back in care: %v, %v", leaving, err)
	}
}
