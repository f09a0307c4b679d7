package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// dutySource says where a kind of duty stands: t is the table it is a row of, named who
// is named there, in order, and mine whether $1 is one of them.
type dutySource struct{ table, named, mine string }

var dutySources = map[domain.DutyKind]dutySource{
	domain.DutyClient: {
		"client", `ARRAY(SELECT w.worker_id::text FROM caseload w WHERE w.tenant_id = t.tenant_id AND w.client_id = t.id ORDER BY w.position)`,
		`t.id IN (SELECT w.client_id FROM caseload w WHERE w.tenant_id = cur_tenant() AND w.worker_id = $1)`,
	},
	domain.DutyNetworker: {
		"networker", `ARRAY[t.support_worker_id::text]`, `t.support_worker_id = $1 AND t.state <> 'stopped'`,
	},
	domain.DutyGroupHelper: {
		"networker", `ARRAY[t.group_helper_id::text]`, `t.group_helper_id = $1 AND t.state <> 'stopped'`,
	},
	domain.DutyLocation: {
		"location", `ARRAY(SELECT d.worker_id::text FROM location_lead d WHERE d.tenant_id = t.tenant_id AND d.location_id = t.id ORDER BY d.position)`,
		`t.id IN (SELECT d.location_id FROM location_lead d WHERE d.tenant_id = cur_tenant() AND d.worker_id = $1)`,
	},
}

var dutyKinds = []domain.DutyKind{domain.DutyClient, domain.DutyNetworker, domain.DutyGroupHelper, domain.DutyLocation}

// DutiesOf gives what somebody is named for, whoever asks: what passes on is not for
// the caseload of the one who says so to limit.
func (tx *Tx) DutiesOf(ctx context.Context, worker domain.SupportWorkerID) ([]domain.Duty, error) {
	return tx.duties(ctx, worker, nil)
}

// DutiesToChange is DutiesOf, and those of the handovers beside them, held until the
// transaction ends. Waited for first and read after: what is read beside a row that was
// waited for would be older than the row.
func (tx *Tx) DutiesToChange(ctx context.Context, worker domain.SupportWorkerID, handed []domain.Handover) ([]domain.Duty, error) {
	for _, kind := range dutyKinds {
		from := dutySources[kind]
		if _, err := tx.Exec(ctx, fmt.Sprintf(`SELECT FROM %s t WHERE (%s) OR t.id = ANY ($2::uuid[]) ORDER BY t.id FOR UPDATE`, from.table, from.mine),
			worker, items(kind, handed)); err != nil {
			return nil, err
		}
	}
	return tx.duties(ctx, worker, handed)
}

