// Package auditlog finds the names behind the ids of a log, on the transaction of package
// store. It writes nothing down by itself: that the log was read is one line, and not one
// for each name on the page.
package auditlog

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Person is somebody by name. Number is that of a client in the organisation's own
// administration.
type Person struct {
	ID       string
	Name     string
	Given    string
	Number   string
	IsClient bool
	// IsMachine: another system of the organisation, also one that was withdrawn.
	IsMachine bool
}

// Tx is a transaction of the store, with what belongs to the log.
type Tx struct{ *store.Tx }

// In opens transactions of the caller's own organisation.
func In(s *store.Store) func(context.Context, func(*Tx) error) error {
	return func(ctx context.Context, fn func(*Tx) error) error {
		return s.InTx(ctx, func(tx *store.Tx) error { return fn(&Tx{Tx: tx}) })
	}
}

// Known gives who these ids are, as far as they still are somebody. A client who asks gets
// colleagues of the organisation and, of other clients, the given names of those they know.
func (tx *Tx) Known(ctx context.Context, ids []string) (map[string]Person, error) {
	rows, err := tx.Query(ctx, `SELECT s.id::text, s.name, split_part(s.name, ' ', 1), '', false, false FROM support_worker s WHERE s.id = ANY ($1::uuid[])
		UNION ALL
		SELECT m.id::text, m.name, m.name, '', false, true FROM connection m WHERE m.id = ANY ($1::uuid[])
		UNION ALL
		SELECT c.id::text, CASE WHEN cur_reach() = 'all' THEN trim(c.given_name || ' ' || c.family_name) ELSE c.given_name END,
			c.given_name, CASE WHEN cur_reach() = 'all' THEN coalesce(c.number, '') ELSE '' END, true, false
		FROM client c WHERE c.id = ANY ($1::uuid[]) AND (may_reach(c.id) OR EXISTS (
			SELECT FROM acquaintance a WHERE a.client_id = cur_person() AND a.other_client_id = c.id))`, ids)
	if err != nil {
		return nil, err
	}
	people, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Person])
	known := make(map[string]Person, len(people))
	for _, p := range people {
		known[p.ID] = p
	}
	return known, err
}

// escape makes of what somebody typed a pattern that finds exactly that.
var escape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Find gives at most twenty people whose name holds the text, or whose number it is.
func (tx *Tx) Find(ctx context.Context, text string) ([]Person, error) {
	rows, err := tx.Query(ctx, `SELECT id, name, given, number, client, machine FROM (
			SELECT s.id::text AS id, s.name AS name, split_part(s.name, ' ', 1) AS given, '' AS number, false AS client, false AS machine FROM support_worker s
			UNION ALL
			SELECT m.id::text, m.name, m.name, '', false, true FROM connection m
			UNION ALL
			SELECT c.id::text, trim(c.given_name || ' ' || c.family_name), c.given_name, coalesce(c.number, ''), true, false
			FROM client c WHERE may_reach(c.id)) p
		WHERE p.name ILIKE $1 OR p.number = $2 ORDER BY p.name, p.id LIMIT 20`, "%"+escape.Replace(text)+"%", text)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Person])
}
