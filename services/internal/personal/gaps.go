package personal

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// common are tables every service has, and why nothing of them is told.
var common = map[string]string{
	"caseload":         "who guides whom; recruitment tells it",
	"audit_seal":       "signatures over the log; of nobody",
	"outbox":           "ids that were told to the other services, which tell themselves what they keep of it",
	"audit":            "who looked; the person has a page of their own for it",
	"request_ledger":   "answers of the last day, so that nothing is done twice; the same as what is told from the tables",
	"emergency_access": "who reached a client in an emergency, and until when; recruitment tells it",
	"erased":           "ids of who was erased; of them nothing is left",
	"held":             "whose data may not be removed for now; recruitment tells it",
	"suspended":        "whether the organisation's doors are closed for now; of nobody",
	"moved":            "in which database the organisation stands; of nobody",
	"retention":        "of the organisation",
	"feed_cursor":      "how far another service was read; nothing of a person",
}

// of house keeping: goose's own notes.
func keepsHouse(table string) bool {
	return strings.HasPrefix(table, "goose_") || strings.HasSuffix(table, "_version") || strings.HasSuffix(table, "_migrations")
}

// everyTable are columns of no interest to anybody, in whichever table.
var everyTable = map[string]string{
	"tenant_id": "the organisation",
	"version":   "how often the row was changed, so that two do not overwrite each other",
}

// Gaps compares the catalogue with the tables of the schema and names every table and
// column that is neither told nor left out with a reason, and those that are not there.
// conn belongs to the owner of the tables. others are tables of the base that other
// packages answer for, each with the reason.
func (c Catalogue) Gaps(ctx context.Context, conn *pgx.Conn, schema string, others map[string]string) (gaps []string, err error) {
	columns, err := columnsOf(ctx, conn, schema)
	if err != nil {
		return nil, err
	}
	told := map[string]bool{}
	for _, p := range c.Parts {
		told[p.Table] = true
		gaps = append(gaps, p.gaps(columns[p.Table], c.partsOf(p.Table))...)
	}
	for table := range columns {
		switch {
		case told[table] && c.Without[table] != "":
			gaps = append(gaps, table+" is told and left out")
		case !told[table] && c.Without[table] == "" && common[table] == "" && others[table] == "" && !keepsHouse(table):
			gaps = append(gaps, table+" is neither told to the person nor left out with a reason")
		}
	}
	for table, why := range c.Without {
		if _, there := columns[table]; !there || why == "" {
			gaps = append(gaps, table+" is left out without being there, or without a reason")
		}
	}
	gaps = append(gaps, c.unsaid()...)
	slices.Sort(gaps)
	return slices.Compact(gaps), nil
}

// unsaid names what is withheld without words for it in both languages.
func (c Catalogue) unsaid() (gaps []string) {
	for _, w := range c.Withheld {
		if w.What.NL == "" || w.What.EN == "" || w.Why.NL == "" || w.Why.EN == "" {
			gaps = append(gaps, fmt.Sprintf("what is withheld is not said in both languages: %v", w))
		}
	}
	return gaps
}

// partsOf gives the parts that tell the same table: each may tell some of its columns.
func (c Catalogue) partsOf(table string) (all []Part) {
	for _, p := range c.Parts {
		if p.Table == table {
			all = append(all, p)
		}
	}
	return all
}

func (p Part) gaps(there []string, all []Part) (gaps []string) {
	if p.Title.NL == "" || p.Title.EN == "" || p.Picture == "" || p.Whose == "" {
		gaps = append(gaps, p.Table+" has no title, picture or owner")
	}
	known := map[string]bool{}
	for _, same := range all {
		for _, col := range same.Columns {
			known[col.Name] = true
			if col.Label.NL == "" || col.Label.EN == "" {
				gaps = append(gaps, p.Table+"."+col.Name+" has no label in both languages")
			}
		}
		for name, why := range same.Left {
			known[name] = why != ""
		}
	}
	for _, name := range there {
		if !known[name] && everyTable[name] == "" {
			gaps = append(gaps, p.Table+"."+name+" is neither told nor left out with a reason")
		}
	}
	for _, col := range p.Columns {
		if !slices.Contains(there, col.Name) && !p.worksOut(col.Name) {
			gaps = append(gaps, p.Table+"."+col.Name+" is told and is not there")
		}
	}
	for name := range p.Left {
		if !slices.Contains(there, name) {
			gaps = append(gaps, p.Table+"."+name+" is left out and is not there")
		}
	}
	return gaps
}

func (p Part) worksOut(name string) bool {
	return slices.ContainsFunc(p.More, func(sql string) bool { return strings.HasSuffix(sql, " AS "+name) })
}

func columnsOf(ctx context.Context, conn *pgx.Conn, schema string) (map[string][]string, error) {
	rows, err := conn.Query(ctx, `SELECT c.table_name::text, c.column_name::text FROM information_schema.columns c
		JOIN information_schema.tables t USING (table_schema, table_name)
		WHERE c.table_schema = $1 AND t.table_type = 'BASE TABLE' ORDER BY 1, c.ordinal_position`, schema)
	if err != nil {
		return nil, err
	}
	columns := map[string][]string{}
	var table, column string
	_, err = pgx.ForEachRow(rows, []any{&table, &column}, func() error {
		columns[table] = append(columns[table], column)
		return nil
	})
	if err == nil && len(columns) == 0 {
		return nil, fmt.Errorf("no tables in %s", schema)
	}
	return columns, err
}
