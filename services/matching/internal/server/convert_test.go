package server

import (
	"testing"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// roundTrip checks that the domain has a word for every value, and the same ones.
func roundTrip[E wire.Enum, W ~string](t *testing.T, want ...W) {
	t.Helper()
	var none E
	values := none.Descriptor().Values()
	if values.Len() != len(want)+1 {
		t.Errorf("%s has %d values, the domain %d words", none.Descriptor().FullName(), values.Len()-1, len(want))
	}
	for i, w := range want {
		e := wire.Value[E](w)
		if int32(e) == 0 {
			t.Errorf("%s has no value for %q", none.Descriptor().FullName(), w)
		}
		if got := wire.Word[W](E(values.Get(i + 1).Number())); got != w {
			t.Errorf("value %d of %s is %q, want %q", i+1, none.Descriptor().FullName(), got, w)
		}
	}
	if wire.Word[W](E(0)) != "" || wire.Word[W](E(99)) != "" || int32(wire.Value[E](W(""))) != 0 || int32(wire.Value[E](W("x"))) != 0 {
		t.Errorf("%s: what is not known is empty", none.Descriptor().FullName())
	}
}

func TestWordsAndValues(t *testing.T) {
	t.Parallel()
	roundTrip[pb.Match_State](t, append([]domain.State{domain.Idea, domain.Proposed}, append(domain.Standing(), domain.Closed)...)...)
	roundTrip[pb.Match_Origin](t, domain.Spontaneous, domain.Made)
	roundTrip[pb.Match_Making](t, domain.PointingOut, domain.Connecting, domain.EncouragingMeeting, domain.Introducing)
	roundTrip[pb.Answer](t, domain.Yes, domain.Maybe, domain.NotNow, domain.No)
	roundTrip[pb.SupportForm](t, domain.Self, domain.Spoken, domain.Pictures, domain.Gesture, domain.Representative)
	roundTrip[pb.Guidance_Distance](t, domain.Alongside, domain.Close, domain.AtDistance, domain.OnCall)
	roundTrip[pb.Guidance_Task](t, domain.Coach, domain.Connector, domain.Mediator, domain.DoingItFor)
	roundTrip[pb.Expectation_Rhythm](t, domain.NowAndThen, domain.Regularly, domain.Often)
	roundTrip[pb.EndingCare_Next](t, domain.NextRest, domain.NextNewMatch, domain.NextTalk, domain.NextSomethingElse)
	// What recruitment says and the domain compares with.
	roundTrip[recruitmentv1.Wish_State](t, "open", "taken_up", "fulfilled", "let_go")
	roundTrip[recruitmentv1.Networker_State](t, "idea", "approached", "in_conversation", "learning", "active", "paused", "stopped")
	roundTrip[recruitmentv1.Daypart](t, "weekday_morning", "weekday_afternoon", "weekday_evening",
		"weekend_morning", "weekend_afternoon", "weekend_evening")
	roundTrip[recruitmentv1.Company](t, "one_to_one", "group", "either")
	roundTrip[recruitmentv1.Communication](t, "speech", "simple_speech", "pictures", "signs")
}
