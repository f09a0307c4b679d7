package server_test

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// profiles gives the ProfileChanged events, in order.
func (h *house) profiles() []*pb.ProfileChanged {
	h.T.Helper()
	var found []*pb.ProfileChanged
	for _, e := range h.Events() {
		if p, ok := e.Message.(*pb.ProfileChanged); ok {
			found = append(found, p)
		}
	}
	return found
}

func TestTheProfileGoesToMatchingOnlyWhileTheYesHolds(t *testing.T) {
	t.Parallel()
	h := open(t)
	c := h.NewClient("Kim", "Bos")
	like := func(words ...string) {
		t.Helper()
		if _, err := h.Client.UpdateClient(h.Coordinator, &pb.UpdateClientRequest{Client: &pb.Client{Id: c.GetId(), GivenName: "Kim",
			Profile: &pb.Profile{Interests: words, CouldMean: "ik kan goed luisteren"}}}); err != nil {
			t.Fatal(err)
		}
	}
	like("koken")
	if n := len(h.profiles()); n != 0 {
		t.Fatalf("%d profiles told before any yes", n)
	}
	own := h.As(c.GetId(), authn.RoleClient)
	yes, err := h.Client.GiveConsent(own, &pb.GiveConsentRequest{
		ClientId: c.GetId(), Purpose: pb.Consent_PURPOSE_MATCHING, Channel: pb.Consent_CHANNEL_SELF})
	if err != nil || yes.GetReceiver() != "organisation" || yes.GetTextVersion() == "" || !yes.GetGiveTime().AsTime().Equal(servertest.Now) {
		t.Fatalf("yes: %v, %v", yes, err)
	}
	like("koken", "film")
	same, err := h.Client.GiveConsent(own, &pb.GiveConsentRequest{
		ClientId: c.GetId(), Purpose: pb.Consent_PURPOSE_MATCHING, Channel: pb.Consent_CHANNEL_SELF})
	if err != nil || !proto.Equal(same, yes) {
		t.Errorf("the same yes again became %v, %v", same, err)
	}
	no, err := h.Client.WithdrawConsent(own, &pb.WithdrawConsentRequest{ClientId: c.GetId(), Id: yes.GetId()})
	if err != nil || no.GetWithdrawTime() == nil {
		t.Fatalf("withdrawn: %v, %v", no, err)
	}
	if again, err := h.Client.WithdrawConsent(own, &pb.WithdrawConsentRequest{ClientId: c.GetId(), Id: yes.GetId()}); err != nil || !proto.Equal(again, no) {
		t.Errorf("withdrawn again: %v, %v", again, err)
	}
	like("treinen")

	told := h.profiles()
	if len(told) != 3 {
		t.Fatalf("%d profiles told, want given, changed, gone: %v", len(told), told)
	}
	if !told[0].GetMayMatch() || !told[0].GetCouldMeanKnown() || len(told[1].GetProfile().GetInterests()) != 2 {
		t.Errorf("told %v", told[:2])
	}
	if gone := told[2]; gone.GetMayMatch() || gone.GetProfile() != nil || gone.GetCouldMeanKnown() {
		t.Errorf("told %v after the withdrawal", gone)
	}
	for _, p := range told {
		if p.GetProfile().GetCouldMean() != "" {
			t.Error("own words left recruitment")
		}
	}
	list, err := h.Client.ListConsents(own, &pb.ListConsentsRequest{ClientId: c.GetId()})
	if err != nil || len(list.GetConsents()) != 1 || list.GetConsents()[0].GetWithdrawTime() == nil {
		t.Errorf("what was agreed is not remembered: %v, %v", list, err)
	}
}

