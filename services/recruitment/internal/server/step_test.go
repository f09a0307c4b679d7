package server_test

import (
	"context"
	"regexp"
	"sync"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
)

// step adds a small step of Lieke's.
func (s *story) step(words string) *pb.Step {
	s.t.Helper()
	step, err := s.CreateStep(s.asLieke(), &pb.CreateStepRequest{Step: &pb.Step{Words: words}})
	s.ok(err)
	return step
}

func (s *story) change(step *pb.Step) *pb.ChangeStepStateRequest {
	return &pb.ChangeStepStateRequest{Id: step.GetId(), Etag: step.GetEtag()}
}

func TestAStepComesBackAsItWasTold(t *testing.T) {
	s := newStory(t)
	wish := s.wish()
	told := &pb.Step{
		ClientId: s.lieke, WishId: wish.GetId(), Kind: pb.Step_KIND_SMALL, Words: "vragen of de buurvrouw meekookt",
		Picture: "cooking", Who: pb.Step_WHO_TOGETHER,
	}
	made, err := s.CreateStep(s.asAnna(), &pb.CreateStepRequest{Step: told})
	s.ok(err)
	list, err := s.ListSteps(s.asLieke(), &pb.ListStepsRequest{ClientId: s.lieke, WishId: wish.GetId()})
	s.ok(err)
	if len(list.GetSteps()) != 1 || !proto.Equal(list.GetSteps()[0], made) {
		t.Fatalf("made %v, listed %v", made, list)
	}
	want := proto.CloneOf(told)
	want.Id, want.Etag, want.State = made.GetId(), "1", pb.Step_STATE_OPEN
	want.CreateTime, want.UpdateTime = made.GetCreateTime(), made.GetUpdateTime()
	if !proto.Equal(want, made) || made.GetCreateTime() == nil {
		t.Errorf("got %v, want %v", made, want)
	}
	if n := len(s.events()); n != 1 { // the wish
		t.Errorf("%d events: a step is nobody else's news", n)
	}
}

func TestN12_ThreeSmallStepsAtOnceAndTheAnswerSaysWhichAreOpen(t *testing.T) {
	s := newStory(t)
	open := map[string]bool{}
	for range 3 {
		open["open_steps."+s.step("zwaaien").GetId()] = true
	}
	_, err := s.CreateStep(s.asAnna(), &pb.CreateStepRequest{Step: &pb.Step{ClientId: s.lieke, Words: "nog een"}})
	s.refused(err, codes.FailedPrecondition)
	if reason(err) != "STEPS_FULL" {
		t.Errorf("reason = %s", reason(err))
	}
	for _, detail := range status.Convert(err).Details() {
		if bad, ok := detail.(*errdetails.BadRequest); ok {
			for _, field := range bad.GetFieldViolations() {
				if !open[field.GetField()] {
					t.Errorf("names %s", field.GetField())
				}
				delete(open, field.GetField())
			}
		}
	}
	if len(open) > 0 {
		t.Errorf("not named: %v", open)
	}
	// Omar has places of his own.
	_, err = s.CreateStep(s.asBram(), &pb.CreateStepRequest{Step: &pb.Step{ClientId: s.omar, Words: "bellen"}})
	s.ok(err)
}

func TestN12_DoneAndLetGoMakeRoomAndOpeningAgainAsksForIt(t *testing.T) {
	s := newStory(t)
	first, second, _ := s.step("een"), s.step("twee"), s.step("drie")
	first, err := s.CompleteStep(s.asLieke(), s.change(first))
	s.ok(err)
	second, err = s.LetGoStep(s.asAnna(), s.change(second))
	s.ok(err)
	if first.GetState() != pb.Step_STATE_DONE || second.GetState() != pb.Step_STATE_LET_GO {
		t.Fatalf("%v, %v", first, second)
	}
	s.step("vier")
	s.step("vijf")
	_, err = s.ReopenStep(s.asLieke(), s.change(first))
	s.refused(err, codes.FailedPrecondition)
	if n := s.count(`SELECT count(*) FROM recruitment.step WHERE state = 'open'`); n != 3 {
		t.Fatalf("%d open", n)
	}
	// What is open already changes its words without asking for a place anew.
	_, err = s.UpdateStep(s.asLieke(), &pb.UpdateStepRequest{Step: &pb.Step{Id: s.open()[0], Words: "anders"}})
	s.ok(err)
	_, err = s.CompleteStep(s.asLieke(), &pb.ChangeStepStateRequest{Id: s.open()[0]})
	s.ok(err)
	first, err = s.ReopenStep(s.asLieke(), s.change(first))
	s.ok(err)
	if first.GetState() != pb.Step_STATE_OPEN {
		t.Fatal("not open again")
	}
}

