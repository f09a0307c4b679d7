// Package matching is broken on purpose.
package matching

import _ "github.com/jackc/pgx/v5"

var lets = devidp.Rehearsal
