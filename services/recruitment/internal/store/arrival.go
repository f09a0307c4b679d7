package store

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
)

// KnownLocations gives all locations of the organisation by their folded name.
func (tx *Tx) KnownLocations(ctx context.Context) (map[string]domain.LocationID, error) {
	return keyed[domain.LocationID](tx.Query(ctx, `SELECT name_key, id::text FROM location`))
}

// KnownWorkers gives the support workers with these addresses, by domain.EmailKey; no id
// for one who left: there is such a colleague, and nobody is given to them any more.
func (tx *Tx) KnownWorkers(ctx context.Context, emails []string) (map[string]domain.SupportWorkerID, error) {
	return keyed[domain.SupportWorkerID](tx.Query(ctx, `SELECT email_key, CASE WHEN left_at IS NULL THEN id::text ELSE '' END
		FROM support_worker WHERE email_key = ANY ($1::text[])`, array(emails)))
}

func keyed[ID ~string](rows pgx.Rows, err error) (map[string]ID, error) {
	if err != nil {
		return nil, err
	}
	found := map[string]ID{}
	var (
		key string
		id  ID
	)
	_, err = pgx.ForEachRow(rows, []any{&key, &id}, func() error {
		found[key] = id
		return nil
	})
	return found, err
}

// KnownClients gives the clients with these numbers, as they are now.
func (tx *Tx) KnownClients(ctx context.Context, numbers []string) (map[string]sheet.Present, error) {
	found := make(map[string]sheet.Present, len(numbers))
	for part := range slices.Chunk(numbers, lookUp) {
		all, err := tx.present(ctx, `c.number = ANY ($1::text[])`, "", part)
		if err != nil {
			return nil, err
		}
		for _, p := range all {
			found[p.Client.Number] = p
		}
	}
	return found, nil
}

// lookUp is how many clients are looked up in one statement: well within its time limit.
const lookUp = 5000

// NumbersToChange is KnownClients, held until the transaction ends.
func (tx *Tx) NumbersToChange(ctx context.Context, numbers []string) (map[string]sheet.Present, error) {
	all, err := tx.present(ctx, `c.number = ANY ($1::text[])`, held, numbers)
	found := make(map[string]sheet.Present, len(all))
	for _, p := range all {
		found[p.Client.Number] = p
	}
	return found, err
}

// ClientsToChange gives these clients with what the last import read of them, held
// until the transaction ends.
func (tx *Tx) ClientsToChange(ctx context.Context, clients []domain.ClientID) (map[domain.ClientID]sheet.Present, error) {
	all, err := tx.present(ctx, `c.id = ANY ($1::text[]::uuid[])`, held, texts(clients))
	found := make(map[domain.ClientID]sheet.Present, len(all))
	for _, p := range all {
		found[p.Client.ID] = p
	}
	return found, err
}

func texts[T ~string](ids []T) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

// held holds rows until the transaction ends, everybody in the same order.
const held = ` ORDER BY c.id FOR UPDATE OF c`

func (tx *Tx) present(ctx context.Context, where, lock string, keys []string) ([]sheet.Present, error) {
	if lock != "" {
		// Waited for first and read after, as in ClientToChange: who guides somebody would
		// otherwise be as it was before a hand-over that was waited for.
		if _, err := tx.Exec(ctx, `SELECT FROM client c WHERE `+where+lock, array(keys)); err != nil {
			return nil, err
		}
	}
	rows, err := tx.Query(ctx, `SELECT c.imported, `+clientColumns+` FROM client c WHERE `+where+lock, array(keys))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (sheet.Present, error) {
		var p sheet.Present
		err := row.Scan(append([]any{&p.Imported}, clientFields(&p.Client)...)...)
		return p, err
	})
}

// arrivalRow is one arrival as the statements below unpack it.
type arrivalRow struct {
	ID        domain.ClientID   `json:"id"`
	Number    string            `json:"number"`
	Given     string            `json:"given_name"`
	Family    string            `json:"family_name"`
	Key       string            `json:"sort_key"`
	BirthYear int               `json:"birth_year"`
	Location  domain.LocationID `json:"location_id"`
	Interests []string          `json:"interests"`
	Area      string            `json:"area"`
	Aids      []string          `json:"aids"`
	Legal     string            `json:"legal_name"`
	LegalKind string            `json:"legal_kind"`
	Imported  *sheet.Imported   `json:"imported"`
	Changed   bool              `json:"changed"`
}

