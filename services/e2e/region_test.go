package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// across is somebody of Dichterbij who wishes, and somebody of LSR who could meet them.
type across struct {
	t             *testing.T
	here, there   *apiclient.Client // a network lead of each
	wisher, other string
	wish          matchingv1.RegionalWish
	request       matchingv1.RegionalRequest
	yes           recruitmentv1.Consent // of whoever wishes
}

// unnamed is in everything that only recruitment may know of whoever wishes.
const unnamed = "Kanarievogel"

// ask comes as far as LSR asking Dichterbij whether the two could meet.
func ask(t *testing.T) *across {
	t.Helper()
	a := &across{t: t, here: signIn(t, "dichterbij", "sanne"), there: signIn(t, "lsr", "nina")}
	var wish string
	a.wisher, wish = a.person(a.here, unnamed+"-hier")
	a.other, _ = a.person(a.there, unnamed+"-daar")
	for _, lead := range []*apiclient.Client{a.here, a.there} {
		must(t, lead.Post(t.Context(), "/api/v1/region:join", &matchingv1.JoinRegionRequest{}, nil))
	}
	must(t, a.here.Post(t.Context(), "/api/v1/clients/"+a.wisher+"/consents", regionally, &a.yes))
	must(t, a.there.Post(t.Context(), "/api/v1/clients/"+a.other+"/consents", regionally, nil))
	soon(t, func() error { // matching hears of people a moment later
		return a.here.Post(t.Context(), "/api/v1/wishes/"+wish+":show-in-region", &matchingv1.ShowWishInRegionRequest{}, &a.wish)
	})
	soon(t, func() error {
		return a.there.Post(t.Context(), "/api/v1/region/requests", &matchingv1.AskInRegionRequest{
			RegionalWishId: a.wish.GetId(), ClientId: a.other, Reason: "Allebei houden ze van schaken."}, &a.request)
	})
	return a
}

var regionally = &recruitmentv1.GiveConsentRequest{
	Purpose: recruitmentv1.Consent_PURPOSE_REGION, Receiver: "Zuid", Channel: recruitmentv1.Consent_CHANNEL_SPOKEN}

// person makes a client with a wish, who may be looked for.
func (a *across) person(lead *apiclient.Client, name string) (client, wish string) {
	a.t.Helper()
	var me recruitmentv1.Me
	must(a.t, lead.Get(a.t.Context(), "/api/v1/me", &me))
	var c recruitmentv1.Client
	must(a.t, lead.Post(a.t.Context(), "/api/v1/clients", &recruitmentv1.Client{GivenName: name, SupportWorkerIds: []string{me.GetId()},
		Profile: &recruitmentv1.Profile{Interests: []string{"schaken"}, Talents: []string{"luisteren"}, CouldMean: unnamed, Area: "5401"}}, &c))
	must(a.t, lead.Post(a.t.Context(), "/api/v1/clients/"+c.GetId()+"/consents", &recruitmentv1.GiveConsentRequest{
		Purpose: recruitmentv1.Consent_PURPOSE_MATCHING, Channel: recruitmentv1.Consent_CHANNEL_SPOKEN}, nil))
	var w recruitmentv1.Wish
	must(a.t, lead.Post(a.t.Context(), "/api/v1/wishes", &recruitmentv1.Wish{
		ClientId: c.GetId(), Kind: recruitmentv1.Wish_KIND_COMPANY, OwnWords: unnamed + " wil schaken.", Interests: []string{"schaken"}}, &w))
	return c.GetId(), w.GetId()
}

// says records what a client said.
func (a *across) says(lead *apiclient.Client, client string, answer matchingv1.Answer) *matchingv1.RegionalRequest {
	a.t.Helper()
	out := &matchingv1.RegionalRequest{}
	must(a.t, lead.Post(a.t.Context(), "/api/v1/region/requests/"+a.request.GetId()+":answer-as-client", &matchingv1.AnswerAsClientRequest{
		ClientId: client, Answer: answer, SupportForm: matchingv1.SupportForm_SUPPORT_FORM_SPOKEN}, out))
	return out
}

// From a wish without a person to two people who see of each other what each chose; and
// taken back on one side it is gone on the other at the very next look.
func TestO06_AcrossOrganisations(t *testing.T) {
	t.Parallel()
	a := ask(t)
	see := func(lead *apiclient.Client, path string) string {
		status, body, err := lead.Raw(t.Context(), path)
		must(t, err)
		return fmt.Sprint(status) + string(body)
	}
	request := "/api/v1/region/requests/" + a.request.GetId()
	card := "/api/v1/clients/" + a.other + "/other-cards/" + a.request.GetId()
	ours := &matchingv1.RegionalRequest{}
	must(t, a.here.Post(t.Context(), request+":answer", &matchingv1.AnswerRegionalRequestRequest{Yes: true}, ours))
	must(t, a.here.Post(t.Context(), "/api/v1/clients/"+a.wisher+"/cards", &recruitmentv1.MakeCardRequest{RegionalRequestId: a.request.GetId(),
		OrganisationId: ours.GetOther().GetId(), Parts: []recruitmentv1.CardPart{recruitmentv1.CardPart_CARD_PART_CALL_NAME}}, nil))
	a.says(a.there, a.other, matchingv1.Answer_ANSWER_YES)
	// Before both said yes: neither the name nor the id of the other is in any answer.
	for path, lead := range map[string]*apiclient.Client{
		request: a.there, "/api/v1/region/wishes": a.there, "/api/v1/region/requests": a.there, card: a.there,
	} {
		if got := see(lead, path); strings.Contains(got, unnamed) || strings.Contains(got, a.wisher) || strings.Contains(got, a.wish.GetWishId()) {
			t.Errorf("%s tells too much: %s", path, got)
		}
	}
	met := a.says(a.here, a.wisher, matchingv1.Answer_ANSWER_YES)
	if met.GetState() != matchingv1.RegionalRequest_STATE_MET || met.GetMatchId() == "" {
		t.Fatalf("got %v", met)
	}
	soon(t, func() error {
		if got := see(a.there, card); !strings.Contains(got, unnamed+"-hier") {
			return fmt.Errorf("the card: %s", got)
		}
		return nil
	})
	must(t, a.here.Post(t.Context(), "/api/v1/clients/"+a.wisher+"/consents/"+a.yes.GetId()+":withdraw", &recruitmentv1.WithdrawConsentRequest{}, nil))
	if got := see(a.there, card); strings.Contains(got, unnamed) {
		t.Errorf("seen after it was taken back: %s", got)
	}
	theirs := &matchingv1.RegionalRequest{}
	must(t, a.there.Get(t.Context(), request, theirs))
	m := &matchingv1.Match{}
	must(t, a.there.Get(t.Context(), "/api/v1/matches/"+theirs.GetMatchId(), m))
	if m.GetState() != matchingv1.Match_STATE_CLOSING {
		t.Errorf("the match on the other side: %v", m.GetState())
	}
	for _, secret := range []string{a.wisher, a.wish.GetWishId()} { // nor afterwards: a card is all there ever was
		if strings.Contains(see(a.there, request)+see(a.there, "/api/v1/matches/"+theirs.GetMatchId()), secret) {
			t.Errorf("the other organisation reads %s", secret)
		}
	}
	if strings.Contains(system.log.String(), unnamed) {
		t.Error("the log names somebody")
	}
}
