// Package embedded runs a PostgreSQL of our own, as a child of this process: for
// `optrek all` without a database, and for the tests. Production has its own.
//
// It listens on a unix socket in a directory only this user can enter, so there is
// no port and no password. It stops with its parent, also when that is killed. It
// runs as root too, which PostgreSQL itself refuses (see identity.go). The caller
// looks at OPTREK_DATABASE_URL first; Find then looks for binaries (binaries.go).
//
// A data directory holds
//
//	lock       held by the process that has it started
//	pg18/      the cluster, named by major version: a newer PostgreSQL cannot read it
//	pg18.log   what PostgreSQL said since the last start
//	run/       the socket, when the path is short enough
package embedded

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// ErrInUse says that another process has a server started on the data directory.
var ErrInUse = errors.New("another process has PostgreSQL started on this data directory; stop it, or choose another directory")

// Options say where and how.
type Options struct {
	DataDir string // made when missing; kept after Stop
	// Fast gives up durability (fsync, full page writes) for speed: for tests. A cluster
	// that was not stopped in good order is thrown away at the next start.
	// synchronous_commit stays on, as services ask for it.
	Fast bool
	Log  *slog.Logger // default: slog.Default()
}

// Server is a running PostgreSQL.
type Server struct {
	data    string // the cluster's files
	socket  string
	tempDir string // of the socket, removed on Stop; may be empty
	lock    *os.File
	process *os.Process
	done    chan struct{}
	exit    error // valid once done is closed
}

// Start finds the binaries, makes the cluster when there is none, and starts it. It
// returns when the server takes connections. ctx limits the start only: initdb takes
// about half a second, a start 50 ms, recovery after a crash longer.
func Start(ctx context.Context, o Options) (*Server, error) {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	began := time.Now()
	dir, err := filepath.Abs(o.DataDir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("data directory: %w", err)
	}
	lock, err := takeLock(filepath.Join(dir, "lock"))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	s, err := start(ctx, dir, o)
	if err != nil {
		lock.Close()
		return nil, fmt.Errorf("embedded PostgreSQL in %s: %w", dir, err)
	}
	s.lock = lock
	o.Log.Info("PostgreSQL started", "dir", dir, "pid", s.process.Pid, "took", time.Since(began).Round(time.Millisecond).String())
	return s, nil
}

func start(ctx context.Context, dir string, o Options) (*Server, error) {
	bins, err := Find(ctx)
	if err != nil {
		return nil, err
	}
	place, err := settle(ctx, bins, dir, o.Log)
	if err != nil {
		return nil, err
	}
	crashed, err := stopOrphan(ctx, place.data, o.Log)
	if err != nil {
		return nil, err
	}
	if crashed && o.Fast { // written without fsync: not worth a doubt
		if err := os.RemoveAll(place.data); err != nil {
			return nil, err
		}
	}
	if err := place.ensureCluster(ctx, o); err != nil {
		return nil, err
	}
	s := &Server{data: place.data, done: make(chan struct{})}
	if err := s.chooseSocket(place); err != nil {
		return nil, err
	}
	if err := s.launch(ctx, place, o); err != nil {
		s.removeTemp()
		return nil, err
	}
	return s, nil
}

// socketFile is the longest name PostgreSQL makes in the socket's directory; the whole
// path must stay below 104 bytes, which is what macOS has room for (Linux: 108).
const socketFile = "/.s.PGSQL.5432.lock"

func (s *Server) chooseSocket(p *place) error {
	s.socket = filepath.Join(p.dir, "run")
	if len(s.socket)+len(socketFile) < 104 {
		if err := os.MkdirAll(s.socket, 0o700); err != nil {
			return err
		}
		return p.give(s.socket)
	}
	temp, err := os.MkdirTemp("", "optrek-pg-") // 0700, and nobody can have made it before us
	if err != nil {
		return err
	}
	s.socket, s.tempDir = temp, temp
	return p.give(temp)
}

func (s *Server) removeTemp() {
	if s.tempDir != "" {
		_ = os.RemoveAll(s.tempDir)
	}
}

