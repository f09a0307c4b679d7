package domain

import (
	"context"
	"time"

	_ "github.com/jackc/pgx/v5"
)

func Now(context.Context) time.Time { return time.Now() }
