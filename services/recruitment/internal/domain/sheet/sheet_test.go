package sheet

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

var today = time.Date(2026, 10, 15, 9, 0, 0, 0, time.UTC)

func readFile(t *testing.T, text string) *File {
	t.Helper()
	f, err := ReadCSV([]byte(text), today)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// whole is a file and whom it holds.
type whole struct {
	*File
	*Sheet
}

func read(t *testing.T, text string) whole {
	t.Helper()
	f := readFile(t, text)
	return whole{f, f.Read(today)}
}

// plan gives what would happen, as the report says it.
func plan(w whole, known Known) ([]Arrival, Import) {
	arrivals, out := Plan(w.Rows, known)
	_, leaving := Leaving(w.OutOfCare, known)
	return arrivals, Prepare("i", "file.csv", w.File, today).Foresee(w.Sheet, out, leaving, 0)
}

// knowing knows every location and colleague that the sheet names, but no unknown one.
func knowing(sheet whole) Known {
	known := Known{Clients: map[string]Present{}, Locations: map[string]domain.LocationID{}, Workers: map[string]domain.SupportWorkerID{}}
	for key := range sheet.FirstLocations() {
		known.Locations[key] = domain.LocationID("l:" + key)
	}
	for key := range Colleagues(sheet.Rows) {
		known.Workers[key] = domain.SupportWorkerID("w:" + key)
	}
	return known
}

// tally counts notes by code.
func tally(notes []Note) map[string]int {
	n := map[string]int{}
	for _, note := range notes {
		n[note.Code]++
	}
	return n
}

func TestTheExportAsItIs(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile("testdata/ecd-clients.csv")
	if err != nil {
		t.Fatal(err)
	}
	sheet := read(t, string(content))
	arrivals, report := plan(sheet, knowing(sheet))
	if report.Encoding != "windows-1252" || report.Separator != ";" || report.Read != 400 || report.Created != 336 || len(arrivals) != 336 {
		t.Errorf("%s, %q, read %d, created %d, %d arrivals", report.Encoding, report.Separator, report.Read, report.Created, len(arrivals))
	}
	refused := map[string]int{
		NoteDuplicateNumber: 11, NoteNoName: 10, NoteNoNumber: 8, NoteOutOfCare: 17, NoteTooFewColumns: 6, NoteUnknownLocation: 12,
	}
	if got := tally(report.Refused); !maps.Equal(got, refused) {
		t.Errorf("refused %v, want %v", got, refused)
	}
	remarks := map[string]int{NoteBirthUnreadable: 9, NoteBirthFuture: 4, NoteNoSecond: 1}
	if got := tally(report.Said()); !maps.Equal(got, remarks) {
		t.Errorf("remarks %v, want %v", got, remarks)
	}
	var left []string
	for _, l := range report.Left() {
		left = append(left, l.Column)
	}
	if got := strings.Join(left, ","); got != "Geboortedatum,Geslacht,BSN,Postcode,Plaats,Telefoon,In zorg sinds,Uit zorg,Opmerking" {
		t.Errorf("left out %s", got)
	}
	for _, a := range arrivals {
		if err := a.Client.Check(today.Year()); err != nil {
			t.Errorf("%s: %v", a.Client.Number, err)
		}
	}
	// Quotes, line ends within a cell and letters beyond ASCII all came through.
	byNumber := map[string]domain.Client{}
	for _, a := range arrivals {
		byNumber[a.Client.Number] = a.Client
	}
	for number, want := range map[string]string{
		"C100003": "Lieke ten Schouten", "C100037": "Koen van den Çelik", "C100457": "Noor van der O'Brien", "C100491": "Vera Özdemir"} {
		if got := byNumber[number].Name(); got != want {
			t.Errorf("%s is %q, want %q", number, got, want)
		}
	}
	checkNotes(t, report)
}

// checkNotes holds every note to its form: a sentence in both languages, a real line,
// and for a refused row its line once.
func checkNotes(t *testing.T, report Import) {
	t.Helper()
	lines := map[int]bool{}
	for _, n := range slices.Concat(report.Refused, report.Said()) {
		if text := n.Text(); text.NL == "" || text.EN == "" || strings.Contains(text.NL+text.EN, "{n}") {
			t.Errorf("%s has no sentence", n.Code)
		}
	}
	for _, n := range report.Refused {
		if n.Line < 2 || lines[n.Line] {
			t.Errorf("line %d refused twice, or no line", n.Line)
		}
		lines[n.Line] = true
	}
	for _, l := range report.Left() {
		if l.Text().NL == "" || l.Text().EN == "" {
			t.Errorf("%s is left out without a reason", l.Column)
		}
	}
	if report.Read != report.Created+report.Updated+report.Unchanged+len(report.Refused) {
		t.Errorf("the figures do not add up: %+v", report)
	}
}

const head = "Cliëntnummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;BSN;Locatie;Uit zorg\n"

func TestRowsThatAreRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, row, code, number string }{
		{"no name", "A1;;van;;01-02-1960;;De Brug;", NoteNoName, "A1"},
		{"no number", ";Kim;;Bos;01-02-1960;;De Brug;", NoteNoNumber, ""},
		{"a word for a number", "Kim;Kim;;Bos;;;De Brug;", NoteBadNumber, ""},
		{"a number with a space", "A 1;Kim;;Bos;;;De Brug;", NoteBadNumber, ""},
		{"a national number for a number", "111222333;Kim;;Bos;;;De Brug;", NoteNumberIsBSN, ""},
		{"the row's own national number", "999992174;Kim;;Bos;;999992174;De Brug;", NoteNumberIsBSN, ""},
		{"too few columns", "A1;Kim;;Bos", NoteTooFewColumns, "A1"},
		{"too many columns", "A1;Kim;;Bos;;;De Brug;;zomaar;iets", NoteTooManyColumns, ""},
		{"a quote that never closes", `A1;"Kim;;Bos;;;De Brug;`, NoteBrokenQuotes, ""},
		{"out of care", "A1;Kim;;Bos;;;De Brug;14-10-2026", NoteOutOfCare, "A1"},
		{"an end that is no date", "A1;Kim;;Bos;;;De Brug;binnenkort", NoteEndUnreadable, "A1"},
		{"unknown location", "A1;Kim;;Bos;;;Elders;", NoteUnknownLocation, "A1"},
		{"a name that is none", "A1;" + strings.Repeat("x", 81) + ";;Bos;;;De Brug;", NoteNameTooLong, "A1"},
	} {
		// The good row before and after comes in, whatever is wrong between.
		sheet := read(t, head+"G1;Ria;;Kok;;;De Brug;\n"+c.row+"\nG2;Ton;;Vos;;;De Brug;\n")
		known := knowing(sheet)
		delete(known.Locations, "elders")
		_, report := plan(sheet, known)
		if report.Created != 2 || len(report.Refused) != 1 || report.Refused[0].Code != c.code ||
			report.Refused[0].Line != 3 || report.Refused[0].Number != c.number {
			t.Errorf("%s: created %d, refused %+v", c.name, report.Created, report.Refused)
		}
		checkNotes(t, report)
	}
}

