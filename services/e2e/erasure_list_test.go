package e2e

import (
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/activity"
	"github.com/optrek/optrek/services/evaluation"
	"github.com/optrek/optrek/services/gateway"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/matching"
	"github.com/optrek/optrek/services/recruitment"
)

// lists are what each service says of its tables.
func lists() map[string]erasure.List {
	return map[string]erasure.List{
		"recruitment": recruitment.Erasure(), "matching": matching.Erasure(), "activity": activity.Erasure(),
		"evaluation": evaluation.Erasure(), "gateway": gateway.Erasure(),
	}
}

// What happens to each table when a person is erased is said in its service's erasure.go.
// The tables come from the catalogue: one that nobody thought of fails here.
func TestEveryTableHasAFateWhenAPersonIsErased(t *testing.T) {
	t.Parallel()
	if system.database == "" {
		return
	}
	conn, err := pgx.Connect(t.Context(), system.database)
	must(t, err)
	defer conn.Close(t.Context())
	for schema, list := range lists() {
		rows, err := conn.Query(t.Context(), `SELECT tablename::text FROM pg_tables WHERE schemaname = $1`, schema)
		must(t, err)
		tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
		must(t, err)
		if err := list.Check(tables); err != nil {
			t.Errorf("%s:\n%v", schema, err)
		}
		if list.Check(append(tables, "forgotten_about")) == nil {
			t.Errorf("%s: a table that nobody thought of is not found", schema)
		}
	}
}
