package domain

import (
	"testing"
	"time"
)

func TestM12_ARoleIsNoName(t *testing.T) {
	t.Parallel()
	for word, name := range map[string]bool{
		"buurvrouw": false, "Buurvrouw": false, "vrijwilliger van de speeltuin": false, "Mijn zus": true, "zus": false, "Vader": false,
		"Karin": true, "mevrouw Jansen": true, "buurman 12": true, "a@b.nl": true, "J.": true,
	} {
		if looksLikeAName(word) != name {
			t.Errorf("%q: name %v, want %v", word, !name, name)
		}
	}
}

// The offset worked out by hand is that of the time zone, at every hour of some years.
func TestDayOfIsTheDayInTheNetherlands(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	for at := time.Date(2025, 1, 1, 0, 30, 0, 0, time.UTC); at.Year() < 2030; at = at.Add(time.Hour) {
		if got, want := DayOf(at), at.In(zone).Format(time.DateOnly); got != want {
			t.Fatalf("%v is %s, not %s", at, want, got)
		}
	}
}
