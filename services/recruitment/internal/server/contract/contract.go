// Package contract reads recruitment's own descriptors, for the tests that hold for
// every method there is.
package contract

import (
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1" // registers them
)

// Methods lists every method of recruitment's services from their descriptors, so that
// a test forgets none.
func Methods() []protoreflect.MethodDescriptor {
	var all []protoreflect.MethodDescriptor
	protoregistry.GlobalFiles.RangeFilesByPackage("optrek.recruitment.v1", func(f protoreflect.FileDescriptor) bool {
		for i := range f.Services().Len() {
			for j := range f.Services().Get(i).Methods().Len() {
				all = append(all, f.Services().Get(i).Methods().Get(j))
			}
		}
		return true
	})
	return all
}
