package server_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/matching/internal/server"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// second is another process of the same service on the same database.
func (h *house) second() *house {
	h.t.Helper()
	other := *h
	recruitment := h.serve(func(r grpc.ServiceRegistrar) { recruitmentv1.RegisterRecruitmentServiceServer(r, h.agreeing) }, rpc.DialOptions{})
	other.db = h.database.Open(store.Schema())
	other.server = server.New(store.New(other.db), recruitmentv1.NewRecruitmentServiceClient(recruitment), func() time.Time { return h.now })
	other.conn = h.serve(func(r grpc.ServiceRegistrar) { other.server.Register(r) }, rpc.DialOptions{})
	other.api = pb.NewMatchingServiceClient(other.conn)
	return &other
}

// says what the answer to lotte's wish says of somebody: "first", the code of why not,
// or nothing.
func (h *house) says(of string) string {
	h.t.Helper()
	got := h.suggest(h.lotte)
	for _, s := range got.GetSuggestions() {
		if s.GetClientId() == of {
			return "first"
		}
	}
	for _, n := range got.GetNotFirst() {
		if n.GetClientId() == of {
			return n.GetReason().GetCode()
		}
	}
	return ""
}

// Whatever changes through one process is in the next answer of every other.
func TestNoAnswerIsOlderThanTheRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	others := []*house{h.second(), h.second()}
	want := func(step, of, says string) {
		t.Helper()
		for i, o := range append(others, h) {
			if got := o.says(of); got != says {
				t.Fatalf("%s: process %d says %q, want %q", step, i, got, says)
			}
		}
	}
	profile := func(client string, change func(*recruitmentv1.ProfileChanged)) {
		e := &recruitmentv1.ProfileChanged{ClientId: client, MayMatch: true, CouldMeanKnown: true, Profile: &recruitmentv1.Profile{
			Interests: []string{"koken"}, Talents: []string{"koken"}, Area: "5401",
			Dayparts: []recruitmentv1.Daypart{recruitmentv1.Daypart_DAYPART_WEEKDAY_EVENING}}}
		change(e)
		h.hear(e)
	}
	want("at first", h.nick, "first")
	profile(h.nick, func(e *recruitmentv1.ProfileChanged) {
		e.Profile.Dayparts = []recruitmentv1.Daypart{recruitmentv1.Daypart_DAYPART_WEEKEND_MORNING}
	})
	want("free at other times", h.nick, "FREE_AT_OTHER_TIMES_NOW")
	profile(h.nick, func(e *recruitmentv1.ProfileChanged) { e.MayMatch = false })
	want("took the yes back", h.nick, "")
	profile(h.nick, func(*recruitmentv1.ProfileChanged) {})
	want("and gave it again", h.nick, "first")

	var last *pb.Match // the two places
	for range 2 {
		client := ids.New()
		h.arrive(client, h.carla, h.anna)
		m, err := h.api.CreateSpontaneousMatch(h.lead(), &pb.CreateSpontaneousMatchRequest{
			People: []*pb.NewPerson{{ClientId: h.nick, Networker: true}, {ClientId: client}}})
		must(t, err)
		last = m
	}
	want("no place", h.nick, "NO_PLACE_NOW")
	_, err := h.database.Owner(t).Exec(t.Context(), `UPDATE matching.match SET state = 'closed' WHERE id = $1`, last.GetId())
	must(t, err)
	want("a place again, by whatever road", h.nick, "first")
	_, err = h.database.Owner(t).Exec(t.Context(), `UPDATE matching.networker SET state = 'paused'`)
	must(t, err)
	want("paused", h.nick, "first") // with a wish of his own
	h.hear(&recruitmentv1.WishChanged{WishId: h.wishes[h.nick], ClientId: h.nick, State: recruitmentv1.Wish_STATE_LET_GO, Told: true})
	want("and without a wish", h.nick, "NOT_ACTIVE_NOW")
	want("somebody else", h.omar, "first")
	h.hear(&recruitmentv1.ClientLeft{ClientId: h.omar})
	want("left", h.omar, "")
	if n := h.count(`SELECT count(*) FROM matching.crowd_change WHERE client_id = $1`, h.omar); n != 0 {
		t.Errorf("%d changes still name who left", n)
	}
}

