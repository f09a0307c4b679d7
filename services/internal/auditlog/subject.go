package auditlog

import (
	"strings"

	pb "github.com/optrek/optrek/proto/gen/optrek/audit/v1"
)

// subjects say what a call is about by a word in its name; the first that is found holds,
// so the narrower stand before the wider.
var subjects = []struct {
	word    string
	subject pb.Subject
}{
	{"Look", pb.Subject_SUBJECT_LOG}, {"LogSeal", pb.Subject_SUBJECT_LOG}, {"ListLog", pb.Subject_SUBJECT_LOG},
	{"ExportLog", pb.Subject_SUBJECT_LOG}, {"Logged", pb.Subject_SUBJECT_LOG}, {"AuditService", pb.Subject_SUBJECT_LOG},
	{"ResolvePerson", pb.Subject_SUBJECT_ACCESS}, {"RecordAccess", pb.Subject_SUBJECT_ACCESS}, {"LoginCard", pb.Subject_SUBJECT_ACCESS},
	{"PictureCode", pb.Subject_SUBJECT_ACCESS}, {"Emergency", pb.Subject_SUBJECT_PERSON},
	{"Pictogram", pb.Subject_SUBJECT_OTHER}, {"Webhook", pb.Subject_SUBJECT_CONNECTION}, {"planned:webhooks", pb.Subject_SUBJECT_CONNECTION},
	{"Machine", pb.Subject_SUBJECT_CONNECTION}, {"Provision", pb.Subject_SUBJECT_CONNECTION},
	{"Erase", pb.Subject_SUBJECT_PERSONAL_DATA}, {"Erasure", pb.Subject_SUBJECT_PERSONAL_DATA}, {"PersonalData", pb.Subject_SUBJECT_PERSONAL_DATA},
	{"Correction", pb.Subject_SUBJECT_PERSONAL_DATA}, {"Restrict", pb.Subject_SUBJECT_PERSONAL_DATA}, {"Retention", pb.Subject_SUBJECT_PERSONAL_DATA},
	{"Hold", pb.Subject_SUBJECT_PERSONAL_DATA}, {"ExportPerson", pb.Subject_SUBJECT_PERSONAL_DATA},
	{"Import", pb.Subject_SUBJECT_EXCHANGE}, {"ExportClients", pb.Subject_SUBJECT_EXCHANGE}, {"Leaving", pb.Subject_SUBJECT_EXCHANGE},
	{"Consent", pb.Subject_SUBJECT_CONSENT}, {"consent", pb.Subject_SUBJECT_CONSENT},
	{"Suggest", pb.Subject_SUBJECT_SUGGESTION}, {"PlanIdea", pb.Subject_SUBJECT_SUGGESTION}, {"AsideIdea", pb.Subject_SUBJECT_SUGGESTION},
	{"Without", pb.Subject_SUBJECT_SUGGESTION}, {"Exclusion", pb.Subject_SUBJECT_SUGGESTION}, {"PlanService", pb.Subject_SUBJECT_SUGGESTION},
	{"ToTalk", pb.Subject_SUBJECT_TALK}, {"TalkRequest", pb.Subject_SUBJECT_TALK}, {"TalkService", pb.Subject_SUBJECT_TALK},
	{"NetworkTalk", pb.Subject_SUBJECT_NETWORK_TALK}, {"Networker", pb.Subject_SUBJECT_NETWORKER}, {"Learning", pb.Subject_SUBJECT_NETWORKER},
	{"GrowthNote", pb.Subject_SUBJECT_NETWORKER}, {"RecordConversation", pb.Subject_SUBJECT_NETWORKER},
	{"Participation", pb.Subject_SUBJECT_PROFILE}, {"Profile", pb.Subject_SUBJECT_PROFILE},
	{"NetworkMapService", pb.Subject_SUBJECT_NETWORK_MAP}, {"NetworkMap", pb.Subject_SUBJECT_NETWORK_MAP},
	{"Wish", pb.Subject_SUBJECT_WISH}, {"GrowthNote", pb.Subject_SUBJECT_NETWORKER}, {"Stor", pb.Subject_SUBJECT_STORY},
	{"Reminder", pb.Subject_SUBJECT_REMINDER}, {"reminder", pb.Subject_SUBJECT_REMINDER},
	{"Signal", pb.Subject_SUBJECT_SIGNAL}, {"Concern", pb.Subject_SUBJECT_CONCERN}, {"Intervision", pb.Subject_SUBJECT_INTERVISION},
	{"SupportWorker", pb.Subject_SUBJECT_CARE}, {"hand_over", pb.Subject_SUBJECT_CARE}, {"TeamService", pb.Subject_SUBJECT_CARE},
	{"Step", pb.Subject_SUBJECT_STEP}, {"Card", pb.Subject_SUBJECT_PROFILE},
	{"Client", pb.Subject_SUBJECT_PERSON}, {"Names", pb.Subject_SUBJECT_PERSON}, {"GetMe", pb.Subject_SUBJECT_PERSON},
	{"optrek.matching.", pb.Subject_SUBJECT_MATCH}, {"optrek.activity.", pb.Subject_SUBJECT_ACTIVITY}, {"optrek.evaluation.", pb.Subject_SUBJECT_EVALUATION},
	{"optrek.recruitment.", pb.Subject_SUBJECT_PERSON},
}

// objects are things that the code itself says a line is about.
var objects = map[string]pb.Subject{
	"log": pb.Subject_SUBJECT_LOG, "sign_in": pb.Subject_SUBJECT_ACCESS, "role": pb.Subject_SUBJECT_CARE, "rights": pb.Subject_SUBJECT_CARE,
}

// SubjectOf says what a line of the log is about, by its method
// ("/optrek.recruitment.v1.RecruitmentService/GetWish") and its object.
func SubjectOf(method, object string) pb.Subject {
	object, _, _ = strings.Cut(object, ":") // "sign_in:card": by which door
	if s, ok := objects[object]; ok {
		return s
	}
	for _, s := range subjects {
		if strings.Contains(method, s.word) {
			return s.subject
		}
	}
	return pb.Subject_SUBJECT_OTHER
}
