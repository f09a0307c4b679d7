// Package site serves the built web app from memory: two pages, one for each
// face, and their assets.
//
//	/assets/*        named by a hash of their content: cached for ever
//	/mijn, /mijn/…   the client's page
//	any other path   a file if there is one, else the staff's page, which routes itself
package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// file is one file of the app, ready to send.
type file struct {
	plain       []byte
	zipped      []byte // nil when zipping gains nothing
	contentType string
	etag        string
	immutable   bool
}

// Site is the web app. It does not change while the process runs.
type Site struct {
	files  map[string]*file // by URL path, "/assets/x.js"
	staff  *file
	client *file
}

// The client's page, in the order in which the places are looked at.
var clientPages = []string{"/mijn/index.html", "/mijn.html"}

// New reads the whole app: a few hundred kilobytes. Without an index.html there
// is no app yet, and a page says how to build it.
func New(dist fs.FS) (*Site, error) {
	s := &Site{files: map[string]*file{}}
	err := fs.WalkDir(dist, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		content, err := fs.ReadFile(dist, name)
		if err != nil {
			return err
		}
		s.files["/"+name], err = newFile("/"+name, content)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("web app: %w", err)
	}
	s.staff = s.files["/index.html"]
	for _, name := range clientPages {
		if s.client == nil {
			s.client = s.files[name]
		}
	}
	if s.staff == nil {
		if s.staff, err = newFile("/index.html", []byte(unbuilt)); err != nil {
			return nil, err
		}
	}
	if s.client == nil {
		s.client = s.staff
	}
	return s, nil
}

// Add serves one more file, made by the program itself, e.g. at "/docs/api/openapi.json".
func (s *Site) Add(path string, content []byte) (err error) {
	s.files[path], err = newFile(path, content)
	return err
}

// Built tells whether there is an app to serve.
func (s *Site) Built() bool { return s.files["/index.html"] != nil }

func newFile(name string, content []byte) (*file, error) {
	sum := sha256.Sum256(content)
	f := &file{
		plain:       content,
		contentType: mime.TypeByExtension(path.Ext(name)),
		etag:        base64.RawURLEncoding.EncodeToString(sum[:12]),
		immutable:   strings.HasPrefix(name, "/assets/"),
	}
	if path.Ext(name) == ".webmanifest" { // not in every system's list of types
		f.contentType = "application/manifest+json"
	}
	if f.contentType == "" {
		f.contentType = "application/octet-stream"
	}
	var zipped bytes.Buffer
	zip, err := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	_, err = zip.Write(content)
	if err := errors.Join(err, zip.Close()); err != nil {
		return nil, err
	}
	if zipped.Len() < len(content)*9/10 {
		f.zipped = zipped.Bytes()
	}
	return f, nil
}

// ServeHTTP answers GET and HEAD.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		return
	}
	f, known := s.files[r.URL.Path]
	switch {
	case known && !strings.HasSuffix(r.URL.Path, ".html"):
	case isUnder(r.URL.Path, "/mijn"):
		f = s.client
	// A missing asset is missing: the page in its place would be run as a script.
	case strings.HasPrefix(r.URL.Path, "/assets/") || path.Ext(r.URL.Path) != "" && !known:
		http.NotFound(w, r)
		return
	default:
		f = s.staff
	}
	f.serve(w, r)
}

func isUnder(p, dir string) bool { return p == dir || strings.HasPrefix(p, dir+"/") }

func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.contentType)
	h.Set("Vary", "Accept-Encoding")
	if f.immutable {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache") // ask each time; the etag makes the answer small
	}
	content, etag := f.plain, `"`+f.etag+`"`
	if f.zipped != nil && acceptsGzip(r) {
		content, etag = f.zipped, `"`+f.etag+`-gzip"`
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", etag)
	if strings.Contains(r.Header.Get("If-None-Match"), etag) {
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", fmt.Sprint(len(content)))
	if r.Method == http.MethodHead {
		return
	}
	// The browser may have left; then there is nobody to tell.
	_, _ = w.Write(content)
}

func acceptsGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if name == "gzip" && strings.TrimSpace(weight) != "q=0" {
			return true
		}
	}
	return false
}

const unbuilt = `<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Optrek</title></head>
<body>
<h1>Optrek draait, zonder schermen</h1>
<p>De web-app is nog niet gebouwd. Voer <code>make web</code> uit en start Optrek opnieuw.</p>
<p lang="en">Optrek is running without its screens: the web app has not been built. Run <code>make web</code> and start Optrek again.</p>
</body>
</html>
`
