package personal

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	base "github.com/optrek/optrek/services/internal/personal"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/personal"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Tx is a transaction of the store, with what people ask of their data.
type Tx struct{ *store.Tx }

// In opens transactions of the caller's own organisation and reach.
func In(s *store.Store) func(context.Context, func(*Tx) error) error {
	return func(ctx context.Context, fn func(*Tx) error) error {
		return s.InTx(ctx, func(tx *store.Tx) error { return fn(&Tx{Tx: tx}) })
	}
}

// InAs opens one for the given organisation as this service itself.
func InAs(ctx context.Context, s *store.Store, tenant string, fn func(*Tx) error) error {
	return s.InTxAs(ctx, tenant, func(tx *store.Tx) error { return fn(&Tx{Tx: tx}) })
}

// Own gives what recruitment itself keeps of a person.
func (tx *Tx) Own(ctx context.Context, client domain.ClientID, ownEyes bool) ([]base.Section, error) {
	return Catalogue.Read(ctx, tx.Tx.Tx, string(client), ownEyes)
}

const exports = `SELECT e.id::text, e.client_id::text, e.own_eyes, e.said_by, e.asked_by::text, e.asked_at, e.ready_at, e.keep_until,
	ARRAY(SELECT p.service FROM personal_export_part p WHERE p.tenant_id = e.tenant_id AND p.export_id = e.id ORDER BY 1) FROM personal_export e `

// mayRead holds for exports e that this caller may know of: of somebody they reach, and
// what a person asked for themself is theirs alone.
const mayRead = ` may_reach(e.client_id) AND (NOT e.own_eyes OR e.client_id = cur_person()) `

func scanExport(row pgx.CollectableRow) (personal.Export, error) {
	var (
		e     personal.Export
		ready *time.Time
	)
	err := row.Scan(&e.ID, &e.Client, &e.OwnEyes, &e.SaidBy, &e.AskedBy, &e.Asked, &ready, &e.Until, &e.Parts)
	e.Asked, e.Ready, e.Until = e.Asked.UTC(), postgres.Time(ready), e.Until.UTC()
	return e, err
}

// Exports lists what was collected of a client and is still kept, newest first.
func (tx *Tx) Exports(ctx context.Context, client domain.ClientID, now time.Time) ([]personal.Export, error) {
	tx.Touch(string(client))
	rows, err := tx.Query(ctx, exports+`WHERE e.client_id = $1 AND e.keep_until > $2 AND`+mayRead+`ORDER BY e.id DESC LIMIT 50`, client, now)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanExport)
}

// Export gives one that the caller may read and that is still kept.
func (tx *Tx) Export(ctx context.Context, id personal.ExportID, now time.Time) (personal.Export, error) {
	rows, err := tx.Query(ctx, exports+`WHERE e.id = $1 AND e.keep_until > $2 AND`+mayRead, id, now)
	if err != nil {
		return personal.Export{}, err
	}
	e, err := pgx.CollectExactlyOneRow(rows, scanExport)
	if err == nil {
		tx.Touch(string(e.Client))
	}
	return e, postgres.Missing(err)
}

// Collecting gives those that are not ready yet: of one client for these eyes, or of everybody.
func (tx *Tx) Collecting(ctx context.Context, client domain.ClientID, ownEyes bool) ([]personal.Export, error) {
	rows, err := tx.Query(ctx, exports+`WHERE e.ready_at IS NULL AND ($1 = '' OR e.client_id = nullif($1, '')::uuid AND e.own_eyes = $2) ORDER BY e.id LIMIT 100`,
		client, ownEyes)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanExport)
}

// InsertExport begins one.
func (tx *Tx) InsertExport(ctx context.Context, e personal.Export) error {
	tx.Touch(string(e.Client))
	_, err := tx.Exec(ctx, `INSERT INTO personal_export (id, client_id, own_eyes, said_by, asked_by, asked_at, keep_until) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		e.ID, e.Client, e.OwnEyes, e.SaidBy, e.AskedBy, e.Asked, e.Until)
	return err
}

// SavePart keeps what a service gave, sealed; of an export that is gone by now, nothing.
func (tx *Tx) SavePart(ctx context.Context, id personal.ExportID, service string, sealed []byte, now time.Time) error {
	_, err := tx.Exec(ctx, `INSERT INTO personal_export_part (export_id, service, sealed, collected_at)
		SELECT $1, $2, $3, $4 WHERE EXISTS (SELECT FROM personal_export WHERE id = $1) ON CONFLICT DO NOTHING`, id, service, sealed, now)
	return err
}

// Ready notes that all services answered.
func (tx *Tx) Ready(ctx context.Context, id personal.ExportID, now time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE personal_export e SET ready_at = $2 WHERE e.id = $1 AND e.ready_at IS NULL
		AND (SELECT count(*) FROM personal_export_part p WHERE p.export_id = e.id) = $3`, id, now, len(personal.Services()))
	return err
}

// Parts gives what the services gave, sealed, by service.
func (tx *Tx) Parts(ctx context.Context, id personal.ExportID) (map[string][]byte, error) {
	rows, err := tx.Query(ctx, `SELECT service, sealed FROM personal_export_part WHERE export_id = $1`, id)
	if err != nil {
		return nil, err
	}
	parts := map[string][]byte{}
	var (
		service string
		sealed  []byte
	)
	_, err = pgx.ForEachRow(rows, []any{&service, &sealed}, func() error {
		parts[service] = sealed
		return nil
	})
	return parts, err
}

// RemoveOld removes what has been kept long enough.
func (tx *Tx) RemoveOld(ctx context.Context, now time.Time) error {
	_, err := tx.Exec(ctx, `DELETE FROM personal_export WHERE keep_until <= $1`, now)
	return err
}

// DropExport removes one.
func (tx *Tx) DropExport(ctx context.Context, id personal.ExportID) error {
	_, err := tx.Exec(ctx, `DELETE FROM personal_export WHERE id = $1`, id)
	return err
}

// Called gives what to call the ids in an export of this client: the given names of those
// they are, or are about to be, in a match with; colleagues; and locations.
func (tx *Tx) Called(ctx context.Context, client domain.ClientID, clients, workers, locations []string) (map[string]string, error) {
	rows, err := tx.Query(ctx, `
		SELECT 'c', c.id::text, c.given_name FROM client c WHERE c.id = ANY ($2::uuid[]) AND EXISTS (
			SELECT FROM acquaintance a WHERE a.client_id = $1 AND a.other_client_id = c.id)
		UNION ALL SELECT 's', s.id::text, s.name FROM support_worker s WHERE s.id = ANY ($3::uuid[])
		UNION ALL SELECT 'l', l.id::text, l.name FROM location l WHERE l.id = ANY ($4::uuid[])`,
		client, postgres.Texts(clients), postgres.Texts(workers), postgres.Texts(locations))
	if err != nil {
		return nil, err
	}
	called := map[string]string{}
	var kind, id, name string
	_, err = pgx.ForEachRow(rows, []any{&kind, &id, &name}, func() error {
		called[id] = name
		if kind == "c" {
			tx.Touch(id) // somebody else's name is read
		}
		return nil
	})
	return called, err
}
