// Package web holds the built web app inside the binary. `make web` fills dist;
// without it only an empty folder is embedded, and the gateway says what to do.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Dist gives the files of the built app, index.html in the root.
func Dist() (fs.FS, error) { return fs.Sub(dist, "dist") }
