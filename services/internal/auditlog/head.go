package auditlog

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Head is the end of a chain as it was told to the outside. A chain that ends before its
// head, or that does not pass through it, was cut short or made anew.
type Head struct {
	Service string    `json:"service"`
	Tenant  string    `json:"organisation"`
	Number  int64     `json:"number"`
	Lines   int64     `json:"lines"`
	At      time.Time `json:"at"`
	Hash    string    `json:"hash"`
	KeyID   string    `json:"key"`
}

func headOf(service, tenant string, s Seal) Head {
	return Head{Service: service, Tenant: tenant, Number: s.Number, Lines: s.Lines, At: s.At, Hash: hex.EncodeToString(s.Hash), KeyID: s.KeyID}
}

func short(hash []byte) string { return hex.EncodeToString(hash)[:16] }

// Heads is a directory with the last head of each chain, a file for each. Mount it where
// the database's own administrators cannot write; each head is logged too.
type Heads struct{ Dir string }

// Publish puts a head in place of the one before it.
func (h Heads) Publish(head Head) error {
	if h.Dir == "" {
		return nil
	}
	if err := os.MkdirAll(h.Dir, 0o700); err != nil {
		return fmt.Errorf("auditlog: %w", err)
	}
	text, err := json.Marshal(head)
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(h.Dir, ".head-*")
	if err != nil {
		return fmt.Errorf("auditlog: %w", err)
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(append(text, '\n'))
	if err := errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), h.file(head.Service, head.Tenant))
}

func (h Heads) file(service, tenant string) string {
	return filepath.Join(h.Dir, service+"-"+tenant+".head.json")
}

// Of gives the heads of a service, by organisation.
func (h Heads) Of(service string) (map[string]Head, error) {
	heads := map[string]Head{}
	files, err := filepath.Glob(h.file(service, "*"))
	if err != nil || h.Dir == "" {
		return heads, err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("auditlog: %w", err)
		}
		var head Head
		if err := json.Unmarshal(text, &head); err != nil {
			return nil, fmt.Errorf("auditlog: %s: %w", file, err)
		}
		heads[head.Tenant] = head
	}
	return heads, nil
}
