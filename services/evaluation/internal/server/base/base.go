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
	// Region says which region an organisation belongs to; nil where nobody said so.
	Region func(tenant string) string
}

// RegionOf is the region of an organisation; empty for none.
func (b Base) RegionOf(tenant string) string {
	if b.Region == nil {
		return ""
	}
	return b.Region(tenant)
}

// Now is the time as the database can keep it, so that what was saved reads back equal.
func (b Base) Now() time.Time { return b.Clock().UTC().Truncate(time.Microsecond) }
