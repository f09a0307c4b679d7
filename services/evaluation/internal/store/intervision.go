package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

const intervisionColumns = `id::text, version, state, method, title, day, clock, organisers::text[], invited::text[], created_at, updated_at,
	method_version, coalesce(series_id::text, ''), called_off, client_words, told_back`

func scanIntervision(row pgx.CollectableRow) (v domain.Intervision, err error) {
	err = row.Scan(&v.ID, &v.Version, &v.State, &v.Method, &v.Title, &v.Day, &v.Clock, &v.Organisers, &v.Invited, &v.Created, &v.Updated,
		&v.MethodVersion, &v.Series, &v.CalledOff, &v.ClientWords, &v.ToldBack)
	return v, err
}

// Intervision gives one intervision.
func (tx *Tx) Intervision(ctx context.Context, id domain.IntervisionID) (domain.Intervision, error) {
	return tx.oneIntervision(ctx, `WHERE id = $1`, id)
}

// IntervisionForUpdate is Intervision, held until the transaction ends.
func (tx *Tx) IntervisionForUpdate(ctx context.Context, id domain.IntervisionID) (domain.Intervision, error) {
	return tx.oneIntervision(ctx, `WHERE id = $1 FOR UPDATE`, id)
}

func (tx *Tx) oneIntervision(ctx context.Context, rest string, args ...any) (domain.Intervision, error) {
	found, err := tx.intervisions(ctx, rest, args...)
	if err == nil && len(found) == 0 {
		err = postgres.Missing(pgx.ErrNoRows)
	}
	if err != nil {
		return domain.Intervision{}, err
	}
	return found[0], nil
}

// IntervisionPage says where a page of intervisions begins.
type IntervisionPage struct {
	Limit    int
	AfterDay string // empty for the first page
	AfterID  domain.IntervisionID
	Of       []domain.SupportWorkerID // only those that one of these carries or is invited to; none for all
}

// Intervisions lists intervisions, the latest day first.
func (tx *Tx) Intervisions(ctx context.Context, p IntervisionPage) ([]domain.Intervision, error) {
	return tx.intervisions(ctx, `WHERE ($1 = '' OR (day, id) < ($1, $2::uuid))
		AND (cardinality($4::uuid[]) = 0 OR organisers && $4::uuid[] OR invited && $4::uuid[]) ORDER BY day DESC, id DESC LIMIT $3`,
		p.AfterDay, postgres.Optional(p.AfterID), p.Limit, postgres.Texts(p.Of))
}

// IntervisionsWith gives the intervisions that a colleague carries, is invited to or has
// agreed something at, held until the transaction ends.
func (tx *Tx) IntervisionsWith(ctx context.Context, worker domain.SupportWorkerID) ([]domain.Intervision, error) {
	return tx.intervisions(ctx, `WHERE $1 = ANY (organisers) OR $1 = ANY (invited)
		OR id IN (SELECT a.intervision_id FROM agreement a WHERE a.worker_id = $1 AND NOT a.done) ORDER BY id FOR UPDATE`, worker)
}

func (tx *Tx) intervisions(ctx context.Context, rest string, args ...any) ([]domain.Intervision, error) {
	rows, err := tx.Query(ctx, `SELECT `+intervisionColumns+` FROM intervision `+rest, args...)
	if err != nil {
		return nil, err
	}
	found, err := pgx.CollectRows(rows, scanIntervision)
	if err != nil || len(found) == 0 {
		return found, err
	}
	at := make(map[domain.IntervisionID]*domain.Intervision, len(found))
	ids := make([]domain.IntervisionID, len(found))
	for i := range found {
		at[found[i].ID], ids[i] = &found[i], found[i].ID
	}
	batch := &pgx.Batch{}
	queueParts(batch, ids, at)
	queueInvited(batch, ids, at)
	return found, tx.SendBatch(ctx, batch).Close()
}

