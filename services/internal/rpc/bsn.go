package rpc

import (
	"fmt"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/optrek/optrek/services/internal/bsn"
	"github.com/optrek/optrek/services/internal/fault"
)

// The sentences quote nothing: they stand in answers, and answers get copied.
var (
	nationalNumber = fault.Text{
		NL: "Hier staat een nummer dat een burgerservicenummer kan zijn. Dat mag Optrek niet hebben. Haal het weg en probeer het opnieuw.",
		EN: "There is a number here that may be a national number (BSN). Optrek may not have that. Take it out and try again.",
	}
	nationalNumberHere = fault.Text{
		NL: "Haal het nummer van negen cijfers weg. Is het een nummer van je eigen organisatie? Zet er dan een letter voor, zonder spatie.",
		EN: "Take out the number of nine digits. Is it a number of your own organisation? Then put a letter before it, without a space.",
	}
)

// withoutBSN refuses a message in which any text may hold a national number, before
// anything else looks at it: what is refused here was never validated, kept or
// logged. Files (bytes) are read by the import, which takes such numbers out.
func withoutBSN(m protoreflect.Message) error {
	path, found := whereBSN(m, "")
	if !found {
		return nil
	}
	return fault.Invalid("BSN", nationalNumber, fault.Field{Path: path, Text: nationalNumberHere})
}

// whereBSN gives the path of the first text that may hold one.
func whereBSN(m protoreflect.Message, at string) (path string, found bool) {
	m.Range(func(field protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		here := at + string(field.Name())
		switch {
		case field.IsList():
			for i := 0; i < v.List().Len() && !found; i++ {
				path, found = bsnIn(field, v.List().Get(i), fmt.Sprintf("%s[%d]", here, i))
			}
		case field.IsMap():
			path, found = bsnInMap(field, v.Map(), here)
		default:
			path, found = bsnIn(field, v, here)
		}
		return !found
	})
	return path, found
}

// bsnInMap looks at keys and values; the path does not name the key, which may be it.
func bsnInMap(field protoreflect.FieldDescriptor, m protoreflect.Map, here string) (path string, found bool) {
	m.Range(func(k protoreflect.MapKey, v protoreflect.Value) bool {
		if path, found = bsnIn(field.MapKey(), k.Value(), here); !found {
			path, found = bsnIn(field.MapValue(), v, here)
		}
		return !found
	})
	return path, found
}

func bsnIn(field protoreflect.FieldDescriptor, v protoreflect.Value, here string) (string, bool) {
	switch field.Kind() {
	case protoreflect.StringKind:
		return here, bsn.In(v.String()) && !ours(field)
	case protoreflect.MessageKind, protoreflect.GroupKind:
		return whereBSN(v.Message(), here+".")
	default:
		return "", false
	}
}

// ours says whether what stands in a field is made by Optrek and not by somebody:
// ids, which validation holds to be UUIDs, etags and page tokens.
func ours(field protoreflect.FieldDescriptor) bool {
	if name := field.Name(); name == "etag" || name == "page_token" {
		return true
	}
	rules, err := protovalidate.ResolveFieldRules(field)
	if err != nil {
		return false
	}
	return rules.GetString().GetUuid() || rules.GetRepeated().GetItems().GetString().GetUuid()
}
