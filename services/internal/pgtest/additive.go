package pgtest

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"testing"

	"github.com/pressly/goose/v3"
)

// takesAway is what a program that does not know of it would stumble over.
var takesAway = regexp.MustCompile(`(?i)\b(DROP\s+(TABLE|COLUMN|VIEW|FUNCTION|POLICY|TYPE)|RENAME|SET\s+NOT\s+NULL|ALTER\s+COLUMN\s+\w+\s+(SET\s+DATA\s+)?TYPE|REVOKE)\b`)

// OnlyAdds holds migrations to Schema.Since: those after it are met by pods of the version
// before, and may take nothing away from them.
func OnlyAdds(t *testing.T, name string, files fs.FS, since int64) {
	t.Helper()
	var newest int64
	err := fs.WalkDir(files, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(file) != ".sql" {
			return err
		}
		version, err := goose.NumericComponent(file)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		newest = max(newest, version)
		text, err := fs.ReadFile(files, file)
		if found := takesAway.Find(text); version > since && found != nil {
			t.Errorf("%s %s says %q, and programs from %d on work on these tables: take away a release later, and then raise Since",
				name, file, found, since)
		}
		return err
	})
	if err != nil || since == 0 || since > newest {
		t.Errorf("%s: since %d, newest %d, %v", name, since, newest, err)
	}
}
