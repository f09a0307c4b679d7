package server_test

import (
	"context"
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
)

func mask(paths ...string) *fieldmaskpb.FieldMask { return &fieldmaskpb.FieldMask{Paths: paths} }

// told is somebody of whom everything is told.
func (s *story) told(private ...pb.MapPart) *pb.Contact {
	s.t.Helper()
	c, err := s.CreateContact(s.asLieke(), &pb.CreateContactRequest{Contact: &pb.Contact{
		ClientId: s.lieke, Name: "Riet", Category: pb.Contact_CATEGORY_CLUB, Circle: pb.Contact_CIRCLE_NEAR,
		Feeling: pb.Contact_FEELING_GOOD, Meaning: "we lachen", IGet: []pb.Contact_Help{pb.Contact_HELP_ADVICE},
		IGive: []pb.Contact_Help{pb.Contact_HELP_COMPANY}, HowOften: "soms", Channel: "appen",
		Initiative: pb.Contact_INITIATIVE_ME, Hope: pb.Contact_HOPE_MORE, PrivateParts: private,
	}})
	s.ok(err)
	return c
}

func (s *story) seen(ctx context.Context, id string) *pb.Contact {
	s.t.Helper()
	c, err := s.GetContact(ctx, &pb.GetContactRequest{Id: id})
	s.ok(err)
	return c
}

func (s *story) wholeMap(ctx context.Context) *pb.NetworkMap {
	s.t.Helper()
	m, err := s.GetNetworkMap(ctx, &pb.GetNetworkMapRequest{ClientId: s.lieke})
	s.ok(err)
	return m
}

// changeMap changes Lieke's map as herself.
func (s *story) changeMap(m *pb.NetworkMap, paths ...string) *pb.NetworkMap {
	s.t.Helper()
	m.ClientId = s.lieke
	m, err := s.UpdateNetworkMap(s.asLieke(), &pb.UpdateNetworkMapRequest{NetworkMap: m, UpdateMask: mask(paths...)})
	s.ok(err)
	return m
}

func TestN17_StaffGetPrivatePartsEmptyAndTheirNames(t *testing.T) {
	s := newStory(t)
	c := s.told(pb.MapPart_MAP_PART_MEANING)
	s.changeMap(&pb.NetworkMap{SharedParts: []pb.MapPart{pb.MapPart_MAP_PART_MEANING, pb.MapPart_MAP_PART_GIVING, pb.MapPart_MAP_PART_CONTACT}}, "shared_parts")
	want := proto.Clone(c).(*pb.Contact)
	want.Feeling, want.Meaning, want.Hope = 0, "", 0
	want.PrivateParts = []pb.MapPart{pb.MapPart_MAP_PART_MEANING, pb.MapPart_MAP_PART_HOPE}
	if got := s.seen(s.asAnna(), c.GetId()); !proto.Equal(got, want) {
		t.Errorf("Anna sees %v, want %v", got, want)
	}
	if got := s.mapFor(s.asAnna(), 10).GetContacts(); len(got) != 1 || !proto.Equal(got[0], want) {
		t.Errorf("Anna's list is %v", got)
	}
	if got := s.seen(s.asLieke(), c.GetId()); !proto.Equal(got, c) {
		t.Errorf("Lieke sees %v, want %v", got, c)
	}
}

