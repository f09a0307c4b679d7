package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// leavingColumn gives a client's leaving as one value, NULL when nobody speaks of it.
const leavingColumn = `(SELECT jsonb_build_object('state', l.state, 'source', l.source, 'leave_day', coalesce(l.leave_day::text, ''),
	'care_ended', coalesce(l.care_ended::text, ''), 'proposed_at', l.proposed_at)
	FROM leaving l WHERE l.tenant_id = c.tenant_id AND l.client_id = c.id AND l.state <> 'cancelled')`

const leavingFields = `state, source, coalesce(leave_day::text, ''), coalesce(care_ended::text, ''), proposed_at`

func scanLeaving(row pgx.Row, before ...any) (l domain.Leaving, err error) {
	err = row.Scan(append(before, &l.State, &l.Source, &l.Day, &l.Ended, &l.Proposed)...)
	l.Proposed = l.Proposed.UTC()
	return l, err
}

// LeavingToChange gives what is known of a client's leaving, also when it was
// cancelled; the zero Leaving when nobody spoke of it. Hold the client first.
func (tx *Tx) LeavingToChange(ctx context.Context, id domain.ClientID) (domain.Leaving, error) {
	l, err := scanLeaving(tx.QueryRow(ctx, `SELECT `+leavingFields+` FROM leaving WHERE client_id = $1 AND may_reach(client_id) FOR UPDATE`, id))
	if fault.KindOf(postgres.Missing(err)) == fault.KindNotFound {
		return domain.Leaving{}, nil
	}
	return l, err
}

// SaveLeaving keeps a client's leaving; the client's etag changes with it.
func (tx *Tx) SaveLeaving(ctx context.Context, c domain.Client, l domain.Leaving) (domain.Client, error) {
	tag, err := tx.Exec(ctx, `UPDATE client SET version = version + 1 WHERE id = $1 AND version = $2`, c.ID, c.Version)
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return c, err
	}
	c.Version++
	c.Leaving = nil
	if l.Open() {
		c.Leaving = &l
	}
	return c, tx.writeLeavings(ctx, map[domain.ClientID]domain.Leaving{c.ID: l})
}

