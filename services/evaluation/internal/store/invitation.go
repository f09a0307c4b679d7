package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

// queueInvited reads who answered, and which clients are asked to think along.
func queueInvited(batch *pgx.Batch, ids []domain.IntervisionID, at map[domain.IntervisionID]*domain.Intervision) {
	batch.Queue(`SELECT intervision_id::text, worker_id::text, answer FROM intervision_answer
		WHERE intervision_id = ANY ($1::uuid[]) ORDER BY at`, postgres.Texts(ids)).
		Query(func(rows pgx.Rows) error {
			var (
				id     domain.IntervisionID
				worker domain.SupportWorkerID
				answer domain.Coming
			)
			_, err := pgx.ForEachRow(rows, []any{&id, &worker, &answer}, func() error {
				if at[id].Answers == nil {
					at[id].Answers = map[domain.SupportWorkerID]domain.Coming{}
				}
				at[id].Answers[worker] = answer
				return nil
			})
			return err
		})
	batch.Queue(`SELECT intervision_id::text, client_id::text, answer FROM intervision_client
		WHERE intervision_id = ANY ($1::uuid[]) ORDER BY client_id`, postgres.Texts(ids)).
		Query(func(rows pgx.Rows) error {
			var (
				id    domain.IntervisionID
				asked domain.InvitedClient
			)
			_, err := pgx.ForEachRow(rows, []any{&id, &asked.Client, &asked.Coming}, func() error {
				at[id].Clients = append(at[id].Clients, asked)
				return nil
			})
			return err
		})
}

// writeClients writes who is asked to think along; what they said stays. Somebody who
// left the organisation is asked nothing.
func writeClients(batch *pgx.Batch, v domain.Intervision) {
	clients := make([]string, len(v.Clients))
	for i, c := range v.Clients {
		clients[i] = string(c.Client)
	}
	batch.Queue(`DELETE FROM intervision_client WHERE intervision_id = $1 AND client_id <> ALL ($2::uuid[])`, v.ID, clients)
	batch.Queue(`INSERT INTO intervision_client (intervision_id, client_id) SELECT $1, c.id FROM unnest($2::uuid[]) AS c (id)
		WHERE NOT EXISTS (SELECT FROM client g WHERE g.id = c.id AND g.left_at IS NOT NULL) ON CONFLICT DO NOTHING`, v.ID, clients)
}

// Following gives the planned intervisions of a series that come after this one, held
// until the transaction ends.
func (tx *Tx) Following(ctx context.Context, v domain.Intervision) ([]domain.Intervision, error) {
	if v.Series == "" {
		return nil, nil
	}
	return tx.intervisions(ctx, `WHERE series_id = $1 AND (day, id) > ($2, $3::uuid) AND state = 'planned' ORDER BY day, id FOR UPDATE`,
		v.Series, v.Day, v.ID)
}

// SaveComing keeps what a colleague said to an invitation.
func (tx *Tx) SaveComing(ctx context.Context, id domain.IntervisionID, answer domain.Coming, now time.Time) error {
	_, err := tx.Exec(ctx, `INSERT INTO intervision_answer (intervision_id, worker_id, answer, at) VALUES ($1, cur_person(), $2, $3)
		ON CONFLICT (tenant_id, intervision_id, worker_id) DO UPDATE SET answer = excluded.answer, at = excluded.at`, id, answer, now)
	return err
}

// SaveClientComing keeps what a client said.
func (tx *Tx) SaveClientComing(ctx context.Context, id domain.IntervisionID, client domain.ClientID, answer domain.Coming) error {
	_, err := tx.Exec(ctx, `UPDATE intervision_client SET answer = $3 WHERE intervision_id = $1 AND client_id = $2`, id, client, answer)
	return err
}

