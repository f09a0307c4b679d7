package store

import (
	"context"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// followsColumn is what is to follow in a match m, NULL for nothing.
const followsColumn = `(SELECT jsonb_build_object('what', f.what, 'evaluation', f.evaluation_id, 'reasons', f.reasons, 'at', f.at)
	FROM match_follows f WHERE f.tenant_id = m.tenant_id AND f.match_id = m.id)`

// AddFollows keeps what is to follow, in place of what was to follow before. A match in
// which people did it already, or that is gone, has nothing to follow.
func (tx *Tx) AddFollows(ctx context.Context, id domain.MatchID, f domain.Follows) error {
	_, err := tx.Exec(ctx, `INSERT INTO match_follows (tenant_id, match_id, evaluation_id, what, reasons, at)
		SELECT m.tenant_id, m.id, $3::uuid, $4, $5::text[], $6::timestamptz FROM match m WHERE m.tenant_id = $1 AND m.id = $2 AND m.state = ANY ($7::text[])
		ON CONFLICT (tenant_id, match_id) DO UPDATE
			SET evaluation_id = excluded.evaluation_id, what = excluded.what, reasons = excluded.reasons, at = excluded.at`,
		tx.Tenant, string(id), f.Evaluation, string(f.What), postgres.Texts(f.Reasons), f.At, postgres.Texts(f.What.MayFollowIn()))
	return err
}

// DropFollows removes what was to follow in a match.
func (tx *Tx) DropFollows(ctx context.Context, id domain.MatchID) error {
	_, err := tx.Exec(ctx, `DELETE FROM match_follows WHERE tenant_id = $1 AND match_id = $2`, tx.Tenant, string(id))
	return err
}

// DropFollowsOf removes what was to follow from one look back.
func (tx *Tx) DropFollowsOf(ctx context.Context, evaluation string) error {
	_, err := tx.Exec(ctx, `DELETE FROM match_follows WHERE tenant_id = $1 AND evaluation_id = $2`, tx.Tenant, evaluation)
	return err
}
