// Package wire turns what the contract speaks into what a domain speaks, and back:
// ids, enums, times and update masks, the same way in every service.
package wire

import (
	"strings"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// Stamp is the wire form of a time; nil for the zero time.
func Stamp(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}

// Time is the time of a timestamp, in UTC and as fine as the database keeps it
// (microseconds), so that what was saved reads back equal; the zero time for none.
func Time(t *timestamppb.Timestamp) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.AsTime().Truncate(time.Microsecond)
}

// ID is an id as the database spells it: the contract lets capitals through.
func ID[T ~string](s string) T { return T(strings.ToLower(s)) }

// IDs are the typed ids of plain strings; empty, not nil, for none.
func IDs[T ~string](values []string) []T {
	out := make([]T, len(values))
	for i, v := range values {
		out[i] = ID[T](v)
	}
	return out
}

// Texts makes plain strings of a slice of ids; empty, not nil, for none.
func Texts[T ~string](ids []T) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

// Enum is an enum of the contract.
type Enum interface {
	~int32
	protoreflect.Enum
}

// prefix is what all values of an enum begin with: "STATE_".
func prefix(d protoreflect.EnumDescriptor) string {
	return strings.TrimSuffix(string(d.Values().ByNumber(0).Name()), "UNSPECIFIED")
}

// Word is the domain's word for a value of the contract: "under_way" for
// STATE_UNDER_WAY, "" for what is unspecified or not known here.
func Word[T ~string, E Enum](e E) T {
	d := e.Descriptor()
	v := d.Values().ByNumber(e.Number())
	if v == nil || v.Number() == 0 {
		return ""
	}
	return T(strings.ToLower(strings.TrimPrefix(string(v.Name()), prefix(d))))
}

// Words are the domain's words for several values; what is not known here is left out.
func Words[E Enum](values []E) []string {
	out := make([]string, 0, len(values))
	for _, v := range values {
		if w := Word[string](v); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// Value is the contract's value for a word of the domain; unspecified for "".
func Value[E Enum, T ~string](w T) E {
	var none E
	d := none.Descriptor()
	if v := d.Values().ByName(protoreflect.Name(prefix(d) + strings.ToUpper(string(w)))); v != nil {
		return E(v.Number())
	}
	return none
}

// Values are the values of several of the domain's words; nil for none.
func Values[E Enum, T ~string](words []T) []E {
	var out []E
	for _, w := range words {
		out = append(out, Value[E](w))
	}
	return out
}
