package e2e

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// services are the descriptors from which the cases come: a new RPC is a new case by itself.
func services() []protoreflect.ServiceDescriptor {
	var all []protoreflect.ServiceDescriptor
	for _, known := range []protoreflect.FileDescriptor{
		recruitmentv1.File_optrek_recruitment_v1_recruitment_proto, matchingv1.File_optrek_matching_v1_matching_proto,
		activityv1.File_optrek_activity_v1_activity_proto, evaluationv1.File_optrek_evaluation_v1_evaluation_proto,
	} {
		protoregistry.GlobalFiles.RangeFilesByPackage(known.Package(), func(file protoreflect.FileDescriptor) bool {
			for i := range file.Services().Len() {
				all = append(all, file.Services().Get(i))
			}
			return true
		})
	}
	return all
}

// Another organisation's ids answer NOT_FOUND on every RPC that takes an id, for
// every role that may call it. A list answers NOT_FOUND or nothing.
func TestAnotherOrganisationSeesNothing(t *testing.T) {
	t.Parallel()
	theirs := idsOf(t, signIn(t, "lsr", "nina"), signIn(t, "lsr", "koen"))
	callers := map[accessv1.Role]*apiclient.Client{
		accessv1.Role_ROLE_CLIENT:             signIn(t, "syndion", "jip"),
		accessv1.Role_ROLE_SUPPORT_WORKER:     signIn(t, "syndion", "eva"),
		accessv1.Role_ROLE_NETWORK_LEAD:       signIn(t, "syndion", "anouk"),
		accessv1.Role_ROLE_COORDINATOR:        signIn(t, "syndion", "lars"),
		accessv1.Role_ROLE_ORGANISATION_ADMIN: signIn(t, "syndion", "wil"),
	}
	calls, rpcs := 0, 0
	for _, service := range services() {
		for i := range service.Methods().Len() {
			method := service.Methods().Get(i)
			rule, _ := proto.GetExtension(method.Options(), accessv1.E_Rule).(*accessv1.Rule)
			if len(rule.GetRoles()) == 0 || !overREST(method) {
				continue // for services only
			}
			request, ids := theirs.fill(t, method)
			if len(ids) == 0 {
				continue // takes no id
			}
			if method.Name() == "ListLog" || method.Name() == "ExportLog" {
				continue // the organisation's own log: that somebody here tried an id of another organisation stands in it
			}
			if method.Name() == "SuggestForRegionalWish" {
				continue // a wish shown in the region is for the region to see: TestO06_AcrossOrganisations
			}
			rpcs++
			for _, role := range rule.GetRoles() {
				if role == accessv1.Role_ROLE_MACHINE {
					continue // has no cookie: the matrix asks in its name, TestASystemSignsInWithItsSecret over HTTP
				}
				calls++
				answer, err := call(t, callers[role], method, request)
				if wrong := betrays(answer, err); wrong != "" {
					t.Errorf("%s as %s with ids %v of another organisation: %s", method.Name(), role, ids, wrong)
				}
			}
		}
	}
	if rpcs < 60 {
		t.Errorf("only %d RPCs take an id: the cases did not come from the descriptors", rpcs)
	}
	t.Logf("%d RPCs, %d calls with ids of another organisation", rpcs, calls)
}

// The same ids do answer in their own organisation: otherwise the test above proves nothing.
func TestTheIdsOfTheIsolationTestAnswerAtHome(t *testing.T) {
	t.Parallel()
	lead := signIn(t, "lsr", "nina")
	coordinator, admin := signIn(t, "lsr", "koen"), signIn(t, "lsr", "olga")
	theirs := idsOf(t, lead, coordinator)
	tried := 0
	for _, service := range services() {
		for i := range service.Methods().Len() {
			method := service.Methods().Get(i)
			if !strings.HasPrefix(string(method.Name()), "Get") || method.Name() == "GetMe" {
				continue
			}
			request, ids := theirs.fill(t, method)
			if len(ids) == 0 || method.Name() == "GetOtherCard" {
				continue // is about no thing with an id, or shows only after four have said yes: TestO06_AcrossOrganisations
			}
			who := lead
			rule, _ := proto.GetExtension(method.Options(), accessv1.E_Rule).(*accessv1.Rule)
			switch may := func(role accessv1.Role) bool { return slices.Contains(rule.GetRoles(), role) }; {
			case may(accessv1.Role_ROLE_NETWORK_LEAD):
			case may(accessv1.Role_ROLE_COORDINATOR):
				who = coordinator
			default:
				who = admin
			}
			if _, err := call(t, who, method, request); err != nil {
				t.Errorf("%s at home: %v", method.Name(), err)
			}
			tried++
		}
	}
	if tried < 6 {
		t.Errorf("only %d Get RPCs were tried", tried)
	}
}

