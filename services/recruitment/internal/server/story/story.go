package story

import (
	"context"
	"maps"
	"slices"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/story"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	storystore "github.com/optrek/optrek/services/recruitment/internal/store/story"
)

// CreateStory tells a story. Nobody else reads it yet.
func (s *Server) CreateStory(ctx context.Context, req *pb.CreateStoryRequest) (*pb.Story, error) {
	return once.Do(ctx, storystore.In(s.Store), req, func(tx *storystore.Tx) (*pb.Story, error) {
		client, err := base.AboutWhom(ctx, tx.Tx, req.GetStory().GetClientId(), "story.client_id")
		if err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		made, err := story.New(story.ID(ids.New()), client, textOf(req.GetStory()), writer(tx, client), s.Moment())
		if err != nil {
			return nil, err
		}
		kept, err := tx.Save(ctx, storystore.Told{Story: made}, nil)
		return storyMessage(kept), err
	})
}

func writer(tx *storystore.Tx, client domain.ClientID) story.Writer {
	return story.Writer{ID: tx.Caller.Person, IsSelf: base.IsSelf(tx.Tx, client)}
}

// GetStory gives a story as its teller sees it.
func (s *Server) GetStory(ctx context.Context, req *pb.GetStoryRequest) (*pb.Story, error) {
	var found storystore.Told
	err := storystore.In(s.Store)(ctx, func(tx *storystore.Tx) (err error) {
		if found, err = tx.Story(ctx, wire.ID[story.ID](req.GetId())); err == nil {
			tx.Touch(string(found.Client))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return storyMessage(found), nil
}

// ListStories lists what one client tells, the newest first.
func (s *Server) ListStories(ctx context.Context, req *pb.ListStoriesRequest) (*pb.ListStoriesResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size, out := paging.Size(req.GetPageSize()), &pb.ListStoriesResponse{}
	err = storystore.In(s.Store)(ctx, func(tx *storystore.Tx) error {
		client, err := tx.ReachedClient(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return err
		}
		tx.Touch(string(client))
		found, err := tx.Stories(ctx, client, after, size+1)
		found, more := paging.Cut(found, size)
		for _, t := range found {
			out.Stories = append(out.Stories, storyMessage(t))
		}
		if more {
			out.NextPageToken = paging.Token(string(found[len(found)-1].ID))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// UpdateStory tells it differently.
func (s *Server) UpdateStory(ctx context.Context, req *pb.UpdateStoryRequest) (*pb.Story, error) {
	m := req.GetStory()
	fixed := wire.Fixed{"client_id", "by_self", "written_by", "yeses", "versions"}
	writes, err := fixed.Masked(req.GetUpdateMask(), m, "title", "words", "pictures", "shown_as", "other_name")
	if err != nil {
		return nil, err
	}
	anew := textOf(m)
	return s.change(ctx, req, m.GetId(), func(tx *storystore.Tx, t story.Story) (story.Story, error) {
		if err := t.Version.Expect(m.GetEtag()); err != nil {
			return t, err
		}
		text := t.Now().Text
		base.Set(writes("title"), &text.Title, anew.Title)
		base.Set(writes("words"), &text.Words, anew.Words)
		base.Set(writes("pictures"), &text.Pictures, anew.Pictures)
		base.Set(writes("shown_as"), &text.ShownAs, anew.ShownAs)
		base.Set(writes("other_name"), &text.OtherName, anew.OtherName)
		return t.Retell(text, writer(tx, t.Client), s.Moment())
	})
}

// AllowStory is the client's yes, for one audience, to the text as it stands.
func (s *Server) AllowStory(ctx context.Context, req *pb.AllowStoryRequest) (*pb.Story, error) {
	return s.change(ctx, req, req.GetId(), func(tx *storystore.Tx, t story.Story) (story.Story, error) {
		return t.Allow(wire.Word[story.Audience](req.GetAudience()), req.GetEtag(), req.GetVoice(), writer(tx, t.Client), s.Moment())
	})
}

// WithdrawStory takes the yes back: nobody of the audience reads it from the next look on.
func (s *Server) WithdrawStory(ctx context.Context, req *pb.WithdrawStoryRequest) (*pb.Story, error) {
	return s.change(ctx, req, req.GetId(), func(_ *storystore.Tx, t story.Story) (story.Story, error) {
		return t.Withdraw(wire.Word[story.Audience](req.GetAudience())), nil
	})
}

// change loads a story, lets decide, and saves. Which organisations of the region read it
// is settled by the yes: who comes to the region later does not, until it is asked anew.
func (s *Server) change(ctx context.Context, req once.Request, id string,
	decide func(*storystore.Tx, story.Story) (story.Story, error),
) (*pb.Story, error) {
	return once.Do(ctx, storystore.In(s.Store), req, func(tx *storystore.Tx) (*pb.Story, error) {
		told, err := tx.StoryToChange(ctx, wire.ID[story.ID](id))
		if err != nil {
			return nil, err
		}
		tx.Touch(string(told.Client))
		before, was := told.YesFor(story.Region)
		readers, err := tx.SharedWith(ctx, told.ID)
		if err != nil {
			return nil, err
		}
		if told.Story, err = decide(tx, told.Story); err != nil {
			return nil, err
		}
		if after, is := told.YesFor(story.Region); is && (!was || !after.At.Equal(before.At)) {
			readers = slices.Sorted(maps.Keys(s.neighbours(tx.Tenant)))
			if len(readers) == 0 {
				return nil, fault.Conflict("NO_REGION", fault.Text{
					NL: "Jullie organisatie werkt nog niet samen in een regio.", EN: "Your organisation does not work together in a region yet."})
			}
		}
		kept, err := tx.Save(ctx, told, readers)
		return storyMessage(kept), err
	})
}

// DeleteStory takes a story away for good.
func (s *Server) DeleteStory(ctx context.Context, req *pb.DeleteStoryRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, storystore.In(s.Store), req, func(tx *storystore.Tx) (*emptypb.Empty, error) {
		told, err := tx.StoryToChange(ctx, wire.ID[story.ID](req.GetId()))
		if err != nil {
			return nil, err
		}
		tx.Touch(string(told.Client))
		return &emptypb.Empty{}, tx.Remove(ctx, told.ID)
	})
}

func textOf(m *pb.Story) story.Text {
	return story.Text{
		Title: m.GetTitle(), Words: m.GetWords(), Pictures: m.GetPictures(), ShownAs: wire.Word[story.ShownAs](m.GetShownAs()), OtherName: m.GetOtherName(),
	}
}

func storyMessage(t storystore.Told) *pb.Story {
	if len(t.Versions) == 0 {
		return &pb.Story{}
	}
	now, first := t.Now(), t.Versions[0]
	m := &pb.Story{
		Id: string(t.ID), Etag: t.Version.Etag(), ClientId: string(t.Client), Title: now.Title, Words: now.Words, Pictures: now.Pictures,
		ShownAs: wire.Value[pb.Story_ShownAs](now.ShownAs), OtherName: now.OtherName, BySelf: first.BySelf,
		CreateTime: wire.Stamp(t.Created), UpdateTime: wire.Stamp(t.Updated),
	}
	if !first.BySelf {
		m.WrittenBy = first.By
	}
	for _, a := range story.Audiences() {
		y, stands := t.YesFor(a)
		if !stands {
			continue
		}
		m.Yeses = append(m.Yeses, &pb.StoryYes{
			Audience: wire.Value[pb.Audience](a), Time: wire.Stamp(y.At), BySelf: y.BySelf, Voice: y.Voice, ToEarlier: y.Number != now.Number, Reads: sharedMessage(t, y),
		})
	}
	for _, v := range slices.Backward(t.Versions) {
		m.Versions = append(m.Versions, &pb.StoryVersion{Title: v.Title, Words: v.Words, Pictures: v.Pictures, BySelf: v.BySelf, Time: wire.Stamp(v.At)})
	}
	return m
}

// sharedMessage is exactly what the audience of a yes reads.
func sharedMessage(t storystore.Told, y story.Yes) *pb.SharedStory {
	v := t.At(y.Number)
	return &pb.SharedStory{
		Id: string(t.ID), Title: v.Title, Words: v.Words, Pictures: v.Pictures, Name: v.NameOf(t.GivenName), YesTime: wire.Stamp(y.At),
	}
}
