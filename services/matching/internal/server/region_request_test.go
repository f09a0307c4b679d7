package server_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

// ask lets the other organisation ask whether their nick could meet our lotte.
func (d *duo) ask() *pb.RegionalRequest {
	d.t.Helper()
	r, err := d.they.region.AskInRegion(d.they.worker(d.they.bert), &pb.AskInRegionRequest{
		RegionalWishId: d.show().GetId(), ClientId: d.they.nick, Reason: "Allebei houden ze van koken."})
	must(d.t, err)
	return r
}

func (d *duo) withClients() *pb.RegionalRequest {
	d.t.Helper()
	asked := d.ask()
	r, err := d.region.AnswerRegionalRequest(d.worker(d.anna), &pb.AnswerRegionalRequestRequest{Id: asked.GetId(), Yes: true})
	must(d.t, err)
	return r
}

func (d *duo) says(h *house, id, client string, answer pb.Answer) *pb.RegionalRequest {
	d.t.Helper()
	r, err := h.region.AnswerAsClient(h.client(client), &pb.AnswerAsClientRequest{Id: id, ClientId: client, Answer: answer})
	must(d.t, err)
	return r
}

// met brings lotte of ours and nick of theirs together.
func (d *duo) met() (id string) {
	d.t.Helper()
	id = d.withClients().GetId()
	d.says(d.they, id, d.they.nick, pb.Answer_ANSWER_YES)
	d.says(d.house, id, d.lotte, pb.Answer_ANSWER_YES)
	return id
}

func (d *duo) see(h *house, ctx context.Context, id string) *pb.RegionalRequest {
	d.t.Helper()
	r, err := h.region.GetRegionalRequest(ctx, &pb.GetRegionalRequestRequest{Id: id})
	must(d.t, err)
	return r
}

func wantRequest(t *testing.T, r *pb.RegionalRequest, want pb.RegionalRequest_State) {
	t.Helper()
	if r.GetState() != want {
		t.Fatalf("got %s, want %s: %v", r.GetState(), want, r)
	}
}

func TestO06_FromAWishToAMatchOnEitherSide(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	asked := d.ask()
	wantRequest(t, asked, pb.RegionalRequest_STATE_ASKED)
	if !asked.GetAskedByUs() || asked.GetOther().GetName() != "Dichterbij" || asked.GetClientId() != d.they.nick || asked.GetWish().GetKind() != pb.RegionalWish_KIND_COMPANY || asked.GetWish().GetClientId() != "" {
		t.Errorf("got %v", asked)
	}
	here := d.see(d.house, d.worker(d.anna), asked.GetId())
	if here.GetAskedByUs() || here.GetClientId() != d.lotte || here.GetWish().GetWishId() != d.wishes[d.lotte] || here.GetReason() == "" || here.GetOther().GetName() != "Syndion" || !hasCode(here.GetHints(), "ANSWER_TOGETHER") {
		t.Errorf("got %v", here)
	}
	// M-17: no client is asked before both organisations said yes.
	for who, h := range map[string]*house{d.lotte: d.house, d.they.nick: d.they} {
		_, err := h.region.GetRegionalRequest(h.client(who), &pb.GetRegionalRequestRequest{Id: asked.GetId()})
		wantCode(t, err, codes.NotFound)
		list, err := h.region.ListRegionalRequests(h.client(who), &pb.ListRegionalRequestsRequest{NothingToo: true})
		must(t, err)
		if len(list.GetRequests()) != 0 {
			t.Errorf("a client sees %v", list)
		}
	}
	yes, err := d.region.AnswerRegionalRequest(d.worker(d.anna), &pb.AnswerRegionalRequestRequest{Id: asked.GetId(), Yes: true, Etag: here.GetEtag()})
	must(t, err)
	wantRequest(t, yes, pb.RegionalRequest_STATE_WITH_CLIENTS)
	wantRequest(t, d.says(d.they, asked.GetId(), d.they.nick, pb.Answer_ANSWER_YES), pb.RegionalRequest_STATE_WITH_CLIENTS)
	met := d.says(d.house, asked.GetId(), d.lotte, pb.Answer_ANSWER_YES)
	wantRequest(t, met, pb.RegionalRequest_STATE_MET)
	theirs := d.see(d.they, d.they.worker(d.they.bert), asked.GetId())
	wantRequest(t, theirs, pb.RegionalRequest_STATE_MET)
	if met.GetMatchId() == "" || theirs.GetMatchId() == "" || met.GetMatchId() == theirs.GetMatchId() || met.GetCardId() != asked.GetId() {
		t.Fatalf("got %v and %v", met, theirs)
	}
	for h, c := range map[*house]struct{ match, client, other string }{
		d.house: {met.GetMatchId(), d.lotte, "Syndion"}, d.they: {theirs.GetMatchId(), d.they.nick, "Dichterbij"},
	} {
		m, err := h.api.GetMatch(h.client(c.client), &pb.GetMatchRequest{Id: c.match})
		must(t, err)
		wantState(t, m, pb.Match_STATE_GETTING_ACQUAINTED)
		if len(m.GetParticipants()) != 1 || m.GetElsewhere().GetOrganisationName() != c.other || m.GetElsewhere().GetRegionalRequestId() != asked.GetId() {
			t.Errorf("got %v", m)
		}
		if m.GetParticipants()[0].GetNetworker() != (h == d.they) {
			t.Error("who is a networker and was asked along takes the lead")
		}
		told := h.told()
		if last := told[len(told)-1]; !last.GetElsewhere() || last.GetMatchId() != c.match || len(last.GetPeople()) != 1 {
			t.Errorf("told %v", last)
		}
	}
	if n := d.count(`SELECT count(*) FROM matching.outbox WHERE type = 'optrek.matching.v1.RegionalMeetingChanged'`); n != 2 {
		t.Errorf("%d meetings told, want one on either side", n)
	}
}

