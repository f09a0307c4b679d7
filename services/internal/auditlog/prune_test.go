package auditlog_test

import (
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/retention"
)

// years writes lines of so long ago, and seals them as it was done then.
func (b *book) years(ago time.Duration, lines int) {
	b.t.Helper()
	now := b.now
	b.now = now.Add(-ago)
	b.behind(`INSERT INTO shelf.audit (tenant_id, at, actor_roles, service, method, ground, trace_id, client_id)
		SELECT $1, $2, '{}', 'shelf', 'x', '', '', gen_random_uuid() FROM generate_series(1, $3)`, b.tenant, b.now.Add(-time.Minute), lines)
	b.seal()
	b.now = now
}

const year = 366 * 24 * time.Hour

// aged is a log of seven years: 30 lines of before the last five, 30 since.
func aged(t *testing.T) *book {
	t.Helper()
	b := open(t)
	b.years(7*year, 10)
	b.years(6*year, 15)
	b.years(5*year+year/2, 5)
	b.years(4*year, 20)
	b.write(10)
	b.seal()
	return b
}

func (b *book) prune() error { return b.sealer.Prune(b.t.Context(), b.tenant) }

// stands fails the test when the log is not as it should be: so many lines that were
// removed, so many that are there, and nothing wrong.
func (b *book) stands(pruned, sealed int64) {
	b.t.Helper()
	b.seal() // that something was removed stands in the log too
	r := b.verify()
	if r.Pruned != pruned || r.Sealed != sealed || r.Unsealed != 0 || len(r.Findings) != 0 {
		b.t.Errorf("removed %d, sealed %d, not sealed %d, wrong %v; want %d and %d", r.Pruned, r.Sealed, r.Unsealed, r.Findings, pruned, sealed)
	}
}

func TestWhatIsOldGoesAndTheRestIsVerifiedAsBefore(t *testing.T) {
	b := aged(t)
	b.stands(0, 60)
	if err := b.prune(); err != nil {
		t.Fatal(err)
	}
	b.stands(30, 31)
	if err := b.prune(); err != nil {
		t.Fatal(err)
	}
	b.stands(30, 31) // and a second time there is nothing
	b.write(5)
	b.stands(30, 36)

	// Two years on the next go, and the seal on which the rest hung with them. The database
	// has a clock of its own and keeps what is young by that: so the lines are made older.
	b.now = b.now.Add(2 * year)
	b.behind(`UPDATE shelf.audit SET at = at - interval '2 years' WHERE at < now() - interval '3 years'`)
	if err := b.prune(); err != nil {
		t.Fatal(err)
	}
	b.stands(50, 17)
}

func TestHowLongALogIsKept(t *testing.T) {
	for name, want := range map[string]struct {
		months int
		pruned int64
	}{
		"six years": {72, 25}, "for good": {0, 0}, "less than the law asks for": {12, 30},
	} {
		t.Run(name, func(t *testing.T) {
			b := aged(t)
			b.behind(`INSERT INTO shelf.retention (tenant_id, kind, months) VALUES ($1, 'audit', $2)`, b.tenant, want.months)
			if err := b.prune(); err != nil {
				t.Fatal(err)
			}
			sealed := 60 - want.pruned
			if want.pruned > 0 {
				sealed++
			}
			b.stands(want.pruned, sealed)
		})
	}
}

// What the installation has for an organisation holds until it chose, and not shorter than the law asks for.
func TestHowLongALogIsKeptWhereNobodyChose(t *testing.T) {
	for name, c := range map[string]struct {
		usual, chosen  int
		pruned, sealed int64
	}{
		"six years": {72, -1, 25, 36}, "for good": {0, -1, 0, 60}, "less than the law asks for": {12, -1, 30, 31},
		"six years, and five were chosen": {72, 60, 30, 31},
	} {
		t.Run(name, func(t *testing.T) {
			b := aged(t)
			b.sealer.Usual = retention.Usual{b.tenant: {"audit": c.usual}}
			if c.chosen >= 0 {
				b.behind(`INSERT INTO shelf.retention (tenant_id, kind, months) VALUES ($1, 'audit', $2)`, b.tenant, c.chosen)
			}
			if err := b.prune(); err != nil {
				t.Fatal(err)
			}
			b.stands(c.pruned, c.sealed)
		})
	}
}

func TestOfWhomIsUnderAHoldNothingGoes(t *testing.T) {
	b := aged(t)
	b.behind(`INSERT INTO shelf.held (tenant_id, client_id) SELECT tenant_id, client_id FROM shelf.audit WHERE id = 12`)
	if err := b.prune(); err != nil {
		t.Fatal(err)
	}
	b.stands(10, 51)
}

func TestWhatWasTamperedWithIsFoundAfterPruningToo(t *testing.T) {
	for name, c := range map[string]struct {
		do    string
		lines int64
		kind  auditlog.Kind
	}{
		"a line that is left is changed": {`UPDATE shelf.audit SET method = 'y' WHERE id = 31`, 1, auditlog.Changed},
		"lines that are left are gone":   {`DELETE FROM shelf.audit WHERE id BETWEEN 31 AND 34`, 4, auditlog.Missing},
		"an old line is put back":        {`INSERT INTO shelf.audit (id, tenant_id, at, actor_roles, service, method, ground, trace_id) OVERRIDING SYSTEM VALUE SELECT 3, tenant_id, at, '{}', 'shelf', 'x', '', '' FROM shelf.audit WHERE id = 31`, 1, auditlog.Inserted},
		"the seal it hangs on is gone":   {`DELETE FROM shelf.audit_seal WHERE number = 3`, 30, auditlog.BadSeal},
		"more is said to be old": {`WITH gone AS (DELETE FROM shelf.audit WHERE id BETWEEN 31 AND 50), seals AS (DELETE FROM shelf.audit_seal WHERE number = 3)
			UPDATE shelf.audit_seal SET pruned = 4 WHERE pruned = 3`, 0, auditlog.BadSeal},
		"another seal says so": {`WITH gone AS (DELETE FROM shelf.audit WHERE id BETWEEN 31 AND 50), seals AS (DELETE FROM shelf.audit_seal WHERE number = 3)
			UPDATE shelf.audit_seal SET pruned = 4 WHERE number = 5`, 10, auditlog.BadSeal},
	} {
		t.Run(name, func(t *testing.T) {
			b := aged(t)
			if err := b.prune(); err != nil {
				t.Fatal(err)
			}
			b.stands(30, 31)
			b.behind(c.do)
			r := b.verify()
			var lines int64
			for _, f := range r.Findings {
				if f.Kind == c.kind {
					lines += f.Lines
				}
			}
			if len(r.Findings) == 0 || lines != c.lines {
				t.Errorf("found %v, want %d lines %s", r.Findings, c.lines, c.kind)
			}
		})
	}
}

// What was taken away before its time is not covered by what goes in its time.
func TestNothingGoesOnTopOfWhatIsMissing(t *testing.T) {
	b := aged(t)
	b.behind(`DELETE FROM shelf.audit WHERE id = 2`)
	if err := b.prune(); err == nil {
		t.Error("the rest was removed, and the line that was taken away with it")
	}
	if r := b.verify(); len(r.Findings) != 1 || r.Pruned != 0 {
		t.Errorf("%+v", r)
	}
}

// A database that was put back gives transactions other numbers: that is no tampering.
func TestARestoredLogIsTheSameLog(t *testing.T) {
	b := open(t)
	b.write(3)
	b.seal()
	b.behind(`UPDATE shelf.audit SET xid = '7'`)
	b.stands(0, 3)
}
