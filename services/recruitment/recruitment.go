// Package recruitment is the service that knows who people are: clients and what
// they wish, whom they know, who wants to be a networker and who guides. Names,
// birth years, the network map and people's own words live here and nowhere else;
// the other services hold ids.
package recruitment

import (
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Schema is the service's part of the database.
func Schema() postgres.Schema { return store.Schema() }
