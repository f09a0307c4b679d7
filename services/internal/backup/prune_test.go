package backup_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/backup"
)

var night = time.Date(2026, 11, 22, 3, 15, 0, 0, time.UTC)

// fill makes a directory with these files.
func fill(t *testing.T, names ...string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func left(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// nights are the names of so many nights, the oldest first and the last one of this night.
func nights(organisation string, count int) (names []string) {
	for i := count - 1; i >= 0; i-- {
		names = append(names, backup.Name(backup.Scope{Time: night.AddDate(0, 0, -i), Organisation: organisation}))
	}
	return names
}

func TestOldBackupsGo(t *testing.T) {
	t.Parallel()
	all := nights("", 5)
	for keep, want := range map[int][]string{1: all[4:], 3: all[2:], 5: all, 9: all} {
		dir := fill(t, all...)
		removed, err := backup.Prune(dir, backup.Scope{Time: night}, keep)
		if err != nil {
			t.Fatal(err)
		}
		if got := left(t, dir); !slices.Equal(got, want) || len(removed) != len(all)-len(want) {
			t.Errorf("of %v with --keep %d stay %v, want %v; said to be gone: %v", all, keep, got, want, removed)
		}
	}
	if _, err := backup.Prune(fill(t, all...), backup.Scope{Time: night}, 0); err == nil {
		t.Error("to keep none is no wish")
	}
}

// What is not named as ours stays, and so do the files of another scope and what is no file.
func TestWhatIsNotOursStays(t *testing.T) {
	t.Parallel()
	const linde = "01900000-0000-7000-8000-0000000000b1"
	others := append(nights(linde, 2), "optrek-20250101T000000Z.backup.gpg", "optrek-.backup", "optrek-20251301T000000Z.backup", "optrek-before-the-move.backup",
		"20250101T000000Z.backup", "optrek-20250101T000000Z", "Optrek-20250101T000000Z.backup", "notes.txt", ".optrek-backup-1")
	dir := fill(t, append(others, nights("", 3)...)...)
	if err := os.Mkdir(filepath.Join(dir, "optrek-20240101T000000Z.backup"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "notes.txt"), filepath.Join(dir, "optrek-20240102T000000Z.backup")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(filepath.Join(dir, ".optrek-backup-1"), night, night.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	want := slices.Concat(others, nights("", 1), []string{"optrek-20240101T000000Z.backup", "optrek-20240102T000000Z.backup"})
	slices.Sort(want)
	if _, err := backup.Prune(dir, backup.Scope{Time: night}, 1); err != nil {
		t.Fatal(err)
	}
	if got := left(t, dir); !slices.Equal(got, want) {
		t.Errorf("left are %v\nwant     %v", got, want)
	}
	if _, err := backup.Prune(dir, backup.Scope{Time: night, Organisation: linde}, 1); err != nil {
		t.Fatal(err)
	}
	if got := left(t, dir); len(got) != len(want)-1 || slices.Contains(got, nights(linde, 2)[0]) {
		t.Errorf("of one organisation's one goes: left are %v", got)
	}
}

// A clock that was ahead must not cost the backup that was just made, nor the newest.
func TestTheOneJustMadeStays(t *testing.T) {
	t.Parallel()
	all := nights("", 4)
	dir := fill(t, all...)
	if _, err := backup.Prune(dir, backup.Scope{Time: night.AddDate(0, 0, -2)}, 1); err != nil {
		t.Fatal(err)
	}
	if got, want := left(t, dir), []string{all[1], all[3]}; !slices.Equal(got, want) {
		t.Errorf("left are %v, want %v", got, want)
	}
}

// What a backup left that was stopped days ago is as large as it had become, and nobody's.
func TestHalfOfABackupGoes(t *testing.T) {
	t.Parallel()
	dir := fill(t, backup.Half+"1", backup.Half+"2")
	for name, age := range map[string]time.Duration{"1": 3 * 24 * time.Hour, "2": time.Hour} {
		if err := os.Chtimes(filepath.Join(dir, backup.Half+name), night, night.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := backup.Prune(dir, backup.Scope{Time: night}, 1); err != nil {
		t.Fatal(err)
	}
	if got := left(t, dir); !slices.Equal(got, []string{backup.Half + "2"}) {
		t.Errorf("left are %v: one that may still be written has to stay, and no other", got)
	}
}
