package rpc_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/rpc"
)

// Every method of every service answers with everything that can stand in its answer.
// Each role finds each field that is for everybody or for them, at any depth, and no
// trace of the others: neither in the message nor in the JSON that a browser gets.
func TestAFieldForOthersIsAbsent(t *testing.T) {
	t.Parallel()
	methods := everyMethod(t)
	shaded, err := rpc.Shaded(methods)
	must(t, err)
	answers, hidden := 0, 0
	for _, m := range methods {
		given := full(m.Output(), 0)
		kept := proto.Clone(given)
		for _, role := range append(authn.Roles(), "") {
			caller := authn.Caller{Roles: []authn.Role{role}}
			if role == "" {
				caller = authn.Caller{Service: "matching"}
			}
			got, ok := shaded(m, caller, given).(proto.Message)
			want := proto.Clone(given)
			hidden += strip(t, want.ProtoReflect(), role)
			if !ok || !proto.Equal(want, got) || protojson.Format(got) != protojson.Format(want) {
				t.Errorf("%s as %q: answered\n%s\nwant\n%s", m.FullName(), role, protojson.Format(got), protojson.Format(want))
			}
			answers++
		}
		if !proto.Equal(given, kept) {
			t.Errorf("%s: what the method gave was changed, and it may still hold it", m.FullName())
		}
	}
	if hidden < 100 {
		t.Errorf("only %d fields were for others: the cases did not come from the contract", hidden)
	}
	t.Logf("%d answers of %d methods, %d fields left out", answers, len(methods), hidden)
}

// The same over the wire: one answer, and each answer of a stream; nested, in lists and in maps.
func TestAFieldForOthersIsAbsentOnTheWire(t *testing.T) {
	t.Parallel()
	const told = `text:"ja" secret:"x" inner{text:"ja" secret:"x" inner{secret:"x"}} more{secret:"x"} more{text:"ja"} named{key:"a" value{secret:"x" text:"ja"}}`
	const bare = `text:"ja" inner{text:"ja" inner{}} more{} more{text:"ja"} named{key:"a" value{text:"ja"}}`
	h := open(t, service{say: nothing, listen: func(ss grpc.ServerStream) error { return ss.SendMsg(message(t, told)) }})
	for role, want := range map[authn.Role]string{authn.RoleSupportWorker: bare, authn.RoleCoordinator: told} {
		answer := dynamicpb.NewMessage(say)
		must(t, h.dial(rpc.DialOptions{}).Invoke(h.as(role), "/optrek.rpctest.TestService/Say", message(t, told), answer))
		if !proto.Equal(answer, message(t, want)) {
			t.Errorf("as %s: %v", role, answer)
		}
	}
	ss, err := h.dialAs("matching").NewStream(context.Background(), &grpc.StreamDesc{ServerStreams: true}, "/optrek.rpctest.TestService/Listen")
	must(t, err)
	must(t, ss.SendMsg(message(t, `text:"ja"`)))
	must(t, ss.CloseSend())
	answer := dynamicpb.NewMessage(say)
	must(t, ss.RecvMsg(answer))
	if !proto.Equal(answer, message(t, bare)) {
		t.Errorf("a stream: %v", answer)
	}
}

// A field that nobody may see, or only a role that does not exist, does not start.
func TestAFieldForNobodyDoesNotStart(t *testing.T) {
	t.Parallel()
	_, err := rpc.NewServer(rpc.Options{Verifier: authn.NewVerifier(nil, time.Now), Register: func(r grpc.ServiceRegistrar) {
		r.RegisterService(&grpc.ServiceDesc{ServiceName: "optrek.rpctest.DarkService", HandlerType: (*any)(nil),
			Methods: []grpc.MethodDesc{{MethodName: "Dark"}, {MethodName: "Odd"}}}, nil)
	}})
	if err == nil || !strings.Contains(err.Error(), "optrek.rpctest.Dark.nobody") || !strings.Contains(err.Error(), "optrek.rpctest.Odd.odd") {
		t.Errorf("it starts, or does not name the fields: %v", err)
	}
}

// strip is what the contract says of an answer, written again in the simplest way:
// the test's own reading, not that of the door. It tells how much it took away.
func strip(t *testing.T, m protoreflect.Message, role authn.Role) (taken int) {
	t.Helper()
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		roles, err := rpc.VisibleTo(f)
		must(t, err)
		switch {
		case roles != nil && !slices.Contains(roles, role):
			m.Clear(f)
			taken++
		case f.IsMap() && f.MapValue().Message() != nil:
			v.Map().Range(func(_ protoreflect.MapKey, held protoreflect.Value) bool {
				taken += strip(t, held.Message(), role)
				return true
			})
		case f.IsList() && f.Message() != nil:
			for i := range v.List().Len() {
				taken += strip(t, v.List().Get(i).Message(), role)
			}
		case f.Message() != nil && !f.IsMap():
			taken += strip(t, v.Message(), role)
		}
		return true
	})
	return taken
}

// full fills every field of a message, lists with two; messages within each other down to a depth.
func full(of protoreflect.MessageDescriptor, depth int) proto.Message {
	m := dynamicpb.NewMessage(of)
	for i := range of.Fields().Len() {
		f := of.Fields().Get(i)
		if depth > 6 && f.Message() != nil || f.ContainingOneof() != nil && f.ContainingOneof().Fields().Get(0) != f && !f.HasOptionalKeyword() {
			continue
		}
		switch {
		case f.IsMap():
			m.Mutable(f).Map().Set(something(f.MapKey(), depth).MapKey(), something(f.MapValue(), depth))
		case f.IsList():
			m.Mutable(f).List().Append(something(f, depth))
			m.Mutable(f).List().Append(something(f, depth))
		default:
			m.Set(f, something(f, depth))
		}
	}
	return m
}

func something(f protoreflect.FieldDescriptor, depth int) protoreflect.Value {
	switch f.Kind() {
	case protoreflect.MessageKind, protoreflect.GroupKind:
		return protoreflect.ValueOfMessage(full(f.Message(), depth+1).ProtoReflect())
	case protoreflect.EnumKind:
		return protoreflect.ValueOfEnum(f.Enum().Values().Get(f.Enum().Values().Len() - 1).Number())
	case protoreflect.BoolKind:
		return protoreflect.ValueOfBool(true)
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(string(f.Name()))
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes([]byte(f.Name()))
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return protoreflect.ValueOfInt32(1)
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return protoreflect.ValueOfInt64(1)
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return protoreflect.ValueOfUint32(1)
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return protoreflect.ValueOfUint64(1)
	case protoreflect.FloatKind:
		return protoreflect.ValueOfFloat32(1)
	default:
		return protoreflect.ValueOfFloat64(1)
	}
}
