package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

// HowWasIt gives what was told for one person; nil when nothing was. The answer may be
// private: it is for the domain to compare with, and never for staff to see.
func (tx *Tx) HowWasIt(ctx context.Context, id domain.ActivityID, client domain.ClientID) (*domain.HowWasIt, error) {
	rows, err := tx.Query(ctx, `SELECT `+howWasItColumns+` FROM how_was_it WHERE activity_id = $1 AND client_id = $2`, id, client)
	if err != nil {
		return nil, err
	}
	found, err := pgx.CollectExactlyOneRow(rows, scanHowWasIt)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil // nothing was told: a plain outcome
	}
	return &found, err
}

const howWasItColumns = `activity_id::text, client_id::text, mood, again, words, shared, shared_parts, by_self, at`

func scanHowWasIt(row pgx.CollectableRow) (h domain.HowWasIt, err error) {
	err = row.Scan(&h.Activity, &h.Client, &h.Mood, &h.Again, &h.Words, &h.Shared, &h.Parts, &h.BySelf, &h.At)
	return h, err
}

// HowWasItVisible lists the answers the caller may see: a client's own, and for staff
// those of people they reach that were shared.
func (tx *Tx) HowWasItVisible(ctx context.Context, id domain.ActivityID) ([]domain.HowWasIt, error) {
	rows, err := tx.Query(ctx, `SELECT `+howWasItColumns+` FROM how_was_it
		WHERE activity_id = $1 AND may_reach(client_id) AND (shared OR cur_reach() = 'self') ORDER BY client_id`, id)
	if err != nil {
		return nil, err
	}
	found, err := pgx.CollectRows(rows, scanHowWasIt)
	if postgres.ReachOf(tx.Caller) != postgres.ReachSelf {
		for i := range found {
			found[i] = found[i].ForStaff()
		}
	}
	return found, err
}

// DeleteHowWasIt takes away what was told.
func (tx *Tx) DeleteHowWasIt(ctx context.Context, id domain.ActivityID, client domain.ClientID) error {
	_, err := tx.Exec(ctx, `DELETE FROM how_was_it WHERE activity_id = $1 AND client_id = $2`, id, client)
	return err
}

// SaveHowWasIt keeps an answer in place of an earlier one.
func (tx *Tx) SaveHowWasIt(ctx context.Context, h domain.HowWasIt) error {
	_, err := tx.Exec(ctx, `INSERT INTO how_was_it (activity_id, client_id, mood, again, words, shared, shared_parts, by_self, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (tenant_id, activity_id, client_id) DO UPDATE SET mood = excluded.mood, again = excluded.again,
			words = excluded.words, shared = excluded.shared, shared_parts = excluded.shared_parts, by_self = excluded.by_self, at = excluded.at`,
		h.Activity, h.Client, h.Mood, h.Again, h.Words, h.Shared, postgres.Texts(h.Parts), h.BySelf, h.At)
	return err
}
