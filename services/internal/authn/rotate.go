package authn

import (
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// What a key does at a moment.
const (
	Waiting = "waiting" // known already, signs later
	Signing = "signing"
	Past    = "past" // signs no more; what it signed is accepted until it is removed
)

// Key is one key of the directory, as an operator sees it.
type Key struct {
	Issuer  string
	ID      string    // kid
	From    time.Time // signs from then on; zero: from the beginning
	State   string    // Waiting, Signing or Past
	Private bool      // its private half is here too

	successor time.Time // from when another signs in its place; zero: none yet
}

// Change is what a rotation does to the directory: files to write, files to remove. It
// is apart from doing it because a mounted secret can only be changed from outside.
type Change struct {
	Write  map[string][]byte
	Remove []string
}

// List gives the keys in dir, by issuer, the newest first.
func List(dir string, now time.Time) ([]Key, error) {
	files, err := LoadKeys(dir)
	if err != nil {
		return nil, err
	}
	var keys []Key
	for stem, public := range files {
		name, err := parseName(stem)
		if err != nil {
			continue // no key of ours to sign tokens with
		}
		_, err = os.Stat(filepath.Join(dir, stem+privateSuffix))
		keys = append(keys, Key{Issuer: name.issuer, ID: KeyID(public), From: name.from, Private: err == nil})
	}
	slices.SortFunc(keys, func(a, b Key) int {
		if by := strings.Compare(a.Issuer, b.Issuer); by != 0 {
			return by
		}
		return b.From.Compare(a.From)
	})
	for i := range keys {
		k := &keys[i]
		k.State = Signing
		switch {
		case k.From.After(now):
			k.State = Waiting
		case i > 0 && keys[i-1].Issuer == k.Issuer && keys[i-1].State != Waiting:
			k.State = Past
		}
		if i > 0 && keys[i-1].Issuer == k.Issuer {
			k.successor = keys[i-1].From
		}
	}
	return keys, nil
}

// Rotate makes a key for the issuer that signs from the given moment on: late enough that
// every verifier has read it by then. The key that signs now stays.
func Rotate(dir, issuer string, from time.Time) (Change, error) {
	there, err := privateFiles(dir, issuer)
	if err != nil {
		return Change{}, err
	}
	if len(there) == 0 {
		return Change{}, fmt.Errorf("authn: no private key of %s in %s: rotate it where %s runs", issuer, dir, issuer)
	}
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return Change{}, fmt.Errorf("authn: %w", err)
	}
	// The name is exact to the second; rounding up signs late rather than early.
	stem := named{issuer: issuer, from: from.UTC().Add(time.Second - 1).Truncate(time.Second)}.stem()
	if slices.Contains(there, filepath.Join(dir, stem+privateSuffix)) {
		return Change{}, fmt.Errorf("authn: %s has a key from that moment on already", issuer)
	}
	private, err := privatePEM(key)
	if err != nil {
		return Change{}, fmt.Errorf("authn: %w", err)
	}
	public, err := publicPEM(key)
	return Change{Write: map[string][]byte{stem + publicSuffix: public, stem + privateSuffix: private}}, err
}

// Prune removes the keys that signed their last token at least keep ago.
func Prune(dir string, now time.Time, keep time.Duration) (Change, []Key, error) {
	if keep < Lifetime+leeway {
		return Change{}, nil, fmt.Errorf("authn: a key is kept for at least %v after its last token", Lifetime+leeway)
	}
	keys, err := List(dir, now)
	if err != nil {
		return Change{}, nil, err
	}
	var (
		change Change
		gone   []Key
	)
	for _, k := range keys {
		if k.State == Past && !k.successor.Add(keep).After(now) {
			gone = append(gone, k)
			change.Remove = append(change.Remove, k.files()...)
		}
	}
	return change, gone, nil
}

// Withdraw removes a key at once, for one that somebody else may have. What it signed is
// refused from then on. The only key that signs cannot go before there is another.
func Withdraw(dir, kid string, now time.Time) (Change, error) {
	keys, err := List(dir, now)
	if err != nil {
		return Change{}, err
	}
	at := slices.IndexFunc(keys, func(k Key) bool { return k.ID == kid })
	if at < 0 {
		return Change{}, errors.New("authn: no key has that kid")
	}
	k := keys[at]
	others := slices.ContainsFunc(keys, func(o Key) bool { return o.Issuer == k.Issuer && o.ID != kid && o.State != Waiting })
	if !others {
		return Change{}, fmt.Errorf("authn: %s would have nothing to sign with: rotate it first, with --after 0s", k.Issuer)
	}
	return Change{Remove: k.files()}, nil
}

// files are the names of a key's two halves, the private one first: nobody signs any
// more with what is about to be refused.
func (k Key) files() []string {
	stem := named{issuer: k.Issuer, from: k.From}.stem()
	return []string{stem + privateSuffix, stem + publicSuffix}
}

// Apply carries the change out in dir: public halves come first and go last.
func (c Change) Apply(dir string) error {
	names := make([]string, 0, len(c.Write))
	for name := range c.Write {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(suffixOrder(a), suffixOrder(b)) })
	for _, name := range names {
		if err := place(filepath.Join(dir, name), c.Write[name], os.Rename); err != nil {
			return fmt.Errorf("authn: %w", err)
		}
	}
	for _, name := range c.Remove {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("authn: %w", err)
		}
	}
	return nil
}

func suffixOrder(name string) string {
	if strings.HasSuffix(name, publicSuffix) {
		return "0" + name
	}
	return "1" + name
}

// Content gives what the directory would hold after the change: public halves of all,
// and the private ones of each issuer, by file name. It is how a secret is made.
func (c Change) Content(dir string) (public map[string][]byte, private map[string]map[string][]byte, err error) {
	public, private = map[string][]byte{}, map[string]map[string][]byte{}
	put := func(name string, text []byte) {
		issuer, _, _ := strings.Cut(name, ".")
		switch {
		case slices.Contains(c.Remove, name):
		case strings.HasSuffix(name, publicSuffix):
			public[name] = text
		case private[issuer] == nil:
			private[issuer] = map[string][]byte{name: text}
		default:
			private[issuer][name] = text
		}
	}
	for _, suffix := range []string{publicSuffix, privateSuffix} {
		files, err := filepath.Glob(filepath.Join(dir, "*"+suffix))
		if err != nil {
			return nil, nil, fmt.Errorf("authn: %w", err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, nil, fmt.Errorf("authn: %w", err)
			}
			put(filepath.Base(file), text)
		}
	}
	for name, text := range c.Write {
		put(name, text)
	}
	return public, private, nil
}
