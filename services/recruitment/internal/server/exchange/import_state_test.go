package exchange_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// many makes up a file of n people at a few locations.
func many(n int) []byte {
	var b strings.Builder
	b.WriteString("Cliëntnummer;Roepnaam;Achternaam;Locatie;E-mail begeleider;BSN\n")
	for i := range n {
		fmt.Fprintf(&b, "N%d;Naam%d;Familie%d;Huis %d;b%d@example.org;%09d\n", i, i%97, i%89, i%7, i%5, 999900000+i)
	}
	return []byte(b.String())
}

func (h *house) start(i *pb.Import) *pb.Import {
	h.T.Helper()
	started, err := h.Client.StartImport(h.Coordinator, &pb.ChangeImportRequest{Id: i.GetId(), Etag: i.GetEtag(), RequestId: ids.New()})
	if err != nil {
		h.T.Fatal(err)
	}
	return started
}

func (h *house) imported(id string) *pb.Import {
	h.T.Helper()
	i, err := h.Client.GetImport(h.Coordinator, &pb.GetImportRequest{Id: id})
	if err != nil {
		h.T.Fatal(err)
	}
	return i
}

// count asks the database itself.
func (h *house) count(sql string, args ...any) (n int) {
	h.T.Helper()
	if err := h.DB.Owner(h.T).QueryRow(h.T.Context(), sql, args...).Scan(&n); err != nil {
		h.T.Fatal(err)
	}
	return n
}

// Whoever prepares sees what each column is taken for, with a few values of those that
// may come in, and may say otherwise.
func TestColumnsAreShownAndCanBeSaidOtherwise(t *testing.T) {
	t.Parallel()
	h := open(t)
	i := h.Prepare([]byte("Dossier;Roepnaam;Hoofddiagnose;BSN;Telefoon\nD1;Lieke;angst;999992174;0612345678\nD2;Omar;;999992174;\n"))
	columns := i.GetColumns()
	if len(columns) != 5 || columns[1].GetField() != pb.ImportColumn_FIELD_GIVEN_NAME || columns[0].GetField() != pb.ImportColumn_FIELD_NONE {
		t.Fatalf("columns: %v", columns)
	}
	if !slices.Equal(columns[0].GetSamples(), []string{"D1", "D2"}) || columns[0].GetFixed() {
		t.Errorf("a column nobody knows: %v", columns[0])
	}
	for _, c := range columns[2:] {
		if !c.GetFixed() || c.GetTextNl() == "" || c.GetTextEn() == "" || len(c.GetSamples()) != 0 {
			t.Errorf("a column that may never come in: %v", c)
		}
	}
	// Without a number nobody can be told apart: what would happen is not known yet.
	if i.GetRowsRead() != 2 || i.GetRowsCreated()+i.GetRowsRefused() != 0 {
		t.Errorf("before it is known what the number is: %v", i)
	}
	_, err := h.Client.StartImport(h.Coordinator, &pb.ChangeImportRequest{Id: i.GetId()})
	servertest.WantCode(t, err, codes.InvalidArgument)
	request := &pb.MapImportRequest{Id: i.GetId(), Etag: i.GetEtag(), RequestId: ids.New(), Columns: []*pb.ImportColumn{{Field: pb.ImportColumn_FIELD_NUMBER}}}
	mapped, err := h.Client.MapImport(h.Coordinator, request)
	if err != nil || mapped.GetRowsCreated() != 2 || mapped.GetEtag() == i.GetEtag() || mapped.GetColumns()[0].GetField() != pb.ImportColumn_FIELD_NUMBER {
		t.Fatalf("%v, %v", mapped, err)
	}
	again, err := h.Client.MapImport(h.Coordinator, request)
	if err != nil || !proto.Equal(again, mapped) {
		t.Errorf("the same request again: %v, %v", again, err)
	}
	h.start(mapped)
	if done := h.GoOn(i.GetId()); done.GetRowsCreated() != 2 || done.GetState() != pb.Import_STATE_DONE || len(done.GetColumns()[0].GetSamples()) != 0 {
		t.Errorf("%v", done)
	}
	contents := h.Contents()
	for place, text := range contents {
		for _, never := range []string{"angst", "0612345678", "999992174"} {
			if strings.Contains(text, never) {
				t.Errorf("%q stands in %s", never, place)
			}
		}
	}
}

