package store

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// row is somebody in a match, asked into it, or gone from it.
type row struct {
	domain.Participant
	invited bool
	reason  string // of the invitation, or of leaving
	asked   time.Time
	left    time.Time
	form    domain.Form
}

// addParticipants reads the people of all these matches at once.
func (tx *Tx) addParticipants(ctx context.Context, matches []domain.Match) error {
	at := make(map[domain.MatchID]*domain.Match, len(matches))
	ids := make([]string, 0, len(matches))
	for i := range matches {
		at[matches[i].ID] = &matches[i]
		ids = append(ids, string(matches[i].ID))
	}
	rows, err := tx.Query(ctx, `SELECT match_id::text, client_id::text, networker, answer, answer_form, agreed, agreed_form,
			distance, distance_task, distance_reason, distance_set, distance_review, estimate, estimated_at, expects, rhythm,
			talk_held, follow_up_at, next, stops, coalesce(place, 0), invited, CASE WHEN invited THEN invite_reason ELSE left_reason END,
			asked_at, left_at, left_form,
			ARRAY(SELECT l.worker_id::text FROM caseload l WHERE l.tenant_id = $1 AND l.client_id = p.client_id ORDER BY l.position),
			p.networker AND NOT EXISTS (SELECT FROM networker n WHERE n.tenant_id = $1 AND n.client_id = p.client_id AND n.state = 'active'),
			p.networker AND EXISTS (SELECT FROM networker n WHERE n.tenant_id = $1 AND n.client_id = p.client_id AND n.state <> 'stopped' AND n.leads_group)
		FROM participant p WHERE tenant_id = $1 AND match_id = ANY ($2::uuid[]) ORDER BY match_id, position`, tx.Tenant, ids)
	if err != nil {
		return err
	}
	var match domain.MatchID
	var p row
	var set, review, estimated, followUp, asked, left *time.Time
	var workers []string
	_, err = pgx.ForEachRow(rows, []any{&match, &p.Client, &p.Networker, &p.Answer, &p.AnswerForm, &p.Agreed, &p.AgreedForm,
		&p.Guidance.Distance, &p.Guidance.Task, &p.Guidance.Reason, &set, &review, &p.Estimate.Words, &estimated, &p.Expects.Words, &p.Expects.Rhythm,
		&p.Care.TalkHeld, &followUp, &p.Care.Next, &p.Stops, &p.Place, &p.invited, &p.reason,
		&asked, &left, &p.form, &workers, &p.RoleRests, &p.Helped}, func() error {
		p.Guidance.Set, p.Guidance.Review = postgres.Time(set), postgres.Time(review)
		p.Estimate.Time, p.Care.FollowUp = postgres.Time(estimated), postgres.Time(followUp)
		p.asked, p.left = postgres.Time(asked), postgres.Time(left)
		p.Workers = nil
		for _, w := range workers {
			p.Workers = append(p.Workers, domain.SupportWorkerID(w))
		}
		p.into(at[match])
		return nil
	})
	return err
}

// into puts somebody where they belong in their match.
func (p row) into(m *domain.Match) {
	switch {
	case p.invited:
		m.Invited = append(m.Invited, domain.Invitee{Participant: p.Participant, Reason: p.reason, Asked: p.asked})
	case !p.left.IsZero():
		m.Departed = append(m.Departed, domain.Departed{Participant: p.Participant, Left: p.left, Form: p.form, Reason: p.reason})
	default:
		m.People = append(m.People, p.Participant)
	}
}

func rowsOf(m domain.Match) []row {
	var all []row
	for _, p := range m.People {
		all = append(all, row{Participant: p})
	}
	for _, in := range m.Invited {
		all = append(all, row{Participant: in.Participant, invited: true, reason: in.Reason, asked: in.Asked})
	}
	for _, d := range m.Departed {
		all = append(all, row{Participant: d.Participant, reason: d.Reason, left: d.Left, form: d.Form})
	}
	return all
}

// queueParticipants writes the people. Who takes the lead in a match that stands keeps
// their place, or gets one that is free; without any the database refuses the row.
func (tx *Tx) queueParticipants(batch *pgx.Batch, m domain.Match) {
	standing := slices.Contains(domain.Standing(), m.State)
	for i, p := range rowsOf(m) {
		var inviteReason, leftReason string
		if p.invited {
			inviteReason = p.reason
		} else {
			leftReason = p.reason
		}
		batch.Queue(`INSERT INTO participant (tenant_id, match_id, client_id, position, networker, answer, answer_form, agreed,
				agreed_form, distance, distance_task, distance_reason, distance_set, distance_review, estimate, estimated_at, expects, rhythm,
				talk_held, follow_up_at, next, stops, invited, invite_reason, asked_at, left_at, left_form, left_reason, standing, place)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
				$25, $26, $27, $28, $29, CASE WHEN $30 THEN coalesce(nullif($31::smallint, 0), (SELECT min(f.number) FROM place f
					WHERE f.tenant_id = $1 AND f.client_id = $3 AND `+free+`)) END)`,
			tx.Tenant, string(m.ID), string(p.Client), i, p.Networker, string(p.Answer), string(p.AnswerForm), p.Agreed,
			string(p.AgreedForm), string(p.Guidance.Distance), string(p.Guidance.Task), p.Guidance.Reason, postgres.Moment(p.Guidance.Set),
			postgres.Moment(p.Guidance.Review), p.Estimate.Words, postgres.Moment(p.Estimate.Time), p.Expects.Words, string(p.Expects.Rhythm),
			p.Care.TalkHeld, postgres.Moment(p.Care.FollowUp), string(p.Care.Next), p.Stops, p.invited, inviteReason,
			postgres.Moment(p.asked), postgres.Moment(p.left), string(p.form), leftReason, standing,
			p.Networker && standing && !p.invited && p.left.IsZero(), p.Place)
	}
}
