package process

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"

	"github.com/optrek/optrek/services/internal/mtls"
	"github.com/optrek/optrek/services/internal/rpc"
)

// server is one gRPC service on its own address.
type server struct {
	name     string
	register func(grpc.ServiceRegistrar)
	listener net.Listener
	health   *health.Server
	grpc     *grpc.Server
}

// newServer listens at once: an address in use is known before anything has started.
func (p *Process) newServer(name string, register func(grpc.ServiceRegistrar)) (*server, error) {
	l, err := listen(p.Config.ListenAddr(name))
	if err != nil {
		return nil, err
	}
	return &server{name: name, register: register, listener: l, health: health.NewServer()}, nil
}

// prepare builds the server; until the first checks have passed it says NOT_SERVING.
func (s *server) prepare(p *Process) (err error) {
	secure, err := p.serverTLS(s.name, s.listener.Addr().Network())
	if err != nil {
		return err
	}
	spans, err := p.Telemetry.For(s.name)
	if err != nil {
		return err
	}
	s.grpc, err = rpc.NewServer(rpc.Options{
		Service: s.name, Tracer: spans, Register: s.register, Verifier: p.Verifier, Log: p.Log.With("service", s.name),
		TLS: secure, Health: s.health, Neighbours: neighbours(s.name), Draining: p.state.draining,
		Refused: p.refusals(s.name),
	})
	if err == nil {
		s.say(false)
	}
	return err
}

// say tells whether the server is ready, for the whole and for each of its services.
func (s *server) say(ready bool) {
	status := healthpb.HealthCheckResponse_NOT_SERVING
	if ready {
		status = healthpb.HealthCheckResponse_SERVING
	}
	s.health.SetServingStatus("", status)
	for name := range s.grpc.GetServiceInfo() {
		s.health.SetServingStatus(name, status)
	}
}

func (s *server) serve() error {
	if err := s.grpc.Serve(s.listener); err != nil && !errors.Is(err, grpc.ErrServerStopped) {
		return fmt.Errorf("serve %s: %w", s.name, err)
	}
	return nil
}

// stop lets calls finish, until the time for draining is over.
func (s *server) stop(st *state) {
	done := make(chan struct{})
	go func() { s.grpc.GracefulStop(); close(done) }()
	select {
	case <-done:
	case <-st.deadline.Done():
		s.grpc.Stop()
		<-done
	}
}

// httpServer is one HTTP address.
type httpServer struct {
	server   *http.Server
	listener net.Listener
}

// HTTP serves h on addr and gives the address that it got (for a port 0). What is
// wrong with addr is returned by Run.
func (p *Process) HTTP(addr string, h http.Handler) net.Addr { return p.HTTPS(addr, "", h) }

// HTTPS is HTTP over TLS 1.3, with tls.crt and tls.key of a directory, which may be
// renewed while it serves; without a directory it is HTTP.
func (p *Process) HTTPS(addr, dir string, h http.Handler) net.Addr {
	secure, err := mtls.Browsers(dir)
	if err != nil {
		p.fail(fmt.Errorf("serve HTTP: %w", err))
		return &net.TCPAddr{}
	}
	l, err := listen(addr)
	if err != nil {
		p.fail(fmt.Errorf("serve HTTP: %w", err))
		return &net.TCPAddr{}
	}
	if dir != "" {
		p.fail(p.watchCertificate("browsers", func() (time.Time, error) { return mtls.Expires(dir) }))
	}
	p.https = append(p.https, &httpServer{listener: l, server: &http.Server{
		Handler: h, TLSConfig: secure,
		// Each wait has an end: a connection that sends one byte a minute holds nothing up.
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10,
		HTTP2:    &http.HTTP2Config{MaxConcurrentStreams: 100, PingTimeout: 10 * time.Second, SendPingTimeout: 30 * time.Second},
		ErrorLog: slog.NewLogLogger(p.Log.Handler(), slog.LevelDebug),
	}})
	return l.Addr()
}

func (h *httpServer) serve() error {
	serve := h.server.Serve
	if h.server.TLSConfig != nil {
		serve = func(l net.Listener) error { return h.server.ServeTLS(l, "", "") }
	}
	if err := serve(h.listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve HTTP: %w", err)
	}
	return nil
}

// stop lets requests finish, until the time for draining is over.
func (h *httpServer) stop(st *state) func(error) {
	return func(error) {
		if h.server.Shutdown(st.deadline) != nil {
			_ = h.server.Close()
		}
	}
}

// closeListeners lets go of addresses that never came to serving; for the others it does nothing.
func (p *parts) closeListeners() {
	for _, s := range p.servers {
		_ = s.listener.Close()
	}
	for _, h := range p.https {
		_ = h.listener.Close()
	}
}

// listenUnix listens on a socket in a directory of our own. A socket that a killed
// process left behind is removed; one that somebody answers on is not.
func listenUnix(path string) (net.Listener, error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	if err := ownDirectory(dir); err != nil {
		return nil, err
	}
	if conn, err := (&net.Dialer{Timeout: time.Second}).DialContext(context.Background(), "unix", path); err == nil {
		_ = conn.Close()
		return nil, fmt.Errorf("%s is in use by another process", path)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	return (&net.ListenConfig{}).Listen(context.Background(), "unix", path)
}

// ownDirectory refuses a directory that somebody else made for us, which can happen
// among the temporary files.
func ownDirectory(dir string) error {
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.IsDir() || int(stat.Uid) != os.Getuid() || info.Mode().Perm()&0o022 != 0 {
		return fmt.Errorf("%s is not a directory of our own", dir)
	}
	return nil
}
