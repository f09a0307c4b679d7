// Package provision keeps colleagues and groups as the organisation's directory knows
// them, on the transaction of package store.
package provision

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/provision"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Tx is a transaction of the store, with what belongs to the directory.
type Tx struct{ *store.Tx }

// Of gives it within a transaction that is open already.
func Of(tx *store.Tx) *Tx { return &Tx{Tx: tx} }

// In opens transactions of the caller's own organisation.
func In(s *store.Store) func(context.Context, func(*Tx) error) error {
	return func(ctx context.Context, fn func(*Tx) error) error {
		return s.InTx(ctx, func(tx *store.Tx) error { return fn(Of(tx)) })
	}
}

// Page is part of a list: what to look for (one of the fields), from where, how many.
type Page struct {
	UserName, ExternalID, Email string
	Offset, Limit               int
}

const users = `FROM provisioned_user u JOIN support_worker s ON s.tenant_id = u.tenant_id AND s.id = u.worker_id
	WHERE u.tenant_id = cur_tenant() `

const userColumns = `u.worker_id::text, u.version, u.user_name, u.external_id, u.given_name, u.family_name, u.display_name, s.email,
	s.left_at IS NULL, u.created_at, u.updated_at `

func scanUser(row pgx.CollectableRow) (provision.User, error) {
	var u provision.User
	err := row.Scan(&u.ID, &u.Version, &u.UserName, &u.ExternalID, &u.GivenName, &u.FamilyName, &u.Display, &u.Email, &u.Active, &u.Created, &u.Updated)
	u.Created, u.Updated = u.Created.UTC(), u.Updated.UTC()
	return u, err
}

func (tx *Tx) users(ctx context.Context, rest string, args ...any) ([]provision.User, error) {
	rows, err := tx.Query(ctx, `SELECT `+userColumns+users+rest, args...)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, scanUser)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, tx.withGroups(ctx, all)
}

// withGroups says of each which groups they are in.
func (tx *Tx) withGroups(ctx context.Context, all []provision.User) error {
	at, workers := map[domain.SupportWorkerID]*provision.User{}, []string{}
	for i := range all {
		at[all[i].ID] = &all[i]
		workers = append(workers, string(all[i].ID))
	}
	rows, err := tx.Query(ctx, `SELECT m.worker_id::text, g.id::text, g.name FROM provisioned_member m
		JOIN provisioned_group g ON g.tenant_id = m.tenant_id AND g.id = m.group_id
		WHERE m.tenant_id = cur_tenant() AND m.worker_id = ANY ($1::uuid[]) ORDER BY g.name_key, g.id`, workers)
	if err != nil {
		return err
	}
	var (
		who domain.SupportWorkerID
		in  provision.GroupRef
	)
	_, err = pgx.ForEachRow(rows, []any{&who, &in.ID, &in.Name}, func() error {
		at[who].Groups = append(at[who].Groups, in)
		return nil
	})
	return err
}

// User gives one colleague whom the directory brought.
func (tx *Tx) User(ctx context.Context, id domain.SupportWorkerID) (provision.User, error) {
	return one(tx.users(ctx, `AND u.worker_id = $1`, id))
}

// UserToChange gives one, held until the transaction ends.
func (tx *Tx) UserToChange(ctx context.Context, id domain.SupportWorkerID) (provision.User, error) {
	return one(tx.users(ctx, `AND u.worker_id = $1 FOR UPDATE OF u`, id))
}

func one[T any](found []T, err error) (T, error) {
	var none T
	if err == nil && len(found) == 0 {
		err = pgx.ErrNoRows
	}
	if err != nil {
		return none, postgres.Missing(err)
	}
	return found[0], nil
}

// Users lists them in the order in which they came, and says how many there are.
func (tx *Tx) Users(ctx context.Context, p Page) ([]provision.User, int, error) {
	const where = `AND ($1 = '' OR u.user_name_key = $1) AND ($2 = '' OR u.external_id = $2) AND ($3 = '' OR s.email_key = $3) `
	name, email := provision.UserNameKey(p.UserName), domain.EmailKey(p.Email)
	var total int
	if err := tx.QueryRow(ctx, `SELECT count(*) `+users+where, name, p.ExternalID, email).Scan(&total); err != nil {
		return nil, 0, err
	}
	found, err := tx.users(ctx, where+`ORDER BY u.created_at, u.worker_id OFFSET $4 LIMIT $5`, name, p.ExternalID, email, p.Offset, p.Limit)
	return found, total, err
}

// AddUser notes that the directory brought this colleague.
func (tx *Tx) AddUser(ctx context.Context, u provision.User) error {
	_, err := tx.Exec(ctx, `INSERT INTO provisioned_user
		(worker_id, user_name, user_name_key, external_id, given_name, family_name, display_name, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
		u.ID, u.UserName, provision.UserNameKey(u.UserName), u.ExternalID, u.GivenName, u.FamilyName, u.Display, u.Created)
	return taken(err)
}

// SaveUser writes one over the version it was read at.
func (tx *Tx) SaveUser(ctx context.Context, u provision.User) error {
	tag, err := tx.Exec(ctx, `UPDATE provisioned_user SET version = version + 1, user_name = $3, user_name_key = $4, external_id = $5,
		given_name = $6, family_name = $7, display_name = $8, updated_at = $9 WHERE worker_id = $1 AND version = $2`,
		u.ID, u.Version, u.UserName, provision.UserNameKey(u.UserName), u.ExternalID, u.GivenName, u.FamilyName, u.Display, u.Updated)
	return postgres.Saved(tag.RowsAffected(), taken(err))
}

// DropUser notes that the directory knows them no more. The colleague stays: what they did is theirs.
func (tx *Tx) DropUser(ctx context.Context, id domain.SupportWorkerID) error {
	_, err := tx.Exec(ctx, `DELETE FROM provisioned_user WHERE worker_id = $1`, id)
	return err
}

func taken(err error) error {
	if postgres.Violates(err, "provisioned_user_tenant_id_user_name_key_key") || postgres.Violates(err, "provisioned_user_pkey") ||
		postgres.Violates(err, "provisioned_group_tenant_id_name_key_key") {
		return provision.NameTaken()
	}
	return err
}

// Provisioned says whether the directory brought this colleague, which roles their groups
// give, and who it is that the directory calls so (external id).
func (tx *Tx) Provisioned(ctx context.Context, id domain.SupportWorkerID) (bool, []string, error) {
	var (
		there bool
		roles []string
	)
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM provisioned_user u WHERE u.worker_id = $1),
		ARRAY(SELECT DISTINCT g.role FROM provisioned_member m JOIN provisioned_group g ON g.tenant_id = m.tenant_id AND g.id = m.group_id
			WHERE m.tenant_id = cur_tenant() AND m.worker_id = $1 AND g.role <> '' ORDER BY g.role)`, id).Scan(&there, &roles)
	return there, roles, err
}

// ByExternal finds whom the directory calls so; empty when nobody.
func (tx *Tx) ByExternal(ctx context.Context, external string) (id domain.SupportWorkerID, err error) {
	rows, err := tx.Query(ctx, `SELECT u.worker_id::text FROM provisioned_user u WHERE u.external_id = $1 LIMIT 2`, external)
	if err != nil {
		return "", err
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(found) != 1 { // two of one name are nobody
		return "", err
	}
	return domain.SupportWorkerID(found[0]), nil
}
