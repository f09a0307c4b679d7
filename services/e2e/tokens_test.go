package e2e

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/rpc"
)

// target is one RPC of one running service.
type target struct {
	conn   *grpc.ClientConn
	at     string // the service that serves it
	method protoreflect.MethodDescriptor
}

// targets are all RPCs there are, from the descriptors: what every service has (its feed,
// its log) is there once for each.
func targets(t *testing.T) []target {
	t.Helper()
	conns := map[string]*grpc.ClientConn{}
	for _, name := range []string{"recruitment", "matching", "activity", "evaluation"} {
		conn, err := rpc.Dial(system.config.DialTarget(name), rpc.DialOptions{Timeout: time.Minute})
		must(t, err)
		t.Cleanup(func() { _ = conn.Close() })
		conns[name] = conn
	}
	var all []target
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		pack := strings.Split(string(file.Package()), ".")
		if pack[0] != "optrek" {
			return true
		}
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				for name, conn := range conns {
					if own := conns[pack[1]] != nil; own && name != pack[1] {
						continue
					}
					all = append(all, target{conn: conn, at: name, method: methods.Get(j)})
				}
			}
		}
		return true
	})
	return all
}

// ask sends an empty request with these authorization headers and gives the code.
func (c target) ask(ctx context.Context, headers []string, fill func(*dynamicpb.Message)) codes.Code {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for _, h := range headers {
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", h)
	}
	desc := &grpc.StreamDesc{ServerStreams: true, ClientStreams: c.method.IsStreamingClient()}
	stream, err := c.conn.NewStream(ctx, desc, fmt.Sprintf("/%s/%s", c.method.Parent().FullName(), c.method.Name()))
	if err != nil {
		return status.Code(err)
	}
	request := dynamicpb.NewMessage(c.method.Input())
	if fill != nil {
		fill(request)
	}
	if err := stream.SendMsg(request); err != nil {
		return status.Code(stream.RecvMsg(dynamicpb.NewMessage(c.method.Output())))
	}
	_ = stream.CloseSend()
	if header, err := stream.Header(); err == nil && header != nil && c.method.IsStreamingServer() && len(header["grpc-status"]) == 0 && header.Len() > 0 {
		return codes.OK // a feed that began to flow
	}
	return status.Code(stream.RecvMsg(dynamicpb.NewMessage(c.method.Output())))
}

// everywhere asks all RPCs at once and counts those that did not answer as they should.
func everywhere(t *testing.T, all []target, headers []string, fill func(*dynamicpb.Message), refused ...codes.Code) (accepted int) {
	t.Helper()
	var (
		work = make(chan target)
		mu   sync.Mutex
		busy sync.WaitGroup
	)
	for range 2 * runtime.GOMAXPROCS(0) {
		busy.Go(func() {
			for c := range work {
				code, no := c.ask(t.Context(), headers, fill), false
				for _, r := range refused {
					no = no || code == r
				}
				if !no {
					mu.Lock()
					accepted++
					if accepted <= 3 {
						t.Logf("%s at %s answered %s", c.method.FullName(), c.at, code)
					}
					mu.Unlock()
				}
			}
		})
	}
	for _, c := range all {
		work <- c
	}
	close(work)
	busy.Wait()
	return accepted
}

// No forged, borrowed or spoilt token opens any RPC of any service; the table says how
// many tried what. The good tokens beside it do open them: otherwise this proves nothing.
func TestNoForgedTokenOpensAnything(t *testing.T) {
	if os.Getenv("E2E_TARGET") != "" {
		return // its keys are not ours to forge with
	}
	all := targets(t)
	f := newForger(t)
	served := all[:0:0]
	for _, c := range all { // the shared contracts that a service does not have
		if code := c.ask(t.Context(), nil, nil); code != codes.Unimplemented {
			served = append(served, c)
		}
	}
	opened := 0
	for _, c := range served {
		if f.opens(t, c) {
			opened++
		} else {
			t.Errorf("no good token opens %s at %s", c.method.FullName(), c.at)
		}
	}
	forgeries := f.forgeries()
	if len(forgeries) < 40 || len(served) < 200 {
		t.Errorf("%d mutations of a token, %d RPCs", len(forgeries), len(served))
	}
	var table strings.Builder
	total := 0
	fmt.Fprintf(&table, "%-58s %5s %8s\n", "mutation", "RPCs", "accepted")
	for _, forged := range forgeries {
		accepted := everywhere(t, served, forged.headers, nil, codes.Unauthenticated)
		fmt.Fprintf(&table, "%-58s %5d %8d\n", forged.name, len(served), accepted)
		if total += accepted; accepted > 0 {
			t.Errorf("%s: accepted by %d RPCs", forged.name, accepted)
		}
	}
	byTenant, accepted := f.otherTenantInBody(t, served)
	total += accepted
	fmt.Fprintf(&table, "%-58s %5d %8d\n", "a person's own token, another organisation in the body", byTenant, accepted)
	t.Logf("%d mutations × %d RPCs: accepted %d (good tokens opened %d)\n%s", len(forgeries)+1, len(served), total, opened, &table)
	if accepted > 0 {
		t.Errorf("another organisation in the body: accepted by %d RPCs", accepted)
	}
}

// otherTenantInBody asks the RPCs that take an organisation's id as a person of another.
func (f *forger) otherTenantInBody(t *testing.T, served []target) (asked, accepted int) {
	t.Helper()
	var some []target
	for _, c := range served {
		if c.method.Input().Fields().ByName("tenant_id") != nil && !c.method.IsStreamingServer() {
			some = append(some, c)
		}
	}
	fill := func(m *dynamicpb.Message) {
		m.Set(m.Descriptor().Fields().ByName("tenant_id"), protoreflect.ValueOfString(otherTenant))
	}
	return len(some), everywhere(t, some, []string{"Bearer " + f.person("coordinator")}, fill, codes.PermissionDenied)
}

// opens says whether a good token of anybody comes past the door of this RPC.
func (f *forger) opens(t *testing.T, c target) bool {
	t.Helper()
	tokens := []string{f.machine(authn.RoleMachine)}
	for _, service := range []string{"recruitment", "matching", "activity", "evaluation", "gateway"} {
		tokens = append([]string{f.service(service)}, tokens...)
	}
	for _, role := range authn.Roles() {
		if role != authn.RoleMachine {
			tokens = append([]string{f.person(string(role))}, tokens...)
		}
	}
	for _, token := range tokens {
		switch c.ask(t.Context(), []string{"Bearer " + token}, nil) {
		case codes.Unauthenticated, codes.PermissionDenied:
		default:
			return true
		}
	}
	return false
}