// open gives the ids of Lieke's open steps.
func (s *story) open() []string {
	s.t.Helper()
	list, err := s.ListSteps(s.asLieke(), &pb.ListStepsRequest{ClientId: s.lieke, State: pb.Step_STATE_OPEN})
	s.ok(err)
	var all []string
	for _, step := range list.GetSteps() {
		all = append(all, step.GetId())
	}
	return all
}

// The organisation chooses how many; what is open already stays open (N-12).
func TestN12_TheOrganisationChoosesHowManyAtOnce(t *testing.T) {
	s := newStory(t)
	choose := func(n int32) {
		t.Helper()
		now, err := s.GetSettings(s.asLead(), &pb.GetSettingsRequest{})
		s.ok(err)
		_, err = s.UpdateSettings(s.as(s.coordinator, authn.RoleCoordinator), &pb.UpdateSettingsRequest{
			Settings: &pb.Settings{Etag: now.GetEtag(), OpenSteps: n},
		})
		s.ok(err)
	}
	more := func() error {
		return second(s.CreateStep(s.asLieke(), &pb.CreateStepRequest{Step: &pb.Step{Words: "nog een"}}))
	}
	choose(5)
	for range 5 {
		s.ok(more())
	}
	s.refused(more(), codes.FailedPrecondition)
	choose(2)
	if open := s.open(); len(open) != 5 {
		t.Errorf("%d are still open", len(open))
	}
	for _, id := range s.open()[:3] {
		s.refused(more(), codes.FailedPrecondition)
		s.ok(second(s.CompleteStep(s.asLieke(), &pb.ChangeStepStateRequest{Id: id})))
	}
	s.refused(more(), codes.FailedPrecondition)
	s.ok(second(s.CompleteStep(s.asLieke(), &pb.ChangeStepStateRequest{Id: s.open()[0]})))
	s.ok(more())
}

// Two at once for the last place: one wins, and the other is told what is open.
func TestN12_OfManyAtOnceForTheLastPlaceOneWins(t *testing.T) {
	s := newStory(t)
	s.step("een")
	s.step("twee")
	const many = 8
	errs := make([]error, many)
	start := make(chan struct{})
	var wait sync.WaitGroup
	for i := range many {
		ctx := []context.Context{s.asLieke(), s.asAnna()}[i%2]
		wait.Go(func() {
			<-start
			_, errs[i] = s.CreateStep(ctx, &pb.CreateStepRequest{Step: &pb.Step{ClientId: s.lieke, Words: "drie"}})
		})
	}
	close(start)
	wait.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
		} else if reason(err) != "STEPS_FULL" {
			t.Errorf("the others hear %v", err)
		}
	}
	if n := s.count(`SELECT count(*) FROM recruitment.step WHERE state = 'open'`); won != 1 || n != 3 {
		t.Fatalf("%d won, %d open", won, n)
	}
}

// The wall behind it: a place is one step's, and there are no more than five.
func TestN12_TheDatabaseHoldsTheFewPlaces(t *testing.T) {
	s := newStory(t)
	s.step("een")
	for _, place := range []any{1, 6, nil} {
		_, err := s.owner.Exec(t.Context(), `INSERT INTO recruitment.step
			(tenant_id, id, client_id, kind, state, words, who, place, created_at, updated_at)
			VALUES ($1, $2, $3, 'small', 'open', 'x', 'client', $4, now(), now())`, s.here, ids.New(), s.lieke, place)
		if err == nil {
			t.Errorf("place %v was given", place)
		}
	}
}

func TestN18_ASearchForSomebodyDoesNotCountAndIsOpenOnce(t *testing.T) {
	s := newStory(t)
	for range 3 {
		s.step("zwaaien")
	}
	search := &pb.CreateStepRequest{Step: &pb.Step{ClientId: s.lieke, Kind: pb.Step_KIND_FIND_SOMEBODY}}
	made, err := s.CreateStep(s.asAnna(), search)
	s.ok(err)
	_, err = s.CreateStep(s.asAnna(), search)
	s.refused(err, codes.AlreadyExists)
	made, err = s.CompleteStep(s.asAnna(), s.change(made))
	s.ok(err)
	_, err = s.CreateStep(s.asAnna(), search)
	s.ok(err)
	_, err = s.ReopenStep(s.asAnna(), s.change(made))
	s.refused(err, codes.AlreadyExists)
}

