package e2e

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// makes matches RPCs that make something new.
var makes = regexp.MustCompile(`^(Create|NoteNetworker|AddLesson)`)

// ids are real ids of each kind of thing an organisation has, by collection of the API.
type ids map[string][]string

// idsOf collects them: a network lead sees the people, a coordinator the imports.
func idsOf(t *testing.T, lead, coordinator *apiclient.Client) ids {
	t.Helper()
	found := ids{}
	first := func(c *apiclient.Client, collection, path string) {
		soon(t, func() error {
			status, body, err := c.Raw(t.Context(), path)
			if err != nil || status != 200 {
				t.Fatalf("%s: status %d %v: %.300s", path, status, err, body)
			}
			found[collection] = allIDs(body)
			if len(found[collection]) == 0 {
				return &apiclient.Problem{Status: status, Body: "no id in " + path}
			}
			return nil
		})
	}
	for _, collection := range []string{"clients", "supportWorkers", "wishes", "networkers", "matches", "activities", "places", "interimEvaluations", "intervisions", "signals"} {
		first(lead, collection, "/api/v1/"+collection)
	}
	first(coordinator, "locations", "/api/v1/locations")
	first(lead, "absences", "/api/v1/absences")
	first(lead, "reflections", "/api/v1/me/reflections")
	var prepared recruitmentv1.Import
	must(t, coordinator.Post(t.Context(), "/api/v1/imports", &recruitmentv1.PrepareImportRequest{Content: []byte("Cliëntnummer;Roepnaam\nP1;Proef\n")}, &prepared))
	first(lead, "plans", "/api/v1/plans")
	found["plan-ideas"] = firstOf(t, lead, "/api/v1/plans/%s/ideas", found["plans"])
	found["imports"] = []string{prepared.GetId()}
	found["steps"] = firstOf(t, lead, "/api/v1/steps?clientId=%s", found["clients"])
	found["growthNotes"] = firstOf(t, lead, "/api/v1/networkers/%s/growthNotes", found["networkers"])
	found["mapSnapshots"] = firstOf(t, lead, "/api/v1/clients/%s/mapSnapshots", found["clients"])
	client := withTalk(t, lead)
	first(lead, "networkTalks", "/api/v1/clients/"+client+"/networkTalks")
	first(lead, "contacts", "/api/v1/clients/"+client+"/contacts")
	var contacts recruitmentv1.ListContactsResponse
	must(t, lead.Get(t.Context(), "/api/v1/clients/"+client+"/contacts", &contacts))
	for _, c := range contacts.GetContacts() {
		for _, yes := range c.GetApproaches() {
			found["approaches"] = append(found["approaches"], yes.GetId())
		}
	}
	first(lead, "consents", "/api/v1/clients/"+client+"/consents")
	found["contactProposals"] = firstOf(t, signIn(t, "lsr", "bas"), "/api/v1/clients/%s/contactProposals", found["clients"])
	_, body, err := lead.Raw(t.Context(), "/api/v1/intervisions/"+found["intervisions"][0])
	must(t, err)
	_, agenda, _ := strings.Cut(string(body), `"agenda":`)
	found["items"] = allIDs([]byte(agenda))
	var held evaluationv1.ListIntervisionsResponse
	must(t, lead.Get(t.Context(), "/api/v1/intervisions?pageSize=100", &held))
	for _, v := range held.GetIntervisions() {
		for _, a := range v.GetAgreements() {
			found["agreements"] = append(found["agreements"], a.GetId())
		}
	}
	var concern evaluationv1.Concern
	must(t, lead.Post(t.Context(), "/api/v1/concerns", &evaluationv1.ReportConcernRequest{}, &concern))
	found["concerns"] = []string{concern.GetId()}
	var asked evaluationv1.TalkRequest
	must(t, lead.Post(t.Context(), "/api/v1/talkRequests", &evaluationv1.AskToTalkRequest{ClientId: client, Whom: evaluationv1.TalkRequest_WHOM_SOMEBODY_ELSE}, &asked))
	found["talkRequests"] = []string{asked.GetId()}
	told := &recruitmentv1.Story{ClientId: client, Words: "Samen koffie gedronken."}
	must(t, lead.Post(t.Context(), "/api/v1/stories", told, told))
	found["stories"] = []string{told.GetId()}
	region := ask(t)
	found["requests"], found["regionalWishes"] = []string{region.request.GetId()}, []string{region.wish.GetId()}
	found["organisations"] = []string{region.request.GetOther().GetId()}
	var card recruitmentv1.SharedCard
	must(t, lead.Post(t.Context(), "/api/v1/clients/"+region.other+"/cards", &recruitmentv1.MakeCardRequest{
		RegionalRequestId: region.request.GetId(), OrganisationId: region.request.GetOther().GetId()}, &card))
	found["cards"] = []string{card.GetId()}
	var shown activityv1.Introduction
	must(t, lead.Post(t.Context(), "/api/v1/introductions", &activityv1.IntroduceToClubRequest{
		MemberId: found["clients"][0], GuestId: found["clients"][1], Club: "het koor"}, &shown))
	found["introductions"] = []string{shown.GetActivityId()}
	var along activityv1.Along
	must(t, lead.Post(t.Context(), "/api/v1/activities/"+shown.GetActivityId()+":bring", &activityv1.BringCitizenRequest{
		ClientId: found["clients"][0], Word: "buurvrouw"}, &along))
	found["citizens"] = []string{along.GetCitizens()[0].GetId()}
	found.together(t, lead, coordinator, client)
	return found
}

