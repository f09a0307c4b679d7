package postgres

import (
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
)

// Missing turns "no rows" into the answer for an id that the caller cannot see.
func Missing(err error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return fault.Missing()
	}
	return err
}

// Saved checks that an update found its row: no row means that somebody else changed it.
func Saved(rows int64, err error) error {
	if err == nil && rows == 0 {
		return fault.Changed()
	}
	return err
}

// Texts makes plain strings of ids, for a query's array; empty, not NULL, for none.
func Texts[T ~string](ids []T) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

// Optional makes NULL of an empty id.
func Optional[T ~string](id T) *string {
	if id == "" {
		return nil
	}
	s := string(id)
	return &s
}

// Moment makes NULL of the zero time.
func Moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// Time makes the zero time of NULL.
func Time(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}
