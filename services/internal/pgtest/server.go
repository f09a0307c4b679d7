package pgtest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/embedded"
)

// How the shared server lives. A test process that needs it takes a shared lock on
// the file "users" and keeps it until it ends; the kernel lets go of it, also after a
// panic, a timeout or kill -9. The first one starts a keeper: this same test program
// again, told by an environment variable to do nothing but start PostgreSQL, write
// its URL down, and wait for the exclusive lock on "users". It gets that when nobody
// uses the server any more, stops it, and ends. PostgreSQL stops when the keeper is
// killed. So nothing is ever left running, no process has to end in good order, and
// the templates stay on disk for the next process, whose start takes 50 ms.
//
// The other way, a server for each test process, would copy a cluster and run the
// migrations again for each of some twenty packages, on two cores.

const (
	keeperDir  = "OPTREK_PGTEST_KEEPER" // the directory, in the keeper's environment
	anotherURL = "OPTREK_TEST_DATABASE_URL"
)

// init turns this test program into the keeper when it was started as one.
func init() {
	dir := os.Getenv(keeperDir)
	if dir == "" {
		return
	}
	if err := keep(dir); err != nil {
		slog.Error("the tests' PostgreSQL", "err", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// serverURL gives the server's URL, and starts it when need be, once in a process.
var serverURL = onceWith(func(ctx context.Context) (string, error) {
	if url := os.Getenv(anotherURL); url != "" {
		return url, nil
	}
	dir, err := homeDir()
	if err != nil {
		return "", err
	}
	return join(ctx, dir)
})

func onceWith(get func(context.Context) (string, error)) func(context.Context) (string, error) {
	var once sync.Once
	var url string
	var err error
	return func(ctx context.Context) (string, error) {
		once.Do(func() { url, err = get(ctx) })
		return url, err
	}
}

// homeDir is this user's directory of the shared server, which nobody else may own:
// its name can be guessed, and the temporary directory is everybody's.
func homeDir() (string, error) {
	dir := filepath.Join(os.TempDir(), fmt.Sprintf("optrek-pgtest-%d", os.Getuid()))
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return "", err
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !info.IsDir() || info.Mode().Perm() != 0o700 || !ok || int(owner.Uid) != os.Getuid() {
		return "", fmt.Errorf("%s is not a directory of this user alone", dir)
	}
	return dir, nil
}

// users is this process's share in the server, held until the process ends.
var users *os.File //nolint:unused // held, never read: closing it gives the share back

// join takes a share and finds the server, starting a keeper when there is none.
func join(ctx context.Context, dir string) (string, error) {
	// One at a time, or two would start a keeper each.
	door, err := lock(ctx, filepath.Join(dir, "door"), syscall.LOCK_EX)
	if err != nil {
		return "", err
	}
	defer door.Close()
	// Waits for a keeper that is stopping; one that sees our share goes on.
	if users, err = lock(ctx, filepath.Join(dir, "users"), syscall.LOCK_SH); err != nil {
		return "", err
	}
	if url, err := os.ReadFile(filepath.Join(dir, "url")); err == nil && answers(ctx, string(url)) {
		return string(url), nil
	}
	return startKeeper(ctx, dir)
}

// lock waits until the lock is had, or ctx ends.
func lock(ctx context.Context, path string, how int) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		err := syscall.Flock(int(file.Fd()), how|syscall.LOCK_NB)
		if err == nil {
			return file, nil
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, errors.Join(err, file.Close())
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(fmt.Errorf("waiting for %s: %w", path, ctx.Err()), file.Close())
		case <-tick.C:
		}
	}
}

func answers(ctx context.Context, url string) bool {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return false
	}
	return conn.Close(ctx) == nil
}

// startKeeper starts the keeper and waits for the URL, or for its end.
func startKeeper(ctx context.Context, dir string) (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", err
	}
	logFile := filepath.Join(dir, "keeper.log")
	output, err := os.Create(logFile)
	if err != nil {
		return "", err
	}
	defer output.Close()
	if err := os.Remove(filepath.Join(dir, "url")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), program)
	cmd.Env = append(os.Environ(), keeperDir+"="+dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} // Ctrl-C is for the tests
	// Not our own output: `go test` would wait for the keeper to close it.
	cmd.Stdout, cmd.Stderr = output, output
	if err := cmd.Start(); err != nil {
		return "", err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for {
		if url, err := os.ReadFile(filepath.Join(dir, "url")); err == nil {
			return string(url), nil
		}
		select {
		case err := <-ended:
			said, _ := os.ReadFile(logFile)
			return "", fmt.Errorf("the keeper of the tests' server ended: %w\n%s", err, strings.TrimSpace(string(said)))
		case <-ctx.Done():
			return "", fmt.Errorf("the tests' server is not ready: %w", ctx.Err())
		case <-tick.C:
		}
	}
}

// keep is the life of the keeper.
func keep(dir string) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	server, err := embedded.Start(ctx, embedded.Options{DataDir: filepath.Join(dir, "data"), Fast: true})
	if err != nil {
		return err
	}
	if err := sweep(ctx, server.URL()); err != nil {
		return errors.Join(err, server.Stop(ctx))
	}
	if err := publish(dir, server.URL()); err != nil {
		return errors.Join(err, server.Stop(ctx))
	}
	last, err := os.OpenFile(filepath.Join(dir, "users"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return errors.Join(err, server.Stop(ctx))
	}
	defer last.Close() // after the stop: who comes now waits for it
	alone := make(chan error, 1)
	go func() { alone <- syscall.Flock(int(last.Fd()), syscall.LOCK_EX) }()
	select {
	case err = <-alone:
	case <-server.Done():
	}
	ctx, cancel = context.WithTimeout(context.Background(), patience)
	defer cancel()
	return errors.Join(err, os.Remove(filepath.Join(dir, "url")), server.Stop(ctx))
}

// publish writes the URL at once and whole.
func publish(dir, url string) error {
	draft := filepath.Join(dir, "url.draft")
	if err := os.WriteFile(draft, []byte(url), 0o600); err != nil {
		return err
	}
	return os.Rename(draft, filepath.Join(dir, "url"))
}

// sweep drops what killed tests left, and all templates when there are many.
func sweep(ctx context.Context, url string) error {
	const manyTemplates = 40
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, `SELECT datname::text FROM pg_database WHERE datname ~ '^optrek_test_|_draft$'
		OR datname ~ '^optrek_template_' AND (SELECT count(*) FROM pg_database) > $1`, manyTemplates)
	if err != nil {
		return err
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, name := range names {
		if _, err := conn.Exec(ctx, `DROP DATABASE `+name+` WITH (FORCE)`); err != nil {
			return err
		}
	}
	return nil
}
