package push_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/push"
	"github.com/optrek/optrek/services/internal/push/pushtest"
)

func TestANoteArrivesAndOnlyTheBrowserReadsIt(t *testing.T) {
	t.Parallel()
	maker := pushtest.Start(t)
	sender := maker.Sender(t)
	for _, text := range []string{"Morgen: koffie", "x"} {
		if err := sender.Send(t.Context(), maker.Device("lieke"), push.Note{Topic: "t", Text: []byte(text), Life: 2 * time.Hour}); err != nil {
			t.Fatal(err)
		}
	}
	got := maker.Notes()
	if len(got) != 2 || got[0].Text != "Morgen: koffie" || got[1].Text != "x" || got[0].Length != got[1].Length {
		t.Fatalf("%+v", got)
	}
	if got[0].Head.Get("TTL") != "7200" || got[0].Head.Get("Topic") != "t" || got[0].Head.Get("Content-Encoding") != "aes128gcm" {
		t.Errorf("%v", got[0].Head)
	}
}

func TestWhatTheMakerAnswers(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]error{
		http.StatusGone: push.ErrGone, http.StatusNotFound: push.ErrGone, http.StatusTooManyRequests: push.ErrUnavailable,
		http.StatusBadGateway: push.ErrUnavailable, http.StatusForbidden: push.ErrRefused, http.StatusFound: push.ErrRefused,
	} {
		maker := pushtest.Start(t)
		maker.Answer(status)
		err := maker.Sender(t).Send(t.Context(), maker.Device("geheim"), push.Note{Text: []byte("x"), Life: time.Hour})
		if !errors.Is(err, want) || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%d: %v, want %v", status, err, want)
		}
	}
	maker := pushtest.Start(t)
	broken := maker.Device("lieke")
	broken.P256dh = "geheim"
	if err := maker.Sender(t).Send(t.Context(), broken, push.Note{Text: []byte("x"), Life: time.Hour}); !errors.Is(err, push.ErrRefused) {
		t.Errorf("a key that is none: %v", err)
	}
	away := maker.Device("lieke")
	away.Endpoint = "https://127.0.0.1:1/geheim"
	if err := maker.Sender(t).Send(t.Context(), away, push.Note{Text: []byte("x"), Life: time.Hour}); !errors.Is(err, push.ErrUnavailable) {
		t.Errorf("nobody there: %v", err)
	}
}
