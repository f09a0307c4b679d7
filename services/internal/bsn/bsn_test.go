package bsn_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/internal/bsn"
)

func TestLooks(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{
		"111222333": true, "111.222.333": true, "1112 22 333": true, "111222334": false, "000000000": false,
		"11122233": false, "1112223330": false, "C111222333": false, "": false,
	} {
		if bsn.Looks(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}

func TestWhereverItStandsItIsFound(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"111222333", "111.222.333", "1112.22.333", "111 222 333", "11-12-22-333", "1 1 1 2 2 2 3 3 3", "111 - 222 - 333", "111/222/333",
		"Zijn nummer is 111222333.", "(111222333)", "bsn:111222333", "BSN111222333", "bsn111222333x", "nr111222333", "nr. 111222333",
		"111222333 geboren 12-03-1950", "geboren 12-03-1950 111 222 333", "2026 111222333", "bel 06 12345678 of 111.222.333",
		"111\u00a0222\u00a0333", "111\u200b222333", "111–222–333", "１１１２２２３３３", "١١١٢٢٢٣٣٣", "+31 111222333",
		"jan.111222333@zorg.nl", "https://zorg.nl/dossier/111222333?x", "0197a000-0000-7000-8000-00000000000a 111222333", "111222333-1", "C 111222333",
	} {
		if !bsn.In(text) {
			t.Errorf("not found in %q", text)
		}
		clean, found := bsn.Scrub(text)
		if !found || bsn.In(clean) || strings.Contains(clean, "222") {
			t.Errorf("%q became %q", text, clean)
		}
	}
}

func TestOtherNumbersAreLeftAlone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "geen cijfers", "111222334", "11122233", "1112223330", "06-12345678", "06 12 34 56 78", "0612345678", "020-1234567",
		"+31612345678", "+31 6 12345678", "+31 6 123 456 78", "+31 (0)6 23456789", "+31 20 123 4567", "0031 6 1234 5678", "+31 612 345 678", "088 123 45 67",
		"NL91ABNA0417164300", "NL91 ABNA 0417 1643 00", "DE89370400440532013000", "BE71 0961 2345 6769",
		"C111222333", "CL-111222333", "c/111222333", "NL111222333B01", "12-03-1950", "van 12-03-2026 tot 15-03-2026",
		"0197a000-1112-7000-8000-111222333abc", "1111 AB", "kamer 12\n3456782", "10.00-12.30", "000000000",
	} {
		if bsn.In(text) {
			t.Errorf("found in %q", text)
		}
		if clean, found := bsn.Scrub(text); found || clean != text {
			t.Errorf("%q became %q", text, clean)
		}
	}
	for hour := range 24 { // every day with every hour, whatever the eleven-test says of them together
		for day := 1; day <= 31; day++ {
			for _, text := range []string{fmt.Sprintf("%d-5-2026 %d uur", day, hour), fmt.Sprintf("%d/12/2026 %d.30", day, hour), fmt.Sprintf("2026-05-%02d %d", day, hour)} {
				if bsn.In(text) {
					t.Fatalf("found in %q", text)
				}
			}
		}
	}
}

// number draws nine digits that pass the eleven-test.
func number(t *rapid.T) string {
	for {
		digits := rapid.StringMatching(`[0-9]{9}`).Filter(bsn.Looks).Draw(t, "number")
		return digits
	}
}

func TestPropertyHoweverGroupedItIsFoundAndScrubbed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		digits := number(t)
		gap := rapid.SampledFrom([]string{"", " ", ".", "-", " - ", "\u00a0", "/", "_", "\u200d"}).Draw(t, "gap")
		way := rapid.SampledFrom([][]int{{9}, {3, 3, 3}, {4, 2, 3}, {3, 2, 4}, {2, 2, 2, 3}}).Draw(t, "way")
		var parts []string
		for rest := digits; len(way) > 0; way = way[1:] {
			parts, rest = append(parts, rest[:way[0]]), rest[way[0]:]
		}
		before := rapid.StringMatching(`([a-zéA-Z]{3,9}[ :,(=\n]){0,3}`).Draw(t, "before")
		after := rapid.StringMatching(`([ :,;)\n!][a-zéA-Z]{1,9}){0,3}`).Draw(t, "after")
		text := before + strings.Join(parts, gap) + after
		if !bsn.In(text) {
			t.Fatalf("not found in %q", text)
		}
		if clean, found := bsn.Scrub(text); !found || clean != before+after {
			t.Fatalf("%q became %q", text, clean)
		}
	})
}

func TestPropertyNothingIsLeftAfterScrubbing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[0-9 .\-/A-Za-z+]{0,60}`)).Draw(t, "text")
		clean, found := bsn.Scrub(text)
		if found != bsn.In(text) || bsn.In(clean) || (!found && clean != text) {
			t.Fatalf("%q became %q", text, clean)
		}
	})
}

// What has fewer than nine digits is none, and neither is a mobile number as people write it.
func TestPropertyTooFewDigitsAndMobileNumbersAreLeftAlone(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		if text := rapid.StringMatching(`[a-z ]{0,9}([0-9][ .\-a-z]?){0,8}[a-z ]{0,9}`).Draw(t, "few"); bsn.In(text) {
			t.Fatalf("found in %q", text)
		}
		eight := rapid.StringMatching(`[1-9][0-9]{7}`).Draw(t, "eight")
		form := rapid.SampledFrom([]string{"06%s", "06-%s", "06 %s", "+316%s", "+31 6 %s", "+31 (0)6 %s", "+31-6-%s", "00316%s", "0031 6 %s"}).Draw(t, "form")
		if text := fmt.Sprintf(form, eight); bsn.In(text) {
			t.Fatalf("found in %q", text)
		}
	})
}

func BenchmarkIn(b *testing.B) {
	text := strings.Repeat("Op 12-03-2026 gaan we met Kim naar de markt, bel 06-12345678. ", 30)
	for b.Loop() {
		if bsn.In(text) {
			b.Fatal("found")
		}
	}
}