func TestN17_StaffCannotWriteWhatTheyCannotSee(t *testing.T) {
	s := newStory(t)
	c := s.told(pb.MapPart_MAP_PART_MEANING)
	update := func(c *pb.Contact, paths ...string) (*pb.Contact, error) {
		return s.UpdateContact(s.asAnna(), &pb.UpdateContactRequest{Contact: c, UpdateMask: mask(paths...)})
	}
	for _, path := range []string{"meaning", "feeling"} {
		_, err := update(&pb.Contact{Id: c.GetId(), Meaning: "x", Feeling: pb.Contact_FEELING_HARD}, "name", path)
		s.refused(err, codes.PermissionDenied)
		if reason(err) != "PART_NOT_SHARED" {
			t.Errorf("%s: %v", path, err)
		}
		s.names(err, "contact."+path)
	}
	// All of it, as it was got: what was not seen stays, what was seen may change.
	got := s.seen(s.asAnna(), c.GetId())
	got.Name, got.Hope = "Riet van hiernaast", pb.Contact_HOPE_FINE
	for _, paths := range [][]string{nil, {"*"}} {
		if _, err := update(proto.Clone(got).(*pb.Contact), paths...); err != nil {
			t.Fatal(err)
		}
		got = s.seen(s.asAnna(), c.GetId())
		if now := s.seen(s.asLieke(), c.GetId()); now.GetName() != "Riet van hiernaast" || now.GetHope() != pb.Contact_HOPE_FINE ||
			now.GetMeaning() != "we lachen" || now.GetFeeling() != pb.Contact_FEELING_GOOD ||
			!slices.Equal(now.GetPrivateParts(), []pb.MapPart{pb.MapPart_MAP_PART_MEANING}) {
			t.Fatalf("with mask %v: %v", paths, now)
		}
	}
	// Nor on a new contact, where the whole map keeps the part.
	s.changeMap(&pb.NetworkMap{SharedParts: []pb.MapPart{pb.MapPart_MAP_PART_MEANING}}, "shared_parts")
	_, err := s.CreateContact(s.asAnna(), &pb.CreateContactRequest{Contact: &pb.Contact{ClientId: s.lieke, Name: "Ad", Channel: "bellen"}})
	s.refused(err, codes.PermissionDenied)
	_, err = s.CreateContact(s.asAnna(), &pb.CreateContactRequest{Contact: &pb.Contact{ClientId: s.lieke, Name: "Ad", Meaning: "veel"}})
	s.ok(err)
}

func TestN17_StaffKeepMorePrivateAndShareNoMore(t *testing.T) {
	s := newStory(t)
	c := s.told(pb.MapPart_MAP_PART_MEANING)
	put := func(parts ...pb.MapPart) error {
		return second(s.UpdateContact(s.asAnna(), &pb.UpdateContactRequest{
			Contact: &pb.Contact{Id: c.GetId(), PrivateParts: parts}, UpdateMask: mask("private_parts"),
		}))
	}
	for _, parts := range [][]pb.MapPart{nil, {pb.MapPart_MAP_PART_HOPE}} {
		err := put(parts...)
		s.refused(err, codes.PermissionDenied)
		if reason(err) != "SHARING_IS_OWN" {
			t.Errorf("%v: %v", parts, err)
		}
	}
	s.ok(put(pb.MapPart_MAP_PART_MEANING, pb.MapPart_MAP_PART_HOPE))
	if got := s.seen(s.asAnna(), c.GetId()); got.GetHope() != 0 || len(got.GetPrivateParts()) != 2 {
		t.Errorf("Anna sees %v", got)
	}
	_, err := s.UpdateContact(s.asLieke(), &pb.UpdateContactRequest{Contact: &pb.Contact{Id: c.GetId()}, UpdateMask: mask("private_parts")})
	s.ok(err)
	if got := s.seen(s.asAnna(), c.GetId()); got.GetMeaning() != "we lachen" || len(got.GetPrivateParts()) != 0 {
		t.Errorf("after Lieke shared, Anna sees %v", got)
	}
}

// What is shared of the whole map is the client's word too: staff write it down as that.
func TestN17_WhatIsSharedAsksForTheClientsVoice(t *testing.T) {
	s := newStory(t)
	c := s.told()
	change := func(voice string) error {
		return second(s.UpdateNetworkMap(s.asAnna(), &pb.UpdateNetworkMapRequest{
			NetworkMap: &pb.NetworkMap{ClientId: s.lieke, SharedParts: []pb.MapPart{pb.MapPart_MAP_PART_HOPE}},
			UpdateMask: mask("shared_parts"), Voice: voice,
		}))
	}
	s.wrongField(change(""), "voice")
	s.ok(change("wees het aan op het scherm"))
	if got := s.seen(s.asAnna(), c.GetId()); got.GetMeaning() != "" || got.GetHope() != pb.Contact_HOPE_MORE {
		t.Errorf("Anna sees %v", got)
	}
}

