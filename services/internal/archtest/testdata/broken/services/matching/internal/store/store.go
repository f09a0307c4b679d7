// Package store is broken on purpose.
package store

import (
	_ "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	_ "google.golang.org/grpc"
	_ "github.com/jackc/pgx/v5/pgxpool"
)

const Forget = "SET optrek.tenant = 'x'"
