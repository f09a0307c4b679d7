package provision

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/provision"
)

const groupColumns = `g.id::text, g.version, g.name, g.external_id, g.role, g.created_at, g.updated_at`

func scanGroup(row pgx.CollectableRow) (provision.Group, error) {
	var g provision.Group
	err := row.Scan(&g.ID, &g.Version, &g.Name, &g.ExternalID, &g.Role, &g.Created, &g.Updated)
	g.Created, g.Updated = g.Created.UTC(), g.Updated.UTC()
	return g, err
}

func (tx *Tx) groups(ctx context.Context, rest string, args ...any) ([]provision.Group, error) {
	rows, err := tx.Query(ctx, `SELECT `+groupColumns+` FROM provisioned_group g WHERE g.tenant_id = cur_tenant() `+rest, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanGroup)
}

// Group gives one, without who is in it.
func (tx *Tx) Group(ctx context.Context, id provision.GroupID) (provision.Group, error) {
	return one(tx.groups(ctx, `AND g.id = $1`, id))
}

// GroupToChange gives one, held until the transaction ends.
func (tx *Tx) GroupToChange(ctx context.Context, id provision.GroupID) (provision.Group, error) {
	return one(tx.groups(ctx, `AND g.id = $1 FOR UPDATE`, id))
}

// Groups lists them in the order in which they came, and says how many there are.
func (tx *Tx) Groups(ctx context.Context, name, external string, offset, limit int) ([]provision.Group, int, error) {
	const where = `AND ($1 = '' OR g.name_key = $1) AND ($2 = '' OR g.external_id = $2) `
	key := provision.UserNameKey(name)
	var total int
	if err := tx.QueryRow(ctx, `SELECT count(*) FROM provisioned_group g WHERE g.tenant_id = cur_tenant() `+where, key, external).Scan(&total); err != nil {
		return nil, 0, err
	}
	found, err := tx.groups(ctx, where+`ORDER BY g.created_at, g.id OFFSET $3 LIMIT $4`, key, external, offset, limit)
	return found, total, err
}

// AllGroups lists every group by name, with who is in it: for an administrator.
func (tx *Tx) AllGroups(ctx context.Context) ([]provision.Group, error) {
	all, err := tx.groups(ctx, `ORDER BY g.name_key, g.id LIMIT 1000`)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Members, err = tx.Members(ctx, all[i].ID); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Members gives who is in a group.
func (tx *Tx) Members(ctx context.Context, id provision.GroupID) ([]provision.Member, error) {
	rows, err := tx.Query(ctx, `SELECT m.worker_id::text, s.name FROM provisioned_member m
		JOIN support_worker s ON s.tenant_id = m.tenant_id AND s.id = m.worker_id
		WHERE m.tenant_id = cur_tenant() AND m.group_id = $1 ORDER BY s.name_key, s.id`, id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[provision.Member])
}

// AddGroup keeps a new one.
func (tx *Tx) AddGroup(ctx context.Context, g provision.Group) error {
	_, err := tx.Exec(ctx, `INSERT INTO provisioned_group (id, name, name_key, external_id, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)`,
		g.ID, g.Name, provision.UserNameKey(g.Name), g.ExternalID, g.Created)
	return taken(err)
}

// SaveGroup writes one over the version it was read at.
func (tx *Tx) SaveGroup(ctx context.Context, g provision.Group) error {
	tag, err := tx.Exec(ctx, `UPDATE provisioned_group SET version = version + 1, name = $3, name_key = $4, external_id = $5, role = $6, updated_at = $7
		WHERE id = $1 AND version = $2`, g.ID, g.Version, g.Name, provision.UserNameKey(g.Name), g.ExternalID, g.Role, g.Updated)
	return postgres.Saved(tag.RowsAffected(), taken(err))
}

// DropGroup removes one, and with it who was in it.
func (tx *Tx) DropGroup(ctx context.Context, id provision.GroupID) error {
	_, err := tx.Exec(ctx, `DELETE FROM provisioned_group WHERE id = $1`, id)
	return err
}

// Join puts people into a group and gives who was not in it before. Somebody the directory
// did not bring is refused.
func (tx *Tx) Join(ctx context.Context, id provision.GroupID, who []domain.SupportWorkerID) ([]domain.SupportWorkerID, error) {
	if len(who) == 0 {
		return nil, nil
	}
	var known int
	if err := tx.QueryRow(ctx, `SELECT count(*) FROM provisioned_user u WHERE u.worker_id = ANY ($1::uuid[])`, postgres.Texts(who)).Scan(&known); err != nil {
		return nil, err
	}
	if known != distinct(who) {
		return nil, provision.NoSuchMember()
	}
	return tx.moved(ctx, `INSERT INTO provisioned_member (group_id, worker_id) SELECT $1, w FROM unnest($2::uuid[]) AS w
		ON CONFLICT DO NOTHING RETURNING worker_id::text`, id, postgres.Texts(who))
}

func distinct(who []domain.SupportWorkerID) int {
	seen := map[domain.SupportWorkerID]bool{}
	for _, id := range who {
		seen[id] = true
	}
	return len(seen)
}

// Part takes people out of a group and gives who was in it; all of them when all is set.
func (tx *Tx) Part(ctx context.Context, id provision.GroupID, all bool, who []domain.SupportWorkerID) ([]domain.SupportWorkerID, error) {
	return tx.moved(ctx, `DELETE FROM provisioned_member WHERE group_id = $1 AND ($2 OR worker_id = ANY ($3::uuid[])) RETURNING worker_id::text`,
		id, all, postgres.Texts(who))
}

func (tx *Tx) moved(ctx context.Context, sql string, args ...any) ([]domain.SupportWorkerID, error) {
	rows, err := tx.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[domain.SupportWorkerID])
}
