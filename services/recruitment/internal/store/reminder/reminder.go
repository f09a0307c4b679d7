// Package reminder keeps who wants to be reminded, where, and what waits to be sent, on
// the transaction of package store.
package reminder

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/push"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/reminder"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Tx is a transaction of the store, with what belongs to reminders.
type Tx struct{ *store.Tx }

// Of gives the reminders within a transaction that is open already.
func Of(tx *store.Tx) *Tx { return &Tx{Tx: tx} }

// In opens transactions of the caller's own organisation and reach.
func In(s *store.Store) func(context.Context, func(*Tx) error) error {
	return func(ctx context.Context, fn func(*Tx) error) error {
		return s.InTx(ctx, func(tx *store.Tx) error { return fn(Of(tx)) })
	}
}

// As opens transactions of an organisation as the service itself.
func As(s *store.Store) func(context.Context, string, func(*Tx) error) error {
	return func(ctx context.Context, tenant string, fn func(*Tx) error) error {
		return s.InTxAs(ctx, tenant, func(tx *store.Tx) error { return fn(Of(tx)) })
	}
}

// Wishes gives what a client chose, or what is usual.
func (tx *Tx) Wishes(ctx context.Context, client domain.ClientID) (reminder.Wishes, error) {
	w := reminder.Usual(client)
	err := tx.QueryRow(ctx, `SELECT version, language, by_email, email, arrival, by_push, day_before, same_day,
			EXISTS (SELECT FROM reminder_device d WHERE d.client_id = w.client_id)
		FROM reminder_wishes w WHERE client_id = $1`, client).
		Scan(&w.Version, &w.Language, &w.ByEmail, &w.Email, &w.Arrival, &w.ByPush, &w.DayBefore, &w.SameDay, &w.HasDevices)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return w, err
}

// SaveWishes keeps what a client chose; what waits and is not wanted any more is not sent.
func (tx *Tx) SaveWishes(ctx context.Context, w reminder.Wishes, now time.Time) (reminder.Wishes, error) {
	tag, err := tx.Exec(ctx, `INSERT INTO reminder_wishes (client_id, version, language, by_email, email, arrival, by_push, day_before, same_day, updated_at)
		VALUES ($1, $2 + 1, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (tenant_id, client_id) DO UPDATE SET version = reminder_wishes.version + 1, language = $3, by_email = $4, email = $5, arrival = $6,
			by_push = $7, day_before = $8, same_day = $9, updated_at = $10 WHERE reminder_wishes.version = $2`,
		w.Client, w.Version, w.Language, w.ByEmail, w.Email, w.Arrival, w.ByPush, w.DayBefore, w.SameDay, now)
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return w, err
	}
	w.Version++
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM reminder WHERE client_id = $1 AND (device_id IS NULL AND NOT $2 OR device_id IS NOT NULL AND NOT $3
		OR moment = 'day_before' AND NOT $4 OR moment = 'same_day' AND NOT $5)`, w.Client, w.Letters(), w.ByPush, w.DayBefore, w.SameDay)
	if !w.ByPush {
		batch.Queue(`DELETE FROM reminder_device WHERE client_id = $1`, w.Client)
		w.HasDevices = false
	}
	return w, tx.SendBatch(ctx, batch).Close()
}

// AddDevice keeps a phone or computer of a client. Who had it before has it no more, when
// something is sent next (see Take): a client does not reach somebody else's.
func (tx *Tx) AddDevice(ctx context.Context, client domain.ClientID, id reminder.DeviceID, d push.Device, now time.Time) error {
	_, err := tx.Exec(ctx, `INSERT INTO reminder_device (id, client_id, endpoint, p256dh, auth, added_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (tenant_id, client_id, endpoint) DO UPDATE SET p256dh = $4, auth = $5, added_at = $6`, id, client, d.Endpoint, d.P256dh, d.Auth, now)
	return err
}

// ForgetDevices forgets all phones and computers of a client, and what would go there.
func (tx *Tx) ForgetDevices(ctx context.Context, client domain.ClientID) error {
	_, err := tx.Exec(ctx, `DELETE FROM reminder_device WHERE client_id = $1`, client)
	return err
}

// ForgetDevice forgets one that takes no notes any more.
func (tx *Tx) ForgetDevice(ctx context.Context, id reminder.DeviceID) error {
	_, err := tx.Exec(ctx, `DELETE FROM reminder_device WHERE id = $1`, id)
	return err
}

// DevicesOf gives the phones and computers of a client.
func (tx *Tx) DevicesOf(ctx context.Context, client domain.ClientID) ([]reminder.DeviceID, error) {
	rows, err := tx.Query(ctx, `SELECT id::text FROM reminder_device WHERE client_id = $1 ORDER BY id`, client)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[reminder.DeviceID])
}

// Waiting is one note that waits.
type Waiting struct {
	ID     reminder.ID
	Client domain.ClientID
	Device reminder.DeviceID // empty: by letter
	Due    reminder.Due
	SendAt time.Time
	Until  time.Time
}

// Wait lets a note wait; one about the same thing that waits already is told anew.
// Nothing for a client who left meanwhile.
func (tx *Tx) Wait(ctx context.Context, w Waiting) error {
	_, err := tx.Exec(ctx, `INSERT INTO reminder (id, client_id, activity_id, moment, device_id, day, clock, daypart, kind, send_at, until)
		SELECT $1, c.id, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM client c WHERE c.id = $2
		ON CONFLICT (tenant_id, client_id, activity_id, moment, device_id) DO UPDATE
			SET day = $6, clock = $7, daypart = $8, kind = $9, send_at = $10, until = $11, tries = 0`,
		w.ID, w.Client, postgres.Optional(w.Due.Activity), w.Due.Moment, postgres.Optional(w.Device), w.Due.Day, w.Due.Clock, w.Due.Daypart, w.Due.Kind, w.SendAt, w.Until)
	return err
}

// Drop takes away what waits about an activity for everybody but those who still go on that day.
func (tx *Tx) Drop(ctx context.Context, activity reminder.ActivityID, day string, goers []domain.ClientID) error {
	_, err := tx.Exec(ctx, `DELETE FROM reminder WHERE activity_id = $1 AND (day <> $2 OR client_id <> ALL ($3::uuid[]))`,
		activity, day, postgres.Texts(goers))
	return err
}

// Take gives what is to be sent now, and puts each off to retry: whatever happens while it
// is being sent, it is not lost, and nobody else sends it at the same moment.
func (tx *Tx) Take(ctx context.Context, now, retry time.Time, limit int) (all []Waiting, err error) {
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM reminder WHERE until <= $1`, now)
	batch.Queue(`DELETE FROM reminder_device d USING reminder_device later
		WHERE later.tenant_id = d.tenant_id AND later.endpoint = d.endpoint AND (later.added_at, later.id) > (d.added_at, d.id)`)
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `UPDATE reminder SET send_at = $2::timestamptz + tries * interval '5 minutes', tries = tries + 1
		WHERE id IN (SELECT id FROM reminder WHERE send_at <= $1 ORDER BY send_at LIMIT $3 FOR UPDATE SKIP LOCKED)
		RETURNING id::text, client_id::text, coalesce(device_id::text, ''), coalesce(activity_id::text, ''), moment, day, clock, daypart, kind, until`, now, retry, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (w Waiting, err error) {
		err = row.Scan(&w.ID, &w.Client, &w.Device, &w.Due.Activity, &w.Due.Moment, &w.Due.Day, &w.Due.Clock, &w.Due.Daypart, &w.Due.Kind, &w.Until)
		return w, err
	})
}

