package machine

import (
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
)

// Scopes lists what a system can be granted, read from the access rules beside the RPCs.
func Scopes() []string {
	all := []string{}
	protoregistry.GlobalFiles.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		if strings.HasPrefix(string(f.Package()), "optrek.") {
			all = append(all, scopesOf(f)...)
		}
		return true
	})
	slices.Sort(all)
	return slices.Compact(all)
}

func scopesOf(f protoreflect.FileDescriptor) (all []string) {
	for i := range f.Services().Len() {
		methods := f.Services().Get(i).Methods()
		for j := range methods.Len() {
			rule, _ := proto.GetExtension(methods.Get(j).Options(), accessv1.E_Rule).(*accessv1.Rule)
			if scope := rule.GetScope(); scope != "" {
				all = append(all, scope)
			}
		}
	}
	return all
}
