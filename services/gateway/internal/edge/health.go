package edge

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// checkTimeout bounds readiness: a probe that waits is a probe that fails.
const checkTimeout = 2 * time.Second

// securityContact is where somebody who found a hole can tell so in confidence.
const securityContact = "https://github.com/optrek/optrek/security/advisories/new"

// Check tells whether a part works now.
type Check func(context.Context) error

// Live answers that the process runs. It asks nothing of anybody else: a database
// that is away is no reason to restart the gateway.
func Live(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte("ok\n"))
}

// Ready answers whether requests can be served, part by part. It names the parts
// and not what ails them: anybody can ask.
func Ready(checks map[string]Check) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), checkTimeout)
		defer cancel()
		var (
			all   sync.WaitGroup
			mu    sync.Mutex
			parts = map[string]string{}
			code  = http.StatusOK
		)
		for name, check := range checks {
			all.Go(func() {
				err := check(ctx)
				mu.Lock()
				defer mu.Unlock()
				parts[name] = "ok"
				if err != nil {
					parts[name], code = "away", http.StatusServiceUnavailable
				}
			})
		}
		all.Wait()
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(code)
		_ = json.NewEncoder(w).Encode(map[string]any{"ready": code == http.StatusOK, "parts": parts})
	})
}

// SecurityText serves security.txt (RFC 9116). The date it wants moves along with
// the running version.
func SecurityText(origin string, clock func() time.Time) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		expires := clock().UTC().Truncate(24*time.Hour).AddDate(0, 6, 0)
		_, _ = fmt.Fprintf(w, "Contact: %s\nExpires: %s\nPreferred-Languages: nl, en\nCanonical: %s/.well-known/security.txt\n",
			securityContact, expires.Format(time.RFC3339), origin)
	})
}

// NoSuchPath answers where nothing is.
func NoSuchPath(w http.ResponseWriter, _ *http.Request) { Refuse(w, noSuchPath) }
