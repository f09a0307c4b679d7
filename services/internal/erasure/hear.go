package erasure

import (
	"context"
	"maps"
	"slices"

	"google.golang.org/protobuf/proto"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/postgres"
)

// Hear takes in what recruitment tells about erasure, holds and retention; heard is false
// for any other event. own is what the service does by its own rules when somebody goes.
func (l List) Hear(ctx context.Context, tx *postgres.Tx, msg proto.Message, own func(client string) error) (heard bool, err error) {
	switch e := msg.(type) {
	case *recruitmentv1.ClientErased:
		if feed.Replaying(ctx) {
			return true, own(e.GetClientId()) // what was removed is not there to be removed again
		}
		_, err := l.Carry(ctx, tx, Who{Client: e.GetClientId(), ID: e.GetErasureId()}, func() error { return own(e.GetClientId()) })
		return true, err
	case *recruitmentv1.HoldChanged:
		return true, Hold(ctx, tx, e.GetClientId(), e.GetHeld())
	case *recruitmentv1.RetentionChanged:
		return true, KeepFor(ctx, tx, e.GetMonths())
	default:
		return false, nil
	}
}

// Hold keeps whether anything about this client may be removed.
func Hold(ctx context.Context, tx *postgres.Tx, client string, held bool) error {
	tx.Touch(client)
	if held {
		_, err := tx.Exec(ctx, `INSERT INTO held (tenant_id, client_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`, tx.Tenant, client)
		return err
	}
	_, err := tx.Exec(ctx, `DELETE FROM held WHERE tenant_id = $1 AND client_id = $2`, tx.Tenant, client)
	return err
}

// Held says whether a legal hold keeps everything about this client.
func Held(ctx context.Context, tx *postgres.Tx, client string) (held bool, err error) {
	err = tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM held WHERE tenant_id = $1 AND client_id = $2)`, tx.Tenant, client).Scan(&held)
	return held, err
}

// KeepFor keeps how long this organisation keeps what, in place of what it was: months by kind.
func KeepFor(ctx context.Context, tx *postgres.Tx, months map[string]int32) error {
	if _, err := tx.Exec(ctx, `DELETE FROM retention WHERE tenant_id = $1`, tx.Tenant); err != nil {
		return err
	}
	kinds := slices.Sorted(maps.Keys(months))
	values := make([]int32, len(kinds))
	for i, kind := range kinds {
		values[i] = months[kind]
	}
	_, err := tx.Exec(ctx, `INSERT INTO retention (tenant_id, kind, months) SELECT $1, k, m FROM unnest($2::text[], $3::integer[]) AS r (k, m)`,
		tx.Tenant, kinds, values)
	return err
}
