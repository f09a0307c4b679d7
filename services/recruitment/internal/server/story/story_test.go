package story_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/server/contract"
	"github.com/optrek/optrek/services/recruitment/internal/server/story"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// tale is a client who tells something, those around them, and an organisation beside theirs.
type tale struct {
	*servertest.House
	there                                 *servertest.House
	lieke                                 string
	asLieke, asAnna, asColleague, asOther context.Context // anna guides lieke, colleague somebody else in the same house
	asLead                                context.Context
}

func begin(t *testing.T) *tale {
	t.Helper()
	h := servertest.Open(t)
	d := &tale{House: h, there: h.Neighbour()}
	h.Server.Story.Know([]story.Organisation{{ID: h.Tenant, Name: "LSR", Region: "Zuid"}, {ID: d.there.Tenant, Name: "Syndion", Region: "Zuid"}})
	anna, asAnna := h.Worker("Anna")
	colleague, asColleague := h.Worker("Bram")
	_, d.asOther = h.Worker("Cor")
	d.asAnna, d.asColleague, d.asLead = asAnna, asColleague, h.As(ids.New(), authn.RoleNetworkLead)
	place, err := h.Client.CreateLocation(h.Coordinator, &pb.CreateLocationRequest{Location: &pb.Location{Name: "De Linde"}})
	d.must(err)
	for i, c := range []*pb.Client{h.NewClient("Lieke", "Verzonnen", anna), h.NewClient("Omar", "Bedacht", colleague)} {
		_, err := h.Client.UpdateClient(h.Coordinator, &pb.UpdateClientRequest{
			Client: &pb.Client{Id: c.GetId(), LocationId: place.GetId()}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"location_id"}}})
		d.must(err)
		if i == 0 {
			d.lieke = c.GetId()
		}
	}
	d.asLieke = h.As(d.lieke, authn.RoleClient)
	return d
}

func (d *tale) must(err error) {
	d.T.Helper()
	if err != nil {
		d.T.Fatal(err)
	}
}

func (d *tale) tells(ctx context.Context) *pb.Story {
	d.T.Helper()
	s, err := d.Client.CreateStory(ctx, &pb.CreateStoryRequest{Story: &pb.Story{
		ClientId: d.lieke, Title: "Koffie", Words: "We gingen koffie drinken. Het was fijn.", Pictures: []string{"hot-beverage"},
		ShownAs: pb.Story_SHOWN_AS_OTHER_NAME, OtherName: "Roos",
	}})
	d.must(err)
	return s
}

func (d *tale) allows(ctx context.Context, s *pb.Story, a pb.Audience, voice string) *pb.Story {
	d.T.Helper()
	s, err := d.Client.AllowStory(ctx, &pb.AllowStoryRequest{Id: s.GetId(), Audience: a, Etag: s.GetEtag(), Voice: voice})
	d.must(err)
	return s
}

// reads gives what somebody reads in the library for an audience.
func (d *tale) reads(ctx context.Context, a pb.Audience) (words []string) {
	d.T.Helper()
	list, err := d.Client.ListSharedStories(ctx, &pb.ListSharedStoriesRequest{Audience: a})
	d.must(err)
	for _, s := range list.GetStories() {
		words = append(words, strings.TrimSpace(s.GetName()+" "+s.GetOrganisationName())+": "+s.GetWords())
	}
	return words
}

func (d *tale) want(who string, got []string, want ...string) {
	d.T.Helper()
	if !slices.Equal(got, want) {
		d.T.Errorf("%s reads %q, want %q", who, got, want)
	}
}

const told = "Roos: We gingen koffie drinken. Het was fijn."

var audiences = []pb.Audience{
	pb.Audience_AUDIENCE_TEAM, pb.Audience_AUDIENCE_ORGANISATION, pb.Audience_AUDIENCE_REGION, pb.Audience_AUDIENCE_YEARLY_SUMMARY, pb.Audience_AUDIENCE_PUBLIC,
}

// Each audience is asked apart; a yes to one is a yes to no other, and it is taken back in one call.
func TestX10_Story_NobodyReadsItWithoutAStandingYesToThatAudience(t *testing.T) {
	t.Parallel()
	d := begin(t)
	s := d.tells(d.asLieke)
	for _, a := range audiences {
		for _, other := range audiences {
			d.want("without a yes to "+other.String(), d.reads(d.asLead, other))
		}
		s = d.allows(d.asLieke, s, a, "")
		if a == pb.Audience_AUDIENCE_REGION {
			d.want("the region", d.reads(d.there.Coordinator, a), "Roos LSR: We gingen koffie drinken. Het was fijn.")
		}
		for _, other := range audiences {
			if want := []string{told}; other == a {
				d.want("who leads, for "+a.String(), d.reads(d.asLead, other), want...)
			} else {
				d.want("for another audience", d.reads(d.asLead, other))
			}
		}
		var err error
		if s, err = d.Client.WithdrawStory(d.asLieke, &pb.WithdrawStoryRequest{Id: s.GetId(), Audience: a}); err != nil {
			t.Fatal(err)
		}
		d.want("afterwards", d.reads(d.asLead, a))
		d.want("the region, afterwards", d.reads(d.there.Coordinator, pb.Audience_AUDIENCE_REGION))
	}
	for _, a := range audiences {
		s = d.allows(d.asLieke, s, a, "")
	}
	s, err := d.Client.WithdrawStory(d.asLieke, &pb.WithdrawStoryRequest{Id: s.GetId()}) // all of them at once
	d.must(err)
	if len(s.GetYeses()) != 0 {
		t.Error(s.GetYeses())
	}
}

