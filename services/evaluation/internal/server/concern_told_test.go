package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain/concern"
	concernserver "github.com/optrek/optrek/services/evaluation/internal/server/concern"
)

// system is an organisation's own system: it says what to answer, and remembers what it got.
type system struct {
	*httptest.Server
	answer int
	got    []string
	proofs []string
}

func newSystem(t *testing.T) *system {
	t.Helper()
	s := &system{answer: http.StatusOK}
	s.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.got, s.proofs = append(s.got, string(body)), append(s.proofs, r.Header.Get("Optrek-Proof"))
		w.WriteHeader(s.answer)
	}))
	t.Cleanup(s.Close)
	return s
}

// told is one letter of which the postman remembers what it said.
type letter struct{ id, to, text string }

// outside gives the service a postman and this system.
func (h *house) outside(sys *system, undelivered *error) *[]letter {
	var letters []letter
	h.server.Concern.Know(concernserver.Outside{
		PublicURL: "https://optrek.example.org", HTTP: sys.Client(),
		Mail: func(_ context.Context, id, to string, l concern.Letter) (bool, error) {
			if *undelivered != nil {
				return errors.Is(*undelivered, errNoSuchBox), *undelivered
			}
			letters = append(letters, letter{id, to, l.Subject + l.Text})
			return false, nil
		},
	})
	return &letters
}

var errNoSuchBox, errBusy = errors.New("no such box"), errors.New("busy")

func (h *house) tell() { h.t.Helper(); must(h.t, h.server.Concern.Tell(h.t.Context(), here)) }

// deliveries says how telling the newest concern went, by the name of the way.
func (h *house) deliveries() map[string]pb.ConcernDelivery_State {
	h.t.Helper()
	list, err := h.concern.ListConcerns(h.lead(), &pb.ListConcernsRequest{})
	must(h.t, err)
	by := map[string]pb.ConcernDelivery_State{}
	for _, d := range list.GetConcerns()[0].GetDeliveries() {
		by[d.GetName()] = d.GetState()
	}
	return by
}

func TestConcern_TheOrganisationsOwnSystemHearsThatThereIsOneAndNothingElse(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.atHome()
	sys, undelivered := newSystem(t), error(nil)
	letters := h.outside(sys, &undelivered)
	route := ownRoute()
	route.Ways = []*pb.ConcernWay{
		{Kind: pb.ConcernWay_KIND_EMAIL, Name: "Piket", To: "piket@voorbeeld.nl"},
		{Kind: pb.ConcernWay_KIND_WEBHOOK, Name: "MIC", To: strings.Replace(sys.URL, "127.0.0.1", "localhost", 1) + "/in"},
	}
	route.Ways[1].To = sys.URL + "/in"
	kept := h.routes(route)
	secret := kept.GetWays()[1].GetSecret()
	if secret == "" || kept.GetWays()[0].GetSecret() != "" {
		t.Fatal(kept.GetWays())
	}
	read, err := h.concern.GetConcernRoute(h.lead(), &pb.GetConcernRouteRequest{})
	must(t, err)
	if strings.Contains(read.String(), secret) {
		t.Error("the secret is shown again")
	}
	c, err := h.concern.ReportConcern(h.client(anna), &pb.ReportConcernRequest{MatchId: match, ClientId: bert})
	must(t, err)
	h.tell()
	h.tell() // nothing is told twice
	if len(*letters) != 1 || len(sys.got) != 1 {
		t.Fatal(*letters, sys.got)
	}
	var said map[string]string
	must(t, json.Unmarshal([]byte(sys.got[0]), &said))
	if len(said) != 4 || said["id"] != c.GetId() || said["link"] != "https://optrek.example.org/zorgen" || said["kind"] != "concern.reported" {
		t.Error(said)
	}
	at, _, _ := strings.Cut(strings.TrimPrefix(sys.proofs[0], "t="), ",")
	if want := "t=" + at + ",v1=" + concernserver.Proof(secret, at, []byte(sys.got[0])); sys.proofs[0] != want {
		t.Error("the proof is not by its secret:", sys.proofs[0])
	}
	for _, text := range []string{(*letters)[0].text, sys.got[0]} {
		for _, who := range []string{anna, bert, match} {
			if strings.Contains(text, who) || !strings.Contains(text, c.GetId()) {
				t.Errorf("it says %q", text)
			}
		}
	}
	if got := h.deliveries(); got["Piket"] != pb.ConcernDelivery_STATE_ARRIVED || got["MIC"] != pb.ConcernDelivery_STATE_ARRIVED {
		t.Error(got)
	}
}

