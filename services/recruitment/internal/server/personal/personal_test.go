package personal_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"

	personalpb "github.com/optrek/optrek/proto/gen/optrek/personal/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/vault"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// ring gives each person a key, until it is destroyed.
type ring struct {
	mu     sync.Mutex
	keys   map[string]vault.Key
	erased map[string]bool
}

func (r *ring) Keys(_ context.Context, _ string, persons []string) (map[string]vault.Key, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	found := map[string]vault.Key{}
	for _, p := range persons {
		if r.erased[p] {
			continue
		}
		if _, there := r.keys[p]; !there {
			r.keys[p] = vault.Key([]byte(strings.Repeat(p, 2))[:32])
		}
		found[p] = r.keys[p]
	}
	return found, nil
}

// other is another service, which may be down.
type other struct {
	mu   sync.Mutex
	down bool
	with string // the id of somebody they are together with
	own  []bool // for whose eyes it was asked
}

func (o *other) ExportPerson(_ context.Context, req *personalpb.ExportPersonRequest, _ ...grpc.CallOption) (*personalpb.ExportPersonResponse, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.down {
		return nil, errors.New("down")
	}
	o.own = append(o.own, req.GetOwnEyes())
	return &personalpb.ExportPersonResponse{Sections: []*personalpb.Section{{
		Key: "together", TitleNl: "Samen", TitleEn: "Together", Picture: "Star", Items: []*personalpb.Item{{Id: "1", Fields: []*personalpb.Field{
			{Key: "others", LabelNl: "Met wie", LabelEn: "With whom", Raw: "[]", Reference: &personalpb.Reference{Kind: personalpb.Reference_KIND_CLIENT, Ids: []string{o.with}}},
		}}},
	}}}, nil
}

type house struct {
	*servertest.House
	ring     *ring
	matching *other
	worker   string
	eva      context.Context // a support worker
	admin    context.Context
	client   *pb.Client
	self     context.Context
}

