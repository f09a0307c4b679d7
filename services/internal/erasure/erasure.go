// Package erasure is how a service forgets a person, whole and demonstrably.
//
// Each service says for every one of its tables what happens to it (List); a test reads
// the tables from the catalogue and fails for one nobody thought of. Carry is the one way
// to carry an erasure out: the service's own rules first (a match goes on without the one
// who left), then whatever the list still finds, then the events of the feed that told of
// them, and at the end it counts again: rows that are left make it fail, so that an
// erasure is reported only when it is true.
//
// What was removed is written down in table erased and told to recruitment until it is
// taken (Keeper), so a service that was down finishes later. A service whose database was
// put back from an older copy reads in the vault's register whom it has to erase again,
// before it is ready.
package erasure

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/postgres"
)

// Fate is what happens to a table when a person is erased.
type Fate string

// The fates.
const (
	Goes    Fate = "goes"    // the rows about the person are deleted
	Emptied Fate = "emptied" // the row is somebody else's too: the person is taken out of it
	ByHand  Fate = "by hand" // the service's own code does it; Why says how
	Stays   Fate = "stays"   // holds nothing of a person, or an id that names nobody; Why says which
)

// Table says what happens to one table.
type Table struct {
	Name  string
	Fate  Fate
	Where string // Goes, Emptied: which rows are about the person, whose id is $1
	Set   string // Emptied: what is written over it, after which Where finds nothing
	Part  Part   // Goes, Emptied: what it is in words, for preview and receipt; empty: of no interest to anybody
	Why   string // ByHand, Stays: the reason
}

// List is a service's tables, in the order in which they are emptied: what refers to a
// table stands before it.
type List []Table

// Common are the tables that every service has (package postgres).
func Common() List {
	return List{
		{Name: "caseload", Fate: Goes, Where: "client_id = $1"},
		{Name: "request_ledger", Fate: Goes, Where: "$1::uuid = ANY (clients)"},
		{Name: "emergency_access", Fate: Goes, Where: "client_id = $1"},
		{Name: "held", Fate: Goes, Where: "client_id = $1"},
		{Name: "outbox", Fate: ByHand, Why: "events about the person become a Forgotten and keep their place (feed.Forget); others hold ids"},
		{Name: "audit_seal", Fate: Stays, Why: "which lines of the log there were and a hash of each: nothing of anybody"},
		{Name: "audit", Fate: Stays, Why: "who looked is kept for five years, with ids only (NEN 7513)"},
		{Name: "erased", Fate: Stays, Why: "that somebody was erased, by an id that names nobody"},
		{Name: "retention", Fate: Stays, Why: "the organisation's own schedule"},
		{Name: "suspended", Fate: Stays, Why: "that the organisation's doors are closed for now; of nobody"},
		{Name: "moved", Fate: Stays, Why: "in which database the organisation stands; of nobody"},
		{Name: "feed_cursor", Fate: Stays, Why: "a position in a feed"},
	}
}

// With gives the service's tables with the common ones.
func With(own List) List { return slices.Concat(own, Common()) }

// Find gives what is said of a table.
func (l List) Find(name string) (Table, bool) {
	i := slices.IndexFunc(l, func(t Table) bool { return t.Name == name })
	if i < 0 {
		return Table{}, false
	}
	return l[i], true
}

// Count is how many rows about the person there are, by table; tables without are left out.
func (l List) Count(ctx context.Context, tx *postgres.Tx, client string) (map[string]int, error) {
	batch, found := &pgx.Batch{}, map[string]int{}
	for _, t := range l {
		if t.Where == "" {
			continue
		}
		batch.Queue(`SELECT count(*) FROM `+pgx.Identifier{t.Name}.Sanitize()+` WHERE `+t.Where, client).
			QueryRow(func(row pgx.Row) error {
				var n int
				err := row.Scan(&n)
				if n > 0 {
					found[t.Name] = n
				}
				return err
			})
	}
	return found, tx.SendBatch(ctx, batch).Close()
}

// sweep removes what is still there.
func (l List) sweep(ctx context.Context, tx *postgres.Tx, client string) error {
	batch := &pgx.Batch{}
	for _, t := range l {
		switch t.Fate {
		case Goes:
			batch.Queue(`DELETE FROM `+pgx.Identifier{t.Name}.Sanitize()+` WHERE `+t.Where, client)
		case Emptied:
			batch.Queue(`UPDATE `+pgx.Identifier{t.Name}.Sanitize()+` SET `+t.Set+` WHERE `+t.Where, client)
		case ByHand, Stays:
		}
	}
	return tx.SendBatch(ctx, batch).Close()
}

