package server_test

import (
	"context"
	"sync"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
)

// follow lets both sides do what the planned work does.
func (d *duo) follow() {
	d.t.Helper()
	must(d.t, d.server.Region().FollowAll(d.t.Context(), d.tenant, d.they.tenant))
}

// sides gives the match on either side.
func (d *duo) sides(id string) (ours, theirs *pb.Match) {
	d.t.Helper()
	get := func(h *house) *pb.Match {
		m, err := h.api.GetMatch(h.lead(), &pb.GetMatchRequest{Id: d.see(h, h.lead(), id).GetMatchId()})
		must(d.t, err)
		return m
	}
	return get(d.house), get(d.they)
}

func (d *duo) want(id string, ours, theirs pb.Match_State) {
	d.t.Helper()
	a, b := d.sides(id)
	wantState(d.t, a, ours)
	wantState(d.t, b, theirs)
}

// agrees lets one side talk, and its client want to go on.
func (d *duo) agrees(h *house, match, client string) {
	d.t.Helper()
	_, err := h.api.RecordTalk(h.lead(), &pb.RecordTalkRequest{Id: match, Talk: &pb.ExpectationsTalk{
		Possibilities: "x", Plan: "samen koken", Expectations: []*pb.Expectation{{ClientId: client, Words: "gezellig", Rhythm: pb.Expectation_RHYTHM_REGULARLY}}}})
	must(d.t, err)
	_, err = h.api.AgreeToGo(h.client(client), &pb.AgreeToGoRequest{Id: match, ClientId: client})
	must(d.t, err)
}

func TestM02_UnderWayWhenBothSidesWantTo(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	id := d.met()
	ours, theirs := d.sides(id)
	d.agrees(d.house, ours.GetId(), d.lotte)
	d.follow()
	d.want(id, pb.Match_STATE_GETTING_ACQUAINTED, pb.Match_STATE_GETTING_ACQUAINTED)
	d.agrees(d.they, theirs.GetId(), d.they.nick)
	d.follow()
	d.want(id, pb.Match_STATE_UNDER_WAY, pb.Match_STATE_UNDER_WAY)
}

func TestM16_AnEndingOnOneSideBeginsItOnTheOther(t *testing.T) {
	t.Parallel()
	for name, stop := range map[string]func(*duo, *pb.Match) error{
		"our client stops": func(d *duo, m *pb.Match) error {
			_, err := d.api.EndMatch(d.client(d.lotte), &pb.EndMatchRequest{Id: m.GetId(), PrivateReason: "geheim"})
			return err
		},
		"our card is taken back": func(d *duo, m *pb.Match) error {
			d.hear(&recruitmentv1.CardChanged{ClientId: d.lotte, RegionalRequestId: m.GetElsewhere().GetRegionalRequestId()})
			return nil
		},
		"our yes is taken back, told": func(d *duo, _ *pb.Match) error {
			d.hear(&recruitmentv1.RegionalYesGone{ClientId: d.lotte, Region: "Zuid"})
			return nil
		},
		"our yes is taken back, looked at": func(d *duo, m *pb.Match) error {
			d.sharing.set(func() { d.sharing.no[d.lotte] = true })
			d.see(d.they, d.they.lead(), m.GetElsewhere().GetRegionalRequestId())
			return nil
		},
		"we leave the region": func(d *duo, _ *pb.Match) error {
			preview, err := d.region.PreviewLeavingRegion(d.lead(), &pb.PreviewLeavingRegionRequest{})
			must(d.t, err)
			_, err = d.region.LeaveRegion(d.lead(), &pb.LeaveRegionRequest{Etag: preview.GetEtag()})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := neighbours(t)
			id := d.met()
			ours, _ := d.sides(id)
			must(t, stop(d, ours))
			d.follow()
			d.want(id, pb.Match_STATE_CLOSING, pb.Match_STATE_CLOSING)
			_, theirs := d.sides(id)
			if theirs.GetEnding().GetPrivateReason() != "" || theirs.GetEnding().GetStartedByClientId() != "" || theirs.GetEnding().GetNeutralWords() != "" {
				t.Errorf("the other side reads why: %v", theirs.GetEnding())
			}
		})
	}
}