// Who works for one organisation alone guides with somebody of the other (O-01).
func TestO01_TheOtherOrganisationHasASupportWorkerToo(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	met := d.see(d.house, d.worker(d.anna), d.met())
	m, err := d.api.GetMatch(d.worker(d.anna), &pb.GetMatchRequest{Id: met.GetMatchId()})
	must(t, err)
	if hasCode(m.GetHints(), "SECOND_SUPPORT_WORKER_NEEDED") {
		t.Error("asks for a second support worker")
	}
}

func TestM17_AnAnswerElsewhereIsNotSeen(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	id := d.withClients().GetId()
	look := func() (seen []proto.Message) {
		for _, ctx := range []context.Context{d.worker(d.anna), d.client(d.lotte), d.lead()} {
			list, err := d.region.ListRegionalRequests(ctx, &pb.ListRegionalRequestsRequest{})
			must(t, err)
			seen = append(seen, d.see(d.house, ctx, id), list)
		}
		return seen
	}
	before := look()
	d.now = d.now.Add(time.Hour)
	d.they.now = d.now
	d.says(d.they, id, d.they.nick, pb.Answer_ANSWER_YES)
	after := look()
	for i := range before {
		if !proto.Equal(before[i], after[i]) {
			t.Errorf("it shows that the other answered:\n%v\n%v", before[i], after[i])
		}
	}
	d.says(d.house, id, d.lotte, pb.Answer_ANSWER_MAYBE)
	wantRequest(t, d.see(d.house, d.worker(d.anna), id), pb.RegionalRequest_STATE_WITH_CLIENTS)
}

