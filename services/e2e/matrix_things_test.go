package e2e

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	erasurev1 "github.com/optrek/optrek/proto/gen/optrek/erasure/v1"
	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
)

// furnisher puts into the house what a request needs that its descriptor does not tell: a
// key that is there, an etag that is shown, two ids that belong together.
type furnisher struct {
	*testing.T
	m                        *matrix
	lead, coordinator, admin *apiclient.Client
	client, second           string   // two of theirs
	colleagues               []string // two of theirs

	exact map[string]proto.Message // by the name of the RPC
}

// furnish gives the requests that are known exactly. All of it is there before the probe.
func (m *matrix) furnish(t *testing.T, lead, coordinator *apiclient.Client) map[string]proto.Message {
	t.Helper()
	f := &furnisher{T: t, m: m, lead: lead, coordinator: coordinator, admin: signIn(t, "lsr", "olga"), exact: map[string]proto.Message{}}
	f.colleagues = m.theirs["supportWorkers"][:2]
	f.client, f.second = f.newClient("Bedacht"), f.newClient("Verzonnen")
	f.texts()
	f.lookingBack()
	f.goingOut()
	f.groups()
	f.across()
	f.doors()
	f.rights()
	f.directory()
	return f.exact
}

func (f *furnisher) post(as *apiclient.Client, path string, in, out proto.Message) {
	f.Helper()
	must(f.T, as.Post(f.Context(), "/api/v1"+path, in, out))
}

// newClient may be looked for, and has a name that nobody else has.
func (f *furnisher) newClient(given string) string {
	f.Helper()
	var made recruitmentv1.Client
	f.post(f.lead, "/clients", &recruitmentv1.Client{GivenName: given, FamilyName: "Matrixproef " + uuid.NewString()[:8], SupportWorkerIds: f.colleagues,
		Profile: &recruitmentv1.Profile{Interests: []string{"koffie"}, Talents: []string{"luisteren"}, CouldMean: "Samen iets drinken."}}, &made)
	f.post(f.lead, "/clients/"+made.GetId()+"/consents", &recruitmentv1.GiveConsentRequest{
		Purpose: recruitmentv1.Consent_PURPOSE_MATCHING, Channel: recruitmentv1.Consent_CHANNEL_SPOKEN}, nil)
	f.post(f.lead, "/wishes", &recruitmentv1.Wish{ClientId: made.GetId(), Kind: recruitmentv1.Wish_KIND_COMPANY, OwnWords: "Ik wil koffie drinken."}, nil)
	return made.GetId()
}

// texts are known by a key that every organisation has.
func (f *furnisher) texts() {
	const kind, key = recruitmentv1.Template_KIND_CONSENT_TEXT, "matching"
	f.exact["ContentService.GetTemplate"] = &recruitmentv1.GetTemplateRequest{Kind: kind, Key: key}
	f.exact["ContentService.RetireTemplate"] = &recruitmentv1.ChangeTemplateRequest{Kind: kind, Key: key}
	f.exact["ContentService.RestoreTemplate"] = &recruitmentv1.ChangeTemplateRequest{Kind: kind, Key: key}
	ownPictogram(f.T, signIn(f.T, "syndion", "lars")) // whoever is of another organisation sees their own
	picture := aPicture(f.T)
	f.exact["PictogramService.GetPictogram"] = &recruitmentv1.GetPictogramRequest{Name: ofPictograms}
	f.exact["PictogramService.ReplacePictogram"] = &recruitmentv1.ReplacePictogramRequest{Name: ofPictograms, Picture: picture}
	f.exact["PictogramService.ReplacePictograms"] = &recruitmentv1.ReplacePictogramsRequest{Zip: zippedAs(f.T, ofPictograms+".png", picture)}
	f.exact["PictogramService.ResetPictograms"] = &recruitmentv1.ResetPictogramsRequest{Names: []string{ofPictograms}}
	f.exact["MethodService.RetireMethod"] = &evaluationv1.RetireMethodRequest{Key: "incident", Retired: true}
}

