package server_test

import (
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

// own are evaluation's own tables: what stands in them cannot be read from any feed.
var own = []string{
	"interim_evaluation", "reflection", "reflection_answer", "rhythm", "match_rhythm", "question_set", "question", "snooze", "signal_rule", "signal_rule_change", "concern", "concern_route", "concern_way_key",
	"concern_delivery", "talk_request", "intervision", "intervision_answer", "intervision_client", "agenda_item", "agreement", "method",
	"lesson", "regional_lesson", "questionnaire", "questionnaire_asking", "questionnaire_answer", "questionnaire_figure",
	"known_since", "published_quarter", "year_summary",
}

// A table is a copy of what others told, and then a rebuild fills it again; or it is our own.
// A new one says here, or in store.Projections, which of the two.
func TestRebuild_EveryTableIsAProjectionOrOurOwn(t *testing.T) {
	t.Parallel()
	tables := func(s postgres.Schema) []string {
		rows, err := pgtest.New(t, s).Owner(t).Query(t.Context(), `SELECT relname FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'p')`, s.Name)
		must(t, err)
		names, err := pgx.CollectRows(rows, pgx.RowTo[string])
		must(t, err)
		return names
	}
	base := append(tables(postgres.Schema{Name: "empty"}), "schema_version") // what every service has
	known := append(slices.Clone(own), store.Projections()...)
	for _, name := range tables(store.Schema()) {
		if !slices.Contains(known, name) && !slices.Contains(base, name) {
			t.Errorf("%s: is it a projection or our own?", name)
		}
	}
	all := tables(store.Schema())
	for _, name := range known {
		if !slices.Contains(all, name) {
			t.Errorf("%s: there is no such table", name)
		}
	}
	for _, name := range own {
		if slices.Contains(store.Projections(), name) {
			t.Errorf("%s is both", name)
		}
	}
}
