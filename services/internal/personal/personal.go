// Package personal says of each table of a service what it tells a person about
// themself: everything that is kept of them, in words one can read and as data one can
// take along.
//
// A service writes a Catalogue: a Part for each table that holds something of a person,
// and a reason for each table and column that stays out. Gaps compares it with the
// database, so that a table or a column that nobody thought of fails a test.
package personal

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
)

// Words are a text in both languages.
type Words struct{ NL, EN string }

// Who says what the ids in a column stand for; recruitment puts the names to them.
type Who string

// Whose ids they may be.
const (
	NoOne    Who = ""
	Client   Who = "client"
	Worker   Who = "support_worker"
	Location Who = "location"
)

// Column is one line of what is told.
type Column struct {
	Name  string // of the table, or of Part.More
	Label Words
	// Says has the words for what is kept as a word, e.g. "weekday_morning".
	Says map[string]Words
	// As gives the lines for anything that is not a text, a list of texts, a yes or a moment.
	As func(kept any) []Words
	// Who: the column holds ids of people or places.
	Who Who
	// Own: only the person themself reads this line.
	Own bool
	// OwnWhen is the SQL condition for rows of which only the person reads this line.
	OwnWhen string
}

// Line makes a column that tells what is kept as it is.
func Line(name, nl, en string) Column { return Column{Name: name, Label: Words{NL: nl, EN: en}} }

// OneOf makes a column of which each word that is kept has words to read.
func OneOf(name, nl, en string, says map[string]Words) Column {
	return Column{Name: name, Label: Words{NL: nl, EN: en}, Says: says}
}

// Whom makes a column that holds ids.
func Whom(name, nl, en string, who Who) Column {
	return Column{Name: name, Label: Words{NL: nl, EN: en}, Who: who}
}

// Yours makes the line one that only the person reads.
func (c Column) Yours() Column {
	c.Own = true
	return c
}

// YoursWhen makes it so for the rows for which the SQL condition holds.
func (c Column) YoursWhen(condition string) Column {
	c.OwnWhen = condition
	return c
}

// Part tells one table.
type Part struct {
	Table   string
	Key     string // name of the section; empty: the table's
	Title   Words
	Picture string // name of a pictogram
	// Whose is the SQL condition that holds for rows t of the person $1.
	Whose string
	// More is SQL for columns worked out beside those of the table, each with AS.
	More []string
	// Order is SQL; empty: by id.
	Order string
	// ID is SQL for what tells one row of the person from the others; empty: t.id.
	ID string
	// OwnRows is the SQL condition for rows that only the person themself reads.
	OwnRows string
	Columns []Column
	// Left are the columns that are not told, each with the reason.
	Left map[string]string
}

// Withheld is something that is kept of a person and not given to them, and why.
type Withheld struct{ What, Why Words }

// Catalogue is all of a service.
type Catalogue struct {
	Parts []Part
	// Without are the tables that are not told, each with the reason.
	Without map[string]string
	// Withheld is told to the person: what of them is kept and not given.
	Withheld []Withheld
}

// Section is one subject of what a person gets.
type Section struct {
	Key     string
	Title   Words
	Picture string
	Items   []Item
}

// Item is one row.
type Item struct {
	ID     string
	Fields []Field
}

// Field is one line of it.
type Field struct {
	Key   string
	Label Words
	Words []Words
	Raw   json.RawMessage // as it is kept
	Who   Who
	IDs   []string // for Who
}

// Said says whether there is anything to read in it.
func (f Field) Said() bool { return len(f.Words) > 0 || len(f.IDs) > 0 }

