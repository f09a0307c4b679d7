package domain

import (
	"os"
	"testing"
	"time"
)

var today = time.Date(2026, 10, 15, 9, 0, 0, 0, time.UTC)

func readFile(t *testing.T) *Sheet {
	t.Helper()
	content, err := os.ReadFile("testdata/ecd-clients.csv")
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := ReadSheet(content, today)
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

// allKnown knows every location of the file but the one that says it is unknown.
func allKnown(sheet *Sheet) Known {
	known := Known{Clients: map[string]Present{}, Locations: map[string]LocationID{}, Workers: map[string]SupportWorkerID{}}
	for _, row := range sheet.Rows {
		if row.Location != "Onbekende Woonvorm" {
			known.Locations[Fold(row.Location)] = LocationID("l:" + row.Location)
		}
		known.Workers[row.Email] = SupportWorkerID("w:" + row.Email)
	}
	return known
}

func count(notes []Note) map[string]int {
	n := map[string]int{}
	for _, note := range notes {
		n[note.Code]++
	}
	return n
}

func TestTheRealExport(t *testing.T) {
	sheet := readFile(t)
	arrivals, report := sheet.Plan(allKnown(sheet))
	t.Logf("%s %q read %d created %d unchanged %d refused %d %v remarks %v", report.Encoding, report.Separator, report.Read,
		report.Created, report.Unchanged, len(report.Refused), count(report.Refused), count(report.Remarks))
	if report.Read != report.Created+report.Updated+report.Unchanged+len(report.Refused) {
		t.Errorf("the figures do not add up: %+v", report)
	}
	_ = arrivals
}
