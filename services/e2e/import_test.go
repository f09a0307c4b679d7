package e2e

import (
	"encoding/hex"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// A coordinator imports the client export as it is: a report of what came in and
// what did not, nothing the second time, and no BSN anywhere.
func TestImportOfAClientExportAsItIs(t *testing.T) {
	content, err := os.ReadFile("testdata/ecd-clients.csv")
	must(t, err)
	coordinator := signIn(t, "dichterbij", "tess")
	first := bringIn(t, coordinator, content)
	if first.GetRowsCreated() == 0 || first.GetRowsRefused() == 0 {
		t.Fatalf("nothing came in or nothing was refused: %s", summary(first))
	}
	if sum := first.GetRowsCreated() + first.GetRowsUpdated() + first.GetRowsUnchanged() + first.GetRowsRefused(); sum != first.GetRowsRead() {
		t.Errorf("the report accounts for %d of %d rows", sum, first.GetRowsRead())
	}
	for _, note := range first.GetRefused() {
		if note.GetTextNl() == "" || note.GetTextEn() == "" || note.GetLine() < 2 {
			t.Errorf("a row was refused without saying why in both languages: %v", note)
		}
	}
	t.Log(summary(first))

	again := bringIn(t, coordinator, content)
	if again.GetRowsCreated()+again.GetRowsUpdated() != 0 || again.GetRowsUnchanged() != first.GetRowsCreated()+first.GetRowsUnchanged() {
		t.Errorf("importing the same file again changed something: %s", summary(again))
	}
	nobodysBSN(t, string(content))
}

// bringIn prepares a file, starts it, and waits until it stands still.
func bringIn(t *testing.T, coordinator *apiclient.Client, content []byte) *recruitmentv1.Import {
	t.Helper()
	i := &recruitmentv1.Import{}
	must(t, coordinator.Post(t.Context(), "/api/v1/imports", &recruitmentv1.PrepareImportRequest{Content: content, FileName: "export.csv"}, i))
	must(t, coordinator.Post(t.Context(), "/api/v1/imports/"+i.GetId()+":start", &recruitmentv1.ChangeImportRequest{Etag: i.GetEtag()}, i))
	return standsStill(t, coordinator, i.GetId())
}

// standsStill waits until an import is neither running nor being undone.
func standsStill(t *testing.T, coordinator *apiclient.Client, id string) *recruitmentv1.Import {
	t.Helper()
	i := &recruitmentv1.Import{}
	soon(t, func() error {
		i.Reset()
		if err := coordinator.Get(t.Context(), "/api/v1/imports/"+id, i); err != nil {
			return err
		}
		if s := i.GetState(); s == recruitmentv1.Import_STATE_RUNNING || s == recruitmentv1.Import_STATE_UNDOING {
			return fmt.Errorf("still %s, %d of %d", s, i.GetRowsHandled(), i.GetRowsTotal())
		}
		return nil
	})
	return i
}

func summary(r *recruitmentv1.Import) string {
	reasons := map[string]int{}
	for _, note := range r.GetRefused() {
		reasons[note.GetCode()]++
	}
	return strings.Join([]string{
		r.GetEncoding(), r.GetSeparator(),
		"read", count(r.GetRowsRead()), "created", count(r.GetRowsCreated()), "updated", count(r.GetRowsUpdated()),
		"unchanged", count(r.GetRowsUnchanged()), "refused", count(r.GetRowsRefused()), fmt.Sprint(reasons),
	}, " ")
}

// nobodysBSN searches every column of every table and everything logged for the BSNs of the file.
func nobodysBSN(t *testing.T, file string) {
	t.Helper()
	numbers := regexp.MustCompile(`\b9999[0-9]{5}\b`).FindAllString(file, -1)
	if len(numbers) < 300 {
		t.Fatalf("found only %d BSNs in the file: this test would prove nothing", len(numbers))
	}
	if system.database == "" {
		return
	}
	conn, err := pgx.Connect(t.Context(), system.database)
	must(t, err)
	defer conn.Close(t.Context())
	everything := allRows(t, conn) + system.log.String()
	for _, number := range numbers {
		// A bytes column reads as hexadecimal.
		if strings.Contains(everything, number) || strings.Contains(everything, hex.EncodeToString([]byte(number))) {
			t.Fatalf("a BSN of the file stands in the database or in the log")
		}
	}
	t.Logf("%d BSNs searched in %d bytes of tables and logs: 0 found", len(numbers), len(everything))
}

// allRows is the text of every row of every table of ours.
func allRows(t *testing.T, conn *pgx.Conn) string {
	t.Helper()
	tables, err := conn.Query(t.Context(), `SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`)
	must(t, err)
	names, err := pgx.CollectRows(tables, pgx.RowTo[string])
	must(t, err)
	if len(names) < 20 {
		t.Fatalf("only %d tables: this test would prove nothing", len(names))
	}
	var all strings.Builder
	for _, name := range names {
		rows, err := conn.Query(t.Context(), "SELECT coalesce(string_agg(r::text, E'\\n'), '') FROM "+name+" r")
		must(t, err)
		text, err := pgx.CollectOneRow(rows, pgx.RowTo[string])
		must(t, err)
		all.WriteString(text)
	}
	return all.String()
}

func count(n int32) string { return strconv.Itoa(int(n)) }