// Meetings gives where clients are asked to think along whom the caller reaches: one of
// them, or all; from that day on, the soonest first. With an id only that one.
func (tx *Tx) Meetings(ctx context.Context, client domain.ClientID, id domain.IntervisionID, from string) ([]domain.Meeting, error) {
	rows, err := tx.Query(ctx, `SELECT c.intervision_id::text, c.client_id::text, c.answer, i.day, i.clock, i.client_words, i.organisers::text[],
			i.called_off, i.state, i.told_back
		FROM intervision_client c JOIN intervision i ON i.tenant_id = c.tenant_id AND i.id = c.intervision_id
		WHERE may_reach(c.client_id) AND ($1::uuid IS NULL OR c.client_id = $1) AND ($2::uuid IS NULL OR i.id = $2) AND i.day >= $3
		ORDER BY i.day, i.clock, i.id, c.client_id LIMIT 200`, postgres.Optional(client), postgres.Optional(id), from)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (m domain.Meeting, err error) {
		err = row.Scan(&m.ID, &m.Asked.Client, &m.Asked.Coming, &m.Day, &m.Clock, &m.ClientWords, &m.Organisers, &m.CalledOff, &m.State, &m.ToldBack)
		return m, err
	})
}

const earlierColumns = `i.id::text, i.day, a.id::text, a.what, a.worker_id::text, a.day, a.done`

func scanEarlier(row pgx.CollectableRow) (e domain.EarlierAgreement, err error) {
	err = row.Scan(&e.Intervision, &e.Day, &e.Agreement.ID, &e.Agreement.What, &e.Agreement.Worker, &e.Agreement.Day, &e.Agreement.Done)
	return e, err
}

// Earlier gives what was agreed before this intervision and is still open: in its series,
// or by the same organisers as far as one of these colleagues may open that one.
func (tx *Tx) Earlier(ctx context.Context, v domain.Intervision, of []domain.SupportWorkerID, coordinates bool) ([]domain.EarlierAgreement, error) {
	rows, err := tx.Query(ctx, `SELECT `+earlierColumns+` FROM agreement a JOIN intervision i ON i.tenant_id = a.tenant_id AND i.id = a.intervision_id
		WHERE NOT a.done AND i.state = 'held' AND i.id <> $1 AND i.day <= $2
			AND (i.series_id = $3 OR i.organisers && $4::uuid[] AND ($6 OR i.organisers && $5::uuid[] OR i.invited && $5::uuid[]))
		ORDER BY i.day, i.id, a.position LIMIT 50`,
		v.ID, v.Day, postgres.Optional(v.Series), postgres.Texts(v.Organisers), postgres.Texts(of), coordinates)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanEarlier)
}

// AgreementsOf gives the open agreements of these colleagues: those with the soonest day
// first, those without a day last.
func (tx *Tx) AgreementsOf(ctx context.Context, of []domain.SupportWorkerID) ([]domain.EarlierAgreement, error) {
	rows, err := tx.Query(ctx, `SELECT `+earlierColumns+` FROM agreement a JOIN intervision i ON i.tenant_id = a.tenant_id AND i.id = a.intervision_id
		WHERE NOT a.done AND a.worker_id = ANY ($1::uuid[]) ORDER BY a.day = '', a.day, i.day, i.id, a.position LIMIT 100`, postgres.Texts(of))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanEarlier)
}

// ReachedMatches gives those of these matches that the caller reaches, and the clients in
// them they reach.
func (tx *Tx) ReachedMatches(ctx context.Context, ids []domain.MatchID) (map[domain.MatchID][]domain.ClientID, error) {
	rows, err := tx.Query(ctx, `SELECT m.id::text, p.client_id::text FROM match m JOIN match_person p ON p.tenant_id = m.tenant_id AND p.match_id = m.id
		WHERE m.id = ANY ($1::uuid[]) AND NOT p.departed AND may_reach(p.client_id) AND `+reachedMatch, postgres.Texts(ids))
	if err != nil {
		return nil, err
	}
	var (
		id     domain.MatchID
		client domain.ClientID
	)
	found := map[domain.MatchID][]domain.ClientID{}
	_, err = pgx.ForEachRow(rows, []any{&id, &client}, func() error { found[id] = append(found[id], client); return nil })
	return found, err
}

// Myself gives who is asking, and the colleagues who are away and for whom they stand in.
func (tx *Tx) Myself(ctx context.Context) ([]domain.SupportWorkerID, error) {
	of := []domain.SupportWorkerID{domain.SupportWorkerID(tx.Caller.Person)}
	rows, err := tx.Query(ctx, `SELECT id::text FROM colleague WHERE away AND cur_person() = ANY (stand_ins) ORDER BY id`)
	if err != nil {
		return nil, err
	}
	others, err := pgx.CollectRows(rows, pgx.RowTo[domain.SupportWorkerID])
	return append(of, others...), err
}
