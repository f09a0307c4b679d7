package mustnot_test

import (
	"regexp"
	"slices"
	"testing"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/rpc"
)

// stopping are the calls by which somebody stops, says no or takes something back.
var stopping = regexp.MustCompile(`^(Stop|End|LetGo|Leave|Withdraw|Decline|Delete|Cancel)`)

// Whatever a client stops, the id of it is all that is asked: no reason, no etag, no yes.
func TestX10_WhatAClientStopsTakesItsIdAndNothingElse(t *testing.T) {
	t.Parallel()
	looked := 0
	eachMethod(func(m protoreflect.MethodDescriptor) {
		rule, err := rpc.RuleOf(m)
		if err != nil || !stopping.MatchString(string(m.Name())) || !slices.Contains(rule.GetRoles(), accessv1.Role_ROLE_CLIENT) {
			return
		}
		looked++
		if err := protovalidate.Validate(onlyIDs(m.Input())); err != nil {
			t.Errorf("%s asks for more: %v", m.FullName(), err)
		}
	})
	if looked < 8 {
		t.Errorf("only %d calls looked at", looked)
	}
}

// The test above finds a call that asks for more.
func TestX10_ARequiredReasonWouldBeFound(t *testing.T) {
	t.Parallel()
	snooze := protoreflect.Name("SnoozeSignalRequest")
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName("optrek.evaluation.v1").Append(snooze))
	if err != nil {
		t.Fatal(err)
	}
	if err := protovalidate.Validate(onlyIDs(found.(protoreflect.MessageDescriptor))); err == nil {
		t.Error("to put a signal aside takes a reason, and that was not found")
	}
}

func TestX04_TheContractAsksOfAClientANameAndNothingElse(t *testing.T) {
	t.Parallel()
	if err := protovalidate.Validate(&recruitmentv1.CreateClientRequest{Client: &recruitmentv1.Client{GivenName: "Kim"}}); err != nil {
		t.Error(err)
	}
}

func eachMethod(do func(protoreflect.MethodDescriptor)) {
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			for j := range file.Services().Get(i).Methods().Len() {
				do(file.Services().Get(i).Methods().Get(j))
			}
		}
		return true
	})
}

// onlyIDs makes a request in which nothing but ids is filled in.
func onlyIDs(m protoreflect.MessageDescriptor) *dynamicpb.Message {
	req := dynamicpb.NewMessage(m)
	for i := range m.Fields().Len() {
		f := m.Fields().Get(i)
		if rules, err := protovalidate.ResolveFieldRules(f); err == nil && rules.GetString().GetUuid() && !f.IsList() {
			req.Set(f, protoreflect.ValueOfString("0197a0c4-0000-7000-8000-000000000001"))
		}
	}
	return req
}
