package embedded

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// identity is as whom PostgreSQL runs. It refuses to run as root, which is what a
// container or a build machine often is.
type identity int

const (
	asSelf   identity = iota // an ordinary user
	asMapped                 // root, in a user namespace where root is called nobody: files stay root's
	asNobody                 // root without namespaces: really nobody, who owns the data then
)

// nobody is the uid and gid that are nobody's.
const nobody = 65534

// relocations is where nobody can come; a test sets it to a place of its own.
var relocations = "/var/lib/optrek-postgres"

// apply sets up cmd to run as the identity.
func (i identity) apply(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{}
	cmd.Env = environment()
	switch i {
	case asMapped:
		mapToNobody(cmd.SysProcAttr)
	case asNobody:
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
	case asSelf:
	}
}

// environment leaves out PGDATA, PGPORT and the like, which would be obeyed.
func environment() []string {
	var env []string
	for _, entry := range os.Environ() {
		if !strings.HasPrefix(entry, "PG") && !strings.HasPrefix(entry, "LC_") && !strings.HasPrefix(entry, "LANG") {
			env = append(env, entry)
		}
	}
	return append(env, "LC_ALL=C")
}

// place is where PostgreSQL's files are and as whom it comes there.
type place struct {
	bins     *Binaries
	identity identity
	dir      string // data, socket and log
	data     string // dir/pg18
}

func newPlace(bins *Binaries, who identity, dir string) *place {
	return &place{bins: bins, identity: who, dir: dir, data: filepath.Join(dir, fmt.Sprintf("pg%d", bins.Major))}
}

// give makes a directory and what is in it PostgreSQL's own, when that is somebody else.
func (p *place) give(dir string) error {
	if p.identity != asNobody {
		return nil
	}
	return filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		return errors.Join(err, os.Lchown(path, nobody, nobody))
	})
}

// settle chooses as whom to run, by trying.
func settle(ctx context.Context, bins *Binaries, dir string, log *slog.Logger) (*place, error) {
	if os.Geteuid() != 0 {
		return newPlace(bins, asSelf, dir), nil
	}
	if runs(ctx, bins, asMapped, dir) == nil {
		return newPlace(bins, asMapped, dir), nil
	}
	return settleAsNobody(ctx, bins, dir, log)
}

// settleAsNobody moves what nobody cannot reach (a data directory or node_modules
// below /root, say) to where nobody can, and says so.
func settleAsNobody(ctx context.Context, bins *Binaries, dir string, log *slog.Logger) (*place, error) {
	p := newPlace(bins, asNobody, dir)
	if err := p.give(dir); err != nil {
		return nil, err
	}
	if runs(ctx, bins, asNobody, dir) == nil {
		return p, nil
	}
	moved, err := elsewhere(dir)
	if err != nil {
		return nil, err
	}
	p = newPlace(bins, asNobody, moved)
	if err := p.give(moved); err != nil {
		return nil, err
	}
	log.Warn("PostgreSQL may not run as root here; it runs as nobody, with its data elsewhere", "dir", dir, "data", p.data)
	if runs(ctx, bins, asNobody, moved) == nil {
		return p, nil
	}
	copied, err := copyBinaries(bins)
	if err != nil {
		return nil, fmt.Errorf("binaries for nobody: %w", err)
	}
	p.bins = copied
	return p, runs(ctx, copied, asNobody, moved)
}

// elsewhere is where the data of dir is when nobody cannot come there. The data
// directory itself remembers it: whoever throws that away begins anew.
func elsewhere(dir string) (string, error) {
	note := filepath.Join(dir, "moved-to")
	if known, err := os.ReadFile(note); err == nil {
		moved := strings.TrimSpace(string(known))
		if _, err := os.Stat(moved); err != nil {
			return "", fmt.Errorf("the data that %s names is gone: %w", note, err)
		}
		return moved, nil
	}
	if err := os.MkdirAll(relocations, 0o755); err != nil {
		return "", err
	}
	moved, err := os.MkdirTemp(relocations, "data-")
	if err != nil {
		return "", err
	}
	return moved, os.WriteFile(note, []byte(moved+"\n"), 0o600)
}

// runs says whether the identity can run PostgreSQL inside dir.
func runs(ctx context.Context, bins *Binaries, who identity, dir string) error {
	cmd := exec.CommandContext(ctx, bins.Path("postgres"), "--version")
	who.apply(cmd)
	cmd.Dir = dir // entered after the change of identity
	if output, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("running %s in %s: %w: %.200s", cmd.Path, dir, err, output)
	}
	return nil
}

// copyBinaries copies the whole installation (23 MB), once: bin finds lib and share
// beside itself.
func copyBinaries(bins *Binaries) (*Binaries, error) {
	root := filepath.Dir(bins.Dir)
	name := sha256.Sum256([]byte(root))
	target := filepath.Join(relocations, fmt.Sprintf("pg%d-%s", bins.Major, hex.EncodeToString(name[:6])))
	copied := &Binaries{Dir: filepath.Join(target, filepath.Base(bins.Dir)), Major: bins.Major, Source: bins.Source + ", copied"}
	if _, err := os.Stat(target); err == nil {
		return copied, nil
	}
	temp, err := os.MkdirTemp(relocations, "copy-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	// CopyFS refuses links that leave the directory; those of the package stay inside.
	if err := errors.Join(os.Chmod(temp, 0o755), os.CopyFS(temp, os.DirFS(root))); err != nil {
		return nil, err
	}
	if err := os.Rename(temp, target); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, err
	}
	return copied, nil
}