// PutOff moves everything that would be sent now to when it is not quiet any more.
func (tx *Tx) PutOff(ctx context.Context, now, to time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE reminder SET send_at = $2 WHERE send_at <= $1`, now, to)
	return err
}

// Where gives where a note goes: the client's wishes, and the device when it has one. ok
// is false when it is not there any more.
func (tx *Tx) Where(ctx context.Context, w Waiting) (wishes reminder.Wishes, d push.Device, ok bool, err error) { //nolint:revive // four that belong together
	var waits bool
	if err = tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM reminder WHERE id = $1 AND NOT restricted(client_id))`, w.ID).Scan(&waits); err != nil || !waits {
		return wishes, d, false, err
	}
	if wishes, err = tx.Wishes(ctx, w.Client); err != nil || w.Device == "" {
		return wishes, d, wishes.Letters(), err
	}
	err = tx.QueryRow(ctx, `SELECT endpoint, p256dh, auth FROM reminder_device WHERE id = $1`, w.Device).Scan(&d.Endpoint, &d.P256dh, &d.Auth)
	if errors.Is(err, pgx.ErrNoRows) {
		return wishes, d, false, nil
	}
	return wishes, d, wishes.ByPush, err
}

// Done takes away what was sent, or cannot be.
func (tx *Tx) Done(ctx context.Context, id reminder.ID) error {
	_, err := tx.Exec(ctx, `DELETE FROM reminder WHERE id = $1`, id)
	return err
}

// NoteArrival keeps whether letters arrive at this address, unless it is another one by now.
func (tx *Tx) NoteArrival(ctx context.Context, client domain.ClientID, email string, a reminder.Arrival) error {
	batch := &pgx.Batch{}
	batch.Queue(`UPDATE reminder_wishes SET arrival = $3 WHERE client_id = $1 AND email = $2 AND arrival <> $3`, client, email, a)
	if a == reminder.ArrivesNot {
		batch.Queue(`DELETE FROM reminder r USING reminder_wishes w WHERE r.client_id = $1 AND w.client_id = $1 AND r.device_id IS NULL AND w.email = $2`, client, email)
	}
	return tx.SendBatch(ctx, batch).Close()
}

// Quiet gives when this organisation is quiet.
func (tx *Tx) Quiet(ctx context.Context) (reminder.Quiet, error) {
	q := reminder.UsualQuiet()
	err := tx.QueryRow(ctx, `SELECT version, quiet_from, quiet_until FROM quiet_time`).Scan(&q.Version, &q.From, &q.Until)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return q, err
}

// SaveQuiet keeps when this organisation is quiet.
func (tx *Tx) SaveQuiet(ctx context.Context, q reminder.Quiet) (reminder.Quiet, error) {
	tag, err := tx.Exec(ctx, `INSERT INTO quiet_time (version, quiet_from, quiet_until) VALUES ($1 + 1, $2, $3)
		ON CONFLICT (tenant_id) DO UPDATE SET version = quiet_time.version + 1, quiet_from = $2, quiet_until = $3 WHERE quiet_time.version = $1`,
		q.Version, q.From, q.Until)
	q.Version++
	return q, postgres.Saved(tag.RowsAffected(), err)
}
