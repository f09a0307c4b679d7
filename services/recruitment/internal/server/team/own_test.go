package team_test

import (
	"context"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

const secret = "Zelf vraag ik mijn broer liever niet."

func (c *crew) card(ctx context.Context) *pb.Reflection {
	c.t.Helper()
	r, err := c.Client.CreateReflection(ctx, &pb.CreateReflectionRequest{
		RequestId: ids.New(), Reflection: &pb.Reflection{Answers: map[string]string{"whom_to_ask": secret}}})
	c.ok(err)
	return r
}

func TestE09_ACardIsForItsWriterAlone(t *testing.T) {
	c := newCrew(t)
	r := c.card(c.asAnna)
	if r.GetAnswers()["whom_to_ask"] != secret || r.GetTemplateKey() != "if_it_were_me" || r.GetTemplateVersion() < 1 {
		t.Errorf("the card: %v", r)
	}
	mine, err := c.Client.ListReflections(c.asAnna, &pb.ListReflectionsRequest{})
	c.ok(err)
	if len(mine.GetReflections()) != 1 || !proto.Equal(mine.GetReflections()[0], r) {
		t.Errorf("my cards: %v", mine)
	}
	for name, other := range map[string]context.Context{"a colleague": c.asBram, "a network lead": c.asLead, "a coordinator": c.Coordinator} {
		t.Run(name, func(t *testing.T) {
			list, err := c.Client.ListReflections(other, &pb.ListReflectionsRequest{})
			if err != nil || len(list.GetReflections()) != 0 {
				t.Errorf("sees %v, %v", list, err)
			}
			_, err = c.Client.UpdateReflection(other, &pb.UpdateReflectionRequest{Reflection: &pb.Reflection{Id: r.GetId(), Answers: map[string]string{}}})
			servertest.WantCode(t, err, codes.NotFound)
			_, err = c.Client.DeleteReflection(other, &pb.DeleteReflectionRequest{Id: r.GetId()})
			servertest.WantCode(t, err, codes.NotFound)
		})
	}
	_, err = c.Client.ListReflections(c.As(ids.New(), authn.RoleOrganisationAdmin), &pb.ListReflectionsRequest{})
	servertest.WantCode(t, err, codes.PermissionDenied)
}

// The wall is the database's: a query that asks for everybody's, in another person's
// name or in the service's own, gets nothing and changes nothing.
func TestE09_R15_TheDatabaseItselfKeepsTheWallAroundAPerson(t *testing.T) {
	c := newCrew(t)
	c.card(c.asAnna)
	_, err := c.Client.UpdateMyLearning(c.asAnna, &pb.UpdateMyLearningRequest{Learning: &pb.MyLearning{
		Steps: []*pb.MyLearningStep{{Key: "own_network", Done: true, Note: secret}}}})
	c.ok(err)
	_, err = c.Client.UpdateMyQualities(c.asAnna, &pb.UpdateMyQualitiesRequest{Qualities: &pb.Qualities{Qualities: []string{"geduld"}, AskMe: secret}})
	c.ok(err)
	look := func(in func(func(*postgres.Tx) error) error) {
		t.Helper()
		c.ok(in(func(tx *postgres.Tx) error {
			for _, table := range []string{"reflection_card", "own_learning", "quality"} {
				var n int
				if err := tx.QueryRow(t.Context(), `SELECT count(*) FROM `+table).Scan(&n); err != nil {
					return err
				}
				changed, err := tx.Exec(t.Context(), `UPDATE `+table+` SET version = 99`)
				if err != nil {
					return err
				}
				gone, err := tx.Exec(t.Context(), `DELETE FROM `+table)
				if err != nil {
					return err
				}
				if n != 0 || changed.RowsAffected() != 0 || gone.RowsAffected() != 0 {
					t.Errorf("%s: %d seen, %d changed, %d removed", table, n, changed.RowsAffected(), gone.RowsAffected())
				}
			}
			return nil
		}))
	}
	for _, role := range []authn.Role{authn.RoleCoordinator, authn.RoleOrganisationAdmin, authn.RoleNetworkLead} {
		ctx := c.DB.As(t, authn.Caller{Tenant: c.Tenant, Person: c.bram, Roles: []authn.Role{role}})
		look(func(fn func(*postgres.Tx) error) error { return c.Pool.InTenant(ctx, fn) })
	}
	look(func(fn func(*postgres.Tx) error) error { return c.Pool.InTenantAs(t.Context(), c.Tenant, fn) })
	// Nor can anybody write a card in somebody else's name.
	ctx := c.DB.As(t, authn.Caller{Tenant: c.Tenant, Person: c.bram, Roles: []authn.Role{authn.RoleCoordinator}})
	err = c.Pool.InTenant(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO reflection_card (id, worker_id, created_at, updated_at) VALUES ($1, $2, now(), now())`, ids.New(), c.anna)
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "row-level security") {
		t.Errorf("written in somebody else's name: %v", err)
	}
}

// What is one's own stands in one's own rows and nowhere else: no event, no log, no
// audit, no remembered answer.
func TestE09_R15_WhatIsPrivateStandsNowhereElse(t *testing.T) {
	c := newCrew(t)
	c.NewClient("Lieke", "Lauwers", c.anna)
	r := c.card(c.asAnna)
	_, err := c.Client.UpdateReflection(c.asAnna, &pb.UpdateReflectionRequest{RequestId: ids.New(), Reflection: &pb.Reflection{
		Id: r.GetId(), Etag: r.GetEtag(), Answers: map[string]string{"whom_to_ask": secret + " Of toch."}}})
	c.ok(err)
	_, err = c.Client.UpdateMyLearning(c.asAnna, &pb.UpdateMyLearningRequest{RequestId: ids.New(), Learning: &pb.MyLearning{
		Steps: []*pb.MyLearningStep{{Key: "own_network", Note: secret}}}})
	c.ok(err)
	_, err = c.Client.UpdateMyQualities(c.asAnna, &pb.UpdateMyQualitiesRequest{RequestId: ids.New(), Qualities: &pb.Qualities{AskMe: secret}})
	c.ok(err)
	allowed := map[string]bool{"reflection_card": true, "own_learning": true, "quality": true}
	for where, what := range c.Contents() {
		if strings.Contains(what, "mijn broer") != allowed[where] {
			t.Errorf("%s: holds it %v", where, !allowed[where])
		}
	}
	if strings.Contains(c.Logs.String(), "mijn broer") {
		t.Error("it stands in the log")
	}
}

func TestE09_ACardKeepsItsQuestionsAndCanGo(t *testing.T) {
	c := newCrew(t)
	req := &pb.CreateReflectionRequest{RequestId: ids.New(), Reflection: &pb.Reflection{Answers: map[string]string{"whom_to_ask": secret, "in_trouble": "  "}}}
	r, err := c.Client.CreateReflection(c.asAnna, req)
	c.ok(err)
	again, err := c.Client.CreateReflection(c.asAnna, req)
	c.ok(err)
	if !proto.Equal(r, again) || len(r.GetAnswers()) != 1 {
		t.Errorf("%v, then %v", r, again)
	}
	_, err = c.Client.CreateReflection(c.asAnna, &pb.CreateReflectionRequest{Reflection: &pb.Reflection{Answers: map[string]string{"salaris": "x"}}})
	c.names(err, "reflection.answers")
	_, err = c.Client.CreateReflection(c.asAnna, &pb.CreateReflectionRequest{Reflection: &pb.Reflection{TemplateKey: "nergens"}})
	servertest.WantCode(t, err, codes.NotFound)
	_, err = c.Client.PublishTemplate(c.Coordinator, &pb.PublishTemplateRequest{Template: &pb.Template{
		Kind: pb.Template_KIND_REFLECTION, Key: "if_it_were_me", Version: r.GetTemplateVersion(), TitleNl: "Anders", Parts: []*pb.TemplatePart{{Key: "nieuw", TextNl: "Wat nu?"}}}})
	c.ok(err)
	changed, err := c.Client.UpdateReflection(c.asAnna, &pb.UpdateReflectionRequest{Reflection: &pb.Reflection{
		Id: r.GetId(), Etag: r.GetEtag(), Answers: map[string]string{"whom_to_ask": "Mijn zus."}}})
	c.ok(err)
	if changed.GetTemplateVersion() != r.GetTemplateVersion() || changed.GetAnswers()["whom_to_ask"] != "Mijn zus." {
		t.Errorf("changed: %v", changed)
	}
	_, err = c.Client.UpdateReflection(c.asAnna, &pb.UpdateReflectionRequest{Reflection: &pb.Reflection{Id: r.GetId(), Etag: r.GetEtag()}})
	servertest.WantCode(t, err, codes.Aborted)
	_, err = c.Client.DeleteReflection(c.asAnna, &pb.DeleteReflectionRequest{Id: r.GetId()})
	c.ok(err)
	list, err := c.Client.ListReflections(c.asAnna, &pb.ListReflectionsRequest{})
	c.ok(err)
	if len(list.GetReflections()) != 0 {
		t.Errorf("thrown away, and still: %v", list)
	}
}

func TestR15_OnesOwnLearningTrackWithTimePlannedForIt(t *testing.T) {
	c := newCrew(t)
	fresh, err := c.Client.GetMyLearning(c.asAnna, &pb.GetMyLearningRequest{})
	c.ok(err)
	if len(fresh.GetSteps()) < 5 || fresh.GetSteps()[0].GetTextNl() == "" || fresh.GetSteps()[0].GetTextEn() == "" {
		t.Fatalf("the track: %v", fresh)
	}
	step := func(key, day string, done bool) *pb.MyLearning {
		return &pb.MyLearning{Etag: fresh.GetEtag(), Steps: []*pb.MyLearningStep{{Key: key, PlannedDay: day, Done: done, Note: "met Bram", TextNl: "mijn woorden"}}}
	}
	got, err := c.Client.UpdateMyLearning(c.asAnna, &pb.UpdateMyLearningRequest{Learning: step("ask_for_help", "2026-11-03", true)})
	c.ok(err)
	for _, s := range got.GetSteps() {
		want := s.GetKey() == "ask_for_help"
		if s.GetDone() != want || (s.GetPlannedDay() == "2026-11-03") != want || s.GetTextNl() == "mijn woorden" {
			t.Errorf("step %v", s)
		}
	}
	_, err = c.Client.UpdateMyLearning(c.asAnna, &pb.UpdateMyLearningRequest{Learning: step("ask_for_help", "", false)})
	servertest.WantCode(t, err, codes.Aborted)
	fresh.Etag = ""
	_, err = c.Client.UpdateMyLearning(c.asAnna, &pb.UpdateMyLearningRequest{Learning: step("salaris", "", true)})
	c.names(err, "learning.steps")
	_, err = c.Client.UpdateMyLearning(c.asAnna, &pb.UpdateMyLearningRequest{Learning: step("ask_for_help", "2026-02-30", true)})
	c.names(err, "learning.steps")
	// A tick can be taken back, and a new version of the template leaves the track as it is.
	_, err = c.Client.PublishTemplate(c.Coordinator, &pb.PublishTemplateRequest{Template: &pb.Template{
		Kind: pb.Template_KIND_SUPPORT_WORKER_TRACK, Key: "support_worker", Version: 1, TitleNl: "Anders", Parts: []*pb.TemplatePart{{Key: "nieuw", TextNl: "Iets nieuws"}}}})
	c.ok(err)
	got, err = c.Client.UpdateMyLearning(c.asAnna, &pb.UpdateMyLearningRequest{Learning: step("ask_for_help", "", false)})
	c.ok(err)
	if len(got.GetSteps()) != len(fresh.GetSteps()) {
		t.Errorf("the old track: %v", got)
	}
	bram, err := c.Client.GetMyLearning(c.asBram, &pb.GetMyLearningRequest{})
	c.ok(err)
	if len(bram.GetSteps()) != 1 || bram.GetSteps()[0].GetTextEn() != "Iets nieuws" {
		t.Errorf("Bram's: %v", bram)
	}
}

func TestE10_QualitiesAreShownByWhoWantsTo(t *testing.T) {
	c := newCrew(t)
	tell := func(ctx context.Context, shown bool, words ...string) *pb.Qualities {
		t.Helper()
		mine, err := c.Client.GetMyQualities(ctx, &pb.GetMyQualitiesRequest{})
		c.ok(err)
		q, err := c.Client.UpdateMyQualities(ctx, &pb.UpdateMyQualitiesRequest{Qualities: &pb.Qualities{
			Etag: mine.GetEtag(), Qualities: words, Passions: []string{"Élke dag fietsen"}, AskMe: "koken", Shown: shown}})
		c.ok(err)
		return q
	}
	seen := func(query string) (names []string) {
		t.Helper()
		list, err := c.Client.ListQualities(c.asBram, &pb.ListQualitiesRequest{Query: query})
		c.ok(err)
		for _, q := range list.GetQualities() {
			names = append(names, q.GetSupportWorkerId())
		}
		return c.called(names)
	}
	tell(c.As(c.cas, authn.RoleSupportWorker), true, "rust", "muziek maken")
	tell(c.asAnna, false, "geduld")
	tell(c.asBram, true, "overzicht")
	if got := strings.Join(seen(""), " "); got != "Bram Cas" {
		t.Errorf("shown: %s; by name, and only who wants to", got)
	}
	tell(c.asAnna, true, "geduld", "geduld ")
	for query, want := range map[string]string{
		"": "Anna Bram Cas", "MUZIEK": "Cas", "elke dag": "Anna Bram Cas", "bedenk": "Bram", "niets hiervan": "", "%": "", "_": "",
	} {
		if got := strings.Join(seen(query), " "); got != want {
			t.Errorf("%q: %s, want %s", query, got, want)
		}
	}
	tell(c.asAnna, false)
	if got := strings.Join(seen(""), " "); got != "Bram Cas" {
		t.Errorf("hidden again: %s", got)
	}
	page, err := c.Client.ListQualities(c.asAnna, &pb.ListQualitiesRequest{PageSize: 1})
	c.ok(err)
	next, err := c.Client.ListQualities(c.asAnna, &pb.ListQualitiesRequest{PageSize: 1, PageToken: page.GetNextPageToken()})
	c.ok(err)
	if len(next.GetQualities()) != 1 || next.GetQualities()[0].GetSupportWorkerId() != c.cas || next.GetNextPageToken() != "" {
		t.Errorf("second page: %v", next)
	}
	_, err = c.Client.UpdateMyQualities(c.asAnna, &pb.UpdateMyQualitiesRequest{Qualities: &pb.Qualities{Etag: "1"}})
	servertest.WantCode(t, err, codes.Aborted)
	c.leave(c.cas, c.bram)
	if got := strings.Join(seen(""), " "); got != "Bram" {
		t.Errorf("who left is still listed: %s", got)
	}
	elsewhere, err := c.Client.ListQualities(c.Neighbour().Coordinator, &pb.ListQualitiesRequest{})
	c.ok(err)
	if len(elsewhere.GetQualities()) != 0 {
		t.Errorf("another organisation sees %v", elsewhere)
	}
}