// queueParts reads the agendas and agreements of intervisions.
func queueParts(batch *pgx.Batch, ids []domain.IntervisionID, at map[domain.IntervisionID]*domain.Intervision) {
	batch.Queue(`SELECT intervision_id::text, id::text, safety, topic, line, coalesce(match_id::text, '') FROM agenda_item
		WHERE intervision_id = ANY ($1::uuid[]) ORDER BY intervision_id, position`, postgres.Texts(ids)).
		Query(func(rows pgx.Rows) error {
			var (
				id   domain.IntervisionID
				item domain.AgendaItem
			)
			_, err := pgx.ForEachRow(rows, []any{&id, &item.ID, &item.Safety, &item.Topic, &item.Line, &item.Match}, func() error {
				at[id].Agenda = append(at[id].Agenda, item)
				return nil
			})
			return err
		})
	batch.Queue(`SELECT intervision_id::text, id::text, what, worker_id::text, day, done FROM agreement
		WHERE intervision_id = ANY ($1::uuid[]) ORDER BY intervision_id, position`, postgres.Texts(ids)).
		Query(func(rows pgx.Rows) error {
			var (
				id domain.IntervisionID
				a  domain.Agreement
			)
			_, err := pgx.ForEachRow(rows, []any{&id, &a.ID, &a.What, &a.Worker, &a.Day, &a.Done}, func() error {
				at[id].Agreements = append(at[id].Agreements, a)
				return nil
			})
			return err
		})
}

// AddIntervision saves a new intervision.
func (tx *Tx) AddIntervision(ctx context.Context, v domain.Intervision) error {
	batch := &pgx.Batch{}
	batch.Queue(`INSERT INTO intervision (id, version, state, method, title, day, clock, organisers, invited, created_at, updated_at,
			method_version, series_id, called_off, client_words, told_back)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text[]::uuid[], $9::text[]::uuid[], $10, $11, $12, $13, $14, $15, $16)`,
		v.ID, v.Version, v.State, v.Method, v.Title, v.Day, v.Clock, postgres.Texts(v.Organisers), postgres.Texts(v.Invited), v.Created, v.Updated,
		v.MethodVersion, postgres.Optional(v.Series), v.CalledOff, v.ClientWords, v.ToldBack)
	writeParts(batch, v)
	return tx.SendBatch(ctx, batch).Close()
}

// SaveIntervision saves a changed intervision, when nobody else changed it since it was
// read, and gives it with its new version.
func (tx *Tx) SaveIntervision(ctx context.Context, v domain.Intervision) (domain.Intervision, error) {
	tag, err := tx.Exec(ctx, `UPDATE intervision SET version = version + 1, state = $3, method = $4, title = $5, day = $6, clock = $7,
		organisers = $8::text[]::uuid[], invited = $9::text[]::uuid[], updated_at = $10, method_version = $11, called_off = $12, client_words = $13, told_back = $14
		WHERE id = $1 AND version = $2`,
		v.ID, v.Version, v.State, v.Method, v.Title, v.Day, v.Clock, postgres.Texts(v.Organisers), postgres.Texts(v.Invited), v.Updated,
		v.MethodVersion, v.CalledOff, v.ClientWords, v.ToldBack)
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return domain.Intervision{}, err
	}
	batch := &pgx.Batch{}
	writeParts(batch, v)
	v.Version++
	return v, tx.SendBatch(ctx, batch).Close()
}

// writeParts writes agenda and agreements in place of what was there.
func writeParts(batch *pgx.Batch, v domain.Intervision) {
	batch.Queue(`DELETE FROM agenda_item WHERE intervision_id = $1`, v.ID)
	for i, item := range v.Agenda {
		batch.Queue(`INSERT INTO agenda_item (intervision_id, id, position, safety, topic, line, match_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			v.ID, item.ID, i, item.Safety, item.Topic, item.Line, postgres.Optional(item.Match))
	}
	batch.Queue(`DELETE FROM agreement WHERE intervision_id = $1`, v.ID)
	for i, a := range v.Agreements {
		batch.Queue(`INSERT INTO agreement (intervision_id, id, position, what, worker_id, day, done) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			v.ID, a.ID, i, a.What, a.Worker, a.Day, a.Done)
	}
	writeClients(batch, v)
}
