package wire

import (
	"slices"
	"strings"
	"unicode"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	"github.com/optrek/optrek/services/internal/fault"
)

// outputOnly may stand in any mask and is not written: a client that sends back what
// it got, with the gateway making the mask from the body, is not wrong.
var outputOnly = []string{"id", "etag", "create_time", "update_time"}

// Fixed are further paths that may stand in a mask and are not written, because they
// change by calls of their own.
type Fixed []string

// Masked says which of the writable paths an update is to write. A path of the mask
// stands for itself and all beneath it; an empty mask means what the message holds,
// "*" everything. An unknown path is refused.
func (f Fixed) Masked(mask *fieldmaskpb.FieldMask, m proto.Message, writable ...string) (func(path string) bool, error) {
	chosen := make(map[string]bool, len(writable))
	if len(mask.GetPaths()) == 0 {
		for _, path := range writable {
			chosen[path] = populated(m.ProtoReflect(), path)
		}
		return func(path string) bool { return chosen[path] }, nil
	}
	for _, path := range mask.GetPaths() {
		path = snake(path)
		found := slices.Contains(outputOnly, path) || slices.Contains(f, path)
		for _, w := range writable {
			if path == "*" || w == path || strings.HasPrefix(w, path+".") {
				chosen[w], found = true, true
			}
		}
		if !found {
			return nil, fault.Invalid("UNKNOWN_FIELD", fault.Text{
				NL: "Dit veld kan hier niet worden gewijzigd.",
				EN: "This field cannot be changed here.",
			}, fault.Field{Path: "update_mask", Text: fault.Text{NL: "Onbekend of vast veld.", EN: "Unknown or fixed field."}})
		}
	}
	return func(path string) bool { return chosen[path] }, nil
}

// snake gives a path as the contract names it: in JSON a field is called "placeId", and
// so may its path be; the gateway passes on what stands in the address.
func snake(path string) string {
	var b strings.Builder
	for _, r := range path {
		if unicode.IsUpper(r) {
			b.WriteByte('_')
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
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
