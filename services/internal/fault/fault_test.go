package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/optrek/optrek/services/internal/fault"
)

func TestKindOfFindsAFaultThroughWrapping(t *testing.T) {
	err := fmt.Errorf("loading: %w", fault.Missing())
	if got := fault.KindOf(err); got != fault.KindNotFound {
		t.Fatalf("KindOf = %v, want NotFound", got)
	}
}

func TestAnErrorThatIsNoFaultIsInternal(t *testing.T) {
	if got := fault.KindOf(errors.New("connection reset")); got != fault.KindInternal {
		t.Fatalf("KindOf = %v, want Internal", got)
	}
}