func TestColumnsThatCannotBeSaidOtherwise(t *testing.T) {
	t.Parallel()
	h := open(t)
	i := h.Prepare([]byte("Clientnr;Roepnaam;Achternaam;Geslacht\nA1;Lieke;Kok;V\n"))
	for name, columns := range map[string][]*pb.ImportColumn{
		"a fixed column":      {{Index: 3, Field: pb.ImportColumn_FIELD_TOWN}},
		"no such column":      {{Index: 4, Field: pb.ImportColumn_FIELD_TOWN}},
		"before the first":    {{Index: -1, Field: pb.ImportColumn_FIELD_TOWN}},
		"nothing chosen":      {{Index: 1}},
		"two with one sense":  {{Index: 2, Field: pb.ImportColumn_FIELD_GIVEN_NAME}},
		"no value of the API": {{Index: 2, Field: 99}},
	} {
		_, err := h.Client.MapImport(h.Coordinator, &pb.MapImportRequest{Id: i.GetId(), Columns: columns})
		if status.Code(err) != codes.InvalidArgument {
			t.Errorf("%s: %v", name, err)
		}
	}
	if now := h.imported(i.GetId()); !proto.Equal(now, i) {
		t.Errorf("what was refused changed something: %v", now)
	}
}

func TestFilesThatAreNoExportSayWhatToDo(t *testing.T) {
	t.Parallel()
	h := open(t)
	for name, c := range map[string]struct{ content, code string }{
		"no heading":        {"geheim;999992174\n", "NO_CLIENT_EXPORT"},
		"a text":            {"Beste geheim,\nhierbij de lijst.\n", "NO_CLIENT_EXPORT"},
		"a picture":         {"\x89PNG\r\n\x1a\ngeheim", "NO_CLIENT_EXPORT"},
		"no name":           {"Clientnr;Postcode\nA1;1234 AB\n", "NO_NAME_COLUMN"},
		"no number":         {"Roepnaam;Postcode\nKim;1234 AB\n", "NO_NUMBER_COLUMN"},
		"only a heading":    {"Clientnr;Roepnaam\n\n", "NO_ROWS"},
		"nothing but space": {" \r\n", "EMPTY_FILE"},
		"a spreadsheet":     {"PK\x03\x04xl/worksheets geheim", "SPREADSHEET_FILE"},
		"an old one":        {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 geheim", "SPREADSHEET_FILE"},
		"a PDF":             {"%PDF-1.7 geheim", "PDF_FILE"},
		"compressed":        {"\x1f\x8b\x08geheim", "ZIPPED_FILE"},
		"too many rows":     {"Clientnr;Roepnaam\n" + strings.Repeat("A1;Kim\n", 100_001), "TOO_MANY_ROWS"},
	} {
		_, err := h.Client.PrepareImport(h.Coordinator, &pb.PrepareImportRequest{Content: []byte(c.content)})
		servertest.WantCode(t, err, codes.InvalidArgument)
		if !strings.Contains(fmt.Sprint(status.Convert(err).Details()), c.code) {
			t.Errorf("%s: %v", name, status.Convert(err).Details())
		}
		if strings.Contains(fmt.Sprint(err), "geheim") || strings.Contains(h.Logs.String(), "geheim") {
			t.Errorf("%s: the file is quoted", name)
		}
	}
	if n := h.count(`SELECT count(*) FROM recruitment.import`); n != 0 {
		t.Errorf("%d of them are kept", n)
	}
}

func TestImportsAreForCoordinatorsOfTheirOwnOrganisation(t *testing.T) {
	t.Parallel()
	h := open(t)
	i := h.Prepare(export(t))
	calls := map[string]func(context.Context) error{
		"prepare": func(ctx context.Context) error {
			_, err := h.Client.PrepareImport(ctx, &pb.PrepareImportRequest{Content: []byte("Clientnr;Roepnaam\nA1;Kim\n")})
			return err
		},
		"get": func(ctx context.Context) error {
			_, err := h.Client.GetImport(ctx, &pb.GetImportRequest{Id: i.GetId()})
			return err
		},
		"map": func(ctx context.Context) error {
			_, err := h.Client.MapImport(ctx, &pb.MapImportRequest{Id: i.GetId()})
			return err
		},
	}
	for name, call := range map[string]func(context.Context, *pb.ChangeImportRequest) error{
		"start": func(ctx context.Context, r *pb.ChangeImportRequest) error {
			_, err := h.Client.StartImport(ctx, r)
			return err
		},
		"stop": func(ctx context.Context, r *pb.ChangeImportRequest) error {
			_, err := h.Client.StopImport(ctx, r)
			return err
		},
		"undo": func(ctx context.Context, r *pb.ChangeImportRequest) error {
			_, err := h.Client.UndoImport(ctx, r)
			return err
		},
		"discard": func(ctx context.Context, r *pb.ChangeImportRequest) error {
			_, err := h.Client.DiscardImport(ctx, r)
			return err
		},
	} {
		calls[name] = func(ctx context.Context) error { return call(ctx, &pb.ChangeImportRequest{Id: i.GetId()}) }
	}
	elsewhere := h.Neighbour().Coordinator
	for name, call := range calls {
		for _, role := range authn.Roles() {
			if role == authn.RoleCoordinator || role == authn.RolePlatformOperator || role == authn.RoleMachine {
				continue
			}
			if err := call(h.As(ids.New(), role)); status.Code(err) != codes.PermissionDenied {
				t.Errorf("%s by a %s: %v", name, role, err)
			}
		}
		if err := call(elsewhere); name != "prepare" && status.Code(err) != codes.NotFound {
			t.Errorf("%s from another organisation: %v", name, err)
		}
	}
	if list, err := h.Client.ListImports(elsewhere, &pb.ListImportsRequest{}); err != nil || len(list.GetImports()) != 1 || list.GetImports()[0].GetId() == i.GetId() {
		t.Errorf("another organisation lists %v, %v", list, err)
	}
	if now := h.imported(i.GetId()); !proto.Equal(now, i) {
		t.Error("an outsider changed something")
	}
}

// A file of some thousands is stopped half-way, goes on, and is cut off by a fault: each
// row comes in once, whatever happens.
func TestImportIsStoppedAndGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	h := open(t)
	const rows = 2300
	i := h.start(h.Prepare(many(rows)))
	if i.GetState() != pb.Import_STATE_RUNNING || i.GetRowsTotal() != rows || i.GetRowsHandled() != 0 || i.GetUndoUntilTime() == nil {
		t.Errorf("started as %v", i)
	}
	// The third part cannot be written; what came before it stays.
	owner := h.DB.Owner(t)
	if _, err := owner.Exec(t.Context(), `ALTER TABLE recruitment.client ADD CONSTRAINT not_yet CHECK (number <> 'N1200')`); err != nil {
		t.Fatal(err)
	}
	if err := h.Server.Exchange.GoOn(t.Context(), h.Tenant); err == nil {
		t.Error("it went on past what cannot be written")
	}
	half := h.imported(i.GetId())
	if half.GetState() != pb.Import_STATE_RUNNING || half.GetRowsHandled() != 1000 || len(h.Everybody()) != 1000 {
		t.Errorf("half-way: %v, %d clients", half, len(h.Everybody()))
	}
	// Nobody else may begin meanwhile, also not to take it back.
	other := h.Prepare([]byte("Clientnr;Roepnaam\nZ1;Zus\n"))
	_, err := h.Client.StartImport(h.Coordinator, &pb.ChangeImportRequest{Id: other.GetId()})
	servertest.WantCode(t, err, codes.FailedPrecondition)
	_, err = h.Client.UndoImport(h.Coordinator, &pb.ChangeImportRequest{Id: i.GetId()})
	servertest.WantCode(t, err, codes.FailedPrecondition)
	_, err = h.Client.DiscardImport(h.Coordinator, &pb.ChangeImportRequest{Id: i.GetId()})
	servertest.WantCode(t, err, codes.FailedPrecondition)
	_, err = h.Client.StopImport(h.Coordinator, &pb.ChangeImportRequest{Id: i.GetId(), Etag: "99"})
	servertest.WantCode(t, err, codes.Aborted)

	stopped, err := h.Client.StopImport(h.Coordinator, &pb.ChangeImportRequest{Id: i.GetId(), Etag: half.GetEtag()})
	if err != nil || stopped.GetState() != pb.Import_STATE_STOPPED {
		t.Fatalf("%v, %v", stopped, err)
	}
	if _, err := owner.Exec(t.Context(), `ALTER TABLE recruitment.client DROP CONSTRAINT not_yet`); err != nil {
		t.Fatal(err)
	}
	if still := h.GoOn(i.GetId()); still.GetRowsHandled() != 1000 {
		t.Errorf("it went on while stopped: %v", still)
	}
	h.start(stopped)
	done := h.GoOn(i.GetId())
	if done.GetState() != pb.Import_STATE_DONE || done.GetRowsCreated() != rows || done.GetRowsHandled() != rows || done.GetRowsRefused() != 0 {
		t.Errorf("done: %v", done)
	}
	if n := h.count(`SELECT count(*) FROM recruitment.client`); n != rows {
		t.Errorf("%d clients", n)
	}
	if n := h.count(`SELECT count(*) FROM recruitment.import_part p WHERE p.import_id = $1`, i.GetId()); n != 0 {
		t.Errorf("%d parts of the file are kept", n)
	}
	events := map[string]int{}
	for _, e := range h.Events() {
		if m, ok := e.Message.(*pb.ClientChanged); ok {
			events[m.GetClientId()]++
		}
	}
	if len(events) != rows || slices.Max(slices.Collect(maps.Values(events))) != 1 {
		t.Errorf("%d clients told of", len(events))
	}
	if n := h.count(`SELECT count(*) FROM recruitment.audit WHERE ground = $1 AND client_id IS NOT NULL`, "import:"+i.GetId()); n != rows {
		t.Errorf("%d rows of audit for %d clients", n, rows)
	}
	h.start(other) // and now the other one may
	h.GoOn(other.GetId())
}

