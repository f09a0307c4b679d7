package server_test

import (
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/internal/authn"
)

func TestE07_ALessonTravelsThroughTheRegionWithoutATrace(t *testing.T) {
	t.Parallel()
	h := open(t)
	v := h.intervision("2026-04-01")
	add := func(words string, themes ...pb.LessonTheme) *pb.Lesson {
		l, err := h.lesson.AddLesson(h.worker(annasWorker), &pb.AddLessonRequest{Lesson: &pb.Lesson{Words: words, IntervisionId: v.GetId(), Themes: themes}})
		must(t, err)
		return l
	}
	l := add("Begin klein: één kop koffie.", pb.LessonTheme_LESSON_THEME_FIRST_MEETING)
	named := add("Ga samen naar De Wiel.")
	elsewhere, faraway := h.as(there, none, authn.RoleSupportWorker), h.as(far, none, authn.RoleSupportWorker)
	read := func(req *pb.ListRegionLessonsRequest) []*pb.RegionLesson {
		list, err := h.lesson.ListRegionLessons(elsewhere, req)
		must(t, err)
		return list.GetLessons()
	}
	if len(read(&pb.ListRegionLessonsRequest{})) != 0 {
		t.Fatal("shared before somebody chose to")
	}
	shared, err := h.lesson.ShareLesson(h.lead(), &pb.ShareLessonRequest{Id: l.GetId(), Etag: l.GetEtag()})
	must(t, err)
	_, err = h.lesson.ShareLesson(h.lead(), &pb.ShareLessonRequest{Id: named.GetId()})
	wantReason(t, err, "MAYBE_A_NAME")
	_, err = h.lesson.ShareLesson(h.lead(), &pb.ShareLessonRequest{Id: named.GetId(), NobodyNamed: true})
	must(t, err)
	found := read(&pb.ListRegionLessonsRequest{Theme: pb.LessonTheme_LESSON_THEME_FIRST_MEETING, Query: "KOFFIE"})
	if len(found) != 1 || found[0].GetWords() != l.GetWords() || found[0].GetMonth() != "2026-03" || found[0].GetOurs() {
		t.Fatal(found)
	}
	all := read(&pb.ListRegionLessonsRequest{})
	said := prototext.Format(&pb.ListRegionLessonsResponse{Lessons: all})
	for _, trace := range []string{here, l.GetId(), named.GetId(), v.GetId(), annasWorker, coordinator} {
		if strings.Contains(said, trace) {
			t.Errorf("the region sees %s in %s", trace, said)
		}
	}
	if len(all) != 2 || all[0].GetId()[14] != '4' {
		t.Errorf("an id that tells when it was made: %v", all)
	}
	list, err := h.lesson.ListRegionLessons(faraway, &pb.ListRegionLessonsRequest{})
	must(t, err)
	if len(list.GetLessons()) != 0 || !list.GetInRegion() {
		t.Error("another region reads it")
	}
	// Other words in the same moment; a name in them does not travel.
	_, err = h.lesson.UpdateLesson(h.worker(annasWorker), &pb.UpdateLessonRequest{
		Lesson: &pb.Lesson{Id: l.GetId(), Etag: shared.GetEtag(), Words: "Begin heel klein."}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"words"}}})
	must(t, err)
	if got := read(&pb.ListRegionLessonsRequest{Query: "heel klein"}); len(got) != 1 {
		t.Error(got)
	}
	_, err = h.lesson.UpdateLesson(h.worker(annasWorker), &pb.UpdateLessonRequest{
		Lesson: &pb.Lesson{Id: l.GetId(), Words: "Begin klein met Pip."}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"words"}}})
	wantReason(t, err, "MAYBE_A_NAME")
	// Taken back: gone at once, and nobody else can do it.
	_, err = h.lesson.TakeBackLesson(h.as(there, coordinator, authn.RoleCoordinator), &pb.TakeBackLessonRequest{Id: l.GetId()})
	wantCode(t, err, codes.NotFound)
	back, err := h.lesson.TakeBackLesson(h.lead(), &pb.TakeBackLessonRequest{Id: l.GetId()})
	must(t, err)
	if back.GetShared() || len(read(&pb.ListRegionLessonsRequest{})) != 1 {
		t.Error("it is still there")
	}
}

func TestE07_LessonsAreFoundByWordThemeAndIntervision(t *testing.T) {
	t.Parallel()
	h := open(t)
	v := h.intervision("2026-04-01")
	for _, l := range []*pb.Lesson{
		{Words: "Begin klein.", Themes: []pb.LessonTheme{pb.LessonTheme_LESSON_THEME_SAFETY}},
		{Words: "Vraag het apart.", IntervisionId: v.GetId()},
	} {
		_, err := h.lesson.AddLesson(h.worker(annasWorker), &pb.AddLessonRequest{Lesson: l})
		must(t, err)
	}
	for want, req := range map[string]*pb.ListLessonsRequest{
		"Begin klein.":     {Query: " KLEIN "},
		"Vraag het apart.": {IntervisionId: v.GetId()},
	} {
		list, err := h.lesson.ListLessons(h.worker(carlasWorker), req)
		must(t, err)
		if len(list.GetLessons()) != 1 || list.GetLessons()[0].GetWords() != want {
			t.Errorf("%v: %v", req, list)
		}
	}
	list, err := h.lesson.ListLessons(h.worker(carlasWorker), &pb.ListLessonsRequest{Theme: pb.LessonTheme_LESSON_THEME_SAFETY})
	must(t, err)
	if len(list.GetLessons()) != 1 || list.GetLessons()[0].GetWords() != "Begin klein." {
		t.Error(list)
	}
}
