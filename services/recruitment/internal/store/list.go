package store

import (
	"fmt"
	"strings"

	"github.com/optrek/optrek/services/internal/postgres"
)

// List is the WHERE of a list that runs from the newest down over clients in reach.
type List struct {
	conditions []string
	Args       []any
}

// NewList decides by may_reach. What stands beside it only says it in a way that an
// index answers: may_reach alone would be asked of every row of the organisation, which
// took 190 ms for a support worker among 5,000 clients.
func (tx *Tx) NewList(after string) *List {
	if after == "" {
		after = newestFirst
	}
	l := &List{conditions: []string{"may_reach(client_id)", "id < $1"}, Args: []any{after}}
	switch postgres.ReachOf(tx.Caller) {
	case postgres.ReachCaseload:
		l.conditions = append(l.conditions, `client_id IN
			(SELECT c.client_id FROM within_reach c WHERE c.tenant_id = cur_tenant() AND c.worker_id = cur_person())`)
	case postgres.ReachSelf:
		l.conditions = append(l.conditions, `client_id = cur_person()`)
	}
	return l
}

// And adds an equality, unless the value is empty. column is one of ours, never a caller's.
func (l *List) And(column, value string) {
	if value == "" {
		return
	}
	l.Args = append(l.Args, value)
	l.conditions = append(l.conditions, fmt.Sprintf("%s = $%d", column, len(l.Args)))
}

// SQL ends a SELECT from table. The order names the table's own id: a bare "id" would
// be the text that is selected, which no index sorts.
func (l *List) SQL(table string, limit int) string {
	return fmt.Sprintf(" FROM %[1]s WHERE %[2]s ORDER BY %[1]s.id DESC LIMIT %[3]d", table, strings.Join(l.conditions, " AND "), limit)
}
