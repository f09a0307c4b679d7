// Package idea holds what people could do together: a list that comes with Optrek, the
// organisation's own ideas, and which of them are worth offering to whom, with the
// sentence why. Pure, as all of domain. No idea has a figure: they come in an order that
// changes from day to day, those with something to say about these people first.
package idea

import (
	"cmp"
	"hash/fnv"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/internal/fault"
)

const longestWhat = 120

// ID names an idea of an organisation's own.
type ID string

// Season is a part of the year, as people feel it.
type Season string

// The seasons.
const (
	Spring Season = "spring"
	Summer Season = "summer"
	Autumn Season = "autumn"
	Winter Season = "winter"
)

// SeasonOf is the season of a day (YYYY-MM-DD): by whole months, as the weather people have it.
func SeasonOf(day string) Season {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return Spring // the day is made by us: see domain.DayOf
	}
	return [...]Season{Winter, Spring, Summer, Autumn}[int(at.Month())%12/3]
}

// Setting is in or out of doors; "" when it may be either.
type Setting string

// The settings.
const (
	Indoors  Setting = "indoors"
	Outdoors Setting = "outdoors"
)

// Idea is something people could do together.
type Idea struct {
	ID      ID     // empty: built in
	Key     string // of a built-in idea
	Version domain.Version
	What    string
	WhatEN  string // empty for own ideas that were written once
	Kind    domain.Kind
	Seasons []Season // empty: all year
	Setting Setting
	Free    bool     // it takes no purse
	Likes   []string // words it goes with, folded
	Away    bool     // put away: not offered
	Created time.Time
	Updated time.Time
}

// New checks an idea of an organisation's own.
func New(i Idea, now time.Time) (Idea, error) {
	i, err := i.checked()
	i.Version, i.Created, i.Updated = 1, now, now
	return i, err
}

// Edit checks a changed one.
func Edit(i Idea, now time.Time) (Idea, error) {
	i, err := i.checked()
	i.Updated = now
	return i, err
}

func (i Idea) checked() (Idea, error) {
	i.What, i.WhatEN = domain.Tidy(i.What), domain.Tidy(i.WhatEN)
	i.Likes = foldAll(i.Likes)
	if i.What != "" && utf8.RuneCountInString(i.What) <= longestWhat {
		return i, nil
	}
	text := fault.Text{NL: "Wat kunnen mensen doen? Een paar woorden zijn genoeg.", EN: "What could people do? A few words are enough."}
	return Idea{}, fault.Invalid("INVALID_FIELDS", text, fault.Field{Path: "idea.what", Text: text})
}

func foldAll(words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		if w = domain.Fold(w); w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// Person is one of those an idea is for.
type Person struct {
	ID    domain.ClientID
	Likes []string // only while they let themselves be looked for
	// Named says that the caller may hear what this person alone likes: it is them, or
	// somebody they guide.
	Named bool
}

// Sort is what kind of thing speaks for an idea.
type Sort string

// What can speak for an idea.
const (
	AllLike  Sort = "all_like"
	OneLikes Sort = "one_likes"
	InSeason Sort = "season"
	IsFree   Sort = "free"
)

// Because is one thing that speaks for an idea.
type Because struct {
	Sort   Sort
	Word   string
	Person domain.ClientID
	Season Season
}

// Offer is an idea with what speaks for it.
type Offer struct {
	Idea
	Because []Because
}

// For says which ideas to look at.
type For struct {
	People   []Person
	Day      string // today
	Setting  Setting
	FreeOnly bool
}

// Offers gives what suits the time of year, with what speaks for each. First what all
// like, then what one likes, then the rest; among equals another order every day, so
// that nothing is first for ever.
func Offers(ideas []Idea, f For) []Offer {
	season := SeasonOf(f.Day)
	var out []Offer
	for _, i := range ideas {
		if !i.fits(f, season) {
			continue
		}
		out = append(out, Offer{Idea: i, Because: i.because(f.People, season)})
	}
	slices.SortStableFunc(out, func(a, b Offer) int {
		return cmp.Or(cmp.Compare(a.after(), b.after()), cmp.Compare(a.turn(f.Day), b.turn(f.Day)), cmp.Compare(a.name(), b.name()))
	})
	return out
}

func (i Idea) fits(f For, season Season) bool {
	switch {
	case i.Away, f.FreeOnly && !i.Free, f.Setting != "" && i.Setting != "" && i.Setting != f.Setting:
		return false
	default:
		return len(i.Seasons) == 0 || slices.Contains(i.Seasons, season)
	}
}

func (i Idea) because(people []Person, season Season) (out []Because) {
	for _, word := range i.Likes {
		if len(people) > 1 && !slices.ContainsFunc(people, func(p Person) bool { return !slices.Contains(p.Likes, word) }) {
			out = append(out, Because{Sort: AllLike, Word: word})
			break
		}
	}
	if len(out) == 0 {
		out = i.oneLikes(people)
	}
	if len(i.Seasons) > 0 {
		out = append(out, Because{Sort: InSeason, Season: season})
	}
	if i.Free {
		out = append(out, Because{Sort: IsFree})
	}
	return out
}

func (i Idea) oneLikes(people []Person) []Because {
	for _, p := range people {
		for _, word := range i.Likes {
			if p.Named && slices.Contains(p.Likes, word) {
				return []Because{{Sort: OneLikes, Word: word, Person: p.ID}}
			}
		}
	}
	return nil
}

// after says which group an offer stands in.
func (o Offer) after() int {
	if len(o.Because) == 0 {
		return 2
	}
	switch o.Because[0].Sort {
	case AllLike:
		return 0
	case OneLikes:
		return 1
	default:
		return 2
	}
}

func (i Idea) name() string { return i.Key + string(i.ID) }

// turn is the place of an idea on a day.
func (i Idea) turn(day string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(day + i.name())) // never an error: see hash.Hash
	return h.Sum32()
}
