package personal_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

func TestALineIsSaidNotToBeRightAnsweredAndRead(t *testing.T) {
	t.Parallel()
	h := open(t)
	line := func() *pb.AskCorrectionRequest {
		return &pb.AskCorrectionRequest{
			ClientId: h.client.GetId(), Section: "me", ItemId: h.client.GetId(), Field: "birth_year", LabelNl: "Geboortejaar", LabelEn: "Year of birth", Stood: "1960",
		}
	}
	first, err := h.Client.AskCorrection(h.self, line()) // one tap: no words needed
	must(t, err)
	if first.GetSaidBy() != pb.SaidBy_SAID_BY_SELF || first.GetState() != pb.Correction_STATE_OPEN {
		t.Errorf("asked: %v", first)
	}
	again := line()
	again.Words = "Het is 1961"
	c, err := h.Client.AskCorrection(h.self, again)
	must(t, err)
	open, err := h.Client.ListCorrections(h.eva, &pb.ListCorrectionsRequest{OpenOnly: true})
	must(t, err)
	if len(open.GetCorrections()) != 1 || open.GetCorrections()[0].GetWords() != "Het is 1961" {
		t.Errorf("said twice of one line: %v", open)
	}
	_, err = h.Client.AnswerCorrection(h.eva, &pb.AnswerCorrectionRequest{Id: c.GetId(), Etag: c.GetEtag()})
	servertest.WantReason(t, err, "SAY_WHY")
	_, err = h.Client.AnswerCorrection(h.self, &pb.AnswerCorrectionRequest{Id: c.GetId(), Etag: c.GetEtag(), Corrected: true})
	servertest.WantCode(t, err, codes.PermissionDenied)
	before := len(h.Events())
	answered, err := h.Client.AnswerCorrection(h.eva, &pb.AnswerCorrectionRequest{Id: c.GetId(), Etag: c.GetEtag(), Corrected: true, Answer: "Het staat er nu goed."})
	must(t, err)
	if len(h.Events()) == before {
		t.Error("whoever received it is not told")
	}
	_, err = h.Client.AnswerCorrection(h.eva, &pb.AnswerCorrectionRequest{Id: c.GetId(), Etag: c.GetEtag(), Corrected: true})
	servertest.WantCode(t, err, codes.Aborted)
	read, err := h.Client.CloseCorrection(h.self, &pb.CloseCorrectionRequest{Id: c.GetId()})
	must(t, err)
	if answered.GetAnsweredById() != h.worker || read.GetReadTime() == nil || read.GetState() != pb.Correction_STATE_CORRECTED {
		t.Errorf("read: %v", read)
	}
}

func TestRestrictedDataIsKeptAndNothingRestsOnIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.client.GetId()
	_, err := h.Client.GiveConsent(h.self, &pb.GiveConsentRequest{ClientId: id, Purpose: pb.Consent_PURPOSE_MATCHING, Channel: pb.Consent_CHANNEL_SELF})
	must(t, err)
	agrees := func() int {
		t.Helper()
		got, err := h.Client.ListStandingConsents(h.eva, &pb.ListStandingConsentsRequest{Purpose: pb.Consent_PURPOSE_MATCHING, ClientIds: []string{id}})
		must(t, err)
		return len(got.GetClientIds())
	}
	if agrees() != 1 {
		t.Fatal("the yes does not stand")
	}
	r, err := h.Client.RestrictClient(h.self, &pb.RestrictClientRequest{ClientId: id})
	must(t, err)
	if agrees() != 0 {
		t.Error("somebody is looked for whose data is not to be used")
	}
	if got := h.last(&pb.RestrictionChanged{}); got == nil || !got.(*pb.RestrictionChanged).GetRestricted() {
		t.Error("the others are not told")
	}
	if got := h.last(&pb.ProfileChanged{}).(*pb.ProfileChanged); got.GetMayMatch() {
		t.Error("matching keeps the profile")
	}
	seen, err := h.Client.GetClient(h.eva, &pb.GetClientRequest{Id: id})
	must(t, err)
	if !seen.GetRestricted() {
		t.Error("the page does not say so")
	}
	// A change of the profile and a new yes are kept and not told.
	_, err = h.Client.GiveConsent(h.self, &pb.GiveConsentRequest{ClientId: id, Purpose: pb.Consent_PURPOSE_MATCHING, Channel: pb.Consent_CHANNEL_SPOKEN, GivenByRepresentative: ""})
	must(t, err)
	if got := h.last(&pb.ProfileChanged{}).(*pb.ProfileChanged); got.GetMayMatch() {
		t.Error("a new yes passes by the restriction")
	}
	if again, err := h.Client.RestrictClient(h.eva, &pb.RestrictClientRequest{ClientId: id}); err != nil || again.GetId() != r.GetId() {
		t.Errorf("a second one: %v, %v", again, err)
	}
	_, err = h.Client.EndRestriction(h.eva, &pb.EndRestrictionRequest{ClientId: id, Id: r.GetId(), SaidBy: pb.SaidBy_SAID_BY_ORGANISATION})
	servertest.WantReason(t, err, "SAY_WHY")
	ended, err := h.Client.EndRestriction(h.eva, &pb.EndRestrictionRequest{ClientId: id, Id: r.GetId(), SaidBy: pb.SaidBy_SAID_BY_TOLD, Reason: "Alles klopt weer."})
	must(t, err)
	if ended.GetEndTime() == nil || agrees() != 1 || !h.last(&pb.ProfileChanged{}).(*pb.ProfileChanged).GetMayMatch() {
		t.Errorf("it does not go on as before: %v", ended)
	}
	list, err := h.Client.ListRestrictions(h.self, &pb.ListRestrictionsRequest{ClientId: id})
	must(t, err)
	if len(list.GetRestrictions()) != 1 || list.GetRestrictions()[0].GetEndReason() != "Alles klopt weer." {
		t.Errorf("the person does not read why: %v", list)
	}
}

