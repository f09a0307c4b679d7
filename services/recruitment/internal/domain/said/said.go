// Package said cleans and checks what people typed, before anything is decided on it.
package said

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
)

// Tidy trims the text and makes every run of white space one space: for names and
// single words, never for what somebody tells in their own words.
func Tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// TooLong says whether s has more than limit characters.
func TooLong(s string, limit int) bool { return utf8.RuneCountInString(s) > limit }

// Own keeps what somebody tells as it was told, lines included.
func Own(s string) string {
	return strings.TrimSpace(Storable(strings.ReplaceAll(s, "\r\n", "\n")))
}

// Storable drops control characters: nobody means them, and the database refuses NUL.
func Storable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
}

// UnknownChoice says that a value is none of those that can be chosen.
func UnknownChoice(path string) fault.Field {
	return fault.Field{Path: path, Text: fault.Text{
		NL: "Kies een van de mogelijkheden.", EN: "Choose one of the possibilities.",
	}}
}
