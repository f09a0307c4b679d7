package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// A networker has as many places as they want matches at once: rows, of which each is
// held by one match at most. What holds one, and that nobody goes without, is said by the
// constraints of the tables; here is only how many there are.

// free holds for a place f that no match holds.
const free = `NOT EXISTS (SELECT FROM participant h WHERE h.tenant_id = f.tenant_id AND h.client_id = f.client_id
	AND h.place = f.number AND h.standing AND NOT h.invited AND h.left_at IS NULL)`

// placed says in words what the database answers when a place too many is taken.
func placed(err error) error {
	if postgres.Violates(err, "lead_holds_place") || postgres.Violates(err, "one_in_a_place") {
		return domain.Full()
	}
	return err
}

// SetPlaces gives these networkers as many places as they want now. A place that is held
// stays, and counts; it goes when it comes free and is one too many. Until
// the transaction ends nobody else can take one.
func (tx *Tx) SetPlaces(ctx context.Context, networkers ...domain.ClientID) error {
	if len(networkers) == 0 {
		return nil
	}
	const wanted = `WITH wanted AS (SELECT c AS client_id,
			coalesce((SELECT n.capacity FROM networker n WHERE n.tenant_id = $1 AND n.client_id = c AND n.state = 'active'
				ORDER BY n.id DESC LIMIT 1), 0)
			- (SELECT count(*) FROM place f WHERE f.tenant_id = $1 AND f.client_id = c AND NOT ` + free + `) AS more
		FROM unnest($2::uuid[]) AS c),
		spare AS (SELECT f.client_id, f.number, row_number() OVER (PARTITION BY f.client_id ORDER BY f.number) AS nth
			FROM place f WHERE f.tenant_id = $1 AND f.client_id = ANY ($2::uuid[]) AND ` + free + `)`
	batch := &pgx.Batch{}
	who := postgres.Texts(networkers)
	batch.Queue(`SELECT FROM networker WHERE tenant_id = $1 AND client_id = ANY ($2::uuid[]) ORDER BY client_id, id FOR UPDATE`, tx.Tenant, who)
	batch.Queue(wanted+` DELETE FROM place p USING spare s JOIN wanted w USING (client_id)
		WHERE p.tenant_id = $1 AND p.client_id = s.client_id AND p.number = s.number AND s.nth > greatest(w.more, 0)`, tx.Tenant, who)
	batch.Queue(wanted+`, lacking AS (SELECT w.client_id, w.more - (SELECT count(*) FROM spare s WHERE s.client_id = w.client_id) AS more FROM wanted w)
		INSERT INTO place (tenant_id, client_id, number)
		SELECT $1, l.client_id, n.number FROM lacking l CROSS JOIN LATERAL (
			SELECT g AS number FROM generate_series(1, l.more + (SELECT coalesce(max(p.number), 0) FROM place p
				WHERE p.tenant_id = $1 AND p.client_id = l.client_id)) AS g
			WHERE NOT EXISTS (SELECT FROM place p WHERE p.tenant_id = $1 AND p.client_id = l.client_id AND p.number = g)
			ORDER BY g LIMIT greatest(l.more, 0)) AS n`, tx.Tenant, who)
	return tx.SendBatch(ctx, batch).Close()
}

// AwaitingPlace gives the matches in which somebody waits for a place of a networker
// after everybody said yes: whoever waits longest first.
func (tx *Tx) AwaitingPlace(ctx context.Context) ([]domain.MatchID, error) {
	rows, err := tx.Query(ctx, `SELECT id::text FROM (
			SELECT m.id, m.asked_at AS since FROM match m WHERE m.tenant_id = $1 AND m.state = 'proposed'
				AND NOT EXISTS (SELECT FROM participant p WHERE p.tenant_id = $1 AND p.match_id = m.id AND p.answer <> 'yes')
			UNION ALL SELECT p.match_id, p.asked_at FROM participant p JOIN match m ON m.tenant_id = p.tenant_id AND m.id = p.match_id
				WHERE p.tenant_id = $1 AND p.invited AND p.answer = 'yes' AND m.state IN ('under_way', 'paused')) w
		ORDER BY since, id`, tx.Tenant)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[domain.MatchID])
}
