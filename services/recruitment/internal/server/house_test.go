package server_test

import (
	"testing"

	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// house is one organisation in a real service.
type house struct{ *servertest.House }

func open(t *testing.T) *house {
	t.Helper()
	return &house{servertest.Open(t)}
}
