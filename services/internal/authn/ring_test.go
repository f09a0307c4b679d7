package authn_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/authn"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// shelf is a directory with keys and a clock that the test sets.
type shelf struct {
	dir string
	now time.Time
}

func newShelf(t *testing.T) *shelf {
	t.Helper()
	s := &shelf{dir: t.TempDir(), now: now}
	must(t, authn.EnsureKeys(s.dir, "gateway", "matching"))
	return s
}

func (s *shelf) clock() time.Time { return s.now }

func (s *shelf) ring(t *testing.T) *authn.Ring {
	t.Helper()
	r, err := authn.OpenRing(s.dir, s.clock, "gateway", "matching")
	must(t, err)
	return r
}

func (s *shelf) rotate(t *testing.T, issuer string, after time.Duration) {
	t.Helper()
	change, err := authn.Rotate(s.dir, issuer, s.now.Add(after))
	must(t, err)
	must(t, change.Apply(s.dir))
}

// signed gives a token of the issuer itself and the kid it was signed with.
func signed(t *testing.T, r *authn.Ring, issuer string) (token, kid string) {
	t.Helper()
	signer, err := r.Signer(issuer)
	must(t, err)
	token, err = signer.Sign(authn.Caller{Service: issuer})
	must(t, err)
	first, _, _ := strings.Cut(token, ".")
	text, err := base64.RawURLEncoding.DecodeString(first)
	must(t, err)
	var header struct{ Kid string }
	must(t, json.Unmarshal(text, &header))
	return token, header.Kid
}

func accepts(r *authn.Ring, token string) bool {
	_, err := r.Verifier().Authenticate(context.Background(), token)
	return err == nil
}

// A new key is known at once, signs when its time has come, and the old one goes when
// nothing it signed is still good.
func TestAKeyIsKnownBeforeItSigns(t *testing.T) {
	t.Parallel()
	s := newShelf(t)
	here, there := s.ring(t), s.ring(t)
	_, first := signed(t, here, "matching")
	s.rotate(t, "matching", 5*time.Minute)
	must(t, here.Reload())
	old, kid := signed(t, here, "matching")
	if kid != first {
		t.Error("it signs with a key that others may not know yet")
	}
	s.now = s.now.Add(5 * time.Minute)
	fresh, kid := signed(t, here, "matching")
	if kid == first || !accepts(there, fresh) {
		t.Error("the other end has not taken up the new key")
	}
	if accepts(there, old) {
		t.Error("a token of five minutes ago is accepted")
	}
	if _, gone, err := authn.Prune(s.dir, s.now, 10*time.Minute); err != nil || len(gone) != 0 {
		t.Errorf("removed too early: %v %v", gone, err)
	}
	s.now = s.now.Add(10 * time.Minute)
	change, gone, err := authn.Prune(s.dir, s.now, 10*time.Minute)
	must(t, err)
	if len(gone) != 1 || gone[0].ID != first {
		t.Fatalf("to be removed: %+v", gone)
	}
	must(t, change.Apply(s.dir))
	must(t, there.Reload())
	if _, kid := signed(t, there, "matching"); kid == first {
		t.Error("it signs with a key that was removed")
	}
}

func TestWhatWasWithdrawnIsRefused(t *testing.T) {
	t.Parallel()
	s := newShelf(t)
	r := s.ring(t)
	token, kid := signed(t, r, "gateway")
	if _, err := authn.Withdraw(s.dir, kid, s.now); err == nil {
		t.Error("the gateway was left without a key")
	}
	if _, err := authn.Withdraw(s.dir, "nobody", s.now); err == nil {
		t.Error("a key that is not there was withdrawn")
	}
	s.rotate(t, "gateway", 0)
	change, err := authn.Withdraw(s.dir, kid, s.now)
	must(t, err)
	must(t, change.Apply(s.dir))
	must(t, r.Reload())
	if accepts(r, token) {
		t.Error("what a withdrawn key signed is accepted")
	}
}

