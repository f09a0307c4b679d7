package rpc

import (
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	"github.com/optrek/optrek/services/internal/authn"
)

// shade is what has to be left out of one kind of message: its own fields that are
// for some roles only, and the fields in which such a message may stand.
type shade struct {
	fields []shadedField
	inside []shadedInside
}

type shadedField struct {
	field protoreflect.FieldDescriptor
	roles []authn.Role
}

type shadedInside struct {
	field protoreflect.FieldDescriptor
	shade *shade
}

// VisibleTo reads who finds a field in an answer; nil for everybody who gets the answer.
func VisibleTo(f protoreflect.FieldDescriptor) ([]authn.Role, error) {
	v, _ := proto.GetExtension(f.Options(), accessv1.E_Visible).(*accessv1.Visible)
	if v == nil {
		return nil, nil
	}
	if len(v.GetRoles()) == 0 {
		return nil, fmt.Errorf("%s is visible to nobody: take the field out", f.FullName())
	}
	roles := make([]authn.Role, 0, len(v.GetRoles()))
	for _, wanted := range v.GetRoles() {
		role, err := RoleOf(wanted)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.FullName(), err)
		}
		roles = append(roles, role)
	}
	return roles, nil
}

// shades holds one for each kind of message that was looked at; a message that holds
// itself is found again here.
type shades map[protoreflect.FullName]*shade

// of looks through a message and everything that may stand in it.
func (all shades) of(m protoreflect.MessageDescriptor) (*shade, error) {
	if known, ok := all[m.FullName()]; ok {
		return known, nil
	}
	s := &shade{}
	all[m.FullName()] = s
	for i := range m.Fields().Len() {
		f := m.Fields().Get(i)
		roles, err := VisibleTo(f)
		if err != nil {
			return nil, err
		}
		if roles != nil {
			s.fields = append(s.fields, shadedField{f, roles})
		}
		held := f.Message()
		if f.IsMap() {
			held = f.MapValue().Message()
		}
		if held == nil {
			continue
		}
		inside, err := all.of(held)
		if err != nil {
			return nil, err
		}
		s.inside = append(s.inside, shadedInside{f, inside})
	}
	return s, nil
}

// lighten takes out what nothing is hidden in, so that most answers are not walked at
// all. It goes on until nothing changes, for messages may hold each other.
func (all shades) lighten() {
	for changed := true; changed; {
		changed = false
		for _, s := range all {
			kept := slices.DeleteFunc(slices.Clone(s.inside), func(in shadedInside) bool { return !in.shade.leadsSomewhere(nil) })
			if len(kept) != len(s.inside) {
				s.inside, changed = kept, true
			}
		}
	}
}

// leadsSomewhere says whether a shaded field can be reached from here.
func (s *shade) leadsSomewhere(seen []*shade) bool {
	if len(s.fields) > 0 {
		return true
	}
	if slices.Contains(seen, s) {
		return false
	}
	seen = append(seen, s)
	return slices.ContainsFunc(s.inside, func(in shadedInside) bool { return in.shade.leadsSomewhere(seen) })
}

// empty says that nothing is hidden in such a message from anybody.
func (s *shade) empty() bool { return s == nil || len(s.fields) == 0 && len(s.inside) == 0 }

// hides says whether the message holds anything this caller may not see.
func (s *shade) hides(c authn.Caller, m protoreflect.Message) bool {
	for _, f := range s.fields {
		if m.Has(f.field) && !slices.ContainsFunc(f.roles, c.Has) {
			return true
		}
	}
	for _, in := range s.inside {
		found := false
		eachMessage(m, in.field, func(held protoreflect.Message) { found = found || in.shade.hides(c, held) })
		if found {
			return true
		}
	}
	return false
}

// clear takes it out.
func (s *shade) clear(c authn.Caller, m protoreflect.Message) {
	for _, f := range s.fields {
		if !slices.ContainsFunc(f.roles, c.Has) {
			m.Clear(f.field)
		}
	}
	for _, in := range s.inside {
		eachMessage(m, in.field, func(held protoreflect.Message) { in.shade.clear(c, held) })
	}
}

// eachMessage calls do for every message that stands in a field.
func eachMessage(m protoreflect.Message, f protoreflect.FieldDescriptor, do func(protoreflect.Message)) {
	switch {
	case !m.Has(f):
	case f.IsList():
		for i, list := 0, m.Get(f).List(); i < list.Len(); i++ {
			do(list.Get(i).Message())
		}
	case f.IsMap():
		m.Get(f).Map().Range(func(_ protoreflect.MapKey, v protoreflect.Value) bool {
			do(v.Message())
			return true
		})
	default:
		do(m.Get(f).Message())
	}
}

// shaded gives an answer as this caller may see it: without the fields that are for
// other roles, as if they did not exist. What a method gave is never changed, for it
// may hold on to it; most answers hold nothing to hide and go out as they are.
func (d *door) shaded(method string, c authn.Caller, answer any) any {
	s := d.shades[method]
	message, ok := answer.(proto.Message)
	if s.empty() || !ok || !s.hides(c, message.ProtoReflect()) {
		return answer
	}
	own := proto.Clone(message)
	s.clear(c, own.ProtoReflect())
	return own
}

// SendMsg sends each answer of a stream as this caller may see it.
func (s *validated) SendMsg(m any) error {
	caller, _ := authn.From(s.ctx)
	return s.ServerStream.SendMsg(s.door.shaded(s.method, caller, m))
}