func TestM17_ANoReturnsItToNothingAndNobodyReadsWhoseItWas(t *testing.T) {
	t.Parallel()
	for name, stop := range map[string]func(*duo, string) error{
		"their client says no": func(d *duo, id string) error { d.says(d.they, id, d.they.nick, pb.Answer_ANSWER_NO); return nil },
		"our client: not now":  func(d *duo, id string) error { d.says(d.house, id, d.lotte, pb.Answer_ANSWER_NOT_NOW); return nil },
		"they withdraw": func(d *duo, id string) error {
			_, err := d.they.region.WithdrawRegionalRequest(d.they.lead(), &pb.WithdrawRegionalRequestRequest{Id: id})
			return err
		},
		"we withdraw": func(d *duo, id string) error {
			_, err := d.region.WithdrawRegionalRequest(d.worker(d.anna), &pb.WithdrawRegionalRequestRequest{Id: id})
			return err
		},
		"it lapses": func(d *duo, _ string) error { d.now = d.now.AddDate(0, 0, 30); return nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := neighbours(t)
			id := d.withClients().GetId()
			must(t, stop(d, id))
			ours, theirs := d.see(d.house, d.worker(d.anna), id), d.see(d.they, d.they.worker(d.they.bert), id)
			for _, r := range []*pb.RegionalRequest{ours, theirs} {
				wantRequest(t, r, pb.RegionalRequest_STATE_NOTHING)
				if r.GetAnswer() != 0 || r.GetWish() != nil || r.GetReason() != "" || len(r.GetHints()) != 0 {
					t.Errorf("something is left: %v", r)
				}
			}
			for who, h := range map[string]*house{d.lotte: d.house, d.they.nick: d.they} {
				_, err := h.region.GetRegionalRequest(h.client(who), &pb.GetRegionalRequestRequest{Id: id})
				wantCode(t, err, codes.NotFound)
			}
			if n := d.count(`SELECT count(*) FROM matching.regional_request WHERE answer IN ('no', 'not_now')`); n != 0 {
				t.Error("the no is kept")
			}
			list, err := d.region.ListRegionalRequests(d.lead(), &pb.ListRegionalRequestsRequest{})
			must(t, err)
			if len(list.GetRequests()) != 0 {
				t.Errorf("listed without asking: %v", list)
			}
			_, err = d.region.AnswerAsClient(d.worker(d.anna), &pb.AnswerAsClientRequest{Id: id, ClientId: d.lotte, Answer: pb.Answer_ANSWER_YES, SupportForm: pb.SupportForm_SUPPORT_FORM_SPOKEN})
			wantReason(t, err, "NOT_IN_THIS_STATE")
		})
	}
}

// What the other side is called, said and is known by stands nowhere on this side before
// both said yes, and no event tells it.
func TestO06_NothingOfTheOtherBeforeBothYes(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	id := d.withClients().GetId()
	d.says(d.they, id, d.they.nick, pb.Answer_ANSWER_YES)
	for name, c := range map[string]struct {
		h       *house
		secrets []string
	}{
		"ours":   {d.house, []string{d.they.nick, d.they.bert}},
		"theirs": {d.they, []string{d.lotte, d.anna, d.wishes[d.lotte], "5401"}},
	} {
		var said []string
		for _, ctx := range []context.Context{c.h.lead(), c.h.worker(c.h.anna), c.h.client(c.h.lotte), c.h.client(c.h.nick)} {
			list, err := c.h.region.ListRegionalRequests(ctx, &pb.ListRegionalRequestsRequest{NothingToo: true})
			must(t, err)
			said = append(said, list.String())
		}
		said = append(said, d.row(`SELECT coalesce(string_agg(encode(payload, 'escape'), ' '), '') FROM matching.outbox WHERE tenant_id = $1`, c.h.tenant),
			d.row(`SELECT coalesce(string_agg(a::text, ' '), '') FROM matching.audit a WHERE tenant_id = $1`, c.h.tenant),
			d.row(`SELECT coalesce(string_agg(encode(l.answer, 'escape'), ' '), '') FROM matching.request_ledger l WHERE tenant_id = $1`, c.h.tenant))
		for _, table := range []string{"regional_side", "regional_wish", "region_word"} {
			said = append(said, d.row(`SELECT coalesce(string_agg(s::text, ' '), '') FROM matching.`+table+` s WHERE tenant_id <> $1`, c.h.tenant))
		}
		for _, secret := range c.secrets {
			if strings.Contains(strings.Join(said, "\n"), secret) {
				t.Errorf("%s can read %s", name, secret)
			}
		}
	}
}

