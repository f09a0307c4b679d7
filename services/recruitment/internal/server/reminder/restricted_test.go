package reminder_test

import (
	"testing"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// Who asked that their data is not used is reminded of nothing, and again once it may be used.
func TestNobodyIsRemindedWhoseDataIsNotToBeUsed(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.choose(&pb.ReminderWishes{ByEmail: true, Email: address})
	p.device("phone")
	p.send()
	r, err := p.Client.RestrictClient(p.asLieke, &pb.RestrictClientRequest{ClientId: p.lieke})
	p.ok(err)
	p.due(sameDay, today, "15:00")
	p.send()
	if letters, notes := p.sent(), p.notes.Notes(); len(letters) > 0 || len(notes) > 0 {
		t.Errorf("reminded all the same: %q, %+v", letters, notes)
	}
	_, err = p.Client.EndRestriction(p.asLieke, &pb.EndRestrictionRequest{ClientId: p.lieke, Id: r.GetId()})
	p.ok(err)
	p.due(dayBefore, tomorrow, "10:30")
	p.Later(5 * time.Hour)
	p.send()
	if got := p.sent(); len(got) != 1 || got[0] != "Morgen om 10:30: koffie" {
		t.Errorf("afterwards: %q", got)
	}
}
