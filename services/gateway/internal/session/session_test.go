package session_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

const (
	here  = "01900000-0000-7000-8000-000000000001"
	there = "01900000-0000-7000-8000-000000000002"
	bas   = "01900000-0000-7000-8000-0000000000aa"
)

var limits = session.Limits{Idle: 30 * time.Minute, Absolute: 12 * time.Hour}

// fixture is a book over a real database, at a time the test decides.
type fixture struct {
	*session.Book
	db  *postgres.DB
	now time.Time
}

func open(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{now: time.Now().Truncate(time.Second)}
	f.db = pgtest.New(t, session.Schema()).Open(session.Schema())
	f.Book = session.NewBook(f.db, func() time.Time { return f.now }, limits)
	return f
}

func (f *fixture) start(t *testing.T, tenant string) string {
	t.Helper()
	cookie, err := f.Start(t.Context(), session.Session{
		Tenant: tenant, Person: bas, Roles: []authn.Role{authn.RoleNetworkLead, authn.RoleSupportWorker}, Name: "Bas Bedacht",
	})
	if err != nil {
		t.Fatal(err)
	}
	return cookie
}

func (f *fixture) lives(t *testing.T, cookie string) bool {
	t.Helper()
	_, err := f.Find(t.Context(), cookie)
	if err != nil && !errors.Is(err, session.ErrNone) {
		t.Fatal(err)
	}
	return err == nil
}

func TestFindGivesWhatWasStarted(t *testing.T) {
	t.Parallel()
	f := open(t)
	got, err := f.Find(t.Context(), f.start(t, here))
	if err != nil {
		t.Fatal(err)
	}
	if got.Tenant != here || got.Person != bas || got.Name != "Bas Bedacht" || got.IsClient || uuid.Validate(got.ID) != nil ||
		!slices.Equal(got.Roles, []authn.Role{authn.RoleNetworkLead, authn.RoleSupportWorker}) {
		t.Errorf("found %+v", got)
	}
}

func TestNoSessionForWhatIsNoCookie(t *testing.T) {
	t.Parallel()
	f := open(t)
	good := f.start(t, here)
	raw, err := base64.RawURLEncoding.DecodeString(good)
	if err != nil {
		t.Fatal(err)
	}
	other := uuid.MustParse(there)
	for name, cookie := range map[string]string{
		"nothing":               "",
		"not base64":            "%%%",
		"too short":             good[:40],
		"too long":              good + "AAAA",
		"another secret":        base64.RawURLEncoding.EncodeToString(append(raw[:47:47], raw[47]^1)),
		"another tenant":        base64.RawURLEncoding.EncodeToString(append(other[:], raw[16:]...)),
		"the nil tenant":        base64.RawURLEncoding.EncodeToString(append(make([]byte, 16), raw[16:]...)),
		"the hash as a secret":  base64.RawURLEncoding.EncodeToString(append(raw[:16:16], f.hash(t)...)),
		"padded":                good + "==",
		"with a newline inside": good[:10] + "\n" + good[10:],
	} {
		if _, err := f.Find(t.Context(), cookie); !errors.Is(err, session.ErrNone) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// hash reads the one stored hash, as somebody could who stole the table.
func (f *fixture) hash(t *testing.T) (hash []byte) {
	t.Helper()
	f.query(t, here, func(ctx context.Context, tx *postgres.Tx) error {
		return tx.QueryRow(ctx, `SELECT secret_hash FROM session`).Scan(&hash)
	})
	return hash
}

func (f *fixture) query(t *testing.T, tenant string, read func(context.Context, *postgres.Tx) error) {
	t.Helper()
	if err := f.db.InTenantAs(t.Context(), tenant, func(tx *postgres.Tx) error { return read(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

// The row alone opens nothing and names nobody.
func TestTableHoldsNeitherSecretNorName(t *testing.T) {
	t.Parallel()
	f := open(t)
	raw, err := base64.RawURLEncoding.DecodeString(f.start(t, here))
	if err != nil {
		t.Fatal(err)
	}
	var row []byte
	f.query(t, here, func(ctx context.Context, tx *postgres.Tx) error {
		return tx.QueryRow(ctx, `SELECT convert_to(s::text, 'UTF8') || secret_hash || sealed_name FROM session s`).Scan(&row)
	})
	if bytes.Contains(row, raw[16:]) || bytes.Contains(row, []byte("Bedacht")) {
		t.Errorf("the row gives too much: %q", row)
	}
}

func TestIdleAndAbsoluteExpiry(t *testing.T) {
	t.Parallel()
	f := open(t)
	idle := f.start(t, here)
	f.now = f.now.Add(limits.Idle)
	if f.lives(t, idle) {
		t.Error("alive after being idle too long")
	}
	busy := f.start(t, here)
	for began := f.now; f.now.Sub(began) < limits.Absolute-20*time.Minute; f.now = f.now.Add(20 * time.Minute) {
		if !f.lives(t, busy) {
			t.Fatalf("a busy session died after %v", f.now.Sub(began))
		}
	}
	f.now = f.now.Add(20 * time.Minute)
	if f.lives(t, busy) {
		t.Error("alive after its last hour")
	}
}

func TestEnding(t *testing.T) {
	t.Parallel()
	f := open(t)
	one, two, elsewhere := f.start(t, here), f.start(t, here), f.start(t, there)
	if one == two {
		t.Fatal("two sessions with one secret")
	}
	if err := f.End(t.Context(), one); err != nil {
		t.Fatal(err)
	}
	if f.lives(t, one) || !f.lives(t, two) {
		t.Error("End ended the wrong one")
	}
	if err := errors.Join(f.End(t.Context(), one), f.End(t.Context(), "no cookie")); err != nil {
		t.Errorf("ending what is not there: %v", err)
	}
	if err := f.EndAll(t.Context(), here, bas); err != nil {
		t.Fatal(err)
	}
	if f.lives(t, two) || !f.lives(t, elsewhere) {
		t.Error("EndAll ends this tenant's sessions of this person, and no others")
	}
}

func TestSweepTakesWhatExpired(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.start(t, here)
	f.now = f.now.Add(limits.Idle)
	f.start(t, here)
	if err := f.Sweep(t.Context(), here); err != nil {
		t.Fatal(err)
	}
	var left int
	f.query(t, here, func(ctx context.Context, tx *postgres.Tx) error {
		return tx.QueryRow(ctx, `SELECT count(*) FROM session`).Scan(&left)
	})
	if left != 1 {
		t.Errorf("%d left, want the living one", left)
	}
}

// A page that asks by itself keeps nobody signed in.
func TestAPeekDoesNotKeepASessionAwake(t *testing.T) {
	t.Parallel()
	f := open(t)
	cookie := f.start(t, here)
	for range 3 {
		f.now = f.now.Add(9 * time.Minute)
		if _, err := f.Peek(t.Context(), cookie); err != nil {
			t.Fatal(err)
		}
	}
	f.now = f.now.Add(9 * time.Minute)
	if f.lives(t, cookie) {
		t.Error("only peeks, for more than half an hour, and still there")
	}
}
