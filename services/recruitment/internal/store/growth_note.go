package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

const growthColumns = `id::text, client_id::text, networker_id::text, version, kind, words, picture, shared, created_at, updated_at`

func scanGrowthNote(row pgx.CollectableRow) (domain.GrowthNote, error) {
	var r domain.GrowthNoteRecord
	err := row.Scan(&r.ID, &r.Client, &r.Networker, &r.Version, &r.Kind, &r.Words, &r.Picture, &r.Shared, &r.Created, &r.Updated)
	if err != nil {
		return domain.GrowthNote{}, err
	}
	return domain.RestoreGrowthNote(r)
}

// growthShown is what somebody may read of a growth page: the networker all of it, others
// what is shared. It stands in the query, so that no page of a list tells by its
// length or its end that there is more.
const growthShown = `may_reach(client_id) AND (cur_reach() = 'self' OR shared)`

// GrowthNotes lists the lines of a growth page, newest first, from after the given id.
func (tx *Tx) GrowthNotes(ctx context.Context, of domain.NetworkerID, after string, limit int) ([]domain.GrowthNote, error) {
	if after == "" {
		after = newestFirst
	}
	rows, err := tx.Query(ctx, `SELECT `+growthColumns+` FROM growth_note
		WHERE networker_id = $1 AND growth_note.id < $2 AND `+growthShown+` ORDER BY growth_note.id DESC LIMIT $3`, of, after, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanGrowthNote)
}

// GrowthNoteForUpdate gives a line of the caller's own page, and nobody else changes it
// until this transaction ends.
func (tx *Tx) GrowthNoteForUpdate(ctx context.Context, id domain.GrowthNoteID) (domain.GrowthNote, error) {
	if !IsID(id) {
		return domain.GrowthNote{}, fault.Missing()
	}
	rows, err := tx.Query(ctx, `SELECT `+growthColumns+` FROM growth_note
		WHERE id = $1 AND may_reach(client_id) AND cur_reach() = 'self' FOR UPDATE`, id)
	if err != nil {
		return domain.GrowthNote{}, err
	}
	g, err := pgx.CollectExactlyOneRow(rows, scanGrowthNote)
	return g, postgres.Missing(err)
}

// AddGrowthNote keeps a new line, and gives it as it was kept.
func (tx *Tx) AddGrowthNote(ctx context.Context, g domain.GrowthNote) (domain.GrowthNote, error) {
	r := g.Record()
	r.Version = 1
	_, err := tx.Exec(ctx, `INSERT INTO growth_note (id, client_id, networker_id, kind, words, picture, shared, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		r.ID, r.Client, r.Networker, r.Kind, r.Words, r.Picture, r.Shared, r.Created, r.Updated)
	if err != nil {
		return domain.GrowthNote{}, err
	}
	return domain.RestoreGrowthNote(r)
}

// SaveGrowthNote keeps a changed line, and gives it with its new version.
func (tx *Tx) SaveGrowthNote(ctx context.Context, g domain.GrowthNote) (domain.GrowthNote, error) {
	r := g.Record()
	tag, err := tx.Exec(ctx, `UPDATE growth_note SET version = version + 1, kind = $3, words = $4, picture = $5, shared = $6, updated_at = $7
		WHERE id = $1 AND version = $2`, r.ID, r.Version, r.Kind, r.Words, r.Picture, r.Shared, r.Updated)
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return domain.GrowthNote{}, err
	}
	r.Version++
	return domain.RestoreGrowthNote(r)
}

// RemoveGrowthNote takes a line away for good.
func (tx *Tx) RemoveGrowthNote(ctx context.Context, g domain.GrowthNote) error {
	_, err := tx.Exec(ctx, `DELETE FROM growth_note WHERE id = $1`, g.Record().ID)
	return err
}
