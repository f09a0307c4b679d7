package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

const clientColumns = `c.id::text, c.version, coalesce(c.number, ''), c.given_name, c.family_name, c.birth_year,
	coalesce(c.location_id::text, ''), c.alone, c.lonely, c.interests, c.talents, c.could_mean, c.dayparts, c.travel_km,
	c.company, c.communication, c.area, c.aids, c.representative_name, c.representative_kind, c.created_at, c.updated_at,
	ARRAY(SELECT w.worker_id::text FROM caseload w WHERE w.tenant_id = c.tenant_id AND w.client_id = c.id ORDER BY w.position), ` + leavingColumn + `, restricted(c.id)`

// clientFields are where a row of clientColumns goes.
func clientFields(c *domain.Client) []any {
	p := &c.Profile
	return []any{
		&c.ID, &c.Version, &c.Number, &c.GivenName, &c.FamilyName, &c.BirthYear, &c.Location,
		&c.Situation.Alone, &c.Situation.Lonely, &p.Interests, &p.Talents, &p.CouldMean, &p.Dayparts, &p.TravelKM,
		&p.Company, &p.Communication, &p.Area, &c.Aids, &c.Representative.Name, &c.Representative.Kind,
		&c.Created, &c.Updated, &c.SupportWorkers, &c.Leaving, &c.Restricted,
	}
}

func scanClient(row pgx.CollectableRow) (domain.Client, error) {
	var c domain.Client
	err := row.Scan(clientFields(&c)...)
	return c, err
}

// Client gives a client that the caller reaches; NotFound otherwise.
func (tx *Tx) Client(ctx context.Context, id domain.ClientID) (domain.Client, error) {
	return tx.client(ctx, id, "")
}

// ClientToChange is Client, held until the transaction ends.
func (tx *Tx) ClientToChange(ctx context.Context, id domain.ClientID) (domain.Client, error) {
	return tx.client(ctx, id, " FOR UPDATE OF c")
}

func (tx *Tx) client(ctx context.Context, id domain.ClientID, lock string) (domain.Client, error) {
	tx.Touch(string(id))
	var c domain.Client
	if lock != "" {
		// Waited for first and read after: a statement that waits sees the row anew but the
		// caseload beside it as it was, and saving that would undo a hand-over.
		if _, err := tx.Exec(ctx, `SELECT FROM client c WHERE c.id = $1`+lock, id); err != nil {
			return c, err
		}
	}
	err := tx.QueryRow(ctx, `SELECT `+clientColumns+` FROM client c WHERE c.id = $1 AND may_reach(c.id)`+lock, id).
		Scan(clientFields(&c)...)
	return c, postgres.Missing(err)
}

// ClientQuery says which clients to list.
type ClientQuery struct {
	Words    []string          // folded; each the start of a word of the name
	Location domain.LocationID // empty: everywhere
	After    domain.ClientID   // the last of the page before; empty: from the start
	Limit    int
}

