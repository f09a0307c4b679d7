package ids_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/optrek/optrek/services/internal/ids"
)

func TestNewGivesUUIDv7InOrder(t *testing.T) {
	last := ""
	for range 1000 {
		id := ids.New()
		parsed, err := uuid.Parse(id)
		if err != nil || parsed.Version() != 7 {
			t.Fatalf("%q is no UUID version 7: %v", id, err)
		}
		if id <= last {
			t.Fatalf("%q does not come after %q", id, last)
		}
		last = id
	}
}
