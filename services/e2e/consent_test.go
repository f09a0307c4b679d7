package e2e

import (
	"testing"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// A yes that is taken back counts at the very next question, in another service too:
// nothing here waits for what recruitment tells matching.
func TestX10_TheNextSuggestionIsWithoutWhoTookTheYesBack(t *testing.T) {
	t.Parallel()
	j := &journey{t: t, worker: signIn(t, "syndion", "eva")}
	j.meetTwoPeople()
	suggest := "/api/v1/wishes/" + j.wish.GetId() + ":suggest"
	found := func() *matchingv1.SuggestForWishResponse {
		s := &matchingv1.SuggestForWishResponse{}
		must(t, j.worker.Get(t.Context(), suggest, s))
		return s
	}
	soon(t, func() error {
		var s matchingv1.SuggestForWishResponse
		if err := j.worker.Get(t.Context(), suggest, &s); err != nil {
			return err
		}
		return suggests(&s, j.leads)
	})
	for range 5 { // again and again: the feed is as often behind as not
		yes := standingYes(t, j.worker, j.leads)
		j.post("/api/v1/clients/"+j.leads+"/consents/"+yes.GetId()+":withdraw", &recruitmentv1.WithdrawConsentRequest{}, nil)
		s := found()
		for _, one := range s.GetSuggestions() {
			if one.GetClientId() == j.leads {
				t.Fatal("suggested after the yes was taken back")
			}
		}
		for _, one := range s.GetNotFirst() {
			if one.GetClientId() == j.leads {
				t.Fatal("named after the yes was taken back")
			}
		}
		err := j.worker.Post(t.Context(), "/api/v1/matches", &matchingv1.CreateMatchRequest{
			WishId: j.wish.GetId(), Others: []*matchingv1.NewPerson{{ClientId: j.leads}}}, nil)
		if code := apiclient.CodeOf(err); code != "CONSENT_NEEDED" {
			t.Fatalf("an idea after the yes was taken back: %v", err)
		}
		j.post("/api/v1/clients/"+j.leads+"/consents", &recruitmentv1.GiveConsentRequest{
			Purpose: recruitmentv1.Consent_PURPOSE_MATCHING, Channel: recruitmentv1.Consent_CHANNEL_SPOKEN}, nil)
		soon(t, func() error { return suggests(found(), j.leads) })
	}
}

// standingYes gives the yes to being looked for that stands, with the text that was shown.
func standingYes(t *testing.T, worker *apiclient.Client, client string) *recruitmentv1.Consent {
	t.Helper()
	var list recruitmentv1.ListConsentsResponse
	must(t, worker.Get(t.Context(), "/api/v1/clients/"+client+"/consents", &list))
	for _, c := range list.GetConsents() {
		if c.GetPurpose() == recruitmentv1.Consent_PURPOSE_MATCHING && c.GetWithdrawTime() == nil {
			if c.GetTextVersion() == "" || c.GetTextNl() == "" || c.GetTextEn() == "" {
				t.Fatalf("a yes without the text that was shown: %v", c)
			}
			return c
		}
	}
	t.Fatal("no standing yes")
	return nil
}
