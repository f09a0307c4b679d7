package server

import (
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/optrek/optrek/services/internal/fault"
)

// stamp is the wire form of a time; nil for the zero time.
func stamp(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}

// id is an id as the database spells it: the contract lets capitals through.
func id[T ~string](s string) T { return T(strings.ToLower(s)) }

// texts makes plain strings of a slice of ids.
func texts[T ~string](ids []T) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

// enum is an enum of the contract.
type enum interface {
	~int32
	protoreflect.Enum
}

// prefix is what all values of an enum begin with: "STATE_".
func prefix(d protoreflect.EnumDescriptor) string {
	return strings.TrimSuffix(string(d.Values().ByNumber(0).Name()), "UNSPECIFIED")
}

// word is the domain's word for a value of the contract: "under_way" for
// STATE_UNDER_WAY, "" for STATE_UNSPECIFIED.
func word[T ~string, E enum](e E) T {
	d := e.Descriptor()
	v := d.Values().ByNumber(e.Number())
	if v == nil || v.Number() == 0 {
		return ""
	}
	return T(strings.ToLower(strings.TrimPrefix(string(v.Name()), prefix(d))))
}

// value is the contract's value for a word of the domain; unspecified for "".
func value[E enum, T ~string](w T) E {
	var none E
	d := none.Descriptor()
	if v := d.Values().ByName(protoreflect.Name(prefix(d) + strings.ToUpper(string(w)))); v != nil {
		return E(v.Number())
	}
	return none
}

// outputOnly may stand in a mask and is not written: a client that sends back what
// it got, with the gateway making the mask from the body, is not wrong. State, agenda
// and agreements have calls of their own.
var outputOnly = []string{"id", "etag", "state", "agenda", "agreements"}

// masked says which of the writable paths an update is to write. An empty mask means
// what the message holds, "*" everything. An unknown path is refused.
func masked(mask *fieldmaskpb.FieldMask, m proto.Message, writable ...string) (func(string) bool, error) {
	chosen := make(map[string]bool, len(writable))
	if len(mask.GetPaths()) == 0 {
		for _, path := range writable {
			chosen[path] = populated(m, path)
		}
		return func(p string) bool { return chosen[p] }, nil
	}
	for _, path := range mask.GetPaths() {
		switch {
		case path == "*":
			for _, w := range writable {
				chosen[w] = true
			}
		case slices.Contains(writable, path):
			chosen[path] = true
		case !slices.Contains(outputOnly, path):
			return nil, fault.Invalid("UNKNOWN_FIELD", fault.Text{
				NL: "Dit veld kan hier niet worden gewijzigd.",
				EN: "This field cannot be changed here.",
			}, fault.Field{Path: "update_mask", Text: fault.Text{NL: "Onbekend of vast veld.", EN: "Unknown or fixed field."}})
		}
	}
	return func(p string) bool { return chosen[p] }, nil
}

// populated says whether the field is set in the message.
func populated(m proto.Message, name string) bool {
	r := m.ProtoReflect()
	field := r.Descriptor().Fields().ByName(protoreflect.Name(name))
	return field != nil && r.Has(field)
}

// set writes a field that is to be written.
func set[T any](write bool, to *T, from T) {
	if write {
		*to = from
	}
}

// typed makes ids of plain strings.
func typed[T ~string](values []string) []T {
	out := make([]T, len(values))
	for i, v := range values {
		out[i] = id[T](v)
	}
	return out
}

// timeOf is the time of a timestamp; the zero time for none.
func timeOf(t *timestamppb.Timestamp) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.AsTime()
}