// arrivalColumns unpacks what jsonb_to_recordset makes of arrival rows. One parameter
// carries all rows: COPY is refused under row-level security, and a statement for each
// row would take minutes.
const arrivalColumns = `jsonb_to_recordset($1::jsonb) AS r (id uuid, number text, given_name text, family_name text, sort_key text,
	birth_year smallint, location_id text, interests text[], area text, aids text[], legal_name text,
	legal_kind text, imported jsonb, changed boolean)`

const (
	insertArrivals = `INSERT INTO client (id, number, given_name, family_name, sort_key, birth_year, location_id, interests, area, aids,
			representative_name, representative_kind, imported, created_at, updated_at)
		SELECT r.id, r.number, r.given_name, r.family_name, r.sort_key, r.birth_year, nullif(r.location_id, '')::uuid, r.interests, r.area,
			r.aids, r.legal_name, r.legal_kind, r.imported, $2, $2 FROM ` + arrivalColumns
	updateArrivals = `UPDATE client c SET given_name = r.given_name, family_name = r.family_name, sort_key = r.sort_key,
			birth_year = r.birth_year,
			location_id = (SELECT l.id FROM location l WHERE l.tenant_id = c.tenant_id AND l.id = nullif(r.location_id, '')::uuid), interests = r.interests, area = r.area, aids = r.aids,
			representative_name = r.legal_name, representative_kind = r.legal_kind,
			imported = r.imported, version = c.version + r.changed::int, updated_at = CASE WHEN r.changed THEN $2 ELSE c.updated_at END
		FROM ` + arrivalColumns + ` WHERE c.id = r.id`
)

// SaveArrivals writes what an import planned, some hundreds at a time; every new
// client has an id by now.
func (tx *Tx) SaveArrivals(ctx context.Context, arrivals []sheet.Arrival, now time.Time) error {
	fresh, older := []arrivalRow{}, []arrivalRow{}
	for _, a := range arrivals {
		if a.Before == nil {
			fresh = append(fresh, rowOf(a))
		} else {
			older = append(older, rowOf(a))
		}
		if a.Changed() {
			tx.Touch(string(a.Client.ID))
		}
	}
	if err := tx.writeRows(ctx, insertArrivals, fresh, now); err != nil {
		return clientFault(err)
	}
	if err := tx.writeRows(ctx, updateArrivals, older, now); err != nil {
		return clientFault(err)
	}
	return tx.arrivalNames(ctx, arrivals)
}

func rowOf(a sheet.Arrival) arrivalRow {
	c := a.Client
	return arrivalRow{
		ID: c.ID, Number: c.Number, Given: c.GivenName, Family: c.FamilyName, Key: domain.Fold(c.Name()), BirthYear: c.BirthYear,
		Location: c.Location, Interests: array(c.Profile.Interests), Area: c.Profile.Area, Aids: array(c.Aids),
		Legal: c.Representative.Name, LegalKind: c.Representative.Kind, Imported: a.Imported, Changed: a.Changed(),
	}
}

func (tx *Tx) writeRows(ctx context.Context, statement string, rows []arrivalRow, now time.Time) error {
	if len(rows) == 0 {
		return nil
	}
	body, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, statement, string(body), now)
	return err
}

// arrivalNames writes the words to be found by and the caseload of clients that changed.
func (tx *Tx) arrivalNames(ctx context.Context, arrivals []sheet.Arrival) error {
	var (
		ids, wordOf, words, guided, workers []string
		positions                           []int
	)
	for _, a := range arrivals {
		if !a.Changed() {
			continue
		}
		id := string(a.Client.ID)
		ids = append(ids, id)
		for _, w := range domain.NameWords(a.Client.GivenName, a.Client.FamilyName) {
			wordOf, words = append(wordOf, id), append(words, w)
		}
		for i, w := range a.Client.SupportWorkers {
			guided, workers, positions = append(guided, id), append(workers, string(w)), append(positions, i+1)
		}
	}
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM client_name WHERE client_id = ANY ($1::uuid[])`, array(ids))
	batch.Queue(`INSERT INTO client_name (client_id, word) SELECT * FROM unnest($1::uuid[], $2::text[])`, array(wordOf), array(words))
	batch.Queue(`DELETE FROM caseload WHERE client_id = ANY ($1::uuid[])`, array(ids))
	batch.Queue(`INSERT INTO caseload (tenant_id, client_id, worker_id, position) SELECT $1::uuid, * FROM unnest($2::uuid[], $3::uuid[], $4::smallint[])`,
		tx.Tenant, array(guided), array(workers), array(positions))
	return tx.SendBatch(ctx, batch).Close()
}
