package own_test

import (
	"testing"

	"github.com/optrek/optrek/services/gateway/internal/own"
	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/internal/personal/personaltest"
)

// A table or a column that nobody thought of when a person asks for everything fails here.
func TestEverythingOfAPersonIsToldOrLeftOutWithAReason(t *testing.T) {
	t.Parallel()
	personaltest.Whole(t, session.Schema(), own.Catalogue, nil)
}