// What comes in cannot make us read the directory without end.
func TestUnknownKeysAskForOneLook(t *testing.T) {
	t.Parallel()
	s := newShelf(t)
	r, late := s.ring(t), s.ring(t)
	s.rotate(t, "matching", 0)
	s.now = s.now.Add(time.Second)
	must(t, late.Reload())
	token, _ := signed(t, late, "matching")
	if !accepts(r, token) {
		t.Fatal("a key of a moment ago is not looked for")
	}
	s.rotate(t, "matching", 0)
	s.now = s.now.Add(2 * time.Second)
	must(t, late.Reload())
	token, _ = signed(t, late, "matching")
	if accepts(r, token) {
		t.Error("it looks again within the second")
	}
}

func TestRingsRefuse(t *testing.T) {
	t.Parallel()
	for what, spoil := range map[string]func(t *testing.T, dir string){
		"one key of two issuers": func(t *testing.T, dir string) {
			t.Helper()
			text, err := os.ReadFile(filepath.Join(dir, "gateway.pub.pem"))
			must(t, err)
			must(t, os.WriteFile(filepath.Join(dir, "matching.pub.pem"), text, 0o600))
		},
		"a moment that is none": func(t *testing.T, dir string) {
			t.Helper()
			must(t, os.Rename(filepath.Join(dir, "gateway.pub.pem"), filepath.Join(dir, "gateway.tomorrow.pub.pem")))
		},
		"half a key": func(t *testing.T, dir string) {
			t.Helper()
			must(t, os.WriteFile(filepath.Join(dir, "gateway.pub.pem"), []byte("-----BEGIN"), 0o600))
		},
		"no keys": func(t *testing.T, dir string) {
			t.Helper()
			must(t, os.RemoveAll(dir))
		},
	} {
		s := newShelf(t)
		r := s.ring(t)
		spoil(t, s.dir)
		if _, err := authn.OpenRing(s.dir, s.clock, "gateway", "matching"); err == nil {
			t.Errorf("%s: opened", what)
		}
		if err := r.Reload(); err == nil {
			t.Errorf("%s: read again", what)
		}
		if token, _ := signed(t, r, "matching"); !accepts(r, token) {
			t.Errorf("%s: the ring forgot what it had", what)
		}
	}
}

// A private key whose public half others do not have signs nothing, and a file of
// somebody who is no issuer opens nothing.
func TestKeysThatDoNotCount(t *testing.T) {
	t.Parallel()
	s := newShelf(t)
	_, first := signed(t, s.ring(t), "gateway")
	s.rotate(t, "gateway", 0)
	s.now = s.now.Add(time.Minute)
	files, err := filepath.Glob(filepath.Join(s.dir, "gateway.2*.pub.pem"))
	must(t, err)
	must(t, os.Remove(files[0]))
	if _, kid := signed(t, s.ring(t), "gateway"); kid != first {
		t.Error("it signs with a key that nobody can know")
	}
	must(t, authn.EnsureKeys(s.dir, "intruder"))
	other, err := authn.OpenRing(s.dir, s.clock, "intruder")
	must(t, err)
	token, _ := signed(t, other, "intruder")
	if accepts(s.ring(t), token) {
		t.Error("whoever leaves a file there is an issuer")
	}
}

// A secret that is mounted read-only is changed from outside: its content comes out whole.
func TestAChangeAsASecret(t *testing.T) {
	t.Parallel()
	s := newShelf(t)
	change, err := authn.Rotate(s.dir, "gateway", s.now.Add(time.Hour))
	must(t, err)
	public, private, err := change.Content(s.dir)
	must(t, err)
	if len(public) != 3 || len(private["gateway"]) != 2 || len(private["matching"]) != 1 {
		t.Fatalf("public %v, private %v", slices.Collect(maps.Keys(public)), private)
	}
	elsewhere := t.TempDir()
	for name, text := range public {
		must(t, os.WriteFile(filepath.Join(elsewhere, name), text, 0o600))
	}
	if _, err := authn.Rotate(elsewhere, "gateway", s.now); err == nil {
		t.Error("the gateway's key was rotated where the gateway does not run")
	}
	if _, err := authn.OpenRing(elsewhere, s.clock, "gateway", "matching"); err != nil {
		t.Error(err)
	}
	keys, err := authn.List(s.dir, s.now)
	must(t, err)
	if len(keys) != 2 {
		t.Errorf("making a secret changed the directory: %+v", keys)
	}
}

