package mail_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/mail"
	"github.com/optrek/optrek/services/internal/mail/mailtest"
)

const address = "sanne.geheim@example.org"

func letter() mail.Letter {
	return mail.Letter{
		ID: "0197a0c4-0000-7000-8000-000000000009", To: address, Subject: "Morgen: koffie", Text: "Morgen drink je koffie.\nTot dan!\n",
		Files: []mail.File{{Name: "afspraak.ics", Type: "text/calendar; method=PUBLISH", Data: []byte("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")}},
	}
}

func TestALetterArrivesOverTLS(t *testing.T) {
	t.Parallel()
	server := mailtest.Start(t)
	sender := server.Sender(t)
	if err := sender.Send(t.Context(), letter()); err != nil {
		t.Fatal(err)
	}
	if err := sender.Send(t.Context(), letter()); err != nil {
		t.Fatal(err)
	}
	got := server.Letters()
	if len(got) != 2 || got[0].To != address {
		t.Fatalf("%d letters", len(got))
	}
	for name, want := range map[string]string{
		"Subject": "Morgen: koffie", "From": `"Optrek" <optrek@example.org>`, "Auto-Submitted": "auto-generated",
		"Message-Id": "<0197a0c4-0000-7000-8000-000000000009@example.org>", "User-Agent": "", "X-Mailer": "",
	} {
		if head := got[0].Head.Get(name); head != want {
			t.Errorf("%s is %q, want %q", name, head, want)
		}
	}
	if got[0].Head.Get("Message-Id") != got[1].Head.Get("Message-Id") {
		t.Error("a second try is another letter")
	}
	for _, want := range []string{"Morgen drink je koffie.", "text/calendar", "afspraak.ics"} {
		if !strings.Contains(got[0].Raw, want) {
			t.Errorf("no %q in the letter", want)
		}
	}
}

// What a server says about whom it refuses is nobody's business: not in the error, so
// not in a log.
func TestNoErrorTellsWhom(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct {
		want   error
		refuse func(string) error
		change func(*mail.Options)
		to     string
	}{
		"nobody lives there":      {want: mail.ErrAddress, refuse: mailtest.NoSuchBox},
		"the server is busy":      {want: mail.ErrUnavailable, refuse: mailtest.Busy},
		"no address at all":       {want: mail.ErrAddress, to: "sanne geheim"},
		"two addresses":           {want: mail.ErrAddress, to: address + ", piet.geheim@example.org"},
		"a header in the address": {want: mail.ErrAddress, to: address + "\r\nBcc: piet.geheim@example.org"},
		"another password":        {want: mail.ErrUnavailable, change: func(o *mail.Options) { o.Password = "geheim" }},
		"nobody we trust":         {want: mail.ErrUnavailable, change: func(o *mail.Options) { o.Roots = nil }},
		"TLS only, server not":    {want: mail.ErrUnavailable, change: func(o *mail.Options) { o.SMTPTLS = config.TLS }},
		"no server there":         {want: mail.ErrUnavailable, change: func(o *mail.Options) { o.SMTPAddr = "127.0.0.1:1" }},
		"no server set":           {want: mail.ErrOff, change: func(o *mail.Options) { o.SMTPAddr = "" }},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			server := mailtest.Start(t)
			server.Refuse(c.refuse)
			o := server.Settings()
			if c.change != nil {
				c.change(&o)
			}
			sender, err := mail.New(o)
			if err != nil {
				t.Fatal(err)
			}
			l := letter()
			if c.to != "" {
				l.To = c.to
			}
			err = sender.Send(t.Context(), l)
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			for _, told := range []string{"sanne", "geheim", "example.org", "Morgen"} {
				if strings.Contains(err.Error(), told) {
					t.Errorf("the error tells %q: %v", told, err)
				}
			}
			if got := server.Letters(); len(got) > 0 {
				t.Errorf("%d letters arrived", len(got))
			}
		})
	}
}

// A password is not sent, and neither is a letter, to a server without TLS.
func TestNothingIsSaidWithoutTLS(t *testing.T) {
	t.Parallel()
	server := mailtest.Start(t)
	o := server.Settings()
	o.SMTPTLS = config.NoTLS
	sender, err := mail.New(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := sender.Send(t.Context(), letter()); err == nil || len(server.Letters()) > 0 {
		t.Errorf("sent: %v", err)
	}
}

func TestACancelledLetterMayBeTriedAgain(t *testing.T) {
	t.Parallel()
	sender := mailtest.Start(t).Sender(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := sender.Send(ctx, letter()); !errors.Is(err, mail.ErrUnavailable) {
		t.Error(err)
	}
}

// In development a letter is a file to look at; in production it is nowhere.
func TestWithoutAServer(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c, err := config.Parse(map[string]string{"OPTREK_DATA_DIR": dir})
	if err != nil {
		t.Fatal(err)
	}
	sender, err := mail.FromConfig(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := sender.Send(t.Context(), letter()); err != nil || !sender.On() {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "mail", letter().ID+".eml"))
	if err != nil || !strings.Contains(string(text), "Morgen drink je koffie.") {
		t.Errorf("%v: %s", err, text)
	}
	c.Env = config.Production
	if sender, err = mail.FromConfig(c); err != nil || sender.On() {
		t.Errorf("%v: production is never without a server by itself", err)
	}
	if err := sender.Send(t.Context(), letter()); !errors.Is(err, mail.ErrOff) {
		t.Error(err)
	}
}
