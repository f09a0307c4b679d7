package main

import (
	"bytes"
	"context"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/optrek/optrek/services/internal/config"
)

// page is what a run writes; it tells when a word has come by.
type page struct {
	mu    sync.Mutex
	text  bytes.Buffer
	word  string
	found chan struct{}
}

func await(word string) *page { return &page{word: word, found: make(chan struct{})} }

func (p *page) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := strings.Contains(p.text.String(), p.word)
	n, err := p.text.Write(b)
	if !before && strings.Contains(p.text.String(), p.word) {
		close(p.found)
	}
	return n, err
}

func (p *page) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.String()
}

func TestTheListIsComplete(t *testing.T) {
	t.Parallel()
	var names []string
	for _, d := range optrek.doors {
		names = append(names, d.name)
		if d.schema().Name != d.name {
			t.Errorf("%s keeps schema %s", d.name, d.schema().Name)
		}
	}
	if got, want := strings.Join(names, " "), strings.Join(config.Names(), " "); got != want {
		t.Errorf("front doors %q, services %q", got, want)
	}
}

func TestArguments(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args  string
		code  int
		holds string
	}{
		{"", 2, "optrek all"}, {"help", 0, "OPTREK_HTTP_ADDR"}, {"version", 0, "optrek " + version},
		{"solve --help", 0, "--mode care|balance|fit"}, {"solve --mode best", 2, "--mode is care, balance or fit"},
		{"al", 2, `"al"?`}, {"gateway now", 2, `"gateway now"?`}, {"all now", 2, `"all now"?`},
		{"backup", 2, `"backup"?`}, {"backup . --keep 0", 2, "--keep 0"}, {"backup . --keep all", 2, "--keep all"}, {"backup a b c", 2, `"backup a b c"?`},
		{"backup /nowhere/x --keep 3", 1, "--keep is of a directory"},
	} {
		var both bytes.Buffer
		if code := optrek.run(t.Context(), strings.Fields(tt.args), &both, &both); code != tt.code || !strings.Contains(both.String(), tt.holds) {
			t.Errorf("optrek %s: exit %d\n%s", tt.args, code, &both)
		}
	}
}

// One evening with `optrek all`: it starts, fills itself, refuses to start twice,
// stops cleanly, and knows the next time that it has been here.
func TestAll(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	t.Setenv("OPTREK_DATA_DIR", dir)
	t.Setenv("OPTREK_HTTP_ADDR", addr)

	fills := 0
	fill := func(ctx context.Context, address string, _ *slog.Logger) error {
		fills++
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/auth/organisations", nil)
		if err != nil {
			return err
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		return res.Body.Close()
	}
	first := begin(t, program{doors: optrek.doors, fill: fill})
	<-first.out.found
	refused(t, "draait al in deze map")
	t.Setenv("OPTREK_DATA_DIR", t.TempDir())
	refused(t, "draait al iets")
	t.Setenv("OPTREK_DATA_DIR", dir)
	first.end(t)
	if _, err := os.Stat(filepath.Join(dir, "demo-half-done")); !os.IsNotExist(err) {
		t.Errorf("the mark of a half-made demo: %v", err)
	}

	second := begin(t, program{doors: optrek.doors, fill: fill})
	<-second.out.found
	second.end(t)
	if fills != 1 {
		t.Errorf("the demo was made %d times", fills)
	}
}

// evening is a run that is under way.
type evening struct {
	out  *page
	stop context.CancelFunc
	code chan int
}

func begin(t *testing.T, p program) evening {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	e := evening{out: await("staat klaar"), stop: stop, code: make(chan int, 1)}
	go func() {
		code := p.run(ctx, []string{"all"}, e.out, e.out)
		e.code <- code
		if code != 0 { // it will never be ready: let the test see why
			_, _ = e.out.Write([]byte("staat klaar"))
		}
	}()
	return e
}

func (e evening) end(t *testing.T) {
	t.Helper()
	e.stop()
	if code := <-e.code; code != 0 || !strings.Contains(e.out.String(), "Netjes gestopt") {
		t.Fatalf("exit %d\n%s", code, e.out)
	}
}

func refused(t *testing.T, because string) {
	t.Helper()
	var out bytes.Buffer
	if code := optrek.run(t.Context(), []string{"all"}, &out, &out); code != 1 || !strings.Contains(out.String(), because) {
		t.Errorf("exit %d\n%s", code, &out)
	}
}
