// Package ids makes identifiers.
package ids

import "github.com/google/uuid"

// New gives a new random id: a UUID version 7 in its 36-character form. Its
// first half is a time, so rows made together lie together in an index; the
// rest is random, so nobody can guess a neighbour. It never derives from a person.
func New() string {
	// The only error is a machine without randomness, where nothing can be trusted.
	return uuid.Must(uuid.NewV7()).String()
}

// Random gives an id that says nothing at all, not even when it was made: a UUID version
// 4. For what others see who may not know from where or when it comes.
func Random() string { return uuid.Must(uuid.NewRandom()).String() }
