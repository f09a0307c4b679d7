// Package matching is broken on purpose.
package matching

import _ "github.com/jackc/pgx/v5"
