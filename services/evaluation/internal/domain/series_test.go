package domain

import (
	"slices"
	"testing"
	"time"
)

func TestE01_AnIntervisionComesBack(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		first string
		every Returning
		until string
		want  []string
	}{
		"once":             {"2026-04-14", "", "", []string{"2026-04-14"}},
		"every two weeks":  {"2026-04-14", EveryTwoWeeks, "2026-05-12", []string{"2026-04-14", "2026-04-28", "2026-05-12"}},
		"every four weeks": {"2026-04-14", EveryFourWeeks, "2026-06-01", []string{"2026-04-14", "2026-05-12"}},
		"a second Tuesday": {"2026-04-14", EveryMonth, "2026-07-31", []string{"2026-04-14", "2026-05-12", "2026-06-09", "2026-07-14"}},
		"a fifth Thursday": {"2026-04-30", EveryMonth, "2026-07-31", []string{"2026-04-30", "2026-05-28", "2026-06-25", "2026-07-30"}},
		"over the year":    {"2026-11-10", EveryThreeMonths, "2027-06-01", []string{"2026-11-10", "2027-02-09", "2027-05-11"}},
		"only the first":   {"2026-04-14", EveryMonth, "2026-04-14", []string{"2026-04-14"}},
	} {
		if got, err := SeriesDays(c.first, c.every, c.until); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	_, err := SeriesDays("2026-02-30", EveryMonth, "2026-04-14")
	wantField(t, err, "intervision.day")
	for _, until := range []string{"", "2026-04-13", "2027-04-15", "morgen"} {
		_, err := SeriesDays("2026-04-14", EveryMonth, until)
		wantField(t, err, "until")
	}
}

// Whatever the first day, a monthly series is once in each month, on the same weekday.
func TestE01_AMonthlySeriesIsOnceAMonth(t *testing.T) {
	t.Parallel()
	for first := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); first.Year() < 2029; first = first.AddDate(0, 0, 1) {
		days := must1(SeriesDays(first.Format(time.DateOnly), EveryMonth, first.AddDate(1, 0, 0).Format(time.DateOnly)))(t)
		month := first.Month()
		for _, text := range days {
			day := must1(time.Parse(time.DateOnly, text))(t)
			if day.Month() != month || day.Weekday() != first.Weekday() {
				t.Fatalf("from %s: %v", first.Format(time.DateOnly), days)
			}
			month = month%12 + 1
		}
	}
}
