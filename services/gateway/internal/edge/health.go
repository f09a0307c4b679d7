package edge

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
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

// Security is what security.txt says.
type Security struct {
	Contacts  []string // by default where Optrek itself is made
	Languages []string
	Policy    string    // may be empty
	Until     time.Time // zero: half a year from each answer
}

// SecurityText serves security.txt (RFC 9116). One that is out of date is not served:
// nobody may go by it.
func SecurityText(origin string, s Security, clock func() time.Time) http.Handler {
	if len(s.Contacts) == 0 {
		s.Contacts = []string{securityContact}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now := clock().UTC()
		expires := s.Until
		if expires.IsZero() {
			expires = now.Truncate(24*time.Hour).AddDate(0, 6, 0)
		}
		if !expires.After(now) {
			NoSuchPath(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Cache-Control", "public, max-age=3600")
		for _, contact := range s.Contacts {
			_, _ = fmt.Fprintf(w, "Contact: %s\n", contact)
		}
		_, _ = fmt.Fprintf(w, "Expires: %s\n", expires.Format(time.RFC3339))
		if len(s.Languages) > 0 {
			_, _ = fmt.Fprintf(w, "Preferred-Languages: %s\n", strings.Join(s.Languages, ", "))
		}
		if s.Policy != "" {
			_, _ = fmt.Fprintf(w, "Policy: %s\n", s.Policy)
		}
		_, _ = fmt.Fprintf(w, "Canonical: %s/.well-known/security.txt\n", origin)
	})
}

// Robots asks search engines to stay away: there is nothing here for them.
func Robots(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	_, _ = w.Write([]byte("User-agent: *\nDisallow: /\n"))
}

// NoSuchPath answers where nothing is.
func NoSuchPath(w http.ResponseWriter, _ *http.Request) { Refuse(w, noSuchPath) }
