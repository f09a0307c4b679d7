package server_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/rpc"
)

func TestConsentWithdrawnIsForgottenAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	idea, running := h.idea(), h.underWayOf(h.omar)
	h.hear(&recruitmentv1.ProfileChanged{ClientId: h.lotte, Profile: &recruitmentv1.Profile{Interests: []string{"koken"}}})
	if n := h.count(`SELECT count(*) FROM matching.matching_profile WHERE client_id = $1`, h.lotte); n != 0 {
		t.Error("the profile is still there")
	}
	_, err := h.api.GetMatch(h.lead(), &pb.GetMatchRequest{Id: idea.GetId()})
	wantCode(t, err, codes.NotFound)
	_, err = h.api.GetMatch(h.lead(), &pb.GetMatchRequest{Id: running.GetId()}) // they know each other
	must(t, err)
	if got := h.suggest(h.lotte); len(got.GetSuggestions()) != 0 || got.GetWouldHelp()[0].GetCode() != "ASK_TO_BE_LOOKED_FOR" {
		t.Errorf("got %v", got)
	}
	for _, s := range h.suggest(h.omar).GetSuggestions() {
		if s.GetClientId() == h.lotte {
			t.Error("still suggested to others")
		}
	}
}

func TestAWishLetGoTakesItsQuestionsAlong(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.proposed()
	h.hear(&recruitmentv1.WishChanged{WishId: h.wishes[h.lotte], ClientId: h.lotte, State: recruitmentv1.Wish_STATE_LET_GO, Told: true})
	_, err := h.api.GetMatch(h.lead(), &pb.GetMatchRequest{Id: m.GetId()})
	wantCode(t, err, codes.NotFound)
	if got := h.suggest(h.lotte); got.GetWouldHelp()[0].GetCode() != "TALK_ABOUT_THE_WISH" {
		t.Errorf("got %v", got)
	}
}

func TestANetworkerWhoPausesTakesNobodyOn(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.idea()
	_, err := h.database.Owner(t).Exec(t.Context(), `UPDATE matching.networker SET state = 'paused'`)
	must(t, err)
	_, err = h.propose(m)
	wantReason(t, err, "NETWORKER_NOT_ACTIVE")
	h.becomeNetworker(h.nick, 1) // a new period counts, not the old one
	_, err = h.propose(m)
	must(t, err)
}

func TestWhoLeavesLeavesNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	other := h.neighbour()
	running := h.secrets()
	h.underWayOf(h.omar)
	_, err := h.api.AddExclusion(h.lead(), &pb.AddExclusionRequest{ClientId: h.nick, OtherClientId: h.omar, RequestId: ids.New()})
	must(t, err)
	before := len(h.told())
	for range 2 { // the same event again changes nothing
		h.hear(&recruitmentv1.ClientLeft{ClientId: h.nick})
	}
	for table, n := range rowsWith(t, h.database.Owner(t), h.nick) {
		if n > 0 && !strings.HasPrefix(table, "outbox") && !strings.HasPrefix(table, "audit") { // ids only, and they stay
			t.Errorf("%d rows in %s still hold who left", n, table)
		}
	}
	got, err := h.api.GetMatch(h.lead(), &pb.GetMatchRequest{Id: running.GetId()})
	must(t, err)
	wantState(t, got, pb.Match_STATE_CLOSING)
	if len(got.GetParticipants()) != 1 || got.GetReason() != "" || got.GetEnding().GetPrivateReason() != "" {
		t.Errorf("got %v", got)
	}
	if told := h.told()[before:]; len(told) != 1 || len(told[0].GetPeople()) != 1 || told[0].GetPeople()[0].GetClientId() != h.lotte {
		t.Errorf("told %v", told)
	}
	other.idea() // their people are still there
}

// rowsWith counts the rows of every table that hold the text anywhere.
func rowsWith(t *testing.T, conn *pgx.Conn, text string) map[string]int {
	t.Helper()
	rows, err := conn.Query(t.Context(), `SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'matching'`)
	must(t, err)
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(t, err)
	found := map[string]int{}
	for _, table := range tables {
		var n int
		must(t, conn.QueryRow(t.Context(), fmt.Sprintf(`SELECT count(*) FROM matching.%s r WHERE r::text LIKE '%%' || $1 || '%%'`, table), text).Scan(&n))
		found[table] = n
	}
	if len(found) < 10 {
		t.Fatalf("looked at %v only", found)
	}
	return found
}

func TestWhatItDoesNotKnowItPassesOver(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hear(&pb.MatchChanged{MatchId: ids.New()})
	h.hear(&recruitmentv1.WishChanged{WishId: ids.New(), ClientId: h.lotte, Kind: 99, State: 99})
}

func TestTheFeedOfRecruitment(t *testing.T) {
	t.Parallel()
	source := postgres.Schema{Name: "recruitment"}
	h := open(t, source)
	recruitment := h.database.Open(source)
	conn := h.serve(func(r grpc.ServiceRegistrar) { feedv1.RegisterFeedServiceServer(r, feed.NewServer(recruitment)) }, rpc.DialOptions{Signer: h.own})

	client, wish := ids.New(), ids.New()
	tell := func(messages ...proto.Message) {
		must(t, recruitment.InTenantAs(t.Context(), h.tenant, func(tx *postgres.Tx) error {
			for _, m := range messages {
				if err := feed.Append(t.Context(), tx, m); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	took := make(chan proto.Message)
	ctx, stop := context.WithCancel(t.Context())
	reader := &feed.Reader{Source: "recruitment", Conn: conn, DB: h.db, Handle: func(ctx context.Context, tx *postgres.Tx, m proto.Message) error {
		if err := h.server.HandleRecruitment(ctx, tx, m); err != nil {
			return err
		}
		took <- m
		return nil
	}}
	done := make(chan error)
	go func() { done <- reader.Run(ctx) }()
	last := &recruitmentv1.ClientLeft{ClientId: ids.New()}
	tell(&recruitmentv1.ClientChanged{ClientId: client, SupportWorkerIds: []string{h.anna}},
		&recruitmentv1.WishChanged{WishId: wish, ClientId: client, State: recruitmentv1.Wish_STATE_OPEN, Told: true, Interests: []string{"Koken "}})
	tell(&recruitmentv1.ProfileChanged{ClientId: client, MayMatch: true, Profile: &recruitmentv1.Profile{Interests: []string{"koken"}}}, last)
	for range 4 {
		select {
		case <-took:
		case err := <-done:
			t.Fatalf("the reader stopped: %v", err)
		}
	}
	// The transaction of the last event ends after its handler: the next one waits for it.
	tell(last)
	<-took
	stop()
	must(t, <-done)
	h.wishes[client] = wish
	if got := h.suggest(client); len(got.GetSuggestions()) == 0 {
		t.Errorf("got %v", got)
	}
}
