// Package logincard keeps the cards with which clients sign in, their pictures and the
// devices that remember them, on the transaction of package store.
package logincard

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/logincard"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Tx is a transaction of the store, with what belongs to cards.
type Tx struct{ *store.Tx }

// In opens transactions of the caller's own organisation and reach.
func In(s *store.Store) func(context.Context, func(*Tx) error) error {
	return func(ctx context.Context, fn func(*Tx) error) error {
		return s.InTx(ctx, func(tx *store.Tx) error { return fn(&Tx{Tx: tx}) })
	}
}

// As opens transactions of an organisation as the service itself: whoever shows a card
// is nobody yet.
func As(s *store.Store, tenant string) func(context.Context, func(*Tx) error) error {
	return func(ctx context.Context, fn func(*Tx) error) error {
		return s.InTxAs(ctx, tenant, func(tx *store.Tx) error { return fn(&Tx{Tx: tx}) })
	}
}

const cardColumns = `c.id::text, c.version, c.client_id::text, c.made_at, c.made_by::text, c.withdrawn_at, c.used_day, c.wrong, c.rests, c.rests_until`

func scanCard(row pgx.CollectableRow) (c logincard.Card, err error) {
	var withdrawn, until *time.Time
	err = row.Scan(&c.ID, &c.Version, &c.Client, &c.Made, &c.MadeBy, &withdrawn, &c.UsedDay, &c.Tries.Wrong, &c.Tries.Rests, &until)
	if withdrawn != nil {
		c.Withdrawn = *withdrawn
	}
	if until != nil {
		c.Tries.Until = *until
	}
	return c, err
}

// Cards gives the last few cards of a client, the one that works first.
func (tx *Tx) Cards(ctx context.Context, client domain.ClientID) ([]logincard.Card, error) {
	rows, err := tx.Query(ctx, `SELECT `+cardColumns+` FROM login_card c WHERE c.client_id = $1
		ORDER BY c.withdrawn_at IS NOT NULL, c.made_at DESC, c.id LIMIT 4`, client)
	if err != nil {
		return nil, err
	}
	cards, err := pgx.CollectRows(rows, scanCard)
	if err != nil {
		return nil, err
	}
	for i := range cards {
		if cards[i].Devices, err = tx.devices(ctx, cards[i].ID); err != nil {
			return nil, err
		}
	}
	return cards, nil
}

func (tx *Tx) devices(ctx context.Context, card logincard.CardID) ([]logincard.Device, error) {
	rows, err := tx.Query(ctx, `SELECT id::text, card_id::text, words, remembered_at FROM login_device WHERE card_id = $1 ORDER BY remembered_at DESC, id`, card)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (d logincard.Device, err error) {
		err = row.Scan(&d.ID, &d.Card, &d.Words, &d.Remembered)
		return d, err
	})
}

// Card gives a card of a client within reach, held until the transaction ends.
func (tx *Tx) Card(ctx context.Context, id logincard.CardID) (logincard.Card, error) {
	c, err := tx.one(ctx, `SELECT `+cardColumns+` FROM login_card c WHERE c.id = $1 AND may_reach(c.client_id) FOR UPDATE OF c`, id)
	if err != nil {
		return c, postgres.Missing(err)
	}
	c.Devices, err = tx.devices(ctx, id)
	return c, err
}

func (tx *Tx) one(ctx context.Context, sql string, args ...any) (logincard.Card, error) {
	rows, err := tx.Query(ctx, sql, args...)
	if err != nil {
		return logincard.Card{}, err
	}
	return pgx.CollectExactlyOneRow(rows, scanCard)
}

// Shown is a card that somebody shows, or a device that remembers it.
type Shown struct {
	logincard.Card
	Name       string // of the client
	Remembered bool   // it is a device
	Code       Code
}

// Code is what is kept of a client's pictures; the zero Code: none were chosen.
type Code struct {
	Salt, Hash []byte
	Length     int
}

// Find gives the card that works of which this is the hash, its own or that of a device;
// false when there is none. held holds it until the transaction ends.
func (tx *Tx) Find(ctx context.Context, hash []byte, held bool) (s Shown, found bool, err error) {
	sql := `SELECT ` + cardColumns + ` FROM login_card c WHERE c.withdrawn_at IS NULL AND c.id = (
		SELECT id FROM login_card WHERE secret_hash = $1 UNION ALL SELECT card_id FROM login_device WHERE secret_hash = $1)`
	if held {
		sql += ` FOR UPDATE OF c`
	}
	s.Card, err = tx.one(ctx, sql, hash)
	if errors.Is(err, pgx.ErrNoRows) {
		return s, false, nil
	}
	if err != nil {
		return s, false, err
	}
	err = tx.QueryRow(ctx, `SELECT trim(c.given_name || ' ' || c.family_name), EXISTS (SELECT FROM login_device d WHERE d.secret_hash = $2),
			coalesce(p.salt, ''), coalesce(p.hash, ''), coalesce(p.length, 0)
		FROM client c LEFT JOIN picture_code p ON p.tenant_id = c.tenant_id AND p.client_id = c.id WHERE c.id = $1`, s.Client, hash).
		Scan(&s.Name, &s.Remembered, &s.Code.Salt, &s.Code.Hash, &s.Code.Length)
	return s, err == nil, err
}

