package team_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

// A hand-over that is cut off half-way leaves nothing done, and is done whole the next time.
func TestO01_AHandOverCutOffHalfWayIsDoneWholeTheNextTime(t *testing.T) {
	c := newCrew(t)
	var clients []string
	for range 5 {
		clients = append(clients, c.NewClient("Lieke", "Lauwers", c.anna, c.bram).GetId())
	}
	c.plan(c.asAnna, "", "2026-10-16", "2026-10-17", c.cas)
	c.breakDown()
	c.Later(24 * time.Hour)
	mark := len(c.Events())
	if err := c.round(); err == nil {
		t.Fatal("the round did not notice")
	}
	for _, client := range clients {
		c.guided(client, c.anna, c.bram)
	}
	if told := c.told(mark); len(told) != 0 {
		t.Errorf("told %v of what did not happen", told)
	}
	c.mend()
	c.days(0)
	for _, client := range clients {
		c.guided(client, c.cas, c.bram)
	}
	mark = len(c.Events())
	c.days(0) // once more changes nothing
	if told := c.told(mark); len(told) != 0 {
		t.Errorf("told again: %v", told)
	}
	c.breakDown()
	c.Later(2 * 24 * time.Hour)
	if err := c.round(); err == nil {
		t.Fatal("the round did not notice")
	}
	c.guided(clients[0], c.cas, c.bram)
	c.mend()
	c.days(0)
	for _, client := range clients {
		c.guided(client, c.anna, c.bram)
	}
}

// breakDown makes every change of a client after the second fail in the database, as a connection that
// falls away in the middle of a transaction would.
func (c *crew) breakDown() {
	c.t.Helper()
	owner := c.DB.Owner(c.t)
	for _, sql := range []string{
		`CREATE SEQUENCE recruitment.fuse`,
		`GRANT USAGE ON SEQUENCE recruitment.fuse TO optrek_recruitment`,
		`CREATE FUNCTION recruitment.cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
			IF nextval('recruitment.fuse') > 2 THEN RAISE EXCEPTION 'cut off' USING ERRCODE = '57P01'; END IF; RETURN NEW; END $$`,
		`CREATE TRIGGER cut AFTER UPDATE ON recruitment.client FOR EACH ROW EXECUTE FUNCTION recruitment.cut()`,
	} {
		_, err := owner.Exec(c.t.Context(), sql)
		c.ok(err)
	}
}

func (c *crew) mend() {
	c.t.Helper()
	_, err := c.DB.Owner(c.t).Exec(c.t.Context(), `DROP FUNCTION recruitment.cut() CASCADE; DROP SEQUENCE recruitment.fuse`)
	c.ok(err)
}

// Two processes at once do it once: each absence is looked at under the team's lock.
func TestO01_SeveralAtOnceHandOverOnce(t *testing.T) {
	c := newCrew(t)
	lieke := c.NewClient("Lieke", "Lauwers", c.anna, c.bram).GetId()
	c.plan(c.asAnna, "", "2026-10-16", "2026-10-17", c.cas)
	c.Later(24 * time.Hour)
	mark := len(c.Events())
	var wait sync.WaitGroup
	for range 6 {
		wait.Go(func() {
			if err := c.Server.HandOver(t.Context(), c.Tenant); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	c.guided(lieke, c.cas, c.bram)
	if told := c.told(mark); len(told) != 2 {
		t.Errorf("told %v", told)
	}
}

// Somebody changes a client's name while a hand-over is under way: neither undoes the other.
func TestO01_AnEditThatWaitsDoesNotUndoAHandOver(t *testing.T) {
	c := newCrew(t)
	lieke := c.NewClient("Lieke", "Lauwers", c.anna, c.bram).GetId()
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			if i == 3 {
				c.plan(c.asAnna, "", "2026-10-15", "", c.cas)
				return
			}
			_, err := c.Client.UpdateClient(c.Coordinator, &pb.UpdateClientRequest{
				Client: &pb.Client{Id: lieke, GivenName: "Lieke " + strings.Repeat("e", i+1)}})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	c.guided(lieke, c.cas, c.bram)
}

func TestAskingTwiceForAnAbsenceGivesOne(t *testing.T) {
	c := newCrew(t)
	req := &pb.PlanAbsenceRequest{RequestId: ids.New(), Absence: &pb.Absence{FirstDay: "2026-10-15", StandInIds: []string{c.cas}}}
	first, err := c.Client.PlanAbsence(c.asAnna, req)
	c.ok(err)
	again, err := c.Client.PlanAbsence(c.asAnna, req)
	c.ok(err)
	if !proto.Equal(first, again) {
		t.Errorf("%v, then %v", first, again)
	}
}

func TestAHandOverIsWrittenDown(t *testing.T) {
	c := newCrew(t)
	lieke := c.NewClient("Lieke", "Lauwers", c.anna, c.bram).GetId()
	c.plan(c.asAnna, "", "2026-10-16", "", c.cas)
	c.days(1)
	var n int
	c.ok(c.DB.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM recruitment.audit
		WHERE client_id = $1 AND method = 'planned:hand_over' AND service = 'recruitment' AND actor IS NULL`, lieke).Scan(&n))
	if n != 1 {
		t.Errorf("%d rows", n)
	}
}
