package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
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

// target is where a backup goes, and of which organisation; without, it is of all.
type target struct{ file, organisation string }

// backUp writes a file: whole, or not at all.
func backUp(ctx context.Context, doors []frontDoor, to target, out io.Writer) error {
	scope := backup.Scope{Time: time.Now().UTC()}
	if to.organisation != "" {
		id, err := uuid.Parse(to.organisation)
		if err != nil {
			return fmt.Errorf("backup: the organisation is named by its id: %w", err)
		}
		scope.Organisation = id.String()
	}
	if info, err := os.Stat(to.file); err == nil && info.IsDir() {
		to.file = filepath.Join(to.file, scope.Time.Format("optrek-20060102T150405Z.backup"))
	}
	parts, keys, err := openForBackup(ctx, doors)
	if err != nil {
		return err
	}
	defer keys.Close()
	half, err := os.CreateTemp(filepath.Dir(to.file), ".optrek-backup-*") // for nobody else to read
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
	return nil
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
	for _, door := range doors {
		part := backup.Part{Schema: door.schema()}
		if part.URL, err = cfg.Database(door.name); err != nil {
			return nil, nil, err
		}
		if door.name == "recruitment" {
			part.Clients = clients
		}
		parts = append(parts, part.From(door.erasure(), door.shared()))
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
