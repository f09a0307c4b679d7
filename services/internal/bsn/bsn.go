// Package bsn finds what may be a Dutch national number (burgerservicenummer) in
// text. Optrek may not have one, so nothing that could be one is kept: package rpc
// refuses a call that holds one, the import takes it out of a file.
//
// A BSN is nine digits that pass the eleven-test. One in eleven other numbers of nine
// digits does so too. Those are found with it: that somebody cannot write a number
// down costs a sentence; a BSN may be kept only where a law says so (UAVG, art. 46). So an organisation
// whose own numbers have nine digits and nothing else puts a letter before them: C123456782.
//
// Pure: a function of its arguments, for the rooms that may know nothing else.
package bsn

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// length of a BSN, in digits.
const length = 9

// Looks says whether s is nine digits that pass the eleven-test and nothing else,
// however they are grouped by spaces, dots or dashes.
func Looks(s string) bool {
	digits := Digits(s)
	return len(digits) == length && strings.Trim(s, "0123456789 .-") == "" && elevenProof(digits)
}

// In says whether a BSN may stand anywhere in the text.
func In(text string) bool { return len(find(text)) > 0 }

// Scrub takes out of the text what may be a BSN, and says whether there was one.
func Scrub(text string) (clean string, found bool) {
	for spans := find(text); len(spans) > 0; spans = find(text) { // what is left may have moved together
		found = true
		for i := len(spans) - 1; i >= 0; i-- {
			text = text[:spans[i].from] + text[spans[i].to:]
		}
	}
	return text, found
}

// Digits gives the plain digits of s and nothing else.
func Digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

func elevenProof(digits string) bool {
	sum := 0
	for i := range length - 1 {
		sum += int(digits[i]-'0') * (length - i)
	}
	sum -= int(digits[length-1] - '0')
	return sum%11 == 0 && sum != 0
}

// span is a stretch of a text, in bytes.
type span struct{ from, to int }

// find gives the stretches that may be a BSN, in order and apart from each other. An
// id of Optrek (a UUID) is none, whatever digits it happens to hold.
func find(text string) []span {
	if !enoughDigits(text) {
		return nil
	}
	var found []span
	for _, run := range runs(text) {
		found = append(found, run.numbers()...)
	}
	if len(found) == 0 {
		return nil
	}
	ids := uuid.FindAllStringIndex(text, -1)
	var kept []span
	for _, s := range found {
		if !inside(s, ids) && (len(kept) == 0 || s.from >= kept[len(kept)-1].to) {
			kept = append(kept, s)
		}
	}
	return kept
}

var uuid = regexp.MustCompile(`(?i)\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b`)

func inside(s span, ids [][]int) bool {
	for _, id := range ids {
		if s.from >= id[0] && s.to <= id[1] {
			return true
		}
	}
	return false
}

// enoughDigits is the quick look that spares nearly every text the slow one.
func enoughDigits(text string) bool {
	n := 0
	for i := 0; i < len(text); i++ {
		if text[i] >= '0' && text[i] <= '9' {
			n++
		} else if text[i] >= utf8.RuneSelf {
			return countDigits(text) >= length
		}
	}
	return n >= length
}

func countDigits(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
