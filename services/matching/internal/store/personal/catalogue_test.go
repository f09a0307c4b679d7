package personal

import (
	"testing"

	"github.com/optrek/optrek/services/internal/personal/personaltest"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// A table or a column that nobody thought of when a person asks for everything fails here.
func TestEverythingOfAPersonIsToldOrLeftOutWithAReason(t *testing.T) {
	t.Parallel()
	personaltest.Whole(t, store.Schema(), Catalogue, nil)
}
