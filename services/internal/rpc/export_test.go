package rpc

import (
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/optrek/optrek/services/internal/authn"
)

// Shaded is what a door that knows these methods makes of an answer.
func Shaded(methods []protoreflect.MethodDescriptor) (func(protoreflect.MethodDescriptor, authn.Caller, proto.Message) any, error) {
	d := &door{rules: map[string]rule{}, shades: map[string]*shade{}}
	known := shades{}
	for _, m := range methods {
		if err := d.learnMethod(m, known); err != nil {
			return nil, err
		}
	}
	known.lighten()
	return func(m protoreflect.MethodDescriptor, c authn.Caller, answer proto.Message) any {
		return d.shaded("/"+string(m.Parent().FullName())+"/"+string(m.Name()), c, answer)
	}, nil
}

// About is what a refusal is about, for the tests.
var About = about
