package config

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
)

// maxSocketPath is what fits into a socket address on every system we run on (macOS is the tightest).
const maxSocketPath = 103

// ListenAddr is where the service listens: what is configured, and otherwise a
// socket that the other processes with the same DataDir find.
func (c Config) ListenAddr(name string) string {
	if addr := c.Service(name).Addr; addr != "" {
		return addr
	}
	return "unix://" + filepath.Join(c.SocketDir(), name+".sock")
}

// DialTarget is where the others find the service.
func (c Config) DialTarget(name string) string {
	s := c.Service(name)
	switch {
	case s.Target != "":
		return s.Target
	case strings.HasPrefix(s.Addr, "unix://"), s.Addr == "":
		return c.ListenAddr(name)
	default:
		return "passthrough:///" + s.Addr
	}
}

// SocketDir is DataDir/run; when that is too long for a socket, a directory of
// our own among the temporary files, named after DataDir so that everybody agrees.
func (c Config) SocketDir() string {
	data, err := filepath.Abs(c.DataDir)
	if err != nil {
		data = c.DataDir
	}
	dir := filepath.Join(data, "run")
	if len(dir)+len("/recruitment.sock") <= maxSocketPath {
		return dir
	}
	sum := sha256.Sum256([]byte(data))
	return filepath.Join(os.TempDir(), "optrek-"+hex.EncodeToString(sum[:6]))
}
