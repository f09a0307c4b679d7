// Package sharing keeps what clients show of themselves to other organisations, on the
// transaction of package store.
package sharing

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sharing"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Tx is a transaction of the store, with what belongs to cards.
type Tx struct{ *store.Tx }

// Of gives the cards within a transaction that is open already.
func Of(tx *store.Tx) *Tx { return &Tx{Tx: tx} }

// In opens transactions of the caller's own organisation and reach.
func In(s *store.Store) func(context.Context, func(*Tx) error) error {
	return func(ctx context.Context, fn func(*Tx) error) error {
		return s.InTx(ctx, func(tx *store.Tx) error { return fn(Of(tx)) })
	}
}

const ownCards = `SELECT o.id::text, o.version, o.client_id::text, o.regional_request_id::text, o.organisation_id::text, o.parts, o.made_at, o.withdrawn_at,
	coalesce(s.call_name, ''), s.interests, s.dayparts, coalesce(s.communication, ''), coalesce(s.support_worker_name, ''), coalesce(s.support_worker_contact, '')
	FROM own_card o LEFT JOIN shared_card s ON s.tenant_id = o.tenant_id AND s.id = o.id WHERE o.tenant_id = cur_tenant() AND o.client_id = $1 `

func scanCard(row pgx.CollectableRow) (sharing.Card, error) {
	var c sharing.Card
	var withdrawn *time.Time
	err := row.Scan(&c.ID, &c.Version, &c.Client, &c.Request, &c.Organisation, &c.Parts, &c.Made, &withdrawn,
		&c.Shown.CallName, &c.Shown.Interests, &c.Shown.Dayparts, &c.Shown.Communication, &c.Shown.SupportWorkerName, &c.Shown.SupportWorkerContact)
	c.Made, c.Withdrawn = c.Made.UTC(), postgres.Time(withdrawn)
	return c, err
}

func (tx *Tx) cards(ctx context.Context, where string, args ...any) ([]sharing.Card, error) {
	rows, err := tx.Query(ctx, ownCards+where, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanCard)
}

// Cards lists what a client the caller reaches shows of themself, the newest first.
func (tx *Tx) Cards(ctx context.Context, client domain.ClientID, after sharing.CardID, limit int) ([]sharing.Card, error) {
	return tx.cards(ctx, `AND may_reach(o.client_id) AND ($2 = '' OR o.id < nullif($2, '')::uuid) ORDER BY o.id DESC LIMIT $3`, client, after, limit)
}

// CardFor gives the card of a client for a request; false when none was made.
func (tx *Tx) CardFor(ctx context.Context, client domain.ClientID, r sharing.RequestID) (sharing.Card, bool, error) {
	found, err := tx.cards(ctx, `AND o.regional_request_id = $2 FOR UPDATE OF o`, client, r)
	if err != nil || len(found) == 0 {
		return sharing.Card{}, false, err
	}
	return found[0], true, nil
}

// CardToChange gives one card of a client.
func (tx *Tx) CardToChange(ctx context.Context, client domain.ClientID, id sharing.CardID) (sharing.Card, error) {
	found, err := tx.cards(ctx, `AND may_reach(o.client_id) AND o.id = $2 FOR UPDATE OF o`, client, id)
	if err == nil && len(found) == 0 {
		err = pgx.ErrNoRows
	}
	if err != nil {
		return sharing.Card{}, postgres.Missing(err)
	}
	return found[0], nil
}

// StandingCards gives the cards of a client that were not taken back.
func (tx *Tx) StandingCards(ctx context.Context, client domain.ClientID) ([]sharing.Card, error) {
	return tx.cards(ctx, `AND o.withdrawn_at IS NULL ORDER BY o.id FOR UPDATE OF o`, client)
}

