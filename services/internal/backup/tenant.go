package backup

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/jackc/pgx/v5"
)

// What is done with one organisation as a whole beside keeping it: its doors are closed and
// opened, all of it is written out for whoever takes it over, and it is taken out.

// Suspend closes the organisation's doors in every part, or opens them again.
func Suspend(ctx context.Context, parts []Part, tenant string, closed bool) error {
	sql := `DELETE FROM suspended WHERE tenant_id = $1`
	if closed {
		sql = `INSERT INTO suspended (tenant_id) VALUES ($1) ON CONFLICT DO NOTHING`
	}
	return each(ctx, parts, pgx.TxOptions{}, func(part Part, tx pgx.Tx) error {
		if err := part.as(ctx, tx, tenant); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, sql, tenant)
		return err
	})
}

// Suspended says since when the organisation's doors are closed in every part; the zero time
// when they are open anywhere.
func Suspended(ctx context.Context, parts []Part, tenant string) (since time.Time, err error) {
	closed := 0
	err = each(ctx, parts, pgx.TxOptions{AccessMode: pgx.ReadOnly}, func(part Part, tx pgx.Tx) error {
		if err := part.as(ctx, tx, tenant); err != nil {
			return err
		}
		err := tx.QueryRow(ctx, `SELECT at FROM suspended WHERE tenant_id = $1`, tenant).Scan(&since)
		if err == nil {
			closed++
		}
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		return err
	})
	if err != nil || closed < len(parts) {
		return time.Time{}, err
	}
	return since, nil
}

// each does something for every part, all in one transaction for each database.
func each(ctx context.Context, parts []Part, options pgx.TxOptions, do func(Part, pgx.Tx) error) error {
	sessions, done, err := open(ctx, parts, options)
	if err != nil {
		return err
	}
	defer done()
	for _, part := range parts {
		if err := do(part, sessions[part.URL].tx); err != nil {
			return fmt.Errorf("%s: %w", part.Schema.Name, err)
		}
	}
	for _, s := range sessions {
		if err := s.tx.Commit(ctx); err != nil {
			return fmt.Errorf("backup: %w", err)
		}
	}
	return nil
}

// log are the tables that outlive an organisation: who looked at whom is kept for its time,
// with ids only, and can still be verified.
var log = []string{"audit", "audit_seal"}

// Export writes all of an organisation as a zip of lines of JSON, a file for each table,
// readable without Optrek and without the vault: for who takes the data over. It is as
// secret as everything in it.
func Export(ctx context.Context, out io.Writer, parts []Part, scope Scope) (Summary, error) {
	file := zip.NewWriter(out)
	x := &exporter{ctx: ctx, file: file, tenant: scope.Organisation, Tables: map[string]int{}}
	if err := each(ctx, parts, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, x.part); err != nil {
		return Summary{}, err
	}
	into, err := file.Create("manifest.json")
	if err != nil {
		return Summary{}, err
	}
	x.Organisation, x.Time, x.Digest = scope.Organisation, scope.Time.UTC(), x.sum.String()
	encoder := json.NewEncoder(into)
	encoder.SetIndent("", "  ")
	if err := errors.Join(encoder.Encode(x), file.Close()); err != nil {
		return Summary{}, err
	}
	return Summary{Time: scope.Time, Organisations: 1, Rows: x.sum.rows, Digest: x.sum.String()}, nil
}

// exporter is also the manifest: what of it is exported stands in the file.
type exporter struct {
	Organisation string         `json:"organisation"`
	Time         time.Time      `json:"time"`
	Tables       map[string]int `json:"tables"` // rows
	Digest       string         `json:"digest"` // of all rows but those that outlive it, in whatever order

	ctx    context.Context
	file   *zip.Writer
	tenant string
	sum    digest
}

func (x *exporter) part(part Part, tx pgx.Tx) error {
	all, err := tables(x.ctx, tx, part)
	if err != nil {
		return err
	}
	if err := part.as(x.ctx, tx, x.tenant); err != nil {
		return err
	}
	for _, t := range all {
		if err := x.table(part, t, tx); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	return nil
}

func (x *exporter) table(part Part, t table, tx pgx.Tx) error {
	name := part.Schema.Name + "/" + t.Name
	into, err := x.file.Create(name + ".jsonl")
	if err != nil {
		return err
	}
	rows, err := tx.Query(x.ctx, fmt.Sprintf(`SELECT to_jsonb(t)::text, %s FROM %s t WHERE t.tenant_id = $1`,
		texts(t.Columns), quote(part.Schema.Name, t.Name)), x.tenant)
	if err != nil {
		return err
	}
	l := &tableLine{Schema: part.Schema.Name, Table: t.Name, Columns: t.Columns}
	var row string
	var values []*string
	_, err = pgx.ForEachRow(rows, []any{&row, &values}, func() error {
		x.Tables[name]++
		if !stays(part, t.Name) {
			if err := x.sum.add(l, values); err != nil {
				return err
			}
		}
		_, err := io.WriteString(into, row+"\n")
		return err
	})
	return err
}

// Exported reads of a file of Export whose it is and its digest.
func Exported(file io.ReaderAt, size int64) (organisation, digest string, err error) {
	z, err := zip.NewReader(file, size)
	if err != nil {
		return "", "", fmt.Errorf("backup: this is not an export: %w", err)
	}
	in, err := z.Open("manifest.json")
	if err != nil {
		return "", "", fmt.Errorf("backup: this is not an export: %w", err)
	}
	defer in.Close()
	var said exporter
	if err := json.NewDecoder(in).Decode(&said); err != nil {
		return "", "", fmt.Errorf("backup: this is not an export: %w", err)
	}
	for _, f := range z.File { // every file is read to its end: a zip that was cut or damaged says so
		if err := readWhole(f); err != nil {
			return "", "", fmt.Errorf("backup: the export is damaged: %s: %w", f.Name, err)
		}
	}
	return said.Organisation, said.Digest, nil
}

func readWhole(f *zip.File) error {
	in, err := f.Open()
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, in) //nolint:gosec // G110: nothing of it is kept
	return errors.Join(err, in.Close())
}
