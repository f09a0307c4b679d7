package rpc_test

import (
	"context"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"

	"github.com/optrek/optrek/services/internal/rpc"
)

// names is a name server that says of every name that it is where we say.
type names struct {
	mu    sync.Mutex
	where [][4]byte
}

func (n *names) move(to ...[4]byte) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.where = to
}

// serve answers until the socket is closed.
func (n *names) serve(socket net.PacketConn) {
	buffer := make([]byte, 1500)
	for {
		size, from, err := socket.ReadFrom(buffer)
		if err != nil {
			return
		}
		var asked dnsmessage.Message
		if asked.Unpack(buffer[:size]) != nil || len(asked.Questions) != 1 {
			continue
		}
		asked.Response, asked.RecursionAvailable, asked.Additionals = true, true, nil
		if question := asked.Questions[0]; question.Type == dnsmessage.TypeA {
			n.mu.Lock()
			for _, at := range n.where {
				asked.Answers = append(asked.Answers, dnsmessage.Resource{
					Header: dnsmessage.ResourceHeader{Name: question.Name, Type: question.Type, Class: question.Class, TTL: 1},
					Body:   &dnsmessage.AResource{A: at},
				})
			}
			n.mu.Unlock()
		}
		if answer, err := asked.Pack(); err == nil {
			_, _ = socket.WriteTo(answer, from) // who asked asks again
		}
	}
}

// instance is a service at an address of this machine.
func instance(t *testing.T, address string) *grpc.Server {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer()
	healthpb.RegisterHealthServer(server, health.NewServer())
	go func() { _ = server.Serve(listener) }() // ends when it is stopped
	t.Cleanup(server.Stop)
	return server
}

// A roll-out replaces the only instance by another one at another address, twice within seconds.
// called is a connection by name to a first instance, with who says where that name is.
func called(t *testing.T) (conn *grpc.ClientConn, book *names, first *grpc.Server, port string) {
	t.Helper()
	socket, err := (&net.ListenConfig{}).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = socket.Close() })
	book = &names{where: [][4]byte{{127, 0, 0, 1}}}
	go book.serve(socket)
	probe, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ = net.SplitHostPort(probe.Addr().String())
	if err := probe.Close(); err != nil {
		t.Fatal(err)
	}
	first = instance(t, "127.0.0.1:"+port)
	conn, err = rpc.Dial(strings.Join([]string{"dns:/", socket.LocalAddr().String(), "recruitment.test:" + port}, "/"), rpc.DialOptions{Timeout: 10 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	call(t, conn, "first")
	return conn, book, first, port
}

func call(t *testing.T, conn *grpc.ClientConn, which string) {
	t.Helper()
	if _, err := healthpb.NewHealthClient(conn).Check(t.Context(), &healthpb.HealthCheckRequest{}); err != nil {
		t.Fatalf("the %s instance: %v", which, err)
	}
}

func TestWhoCallsFindsTheNewInstanceWithinSeconds(t *testing.T) {
	t.Parallel()
	conn, book, now, port := called(t)
	for n, which := range []string{"second", "third"} {
		address := [4]byte{127, 0, 0, byte(n + 2)}
		next := instance(t, net.IP(address[:]).String()+":"+port)
		book.move(address)
		now.Stop()
		call(t, conn, which)
		now = next
	}
}

// One more instance is called while the first is still there: whoever comes for a crowd takes part, and when the
// first goes nobody has to look for another.
func TestWhoCallsKnowsOneMoreInstanceWhileNothingIsWrong(t *testing.T) {
	t.Parallel()
	conn, book, _, port := called(t)
	address := [4]byte{127, 0, 0, 9}
	arrived := make(chan struct{})
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", net.IP(address[:]).String()+":"+port)
	if err != nil {
		t.Fatal(err)
	}
	second := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handle grpc.UnaryHandler) (any, error) {
		select {
		case arrived <- struct{}{}:
		default:
		}
		return handle(ctx, req)
	}))
	healthpb.RegisterHealthServer(second, health.NewServer())
	go func() { _ = second.Serve(listener) }() // ends when it is stopped
	t.Cleanup(second.Stop)
	book.move([4]byte{127, 0, 0, 1}, address)
	go func() {
		for t.Context().Err() == nil {
			_, _ = healthpb.NewHealthClient(conn).Check(t.Context(), &healthpb.HealthCheckRequest{})
		}
	}()
	select {
	case <-arrived:
	case <-time.After(time.Minute):
		t.Fatal("a second instance is there and nobody calls it")
	}
}
