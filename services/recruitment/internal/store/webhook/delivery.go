package webhook

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain/webhook"
)

// Happened is something that every address that wants to know is told.
type Happened struct {
	Kind    webhook.Kind
	Subject string
	Clients []string
	At      time.Time
}

// Tell lets it wait for every address that wants to know and was there when it happened: a
// new address is not told of years ago. It says whether anything waits.
func (tx *Tx) Tell(ctx context.Context, h Happened, now time.Time) (bool, error) {
	rows, err := tx.Query(ctx, `SELECT w.id::text FROM webhook w WHERE w.withdrawn_at IS NULL AND $1 = ANY (w.kinds) AND w.created_at <= $2 ORDER BY w.id`, h.Kind, h.At)
	if err != nil {
		return false, err
	}
	to, err := pgx.CollectRows(rows, pgx.RowTo[webhook.ID])
	if err != nil || len(to) == 0 {
		return false, err
	}
	for _, id := range to {
		d := webhook.Delivery{ID: webhook.DeliveryID(ids.New()), Webhook: id, Kind: h.Kind, Subject: h.Subject, Clients: h.Clients, At: h.At}
		if err := tx.Wait(ctx, d, now); err != nil {
			return false, err
		}
	}
	return true, nil
}

// Wait lets one thing wait.
func (tx *Tx) Wait(ctx context.Context, d webhook.Delivery, now time.Time) error {
	_, err := tx.Exec(ctx, `INSERT INTO webhook_delivery (id, webhook_id, kind, subject_id, client_ids, at, added_at, next_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
		d.ID, d.Webhook, d.Kind, postgres.Optional(d.Subject), postgres.Texts(d.Clients), d.At, now)
	return err
}

const deliveryColumns = `d.id::text, d.webhook_id::text, d.kind, coalesce(d.subject_id::text, ''), d.client_ids::text[], d.at, d.state, d.tries, d.last_at, d.next_at, d.status, d.problem`

func scanDelivery(row pgx.CollectableRow) (d webhook.Delivery, err error) {
	var last, next *time.Time
	err = row.Scan(&d.ID, &d.Webhook, &d.Kind, &d.Subject, &d.Clients, &d.At, &d.State, &d.Tries, &last, &next, &d.Status, &d.Problem)
	d.At, d.Last, d.Next = d.At.UTC(), postgres.Time(last), postgres.Time(next)
	return d, err
}

// Deliveries lists what one address was told and waits for, the newest first.
func (tx *Tx) Deliveries(ctx context.Context, of webhook.ID, before webhook.DeliveryID, limit int) ([]webhook.Delivery, error) {
	rows, err := tx.Query(ctx, `SELECT `+deliveryColumns+` FROM webhook_delivery d
		WHERE d.webhook_id = $1 AND ($2::uuid IS NULL OR d.id < $2::uuid) ORDER BY d.id DESC LIMIT $3`, of, postgres.Optional(before), limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanDelivery)
}

// Clear throws away what is too old to be kept, arrived or not.
func (tx *Tx) Clear(ctx context.Context, before time.Time) error {
	_, err := tx.Exec(ctx, `DELETE FROM webhook_delivery WHERE added_at < $1`, before)
	return err
}

// Due gives the addresses to which something is to be sent now.
func (tx *Tx) Due(ctx context.Context, now time.Time) ([]webhook.ID, error) {
	rows, err := tx.Query(ctx, `SELECT DISTINCT d.webhook_id::text FROM webhook_delivery d JOIN webhook w ON w.tenant_id = d.tenant_id AND w.id = d.webhook_id
		WHERE d.state = 'waiting' AND d.next_at <= $1 AND (d.kind = 'test' OR NOT w.paused AND w.rests_at IS NULL) ORDER BY 1`, now)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[webhook.ID])
}

// Next gives what is to be sent to an address now, with the people whose data is not to be
// used taken out; false when there is nothing. A trial goes before all else; of the rest the
// first goes first, and while it waits for another try the others wait behind it.
func (tx *Tx) Next(ctx context.Context, w webhook.Webhook, now time.Time) (webhook.Delivery, bool, error) {
	for {
		rows, err := tx.Query(ctx, `SELECT `+deliveryColumns+` FROM webhook_delivery d
			WHERE d.webhook_id = $1 AND d.state = 'waiting' AND (d.kind = 'test' OR $2) ORDER BY d.kind <> 'test', d.id LIMIT 1`,
			w.ID, !w.Paused && w.Rests.IsZero())
		if err != nil {
			return webhook.Delivery{}, false, err
		}
		found, err := pgx.CollectRows(rows, scanDelivery)
		if err != nil || len(found) == 0 || found[0].Next.After(now) {
			return webhook.Delivery{}, false, err
		}
		d := found[0]
		if d.Kind.Goes() || d.Kind == webhook.Test {
			return d, true, nil
		}
		if d.Clients, err = tx.usable(ctx, d.Clients); err != nil || len(d.Clients) > 0 {
			return d, err == nil, err
		}
		// Of nobody it may be told: it is gone, and does not keep what comes after it.
		if _, err := tx.Exec(ctx, `DELETE FROM webhook_delivery WHERE id = $1`, d.ID); err != nil {
			return d, false, err
		}
	}
}

// usable leaves out the people whose data is not to be used for now.
func (tx *Tx) usable(ctx context.Context, clients []string) ([]string, error) {
	rows, err := tx.Query(ctx, `SELECT c::text FROM unnest($1::uuid[]) WITH ORDINALITY AS t (c, n)
		WHERE NOT EXISTS (SELECT FROM restriction r WHERE r.client_id = c AND r.ended_at IS NULL) ORDER BY n`, postgres.Texts(clients))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// NotErased leaves out people who were erased: a late event does not bring them back.
func (tx *Tx) NotErased(ctx context.Context, clients []string) ([]string, error) {
	rows, err := tx.Query(ctx, `SELECT c::text FROM unnest($1::uuid[]) WITH ORDINALITY AS t (c, n)
		WHERE NOT EXISTS (SELECT FROM erased e WHERE e.tenant_id = cur_tenant() AND e.client_id = c) ORDER BY n`, postgres.Texts(clients))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// Tried keeps what came of a try. One that was thrown away meanwhile stays away.
func (tx *Tx) Tried(ctx context.Context, d webhook.Delivery) error {
	_, err := tx.Exec(ctx, `UPDATE webhook_delivery SET state = $2, tries = $3, last_at = $4, next_at = $5, status = $6, problem = $7 WHERE id = $1`,
		d.ID, d.State, d.Tries, postgres.Moment(d.Last), postgres.Moment(d.Next), d.Status, d.Problem)
	return err
}