// Read gives everything of one person. ownEyes: they read it themself, so also what they
// keep from everybody else. Sections that are empty are there too, without items: that
// nothing is kept is worth knowing. Each read is in the audit.
func (c Catalogue) Read(ctx context.Context, tx *postgres.Tx, person string, ownEyes bool) ([]Section, error) {
	tx.Touch(person)
	batch := &pgx.Batch{}
	var all []Section
	at := map[string]int{}
	for _, p := range c.Parts {
		key := p.key()
		if _, there := at[key]; !there {
			at[key] = len(all)
			all = append(all, Section{Key: key, Title: p.Title, Picture: p.Picture})
		}
		batch.Queue(p.query(ownEyes), person).Query(func(rows pgx.Rows) error {
			items, err := p.items(rows, ownEyes)
			s := &all[at[key]]
			s.Items = append(s.Items, items...)
			return err
		})
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return nil, fmt.Errorf("what is kept of a person: %w", err)
	}
	return all, nil
}

func (p Part) key() string {
	if p.Key != "" {
		return p.Key
	}
	return p.Table
}

func (p Part) query(ownEyes bool) string {
	id, order := "t.id::text", "t.id"
	if p.ID != "" {
		id, order = p.ID, p.ID
	}
	if p.Order != "" {
		order = p.Order
	}
	where := "(" + p.Whose + ")"
	if p.OwnRows != "" && !ownEyes {
		where += " AND NOT (" + p.OwnRows + ")"
	}
	more := ""
	for _, m := range p.More {
		more += ", " + m
	}
	for _, c := range p.Columns {
		if c.OwnWhen != "" && !ownEyes {
			more += fmt.Sprintf(`, (%s) AS %s`, c.OwnWhen, c.ownName())
		}
	}
	return fmt.Sprintf(`SELECT coalesce(x.it_is, ''), to_jsonb(x) FROM (SELECT %s AS it_is, t.*%s FROM %s t WHERE %s ORDER BY %s) x`,
		id, more, pgx.Identifier{p.Table}.Sanitize(), where, order)
}

func (p Part) items(rows pgx.Rows, ownEyes bool) (all []Item, err error) {
	for rows.Next() {
		var (
			item Item
			row  map[string]json.RawMessage
		)
		if err := rows.Scan(&item.ID, &row); err != nil {
			return nil, err
		}
		for _, c := range p.Columns {
			if !ownEyes && (c.Own || string(row[c.ownName()]) == "true") {
				continue
			}
			f, err := c.field(row[c.Name])
			if err != nil {
				return nil, fmt.Errorf("%s.%s: %w", p.Table, c.Name, err)
			}
			item.Fields = append(item.Fields, f)
		}
		all = append(all, item)
	}
	return all, rows.Err()
}

// ownName is the name under which a query says whether a line is the person's own.
func (c Column) ownName() string { return "own_" + c.Name }

func (c Column) field(raw json.RawMessage) (Field, error) {
	f := Field{Key: c.Name, Label: c.Label, Raw: raw, Who: c.Who}
	if len(raw) == 0 {
		f.Raw = json.RawMessage("null")
	}
	var kept any
	if err := json.Unmarshal(f.Raw, &kept); err != nil {
		return f, err
	}
	switch {
	case c.As != nil:
		f.Words = c.As(kept)
	case c.Who != NoOne:
		f.IDs = texts(kept)
	default:
		f.Words = c.words(kept)
	}
	return f, nil
}

// words says what is kept: nothing for what is empty.
func (c Column) words(kept any) (lines []Words) {
	switch v := kept.(type) {
	case bool:
		if v {
			return []Words{c.say("true", Words{NL: "ja", EN: "yes"})}
		}
		return []Words{c.say("false", Words{NL: "nee", EN: "no"})}
	case float64:
		if v == 0 {
			return nil
		}
		text := fmt.Sprint(v)
		return []Words{c.say(text, Words{NL: text, EN: text})}
	}
	for _, text := range texts(kept) {
		lines = append(lines, c.say(text, moment(text)))
	}
	return lines
}

func (c Column) say(kept string, otherwise Words) Words {
	if w, there := c.Says[kept]; there {
		return w
	}
	return otherwise
}

// texts gives the texts of a text or a list of texts, without those that are empty.
func texts(kept any) (all []string) {
	switch v := kept.(type) {
	case string:
		if strings.TrimSpace(v) != "" {
			all = append(all, v)
		}
	case []any:
		for _, one := range v {
			all = append(all, texts(one)...)
		}
	}
	return all
}
