package wire_test

import (
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/wire"
)

func TestEveryEnumValueGoesThereAndBack(t *testing.T) {
	t.Parallel()
	for n := range matchingv1.Match_State_name {
		state := matchingv1.Match_State(n)
		if back := wire.Value[matchingv1.Match_State](wire.Word[string](state)); back != state {
			t.Errorf("%v came back as %v", state, back)
		}
	}
	if w := wire.Word[string](matchingv1.Match_State(99)); w != "" {
		t.Errorf("a value nobody knows is %q", w)
	}
	if ws := wire.Words([]recruitmentv1.Daypart{0, recruitmentv1.Daypart_DAYPART_WEEKDAY_EVENING}); !slices.Equal(ws, []string{"weekday_evening"}) {
		t.Errorf("Words = %q", ws)
	}
}

func TestTimesAndIDs(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)
	if got := wire.Time(wire.Stamp(at)); !got.Equal(at) || wire.Stamp(time.Time{}) != nil || !wire.Time(nil).IsZero() {
		t.Errorf("a time came back as %v", got)
	}
	type id string
	if got := wire.IDs[id]([]string{"AB"}); !slices.Equal(wire.Texts(got), []string{"ab"}) {
		t.Errorf("ids came back as %q", got)
	}
}

func TestMasked(t *testing.T) {
	t.Parallel()
	client := &recruitmentv1.Client{GivenName: "Kim", Profile: &recruitmentv1.Profile{Area: "6591"}}
	writable := []string{"given_name", "family_name", "profile.area", "profile.interests"}
	for name, c := range map[string]struct {
		paths []string
		want  []string
	}{
		"nothing said: what is there":       {nil, []string{"given_name", "profile.area"}},
		"a path and all beneath it":         {[]string{"profile"}, []string{"profile.area", "profile.interests"}},
		"everything":                        {[]string{"*"}, writable},
		"what cannot be written is no harm": {[]string{"id", "etag", "location_id", "family_name"}, []string{"family_name"}},
		"as JSON names it":                  {[]string{"givenName", "profile.area", "locationId"}, []string{"given_name", "profile.area"}},
	} {
		write, err := wire.Fixed{"location_id"}.Masked(&fieldmaskpb.FieldMask{Paths: c.paths}, client, writable...)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, path := range writable {
			if write(path) {
				got = append(got, path)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: writes %q, want %q", name, got, c.want)
		}
	}
	if _, err := (wire.Fixed{}).Masked(&fieldmaskpb.FieldMask{Paths: []string{"bsn"}}, client, writable...); fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("an unknown path: %v", err)
	}
}