func TestRowsThatComeInWithARemark(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, row, code string }{
		{"a day that does not exist", "A1;Kim;;Bos;31-02-1990;;De Brug;", NoteBirthUnreadable},
		{"a year of two digits", "A1;Kim;;Bos;01-02-60;;De Brug;", NoteBirthUnreadable},
		{"not born yet", "A1;Kim;;Bos;01-01-2087;;De Brug;", NoteBirthFuture},
		{"long ago", "A1;Kim;;Bos;01-01-1799;;De Brug;", NoteBirthLongAgo},
		{"no given name", "A1;;van;Bos;;;De Brug;", NoteNoGivenName},
		{"no location", "A1;Kim;;Bos;;;;", NoteNoLocation},
		{"a national number in a name", "A1;Kim 111.222.333;;Bos;;;De Brug;", NoteBSNElsewhere},
	} {
		sheet := read(t, head+c.row+"\n")
		arrivals, report := plan(sheet, knowing(sheet))
		if len(arrivals) != 1 || report.Said()[0].Code != c.code || report.Said()[0].Number != "A1" {
			t.Errorf("%s: %+v", c.name, report)
			continue
		}
		if c.code != NoteNoGivenName && arrivals[0].Client.Name() != "Kim Bos" {
			t.Errorf("%s: called %q", c.name, arrivals[0].Client.Name())
		}
		checkNotes(t, report)
	}
}