// together adds what the organisation has of its own around going out and looking back.
func (i ids) together(t *testing.T, lead, coordinator *apiclient.Client, client string) {
	t.Helper()
	again := fmt.Sprint(time.Now().UnixNano())
	var under matchingv1.ListMatchesResponse
	must(t, lead.Get(t.Context(), "/api/v1/matches?state=STATE_UNDER_WAY", &under))
	for _, m := range under.GetMatches() {
		i["matches"] = append([]string{m.GetId()}, i["matches"]...) // people who look back are under way
	}
	series := &activityv1.Series{What: "Koffie", Kind: activityv1.Activity_KIND_COFFEE, ClientIds: []string{client},
		Rhythm: activityv1.Series_RHYTHM_WEEKLY, FirstDay: time.Now().AddDate(0, 0, 7).Format(time.DateOnly)}
	must(t, lead.Post(t.Context(), "/api/v1/series", series, series))
	kind := &activityv1.OwnKind{NameNl: "Bowlen " + again, Pictogram: "bowling"}
	must(t, coordinator.Post(t.Context(), "/api/v1/kinds", kind, kind))
	idea := &activityv1.Idea{What: "Samen bowlen", Kind: activityv1.Activity_KIND_OUT}
	must(t, coordinator.Post(t.Context(), "/api/v1/ownIdeas", idea, idea))
	lesson := &evaluationv1.Lesson{Words: "klein beginnen helpt"}
	must(t, lead.Post(t.Context(), "/api/v1/lessons", lesson, lesson))
	var list evaluationv1.Questionnaire
	must(t, coordinator.Post(t.Context(), "/api/v1/questionnaires", &evaluationv1.LoadQuestionnaireRequest{Licence: "Van onszelf.", Content: `{
		"resourceType": "Questionnaire", "url": "urn:optrek:test", "version": "` + again + `", "title": "Een proef", "status": "active",
		"item": [{"linkId": "1", "type": "boolean", "text": "Ja of nee?"}]}`}, &list))
	var lies evaluationv1.QuestionnaireAsking
	must(t, lead.Post(t.Context(), "/api/v1/questionnaireAskings", &evaluationv1.AskQuestionnaireRequest{QuestionnaireId: list.GetId(), ClientId: client}, &lies))
	var card recruitmentv1.MakeLoginCardResponse
	must(t, lead.Post(t.Context(), "/api/v1/clients/"+client+"/loginCards", &recruitmentv1.MakeLoginCardRequest{}, &card))
	system := connect(t, signIn(t, "lsr", "olga"), "scim")
	group := system.scim("POST", "/Groups", `{"displayName":"Groep `+again+`"}`).wants(t, "a group", 201)
	i["connections"], i["secrets"], i["provisionedGroups"] = []string{system.id}, []string{system.secretID}, []string{group.str("id")}
	var told recruitmentv1.WebhookWithSecret
	must(t, signIn(t, "lsr", "olga").Post(t.Context(), "/api/v1/webhooks", &recruitmentv1.CreateWebhookRequest{Webhook: &recruitmentv1.Webhook{
		Name: "Proef " + again, Address: "https://ontvanger.example.org/optrek", Kinds: []string{"match.ended"}, Paused: true}}, &told))
	i["webhooks"] = []string{told.GetWebhook().GetId()}
	i["loginCards"], i["pictogramChanges"] = []string{card.GetCard().GetId()}, []string{ownPictogram(t, coordinator)}
	i.asked(t, lead, client)
	i["series"], i["kinds"], i["ownIdeas"] = []string{series.GetId()}, []string{kind.GetId()}, []string{idea.GetId()}
	i["lessons"], i["meetings"] = []string{lesson.GetId()}, i["intervisions"]
	i["questionnaires"], i["questionnaireAskings"] = []string{list.GetId()}, []string{lies.GetId()}
}