func (tx *Tx) duties(ctx context.Context, worker domain.SupportWorkerID, handed []domain.Handover) ([]domain.Duty, error) {
	var all []domain.Duty
	for _, kind := range dutyKinds {
		from := dutySources[kind]
		rows, err := tx.Query(ctx, fmt.Sprintf(`SELECT t.id::text, %s FROM %s t WHERE (%s) OR t.id = ANY ($2::uuid[]) ORDER BY t.id`,
			from.named, from.table, from.mine), worker, items(kind, handed))
		if err != nil {
			return nil, err
		}
		found, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (domain.Duty, error) {
			duty := domain.Duty{DutyRef: domain.DutyRef{Kind: kind}}
			err := row.Scan(&duty.Item, &duty.Named)
			return duty, err
		})
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

func items(kind domain.DutyKind, handed []domain.Handover) []string {
	ids := []string{}
	for _, h := range handed {
		if h.Kind == kind {
			ids = append(ids, h.Item)
		}
	}
	return ids
}

const handoverColumns = `h.kind, h.item_id::text, h.absence_id::text, h.from_id::text, h.to_id::text`

// Handovers gives all that passed on and has not come back yet.
func (tx *Tx) Handovers(ctx context.Context) ([]domain.Handover, error) {
	return tx.handovers(ctx, `ORDER BY h.kind, h.item_id, h.absence_id`)
}

// SettleClient forgets what passed on of a client whose place is no longer with who
// stood in, now that somebody said anew who guides them: it will not come back.
func (tx *Tx) SettleClient(ctx context.Context, c domain.Client) error {
	handed, err := tx.handovers(ctx, `WHERE h.item_id = $1 AND h.kind = 'client'`, c.ID)
	if err != nil || len(handed) == 0 {
		return err
	}
	ref := domain.DutyRef{Kind: domain.DutyClient, Item: string(c.ID)}
	d := domain.NewDuties([]domain.Duty{{DutyRef: ref, Named: c.SupportWorkers}}, handed)
	d.Settle(ref)
	return tx.KeepHandovers(ctx, d.Settled(), nil)
}

func (tx *Tx) handovers(ctx context.Context, rest string, args ...any) ([]domain.Handover, error) {
	rows, err := tx.Query(ctx, `SELECT `+handoverColumns+` FROM handover h `+rest, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (h domain.Handover, err error) {
		err = row.Scan(&h.Kind, &h.Item, &h.Absence, &h.From, &h.To)
		return h, err
	})
}

// KeepHandovers forgets what is settled and remembers what passed on.
func (tx *Tx) KeepHandovers(ctx context.Context, settled, handed []domain.Handover) error {
	batch := &pgx.Batch{}
	for _, h := range settled {
		batch.Queue(`DELETE FROM handover WHERE absence_id = $1 AND kind = $2 AND item_id = $3`, h.Absence, h.Kind, h.Item)
	}
	for _, h := range handed {
		batch.Queue(`INSERT INTO handover (absence_id, kind, item_id, from_id, to_id) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (tenant_id, absence_id, kind, item_id) DO UPDATE SET from_id = excluded.from_id, to_id = excluded.to_id`,
			h.Absence, h.Kind, h.Item, h.From, h.To)
	}
	return tx.SendBatch(ctx, batch).Close()
}

// HandClient writes who guides a client from now on, and gives where they live: what
// ClientChanged tells beside it.
func (tx *Tx) HandClient(ctx context.Context, d domain.Duty, now time.Time) (domain.Client, error) {
	tx.Touch(d.Item)
	c := domain.Client{ID: domain.ClientID(d.Item), SupportWorkers: d.Named}
	err := tx.QueryRow(ctx, `UPDATE client SET version = version + 1, updated_at = $2 WHERE id = $1
		RETURNING version, coalesce(location_id::text, '')`, d.Item, now).Scan(&c.Version, &c.Location)
	if err != nil {
		return c, postgres.Missing(err)
	}
	return c, caseload.Set(ctx, tx.Tx, d.Item, postgres.Texts(d.Named))
}

// HandNetworker writes who is named beside a networker from now on: their support worker
// or who helps them with their group.
func (tx *Tx) HandNetworker(ctx context.Context, d domain.Duty, now time.Time) (domain.Networker, error) {
	column := "support_worker_id"
	if d.Kind == domain.DutyGroupHelper {
		column = "group_helper_id"
	}
	if _, err := tx.Exec(ctx, `UPDATE networker SET version = version + 1, `+column+` = $2, updated_at = $3 WHERE id = $1`,
		d.Item, d.Named[0], now); err != nil {
		return domain.Networker{}, err
	}
	rows, err := tx.Query(ctx, `SELECT `+networkerColumns+` FROM networker WHERE id = $1`, d.Item)
	if err != nil {
		return domain.Networker{}, err
	}
	n, err := pgx.CollectExactlyOneRow(rows, scanNetworker)
	if err == nil {
		tx.Touch(string(n.Record().Client))
	}
	return n, postgres.Missing(err)
}

// HandLocation writes who a location's network leads are from now on.
func (tx *Tx) HandLocation(ctx context.Context, d domain.Duty, now time.Time) error {
	batch := &pgx.Batch{}
	batch.Queue(`UPDATE location SET version = version + 1, updated_at = $2 WHERE id = $1`, d.Item, now)
	batch.Queue(`DELETE FROM location_lead WHERE location_id = $1`, d.Item)
	batch.Queue(`INSERT INTO location_lead (location_id, worker_id, position)
		SELECT $1, w, n FROM unnest($2::uuid[]) WITH ORDINALITY AS u (w, n)`, d.Item, array(d.Named))
	return tx.SendBatch(ctx, batch).Close()
}
