package process

import (
	"bufio"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/mtls"
)

// browsers is a process that serves "hello" over HTTPS, the directory of its certificate and who made it.
func browsers(t *testing.T) (address, dir string, authority *mtls.Authority) {
	t.Helper()
	authority, err := mtls.NewAuthority(time.Now())
	must(t, err)
	dir = t.TempDir()
	must(t, authority.Issue(dir, mtls.Service("localhost", time.Now())))
	p := prepare(t)
	hello := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Proto) })
	address = p.HTTPS("127.0.0.1:0", dir, hello).String()
	r := start(t, p)
	t.Cleanup(func() { r.stop(); must(t, r.end()) })
	return address, dir, authority
}

func handshake(address string, change func(*tls.Config)) (tls.ConnectionState, error) {
	c := &tls.Config{InsecureSkipVerify: true, NextProtos: []string{"h2", "http/1.1"}}
	change(c)
	conn, err := (&tls.Dialer{Config: c}).Dial("tcp", address)
	if err != nil {
		return tls.ConnectionState{}, err
	}
	defer conn.Close()
	return conn.(*tls.Conn).ConnectionState(), nil
}

func TestBrowsersComeInOverTLS13(t *testing.T) {
	t.Parallel()
	address, dir, authority := browsers(t)
	for version, ok := range map[uint16]bool{tls.VersionTLS10: false, tls.VersionTLS11: false, tls.VersionTLS12: false, tls.VersionTLS13: true} {
		state, err := handshake(address, func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, version })
		if (err == nil) != ok || ok && state.NegotiatedProtocol != "h2" {
			t.Errorf("%s: %v, %q", tls.VersionName(version), err, state.NegotiatedProtocol)
		}
	}
	before, err := handshake(address, func(*tls.Config) {})
	must(t, err)
	must(t, authority.Issue(dir, mtls.Service("localhost", time.Now())))
	after, err := handshake(address, func(*tls.Config) {})
	must(t, err)
	if before.PeerCertificates[0].SerialNumber.Cmp(after.PeerCertificates[0].SerialNumber) == 0 {
		t.Error("a renewed certificate waits for a restart")
	}
	res, err := http.Get("http://" + address)
	if err == nil {
		defer res.Body.Close()
		if res.StatusCode != http.StatusBadRequest {
			t.Errorf("over plain HTTP: %d", res.StatusCode)
		}
	}
	p := prepare(t)
	p.HTTPS("127.0.0.1:0", filepath.Join(dir, "none"), http.NotFoundHandler())
	if err := p.Run(t.Context()); err == nil {
		t.Error("it starts without a certificate")
	}
}

// 200 connections that send a byte now and then: others are served at once, and the slow
// ones are all put out within the time for headers, not when they please.
func TestSlowConnectionsAreHeldOff(t *testing.T) {
	t.Parallel()
	p := prepare(t, func(c *config.Config) { c.MetricsAddr = "" })
	address := p.HTTP("127.0.0.1:0", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "hello") })).String()
	r := start(t, p)
	secured, _, _ := browsers(t)
	const slow = 200
	for what, text := range map[string]string{"headers": "GET / HTTP/1.1\r\nHost: optrek\r\nX-Long: ", "a TLS handshake": "\x16\x03\x01\x02\x00\x01\x00"} {
		to := address
		if what != "headers" {
			to = secured
		}
		var (
			all     sync.WaitGroup
			put     atomic.Int64
			began   = time.Now()
			longest atomic.Int64
		)
		for range slow {
			conn, err := net.Dial("tcp", to)
			must(t, err)
			all.Go(func() {
				defer conn.Close()
				drip(conn, text)
				put.Add(1)
				took := int64(time.Since(began))
				for seen := longest.Load(); took > seen && !longest.CompareAndSwap(seen, took); seen = longest.Load() {
				}
			})
		}
		var worst time.Duration
		for range 50 {
			asked := time.Now()
			res, err := http.Get("http://" + address)
			must(t, err)
			_, _ = io.Copy(io.Discard, res.Body)
			must(t, res.Body.Close())
			worst = max(worst, time.Since(asked))
		}
		all.Wait()
		t.Logf("%s: %d slow connections; the slowest of 50 others took %v; the last slow one was out after %v",
			what, slow, worst.Round(time.Millisecond), time.Duration(longest.Load()).Round(time.Millisecond))
		if put.Load() != slow || worst > 2*time.Second || time.Duration(longest.Load()) > 15*time.Second {
			t.Errorf("%s: %d of %d put out, others waited %v", what, put.Load(), slow, worst)
		}
	}
	r.stop()
	must(t, r.end())
}

// drip sends text and what could follow it a byte at a time until the other end has had enough.
func drip(conn net.Conn, text string) {
	gone := make(chan struct{})
	go func() {
		_, _ = bufio.NewReader(conn).ReadByte()
		close(gone)
	}()
	every := time.NewTicker(100 * time.Millisecond)
	defer every.Stop()
	for i := 0; ; i++ {
		letter := byte('a')
		if i < len(text) {
			letter = text[i]
		}
		if _, err := conn.Write([]byte{letter}); err != nil {
			return
		}
		select {
		case <-gone:
			return
		case <-every.C:
		}
	}
}