// asked adds what somebody can ask about their own data. What would hinder the others is
// taken back at once: it is still there to be asked for.
func (i ids) asked(t *testing.T, lead *apiclient.Client, client string) {
	t.Helper()
	of := "/api/v1/clients/" + client
	var export recruitmentv1.PersonalExport
	must(t, lead.Post(t.Context(), of+"/exports", &recruitmentv1.AskExportRequest{SaidBy: recruitmentv1.SaidBy_SAID_BY_TOLD}, &export))
	var wrong recruitmentv1.Correction
	must(t, lead.Post(t.Context(), of+"/corrections", &recruitmentv1.AskCorrectionRequest{
		Section: "person", Field: "town", LabelNl: "Plaats", LabelEn: "Town", Words: "Het is een ander dorp.", SaidBy: recruitmentv1.SaidBy_SAID_BY_TOLD}, &wrong))
	var rests recruitmentv1.Restriction
	must(t, lead.Post(t.Context(), of+"/restrictions", &recruitmentv1.RestrictClientRequest{SaidBy: recruitmentv1.SaidBy_SAID_BY_TOLD, Reason: "Even rust."}, &rests))
	must(t, lead.Post(t.Context(), of+"/restrictions/"+rests.GetId()+":end", &recruitmentv1.EndRestrictionRequest{SaidBy: recruitmentv1.SaidBy_SAID_BY_TOLD, Reason: "Het mag weer."}, &rests))
	var erasure recruitmentv1.Erasure
	must(t, lead.Post(t.Context(), of+"/erasures", &recruitmentv1.AskErasureRequest{By: recruitmentv1.Erasure_BY_REPRESENTATIVE, Note: "Gevraagd."}, &erasure))
	must(t, lead.Post(t.Context(), "/api/v1/erasures/"+erasure.GetId()+":cancel", &recruitmentv1.ChangeErasureRequest{}, &erasure))
	i["exports"], i["corrections"], i["restrictions"], i["erasures"] = []string{export.GetId()}, []string{wrong.GetId()}, []string{rests.GetId()}, []string{erasure.GetId()}
}

// collectionOf tells what an id field points at, from its name; "" when the name does not say.
func collectionOf(field string) string {
	field = strings.TrimSuffix(strings.TrimSuffix(field, "_ids"), "_id")
	switch field {
	case "client", "other_client", "member", "guest":
		return "clients"
	case "support_worker", "network_lead", "organiser", "invited", "stand_in", "successor", "carrier", "group_helper":
		return "supportWorkers"
	case "networker":
		return "networkers"
	case "contact", "give_back_contact":
		return "contacts"
	case "from_snapshot", "to_snapshot":
		return "mapSnapshots"
	case "approach":
		return "approaches"
	case "wish":
		return "wishes"
	case "step":
		return "steps"
	case "regional_request":
		return "requests"
	case "regional_wish":
		return "regionalWishes"
	case "organisation":
		return "organisations"
	case "match":
		return "matches"
	case "activity":
		return "activities"
	case "item":
		return "items"
	case "agreement":
		return "agreements"
	case "citizen":
		return "citizens"
	case "series":
		return "series"
	case "own_kind":
		return "kinds"
	case "interim_evaluation":
		return "interimEvaluations"
	case "questionnaire":
		return "questionnaires"
	case "secret":
		return "secrets"
	case "change":
		return "pictogramChanges"
	case "location", "place", "intervision", "plan":
		return field + "s"
	}
	return ""
}

// filler makes a request that passes validation, with every id one of theirs.
type filler struct {
	theirs ids
	own    string // the collection that `id` and `<resource>.id` mean
	used   []string
	t      *testing.T
}

// fill gives a valid request for the method, and the ids it put in it.
func (i ids) fill(t *testing.T, method protoreflect.MethodDescriptor) (*dynamicpb.Message, []string) {
	t.Helper()
	f := &filler{theirs: i, t: t}
	if rule, ok := proto.GetExtension(method.Options(), annotations.E_Http).(*annotations.HttpRule); ok && rule != nil {
		_, path := verbAndPath(rule)
		f.own = ownCollection(path)
	}
	if makes.MatchString(string(method.Name())) {
		f.own = "" // the id of what is being made is not looked up
	}
	request := dynamicpb.NewMessage(method.Input())
	f.message(request, true)
	if err := protovalidate.Validate(request); err != nil && len(f.used) > 0 {
		json, _ := protojson.Marshal(request)
		t.Fatalf("%s: could not make a valid request: %v: %s", method.Name(), err, json)
	}
	return request, f.used
}

