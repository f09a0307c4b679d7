package rpc

import (
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/fault"
)

func TestUnreadableTextAndTimesAreRefusedByField(t *testing.T) {
	t.Parallel()
	for field, m := range map[string]proto.Message{
		"reason":         &matchingv1.Match{Reason: "ko\x00ken"},
		"hints[1].nl":    &matchingv1.Match{Hints: []*matchingv1.Sentence{{}, {Nl: "\x00"}}},
		"talk.plan":      &matchingv1.Match{Talk: &matchingv1.ExpectationsTalk{Plan: "\x00"}},
		"under_way_time": &matchingv1.Match{UnderWayTime: &timestamppb.Timestamp{Seconds: 1 << 60}},
	} {
		f, ok := fault.As(readable(m.ProtoReflect(), ""))
		if !ok || f.Kind != fault.KindInvalid || len(f.Fields) != 1 || f.Fields[0].Path != field {
			t.Errorf("%s: %+v", field, f)
		}
	}
	if err := readable((&matchingv1.Match{Reason: "koken 🍲", UnderWayTime: timestamppb.Now()}).ProtoReflect(), ""); err != nil {
		t.Errorf("what can be read was refused: %v", err)
	}
}
