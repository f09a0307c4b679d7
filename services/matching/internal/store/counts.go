package store

import "github.com/optrek/optrek/services/internal/postgres"

// Counts are how many there are of what in an organisation, for whoever keeps Optrek
// running: sizes of things, which say nothing of how anybody is doing.
var Counts = []postgres.Count{
	{What: "matches", SQL: `SELECT count(*) FROM match WHERE state IN ('getting_acquainted', 'under_way', 'paused', 'closing')`},
	{What: "proposals", SQL: `SELECT count(*) FROM match WHERE state = 'proposed'`},
}
