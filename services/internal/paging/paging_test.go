package paging_test

import (
	"slices"
	"testing"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/paging"
)

const id = "01900000-0000-7000-8000-000000000001"

func TestATokenLeadsToTheRowAfterTheLast(t *testing.T) {
	t.Parallel()
	key, err := paging.After(paging.Token("2026-11-21", id), 2)
	if err != nil || !slices.Equal(key, []string{"2026-11-21", id}) {
		t.Fatalf("After = %q, %v", key, err)
	}
	if first, err := paging.After("", 2); err != nil || !slices.Equal(first, []string{"", ""}) {
		t.Fatalf("the first page: %q, %v", first, err)
	}
}

func TestWhatIsNoTokenIsTheCallersToMend(t *testing.T) {
	t.Parallel()
	for _, token := range []string{"-", "e30", paging.Token("x"), paging.Token("a", id), paging.Token(id + "'--")} {
		if _, err := paging.AfterID(token); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("AfterID(%q) = %v, want Invalid", token, err)
		}
	}
}

func TestSizeAndCut(t *testing.T) {
	t.Parallel()
	for asked, want := range map[int32]int{-1: 50, 0: 50, 7: 7, 500: 500, 501: 500} {
		if got := paging.Size(asked); got != want {
			t.Errorf("Size(%d) = %d, want %d", asked, got, want)
		}
	}
	if rows, more := paging.Cut([]int{1, 2, 3}, 2); len(rows) != 2 || !more {
		t.Errorf("Cut gave %v, %v", rows, more)
	}
	if rows, more := paging.Cut([]int{1, 2}, 2); len(rows) != 2 || more {
		t.Errorf("Cut gave %v, %v", rows, more)
	}
}
