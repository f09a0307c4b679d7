package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/optrek/optrek/services/internal/backup"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/vault"
)

// clients are the ids of an organisation's clients, in recruitment, which alone knows who
// people are.
const clients = `SELECT id::text FROM client WHERE tenant_id = $1`

// target is where a backup goes, and of which organisation; without, it is of all. keep is
// how many files stay of a directory; 0 is all of them.
type target struct {
	file, organisation string
	keep               int
}

// targetOf reads <file or directory> [organisation] [--keep <number>].
func targetOf(with []string) (to target, ok bool) {
	if rest := len(with) - 2; rest > 0 && with[rest] == "--keep" {
		keep, err := strconv.Atoi(with[rest+1])
		if err != nil || keep < 1 {
			return to, false
		}
		to.keep, with = keep, with[:rest]
	}
	if len(with) < 1 || len(with) > 2 {
		return to, false
	}
	to.file = with[0]
	if len(with) == 2 {
		to.organisation = with[1]
	}
	return to, true
}

// backUp writes a file: whole, or not at all. Old ones go when the new one is there.
func backUp(ctx context.Context, doors []frontDoor, to target, out io.Writer) error {
	scope := backup.Scope{Time: time.Now().UTC()}
	if to.organisation != "" {
		id, err := uuid.Parse(to.organisation)
		if err != nil {
			return fmt.Errorf("backup: the organisation is named by its id: %w", err)
		}
		scope.Organisation = id.String()
	}
	dir := filepath.Dir(to.file)
	if info, err := os.Stat(to.file); err == nil && info.IsDir() {
		dir = to.file
		to.file = filepath.Join(dir, backup.Name(scope))
	} else if to.keep > 0 {
		return fmt.Errorf("backup: --keep is of a directory, which %s is not", to.file)
	}
	parts, keys, err := openForBackup(ctx, doors)
	if err != nil {
		return err
	}
	defer keys.Close()
	half, err := os.CreateTemp(dir, backup.Half+"*") // for nobody else to read
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer os.Remove(half.Name()) // gone already when all went well
	wrote, err := backup.Write(ctx, half, parts, keys, scope)
	if err := errors.Join(err, half.Sync(), half.Close()); err != nil {
		return err
	}
	if err := os.Rename(half.Name(), to.file); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	fmt.Fprintf(out, "%s: %d organisations, %d rows, digest %s\n", to.file, wrote.Organisations, wrote.Rows, wrote.Digest)
	if to.keep == 0 {
		return nil
	}
	removed, err := backup.Prune(dir, scope, to.keep)
	for _, name := range removed {
		fmt.Fprintf(out, "%s: removed, for there are %d newer ones\n", filepath.Join(dir, name), to.keep)
	}
	return err
}

// restore puts a file back into a database that has its tables and nothing in them.
func restore(ctx context.Context, doors []frontDoor, name string, out io.Writer) error {
	parts, keys, err := openForBackup(ctx, doors)
	if err != nil {
		return err
	}
	defer keys.Close()
	file, err := os.Open(name) //nolint:gosec // G703: the file that whoever runs this names
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	defer file.Close()
	put, err := backup.Restore(ctx, file, parts, keys)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s of %s: %d organisations, %d rows, digest %s; %d rows of people who were erased since are left out\n",
		name, put.Time.Format(time.RFC3339), put.Organisations, put.Rows, put.Digest, put.LeftOut)
	return nil
}

func openForBackup(ctx context.Context, doors []frontDoor) (parts []backup.Part, keys *vault.Vault, err error) {
	cfg, err := config.Load()
	if err != nil {
		return nil, nil, err
	}
	if parts, err = partsOf(cfg, doors); err != nil {
		return nil, nil, err
	}
	url, err := cfg.Database("vault")
	if err != nil {
		return nil, nil, err
	}
	db, err := postgres.Open(ctx, url, vault.Schema(), postgres.Options{StatementTimeout: time.Minute})
	if err != nil {
		return nil, nil, err
	}
	return parts, vault.New(db), nil
}

// partsOf are the services' databases as a backup sees them.
func partsOf(cfg config.Config, doors []frontDoor) (parts []backup.Part, err error) {
	for _, door := range doors {
		all, err := cfg.Databases(door.name)
		if err != nil {
			return nil, err
		}
		for _, d := range all {
			part := backup.Part{Schema: door.schema(), URL: d.URL, Database: d.Name, Organisations: d.Organisations}
			if door.name == "recruitment" {
				part.Clients = clients
			}
			parts = append(parts, part.From(door.erasure(), door.shared()))
		}
	}
	return parts, nil
}

// drill makes a backup of everything, puts it back into a database that is there for
// nothing else (OPTREK_DRILL_DATABASE_URL) and compares: what was never tried is no backup.
// The vault stays the real one, and the tables that were made for it are gone afterwards.
func drill(ctx context.Context, doors []frontDoor, out io.Writer) (err error) {
	cfg, err := config.Load()
	if err != nil {
		return err
	}
	if cfg.DrillURL == "" {
		return errors.New("backup drill: zet OPTREK_DRILL_DATABASE_URL op een lege database, van niemand anders\n" +
			"        backup drill: set OPTREK_DRILL_DATABASE_URL to an empty database that nobody else uses")
	}
	parts, keys, err := openForBackup(ctx, doors)
	if err != nil {
		return err
	}
	defer keys.Close()
	// All in one database: what is compared is whether everything comes back.
	there := slices.DeleteFunc(slices.Clone(parts), func(p backup.Part) bool { return p.Database != "" })
	for i := range there {
		there[i].URL = cfg.DrillURL
	}
	if err := backup.Vacant(ctx, there); err != nil {
		return err
	}
	file, err := os.CreateTemp("", "optrek-drill-*") // sealed, and for nobody else to read
	if err != nil {
		return fmt.Errorf("backup drill: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close(), os.Remove(file.Name())) }()
	began := time.Now()
	wrote, err := backup.Write(ctx, file, parts, keys, backup.Scope{Time: began.UTC()})
	if err != nil {
		return err
	}
	written := time.Since(began)
	defer func() { err = errors.Join(err, backup.Clear(context.WithoutCancel(ctx), there)) }()
	for _, part := range there {
		if err := postgres.Migrate(ctx, part.URL, part.Schema); err != nil {
			return err
		}
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	began = time.Now()
	put, err := backup.Restore(ctx, file, there, keys)
	if err != nil {
		return err
	}
	if put.Digest != wrote.Digest || put.Rows != wrote.Rows {
		return fmt.Errorf("backup drill: %d rows, digest %s were written; %d rows, digest %s came back", wrote.Rows, wrote.Digest, put.Rows, put.Digest)
	}
	_, err = fmt.Fprintf(out, "drill: %d organisations, %d rows, digest %s, the same after putting it back; written in %v, put back in %v\n",
		put.Organisations, put.Rows, put.Digest, written.Round(time.Millisecond), time.Since(began).Round(time.Millisecond))
	return err
}