// Add keeps a new card. The one before it must be withdrawn by then.
func (tx *Tx) Add(ctx context.Context, c logincard.Card, hash []byte) error {
	_, err := tx.Exec(ctx, `INSERT INTO login_card (id, client_id, secret_hash, made_by, made_at) VALUES ($1, $2, $3, $4, $5)`,
		c.ID, c.Client, hash, c.MadeBy, c.Made)
	return err
}

// Save keeps what changed of a card; a card that is withdrawn loses its devices.
func (tx *Tx) Save(ctx context.Context, c logincard.Card) (logincard.Card, error) {
	tag, err := tx.Exec(ctx, `UPDATE login_card SET version = version + 1, withdrawn_at = $3, wrong = $4, rests = $5, rests_until = $6
		WHERE id = $1 AND version = $2`,
		c.ID, c.Version, maybe(c.Withdrawn), c.Tries.Wrong, c.Tries.Rests, maybe(c.Tries.Until))
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return c, err
	}
	c.Version++
	if !c.Withdrawn.IsZero() {
		_, err = tx.Exec(ctx, `DELETE FROM login_device WHERE card_id = $1`, c.ID)
	}
	return c, err
}

func maybe(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// Tried keeps what was tried. Trying is no change of the card: its etag stays.
func (tx *Tx) Tried(ctx context.Context, card logincard.CardID, t logincard.Tries) error {
	_, err := tx.Exec(ctx, `UPDATE login_card SET wrong = $2, rests = $3, rests_until = $4 WHERE id = $1`, card, t.Wrong, t.Rests, maybe(t.Until))
	return err
}

// Opened keeps that a card let somebody in; false when it was withdrawn meanwhile.
func (tx *Tx) Opened(ctx context.Context, card logincard.CardID, day string) (bool, error) {
	tag, err := tx.Exec(ctx, `UPDATE login_card SET wrong = 0, rests = 0, rests_until = NULL, used_day = $2
		WHERE id = $1 AND withdrawn_at IS NULL`, card, day)
	return tag.RowsAffected() == 1, err
}

// HasPictures says whether a client chose pictures.
func (tx *Tx) HasPictures(ctx context.Context, client domain.ClientID) (has bool, err error) {
	err = tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM picture_code WHERE client_id = $1)`, client).Scan(&has)
	return has, err
}

// SaveCode keeps the pictures a client chose, in place of those of before.
func (tx *Tx) SaveCode(ctx context.Context, client domain.ClientID, c Code, now time.Time) error {
	_, err := tx.Exec(ctx, `INSERT INTO picture_code (client_id, salt, hash, length, chosen_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (tenant_id, client_id) DO UPDATE SET salt = $2, hash = $3, length = $4, chosen_at = $5`, client, c.Salt, c.Hash, c.Length, now)
	return err
}

// mostDevices is how many devices remember one card; the oldest gives way.
const mostDevices = 5

// KeepDevice keeps a device for a client's card that works; false when there is none.
func (tx *Tx) KeepDevice(ctx context.Context, client domain.ClientID, d logincard.Device, hash []byte) (bool, error) {
	tag, err := tx.Exec(ctx, `INSERT INTO login_device (id, card_id, secret_hash, words, remembered_at)
		SELECT $1, c.id, $3, $4, $5 FROM login_card c WHERE c.id = $2 AND c.client_id = $6 AND c.withdrawn_at IS NULL`,
		d.ID, d.Card, hash, d.Words, d.Remembered, client)
	if err != nil || tag.RowsAffected() == 0 {
		return false, err
	}
	_, err = tx.Exec(ctx, `DELETE FROM login_device WHERE card_id = $1 AND id NOT IN (
		SELECT id FROM login_device WHERE card_id = $1 ORDER BY remembered_at DESC, id DESC LIMIT $2)`, d.Card, mostDevices)
	return true, err
}

// Forget forgets a device of a client within reach, and gives whose it was.
func (tx *Tx) Forget(ctx context.Context, id logincard.DeviceID) (client domain.ClientID, err error) {
	err = tx.QueryRow(ctx, `DELETE FROM login_device d USING login_card c
		WHERE d.id = $1 AND c.tenant_id = d.tenant_id AND c.id = d.card_id AND may_reach(c.client_id) RETURNING c.client_id::text`, id).Scan(&client)
	return client, postgres.Missing(err)
}

// Leave forgets the device that holds this; one that is gone already is fine.
func (tx *Tx) Leave(ctx context.Context, hash []byte) error {
	_, err := tx.Exec(ctx, `DELETE FROM login_device WHERE secret_hash = $1`, hash)
	return err
}
