package e2e

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/config"
)

// run is `optrek all` as a process of its own, with demo people.
type run struct {
	cmd         *exec.Cmd
	base        string // address of the gateway
	metricsAddr string
	config      config.Config
	log         logBook // stderr
	out         await   // stdout
	counted     string  // what /metrics said
	ended       chan error
}

// build gives the one binary, made once for all tests.
func build(t *testing.T) string {
	t.Helper()
	binary, err := built()
	must(t, err)
	return binary
}

// built is where TestMain's folder keeps it.
var built = sync.OnceValues(func() (string, error) {
	binary := filepath.Join(system.dir, "optrek")
	out, err := exec.Command("go", "build", "-o", binary, "../cmd/optrek").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return binary, nil
})

// startBinary starts it at debug level and waits until it says that it is ready and has
// its demo people. more are environment variables.
func startBinary(t *testing.T, binary, dir string, more ...string) *run {
	t.Helper()
	addr, err := freeAddress(t.Context())
	must(t, err)
	metrics, err := freeAddress(t.Context())
	must(t, err)
	r := &run{base: "http://" + addr, metricsAddr: metrics, ended: make(chan error, 1)}
	r.config, err = config.Parse(map[string]string{"OPTREK_DATA_DIR": dir})
	must(t, err)
	r.out = await{word: "staat klaar", found: make(chan struct{})}
	r.cmd = exec.Command(binary, "all")
	r.cmd.Env = append(withoutOTel(), append(more, "OPTREK_DATA_DIR="+dir, "OPTREK_HTTP_ADDR="+addr, "OPTREK_METRICS_ADDR="+metrics, "OPTREK_LOG_LEVEL=debug")...)
	r.cmd.Stdout, r.cmd.Stderr = &r.out, &r.log
	must(t, r.cmd.Start())
	go func() { r.ended <- r.cmd.Wait() }()
	t.Cleanup(func() { _ = r.cmd.Process.Kill() }) // for a test that did not come to its end
	select {
	case <-r.out.found:
	case err := <-r.ended:
		t.Fatalf("it stopped before it was ready: %v\n%s", err, tail(r.log.String()))
	case <-time.After(2 * time.Minute):
		t.Fatalf("not ready\n%s", tail(r.log.String()))
	}
	return r
}

// stop ends it as an operator does.
func (r *run) stop(t *testing.T) {
	t.Helper()
	must(t, r.cmd.Process.Signal(syscall.SIGTERM))
	if err := <-r.ended; err != nil {
		t.Fatalf("it did not stop in good order: %v\n%s", err, tail(r.log.String()))
	}
}
