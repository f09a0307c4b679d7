package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/signal"
)

func queueSnoozed(batch *pgx.Batch, into map[domain.SignalID]signal.Snooze, now time.Time) {
	batch.Queue(`SELECT signal_id, reason, until, at FROM snooze WHERE worker_id = cur_person() AND until > $1`, now).
		Query(func(rows pgx.Rows) error {
			var s signal.Snooze
			_, err := pgx.ForEachRow(rows, []any{&s.Signal, &s.Reason, &s.Until, &s.At}, func() error { into[s.Signal] = s; return nil })
			return err
		})
}

// Snooze puts a signal off for the caller; a colleague still sees it.
func (tx *Tx) Snooze(ctx context.Context, s signal.Snooze) error {
	_, err := tx.Exec(ctx, `INSERT INTO snooze (worker_id, signal_id, reason, until, at) VALUES (cur_person(), $1, $2, $3, $4)
		ON CONFLICT (tenant_id, worker_id, signal_id) DO UPDATE SET reason = excluded.reason, until = excluded.until, at = excluded.at`,
		s.Signal, s.Reason, s.Until, s.At)
	return err
}

// Wake brings a signal back.
func (tx *Tx) Wake(ctx context.Context, id domain.SignalID) error {
	_, err := tx.Exec(ctx, `DELETE FROM snooze WHERE worker_id = cur_person() AND signal_id = $1`, id)
	return err
}
