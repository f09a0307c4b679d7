package networkmap

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// Participation gives what may be told of a client's taking part; an empty one when
// nothing was written yet. Only of a client in reach.
func (tx *Tx) Participation(ctx context.Context, client domain.ClientID) (domain.Participation, error) {
	return tx.participation(ctx, client, "")
}

// ParticipationToChange is Participation, held until the transaction ends.
func (tx *Tx) ParticipationToChange(ctx context.Context, client domain.ClientID) (domain.Participation, error) {
	if _, err := tx.Exec(ctx, `INSERT INTO participation (client_id) VALUES ($1) ON CONFLICT DO NOTHING`, client); err != nil {
		return domain.Participation{}, err
	}
	return tx.participation(ctx, client, " FOR UPDATE")
}

func (tx *Tx) participation(ctx context.Context, client domain.ClientID, lock string) (domain.Participation, error) {
	p := domain.Participation{Client: client}
	var at *time.Time
	err := tx.QueryRow(ctx, `SELECT version, social_network, hobby, approved_social_network, approved_hobby, approved_at, voice
		FROM participation WHERE client_id = $1 AND may_reach(client_id)`+lock, client).
		Scan(&p.Version, &p.Draft.SocialNetwork, &p.Draft.Hobby, &p.Approved.SocialNetwork, &p.Approved.Hobby, &at, &p.Voice)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	p.At = postgres.Time(at)
	return p, err
}

// SaveParticipation keeps a changed one, and gives it with its new version.
func (tx *Tx) SaveParticipation(ctx context.Context, p domain.Participation) (domain.Participation, error) {
	tag, err := tx.Exec(ctx, `UPDATE participation SET version = version + 1, social_network = $3, hobby = $4,
			approved_social_network = $5, approved_hobby = $6, approved_at = $7, voice = $8
		WHERE client_id = $1 AND version = $2`,
		p.Client, p.Version, p.Draft.SocialNetwork, p.Draft.Hobby, p.Approved.SocialNetwork, p.Approved.Hobby,
		postgres.Moment(p.At), p.Voice)
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return p, err
	}
	p.Version++
	return p, nil
}
