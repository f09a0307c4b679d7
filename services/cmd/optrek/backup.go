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

// backUp writes a file: whole, or not at all.
func backUp(ctx context.Context, doors []frontDoor, args []string, out io.Writer) error {
	scope := backup.Scope{Time: time.Now().UTC()}
	if len(args) == 2 {
		id, err := uuid.Parse(args[1])
		if err != nil {
			return fmt.Errorf("backup: the organisation is named by its id: %w", err)
		}
		scope.Organisation = id.String()
	}
	parts, keys, done, err := openForBackup(ctx, doors)
	if err != nil {
		return err
	}
	defer done()
	half, err := os.CreateTemp(filepath.Dir(args[0]), ".optrek-backup-*") // for nobody else to read
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer os.Remove(half.Name()) //nolint:errcheck // gone already when all went well
	wrote, err := backup.Write(ctx, half, parts, keys, scope)
	if err := errors.Join(err, half.Sync(), half.Close()); err != nil {
		return err
	}
	if err := os.Rename(half.Name(), args[0]); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	fmt.Fprintf(out, "%s: %d organisations, %d rows, digest %s\n", args[0], wrote.Organisations, wrote.Rows, wrote.Digest)
	return nil
}

// restore puts a file back into a database that has its tables and nothing in them.
func restore(ctx context.Context, doors []frontDoor, name string, out io.Writer) error {
	parts, keys, done, err := openForBackup(ctx, doors)
	if err != nil {
		return err
	}
	defer done()
	file, err := os.Open(name)
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

func openForBackup(ctx context.Context, doors []frontDoor) (parts []backup.Part, keys *vault.Vault, done func(), err error) {
	cfg, err := config.Load()
	if err != nil {
		return nil, nil, nil, err
	}
	for _, door := range doors {
		part := backup.Part{Schema: door.schema()}
		if part.URL, err = cfg.Database(door.name); err != nil {
			return nil, nil, nil, err
		}
		if door.name == "recruitment" {
			part.Clients = clients
		}
		parts = append(parts, part.From(door.erasure(), door.shared()))
	}
	url, err := cfg.Database("vault")
	if err != nil {
		return nil, nil, nil, err
	}
	db, err := postgres.Open(ctx, url, vault.Schema(), postgres.Options{StatementTimeout: time.Minute})
	if err != nil {
		return nil, nil, nil, err
	}
	return parts, vault.New(db), db.Close, nil
}
