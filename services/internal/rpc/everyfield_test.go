package rpc_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"buf.build/go/protovalidate"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"
	"google.golang.org/protobuf/types/known/emptypb"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	_ "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/rpc"
)

// Every method of every service, with a BSN in each text field in turn: refused by
// that field, and no method heard of it, so that nothing can have been kept.
func TestABSNInAnyFieldOfAnyMethodReachesNothing(t *testing.T) {
	t.Parallel()
	methods := everyMethod(t)
	heard := &atomic.Int64{}
	h := open(t, service{}, func(o *rpc.Options) {
		o.Register = func(r grpc.ServiceRegistrar) { pretend(r, methods, heard) }
	})
	fields := 0
	for _, m := range methods {
		ctx, conn := h.callerOf(m)
		for path, req := range planted(m.Input(), "Zijn nummer is 111.222.333") {
			fields++
			err := conn.Invoke(ctx, fmt.Sprintf("/%s/%s", m.Parent().FullName(), m.Name()), req, &emptypb.Empty{})
			p := rpc.ProblemOf(err)
			if p.Code != codes.InvalidArgument || p.Reason != "BSN" || len(p.Fields) != 1 || p.Fields[0].Path != path {
				t.Errorf("%s %s: %+v", m.FullName(), path, p)
			}
			if strings.Contains(fmt.Sprintf("%+v %v", p, err), "111.222") {
				t.Errorf("%s %s: the answer says the number again", m.FullName(), path)
			}
		}
	}
	if heard.Load() != 0 {
		t.Errorf("%d calls reached a method", heard.Load())
	}
	if strings.Contains(h.log.String(), "111.222") || !strings.Contains(h.log.String(), `"reason":"BSN"`) {
		t.Error("the log holds the number, or does not say why calls were refused")
	}
	if len(methods) < 100 || fields < 150 {
		t.Errorf("only %d fields of %d methods tried", fields, len(methods))
	}
	t.Logf("%d text fields of %d methods", fields, len(methods))
}

// Without a BSN the same fields are not refused for one: the test above proves something.
func TestOtherTextInAnyFieldIsNoBSN(t *testing.T) {
	t.Parallel()
	methods := everyMethod(t)
	h := open(t, service{}, func(o *rpc.Options) {
		o.Register = func(r grpc.ServiceRegistrar) { pretend(r, methods, &atomic.Int64{}) }
	})
	for _, m := range methods {
		ctx, conn := h.callerOf(m)
		for path, req := range planted(m.Input(), "bel 06-12345678") {
			err := conn.Invoke(ctx, fmt.Sprintf("/%s/%s", m.Parent().FullName(), m.Name()), req, &emptypb.Empty{})
			if p := rpc.ProblemOf(err); p.Reason == "BSN" {
				t.Errorf("%s %s: %+v", m.FullName(), path, p)
			}
		}
	}
}

// everyMethod gives all methods with one answer that Optrek has.
func everyMethod(t *testing.T) []protoreflect.MethodDescriptor {
	t.Helper()
	var all []protoreflect.MethodDescriptor
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(file.Package()), "optrek.") || file.Package() == "optrek.rpctest" {
			return true
		}
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				if !methods.Get(j).IsStreamingServer() {
					all = append(all, methods.Get(j))
				}
			}
		}
		return true
	})
	return all
}

// pretend registers the methods under their own names; heard counts what reaches them.
func pretend(r grpc.ServiceRegistrar, methods []protoreflect.MethodDescriptor, heard *atomic.Int64) {
	services := map[protoreflect.FullName]*grpc.ServiceDesc{}
	for _, m := range methods {
		name := m.Parent().FullName()
		if services[name] == nil {
			services[name] = &grpc.ServiceDesc{ServiceName: string(name), HandlerType: (*any)(nil)}
		}
		full, input, output := fmt.Sprintf("/%s/%s", name, m.Name()), m.Input(), m.Output()
		services[name].Methods = append(services[name].Methods, grpc.MethodDesc{MethodName: string(m.Name()),
			Handler: func(srv any, ctx context.Context, decode func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
				in := dynamicpb.NewMessage(input)
				if err := decode(in); err != nil {
					return nil, err
				}
				info := &grpc.UnaryServerInfo{Server: srv, FullMethod: full}
				return interceptor(ctx, in, info, func(context.Context, any) (any, error) {
					heard.Add(1)
					return dynamicpb.NewMessage(output), nil
				})
			}})
	}
	for _, s := range services {
		r.RegisterService(s, nil)
	}
}

