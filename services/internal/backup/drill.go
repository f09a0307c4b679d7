package backup

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Vacant refuses databases in which there is anything of Optrek: a drill makes its tables
// itself and takes them away again.
func Vacant(ctx context.Context, parts []Part) error {
	return each(ctx, parts, pgx.TxOptions{AccessMode: pgx.ReadOnly}, func(part Part, tx pgx.Tx) error {
		var there bool
		err := tx.QueryRow(ctx, `SELECT to_regnamespace($1) IS NOT NULL`, part.Schema.Name).Scan(&there)
		if err == nil && there {
			err = fmt.Errorf("backup: this database is in use: it has a schema %s already", part.Schema.Name)
		}
		return err
	})
}

// Clear takes the parts' schemas away, with everything in them: only for what a drill made
// after Vacant.
func Clear(ctx context.Context, parts []Part) error {
	return each(ctx, parts, pgx.TxOptions{}, func(part Part, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `DROP SCHEMA IF EXISTS `+quote(part.Schema.Name)+` CASCADE`)
		return err
	})
}
