package rpc

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"buf.build/go/protovalidate"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
)

// rule is an access rule in our own words. The zero rule allows nobody.
type rule struct {
	roles    []authn.Role
	services []string
	scope    string // what a machine needs beside its role
	personal bool   // it is about a person: whoever asks and gets nothing is written down too
	urgent   bool   // emergency access reaches as far as here
}

var (
	notYourRole = fault.Denied("NOT_YOUR_ROLE", fault.Text{
		NL: "Dit hoort niet bij jouw rol. Vraag het iemand die dit wel kan doen.",
		EN: "This does not belong to your role. Ask somebody whose task it is."})
	notGranted = fault.Denied("NOT_GRANTED", fault.Text{
		NL: "Deze koppeling mag dit niet. Een beheerder kan haar meer rechten geven.",
		EN: "This connection may not do this. An administrator can grant it more."})
	notThisService = fault.Denied("NOT_THIS_SERVICE", fault.Text{
		NL: "Dit onderdeel van Optrek mag dit niet vragen.",
		EN: "This part of Optrek may not ask this."})
)

// check looks at the role; the relation is enforced where the data is (see access.proto).
func (r rule) check(c authn.Caller) error {
	if c.Service != "" {
		if slices.Contains(r.services, c.Service) {
			return nil
		}
		return notThisService
	}
	if !slices.ContainsFunc(r.roles, c.Has) {
		return notYourRole
	}
	if c.Has(authn.RoleMachine) && !c.MayUse(r.scope) {
		return notGranted
	}
	return nil
}

// RuleOf reads the access rule beside a method; the error says what is wrong with it.
func RuleOf(m protoreflect.MethodDescriptor) (*accessv1.Rule, error) {
	r, _ := proto.GetExtension(m.Options(), accessv1.E_Rule).(*accessv1.Rule)
	switch {
	case r == nil:
		return nil, fmt.Errorf("%s has no access rule", m.FullName())
	case len(r.GetRoles()) == 0 && len(r.GetServices()) == 0:
		return nil, fmt.Errorf("%s: its access rule allows nobody", m.FullName())
	case r.GetRelation() == accessv1.Relation_RELATION_UNSPECIFIED:
		return nil, fmt.Errorf("%s: its access rule names no relation", m.FullName())
	case slices.Contains(r.GetRoles(), accessv1.Role_ROLE_MACHINE) != (r.GetScope() != ""):
		return nil, fmt.Errorf("%s: its access rule needs a scope for machines, and only for them", m.FullName())
	case r.GetInEmergency() && (r.GetRelation() != accessv1.Relation_RELATION_REACH || !slices.Contains(r.GetRoles(), accessv1.Role_ROLE_SUPPORT_WORKER)):
		return nil, fmt.Errorf("%s: emergency access is a support worker's, to a client", m.FullName())
	}
	return r, nil
}

// RoleOf gives the role as it stands in a token.
func RoleOf(r accessv1.Role) (authn.Role, error) {
	role := authn.Role(strings.ToLower(strings.TrimPrefix(r.String(), "ROLE_")))
	if !slices.Contains(authn.Roles(), role) {
		return "", fmt.Errorf("unknown role %s", r)
	}
	return role, nil
}

// learn reads, once, the rule of every registered method and warms up validation
// of what it takes: the first time costs milliseconds for each type.
func (d *door) learn(services map[string]grpc.ServiceInfo) error {
	d.rules, d.shades = map[string]rule{}, map[string]*shade{}
	known := shades{}
	var (
		inputs []protoreflect.MessageDescriptor
		wrong  []error
	)
	for name := range services {
		found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(name))
		service, ok := found.(protoreflect.ServiceDescriptor)
		if err != nil || !ok {
			wrong = append(wrong, fmt.Errorf("%s has no descriptor", name))
			continue
		}
		methods := service.Methods()
		for i := range methods.Len() {
			m := methods.Get(i)
			inputs = append(inputs, m.Input())
			wrong = append(wrong, d.learnMethod(m, known))
		}
	}
	if err := errors.Join(wrong...); err != nil {
		return fmt.Errorf("rpc: %w", err)
	}
	known.lighten()
	validator, err := protovalidate.New(protovalidate.WithMessageDescriptors(inputs...))
	if err != nil {
		return fmt.Errorf("rpc: %w", err)
	}
	d.validator = validator
	return nil
}

func (d *door) learnMethod(m protoreflect.MethodDescriptor, known shades) error {
	r, err := RuleOf(m)
	if err != nil {
		return err
	}
	own := rule{
		services: r.GetServices(), scope: r.GetScope(), urgent: r.GetInEmergency(),
		personal: r.GetRelation() != accessv1.Relation_RELATION_ORGANISATION,
	}
	for _, wanted := range r.GetRoles() {
		role, err := RoleOf(wanted)
		if err != nil {
			return fmt.Errorf("%s: %w", m.FullName(), err)
		}
		own.roles = append(own.roles, role)
	}
	hidden, err := known.of(m.Output())
	if err != nil {
		return err
	}
	name := fmt.Sprintf("/%s/%s", m.Parent().FullName(), m.Name())
	d.rules[name], d.shades[name] = own, hidden
	return nil
}
