package auditlog

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
)

// Kind is what is wrong with a line of the log, or with a seal.
type Kind string

// The kinds of what can be wrong.
const (
	Changed   Kind = "changed"   // the line is not as it was sealed
	Missing   Kind = "missing"   // the line was sealed and is gone
	Inserted  Kind = "inserted"  // the line says it was there before the seal, which does not know it
	Reordered Kind = "reordered" // the line stands in the place of another
	CutOff    Kind = "cut off"   // lines at the end that a head knows of and the chain does not
	BadSeal   Kind = "seal"      // a seal that is gone, or not ours, or not at its place in the chain
	NoHead    Kind = "head"      // there is no head of this chain, without which nobody sees that its end was cut off
)

// Finding is one thing that is wrong.
type Finding struct {
	Kind  Kind
	Line  int64 // id in the log; 0 when it is about a seal or the end
	Seal  int64 // which seal tells
	Lines int64 // how many lines it is about: 1, or those of a seal or of the end
	Text  string
}

// Report is what verifying one organisation's log in one service found.
type Report struct {
	Service, Tenant         string
	Seals, Sealed, Unsealed int64
	Pruned                  int64 // lines that were removed after their time, as a seal says
	Findings                []Finding
}

// Lines gives how many lines something is wrong with.
func (r *Report) Lines() (n int64) {
	for _, f := range r.Findings {
		n += f.Lines
	}
	return n
}

func (r *Report) add(f Finding) { r.Findings = append(r.Findings, f) }

// Checker verifies logs. From and Until limit of which lines the contents are read again;
// the chain of seals is always read whole. Zero times mean no limit.
type Checker struct {
	DB          *postgres.DB
	Keys        map[string]ed25519.PublicKey
	Heads       Heads
	From, Until time.Time
}

// Organisations are those in the log, or of which there is a head.
func (c *Checker) Organisations(ctx context.Context) ([]string, error) {
	known, err := c.DB.Organisations(ctx)
	if err != nil {
		return nil, err
	}
	heads, err := c.Heads.Of(c.DB.Schema().Name)
	if err != nil {
		return nil, err
	}
	for tenant := range heads {
		known = append(known, tenant)
	}
	slices.Sort(known)
	return slices.Compact(known), nil
}

// Verify reads one organisation's log against its seals and its head.
func (c *Checker) Verify(ctx context.Context, tenant string) (*Report, error) {
	heads, err := c.Heads.Of(c.DB.Schema().Name)
	if err != nil {
		return nil, err
	}
	w := &walk{c: c, report: &Report{Service: c.DB.Schema().Name, Tenant: tenant}}
	if h, ok := heads[tenant]; ok {
		w.head = &h
	}
	if err := c.DB.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error { return w.begin(ctx, tx) }); err != nil {
		return nil, err
	}
	for more := true; more; {
		err := c.DB.InTenantAs(ctx, tenant, func(tx *postgres.Tx) (err error) {
			more, err = w.some(ctx, tx)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	w.end()
	err = c.DB.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error { return w.strangers(ctx, tx) })
	return w.report, err
}

// headSoon is how long after the first seal its head may be on its way.
const headSoon = time.Minute

// walk goes along one chain.
type walk struct {
	c      *Checker
	report *Report
	head   *Head
	met    bool // the head was passed, as it should be
	last   Seal
	since  time.Time
	known  []int64 // the lines that some seal is about
	first  int64   // the first seal there should be, when what was before it was removed after its time; else 0
}

// begin looks whether a seal says that what is old was removed, and up to where. What no
// audit key signed is not believed: what is not there then is missing. That the seal stands
// in the chain, with all that is between, is seen when the walk comes to it.
func (w *walk) begin(ctx context.Context, tx *postgres.Tx) error {
	rows, err := tx.Query(ctx, `SELECT `+sealColumns+` FROM audit_seal WHERE pruned > 0 ORDER BY pruned DESC LIMIT 1`)
	if err != nil {
		return err
	}
	told, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Seal])
	for _, s := range told {
		if w.signed(s) && s.Pruned < s.Number {
			w.first = s.Pruned
		}
	}
	return err
}

func (w *walk) signed(s Seal) bool {
	key, known := w.c.Keys[s.KeyID]
	return known && ed25519.Verify(key, s.Hash, s.Signature)
}

// some looks at the next seals, and says whether there may be more.
func (w *walk) some(ctx context.Context, tx *postgres.Tx) (more bool, err error) {
	rows, err := tx.Query(ctx, `SELECT `+sealColumns+` FROM audit_seal WHERE number > $1 ORDER BY number LIMIT 20`, w.last.Number)
	if err != nil {
		return false, err
	}
	seals, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Seal])
	if err != nil {
		return false, err
	}
	for _, s := range seals {
		w.link(s)
		if err := w.lines(ctx, tx, s); err != nil {
			return false, err
		}
		if w.last.Number == 0 {
			w.since = s.At
		}
		w.last = s
		if !w.gone(s) {
			w.known = append(w.known, s.IDs...)
		}
	}
	return len(seals) > 0, nil
}