// A change that became true only after others that began later is not stepped over.
func TestASlowWriterIsNotSteppedOver(t *testing.T) {
	t.Parallel()
	h := open(t)
	if got := h.says(h.nick); got != "first" {
		t.Fatalf("got %q", got)
	}
	slow, err := h.database.Owner(t).Begin(t.Context())
	must(t, err)
	_, err = slow.Exec(t.Context(), `UPDATE matching.networker SET state = 'learning' WHERE client_id = $1`, h.nick)
	must(t, err)
	for range 3 { // others change and are seen meanwhile
		h.arrive(ids.New(), h.bert)
		if got := h.says(h.nick); got != "first" {
			t.Fatalf("got %q", got)
		}
	}
	must(t, slow.Commit(t.Context()))
	h.hear(&recruitmentv1.WishChanged{WishId: h.wishes[h.nick], ClientId: h.nick, State: recruitmentv1.Wish_STATE_LET_GO, Told: true})
	if got := h.says(h.nick); got != "STILL_LEARNING" {
		t.Errorf("got %q", got)
	}
}

// Changes are kept for a day; whoever looked longer ago begins again.
func TestALookOfLongAgoBeginsAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	if got := h.says(h.nick); got != "first" {
		t.Fatalf("got %q", got)
	}
	owner := h.database.Owner(t)
	_, err := owner.Exec(t.Context(), `UPDATE matching.crowd_change SET at = now() - interval '25 hours'`)
	must(t, err)
	must(t, h.server.LetGo(t.Context(), h.tenant))
	if n := h.count(`SELECT count(*) FROM matching.crowd_change`); n != 0 {
		t.Errorf("%d changes are kept for ever", n)
	}
	ctx := postgres.WithMethod(t.Context(), "test")
	must(t, store.New(h.db).InTxAs(ctx, h.tenant, func(tx *store.Tx) error {
		from, err := tx.Beginning(ctx)
		must(t, err)
		news, err := tx.News(ctx, from)
		if !news.Empty() {
			t.Errorf("nothing changed, and got %+v", news)
		}
		must(t, err)
		news, err = tx.News(ctx, store.Position{})
		if !news.TooLate {
			t.Errorf("got %+v", news)
		}
		return err
	}))
}

// Everything asked at once while everything changes: each answer is one that was true,
// and after the last change all say the same.
func TestAskingWhileItChanges(t *testing.T) {
	t.Parallel()
	h := open(t)
	other := h.second()
	done := make(chan error, 8)
	for i := range cap(done) {
		who := []*house{h, other}[i%2]
		ctx, wish := h.lead(), h.wishes[h.lotte]
		go func() {
			var err error
			for range 10 {
				if _, err = who.api.SuggestForWish(ctx, &pb.SuggestForWishRequest{WishId: wish}); err != nil {
					break
				}
			}
			done <- err
		}()
	}
	var came []string
	for range 10 {
		client := ids.New()
		h.arrive(client, h.bert)
		came = append(came, client)
	}
	for range cap(done) {
		must(t, <-done)
	}
	for _, who := range []*house{h, other} {
		got := who.suggest(h.lotte)
		var named []string
		for _, s := range got.GetSuggestions() {
			named = append(named, s.GetClientId())
		}
		if len(named) != 12 || slices.ContainsFunc(came, func(c string) bool { return !slices.Contains(named, c) }) {
			t.Errorf("got %v", named)
		}
	}
}

