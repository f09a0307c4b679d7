package server_test

import (
	"context"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

func TestN05_N07_N08_AContactComesBackAsItWasTold(t *testing.T) {
	s := newStory(t)
	for number := range pb.Contact_Category_name {
		told := &pb.Contact{
			ClientId: s.lieke, Name: "Riet", Category: pb.Contact_Category(number), Circle: pb.Contact_CIRCLE_NEAR,
			Feeling: pb.Contact_FEELING_MIXED, Meaning: "we lachen samen", HowOften: "af en toe", Channel: "appen",
			Initiative: pb.Contact_INITIATIVE_BOTH, Hope: pb.Contact_HOPE_AGAIN,
			IGet: []pb.Contact_Help{pb.Contact_HELP_ADVICE}, IGive: []pb.Contact_Help{pb.Contact_HELP_COMPANY, pb.Contact_HELP_PRACTICAL},
		}
		made, err := s.CreateContact(s.asAnna(), &pb.CreateContactRequest{Contact: told})
		s.ok(err)
		told.Id, told.Etag, told.CreateTime, told.UpdateTime = made.GetId(), "1", made.GetCreateTime(), made.GetUpdateTime()
		if !proto.Equal(told, made) {
			t.Fatalf("made %v, told %v", made, told)
		}
		s.listed(made)
		_, err = s.DeleteContact(s.asLieke(), &pb.DeleteContactRequest{Id: made.GetId(), Etag: "1"})
		s.ok(err)
	}
	if n := s.count(`SELECT count(*) FROM recruitment.contact`); n != 0 {
		t.Fatalf("%d contacts left", n)
	}
}

// mapFor is Lieke's map as somebody sees it.
func (s *story) mapFor(ctx context.Context, size int32) *pb.ListContactsResponse {
	s.t.Helper()
	got, err := s.ListContacts(ctx, &pb.ListContactsRequest{ClientId: s.lieke, PageSize: size})
	s.ok(err)
	return got
}

// listed fails unless Lieke's map shows exactly these, to herself.
func (s *story) listed(want ...*pb.Contact) {
	s.t.Helper()
	got, err := s.ListContacts(s.asLieke(), &pb.ListContactsRequest{ClientId: s.lieke})
	s.ok(err)
	if len(got.GetContacts()) != len(want) {
		s.t.Fatalf("contacts = %v", got)
	}
	for i := range want {
		if !proto.Equal(got.GetContacts()[i], want[i]) {
			s.t.Fatalf("contact %d = %v, want %v", i, got.GetContacts()[i], want[i])
		}
	}
}

func TestN09_NobodyIsFamilyUnlessSaid(t *testing.T) {
	s := newStory(t)
	if c := s.contact("Riet", false); c.GetCategory() != pb.Contact_CATEGORY_UNSPECIFIED {
		t.Fatalf("category = %s", c.GetCategory())
	}
}

// An empty map is an empty list, and no conclusion about anybody.
func TestN11_AnEmptyMapIsAnEmptyList(t *testing.T) {
	s := newStory(t)
	got, err := s.ListContacts(s.asAnna(), &pb.ListContactsRequest{ClientId: s.lieke})
	s.ok(err)
	if !proto.Equal(got, &pb.ListContactsResponse{}) {
		t.Fatalf("answer = %v", got)
	}
}

func TestN13_AHiddenContactIsThereForTheClientAlone(t *testing.T) {
	s := newStory(t)
	s.consent(2, 0)
	hidden := s.contact("Oom Jan", true)
	shown := []*pb.Contact{s.contact("Riet", false), s.contact("Sjaak", false)}
	s.listed(hidden, shown[0], shown[1])

	for name, ctx := range map[string]func() *pb.ListContactsResponse{
		"support worker": func() *pb.ListContactsResponse { return s.mapFor(s.asAnna(), 2) },
		"network lead":   func() *pb.ListContactsResponse { return s.mapFor(s.asLead(), 2) },
	} {
		got := ctx()
		if len(got.GetContacts()) != 2 || got.GetContacts()[0].GetId() != shown[0].GetId() {
			t.Errorf("%s sees %v", name, got)
		}
		// A page of two that is full and has no next: the hidden one is not even counted.
		if got.GetNextPageToken() != "" {
			t.Errorf("%s can tell that there is one more", name)
		}
	}
	_, err := s.UpdateContact(s.asAnna(), &pb.UpdateContactRequest{Contact: &pb.Contact{Id: hidden.GetId(), Name: "X"}})
	s.refused(err, codes.NotFound)
	_, err = s.DeleteContact(s.asAnna(), &pb.DeleteContactRequest{Id: hidden.GetId()})
	s.refused(err, codes.NotFound)
	_, err = s.UpdateContact(s.asLieke(), &pb.UpdateContactRequest{Contact: &pb.Contact{Id: hidden.GetId(), Name: "Ome Jan"}})
	s.ok(err)
}

func TestN13_StaffMayHideAtTheClientsWordAndThenSeeItNoMore(t *testing.T) {
	s := newStory(t)
	c := s.contact("Riet", false)
	_, err := s.UpdateContact(s.asAnna(), &pb.UpdateContactRequest{Contact: &pb.Contact{Id: c.GetId(), Etag: c.GetEtag(), Hidden: true}})
	s.ok(err)
	if got := s.mapFor(s.asAnna(), 50); len(got.GetContacts()) != 0 {
		t.Fatalf("Anna sees %v", got)
	}
	_, err = s.UpdateContact(s.asAnna(), &pb.UpdateContactRequest{Contact: &pb.Contact{Id: c.GetId(), Name: "Riet"}})
	s.refused(err, codes.NotFound)
}

func TestN14_NothingOfTheMapIsToldToAnybody(t *testing.T) {
	s := newStory(t)
	c := s.contact("Riet", false)
	c, err := s.UpdateContact(s.asAnna(), &pb.UpdateContactRequest{Contact: &pb.Contact{Id: c.GetId(), Meaning: "veel"}})
	s.ok(err)
	_, err = s.DeleteContact(s.asLieke(), &pb.DeleteContactRequest{Id: c.GetId(), Etag: c.GetEtag()})
	s.ok(err)
	if events := s.events(); len(events) != 0 {
		t.Fatalf("events = %v", events)
	}
}

func TestN17_AWithdrawnYesClosesTheMapForStaffAtOnceAndNotForTheClient(t *testing.T) {
	s := newStory(t)
	c := s.contact("Riet", false)
	talk, err := s.StartNetworkTalk(s.asLieke(), &pb.StartNetworkTalkRequest{ClientId: s.lieke})
	s.ok(err)
	calls := map[string]func() error{
		"ListContacts": func() error {
			_, err := s.ListContacts(s.asAnna(), &pb.ListContactsRequest{ClientId: s.lieke})
			return err
		},
		"CreateContact": func() error {
			_, err := s.CreateContact(s.asAnna(), &pb.CreateContactRequest{Contact: &pb.Contact{ClientId: s.lieke, Name: "Sjaak"}})
			return err
		},
		"UpdateContact": func() error {
			_, err := s.UpdateContact(s.asAnna(), &pb.UpdateContactRequest{Contact: &pb.Contact{Id: c.GetId(), Name: "Riet"}})
			return err
		},
		"ListNetworkTalks": func() error {
			_, err := s.ListNetworkTalks(s.asAnna(), &pb.ListNetworkTalksRequest{ClientId: s.lieke})
			return err
		},
		"StartNetworkTalk": func() error {
			_, err := s.StartNetworkTalk(s.asAnna(), &pb.StartNetworkTalkRequest{ClientId: s.lieke})
			return err
		},
		"AnswerNetworkTalk": func() error {
			_, err := s.AnswerNetworkTalk(s.asAnna(), &pb.AnswerNetworkTalkRequest{Talk: &pb.NetworkTalk{Id: talk.GetId()}})
			return err
		},
	}
	open := func(when string) {
		t.Helper()
		for name, call := range calls {
			if err := call(); err != nil {
				t.Errorf("%s, %s: %v", when, name, err)
			}
		}
	}
	open("never asked")
	s.consent(4, 3)
	for name, call := range calls {
		err := call()
		s.refused(err, codes.PermissionDenied)
		if reason(err) != "MAP_NOT_SHARED" {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err = s.DeleteContact(s.asAnna(), &pb.DeleteContactRequest{Id: c.GetId()})
	s.refused(err, codes.PermissionDenied)
	_, err = s.CloseNetworkTalk(s.asAnna(), &pb.CloseNetworkTalkRequest{Id: talk.GetId()})
	s.refused(err, codes.PermissionDenied)
	if got := s.mapFor(s.asLieke(), 50); len(got.GetContacts()) != 2 {
		t.Errorf("Lieke sees %v", got)
	}
	s.consent(2, 0)
	open("given again")
}

func TestListContactsPages(t *testing.T) {
	s := newStory(t)
	first, second, third := s.contact("A", false), s.contact("B", true), s.contact("C", false)
	page, err := s.ListContacts(s.asLieke(), &pb.ListContactsRequest{ClientId: s.lieke, PageSize: 2})
	s.ok(err)
	if len(page.GetContacts()) != 2 || page.GetContacts()[0].GetId() != first.GetId() || page.GetContacts()[1].GetId() != second.GetId() {
		t.Fatalf("first page = %v", page)
	}
	page, err = s.ListContacts(s.asLieke(), &pb.ListContactsRequest{ClientId: s.lieke, PageSize: 2, PageToken: page.GetNextPageToken()})
	s.ok(err)
	if len(page.GetContacts()) != 1 || page.GetContacts()[0].GetId() != third.GetId() || page.GetNextPageToken() != "" {
		t.Fatalf("second page = %v", page)
	}
}
