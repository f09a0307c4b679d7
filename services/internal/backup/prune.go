package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	stamp = "20060102T150405Z" // sorts as time goes
	// Half is how the name of a file begins that is still being written; when the writer was
	// stopped it stays, as large as it had become.
	Half = ".optrek-backup-"
	// halfAge is far longer than a backup takes.
	halfAge = 48 * time.Hour
)

// Name is how a file of this scope is called in a directory of backups. One organisation's
// are told apart from those of everything, so that neither counts as the other.
func Name(scope Scope) string {
	return begin(scope.Organisation) + scope.Time.UTC().Format(stamp) + ".backup"
}

func begin(organisation string) string {
	if organisation == "" {
		return "optrek-"
	}
	return "optrek-" + organisation + "-"
}

// made gives the moment in a name that Name gives to files of that organisation, or of everything.
func made(name, organisation string) (at time.Time, ours bool) {
	between, found := strings.CutSuffix(name, ".backup")
	if !found {
		return at, false
	}
	between, found = strings.CutPrefix(between, begin(organisation))
	if !found {
		return at, false
	}
	at, err := time.Parse(stamp, between)
	return at, err == nil
}

// Prune leaves of the files that are named as the one of this scope the newest, as many as
// keep says, and that one, whatever the clock said. It gives the names of those it removed.
// A file with another name is somebody else's, and what is no plain file too; but for what
// an interrupted backup left.
func Prune(dir string, scope Scope, keep int) (removed []string, err error) {
	if keep < 1 {
		return nil, fmt.Errorf("backup: keep %d files: want 1 or more", keep)
	}
	entries, err := os.ReadDir(dir) // by name, and so by age
	if err != nil {
		return nil, fmt.Errorf("backup: %w", err)
	}
	var old []string
	for _, entry := range entries {
		if !entry.Type().IsRegular() {
			continue
		}
		if _, ours := made(entry.Name(), scope.Organisation); ours {
			old = append(old, entry.Name())
		}
		if abandoned(entry, scope.Time) {
			err = errors.Join(err, os.Remove(filepath.Join(dir, entry.Name())))
		}
	}
	old = old[:max(0, len(old)-keep)]
	for _, name := range old {
		if name == Name(scope) {
			continue
		}
		if gone := os.Remove(filepath.Join(dir, name)); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
			continue
		}
		removed = append(removed, name)
	}
	return removed, err
}

// abandoned says whether a file is what a backup left that was stopped long ago.
func abandoned(entry fs.DirEntry, now time.Time) bool {
	info, err := entry.Info()
	return strings.HasPrefix(entry.Name(), Half) && err == nil && now.Sub(info.ModTime()) > halfAge
}