func open(t *testing.T) *house {
	t.Helper()
	h := &house{House: servertest.Open(t), ring: &ring{keys: map[string]vault.Key{}, erased: map[string]bool{}}, matching: &other{with: ids.New()}}
	h.Server.Personal.Know(map[string]personalpb.PersonServiceClient{
		"matching": h.matching, "activity": &other{with: ids.New()}, "evaluation": &other{with: ids.New()},
	}, h.ring)
	h.worker, h.eva = h.Worker("Wies Turfboer")
	h.client = h.NewClient("Ilse", "Klaproos", h.worker)
	h.self = h.As(h.client.GetId(), authn.RoleClient)
	h.admin = h.As(ids.New(), authn.RoleOrganisationAdmin)
	for name, hidden := range map[string]bool{"Tante Roos": false, "Stille Piet": true} {
		_, err := h.Client.CreateContact(h.self, &pb.CreateContactRequest{Contact: &pb.Contact{ClientId: h.client.GetId(), Name: name, Hidden: hidden}})
		must(t, err)
	}
	_, err := h.Client.CreateWish(h.self, &pb.CreateWishRequest{Wish: &pb.Wish{ClientId: h.client.GetId(), OwnWords: "Samen naar de markt", Kind: pb.Wish_KIND_COMPANY}})
	must(t, err)
	return h
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (h *house) ask(ctx context.Context, by pb.SaidBy) *pb.PersonalExport {
	h.T.Helper()
	e, err := h.Client.AskExport(ctx, &pb.AskExportRequest{ClientId: h.client.GetId(), SaidBy: by, RequestId: ids.New()})
	must(h.T, err)
	return e
}

// collect goes on with everything, and gives what went wrong.
func (h *house) collect() error {
	h.T.Helper()
	h.deliver()
	return h.Server.Personal.Collect(h.T.Context(), h.Tenant)
}

// deliver does what the gateway does: bring its part of whatever waits for it.
func (h *house) deliver() {
	h.T.Helper()
	awaited, err := h.Client.ListAwaitedExports(h.Gateway(), &pb.ListAwaitedExportsRequest{OrganisationId: h.Tenant})
	must(h.T, err)
	for _, e := range awaited.GetExports() {
		part := &personalpb.ExportPersonResponse{Sections: []*personalpb.Section{{Key: "signed_in", Items: []*personalpb.Item{{Id: e.GetId(), Fields: []*personalpb.Field{
			{Key: "device", WordsNl: []string{"telefoon"}, Raw: `"phone"`},
		}}}}}}
		_, err := h.Client.DeliverExport(h.Gateway(), &pb.DeliverExportRequest{OrganisationId: h.Tenant, Id: e.GetId(), Part: part})
		must(h.T, err)
	}
}

func (h *house) read(ctx context.Context, id string) string {
	h.T.Helper()
	d, err := h.Client.ReadExport(ctx, &pb.ReadExportRequest{Id: id})
	must(h.T, err)
	var all strings.Builder
	for _, s := range d.GetSections() {
		for _, i := range s.GetItems() {
			for _, f := range i.GetFields() {
				all.WriteString(s.GetKey() + "." + f.GetKey() + "=" + strings.Join(f.GetWordsNl(), "|") + "\n")
			}
		}
	}
	return all.String()
}

func TestAPersonGetsEverythingAlsoWhatTheyKeepToThemself(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.ask(h.self, pb.SaidBy_SAID_BY_UNSPECIFIED)
	if e.GetSaidBy() != pb.SaidBy_SAID_BY_SELF || e.GetState() != pb.PersonalExport_STATE_COLLECTING || len(e.GetParts()) != 5 {
		t.Errorf("begins as %v", e)
	}
	must(t, h.collect())
	text := h.read(h.self, e.GetId())
	for _, wanted := range []string{"Ilse", "Klaproos", "Tante Roos", "Stille Piet", "Samen naar de markt", "gezelschap", "Wies Turfboer", "together.others=iemand anders", "signed_in.device=telefoon"} {
		if !strings.Contains(text, wanted) {
			t.Errorf("%q is not told:\n%s", wanted, text)
		}
	}
	if code := regexp.MustCompile(`=[a-z]+_[a-z_]+(\||\n)`).FindString(text); code != "" {
		t.Errorf("a code where words should stand: %s", code)
	}
	if len(h.matching.own) != 1 || !h.matching.own[0] {
		t.Errorf("asked for %v", h.matching.own)
	}
}

// N-13, N-17: what a client keeps to themself is in no export but their own.
func TestN13_N17_WhatSomebodyKeepsToThemselfIsForTheirEyesOnly(t *testing.T) {
	t.Parallel()
	h := open(t)
	own := h.ask(h.self, 0)
	told := h.ask(h.eva, pb.SaidBy_SAID_BY_REPRESENTATIVE)
	must(t, h.collect())
	if text := h.read(h.eva, told.GetId()); strings.Contains(text, "Stille Piet") || !strings.Contains(text, "Tante Roos") {
		t.Errorf("for a representative:\n%s", text)
	}
	for name, ctx := range map[string]context.Context{"support worker": h.eva, "administrator": h.admin} {
		_, err := h.Client.ReadExport(ctx, &pb.ReadExportRequest{Id: own.GetId()})
		servertest.WantCode(t, err, codes.NotFound)
		_, err = h.Client.DownloadExport(ctx, &pb.DownloadExportRequest{Id: own.GetId()})
		servertest.WantCode(t, err, codes.NotFound)
		list, err := h.Client.ListExports(ctx, &pb.ListExportsRequest{ClientId: h.client.GetId()})
		must(t, err)
		if len(list.GetExports()) != 1 || list.GetExports()[0].GetId() != told.GetId() {
			t.Errorf("%s sees %v", name, list.GetExports())
		}
	}
	// The client chose that nobody sees the map: then no representative either.
	consent, err := h.Client.GiveConsent(h.self, &pb.GiveConsentRequest{ClientId: h.client.GetId(), Purpose: pb.Consent_PURPOSE_NETWORK_MAP, Channel: pb.Consent_CHANNEL_SELF})
	must(t, err)
	_, err = h.Client.WithdrawConsent(h.self, &pb.WithdrawConsentRequest{ClientId: h.client.GetId(), Id: consent.GetId()})
	must(t, err)
	later := h.ask(h.admin, pb.SaidBy_SAID_BY_ORGANISATION)
	must(t, h.collect())
	if text := h.read(h.admin, later.GetId()); strings.Contains(text, "Tante Roos") {
		t.Errorf("a map that is closed is told:\n%s", text)
	}
}

func TestAServiceThatIsDownFinishesLater(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.matching.down = true
	e := h.ask(h.self, 0)
	if h.collect() == nil {
		t.Error("nobody hears that a service is down")
	}
	half, err := h.Client.GetExport(h.self, &pb.GetExportRequest{Id: e.GetId()})
	must(t, err)
	for _, p := range half.GetParts() {
		if p.GetCollected() == (p.GetService() == "matching") {
			t.Errorf("%s collected: %v", p.GetService(), p.GetCollected())
		}
	}
	_, err = h.Client.ReadExport(h.self, &pb.ReadExportRequest{Id: e.GetId()})
	servertest.WantReason(t, err, "EXPORT_NOT_READY")
	if again := h.ask(h.self, 0); again.GetId() != e.GetId() {
		t.Error("a second one is collected beside the first")
	}
	h.matching.down = false
	must(t, h.collect())
	whole, err := h.Client.GetExport(h.self, &pb.GetExportRequest{Id: e.GetId()})
	must(t, err)
	if whole.GetState() != pb.PersonalExport_STATE_READY {
		t.Errorf("ends as %v", whole)
	}
}

// What was collected is sealed: without the person's key nobody reads it, and after a week it is gone.
func TestAnExportIsSealedAndKeptForAWeek(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.ask(h.self, 0)
	must(t, h.collect())
	sealed := h.Contents()["personal_export_part"]
	if sealed == "" || strings.Contains(sealed, "Klaproos") || strings.Contains(sealed, "4b6c6170726f6f73") {
		t.Error("it can be read in the table")
	}
	h.ring.erased[h.client.GetId()] = true
	_, err := h.Client.ReadExport(h.self, &pb.ReadExportRequest{Id: e.GetId()})
	servertest.WantCode(t, err, codes.NotFound)
	h.ring.erased[h.client.GetId()] = false
	h.Later(7*24*time.Hour + time.Second)
	_, err = h.Client.GetExport(h.self, &pb.GetExportRequest{Id: e.GetId()})
	servertest.WantCode(t, err, codes.NotFound)
	must(t, h.collect())
	if h.Contents()["personal_export_part"] != "" {
		t.Error("it is still there after a week")
	}
}

func TestAFileHoldsADocumentAndTheData(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.ask(h.self, 0)
	must(t, h.collect())
	file, err := h.Client.DownloadExport(h.self, &pb.DownloadExportRequest{Id: e.GetId(), Format: pb.DownloadExportRequest_FORMAT_ZIP})
	must(t, err)
	z, err := zip.NewReader(bytes.NewReader(file.GetContent()), int64(len(file.GetContent())))
	must(t, err)
	found := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		b, err := io.ReadAll(r)
		must(t, err)
		found[f.Name] = string(b)
	}
	page := found["mijn-gegevens.html"]
	if !strings.Contains(page, `<html lang="nl">`) || !strings.Contains(page, "Stille Piet") || strings.Contains(page, "<script") || strings.Contains(page, "http") {
		t.Errorf("the document: %.300s", page)
	}
	var data struct {
		Name     string
		Sections map[string]struct {
			Rows []map[string]struct{ Value any }
		}
	}
	must(t, json.Unmarshal([]byte(found["gegevens.json"]), &data))
	if data.Name != "Ilse Klaproos" || len(data.Sections["contact"].Rows) != 2 || data.Sections["wish"].Rows[0]["kind"].Value != "company" {
		t.Errorf("the data: %.400s", found["gegevens.json"])
	}
	english, err := h.Client.DownloadExport(h.self, &pb.DownloadExportRequest{Id: e.GetId(), Format: pb.DownloadExportRequest_FORMAT_DOCUMENT, Language: "en"})
	must(t, err)
	if !strings.Contains(string(english.GetContent()), "Everything about Ilse") || !strings.HasPrefix(english.GetFileName(), "my-data-") {
		t.Errorf("in English: %s", english.GetFileName())
	}
}

