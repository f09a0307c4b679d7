package domain

import "strings"

// The national number (BSN) has no business here (it may be used only where a law
// asks for it). Besides leaving its column out, nothing that could be one is kept.

// LooksLikeBSN says whether s is nine digits that pass the eleven-test, however they
// are grouped by spaces, dots or dashes. One in eleven other numbers of nine digits
// does so too; those are refused with it.
func LooksLikeBSN(s string) bool {
	digits := onlyDigits(s)
	return len(digits) == 9 && strings.Trim(s, "0123456789 .-") == "" && elevenProof(digits)
}

func elevenProof(digits string) bool {
	sum := 0
	for i := range 8 {
		sum += int(digits[i]-'0') * (9 - i)
	}
	sum -= int(digits[8] - '0')
	return sum%11 == 0 && sum != 0
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
