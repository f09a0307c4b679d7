package server_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

func TestAWishComesBackAsItWasTold(t *testing.T) {
	s := newStory(t)
	told := &pb.Wish{
		ClientId: s.lieke, Kind: pb.Wish_KIND_LEARNING, OwnWords: "leren bellen", Picture: "phone",
		GoingOn: "ik durf niet", Strategy: "eerst met Anna", Interests: []string{"bellen"}, Skill: "iemand aanspreken",
	}
	made, err := s.CreateWish(s.asAnna(), &pb.CreateWishRequest{Wish: told})
	s.ok(err)
	got, err := s.GetWish(s.asLieke(), &pb.GetWishRequest{Id: made.GetId()})
	s.ok(err)
	if !proto.Equal(made, got) {
		t.Errorf("made %v, read %v", made, got)
	}
	want := proto.CloneOf(told)
	want.Id, want.Etag, want.State = got.GetId(), "1", pb.Wish_STATE_OPEN
	want.CreateTime, want.UpdateTime = got.GetCreateTime(), got.GetUpdateTime()
	if !proto.Equal(want, got) || got.GetCreateTime() == nil {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestX10_AClientLetsGoWhateverChangedMeanwhile(t *testing.T) {
	s := newStory(t)
	w := s.wish()
	_, err := s.LetGoWish(s.asAnna(), &pb.ChangeWishStateRequest{Id: w.GetId(), Etag: "0"})
	s.refused(err, codes.Aborted)
	_, err = s.LetGoWish(s.asLieke(), &pb.ChangeWishStateRequest{Id: w.GetId(), Etag: "0"})
	s.ok(err)
}

func TestAWishGoesThroughItsStatesAndTheOthersHearNoOwnWords(t *testing.T) {
	s := newStory(t)
	w := s.wish()
	change := func() *pb.ChangeWishStateRequest { return &pb.ChangeWishStateRequest{Id: w.GetId(), Etag: w.GetEtag()} }
	var err error
	w, err = s.TakeUpWish(s.asAnna(), change())
	s.ok(err)
	w, err = s.FulfilWish(s.asLieke(), change())
	s.ok(err)
	_, err = s.TakeUpWish(s.asAnna(), change())
	s.refused(err, codes.FailedPrecondition)
	w, err = s.ReopenWish(s.asLieke(), change())
	s.ok(err)
	w, err = s.LetGoWish(s.asLieke(), change())
	s.ok(err)

	states := []pb.Wish_State{
		pb.Wish_STATE_OPEN, pb.Wish_STATE_TAKEN_UP, pb.Wish_STATE_FULFILLED, pb.Wish_STATE_OPEN, pb.Wish_STATE_LET_GO,
	}
	events := s.events()
	if len(events) != len(states) {
		t.Fatalf("events = %v", events)
	}
	for i, state := range states {
		want := &pb.WishChanged{WishId: w.GetId(), ClientId: s.lieke, State: state, Interests: []string{"koken"}, Told: true, ToldTime: w.GetCreateTime()}
		if !proto.Equal(events[i], want) {
			t.Errorf("event %d = %v, want %v", i, events[i], want)
		}
	}
}

func TestN01_AWishWithoutWordsOrPictureIsNotCreated(t *testing.T) {
	s := newStory(t)
	_, err := s.CreateWish(s.asLieke(), &pb.CreateWishRequest{Wish: &pb.Wish{Kind: pb.Wish_KIND_COMPANY}})
	s.wrongField(err, "wish.own_words")
	if n := s.count(`SELECT count(*) FROM recruitment.wish`); n != 0 {
		t.Fatalf("%d wishes", n)
	}
}

func TestN03_AStrategyIsNotSavedBeforeTheRest(t *testing.T) {
	s := newStory(t)
	w := s.wish()
	strategy := &pb.UpdateWishRequest{Wish: &pb.Wish{Id: w.GetId(), Strategy: "naar de kookclub"}}
	_, err := s.UpdateWish(s.asAnna(), strategy)
	s.wrongField(err, "wish.going_on")
	_, err = s.UpdateWish(s.asAnna(), &pb.UpdateWishRequest{Wish: &pb.Wish{Id: w.GetId(), GoingOn: "altijd alleen eten"}})
	s.ok(err)
	w, err = s.UpdateWish(s.asAnna(), strategy)
	s.ok(err)
	if w.GetOwnWords() != "samen koken" || w.GetGoingOn() != "altijd alleen eten" || w.GetStrategy() != "naar de kookclub" {
		t.Fatalf("wish = %v", w)
	}
}

func TestN20_ASkillOnAnotherKindIsRefusedKindly(t *testing.T) {
	s := newStory(t)
	_, err := s.CreateWish(s.asLieke(), &pb.CreateWishRequest{Wish: &pb.Wish{Kind: pb.Wish_KIND_COMPANY, OwnWords: "samen eten", Skill: "luisteren"}})
	s.wrongField(err, "wish.skill")
	w, err := s.CreateWish(s.asLieke(), &pb.CreateWishRequest{Wish: &pb.Wish{Kind: pb.Wish_KIND_LEARNING, Picture: "ear", Skill: "luisteren"}})
	s.ok(err)
	_, err = s.UpdateWish(s.asAnna(), &pb.UpdateWishRequest{Wish: &pb.Wish{Id: w.GetId(), Kind: pb.Wish_KIND_COMPANY}})
	s.wrongField(err, "wish.skill")
	w, err = s.UpdateWish(s.asAnna(), &pb.UpdateWishRequest{
		Wish:       &pb.Wish{Id: w.GetId(), Kind: pb.Wish_KIND_COMPANY},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"kind", "skill"}},
	})
	s.ok(err)
	if w.GetSkill() != "" || w.GetKind() != pb.Wish_KIND_COMPANY {
		t.Fatalf("wish = %v", w)
	}
	if _, err := s.owner.Exec(t.Context(), `UPDATE recruitment.wish SET skill = 'luisteren' WHERE id = $1`, w.GetId()); err == nil {
		t.Error("the database keeps a skill on another kind")
	}
}

