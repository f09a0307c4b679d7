// Package story keeps what clients tell, on the transaction of package store.
package story

import (
	"context"
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/story"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Tx is a transaction of the store, with what belongs to stories.
type Tx struct{ *store.Tx }

// In opens transactions of the caller's own organisation and reach.
func In(s *store.Store) func(context.Context, func(*Tx) error) error {
	return func(ctx context.Context, fn func(*Tx) error) error {
		return s.InTx(ctx, func(tx *store.Tx) error { return fn(&Tx{Tx: tx}) })
	}
}

// InAs opens one for the given organisation as this service itself.
func InAs(ctx context.Context, s *store.Store, tenant string, fn func(*Tx) error) error {
	return s.InTxAs(ctx, tenant, func(tx *store.Tx) error { return fn(&Tx{Tx: tx}) })
}

// stories reads a story with its versions and yeses as one row, and the client's given name.
const stories = `SELECT s.id::text, s.version, s.client_id::text, s.created_at, s.updated_at, c.given_name,
	(SELECT jsonb_agg(jsonb_build_object('Title', v.title, 'Words', v.words, 'Pictures', v.pictures, 'ShownAs', v.shown_as, 'OtherName', v.other_name,
		'Number', v.number, 'BySelf', v.by_self, 'By', v.by_id, 'At', v.at) ORDER BY v.number) FROM story_version v WHERE v.tenant_id = s.tenant_id AND v.story_id = s.id),
	coalesce((SELECT jsonb_agg(jsonb_build_object('Audience', y.audience, 'Number', y.number, 'BySelf', y.by_self, 'By', y.by_id, 'Voice', y.voice, 'At', y.at) ORDER BY y.audience)
		FROM story_yes y WHERE y.tenant_id = s.tenant_id AND y.story_id = s.id), '[]')
	FROM story s JOIN client c ON c.tenant_id = s.tenant_id AND c.id = s.client_id WHERE s.tenant_id = cur_tenant() `

// Told is a story with the given name of who tells it.
type Told struct {
	story.Story
	GivenName string
}

func scan(row pgx.CollectableRow) (t Told, err error) {
	var versions, yeses []byte
	if err := row.Scan(&t.ID, &t.Version, &t.Client, &t.Created, &t.Updated, &t.GivenName, &versions, &yeses); err != nil {
		return t, err
	}
	t.Created, t.Updated = t.Created.UTC(), t.Updated.UTC()
	if err := json.Unmarshal(versions, &t.Versions); err != nil {
		return t, err
	}
	if err := json.Unmarshal(yeses, &t.Yeses); err != nil {
		return t, err
	}
	for i := range t.Versions {
		t.Versions[i].At = t.Versions[i].At.UTC()
	}
	for i := range t.Yeses {
		t.Yeses[i].At = t.Yeses[i].At.UTC()
	}
	return t, nil
}

// Story gives a story of somebody the caller reaches.
func (tx *Tx) Story(ctx context.Context, id story.ID) (Told, error) {
	return tx.one(ctx, `AND s.id = $1 AND may_reach(s.client_id)`, id)
}

// StoryToChange gives it, and nobody else changes it until this transaction ends.
func (tx *Tx) StoryToChange(ctx context.Context, id story.ID) (Told, error) {
	return tx.one(ctx, `AND s.id = $1 AND may_reach(s.client_id) FOR UPDATE OF s`, id)
}

func (tx *Tx) one(ctx context.Context, where string, args ...any) (Told, error) {
	rows, err := tx.Query(ctx, stories+where, args...)
	if err != nil {
		return Told{}, err
	}
	t, err := pgx.CollectExactlyOneRow(rows, scan)
	return t, postgres.Missing(err)
}

// Stories lists what one client tells, the newest first.
func (tx *Tx) Stories(ctx context.Context, of domain.ClientID, after string, limit int) ([]Told, error) {
	rows, err := tx.Query(ctx, stories+`AND s.client_id = $1 AND may_reach(s.client_id) AND (nullif($2, '')::uuid IS NULL OR s.id < nullif($2, '')::uuid)
		ORDER BY s.id DESC LIMIT $3`, of, after, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scan)
}

// teamOnly holds for stories s of the caller's own team: of a location where they guide
// somebody; of all for who reaches everybody.
const teamOnly = `AND (cur_reach() = 'all' OR EXISTS (SELECT FROM caseload w JOIN client m ON m.tenant_id = w.tenant_id AND m.id = w.client_id
	WHERE w.tenant_id = s.tenant_id AND w.worker_id = cur_person() AND (m.id = s.client_id OR m.location_id = c.location_id))) `

// Library lists the stories that an audience of this organisation may read.
func (tx *Tx) Library(ctx context.Context, a story.Audience, after string, limit int) ([]Told, error) {
	where := `AND EXISTS (SELECT FROM story_yes y WHERE y.tenant_id = s.tenant_id AND y.story_id = s.id AND y.audience = $1)
		AND NOT restricted(s.client_id) AND (nullif($2, '')::uuid IS NULL OR s.id < nullif($2, '')::uuid) `
	if a == story.Team {
		where += teamOnly
	}
	rows, err := tx.Query(ctx, stories+where+`ORDER BY s.id DESC LIMIT $3`, a, after, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scan)
}

// Shared is a story as the region reads it.
type Shared struct {
	ID           story.ID
	Organisation string
	Title        string
	Words        string
	Pictures     []string
	Name         string
	At           time.Time
}

// FromRegion lists what clients of these other organisations agreed to have read by ours.
func (tx *Tx) FromRegion(ctx context.Context, organisations []string) ([]Shared, error) {
	rows, err := tx.Query(ctx, `SELECT id::text, tenant_id::text, title, words, pictures, name, at FROM shared_story
		WHERE tenant_id <> cur_tenant() AND tenant_id = ANY ($1::uuid[]) AND cur_tenant() = ANY (for_organisations) ORDER BY id DESC LIMIT 200`, organisations)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (s Shared, err error) {
		err = row.Scan(&s.ID, &s.Organisation, &s.Title, &s.Words, &s.Pictures, &s.Name, &s.At)
		return s, err
	})
}

