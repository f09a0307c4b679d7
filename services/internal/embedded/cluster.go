package embedded

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// superuser is the name of the cluster's superuser.
const superuser = "postgres"

// takeLock holds the data directory for this process; the kernel lets go of it when
// the process ends, however it ends.
func takeLock(file string) (*os.File, error) {
	lock, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		lock.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, ErrInUse
		}
		return nil, err
	}
	return lock, nil
}

// ensureCluster runs initdb when there is no cluster yet. It works beside and then
// renames, so that an initdb that was cut off leaves no half cluster.
func (p *place) ensureCluster(ctx context.Context, o Options) error {
	if _, err := os.Stat(filepath.Join(p.data, "PG_VERSION")); err == nil {
		return nil
	}
	if others, _ := filepath.Glob(filepath.Join(p.dir, "pg[0-9]*", "PG_VERSION")); len(others) > 0 && !o.Fast {
		return fmt.Errorf("data of another PostgreSQL is here (%s) and the one found is %d (%s): set PG_BIN to the version "+
			"of the data, or move the data away to begin anew", filepath.Base(filepath.Dir(others[0])), p.bins.Major, p.bins.Dir)
	}
	half := p.data + ".new"
	if err := os.RemoveAll(half); err != nil {
		return err
	}
	if err := errors.Join(os.Mkdir(half, 0o700), p.give(half)); err != nil {
		return err
	}
	began := time.Now()
	cmd := exec.CommandContext(ctx, p.bins.Path("initdb"), p.initdbArgs(half, o.Fast)...)
	p.identity.apply(cmd)
	cmd.Dir = p.dir
	if output, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, output)
	}
	o.Log.Info("PostgreSQL cluster made", "dir", p.data, "binaries", p.bins.Dir, "took", time.Since(began).Round(time.Millisecond).String())
	return os.Rename(half, p.data)
}

func (p *place) initdbArgs(dir string, fast bool) []string {
	args := []string{"-D", dir, "-U", superuser, "-E", "UTF8", "--auth-local=trust", "--auth-host=reject", "--no-instructions"}
	switch {
	case p.bins.Major >= 17: // the same everywhere, whatever the system's C library knows
		args = append(args, "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
	case runtime.GOOS == "linux":
		args = append(args, "--locale=C.UTF-8")
	default:
		args = append(args, "--locale=C")
	}
	if fast {
		args = append(args, "--no-sync")
	}
	return args
}

func readPidFile(data string) []string {
	content, err := os.ReadFile(filepath.Join(data, "postmaster.pid"))
	if err != nil {
		return nil
	}
	return strings.Split(string(content), "\n")
}

func removePidFile(data string) error {
	err := os.Remove(filepath.Join(data, "postmaster.pid"))
	if errors.Is(err, os.ErrNotExist) {
		return nil // it stopped by itself in the meantime
	}
	return err
}

// stopOrphan reads postmaster.pid. We hold the lock, so no launcher lives: a
// PostgreSQL that still runs here lost its parent and is stopped; a number that now
// belongs to another program (usual in containers) is a remnant of a crash, and is
// removed because PostgreSQL would refuse to start over it.
func stopOrphan(ctx context.Context, data string, log *slog.Logger) (crashed bool, err error) {
	lines := readPidFile(data)
	if len(lines) == 0 {
		return false, nil
	}
	pid, err := strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil || pid <= 1 {
		return true, removePidFile(data)
	}
	running, err := isPostmaster(ctx, pid, data)
	if err != nil {
		return false, fmt.Errorf("process %d may be a PostgreSQL on this data directory: %w", pid, err)
	}
	if !running {
		return true, removePidFile(data)
	}
	log.Warn("a PostgreSQL without its parent is stopped first", "pid", pid, "dir", data)
	if err := syscall.Kill(pid, syscall.SIGINT); err != nil && !errors.Is(err, syscall.ESRCH) {
		return false, err
	}
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for running && err == nil {
		select {
		case <-ctx.Done():
			return false, fmt.Errorf("process %d still runs on %s: %w", pid, data, ctx.Err())
		case <-tick.C:
		}
		running, err = isPostmaster(ctx, pid, data)
	}
	return false, err
}

// isPostmaster says whether the process is a PostgreSQL on this cluster: on Linux by
// its working directory, which is the cluster; elsewhere by its command line.
func isPostmaster(ctx context.Context, pid int, data string) (bool, error) {
	if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return false, nil
	}
	if runtime.GOOS != "linux" {
		// ps fails when there is no such process any more.
		command, err := exec.CommandContext(ctx, "ps", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
		return err == nil && strings.Contains(string(command), data), nil
	}
	work, err := os.Readlink(fmt.Sprintf("/proc/%d/cwd", pid))
	if errors.Is(err, os.ErrNotExist) { // gone, or not yet waited for
		return false, nil
	}
	if err != nil {
		return false, err
	}
	real, err := filepath.EvalSymlinks(data)
	return work == real, err
}
