// Package domain holds what matching knows and decides: who could enjoy meeting
// whom, and the life of a match from an idea to its ending.
//
// Everything here is a pure function of its arguments: no context, clock, chance,
// database or wire types. What cannot be done is answered with a *fault.Fault.
// Inside there are numbers (crowd/fit.go); what leaves the package about people are
// sentences. It never knows a name: sentences speak of "the networker", "the other".
// Rules carry their number from the design (M-01, D-04, …) in the name of the test
// that holds them.
package domain

import (
	"strconv"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Ids are random (UUIDv7, lower case) and tell nothing about the person.

// ClientID is a client, in every role they take.
type ClientID string

// SupportWorkerID is somebody who guides.
type SupportWorkerID string

// WishID is a wish of a client.
type WishID string

// MatchID is a match.
type MatchID string

// NetworkerID is one period in which a client takes the role.
type NetworkerID string

// Version counts the changes of one row, from 1 on; its decimal form is the etag.
type Version int64

// Etag is the version as the API shows it.
func (v Version) Etag() string { return strconv.FormatInt(int64(v), 10) }

// Expect answers CHANGED_MEANWHILE when the caller's etag is not this version. An
// empty etag asks for no check.
func (v Version) Expect(etag string) error {
	if etag == "" || strings.Trim(etag, `"`) == v.Etag() {
		return nil
	}
	return fault.Changed()
}

// Periods after which something lets go by itself, and rests between two people.
const (
	day = 24 * time.Hour

	IdeaLapse     = 60 * day  // an idea that became nothing
	ProposalLapse = 30 * day  // a proposal nobody answered any more (M-17)
	RestAfterNo   = 180 * day // two people between whom somebody said no
	RestOtherwise = 90 * day  // … not now, or let it lapse
	reviewAfter   = 56 * day  // first look at a default distance (D-02)
	estimateAge   = 90 * day  // from then on an estimate asks to be renewed (D-06)
	takeBackTime  = 14 * day  // within which whoever left a group comes back without being asked anew
	quietAnswers  = 14 * day  // a proposal about which nobody said anything
	quietMeeting  = 28 * day  // people getting acquainted of whom nothing was heard
)

// invalid is a refusal of one field.
func invalid(code, path string, t fault.Text) error {
	return fault.Invalid(code, t, fault.Field{Path: path, Text: t})
}

// blank says whether there is nothing to read in s.
func blank(s string) bool { return strings.TrimSpace(s) == "" }

// Pair is two people, in order of id, so that it is the same pair either way round.
type Pair struct{ A, B ClientID }

// PairOf makes the pair of two people.
func PairOf(a, b ClientID) Pair {
	if b < a {
		a, b = b, a
	}
	return Pair{A: a, B: b}
}

// PairsOf gives every pair among the people.
func PairsOf(people []ClientID) []Pair {
	var pairs []Pair
	for i, a := range people {
		for _, b := range people[i+1:] {
			pairs = append(pairs, PairOf(a, b))
		}
	}
	return pairs
}

// enumerate joins words as one says them: "a, b en c".
func enumerate(words []string, and string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " " + and + " " + words[n-1]
	}
}
