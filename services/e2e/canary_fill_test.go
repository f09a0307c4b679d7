package e2e

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// marks hands out words of nobody's language: each is put into another field that takes text.
type marks struct{ given []string }

func (m *marks) one() string {
	n := len(m.given)
	word := fmt.Sprintf("Vrumpel%cof%c%cx", "bdfglmnpst"[n/50%10], "aeiou"[n/10%5], "kmnpstvzlr"[n%10])
	m.given = append(m.given, word)
	return word
}

// told is a life of which everything is told: journey is the main job, self the person of whom
// it is told, who signs in themself.
type told struct {
	*journey
	apart *apart
	m     *marks
	self  *apiclient.Client
	lead  *apiclient.Client // a coordinator
	admin *apiclient.Client
	path  string
	named string // what they are called at the end
}

// tellAll does the main job once and puts a word into every place that takes words about a
// person: by their support workers, by the organisation, and by themself.
func tellAll(t *testing.T, a *apart) *told {
	t.Helper()
	j := &journey{t: t, base: a.base, worker: a.signIn("eva")}
	j.meetTwoPeople()
	all := &told{journey: j, apart: a, m: &marks{}, path: "/api/v1/clients/" + j.wishes, lead: a.signIn("lars"), admin: a.signIn("wil")}
	must(t, j.worker.Patch(t.Context(), all.path, &recruitmentv1.Client{Number: "D300012"}, nil)) // of somebody who can sign in
	all.self = a.signIn("mees")
	j.theTalk()
	all.bringIn()
	all.written()
	all.inAPlan()
	all.theirMap()
	all.asNetworker()
	all.ownData()
	j.theRoadOfANetworker()
	j.suggestAndPropose()
	j.bothAnswer()
	j.theTalkInThreeParts()
	j.goOut()
	j.lookBack()
	all.aHint()
	all.together()
	all.goingOut()
	all.lookingBack()
	all.byThemself()
	return all
}

// bringIn brings in a file with a line about them: as it was before, and one that is refused.
func (a *told) bringIn() {
	file := "Cliëntnummer;Roepnaam;Achternaam;Geboortedatum;Interesses;Hulpmiddelen\n" +
		fmt.Sprintf("D300012;%s;%s;15-09-1964;%s;%s\n", a.m.one(), a.m.one(), a.m.one(), a.m.one())
	bringIn(a.t, a.lead, []byte(file))
}

// written puts a word into what support workers write of somebody.
func (a *told) written() {
	t, m := a.t, a.m
	client := &recruitmentv1.Client{
		GivenName: m.one(), FamilyName: "van " + m.one(), Number: "N" + m.one(), Aids: []string{m.one()},
		Representative: &recruitmentv1.Representative{Name: m.one(), Kind: recruitmentv1.Representative_KIND_MENTOR},
		Profile:        &recruitmentv1.Profile{CouldMean: m.one(), Interests: []string{"schaken", m.one()}, Talents: []string{m.one()}},
	}
	must(t, a.worker.Patch(t.Context(), a.path, client, nil))
	a.named = client.GetGivenName()
	must(t, a.worker.Patch(t.Context(), "/api/v1/wishes/"+a.wish.GetId(), &recruitmentv1.Wish{
		OwnWords: m.one(), GoingOn: m.one(), Strategy: m.one(), Interests: []string{"schaken", m.one()}, Etag: a.wish.GetEtag(),
	}, &a.wish))
	a.post("/api/v1/wishes", &recruitmentv1.Wish{ClientId: a.wishes, Kind: recruitmentv1.Wish_KIND_LEARNING, OwnWords: m.one(), Skill: m.one()}, nil)
	a.post(a.path+"/consents", &recruitmentv1.GiveConsentRequest{
		Purpose: recruitmentv1.Consent_PURPOSE_STORY, Channel: recruitmentv1.Consent_CHANNEL_SPOKEN, GivenByRepresentative: m.one(),
	}, nil)
	wrote := &recruitmentv1.Participation{SocialNetwork: m.one(), Hobby: m.one()}
	must(t, a.worker.Patch(t.Context(), a.path+"/participation", wrote, wrote))
	a.post(a.path+"/participation:approve", &recruitmentv1.ApproveParticipationRequest{Etag: wrote.GetEtag(), Voice: m.one()}, nil)
	again := &recruitmentv1.Participation{SocialNetwork: m.one(), Hobby: m.one()}
	must(t, a.worker.Patch(t.Context(), a.path+"/participation", again, again))
	for range 2 {
		a.post("/api/v1/steps", &recruitmentv1.Step{ClientId: a.wishes, Words: m.one()}, nil)
	}
	story := &recruitmentv1.Story{ClientId: a.wishes, Title: m.one(), Words: m.one(), ShownAs: recruitmentv1.Story_SHOWN_AS_OTHER_NAME, OtherName: m.one()}
	a.post("/api/v1/stories", story, story)
	a.post("/api/v1/stories/"+story.GetId()+":allow", &recruitmentv1.AllowStoryRequest{Audience: recruitmentv1.Audience_AUDIENCE_REGION, Etag: story.GetEtag(), Voice: m.one()}, story)
	// Who does not reach them looks in an emergency.
	must(t, a.lead.Get(t.Context(), a.path, client))
	must(t, a.lead.Post(t.Context(), a.path+":assign", &recruitmentv1.AssignSupportWorkersRequest{SupportWorkerIds: []string{a.workerID}, Etag: client.GetEtag()}, nil))
	must(t, a.apart.signIn("dirk").Post(t.Context(), "/api/v1/emergencyAccesses", &recruitmentv1.OpenEmergencyAccessRequest{
		Name: client.GetGivenName() + " " + client.GetFamilyName(), BirthYear: 1964, Reason: recruitmentv1.EmergencyAccess_REASON_OTHER, Words: m.one(),
	}, nil))
}

