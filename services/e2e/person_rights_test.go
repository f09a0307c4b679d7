package e2e

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	personalv1 "github.com/optrek/optrek/proto/gen/optrek/personal/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/config"
)

// What somebody may ask of what is kept of them, with the services as processes of their own.
func TestWhatAPersonAsksOfTheirData(t *testing.T) {
	t.Parallel()
	if system.database == "" {
		return
	}
	a := newApart(t, build(t), "", "")
	a.start()
	j := &journey{t: t, base: a.base, worker: a.signIn("eva")}
	j.meetTwoPeople()
	path := "/api/v1/clients/" + j.leads
	must(t, j.worker.Patch(t.Context(), path, &recruitmentv1.Client{Number: "D300012"}, nil)) // of somebody who can sign in
	self := a.signIn("mees")
	soon(t, func() error {
		return j.worker.Post(t.Context(), "/api/v1/activities", &activityv1.Activity{
			State: activityv1.Activity_STATE_PLANNED, Kind: activityv1.Activity_KIND_GAMES, What: "Een spel op zolder", ClientIds: []string{j.leads},
			Day: time.Now().AddDate(0, 0, 3).Format(time.DateOnly),
		}, nil)
	})
	j.theRoadOfANetworker()
	t.Run("export", func(t *testing.T) { a.exportWithOneDown(t, self, j.leads) })
	t.Run("restriction", func(t *testing.T) { j.restricted(t, self) })
}

// exportWithOneDown asks for everything while activity is not there: what waits is said, the
// rest is collected, and it is finished by itself when activity is back.
func (a *apart) exportWithOneDown(t *testing.T, self *apiclient.Client, client string) {
	t.Helper()
	a.stop("activity")
	var e recruitmentv1.PersonalExport
	must(t, self.Post(t.Context(), "/api/v1/clients/"+client+"/exports", &recruitmentv1.AskExportRequest{}, &e))
	export := "/api/v1/exports/" + e.GetId()
	waiting := func() []string {
		must(t, self.Get(t.Context(), export, &e))
		var missing []string
		for _, part := range e.GetParts() {
			if !part.GetCollected() {
				missing = append(missing, part.GetService())
			}
		}
		return missing
	}
	before(t, time.Minute, func() error { // a call to who is not there takes its time
		if missing := waiting(); !slices.Equal(missing, []string{"activity"}) {
			return fmt.Errorf("it waits for %v", missing)
		}
		return nil
	})
	if err := self.Get(t.Context(), export+":read", &personalv1.Document{}); apiclient.CodeOf(err) != "EXPORT_NOT_READY" {
		t.Errorf("half of it is read: %v", err)
	}
	a.start("activity")
	before(t, time.Minute, func() error {
		if missing := waiting(); len(missing) > 0 || e.GetState() != recruitmentv1.PersonalExport_STATE_READY {
			return fmt.Errorf("it still waits for %v", missing)
		}
		return nil
	})
	var all personalv1.Document
	must(t, self.Get(t.Context(), export+":read", &all))
	text := all.String()
	for _, told := range []string{"Wensboom", "Een spel op zolder", "Waar je bent aangemeld", "met je account"} {
		if !strings.Contains(text, told) {
			t.Errorf("%q is not told", told)
		}
	}
	a.exportsInTheLog(t, client)
}

// exportsInTheLog looks whether each service wrote down that it gave something away.
func (a *apart) exportsInTheLog(t *testing.T, client string) {
	t.Helper()
	inside(t, a.database, func(conn *pgx.Conn) {
		for _, service := range config.Names() {
			var lines int
			must(t, conn.QueryRow(t.Context(), `SELECT count(*) FROM `+service+`.audit WHERE client_id = $1 AND event = 'export'`, client).Scan(&lines))
			if lines == 0 {
				t.Errorf("%s: an export is not in its log as one", service)
			}
			t.Logf("%s: %d lines of export in its log", service, lines)
		}
	})
}

// restricted has somebody ask that their data is not used: nobody is brought together with them
// and nothing is planned of them, at the next question; and all of it again afterwards.
func (j *journey) restricted(t *testing.T, self *apiclient.Client) {
	t.Helper()
	lead, err := apiclient.SignIn(t.Context(), j.base, "syndion", "lars")
	must(t, err)
	path := "/api/v1/clients/" + j.leads
	suggested := func() error {
		var s matchingv1.SuggestForWishResponse
		must(t, j.worker.Get(t.Context(), "/api/v1/wishes/"+j.wish.GetId()+":suggest", &s))
		return suggests(&s, j.leads)
	}
	soon(t, suggested)
	inAPlan := func() error {
		if !planned(t, lead, j.leads) {
			return errors.New("in no plan")
		}
		return nil
	}
	soon(t, inAPlan)
	var rests recruitmentv1.Restriction
	must(t, self.Post(t.Context(), path+"/restrictions", &recruitmentv1.RestrictClientRequest{}, &rests))
	if suggested() == nil {
		t.Error("suggested on the next request")
	}
	err = j.worker.Post(t.Context(), "/api/v1/matches", &matchingv1.CreateMatchRequest{WishId: j.wish.GetId(), Others: []*matchingv1.NewPerson{{ClientId: j.leads}}}, nil)
	if apiclient.CodeOf(err) != "CONSENT_NEEDED" {
		t.Errorf("an idea all the same: %v", err)
	}
	if inAPlan() == nil {
		t.Error("in a plan")
	}
	must(t, self.Post(t.Context(), path+"/restrictions/"+rests.GetId()+":end", &recruitmentv1.EndRestrictionRequest{}, nil))
	soon(t, suggested)
	soon(t, inAPlan)
}

// planned makes a plan, and says whether an idea in it is about this client.
func planned(t *testing.T, lead *apiclient.Client, client string) bool {
	t.Helper()
	var p matchingv1.Plan
	must(t, lead.Post(t.Context(), "/api/v1/plans", &matchingv1.StartPlanRequest{}, &p))
	soon(t, func() error {
		must(t, lead.Get(t.Context(), "/api/v1/plans/"+p.GetId(), &p))
		if p.GetState() != matchingv1.Plan_STATE_DONE {
			return fmt.Errorf("the plan is %v", p.GetState())
		}
		return nil
	})
	var ideas matchingv1.ListPlanIdeasResponse
	must(t, lead.Get(t.Context(), "/api/v1/plans/"+p.GetId()+"/ideas?pageSize=500", &ideas))
	return slices.ContainsFunc(ideas.GetIdeas(), func(i *matchingv1.PlanIdea) bool {
		return i.GetClientId() == client || i.GetNetworkerClientId() == client
	})
}