func TestConcern_WhatDoesNotArriveIsTriedAgainAndThenSaid(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.atHome()
	sys, undelivered := newSystem(t), errBusy
	letters := h.outside(sys, &undelivered)
	route := ownRoute()
	route.Ways = []*pb.ConcernWay{
		{Kind: pb.ConcernWay_KIND_EMAIL, Name: "Piket", To: "piket@voorbeeld.nl"},
		{Kind: pb.ConcernWay_KIND_WEBHOOK, Name: "MIC", To: sys.URL},
	}
	h.routes(route)
	_, err := h.concern.ReportConcern(h.client(anna), &pb.ReportConcernRequest{})
	must(t, err)
	sys.answer = http.StatusServiceUnavailable
	h.tell()
	h.tell() // at once again would be of no use
	if got := h.deliveries(); len(sys.got) != 1 || got["Piket"] != pb.ConcernDelivery_STATE_WAITING || got["MIC"] != pb.ConcernDelivery_STATE_WAITING {
		t.Fatal(len(sys.got), got)
	}
	h.now = h.now.Add(time.Hour)
	undelivered = nil
	h.tell()
	if got := h.deliveries(); len(*letters) != 1 || got["Piket"] != pb.ConcernDelivery_STATE_ARRIVED || got["MIC"] != pb.ConcernDelivery_STATE_WAITING {
		t.Fatal(*letters, got)
	}
	for until := h.now.Add(soonest); h.now.Before(until); h.now = h.now.Add(time.Hour) {
		h.tell()
	}
	if got := h.deliveries(); got["MIC"] != pb.ConcernDelivery_STATE_GIVEN_UP || len(sys.got) > 20 {
		t.Fatal(len(sys.got), got)
	}

	// A box that is not there, and a system that says it is gone, are not tried for days.
	undelivered, sys.answer = errNoSuchBox, http.StatusGone
	_, err = h.concern.ReportConcern(h.client(anna), &pb.ReportConcernRequest{})
	must(t, err)
	h.tell()
	if got := h.deliveries(); got["Piket"] != pb.ConcernDelivery_STATE_GIVEN_UP || got["MIC"] != pb.ConcernDelivery_STATE_GIVEN_UP {
		t.Error(got)
	}
}

func TestConcern_AWayCanBeTriedOut(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.atHome()
	sys, undelivered := newSystem(t), error(nil)
	letters := h.outside(sys, &undelivered)
	route := ownRoute()
	route.Ways = []*pb.ConcernWay{
		{Kind: pb.ConcernWay_KIND_EMAIL, Name: "Piket", To: "piket@voorbeeld.nl"},
		{Kind: pb.ConcernWay_KIND_WEBHOOK, Name: "MIC", To: sys.URL},
	}
	for _, w := range h.routes(route).GetWays() {
		answer, err := h.concern.TryConcernWay(h.lead(), &pb.TryConcernWayRequest{WayId: w.GetId()})
		must(t, err)
		if !answer.GetArrived() {
			t.Error(w, answer)
		}
		undelivered, sys.answer = errBusy, http.StatusBadGateway
		answer, err = h.concern.TryConcernWay(h.lead(), &pb.TryConcernWayRequest{WayId: w.GetId()})
		must(t, err)
		if answer.GetArrived() || answer.GetWhyNl() == "" || answer.GetWhyEn() == "" {
			t.Error(w, answer)
		}
		undelivered, sys.answer = nil, http.StatusOK
	}
	if len(*letters) != 1 || !strings.Contains((*letters)[0].text, "proef") || !strings.Contains(sys.got[0], "try-out") {
		t.Error(*letters, sys.got)
	}
	_, err := h.concern.TryConcernWay(h.lead(), &pb.TryConcernWayRequest{WayId: none})
	wantCode(t, err, codes.NotFound)
}

// An address somebody types leads outside, whatever its name says.
func TestConcern_NoAddressLeadsInside(t *testing.T) {
	t.Parallel()
	sys := newSystem(t)
	door := concernserver.Door(false)
	door.Transport.(*http.Transport).TLSClientConfig = sys.Client().Transport.(*http.Transport).TLSClientConfig
	for _, url := range []string{sys.URL, strings.Replace(sys.URL, "127.0.0.1", "localhost", 1), "https://169.254.169.254/", "https://10.0.0.1/", "https://[::1]/", "https://100.64.1.1/"} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, nil)
		must(t, err)
		if resp, err := door.Do(req); err == nil {
			resp.Body.Close()
			t.Errorf("%s answered", url)
		}
	}
	if len(sys.got) != 0 {
		t.Error("it got", sys.got)
	}
}