// inAPlan makes a plan, as every night does, that says what would help them: it speaks of what
// they like.
func (a *told) inAPlan() {
	soon(a.t, func() error { // matching hears of their wish a moment later
		var p matchingv1.Plan
		if err := a.lead.Post(a.t.Context(), "/api/v1/plans", &matchingv1.StartPlanRequest{}, &p); err != nil {
			return err
		}
		soon(a.t, func() error {
			err := a.lead.Get(a.t.Context(), "/api/v1/plans/"+p.GetId(), &p)
			if err == nil && p.GetState() != matchingv1.Plan_STATE_DONE {
				err = fmt.Errorf("the plan is %v", p.GetState())
			}
			return err
		})
		var groups matchingv1.ListWithoutResponse
		if err := a.lead.Get(a.t.Context(), "/api/v1/plans/"+p.GetId()+"/without?pageSize=500", &groups); err != nil {
			return err
		}
		for _, g := range groups.GetGroups() {
			if slices.Contains(g.GetClientIds(), a.wishes) && len(within(g.String(), a.m.given)) > 0 {
				return nil
			}
		}
		return errors.New("no plan speaks of what they like")
	})
}

// theirMap puts a word into what is on somebody's map and into talks about it.
func (a *told) theirMap() {
	t, m := a.t, a.m
	var contact recruitmentv1.Contact
	a.post(a.path+"/contacts", &recruitmentv1.Contact{Name: m.one(), Meaning: m.one(), HowOften: m.one(), Channel: m.one()}, &contact)
	a.post("/api/v1/contacts/"+contact.GetId()+":allowApproach", &recruitmentv1.AllowApproachRequest{Purpose: m.one(), Voice: m.one(), Etag: contact.GetEtag()}, nil)
	var drawn recruitmentv1.NetworkMap
	a.get(a.path+"/networkMap", &drawn)
	must(t, a.worker.Patch(t.Context(), a.path+"/networkMap", &recruitmentv1.UpdateNetworkMapRequest{
		NetworkMap: &recruitmentv1.NetworkMap{Living: m.one(), Etag: drawn.GetEtag()}}, nil))
	a.post(a.path+"/mapSnapshots", &recruitmentv1.TakeMapSnapshotRequest{Occasion: m.one()}, nil)
	var talk recruitmentv1.NetworkTalk
	a.post(a.path+"/networkTalks", &recruitmentv1.StartNetworkTalkRequest{}, &talk)
	talk.WhoSupportsMe, talk.WhatIMean, talk.Moment = &recruitmentv1.TalkAnswer{Words: m.one()}, &recruitmentv1.TalkAnswer{Words: m.one()}, m.one()
	must(t, a.worker.Patch(t.Context(), "/api/v1/networkTalks/"+talk.GetId(), &talk, &talk))
}

