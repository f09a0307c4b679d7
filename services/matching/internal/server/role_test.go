package server_test

import (
	"testing"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/authn"
)

// Professionals keep the matching role: who is thought of, asked and brought together is
// decided by people whose work that is, never by software and never by a client alone.
func TestD08_ProfessionalsKeepTheMatchingRole(t *testing.T) {
	t.Parallel()
	staffOnly := map[string]bool{"SuggestForWish": true, "CreateMatch": true, "CreateSpontaneousMatch": true, "ProposeMatch": true,
		"InvitePerson": true, "WithdrawMatch": true, "StartAgain": true, "UpdateMatch": true, "SetGuidance": true, "NoteEstimate": true, "CloseMatch": true,
		"PutFollowsAside": true}
	all := pb.File_optrek_matching_v1_matching_proto.Services().ByName("MatchingService").Methods()
	for i := range all.Len() {
		m := all.Get(i)
		name := string(m.Name())
		if allows(t, m, authn.RoleClient) == staffOnly[name] {
			t.Errorf("%s: a client may call it: %v", name, !staffOnly[name])
		}
		delete(staffOnly, name)
		for _, role := range []authn.Role{authn.RoleSupportWorker, authn.RoleNetworkLead, authn.RoleCoordinator} {
			if !allows(t, m, role) {
				t.Errorf("%s: %s may not", name, role)
			}
		}
	}
	if len(staffOnly) != 0 {
		t.Errorf("no such methods: %v", staffOnly)
	}
	h := open(t)
	idea := h.idea()
	for range 3 { // what the service does by itself proposes nothing
		h.now = h.now.Add(24 * time.Hour)
		must(t, h.server.LetGo(t.Context(), h.tenant))
		must(t, h.server.GoOn(t.Context(), h.tenant))
	}
	wantState(t, h.get(idea), pb.Match_STATE_IDEA)
}

// Audit: whoever looks at a group looks at everybody in it, and at those who left.
func TestWhoLookedAtAGroupIsWrittenDown(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.group()
	_, err := h.api.LeaveMatch(h.client(h.lotte), &pb.LeaveMatchRequest{Id: m.GetId(), ClientId: h.lotte})
	must(t, err)
	client, _ := h.invite(m)
	looked := func(actor, about string) int {
		return h.count(`SELECT count(*) FROM matching.audit WHERE actor = $1 AND client_id = $2 AND method LIKE '%/GetMatch'`, actor, about)
	}
	_, err = h.api.GetMatch(h.worker(h.carla), &pb.GetMatchRequest{Id: m.GetId()}) // guides omar and who is asked
	must(t, err)
	_, err = h.api.GetMatch(h.worker(h.anna), &pb.GetMatchRequest{Id: m.GetId()}) // guides only who left
	must(t, err)
	for _, about := range []string{h.lotte, h.omar, h.nick, client} {
		if looked(h.carla, about) != 1 {
			t.Errorf("carla saw %s", about)
		}
		if want := map[bool]int{true: 1}[about == h.lotte]; looked(h.anna, about) != want {
			t.Errorf("anna saw %d times %s, want %d", looked(h.anna, about), about, want)
		}
	}
}
