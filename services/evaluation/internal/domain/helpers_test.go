package domain

import (
	"slices"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

const (
	anna ClientID        = "anna"
	bert ClientID        = "bert"
	cora ClientID        = "cora"
	wout SupportWorkerID = "wout"
	wies SupportWorkerID = "wies"
)

const day = 24 * time.Hour

var now = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

func ago(days int) time.Time { return now.Add(-time.Duration(days) * day) }

func byAnna() Asker { return Asker{Self: anna, Reached: map[ClientID]bool{anna: true}} }
func byWout() Asker { return Asker{Worker: wout, Reached: map[ClientID]bool{anna: true}} }

func wantKind(t *testing.T, err error, want fault.Kind) {
	t.Helper()
	if err == nil || fault.KindOf(err) != want {
		t.Fatalf("got error %v, want kind %d", err, want)
	}
}

func wantCode(t *testing.T, err error, want string) {
	t.Helper()
	f, ok := fault.As(err)
	if !ok || f.Code != want || f.Text.NL == "" || f.Text.EN == "" {
		t.Fatalf("got error %v, want %s in both languages", err, want)
	}
}

func wantField(t *testing.T, err error, path string) {
	t.Helper()
	f, ok := fault.As(err)
	if !ok || !slices.ContainsFunc(f.Fields, func(x fault.Field) bool { return x.Path == path && x.Text.NL != "" && x.Text.EN != "" }) {
		t.Fatalf("got error %v, want one on field %s in both languages", err, path)
	}
}

func must[T any](t *testing.T, v T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return v
}
