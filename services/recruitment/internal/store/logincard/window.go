package logincard

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/recruitment/internal/domain/logincard"
)

// Window gives how much went wrong lately from one side.
func (tx *Tx) Window(ctx context.Context, side logincard.Side, who []byte) (w logincard.Window, err error) {
	err = tx.QueryRow(ctx, `SELECT began_at, wrong FROM login_window WHERE side = $1 AND who = $2`, side, who).Scan(&w.Began, &w.Wrong)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return w, err
}

// CountWrong counts one more that went wrong from one side: of many at one moment none is
// lost, for the row is held between reading and writing.
func (tx *Tx) CountWrong(ctx context.Context, side logincard.Side, who []byte, now time.Time) error {
	if _, err := tx.Exec(ctx, `INSERT INTO login_window (side, who, began_at, wrong) VALUES ($1, $2, $3, 0) ON CONFLICT DO NOTHING`, side, who, now); err != nil {
		return err
	}
	var w logincard.Window
	err := tx.QueryRow(ctx, `SELECT began_at, wrong FROM login_window WHERE side = $1 AND who = $2 FOR UPDATE`, side, who).Scan(&w.Began, &w.Wrong)
	if err != nil {
		return err
	}
	w = w.Add(now)
	_, err = tx.Exec(ctx, `UPDATE login_window SET began_at = $3, wrong = $4 WHERE side = $1 AND who = $2`, side, who, w.Began, w.Wrong)
	return err
}

// ForgetWindows removes what is too long ago to count. Rows that another transaction is at
// are left for the next time: nobody waits for a clean-up.
func (tx *Tx) ForgetWindows(ctx context.Context, before time.Time) error {
	_, err := tx.Exec(ctx, `DELETE FROM login_window WHERE (side, who) IN (
		SELECT side, who FROM login_window WHERE began_at < $1 LIMIT 100 FOR UPDATE SKIP LOCKED)`, before)
	return err
}
