package main

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"

	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/mtls"
	"github.com/optrek/optrek/services/internal/push"
)

// secretBytes is how long what is made up here is: a card key, a password.
const secretBytes = 32

// first prints a first set of everything that a cluster keeps in secrets. It is made in a
// directory that is gone afterwards: what is printed is all there is.
func (k keyring) first() error {
	dir, err := os.MkdirTemp("", "optrek-keys-")
	if err != nil {
		return fmt.Errorf("keys: %w", err)
	}
	defer os.RemoveAll(dir)
	items, err := k.firstKeys(dir)
	if err != nil {
		return err
	}
	if k.certificates != "" {
		made, err := k.firstCertificates(filepath.Join(dir, "tls"))
		if err != nil {
			return err
		}
		items = append(items, made...)
	}
	if k.logins != "" {
		items = append(items, k.firstLogins()...)
	}
	return k.write(items)
}

func (k keyring) firstKeys(dir string) ([]secret, error) {
	if err := authn.EnsureKeys(dir, config.Names()...); err != nil {
		return nil, err
	}
	public, private, err := authn.Change{}.Content(dir)
	if err != nil {
		return nil, err
	}
	logs := filepath.Join(dir, "audit")
	if err := auditlog.EnsureKey(logs); err != nil {
		return nil, err
	}
	audit, err := contents(logs)
	if err != nil {
		return nil, err
	}
	phones, err := push.NewKey()
	if err != nil {
		return nil, err
	}
	card := base64.StdEncoding.EncodeToString(madeUp()) + "\n"
	return append(k.tokens(public, private),
		opaque(k.secret+"-audit", audit),
		opaque(k.secret+"-card", map[string][]byte{"card.key": []byte(card)}),
		opaque(k.secret+"-push", map[string][]byte{"push.key": phones})), nil
}

// firstCertificates are of an authority whose key nobody keeps: it can make no others.
func (k keyring) firstCertificates(dir string) (items []secret, err error) {
	authority, err := mtls.NewAuthority(k.now)
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	for _, service := range config.Names() {
		room := filepath.Join(dir, service)
		if err := authority.Issue(room, mtls.Service(service, k.now)); err != nil {
			return nil, fmt.Errorf("keys: %w", err)
		}
		data, err := contents(room)
		if err != nil {
			return nil, err
		}
		one := opaque(k.certificates+"-"+service, data)
		one.Type = "kubernetes.io/tls"
		items = append(items, one)
	}
	return items, nil
}

// firstLogins are those of charts/optrek/files/roles.sql.
func (k keyring) firstLogins() (items []secret) {
	for _, name := range append(config.Names(), "vault", "owner") {
		login := "optrek_" + name + "_login"
		if name == "owner" {
			login = "optrek_owner"
		}
		one := opaque(k.logins+"-"+name, map[string][]byte{"username": []byte(login), "password": []byte(hex.EncodeToString(madeUp()))})
		one.Type = "kubernetes.io/basic-auth"
		items = append(items, one)
	}
	return items
}

func contents(dir string) (map[string][]byte, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	data := map[string][]byte{}
	for _, file := range files {
		if data[file.Name()], err = os.ReadFile(filepath.Join(dir, file.Name())); err != nil {
			return nil, fmt.Errorf("keys: %w", err)
		}
	}
	return data, nil
}

func madeUp() []byte {
	b := make([]byte, secretBytes)
	rand.Read(b) // never fails: crypto/rand stops the process instead
	return b
}
