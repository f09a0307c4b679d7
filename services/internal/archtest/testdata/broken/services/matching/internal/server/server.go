// Package server is broken on purpose.
package server

import (
	_ "github.com/jackc/pgx/v5"
	_ "github.com/optrek/optrek/services/recruitment"
)

// Many has too many parameters.
func Many(a, b, c, d, e, f int) {}
