package intervision

import "github.com/optrek/optrek/services/internal/wire"

// masked reads an update mask. State, agenda and agreements have calls of their own.
var masked = wire.Fixed{"state", "agenda", "agreements"}.Masked

// set writes a field that is to be written.
func set[T any](write bool, to *T, from T) {
	if write {
		*to = from
	}
}
