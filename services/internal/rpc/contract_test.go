package rpc_test

import (
	"context"
	"fmt"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
)

// contract is a small service of the tests' own, so that they do not change with the product's.
const contract = `
name: "optrek/rpctest.proto" package: "optrek.rpctest" syntax: "proto3"
dependency: "buf/validate/validate.proto" dependency: "optrek/access/v1/access.proto"
message_type { name: "Say"
  field { name: "id" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "id"
    options { [buf.validate.field] { string { uuid: true } ignore: IGNORE_IF_ZERO_VALUE } } }
  field { name: "text" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "text"
    options { [buf.validate.field] { string { min_len: 1 max_len: 5 } } } }
  field { name: "count" number: 3 type: TYPE_INT32 label: LABEL_OPTIONAL json_name: "count"
    options { [buf.validate.field] { int32 { gte: 0 lte: 20 } } } }
  field { name: "words" number: 4 type: TYPE_STRING label: LABEL_REPEATED json_name: "words"
    options { [buf.validate.field] { repeated { max_items: 2 unique: true items { string { max_len: 3 } } } } } }
  field { name: "own" number: 5 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "own"
    options { [buf.validate.field] { cel { id: "own.rule" message: "Zeg geen nee. | Do not say no." expression: "this != 'nee'" } } } }
  field { name: "odd" number: 6 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "odd"
    options { [buf.validate.field] { string { ip: true } ignore: IGNORE_IF_ZERO_VALUE } } }
  field { name: "secret" number: 7 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "secret"
    options { [optrek.access.v1.visible] { roles: ROLE_COORDINATOR } } }
  field { name: "inner" number: 8 type: TYPE_MESSAGE type_name: ".optrek.rpctest.Told" label: LABEL_OPTIONAL json_name: "inner" }
  field { name: "more" number: 9 type: TYPE_MESSAGE type_name: ".optrek.rpctest.Told" label: LABEL_REPEATED json_name: "more" }
  field { name: "named" number: 10 type: TYPE_MESSAGE type_name: ".optrek.rpctest.Say.NamedEntry" label: LABEL_REPEATED json_name: "named" }
  nested_type { name: "NamedEntry" options { map_entry: true }
    field { name: "key" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "key" }
    field { name: "value" number: 2 type: TYPE_MESSAGE type_name: ".optrek.rpctest.Told" label: LABEL_OPTIONAL json_name: "value" } }
}
message_type { name: "Told"
  field { name: "text" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "text" }
  field { name: "secret" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "secret"
    options { [optrek.access.v1.visible] { roles: ROLE_COORDINATOR roles: ROLE_ORGANISATION_ADMIN } } }
  field { name: "inner" number: 3 type: TYPE_MESSAGE type_name: ".optrek.rpctest.Told" label: LABEL_OPTIONAL json_name: "inner" }
}
message_type { name: "Dark" field { name: "nobody" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "nobody"
    options { [optrek.access.v1.visible] {} } } }
message_type { name: "Odd" field { name: "odd" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "odd"
    options { [optrek.access.v1.visible] { roles: ROLE_UNSPECIFIED } } } }
service { name: "DarkService"
  method { name: "Dark" input_type: ".optrek.rpctest.Dark" output_type: ".optrek.rpctest.Dark"
    options { [optrek.access.v1.rule] { roles: ROLE_COORDINATOR relation: RELATION_SELF } } }
  method { name: "Odd" input_type: ".optrek.rpctest.Odd" output_type: ".optrek.rpctest.Odd"
    options { [optrek.access.v1.rule] { roles: ROLE_COORDINATOR relation: RELATION_SELF } } }
}
service { name: "TestService"
  method { name: "Say" input_type: ".optrek.rpctest.Say" output_type: ".optrek.rpctest.Say"
    options { [optrek.access.v1.rule] { roles: ROLE_SUPPORT_WORKER roles: ROLE_COORDINATOR relation: RELATION_REACH services: "matching" } } }
  method { name: "Listen" input_type: ".optrek.rpctest.Say" output_type: ".optrek.rpctest.Say" server_streaming: true
    options { [optrek.access.v1.rule] { relation: RELATION_ORGANISATION services: "matching" } } }
}
service { name: "BareService"
  method { name: "NoRule" input_type: ".optrek.rpctest.Say" output_type: ".optrek.rpctest.Say" }
  method { name: "NoRelation" input_type: ".optrek.rpctest.Say" output_type: ".optrek.rpctest.Say"
    options { [optrek.access.v1.rule] { roles: ROLE_CLIENT } } }
  method { name: "Nobody" input_type: ".optrek.rpctest.Say" output_type: ".optrek.rpctest.Say"
    options { [optrek.access.v1.rule] { relation: RELATION_SELF } } }
  method { name: "UnknownRole" input_type: ".optrek.rpctest.Say" output_type: ".optrek.rpctest.Say"
    options { [optrek.access.v1.rule] { roles: ROLE_UNSPECIFIED relation: RELATION_SELF } } }
}`

var say = register()

func register() protoreflect.MessageDescriptor {
	text := &descriptorpb.FileDescriptorProto{}
	if err := prototext.Unmarshal([]byte(contract), text); err != nil {
		panic(err)
	}
	file, err := protodesc.NewFile(text, protoregistry.GlobalFiles)
	if err != nil {
		panic(err)
	}
	if err := protoregistry.GlobalFiles.RegisterFile(file); err != nil {
		panic(err)
	}
	return file.Messages().ByName("Say")
}

// message makes a Say from its text form.
func message(t *testing.T, text string) *dynamicpb.Message {
	t.Helper()
	m := dynamicpb.NewMessage(say)
	if err := prototext.Unmarshal([]byte(text), m); err != nil {
		t.Fatal(err)
	}
	return m
}

// service is a TestService of which the test says what it does.
type service struct {
	say    func(context.Context) error
	listen func(grpc.ServerStream) error
}

func (s service) register(r grpc.ServiceRegistrar) {
	r.RegisterService(&grpc.ServiceDesc{
		ServiceName: "optrek.rpctest.TestService",
		HandlerType: (*any)(nil),
		Methods:     []grpc.MethodDesc{{MethodName: "Say", Handler: s.handleSay}},
		Streams: []grpc.StreamDesc{{StreamName: "Listen", ServerStreams: true, Handler: func(_ any, ss grpc.ServerStream) error {
			if err := ss.RecvMsg(dynamicpb.NewMessage(say)); err != nil {
				return err
			}
			return s.listen(ss)
		}}},
	}, s)
}

func (s service) handleSay(_ any, ctx context.Context, decode func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	in := dynamicpb.NewMessage(say)
	if err := decode(in); err != nil {
		return nil, err
	}
	info := &grpc.UnaryServerInfo{Server: s, FullMethod: "/optrek.rpctest.TestService/Say"}
	return interceptor(ctx, in, info, func(ctx context.Context, _ any) (any, error) {
		return in, s.say(ctx)
	})
}

// bare registers methods whose rules are wrong.
func bare(r grpc.ServiceRegistrar) {
	desc := &grpc.ServiceDesc{ServiceName: "optrek.rpctest.BareService", HandlerType: (*any)(nil)}
	for _, name := range bareMethods {
		desc.Methods = append(desc.Methods, grpc.MethodDesc{MethodName: name, Handler: func(any, context.Context, func(any) error, grpc.UnaryServerInterceptor) (any, error) {
			return nil, fmt.Errorf("never called")
		}})
	}
	r.RegisterService(desc, nil)
}

var bareMethods = []string{"NoRule", "NoRelation", "Nobody", "UnknownRole"}
