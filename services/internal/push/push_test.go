package push

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/config"
)

func TestOnlyTheOpenInternet(t *testing.T) {
	t.Parallel()
	key := []byte(strings.Repeat("k", 32))
	s, err := New(Options{Key: key, Contact: "https://optrek.example.org"})
	if err != nil {
		t.Fatal(err)
	}
	device := Device{P256dh: s.PublicKey(), Auth: "AAAAAAAAAAAAAAAAAAAAAA"}
	for _, endpoint := range []string{"https://127.0.0.1:1/geheim", "https://localhost:1/geheim", "http://127.0.0.1/geheim", "file:///geheim"} {
		device.Endpoint = endpoint
		if err := s.Send(t.Context(), device, Note{Text: []byte("x"), Life: time.Hour}); !errors.Is(err, ErrRefused) || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %v", endpoint, err)
		}
	}
}

// In development a key is made once and kept; in production nothing is made up.
func TestKeys(t *testing.T) {
	t.Parallel()
	c, err := config.Parse(map[string]string{"OPTREK_DATA_DIR": t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	first, err := FromConfig(c)
	if err != nil {
		t.Fatal(err)
	}
	again, err := FromConfig(c)
	if err != nil || first.PublicKey() == "" || first.PublicKey() != again.PublicKey() {
		t.Errorf("%q, then %q, %v", first.PublicKey(), again.PublicKey(), err)
	}
	c.Env = config.Production
	off, err := FromConfig(c)
	if err != nil || off.PublicKey() != "" {
		t.Errorf("%v", err)
	}
	if err := off.Send(t.Context(), Device{}, Note{}); !errors.Is(err, ErrOff) {
		t.Error(err)
	}
	c.PushKeyFile = "/nowhere/key"
	if _, err := FromConfig(c); err == nil || !strings.Contains(err.Error(), "OPTREK_PUSH_KEY_FILE") {
		t.Error(err)
	}
	if _, err := New(Options{Key: []byte("short")}); err == nil {
		t.Error("a key that is none is taken")
	}
}