// link looks whether a seal is ours and follows the one before it.
func (w *walk) link(s Seal) {
	r := w.report
	r.Seals++
	if w.gone(s) {
		w.hang(s)
		return
	}
	r.Sealed += int64(len(s.IDs))
	if gap := s.Number - w.last.Number - 1; gap > 0 {
		gone := max(s.Lines-int64(len(s.IDs))-w.last.Lines, 0)
		r.add(Finding{Kind: BadSeal, Seal: w.last.Number + 1, Lines: gone, Text: fmt.Sprintf("%d seals are gone", gap)})
	} else if !bytes.Equal(s.Hash, s.chain(r.Service, r.Tenant, w.last.Hash)) || s.Lines != w.last.Lines+int64(len(s.IDs)) {
		r.add(Finding{Kind: BadSeal, Seal: s.Number, Lines: int64(len(s.IDs)), Text: "the seal does not follow the one before it"})
	}
	if !w.signed(s) {
		r.add(Finding{Kind: BadSeal, Seal: s.Number, Lines: int64(len(s.IDs)), Text: "the seal is not signed by an audit key"})
	}
	w.pass(s)
}

// gone says whether the lines of a seal were removed after their time.
func (w *walk) gone(s Seal) bool { return s.Number <= w.first }

// hang begins the walk at the seal on which the rest hangs. What it says of itself cannot be
// reckoned again without the one before it; its signature can be looked at, and the next
// one holds its hash.
func (w *walk) hang(s Seal) {
	if s.Number < w.first || !w.signed(s) {
		w.report.add(Finding{Kind: BadSeal, Seal: s.Number, Text: "the seal on which the rest hangs is not the one that was left"})
	}
	w.report.Pruned = s.Lines
	w.pass(s)
}

// pass looks whether a seal is the one that was published, if it is that one.
func (w *walk) pass(s Seal) {
	r := w.report
	if w.head != nil && s.Number == w.head.Number {
		w.met = true
		if hex.EncodeToString(s.Hash) != w.head.Hash {
			r.add(Finding{Kind: BadSeal, Seal: s.Number, Lines: int64(len(s.IDs)), Text: "the seal is another than the one that was published"})
		}
	}
}

// lines reads again what a seal is about.
func (w *walk) lines(ctx context.Context, tx *postgres.Tx, s Seal) error {
	if w.gone(s) || len(s.Hashes) != 32*len(s.IDs) || !w.c.From.IsZero() && s.At.Before(w.c.From) ||
		!w.c.Until.IsZero() && s.At.After(w.c.Until.Add(settled)) {
		return nil
	}
	rows, err := tx.Query(ctx, `SELECT `+columns+` FROM audit WHERE id = ANY ($1)`, s.IDs)
	if err != nil {
		return err
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[row])
	if err != nil {
		return err
	}
	byID := make(map[int64]row, len(found))
	for _, r := range found {
		byID[r.ID] = r
	}
	w.compare(s, byID)
	return nil
}

// compare finds what differs. A line that is not as it was sealed, and is as another was
// that is not there any more either, changed places with it.
func (w *walk) compare(s Seal, byID map[int64]row) {
	sealed := map[[32]byte]int64{} // the hashes that no line has now, with the line they were of
	var differing []row
	for i, id := range s.IDs {
		hash := [32]byte(s.Hashes[32*i : 32*i+32])
		r, there := byID[id]
		switch {
		case !there:
			w.report.add(Finding{Kind: Missing, Line: id, Seal: s.Number, Lines: 1, Text: "the line is gone"})
		case r.hash(s.Form, id) != hash:
			differing = append(differing, r)
			sealed[hash] = id
		}
	}
	for _, r := range differing {
		f := Finding{Kind: Changed, Line: r.ID, Seal: s.Number, Lines: 1, Text: "the line is not as it was written"}
		for _, of := range sealed {
			if was, ok := sealed[r.hash(s.Form, of)]; ok && was == of && of != r.ID {
				f.Kind, f.Text = Reordered, fmt.Sprintf("the line was written as %d", of)
				break
			}
		}
		w.report.add(f)
	}
}

// end looks whether the chain goes as far as it was said to.
func (w *walk) end() {
	if w.head == nil && w.last.Number > 0 && w.c.Heads.Dir != "" && time.Since(w.since) > headSoon {
		w.report.add(Finding{Kind: NoHead, Seal: w.last.Number, Text: "no head of this chain is there: whether its end was cut off cannot be seen"})
	}
	if w.head == nil || w.met || w.head.Number < w.first { // that head is of before what was removed
		return
	}
	w.report.add(Finding{
		Kind: CutOff, Seal: w.last.Number, Lines: max(w.head.Lines-w.last.Lines, 0),
		Text: fmt.Sprintf("seal %d was published on %s, and the chain ends at %d", w.head.Number, w.head.At.Format(time.DateTime), w.last.Number),
	})
}

// strangers finds lines that no seal is about: new ones, and those that say they were
// there long before the last seal.
func (w *walk) strangers(ctx context.Context, tx *postgres.Tx) error {
	slices.Sort(w.known)
	rows, err := tx.Query(ctx, `SELECT id, at FROM audit ORDER BY id`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var (
			id int64
			at time.Time
		)
		if err := rows.Scan(&id, &at); err != nil {
			return err
		}
		if _, ok := slices.BinarySearch(w.known, id); ok {
			continue
		}
		if w.last.Number == 0 || at.After(w.last.At.Add(-settled)) {
			w.report.Unsealed++
			continue
		}
		if !w.c.From.IsZero() && at.Before(w.c.From) || !w.c.Until.IsZero() && at.After(w.c.Until) {
			continue
		}
		w.report.add(Finding{Kind: Inserted, Line: id, Lines: 1, Text: "no seal knows this line"})
	}
	return rows.Err()
}
