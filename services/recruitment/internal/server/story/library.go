package story

import (
	"context"
	"maps"
	"slices"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain/story"
	storystore "github.com/optrek/optrek/services/recruitment/internal/store/story"
)

// ListSharedStories is the library: what an audience may read, and not who tells it.
func (s *Server) ListSharedStories(ctx context.Context, req *pb.ListSharedStoriesRequest) (*pb.ListSharedStoriesResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	audience := wire.Word[story.Audience](req.GetAudience())
	size, out := paging.Size(req.GetPageSize()), &pb.ListSharedStoriesResponse{}
	var home string
	var elsewhere []storystore.Shared
	err = storystore.In(s.Store)(ctx, func(tx *storystore.Tx) error {
		if err := mayRead(tx.Caller, audience); err != nil {
			return err
		}
		home = tx.Tenant
		found, err := tx.Library(ctx, audience, after, size+1)
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		tx.Touch()
		for _, t := range found {
			yes, _ := t.YesFor(audience)
			tx.Touch(string(t.Client))
			out.Stories = append(out.Stories, sharedMessage(t, yes))
		}
		if more {
			out.NextPageToken = paging.Token(string(found[len(found)-1].ID))
		}
		if audience == story.Region && after == "" {
			elsewhere, err = tx.FromRegion(ctx, slices.Collect(maps.Keys(s.neighbours(home))))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	more, err := s.fromRegion(ctx, home, elsewhere)
	out.Stories = append(out.Stories, more...)
	return out, err
}

// mayRead: the summary of the year is made by who leads, and what may be public goes out
// through them.
func mayRead(c authn.Caller, a story.Audience) error {
	if a != story.YearlySummary && a != story.Public || c.Has(authn.RoleNetworkLead) || c.Has(authn.RoleCoordinator) {
		return nil
	}
	return fault.Denied("NOT_YOUR_TASK", fault.Text{
		NL: "Deze verhalen ziet wie het jaarverhaal of een bericht naar buiten maakt. Vraag het netwerkaanspreekpunt of de coördinator.",
		EN: "These stories are for who makes the yearly summary or a message to the outside. Ask the network lead or the coordinator.",
	})
}

// fromRegion gives what clients of other organisations agreed to have read here. Their own
// organisation says at this moment whether the yes stands, and writes down that it was read.
func (s *Server) fromRegion(ctx context.Context, home string, found []storystore.Shared) (out []*pb.SharedStory, err error) {
	by := map[string][]story.ID{}
	for _, x := range found {
		by[x.Organisation] = append(by[x.Organisation], x.ID)
	}
	stands := map[story.ID]bool{}
	for organisation, stories := range by {
		err := storystore.InAs(ctx, s.Store, organisation, func(tx *storystore.Tx) error {
			whose, err := tx.WhoseStories(ctx, stories)
			for id, client := range whose {
				stands[id] = true
				tx.Touch(string(client))
			}
			tx.Ground("story, read by " + home)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	names := s.neighbours(home)
	for _, x := range found {
		if stands[x.ID] {
			out = append(out, &pb.SharedStory{
				Id: string(x.ID), Title: x.Title, Words: x.Words, Pictures: x.Pictures, Name: x.Name,
				OrganisationName: names[x.Organisation], YesTime: wire.Stamp(x.At),
			})
		}
	}
	return out, nil
}
