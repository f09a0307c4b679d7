package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// newestFirst is the id to start a list with that runs from the newest down.
const newestFirst = "ffffffff-ffff-ffff-ffff-ffffffffffff"

// isID says whether s can be an id at all. What cannot is nobody's, and answered as
// such: the database would call it a broken statement.
func isID[T ~string](s T) bool { return uuid.Validate(string(s)) == nil }

// ReachedClient gives the id back, in stored form, when the caller reaches this
// client, and Missing when not, or when there is none.
func (tx *Tx) ReachedClient(ctx context.Context, id domain.ClientID) (domain.ClientID, error) {
	if !isID(id) {
		return "", fault.Missing()
	}
	err := tx.QueryRow(ctx, `SELECT id::text FROM client WHERE id = $1 AND may_reach(id)`, id).Scan(&id)
	return id, postgres.Missing(err)
}

const wishColumns = `id::text, client_id::text, version, state, kind, own_words, picture, going_on, strategy,
	interests, skill, created_at, updated_at`

func scanWish(row pgx.CollectableRow) (domain.Wish, error) {
	var r domain.WishRecord
	err := row.Scan(&r.ID, &r.Client, &r.Version, &r.State, &r.Kind, &r.OwnWords, &r.Picture, &r.GoingOn, &r.Strategy,
		&r.Interests, &r.Skill, &r.Created, &r.Updated)
	if err != nil {
		return domain.Wish{}, err
	}
	return domain.RestoreWish(r)
}

// Wish gives a wish of a client the caller reaches.
func (tx *Tx) Wish(ctx context.Context, id domain.WishID) (domain.Wish, error) {
	return tx.wish(ctx, id, "")
}

// WishForUpdate is Wish, and nobody else changes it until this transaction ends.
func (tx *Tx) WishForUpdate(ctx context.Context, id domain.WishID) (domain.Wish, error) {
	return tx.wish(ctx, id, " FOR UPDATE")
}

func (tx *Tx) wish(ctx context.Context, id domain.WishID, lock string) (domain.Wish, error) {
	if !isID(id) {
		return domain.Wish{}, fault.Missing()
	}
	rows, err := tx.Query(ctx, `SELECT `+wishColumns+` FROM wish WHERE id = $1 AND may_reach(client_id)`+lock, id)
	if err != nil {
		return domain.Wish{}, err
	}
	w, err := pgx.CollectExactlyOneRow(rows, scanWish)
	return w, postgres.Missing(err)
}

// WishFilter says which wishes to list; the zero value of a field does not filter.
type WishFilter struct {
	Client domain.ClientID
	State  domain.WishState
	After  string // id of the last wish of the page before; empty: from the newest
	Limit  int
}

// Wishes lists wishes of the clients the caller reaches, newest first.
func (tx *Tx) Wishes(ctx context.Context, f WishFilter) ([]domain.Wish, error) {
	where := tx.newList(f.After)
	where.and("client_id", string(f.Client))
	where.and("state", string(f.State))
	rows, err := tx.Query(ctx, `SELECT `+wishColumns+where.sql("wish", f.Limit), where.args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanWish)
}

// list is the WHERE of a list that runs from the newest down over clients in reach.
type list struct {
	conditions []string
	args       []any
}

// newList decides by may_reach. What stands beside it only says it in a way that an
// index answers: may_reach alone would be asked of every row of the organisation, which
// took 190 ms for a support worker among 5,000 clients.
func (tx *Tx) newList(after string) *list {
	if after == "" {
		after = newestFirst
	}
	l := &list{conditions: []string{"may_reach(client_id)", "id < $1"}, args: []any{after}}
	switch postgres.ReachOf(tx.Caller) {
	case postgres.ReachCaseload:
		l.conditions = append(l.conditions, `client_id IN
			(SELECT c.client_id FROM caseload c WHERE c.tenant_id = cur_tenant() AND c.worker_id = cur_person())`)
	case postgres.ReachSelf:
		l.conditions = append(l.conditions, `client_id = cur_person()`)
	}
	return l
}

// and adds an equality, unless the value is empty. column is one of ours, never a caller's.
func (l *list) and(column, value string) {
	if value == "" {
		return
	}
	l.args = append(l.args, value)
	l.conditions = append(l.conditions, fmt.Sprintf("%s = $%d", column, len(l.args)))
}

// sql ends a SELECT from table. The order names the table's own id: a bare "id" would
// be the text that is selected, which no index sorts.
func (l *list) sql(table string, limit int) string {
	return fmt.Sprintf(" FROM %[1]s WHERE %[2]s ORDER BY %[1]s.id DESC LIMIT %[3]d", table, strings.Join(l.conditions, " AND "), limit)
}

// AddWish keeps a new wish, and gives it as it was kept.
func (tx *Tx) AddWish(ctx context.Context, w domain.Wish) (domain.Wish, error) {
	r := w.Record()
	r.Version = 1
	_, err := tx.Exec(ctx, `INSERT INTO wish (id, client_id, state, kind, own_words, picture, going_on, strategy,
			interests, skill, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		r.ID, r.Client, r.State, r.Kind, r.OwnWords, r.Picture, r.GoingOn, r.Strategy, r.Interests, r.Skill, r.Created, r.Updated)
	if err != nil {
		return domain.Wish{}, err
	}
	return domain.RestoreWish(r)
}

// SaveWish keeps a changed wish, and gives it with its new version.
func (tx *Tx) SaveWish(ctx context.Context, w domain.Wish) (domain.Wish, error) {
	r := w.Record()
	tag, err := tx.Exec(ctx, `UPDATE wish SET version = version + 1, state = $3, kind = $4, own_words = $5, picture = $6,
			going_on = $7, strategy = $8, interests = $9, skill = $10, updated_at = $11
		WHERE id = $1 AND version = $2`,
		r.ID, r.Version, r.State, r.Kind, r.OwnWords, r.Picture, r.GoingOn, r.Strategy, r.Interests, r.Skill, r.Updated)
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return domain.Wish{}, err
	}
	r.Version++
	return domain.RestoreWish(r)
}
