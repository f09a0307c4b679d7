package matching

import (
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// Erasure says what happens to each of the service's tables when a client is erased.
func Erasure() erasure.List { return store.Erasure() }

// Shared says where words about a client stand in what they share with others.
func Shared() []erasure.Shared { return store.Shared() }
