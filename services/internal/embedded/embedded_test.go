package embedded_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/embedded"
)

// parentDir makes this test program a parent with a server on that directory, for
// the tests in which the parent is another process and is killed.
const parentDir = "OPTREK_EMBEDDED_TEST_PARENT"

func TestMain(m *testing.M) {
	dir := os.Getenv(parentDir)
	if dir == "" {
		os.Exit(m.Run())
	}
	if _, err := embedded.Start(context.Background(), embedded.Options{DataDir: dir}); err != nil {
		_, _ = fmt.Fprintln(os.Stdout, err)
		os.Exit(1)
	}
	_, _ = fmt.Fprintln(os.Stdout, "ready")
	_, _ = io.Copy(io.Discard, os.Stdin) // until the test ends, or kills us
}

func within(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

func start(t *testing.T, dir string) *embedded.Server {
	t.Helper()
	server, err := embedded.Start(within(t), embedded.Options{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(within(t)); err != nil {
			t.Error(err)
		}
	})
	return server
}

func connect(t *testing.T, server *embedded.Server) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(within(t), server.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(within(t)) })
	return conn
}

// value gives one text from the server.
func value(t *testing.T, conn *pgx.Conn, query string) string {
	t.Helper()
	var got string
	if err := conn.QueryRow(within(t), query).Scan(&got); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return got
}

func TestWhatIsWrittenIsThereAfterARestart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	server := start(t, dir)
	if _, err := connect(t, server).Exec(within(t), `CREATE TABLE kept AS SELECT 'Jan É' AS name`); err != nil {
		t.Fatal(err)
	}
	if err := server.Stop(within(t)); err != nil {
		t.Fatal(err)
	}
	again := start(t, dir)
	conn := connect(t, again)
	if got := value(t, conn, `SELECT lower(name) FROM kept`); got != "jan é" {
		t.Errorf("name = %q", got)
	}
	major := value(t, conn, `SELECT current_setting('server_version_num')::int / 10000 || ''`)
	if _, err := os.Stat(filepath.Join(again.Dir(), "PG_VERSION")); err != nil || filepath.Base(again.Dir()) != "pg"+major {
		t.Errorf("data directory %s is not named by major: %v", again.Dir(), err)
	}
}

func TestNoPortAndADurableServer(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	conn := connect(t, start(t, dir))
	for setting, want := range map[string]string{"listen_addresses": "", "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"} {
		if got := value(t, conn, `SELECT current_setting('`+setting+`')`); got != want {
			t.Errorf("%s = %q, want %q", setting, got, want)
		}
	}
	socket := value(t, conn, `SELECT current_setting('unix_socket_directories')`)
	info, err := os.Stat(socket)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("socket directory %s: %v, %v; want 0700", socket, info, err)
	}
}

func TestALongDirectoryGetsAShortSocket(t *testing.T) {
	t.Parallel()
	connect(t, start(t, filepath.Join(t.TempDir(), strings.Repeat("long", 25))))
}

// stopped makes a cluster for dir and says where it is, which for a root without user
// namespaces is not in dir.
func stopped(t *testing.T, dir string) (data string) {
	t.Helper()
	server := start(t, dir)
	if err := server.Stop(within(t)); err != nil {
		t.Fatal(err)
	}
	return server.Dir()
}

func TestRemnantsDoNotStandInTheWay(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	data := stopped(t, dir)
	// An initdb that was cut off.
	if err := errors.Join(os.RemoveAll(data), os.MkdirAll(filepath.Join(data+".new", "base"), 0o700)); err != nil {
		t.Fatal(err)
	}
	stopped(t, dir)
	// A postmaster.pid whose number is now another program's: this one's.
	pid := fmt.Appendf(nil, "%d\n%s\n", os.Getpid(), data)
	if err := os.WriteFile(filepath.Join(data, "postmaster.pid"), pid, 0o600); err != nil {
		t.Fatal(err)
	}
	connect(t, start(t, dir))
}

func TestDataOfAnotherMajorIsNotSilentlyLeft(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	data := stopped(t, dir)
	old := filepath.Join(filepath.Dir(data), "pg9")
	if err := errors.Join(os.Rename(data, old), os.WriteFile(filepath.Join(old, "PG_VERSION"), []byte("9"), 0o600)); err != nil {
		t.Fatal(err)
	}
	_, err := embedded.Start(within(t), embedded.Options{DataDir: dir})
	if err == nil || !strings.Contains(err.Error(), "pg9") {
		t.Fatalf("err = %v, want one that names pg9", err)
	}
}

// parent starts this program as a parent with a server on dir.
func parent(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), parentDir+"="+dir)
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = stdin.Close()
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	if line, err := bufio.NewReader(stdout).ReadString('\n'); err != nil || line != "ready\n" {
		t.Fatalf("parent says %q, %v", line, err)
	}
	return cmd
}

func TestAnotherProcessIsToldThatTheDirectoryIsInUse(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	other := parent(t, dir)
	_, err := embedded.Start(within(t), embedded.Options{DataDir: dir})
	if !errors.Is(err, embedded.ErrInUse) {
		t.Fatalf("err = %v, want ErrInUse", err)
	}
	// Killed outright, it takes its server along; ours starts over a clean cluster.
	if err := other.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = other.Wait()
	ours := start(t, dir)
	connect(t, ours)
	logs, err := filepath.Glob(filepath.Join(filepath.Dir(ours.Dir()), "*.log"))
	if err != nil || len(logs) != 1 {
		t.Fatalf("logs: %v, %v", logs, err)
	}
	said, err := os.ReadFile(logs[0])
	if err != nil || strings.Contains(string(said), "not properly shut down") {
		t.Errorf("the killed parent's server was not stopped cleanly: %v\n%s", err, said)
	}
}

func TestAWrongPGBINIsAnErrorAndNotPassedBy(t *testing.T) {
	t.Setenv("PG_BIN", t.TempDir())
	if _, err := embedded.Find(within(t)); err == nil || !strings.Contains(err.Error(), "PG_BIN") {
		t.Fatalf("err = %v, want one that names PG_BIN", err)
	}
}

func TestSystemBinariesServeToo(t *testing.T) {
	// The oldest that will do stands beside the npm package on most build machines;
	// where it does not, PG_BIN is the same installation and the test still holds.
	bins, err := embedded.Find(within(t))
	if err != nil {
		t.Fatal(err)
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/15/bin")
	t.Setenv("PG_BIN", append(found, bins.Dir)[0])
	connect(t, start(t, t.TempDir()))
}