func TestM16_WhoLeavesAltogetherLeavesTheOtherInCare(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	id := d.met()
	_, theirs := d.sides(id)
	d.hear(&recruitmentv1.ClientLeft{ClientId: d.lotte})
	d.follow()
	m, err := d.they.api.GetMatch(d.they.lead(), &pb.GetMatchRequest{Id: theirs.GetId()})
	must(t, err)
	wantState(t, m, pb.Match_STATE_CLOSING)
	if n := d.count(`SELECT count(*) FROM matching.regional_request WHERE client_id = $1`, d.lotte); n != 0 {
		t.Error("something of whoever left is kept")
	}
	d.they.see2(t, id)
}

// see2 looks at a request whose other side has nobody any more.
func (h *house) see2(t *testing.T, id string) {
	t.Helper()
	r, err := h.region.GetRegionalRequest(h.lead(), &pb.GetRegionalRequestRequest{Id: id})
	must(t, err)
	wantRequest(t, r, pb.RegionalRequest_STATE_MET)
}

func TestX10_AnEndingTakenBackIsTakenBackOnEitherSide(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	id := d.met()
	ours, theirs := d.sides(id)
	end := func() {
		_, err := d.api.EndMatch(d.client(d.lotte), &pb.EndMatchRequest{Id: ours.GetId()})
		must(t, err)
		d.follow()
		d.want(id, pb.Match_STATE_CLOSING, pb.Match_STATE_CLOSING)
	}
	back := func() {
		_, err := d.api.TakeBackEnding(d.client(d.lotte), &pb.ChangeMatchStateRequest{Id: ours.GetId(), ClientId: d.lotte})
		must(t, err)
		d.follow()
	}
	end()
	back()
	d.want(id, pb.Match_STATE_GETTING_ACQUAINTED, pb.Match_STATE_GETTING_ACQUAINTED)
	// When the other stopped meanwhile, that stop is followed.
	end()
	_, err := d.they.api.EndMatch(d.they.client(d.they.nick), &pb.EndMatchRequest{Id: theirs.GetId()})
	must(t, err)
	back()
	d.follow()
	d.want(id, pb.Match_STATE_CLOSING, pb.Match_STATE_CLOSING)
}

func TestO06_AClosedMatchTellsThatCardsAreDone(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	id := d.met()
	ours, _ := d.sides(id)
	_, err := d.api.EndMatch(d.lead(), &pb.EndMatchRequest{Id: ours.GetId()})
	must(t, err)
	_, err = d.api.RecordEndingCare(d.lead(), &pb.RecordEndingCareRequest{Id: ours.GetId(), ClientId: d.lotte, TalkHeld: true, FollowUpTime: stamp(d.house, 14)})
	must(t, err)
	_, err = d.api.CloseMatch(d.lead(), &pb.CloseMatchRequest{Id: ours.GetId(), NeutralWords: "Het was fijn."})
	must(t, err)
	var last *pb.RegionalMeetingChanged
	rows, err := d.database.Owner(t).Query(t.Context(), `SELECT payload FROM matching.outbox WHERE tenant_id = $1 AND type = 'optrek.matching.v1.RegionalMeetingChanged' ORDER BY seq`, d.tenant)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var body []byte
		must(t, rows.Scan(&body))
		last = &pb.RegionalMeetingChanged{}
		must(t, proto.Unmarshal(body, last))
	}
	if last.GetMet() || last.GetClientId() != d.lotte || last.GetOrganisationId() != d.they.tenant {
		t.Errorf("told %v", last)
	}
}

