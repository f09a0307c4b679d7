package domain

import (
	"regexp"
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
)

// Kind is what sort of thing it is; "" when the words say it.
type Kind string

// KindOther is the kind of whatever has a kind of the organisation's own.
const KindOther Kind = "other"

// KindID is a kind of the organisation's own.
type KindID string

const (
	longestName = 60
	longestEasy = 40
)

// OwnKind is a kind: one that everybody has, or one the organisation added.
type OwnKind struct {
	ID        KindID // empty: one that everybody has
	BuiltIn   Kind
	Version   Version
	NL, EN    string
	EasyNL    string // for who reads little; empty: the name
	EasyEN    string
	Pictogram string // its name in the app's set
	Retired   bool
	Created   time.Time
	Updated   time.Time
}

// Key is the name as lists sort it.
func (k OwnKind) Key() string { return Fold(k.NL) }

// BuiltIn are the kinds that everybody has, each with its picture.
func BuiltIn() []OwnKind {
	kind := func(of Kind, nl, en, pictogram string) OwnKind {
		return OwnKind{BuiltIn: of, NL: nl, EN: en, Pictogram: pictogram}
	}
	return []OwnKind{
		kind("coffee", "Koffie of thee", "Coffee or tea", "hot-beverage"),
		kind("eating", "Samen eten", "Eating together", "fork-and-knife-with-plate"),
		kind("cooking", "Koken", "Cooking", "cooking"),
		kind("out", "Eropuit", "Going out", "person-walking"),
		kind("sport", "Sport", "Sport", "soccer-ball"),
		kind("film", "Film", "Film", "clapper-board"),
		kind("games", "Games en spel", "Games", "video-game"),
		kind("music", "Muziek", "Music", "musical-notes"),
		kind("creative", "Creatief", "Creative", "artist-palette"),
		kind("shopping", "Winkelen", "Shopping", "shopping-cart"),
		kind("my_club", "Mee naar mijn club", "Along to my club", "people-holding-hands"),
		kind(KindOther, "Iets anders", "Something else", "compass"),
	}
}

var pictogramName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// AddKind checks a new kind.
func AddKind(k OwnKind, now time.Time) (OwnKind, error) {
	k, err := k.checked()
	if err != nil {
		return OwnKind{}, err
	}
	k.BuiltIn, k.Version, k.Retired, k.Created, k.Updated = "", 1, false, now, now
	return k, nil
}

// EditKind checks a changed kind.
func EditKind(k OwnKind, now time.Time) (OwnKind, error) {
	k, err := k.checked()
	if err != nil {
		return OwnKind{}, err
	}
	k.Updated = now
	return k, nil
}

// Retire takes a kind out of the pickers, or brings it back.
func (k OwnKind) Retire(away bool, now time.Time) OwnKind {
	k.Retired, k.Updated = away, now
	return k
}

func (k OwnKind) checked() (OwnKind, error) {
	k.NL, k.EN, k.EasyNL, k.EasyEN = tidy(k.NL), tidy(k.EN), tidy(k.EasyNL), tidy(k.EasyEN)
	var wrong []fault.Field
	if k.NL == "" {
		wrong = append(wrong, field("kind.name_nl", "Hoe heet het?", "What is it called?"))
	}
	for _, text := range []struct {
		path, words string
		longest     int
	}{{"kind.name_nl", k.NL, longestName}, {"kind.name_en", k.EN, longestName}, {"kind.easy_nl", k.EasyNL, longestEasy}, {"kind.easy_en", k.EasyEN, longestEasy}} {
		if utf8.RuneCountInString(text.words) > text.longest {
			wrong = append(wrong, field(text.path, "Dit is te lang. Maak het korter.", "This is too long. Make it shorter."))
		}
	}
	for _, own := range BuiltIn() {
		if own.Key() == k.Key() {
			wrong = append(wrong, field("kind.name_nl", "Deze soort is er al voor iedereen.", "This kind is there for everybody already."))
		}
	}
	if !pictogramName.MatchString(k.Pictogram) {
		wrong = append(wrong, field("kind.pictogram", "Kies een plaatje.", "Choose a picture."))
	}
	return k, checkForm(wrong)
}
