package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain/method"
)

// body is what a method says, as it is kept.
type body struct {
	Title, Help method.Text
	Steps       []method.Step
}

// Methods gives every version of every method that this organisation made; with a key
// those of one.
func (tx *Tx) Methods(ctx context.Context, key method.Key) ([]method.Method, error) {
	rows, err := tx.Query(ctx, `SELECT key, version, body, with_clients, retired, own FROM method WHERE $1 = '' OR key = $1 ORDER BY key, version`, key)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (m method.Method, err error) {
		var b body
		err = row.Scan(&m.Key, &m.Version, &b, &m.WithClients, &m.Retired, &m.Own)
		m.Title, m.Help, m.Steps = b.Title, b.Help, b.Steps
		return m, err
	})
}

// AddMethod keeps a version of a method. Two who change it at once: the second one reads first.
func (tx *Tx) AddMethod(ctx context.Context, m method.Method, now time.Time) error {
	_, err := tx.Exec(ctx, `INSERT INTO method (key, version, body, with_clients, retired, own, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		m.Key, m.Version, body{m.Title, m.Help, m.Steps}, m.WithClients, m.Retired, m.Own, now)
	return err
}

// HoldMethods lets nobody else change this organisation's methods until the transaction ends.
func (tx *Tx) HoldMethods(ctx context.Context) error {
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1 || 'methods', 8))`, tx.Tenant)
	return err
}
