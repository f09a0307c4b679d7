package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

const consentColumns = `n.id::text, n.client_id::text, n.purpose, n.receiver, n.text_version, n.channel, n.given_by_representative, n.given_at,
	coalesce(n.withdrawn_at, '0001-01-01T00:00:00Z')`

func scanConsent(row pgx.CollectableRow) (domain.Consent, error) {
	var c domain.Consent
	err := row.Scan(&c.ID, &c.Client, &c.Purpose, &c.Receiver, &c.TextVersion, &c.Channel, &c.Representative, &c.Given, &c.Withdrawn)
	if c.Withdrawn.Year() == 1 {
		c.Withdrawn = time.Time{}
	}
	return c, err
}

// Consents lists what the client agreed to, newest first, after the given one.
func (tx *Tx) Consents(ctx context.Context, client domain.ClientID, after domain.ConsentID, limit int) ([]domain.Consent, error) {
	rows, err := tx.Query(ctx, `SELECT `+consentColumns+` FROM consent n WHERE n.client_id = $1 AND may_reach(n.client_id) AND ($2 = '' OR
			(n.given_at, n.id) < ((SELECT a.given_at FROM consent a WHERE a.id = nullif($2, '')::uuid), nullif($2, '')::uuid))
		ORDER BY n.given_at DESC, n.id DESC LIMIT $3`, client, after, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanConsent)
}

// ConsentToChange gives one consent of a client that the caller reaches.
func (tx *Tx) ConsentToChange(ctx context.Context, client domain.ClientID, id domain.ConsentID) (domain.Consent, error) {
	tx.Touch(string(client))
	rows, err := tx.Query(ctx, `SELECT `+consentColumns+` FROM consent n WHERE n.id = $1 AND n.client_id = $2 AND may_reach(n.client_id) FOR UPDATE`, id, client)
	if err != nil {
		return domain.Consent{}, err
	}
	c, err := pgx.CollectExactlyOneRow(rows, scanConsent)
	return c, postgres.Missing(err)
}

// Standing gives the client's consents that hold for a purpose.
func (tx *Tx) Standing(ctx context.Context, client domain.ClientID, purpose domain.Purpose) ([]domain.Consent, error) {
	rows, err := tx.Query(ctx, `SELECT `+consentColumns+` FROM consent n WHERE n.client_id = $1 AND n.purpose = $2 AND n.withdrawn_at IS NULL`, client, purpose)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanConsent)
}

// Holds says whether the client's yes for this purpose holds now. Ask it wherever
// something rests on a yes: it is never kept elsewhere.
func (tx *Tx) Holds(ctx context.Context, client domain.ClientID, purpose domain.Purpose) (bool, error) {
	standing, err := tx.Standing(ctx, client, purpose)
	return len(standing) > 0, err
}

// InsertConsent records a yes.
func (tx *Tx) InsertConsent(ctx context.Context, c domain.Consent) error {
	_, err := tx.Exec(ctx, `INSERT INTO consent (id, client_id, purpose, receiver, text_version, channel, given_by_representative, given_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, c.ID, c.Client, c.Purpose, c.Receiver, c.TextVersion, c.Channel, c.Representative, c.Given)
	return err
}

// EndConsent records that a yes was taken back.
func (tx *Tx) EndConsent(ctx context.Context, c domain.Consent) error {
	tag, err := tx.Exec(ctx, `UPDATE consent SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL`, c.ID, c.Withdrawn)
	return postgres.Saved(tag.RowsAffected(), err)
}
