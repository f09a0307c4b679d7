package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
)

// SaveRestricted keeps whether what is known of a client is not to be used.
func (tx *Tx) SaveRestricted(ctx context.Context, client domain.ClientID, restricted bool) error {
	statement := `DELETE FROM restricted WHERE client_id = $1`
	if restricted {
		statement = `INSERT INTO restricted (client_id) VALUES ($1) ON CONFLICT DO NOTHING`
	}
	_, err := tx.Exec(ctx, statement, client)
	return err
}

// queueRestricted reads of whom nothing is to be used now.
func queueRestricted(batch *pgx.Batch, into map[domain.ClientID]bool) {
	batch.Queue(`SELECT client_id::text FROM restricted`).Query(func(rows pgx.Rows) error {
		var client domain.ClientID
		_, err := pgx.ForEachRow(rows, []any{&client}, func() error { into[client] = true; return nil })
		return err
	})
}
