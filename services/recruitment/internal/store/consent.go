package store

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

const consentColumns = `n.id::text, n.client_id::text, n.purpose, n.receiver, n.text_version, n.channel, n.given_by_representative, n.given_at,
	n.end_at, n.withdrawn_at`

func scanConsent(row pgx.CollectableRow) (domain.Consent, error) {
	var (
		c               domain.Consent
		ends, withdrawn *time.Time
	)
	err := row.Scan(&c.ID, &c.Client, &c.Purpose, &c.Receiver, &c.TextVersion, &c.Channel, &c.Representative, &c.Given, &ends, &withdrawn)
	c.Ends, c.Withdrawn = postgres.Time(ends), postgres.Time(withdrawn)
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

// OpenConsents gives the client's consents for a purpose that were not taken back, also
// those past their end that nobody has noted yet.
func (tx *Tx) OpenConsents(ctx context.Context, client domain.ClientID, purpose domain.Purpose) ([]domain.Consent, error) {
	rows, err := tx.Query(ctx, `SELECT `+consentColumns+` FROM consent n
		WHERE n.client_id = $1 AND n.purpose = $2 AND n.withdrawn_at IS NULL AND n.ended_at IS NULL ORDER BY n.id`, client, purpose)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanConsent)
}

// Standing gives the client's consents that hold for a purpose at this moment.
func (tx *Tx) Standing(ctx context.Context, client domain.ClientID, purpose domain.Purpose, now time.Time) ([]domain.Consent, error) {
	open, err := tx.OpenConsents(ctx, client, purpose)
	if err != nil {
		return nil, err
	}
	if unused, err := tx.leftUnused(ctx, client, purpose); err != nil || unused {
		return nil, err
	}
	return slices.DeleteFunc(open, func(c domain.Consent) bool { return !c.Stands(now) }), err
}

// leftUnused says whether nothing may rest on a yes now because what is kept of this
// client is not to be used. Who may see the map is another matter: looking is no use of it.
func (tx *Tx) leftUnused(ctx context.Context, client domain.ClientID, purpose domain.Purpose) (unused bool, err error) {
	if purpose == domain.PurposeNetworkMap {
		return false, nil
	}
	err = tx.QueryRow(ctx, `SELECT restricted($1)`, client).Scan(&unused)
	return unused, err
}

// Holds says whether the client's yes for this purpose holds at this moment, to one of
// these receivers; to any when none is named. Ask it wherever something rests on a
// yes, in the transaction that does it: the answer is never kept elsewhere.
func (tx *Tx) Holds(ctx context.Context, client domain.ClientID, purpose domain.Purpose, now time.Time, receivers ...string) (bool, error) {
	standing, err := tx.Standing(ctx, client, purpose, now)
	return slices.ContainsFunc(standing, func(c domain.Consent) bool {
		return len(receivers) == 0 || slices.Contains(receivers, c.Receiver)
	}), err
}

// AgreedTo gives those of these clients whose yes for a purpose holds at this moment.
func (tx *Tx) AgreedTo(ctx context.Context, purpose domain.Purpose, clients []domain.ClientID, now time.Time) (map[domain.ClientID]bool, error) {
	rows, err := tx.Query(ctx, `SELECT DISTINCT client_id::text FROM consent
		WHERE purpose = $1 AND client_id = ANY ($2::uuid[]) AND withdrawn_at IS NULL AND (end_at IS NULL OR end_at > $3)
			AND (purpose = 'network_map' OR NOT restricted(client_id))`, purpose, array(clients), now)
	if err != nil {
		return nil, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[domain.ClientID])
	agreed := make(map[domain.ClientID]bool, len(ids))
	for _, id := range ids {
		agreed[id] = true
	}
	return agreed, err
}

// AgreedToRegion gives those of these clients whose yes to being seen in this region
// holds at this moment.
func (tx *Tx) AgreedToRegion(ctx context.Context, name string, clients []domain.ClientID, now time.Time) ([]domain.ClientID, error) {
	rows, err := tx.Query(ctx, `SELECT DISTINCT client_id::text FROM consent WHERE purpose = $1 AND receiver = $2 AND client_id = ANY ($3::uuid[])
		AND withdrawn_at IS NULL AND (end_at IS NULL OR end_at > $4) AND NOT restricted(client_id)`, domain.PurposeRegion, name, array(clients), now)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[domain.ClientID])
}

// InsertConsent records a yes.
func (tx *Tx) InsertConsent(ctx context.Context, c domain.Consent) error {
	_, err := tx.Exec(ctx, `INSERT INTO consent (id, client_id, purpose, receiver, text_version, channel, given_by_representative, given_at, end_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		c.ID, c.Client, c.Purpose, c.Receiver, c.TextVersion, c.Channel, c.Representative, c.Given, postgres.Moment(c.Ends))
	return err
}

// WithdrawConsent records that a yes was taken back.
func (tx *Tx) WithdrawConsent(ctx context.Context, c domain.Consent) error {
	tag, err := tx.Exec(ctx, `UPDATE consent SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL`, c.ID, c.Withdrawn)
	return postgres.Saved(tag.RowsAffected(), err)
}

// NoteEnded records that it was seen that a yes is past its end.
func (tx *Tx) NoteEnded(ctx context.Context, c domain.Consent, now time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE consent SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL`, c.ID, now)
	return err
}

// PastEnd gives some clients who have a yes past its end that nobody has noted yet.
func (tx *Tx) PastEnd(ctx context.Context, now time.Time, limit int) ([]domain.ClientID, error) {
	rows, err := tx.Query(ctx, `SELECT client_id::text FROM consent
		WHERE end_at <= $1 AND withdrawn_at IS NULL AND ended_at IS NULL ORDER BY end_at LIMIT $2`, now, limit)
	if err != nil {
		return nil, err
	}
	clients, err := pgx.CollectRows(rows, pgx.RowTo[domain.ClientID])
	slices.Sort(clients)
	return slices.Compact(clients), err
}
