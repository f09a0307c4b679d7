package server

import (
	"reflect"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// fill sets every field of the message to a value that is not its zero value; of an
// enum the given one, or the last there is.
func fill(m protoreflect.Message, choice int) {
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		var v protoreflect.Value
		switch field.Kind() {
		case protoreflect.StringKind:
			v = protoreflect.ValueOfString(string(field.Name()))
		case protoreflect.Int32Kind:
			v = protoreflect.ValueOfInt32(7)
		case protoreflect.EnumKind:
			values := field.Enum().Values()
			v = protoreflect.ValueOfEnum(values.Get(min(choice, values.Len()-1)).Number())
		default:
			continue
		}
		if field.IsList() {
			m.Mutable(field).List().Append(v)
		} else {
			m.Set(field, v)
		}
	}
}

func TestEveryFieldOfAClientGoesToTheDomainAndBack(t *testing.T) {
	t.Parallel()
	for choice := range 8 {
		in := &pb.Client{Profile: &pb.Profile{}, Situation: &pb.Situation{}}
		for _, m := range []protoreflect.Message{in.ProtoReflect(), in.GetProfile().ProtoReflect(), in.GetSituation().ProtoReflect()} {
			fill(m, choice)
		}
		c := clientOf(in)
		c.Version = 3
		out := clientMessage(c)
		in.Etag = "3"
		if !reflect.DeepEqual(clientOf(out), clientOf(in)) || out.String() != in.String() {
			t.Errorf("went in as %v and came back as %v", in, out)
		}
	}
}

func TestEveryPurposeAndChannelGoesToTheDomainAndBack(t *testing.T) {
	t.Parallel()
	for n, name := range pb.Consent_Purpose_name {
		c := domain.Consent{Purpose: domain.Purpose(wire.Word[string](pb.Consent_Purpose(n))), Channel: "self"}
		if got := consentMessage(c, nil).GetPurpose(); got != pb.Consent_Purpose(n) {
			t.Errorf("%s came back as %s", name, got)
		}
	}
	for n, name := range pb.Consent_Channel_name {
		c := domain.Consent{Channel: wire.Word[string](pb.Consent_Channel(n))}
		if got := consentMessage(c, nil).GetChannel(); got != pb.Consent_Channel(n) {
			t.Errorf("%s came back as %s", name, got)
		}
	}
	// Every purpose of the contract has a text to agree to, and the other way round.
	if len(domain.Purposes()) != len(pb.Consent_Purpose_name)-1 {
		t.Errorf("%d purposes in the domain, %d in the contract", len(domain.Purposes()), len(pb.Consent_Purpose_name)-1)
	}
}