func TestSecondMissingIsSaidOnce(t *testing.T) {
	t.Parallel()
	sheet := read(t, head+"A1;Kim;;Bos;;;De Brug;\nA2;Tim;;Vos;;;De Brug;\n")
	_, report := plan(sheet, knowing(sheet))
	if len(report.Said()) != 1 || report.Said()[0].Code != NoteNoSecond || report.Said()[0].Other != 2 || report.Said()[0].Line != 0 {
		t.Errorf("remarks %+v", report.Said())
	}
}

func TestTheSameNumberTwice(t *testing.T) {
	t.Parallel()
	sheet := read(t, head+"A1;Kim;;Bos;;;De Brug;\nA1;Kim;;Bos;;;De Brug;\nA1;Tim;;Vos;;;De Brug;\n")
	_, report := plan(sheet, knowing(sheet))
	if report.Created != 1 || report.Unchanged != 1 || len(report.Refused) != 1 || report.Refused[0].Line != 4 || report.Refused[0].Other != 2 {
		t.Errorf("%+v", report)
	}
	checkNotes(t, report)
}

func TestEveryEncodingSeparatorAndLineEnd(t *testing.T) {
	t.Parallel()
	plain := "Cliëntnummer;Roepnaam;Achternaam;Interesses\nA1;Zoë;Çelik;\"koken; \"\"soep\"\"\nen film\"\n\nA2;René;Bos;\n"
	in := func(separator, end string) string {
		return strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(plain, "koken; ", "koken, "), ";", separator), "\n", end)
	}
	latin := func(s string) string {
		b := make([]byte, 0, len(s))
		for _, r := range s {
			b = append(b, byte(r))
		}
		return string(b)
	}
	wide := func(s string) string {
		b := []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return string(b)
	}
	for _, c := range []struct{ text, encoding, separator string }{
		{in(";", "\n"), "utf-8", ";"}, {in(";", "\r\n"), "utf-8", ";"}, {in(";", "\r"), "utf-8", ";"},
		{in("\t", "\r\n"), "utf-8", "tab"}, {in("|", "\n"), "utf-8", "|"},
		{"\ufeff" + in(";", "\n"), "utf-8-bom", ";"}, {latin(in(";", "\r\n")), "windows-1252", ";"},
		{wide(in("\t", "\r\n")), "utf-16le", "tab"}, {"sep=;\r\n" + in(";", "\r\n"), "utf-8", ";"},
		{"Cliëntnummer,Roepnaam,Achternaam,Interesses\nA1,Zoë,Çelik,\"koken, \"\"soep\"\"\nen film\"\nA2,René,Bos,\n", "utf-8", ","},
	} {
		sheet := read(t, c.text)
		if sheet.Encoding != c.encoding || sheet.Separator != c.separator || len(sheet.Rows) != 2 {
			t.Errorf("%q read as %s with %q, %d rows %+v", c.text, sheet.Encoding, sheet.Separator, len(sheet.Rows), sheet.Refused)
			continue
		}
		zoe := sheet.Rows[0]
		if zoe.Given != "Zoë" || zoe.Family != "Çelik" || strings.Join(zoe.Interests, "/") != `koken/"soep"/en film` {
			t.Errorf("%q: first row is %+v", c.text, zoe)
		}
	}
}

func TestAWordProcessorsMarksInWindows1252(t *testing.T) {
	t.Parallel()
	if got, _ := decode([]byte("\x80 \x91t \x96 \xeb\x00")); got != "€ ‘t – ë" {
		t.Errorf("decoded %q", got)
	}
}

func TestHeadingsWithSomeTolerance(t *testing.T) {
	t.Parallel()
	for _, heading := range []string{"CLIENTNUMMER ;roep naam", "cliënt-nummer;Voornaam", "ClntNr;x;Roepnaam;cli\xc3\xabntnr", "\"Clientnr.\";\"Naam\""} {
		sheet, err := ReadCSV([]byte(heading+"\nA1;Kim;Bos\n"), today)
		if err != nil || sheet == nil {
			t.Errorf("%q: %v", heading, err)
		}
	}
	for _, other := range []string{"", "\n", "A1;Kim\nA2;Tim", "Cliëntnummer;Postcode", "\x89PNG\r\n\x1a\n", head + strings.Repeat("\n", mostRows)} {
		_, err := ReadCSV([]byte(other), today)
		if fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("%q is taken for an export: %v", other, err)
		}
	}
}