func TestEventsHoldNoNamesAndNoOwnWords(t *testing.T) {
	t.Parallel()
	h := open(t)
	w, _ := h.Worker("Wilhelmina Bezemer")
	c := h.NewClient("Kimberley", "Achterberg", w)
	if _, err := h.Client.UpdateClient(h.Coordinator, &pb.UpdateClientRequest{Client: &pb.Client{Id: c.GetId(), GivenName: "Kimberley",
		Profile: &pb.Profile{CouldMean: "luisterend oor"}, BirthYear: 1964}}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Client.GiveConsent(h.Coordinator, &pb.GiveConsentRequest{ClientId: c.GetId(), Purpose: pb.Consent_PURPOSE_MATCHING,
		Channel: pb.Consent_CHANNEL_SPOKEN, GivenByRepresentative: "Gerardus"}); err != nil {
		t.Fatal(err)
	}
	all := h.Contents()["outbox.payload"]
	for _, word := range []string{"Kimberley", "Achterberg", "Wilhelmina", "luisterend", "Gerardus"} {
		if strings.Contains(all, word) || strings.Contains(h.Logs.String(), word) {
			t.Errorf("%q left recruitment", word)
		}
	}
	if len(h.Events()) != 3 {
		t.Errorf("%d events, want the colleague, the client and the profile", len(h.Events()))
	}
}

func TestConsentIsForOnePurpose(t *testing.T) {
	t.Parallel()
	h := open(t)
	c := h.NewClient("Kim", "")
	give := func(change func(*pb.GiveConsentRequest)) (*pb.Consent, error) {
		req := &pb.GiveConsentRequest{ClientId: c.GetId(), Purpose: pb.Consent_PURPOSE_STORY, Channel: pb.Consent_CHANNEL_SPOKEN}
		change(req)
		return h.Client.GiveConsent(h.Coordinator, req)
	}
	if _, err := give(func(*pb.GiveConsentRequest) {}); err != nil || len(h.profiles()) != 0 {
		t.Errorf("a yes to a story told %d profiles; %v", len(h.profiles()), err)
	}
	for name, wrong := range map[string]func(*pb.GiveConsentRequest){
		"text of another purpose":    func(r *pb.GiveConsentRequest) { r.TextVersion = "matching-1" },
		"region without a name":      func(r *pb.GiveConsentRequest) { r.Purpose = pb.Consent_PURPOSE_REGION },
		"staff saying given by self": func(r *pb.GiveConsentRequest) { r.Channel = pb.Consent_CHANNEL_SELF },
		"no purpose":                 func(r *pb.GiveConsentRequest) { r.Purpose = 0 },
	} {
		_, err := give(wrong)
		if err == nil {
			t.Errorf("%s: accepted", name)
		}
		servertest.WantCode(t, err, codes.InvalidArgument)
	}
	region, err := give(func(r *pb.GiveConsentRequest) { r.Purpose, r.Receiver = pb.Consent_PURPOSE_REGION, "Noord-Limburg" })
	if err != nil || region.GetReceiver() != "Noord-Limburg" {
		t.Errorf("%v, %v", region, err)
	}
	other := h.NewClient("Tim", "")
	_, err = h.Client.WithdrawConsent(h.Coordinator, &pb.WithdrawConsentRequest{ClientId: other.GetId(), Id: region.GetId()})
	servertest.WantCode(t, err, codes.NotFound)
	_, err = h.Client.WithdrawConsent(h.As(other.GetId(), authn.RoleClient), &pb.WithdrawConsentRequest{ClientId: c.GetId(), Id: region.GetId()})
	servertest.WantCode(t, err, codes.NotFound)
	_, err = h.Client.WithdrawConsent(h.Coordinator, &pb.WithdrawConsentRequest{ClientId: c.GetId(), Id: ids.New()})
	servertest.WantCode(t, err, codes.NotFound)
}

func TestAYesForATimeEndsByItself(t *testing.T) {
	t.Parallel()
	h := open(t)
	c := h.NewClient("Kim", "Bos")
	end := servertest.Now.Add(48 * time.Hour)
	give := func(until time.Time) (*pb.Consent, error) {
		return h.Client.GiveConsent(h.Coordinator, &pb.GiveConsentRequest{ClientId: c.GetId(), Purpose: pb.Consent_PURPOSE_MATCHING,
			Channel: pb.Consent_CHANNEL_PICTURES, EndTime: timestamppb.New(until)})
	}
	_, err := give(servertest.Now)
	servertest.WantCode(t, err, codes.InvalidArgument)
	yes, err := give(end)
	if err != nil || !yes.GetEndTime().AsTime().Equal(end) {
		t.Fatalf("%v, %v", yes, err)
	}
	ends := func() {
		t.Helper()
		if err := h.Server.EndConsents(t.Context(), h.Tenant); err != nil {
			t.Fatal(err)
		}
	}
	ends()
	if !h.stands(c.GetId()) || len(h.profiles()) != 1 {
		t.Fatalf("before its end it holds; %d profiles told", len(h.profiles()))
	}
	h.Later(48 * time.Hour)
	if h.stands(c.GetId()) {
		t.Error("it holds after its end, because nobody noted that yet")
	}
	if _, err := h.Client.UpdateClient(h.Coordinator, &pb.UpdateClientRequest{Client: &pb.Client{Id: c.GetId(), GivenName: "Kim",
		Profile: &pb.Profile{Interests: []string{"koken"}}}}); err != nil || len(h.profiles()) != 1 {
		t.Errorf("a profile was told after the end of the yes: %v", err)
	}
	ends()
	ends() // once is enough
	if told := h.profiles(); len(told) != 2 || told[1].GetMayMatch() {
		t.Fatalf("told %v", told)
	}
	if no, err := h.Client.WithdrawConsent(h.Coordinator, &pb.WithdrawConsentRequest{ClientId: c.GetId(), Id: yes.GetId()}); err != nil || no.GetWithdrawTime() != nil {
		t.Errorf("what is over was taken back: %v, %v", no, err)
	}
	if _, err := give(servertest.Now.Add(96 * time.Hour)); err != nil || !h.stands(c.GetId()) {
		t.Errorf("a new yes after the end of the one before: %v", err)
	}
	h.Later(96 * time.Hour) // over, and not noted: a new one takes its place all the same
	if _, err := give(servertest.Now.Add(400 * time.Hour)); err != nil || !h.stands(c.GetId()) {
		t.Errorf("a new yes straight after: %v", err)
	}
}

// stands asks as another service does.
func (h *house) stands(client string) bool {
	h.T.Helper()
	found, err := h.Client.ListStandingConsents(h.As(ids.New(), authn.RoleSupportWorker), &pb.ListStandingConsentsRequest{
		Purpose: pb.Consent_PURPOSE_MATCHING, ClientIds: []string{client, ids.New()}})
	if err != nil {
		h.T.Fatal(err)
	}
	return len(found.GetClientIds()) == 1 && found.GetClientIds()[0] == client
}

func TestX10_TakenBackIsNoYesAtTheNextQuestion(t *testing.T) {
	t.Parallel()
	h := open(t)
	c := h.NewClient("Kim", "")
	own := h.As(c.GetId(), authn.RoleClient)
	if h.stands(c.GetId()) {
		t.Error("a yes nobody gave")
	}
	yes, err := h.Client.GiveConsent(own, &pb.GiveConsentRequest{ClientId: c.GetId(), Purpose: pb.Consent_PURPOSE_MATCHING, Channel: pb.Consent_CHANNEL_SELF})
	if err != nil || !h.stands(c.GetId()) {
		t.Fatalf("%v, %v", yes, err)
	}
	// A neighbour who asks about the same person hears nothing.
	other := house{House: h.Neighbour()}
	if other.stands(c.GetId()) {
		t.Error("another organisation sees the yes")
	}
	// One call, no reason: nothing but which one.
	if _, err := h.Client.WithdrawConsent(own, &pb.WithdrawConsentRequest{ClientId: c.GetId(), Id: yes.GetId()}); err != nil || h.stands(c.GetId()) {
		t.Errorf("it still stands: %v", err)
	}
}

func TestO04_AYesKeepsTheTextItWasGivenWith(t *testing.T) {
	t.Parallel()
	h := open(t)
	c := h.NewClient("Kim", "")
	give := func(version string) (*pb.Consent, error) {
		return h.Client.GiveConsent(h.Coordinator, &pb.GiveConsentRequest{ClientId: c.GetId(), Purpose: pb.Consent_PURPOSE_STORY,
			Channel: pb.Consent_CHANNEL_SPOKEN, TextVersion: version})
	}
	first, err := give("")
	if err != nil || first.GetTextVersion() != "story-1" || first.GetTextNl() != "Mijn verhaal mag verteld worden. Ik kan altijd stoppen." {
		t.Fatalf("%v, %v", first, err)
	}
	text, err := h.Client.GetTemplate(h.Coordinator, &pb.GetTemplateRequest{Kind: pb.Template_KIND_CONSENT_TEXT, Key: "story"})
	if err != nil {
		t.Fatal(err)
	}
	text.Parts[0].TextNl = "Wij mogen mijn verhaal vertellen op de open dag."
	if _, err := h.Client.PublishTemplate(h.Coordinator, &pb.PublishTemplateRequest{Template: text}); err != nil {
		t.Fatal(err)
	}
	second, err := give("")
	if err != nil || second.GetTextVersion() != "story-2" || !strings.Contains(second.GetTextNl(), "open dag") {
		t.Fatalf("%v, %v", second, err)
	}
	for _, unknown := range []string{"story-3", "matching-1", "story"} {
		_, err := give(unknown)
		servertest.WantCode(t, err, codes.InvalidArgument)
	}
	list, err := h.Client.ListConsents(h.Coordinator, &pb.ListConsentsRequest{ClientId: c.GetId()})
	if err != nil || len(list.GetConsents()) != 2 {
		t.Fatalf("%v, %v", list, err)
	}
	if old := list.GetConsents()[1]; old.GetTextNl() != first.GetTextNl() || old.GetTextVersion() != "story-1" || old.GetWithdrawTime() == nil {
		t.Errorf("the old yes has become %v", old)
	}
}

func TestARepresentativeGivesAYesInTheirName(t *testing.T) {
	t.Parallel()
	h := open(t)
	c := h.NewClient("Kim", "")
	req := &pb.GiveConsentRequest{ClientId: c.GetId(), Purpose: pb.Consent_PURPOSE_NETWORK_MAP, Channel: pb.Consent_CHANNEL_WRITTEN,
		GivenByRepresentative: "  Tante   Truus "}
	yes, err := h.Client.GiveConsent(h.Coordinator, req)
	if err != nil || yes.GetGivenByRepresentative() != "Tante Truus" {
		t.Fatalf("%v, %v", yes, err)
	}
	_, err = h.Client.GiveConsent(h.As(c.GetId(), authn.RoleClient), req)
	servertest.WantCode(t, err, codes.InvalidArgument)
	req.GivenByRepresentative = ""
	own, err := h.Client.GiveConsent(h.Coordinator, req)
	if err != nil || own.GetId() == yes.GetId() || own.GetGivenByRepresentative() != "" {
		t.Errorf("the client's own yes takes the place of it: %v, %v", own, err)
	}
}

func TestN17_TheMapIsSharedUntilTheEndOfTheYes(t *testing.T) {
	t.Parallel()
	h := open(t)
	w, worker := h.Worker("Anna Appel")
	c := h.NewClient("Kim", "", w)
	if _, err := h.Client.GiveConsent(worker, &pb.GiveConsentRequest{ClientId: c.GetId(), Purpose: pb.Consent_PURPOSE_NETWORK_MAP,
		Channel: pb.Consent_CHANNEL_SPOKEN, EndTime: timestamppb.New(servertest.Now.Add(time.Hour))}); err != nil {
		t.Fatal(err)
	}
	look := func() error {
		_, err := h.Client.ListContacts(worker, &pb.ListContactsRequest{ClientId: c.GetId()})
		return err
	}
	if err := look(); err != nil {
		t.Errorf("while it stands: %v", err)
	}
	h.Later(time.Hour)
	servertest.WantCode(t, look(), codes.PermissionDenied)
}
