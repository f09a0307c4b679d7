package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// addParticipants reads the people of all these matches at once.
func (tx *Tx) addParticipants(ctx context.Context, matches []domain.Match) error {
	at := make(map[domain.MatchID]*domain.Match, len(matches))
	ids := make([]string, 0, len(matches))
	for i := range matches {
		at[matches[i].ID] = &matches[i]
		ids = append(ids, string(matches[i].ID))
	}
	rows, err := tx.Query(ctx, `SELECT match_id::text, client_id::text, networker, answer, answer_form, agreed, agreed_form,
			distance, distance_reason, distance_set, distance_review, estimate, estimated_at, expects, rhythm,
			talk_held, follow_up_at, next,
			ARRAY(SELECT l.worker_id::text FROM caseload l WHERE l.tenant_id = $1 AND l.client_id = p.client_id ORDER BY l.position),
			p.networker AND NOT EXISTS (SELECT FROM networker n WHERE n.tenant_id = $1 AND n.client_id = p.client_id AND n.state = 'active')
		FROM participant p WHERE tenant_id = $1 AND match_id = ANY ($2::uuid[]) ORDER BY match_id, position`, tx.Tenant, ids)
	if err != nil {
		return err
	}
	var match domain.MatchID
	var p domain.Participant
	var set, review, estimated, followUp *time.Time
	var workers []string
	_, err = pgx.ForEachRow(rows, []any{&match, &p.Client, &p.Networker, &p.Answer, &p.AnswerForm, &p.Agreed, &p.AgreedForm,
		&p.Guidance.Distance, &p.Guidance.Reason, &set, &review, &p.Estimate.Words, &estimated, &p.Expects.Words, &p.Expects.Rhythm,
		&p.Care.TalkHeld, &followUp, &p.Care.Next, &workers, &p.RoleRests}, func() error {
		p.Guidance.Set, p.Guidance.Review = postgres.Time(set), postgres.Time(review)
		p.Estimate.Time, p.Care.FollowUp = postgres.Time(estimated), postgres.Time(followUp)
		p.Workers = nil
		for _, w := range workers {
			p.Workers = append(p.Workers, domain.SupportWorkerID(w))
		}
		at[match].People = append(at[match].People, p)
		return nil
	})
	return err
}

func (tx *Tx) queueParticipants(batch *pgx.Batch, m domain.Match) {
	for i, p := range m.People {
		batch.Queue(`INSERT INTO participant (tenant_id, match_id, client_id, position, networker, answer, answer_form, agreed,
				agreed_form, distance, distance_reason, distance_set, distance_review, estimate, estimated_at, expects, rhythm,
				talk_held, follow_up_at, next)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
			tx.Tenant, string(m.ID), string(p.Client), i, p.Networker, string(p.Answer), string(p.AnswerForm), p.Agreed,
			string(p.AgreedForm), string(p.Guidance.Distance), p.Guidance.Reason, postgres.Moment(p.Guidance.Set), postgres.Moment(p.Guidance.Review),
			p.Estimate.Words, postgres.Moment(p.Estimate.Time), p.Expects.Words, string(p.Expects.Rhythm),
			p.Care.TalkHeld, postgres.Moment(p.Care.FollowUp), string(p.Care.Next))
	}
}
