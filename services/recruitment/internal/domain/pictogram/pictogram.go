// Package pictogram knows which pictograms there are and what they mean, and what an
// organisation may put in their place.
package pictogram

import (
	"crypto/sha256"
	"path"
	"slices"
	"strings"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// Own is what an organisation has in the place of one pictogram.
type Own struct {
	Name    string
	Version domain.Version // 0: it never changed this one
	Digest  string         // of its picture; "" when ours stands there
	Before  string         // of what stood there until the last change; "" was ours
}

// LargestFile is how many bytes a picture may have as it comes in.
const LargestFile = 200_000

// All are the pictograms there are, by name.
func All() []Meaning { return slices.Clone(meanings) }

// Find gives a pictogram by its name.
func Find(name string) (Meaning, error) {
	at, found := slices.BinarySearchFunc(meanings, name, func(m Meaning, name string) int { return strings.Compare(m.Name, name) })
	if !found {
		return Meaning{}, fault.NotFound("PICTOGRAM_UNKNOWN", fault.Text{
			NL: "Dit plaatje bestaat niet. Kies er een uit de lijst.", EN: "There is no such pictogram. Choose one from the list.",
		})
	}
	return meanings[at], nil
}

// FileName is what a file of it in a set may be called, without its ending.
func (m Meaning) FileName() string { return slug(m.Text.NL) }

// ByFile gives the pictogram that a file in a set is meant for: it is called after the
// pictogram, or after what it means in either language. Capitals, spaces and the folder
// make no difference.
func ByFile(file string) (Meaning, bool) {
	base := path.Base(strings.ReplaceAll(file, `\`, "/"))
	called := slug(strings.TrimSuffix(base, path.Ext(base)))
	at := slices.IndexFunc(meanings, func(m Meaning) bool {
		return called == m.Name || called == slug(m.Text.NL) || called == slug(m.Text.EN)
	})
	if at < 0 {
		return Meaning{}, false
	}
	return meanings[at], true
}

// slug is a text as a file is called: small letters, a dash for whatever stands between.
func slug(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}

// Digest tells one picture from another. It stands in addresses, where a row of digits
// could be taken for somebody's number: so it is letters only.
func Digest(png []byte) string {
	sum := sha256.Sum256(png)
	letters := make([]byte, 0, 24)
	for _, b := range sum[:12] {
		letters = append(letters, 'a'+b>>4, 'a'+b&15)
	}
	return string(letters)
}

// NotReplaced is the answer about a pictogram of which the organisation has no picture.
func NotReplaced() error {
	return fault.NotFound("PICTOGRAM_IS_OURS", fault.Text{
		NL: "Hier staat het plaatje van Optrek. Je organisatie heeft er nog geen eigen plaatje voor.",
		EN: "This is Optrek’s picture. Your organisation has none of its own for it yet.",
	})
}

// NothingToUndo is the answer when the pictograms of a change have changed again, or the
// change is not there.
func NothingToUndo() error {
	return fault.NotFound("PICTOGRAM_CHANGE_GONE", fault.Text{
		NL: "Dit kan niet meer terug: de plaatjes zijn daarna weer veranderd. Kies het plaatje in de lijst.",
		EN: "This cannot be taken back any more: the pictures changed again. Choose the picture in the list.",
	})
}

// WhichOnes is the answer to a call that says neither which ones nor everywhere.
func WhichOnes() error {
	text := fault.Text{NL: "Zeg welke plaatjes, of zeg: allemaal.", EN: "Say which pictures, or say: all of them."}
	return fault.Invalid("PICTOGRAMS_WHICH", text, fault.Field{Path: "names", Text: text})
}
