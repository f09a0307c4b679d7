package server_test

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

func TestN18_WhoGivesSomethingBack(t *testing.T) {
	s := newStory(t)
	riet, hidden := s.contact("Riet", false), s.contact("Oom Jan", true)
	give := func(ctx context.Context, contact string) (*pb.NetworkMap, error) {
		return s.UpdateNetworkMap(ctx, &pb.UpdateNetworkMapRequest{NetworkMap: &pb.NetworkMap{
			ClientId: s.lieke, GiveBack: pb.NetworkMap_GIVE_BACK_SOMEBODY, GiveBackContactId: contact,
		}})
	}
	_, err := give(s.asAnna(), "")
	s.wrongField(err, "network_map.give_back_contact_id")
	omars, err := s.CreateContact(s.asBram(), &pb.CreateContactRequest{Contact: &pb.Contact{ClientId: s.omar, Name: "Omars broer"}})
	s.ok(err)
	for _, id := range []string{hidden.GetId(), omars.GetId(), ids.New()} {
		_, err = give(s.asAnna(), id)
		s.unknown(err, "network_map.give_back_contact_id")
	}
	m, err := give(s.asAnna(), riet.GetId())
	s.ok(err)
	if m.GetGiveBackContactId() != riet.GetId() {
		t.Fatalf("map = %v", m)
	}
	// Whom staff may not see gives nothing back for them, and is not overwritten by silence.
	etag := s.wholeMap(s.asAnna()).GetEtag()
	_, err = s.DeleteContact(s.asLieke(), &pb.DeleteContactRequest{Id: riet.GetId()})
	s.ok(err)
	empty := s.wholeMap(s.asAnna())
	if empty.GetGiveBack() != 0 || empty.GetEtag() == etag {
		t.Fatalf("after Riet left the map: %v", empty)
	}
	_, err = give(s.asLieke(), hidden.GetId())
	s.ok(err)
	if got := s.wholeMap(s.asAnna()); !proto.Equal(got.GetOfferTime(), empty.GetOfferTime()) || got.GetGiveBack() != 0 ||
		got.GetGiveBackContactId() != "" || got.GetEtag() != empty.GetEtag() {
		t.Fatalf("Anna sees %v, before %v", got, empty)
	}
	_, err = s.UpdateNetworkMap(s.asAnna(), &pb.UpdateNetworkMapRequest{NetworkMap: empty, UpdateMask: mask("*")})
	s.ok(err)
	if got := s.wholeMap(s.asLieke()); got.GetGiveBackContactId() != hidden.GetId() {
		t.Fatalf("Lieke's map = %v", got)
	}
}

func TestN18_LookingForSomebodyIsOneOpenStep(t *testing.T) {
	s := newStory(t)
	steps := func() []*pb.Step {
		t.Helper()
		got, err := s.ListSteps(s.asAnna(), &pb.ListStepsRequest{ClientId: s.lieke})
		s.ok(err)
		return slices.DeleteFunc(got.GetSteps(), func(st *pb.Step) bool { return st.GetKind() != pb.Step_KIND_FIND_SOMEBODY })
	}
	for range 3 {
		s.step("zwaaien") // as many small steps as may be open at once (N-12)
	}
	for range 2 {
		s.changeMap(&pb.NetworkMap{GiveBack: pb.NetworkMap_GIVE_BACK_LOOKING}, "give_back")
		if got := steps(); len(got) != 1 || got[0].GetState() != pb.Step_STATE_OPEN {
			t.Fatalf("steps = %v", got)
		}
	}
	_, err := s.CompleteStep(s.asAnna(), &pb.ChangeStepStateRequest{Id: steps()[0].GetId()})
	s.ok(err)
	s.changeMap(&pb.NetworkMap{Living: "thuis"}, "living")
	if got := steps(); len(got) != 1 {
		t.Fatalf("another search began by itself: %v", got)
	}
}

