package domain

import (
	"strings"
	"unicode"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

	"golang.org/x/text/unicode/norm"
)

// plainLetters are letters that no decomposition takes apart.
var plainLetters = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "æ", "ae", "œ", "oe", "ß", "ss")

// Fold gives the form in which names are sorted and compared: small letters, without
// accents, single spaces. "Çelik" and "celik" are the same.
func Fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return said.Tidy(plainLetters.Replace(b.String()))
}

// NameWords gives every folded word by whose start somebody is found: "El-Amrani"
// by "el", "amrani" and "elamrani".
func NameWords(names ...string) []string {
	var words []string
	for _, name := range names {
		for part := range strings.FieldsSeq(Fold(name)) {
			pieces := strings.FieldsFunc(part, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
			words = append(words, pieces...)
			if len(pieces) > 1 {
				words = append(words, strings.Join(pieces, ""))
			}
		}
	}
	return distinctIDs(words)
}

// SearchWords gives the words of a query; somebody is found when each is the start of
// a word of their name.
func SearchWords(query string) []string {
	return distinctIDs(strings.FieldsFunc(Fold(query), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}
