package session

import (
	"context"

	"github.com/optrek/optrek/services/internal/postgres"
)

// EndCard ends what a login card opened.
func (b *Book) EndCard(ctx context.Context, tenant, card string) error {
	return b.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error { return EndCardIn(ctx, tx, card) })
}