// WhoseStories gives, at home only, whose these are while their yes to the region stands.
func (tx *Tx) WhoseStories(ctx context.Context, ids []story.ID) (map[story.ID]domain.ClientID, error) {
	rows, err := tx.Query(ctx, `SELECT s.id::text, s.client_id::text FROM story s JOIN story_yes y ON y.tenant_id = s.tenant_id AND y.story_id = s.id
		WHERE s.tenant_id = cur_tenant() AND s.id = ANY ($1::uuid[]) AND y.audience = $2`, postgres.Texts(ids), story.Region)
	if err != nil {
		return nil, err
	}
	whose := map[story.ID]domain.ClientID{}
	var (
		id     story.ID
		client domain.ClientID
	)
	_, err = pgx.ForEachRow(rows, []any{&id, &client}, func() error { whose[id] = client; return nil })
	return whose, err
}

// Save keeps a story: its text, its yeses, and while the one for the region stands what
// the organisations of it read.
func (tx *Tx) Save(ctx context.Context, t Told, organisations []string) (Told, error) {
	now := t.Now()
	err := tx.QueryRow(ctx, `INSERT INTO story AS s (id, client_id, number, created_at, updated_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (tenant_id, id) DO UPDATE SET version = s.version + 1, number = excluded.number, updated_at = excluded.updated_at RETURNING version`,
		t.ID, t.Client, now.Number, t.Created, t.Updated).Scan(&t.Version)
	if err != nil {
		return t, err
	}
	batch := &pgx.Batch{}
	batch.Queue(`INSERT INTO story_version (story_id, number, title, words, pictures, shown_as, other_name, by_self, by_id, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
		t.ID, now.Number, now.Title, now.Words, array(now.Pictures), now.ShownAs, now.OtherName, now.BySelf, now.By, now.At)
	batch.Queue(`DELETE FROM story_yes WHERE story_id = $1`, t.ID)
	batch.Queue(`DELETE FROM shared_story WHERE tenant_id = cur_tenant() AND id = $1`, t.ID)
	for _, y := range t.Yeses {
		batch.Queue(`INSERT INTO story_yes (story_id, audience, number, by_self, by_id, voice, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			t.ID, y.Audience, y.Number, y.BySelf, y.By, y.Voice, y.At)
	}
	if y, stands := t.YesFor(story.Region); stands && len(organisations) > 0 {
		v := t.At(y.Number)
		batch.Queue(`INSERT INTO shared_story (id, for_organisations, title, words, pictures, name, at, resting)
			VALUES ($1, $2::uuid[], $3, $4, $5, $6, $7, restricted($8))`,
			t.ID, organisations, v.Title, v.Words, array(v.Pictures), v.NameOf(t.GivenName), y.At, t.Client)
	}
	return t, tx.SendBatch(ctx, batch).Close()
}

// SharedWith gives which organisations read it now.
func (tx *Tx) SharedWith(ctx context.Context, id story.ID) (organisations []string, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce((SELECT for_organisations::text[] FROM shared_story WHERE tenant_id = cur_tenant() AND id = $1), '{}')`, id).Scan(&organisations)
	return organisations, err
}

// Remove takes a story away for good.
func (tx *Tx) Remove(ctx context.Context, id story.ID) error {
	_, err := tx.Exec(ctx, `DELETE FROM story WHERE id = $1`, id)
	return err
}

// array makes an empty array of nil, which PostgreSQL would take for NULL.
func array(values []string) []string {
	if values == nil {
		return []string{}
	}
	return values
}
