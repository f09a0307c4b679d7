package auditlog

import (
	"fmt"
	"path/filepath"
	"time"

	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
)

// KeysDir is where the audit keys are: apart from those of tokens.
func KeysDir(c config.Config) string { return filepath.Join(c.KeysDir, "audit") }

// HeadsDir is where the heads of the chains are told.
func HeadsDir(c config.Config) string { return filepath.Join(c.DataDir, "audit-heads") }

// Bind gives the server of a service's log, and has the log sealed while the process runs.
// In development a key is made; in production it has to be there.
func Bind(p *process.Process, db *postgres.DB) (*Server, error) {
	name := db.Schema().Name
	if !p.Config.IsProduction() {
		if err := EnsureKey(KeysDir(p.Config)); err != nil {
			return nil, err
		}
	}
	key, err := LoadKey(KeysDir(p.Config))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	s := &Sealer{DB: db, Key: key, Heads: Heads{Dir: HeadsDir(p.Config)}, Usual: p.Config.Retention(), Log: p.Log, Clock: time.Now}
	p.Go(name+" seals its log", s.Run)
	return New(db), nil
}