func TestAnotherOrganisationAndAnotherCaseloadFindNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.ask(h.eva, pb.SaidBy_SAID_BY_TOLD)
	c, err := h.Client.AskCorrection(h.self, &pb.AskCorrectionRequest{ClientId: h.client.GetId(), Section: "wish"})
	must(t, err)
	_, stranger := h.Worker("Bart Zeegras")
	outside := h.Neighbour()
	for _, ctx := range []context.Context{stranger, outside.As(ids.New(), authn.RoleOrganisationAdmin), h.As(ids.New(), authn.RoleClient)} {
		_, err := h.Client.AskExport(ctx, &pb.AskExportRequest{ClientId: h.client.GetId()})
		servertest.WantCode(t, err, codes.NotFound)
		_, err = h.Client.GetExport(ctx, &pb.GetExportRequest{Id: e.GetId()})
		servertest.WantCode(t, err, codes.NotFound)
		_, err = h.Client.CloseCorrection(ctx, &pb.CloseCorrectionRequest{Id: c.GetId()})
		servertest.WantCode(t, err, codes.NotFound)
		_, err = h.Client.RestrictClient(ctx, &pb.RestrictClientRequest{ClientId: h.client.GetId()})
		servertest.WantCode(t, err, codes.NotFound)
		list, err := h.Client.ListCorrections(ctx, &pb.ListCorrectionsRequest{})
		must(t, err)
		if len(list.GetCorrections()) != 0 {
			t.Errorf("sees %v", list)
		}
	}
	_, err = h.Client.AskExport(h.As(ids.New(), authn.RoleCoordinator), &pb.AskExportRequest{ClientId: h.client.GetId()})
	servertest.WantCode(t, err, codes.PermissionDenied)
}