// Parts adds up what was counted by what it is in words.
func (l List) Parts(counted map[string]int) map[Part]int {
	parts := map[Part]int{}
	for name, n := range counted {
		if t, ok := l.Find(name); ok && t.Part != "" {
			parts[t.Part] += n
		}
	}
	return parts
}

// Who is erased, by which erasure; ID is empty when only the register knows of it.
type Who struct{ Client, ID string }

// Carry erases a person in this transaction: own is what the service does by its own
// rules. It may run again and then removes what has come since. It gives what it removed.
func (l List) Carry(ctx context.Context, tx *postgres.Tx, who Who, own func() error) (map[Part]int, error) {
	before, err := l.Count(ctx, tx, who.Client)
	if err != nil {
		return nil, fmt.Errorf("erasure: %w", err)
	}
	if err := own(); err != nil {
		return nil, err
	}
	if err := l.sweep(ctx, tx, who.Client); err != nil {
		return nil, fmt.Errorf("erasure: %w", err)
	}
	if err := feed.Forget(ctx, tx, who.Client); err != nil {
		return nil, err
	}
	left, err := l.Count(ctx, tx, who.Client)
	if err != nil {
		return nil, fmt.Errorf("erasure: %w", err)
	}
	if len(left) > 0 {
		return nil, fmt.Errorf("erasure: rows are left in %s", strings.Join(sortedKeys(left), ", "))
	}
	tx.Touch(who.Client)
	removed := l.Parts(before)
	return removed, note(ctx, tx, who, removed)
}

// note writes the erasure down. The first time says what there was; another erasure of the
// same person (a copy was put back elsewhere) is told again.
func note(ctx context.Context, tx *postgres.Tx, who Who, removed map[Part]int) error {
	body, err := json.Marshal(removed)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO erased AS e (tenant_id, client_id, erasure_id, removed, told) VALUES ($1, $2, nullif($3, '')::uuid, $4, $3 = '')
		ON CONFLICT (tenant_id, client_id) DO UPDATE SET erasure_id = coalesce(excluded.erasure_id, e.erasure_id),
			removed = CASE WHEN e.removed = '{}' THEN excluded.removed ELSE e.removed END,
			told = excluded.erasure_id IS NULL OR e.told AND e.erasure_id IS NOT DISTINCT FROM excluded.erasure_id`,
		tx.Tenant, who.Client, who.ID, string(body))
	return err
}

// Was says who of these people were erased here: a late event does not bring them back.
func Was(ctx context.Context, tx *postgres.Tx, client string) (bool, error) {
	var was bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM erased WHERE tenant_id = $1 AND client_id = $2)`, tx.Tenant, client).Scan(&was)
	return was, err
}

// Check says what a list does not say of the tables there are, and what it says of tables
// there are not. tables are those of the service's schema.
func (l List) Check(tables []string) error {
	var wrong []error
	seen := map[string]bool{}
	for _, t := range l {
		switch {
		case seen[t.Name]:
			wrong = append(wrong, fmt.Errorf("%s stands in the list twice", t.Name))
		case !slices.Contains(tables, t.Name):
			wrong = append(wrong, fmt.Errorf("%s stands in the list and is no table", t.Name))
		case (t.Fate == Goes || t.Fate == Emptied) && t.Where == "":
			wrong = append(wrong, fmt.Errorf("%s: which rows are about the person?", t.Name))
		case t.Fate == Emptied && t.Set == "":
			wrong = append(wrong, fmt.Errorf("%s: what is written over it?", t.Name))
		case (t.Fate == ByHand || t.Fate == Stays) && t.Why == "":
			wrong = append(wrong, fmt.Errorf("%s: why?", t.Name))
		case t.Part != "" && t.Part.Words() == Words{}:
			wrong = append(wrong, fmt.Errorf("%s: %q has no words", t.Name, t.Part))
		}
		seen[t.Name] = true
	}
	for _, name := range tables {
		if !seen[name] && name != "base_version" && name != "schema_version" {
			wrong = append(wrong, fmt.Errorf("%s: nobody thought of what happens to it when a person is erased", name))
		}
	}
	return errors.Join(wrong...)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
