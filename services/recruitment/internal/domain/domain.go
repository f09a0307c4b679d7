// Package domain holds what recruitment knows and decides: people, what they
// wish, whom they know and the roles they take.
//
// Everything here is a pure function of its arguments: no context, clock, chance,
// database or wire types. What cannot be done is answered with a *fault.Fault.
// Rules carry their number from the design (R-05, N-13, …) in the name of the test
// that holds them.
package domain

import (
	"strconv"
	"strings"

	"github.com/optrek/optrek/services/internal/fault"
)

// The ids of domain objects are random (UUIDv7, lower case) and tell nothing about the person. Each has
// its own type, so that a client's id is never taken for a wish's.
type (
	ClientID        string // a client, and the same person in every role they take
	SupportWorkerID string // somebody who guides
	LocationID      string
	ConsentID       string
	ImportID        string
	WishID          string
	NetworkTalkID   string
	ContactID       string
	NetworkerID     string
	StepID          string
	GrowthNoteID    string
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
