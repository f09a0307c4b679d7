package session_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/postgres"
)

const (
	issuer = "https://login.example.org"
	card   = "01900000-0000-7000-8000-0000000000cc"
	helper = "01900000-0000-7000-8000-0000000000bb"
)

func (f *fixture) begin(t *testing.T, s session.Session) string {
	t.Helper()
	if s.Person == "" {
		s.Person = bas
	}
	s.Tenant, s.Roles, s.Name = here, []authn.Role{authn.RoleSupportWorker}, "Els Echt"
	cookie, err := f.Start(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return cookie
}

func TestWhatIsKeptOfHowSomebodyCameIn(t *testing.T) {
	t.Parallel()
	f := open(t)
	cookie := f.begin(t, session.Session{
		Issuer: issuer, Subject: "els", Sid: "s-1", Hint: "an.id.token", Device: "Firefox op Linux", Card: card, OpenedBy: helper,
	})
	got, err := f.Find(t.Context(), cookie)
	if err != nil || got.Method != session.ByProvider || got.Issuer != issuer || got.Sid != "s-1" || got.Hint != "an.id.token" ||
		got.Device != "Firefox op Linux" || got.Card != card || got.OpenedBy != helper || got.Subject != "" || !got.StartedAt.Equal(f.now) {
		t.Errorf("%+v, %v", got, err)
	}
	var row []byte
	f.query(t, here, func(ctx context.Context, tx *postgres.Tx) error {
		return tx.QueryRow(ctx, `SELECT convert_to(s::text, 'UTF8') || sealed_hint || subject_hash FROM session s`).Scan(&row)
	})
	for _, secret := range []string{"an.id.token", "els", "Els"} {
		if bytes.Contains(row, []byte(secret)) {
			t.Errorf("%q stands in the row", secret)
		}
	}
	all, err := f.Of(t.Context(), here, bas)
	if err != nil || len(all) != 1 || all[0].ID != got.ID || all[0].Name != "" || all[0].Hint != "" {
		t.Errorf("listed %+v, %v", all, err)
	}
}

func TestShorterLife(t *testing.T) {
	t.Parallel()
	f := open(t)
	short := f.begin(t, session.Session{Method: session.Beside, Life: 10 * time.Minute})
	long := f.begin(t, session.Session{Life: 1000 * time.Hour})
	f.now = f.now.Add(10 * time.Minute)
	if f.lives(t, short) || !f.lives(t, long) {
		t.Error("a session lives as long as it was given, and no longer than any may")
	}
	for range 36 {
		f.now = f.now.Add(20 * time.Minute)
		f.lives(t, long)
	}
	if f.lives(t, long) {
		t.Error("more was asked than any session gets, and it was given")
	}
}

func TestEndingOneOrTheOthers(t *testing.T) {
	t.Parallel()
	f := open(t)
	one, two, three := f.begin(t, session.Session{}), f.begin(t, session.Session{}), f.begin(t, session.Session{})
	colleague := f.begin(t, session.Session{Person: helper})
	id := func(cookie string) string {
		s, err := f.Find(t.Context(), cookie)
		if err != nil {
			t.Fatal(err)
		}
		return s.ID
	}
	end := func(which session.Which) int {
		gone, err := f.EndSome(t.Context(), here, bas, which)
		if err != nil {
			t.Fatal(err)
		}
		return len(gone)
	}
	if end(session.Which{Only: id(two)}) != 1 || end(session.Which{Only: id(colleague)}) != 0 || f.lives(t, two) || !f.lives(t, one) || !f.lives(t, three) || !f.lives(t, colleague) {
		t.Error("ending one ends the one named, and nobody else's")
	}
	if end(session.Which{But: id(one)}) != 1 || f.lives(t, three) || !f.lives(t, one) || !f.lives(t, colleague) {
		t.Error("ending the others leaves the one at hand, and nobody else's ends")
	}
	all, err := f.Of(t.Context(), here, bas)
	if err != nil || len(all) != 1 {
		t.Errorf("%d listed, %v", len(all), err)
	}
	if end(session.Which{}) != 1 || f.lives(t, one) || !f.lives(t, colleague) {
		t.Error("ending all ends all of one person")
	}
}

func TestWhatAProviderEnds(t *testing.T) {
	t.Parallel()
	until := time.Now().Add(time.Hour)
	for name, tt := range map[string]struct {
		word  session.Word
		ended []string
	}{
		"its own session":                      {session.Word{Issuer: issuer, Sid: "s-1"}, []string{"laptop"}},
		"a person":                             {session.Word{Issuer: issuer, Subject: "els"}, []string{"laptop", "phone"}},
		"a session of that person":             {session.Word{Issuer: issuer, Subject: "els", Sid: "s-2"}, []string{"phone"}},
		"somebody else's session for a person": {session.Word{Issuer: issuer, Subject: "els", Sid: "s-3"}, nil},
		"the same names elsewhere":             {session.Word{Issuer: issuer + "/other", Subject: "els", Sid: "s-1"}, nil},
		"nobody":                               {session.Word{Issuer: issuer, Subject: "nobody"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := open(t)
			cookies := map[string]string{
				"laptop":    f.begin(t, session.Session{Issuer: issuer, Subject: "els", Sid: "s-1"}),
				"phone":     f.begin(t, session.Session{Issuer: issuer, Subject: "els", Sid: "s-2"}),
				"colleague": f.begin(t, session.Session{Issuer: issuer, Subject: "kim", Sid: "s-3", Person: helper}),
				"by card":   f.begin(t, session.Session{Method: session.ByCard, Card: card}),
			}
			tt.word.Tenant, tt.word.ID, tt.word.Until = here, "once", until
			gone, err := f.EndFor(t.Context(), tt.word)
			if err != nil || len(gone) != len(tt.ended) {
				t.Fatalf("ended %v, %v", gone, err)
			}
			for who, cookie := range cookies {
				if f.lives(t, cookie) == slices.Contains(tt.ended, who) {
					t.Errorf("%s: lives %v", who, f.lives(t, cookie))
				}
			}
			if _, err := f.EndFor(t.Context(), tt.word); !errors.Is(err, session.ErrUsed) {
				t.Errorf("said again: %v", err)
			}
		})
	}
}

func TestWhatEndsWithACard(t *testing.T) {
	t.Parallel()
	f := open(t)
	withCard := f.begin(t, session.Session{Method: session.ByCard, Card: card})
	without := f.begin(t, session.Session{Issuer: issuer, Subject: "els"})
	f.query(t, there, func(ctx context.Context, tx *postgres.Tx) error { return session.EndCardIn(ctx, tx, card) })
	if !f.lives(t, withCard) {
		t.Fatal("another organisation ended it")
	}
	f.query(t, here, func(ctx context.Context, tx *postgres.Tx) error { return session.EndCardIn(ctx, tx, card) })
	if f.lives(t, withCard) || !f.lives(t, without) {
		t.Error("what a card opened ends with it, and nothing else")
	}
}

func TestWhatWorksOnce(t *testing.T) {
	t.Parallel()
	f := open(t)
	until := f.now.Add(10 * time.Minute)
	if err := errors.Join(f.Use(t.Context(), here, "state", until), f.Use(t.Context(), there, "state", until)); err != nil {
		t.Fatal(err)
	}
	if err := f.Use(t.Context(), here, "state", until); !errors.Is(err, session.ErrUsed) {
		t.Errorf("again: %v", err)
	}
	f.now = until
	if err := f.Sweep(t.Context(), here); err != nil {
		t.Fatal(err)
	}
	if err := f.Use(t.Context(), here, "state", until); err != nil {
		t.Errorf("it is remembered for longer than it was worth anything: %v", err)
	}
}

func TestDevice(t *testing.T) {
	t.Parallel()
	for agent, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36":                         "Chrome op Windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.87":       "Edge op Windows",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1": "Safari op iPhone",
		"Mozilla/5.0 (Linux; Android 14; SM-X210) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Safari/537.36":      "Samsung Internet op Android",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15":                      "Safari op Mac",
		"Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0":                                                                  "Firefox op Linux",
		"curl/8.5.0": "", "": "", "<script>alert(1)</script>": "",
	} {
		if got := session.Device(agent); got != want {
			t.Errorf("%q: %q, want %q", agent, got, want)
		}
	}
}
