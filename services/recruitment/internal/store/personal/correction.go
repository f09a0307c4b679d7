package personal

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/personal"
)

const corrections = `SELECT t.id::text, t.version, t.client_id::text, t.state, t.section, t.item_id, t.field, t.label_nl, t.label_en, t.stood, t.words,
	t.said_by, t.asked_by::text, t.asked_at, t.answer, coalesce(t.answered_by::text, ''), t.answered_at, t.read_at FROM correction t `

func scanCorrection(row pgx.CollectableRow) (personal.Correction, error) {
	var (
		c              personal.Correction
		answered, read *time.Time
	)
	l := &c.Line
	err := row.Scan(&c.ID, &c.Version, &c.Client, &c.State, &l.Section, &l.Item, &l.Field, &l.LabelNL, &l.LabelEN, &l.Stood, &c.Words,
		&c.SaidBy, &c.AskedBy, &c.Asked, &c.Answer, &c.AnsweredBy, &answered, &read)
	c.Asked, c.Answered, c.Read = c.Asked.UTC(), postgres.Time(answered), postgres.Time(read)
	return c, err
}

// Corrections lists what was said not to be right, newest first: of one client, or of
// everybody the caller reaches.
func (tx *Tx) Corrections(ctx context.Context, client domain.ClientID, openOnly bool, after string, limit int) ([]personal.Correction, error) {
	rows, err := tx.Query(ctx, corrections+`WHERE may_reach(t.client_id) AND ($1 = '' OR t.client_id = nullif($1, '')::uuid) AND (NOT $2 OR t.state = 'open')
		AND (nullif($3, '')::uuid IS NULL OR t.id < nullif($3, '')::uuid) ORDER BY t.id DESC LIMIT $4`, client, openOnly, after, limit)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, scanCorrection)
	tx.Touch()
	for _, c := range all {
		tx.Touch(string(c.Client))
	}
	return all, err
}

// CorrectionToChange gives one of somebody the caller reaches, held until the transaction ends.
func (tx *Tx) CorrectionToChange(ctx context.Context, id personal.CorrectionID) (personal.Correction, error) {
	rows, err := tx.Query(ctx, corrections+`WHERE t.id = $1 AND may_reach(t.client_id) FOR UPDATE`, id)
	if err != nil {
		return personal.Correction{}, err
	}
	c, err := pgx.CollectExactlyOneRow(rows, scanCorrection)
	if err == nil {
		tx.Touch(string(c.Client))
	}
	return c, postgres.Missing(err)
}

// OpenCorrections gives those of a client that wait for an answer. Hold the client first.
func (tx *Tx) OpenCorrections(ctx context.Context, client domain.ClientID) ([]personal.Correction, error) {
	rows, err := tx.Query(ctx, corrections+`WHERE t.client_id = $1 AND may_reach(t.client_id) AND t.state = 'open'`, client)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanCorrection)
}

// InsertCorrection keeps a new one.
func (tx *Tx) InsertCorrection(ctx context.Context, c personal.Correction) error {
	l := c.Line
	_, err := tx.Exec(ctx, `INSERT INTO correction (id, version, client_id, state, section, item_id, field, label_nl, label_en, stood, words, said_by, asked_by, asked_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		c.ID, c.Version, c.Client, c.State, l.Section, l.Item, l.Field, l.LabelNL, l.LabelEN, l.Stood, c.Words, c.SaidBy, c.AskedBy, c.Asked)
	return err
}

// SaveCorrection keeps how it stands.
func (tx *Tx) SaveCorrection(ctx context.Context, c personal.Correction) (personal.Correction, error) {
	tag, err := tx.Exec(ctx, `UPDATE correction SET version = version + 1, state = $3, answer = $4, answered_by = $5, answered_at = $6, read_at = $7
		WHERE id = $1 AND version = $2`, c.ID, c.Version, c.State, c.Answer, postgres.Optional(c.AnsweredBy), postgres.Moment(c.Answered), postgres.Moment(c.Read))
	c.Version++
	return c, postgres.Saved(tag.RowsAffected(), err)
}

const restrictions = `SELECT r.id::text, r.client_id::text, r.said_by, r.reason, r.begun_by::text, r.begun_at, r.ended_by, coalesce(r.ended_by_id::text, ''), r.end_reason, r.ended_at
	FROM restriction r `

func scanRestriction(row pgx.CollectableRow) (personal.Restriction, error) {
	var (
		r     personal.Restriction
		ended *time.Time
	)
	err := row.Scan(&r.ID, &r.Client, &r.SaidBy, &r.Reason, &r.BegunBy, &r.Begun, &r.EndedBy, &r.EndedByID, &r.EndReason, &ended)
	r.Begun, r.Ended = r.Begun.UTC(), postgres.Time(ended)
	return r, err
}

// Restrictions lists when the data of a client was not used, newest first.
func (tx *Tx) Restrictions(ctx context.Context, client domain.ClientID) ([]personal.Restriction, error) {
	rows, err := tx.Query(ctx, restrictions+`WHERE r.client_id = $1 AND may_reach(r.client_id) ORDER BY r.begun_at DESC, r.id DESC LIMIT 100`, client)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanRestriction)
}

// InsertRestriction keeps a new one.
func (tx *Tx) InsertRestriction(ctx context.Context, r personal.Restriction) error {
	_, err := tx.Exec(ctx, `INSERT INTO restriction (id, client_id, said_by, reason, begun_by, begun_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		r.ID, r.Client, r.SaidBy, r.Reason, r.BegunBy, r.Begun)
	return err
}

// Rest lets what the region reads of a client rest, or takes it up again.
func (tx *Tx) Rest(ctx context.Context, client domain.ClientID, resting bool) error {
	batch := &pgx.Batch{}
	batch.Queue(`UPDATE shared_story SET resting = $2 WHERE tenant_id = cur_tenant() AND id IN (SELECT s.id FROM story s WHERE s.client_id = $1)`, client, resting)
	batch.Queue(`UPDATE shared_card SET resting = $2 WHERE tenant_id = cur_tenant() AND id IN (SELECT o.id FROM own_card o WHERE o.client_id = $1)`, client, resting)
	return tx.SendBatch(ctx, batch).Close()
}

// EndRestriction keeps that one ended.
func (tx *Tx) EndRestriction(ctx context.Context, r personal.Restriction) error {
	tag, err := tx.Exec(ctx, `UPDATE restriction SET ended_by = $2, ended_by_id = $3, end_reason = $4, ended_at = $5 WHERE id = $1 AND ended_at IS NULL`,
		r.ID, r.EndedBy, postgres.Optional(r.EndedByID), r.EndReason, r.Ended)
	return postgres.Saved(tag.RowsAffected(), err)
}
