package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// pace is how long somebody looks at what they got before they ask for the next.
const pace = 100 * time.Millisecond

// enough is the file that ends a load before its time.
const enough = "/tmp/enough"

func isEnough() bool {
	_, err := os.Stat(enough)
	return err == nil
}

// atWork are the support workers who come in, each of another organisation.
var atWork = []struct{ organisation, subject string }{{"lsr", "bas"}, {"dichterbij", "ids"}, {"syndion", "dirk"}}

// tally is what came of all requests together.
type tally struct {
	mu       sync.Mutex
	asked    int
	wrong    []string
	slowest  time.Duration
	slowPath string
}

func (t *tally) timed(path string, request func() error) {
	began := time.Now()
	err := request()
	took := time.Since(began)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.asked++
	if err != nil {
		t.wrong = append(t.wrong, fmt.Sprintf("%s %s: %v", time.Now().Format("15:04:05.000"), path, err))
	}
	if took > t.slowest {
		t.slowest, t.slowPath = took, path
	}
}

// load has people at work for a while: reading through all four services, and writing. It ends
// with an error when one request did not go well.
func load(ctx context.Context, base string, last time.Duration, out io.Writer) error {
	clients := make([]*apiclient.Client, len(atWork))
	for i, who := range atWork {
		var err error
		if clients[i], err = apiclient.SignIn(ctx, base, who.organisation, who.subject); err != nil {
			return err
		}
	}
	fmt.Fprintln(out, "at work")
	sum := &tally{}
	end := time.Now().Add(last)
	var all sync.WaitGroup
	for _, client := range clients {
		all.Go(func() { work(ctx, client, end, sum) })
	}
	all.Wait()
	fmt.Fprintf(out, "asked %d, went wrong %d, slowest %d ms (%s)\n", sum.asked, len(sum.wrong), sum.slowest.Milliseconds(), sum.slowPath)
	if len(sum.wrong) > 0 {
		return errors.New(strings.Join(sum.wrong, "\n"))
	}
	return ctx.Err()
}

// paths are read in turn; they go through the gateway to each service.
var paths = []string{"/api/v1/me", "/api/v1/clients?pageSize=20", "/api/v1/matches?pageSize=20", "/api/v1/activities?pageSize=20", "/api/v1/signals?pageSize=20"}

func work(ctx context.Context, client *apiclient.Client, end time.Time, sum *tally) {
	for n := 0; ctx.Err() == nil && time.Now().Before(end) && !isEnough(); n++ {
		path := paths[n%len(paths)]
		sum.timed(path, func() error { return read(ctx, client, path) })
		if n%len(paths) == 0 {
			sum.timed("POST /api/v1/clients", func() error { return write(ctx, client) })
		}
		pause(ctx, pace)
	}
}

func read(ctx context.Context, client *apiclient.Client, path string) error {
	status, body, err := client.Raw(ctx, path)
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("%d: %.200s", status, body)
	}
	return err
}

// write adds somebody made up.
func write(ctx context.Context, client *apiclient.Client) error {
	return client.Post(ctx, "/api/v1/clients", &recruitmentv1.Client{GivenName: "Repa", FamilyName: "Repetitie"}, nil)
}

func pause(ctx context.Context, long time.Duration) {
	timer := time.NewTimer(long)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// pages asks what a browser asks that was never here before, and signs somebody in.
func pages(ctx context.Context, base, as string, out io.Writer) error {
	for _, path := range []string{"/", "/mijn", "/healthz/ready", "/.well-known/security.txt"} {
		status, body, err := apiclient.Anonymous(base).Raw(ctx, path)
		if err == nil && status != http.StatusOK {
			err = fmt.Errorf("%d", status)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		fmt.Fprintf(out, "%s: %d bytes\n", path, len(body))
	}
	organisation, subject, _ := strings.Cut(as, "/")
	if _, err := apiclient.SignIn(ctx, base, organisation, subject); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s signs in\n", as)
	return nil
}
