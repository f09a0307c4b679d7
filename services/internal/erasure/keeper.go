package erasure

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/timestamppb"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/vault"
)

// Register is the list of who was erased, kept apart from the databases (package vault).
type Register interface {
	Erased(ctx context.Context, tenant string) ([]vault.Erasure, error)
}

// Again erases once more whom the register names and this database does not know to be
// erased: it was put back from an older copy. own is how the service carries one out, in
// the transaction it is given. A service calls it before it serves anything. It says how
// many it erased.
func Again(ctx context.Context, db *postgres.DB, register Register, tenants []string, own func(context.Context, *postgres.Tx, Who) error) (int, error) {
	ctx = postgres.WithMethod(ctx, "erasure:register")
	known, err := db.Standing(ctx)
	if err != nil {
		return 0, err
	}
	all := slices.Concat(known, tenants)
	slices.Sort(all)
	again := 0
	for _, tenant := range slices.Compact(all) {
		names, err := register.Erased(ctx, tenant)
		if err != nil {
			return again, fmt.Errorf("register of erasures: %w", err)
		}
		for _, name := range names {
			done, err := once(ctx, db, tenant, name.Person, own)
			if err != nil {
				return again, fmt.Errorf("erase again: %w", err)
			}
			if done {
				again++
			}
		}
	}
	return again, nil
}

func once(ctx context.Context, db *postgres.DB, tenant, client string, own func(context.Context, *postgres.Tx, Who) error) (done bool, err error) {
	err = db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		was, err := Was(ctx, tx, client)
		if err != nil || was {
			return err
		}
		done = true
		return own(ctx, tx, Who{Client: client})
	})
	return done, err
}

// Reports tells recruitment what was removed, until it has taken it.
type Reports struct {
	DB          *postgres.DB
	Recruitment recruitmentv1.ErasureServiceClient
}

// some is how many reports are told in one round.
const some = 100

// Do tells what is untold of one organisation.
func (r Reports) Do(ctx context.Context, tenant string) error {
	var untold []*recruitmentv1.ReportErasureRequest
	err := r.DB.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		rows, err := tx.Query(ctx, `SELECT erasure_id::text, at, removed FROM erased
			WHERE tenant_id = $1 AND NOT told AND erasure_id IS NOT NULL ORDER BY at LIMIT $2`, tx.Tenant, some)
		if err != nil {
			return err
		}
		untold, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (*recruitmentv1.ReportErasureRequest, error) { return report(row, tenant) })
		return err
	})
	if err != nil {
		return err
	}
	var failed []error
	for _, one := range untold {
		if _, err := r.Recruitment.ReportErasure(ctx, one); err != nil {
			failed = append(failed, err)
			continue
		}
		failed = append(failed, r.DB.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE erased SET told = true WHERE tenant_id = $1 AND erasure_id = $2`, tx.Tenant, one.GetErasureId())
			return err
		}))
	}
	return errors.Join(failed...)
}

func report(row pgx.CollectableRow, tenant string) (*recruitmentv1.ReportErasureRequest, error) {
	var (
		at      time.Time
		removed []byte
		parts   map[Part]int
	)
	one := &recruitmentv1.ReportErasureRequest{TenantId: tenant}
	if err := row.Scan(&one.ErasureId, &at, &removed); err != nil {
		return nil, err
	}
	one.Time = timestamppb.New(at)
	err := json.Unmarshal(removed, &parts)
	one.Removed = Lines(parts)
	return one, err
}
