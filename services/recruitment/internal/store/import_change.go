package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
)

// changeRow is a change as the statement below unpacks it.
type changeRow struct {
	Client  domain.ClientID `json:"client_id"`
	Made    bool            `json:"made"`
	Version domain.Version  `json:"version"`
	Was     sheet.Taken     `json:"was"`
	Now     sheet.Taken     `json:"now"`
}

// InsertChanges remembers what an import did, so that it can be undone.
func (tx *Tx) InsertChanges(ctx context.Context, id domain.ImportID, changes []sheet.Change) error {
	rows := make([]changeRow, len(changes))
	for i, c := range changes {
		rows[i] = changeRow(c)
	}
	body, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO import_change (import_id, client_id, made, version, was, now)
		SELECT $1, r.client_id, r.made, r.version, r.was, r.now
		FROM jsonb_to_recordset($2::jsonb) AS r (client_id uuid, made boolean, version bigint, was jsonb, now jsonb)`, id, string(body))
	return err
}

// CountChanges says of how many clients an import changed something.
func (tx *Tx) CountChanges(ctx context.Context, id domain.ImportID) (n int, err error) {
	err = tx.QueryRow(ctx, `SELECT count(*) FROM import_change c WHERE c.import_id = $1 AND NOT c.kept`, id).Scan(&n)
	return n, err
}

// Changes gives some of what is still to be undone of an import.
func (tx *Tx) Changes(ctx context.Context, id domain.ImportID, limit int) ([]sheet.Change, error) {
	rows, err := tx.Query(ctx, `SELECT c.client_id::text, c.made, c.version, c.was, c.now FROM import_change c
		WHERE c.import_id = $1 AND NOT c.kept ORDER BY c.client_id LIMIT $2`, id, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c sheet.Change, err error) {
		err = row.Scan(&c.Client, &c.Made, &c.Version, &c.Was, &c.Now)
		return c, err
	})
}

// SettleChanges writes that changes have been undone, and which clients stayed. What
// was known of them before goes.
func (tx *Tx) SettleChanges(ctx context.Context, id domain.ImportID, changes []sheet.Change, kept []domain.ClientID) error {
	clients := make([]string, len(changes))
	for i, c := range changes {
		clients[i] = string(c.Client)
	}
	batch := &pgx.Batch{}
	batch.Queue(`UPDATE import_change SET kept = true, was = '{}', now = '{}' WHERE import_id = $1 AND client_id = ANY ($2::text[]::uuid[])`, id, texts(kept))
	batch.Queue(`DELETE FROM import_change WHERE import_id = $1 AND client_id = ANY ($2::text[]::uuid[]) AND NOT kept`, id, clients)
	return tx.SendBatch(ctx, batch).Close()
}

// KeptClients lists who stayed when an import was undone.
func (tx *Tx) KeptClients(ctx context.Context, id domain.ImportID) ([]domain.ClientID, error) {
	rows, err := tx.Query(ctx, `SELECT c.client_id::text FROM import_change c WHERE c.import_id = $1 AND c.kept ORDER BY c.client_id`, id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[domain.ClientID])
}

// ownOfImport are the tables about a client that an import itself writes.
var ownOfImport = []string{"client_name", "import_change", "contact_proposal"}

// WorkedWith gives those of these clients about whom anything was recorded beyond what
// an import writes: a wish, a yes, a place on a map. It asks the catalogue which tables
// are about a client, so that one that is added later counts by itself.
func (tx *Tx) WorkedWith(ctx context.Context, clients []domain.ClientID) (map[domain.ClientID]bool, error) {
	rows, err := tx.Query(ctx, `SELECT DISTINCT r.conrelid::regclass::text, quote_ident(a.attname)
		FROM pg_constraint r JOIN pg_attribute a ON a.attrelid = r.conrelid AND a.attnum = ANY (r.conkey)
		WHERE r.contype = 'f' AND r.confrelid = 'client'::regclass AND a.attname <> 'tenant_id' AND NOT r.conrelid::regclass::text = ANY ($1)
		ORDER BY 1, 2`, ownOfImport)
	if err != nil {
		return nil, err
	}
	var table, column string
	asks := []string{
		`SELECT client_id FROM acquaintance WHERE client_id = ANY ($1::text[]::uuid[])`,                         // refers to no client: it comes from matching
		`SELECT client_id FROM contact_proposal WHERE state <> 'open' AND client_id = ANY ($1::text[]::uuid[])`, // answered: that is work
		`SELECT other_client_id FROM acquaintance WHERE client_id = ANY ($1::text[]::uuid[])`,
	}
	if _, err := pgx.ForEachRow(rows, []any{&table, &column}, func() error {
		asks = append(asks, fmt.Sprintf(`SELECT %[2]s FROM %[1]s WHERE %[2]s = ANY ($1::text[]::uuid[])`, table, column))
		return nil
	}); err != nil {
		return nil, err
	}
	rows, err = tx.Query(ctx, `SELECT DISTINCT u.client_id::text FROM (`+strings.Join(asks, " UNION ALL ")+`) AS u (client_id)`, texts(clients))
	if err != nil {
		return nil, err
	}
	found := map[domain.ClientID]bool{}
	var id domain.ClientID
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error {
		found[id] = true
		return nil
	})
	return found, err
}

// RemoveClients removes clients with everything about them.
func (tx *Tx) RemoveClients(ctx context.Context, clients []domain.ClientID) error {
	tx.Touch(texts(clients)...)
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM client WHERE id = ANY ($1::text[]::uuid[])`, texts(clients))
	batch.Queue(`DELETE FROM caseload WHERE client_id = ANY ($1::text[]::uuid[])`, texts(clients))
	batch.Queue(`DELETE FROM request_ledger WHERE clients && $1::text[]::uuid[]`, texts(clients))
	return tx.SendBatch(ctx, batch).Close()
}

