package e2e

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
)

// apart is an Optrek of one test alone: each service is a process of its own, as in a cluster,
// so that one can be stopped and started; on databases that nobody else uses, with the keys of
// persons in another one than the rest.
type apart struct {
	t               *testing.T
	binary, dir     string
	base            string // address of the gateway
	database, vault string // owner's URLs
	sent            *collector
	log             logBook
	metrics         map[string]string    // address by service
	running         map[string]*exec.Cmd // by service
}

// newApart makes one; start starts its services. vault is the URL of the keys, empty for
// keys of its own; the same for database.
func newApart(t *testing.T, binary, database, vault string) *apart {
	t.Helper()
	a := &apart{t: t, binary: binary, dir: t.TempDir(), database: database, vault: vault, metrics: map[string]string{}, running: map[string]*exec.Cmd{}}
	if a.database == "" {
		a.database = newDatabase(t, "")
	}
	if a.vault == "" {
		a.vault = newDatabase(t, "")
	}
	addr, err := freeAddress(t.Context())
	must(t, err)
	a.base = "http://" + addr
	for _, service := range config.Names() {
		a.metrics[service], err = freeAddress(t.Context())
		must(t, err)
	}
	a.sent = newCollector()
	t.Cleanup(a.sent.server.Close)
	// All at once they would each make keys of their own.
	must(t, authn.EnsureKeys(a.config().KeysDir, config.Names()...))
	a.command("migrate")
	return a
}

// newDatabase makes a database beside the system's, empty or a copy of the one at this URL,
// to which nobody may be connected.
func newDatabase(t *testing.T, of string) string {
	t.Helper()
	at, err := url.Parse(system.database)
	must(t, err)
	name := "apart_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	conn, err := pgx.Connect(t.Context(), system.database)
	must(t, err)
	make := `CREATE DATABASE ` + name
	if of != "" {
		template, err := url.Parse(of)
		must(t, err)
		make += ` TEMPLATE ` + pgx.Identifier{strings.TrimPrefix(template.Path, "/")}.Sanitize()
	}
	_, err = conn.Exec(t.Context(), make)
	must(t, err)
	t.Cleanup(func() {
		_, err := conn.Exec(context.Background(), `DROP DATABASE `+name+` WITH (FORCE)`)
		must(t, err)
		must(t, conn.Close(context.Background()))
	})
	at.Path = "/" + name
	return at.String()
}

func (a *apart) environment() map[string]string {
	return map[string]string{
		"OPTREK_DATA_DIR": a.dir, "OPTREK_HTTP_ADDR": strings.TrimPrefix(a.base, "http://"),
		"OPTREK_DATABASE_URL": a.database, "OPTREK_VAULT_DATABASE_URL": a.vault, "OPTREK_LOG_LEVEL": "debug",
	}
}

func (a *apart) config() config.Config {
	a.t.Helper()
	c, err := config.Parse(a.environment())
	must(a.t, err)
	return c
}

func (a *apart) make(args ...string) *exec.Cmd {
	cmd := exec.Command(a.binary, args...)
	cmd.Env = withoutOTel()
	for name, value := range a.environment() {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	cmd.Env = append(cmd.Env, "OTEL_EXPORTER_OTLP_ENDPOINT="+a.sent.server.URL, "OTEL_BSP_SCHEDULE_DELAY=200")
	return cmd
}

// command runs `optrek …` until it is done, and gives what it said.
func (a *apart) command(args ...string) string {
	a.t.Helper()
	said, err := a.make(args...).CombinedOutput()
	if err != nil {
		a.t.Fatalf("optrek %v: %v\n%s", args, err, said)
	}
	return string(said)
}

// start starts these services, or all, and waits until Optrek is ready. The clock of a service
// is the machine's.
func (a *apart) start(services ...string) {
	a.t.Helper()
	if len(services) == 0 {
		services = config.Names()
	}
	for _, service := range services {
		cmd := a.make(service)
		cmd.Env = append(cmd.Env, "OPTREK_METRICS_ADDR="+a.metrics[service])
		cmd.Stdout, cmd.Stderr = &a.log, &a.log
		must(a.t, cmd.Start())
		a.running[service] = cmd
		a.t.Cleanup(func() { _ = cmd.Process.Kill() }) // for a test that did not come to its end
	}
	a.ready()
}

func (a *apart) ready() {
	a.t.Helper()
	ctx, cancel := context.WithTimeout(a.t.Context(), 2*time.Minute)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		if status, _, err := apiclient.Anonymous(a.base).Raw(ctx, "/healthz/ready"); err == nil && status == http.StatusOK {
			return
		}
		select {
		case <-ctx.Done():
			a.t.Fatalf("not ready\n%s", tail(a.log.String()))
		case <-again.C:
		}
	}
}

// stop stops these services as an operator does, or all.
func (a *apart) stop(services ...string) {
	a.t.Helper()
	if len(services) == 0 {
		services = config.Names()
	}
	for _, service := range services {
		must(a.t, a.running[service].Process.Signal(syscall.SIGTERM))
	}
	for _, service := range services {
		if err := a.running[service].Wait(); err != nil {
			a.t.Fatalf("%s did not stop in good order: %v\n%s", service, err, tail(a.log.String()))
		}
		delete(a.running, service)
	}
}

// signIn gives a demo person of Syndion, who is new here.
func (a *apart) signIn(subject string) *apiclient.Client {
	a.t.Helper()
	c, err := apiclient.SignIn(a.t.Context(), a.base, "syndion", subject)
	must(a.t, err)
	return c
}

// measured is what every service counts.
func (a *apart) measured() string {
	a.t.Helper()
	var all strings.Builder
	for service, addr := range a.metrics {
		resp, err := http.Get("http://" + addr + "/metrics")
		must(a.t, err)
		body, err := io.ReadAll(resp.Body)
		must(a.t, err)
		must(a.t, resp.Body.Close())
		if resp.StatusCode != http.StatusOK || len(body) < 1000 {
			a.t.Fatalf("the metrics of %s: %d, %d bytes", service, resp.StatusCode, len(body))
		}
		fmt.Fprintln(&all, string(body))
	}
	return all.String()
}
