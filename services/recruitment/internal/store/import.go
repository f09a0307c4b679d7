package store

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
)

const importColumns = `i.id::text, i.version, i.state, i.format, i.file_name, i.encoding, i.separator, i.columns, i.rows_total, i.rows_handled,
	i.position, i.rows_read, i.rows_created, i.rows_updated, i.rows_unchanged, i.rows_refused, i.rows_single, i.to_make, i.location_ids::text[],
	i.created_at, coalesce(i.finished_at, 'epoch'), coalesce(i.undo_until, 'epoch')`

func scanImport(row pgx.CollectableRow, more ...any) (i sheet.Import, err error) {
	err = row.Scan(append([]any{
		&i.ID, &i.Version, &i.State, &i.Format, &i.FileName, &i.Encoding, &i.Separator, &i.Columns, &i.Total, &i.Handled,
		&i.Position, &i.Read, &i.Created, &i.Updated, &i.Unchanged, &i.NotIn, &i.Single, &i.ToMake, &i.Locations,
		&i.At, &i.Finished, &i.UndoUntil,
	}, more...)...)
	i.Finished, i.UndoUntil = orZero(i.Finished), orZero(i.UndoUntil)
	return i, err
}

// orZero makes the zero time of the one that stands for NULL.
func orZero(t time.Time) time.Time {
	if t.Unix() == 0 {
		return time.Time{}
	}
	return t
}

func orNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// InsertImport keeps an import with the rows of its file.
func (tx *Tx) InsertImport(ctx context.Context, i sheet.Import, lines []sheet.Line) error {
	if _, err := tx.Exec(ctx, `INSERT INTO import (id, version, state, format, file_name, encoding, separator, columns, rows_total, rows_handled,
			position, rows_read, rows_created, rows_updated, rows_unchanged, rows_refused, rows_single, to_make, location_ids, refused, remarks, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19::text[]::uuid[], $20, $21, $22)`,
		i.ID, i.Version, i.State, i.Format, i.FileName, i.Encoding, i.Separator, array(i.Columns), i.Total, i.Handled,
		i.Position, i.Read, i.Created, i.Updated, i.Unchanged, i.NotIn, i.Single, i.ToMake, texts(i.Locations),
		array(i.Refused), array(i.Remarks), i.At); err != nil {
		return err
	}
	batch := &pgx.Batch{}
	part := 0
	for lines := range slices.Chunk(lines, 500) {
		body, err := json.Marshal(lines)
		if err != nil {
			return err
		}
		batch.Queue(`INSERT INTO import_part (import_id, part, lines) VALUES ($1, $2, $3::jsonb)`, i.ID, part, string(body))
		part++
	}
	return tx.SendBatch(ctx, batch).Close()
}

// Import gives one import, with its notes.
func (tx *Tx) Import(ctx context.Context, id domain.ImportID) (sheet.Import, error) {
	return tx.oneImport(ctx, `i.id = $1`, id)
}

// ImportToChange is Import, held until the transaction ends.
func (tx *Tx) ImportToChange(ctx context.Context, id domain.ImportID) (sheet.Import, error) {
	return tx.oneImport(ctx, `i.id = $1 FOR UPDATE OF i`, id)
}

// ImportUnderWay gives the import that runs or is being undone; false when there is none.
func (tx *Tx) ImportUnderWay(ctx context.Context) (sheet.Import, bool, error) {
	i, err := tx.oneImport(ctx, `i.state = ANY ($1::text[])`, []string{"running", "undoing"})
	if fault.KindOf(err) == fault.KindNotFound {
		return i, false, nil
	}
	return i, err == nil, err
}

func (tx *Tx) oneImport(ctx context.Context, where string, arg any) (sheet.Import, error) {
	rows, err := tx.Query(ctx, `SELECT `+importColumns+`, i.refused, i.remarks FROM import i WHERE `+where, arg)
	if err != nil {
		return sheet.Import{}, err
	}
	i, err := pgx.CollectExactlyOneRow(rows, func(row pgx.CollectableRow) (sheet.Import, error) {
		var refused, remarks []sheet.Note
		i, err := scanImport(row, &refused, &remarks)
		i.Refused, i.Remarks = refused, remarks
		return i, err
	})
	return i, postgres.Missing(err)
}

