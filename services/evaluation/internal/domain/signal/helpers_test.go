package signal

import (
	"slices"
	"testing"
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/fault"
)

const (
	anna domain.ClientID        = "anna"
	bert domain.ClientID        = "bert"
	wout domain.SupportWorkerID = "wout"
)

var now = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

func ago(days int) time.Time { return now.Add(-time.Duration(days) * day) }

func wantField(t *testing.T, err error, path string) {
	t.Helper()
	f, ok := fault.As(err)
	if !ok || !slices.ContainsFunc(f.Fields, func(x fault.Field) bool { return x.Path == path && x.Text.NL != "" && x.Text.EN != "" }) {
		t.Fatalf("got error %v, want one on field %s in both languages", err, path)
	}
}

func must1[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