// betrays says what an answer gives away; "" when it gives nothing.
func betrays(answer protoreflect.Message, err error) string {
	var problem *apiclient.Problem
	switch {
	case errors.As(err, &problem) && problem.Status == http.StatusNotFound:
		return ""
	case err != nil:
		return err.Error()
	}
	var found []string
	answer.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		if f.IsList() && v.List().Len() == 0 {
			return true
		}
		found = append(found, string(f.Name()))
		return true
	})
	if len(found) == 0 && answer.Descriptor().FullName() != "google.protobuf.Empty" {
		return "" // an empty list
	}
	return fmt.Sprintf("it answered, with %v", found)
}

// overREST says whether a browser can make this call at all.
func overREST(method protoreflect.MethodDescriptor) bool {
	rule, ok := proto.GetExtension(method.Options(), annotations.E_Http).(*annotations.HttpRule)
	return ok && rule != nil
}

// call makes the REST request that the descriptor tells, as one person.
func call(t *testing.T, as *apiclient.Client, method protoreflect.MethodDescriptor, request *dynamicpb.Message) (protoreflect.Message, error) {
	t.Helper()
	rule, ok := proto.GetExtension(method.Options(), annotations.E_Http).(*annotations.HttpRule)
	if !ok || rule == nil {
		t.Fatalf("%s has no REST path", method.Name())
	}
	verb, template := verbAndPath(rule)
	path, used := expand(template, request)
	answer := dynamicpb.NewMessage(method.Output())
	var body proto.Message
	switch field := rule.GetBody(); field {
	case "":
		path += query(request, used)
	case "*":
		body = request
	default:
		body = request.Get(request.Descriptor().Fields().ByName(protoreflect.Name(field))).Message().Interface()
	}
	err := as.Call(t.Context(), verb, path, body, answer)
	return answer, err
}

func verbAndPath(rule *annotations.HttpRule) (verb, path string) {
	switch pattern := rule.GetPattern().(type) {
	case *annotations.HttpRule_Get:
		return http.MethodGet, pattern.Get
	case *annotations.HttpRule_Post:
		return http.MethodPost, pattern.Post
	case *annotations.HttpRule_Patch:
		return http.MethodPatch, pattern.Patch
	case *annotations.HttpRule_Delete:
		return http.MethodDelete, pattern.Delete
	}
	return "", ""
}

// expand puts the fields of the request into the path, and says which.
func expand(template string, request *dynamicpb.Message) (path string, used []string) {
	for {
		before, rest, found := strings.Cut(template, "{")
		path += before
		if !found {
			return path, used
		}
		name, after, _ := strings.Cut(rest, "}")
		var at protoreflect.Message = request
		parts := strings.Split(name, ".")
		for _, part := range parts[:len(parts)-1] {
			at = at.Get(at.Descriptor().Fields().ByName(protoreflect.Name(part))).Message()
		}
		path += at.Get(at.Descriptor().Fields().ByName(protoreflect.Name(parts[len(parts)-1]))).String()
		used, template = append(used, name), after
	}
}

// query writes the other set fields as query parameters.
func query(request *dynamicpb.Message, used []string) string {
	var pairs []string
	request.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case slices.Contains(used, string(f.Name())) || f.Kind() != protoreflect.StringKind:
		case f.IsList():
			for n := range v.List().Len() {
				pairs = append(pairs, f.JSONName()+"="+v.List().Get(n).String())
			}
		default:
			pairs = append(pairs, f.JSONName()+"="+v.String())
		}
		return true
	})
	if len(pairs) == 0 {
		return ""
	}
	return "?" + strings.Join(pairs, "&")
}
