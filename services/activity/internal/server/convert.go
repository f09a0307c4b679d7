package server

import "github.com/optrek/optrek/services/internal/wire"

// masked reads an update mask. Who goes is changed by joining and leaving; whether it
// comes back is a matter of the series.
var masked = wire.Fixed{"client_ids", "series_id"}.Masked

// chosen is a pointer to v when the path is to be written, nil when not.
func chosen[T any](write func(string) bool, path string, v T) *T {
	if !write(path) {
		return nil
	}
	return &v
}
