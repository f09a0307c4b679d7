package bench

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

// fill makes 100,000 people who said yes, each with a wish of their own; one in twenty
// takes others along. They like three of two hundred things.
const fill = `WITH person AS (SELECT n, gen_random_uuid() AS id FROM generate_series(1, 100000) n),
	profile AS (INSERT INTO matching.matching_profile SELECT $1, id,
		ARRAY['w' || n % 200, 'w' || (n * 7 + n / 60) % 200, 'w' || (n * 13 + n / 7) % 200], ARRAY['w' || (n * 11 + n / 9) % 200, 't' || n % 30],
		CASE n % 3 WHEN 0 THEN ARRAY['weekday_evening'] ELSE ARRAY['weekend_afternoon', 'weekday_afternoon'] END,
		0, CASE n % 4 WHEN 0 THEN 'group' WHEN 1 THEN 'one_to_one' ELSE 'either' END, 'speech', (3500 + n % 400)::text, true FROM person),
	client AS (INSERT INTO matching.client SELECT $1, id FROM person),
	people AS (INSERT INTO recruitment.client (tenant_id, id, given_name, sort_key, created_at, updated_at)
		SELECT $1, id, 'P' || n, 'p' || n, now(), now() FROM person),
	yes AS (INSERT INTO recruitment.consent (tenant_id, id, client_id, purpose, receiver, text_version, channel, given_at)
		SELECT $1, gen_random_uuid(), id, 'matching', 'organisation', 'matching-1', 'spoken', now() FROM person),
	networker AS (INSERT INTO matching.networker (tenant_id, id, client_id, state, capacity, leads_group)
		SELECT $1, gen_random_uuid(), id, 'active', 5, false FROM person WHERE n % 20 = 0)
	INSERT INTO matching.wish (tenant_id, id, client_id, kind, state, interests, told)
		SELECT $1, gen_random_uuid(), id, 'company', 'open', ARRAY['w' || (n * 17) % 200], true FROM person`

// ranking is the order of SuggestForWish as one statement, by the same weights: as
// good as the worse side, then the better, then the id. All of these people speak, none
// has a match or says how far they can go: the only limit is when they are free.
const ranking = `WITH
	asked AS (SELECT w.interests AS wish, p.* FROM matching.wish w JOIN matching.matching_profile p USING (tenant_id, client_id)
		WHERE w.tenant_id = $1 AND w.id = $2),
	wished AS (SELECT client_id, array_agg(DISTINCT i) AS wishes FROM matching.wish, unnest(interests) i
		WHERE tenant_id = $1 AND told AND state IN ('open', 'taken_up') GROUP BY 1),
	candidate AS (SELECT p.*, coalesce(w.wishes, '{}') AS wishes FROM matching.matching_profile p LEFT JOIN wished w USING (client_id)
		WHERE p.tenant_id = $1 AND p.client_id <> (SELECT client_id FROM asked) AND (w.client_id IS NOT NULL OR
			EXISTS (SELECT FROM matching.networker n WHERE n.tenant_id = $1 AND n.client_id = p.client_id AND n.state = 'active'))
		AND p.dayparts && (SELECT dayparts FROM asked)),
	everybody AS (SELECT client_id, interests FROM matching.matching_profile WHERE tenant_id = $1),
	rarity AS MATERIALIZED (SELECT i, 10 - 10 * count(DISTINCT client_id) / (SELECT count(*) FROM everybody) AS more FROM everybody, unnest(interests) i GROUP BY i),
	liked AS MATERIALIZED (SELECT i, more FROM rarity, asked WHERE i = ANY (asked.interests)),
	meets AS (SELECT c.client_id,
			(SELECT coalesce(sum(10 + more), 0) FROM liked WHERE i = ANY (c.interests)) AS common,
			CASE WHEN a.dayparts && c.dayparts THEN 6 ELSE 0 END
				+ CASE WHEN a.area = c.area THEN 6 WHEN left(a.area, 3) = left(c.area, 3) THEN 4 WHEN left(a.area, 2) = left(c.area, 2) THEN 3 ELSE 0 END
				+ CASE WHEN a.company = c.company AND a.company IN ('one_to_one', 'group') THEN 4 ELSE 0 END AS practical,
			(SELECT count(DISTINCT x) FROM unnest(a.wish) x WHERE x = ANY (c.talents)) AS mine_talent,
			(SELECT count(DISTINCT x) FROM unnest(a.wish) x WHERE x = ANY (c.interests)) AS mine_interest,
			(SELECT count(DISTINCT x) FROM unnest(c.wishes) x WHERE x = ANY (a.talents)) AS their_talent,
			(SELECT count(DISTINCT x) FROM unnest(c.wishes) x WHERE x = ANY (a.interests)) AS their_interest
		FROM candidate c, asked a),
	sides AS (SELECT client_id, common + practical + 40 * mine_talent + 30 * mine_interest AS mine,
			common + practical + 40 * their_talent + 30 * their_interest + 15 * mine_talent AS theirs
		FROM meets WHERE common + mine_talent + mine_interest + their_talent + their_interest > 0)
	SELECT client_id::text FROM sides ORDER BY least(mine, theirs) DESC, greatest(mine, theirs) DESC, client_id LIMIT 12`

func BenchmarkSuggestions(b *testing.B) {
	s := start(b, []door{recruits, matches})
	_, err := s.bare.Exec(b.Context(), fill, s.caller.Tenant)
	must(b, err)
	for _, table := range []string{"matching_profile", "wish", "networker", "client"} {
		_, err := s.bare.Exec(b.Context(), "ANALYZE matching."+table)
		must(b, err)
	}
	var wish string
	must(b, s.bare.QueryRow(b.Context(), `SELECT id::text FROM matching.wish ORDER BY id LIMIT 1`).Scan(&wish))
	service, signer := matchingv1.NewMatchingServiceClient(s.dial("matching", nil)), s.signer("gateway")
	s.caller.Person = ids.New()
	var ours, theirs []string
	var took []time.Duration
	ask := func() error {
		start := time.Now()
		defer func() { took = append(took, time.Since(start)) }()
		ctx, err := s.asking(signer)
		if err != nil {
			return err
		}
		found, err := service.SuggestForWish(ctx, &matchingv1.SuggestForWishRequest{WishId: wish})
		ours = ours[:0]
		for _, one := range found.GetSuggestions() {
			ours = append(ours, one.GetClientId())
		}
		return err
	}
	rank := func() error {
		rows, err := s.bare.Query(b.Context(), ranking, s.caller.Tenant, wish)
		if err != nil {
			return err
		}
		theirs, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	}
	must(b, ask())
	must(b, rank())
	if len(ours) != 12 || !slices.Equal(ours, theirs) {
		must(b, fmt.Errorf("the peer ranks others: it is no peer\n%v\n%v", ours, theirs))
	}
	took = nil // without the first one, which read everybody
	for range 300 {
		must(b, ask())
	}
	slices.Sort(took)
	note("suggestions among 100,000: half of the questions within %s, all but one in a hundred within %s", round(took[len(took)/2]), round(took[len(took)*99/100]))
	compare(b, "suggestions among 100,000", "one-statement", ask, rank)
}
