package store

import "github.com/optrek/optrek/services/internal/postgres"

// Counts are how many there are of what in an organisation, for whoever keeps Optrek
// running: sizes of things, which say nothing of how anybody is doing.
var Counts = []postgres.Count{
	{What: "interim_evaluations", SQL: `SELECT count(*) FROM interim_evaluation`},
	{What: "concern_letters_waiting", SQL: `SELECT count(*) FROM concern_delivery WHERE state = 'waiting'`},
}