// The crowd of a plan keeps apart who is never together, who rests and who is together.
func TestTheCrowdOfAPlan(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := postgres.WithMethod(t.Context(), "planned:plan")
	couples := func() (names [][2]string) {
		must(t, store.New(h.db).InTxAs(ctx, h.tenant, func(tx *store.Tx) error {
			c, err := tx.Crowd(ctx, h.now)
			if err != nil {
				return err
			}
			f := c.Pairs(func() bool { return false }, func(float64) {})
			for i := range f.Clients {
				for _, n := range f.Networker[f.First[i]:f.First[i+1]] {
					names = append(names, [2]string{string(f.Clients[i].Client), string(f.Networkers[n].Client)})
				}
			}
			return nil
		}))
		return names
	}
	sorted := func(clients ...string) (all [][2]string) {
		slices.Sort(clients)
		for _, c := range clients {
			all = append(all, [2]string{c, h.nick})
		}
		return all
	}
	if got := couples(); !slices.Equal(got, sorted(h.lotte, h.omar)) {
		t.Fatalf("got %v", got)
	}
	h.hear(&recruitmentv1.WishChanged{WishId: h.wishes[h.lotte], ClientId: h.lotte, Kind: recruitmentv1.Wish_KIND_COMPANY,
		State: recruitmentv1.Wish_STATE_TAKEN_UP, Interests: []string{"koken"}, Told: true})
	if got := couples(); !slices.Equal(got, sorted(h.lotte, h.omar)) {
		t.Fatalf("a wish that somebody took up waits until there is somebody: %v", got)
	}
	_, err := h.api.AddExclusion(h.lead(), &pb.AddExclusionRequest{ClientId: h.omar, OtherClientId: h.nick})
	must(t, err)
	if got := couples(); !slices.Equal(got, sorted(h.lotte)) {
		t.Errorf("with an exclusion: %v", got)
	}
	m := h.idea() // somebody is thought of already
	if got := couples(); len(got) != 0 {
		t.Errorf("with an idea: %v", got)
	}
	_, err = h.propose(m)
	must(t, err)
	h.answer(m, h.nick, pb.Answer_ANSWER_NOT_NOW)
	if got := couples(); len(got) != 0 {
		t.Errorf("resting: %v", got)
	}
}

// While somebody still thinks about the role, an idea of whom they could go along with
// can be kept: for support workers only, and nothing is proposed on it.
func TestR11_AnIdeaWhileRecruiting(t *testing.T) {
	t.Parallel()
	h := open(t)
	somebody := ids.New()
	h.arrive(somebody, h.bert)
	h.hear(&recruitmentv1.WishChanged{WishId: h.wishes[somebody], ClientId: somebody, State: recruitmentv1.Wish_STATE_FULFILLED, Told: true})
	road := func(state recruitmentv1.Networker_State) {
		h.hear(&recruitmentv1.NetworkerChanged{NetworkerId: h.tenant, ClientId: somebody, State: state, Capacity: 1, SupportWorkerId: h.bert})
	}
	for state, says := range map[recruitmentv1.Networker_State]string{
		recruitmentv1.Networker_STATE_IDEA: "", recruitmentv1.Networker_STATE_APPROACHED: "", // not asked yet: nobody's business
		recruitmentv1.Networker_STATE_LEARNING: "STILL_LEARNING", recruitmentv1.Networker_STATE_IN_CONVERSATION: "TALKING_ABOUT_THE_ROLE",
	} {
		road(state)
		if got := h.says(somebody); got != says {
			t.Errorf("%s: %q", state, got)
		}
	}
	road(recruitmentv1.Networker_STATE_IN_CONVERSATION)
	m, err := h.api.CreateMatch(h.worker(h.anna), &pb.CreateMatchRequest{WishId: h.wishes[h.lotte],
		Others: []*pb.NewPerson{{ClientId: somebody, Networker: true}}})
	must(t, err)
	wantState(t, m, pb.Match_STATE_IDEA)
	for _, client := range []string{h.lotte, somebody} {
		_, err := h.api.GetMatch(h.client(client), &pb.GetMatchRequest{Id: m.GetId()})
		wantCode(t, err, codes.NotFound)
	}
	_, err = h.propose(m)
	wantReason(t, err, "NETWORKER_NOT_ACTIVE")
	h.now = h.now.AddDate(0, 2, 1)
	must(t, h.server.LetGo(context.WithoutCancel(t.Context()), h.tenant))
	_, err = h.api.GetMatch(h.lead(), &pb.GetMatchRequest{Id: m.GetId()})
	wantCode(t, err, codes.NotFound) // lapsed
}