// lookingBack is about intervision, questions, summaries and where a concern goes.
func (f *furnisher) lookingBack() {
	f.Helper()
	held := &evaluationv1.Intervision{Title: "Samen leren", Method: evaluationv1.Intervision_METHOD_WITH_CLIENTS, OrganiserIds: f.colleagues,
		Day: time.Now().AddDate(0, 0, 3).Format(time.DateOnly), ClientIds: []string{f.client}}
	f.post(f.lead, "/intervisions", held, held)
	f.exact["MeetingService.AnswerMeeting"] = &evaluationv1.AnswerMeetingRequest{
		Id: held.GetId(), ClientId: f.client, Answer: evaluationv1.InvitationAnswer_ANSWER_YES}
	var all evaluationv1.ListIntervisionsResponse
	must(f.T, f.lead.Get(f.Context(), "/api/v1/intervisions?pageSize=100", &all))
	for _, v := range all.GetIntervisions() {
		for _, a := range v.GetAgreements() {
			f.exact["MeetingService.SettleAgreement"] = &evaluationv1.SettleAgreementRequest{IntervisionId: v.GetId(), AgreementId: a.GetId(), Done: true}
		}
	}
	var sets evaluationv1.ListQuestionSetsResponse
	must(f.T, f.lead.Get(f.Context(), "/api/v1/lookBackQuestions:versions", &sets))
	newest := sets.GetQuestionSets()[0]
	f.exact["QuestionService.PublishQuestions"] = &evaluationv1.PublishQuestionsRequest{Follows: newest.GetVersion(), Questions: newest.GetQuestions()}

	year := int32(time.Now().Year())
	for _, lead := range []*apiclient.Client{f.lead, signIn(f.T, "syndion", "anouk")} {
		f.post(lead, fmt.Sprintf("/year-summaries/%d:save", year), &evaluationv1.SaveYearSummaryRequest{
			Year: year, Sections: []*evaluationv1.SummarySection{{Title: "Wat er was"}}}, nil)
	}
	f.exact["InsightService.GetYearSummary"] = &evaluationv1.GetYearSummaryRequest{Year: year}
	f.wayOfConcern()
}

// wayOfConcern adds a way by which a concern is told, and takes it away afterwards.
func (f *furnisher) wayOfConcern() {
	f.Helper()
	var before, with evaluationv1.ConcernRoute
	must(f.T, f.coordinator.Get(f.Context(), "/api/v1/concernRoute", &before))
	route := proto.CloneOf(&before)
	route.Ways = append(route.Ways, &evaluationv1.ConcernWay{Kind: evaluationv1.ConcernWay_KIND_EMAIL, Name: "Proef", To: "wacht@example.org"})
	f.post(f.coordinator, "/concernRoute", &evaluationv1.UpdateConcernRouteRequest{Route: route}, &with)
	f.Cleanup(func() {
		before.Etag = with.GetEtag()
		must(f.T, f.coordinator.Post(context.Background(), "/api/v1/concernRoute", &evaluationv1.UpdateConcernRouteRequest{Route: &before}, nil))
	})
	f.exact["ConcernService.TryConcernWay"] = &evaluationv1.TryConcernWayRequest{WayId: with.GetWays()[len(with.GetWays())-1].GetId()}
}

func (f *furnisher) goingOut() {
	f.Helper()
	out := &activityv1.Activity{State: activityv1.Activity_STATE_PLANNED, Kind: activityv1.Activity_KIND_COFFEE, What: "Koffie",
		ClientIds: []string{f.second}, Day: time.Now().AddDate(0, 0, 2).Format(time.DateOnly)}
	soon(f.T, func() error { return f.lead.Post(f.Context(), "/api/v1/activities", out, out) })
	f.post(f.lead, "/activities/"+out.GetId()+":invite", &activityv1.InviteToActivityRequest{ActivityId: out.GetId(), ClientId: f.client}, nil)
	f.exact["InvitationService.AnswerInvitation"] = &activityv1.AnswerInvitationRequest{
		ActivityId: out.GetId(), ClientId: f.client, Answer: activityv1.Invitation_ANSWER_YES}
	f.exact["InvitationService.WithdrawInvitation"] = &activityv1.WithdrawInvitationRequest{ActivityId: out.GetId(), ClientId: f.client}

	sanne := signIn(f.T, "dichterbij", "sanne")
	place := &activityv1.Place{Name: "Het Bedachte Huis " + uuid.NewString()[:8], Town: "Uden"}
	f.post(sanne, "/places", place, place)
	f.post(sanne, "/places/"+place.GetId()+":share", &activityv1.ChangePlaceRequest{Id: place.GetId(), Etag: place.GetEtag()}, place)
	f.exact["PlaceService.CopyRegionalPlace"] = &activityv1.CopyRegionalPlaceRequest{Id: place.GetId()}
}

