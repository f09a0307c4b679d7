package store

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/concern"
	"github.com/optrek/optrek/services/internal/postgres"
)

const concernColumns = `c.id::text, coalesce(c.match_id::text, ''), coalesce(c.client_id::text, ''), coalesce(c.reporter_id::text, ''),
	c.reported_at, c.route_version, c.closed, c.for_ids::text[], coalesce(c.taken_by::text, ''), c.taken_at,
	c.handed_to, c.reference, coalesce(c.handed_by::text, ''), c.handed_at`

func scanConcern(row pgx.CollectableRow) (c concern.Concern, err error) {
	var taken, handed *time.Time
	err = row.Scan(&c.ID, &c.Match, &c.Client, &c.Reporter, &c.Reported, &c.Route, &c.Closed, &c.For, &c.TakenBy, &taken,
		&c.HandedTo, &c.Reference, &c.HandedBy, &handed)
	c.Reported, c.TakenTime, c.HandTime = c.Reported.UTC(), postgres.Time(taken), postgres.Time(handed)
	return c, err
}

// concernVisible holds for concerns c that the caller may take up: all of them for who
// reaches everybody, and those that were routed to them.
const concernVisible = `(cur_reach() = 'all' OR cur_reach() <> 'self' AND cur_person() = ANY (c.for_ids))`

// AddConcern records that a concern was routed, and what is to be told where.
func (tx *Tx) AddConcern(ctx context.Context, c concern.Concern, deliveries []concern.Delivery) error {
	batch := &pgx.Batch{}
	batch.Queue(`INSERT INTO concern (id, match_id, client_id, reporter_id, reported_at, route_version, closed, for_ids)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		c.ID, postgres.Optional(c.Match), postgres.Optional(c.Client), c.Reporter, c.Reported, c.Route, c.Closed, postgres.Texts(c.For))
	for _, d := range deliveries {
		batch.Queue(`INSERT INTO concern_delivery (concern_id, way_id, kind, name, address, state, tries, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			d.Concern, d.Way.ID, d.Way.Kind, d.Way.Name, d.Way.To, d.State, d.Tries, d.At)
	}
	return tx.SendBatch(ctx, batch).Close()
}

// Concern gives one concern that the caller may take up, held until the transaction ends.
func (tx *Tx) Concern(ctx context.Context, id domain.ConcernID) (concern.Concern, error) {
	rows, err := tx.Query(ctx, `SELECT `+concernColumns+` FROM concern c WHERE c.id = $1 AND `+concernVisible+` FOR UPDATE`, id)
	if err != nil {
		return concern.Concern{}, err
	}
	c, err := pgx.CollectExactlyOneRow(rows, scanConcern)
	return c, postgres.Missing(err)
}

// SaveConcern notes who took it up, and where it stands.
func (tx *Tx) SaveConcern(ctx context.Context, c concern.Concern) error {
	_, err := tx.Exec(ctx, `UPDATE concern SET taken_by = $2, taken_at = $3, handed_to = $4, reference = $5, handed_by = $6, handed_at = $7 WHERE id = $1`,
		c.ID, postgres.Optional(c.TakenBy), postgres.Moment(c.TakenTime), c.HandedTo, c.Reference, postgres.Optional(c.HandedBy), postgres.Moment(c.HandTime))
	return err
}

// ConcernPage says where a page of concerns begins.
type ConcernPage struct {
	Limit      int
	AfterTaken bool
	AfterID    domain.ConcernID // empty for the first page
}

// Concerns lists concerns: those that nobody took up yet first, then the newest first.
func (tx *Tx) Concerns(ctx context.Context, p ConcernPage) ([]concern.Concern, error) {
	rows, err := tx.Query(ctx, `SELECT `+concernColumns+` FROM concern c
		WHERE `+concernVisible+` AND ($1::uuid IS NULL OR (c.taken_by IS NOT NULL) > $2 OR (c.taken_by IS NOT NULL) = $2 AND c.id < $1)
		ORDER BY (c.taken_by IS NOT NULL), c.id DESC LIMIT $3`, postgres.Optional(p.AfterID), p.AfterTaken, p.Limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanConcern)
}

// OwnConcerns lists what the caller reported, the newest first.
func (tx *Tx) OwnConcerns(ctx context.Context, after string, limit int) ([]concern.Concern, error) {
	rows, err := tx.Query(ctx, `SELECT `+concernColumns+` FROM concern c
		WHERE c.reporter_id = cur_person() AND (nullif($1, '')::uuid IS NULL OR c.id < nullif($1, '')::uuid) ORDER BY c.id DESC LIMIT $2`, after, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanConcern)
}

const deliveryColumns = `d.concern_id::text, d.way_id::text, d.kind, d.name, d.address, d.state, d.tries, d.at`

func scanDelivery(row pgx.CollectableRow) (d concern.Delivery, err error) {
	err = row.Scan(&d.Concern, &d.Way.ID, &d.Way.Kind, &d.Way.Name, &d.Way.To, &d.State, &d.Tries, &d.At)
	d.At = d.At.UTC()
	return d, err
}

// Deliveries gives over which ways these concerns were told, by concern.
func (tx *Tx) Deliveries(ctx context.Context, of []concern.Concern) (map[domain.ConcernID][]concern.Delivery, error) {
	ids := make([]string, len(of))
	for i, c := range of {
		ids[i] = string(c.ID)
	}
	rows, err := tx.Query(ctx, `SELECT `+deliveryColumns+` FROM concern_delivery d WHERE d.concern_id = ANY ($1::uuid[]) ORDER BY d.concern_id, d.name, d.way_id`, ids)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, scanDelivery)
	by := map[domain.ConcernID][]concern.Delivery{}
	for _, d := range all {
		by[d.Concern] = append(by[d.Concern], d)
	}
	return by, err
}

// DueDeliveries takes what is to be told now, and lets nobody else try it for a while:
// a try may take long, and no transaction waits for another organisation's system.
func (tx *Tx) DueDeliveries(ctx context.Context, now time.Time, limit int) ([]concern.Delivery, error) {
	rows, err := tx.Query(ctx, `SELECT `+deliveryColumns+`, c.reported_at FROM concern_delivery d JOIN concern c ON c.tenant_id = d.tenant_id AND c.id = d.concern_id
		WHERE d.state = 'waiting' AND d.at <= $1 ORDER BY d.at LIMIT $2 FOR UPDATE OF d SKIP LOCKED`, now, limit)
	if err != nil {
		return nil, err
	}
	due, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (d concern.Delivery, err error) {
		err = row.Scan(&d.Concern, &d.Way.ID, &d.Way.Kind, &d.Way.Name, &d.Way.To, &d.State, &d.Tries, &d.At, &d.Reported)
		return d, err
	})
	if err != nil {
		return nil, err
	}
	for i := range due {
		due[i] = due[i].Try(now)
	}
	return slices.Clip(due), tx.SaveDeliveries(ctx, due...)
}

// SaveDeliveries keeps how far they are. What has arrived stays so.
func (tx *Tx) SaveDeliveries(ctx context.Context, all ...concern.Delivery) error {
	batch := &pgx.Batch{}
	for _, d := range all {
		batch.Queue(`UPDATE concern_delivery SET state = $3, tries = $4, at = $5 WHERE concern_id = $1 AND way_id = $2 AND state <> 'arrived'`,
			d.Concern, d.Way.ID, d.State, d.Tries, d.At)
	}
	return tx.SendBatch(ctx, batch).Close()
}
