package sheet

import "testing"

func TestNationalNumbersAreTakenOutOfText(t *testing.T) {
	t.Parallel()
	set := bsnSet{}
	set.add("999992174")
	for in, want := range map[string]string{
		"Kim 999.992.174!": "Kim !", "06-12345678": "06-12345678", "kamer 12, 111222333": "kamer 12, ", "C100003": "C100003",
		"Bos 12-03-1950 111222333": "Bos 12-03-1950 ",
	} {
		if got, _ := set.scrub(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}
