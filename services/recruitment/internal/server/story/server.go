// Package story answers recruitment's StoryService: what clients tell, who may read it,
// and the library of what may be read.
package story

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
)

// Organisation is one that Optrek runs for, as the configuration has it.
type Organisation struct{ ID, Name, Region string }

// Server implements optrek.recruitment.v1.StoryService.
type Server struct {
	pb.UnimplementedStoryServiceServer
	base.Base

	all []Organisation
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }

// Know tells it which organisations there are. Without, no story leaves its own.
func (s *Server) Know(all []Organisation) { s.all = all }

// neighbours are the other organisations of the same region, by id.
func (s *Server) neighbours(home string) map[string]string {
	region, names := "", map[string]string{}
	for _, o := range s.all {
		if o.ID == home {
			region = o.Region
		}
	}
	for _, o := range s.all {
		if region != "" && o.Region == region && o.ID != home {
			names[o.ID] = o.Name
		}
	}
	return names
}