func TestM02_NobodyAnswersForAClientElsewhere(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	id := d.withClients().GetId()
	answer := func(ctx context.Context, h *house, client string, form pb.SupportForm) error {
		_, err := h.region.AnswerAsClient(ctx, &pb.AnswerAsClientRequest{Id: id, ClientId: client, Answer: pb.Answer_ANSWER_YES, SupportForm: form})
		return err
	}
	wantReason(t, answer(d.worker(d.anna), d.house, d.lotte, 0), "SUPPORT_FORM_NEEDED")
	wantReason(t, answer(d.client(d.lotte), d.house, d.lotte, pb.SupportForm_SUPPORT_FORM_SPOKEN), "OWN_ANSWER")
	wantCode(t, answer(d.worker(d.carla), d.house, d.lotte, pb.SupportForm_SUPPORT_FORM_SPOKEN), codes.NotFound)
	wantCode(t, answer(d.worker(d.anna), d.house, d.they.nick, pb.SupportForm_SUPPORT_FORM_SPOKEN), codes.NotFound)
	wantCode(t, answer(d.lead(), d.house, d.omar, pb.SupportForm_SUPPORT_FORM_SPOKEN), codes.NotFound)
	d.says(d.house, id, d.lotte, pb.Answer_ANSWER_MAYBE)
	wantReason(t, answer(d.worker(d.anna), d.house, d.lotte, pb.SupportForm_SUPPORT_FORM_SPOKEN), "ANSWERED_THEMSELF")
}

func TestO06_AskingHasItsRules(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	wish := d.show().GetId()
	ask := func(h *house, ctx context.Context, client, reason string) error {
		_, err := h.region.AskInRegion(ctx, &pb.AskInRegionRequest{RegionalWishId: wish, ClientId: client, Reason: reason})
		return err
	}
	they := d.they.worker(d.they.bert)
	wantCode(t, ask(d.they, they, d.they.nick, ""), codes.InvalidArgument)
	if p := wantReason(t, ask(d.they, they, d.they.nick, "  "), "REASON_NEEDED"); len(p.Fields) != 1 || p.Fields[0].Path != "reason" {
		t.Errorf("got %+v", p)
	}
	wantCode(t, ask(d.they, they, d.they.lotte, "x"), codes.NotFound)            // not on the caseload
	wantCode(t, ask(d.house, d.lead(), d.nick, "x"), codes.NotFound)             // a wish of our own
	wantCode(t, ask(d.third, d.third.lead(), d.third.nick, "x"), codes.NotFound) // takes no part
	d.sharing.set(func() { d.sharing.no[d.they.nick] = true })
	wantReason(t, ask(d.they, they, d.they.nick, "x"), "CONSENT_NEEDED")
	d.sharing.set(func() { d.sharing.no[d.they.nick] = false })
	d.they.hear(&recruitmentv1.ProfileChanged{ClientId: d.they.nick, MayMatch: true, Profile: &recruitmentv1.Profile{Interests: []string{"koken"}}})
	wantReason(t, ask(d.they, they, d.they.nick, "x"), "NOT_READY_FOR_EACH_OTHER")
	d.they.hear(&recruitmentv1.ProfileChanged{ClientId: d.they.nick, MayMatch: true, CouldMeanKnown: true,
		Profile: &recruitmentv1.Profile{Interests: []string{"koken"}, Talents: []string{"koken"}}})
	id := ids.New()
	var first *pb.RegionalRequest
	for range 2 { // the same request again
		r, err := d.they.region.AskInRegion(they, &pb.AskInRegionRequest{RegionalWishId: wish, ClientId: d.they.nick, Reason: "x", RequestId: id})
		must(t, err)
		if first != nil && first.GetId() != r.GetId() {
			t.Error("asked twice")
		}
		first = r
	}
	wantReason(t, ask(d.they, they, d.they.nick, "x"), "ASKED_ALREADY")
	_, err := d.they.region.AnswerRegionalRequest(they, &pb.AnswerRegionalRequestRequest{Id: first.GetId(), Yes: true})
	wantReason(t, err, "ASKED_BY_YOURSELVES")
	_, err = d.region.AnswerRegionalRequest(d.worker(d.carla), &pb.AnswerRegionalRequestRequest{Id: first.GetId(), Yes: true})
	wantCode(t, err, codes.NotFound)
	_, err = d.region.AnswerRegionalRequest(d.worker(d.anna), &pb.AnswerRegionalRequestRequest{Id: first.GetId(), Yes: true, Etag: "old"})
	wantReason(t, err, "CHANGED_MEANWHILE")
	_, err = d.third.region.GetRegionalRequest(d.third.lead(), &pb.GetRegionalRequestRequest{Id: first.GetId()})
	wantCode(t, err, codes.NotFound)
}