// last gives the newest event of this kind.
func (h *house) last(kind proto.Message) (found proto.Message) {
	h.T.Helper()
	for _, e := range h.Events() {
		if e.Message.ProtoReflect().Descriptor().FullName() == kind.ProtoReflect().Descriptor().FullName() {
			found = e.Message
		}
	}
	return found
}

// Consent is taken back at once, also with every other service down: nothing is asked of them.
func TestAYesIsTakenBackWithTheOthersDown(t *testing.T) {
	t.Parallel()
	h := open(t) // no other service runs in this house
	id := h.client.GetId()
	for _, purpose := range []pb.Consent_Purpose{pb.Consent_PURPOSE_MATCHING, pb.Consent_PURPOSE_STORY, pb.Consent_PURPOSE_NETWORK_MAP} {
		c, err := h.Client.GiveConsent(h.self, &pb.GiveConsentRequest{ClientId: id, Purpose: purpose, Channel: pb.Consent_CHANNEL_SELF})
		must(t, err)
		if c.GetClientId() != id || c.GetPurpose() != purpose || c.GetReceiver() == "" || c.GetTextVersion() == "" || c.GetTextNl() == "" ||
			c.GetChannel() != pb.Consent_CHANNEL_SELF || c.GetGiveTime() == nil {
			t.Errorf("a yes without person, purpose, receiver, text, channel or time: %v", c)
		}
		_, err = h.Client.WithdrawConsent(h.self, &pb.WithdrawConsentRequest{ClientId: id, Id: c.GetId()})
		must(t, err)
		got, err := h.Client.ListStandingConsents(h.eva, &pb.ListStandingConsentsRequest{Purpose: purpose, ClientIds: []string{id}})
		must(t, err)
		if len(got.GetClientIds()) != 0 {
			t.Errorf("%s still stands on the next request", purpose)
		}
	}
}

// Who asks wrongly is told which field, and who has no say is refused.
func TestWhatIsAskedWronglyAndByWhomItIsNotTheirs(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.client.GetId()
	for name, call := range map[string]func() error{
		"an export as the person": func() error {
			_, err := h.Client.AskExport(h.eva, &pb.AskExportRequest{ClientId: id, SaidBy: pb.SaidBy_SAID_BY_SELF})
			return err
		},
		"a correction as the person": func() error {
			_, err := h.Client.AskCorrection(h.eva, &pb.AskCorrectionRequest{ClientId: id, Section: "me", SaidBy: pb.SaidBy_SAID_BY_SELF})
			return err
		},
		"a restriction as the person": func() error {
			_, err := h.Client.RestrictClient(h.admin, &pb.RestrictClientRequest{ClientId: id, SaidBy: pb.SaidBy_SAID_BY_SELF})
			return err
		},
	} {
		t.Log(name)
		servertest.WantReason(t, call(), "NOT_YOURS_TO_SAY")
	}
	_, err := h.Client.AskCorrection(h.self, &pb.AskCorrectionRequest{ClientId: id, Section: "Me!"})
	servertest.WantCode(t, err, codes.InvalidArgument)
	_, err = h.Client.ListCorrections(h.eva, &pb.ListCorrectionsRequest{PageToken: "!!"})
	servertest.WantCode(t, err, codes.InvalidArgument)
	e := h.ask(h.self, 0)
	must(t, h.collect())
	_, err = h.Client.DownloadExport(h.self, &pb.DownloadExportRequest{Id: e.GetId(), Format: 9})
	servertest.WantCode(t, err, codes.InvalidArgument)
	_, err = h.Client.DownloadExport(h.self, &pb.DownloadExportRequest{Id: e.GetId(), Language: "de"})
	servertest.WantCode(t, err, codes.InvalidArgument)
	_, err = h.Client.GetExport(h.self, &pb.GetExportRequest{Id: "mine"})
	servertest.WantCode(t, err, codes.InvalidArgument)
	_, err = h.Client.EndRestriction(h.eva, &pb.EndRestrictionRequest{ClientId: id, Id: ids.New(), SaidBy: pb.SaidBy_SAID_BY_TOLD, Reason: "Het mag weer."})
	servertest.WantCode(t, err, codes.NotFound)
	for _, role := range []authn.Role{authn.RoleNetworkLead, authn.RoleCoordinator, authn.RoleRegionCoordinator} {
		as := h.As(ids.New(), role)
		_, err := h.Client.ListExports(as, &pb.ListExportsRequest{ClientId: id})
		servertest.WantCode(t, err, codes.PermissionDenied)
		_, err = h.Client.RestrictClient(as, &pb.RestrictClientRequest{ClientId: id})
		servertest.WantCode(t, err, codes.PermissionDenied)
		_, err = h.Client.ListCorrections(as, &pb.ListCorrectionsRequest{})
		servertest.WantCode(t, err, codes.PermissionDenied)
	}
}
