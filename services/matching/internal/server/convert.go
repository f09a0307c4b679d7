package server

import (
	"fmt"
	"strings"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// enum is what the generated enums have.
type enum interface {
	~int32
	protoreflect.Enum
}

// word is the domain's word for an enum value: STATE_UNDER_WAY is "under_way", and
// what is unspecified or not known here is empty.
func word[W ~string, E enum](e E) W {
	value := e.Descriptor().Values().ByNumber(e.Number())
	if value == nil || e.Number() == 0 {
		return ""
	}
	return W(strings.ToLower(strings.TrimPrefix(string(value.Name()), prefix(e))))
}

// value is the enum value for the domain's word; unspecified for an empty one.
func value[E enum, W ~string](w W) E {
	var none E
	v := none.Descriptor().Values().ByName(protoreflect.Name(prefix(none) + strings.ToUpper(string(w))))
	if v == nil {
		return none
	}
	return E(v.Number())
}

// prefix is what all values of an enum begin with: "STATE_".
func prefix[E enum](e E) string {
	return strings.TrimSuffix(string(e.Descriptor().Values().ByNumber(0).Name()), "UNSPECIFIED")
}

// words gives the domain's words for several values; what is not known here is left out.
func words[E enum](values []E) []string {
	out := make([]string, 0, len(values))
	for _, v := range values {
		if w := word[string](v); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// texts makes plain strings of a slice of ids.
func texts[T ~string](ids []T) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

// stamp is the wire form of a time; nil for the zero time.
func stamp(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}

// instant reads a time; the zero time when there is none.
func instant(path string, t *timestamppb.Timestamp) (time.Time, error) {
	if t == nil {
		return time.Time{}, nil
	}
	if t.CheckValid() != nil {
		return time.Time{}, unreadable(path)
	}
	return t.AsTime().Truncate(time.Microsecond), nil
}

func unreadable(path string) error {
	t := fault.Text{NL: "Dit kan Optrek niet lezen.", EN: "Optrek cannot read this."}
	return fault.Invalid("UNREADABLE", t, fault.Field{Path: path, Text: t})
}

// readable refuses text with a zero character, which the database cannot keep.
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
		return readable(v.Message(), path+".")
	default: // nothing to read
	}
	return nil
}

func sentences(all []domain.Sentence) []*pb.Sentence {
	out := make([]*pb.Sentence, len(all))
	for i, s := range all {
		out[i] = sentence(s)
	}
	return out
}

func sentence(s domain.Sentence) *pb.Sentence { return &pb.Sentence{Code: s.Code, Nl: s.NL, En: s.EN} }
