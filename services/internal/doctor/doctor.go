// Package doctor looks whether everything a service leans on is as it has to be, and says
// of what is not what is wrong and what to do, in Dutch and English. It changes nothing, and
// says nothing of anybody: of settings and keys only their names.
package doctor

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/mtls"
	"github.com/optrek/optrek/services/internal/postgres"
)

// Finding is what was found of one thing.
type Finding struct {
	What string     // e.g. "matching: database"
	Err  error      // nil: it is as it has to be
	Do   fault.Text // what to do about it
}

const (
	certificateLeft = 7 * 24 * time.Hour // a renewal that works is long before
	roomLeft        = 1 << 30            // bytes
	clockApart      = 2 * time.Second    // tokens allow for five
	unreadFor       = time.Minute
)

// Doctor looks at one installation.
type Doctor struct {
	Config   config.Config
	Schemas  []postgres.Schema // of the services, and the vault's
	Services []string          // whose keys and certificates have to be here
	Now      time.Time

	found []Finding
	open  []opened
}

// Examine looks at everything, also when something before it is wrong.
func (d *Doctor) Examine(ctx context.Context) []Finding {
	d.organisations()
	d.keys()
	d.certificates()
	d.disk()
	for _, s := range d.Schemas {
		d.databases(ctx, s)
	}
	d.feeds(ctx)
	for _, db := range d.open {
		db.Close()
	}
	return d.found
}

func (d *Doctor) note(what string, err error, nl, en string) {
	d.found = append(d.found, Finding{What: what, Err: err, Do: fault.Text{NL: nl, EN: en}})
}

// organisations: the configuration itself was read already, or there would be no Doctor.
func (d *Doctor) organisations() {
	var err error
	if len(d.Config.Organisations) == 0 && d.Config.IsProduction() {
		err = errors.New("there are none")
	}
	d.note("organisations", err, "Zet de organisaties in een bestand en OPTREK_ORGANISATIONS op dat bestand (deploy/docs/organisations.example.yaml).",
		"Put the organisations in a file and set OPTREK_ORGANISATIONS to it (deploy/docs/organisations.example.yaml).")
}

func (d *Doctor) keys() {
	all, err := authn.List(d.Config.KeysDir, d.Now)
	d.note("keys: OPTREK_KEYS_DIR", err, "Zet OPTREK_KEYS_DIR op de map met sleutels, en laat Optrek die lezen. Nieuwe sleutels: optrek keys rotate.",
		"Set OPTREK_KEYS_DIR to the directory with keys, and let Optrek read it. New keys: optrek keys rotate.")
	if err == nil {
		for _, name := range config.Names() {
			d.note("keys: "+name, d.key(all, name), "Van elk onderdeel is hier de publieke sleutel nodig, van het eigen onderdeel ook de geheime. Maak ze met optrek keys rotate "+name+" --secret NAAM.",
				"Of every service its public key has to be here, of the own service the private one too. Make them with optrek keys rotate "+name+" --secret NAME.")
		}
	}
	if slices.ContainsFunc(d.Services, func(s string) bool { return s != "vault" }) {
		_, err = auditlog.LoadKey(auditlog.KeysDir(d.Config))
		d.note("keys: audit", err, "Zet de sleutel van het logboek (audit.key.pem) in de map audit onder OPTREK_KEYS_DIR. Zonder wordt niets verzegeld.",
			"Put the key of the log (audit.key.pem) in the directory audit below OPTREK_KEYS_DIR. Without it nothing is sealed.")
	}
	if slices.Contains(d.Services, "recruitment") && (d.Config.IsProduction() || d.Config.CardKeyFile != "") {
		d.note("keys: OPTREK_CARD_KEY_FILE", cardKey(d.Config.CardKeyFile), "Zet OPTREK_CARD_KEY_FILE op een bestand met 32 willekeurige bytes in base64: openssl rand -base64 32.",
			"Set OPTREK_CARD_KEY_FILE to a file with 32 random bytes in base64: openssl rand -base64 32.")
	}
}

// key wants somebody's public key, and the private one of who is to sign here.
func (d *Doctor) key(all []authn.Key, name string) error {
	public, private := false, false
	for _, k := range all {
		if k.Issuer == name && !k.From.After(d.Now) {
			public, private = true, private || k.Private
		}
	}
	switch {
	case !public:
		return errors.New("there is no key that signs by now")
	case slices.Contains(d.Services, name) && !private:
		return errors.New("the private key is not here")
	}
	return nil
}

func cardKey(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != ed25519.SeedSize {
		return errors.New("it does not hold 32 bytes in base64")
	}
	return nil
}

func (d *Doctor) certificates() {
	const nl, en = "Vernieuw het certificaat (cert-manager, of een nieuw geheim). Het wordt bij elke verbinding opnieuw gelezen: herstarten hoeft niet.",
		"Renew the certificate (cert-manager, or a new secret). It is read at every connection: no restart is needed."
	for _, name := range d.Services {
		if name == "vault" {
			continue
		}
		if d.Config.TLSDir == "" {
			if d.Config.IsProduction() && !strings.HasPrefix(d.Config.ListenAddr(name), "unix:") {
				d.note("certificate: "+name, errors.New("OPTREK_TLS_DIR is not set"),
					"Zet OPTREK_TLS_DIR op een map met tls.crt, tls.key en ca.crt.", "Set OPTREK_TLS_DIR to a directory with tls.crt, tls.key and ca.crt.")
			}
			continue
		}
		own, err := mtls.Open(d.Config.TLSDir, name, config.Names())
		if err == nil {
			err = d.lasts(own.Expires())
		}
		d.note("certificate: "+name, err, nl, en)
	}
	if dir := d.Config.Outside.HTTPTLSDir; dir != "" {
		until, err := mtls.Expires(dir)
		if err == nil {
			err = d.lasts(until)
		}
		d.note("certificate: browsers", err, nl, en)
	}
}

func (d *Doctor) lasts(until time.Time) error {
	if until.Sub(d.Now) < certificateLeft {
		return fmt.Errorf("it ends at %s", until.UTC().Format(time.RFC3339))
	}
	return nil
}

// disk: the heads of the log's seals are written there, and in development the database.
func (d *Doctor) disk() {
	d.note("disk: OPTREK_DATA_DIR", room(d.Config.DataDir), "Zorg dat Optrek in OPTREK_DATA_DIR mag schrijven en dat er minstens 1 GB vrij is.",
		"See that Optrek may write in OPTREK_DATA_DIR and that at least 1 GB is free.")
}

func room(dir string) error {
	above := filepath.Dir(filepath.Clean(dir))
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) && above != dir { // it is made at the start; what counts is where
		return room(above)
	}
	test, err := os.CreateTemp(dir, ".optrek-doctor-*")
	if err != nil {
		return errors.New("it cannot be written")
	}
	defer os.Remove(test.Name())
	if err := test.Close(); err != nil {
		return err
	}
	var stat syscall.Statfs_t
	if err := syscall.Statfs(dir, &stat); err != nil {
		return err
	}
	if free := stat.Bavail * uint64(stat.Bsize); free < roomLeft {
		return fmt.Errorf("%d MB are free", free>>20)
	}
	return nil
}
