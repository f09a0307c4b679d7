package backup

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
)

// lockWithin is how long taking an organisation out waits for those who use a table.
const lockWithin = "10s"

// Remove takes everything of an organisation out of every part, but for what stays
// (see there). In each database it is one transaction, at the end of which is
// counted what is left. Tables that a service itself may not delete from (events, the
// register of who was erased) are opened by their owner for that transaction: others wait
// for it, a moment.
func Remove(ctx context.Context, parts []Part, tenant string) (rows int, err error) {
	err = each(ctx, parts, pgx.TxOptions{}, func(part Part, tx pgx.Tx) error {
		n, err := remove(ctx, part, tx, tenant)
		rows += n
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("backup: nothing was removed: %w", err)
	}
	return rows, nil
}

func remove(ctx context.Context, part Part, tx pgx.Tx, tenant string) (rows int, err error) {
	if _, err := tx.Exec(ctx, `SELECT set_config('role', 'none', true), set_config('lock_timeout', $1, true)`, lockWithin); err != nil {
		return 0, err
	}
	all, err := whose(ctx, tx, part)
	if err != nil {
		return 0, err
	}
	for _, t := range slices.Backward(all) { // what refers before what is referred to
		n, err := clearTable(ctx, part, tx, t, tenant)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", t.Name, err)
		}
		rows += n
	}
	if err := part.as(ctx, tx, tenant); err != nil {
		return 0, err
	}
	for _, t := range all {
		var left int
		err := tx.QueryRow(ctx, fmt.Sprintf(`SELECT count(*) FROM %s WHERE tenant_id = $1`, quote(part.Schema.Name, t.Name)), tenant).Scan(&left)
		if err != nil || left > 0 {
			return 0, fmt.Errorf("%s: %d rows stay (%w)", t.Name, left, err)
		}
	}
	return rows, nil
}

// stays says what outlives an organisation: the log of who looked, that its doors are
// closed, and in the vault who was erased, so that no older copy brings them back.
func stays(part Part, table string) bool {
	return slices.Contains(log, table) || table == "suspended" || part.Schema.Name == "vault" && table == "erasure"
}

// whose lists the tables with rows of organisations, but for the log, in an order in which
// they can be filled.
func whose(ctx context.Context, tx pgx.Tx, part Part) ([]table, error) {
	all, err := everyTable(ctx, tx, part)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(t table) bool { return !slices.Contains(t.Columns, "tenant_id") || stays(part, t.Name) })
	return inOrder(all)
}

// clearTable deletes one organisation's rows of one table: as the service where it may, else
// as the owner.
func clearTable(ctx context.Context, part Part, tx pgx.Tx, t table, tenant string) (int, error) {
	name := quote(part.Schema.Name, t.Name)
	if err := part.as(ctx, tx, tenant); err != nil {
		return 0, err
	}
	var may bool
	if err := tx.QueryRow(ctx, `SELECT has_table_privilege($1, 'DELETE')`, name).Scan(&may); err != nil {
		return 0, err
	}
	if may {
		done, err := tx.Exec(ctx, `DELETE FROM `+name+` WHERE tenant_id = $1`, tenant)
		return int(done.RowsAffected()), err
	}
	return clearAsOwner(ctx, tx, name, tenant)
}

// clearAsOwner deletes what a service may not: the table is opened by its owner for as long as the
// transaction takes.
func clearAsOwner(ctx context.Context, tx pgx.Tx, name, tenant string) (int, error) {
	if _, err := tx.Exec(ctx, `SELECT set_config('role', 'none', true)`); err != nil {
		return 0, err
	}
	if _, err := tx.Exec(ctx, `ALTER TABLE `+name+` NO FORCE ROW LEVEL SECURITY`); err != nil {
		return 0, err
	}
	done, err := tx.Exec(ctx, `DELETE FROM `+name+` WHERE tenant_id = $1`, tenant)
	if err != nil {
		return 0, err
	}
	_, err = tx.Exec(ctx, `ALTER TABLE `+name+` FORCE ROW LEVEL SECURITY`)
	return int(done.RowsAffected()), err
}
