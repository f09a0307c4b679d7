package networkmap

import (
	"context"
	"fmt"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/store"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
)

const contactColumns = `id::text, client_id::text, version, name, category, circle, feeling, meaning,
	i_get, i_give, how_often, channel, initiative, hope, hidden, private_parts, approaches, created_at, updated_at`

// onMyMap is what the caller may see of a map: of clients in reach, and what is hidden
// only of the caller's own (N-13). It stands in every statement about contacts, so
// that a hidden one is not even counted for somebody else.
const onMyMap = `may_reach(client_id) AND (NOT hidden OR client_id = cur_person())`

func scanContact(row pgx.CollectableRow) (networkmap.Contact, error) {
	var (
		r                    networkmap.ContactRecord
		iGet, iGive, private []string
		approaches           []keptApproach
	)
	err := row.Scan(&r.ID, &r.Client, &r.Version, &r.Name, &r.Category, &r.Circle, &r.Feeling, &r.Meaning,
		&iGet, &iGive, &r.HowOften, &r.Channel, &r.Initiative, &r.Hope, &r.Hidden, &private, &approaches, &r.Created, &r.Updated)
	if err != nil {
		return networkmap.Contact{}, err
	}
	r.IGet, r.IGive, r.Private = typedAs[networkmap.Help](iGet), typedAs[networkmap.Help](iGive), typedAs[networkmap.MapPart](private)
	for _, a := range approaches {
		r.Approaches = append(r.Approaches, networkmap.Approach(a))
	}
	return networkmap.RestoreContact(r)
}

// keptApproach is a yes as it is kept: the same fields under names of the table.
type keptApproach struct {
	ID      networkmap.ApproachID `json:"id"`
	Purpose string                `json:"purpose"`
	Voice   string                `json:"voice"`
	Given   time.Time             `json:"given"`
}

func keptApproaches(all []networkmap.Approach) []keptApproach {
	out := make([]keptApproach, len(all))
	for i, a := range all {
		out[i] = keptApproach(a)
	}
	return out
}

// Contact gives a contact that the caller may see.
func (tx *Tx) Contact(ctx context.Context, id domain.ContactID) (networkmap.Contact, error) {
	return tx.contact(ctx, id, "")
}

// ContactForUpdate gives a contact that the caller may see, and nobody else changes it
// until this transaction ends.
func (tx *Tx) ContactForUpdate(ctx context.Context, id domain.ContactID) (networkmap.Contact, error) {
	return tx.contact(ctx, id, " FOR UPDATE")
}

func (tx *Tx) contact(ctx context.Context, id domain.ContactID, lock string) (networkmap.Contact, error) {
	if !store.IsID(id) {
		return networkmap.Contact{}, fault.Missing()
	}
	rows, err := tx.Query(ctx, `SELECT `+contactColumns+` FROM contact WHERE id = $1 AND `+onMyMap+lock, id)
	if err != nil {
		return networkmap.Contact{}, err
	}
	c, err := pgx.CollectExactlyOneRow(rows, scanContact)
	return c, postgres.Missing(err)
}

// Contacts lists the people on a client's map that the caller may see, in the order in
// which they were put on it.
func (tx *Tx) Contacts(ctx context.Context, client domain.ClientID, after string, limit int) ([]networkmap.Contact, error) {
	if after == "" {
		after = store.OldestFirst
	}
	rows, err := tx.Query(ctx, fmt.Sprintf(`SELECT `+contactColumns+` FROM contact
		WHERE client_id = $1 AND id > $2 AND `+onMyMap+` ORDER BY contact.id LIMIT %d`, limit), client, after)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanContact)
}

// AddContact keeps a new contact, and gives it as it was kept.
func (tx *Tx) AddContact(ctx context.Context, c networkmap.Contact) (networkmap.Contact, error) {
	r := c.Record()
	r.Version = 1
	_, err := tx.Exec(ctx, `INSERT INTO contact (id, client_id, name, category, circle, feeling, meaning, i_get, i_give,
			how_often, channel, initiative, hope, hidden, private_parts, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		r.ID, r.Client, r.Name, r.Category, r.Circle, r.Feeling, r.Meaning, plain(r.IGet), plain(r.IGive),
		r.HowOften, r.Channel, r.Initiative, r.Hope, r.Hidden, plain(r.Private), r.Created, r.Updated)
	if err != nil {
		return networkmap.Contact{}, err
	}
	return networkmap.RestoreContact(r)
}

// SaveContact keeps a changed contact, and gives it with its new version. Who may see
// this person holds for earlier maps too.
func (tx *Tx) SaveContact(ctx context.Context, c networkmap.Contact) (networkmap.Contact, error) {
	r := c.Record()
	tag, err := tx.Exec(ctx, `UPDATE contact SET version = version + 1, name = $3, category = $4, circle = $5, feeling = $6,
			meaning = $7, i_get = $8, i_give = $9, how_often = $10, channel = $11, initiative = $12, hope = $13, hidden = $14,
			private_parts = $15, approaches = $16, updated_at = $17
		WHERE id = $1 AND version = $2 AND `+onMyMap,
		r.ID, r.Version, r.Name, r.Category, r.Circle, r.Feeling, r.Meaning, plain(r.IGet), plain(r.IGive),
		r.HowOften, r.Channel, r.Initiative, r.Hope, r.Hidden, plain(r.Private), keptApproaches(r.Approaches), r.Updated)
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return networkmap.Contact{}, err
	}
	if _, err := tx.Exec(ctx, `UPDATE map_snapshot_contact SET hidden = $2, private_parts = $3
		WHERE contact_id = $1 AND (hidden, private_parts) IS DISTINCT FROM ($2, $3)`, r.ID, r.Hidden, plain(r.Private)); err != nil {
		return networkmap.Contact{}, err
	}
	r.Version++
	return networkmap.RestoreContact(r)
}

// RemoveContact takes somebody off the map; on earlier maps they stay, as they were.
func (tx *Tx) RemoveContact(ctx context.Context, c networkmap.Contact) error {
	r := c.Record()
	tag, err := tx.Exec(ctx, `DELETE FROM contact WHERE id = $1 AND version = $2 AND `+onMyMap, r.ID, r.Version)
	return postgres.Saved(tag.RowsAffected(), err)
}

// plain and typedAs go between words of the domain and text[].
func plain[T ~string](words []T) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return out
}

func typedAs[T ~string](words []string) []T {
	out := make([]T, len(words))
	for i, w := range words {
		out[i] = T(w)
	}
	return out
}
