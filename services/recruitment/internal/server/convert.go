package server

import (
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

// texts makes plain strings of a slice of ids.
func texts[T ~string](ids []T) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

// typed makes ids of plain strings.
func typed[T ~string](values []string) []T {
	out := make([]T, len(values))
	for i, v := range values {
		out[i] = T(v)
	}
	return out
}

// outputOnly may stand in a mask and is not written: a client that sends back what
// it got, with the gateway making the mask from the body, is not wrong.
var outputOnly = map[string]bool{"id": true, "etag": true, "create_time": true, "update_time": true}

// masked says which of the writable paths an update is to write. A path of the mask
// stands for itself and all beneath it; an empty mask means what the message holds,
// "*" everything. An unknown path is refused.
func masked(mask *fieldmaskpb.FieldMask, m proto.Message, writable ...string) (func(string) bool, error) {
	chosen := make(map[string]bool, len(writable))
	if len(mask.GetPaths()) == 0 {
		for _, path := range writable {
			chosen[path] = populated(m.ProtoReflect(), path)
		}
		return func(p string) bool { return chosen[p] }, nil
	}
	for _, path := range mask.GetPaths() {
		found := outputOnly[path]
		for _, w := range writable {
			if path == "*" || w == path || strings.HasPrefix(w, path+".") {
				chosen[w], found = true, true
			}
		}
		if !found {
			return nil, fault.Invalid("UNKNOWN_FIELD", fault.Text{
				NL: "Dit veld kan niet worden gewijzigd.",
				EN: "This field cannot be changed.",
			}, fault.Field{Path: "update_mask", Text: fault.Text{NL: "Onbekend of vast veld.", EN: "Unknown or fixed field."}})
		}
	}
	return func(p string) bool { return chosen[p] }, nil
}

// populated says whether the field at the dotted path is set in the message.
func populated(m protoreflect.Message, path string) bool {
	name, rest, deeper := strings.Cut(path, ".")
	field := m.Descriptor().Fields().ByName(protoreflect.Name(name))
	if field == nil || !m.Has(field) {
		return false
	}
	return !deeper || populated(m.Get(field).Message(), rest)
}