// ownCollection is the last collection before an {id} in the path, or the path's only one.
func ownCollection(path string) string {
	parts := strings.Split(strings.TrimPrefix(path, "/api/v1/"), "/")
	for i := len(parts) - 1; i > 0; i-- {
		if strings.HasPrefix(parts[i], "{id}") || strings.Contains(parts[i], ".id}") {
			return parts[i-1]
		}
	}
	collection, _, _ := strings.Cut(parts[0], ":")
	return collection
}

// message fills what has to be filled, and every id.
func (f *filler) message(m protoreflect.Message, top bool) {
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		rules, err := protovalidate.ResolveFieldRules(field)
		if err != nil {
			f.t.Fatal(err)
		}
		switch {
		case field.Name() == "built_in": // ours to say, never who asks
		case field.IsList():
			f.list(m, field, rules.GetRepeated())
		case field.Kind() == protoreflect.MessageKind:
			if rules.GetRequired() {
				m.Set(field, f.sub(field))
			}
		case top || field.Name() == "id" || rules.GetString() != nil || rules.GetEnum() != nil || rules.GetInt32() != nil || rules.GetBytes() != nil:
			f.scalar(m, field, rules)
		}
	}
}

func (f *filler) list(m protoreflect.Message, field protoreflect.FieldDescriptor, rules *validate.RepeatedRules) {
	if strings.HasSuffix(string(field.Name()), "_ids") {
		list := m.Mutable(field).List()
		for n := range 2 { // two people where two are asked for (O-01)
			if id := f.id(collectionOf(string(field.Name())), n); id != "" {
				list.Append(protoreflect.ValueOfString(id))
			}
		}
		return
	}
	for range rules.GetMinItems() {
		list := m.Mutable(field).List()
		item := list.NewElement()
		if field.Kind() == protoreflect.MessageKind {
			f.message(item.Message(), false)
		}
		list.Append(item)
	}
}

func (f *filler) sub(field protoreflect.FieldDescriptor) protoreflect.Value {
	if field.Message().FullName() == "google.protobuf.Timestamp" {
		return protoreflect.ValueOfMessage(timestamppb.New(time.Now().AddDate(0, 1, 0)).ProtoReflect())
	}
	sub := dynamicpb.NewMessage(field.Message())
	f.message(sub, false)
	return protoreflect.ValueOfMessage(sub)
}

func (f *filler) scalar(m protoreflect.Message, field protoreflect.FieldDescriptor, rules *validate.FieldRules) {
	switch field.Kind() {
	case protoreflect.StringKind:
		if text := f.text(string(field.Name()), rules.GetString()); text != "" {
			m.Set(field, protoreflect.ValueOfString(text))
		}
	case protoreflect.EnumKind:
		m.Set(field, protoreflect.ValueOfEnum(1))
	case protoreflect.Int32Kind:
		m.Set(field, protoreflect.ValueOfInt32(rules.GetInt32().GetGte()))
	case protoreflect.BytesKind:
		m.Set(field, protoreflect.ValueOfBytes([]byte("Roepnaam\n")))
	}
}

func (f *filler) text(name string, rules *validate.StringRules) string {
	switch {
	case name == "request_id", name == "etag", name == "page_token":
		return ""
	case name == "id":
		return f.id(f.own, 0)
	case strings.HasPrefix(name, "other_"):
		return f.id(collectionOf(name), 1)
	case strings.HasSuffix(name, "_id") && collectionOf(name) != "":
		return f.id(collectionOf(name), 0)
	case name == "day", strings.HasSuffix(name, "_day"):
		return time.Now().Format(time.DateOnly)
	case strings.HasPrefix(rules.GetPattern(), "^[a-z0-9_]{1,"):
		return "woord"
	case rules.GetEmail():
		return "iemand@example.org"
	case rules.GetMinLen() > 0 || slices.Contains([]string{"own_words", "name", "given_name", "title", "what"}, name):
		return "een paar woorden"
	}
	return ""
}

// id gives the nth id of a collection; "" when the collection is none of theirs.
func (f *filler) id(collection string, nth int) string {
	all := f.theirs[collection]
	if len(all) <= nth {
		return ""
	}
	f.used = append(f.used, collection)
	return all[nth]
}