// callerOf gives somebody who may call the method.
func (h *house) callerOf(m protoreflect.MethodDescriptor) (context.Context, *grpc.ClientConn) {
	h.t.Helper()
	rule, err := rpc.RuleOf(m)
	must(h.t, err)
	if len(rule.GetRoles()) == 0 {
		return context.Background(), h.dialAs(rule.GetServices()[0])
	}
	role, err := rpc.RoleOf(rule.GetRoles()[0])
	must(h.t, err)
	return h.with(authn.Caller{Tenant: tenant, Person: person, Roles: []authn.Role{role}, Scopes: scopesOf(role, rule)}), h.dial(rpc.DialOptions{})
}

// scopesOf is what a machine needs, and nobody else has.
func scopesOf(role authn.Role, rule *accessv1.Rule) []string {
	if role != authn.RoleMachine {
		return nil
	}
	return []string{rule.GetScope()}
}

// planted gives, for each text field anywhere in the message, one with that text in it
// and nothing else. Left out is only what Optrek makes itself.
func planted(m protoreflect.MessageDescriptor, text string) map[string]proto.Message {
	found := map[string]proto.Message{}
	plant(m, nil, func(path []protoreflect.FieldDescriptor) {
		top := dynamicpb.NewMessage(m)
		found[put(top, path, text)] = top
	})
	return found
}

func plant(m protoreflect.MessageDescriptor, above []protoreflect.FieldDescriptor, found func([]protoreflect.FieldDescriptor)) {
	for i := range m.Fields().Len() {
		field := m.Fields().Get(i)
		path := append(slices.Clone(above), field)
		value := field
		if field.IsMap() {
			value = field.MapValue()
		}
		switch {
		case value.Kind() == protoreflect.StringKind && !machineMade(field):
			found(path)
		case value.Message() != nil && !slices.ContainsFunc(above, func(f protoreflect.FieldDescriptor) bool { return f.Message() == value.Message() }):
			plant(value.Message(), path, found)
		}
	}
}

func machineMade(field protoreflect.FieldDescriptor) bool {
	rules, err := protovalidate.ResolveFieldRules(field)
	uuid := err == nil && (rules.GetString().GetUuid() || rules.GetRepeated().GetItems().GetString().GetUuid())
	return uuid || field.Name() == "etag" || field.Name() == "page_token"
}

// put sets the text at the end of the path, and gives the path as a refusal names it.
func put(m protoreflect.Message, path []protoreflect.FieldDescriptor, text string) string {
	field, rest := path[0], path[1:]
	name := string(field.Name())
	fill := func(inner protoreflect.Value) string {
		if len(rest) == 0 {
			return ""
		}
		return "." + put(inner.Message(), rest, text)
	}
	value := func(empty protoreflect.Value) protoreflect.Value {
		if len(rest) == 0 {
			return protoreflect.ValueOfString(text)
		}
		return empty
	}
	switch {
	case field.IsMap():
		v := value(m.NewField(field).Map().NewValue())
		below := fill(v)
		m.Mutable(field).Map().Set(protoreflect.ValueOfString("a").MapKey(), v)
		return name + below
	case field.IsList():
		v := value(m.NewField(field).List().NewElement())
		below := fill(v)
		m.Mutable(field).List().Append(v)
		return name + "[0]" + below
	default:
		v := value(m.NewField(field))
		below := fill(v)
		m.Set(field, v)
		return name + below
	}
}
