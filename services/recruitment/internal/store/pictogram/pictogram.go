// Package pictogram keeps the pictures that an organisation put in the place of our
// pictograms, on the transaction of package store.
package pictogram

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain/pictogram"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Tx is a transaction of the store, with what belongs to pictograms.
type Tx struct{ *store.Tx }

// In opens transactions of the caller's own organisation.
func In(s *store.Store) func(context.Context, func(*Tx) error) error {
	return func(ctx context.Context, fn func(*Tx) error) error {
		return s.InTx(ctx, func(tx *store.Tx) error { return fn(&Tx{Tx: tx}) })
	}
}

const columns = `name, version, digest, digest_before`

// Own gives, by name, every pictogram the organisation ever changed, also those where
// ours stands again.
func (tx *Tx) Own(ctx context.Context) (map[string]pictogram.Own, error) {
	rows, err := tx.Query(ctx, `SELECT `+columns+` FROM pictogram`)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[pictogram.Own])
	own := make(map[string]pictogram.Own, len(all))
	for _, one := range all {
		own[one.Name] = one
	}
	return own, err
}

// Image gives the picture the organisation has for a pictogram.
func (tx *Tx) Image(ctx context.Context, name string) (png []byte, digest string, err error) {
	rows, err := tx.Query(ctx, `SELECT png, digest FROM pictogram WHERE name = $1 AND digest <> ''`, name)
	if err != nil {
		return nil, "", err
	}
	found := false
	_, err = pgx.ForEachRow(rows, []any{&png, &digest}, func() error {
		found = true
		return nil
	})
	if err == nil && !found {
		err = pictogram.NotReplaced()
	}
	return png, digest, err
}

// Save puts a picture in the place of one pictogram, over the version that was read; no
// picture puts ours back. What stood there is kept, for one step back.
func (tx *Tx) Save(ctx context.Context, change string, read pictogram.Own, png []byte) (pictogram.Own, error) {
	now := pictogram.Own{Name: read.Name, Version: read.Version + 1, Before: read.Digest}
	if png != nil {
		now.Digest = pictogram.Digest(png)
	}
	tag, err := tx.Exec(ctx, `INSERT INTO pictogram AS p (name, version, change_id, digest, png) VALUES ($1, $2 + 1, $3, $4, $5)
		ON CONFLICT (tenant_id, name) DO UPDATE SET version = p.version + 1, change_id = $3, digest = $4, png = $5, digest_before = p.digest, png_before = p.png
		WHERE p.version = $2`, read.Name, read.Version, change, now.Digest, png)
	return now, postgres.Saved(tag.RowsAffected(), err)
}

// Undo takes one change back where nothing changed since, as a change of its own.
func (tx *Tx) Undo(ctx context.Context, change, as string) ([]pictogram.Own, error) {
	rows, err := tx.Query(ctx, `UPDATE pictogram SET version = version + 1, change_id = $2,
		digest = digest_before, png = png_before, digest_before = digest, png_before = png
		WHERE change_id = $1 RETURNING `+columns, change, as)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[pictogram.Own])
}