// Tokens are signed in one place and read in three others, each with its own view of one
// directory, while keys come and go: not one is refused.
func TestRotationUnderLoad(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	must(t, authn.EnsureKeys(dir, "gateway"))
	open := func() *authn.Ring {
		r, err := authn.OpenRing(dir, time.Now, "gateway")
		must(t, err)
		return r
	}
	signing := open()
	readers := []*authn.Ring{open(), open(), open()}
	var (
		stop            = make(chan struct{})
		all             sync.WaitGroup
		signedN, failed atomic.Int64
		kids            sync.Map
	)
	for n := range 8 {
		signer, err := signing.Signer("gateway")
		must(t, err)
		verifier := readers[n%3].Verifier()
		all.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				token, err := signer.Sign(authn.Caller{Service: "gateway"})
				if err == nil {
					_, err = verifier.Authenticate(context.Background(), token)
				}
				header, _, _ := strings.Cut(token, ".")
				kids.Store(header, true)
				if signedN.Add(1); err != nil {
					failed.Add(1)
				}
			}
		})
	}
	const rotations = 4
	for range rotations {
		change, err := authn.Rotate(dir, "gateway", time.Now())
		must(t, err)
		must(t, change.Apply(dir))
		for _, r := range readers { // as their Watch does, in any order
			must(t, r.Reload())
		}
		must(t, signing.Reload())
		until(t, func() bool { _, err := authn.Rotate(dir, "gateway", time.Now()); return err == nil })
	}
	close(stop)
	all.Wait()
	used := 0
	kids.Range(func(any, any) bool { used++; return true })
	t.Logf("%d tokens over %d rotations, %d keys used, refused %d", signedN.Load(), rotations, used, failed.Load())
	if failed.Load() > 0 || used < rotations/2 {
		t.Errorf("refused %d of %d, %d keys used", failed.Load(), signedN.Load(), used)
	}
}

func until(t *testing.T, ok func() bool) {
	t.Helper()
	deadline := time.NewTimer(20 * time.Second)
	defer deadline.Stop()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for !ok() {
		select {
		case <-again.C:
		case <-deadline.C:
			t.Fatal("it takes too long")
		}
	}
}

func TestAWatchedRingSeesANewKey(t *testing.T) {
	t.Parallel()
	s := newShelf(t)
	r := s.ring(t)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	log := &bytes.Buffer{}
	go func() { done <- r.Watch(ctx, slog.New(slog.NewTextHandler(log, nil))) }()
	_, first := signed(t, r, "gateway")
	s.rotate(t, "gateway", -time.Second)
	until(t, func() bool { _, kid := signed(t, r, "gateway"); return kid != first })
	stop()
	must(t, <-done)
}

func TestOneTextForOneToken(t *testing.T) {
	t.Parallel()
	keys, v := issuers(t)
	good := personDraft(keys).sign(t)
	last := good[len(good)-1]
	alphabet := "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	same := good[:len(good)-1] + string(alphabet[strings.IndexByte(alphabet, last)^1]) // bits that mean nothing
	for name, token := range map[string]string{
		"other padding bits": same, "padded": good + "==", "a line end": good[:10] + "\n" + good[10:],
		"space before": " " + good, "a fourth part": good + ".e30", "five parts": good + "..",
	} {
		refused(t, v, name, token)
	}
}

func TestKeyIDIsTheThumbprint(t *testing.T) {
	t.Parallel()
	// RFC 8037, appendix A.3.
	raw, err := base64.RawURLEncoding.DecodeString("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
	must(t, err)
	if got := authn.KeyID(ed25519.PublicKey(raw)); got != "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k" {
		t.Error(got)
	}
}