// groups has somebody asked into a group that is under way.
func (f *furnisher) groups() {
	f.Helper()
	id := f.m.theirs["matches"][0] // under way: see together
	soon(f.T, func() error {
		return f.lead.Post(f.Context(), "/api/v1/matches/"+id+":invite", &matchingv1.InvitePersonRequest{
			Id: id, Person: &matchingv1.NewPerson{ClientId: f.client}, Reason: "Houdt ook van koffie."}, nil)
	})
	f.exact["MatchingService.AnswerInvitation"] = &matchingv1.AnswerProposalRequest{
		Id: id, ClientId: f.client, Answer: matchingv1.Answer_ANSWER_YES, SupportForm: matchingv1.SupportForm_SUPPORT_FORM_SPOKEN}
}

// across is two people of two organisations who both said yes.
func (f *furnisher) across() {
	f.Helper()
	a := ask(f.T)
	ours := &matchingv1.RegionalRequest{}
	must(f.T, a.here.Post(f.Context(), "/api/v1/region/requests/"+a.request.GetId()+":answer", &matchingv1.AnswerRegionalRequestRequest{Yes: true}, ours))
	var card recruitmentv1.SharedCard
	for _, side := range []struct {
		lead      *apiclient.Client
		client    string
		otherside string
	}{{a.here, a.wisher, ours.GetOther().GetId()}, {a.there, a.other, a.request.GetOther().GetId()}} {
		must(f.T, side.lead.Post(f.Context(), "/api/v1/clients/"+side.client+"/cards", &recruitmentv1.MakeCardRequest{RegionalRequestId: a.request.GetId(),
			OrganisationId: side.otherside, Parts: []recruitmentv1.CardPart{recruitmentv1.CardPart_CARD_PART_CALL_NAME}}, &card))
		a.says(side.lead, side.client, matchingv1.Answer_ANSWER_YES)
	}
	path := "/api/v1/clients/" + a.other + "/other-cards/" + a.request.GetId()
	soon(f.T, func() error { return a.there.Get(f.Context(), path, &recruitmentv1.OtherCard{}) })
	f.exact["SharingService.GetOtherCard"] = &recruitmentv1.GetOtherCardRequest{ClientId: a.other, RegionalRequestId: a.request.GetId()}
	f.exact["SharingService.WithdrawCard"] = &recruitmentv1.WithdrawCardRequest{ClientId: a.other, Id: card.GetId()}
	var leaving matchingv1.LeavingRegion
	must(f.T, f.lead.Get(f.Context(), "/api/v1/region:preview-leaving", &leaving))
	f.exact["RegionService.LeaveRegion"] = &matchingv1.LeaveRegionRequest{Etag: leaving.GetEtag()}
}