func TestStory_WhoReadsIt(t *testing.T) {
	t.Parallel()
	d := begin(t)
	s := d.allows(d.asLieke, d.tells(d.asLieke), pb.Audience_AUDIENCE_TEAM, "")
	d.want("a colleague of the same house", d.reads(d.asColleague, pb.Audience_AUDIENCE_TEAM), told)
	d.want("who guides nobody there", d.reads(d.asOther, pb.Audience_AUDIENCE_TEAM))
	s = d.allows(d.asLieke, s, pb.Audience_AUDIENCE_ORGANISATION, "")
	d.want("everybody who works here", d.reads(d.asOther, pb.Audience_AUDIENCE_ORGANISATION), told)
	for _, a := range audiences[3:] {
		_, err := d.Client.ListSharedStories(d.asOther, &pb.ListSharedStoriesRequest{Audience: a})
		servertest.WantReason(t, err, "NOT_YOUR_TASK")
	}
	d.allows(d.asLieke, s, pb.Audience_AUDIENCE_REGION, "")
	d.want("the other organisation for another audience", d.reads(d.there.Coordinator, pb.Audience_AUDIENCE_ORGANISATION))
	list, err := d.Client.ListSharedStories(d.there.Coordinator, &pb.ListSharedStoriesRequest{Audience: pb.Audience_AUDIENCE_REGION})
	d.must(err)
	if len(list.GetStories()) != 1 || strings.Contains(list.String(), d.lieke) || strings.Contains(list.String(), "Lieke") {
		t.Error(list)
	}
	var looked int
	d.must(d.DB.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM recruitment.audit WHERE tenant_id = $1 AND client_id = $2 AND ground = $3`,
		d.Tenant, d.lieke, "story, read by "+d.there.Tenant).Scan(&looked))
	if looked == 0 {
		t.Error("at home it is not written down that they looked")
	}
	d.Server.Story.Know([]story.Organisation{{ID: d.Tenant, Name: "LSR", Region: "Zuid"}, {ID: d.there.Tenant, Name: "Syndion", Region: "Noord"}})
	d.want("an organisation that left the region", d.reads(d.there.Coordinator, pb.Audience_AUDIENCE_REGION))
}

// A yes is to what was read out: what staff change waits for a yes of its own, what the client changes goes on.
func TestO04_Story_AYesIsToOneTextAndName(t *testing.T) {
	t.Parallel()
	d := begin(t)
	s := d.tells(d.asAnna)
	if s.GetBySelf() || s.GetWrittenBy() == "" {
		t.Error(s)
	}
	_, err := d.Client.AllowStory(d.asAnna, &pb.AllowStoryRequest{Id: s.GetId(), Audience: pb.Audience_AUDIENCE_ORGANISATION, Etag: s.GetEtag()})
	servertest.WantReason(t, err, "VOICE_MISSING")
	_, err = d.Client.AllowStory(d.asLieke, &pb.AllowStoryRequest{Id: s.GetId(), Audience: pb.Audience_AUDIENCE_ORGANISATION})
	servertest.WantReason(t, err, "WHICH_TEXT")
	before := s.GetEtag()
	s = d.allows(d.asAnna, s, pb.Audience_AUDIENCE_ORGANISATION, "Knikte en zei: ja.")
	change := func(ctx context.Context, m *pb.Story, paths ...string) *pb.Story {
		t.Helper()
		m.Id, m.Etag = s.GetId(), s.GetEtag()
		after, err := d.Client.UpdateStory(ctx, &pb.UpdateStoryRequest{Story: m, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}})
		d.must(err)
		return after
	}
	s = change(d.asAnna, &pb.Story{Words: "Anna schreef meer.", ShownAs: pb.Story_SHOWN_AS_OWN_NAME}, "words", "shown_as")
	d.want("until she said yes to it", d.reads(d.asOther, pb.Audience_AUDIENCE_ORGANISATION), told)
	if y := s.GetYeses()[0]; !y.GetToEarlier() || y.GetVoice() == "" || y.GetReads().GetName() != "Roos" {
		t.Error(y)
	}
	_, err = d.Client.AllowStory(d.asLieke, &pb.AllowStoryRequest{Id: s.GetId(), Audience: pb.Audience_AUDIENCE_ORGANISATION, Etag: before})
	servertest.WantCode(t, err, codes.Aborted)
	s = d.allows(d.asLieke, s, pb.Audience_AUDIENCE_ORGANISATION, "")
	d.want("now that she did", d.reads(d.asOther, pb.Audience_AUDIENCE_ORGANISATION), "Lieke: Anna schreef meer.")
	s = change(d.asLieke, &pb.Story{Words: "Nog fijner."}, "words")
	d.want("what she changes herself", d.reads(d.asOther, pb.Audience_AUDIENCE_ORGANISATION), "Lieke: Nog fijner.")
	if len(s.GetVersions()) != 3 || s.GetVersions()[2].GetWords() != "We gingen koffie drinken. Het was fijn." {
		t.Error(s.GetVersions())
	}
	_, err = d.Client.DeleteStory(d.asLieke, &pb.DeleteStoryRequest{Id: s.GetId()})
	d.must(err)
	d.want("when it is gone", d.reads(d.asOther, pb.Audience_AUDIENCE_ORGANISATION))
}

func TestX04_Story_AskForNothingButWordsOrAPicture(t *testing.T) {
	t.Parallel()
	d := begin(t)
	_, err := d.Client.CreateStory(d.asLieke, &pb.CreateStoryRequest{Story: &pb.Story{Pictures: []string{"sun"}}})
	d.must(err)
	_, err = d.Client.CreateStory(d.asLieke, &pb.CreateStoryRequest{Story: &pb.Story{Title: "x"}})
	servertest.WantReason(t, err, "STORY_INCOMPLETE")
	_, err = d.Client.CreateStory(d.asLieke, &pb.CreateStoryRequest{Story: &pb.Story{Words: "x", ShownAs: pb.Story_SHOWN_AS_OTHER_NAME}})
	servertest.WantReason(t, err, "STORY_INCOMPLETE")
	_, err = d.Client.CreateStory(d.asAnna, &pb.CreateStoryRequest{Story: &pb.Story{Words: "x"}})
	servertest.WantReason(t, err, "WHICH_CLIENT")
}

// Every method of the service answers NOT_FOUND about somebody of another organisation or out of reach.
func TestStoriesOfOthersAreNotFound(t *testing.T) {
	t.Parallel()
	d := begin(t)
	s := d.tells(d.asLieke)
	calls := map[protoreflect.Name]func(context.Context) error{
		"CreateStory": func(ctx context.Context) error {
			_, err := d.Client.CreateStory(ctx, &pb.CreateStoryRequest{Story: &pb.Story{ClientId: d.lieke, Words: "x"}})
			return err
		},
		"GetStory": func(ctx context.Context) error {
			_, err := d.Client.GetStory(ctx, &pb.GetStoryRequest{Id: s.GetId()})
			return err
		},
		"ListStories": func(ctx context.Context) error {
			_, err := d.Client.ListStories(ctx, &pb.ListStoriesRequest{ClientId: d.lieke})
			return err
		},
		"UpdateStory": func(ctx context.Context) error {
			_, err := d.Client.UpdateStory(ctx, &pb.UpdateStoryRequest{Story: &pb.Story{Id: s.GetId(), Words: "x"}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"words"}}})
			return err
		},
		"AllowStory": func(ctx context.Context) error {
			_, err := d.Client.AllowStory(ctx, &pb.AllowStoryRequest{Id: s.GetId(), Audience: pb.Audience_AUDIENCE_TEAM, Etag: "2", Voice: "x"})
			return err
		},
		"WithdrawStory": func(ctx context.Context) error {
			_, err := d.Client.WithdrawStory(ctx, &pb.WithdrawStoryRequest{Id: s.GetId()})
			return err
		},
		"DeleteStory": func(ctx context.Context) error {
			_, err := d.Client.DeleteStory(ctx, &pb.DeleteStoryRequest{Id: s.GetId()})
			return err
		},
		"ListSharedStories": nil, // about nobody: TestStory_WhoReadsIt
	}
	for _, m := range contract.Methods() {
		if m.Parent().Name() != "StoryService" {
			continue
		}
		call, known := calls[m.Name()]
		if !known {
			t.Errorf("%s has no call", m.Name())
		}
		if call == nil {
			continue
		}
		for who, ctx := range map[string]context.Context{
			"the other organisation": d.there.Coordinator, "a colleague": d.asColleague, "another client": d.As(ids.New(), authn.RoleClient),
			"Lieke's id elsewhere": d.there.As(d.lieke, authn.RoleClient),
		} {
			if err := call(ctx); err == nil || !strings.Contains(err.Error(), "NotFound") {
				t.Errorf("%s by %s: %v", m.Name(), who, err)
			}
		}
	}
	for _, name := range []protoreflect.Name{"GetStory", "ListStories", "UpdateStory", "AllowStory", "WithdrawStory", "CreateStory", "DeleteStory"} {
		if err := calls[name](d.asAnna); err != nil {
			t.Errorf("%s at home: %v", name, err)
		}
	}
}
