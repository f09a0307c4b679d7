package sharing_test

import (
	"context"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/reflect/protoreflect"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/server/contract"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// Every method of the service answers NOT_FOUND about somebody of another organisation or
// out of reach; the list comes from the descriptor.
func TestCardsOfOthersAreNotFound(t *testing.T) {
	t.Parallel()
	d := meet(t)
	card := d.card(everything...)
	d.hear(true)
	calls := map[protoreflect.Name]func(context.Context) error{
		"MakeCard": func(ctx context.Context) error {
			_, err := d.Client.MakeCard(ctx, &pb.MakeCardRequest{ClientId: d.lieke, RegionalRequestId: d.request, OrganisationId: d.there.Tenant})
			return err
		},
		"ListOwnCards": func(ctx context.Context) error {
			_, err := d.Client.ListOwnCards(ctx, &pb.ListOwnCardsRequest{ClientId: d.lieke})
			return err
		},
		"WithdrawCard": func(ctx context.Context) error {
			_, err := d.Client.WithdrawCard(ctx, &pb.WithdrawCardRequest{ClientId: d.lieke, Id: card.GetId()})
			return err
		},
		"GetOtherCard": func(ctx context.Context) error {
			_, err := d.Client.GetOtherCard(ctx, &pb.GetOtherCardRequest{ClientId: d.lieke, RegionalRequestId: d.request})
			return err
		},
		"CheckCard": func(ctx context.Context) error {
			_, err := d.Client.CheckCard(ctx, &pb.CheckCardRequest{ClientId: d.lieke, RegionalRequestId: d.request})
			return err
		},
		"CheckRegionalYes": nil, // asked by matching alone: TestO06_MatchingAloneAsksWhoseYesStands
	}
	for _, m := range contract.Methods() {
		if m.Parent().Name() != "SharingService" {
			continue
		}
		call, known := calls[m.Name()]
		if !known {
			t.Errorf("%s has no call", m.Name())
		}
		if call == nil {
			continue
		}
		for who, ctx := range map[string]context.Context{
			"the other organisation": d.there.Coordinator, "its support worker": d.asEva, "its client": d.there.As(d.jip, authn.RoleClient),
			"a third organisation": d.third.Coordinator, "a colleague": d.As(ids.New(), authn.RoleSupportWorker), "another client": d.As(ids.New(), authn.RoleClient),
			"Lieke's id elsewhere": d.there.As(d.lieke, authn.RoleClient),
		} {
			t.Run(string(m.Name())+" by "+who, func(t *testing.T) { servertest.WantCode(t, call(ctx), codes.NotFound) })
		}
		if err := call(d.asAnna); err != nil && m.Name() != "GetOtherCard" {
			t.Errorf("%s at home: %v", m.Name(), err)
		}
	}
}

// The wall is the database's: rows of others are read where they are for us, and never written.
func TestO06_SharedCardsAreNeverWrittenByOthers(t *testing.T) {
	t.Parallel()
	d := meet(t)
	d.card(everything...)
	do := func(tenant, query string) (rows int64, err error) {
		err = d.Pool.InTenantAs(t.Context(), tenant, func(tx *postgres.Tx) error {
			tag, err := tx.Exec(t.Context(), query)
			rows = tag.RowsAffected()
			return err
		})
		return rows, err
	}
	look := func(tenant string) int64 {
		rows, err := do(tenant, `SELECT FROM shared_card`)
		d.ok(err)
		return rows
	}
	if look(d.there.Tenant) != 0 {
		t.Error("read before both said yes")
	}
	d.hear(true)
	if look(d.there.Tenant) != 1 || look(d.third.Tenant) != 0 || look(d.Tenant) != 1 {
		t.Error("read by others than the two")
	}
	for _, query := range []string{`UPDATE shared_card SET call_name = 'x'`, `DELETE FROM shared_card`, `UPDATE shared_card SET tenant_id = cur_tenant()`} {
		if rows, err := do(d.there.Tenant, query); err == nil && rows != 0 {
			t.Errorf("%s met %d rows", query, rows)
		}
	}
	found, err := postgres.CheckCatalogue(t.Context(), d.DB.OwnerURL, []postgres.Schema{d.Pool.Schema()})
	d.ok(err)
	for _, what := range found {
		t.Error(what)
	}
	if text := d.Contents()["shared_card"]; strings.Contains(text, d.lieke) || strings.Contains(text, "Lievegeheim") {
		t.Errorf("the other reads %s", text)
	}
}

// Whoever shows a card can see that somebody of the other organisation looked.
func TestO06_TheLookIsOnTheOwnersRecord(t *testing.T) {
	t.Parallel()
	d := meet(t)
	d.card(everything...)
	d.hear(true)
	_, err := d.seen(d.asEva)
	d.ok(err)
	for tenant, client := range map[string]string{d.Tenant: d.lieke, d.there.Tenant: d.jip} {
		var n int
		d.ok(d.DB.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM recruitment.audit WHERE tenant_id = $1 AND client_id = $2 AND method LIKE '%GetOtherCard'`, tenant, client).Scan(&n))
		if n != 1 {
			t.Errorf("%d rows in %s", n, tenant)
		}
	}
	// Neither names nor ids of the other side in what was logged or told.
	for _, secret := range []string{"Lievegeheim", "Jokkegeheim"} {
		if strings.Contains(d.Logs.String(), secret) {
			t.Errorf("the log says %s", secret)
		}
	}
}
