package backup

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/optrek/optrek/services/internal/vault"
)

// box opens and closes what is one person's. Each box draws its own random nonce.
func box(key vault.Key) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// place is what a sealed row is bound to: it opens nowhere else.
func place(t *tableLine, r *rowLine) []byte {
	return []byte(t.Schema + "." + t.Table + "|" + r.Tenant + "|" + strings.Join(r.People, ","))
}

// seal closes the row's own values, or the whole row, under the keys of all its people.
func seal(keys map[string]vault.Key, t *tableLine, r *rowLine) error {
	own := r.Values
	if len(t.Sealed) > 0 {
		own = nil
		for _, at := range sealedAt(t) {
			own = append(own, r.Values[at])
			r.Values[at] = empty(r.Values[at])
		}
	} else {
		r.Values = nil
	}
	text, err := json.Marshal(own)
	if err != nil {
		return err
	}
	for _, person := range r.People {
		b, err := box(keys[person])
		if err != nil {
			return err
		}
		text = b.Seal(nil, nil, text, place(t, r)) //nolint:gosec // G407: this AEAD makes a random nonce itself and wants none
	}
	r.Sealed = text
	return nil
}

// empty is what stands in the open in the place of a sealed value.
func empty(v *string) *string {
	if v == nil {
		return nil
	}
	return new(string)
}

// unseal puts the values back.
func unseal(keys map[string]vault.Key, t *tableLine, r *rowLine) error {
	text := r.Sealed
	for _, person := range slices.Backward(r.People) {
		b, err := box(keys[person])
		if err != nil {
			return err
		}
		if text, err = b.Open(nil, nil, text, place(t, r)); err != nil {
			return fmt.Errorf("backup: a row of %s.%s was changed, or sealed with another key", t.Schema, t.Table)
		}
	}
	var own []*string
	if err := json.Unmarshal(text, &own); err != nil {
		return err
	}
	if len(t.Sealed) == 0 {
		r.Values = own
		return nil
	}
	for i, at := range sealedAt(t) {
		r.Values[at] = own[i]
	}
	return nil
}

// sealedAt gives the positions of the sealed columns among all.
func sealedAt(t *tableLine) (at []int) {
	for i, c := range t.Columns {
		if slices.Contains(t.Sealed, c) {
			at = append(at, i)
		}
	}
	return at
}

// digest sums up rows in whatever order they come: the exclusive or of their hashes.
type digest struct {
	sum  [sha256.Size]byte
	rows int
}

// counters are the columns that a restore gives anew, by table: they say nothing of anybody.
var counters = map[string][]string{"outbox": {"xid", "seq"}, "audit": {"xid"}}

func (d *digest) add(t *tableLine, values []*string) error {
	kept := make([]*string, 0, len(values))
	for i, v := range values {
		if !slices.Contains(counters[t.Table], t.Columns[i]) {
			kept = append(kept, v)
		}
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	one := sha256.Sum256(append([]byte(t.Schema+"."+t.Table+"\n"), text...))
	for i := range d.sum {
		d.sum[i] ^= one[i]
	}
	d.rows++
	return nil
}

func (d *digest) String() string { return hex.EncodeToString(d.sum[:]) }