func TestN12_AStepServesAWishOfTheSameClientOrNone(t *testing.T) {
	s := newStory(t)
	theirs, err := s.CreateWish(s.asBram(), &pb.CreateWishRequest{Wish: &pb.Wish{ClientId: s.omar, OwnWords: "vissen"}})
	s.ok(err)
	for _, wish := range []string{theirs.GetId(), ids.New()} {
		_, err = s.CreateStep(s.asAnna(), &pb.CreateStepRequest{Step: &pb.Step{ClientId: s.lieke, WishId: wish, Words: "bellen"}})
		s.unknown(err, "step.wish_id")
	}
	step := s.step("bellen")
	_, err = s.UpdateStep(s.asAnna(), &pb.UpdateStepRequest{Step: &pb.Step{Id: step.GetId(), WishId: theirs.GetId()}})
	s.unknown(err, "step.wish_id")
	step, err = s.UpdateStep(s.asAnna(), &pb.UpdateStepRequest{Step: &pb.Step{Id: step.GetId(), WishId: s.wish().GetId()}})
	s.ok(err)
	if step.GetWishId() == "" || step.GetWords() != "bellen" || step.GetEtag() != "2" {
		t.Fatalf("step = %v", step)
	}
}

func TestListStepsGivesOpenOnesFirstOverPages(t *testing.T) {
	s := newStory(t)
	var want []string
	for i := range 5 {
		step := s.step("zwaaien")
		if i%2 == 0 {
			_, err := s.CompleteStep(s.asLieke(), s.change(step))
			s.ok(err)
		}
		want = append(want, step.GetId())
	}
	want = []string{want[3], want[1], want[4], want[2], want[0]}
	var got []string
	request := &pb.ListStepsRequest{ClientId: s.lieke, PageSize: 2}
	for {
		page, err := s.ListSteps(s.asAnna(), request)
		s.ok(err)
		for _, step := range page.GetSteps() {
			got = append(got, step.GetId())
		}
		if request.PageToken = page.GetNextPageToken(); request.GetPageToken() == "" {
			break
		}
	}
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

func TestX10_AClientLetsAStepGoWhateverChangedMeanwhile(t *testing.T) {
	s := newStory(t)
	step := s.step("zwaaien")
	_, err := s.LetGoStep(s.asAnna(), &pb.ChangeStepStateRequest{Id: step.GetId(), Etag: "0"})
	s.refused(err, codes.Aborted)
	_, err = s.LetGoStep(s.asLieke(), &pb.ChangeStepStateRequest{Id: step.GetId(), Etag: "0"})
	s.ok(err)
}

func TestARepeatedRequestMakesOneStep(t *testing.T) {
	s := newStory(t)
	request := &pb.CreateStepRequest{Step: &pb.Step{Picture: "wave"}, RequestId: ids.New()}
	first, err := s.CreateStep(s.asLieke(), request)
	s.ok(err)
	again, err := s.CreateStep(s.asLieke(), request)
	s.ok(err)
	if !proto.Equal(first, again) || s.count(`SELECT count(*) FROM recruitment.step`) != 1 || first.GetWho() != pb.Step_WHO_CLIENT {
		t.Fatalf("first %v, again %v", first, again)
	}
}

// O-05, X-02: neither the contract nor the table has room for a day by which, or a count.
func TestO05_NoStepHasADay(t *testing.T) {
	s := newStory(t)
	dated := regexp.MustCompile(`due|deadline|until|target|remind|overdue|hours|count|score`)
	fields := (&pb.Step{}).ProtoReflect().Descriptor().Fields()
	for i := range fields.Len() {
		if name := string(fields.Get(i).Name()); dated.MatchString(name) {
			t.Errorf("Step.%s", name)
		}
	}
	rows, err := s.owner.Query(t.Context(), `SELECT column_name::text FROM information_schema.columns
		WHERE table_schema = 'recruitment' AND table_name = 'step'
		AND (data_type LIKE '%date%' OR data_type LIKE 'timestamp%' OR data_type = 'interval')`)
	s.ok(err)
	defer rows.Close()
	for rows.Next() {
		var column string
		s.ok(rows.Scan(&column))
		if column != "created_at" && column != "updated_at" {
			t.Errorf("step.%s is a moment", column)
		}
	}
	s.ok(rows.Err())
}