func TestN16_TheOfferIsWrittenDownAndCountedInGroups(t *testing.T) {
	s := newStory(t)
	offer := func(ctx context.Context, said pb.NetworkMap_Offer) *pb.NetworkMap {
		t.Helper()
		m, err := s.OfferNetworkMap(ctx, &pb.OfferNetworkMapRequest{ClientId: s.lieke, Offer: said})
		s.ok(err)
		return m
	}
	s.changeMap(&pb.NetworkMap{Living: "boven de bakker"}, "living")
	if m := offer(s.asAnna(), pb.NetworkMap_OFFER_LATER); m.GetOffer() != pb.NetworkMap_OFFER_LATER || m.GetOfferTime() == nil || m.GetLiving() == "" {
		t.Errorf("Anna's offer = %v", m)
	}
	// Who may offer, and not see, gets no more than what they said.
	if m := offer(s.asLead(), pb.NetworkMap_OFFER_ACCEPTED); m.GetOffer() != pb.NetworkMap_OFFER_ACCEPTED || m.GetLiving() != "" || len(m.GetSharedParts()) != 0 || m.GetEtag() != "" {
		t.Errorf("the lead's offer = %v", m)
	}
	location := ids.New()
	s.sql(`INSERT INTO recruitment.location (tenant_id, id, name, name_key, created_at, updated_at) VALUES ($1, $2, 'Hier', 'hier', now(), now())`, s.here, location)
	for _, tenant := range []string{s.here, s.elsewhere} {
		for n := range 11 {
			client := ids.New()
			s.client(tenant, client, s.anna)
			if n < 6 {
				s.sql(`INSERT INTO recruitment.network_map (tenant_id, client_id, shared_parts, offer, updated_at) VALUES ($1, $2, '{}', 'declined', now())`, tenant, client)
			}
			if tenant == s.here {
				s.sql(`UPDATE recruitment.client SET location_id = $2 WHERE id = $1`, client, location)
			}
		}
	}
	count := func(location string) string {
		t.Helper()
		got, err := s.CountMapOffers(s.asLead(), &pb.CountMapOffersRequest{LocationId: location})
		s.ok(err)
		words := ""
		for _, g := range got.GetGroups() {
			words += g.GetOffer().String()[len("OFFER_"):] + ":"
			if g.GetTold() {
				words += strconv.Itoa(int(g.GetClients()))
			}
			words += " "
		}
		return words
	}
	// Here: one accepted (Lieke), nobody later, six declined, six not offered (Omar and five).
	if got := count(""); got != "ACCEPTED: LATER: DECLINED: UNSPECIFIED:6 " {
		t.Errorf("the organisation: %s", got)
	}
	// Five of those six not offered live here: together with the organisation's six that would tell of Omar.
	if got := count(location); got != "ACCEPTED: LATER: DECLINED:6 UNSPECIFIED: " {
		t.Errorf("the location: %s", got)
	}
	_, err := s.CountMapOffers(s.asLead(), &pb.CountMapOffersRequest{LocationId: ids.New()})
	s.refused(err, codes.NotFound)
	if rows := s.count(`SELECT count(*) FROM recruitment.audit WHERE method LIKE '%CountMapOffers' AND client_id IS NOT NULL`); rows != 0 {
		t.Error("counting names somebody in the log of who saw whom")
	}
}

func TestN14_AYesPerPersonAndPurpose(t *testing.T) {
	s := newStory(t)
	c := s.contact("Riet", false)
	allow := func(ctx context.Context, purpose, voice string) (*pb.Contact, error) {
		return s.AllowApproach(ctx, &pb.AllowApproachRequest{Id: c.GetId(), Purpose: purpose, Voice: voice})
	}
	_, err := allow(s.asAnna(), "meefietsen", "")
	s.wrongField(err, "voice")
	_, err = allow(s.asAnna(), "meefietsen", "zei: vraag maar")
	s.ok(err)
	got, err := allow(s.asLieke(), "samen koken", "")
	s.ok(err)
	if len(got.GetApproaches()) != 2 || got.GetApproaches()[0].GetPurpose() != "meefietsen" || got.GetApproaches()[1].GetGiveTime() == nil {
		t.Fatalf("approaches = %v", got.GetApproaches())
	}
	if seen := s.seen(s.asAnna(), c.GetId()); !proto.Equal(seen, got) {
		t.Fatalf("Anna sees %v", seen)
	}
	withdraw := &pb.WithdrawApproachRequest{Id: c.GetId(), ApproachId: got.GetApproaches()[0].GetId(), Etag: "1"}
	got, err = s.WithdrawApproach(s.asLieke(), withdraw) // her own word asks for no etag
	s.ok(err)
	if len(got.GetApproaches()) != 1 {
		t.Fatalf("approaches = %v", got.GetApproaches())
	}
	_, err = s.WithdrawApproach(s.asLieke(), withdraw)
	s.refused(err, codes.NotFound)
	if events := s.events(); len(events) != 0 {
		t.Fatalf("a yes is told to nobody: %v", events)
	}
}

func TestN19_ToolsArePickedAndNoneIsForced(t *testing.T) {
	s := newStory(t)
	talk, err := s.StartNetworkTalk(s.asAnna(), &pb.StartNetworkTalkRequest{ClientId: s.lieke})
	s.ok(err)
	answer := func(tools ...*pb.TalkTool) (*pb.NetworkTalk, error) {
		return s.AnswerNetworkTalk(s.asLieke(), &pb.AnswerNetworkTalkRequest{Talk: &pb.NetworkTalk{
			Id: talk.GetId(), Tools: tools, Moment: "zorgplanbespreking", WhoSupportsMe: &pb.TalkAnswer{NotNow: true}, WhatIMean: &pb.TalkAnswer{NotNow: true},
		}})
	}
	_, err = answer(&pb.TalkTool{TemplateKey: "no_such_tool", TemplateVersion: 1})
	s.unknown(err, "talk.tools")
	_, err = answer(&pb.TalkTool{TemplateKey: "ecogram", TemplateVersion: 99})
	s.unknown(err, "talk.tools")
	_, err = answer(&pb.TalkTool{TemplateKey: "ecogram", TemplateVersion: 1, Answers: map[string]*pb.TalkAnswer{"no_such_part": {NotNow: true}}})
	s.wrongField(err, "talk.tools")
	_, err = answer(&pb.TalkTool{TemplateKey: "ecogram", TemplateVersion: 1}, &pb.TalkTool{TemplateKey: "ecogram", TemplateVersion: 1})
	s.wrongField(err, "talk.tools")
	picked := []*pb.TalkTool{
		{TemplateKey: "miracle_question", TemplateVersion: 1, Answers: map[string]*pb.TalkAnswer{"tomorrow": {Words: "dan belt iemand"}}},
		{TemplateKey: "ecogram", TemplateVersion: 1},
	}
	got, err := answer(picked...)
	s.ok(err)
	if len(got.GetTools()) != 2 || !proto.Equal(got.GetTools()[0], picked[0]) || got.GetMoment() != "zorgplanbespreking" {
		t.Fatalf("talk = %v", got)
	}
	// A call that says nothing of tools leaves them, and a talk closes with tools unanswered.
	got, err = answer()
	s.ok(err)
	closed, err := s.CloseNetworkTalk(s.asLieke(), &pb.CloseNetworkTalkRequest{Id: talk.GetId(), Etag: got.GetEtag()})
	s.ok(err)
	if len(closed.GetTools()) != 2 || !closed.GetClosed() {
		t.Fatalf("closed = %v", closed)
	}
}

