package store

import "github.com/optrek/optrek/services/internal/postgres"

// Counts are how many there are of what in an organisation, for whoever keeps Optrek
// running: sizes of things, which say nothing of how anybody is doing.
var Counts = []postgres.Count{
	{What: "activities", SQL: `SELECT count(*) FROM activity`},
	{What: "places", SQL: `SELECT count(*) FROM place`},
}