// asNetworker puts a word into the road of a networker.
func (a *told) asNetworker() {
	m := a.m
	var n recruitmentv1.Networker
	a.post("/api/v1/networkers", &recruitmentv1.Networker{ClientId: a.wishes, Source: recruitmentv1.Networker_SOURCE_OWN_KNOWLEDGE, Reason: m.one()}, &n)
	path := "/api/v1/networkers/" + n.GetId()
	a.post(path+":approach", &recruitmentv1.ApproachNetworkerRequest{Etag: n.GetEtag()}, &n)
	a.post(path+":converse", &recruitmentv1.RecordConversationRequest{Etag: n.GetEtag(), Conversation: &recruitmentv1.Conversation{
		OwnYes: true, OwnWords: m.one(), WantsToShare: recruitmentv1.Conversation_ANSWER_YES, NoteSharing: m.one(), NoteCommunicating: m.one(),
		NoteWithoutSteering: m.one(), Experience: m.one(),
	}}, &n)
	a.post(path+":learn", &recruitmentv1.ChangeNetworkerStateRequest{Etag: n.GetEtag()}, &n)
	a.post(path+":activate", &recruitmentv1.ActivateNetworkerRequest{Etag: n.GetEtag(), Capacity: 2, SupportWorkerId: a.workerID, AgreedSupport: m.one()}, &n)
	must(a.t, a.self.Post(a.t.Context(), path+"/growthNotes", &recruitmentv1.GrowthNote{Kind: recruitmentv1.GrowthNote_KIND_LEARNED, Words: m.one(), Shared: true}, nil))
}

// ownData puts a word into what is asked about data: a line put right, data left unused, being
// forgotten, and what keeps it.
func (a *told) ownData() {
	t, m := a.t, a.m
	var wrong recruitmentv1.Correction
	must(t, a.self.Post(t.Context(), a.path+"/corrections", &recruitmentv1.AskCorrectionRequest{
		RequestId: uuid.NewString(), Section: "me", Field: "birth_year", ItemId: m.one(), LabelNl: m.one(), LabelEn: m.one(), Stood: m.one(), Words: m.one()}, &wrong))
	a.post("/api/v1/corrections/"+wrong.GetId()+":answer", &recruitmentv1.AnswerCorrectionRequest{Etag: wrong.GetEtag(), Answer: m.one()}, nil)
	var rests recruitmentv1.Restriction
	must(t, a.self.Post(t.Context(), a.path+"/restrictions", &recruitmentv1.RestrictClientRequest{Reason: m.one()}, &rests))
	a.post(a.path+"/restrictions/"+rests.GetId()+":end", &recruitmentv1.EndRestrictionRequest{SaidBy: recruitmentv1.SaidBy_SAID_BY_TOLD, Reason: m.one()}, nil)
	var hold recruitmentv1.LegalHold
	must(t, a.admin.Post(t.Context(), a.path+"/holds", &recruitmentv1.PlaceHoldRequest{Reason: m.one(), UntilDay: time.Now().AddDate(0, 1, 0).Format(time.DateOnly)}, &hold))
	must(t, a.admin.Post(t.Context(), "/api/v1/holds/"+hold.GetId()+":lift", &recruitmentv1.LiftHoldRequest{Etag: hold.GetEtag()}, nil))
	var e recruitmentv1.Erasure
	must(t, a.self.Post(t.Context(), a.path+"/erasures", &recruitmentv1.AskErasureRequest{Note: m.one()}, &e))
	must(t, a.self.Post(t.Context(), "/api/v1/erasures/"+e.GetId()+":cancel", &recruitmentv1.ChangeErasureRequest{Etag: e.GetEtag()}, nil))
}

