package server_test

import (
	"context"
	"sync"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// ownIdeas holds, by the id of the activity a request is about, an idea of the organisation.
var ownIdeas sync.Map

func prepareIdea(h *house, a *pb.Activity) {
	i, err := h.idea.CreateIdea(h.lead(), &pb.CreateIdeaRequest{Idea: &pb.Idea{What: "Naar het eigen museum"}})
	must(h.t, err)
	ownIdeas.Store(a.GetId(), i.GetId())
}

func ideaRequests(a *pb.Activity) map[protoreflect.Name]proto.Message {
	of, _ := ownIdeas.Load(a.GetId())
	id, _ := of.(string)
	return map[protoreflect.Name]proto.Message{
		"ListIdeas":    &pb.ListIdeasRequest{ClientIds: []string{anna}},
		"ListOwnIdeas": &pb.ListOwnIdeasRequest{},
		"CreateIdea":   &pb.CreateIdeaRequest{Idea: &pb.Idea{What: "Sjoelen"}},
		"UpdateIdea":   &pb.UpdateIdeaRequest{Idea: &pb.Idea{Id: id, What: "Sjoelen"}},
	}
}

func (h *house) likes(client string, mayMatch bool, words ...string) {
	h.t.Helper()
	h.hear(here, &recruitmentv1.ProfileChanged{ClientId: client, MayMatch: mayMatch, Profile: &recruitmentv1.Profile{Interests: words}})
}

// because gives for the first idea for these people what speaks for it, and how many
// of all ideas name a like.
func (h *house) because(ctx context.Context, people ...string) (first *pb.Idea_Because, named int) {
	h.t.Helper()
	out, err := h.idea.ListIdeas(ctx, &pb.ListIdeasRequest{ClientIds: people, PageSize: 100})
	must(h.t, err)
	for _, i := range out.GetIdeas() {
		for _, b := range i.GetBecause() {
			if b.GetWord() != "" {
				named++
			}
		}
	}
	if b := out.GetIdeas()[0].GetBecause(); len(b) > 0 {
		first = b[0]
	}
	return first, named
}

func TestM22_IdeasComeFromWhatBothLikeAndOnlyWhileTheyLetThemselvesBeLookedFor(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.likes(anna, true, "koken", "vissen")
	h.likes(bert, true, "Koken", "voetbal")
	first, _ := h.because(h.client(anna), bert)
	if first.GetSort() != pb.Idea_Because_SORT_ALL_LIKE || first.GetWord() != "koken" || first.GetClientId() != "" {
		t.Fatal(first)
	}
	h.likes(bert, false, "koken")
	first, _ = h.because(h.client(anna), bert)
	if first.GetSort() == pb.Idea_Because_SORT_ALL_LIKE {
		t.Fatalf("bert took his yes back, and it still says %v", first)
	}
}

func TestIdeas_NobodyHearsWhatTheOtherAloneLikes(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.likes(bert, true, "voetbal")
	if _, named := h.because(h.client(anna), bert); named != 0 {
		t.Fatal("anna hears what bert likes")
	}
	h.likes(anna, true, "zwemmen")
	first, _ := h.because(h.client(anna), bert)
	if first.GetSort() != pb.Idea_Because_SORT_ONE_LIKES || first.GetClientId() != anna || first.GetWord() != "zwemmen" {
		t.Fatal(first)
	}
	for _, people := range [][]string{{carla}, {bert, carla}, {none}} {
		_, err := h.idea.ListIdeas(h.client(anna), &pb.ListIdeasRequest{ClientIds: people})
		wantCode(t, err, codes.NotFound)
	}
	if got := h.audited("/ListIdeas", anna); len(got) != 2 {
		t.Fatalf("on record: %v", got)
	}
}

func TestIdeas_OwnOnesAreOfferedUntilPutAway(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.likes(anna, true, "orgel")
	own, err := h.idea.CreateIdea(h.worker(annasWorker), &pb.CreateIdeaRequest{Idea: &pb.Idea{
		What: "  Naar het   draaiorgel ", Kind: pb.Activity_KIND_MUSIC, Likes: []string{"Orgel"}, Seasons: []pb.Idea_Season{pb.Idea_SEASON_SPRING},
	}})
	must(t, err)
	if own.GetWhat() != "Naar het draaiorgel" || own.GetLikes()[0] != "orgel" {
		t.Fatal(own)
	}
	if first, _ := h.because(h.client(anna)); first.GetWord() != "orgel" {
		t.Fatal(first)
	}
	away, err := h.idea.UpdateIdea(h.lead(), &pb.UpdateIdeaRequest{
		Idea: &pb.Idea{Id: own.GetId(), Etag: own.GetEtag(), Away: true}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"away"}},
	})
	must(t, err)
	if !away.GetAway() || away.GetWhat() != own.GetWhat() || away.GetEtag() != "2" {
		t.Fatal(away)
	}
	if first, _ := h.because(h.client(anna)); first.GetWord() == "orgel" {
		t.Fatal("put away, and still offered")
	}
	list, err := h.idea.ListOwnIdeas(h.lead(), &pb.ListOwnIdeasRequest{})
	must(t, err)
	if len(list.GetIdeas()) != 1 {
		t.Fatal(list)
	}
	_, err = h.idea.UpdateIdea(h.lead(), &pb.UpdateIdeaRequest{Idea: &pb.Idea{Id: own.GetId(), Etag: "1", What: "x"}})
	wantReason(t, err, "CHANGED_MEANWHILE")
	_, err = h.idea.CreateIdea(h.lead(), &pb.CreateIdeaRequest{Idea: &pb.Idea{What: " "}})
	wantCode(t, err, codes.InvalidArgument)
	_, err = h.idea.CreateIdea(h.client(anna), &pb.CreateIdeaRequest{Idea: &pb.Idea{What: "x"}})
	wantCode(t, err, codes.PermissionDenied)
}
