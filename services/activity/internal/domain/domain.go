// Package domain holds what activity knows and decides: going out and doing
// things, where, with whom, and how it was.
//
// Everything here is a pure function of its arguments: no context, clock, chance,
// database or wire types. What cannot be done is answered with a *fault.Fault.
// Rules carry their number from the design (A-01, A-06, …) in the name of the test
// that holds them.
package domain

import (
	"strconv"
	"strings"

	"github.com/optrek/optrek/services/internal/fault"
)

// The ids of domain objects are random and tell nothing about the person; names live in recruitment. Each has
// its own type, so that a client's id is never taken for a match's.
type (
	ActivityID string // something that people do, or mean to do
	ClientID   string // a client, and the same person in every role they take
	MatchID    string // people who are together, as matching tells
	PlaceID    string // somewhere to go
)

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

// tidy trims the text and makes every run of white space one space.
func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// Tidy is tidy, for the packages of the domain beside this one.
func Tidy(s string) string { return tidy(s) }

// field names one field of a request and what is wrong with it.
func field(path, nl, en string) fault.Field {
	return fault.Field{Path: path, Text: fault.Text{NL: nl, EN: en}}
}

// checkForm answers with all wrong fields at once, so that nobody mends one to find the next.
func checkForm(wrong []fault.Field) error {
	if len(wrong) == 0 {
		return nil
	}
	return fault.Invalid("INVALID_FIELDS", fault.Text{
		NL: "Er klopt nog iets niet. Kijk bij de aangegeven velden.",
		EN: "Something is not right yet. Look at the fields that are named.",
	}, wrong...)
}
