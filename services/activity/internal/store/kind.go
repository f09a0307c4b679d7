package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
)

const kindColumns = `id::text, version, name_nl, name_en, easy_nl, easy_en, pictogram, retired, created_at, updated_at`

func scanKind(row pgx.CollectableRow) (k domain.OwnKind, err error) {
	err = row.Scan(&k.ID, &k.Version, &k.NL, &k.EN, &k.EasyNL, &k.EasyEN, &k.Pictogram, &k.Retired, &k.Created, &k.Updated)
	return k, err
}

// Kinds lists the organisation's own kinds by name: some tens.
func (tx *Tx) Kinds(ctx context.Context) ([]domain.OwnKind, error) {
	rows, err := tx.Query(ctx, `SELECT `+kindColumns+` FROM kind ORDER BY name_key, id`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanKind)
}

// Kind gives one of them.
func (tx *Tx) Kind(ctx context.Context, id domain.KindID) (domain.OwnKind, error) {
	rows, err := tx.Query(ctx, `SELECT `+kindColumns+` FROM kind WHERE id = $1`, id)
	if err != nil {
		return domain.OwnKind{}, err
	}
	k, err := pgx.CollectExactlyOneRow(rows, scanKind)
	return k, postgres.Missing(err)
}

// AddKind saves a new kind.
func (tx *Tx) AddKind(ctx context.Context, k domain.OwnKind) error {
	_, err := tx.Exec(ctx, `INSERT INTO kind (id, version, name_nl, name_key, name_en, easy_nl, easy_en, pictogram, retired, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		k.ID, k.Version, k.NL, k.Key(), k.EN, k.EasyNL, k.EasyEN, k.Pictogram, k.Retired, k.Created, k.Updated)
	return kindOnce(err)
}

// SaveKind saves a changed kind, when nobody else changed it since it was read.
func (tx *Tx) SaveKind(ctx context.Context, k domain.OwnKind) (domain.OwnKind, error) {
	tag, err := tx.Exec(ctx, `UPDATE kind SET version = version + 1, name_nl = $3, name_key = $4, name_en = $5, easy_nl = $6, easy_en = $7,
			pictogram = $8, retired = $9, updated_at = $10 WHERE id = $1 AND version = $2`,
		k.ID, k.Version, k.NL, k.Key(), k.EN, k.EasyNL, k.EasyEN, k.Pictogram, k.Retired, k.Updated)
	if err := postgres.Saved(tag.RowsAffected(), kindOnce(err)); err != nil {
		return domain.OwnKind{}, err
	}
	k.Version++
	return k, nil
}

// kindOnce says it in words when the kind is there already.
func kindOnce(err error) error {
	if postgres.Violates(err, "kind_once") {
		return fault.Exists("KIND_EXISTS", fault.Text{
			NL: "Deze soort staat er al. Misschien is zij weggezet: haal haar dan terug.",
			EN: "This kind is there already. Perhaps it was put away: then bring it back.",
		})
	}
	return err
}
