package rpc

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/optrek/optrek/services/internal/fault"
)

// readable refuses text with a zero character, which no database keeps, and times
// that are none. The field is named.
func readable(m protoreflect.Message, at string) (err error) {
	m.Range(func(field protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		path := at + string(field.Name())
		switch {
		case field.IsList():
			for i := range v.List().Len() {
				if err = readableValue(field, v.List().Get(i), fmt.Sprintf("%s[%d]", path, i)); err != nil {
					return false
				}
			}
		case !field.IsMap():
			err = readableValue(field, v, path)
		}
		return err == nil
	})
	return err
}

func readableValue(field protoreflect.FieldDescriptor, v protoreflect.Value, path string) error {
	switch field.Kind() {
	case protoreflect.StringKind:
		if strings.ContainsRune(v.String(), 0) {
			return unreadable(path)
		}
	case protoreflect.MessageKind:
		if t, ok := v.Message().Interface().(interface{ CheckValid() error }); ok && t.CheckValid() != nil {
			return unreadable(path)
		}
		return readable(v.Message(), path+".")
	default: // nothing to read
	}
	return nil
}

func unreadable(path string) error {
	t := fault.Text{NL: "Dit kan Optrek niet lezen. Vul het opnieuw in.", EN: "Optrek cannot read this. Fill it in again."}
	return fault.Invalid("UNREADABLE", t, fault.Field{Path: path, Text: t})
}