func TestO06_LeavingDoesWhatThePreviewSaid(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	d.met()
	_, err := d.region.ShowWishInRegion(d.worker(d.carla), &pb.ShowWishInRegionRequest{WishId: d.wishes[d.omar]})
	must(t, err)
	wishes := d.wishesOf(d.they)
	preview := func() *pb.LeavingRegion {
		p, err := d.region.PreviewLeavingRegion(d.lead(), &pb.PreviewLeavingRegionRequest{})
		must(t, err)
		return p
	}
	before := preview()
	if before.GetWishes() != 2 || before.GetRequests() != 0 || before.GetMatches() != 1 || !hasCode(before.GetWhatItMeans(), "MATCHES_END_WITH_CARE") {
		t.Fatalf("got %v", before)
	}
	for _, w := range wishes {
		if w.GetId() != d.see(d.they, d.they.lead(), d.requestOf(d.they)).GetWish().GetId() {
			_, err = d.they.region.AskInRegion(d.they.lead(), &pb.AskInRegionRequest{RegionalWishId: w.GetId(), ClientId: d.they.omar, Reason: "x"})
			must(t, err)
		}
	}
	_, err = d.region.LeaveRegion(d.lead(), &pb.LeaveRegionRequest{Etag: before.GetEtag()})
	wantReason(t, err, "CHANGED_MEANWHILE")
	now := preview()
	if now.GetRequests() != 1 {
		t.Fatalf("got %v", now)
	}
	_, err = d.region.LeaveRegion(d.worker(d.anna), &pb.LeaveRegionRequest{Etag: now.GetEtag()})
	wantCode(t, err, codes.PermissionDenied)
	id := ids.New()
	for range 2 {
		left, err := d.region.LeaveRegion(d.lead(), &pb.LeaveRegionRequest{Etag: now.GetEtag(), RequestId: id})
		if id = ""; err == nil && left.GetWishes() != 2 {
			t.Errorf("got %v", left)
		}
	}
	if len(d.wishesOf(d.they)) != 0 || len(d.wishesOf(d.house)) != 0 {
		t.Error("something is still shown")
	}
	d.want(d.requestOf(d.they), pb.Match_STATE_CLOSING, pb.Match_STATE_CLOSING)
	list, err := d.they.region.ListRegionalRequests(d.they.lead(), &pb.ListRegionalRequestsRequest{})
	must(t, err)
	if len(list.GetRequests()) != 1 {
		t.Errorf("requests still open: %v", list)
	}
	got, err := d.region.GetRegion(d.lead(), &pb.GetRegionRequest{})
	must(t, err)
	if got.GetTakingPart() {
		t.Error("still takes part")
	}
	_, err = d.region.PreviewLeavingRegion(d.lead(), &pb.PreviewLeavingRegionRequest{})
	wantReason(t, err, "NOT_TAKING_PART")
	d.join(d.house)
	if len(d.wishesOf(d.they)) != 0 {
		t.Error("taking part again shows what was shown before")
	}
}

// requestOf gives the request in which people met.
func (d *duo) requestOf(h *house) string {
	d.t.Helper()
	list, err := h.region.ListRegionalRequests(h.lead(), &pb.ListRegionalRequestsRequest{})
	must(d.t, err)
	for _, r := range list.GetRequests() {
		if r.GetState() == pb.RegionalRequest_STATE_MET {
			return r.GetId()
		}
	}
	d.t.Fatal("nobody met")
	return ""
}

func stamp(h *house, days int) *timestamppb.Timestamp {
	return timestamppb.New(h.now.AddDate(0, 0, days))
}

func TestO06_BothAnswerAtTheSameMoment(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	id := d.withClients().GetId()
	var wait sync.WaitGroup
	for range 5 {
		for client, h := range map[string]*house{d.lotte: d.house, d.they.nick: d.they} {
			ctx := h.client(client)
			wait.Go(func() {
				_, err := h.region.AnswerAsClient(ctx, &pb.AnswerAsClientRequest{Id: id, ClientId: client, Answer: pb.Answer_ANSWER_YES})
				if err != nil && status.Code(err) != codes.FailedPrecondition {
					t.Errorf("%v", err)
				}
			})
		}
	}
	wait.Wait()
	if n := d.count(`SELECT count(*) FROM matching.match_elsewhere`); n != 2 {
		t.Errorf("%d matches, want one on either side", n)
	}
}

// What a crash left undone after the answer is done by the planned work.
func TestO06_WhatWasLeftUndoneIsFollowed(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	id := d.withClients().GetId()
	_, err := d.database.Owner(t).Exec(t.Context(), `UPDATE matching.regional_side SET ready = true WHERE request_id = $1`, id)
	must(t, err)
	d.follow()
	d.want(id, pb.Match_STATE_GETTING_ACQUAINTED, pb.Match_STATE_GETTING_ACQUAINTED)
	d.follow()
	if n := d.count(`SELECT count(*) FROM matching.match_elsewhere`); n != 2 {
		t.Errorf("%d matches", n)
	}
}

