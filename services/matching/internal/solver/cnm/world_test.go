package cnm

import "testing"

// Nobody suits anybody better than can be: among a million there are two as like and as
// warm as this, and the file with them would not be read.
func TestThoseWhoSuitEachOtherBestStayWithinBounds(t *testing.T) {
	t.Parallel()
	best := person{reach: square, likes: 1<<interests - 1, dayparts: 1<<6 - 1, warmth: 2800}
	of, with, ok := meet(&best, &best)
	if !ok || of > maxFit || with > maxFit || (pair{of: of, with: with}).fit() > maxFit {
		t.Errorf("they suit each other %d and %d, at most %d (%v)", of, with, maxFit, ok)
	}
}
