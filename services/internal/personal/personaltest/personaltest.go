// Package personaltest holds a service's catalogue of what it tells a person against its
// database.
package personaltest

import (
	"testing"

	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/personal"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

// Whole fails the test when a table or a column of the schema is neither told to a person
// nor left out with a reason, or when what is told cannot be read. others are tables that
// other packages answer for, each with the reason.
func Whole(t *testing.T, schema postgres.Schema, c personal.Catalogue, others map[string]string) {
	t.Helper()
	made := pgtest.New(t, schema)
	db := made.Open(schema)
	gaps, err := c.Gaps(t.Context(), made.Owner(t), schema.Name, others)
	if err != nil {
		t.Fatal(err)
	}
	for _, gap := range gaps {
		t.Error(gap)
	}
	for _, ownEyes := range []bool{true, false} {
		err := db.InTenantAs(postgres.WithMethod(t.Context(), "test"), ids.New(), func(tx *postgres.Tx) error {
			sections, err := c.Read(t.Context(), tx, ids.New(), ownEyes)
			for _, s := range sections {
				if len(s.Items) > 0 {
					t.Errorf("%s tells something of nobody: %v", s.Key, s.Items)
				}
			}
			if err == nil && len(sections) < 2 {
				t.Errorf("only %d sections", len(sections))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