// regional gives for every method of the region a request that is right in itself.
func (d *duo) regional(wish, request string) map[protoreflect.Name]proto.Message {
	return map[protoreflect.Name]proto.Message{
		"GetRegion": &pb.GetRegionRequest{}, "JoinRegion": &pb.JoinRegionRequest{},
		"PreviewLeavingRegion": &pb.PreviewLeavingRegionRequest{}, "LeaveRegion": &pb.LeaveRegionRequest{Etag: "x"},
		"PreviewRegionalWish":    &pb.PreviewRegionalWishRequest{WishId: d.wishes[d.lotte]},
		"ShowWishInRegion":       &pb.ShowWishInRegionRequest{WishId: d.wishes[d.lotte]},
		"HideWishFromRegion":     &pb.HideWishFromRegionRequest{WishId: d.wishes[d.lotte]},
		"ListOwnRegionalWishes":  &pb.ListOwnRegionalWishesRequest{ClientId: d.lotte},
		"ListRegionalWishes":     &pb.ListRegionalWishesRequest{},
		"SuggestForRegionalWish": &pb.SuggestForRegionalWishRequest{RegionalWishId: wish},
		"AskInRegion":            &pb.AskInRegionRequest{RegionalWishId: wish, ClientId: d.they.nick, Reason: "x"},
		"ListRegionalRequests":   &pb.ListRegionalRequestsRequest{ClientId: d.lotte},
		"GetRegionalRequest":     &pb.GetRegionalRequestRequest{Id: request},
		"AnswerRegionalRequest":  &pb.AnswerRegionalRequestRequest{Id: request, Yes: true},
		"AnswerAsClient": &pb.AnswerAsClientRequest{Id: request, ClientId: d.lotte, Answer: pb.Answer_ANSWER_NO,
			SupportForm: pb.SupportForm_SUPPORT_FORM_SPOKEN},
		"WithdrawRegionalRequest": &pb.WithdrawRegionalRequestRequest{Id: request},
	}
}

// Ids of the region answer NOT_FOUND to a third organisation, and at home to who does not
// reach the client. The methods come from the descriptor.
func TestTheRegionIsNotFoundByOthers(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	asked := d.ask()
	requests := d.regional(asked.GetWish().GetId(), asked.GetId())
	ofTheOrganisation := map[protoreflect.Name]bool{"GetRegion": true, "JoinRegion": true, "PreviewLeavingRegion": true, "LeaveRegion": true, "ListRegionalWishes": true}
	ofTheRegion := map[protoreflect.Name]bool{"SuggestForRegionalWish": true}
	all := pb.File_optrek_matching_v1_region_proto.Services().Get(0).Methods()
	for i := range all.Len() {
		m := all.Get(i)
		if requests[m.Name()] == nil {
			t.Errorf("no request for %s: add one", m.Name())
			continue
		}
		if ofTheOrganisation[m.Name()] {
			continue // is about nobody
		}
		for who, ctx := range map[string]context.Context{
			"a third organisation": d.third.lead(), "its worker with our worker's id": d.third.worker(d.anna), "its client with our client's id": d.third.client(d.lotte),
			"a colleague out of reach": d.worker(d.carla), "another client": d.client(d.omar),
		} {
			if err := d.invoke(ctx, m, requests[m.Name()]); status.Code(err) != codes.NotFound && status.Code(err) != codes.PermissionDenied && !ofTheRegion[m.Name()] {
				t.Errorf("%s by %s: %v", m.Name(), who, err)
			}
		}
		for _, role := range []authn.Role{authn.RoleRegionCoordinator, authn.RoleOrganisationAdmin} {
			wantCode(t, d.invoke(d.as(ids.New(), role), m, requests[m.Name()]), codes.PermissionDenied)
		}
		wantCode(t, d.invoke(t.Context(), m, requests[m.Name()]), codes.Unauthenticated)
	}
	wantRequest(t, d.see(d.house, d.lead(), asked.GetId()), pb.RegionalRequest_STATE_ASKED)
}

func TestX06_NoFiguresAboutPeopleInTheRegion(t *testing.T) {
	t.Parallel()
	counts := map[protoreflect.FullName]bool{ // of the organisation, never of a person
		"optrek.matching.v1.LeavingRegion.wishes": true, "optrek.matching.v1.LeavingRegion.requests": true, "optrek.matching.v1.LeavingRegion.matches": true,
		"optrek.matching.v1.ListOwnRegionalWishesRequest.page_size": true, "optrek.matching.v1.ListRegionalWishesRequest.page_size": true,
		"optrek.matching.v1.ListRegionalRequestsRequest.page_size": true,
	}
	eachField(pb.File_optrek_matching_v1_region_proto.Messages(), func(f protoreflect.FieldDescriptor) {
		switch f.Kind() {
		case protoreflect.StringKind, protoreflect.BoolKind, protoreflect.EnumKind, protoreflect.MessageKind:
		default:
			if !counts[f.FullName()] {
				t.Errorf("%s is a number", f.FullName())
			}
		}
	})
}