// The gateway brings its part itself: of what waits for it and of nothing else, and nobody
// brings it in its place.
func TestTheGatewayBringsItsOwnPart(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.ask(h.self, 0)
	if got := h.last(&pb.ExportAsked{}); got == nil || got.(*pb.ExportAsked).GetClientId() != h.client.GetId() {
		t.Errorf("the gateway does not hear of it: %v", got)
	}
	must(t, h.Server.Personal.Collect(t.Context(), h.Tenant)) // it is waited for, and that is no failure
	half, err := h.Client.GetExport(h.self, &pb.GetExportRequest{Id: e.GetId()})
	must(t, err)
	if half.GetState() != pb.PersonalExport_STATE_COLLECTING || half.GetParts()[4].GetCollected() || !half.GetParts()[3].GetCollected() {
		t.Errorf("without the gateway: %v", half)
	}
	waits := func(tenant string) []*pb.AwaitedExport {
		t.Helper()
		list, err := h.Client.ListAwaitedExports(h.Gateway(), &pb.ListAwaitedExportsRequest{OrganisationId: tenant})
		must(t, err)
		return list.GetExports()
	}
	if found := waits(h.Tenant); len(found) != 1 || found[0].GetId() != e.GetId() || found[0].GetClientId() != h.client.GetId() || !found[0].GetOwnEyes() {
		t.Errorf("waited for: %v", found)
	}
	if found := waits(h.Neighbour().Tenant); len(found) != 0 {
		t.Errorf("in another organisation: %v", found)
	}
	part := &personalpb.ExportPersonResponse{Sections: []*personalpb.Section{{Key: "signed_in"}}}
	for _, ctx := range []context.Context{h.self, h.eva, h.admin, h.Matching()} {
		_, err := h.Client.DeliverExport(ctx, &pb.DeliverExportRequest{OrganisationId: h.Tenant, Id: e.GetId(), Part: part})
		servertest.WantCode(t, err, codes.PermissionDenied)
		_, err = h.Client.ListAwaitedExports(ctx, &pb.ListAwaitedExportsRequest{OrganisationId: h.Tenant})
		servertest.WantCode(t, err, codes.PermissionDenied)
	}
	// Of an export that there is not, or of another organisation, nothing is kept.
	for _, odd := range []*pb.DeliverExportRequest{{OrganisationId: h.Tenant, Id: ids.New(), Part: part}, {OrganisationId: h.Neighbour().Tenant, Id: e.GetId(), Part: part}} {
		_, err := h.Client.DeliverExport(h.Gateway(), odd)
		must(t, err)
	}
	if len(waits(h.Tenant)) != 1 {
		t.Error("a part for another export was taken for this one")
	}
	h.deliver()
	whole, err := h.Client.GetExport(h.self, &pb.GetExportRequest{Id: e.GetId()})
	must(t, err)
	if whole.GetState() != pb.PersonalExport_STATE_READY || len(waits(h.Tenant)) != 0 {
		t.Errorf("ends as %v", whole)
	}
}