// together puts a word into everything that is said of two people together.
func (a *told) together() {
	m := a.m
	a.get(a.matchPath(""), &a.match)
	a.post(a.matchPath(":talk"), &matchingv1.RecordTalkRequest{RequestId: uuid.NewString(), Etag: a.match.GetEtag(), Talk: &matchingv1.ExpectationsTalk{
		Expectations: []*matchingv1.Expectation{
			{ClientId: a.wishes, Words: m.one(), Rhythm: matchingv1.Expectation_RHYTHM_OFTEN}, {ClientId: a.leads, Words: "Met " + m.one() + "."},
		},
		Possibilities: m.one(), Plan: m.one(),
	}}, &a.match)
	a.post(a.matchPath(":guide"), &matchingv1.SetGuidanceRequest{ClientId: a.wishes, Etag: a.match.GetEtag(), Guidance: &matchingv1.Guidance{
		Distance: matchingv1.Guidance_DISTANCE_CLOSE, Reason: m.one(), Task: matchingv1.Guidance_TASK_COACH, ReviewTime: timestamppb.New(time.Now().AddDate(0, 0, 14))}}, &a.match)
	a.post(a.matchPath(":estimate"), &matchingv1.NoteEstimateRequest{ClientId: a.wishes, Words: m.one(), Etag: a.match.GetEtag()}, &a.match)
	third := a.newClient("Toos", "Tuinkabouter")
	var beside matchingv1.Match
	spontaneous := &matchingv1.CreateSpontaneousMatchRequest{People: []*matchingv1.NewPerson{{ClientId: a.wishes}, {ClientId: third}}, BeganAt: m.one(), Doing: m.one()}
	soon(a.t, func() error { return a.worker.Post(a.t.Context(), "/api/v1/matches:spontaneous", spontaneous, &beside) }) // matching hears of the third a moment later
	a.post("/api/v1/matches/"+beside.GetId()+":end", &matchingv1.EndMatchRequest{Etag: beside.GetEtag(), PrivateReason: m.one(), NeutralWords: m.one()}, nil)
}

// goingOut puts a word into going out.
func (a *told) goingOut() {
	m, path := a.m, "/api/v1/activities/"+a.activity.GetId()
	a.post(path+":howWasIt", &activityv1.SayHowItWasRequest{RequestId: uuid.NewString(), ClientId: a.wishes, Mood: activityv1.HowWasIt_MOOD_NICE, Words: m.one(), Shared: true}, nil)
	next := &activityv1.Activity{
		State: activityv1.Activity_STATE_PLANNED, Kind: activityv1.Activity_KIND_GAMES, What: m.one(), ClientIds: []string{a.wishes},
		Day: time.Now().AddDate(0, 0, 3).Format(time.DateOnly), Daypart: activityv1.Daypart_DAYPART_MORNING,
		Thresholds: []*activityv1.Threshold{{ClientId: a.wishes, Threshold: m.one(), Helps: m.one()}},
	}
	a.post("/api/v1/activities", next, next)
	a.post("/api/v1/activities/"+next.GetId()+":bring", &activityv1.BringCitizenRequest{ClientId: a.wishes, Word: strings.ToLower(m.one())}, nil)
	a.post("/api/v1/series", &activityv1.Series{What: m.one(), Kind: activityv1.Activity_KIND_COFFEE, ClientIds: []string{a.wishes},
		Rhythm: activityv1.Series_RHYTHM_WEEKLY, FirstDay: time.Now().AddDate(0, 0, 7).Format(time.DateOnly)}, nil)
	var shown activityv1.Introduction
	a.post("/api/v1/introductions", &activityv1.IntroduceToClubRequest{MemberId: a.wishes, GuestId: a.leads, Club: m.one()}, nil)
	a.post("/api/v1/introductions", &activityv1.IntroduceToClubRequest{MemberId: a.leads, GuestId: a.wishes, Club: "het koor"}, &shown)
	a.post("/api/v1/introductions/"+shown.GetActivityId()+":tell", &activityv1.TellClubRequest{Etag: shown.GetEtag(), Words: m.one(), Agreed: true}, nil)
}