func TestN17_ErasingIsTheClientsAndLeavesNothing(t *testing.T) {
	s := newStory(t)
	riet := s.told()
	s.contact("Oom Jan", true)
	s.changeMap(&pb.NetworkMap{Living: "boven de bakker", GiveBack: pb.NetworkMap_GIVE_BACK_SOMEBODY, GiveBackContactId: riet.GetId()}, "living", "give_back", "give_back_contact_id")
	s.ok(second(s.TakeMapSnapshot(s.asAnna(), &pb.TakeMapSnapshotRequest{ClientId: s.lieke, RequestId: ids.New()})))
	s.ok(second(s.StartNetworkTalk(s.asAnna(), &pb.StartNetworkTalkRequest{ClientId: s.lieke})))
	s.ok(second(s.OfferNetworkMap(s.asAnna(), &pb.OfferNetworkMapRequest{ClientId: s.lieke, Offer: pb.NetworkMap_OFFER_ACCEPTED})))
	erase := &pb.EraseNetworkMapRequest{ClientId: s.lieke}
	for _, ctx := range []context.Context{s.asAnna(), s.asLead()} {
		s.refused(second(s.EraseNetworkMap(ctx, erase)), codes.PermissionDenied)
	}
	s.refused(second(s.EraseNetworkMap(s.as(s.omar, authn.RoleClient), erase)), codes.NotFound)
	s.ok(second(s.EraseNetworkMap(s.asLieke(), erase)))
	for _, table := range []string{"contact", "map_snapshot", "map_snapshot_contact", "network_talk", "request_ledger"} {
		if n := s.count(`SELECT count(*) FROM recruitment.` + table); n != 0 {
			t.Errorf("%d rows in %s", n, table)
		}
	}
	if m := s.wholeMap(s.asLieke()); m.GetLiving() != "" || m.GetGiveBack() != 0 || !m.GetSearching() || m.GetOffer() != pb.NetworkMap_OFFER_ACCEPTED {
		t.Errorf("map = %v", m)
	}
}

// A removed client takes the map along, also when somebody on it gives something back.
func TestARemovedClientTakesTheWholeMapAlong(t *testing.T) {
	s := newStory(t)
	s.changeMap(&pb.NetworkMap{GiveBack: pb.NetworkMap_GIVE_BACK_SOMEBODY, GiveBackContactId: s.told().GetId()}, "give_back", "give_back_contact_id")
	s.sql(`DELETE FROM recruitment.client WHERE id = $1`, s.lieke)
	if n := s.count(`SELECT (SELECT count(*) FROM recruitment.contact) + (SELECT count(*) FROM recruitment.network_map)`); n != 0 {
		t.Errorf("%d rows left", n)
	}
}

// A yes for a while is over at its end, for everybody and without anybody looking.
func TestN17_AYesForAWhileEndsByItself(t *testing.T) {
	h := open(t)
	worker, asWorker := h.Worker("Vera Verzonnen")
	client := h.NewClient("Wies", "Wolk", worker).GetId()
	_, err := h.Client.GiveConsent(h.Coordinator, &pb.GiveConsentRequest{
		ClientId: client, Purpose: pb.Consent_PURPOSE_NETWORK_MAP, Channel: pb.Consent_CHANNEL_SPOKEN, Receiver: "organisation",
		EndTime: timestamppb.New(servertest.Now.Add(time.Hour)),
	})
	if err != nil {
		t.Fatal(err)
	}
	see := func(ctx context.Context) error {
		_, err := h.Client.ListContacts(ctx, &pb.ListContactsRequest{ClientId: client})
		return err
	}
	servertest.WantCode(t, see(asWorker), codes.OK)
	servertest.WantCode(t, see(h.Coordinator), codes.OK)
	h.Later(time.Hour)
	servertest.WantCode(t, see(asWorker), codes.PermissionDenied)
	servertest.WantCode(t, see(h.Coordinator), codes.PermissionDenied)
}
