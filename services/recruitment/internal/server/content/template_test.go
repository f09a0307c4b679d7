package content_test

import (
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

func get(t *testing.T, h *servertest.House, kind pb.Template_Kind, key string, version int32) *pb.Template {
	t.Helper()
	tpl, err := h.Client.GetTemplate(h.Coordinator, &pb.GetTemplateRequest{Kind: kind, Key: key, Version: version})
	if err != nil {
		t.Fatal(err)
	}
	return tpl
}

func list(t *testing.T, h *servertest.House, req *pb.ListTemplatesRequest) (keys []string) {
	t.Helper()
	for {
		page, err := h.Client.ListTemplates(h.Coordinator, req)
		if err != nil {
			t.Fatal(err)
		}
		for _, tpl := range page.GetTemplates() {
			keys = append(keys, tpl.GetKey())
		}
		if req.PageToken = page.GetNextPageToken(); req.PageToken == "" {
			return keys
		}
	}
}

func TestN19_ToolsArePickedAndAnOrganisationAddsItsOwn(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	tools := &pb.ListTemplatesRequest{Kind: pb.Template_KIND_TALK_TOOL, PageSize: 2}
	if keys := list(t, h, tools); !slices.Equal(keys, []string{"ecogram", "miracle_question", "motivation"}) {
		t.Errorf("offered %q", keys)
	}
	if _, err := h.Client.PublishTemplate(h.Coordinator, &pb.PublishTemplateRequest{Template: &pb.Template{
		Kind: pb.Template_KIND_TALK_TOOL, Key: "walk", TitleNl: "Praten en lopen", Parts: []*pb.TemplatePart{{Key: "go", TextNl: "Loop samen een rondje."}},
	}}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Client.RetireTemplate(h.Coordinator, &pb.ChangeTemplateRequest{Kind: pb.Template_KIND_TALK_TOOL, Key: "ecogram"}); err != nil {
		t.Fatal(err)
	}
	if keys := list(t, h, tools); !slices.Equal(keys, []string{"miracle_question", "motivation", "walk"}) {
		t.Errorf("offered %q", keys)
	}
	// What was made with it goes on.
	if tpl := get(t, h, pb.Template_KIND_TALK_TOOL, "ecogram", 1); !tpl.GetRetired() || len(tpl.GetParts()) == 0 {
		t.Errorf("got %v", tpl)
	}
	if _, err := h.Client.RestoreTemplate(h.Coordinator, &pb.ChangeTemplateRequest{Kind: pb.Template_KIND_TALK_TOOL, Key: "ecogram"}); err != nil {
		t.Fatal(err)
	}
	if keys := list(t, h, tools); len(keys) != 4 {
		t.Errorf("offered %q", keys)
	}
}

func TestO04_EveryVersionStays(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	kind, key := pb.Template_KIND_REFLECTION, "if_it_were_me"
	first := get(t, h, kind, key, 0)
	if first.GetVersion() != 1 || !first.GetBuiltIn() {
		t.Fatalf("got %v", first)
	}
	change := proto.CloneOf(first)
	change.TitleNl = "Als ik het was"
	req := &pb.PublishTemplateRequest{Template: change, RequestId: ids.New()}
	second, err := h.Client.PublishTemplate(h.Coordinator, req)
	if err != nil || second.GetVersion() != 2 || second.GetBuiltIn() || !second.GetCreateTime().AsTime().Equal(servertest.Now) {
		t.Fatalf("got %v, %v", second, err)
	}
	again, err := h.Client.PublishTemplate(h.Coordinator, req)
	if err != nil || !proto.Equal(again, second) {
		t.Errorf("the same request once more: %v, %v", again, err)
	}
	if now := get(t, h, kind, key, 0); !proto.Equal(now, second) {
		t.Errorf("the newest is %v", now)
	}
	if old := get(t, h, kind, key, 1); !proto.Equal(old, first) {
		t.Errorf("version 1 has become %v", old)
	}
	_, err = h.Client.PublishTemplate(h.Coordinator, &pb.PublishTemplateRequest{Template: change})
	servertest.WantCode(t, err, codes.Aborted)
	_, err = h.Client.GetTemplate(h.Coordinator, &pb.GetTemplateRequest{Kind: kind, Key: key, Version: 3})
	servertest.WantCode(t, err, codes.NotFound)
}

func TestAConsentTextKeepsItsPartsAndStays(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	text := get(t, h, pb.Template_KIND_CONSENT_TEXT, "network_map", 0)
	text.Parts = text.GetParts()[:1]
	_, err := h.Client.PublishTemplate(h.Coordinator, &pb.PublishTemplateRequest{Template: text})
	servertest.WantCode(t, err, codes.InvalidArgument)
	if p := rpc.ProblemOf(err); len(p.Fields) != 1 || p.Fields[0].Path != "template.parts" || p.Fields[0].Text.NL == "" || p.Fields[0].Text.EN == "" {
		t.Errorf("got %+v", p)
	}
	_, err = h.Client.RetireTemplate(h.Coordinator, &pb.ChangeTemplateRequest{Kind: pb.Template_KIND_CONSENT_TEXT, Key: "network_map"})
	servertest.WantCode(t, err, codes.FailedPrecondition)
}

func TestAnOrganisationsTextsAreItsOwn(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	other := h.Neighbour()
	tpl := get(t, h, pb.Template_KIND_LOCATION_STEPS, "start", 0)
	tpl.TitleNl = "Zo beginnen wij"
	if _, err := h.Client.PublishTemplate(h.Coordinator, &pb.PublishTemplateRequest{Template: tpl}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Client.RetireTemplate(h.Coordinator, &pb.ChangeTemplateRequest{Kind: tpl.GetKind(), Key: "start"}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Client.UpdateSettings(h.Coordinator, &pb.UpdateSettingsRequest{Settings: &pb.Settings{OpenSteps: 5}}); err != nil {
		t.Fatal(err)
	}
	theirs := get(t, other, tpl.GetKind(), "start", 0)
	if theirs.GetVersion() != 1 || theirs.GetRetired() || theirs.GetTitleNl() == tpl.GetTitleNl() {
		t.Errorf("the neighbours see %v", theirs)
	}
	_, err := other.Client.GetTemplate(other.Coordinator, &pb.GetTemplateRequest{Kind: tpl.GetKind(), Key: "start", Version: 2})
	servertest.WantCode(t, err, codes.NotFound)
	if s, err := other.Client.GetSettings(other.Coordinator, &pb.GetSettingsRequest{}); err != nil || s.GetOpenSteps() != 3 {
		t.Errorf("the neighbours' settings: %v, %v", s, err)
	}
}

func TestWhoMayChangeTexts(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	tpl := get(t, h, pb.Template_KIND_TALK_TOOL, "ecogram", 0)
	for _, role := range []authn.Role{authn.RoleClient, authn.RoleSupportWorker, authn.RoleNetworkLead} {
		ctx := h.As(ids.New(), role)
		if _, err := h.Client.ListTemplates(ctx, &pb.ListTemplatesRequest{}); err != nil {
			t.Errorf("%s cannot read: %v", role, err)
		}
		_, err := h.Client.PublishTemplate(ctx, &pb.PublishTemplateRequest{Template: tpl})
		servertest.WantCode(t, err, codes.PermissionDenied)
		_, err = h.Client.UpdateSettings(ctx, &pb.UpdateSettingsRequest{Settings: &pb.Settings{OpenSteps: 2}})
		servertest.WantCode(t, err, codes.PermissionDenied)
	}
}

func TestN12_HowManyStepsAtOnceIsTheOrganisationsToSay(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	s, err := h.Client.GetSettings(h.Coordinator, &pb.GetSettingsRequest{})
	if err != nil || s.GetOpenSteps() != 3 {
		t.Fatalf("%v, %v", s, err)
	}
	req := &pb.UpdateSettingsRequest{Settings: &pb.Settings{Etag: s.GetEtag(), OpenSteps: 4}, RequestId: ids.New()}
	after, err := h.Client.UpdateSettings(h.Coordinator, req)
	if err != nil || after.GetOpenSteps() != 4 || after.GetEtag() == s.GetEtag() {
		t.Fatalf("%v, %v", after, err)
	}
	if again, err := h.Client.UpdateSettings(h.Coordinator, req); err != nil || !proto.Equal(again, after) {
		t.Errorf("once more: %v, %v", again, err)
	}
	_, err = h.Client.UpdateSettings(h.Coordinator, &pb.UpdateSettingsRequest{Settings: &pb.Settings{Etag: s.GetEtag(), OpenSteps: 1}})
	servertest.WantCode(t, err, codes.Aborted)
	_, err = h.Client.UpdateSettings(h.Coordinator, &pb.UpdateSettingsRequest{Settings: &pb.Settings{OpenSteps: 6}})
	servertest.WantCode(t, err, codes.InvalidArgument)
}