// doors are what a client comes in by, and where their reminders go.
func (f *furnisher) doors() {
	f.Helper()
	var card recruitmentv1.MakeLoginCardResponse
	f.post(f.lead, "/clients/"+f.client+"/loginCards", &recruitmentv1.MakeLoginCardRequest{ClientId: f.client}, &card)
	cards := recruitmentv1.NewLoginCardServiceClient(f.m.conns["recruitment"])
	_, err := cards.RememberLoginDevice(f.as(authn.Caller{Service: authn.Gateway}), &recruitmentv1.RememberLoginDeviceRequest{
		TenantId: f.m.tenant, ClientId: f.client, CardId: card.GetCard().GetId(), Words: "een telefoon", RequestId: uuid.NewString()})
	must(f.T, err)
	var all recruitmentv1.ListLoginCardsResponse
	must(f.T, f.lead.Get(f.Context(), "/api/v1/clients/"+f.client+"/loginCards", &all))
	f.exact["LoginCardService.ForgetLoginDevice"] = &recruitmentv1.ForgetLoginDeviceRequest{Id: all.GetCards()[0].GetDevices()[0].GetId()}
	f.exact["ReminderService.AddReminderDevice"] = &recruitmentv1.AddReminderDeviceRequest{Endpoint: "https://fcm.googleapis.com/fcm/send/proef",
		P256Dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", Auth: "BTBZMqHH6r4Tts7J_aSIgg"}
}

// rights are those that somebody has over their own data, and who reaches them in an emergency.
func (f *furnisher) rights() {
	f.Helper()
	hold := &recruitmentv1.LegalHold{}
	f.post(f.admin, "/clients/"+f.client+"/holds", &recruitmentv1.PlaceHoldRequest{ClientId: f.client, Reason: "Er loopt een vraag.",
		UntilDay: time.Now().AddDate(0, 1, 0).Format(time.DateOnly)}, hold)
	f.exact["ErasureService.LiftHold"] = &recruitmentv1.LiftHoldRequest{Id: hold.GetId(), Etag: hold.GetEtag()}
	f.exact["ErasurePartService.LookAhead"] = &erasurev1.LookAheadRequest{ClientId: f.client}
	f.exact["ErasurePartService.LookAheadRetention"] = &erasurev1.LookAheadRetentionRequest{UntilDay: time.Now().AddDate(1, 0, 0).Format(time.DateOnly)}

	var who recruitmentv1.Client
	must(f.T, f.lead.Get(f.Context(), "/api/v1/clients/"+f.client, &who))
	emergencies := recruitmentv1.NewEmergencyServiceClient(f.m.conns["recruitment"])
	opened, err := emergencies.OpenEmergencyAccess(f.as(authn.Caller{Tenant: f.m.tenant, Person: f.m.opener, Roles: []authn.Role{authn.RoleSupportWorker}}),
		&recruitmentv1.OpenEmergencyAccessRequest{Name: who.GetGivenName() + " " + who.GetFamilyName(), Reason: recruitmentv1.EmergencyAccess_REASON_UNSAFE,
			Words: "Er is brand in het huis van Bedacht.", RequestId: uuid.NewString()})
	must(f.T, err)
	f.exact["EmergencyService.EndEmergencyAccess"] = &recruitmentv1.EndEmergencyAccessRequest{Id: opened.GetId(), Etag: opened.GetEtag()}
	f.exact["EmergencyService.ReviewEmergencyAccess"] = &recruitmentv1.ReviewEmergencyAccessRequest{Id: opened.GetId(), Etag: opened.GetEtag()}
	f.exact["TeamService.SeePassedOn"] = &recruitmentv1.SeePassedOnRequest{FromId: f.m.opener}
}

// directory is a colleague and a group that another system brought.
func (f *furnisher) directory() {
	f.Helper()
	system := connect(f.T, f.admin, "scim")
	system.token()
	again := uuid.NewString()[:8]
	user := system.scim("POST", "/Users", entraUser("bedacht-"+again+"@example.org", again)).wants(f.T, "a colleague", 201).str("id")
	group := system.scim("POST", "/Groups", `{"displayName":"Groep `+again+`"}`).wants(f.T, "a group", 201).str("id")
	f.exact["ProvisionService.GetProvisionedUser"] = &recruitmentv1.GetProvisionedUserRequest{Id: user}
	f.exact["ProvisionService.DeleteProvisionedUser"] = &recruitmentv1.DeleteProvisionedUserRequest{Id: user}
	f.exact["ProvisionService.ReplaceProvisionedUser"] = &recruitmentv1.ReplaceProvisionedUserRequest{User: &recruitmentv1.ProvisionedUser{
		Id: user, UserName: "bedacht-" + again + "@example.org", DisplayName: "Bedacht", Active: true}}
	f.exact["ProvisionService.GetDirectoryGroup"] = &recruitmentv1.GetDirectoryGroupRequest{Id: group}
	f.exact["ProvisionService.DeleteDirectoryGroup"] = &recruitmentv1.DeleteDirectoryGroupRequest{Id: group}
	f.exact["ProvisionService.ChangeDirectoryGroup"] = &recruitmentv1.ChangeDirectoryGroupRequest{Id: group, AddIds: []string{user}}
}

// as is a call with a caller of one's own making.
func (f *furnisher) as(c authn.Caller) context.Context {
	f.Helper()
	token, err := f.m.signer.Sign(c)
	must(f.T, err)
	return metadata.AppendToOutgoingContext(f.Context(), "authorization", "Bearer "+token)
}

// idsIn are all ids that stand in a request.
func idsIn(m protoreflect.Message) (found []string) {
	m.Range(func(field protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case field.IsMap():
		case field.IsList():
			for i := range v.List().Len() {
				if field.Message() != nil {
					found = append(found, idsIn(v.List().Get(i).Message())...)
				} else if field.Kind() == protoreflect.StringKind && isUUID(v.List().Get(i).String()) {
					found = append(found, v.List().Get(i).String())
				}
			}
		case field.Message() != nil:
			found = append(found, idsIn(v.Message())...)
		case field.Kind() == protoreflect.StringKind && isUUID(v.String()) && field.Name() != "request_id":
			found = append(found, v.String())
		}
		return true
	})
	return found
}
