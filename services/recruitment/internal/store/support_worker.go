package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

const workerColumns = `s.id::text, s.version, s.name, s.email, coalesce(s.issuer, ''), coalesce(s.subject, ''), s.roles, s.left_at,
	(SELECT a.last_day FROM absence a WHERE a.tenant_id = s.tenant_id AND a.worker_id = s.id AND a.state = 'now'), s.created_at, s.updated_at`

func scanWorker(row pgx.CollectableRow) (domain.SupportWorker, error) {
	var (
		w       domain.SupportWorker
		left    *time.Time
		lastDay *string // NULL: here
	)
	err := row.Scan(&w.ID, &w.Version, &w.Name, &w.Email, &w.Issuer, &w.Subject, &w.Roles, &left, &lastDay, &w.Created, &w.Updated)
	w.Left, w.Away = postgres.Time(left), lastDay != nil
	if w.Away && *lastDay != "" {
		w.Back = domain.DayAfter(*lastDay)
	}
	return w, err
}

func (tx *Tx) worker(ctx context.Context, where string, args ...any) (w domain.SupportWorker, found bool, err error) {
	rows, err := tx.Query(ctx, `SELECT `+workerColumns+` FROM support_worker s WHERE `+where, args...)
	if err != nil {
		return w, false, err
	}
	w, err = pgx.CollectExactlyOneRow(rows, scanWorker)
	if errors.Is(err, pgx.ErrNoRows) {
		return w, false, nil
	}
	return w, err == nil, err
}

// SupportWorker gives a colleague of the organisation; NotFound when there is none.
func (tx *Tx) SupportWorker(ctx context.Context, id domain.SupportWorkerID) (domain.SupportWorker, error) {
	w, found, err := tx.worker(ctx, `s.id = $1`, id)
	if err == nil && !found {
		err = fault.Missing()
	}
	return w, err
}

// SupportWorkerToChange is SupportWorker, held until the transaction ends: nobody is
// given a client meanwhile.
func (tx *Tx) SupportWorkerToChange(ctx context.Context, id domain.SupportWorkerID) (domain.SupportWorker, error) {
	w, found, err := tx.worker(ctx, `s.id = $1 FOR UPDATE OF s`, id)
	if err == nil && !found {
		err = fault.Missing()
	}
	return w, err
}

// WorkerBySignIn finds who signed in like this before.
func (tx *Tx) WorkerBySignIn(ctx context.Context, issuer, subject string) (domain.SupportWorker, bool, error) {
	return tx.worker(ctx, `s.issuer = $1 AND s.subject = $2 FOR UPDATE`, issuer, subject)
}

// WorkerByEmail finds who has this address.
func (tx *Tx) WorkerByEmail(ctx context.Context, email string) (domain.SupportWorker, bool, error) {
	return tx.worker(ctx, `s.email_key = $1 FOR UPDATE`, domain.EmailKey(email))
}

// SupportWorkers lists colleagues by name; words as in ClientQuery.
func (tx *Tx) SupportWorkers(ctx context.Context, words []string, after domain.SupportWorkerID, limit int) ([]domain.SupportWorker, error) {
	where, args := []string{"true"}, []any{}
	arg := func(v any) int {
		args = append(args, v)
		return len(args)
	}
	for _, word := range words {
		where = append(where, fmt.Sprintf(`s.id IN (SELECT n.worker_id FROM support_worker_name n WHERE n.word >= $%d AND n.word < $%d)`,
			arg(word), arg(beyond(word))))
	}
	if after != "" {
		where = append(where, fmt.Sprintf(`(s.name_key, s.id) > ((SELECT a.name_key FROM support_worker a WHERE a.id = $%[1]d), $%[1]d::uuid)`, arg(after)))
	}
	rows, err := tx.Query(ctx, fmt.Sprintf(`SELECT %s FROM support_worker s WHERE %s ORDER BY s.name_key, s.id LIMIT $%d`,
		workerColumns, strings.Join(where, " AND "), arg(limit)), args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanWorker)
}

// InsertSupportWorker adds a colleague.
func (tx *Tx) InsertSupportWorker(ctx context.Context, w domain.SupportWorker) error {
	_, err := tx.Exec(ctx, `INSERT INTO support_worker (id, version, name, name_key, email, email_key, issuer, subject, roles, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, nullif($6, ''), nullif($7, ''), nullif($8, ''), $9, $10, $10)`,
		w.ID, w.Version, w.Name, domain.Fold(w.Name), w.Email, domain.EmailKey(w.Email), w.Issuer, w.Subject, array(w.Roles), w.Created)
	if err != nil {
		return workerFault(err)
	}
	return tx.workerWords(ctx, w)
}

// SaveSupportWorker writes a colleague over the version it was read at.
func (tx *Tx) SaveSupportWorker(ctx context.Context, w domain.SupportWorker) error {
	tag, err := tx.Exec(ctx, `UPDATE support_worker SET version = version + 1, name = $3, name_key = $4, email = $5, email_key = nullif($6, ''),
			issuer = nullif($7, ''), subject = nullif($8, ''), roles = $9, updated_at = $10, left_at = $11
		WHERE id = $1 AND version = $2`,
		w.ID, w.Version, w.Name, domain.Fold(w.Name), w.Email, domain.EmailKey(w.Email), w.Issuer, w.Subject, array(w.Roles), w.Updated,
		postgres.Moment(w.Left))
	if err := postgres.Saved(tag.RowsAffected(), workerFault(err)); err != nil {
		return err
	}
	return tx.workerWords(ctx, w)
}

func workerFault(err error) error {
	if postgres.Violates(err, "support_worker_tenant_id_email_key_key") {
		return fault.Exists("EMAIL_TAKEN", fault.Text{
			NL: "Er is al een collega met dit e-mailadres.", EN: "There is a colleague with this e-mail address already."})
	}
	return err
}

func (tx *Tx) workerWords(ctx context.Context, w domain.SupportWorker) error {
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM support_worker_name WHERE worker_id = $1`, w.ID)
	batch.Queue(`INSERT INTO support_worker_name (word, worker_id) SELECT n, $1 FROM unnest($2::text[]) AS n`, w.ID, array(domain.NameWords(w.Name)))
	return tx.SendBatch(ctx, batch).Close()
}
