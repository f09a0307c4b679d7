package embedded

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// relocate sends what nobody cannot reach to a place of this test alone.
func relocate(t *testing.T, to string) {
	t.Helper()
	was := relocations
	relocations = to
	t.Cleanup(func() { relocations = was })
}

// TestFallbackToNobody takes the way of a root without user namespaces, from a data
// directory that nobody cannot enter. An ordinary user has no such way to take.
func TestFallbackToNobody(t *testing.T) {
	if os.Geteuid() != 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	open := t.TempDir() // its parent is root's alone
	if err := os.Chmod(filepath.Dir(open), 0o755); err != nil {
		t.Fatal(err)
	}
	relocate(t, filepath.Join(open, "relocated"))
	closed := filepath.Join(t.TempDir(), "closed")
	dir := filepath.Join(closed, "data")
	if err := errors.Join(os.Mkdir(closed, 0o700), os.Mkdir(dir, 0o700)); err != nil {
		t.Fatal(err)
	}
	bins, err := Find(ctx)
	if err != nil {
		t.Fatal(err)
	}
	p, err := settleAsNobody(ctx, bins, dir, slog.Default())
	if err != nil {
		t.Fatal(err)
	}
	if p.bins, err = copyBinaries(bins); err != nil { // as if they, too, were out of reach
		t.Fatal(err)
	}
	o := Options{Fast: true, Log: slog.Default()}
	s := &Server{done: make(chan struct{})}
	if err := errors.Join(p.ensureCluster(ctx, o), s.chooseSocket(p)); err != nil {
		t.Fatal(err)
	}
	if err := s.launch(ctx, p, o); err != nil {
		t.Fatal(err)
	}
	if err := s.Stop(ctx); err != nil {
		t.Fatal(err)
	}
}

func TestADataDirectoryRemembersWhereItsDataWent(t *testing.T) {
	relocate(t, filepath.Join(t.TempDir(), "relocated"))
	dir := t.TempDir()
	first, err := elsewhere(dir)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := elsewhere(dir); err != nil || again != first {
		t.Errorf("the second time it is %q, %v, want %q", again, err, first)
	}
	// Thrown away and made again: a new beginning, not what somebody threw away.
	if anew, err := elsewhere(t.TempDir()); err != nil || anew == first {
		t.Errorf("a new directory has the data of an old one: %q, %v", anew, err)
	}
	if err := os.RemoveAll(first); err != nil {
		t.Fatal(err)
	}
	if _, err := elsewhere(dir); err == nil {
		t.Error("data that is gone was not missed")
	}
}

func TestLibraryLinksAreMadeOnce(t *testing.T) {
	root := t.TempDir()
	lib := filepath.Join(root, "native", "lib")
	list := `[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]`
	if err := errors.Join(os.MkdirAll(lib, 0o700),
		os.WriteFile(filepath.Join(root, "native", "pg-symlinks.json"), []byte(list), 0o600),
		os.WriteFile(filepath.Join(lib, "libpq.so.5.18"), []byte("library"), 0o600)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := linkLibraries(root); err != nil {
			t.Fatal(err)
		}
	}
	if content, err := fs.ReadFile(os.DirFS(lib), "libpq.so.5"); err != nil || string(content) != "library" {
		t.Fatalf("link leads to %q, %v", content, err)
	}
}