// RemoveUnusedLocations removes those of these locations that are as they were made and
// where nobody lives or leads: an organisation whose first import was the wrong file
// begins anew.
func (tx *Tx) RemoveUnusedLocations(ctx context.Context, locations []domain.LocationID) error {
	_, err := tx.Exec(ctx, `DELETE FROM location l WHERE l.id = ANY ($1::text[]::uuid[]) AND l.version = 1
		AND NOT EXISTS (SELECT FROM client c WHERE c.tenant_id = l.tenant_id AND c.location_id = l.id)
		AND NOT EXISTS (SELECT FROM location_lead d WHERE d.tenant_id = l.tenant_id AND d.location_id = l.id)`, texts(locations))
	return err
}

// InsertLocations adds locations that a file names.
func (tx *Tx) InsertLocations(ctx context.Context, locations []domain.Location) error {
	batch := &pgx.Batch{}
	for _, l := range locations {
		batch.Queue(`INSERT INTO location (id, version, name, name_key, town, area, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
			l.ID, l.Version, l.Name, domain.Fold(l.Name), l.Town, l.Area, l.Created)
	}
	return locationFault(tx.SendBatch(ctx, batch).Close())
}

// FillLocations fills the town and area of locations that are there and have none.
func (tx *Tx) FillLocations(ctx context.Context, named map[string]domain.Location, now time.Time) error {
	var keys, towns, areas []string
	for key, l := range named {
		if l.Town+l.Area != "" {
			keys, towns, areas = append(keys, key), append(towns, l.Town), append(areas, l.Area)
		}
	}
	_, err := tx.Exec(ctx, `UPDATE location l SET version = l.version + 1, updated_at = $4,
			town = CASE WHEN l.town = '' THEN n.town ELSE l.town END, area = CASE WHEN l.area = '' THEN n.area ELSE l.area END
		FROM unnest($1::text[], $2::text[], $3::text[]) AS n (name_key, town, area)
		WHERE l.name_key = n.name_key AND (l.town = '' AND n.town <> '' OR l.area = '' AND n.area <> '')`, array(keys), array(towns), array(areas), now)
	return err
}
