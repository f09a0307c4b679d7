package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

// TellReminders notes what is to be told of these days and was not, or not so, and gives
// it. Not going any more, held and called off are not told.
func (tx *Tx) TellReminders(ctx context.Context, days map[string]domain.Moment) ([]domain.Reminder, error) {
	var which []string
	var moments []domain.Moment
	for day, moment := range days {
		which, moments = append(which, day), append(moments, moment)
	}
	rows, err := tx.Query(ctx, `WITH due AS (
			SELECT a.id, g.client_id, d.moment, a.day, a.clock, a.daypart, a.kind, concat_ws(' ', a.day, a.clock, a.daypart) AS at
			FROM unnest($1::text[], $2::text[]) AS d (day, moment)
			JOIN activity a ON a.sort_day = d.day AND a.state = ANY ($3::text[])
			JOIN going g ON g.tenant_id = a.tenant_id AND g.activity_id = a.id
		), told AS (
			INSERT INTO reminder_told AS t (activity_id, client_id, moment, at) SELECT id, client_id, moment, at FROM due
			ON CONFLICT (tenant_id, activity_id, client_id, moment) DO UPDATE SET at = excluded.at WHERE t.at <> excluded.at
			RETURNING activity_id, client_id, moment
		)
		SELECT due.id::text, due.client_id::text, due.moment, due.day, due.clock, due.daypart, due.kind
		FROM due JOIN told ON told.activity_id = due.id AND told.client_id = due.client_id AND told.moment = due.moment ORDER BY 1, 2`,
		which, postgres.Texts(moments), postgres.Texts([]domain.State{domain.Planned, domain.Trying}))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[domain.Reminder])
}