// Imports lists imports, newest first, after the given one: without their notes.
func (tx *Tx) Imports(ctx context.Context, after domain.ImportID, limit int) ([]sheet.Import, error) {
	rows, err := tx.Query(ctx, `SELECT `+importColumns+` FROM import i WHERE $1 = '' OR
			(i.created_at, i.id) < ((SELECT a.created_at FROM import a WHERE a.id = nullif($1, '')::uuid), nullif($1, '')::uuid)
		ORDER BY i.created_at DESC, i.id DESC LIMIT $2`, after, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (sheet.Import, error) { return scanImport(row) })
}

// Lines gives the rows of an import's file, in order; only the first when few is set.
func (tx *Tx) Lines(ctx context.Context, id domain.ImportID, few bool) ([]sheet.Line, error) {
	rows, err := tx.Query(ctx, `SELECT p.lines FROM import_part p WHERE p.import_id = $1 AND (p.part = 0 OR NOT $2) ORDER BY p.part`, id, few)
	if err != nil {
		return nil, err
	}
	parts, err := pgx.CollectRows(rows, pgx.RowTo[[]sheet.Line])
	return slices.Concat(parts...), err
}

// SaveImport writes an import over the version it was read at, and gives the new one.
func (tx *Tx) SaveImport(ctx context.Context, i sheet.Import) (sheet.Import, error) {
	tag, err := tx.Exec(ctx, `UPDATE import SET version = version + 1, state = $3, columns = $4, finished_at = $5, undo_until = $6, to_make = $7,
			started_by = CASE WHEN $3 = 'running' THEN cur_person() ELSE started_by END
		WHERE id = $1 AND version = $2`, i.ID, i.Version, i.State, array(i.Columns), orNull(i.Finished), orNull(i.UndoUntil), i.ToMake)
	if postgres.Violates(err, "import_under_way") {
		return i, fault.Conflict("IMPORT_UNDER_WAY", fault.Text{
			NL: "Er wordt al een ander bestand overgenomen of teruggedraaid. Wacht tot dat klaar is.",
			EN: "Another file is being brought in or taken back. Wait until that is done."})
	}
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return i, err
	}
	i.Version++
	return i, tx.SaveProgress(ctx, i, true)
}

// SaveProgress writes how far an import is, and with notes also what it says of rows.
// The version stays: whoever wants to stop it need not have seen the last row.
func (tx *Tx) SaveProgress(ctx context.Context, i sheet.Import, notes bool) error {
	var refused, remarks *[]sheet.Note
	if notes {
		said, told := array(i.Refused), array(i.Remarks)
		refused, remarks = &said, &told
	}
	_, err := tx.Exec(ctx, `UPDATE import SET rows_total = $2, rows_handled = $3, position = $4, rows_read = $5, rows_created = $6, rows_updated = $7,
			rows_unchanged = $8, rows_refused = $9, rows_single = $10, location_ids = $11::text[]::uuid[],
			refused = coalesce($12::jsonb, refused), remarks = coalesce($13::jsonb, remarks)
		WHERE id = $1`, i.ID, i.Total, i.Handled, i.Position, i.Read, i.Created, i.Updated, i.Unchanged, i.NotIn, i.Single,
		texts(i.Locations), refused, remarks)
	return err
}

// DropLines forgets the rows of an import's file.
func (tx *Tx) DropLines(ctx context.Context, id domain.ImportID) error {
	_, err := tx.Exec(ctx, `DELETE FROM import_part WHERE import_id = $1`, id)
	return err
}

// DeleteImport removes an import that did nothing.
func (tx *Tx) DeleteImport(ctx context.Context, id domain.ImportID) error {
	_, err := tx.Exec(ctx, `DELETE FROM import WHERE id = $1`, id)
	return err
}

// PurgeImports forgets what is kept no longer: files that nobody started, rows of those
// that nobody went on with (what came in stays), and what would be needed to undo.
func (tx *Tx) PurgeImports(ctx context.Context, now time.Time) error {
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM import WHERE state = 'prepared' AND created_at < $1`, now.Add(-sheet.KeepPrepared))
	batch.Queue(`UPDATE import SET state = 'done', version = version + 1 WHERE state = 'stopped' AND finished_at < $1`, now.Add(-sheet.KeepStopped))
	batch.Queue(`DELETE FROM import_part p USING import i WHERE i.id = p.import_id AND i.state IN ('done', 'undone')`)
	batch.Queue(`DELETE FROM import_change c USING import i WHERE i.id = c.import_id AND i.state = 'done' AND i.undo_until < $1`, now)
	return tx.SendBatch(ctx, batch).Close()
}
