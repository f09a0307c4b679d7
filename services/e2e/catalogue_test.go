package e2e

import (
	"testing"

	"github.com/optrek/optrek/services/activity"
	"github.com/optrek/optrek/services/evaluation"
	"github.com/optrek/optrek/services/gateway"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/vault"
	"github.com/optrek/optrek/services/matching"
	"github.com/optrek/optrek/services/recruitment"
)

// Every table of every service stands behind the tenant's wall, forced, with keys
// that begin with the tenant. The tables come from the catalogue.
func TestEveryTableStandsBehindTheWall(t *testing.T) {
	if system.database == "" {
		return // somebody else's Optrek: its database is not ours to look into
	}
	schemas := []postgres.Schema{recruitment.Schema(), matching.Schema(), activity.Schema(), evaluation.Schema(), gateway.Schema(), vault.Schema()}
	wrong, err := postgres.CheckCatalogue(t.Context(), system.database, schemas)
	must(t, err)
	for _, breach := range wrong {
		t.Error(breach)
	}
}
