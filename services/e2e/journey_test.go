package e2e

import (
	"cmp"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// journey is the main job being done once, by one support worker, for two people new to Optrek.
type journey struct {
	t              *testing.T
	base           string // address of the Optrek it is done in; empty: that of all
	worker         *apiclient.Client
	wishes, leads  string // client ids: who wishes, who becomes a networker
	workerID, also string // the two responsible support workers
	wish           recruitmentv1.Wish
	match          matchingv1.Match
	activity       activityv1.Activity
}

// From a wish to going out together, and an ending with care for each person:
// the whole method once, through all four services.
func TestTheMainJob(t *testing.T) {
	t.Parallel()
	j := &journey{t: t, worker: signIn(t, "syndion", "eva")}
	j.meetTwoPeople()
	j.theTalk()
	j.theRoadOfANetworker()
	j.suggestAndPropose()
	j.bothAnswer()
	j.theTalkInThreeParts()
	j.goOut()
	j.lookBack()
	j.intervision()
	j.endWithCare()
}

func (j *journey) post(path string, in, out proto.Message) {
	j.t.Helper()
	must(j.t, j.worker.Post(j.t.Context(), path, in, out))
}

func (j *journey) get(path string, out proto.Message) {
	j.t.Helper()
	must(j.t, j.worker.Get(j.t.Context(), path, out))
}

func (j *journey) meetTwoPeople() {
	var me, colleague recruitmentv1.Me
	j.get("/api/v1/me", &me)
	dirk, err := apiclient.SignIn(j.t.Context(), cmp.Or(j.base, system.base), "syndion", "dirk")
	must(j.t, err)
	must(j.t, dirk.Get(j.t.Context(), "/api/v1/me", &colleague))
	j.workerID, j.also = me.GetId(), colleague.GetId()
	j.wishes = j.newClient("Tilly", "Tekenfilm")
	j.leads = j.newClient("Wim", "Wensboom")
}

// newClient needs no more than a name and, for being looked for, a yes.
func (j *journey) newClient(given, family string) string {
	var client recruitmentv1.Client
	j.post("/api/v1/clients", &recruitmentv1.Client{
		GivenName: given, FamilyName: family, SupportWorkerIds: []string{j.workerID, j.also},
		Profile: &recruitmentv1.Profile{
			Interests: []string{"schaken", "soep"}, Talents: []string{"luisteren"}, CouldMean: "Samen een spel doen.", Area: "4205",
			Dayparts: []recruitmentv1.Daypart{recruitmentv1.Daypart_DAYPART_WEEKEND_MORNING},
			Company:  recruitmentv1.Company_COMPANY_ONE_TO_ONE, Communication: recruitmentv1.Communication_COMMUNICATION_SPEECH,
		},
	}, &client)
	j.post("/api/v1/clients/"+client.GetId()+"/consents", &recruitmentv1.GiveConsentRequest{
		Purpose: recruitmentv1.Consent_PURPOSE_MATCHING, Channel: recruitmentv1.Consent_CHANNEL_SPOKEN, Receiver: "organisation",
	}, nil)
	var wish recruitmentv1.Wish
	j.post("/api/v1/wishes", &recruitmentv1.Wish{
		ClientId: client.GetId(), Kind: recruitmentv1.Wish_KIND_COMPANY, OwnWords: "Ik wil met iemand schaken.", Interests: []string{"schaken"},
	}, &wish)
	if j.wish.GetId() == "" {
		j.wish.Id, j.wish.Etag = wish.GetId(), wish.GetEtag()
	}
	return client.GetId()
}

// theTalk holds both questions (N-04) and puts a few people on the map.
func (j *journey) theTalk() {
	var talk recruitmentv1.NetworkTalk
	path := "/api/v1/clients/" + j.wishes
	j.post(path+"/networkTalks", &recruitmentv1.StartNetworkTalkRequest{}, &talk)
	closing := "/api/v1/networkTalks/" + talk.GetId()
	err := j.worker.Post(j.t.Context(), closing+":close", &recruitmentv1.CloseNetworkTalkRequest{Etag: talk.GetEtag()}, nil)
	if err == nil {
		j.t.Fatal("N-04: a talk was closed without an answer to either question")
	}
	talk.WhoSupportsMe = &recruitmentv1.TalkAnswer{Words: "Mijn buurman."}
	talk.WhatIMean = &recruitmentv1.TalkAnswer{NotNow: true}
	must(j.t, j.worker.Patch(j.t.Context(), closing, &talk, &talk))
	j.post(closing+":close", &recruitmentv1.CloseNetworkTalkRequest{Etag: talk.GetEtag()}, nil)
	for _, contact := range []*recruitmentv1.Contact{
		{Name: "Buurman Bordspel", Category: recruitmentv1.Contact_CATEGORY_NEIGHBOURS, Circle: recruitmentv1.Contact_CIRCLE_NEAR, Feeling: recruitmentv1.Contact_FEELING_GOOD},
		{Name: "Mevrouw van de markt", Category: recruitmentv1.Contact_CATEGORY_CHANCE, Circle: recruitmentv1.Contact_CIRCLE_FURTHER, Hope: recruitmentv1.Contact_HOPE_MORE},
	} {
		j.post(path+"/contacts", contact, nil)
	}
	var contacts recruitmentv1.ListContactsResponse
	j.get(path+"/contacts", &contacts)
	if len(contacts.GetContacts()) != 2 {
		j.t.Fatalf("%d people on the map, want 2", len(contacts.GetContacts()))
	}
}

func (j *journey) theRoadOfANetworker() {
	var n recruitmentv1.Networker
	j.post("/api/v1/networkers", &recruitmentv1.Networker{ClientId: j.leads, Source: recruitmentv1.Networker_SOURCE_OWN_KNOWLEDGE, Reason: "Legt iedereen het spel uit."}, &n)
	path := "/api/v1/networkers/" + n.GetId()
	if err := j.worker.Post(j.t.Context(), path+":learn", &recruitmentv1.ChangeNetworkerStateRequest{Etag: n.GetEtag()}, nil); err == nil {
		j.t.Fatal("R-05: somebody learns without a conversation and an own yes")
	}
	j.post(path+":approach", &recruitmentv1.ApproachNetworkerRequest{Etag: n.GetEtag()}, &n)
	j.post(path+":converse", &recruitmentv1.RecordConversationRequest{Etag: n.GetEtag(), Conversation: &recruitmentv1.Conversation{
		OwnYes: true, OwnWords: "Ja, leuk.", WantsToShare: recruitmentv1.Conversation_ANSWER_YES, AbleToShare: recruitmentv1.Conversation_ANSWER_NOT_KNOWN_YET,
	}}, &n)
	j.post(path+":learn", &recruitmentv1.ChangeNetworkerStateRequest{Etag: n.GetEtag()}, &n)
	j.post(path+":activate", &recruitmentv1.ActivateNetworkerRequest{
		Etag: n.GetEtag(), Capacity: 2, SupportWorkerId: j.workerID, AgreedSupport: "Elke vrijdag even praten.",
	}, &n)
	if n.GetState() != recruitmentv1.Networker_STATE_ACTIVE || n.GetCapacity() != 2 {
		j.t.Fatalf("networker is %v with capacity %d", n.GetState(), n.GetCapacity())
	}
}

func (j *journey) suggestAndPropose() {
	soon(j.t, func() error {
		var s matchingv1.SuggestForWishResponse
		if err := j.worker.Get(j.t.Context(), "/api/v1/wishes/"+j.wish.GetId()+":suggest", &s); err != nil {
			return err
		}
		return suggests(&s, j.leads)
	})
	j.post("/api/v1/wishes/"+j.wish.GetId()+":takeUp", &recruitmentv1.ChangeWishStateRequest{Etag: j.wish.GetEtag()}, &j.wish)
	soon(j.t, func() error {
		return j.worker.Post(j.t.Context(), "/api/v1/matches", &matchingv1.CreateMatchRequest{
			WishId: j.wish.GetId(), Others: []*matchingv1.NewPerson{{ClientId: j.leads, Networker: true}},
		}, &j.match)
	})
	// An idea may be kept of somebody who only begins as networker; a proposal waits until they have.
	soon(j.t, func() error {
		return j.worker.Post(j.t.Context(), j.matchPath(":propose"), &matchingv1.ProposeMatchRequest{
			Etag: j.match.GetEtag(), Making: matchingv1.Match_MAKING_INTRODUCING,
			Reason: "Allebei graag een spel op zaterdag.", GuidanceNeeded: "De eerste keer erbij.",
		}, &j.match)
	})
}

func (j *journey) matchPath(verb string) string { return "/api/v1/matches/" + j.match.GetId() + verb }

// bothAnswer records each own answer, and how it was given (M-02).
func (j *journey) bothAnswer() {
	unsaid := &matchingv1.AnswerProposalRequest{ClientId: j.wishes, Answer: matchingv1.Answer_ANSWER_YES}
	if err := j.worker.Post(j.t.Context(), j.matchPath(":answer"), unsaid, nil); err == nil {
		j.t.Fatal("M-02: a support worker answered for a client without saying how the client answered")
	}
	for _, client := range []string{j.wishes, j.leads} {
		j.post(j.matchPath(":answer"), &matchingv1.AnswerProposalRequest{
			ClientId: client, Answer: matchingv1.Answer_ANSWER_YES, SupportForm: matchingv1.SupportForm_SUPPORT_FORM_SPOKEN,
		}, &j.match)
	}
	j.isIn(matchingv1.Match_STATE_GETTING_ACQUAINTED)
}

func (j *journey) isIn(want matchingv1.Match_State) {
	j.t.Helper()
	if j.match.GetState() != want {
		j.t.Fatalf("the match is %v, want %v", j.match.GetState(), want)
	}
}

func (j *journey) theTalkInThreeParts() {
	agree := &matchingv1.AgreeToGoRequest{ClientId: j.wishes, SupportForm: matchingv1.SupportForm_SUPPORT_FORM_GESTURE}
	if err := j.worker.Post(j.t.Context(), j.matchPath(":agree"), agree, nil); err == nil {
		j.t.Fatal("M-08: going on without the talk")
	}
	j.post(j.matchPath(":talk"), &matchingv1.RecordTalkRequest{Etag: j.match.GetEtag(), Talk: &matchingv1.ExpectationsTalk{
		Expectations: []*matchingv1.Expectation{
			{ClientId: j.wishes, Words: "Elke week een spel.", Rhythm: matchingv1.Expectation_RHYTHM_OFTEN},
			{ClientId: j.leads, Words: "Soms.", Rhythm: matchingv1.Expectation_RHYTHM_NOW_AND_THEN},
		},
		Possibilities: "De huiskamer is vrij.", Plan: "Zaterdag beginnen.",
	}}, &j.match)
	if len(j.match.GetHints()) == 0 {
		j.t.Error("M-18: unequal expectations gave the support worker no hint")
	}
	for _, client := range []string{j.wishes, j.leads} {
		agree.ClientId = client
		j.post(j.matchPath(":agree"), agree, &j.match)
	}
	j.isIn(matchingv1.Match_STATE_UNDER_WAY)
}

// goOut plans something, does it, and both say how it was, apart.
func (j *journey) goOut() {
	soon(j.t, func() error {
		return j.worker.Post(j.t.Context(), "/api/v1/activities", &activityv1.Activity{
			State: activityv1.Activity_STATE_PLANNED, Kind: activityv1.Activity_KIND_GAMES, What: "Een spel schaken", ClientIds: []string{j.wishes, j.leads},
			MatchId: j.match.GetId(), Day: time.Now().Format(time.DateOnly), Daypart: activityv1.Daypart_DAYPART_MORNING,
		}, &j.activity)
	})
	path := "/api/v1/activities/" + j.activity.GetId()
	j.post(path+":hold", &activityv1.ChangeActivityStateRequest{Etag: j.activity.GetEtag()}, &j.activity)
	for client, mood := range map[string]activityv1.HowWasIt_Mood{j.wishes: activityv1.HowWasIt_MOOD_NOT_NICE, j.leads: activityv1.HowWasIt_MOOD_NICE} {
		j.post(path+":howWasIt", &activityv1.SayHowItWasRequest{ClientId: client, Mood: mood, Again: activityv1.HowWasIt_AGAIN_MAYBE, Shared: true}, nil)
	}
}

// lookBack holds an interim evaluation, and a quiet signal tells that one of them did not like it.
func (j *journey) lookBack() {
	soon(j.t, func() error {
		var s evaluationv1.ListSignalsResponse
		if err := j.worker.Get(j.t.Context(), "/api/v1/signals", &s); err != nil {
			return err
		}
		return signals(&s, evaluationv1.Signal_KIND_MOOD, j.match.GetId())
	})
	var e evaluationv1.InterimEvaluation
	soon(j.t, func() error {
		return j.worker.Post(j.t.Context(), "/api/v1/interimEvaluations:open", &evaluationv1.OpenInterimEvaluationRequest{MatchId: j.match.GetId()}, &e)
	})
	path := "/api/v1/interimEvaluations/" + e.GetId()
	for _, client := range []string{j.wishes, j.leads, ""} {
		j.post(path+":reflect", &evaluationv1.ReflectRequest{Reflection: &evaluationv1.Reflection{
			ClientId: client, Motivation: evaluationv1.Reflection_FACE_A_BIT, Klik: evaluationv1.Reflection_FACE_YES,
			DecideToo: evaluationv1.Reflection_FACE_YES, Benefit: evaluationv1.Reflection_FACE_SKIPPED, Push: evaluationv1.Reflection_PUSH_GOOD,
		}}, &e)
	}
	j.post(path+":close", &evaluationv1.CloseInterimEvaluationRequest{Etag: e.GetEtag(), Outcome: evaluationv1.InterimEvaluation_OUTCOME_CLOSE}, &e)
	if e.GetState() != evaluationv1.InterimEvaluation_STATE_DONE {
		j.t.Fatalf("the interim evaluation is %v", e.GetState())
	}
}

// intervision has Safety on the agenda, and is not over before it has a line (E-02).
func (j *journey) intervision() {
	var i evaluationv1.Intervision
	j.post("/api/v1/intervisions", &evaluationv1.Intervision{
		Title: "Wat doen we als het stil wordt?", Method: evaluationv1.Intervision_METHOD_INCIDENT, Day: time.Now().Format(time.DateOnly),
		OrganiserIds: []string{j.workerID, j.also},
	}, &i)
	if len(i.GetAgenda()) == 0 || !i.GetAgenda()[0].GetSafety() {
		j.t.Fatal("E-02: Safety is not on the agenda")
	}
	path, safety := "/api/v1/intervisions/"+i.GetId(), i.GetAgenda()[0].GetId()
	remove := &evaluationv1.RemoveAgendaItemRequest{ItemId: safety, Etag: i.GetEtag()}
	if err := j.worker.Post(j.t.Context(), path+":removeItem", remove, nil); err == nil {
		j.t.Fatal("E-02: Safety was taken off the agenda")
	}
	hold := &evaluationv1.HoldIntervisionRequest{Etag: i.GetEtag()}
	if err := j.worker.Post(j.t.Context(), path+":hold", hold, nil); err == nil {
		j.t.Fatal("E-02: held without a line on Safety")
	}
	j.post(path+":line", &evaluationv1.RecordLineRequest{ItemId: safety, Line: "Besproken, niets.", Etag: i.GetEtag()}, &i)
	j.post(path+":hold", &evaluationv1.HoldIntervisionRequest{Etag: i.GetEtag()}, &i)
}

// endWithCare closes only after a talk and a follow-up for each (M-16).
func (j *journey) endWithCare() {
	j.get(j.matchPath(""), &j.match)
	j.post(j.matchPath(":end"), &matchingv1.EndMatchRequest{Etag: j.match.GetEtag(), PrivateReason: "Liever iets anders."}, &j.match)
	j.isIn(matchingv1.Match_STATE_CLOSING)
	closing := &matchingv1.CloseMatchRequest{Etag: j.match.GetEtag(), NeutralWords: "Het was fijn samen."}
	if err := j.worker.Post(j.t.Context(), j.matchPath(":close"), closing, nil); err == nil {
		j.t.Fatal("M-16: closed without a talk with each")
	}
	for _, client := range []string{j.wishes, j.leads} {
		j.post(j.matchPath(":care"), &matchingv1.RecordEndingCareRequest{
			ClientId: client, TalkHeld: true, FollowUpTime: timestamppb.New(time.Now().AddDate(0, 0, 14)),
			Next: matchingv1.EndingCare_NEXT_NEW_MATCH, Etag: j.match.GetEtag(),
		}, &j.match)
	}
	closing.Etag = j.match.GetEtag()
	j.post(j.matchPath(":close"), closing, &j.match)
	j.isIn(matchingv1.Match_STATE_CLOSED)
}
