package postgres

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
)

// answer is what this transaction will remember of a request.
type answer struct {
	requestID    string
	hash, answer []byte
}

// Remembered looks whether a request has been answered before, and makes a repeat
// that arrives at the same time wait for the first to end. hash is that of the
// request the answer was given to, for the caller to compare; nil for a new request.
// See package once, which services use.
func (tx *Tx) Remembered(ctx context.Context, requestID string) (hash, given []byte, err error) {
	batch := &pgx.Batch{}
	batch.Queue(`SELECT pg_advisory_xact_lock(hashtextextended($1 || $2, 0))`, tx.Tenant, requestID)
	// Its own statement, so that it sees what the transaction it waited for committed.
	batch.Queue(`SELECT hash, answer FROM request_ledger WHERE tenant_id = $1 AND request_id = $2`, tx.Tenant, requestID)
	results := tx.SendBatch(ctx, batch)
	defer func() { err = errors.Join(err, results.Close()) }()
	if _, err = results.Exec(); err != nil {
		return nil, nil, err
	}
	err = results.QueryRow().Scan(&hash, &given)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil, nil
	}
	return hash, given, err
}

// Remember keeps the answer to a request, in this transaction, for a day.
func (tx *Tx) Remember(requestID string, hash, given []byte) {
	tx.answer = &answer{requestID: requestID, hash: hash, answer: given}
}

// Forget removes the remembered answers that held this client's data, for erasure.
func (tx *Tx) Forget(ctx context.Context, clientID string) error {
	_, err := tx.Exec(ctx, `DELETE FROM request_ledger WHERE tenant_id = $1 AND $2::uuid = ANY (clients)`, tx.Tenant, clientID)
	return err
}

// queueAnswer writes the answer with the clients it touched, and takes a few expired
// ones away: no planned job, and never one row waiting for another (SKIP LOCKED).
func queueAnswer(batch *pgx.Batch, tx *Tx) {
	batch.Queue(`INSERT INTO request_ledger (tenant_id, request_id, hash, answer, clients) VALUES ($1, $2, $3, $4, $5::uuid[])`,
		tx.Tenant, tx.answer.requestID, tx.answer.hash, tx.answer.answer, tx.touchedClients())
	batch.Queue(`DELETE FROM request_ledger WHERE tenant_id = $1 AND request_id IN (
		SELECT request_id FROM request_ledger WHERE tenant_id = $1 AND at < now() - interval '1 day'
		ORDER BY at LIMIT 4 FOR UPDATE SKIP LOCKED)`, tx.Tenant)
}
