package edge

import "net/http"

// contentPolicy allows the app's own files and nothing else: no inline script or
// style, no other host, no frames. Every door answers with it, JSON included.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// permissions: the camera reads the card with which a client signs in. All else is off.
const permissions = "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), bluetooth=(), serial=(), hid=(), " +
	"midi=(), accelerometer=(), gyroscope=(), magnetometer=(), display-capture=(), browsing-topics=()"

var fixedHeaders = map[string]string{
	"Content-Security-Policy":      contentPolicy,
	"Permissions-Policy":           permissions,
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY", // for browsers that do not know frame-ancestors
	"Referrer-Policy":              "same-origin",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"X-Robots-Tag":                 "noindex, nofollow", // nothing here is for a search engine

	"X-Permitted-Cross-Domain-Policies": "none",
}

// SecureHeaders sets the security headers on every answer, whatever answers. overTLS
// adds HSTS: sent over plain http it would mean nothing, and on a developer's
// loopback it would lock out everything else that runs there.
func SecureHeaders(overTLS bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		for name, value := range fixedHeaders {
			h.Set(name, value)
		}
		if overTLS {
			h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
		}
		// What is about people is never kept, by the browser or on the way. Who answers with
		// what may be kept (the app's own files) says so.
		h.Set("Cache-Control", "no-store")
		if r.URL.Path == "/auth/logout" {
			// Also what a browser keeps to go back to. Not "storage": how somebody likes to see
			// Optrek (large letters) and a client's reminders on this phone stay; not "cookies":
			// those of the organisation's other sites would go too.
			h.Set("Clear-Site-Data", `"cache"`)
		}
		next.ServeHTTP(w, r)
	})
}

// SameOrigin refuses a change that a page of somebody else asks for with our user's
// cookie. origin is how the browser names us; a proxy may have changed the Host.
func SameOrigin(origin string, next http.Handler) (http.Handler, error) {
	protection := http.NewCrossOriginProtection()
	if err := protection.AddTrustedOrigin(origin); err != nil {
		return nil, err
	}
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { Refuse(w, crossOrigin) }))
	return protection.Handler(next), nil
}