func TestN17_OtherStaffNeedAYesToTheOrganisation(t *testing.T) {
	s := newStory(t)
	c := s.told()
	calls := s.calls(target{client: s.lieke, contact: c.GetId()})
	for _, who := range []authn.Role{authn.RoleNetworkLead, authn.RoleCoordinator} {
		for _, name := range []string{"ListContacts", "GetContact", "GetNetworkMap", "ListNetworkTalks", "ListMapSnapshots", "UpdateContact", "StartNetworkTalk", "TakeMapSnapshot"} {
			err := calls[name](s.as(s.lead, who))
			s.refused(err, codes.PermissionDenied)
			if reason(err) != "MAP_NOT_SHARED" {
				t.Errorf("%s by %s: %v", name, who, err)
			}
		}
	}
	s.sql(`INSERT INTO recruitment.consent (tenant_id, id, client_id, purpose, receiver, text_version, channel, given_at)
		VALUES ($1, $2, $3, 'network_map', 'de buren', 'network_map-1', 'spoken', now())`, s.here, ids.New(), s.lieke)
	s.refused(calls["ListContacts"](s.asLead()), codes.PermissionDenied) // a yes to others is none to the organisation
	s.consent(2, 0)
	for _, name := range []string{"ListContacts", "GetContact", "GetNetworkMap", "ListNetworkTalks", "ListMapSnapshots"} {
		s.ok(calls[name](s.asLead()))
	}
	// In the caseload a lead is one of the client's own.
	s.sql(`DELETE FROM recruitment.consent`)
	s.sql(`INSERT INTO recruitment.caseload (tenant_id, client_id, worker_id, position) VALUES ($1, $2, $3, 2)`, s.here, s.lieke, s.lead)
	s.ok(calls["ListContacts"](s.asLead()))
}

func TestN10_N11_TheMapItself(t *testing.T) {
	s := newStory(t)
	m := s.wholeMap(s.asAnna())
	if !m.GetSearching() || len(m.GetSharedParts()) != 4 || m.GetLiving() != "" || m.GetOffer() != 0 || m.GetEtag() == "" {
		t.Fatalf("a map of which nothing was told = %v", m)
	}
	changed, err := s.UpdateNetworkMap(s.asAnna(), &pb.UpdateNetworkMapRequest{
		NetworkMap: &pb.NetworkMap{ClientId: s.lieke, Etag: m.GetEtag(), Living: "Boven de bakker."},
	})
	s.ok(err)
	if got := s.wholeMap(s.asLieke()); got.GetLiving() != "Boven de bakker." || changed.GetEtag() == m.GetEtag() {
		t.Fatalf("Lieke's map = %v", got)
	}
	hidden := s.contact("Oom Jan", true)
	if !s.wholeMap(s.asAnna()).GetSearching() || s.wholeMap(s.asLieke()).GetSearching() {
		t.Error("a hidden contact is somebody for Lieke and nobody for Anna")
	}
	_, err = s.UpdateContact(s.asLieke(), &pb.UpdateContactRequest{Contact: &pb.Contact{Id: hidden.GetId()}, UpdateMask: mask("hidden")})
	s.ok(err)
	if s.wholeMap(s.asAnna()).GetSearching() {
		t.Error("there is somebody on the map")
	}
	_, err = s.UpdateNetworkMap(s.asAnna(), &pb.UpdateNetworkMapRequest{NetworkMap: &pb.NetworkMap{ClientId: s.lieke, Etag: "stale"}})
	s.refused(err, codes.Aborted)
}