func (tx *Tx) writeLeavings(ctx context.Context, all map[domain.ClientID]domain.Leaving) error {
	type row struct {
		ID domain.ClientID `json:"id"`
		domain.Leaving
	}
	rows := make([]row, 0, len(all))
	for id, l := range all {
		rows = append(rows, row{id, l})
	}
	body, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO leaving (client_id, state, source, leave_day, care_ended, proposed_at)
		SELECT r.id, r.state, r.source, nullif(r.leave_day, '')::date, nullif(r.care_ended, '')::date, r.proposed_at
		FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, state text, source text, leave_day text, care_ended text, proposed_at timestamptz)
		ON CONFLICT (tenant_id, client_id) DO UPDATE SET state = excluded.state, source = excluded.source,
			leave_day = excluded.leave_day, care_ended = excluded.care_ended, proposed_at = excluded.proposed_at`, string(body))
	return err
}

// ProposeLeavings proposes, for the export that is being read, that these clients leave,
// and gives those for whom that is new. For an import: call it once for all clients of
// the organisation that a file (or a part of it) says are out of care, in the import's
// own transaction. It removes nobody and changes no client's etag; a client for whom the
// same was cancelled before by the same date, or is proposed already, is passed over.
func (tx *Tx) ProposeLeavings(ctx context.Context, out []domain.OutOfCare, now time.Time) ([]domain.ClientID, error) {
	if len(out) == 0 {
		return nil, nil
	}
	ids := make([]domain.ClientID, len(out))
	for i, o := range out {
		ids[i] = o.Client
	}
	known, err := tx.leavingsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	var proposed []domain.ClientID
	changed := map[domain.ClientID]domain.Leaving{}
	for _, o := range out {
		before := known[o.Client]
		after, differs := before.ProposeByExport(o.Ended, now)
		if !differs {
			continue
		}
		changed[o.Client] = after
		if !before.Open() {
			proposed = append(proposed, o.Client)
			tx.Touch(string(o.Client))
		}
	}
	if len(changed) == 0 {
		return nil, nil
	}
	return proposed, tx.writeLeavings(ctx, changed)
}

// BackInCare takes back what an earlier export proposed for these clients, planned or
// not, and gives those for whom it did. For an import: call it once for all clients that
// a file (or a part of it) says are in care. What staff proposed themselves stays.
func (tx *Tx) BackInCare(ctx context.Context, clients []domain.ClientID) ([]domain.ClientID, error) {
	known, err := tx.leavingsOf(ctx, clients)
	if err != nil {
		return nil, err
	}
	var back []domain.ClientID
	for id, l := range known {
		if l.BackInCare() {
			back = append(back, id)
			tx.Touch(string(id))
		}
	}
	_, err = tx.Exec(ctx, `DELETE FROM leaving WHERE client_id = ANY ($1::uuid[])`, array(back))
	return back, err
}

func (tx *Tx) leavingsOf(ctx context.Context, clients []domain.ClientID) (map[domain.ClientID]domain.Leaving, error) {
	rows, err := tx.Query(ctx, `SELECT client_id::text, `+leavingFields+` FROM leaving WHERE client_id = ANY ($1::uuid[]) ORDER BY client_id FOR UPDATE`, array(clients))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	known := map[domain.ClientID]domain.Leaving{}
	for rows.Next() {
		var id domain.ClientID
		l, err := scanLeaving(rows, &id)
		if err != nil {
			return nil, err
		}
		known[id] = l
	}
	return known, rows.Err()
}

// never sorts those without a day after those with one.
const never = "infinity"

// Leavings lists who is about to leave, the nearest day first, then who is proposed;
// day and client are those of the last of the page before.
func (tx *Tx) Leavings(ctx context.Context, day string, after domain.ClientID, limit int) ([]domain.Client, error) {
	if after == "" {
		day, after = "-infinity", OldestFirst
	}
	if day == "" {
		day = never
	}
	rows, err := tx.Query(ctx, fmt.Sprintf(`SELECT %s FROM client c JOIN leaving o ON o.tenant_id = c.tenant_id AND o.client_id = c.id
		WHERE o.state <> 'cancelled' AND may_reach(c.id) AND (coalesce(o.leave_day, 'infinity'), c.id) > ($1::date, $2::uuid)
		ORDER BY coalesce(o.leave_day, 'infinity'), c.id LIMIT $3`, clientColumns), day, after, limit)
	if err != nil {
		return nil, err
	}
	clients, err := pgx.CollectRows(rows, scanClient)
	tx.Touch()
	for _, c := range clients {
		tx.Touch(string(c.ID))
	}
	return clients, err
}

// LeavingDue gives some clients whose day has come.
func (tx *Tx) LeavingDue(ctx context.Context, now time.Time, limit int) ([]domain.ClientID, error) {
	rows, err := tx.Query(ctx, `SELECT client_id::text FROM leaving l WHERE state = 'planned' AND leave_day <= $1::date
		AND NOT EXISTS (SELECT FROM held h WHERE h.client_id = l.client_id)
		ORDER BY leave_day, client_id LIMIT $2`, now.UTC().Format(time.DateOnly), limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[domain.ClientID])
}

// namedInFile holds for imports i whose rows still hold somebody by their number.
const namedInFile = `EXISTS (SELECT FROM import_part p CROSS JOIN jsonb_array_elements(p.lines) AS l (line)
	WHERE p.import_id = i.id AND jsonb_exists(l.line -> 'c', $1))`

// EraseClient removes everything about a client from this service. What hangs on the
// client goes by its foreign keys; the rest is named here. The outbox and the audit
// hold ids only and stay.
func (tx *Tx) EraseClient(ctx context.Context, c domain.Client) error {
	tx.Touch(string(c.ID))
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM client WHERE id = $1`, c.ID)
	batch.Queue(`DELETE FROM caseload WHERE client_id = $1`, c.ID)
	batch.Queue(`DELETE FROM acquaintance WHERE client_id = $1 OR other_client_id = $1`, c.ID)
	if c.Number != "" {
		batch.Queue(`UPDATE import SET refused = without_number(refused, $1), remarks = without_number(remarks, $1)
			WHERE refused @> jsonb_build_array(jsonb_build_object('number', $1::text))
				OR remarks @> jsonb_build_array(jsonb_build_object('number', $1::text))`, c.Number)
		// A file that waits and names them is thrown away; of one that was stopped half-way,
		// what is still to come. Both can be chosen again: what came in does not a second time.
		batch.Queue(`DELETE FROM import i WHERE i.state = 'prepared' AND `+namedInFile, c.Number)
		batch.Queue(`UPDATE import i SET state = 'done', version = version + 1 WHERE i.state = 'stopped' AND `+namedInFile, c.Number)
		batch.Queue(`DELETE FROM import_part p USING import i WHERE i.id = p.import_id AND i.state = 'done'`)
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return err
	}
	return tx.Forget(ctx, string(c.ID))
}