func TestAFileThatNobodyStartsIsForgotten(t *testing.T) {
	t.Parallel()
	h := open(t)
	discarded, kept := h.Prepare(many(3)), h.Prepare(many(3))
	request := &pb.ChangeImportRequest{Id: discarded.GetId(), RequestId: ids.New()}
	for range 2 {
		if _, err := h.Client.DiscardImport(h.Coordinator, request); err != nil {
			t.Fatal(err)
		}
	}
	_, err := h.Client.GetImport(h.Coordinator, &pb.GetImportRequest{Id: discarded.GetId()})
	servertest.WantCode(t, err, codes.NotFound)
	h.Later(23 * time.Hour)
	h.GoOn(kept.GetId())
	h.Later(2 * time.Hour)
	if err := h.Server.Exchange.GoOn(t.Context(), h.Tenant); err != nil {
		t.Fatal(err)
	}
	_, err = h.Client.StartImport(h.Coordinator, &pb.ChangeImportRequest{Id: kept.GetId()})
	servertest.WantCode(t, err, codes.NotFound)
	if n := h.count(`SELECT count(*) FROM recruitment.import_part`); n != 0 {
		t.Errorf("%d parts are kept", n)
	}
}

func TestImportRequestRepeatedIsDoneOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	req := &pb.PrepareImportRequest{Content: export(t), RequestId: ids.New()}
	first, err := h.Client.PrepareImport(h.Coordinator, req)
	if err != nil {
		t.Fatal(err)
	}
	again, err := h.Client.PrepareImport(h.Coordinator, req)
	if err != nil || !proto.Equal(first, again) {
		t.Errorf("the repeat got another answer: %v", err)
	}
	start := &pb.ChangeImportRequest{Id: first.GetId(), Etag: first.GetEtag(), RequestId: ids.New()}
	for range 2 {
		if _, err := h.Client.StartImport(h.Coordinator, start); err != nil {
			t.Error(err)
		}
	}
	if list, err := h.Client.ListImports(h.Coordinator, &pb.ListImportsRequest{}); err != nil || len(list.GetImports()) != 1 {
		t.Errorf("%v, %v", list, err)
	}
	req.Content = append(req.Content, "\r\n"...)
	_, err = h.Client.PrepareImport(h.Coordinator, req)
	servertest.WantCode(t, err, codes.FailedPrecondition)
}