func TestUpdateWishWritesWhatTheMaskSaysAndTellsOnlyNews(t *testing.T) {
	s := newStory(t)
	w := s.wish()
	// The gateway makes the mask from the body; a web app that sends all back is not wrong.
	whole := &fieldmaskpb.FieldMask{Paths: []string{"id", "etag", "client_id", "state", "own_words"}}
	w, err := s.UpdateWish(s.asLieke(), &pb.UpdateWishRequest{
		Wish:       &pb.Wish{Id: w.GetId(), Etag: w.GetEtag(), OwnWords: "samen eten", State: pb.Wish_STATE_FULFILLED, Interests: []string{"x"}},
		UpdateMask: whole,
	})
	s.ok(err)
	if w.GetOwnWords() != "samen eten" || w.GetState() != pb.Wish_STATE_OPEN || w.GetInterests()[0] != "koken" || w.GetEtag() != "2" {
		t.Fatalf("wish = %v", w)
	}
	if n := len(s.events()); n != 1 {
		t.Fatalf("%d events: a change of words only is nobody's news", n)
	}
	_, err = s.UpdateWish(s.asLieke(), &pb.UpdateWishRequest{
		Wish: &pb.Wish{Id: w.GetId()}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"interests"}},
	})
	s.ok(err)
	if n := len(s.events()); n != 2 {
		t.Fatalf("%d events after other interests", n)
	}
	_, err = s.UpdateWish(s.asLieke(), &pb.UpdateWishRequest{
		Wish: &pb.Wish{Id: w.GetId()}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"tenant_id"}},
	})
	s.refused(err, codes.InvalidArgument)
}

func TestListWishesPagesAndKeepsToReachAndState(t *testing.T) {
	s := newStory(t)
	for range 3 {
		s.wish()
	}
	_, err := s.CreateWish(s.asBram(), &pb.CreateWishRequest{Wish: &pb.Wish{ClientId: s.omar, Picture: "film"}})
	s.ok(err)

	var seen []string
	request := &pb.ListWishesRequest{PageSize: 2}
	for {
		page, err := s.ListWishes(s.asAnna(), request)
		s.ok(err)
		for _, w := range page.GetWishes() {
			if w.GetClientId() != s.lieke {
				t.Fatalf("Anna sees a wish of %s", w.GetClientId())
			}
			seen = append(seen, w.GetId())
		}
		if request.PageToken = page.GetNextPageToken(); request.GetPageToken() == "" {
			break
		}
	}
	if len(seen) != 3 || seen[0] < seen[1] || seen[1] < seen[2] {
		t.Fatalf("pages = %v", seen)
	}
	all, err := s.ListWishes(s.asLead(), &pb.ListWishesRequest{})
	s.ok(err)
	if len(all.GetWishes()) != 4 {
		t.Fatalf("the network lead sees %d wishes", len(all.GetWishes()))
	}
	_, err = s.TakeUpWish(s.asAnna(), &pb.ChangeWishStateRequest{Id: seen[0]})
	s.ok(err)
	taken, err := s.ListWishes(s.asLead(), &pb.ListWishesRequest{State: pb.Wish_STATE_TAKEN_UP, ClientId: s.lieke})
	s.ok(err)
	if len(taken.GetWishes()) != 1 || taken.GetWishes()[0].GetId() != seen[0] {
		t.Fatalf("taken up: %v", taken)
	}
	_, err = s.ListWishes(s.asAnna(), &pb.ListWishesRequest{ClientId: s.omar})
	s.refused(err, codes.NotFound)
}

func TestARepeatedRequestMakesOneWish(t *testing.T) {
	s := newStory(t)
	request := &pb.CreateWishRequest{Wish: &pb.Wish{OwnWords: "een vriend"}, RequestId: ids.New()}
	first, err := s.CreateWish(s.asLieke(), request)
	s.ok(err)
	again, err := s.CreateWish(s.asLieke(), request)
	s.ok(err)
	if !proto.Equal(first, again) || s.count(`SELECT count(*) FROM recruitment.wish`) != 1 || len(s.events()) != 1 {
		t.Fatalf("first %v, again %v, %d events", first, again, len(s.events()))
	}
	request.Wish.OwnWords = "iets anders"
	_, err = s.CreateWish(s.asLieke(), request)
	s.refused(err, codes.FailedPrecondition)
}
