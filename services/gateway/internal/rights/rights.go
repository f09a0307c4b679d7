// Package rights tells who may do what: the access rule beside every RPC of the
// contract, read from the very descriptors that the services enforce, so that the
// page cannot say something else than what holds.
package rights

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "github.com/optrek/optrek/proto/gen/optrek/feed/v1" // what the services tell each other has a rule too
	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/rpc"
)

// Path is where the rules are read.
const Path = "/api/v1/access-rules"

// Rule is what holds for one RPC.
type Rule struct {
	Service  string       `json:"service"`            // e.g. "RecruitmentService"
	Method   string       `json:"method"`             // e.g. "ListClients"
	Roles    []authn.Role `json:"roles"`              // none: only parts of Optrek itself
	Relation string       `json:"relation"`           // "organisation", "reach" or "self"
	Services []string     `json:"services"`           // parts of Optrek that may ask it in their own name
	Scope    string       `json:"scope,omitempty"`    // what a connected system has to be granted
	Changes  bool         `json:"changes"`            // not only a look
	Internal bool         `json:"internal,omitempty"` // no browser can ask it

	InEmergency bool `json:"inEmergency,omitempty"` // emergency access reaches as far as here
}

var notYours = fault.Denied("NOT_YOUR_ROLE", fault.Text{
	NL: "Deze bladzijde is voor medewerkers. Vraag je begeleider wie wat mag.",
	EN: "This page is for staff. Ask your support worker who may do what."})

// All reads the rules of every RPC, by service and in the order of the contract. The
// error names every RPC without a proper one.
func All() ([]Rule, error) {
	var (
		all   []Rule
		wrong []error
	)
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(file.Package()), "optrek.") {
			return true
		}
		for i := range file.Services().Len() {
			found, err := ofService(file.Services().Get(i))
			all, wrong = append(all, found...), append(wrong, err)
		}
		return true
	})
	slices.SortStableFunc(all, func(a, b Rule) int { return strings.Compare(a.Service, b.Service) })
	return all, errors.Join(wrong...)
}

func ofService(service protoreflect.ServiceDescriptor) ([]Rule, error) {
	var (
		all   []Rule
		wrong []error
	)
	for i := range service.Methods().Len() {
		method := service.Methods().Get(i)
		rule, err := rpc.RuleOf(method)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		r := Rule{
			Service: string(service.Name()), Method: string(method.Name()), Roles: []authn.Role{}, Services: append([]string{}, rule.GetServices()...),
			Relation: strings.ToLower(strings.TrimPrefix(rule.GetRelation().String(), "RELATION_")), Scope: rule.GetScope(),
			Changes: method.Input().Fields().ByName("request_id") != nil, InEmergency: rule.GetInEmergency(),
		}
		http, _ := proto.GetExtension(method.Options(), annotations.E_Http).(*annotations.HttpRule)
		r.Internal = http == nil
		for _, wanted := range rule.GetRoles() {
			role, err := rpc.RoleOf(wanted)
			wrong = append(wrong, err)
			r.Roles = append(r.Roles, role)
		}
		all = append(all, r)
	}
	return all, errors.Join(wrong...)
}

// Handler answers staff who are signed in with all rules. It fails when an RPC has none.
func Handler(who func(*http.Request) (authn.Caller, error)) (http.Handler, error) {
	all, err := All()
	if err != nil {
		return nil, fmt.Errorf("rights: %w", err)
	}
	text, err := json.Marshal(map[string][]Rule{"rules": all})
	if err != nil {
		return nil, fmt.Errorf("rights: %w", err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		caller, err := who(r)
		switch {
		case errors.Is(err, edge.ErrNobody):
			edge.Refuse(w, authn.NotSignedIn())
		case err != nil:
			edge.Refuse(w, err)
		case caller.IsClient():
			edge.Refuse(w, notYours)
		default:
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write(text) // a browser that went away needs no answer
		}
	}), nil
}
