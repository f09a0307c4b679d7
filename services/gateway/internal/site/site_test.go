package site_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/optrek/optrek/services/gateway/internal/site"
)

var script = strings.Repeat("console.log('hallo');\n", 100)

func app(t *testing.T) *site.Site {
	t.Helper()
	s, err := site.New(fstest.MapFS{
		".gitkeep":             {},
		"index.html":           {Data: []byte("<title>staff</title>")},
		"mijn/index.html":      {Data: []byte("<title>client</title>")},
		"favicon.svg":          {Data: []byte("<svg/>")},
		"assets/index-abc1.js": {Data: []byte(script)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func get(s *site.Site, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestPaths(t *testing.T) {
	t.Parallel()
	s := app(t)
	for _, tt := range []struct {
		path   string
		status int
		holds  string
		cache  string
	}{
		{"/", 200, "staff", "no-cache"},
		{"/mensen/1/kaart", 200, "staff", "no-cache"},
		{"/index.html", 200, "staff", "no-cache"},
		{"/mijn", 200, "client", "no-cache"},
		{"/mijn/", 200, "client", "no-cache"},
		{"/mijn/mensen", 200, "client", "no-cache"},
		{"/mijnheer", 200, "staff", "no-cache"},
		{"/favicon.svg", 200, "<svg/>", "no-cache"},
		{"/assets/index-abc1.js", 200, "hallo", "immutable"},
		{"/assets/index-old0.js", 404, "", ""},
		{"/robots.txt", 404, "", ""},
		{"/.gitkeep", 404, "", ""},
	} {
		w := get(s, tt.path)
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.holds) || !strings.Contains(w.Header().Get("Cache-Control"), tt.cache) {
			t.Errorf("%s: %d %q, cache %q", tt.path, w.Code, w.Body, w.Header().Get("Cache-Control"))
		}
	}
}

func TestGzip(t *testing.T) {
	t.Parallel()
	s := app(t)
	w := get(s, "/assets/index-abc1.js", "Accept-Encoding", "br, gzip")
	if w.Header().Get("Content-Encoding") != "gzip" || w.Header().Get("Vary") != "Accept-Encoding" {
		t.Fatalf("headers %v", w.Header())
	}
	zip, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := io.ReadAll(zip); err != nil || string(plain) != script {
		t.Errorf("unzipped %d bytes, %v", len(plain), err)
	}
	if w := get(s, "/assets/index-abc1.js", "Accept-Encoding", "gzip;q=0"); w.Header().Get("Content-Encoding") != "" {
		t.Error("zipped for somebody who refuses it")
	}
}

func TestETag(t *testing.T) {
	t.Parallel()
	s := app(t)
	etag := get(s, "/").Header().Get("ETag")
	if w := get(s, "/", "If-None-Match", etag); etag == "" || w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("etag %q answered %d", etag, w.Code)
	}
}

func TestUnbuilt(t *testing.T) {
	t.Parallel()
	s, err := site.New(fstest.MapFS{".gitkeep": {}})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/mijn"} {
		if w := get(s, path); s.Built() || w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "make web") {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
}
