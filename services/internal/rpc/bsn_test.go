package rpc

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
)

func TestABSNIsRefusedByFieldAndNotQuoted(t *testing.T) {
	t.Parallel()
	for field, m := range map[string]proto.Message{
		"reason":                      &matchingv1.ProposeMatchRequest{Reason: "Zijn nummer is 111.222.333."},
		"client.profile.interests[1]": &recruitmentv1.CreateClientRequest{Client: &recruitmentv1.Client{Profile: &recruitmentv1.Profile{Interests: []string{"koken", "111222333"}}}},
		"reflection.answers":          &recruitmentv1.CreateReflectionRequest{Reflection: &recruitmentv1.Reflection{Answers: map[string]string{"111222333": "ja"}}},
		"file_name":                   &recruitmentv1.PrepareImportRequest{FileName: "111222333.csv", Content: []byte("111222333")},
		"query":                       &recruitmentv1.ListClientsRequest{Query: "111 222 333"},
		"talk.tools[0].answers.words": &recruitmentv1.AnswerNetworkTalkRequest{Talk: &recruitmentv1.NetworkTalk{Tools: []*recruitmentv1.TalkTool{{Answers: map[string]*recruitmentv1.TalkAnswer{"a": {Words: "111222333"}}}}}},
	} {
		f, ok := fault.As(withoutBSN(m.ProtoReflect()))
		if !ok || f.Kind != fault.KindInvalid || f.Code != "BSN" || len(f.Fields) != 1 || f.Fields[0].Path != field {
			t.Errorf("%s: %+v", field, f)
			continue
		}
		if said := ofFault(f).String(); strings.Contains(said, "222") || f.Fields[0].Text.NL == "" || f.Fields[0].Text.EN == "" {
			t.Errorf("%s: it is said again: %s", field, said)
		}
	}
}

func TestWhatOptrekMakesItselfMayLookLikeABSN(t *testing.T) {
	t.Parallel()
	for _, m := range []proto.Message{
		&recruitmentv1.ListClientsRequest{PageToken: "111222333"},
		&recruitmentv1.AssignSupportWorkersRequest{Etag: "111222333", ClientId: "00000000-0000-7000-8000-111222333abc", RequestId: "111222333"},
		&recruitmentv1.AssignSupportWorkersRequest{SupportWorkerIds: []string{"111222333"}}, // for validation, which wants a UUID
		&recruitmentv1.PrepareImportRequest{Content: []byte("111222333")},                   // for the import, which takes it out
		&matchingv1.ProposeMatchRequest{Reason: "Bel 06-12345678, of schrijf: NL91 ABNA 0417 1643 00, C111222333."},
	} {
		if err := withoutBSN(m.ProtoReflect()); err != nil {
			t.Errorf("%T: %v", m, err)
		}
	}
}
