// Package base is what the services of evaluation have in common: what they stand on.
package base

import (
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/store"
)

// Base is what each of the servers stands on.
type Base struct {
	Store *store.Store
	Clock func() time.Time
}

// Now is the time as the database can keep it, so that what was saved reads back equal.
func (b Base) Now() time.Time { return b.Clock().UTC().Truncate(time.Microsecond) }