// lookingBack puts a word into looking back, a questionnaire, a concern and a hint.
func (a *told) lookingBack() {
	t, m := a.t, a.m
	var e evaluationv1.InterimEvaluation
	a.post("/api/v1/interimEvaluations:open", &evaluationv1.OpenInterimEvaluationRequest{MatchId: a.match.GetId()}, &e)
	for _, client := range []string{a.wishes, ""} {
		reflection := &evaluationv1.Reflection{ClientId: client, Klik: evaluationv1.Reflection_FACE_YES, Words: m.one()}
		a.post("/api/v1/interimEvaluations/"+e.GetId()+":reflect", &evaluationv1.ReflectRequest{RequestId: uuid.NewString(), Reflection: reflection}, &e)
	}
	a.post("/api/v1/interimEvaluations/"+e.GetId()+":close", &evaluationv1.CloseInterimEvaluationRequest{
		Etag: e.GetEtag(), Outcome: evaluationv1.InterimEvaluation_OUTCOME_CONTINUE, Words: m.one()}, &e)
	a.post("/api/v1/matches/"+a.match.GetId()+"/lookBackRhythm", &evaluationv1.SetMatchRhythmRequest{
		Rhythm: &evaluationv1.Rhythm{Months: []int32{2}, ThenEvery: 3}, Reason: m.one()}, nil)
	var list evaluationv1.Questionnaire
	must(t, a.lead.Post(t.Context(), "/api/v1/questionnaires", &evaluationv1.LoadQuestionnaireRequest{Licence: "Van onszelf.", Content: `{
		"resourceType": "Questionnaire", "url": "urn:optrek:test", "version": "1", "title": "Een proef", "status": "active",
		"item": [{"linkId": "1", "type": "text", "text": "Hoe gaat het?"}]}`}, &list))
	var asked evaluationv1.QuestionnaireAsking
	a.post("/api/v1/questionnaireAskings", &evaluationv1.AskQuestionnaireRequest{QuestionnaireId: list.GetId(), ClientId: a.wishes}, &asked)
	must(t, a.self.Post(t.Context(), "/api/v1/questionnaireAskings/"+asked.GetId()+":answer",
		&evaluationv1.AnswerQuestionRequest{Answer: &evaluationv1.QuestionAnswer{LinkId: "1", Words: m.one()}}, nil))
	var worried evaluationv1.Concern
	must(t, a.self.Post(t.Context(), "/api/v1/concerns", &evaluationv1.ReportConcernRequest{}, &worried))
	must(t, a.lead.Post(t.Context(), "/api/v1/concerns/"+worried.GetId()+":takeOver", &evaluationv1.TakeOverConcernRequest{}, nil))
	must(t, a.lead.Post(t.Context(), "/api/v1/concerns/"+worried.GetId()+":handOver", &evaluationv1.HandOverConcernRequest{To: m.one(), Reference: m.one()}, nil))
}

// aHint puts a word into a hint that is put aside for a while.
func (a *told) aHint() {
	var hints evaluationv1.ListSignalsResponse
	a.get("/api/v1/signals", &hints)
	for _, hint := range hints.GetSignals() {
		if hint.GetMatchId() == a.match.GetId() {
			a.post("/api/v1/signals/"+hint.GetId()+":snooze", &evaluationv1.SnoozeSignalRequest{Reason: a.m.one(), Until: timestamppb.New(time.Now().AddDate(0, 0, 3))}, nil)
			return
		}
	}
	a.t.Fatal("no hint to put aside")
}

// byThemself puts a word into what a client says on their own screen.
func (a *told) byThemself() {
	t, m := a.t, a.m
	must(t, a.self.Post(t.Context(), "/api/v1/talkRequests", &evaluationv1.AskToTalkRequest{Whom: evaluationv1.TalkRequest_WHOM_WORKER}, nil))
	must(t, a.self.Patch(t.Context(), "/api/v1/me/reminders", &recruitmentv1.ReminderWishes{ByEmail: true, Email: m.one() + "@example.org", DayBefore: true}, nil))
	must(t, a.self.Post(t.Context(), "/api/v1/me/reminderDevices", &recruitmentv1.AddReminderDeviceRequest{
		Endpoint: "https://push.example.org/" + m.one(), P256Dh: strings.Repeat("A", 87), Auth: strings.Repeat("B", 22)}, nil))
	must(t, a.self.Post(t.Context(), "/api/v1/stories", &recruitmentv1.Story{ClientId: a.wishes, Title: m.one(), Words: m.one()}, nil))
	must(t, a.self.Post(t.Context(), "/api/v1/wishes", &recruitmentv1.Wish{ClientId: a.wishes, Kind: recruitmentv1.Wish_KIND_COMPANY, OwnWords: m.one()}, nil))
}
