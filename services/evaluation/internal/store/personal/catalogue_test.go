package personal

import (
	"testing"

	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/personal/personaltest"
)

// A table or a column that nobody thought of when a person asks for everything fails here.
func TestEverythingOfAPersonIsToldOrLeftOutWithAReason(t *testing.T) {
	t.Parallel()
	personaltest.Whole(t, store.Schema(), Catalogue, nil)
}
