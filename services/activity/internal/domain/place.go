package domain

import (
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/optrek/optrek/services/internal/fault"
)

// Fact is what one needs to know to get in: yes, partly, no, or "" when nobody knows.
type Fact string

// Place is somewhere to go: a facility in the neighbourhood, with access facts.
type Place struct {
	ID         PlaceID
	Version    Version
	Name       string
	Town       string
	Wheelchair Fact
	Quiet      Fact
	Toilet     Fact
	ByBus      Fact
	Free       Fact
	KnowsUs    Fact // somebody there knows us
	Note       string
	Created    time.Time
	Updated    time.Time
}

// Key is the name as lists sort and searches find it: small letters without accents.
func (p Place) Key() string { return Fold(p.Name) }

// TownKey is the town, folded.
func (p Place) TownKey() string { return Fold(p.Town) }

// AddPlace checks a new place.
func AddPlace(p Place, now time.Time) (Place, error) {
	p, err := p.checked()
	if err != nil {
		return Place{}, err
	}
	p.Version, p.Created, p.Updated = 1, now, now
	return p, nil
}

// EditPlace checks a changed place.
func EditPlace(p Place, now time.Time) (Place, error) {
	p, err := p.checked()
	if err != nil {
		return Place{}, err
	}
	p.Updated = now
	return p, nil
}

func (p Place) checked() (Place, error) {
	p.Name, p.Town, p.Note = tidy(p.Name), tidy(p.Town), strings.TrimSpace(p.Note)
	if p.Name == "" {
		return Place{}, checkForm([]fault.Field{field("place.name", "Hoe heet deze plek?", "What is this place called?")})
	}
	return p, nil
}

// Fold makes small letters without accents, so that "Café" is found by "cafe".
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(tidy(s))))
}
