package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain/signal"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
)

const ruleColumns = `kind, version, off, knobs, changed_by::text, changed_at`

func scanRule(row pgx.CollectableRow) (s signal.Setting, err error) {
	err = row.Scan(&s.Kind, &s.Version, &s.Off, &s.Knobs, &s.By, &s.At)
	return s, err
}

func queueSettings(batch *pgx.Batch, into signal.Settings) {
	batch.Queue(`SELECT ` + ruleColumns + ` FROM signal_rule`).Query(func(rows pgx.Rows) error {
		all, err := pgx.CollectRows(rows, scanRule)
		for _, s := range all {
			into[s.Kind] = s
		}
		return err
	})
}

// SignalRuleForUpdate gives how the organisation has a rule, held until the transaction ends.
func (tx *Tx) SignalRuleForUpdate(ctx context.Context, kind signal.Kind) (signal.Setting, error) {
	rows, err := tx.Query(ctx, `SELECT `+ruleColumns+` FROM signal_rule WHERE kind = $1 FOR UPDATE`, kind)
	if err != nil {
		return signal.Setting{}, err
	}
	found, err := pgx.CollectRows(rows, scanRule)
	if err != nil || len(found) == 0 {
		return signal.Setting{Kind: kind}, err // as the method begins
	}
	return found[0], nil
}

// SaveSignalRule saves a setting when nobody else changed it since it was read, and notes
// the change.
func (tx *Tx) SaveSignalRule(ctx context.Context, id string, s signal.Setting) error {
	tag, err := tx.Exec(ctx, `INSERT INTO signal_rule (kind, version, off, knobs, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (tenant_id, kind) DO UPDATE SET version = excluded.version, off = excluded.off, knobs = excluded.knobs,
			changed_by = excluded.changed_by, changed_at = excluded.changed_at WHERE signal_rule.version = excluded.version - 1`,
		s.Kind, s.Version, s.Off, s.Knobs, s.By, s.At)
	if err != nil {
		return err
	}
	if tag.RowsAffected() == 0 {
		return fault.Changed()
	}
	_, err = tx.Exec(ctx, `INSERT INTO signal_rule_change (id, kind, off, knobs, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		id, s.Kind, s.Off, s.Knobs, s.By, s.At)
	return err
}

// RuleChange is one change of a rule: how it stood from then on.
type RuleChange struct {
	ID string
	signal.Setting
}

// SignalRuleChanges lists the changes, the newest first; after is empty for the first page.
func (tx *Tx) SignalRuleChanges(ctx context.Context, after string, limit int) ([]RuleChange, error) {
	rows, err := tx.Query(ctx, `SELECT id::text, kind, off, knobs, changed_by::text, changed_at FROM signal_rule_change
		WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`, postgres.Optional(after), limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c RuleChange, err error) {
		err = row.Scan(&c.ID, &c.Kind, &c.Off, &c.Knobs, &c.By, &c.At)
		return c, err
	})
}
