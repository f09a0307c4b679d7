package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/template"
)

// Template gives one version of a template, the newest for 0: the organisation's own,
// or ours. A retired one is given too: what was made with it goes on. Records keep Key
// and Version, and ask for that version again (O-04).
func (tx *Tx) Template(ctx context.Context, kind template.Kind, key string, version int) (template.Template, error) {
	own, retired, err := tx.ownTemplates(ctx, kind, key)
	if err != nil {
		return template.Template{}, err
	}
	t, err := template.Find(own, kind, key, version)
	t.Retired = retired[place{kind, key}]
	return t, err
}

// Templates gives the newest version of every template of a kind, of all kinds for "",
// those that are retired too.
func (tx *Tx) Templates(ctx context.Context, kind template.Kind) ([]template.Template, error) {
	own, retired, err := tx.ownTemplates(ctx, kind, "")
	if err != nil {
		return nil, err
	}
	all := template.Newest(own, kind)
	for i, t := range all {
		all[i].Retired = retired[place{t.Kind, t.Key}]
	}
	return all, nil
}

// OwnTemplates gives every version the organisation itself made of one template, and
// whether it is retired.
func (tx *Tx) OwnTemplates(ctx context.Context, kind template.Kind, key string) ([]template.Template, bool, error) {
	own, retired, err := tx.ownTemplates(ctx, kind, key)
	return own, retired[place{kind, key}], err
}

// ConsentTexts gives every text before a yes that the organisation made of its own.
func (tx *Tx) ConsentTexts(ctx context.Context) ([]template.Template, error) {
	own, _, err := tx.ownTemplates(ctx, template.ConsentText, "")
	return own, err
}

// HoldTemplates keeps others from publishing until the transaction ends, so that two
// who started from the same version do not both make the next.
func (tx *Tx) HoldTemplates(ctx context.Context) error {
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('template' || $1, 0))`, tx.Tenant)
	return err
}

// place is what a template is called, whatever its version.
type place struct {
	kind template.Kind
	key  string
}

func (tx *Tx) ownTemplates(ctx context.Context, kind template.Kind, key string) ([]template.Template, map[place]bool, error) {
	rows, err := tx.Query(ctx, `SELECT kind, key, version, title_nl, title_en, intro_nl, intro_en, parts, created_at FROM template
		WHERE ($1 = '' OR kind = $1) AND ($2 = '' OR key = $2) ORDER BY kind, key, version`, kind, key)
	if err != nil {
		return nil, nil, err
	}
	own, err := pgx.CollectRows(rows, scanTemplate)
	if err != nil {
		return nil, nil, err
	}
	rows, err = tx.Query(ctx, `SELECT kind, key FROM template_retired WHERE ($1 = '' OR kind = $1) AND ($2 = '' OR key = $2)`, kind, key)
	if err != nil {
		return nil, nil, err
	}
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (p place, err error) {
		err = row.Scan(&p.kind, &p.key)
		return p, err
	})
	retired := make(map[place]bool, len(out))
	for _, p := range out {
		retired[p] = true
	}
	return own, retired, err
}

// templatePart is a part as it stands in the column of that name.
type templatePart struct {
	Key     string `json:"key"`
	TextNL  string `json:"text_nl"`
	TextEN  string `json:"text_en,omitempty"`
	EasyNL  string `json:"easy_nl,omitempty"`
	EasyEN  string `json:"easy_en,omitempty"`
	Picture string `json:"picture,omitempty"`
}

func scanTemplate(row pgx.CollectableRow) (template.Template, error) {
	var (
		t     template.Template
		parts []templatePart
	)
	err := row.Scan(&t.Kind, &t.Key, &t.Version, &t.Title.NL, &t.Title.EN, &t.Intro.NL, &t.Intro.EN, &parts, &t.Created)
	for _, p := range parts {
		t.Parts = append(t.Parts, template.Part{
			Key: p.Key, Picture: p.Picture,
			Text: fault.Text{NL: p.TextNL, EN: p.TextEN}, Easy: fault.Text{NL: p.EasyNL, EN: p.EasyEN},
		})
	}
	t.Created = t.Created.UTC()
	return t, err
}

// InsertTemplate keeps a new version.
func (tx *Tx) InsertTemplate(ctx context.Context, t template.Template) error {
	parts := make([]templatePart, len(t.Parts))
	for i, p := range t.Parts {
		parts[i] = templatePart{p.Key, p.Text.NL, p.Text.EN, p.Easy.NL, p.Easy.EN, p.Picture}
	}
	_, err := tx.Exec(ctx, `INSERT INTO template (kind, key, version, title_nl, title_en, intro_nl, intro_en, parts, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		t.Kind, t.Key, t.Version, t.Title.NL, t.Title.EN, t.Intro.NL, t.Intro.EN, parts, t.Created)
	if err != nil {
		return fmt.Errorf("template %s: %w", t.Name(), err)
	}
	return nil
}

// SaveRetired keeps whether a template is retired.
func (tx *Tx) SaveRetired(ctx context.Context, t template.Template) error {
	query := `DELETE FROM template_retired WHERE kind = $1 AND key = $2`
	if t.Retired {
		query = `INSERT INTO template_retired (kind, key) VALUES ($1, $2) ON CONFLICT DO NOTHING`
	}
	_, err := tx.Exec(ctx, query, t.Kind, t.Key)
	return err
}

// Settings gives what the organisation chose, or what is usual.
func (tx *Tx) Settings(ctx context.Context) (domain.Settings, error) {
	rows, err := tx.Query(ctx, `SELECT version, open_steps FROM settings`)
	if err != nil {
		return domain.Settings{}, err
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[domain.Settings])
	if err != nil || len(found) == 0 {
		return domain.UsualSettings(), err
	}
	return found[0], nil
}

// SaveSettings writes them over the version they were read at, and gives the new one.
func (tx *Tx) SaveSettings(ctx context.Context, s domain.Settings) (domain.Settings, error) {
	tag, err := tx.Exec(ctx, `INSERT INTO settings (version, open_steps) VALUES ($1 + 1, $2)
		ON CONFLICT (tenant_id) DO UPDATE SET version = settings.version + 1, open_steps = $2 WHERE settings.version = $1`, s.Version, s.OpenSteps)
	s.Version++
	return s, postgres.Saved(tag.RowsAffected(), err)
}
