package networkmap_test

import (
	"slices"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

var noon = time.Date(2026, 10, 15, 12, 0, 0, 0, time.UTC)

// wantField fails unless err is an Invalid fault that names the path, in both languages.
func wantField(t *testing.T, err error, path string) {
	t.Helper()
	f, ok := fault.As(err)
	if !ok || f.Kind != fault.KindInvalid {
		t.Fatalf("error = %v, want Invalid", err)
	}
	at := slices.IndexFunc(f.Fields, func(f fault.Field) bool { return f.Path == path })
	if at < 0 {
		t.Fatalf("fields = %+v, want one at %s", f.Fields, path)
	}
	if f.Fields[at].Text.NL == "" || f.Fields[at].Text.EN == "" {
		t.Fatalf("the field %s says nothing in one of the languages", path)
	}
}

func wantKind(t *testing.T, err error, kind fault.Kind) {
	t.Helper()
	if fault.KindOf(err) != kind || err == nil {
		t.Fatalf("error = %v, want kind %d", err, kind)
	}
}