// Clients lists the clients the caller reaches, by name.
func (tx *Tx) Clients(ctx context.Context, q ClientQuery) ([]domain.Client, error) {
	// Who is within reach is joined first, so that may_reach is asked of those only.
	where := []string{`may_reach(c.id)`, `(cur_reach() <> 'caseload' OR c.id IN (
		SELECT w.client_id FROM within_reach w WHERE w.tenant_id = cur_tenant() AND w.worker_id = cur_person()))`}
	var args []any
	arg := func(v any) int {
		args = append(args, v)
		return len(args)
	}
	for _, word := range q.Words {
		where = append(where, fmt.Sprintf(`c.id IN (SELECT n.client_id FROM client_name n WHERE n.word >= $%d AND n.word < $%d)`,
			arg(word), arg(beyond(word))))
	}
	if q.Location != "" {
		where = append(where, fmt.Sprintf(`c.location_id = $%d`, arg(q.Location)))
	}
	if q.After != "" {
		where = append(where, fmt.Sprintf(`(c.sort_key, c.id) > ((SELECT a.sort_key FROM client a WHERE a.id = $%[1]d), $%[1]d::uuid)`, arg(q.After)))
	}
	rows, err := tx.Query(ctx, fmt.Sprintf(`SELECT %s FROM client c WHERE %s ORDER BY c.sort_key, c.id LIMIT $%d`,
		clientColumns, strings.Join(where, " AND "), arg(q.Limit)), args...)
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

// beyond is the first text, in byte order, after all that start with prefix.
func beyond(prefix string) string { return prefix + "\U0010FFFF" }

// InsertClient adds a client, their words to be found by, and who guides them.
func (tx *Tx) InsertClient(ctx context.Context, c domain.Client) error {
	tx.Touch(string(c.ID))
	p := c.Profile
	_, err := tx.Exec(ctx, `INSERT INTO client (id, version, number, given_name, family_name, sort_key, birth_year, location_id, alone, lonely,
			interests, talents, could_mean, dayparts, travel_km, company, communication, area, aids, representative_name,
			representative_kind, created_at, updated_at)
		VALUES ($1, $2, nullif($3, ''), $4, $5, $6, $7, nullif($8, '')::uuid, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $22)`,
		c.ID, c.Version, c.Number, c.GivenName, c.FamilyName, domain.Fold(c.Name()), c.BirthYear, c.Location,
		c.Situation.Alone, c.Situation.Lonely, array(p.Interests), array(p.Talents), p.CouldMean, array(p.Dayparts), p.TravelKM,
		p.Company, p.Communication, p.Area, array(c.Aids), c.Representative.Name, c.Representative.Kind, c.Created)
	if err != nil {
		return clientFault(err)
	}
	if err := tx.clientWords(ctx, c); err != nil {
		return err
	}
	return tx.guide(ctx, c)
}

// SaveClient writes a client over the version it was read at, and gives the new one.
func (tx *Tx) SaveClient(ctx context.Context, c domain.Client) (domain.Client, error) {
	p := c.Profile
	tag, err := tx.Exec(ctx, `UPDATE client SET version = version + 1, number = nullif($3, ''), given_name = $4, family_name = $5,
			sort_key = $6, birth_year = $7, location_id = nullif($8, '')::uuid, alone = $9, lonely = $10, interests = $11, talents = $12,
			could_mean = $13, dayparts = $14, travel_km = $15, company = $16, communication = $17, area = $18, aids = $19,
			representative_name = $20, representative_kind = $21, updated_at = $22
		WHERE id = $1 AND version = $2`,
		c.ID, c.Version, c.Number, c.GivenName, c.FamilyName, domain.Fold(c.Name()), c.BirthYear, c.Location,
		c.Situation.Alone, c.Situation.Lonely, array(p.Interests), array(p.Talents), p.CouldMean, array(p.Dayparts), p.TravelKM,
		p.Company, p.Communication, p.Area, array(c.Aids), c.Representative.Name, c.Representative.Kind, c.Updated)
	if err := postgres.Saved(tag.RowsAffected(), clientFault(err)); err != nil {
		return c, err
	}
	c.Version++
	if err := tx.clientWords(ctx, c); err != nil {
		return c, err
	}
	return c, tx.guide(ctx, c)
}

// array makes an empty array of nil, which PostgreSQL would take for NULL.
func array[T any](values []T) []T {
	if values == nil {
		return []T{}
	}
	return values
}

func clientFault(err error) error {
	if postgres.Violates(err, "client_tenant_id_number_key") {
		text := fault.Text{NL: "Dit cliëntnummer is al van iemand anders.", EN: "This client number is somebody else's already."}
		return fault.Exists("NUMBER_TAKEN", text)
	}
	if postgres.Violates(err, "client_tenant_id_location_id_fkey") {
		text := fault.Text{NL: "Deze locatie bestaat niet (meer).", EN: "There is no such location (any more)."}
		return fault.Unknown("UNKNOWN_LOCATION", text, "client.location_id")
	}
	return err
}

func (tx *Tx) clientWords(ctx context.Context, c domain.Client) error {
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM client_name WHERE client_id = $1`, c.ID)
	batch.Queue(`INSERT INTO client_name (word, client_id) SELECT w, $1 FROM unnest($2::text[]) AS w`,
		c.ID, array(domain.NameWords(c.GivenName, c.FamilyName)))
	return tx.SendBatch(ctx, batch).Close()
}

// guide writes who guides the client, after seeing that those are colleagues: the
// caseload is common to all services and knows no support workers to refer to.
func (tx *Tx) guide(ctx context.Context, c domain.Client) error {
	if err := tx.RequireWorkers(ctx, "support_worker_ids", c.SupportWorkers); err != nil {
		return err
	}
	workers := make([]string, len(c.SupportWorkers))
	for i, w := range c.SupportWorkers {
		workers[i] = string(w)
	}
	return caseload.Set(ctx, tx.Tx, string(c.ID), workers)
}

// RequireWorkers sees that all of those in the field at path are colleagues who work
// here, or answers NOT_FOUND, and INVALID for who left. They cannot leave before this
// transaction ends, so that nobody is given to somebody on the way out.
func (tx *Tx) RequireWorkers(ctx context.Context, path string, workers []domain.SupportWorkerID) error {
	var known, left int
	err := tx.QueryRow(ctx, `SELECT count(*), count(left_at) FROM (
		SELECT s.left_at FROM support_worker s WHERE s.id = ANY ($1::uuid[]) FOR SHARE) AS named`, array(workers)).Scan(&known, &left)
	switch {
	case err != nil:
		return err
	case known < len(workers):
		text := fault.Text{NL: "Deze collega bestaat niet (meer).", EN: "There is no such colleague (any more)."}
		return fault.Unknown("UNKNOWN_SUPPORT_WORKER", text, path)
	case left > 0:
		text := fault.Text{NL: "Deze collega werkt hier niet meer. Kies iemand anders.", EN: "This colleague works here no more. Choose somebody else."}
		return fault.Invalid("COLLEAGUE_LEFT", text, fault.Field{Path: path, Text: text})
	}
	return nil
}
