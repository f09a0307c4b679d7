package erasure

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/retention"
)

// Old is what one kind means in a service.
type Old struct {
	Kind string
	// Due is SQL that gives id uuid, since timestamptz and clients uuid[] of everything of
	// this kind whose time has begun.
	Due string
	// Remove removes these and tells the others, in this transaction.
	Remove func(ctx context.Context, tx *postgres.Tx, ids []string) error
}

// atOnce is how many go in one transaction.
const atOnce = 100

// months gives how long this organisation keeps each kind: as asked, else as it chose, else as is usual.
func (r Retention) months(ctx context.Context, tx *postgres.Tx, asked map[string]int32) (map[string]int, error) {
	months := map[string]int{}
	for _, k := range r.Usual.Kinds(tx.Tenant) {
		months[k.Key] = k.Usual
	}
	rows, err := tx.Query(ctx, `SELECT kind, months FROM retention WHERE tenant_id = $1`, tx.Tenant)
	if err != nil {
		return nil, err
	}
	var kind string
	var n int
	if _, err := pgx.ForEachRow(rows, []any{&kind, &n}, func() error { months[kind] = n; return nil }); err != nil {
		return nil, err
	}
	for kind, n := range asked {
		months[kind] = int(n)
	}
	return months, nil
}

// Retention removes what is older than the organisation keeps.
type Retention struct {
	DB    *postgres.DB
	Olds  []Old
	Usual retention.Usual
	Clock func() time.Time
}

// Do removes it for one organisation; what a legal hold keeps stays. Cut off anywhere, it
// goes on the next time.
func (r Retention) Do(ctx context.Context, tenant string) error {
	for _, old := range r.Olds {
		for more := true; more; {
			err := r.DB.InTenantAs(ctx, tenant, func(tx *postgres.Tx) (err error) {
				more, err = r.some(ctx, tx, old)
				return err
			})
			if err != nil {
				return fmt.Errorf("retention of %s: %w", old.Kind, err)
			}
		}
	}
	return nil
}

func (r Retention) some(ctx context.Context, tx *postgres.Tx, old Old) (more bool, err error) {
	months, err := r.months(ctx, tx, nil)
	if err != nil || months[old.Kind] == 0 {
		return false, err
	}
	rows, err := tx.Query(ctx, `SELECT d.id::text, d.clients::text[] FROM (`+old.Due+`) AS d
		WHERE d.since + make_interval(months => $1) <= $2 AND NOT EXISTS (SELECT FROM held h WHERE h.client_id = ANY (d.clients))
		ORDER BY d.since, d.id LIMIT $3`, months[old.Kind], r.Clock(), atOnce)
	if err != nil {
		return false, err
	}
	var (
		ids     []string
		id      string
		clients []string
	)
	if _, err := pgx.ForEachRow(rows, []any{&id, &clients}, func() error {
		ids = append(ids, id)
		tx.Touch(clients...)
		return nil
	}); err != nil || len(ids) == 0 {
		return false, err
	}
	return len(ids) == atOnce, old.Remove(ctx, tx, ids)
}

// Going is how many of a kind go on a day (YYYY-MM-DD), and how many of these a hold keeps.
type Going struct {
	Kind        string
	Day         string
	Count, Held int32
}

// Ahead says what goes until a day (YYYY-MM-DD), were these the months.
func (r Retention) Ahead(ctx context.Context, tx *postgres.Tx, until string, asked map[string]int32) (all []Going, err error) {
	months, err := r.months(ctx, tx, asked)
	if err != nil {
		return nil, err
	}
	for _, old := range r.Olds {
		if months[old.Kind] == 0 {
			continue
		}
		rows, err := tx.Query(ctx, `SELECT $1::text, x.day::text, count(*)::int, count(*) FILTER (WHERE x.held)::int FROM (
				SELECT greatest((d.since + make_interval(months => $2))::date, $3::timestamptz::date) AS day,
					EXISTS (SELECT FROM held h WHERE h.client_id = ANY (d.clients)) AS held
				FROM (`+old.Due+`) AS d) AS x
			WHERE x.day <= $4::date GROUP BY x.day ORDER BY x.day`, old.Kind, months[old.Kind], r.Clock(), until)
		if err != nil {
			return nil, err
		}
		going, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Going])
		if err != nil {
			return nil, fmt.Errorf("retention of %s: %w", old.Kind, err)
		}
		all = append(all, going...)
	}
	tx.Touch()
	return all, nil
}