func TestNoRowDisappearsIntoABrokenQuote(t *testing.T) {
	t.Parallel()
	// The quote of line 2 would close at the one of line 4, and swallow line 3.
	sheet := read(t, head+"A1;\"Kim;;Bos;;;De Brug;\nA2;Tim;;Vos;;;De Brug;\nA3;\"Ria\";;Kok;;;De Brug;\n")
	if sheet.RowsRead != 3 || len(sheet.Rows) != 2 || len(sheet.Refused) != 1 || sheet.Refused[0].Code != NoteBrokenQuotes || sheet.Refused[0].Line != 2 {
		t.Errorf("read %d, rows %+v, refused %+v", sheet.RowsRead, sheet.Rows, sheet.Refused)
	}
}

func TestAFormulaIsTextLikeAnyOther(t *testing.T) {
	t.Parallel()
	sheet := read(t, "Clientnr;Roepnaam;Interesses\nA1;Kim;=1+1\n")
	if got := sheet.Rows[0].Interests; len(got) != 1 || got[0] != "=1+1" {
		t.Errorf("read %q", got)
	}
}

func TestPlanTwiceIsPlanOnce(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile("testdata/ecd-clients.csv")
	if err != nil {
		t.Fatal(err)
	}
	sheet := read(t, string(content))
	known := knowing(sheet)
	arrivals, _ := plan(sheet, known)
	for i, a := range arrivals {
		a.Client.ID = domain.ClientID(fmt.Sprint(i))
		known.Clients[a.Client.Number] = Present{Client: a.Client, Imported: a.Imported}
	}
	again, report := plan(sheet, known)
	if len(again) != 0 || report.Unchanged != 336 || report.Created+report.Updated != 0 {
		t.Errorf("%d arrivals, %+v", len(again), report)
	}
}

func TestAHandMadeClientIsOnlyFilledUp(t *testing.T) {
	t.Parallel()
	sheet := read(t, "Clientnr;Roepnaam;Achternaam;Geboortedatum;Email begeleider;Begeleider\nA1;Lieke;Kok;01-02-1960;b@example.org;B\n")
	known := knowing(sheet)
	made := domain.Client{Number: "A1", GivenName: "Lies", SupportWorkers: []domain.SupportWorkerID{"mine"}}
	known.Clients["A1"] = Present{Client: made}
	arrivals, report := plan(sheet, known)
	if report.Updated != 1 || len(arrivals) != 1 {
		t.Fatalf("%+v", report)
	}
	if c := arrivals[0].Client; c.GivenName != "Lies" || c.BirthYear != 1960 || !slices.Equal(c.SupportWorkers, made.SupportWorkers) {
		t.Errorf("became %+v", c)
	}
}

func TestANewFirstResponsibleLeavesTheSecond(t *testing.T) {
	t.Parallel()
	sheet := read(t, "Clientnr;Roepnaam;Email begeleider\nA1;Lieke;new@example.org\n")
	known := knowing(sheet)
	known.Clients["A1"] = Present{
		Client:   domain.Client{Number: "A1", GivenName: "Lieke", SupportWorkers: []domain.SupportWorkerID{"old", "second"}},
		Imported: &Imported{Given: "Lieke", Worker: "old"},
	}
	arrivals, _ := plan(sheet, known)
	if got := arrivals[0].Client.SupportWorkers; !slices.Equal(got, []domain.SupportWorkerID{"w:new@example.org", "second"}) {
		t.Errorf("guided by %v", got)
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte(head + "A1;\"Kim\"\";;Bos;31-02-1990;999992174;De Brug;\n"))
	f.Add([]byte("sep=,\nclientnr,naam\r\r\n\"\"\"\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		f, err := ReadCSV(content, today)
		if err != nil {
			return
		}
		sheet := whole{f, f.Read(today)}
		_, report := plan(sheet, knowing(sheet))
		checkNotes(t, report)
	})
}