func (s *Server) settings(fast bool) []string {
	settings := []string{
		"listen_addresses=", "port=5432", "unix_socket_directories=" + s.socket, "unix_socket_permissions=0700",
		"log_min_messages=warning", "log_line_prefix=%m [%p] ", "jit=off", "timezone=UTC",
		"max_connections=400", // every service and the vault, each with two pools, in one process
	}
	if fast {
		settings = append(settings, "fsync=off", "full_page_writes=off", "autovacuum=off",
			"wal_level=minimal", "max_wal_senders=0", "checkpoint_timeout=1h", "max_wal_size=2GB")
	}
	args := make([]string, 0, 2*len(settings))
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	return args
}

func (s *Server) launch(ctx context.Context, p *place, o Options) error {
	logFile := p.data + ".log"
	output, err := os.OpenFile(logFile, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer output.Close() // the child has its own
	// ctx ends with the start; the server goes on.
	cmd := exec.CommandContext(context.WithoutCancel(ctx), p.bins.Path("postgres"), append([]string{"-D", p.data}, s.settings(o.Fast)...)...)
	p.identity.apply(cmd)
	cmd.SysProcAttr.Setsid = true // Ctrl-C is for us: we stop it after the services have drained
	cmd.Stdout, cmd.Stderr = output, output
	started := make(chan error, 1)
	go s.supervise(cmd, started)
	if err := <-started; err != nil {
		return err
	}
	if err := s.awaitReady(ctx, p.data); err != nil {
		_ = s.Stop(ctx)
		return fmt.Errorf("%w%s", err, tail(logFile))
	}
	return nil
}

// supervise starts the child and waits for it, all on one locked thread: Pdeathsig
// is sent when the thread that started the child ends, and Go ends idle threads.
func (s *Server) supervise(cmd *exec.Cmd, started chan<- error) {
	runtime.LockOSThread() // never unlocked
	stopWithParent(cmd)
	err := cmd.Start()
	s.process = cmd.Process
	started <- err
	if err == nil {
		s.exit = cmd.Wait()
		close(s.done)
	}
}

// awaitReady waits until line 8 of postmaster.pid says ready.
func (s *Server) awaitReady(ctx context.Context, data string) error {
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-s.done:
			return fmt.Errorf("PostgreSQL stopped while starting: %w", s.exit)
		case <-ctx.Done():
			return fmt.Errorf("PostgreSQL is not ready: %w", ctx.Err())
		case <-tick.C:
		}
		lines := readPidFile(data)
		if len(lines) >= 8 && lines[0] == strconv.Itoa(s.process.Pid) && strings.TrimSpace(lines[7]) == "ready" {
			return nil
		}
	}
}

// URL is a superuser's connection string for the database "postgres".
func (s *Server) URL() string {
	u := url.URL{Scheme: "postgres", User: url.User(superuser), Path: "/postgres"}
	u.RawQuery = url.Values{"host": {s.socket}, "port": {"5432"}}.Encode()
	return u.String()
}

// Dir is where the data really is: in the data directory, or elsewhere when PostgreSQL
// may not run as root and cannot come there as nobody.
func (s *Server) Dir() string { return s.data }

// Done is closed when PostgreSQL has ended, on Stop or by itself.
func (s *Server) Done() <-chan struct{} { return s.done }

// Stop ends all sessions, writes everything down and stops: the next start needs no
// recovery. When ctx ends first, it stops at once and the next start recovers.
// Stopping twice is fine.
func (s *Server) Stop(ctx context.Context) error {
	_ = s.process.Signal(syscall.SIGINT)
	var late error
	select {
	case <-s.done:
	case <-ctx.Done():
		late = fmt.Errorf("PostgreSQL did not stop in time: %w", ctx.Err())
		_ = s.process.Signal(syscall.SIGQUIT)
		<-s.done
	}
	s.removeTemp()
	if s.lock != nil {
		s.lock.Close()
	}
	return errors.Join(late, unclean(s.exit))
}

// unclean leaves out the exit that was asked for.
func unclean(exit error) error {
	if exit == nil {
		return nil
	}
	return fmt.Errorf("PostgreSQL ended: %w", exit)
}

// tail gives the end of the log, for an error message.
func tail(file string) string {
	content, err := os.ReadFile(file)
	if err != nil || len(content) == 0 {
		return ""
	}
	if len(content) > 2000 {
		content = content[len(content)-2000:]
	}
	return "\n" + strings.TrimSpace(string(content))
}