// SaveCard keeps a card and, while it stands, what the other sees of it: once both people
// said yes, as matching told.
func (tx *Tx) SaveCard(ctx context.Context, c sharing.Card) (sharing.Card, error) {
	err := tx.QueryRow(ctx, `INSERT INTO own_card AS o (id, client_id, regional_request_id, organisation_id, parts, made_at, withdrawn_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (tenant_id, id) DO UPDATE SET version = o.version + 1, organisation_id = excluded.organisation_id,
			parts = excluded.parts, made_at = excluded.made_at, withdrawn_at = excluded.withdrawn_at RETURNING version`,
		c.ID, c.Client, c.Request, c.Organisation, array(c.Parts), c.Made, postgres.Moment(c.Withdrawn)).Scan(&c.Version)
	if err != nil {
		return c, err
	}
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM shared_card WHERE tenant_id = cur_tenant() AND id = $1`, c.ID)
	if c.Stands() {
		s := c.Shown
		batch.Queue(`INSERT INTO shared_card (id, regional_request_id, organisation_id, opened, call_name, interests, dayparts, communication,
				support_worker_name, support_worker_contact, resting)
			VALUES ($1, $2, $3, EXISTS (SELECT FROM regional_meeting m WHERE m.regional_request_id = $2 AND m.client_id = $4 AND m.organisation_id = $3),
				$5, $6, $7, $8, $9, $10, restricted($4))`,
			c.ID, c.Request, c.Organisation, c.Client, s.CallName, array(s.Interests), array(s.Dayparts), s.Communication, s.SupportWorkerName, s.SupportWorkerContact)
	}
	return c, tx.SendBatch(ctx, batch).Close()
}

// array makes an empty array of nil, which PostgreSQL would take for NULL.
func array[T any](values []T) []T {
	if values == nil {
		return []T{}
	}
	return values
}

// Meeting is who met somebody of which organisation.
type Meeting struct {
	Request      sharing.RequestID
	Client       domain.ClientID
	Organisation sharing.OrganisationID
}

// Meet keeps that a client met somebody, and opens their card for that organisation.
func (tx *Tx) Meet(ctx context.Context, m Meeting) error {
	batch := &pgx.Batch{}
	// Nothing when the client left meanwhile.
	batch.Queue(`INSERT INTO regional_meeting (regional_request_id, client_id, organisation_id) SELECT $1, c.id, $3 FROM client c WHERE c.id = $2
		ON CONFLICT DO NOTHING`, m.Request, m.Client, m.Organisation)
	batch.Queue(`UPDATE shared_card s SET opened = true FROM own_card o WHERE s.tenant_id = cur_tenant() AND o.tenant_id = cur_tenant() AND o.id = s.id
		AND o.client_id = $2 AND s.regional_request_id = $1 AND s.organisation_id = $3`, m.Request, m.Client, m.Organisation)
	return tx.SendBatch(ctx, batch).Close()
}

// Part keeps that it is over: neither sees the other's card any more.
func (tx *Tx) Part(ctx context.Context, m Meeting) error {
	_, err := tx.Exec(ctx, `DELETE FROM regional_meeting WHERE regional_request_id = $1 AND client_id = $2`, m.Request, m.Client)
	return err
}

// MetWith gives the organisation whose client ours met by this request; NOT_FOUND for a
// client out of reach, and when they did not meet (yet, or any more).
func (tx *Tx) MetWith(ctx context.Context, client domain.ClientID, r sharing.RequestID) (o sharing.OrganisationID, err error) {
	err = tx.QueryRow(ctx, `SELECT organisation_id::text FROM regional_meeting
		WHERE tenant_id = cur_tenant() AND regional_request_id = $1 AND client_id = $2 AND may_reach(client_id)`, r, client).Scan(&o)
	return o, postgres.Missing(err)
}

// OtherCard gives what the person of another organisation shows to ours; no id when
// that is nothing (any more).
func (tx *Tx) OtherCard(ctx context.Context, r sharing.RequestID, of sharing.OrganisationID) (id sharing.CardID, s sharing.Shown, err error) {
	rows, err := tx.Query(ctx, `SELECT id::text, call_name, interests, dayparts, communication, support_worker_name, support_worker_contact
		FROM shared_card WHERE tenant_id = $2 AND tenant_id <> cur_tenant() AND organisation_id = cur_tenant() AND regional_request_id = $1 LIMIT 1`, r, of)
	if err != nil {
		return "", s, err
	}
	_, err = pgx.ForEachRow(rows, []any{&id, &s.CallName, &s.Interests, &s.Dayparts, &s.Communication, &s.SupportWorkerName, &s.SupportWorkerContact},
		func() error { return nil })
	return id, s, err
}

// WhoseCard gives, at home only, whose card that is, while it stands.
func (tx *Tx) WhoseCard(ctx context.Context, id sharing.CardID) (c domain.ClientID, err error) {
	err = tx.QueryRow(ctx, `SELECT client_id::text FROM own_card WHERE tenant_id = cur_tenant() AND id = $1 AND withdrawn_at IS NULL`, id).Scan(&c)
	return c, postgres.Missing(err)
}

// FirstWorker gives the name of who guides a client first; empty when nobody does.
func (tx *Tx) FirstWorker(ctx context.Context, c domain.ClientID) (name string, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce((SELECT s.name FROM caseload w JOIN support_worker s ON s.tenant_id = w.tenant_id AND s.id = w.worker_id
		WHERE w.tenant_id = cur_tenant() AND w.client_id = $1 ORDER BY w.position LIMIT 1), '')`, c).Scan(&name)
	return name, err
}
