package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

const invitationColumns = `i.activity_id::text, i.client_id::text, i.asked_by::text, i.by_staff, i.answer, i.no_more, i.asked_at`

func scanInvitation(row pgx.CollectableRow) (i domain.Invitation, err error) {
	err = row.Scan(&i.Activity, &i.Client, &i.By.ID, &i.By.Staff, &i.Answer, &i.NoMore, &i.Asked)
	return i, err
}

// maySee holds for questions put to somebody the caller reaches, or put by the caller.
const maySee = `(may_reach(i.client_id) OR i.asked_by = cur_person())`

// InvitationFilter says which questions to list; empty fields do not filter.
type InvitationFilter struct {
	Activity domain.ActivityID
	Client   domain.ClientID
}

// Invitations lists questions the caller may know of, the newest first, lapsed ones too.
func (tx *Tx) Invitations(ctx context.Context, f InvitationFilter) ([]domain.Invitation, error) {
	rows, err := tx.Query(ctx, `SELECT `+invitationColumns+` FROM invitation i WHERE `+maySee+`
		AND ($1::uuid IS NULL OR i.activity_id = $1) AND ($2::uuid IS NULL OR i.client_id = $2)
		ORDER BY i.asked_at DESC, i.activity_id, i.client_id LIMIT 500`, postgres.Optional(f.Activity), postgres.Optional(f.Client))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanInvitation)
}

// Invitation gives the question to one person that the caller may know of.
func (tx *Tx) Invitation(ctx context.Context, id domain.ActivityID, client domain.ClientID) (domain.Invitation, error) {
	rows, err := tx.Query(ctx, `SELECT `+invitationColumns+` FROM invitation i
		WHERE i.activity_id = $1 AND i.client_id = $2 AND `+maySee+` FOR UPDATE OF i`, id, client)
	if err != nil {
		return domain.Invitation{}, err
	}
	i, err := pgx.CollectExactlyOneRow(rows, scanInvitation)
	return i, postgres.Missing(err)
}

// EarlierInvitation gives the question to one person, nil when there was none, whoever
// asks: the domain decides what they may hear of it.
func (tx *Tx) EarlierInvitation(ctx context.Context, id domain.ActivityID, client domain.ClientID) (*domain.Invitation, error) {
	rows, err := tx.Query(ctx, `SELECT `+invitationColumns+` FROM invitation i WHERE i.activity_id = $1 AND i.client_id = $2 FOR UPDATE OF i`, id, client)
	if err != nil {
		return nil, err
	}
	i, err := pgx.CollectExactlyOneRow(rows, scanInvitation)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil // never asked: a plain outcome
	}
	return &i, err
}

// SaveInvitation keeps a question in place of an earlier one.
func (tx *Tx) SaveInvitation(ctx context.Context, i domain.Invitation) error {
	_, err := tx.Exec(ctx, `INSERT INTO invitation (activity_id, client_id, asked_by, by_staff, answer, no_more, asked_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (tenant_id, activity_id, client_id) DO UPDATE SET asked_by = excluded.asked_by, by_staff = excluded.by_staff,
			answer = excluded.answer, no_more = excluded.no_more, asked_at = excluded.asked_at`,
		i.Activity, i.Client, i.By.ID, i.By.Staff, i.Answer, i.NoMore, i.Asked)
	return err
}

// DeleteInvitation takes a question back.
func (tx *Tx) DeleteInvitation(ctx context.Context, id domain.ActivityID, client domain.ClientID) error {
	_, err := tx.Exec(ctx, `DELETE FROM invitation WHERE activity_id = $1 AND client_id = $2`, id, client)
	return err
}

// AllInvitations gives every question there is with its activity, for letting go of those that lapsed.
func (tx *Tx) AllInvitations(ctx context.Context) ([]domain.Invitation, error) {
	rows, err := tx.Query(ctx, `SELECT `+invitationColumns+` FROM invitation i ORDER BY i.activity_id, i.client_id FOR UPDATE OF i SKIP LOCKED`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanInvitation)
}

// ActivitiesAround gives these activities whether or not the caller sees them: what
// somebody is asked along to or welcome at. The domain decides what they may know of it.
func (tx *Tx) ActivitiesAround(ctx context.Context, ids []domain.ActivityID) (map[domain.ActivityID]domain.Activity, error) {
	found, err := tx.activities(ctx, `WHERE a.id = ANY ($1::uuid[])`, postgres.Texts(ids))
	if err != nil {
		return nil, err
	}
	out := make(map[domain.ActivityID]domain.Activity, len(found))
	for _, a := range found {
		out[a.ID] = a
	}
	return out, nil
}
