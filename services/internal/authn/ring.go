package authn

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	rereadEvery = 5 * time.Second // how soon a ring sees new files by itself
	rereadPause = time.Second     // a kid nobody knows asks for a look, at most so often
)

// trusted is a public key and whose it is.
type trusted struct {
	issuer string
	key    ed25519.PublicKey
}

// trust is every key a verifier accepts, by kid.
type trust map[string]trusted

// trustIn reads who may sign with what. One key under two issuers' names is trusted for
// neither: with it the one could speak as the other.
func trustIn(keys map[string]ed25519.PublicKey) (trust, error) {
	var (
		found  = trust{}
		shared = map[string]bool{}
		wrong  []error
	)
	for stem, key := range keys {
		name, err := parseName(stem)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		kid := KeyID(key)
		if other, twice := found[kid]; twice && other.issuer != name.issuer {
			wrong = append(wrong, fmt.Errorf("authn: %s and %s have the same key", other.issuer, name.issuer))
			shared[kid] = true
		}
		found[kid] = trusted{issuer: name.issuer, key: key}
	}
	for kid := range shared {
		delete(found, kid)
	}
	return found, errors.Join(wrong...)
}

// private is a key to sign with, and from when.
type private struct {
	kid  string
	key  ed25519.PrivateKey
	from time.Time
}

// Ring is the keys in one directory, read again while the process runs: what was added
// is accepted and, when its time has come, signed with; what was removed is not. A
// directory that cannot be read leaves the ring as it was.
type Ring struct {
	dir     string
	issuers []string
	clock   func() time.Time

	mu      sync.RWMutex
	trust   trust
	private map[string][]private // by issuer, the newest first
	looked  time.Time            // when somebody last asked for a kid that was not there
}

// OpenRing reads the keys in dir of these issuers; files of others are not trusted.
func OpenRing(dir string, clock func() time.Time, issuers ...string) (*Ring, error) {
	r := &Ring{dir: dir, issuers: issuers, clock: clock}
	return r, r.Reload()
}

// Reload reads the directory again. On an error nothing changes.
func (r *Ring) Reload() error {
	files, err := LoadKeys(r.dir)
	if err != nil {
		return err
	}
	for stem := range files {
		if issuer, _, _ := strings.Cut(stem, "."); !slices.Contains(r.issuers, issuer) {
			delete(files, stem)
		}
	}
	known, err := trustIn(files)
	if err != nil {
		return err
	}
	own := map[string][]private{}
	for _, issuer := range r.issuers {
		if own[issuer], err = r.readPrivate(issuer, known); err != nil {
			return err
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.trust, r.private = known, own
	return nil
}

// readPrivate leaves out a key whose public half is not there yet: nobody would accept it.
func (r *Ring) readPrivate(issuer string, known trust) ([]private, error) {
	files, err := loadPrivate(r.dir, issuer)
	if err != nil {
		return nil, err
	}
	var keys []private
	for stem, key := range files {
		name, err := parseName(stem)
		if err != nil {
			return nil, err
		}
		public, ok := key.Public().(ed25519.PublicKey)
		if kid := KeyID(public); ok && known[kid].issuer == issuer {
			keys = append(keys, private{kid: kid, key: key, from: name.from})
		}
	}
	slices.SortFunc(keys, func(a, b private) int { return b.from.Compare(a.from) })
	return keys, nil
}

// Watch reads the directory every few seconds until ctx ends.
func (r *Ring) Watch(ctx context.Context, log *slog.Logger) error {
	tick := time.NewTicker(rereadEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if err := r.Reload(); err != nil {
				log.WarnContext(ctx, "keys stay as they were", "error", err.Error())
			}
		}
	}
}

// Verifier trusts whatever keys the ring holds at the time.
func (r *Ring) Verifier() *Verifier { return &Verifier{find: r.find, clock: r.clock} }

// Signer signs with the issuer's newest key whose time has come.
func (r *Ring) Signer(issuer string) (*Signer, error) {
	s := &Signer{issuer: issuer, clock: r.clock, pick: func(now time.Time) (private, error) { return r.newest(issuer, now) }}
	_, err := s.pick(r.clock())
	return s, err
}

// find gives a key by its kid. For one that is not there it looks at the directory, for
// keys may have come a moment ago; but at most once a second, whatever is sent to us.
func (r *Ring) find(kid string) (trusted, bool) {
	r.mu.RLock()
	found, ok := r.trust[kid]
	r.mu.RUnlock()
	if ok || !r.mayLook() || r.Reload() != nil {
		return found, ok
	}
	r.mu.RLock()
	defer r.mu.RUnlock()
	found, ok = r.trust[kid]
	return found, ok
}

func (r *Ring) mayLook() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if time.Since(r.looked) < rereadPause {
		return false
	}
	r.looked = time.Now()
	return true
}

// newest is the key to sign with. Before the time of the very first one has come (two
// machines' clocks differ) that one signs.
func (r *Ring) newest(issuer string, now time.Time) (private, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	keys := r.private[issuer]
	if len(keys) == 0 {
		return private{}, fmt.Errorf("authn: no key of %s to sign with in %s", issuer, r.dir)
	}
	for _, k := range keys {
		if !k.from.After(now) {
			return k, nil
		}
	}
	return keys[len(keys)-1], nil
}