func TestO06_AYesTakenBackOnEitherSideTakesRequestsAway(t *testing.T) {
	t.Parallel()
	for name, who := range map[string]func(*duo) string{
		"whoever wishes": func(d *duo) string { return d.lotte }, "whoever could meet them": func(d *duo) string { return d.they.nick },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := neighbours(t)
			id := d.withClients().GetId()
			d.sharing.set(func() { d.sharing.no[who(d)] = true })
			wantRequest(t, d.see(d.house, d.worker(d.anna), id), pb.RegionalRequest_STATE_NOTHING)
			wantRequest(t, d.see(d.they, d.they.worker(d.they.bert), id), pb.RegionalRequest_STATE_NOTHING)
			if n := d.count(`SELECT count(*) FROM matching.regional_side WHERE wish <> '{}'`); who(d) == d.lotte && n != 0 {
				t.Error("the wish is still kept")
			}
		})
	}
}

func TestO06_HidingTakesUnansweredRequestsAway(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	asked := d.ask()
	_, err := d.region.HideWishFromRegion(d.worker(d.anna), &pb.HideWishFromRegionRequest{WishId: d.wishes[d.lotte]})
	must(t, err)
	wantRequest(t, d.see(d.they, d.they.worker(d.they.bert), asked.GetId()), pb.RegionalRequest_STATE_NOTHING)
	// Those with the clients already go on: they were asked something.
	d2 := neighbours(t)
	id := d2.withClients().GetId()
	_, err = d2.region.HideWishFromRegion(d2.worker(d2.anna), &pb.HideWishFromRegionRequest{WishId: d2.wishes[d2.lotte]})
	must(t, err)
	r := d2.see(d2.they, d2.they.worker(d2.they.bert), id)
	wantRequest(t, r, pb.RegionalRequest_STATE_WITH_CLIENTS)
	if r.GetWish().GetKind() != pb.RegionalWish_KIND_COMPANY {
		t.Errorf("what it is about is gone: %v", r)
	}
}

func TestO06_SuggestionsAreOwnPeopleWhoAgree(t *testing.T) {
	t.Parallel()
	d := neighbours(t)
	wish := d.show().GetId()
	suggest := func(h *house, ctx context.Context) *pb.SuggestForRegionalWishResponse {
		got, err := h.region.SuggestForRegionalWish(ctx, &pb.SuggestForRegionalWishRequest{RegionalWishId: wish})
		must(t, err)
		return got
	}
	if got := suggest(d.they, d.they.lead()).GetSuggestions(); len(got) != 3 || got[0].GetClientId() != d.they.nick || !got[0].GetNetworker() || len(got[0].GetReasons()) == 0 {
		t.Errorf("got %v", got)
	}
	if got := suggest(d.they, d.they.worker(d.they.carla)).GetSuggestions(); len(got) != 1 || got[0].GetClientId() != d.they.omar {
		t.Errorf("outside the caseload: %v", got)
	}
	d.sharing.set(func() { d.sharing.no[d.they.omar] = true })
	got := suggest(d.they, d.they.worker(d.they.carla))
	if len(got.GetSuggestions()) != 0 || len(got.GetWouldHelp()) == 0 {
		t.Errorf("without a yes: %v", got)
	}
	_, err := d.region.SuggestForRegionalWish(d.lead(), &pb.SuggestForRegionalWishRequest{RegionalWishId: wish})
	wantCode(t, err, codes.NotFound)
	d.sharing.set(func() { d.sharing.no[d.lotte] = true })
	_, err = d.they.region.SuggestForRegionalWish(d.they.lead(), &pb.SuggestForRegionalWishRequest{RegionalWishId: wish})
	wantCode(t, err, codes.NotFound)
}
