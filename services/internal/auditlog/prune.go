package auditlog

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
)

const (
	// leastMonths is how long a log is kept whatever an organisation chose (NEN 7513); the
	// database lets nothing younger go (base/00007).
	leastMonths = 60
	// pruneEvery is how often is looked what is old.
	pruneEvery = 24 * time.Hour
	// pruneAtOnce is how many seals go in one transaction.
	pruneAtOnce = 50
)

// errGoneBefore keeps what is missing from being taken for what was removed in its time.
var errGoneBefore = errors.New("auditlog: lines that were sealed are gone already, and nothing older is removed: see `optrek audit verify`")

// Prune removes what is older than the organisation keeps its log, whole seals at a time,
// and leaves a seal that says so. The last seal that goes stays without its lines: the
// rest of the chain hangs on it, so what is left can be verified as before. Of who is
// under a legal hold, and of what came after, nothing goes.
func (s *Sealer) Prune(ctx context.Context, tenant string) error {
	for more := true; more; {
		var told Seal
		err := s.DB.InTenantAs(ctx, tenant, func(tx *postgres.Tx) (err error) {
			told, err = s.pruneSome(ctx, tx)
			return err
		})
		if err != nil {
			return err
		}
		if more = told.Number > 0; more {
			if err := s.publish(ctx, tenant, told); err != nil {
				return err
			}
		}
	}
	return nil
}

// pruneSome removes some, and gives the seal that says so; its number is 0 when nothing was old.
func (s *Sealer) pruneSome(ctx context.Context, tx *postgres.Tx) (Seal, error) {
	last, err := lastSeal(ctx, tx)
	if err != nil || last.Number == 0 {
		return Seal{}, err
	}
	old, err := s.old(ctx, tx)
	if err != nil || len(old) == 0 {
		return Seal{}, err
	}
	var lines []int64
	for _, seal := range old {
		lines = append(lines, seal.ids...)
	}
	first := old[len(old)-1].number
	gone, err := tx.Exec(ctx, `DELETE FROM audit WHERE tenant_id = $1 AND id = ANY ($2)`, tx.Tenant, lines)
	if err != nil {
		return Seal{}, err
	}
	if gone.RowsAffected() != int64(len(lines)) {
		return Seal{}, errGoneBefore
	}
	if _, err := tx.Exec(ctx, `DELETE FROM audit_seal WHERE tenant_id = $1 AND number < $2`, tx.Tenant, first); err != nil {
		return Seal{}, err
	}
	tx.Event(postgres.EventDelete)
	tx.About("log", "")
	told := s.next(tx.Tenant, last, nil, first)
	return told, told.save(ctx, tx)
}

// oldSeal is a seal of which everything is older than it is kept.
type oldSeal struct {
	number int64
	ids    []int64
	held   bool // one of its lines is about somebody under a legal hold
}

// old gives the next seals that go, the oldest first.
func (s *Sealer) old(ctx context.Context, tx *postgres.Tx) ([]oldSeal, error) {
	months := s.Usual.Of(tx.Tenant, "audit")
	err := tx.QueryRow(ctx, `SELECT months FROM retention WHERE tenant_id = $1 AND kind = 'audit'`, tx.Tenant).Scan(&months)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return nil, err
	}
	if months == 0 { // kept for good
		return nil, nil
	}
	rows, err := tx.Query(ctx, `SELECT s.number, s.ids, EXISTS (SELECT FROM audit a JOIN held h USING (tenant_id, client_id) WHERE a.id = ANY (s.ids))
		FROM audit_seal s WHERE s.at < $1 AND s.number > (SELECT max(pruned) FROM audit_seal) ORDER BY s.number LIMIT $2`,
		s.now().AddDate(0, -max(months, leastMonths), 0), pruneAtOnce)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (one oldSeal, err error) {
		return one, row.Scan(&one.number, &one.ids, &one.held)
	})
	if held := slices.IndexFunc(all, func(one oldSeal) bool { return one.held }); held >= 0 {
		all = all[:held]
	}
	return all, err
}
