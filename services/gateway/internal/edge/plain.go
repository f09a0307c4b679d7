package edge

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"unicode/utf8"
)

// maxAddress is for path and query together: a page's worth of ids.
const maxAddress = 16 << 10

// Plain lets through what a browser or a client of ours sends, and refuses the ways of
// writing a request that two parts of a chain may read differently: another host, a path
// with encoded slashes, dots to climb by, a method for proxies. public is scheme and host
// as browsers see us; onLoopback also lets this machine's own names through, for development.
func Plain(public string, onLoopback bool, next http.Handler) (http.Handler, error) {
	u, err := url.Parse(public)
	if err != nil {
		return nil, err
	}
	ours := hostOf(u.Host)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !usualMethod(r.Method):
			w.Header().Set("Allow", "GET, HEAD, POST, PATCH, PUT, DELETE, OPTIONS")
			refuseAs(w, http.StatusMethodNotAllowed, noSuchMethod)
		case len(r.RequestURI) > maxAddress:
			refuseAs(w, http.StatusRequestURITooLong, tooLongAddress)
		case !isPlain(r):
			Refuse(w, oddAddress)
		case hostOf(r.Host) != ours && !isProbe(r.URL.Path) && (!onLoopback || !isLoopback(r.Host)):
			refuseAs(w, http.StatusMisdirectedRequest, otherHost)
		default:
			next.ServeHTTP(w, r)
		}
	}), nil
}

// isProbe: whoever watches over us names us by our address.
func isProbe(path string) bool { return strings.HasPrefix(path, "/healthz/") }

func usualMethod(method string) bool { return knownMethod(method) != "OTHER" }

// isPlain wants a path (not a whole URL, as for a proxy) in its one spelling.
func isPlain(r *http.Request) bool {
	if !strings.HasPrefix(r.RequestURI, "/") || r.URL.Host != "" || r.URL.Scheme != "" || r.URL.User != nil {
		return false
	}
	written, path := strings.ToLower(r.URL.EscapedPath()), r.URL.Path
	for _, hidden := range []string{"%2f", "%5c", "%2e", "%25", "%3b"} {
		if strings.Contains(written, hidden) {
			return false
		}
	}
	if !utf8.ValidString(path) || strings.Contains(path, "//") || strings.ContainsFunc(path, func(c rune) bool {
		return c < ' ' || c == 0x7f || c == '\\' || c == ';'
	}) {
		return false
	}
	for part := range strings.SplitSeq(path, "/") {
		if part == "." || part == ".." {
			return false
		}
	}
	return true
}

// hostOf is a host in its one spelling: small letters, no final dot, no usual port.
func hostOf(host string) string {
	host = strings.ToLower(host)
	for _, port := range []string{":443", ":80"} {
		host = strings.TrimSuffix(host, port)
	}
	return strings.TrimSuffix(host, ".")
}

func isLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return strings.EqualFold(host, "localhost") || err == nil && addr.IsLoopback()
}
