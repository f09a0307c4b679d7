package reminder_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	activitypb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/mail/mailtest"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/push/pushtest"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// The clock of a house stands at Thursday 15 October 2026, 11:00 in the Netherlands.
const (
	today    = "2026-10-15"
	tomorrow = "2026-10-16"
	address  = "lieke.lievegeheim@example.org"
)

// post is a house with a mail server and a maker of browsers, and Lieke, who lives there.
type post struct {
	*servertest.House
	t       *testing.T
	letters *mailtest.Server
	notes   *pushtest.Server
	lieke   string
	asLieke context.Context
	outing  string
}

func open(t *testing.T) *post {
	t.Helper()
	p := &post{House: servertest.Open(t), t: t, letters: mailtest.Start(t), notes: pushtest.Start(t), outing: ids.New()}
	p.Server.Reminder.Mail, p.Server.Reminder.Push = p.letters.Sender(t), p.notes.Sender(t)
	p.lieke = p.NewClient("Lieke", "Lievegeheim").GetId()
	p.asLieke = p.As(p.lieke, authn.RoleClient)
	return p
}

func (p *post) ok(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *post) choose(w *pb.ReminderWishes) *pb.ReminderWishes {
	p.t.Helper()
	w.DayBefore, w.SameDay = true, true
	got, err := p.Client.UpdateReminderWishes(p.asLieke, &pb.UpdateReminderWishesRequest{Wishes: w})
	p.ok(err)
	return got
}

func (p *post) hear(m proto.Message) {
	p.t.Helper()
	ctx := postgres.WithMethod(p.t.Context(), "feed")
	p.ok(p.Pool.InTenantAs(ctx, p.Tenant, func(tx *postgres.Tx) error { return p.Server.Reminder.HandleActivity(ctx, tx, m) }))
}

func (p *post) due(m activitypb.ReminderDue_Moment, day, clock string) {
	p.t.Helper()
	p.hear(&activitypb.ReminderDue{ActivityId: p.outing, ClientId: p.lieke, Moment: m, Day: day, Clock: clock, Kind: activitypb.Activity_KIND_COFFEE})
}

func (p *post) send() {
	p.t.Helper()
	p.ok(p.Server.Reminder.Send(postgres.WithMethod(p.t.Context(), "planned"), p.Tenant))
}

// sent are the first lines of what arrived by letter, without the first letter.
func (p *post) sent() (lines []string) {
	for _, l := range p.letters.Letters() {
		if s := l.Head.Get("Subject"); s != "Optrek" {
			lines = append(lines, s)
		}
	}
	return lines
}

const (
	dayBefore = activitypb.ReminderDue_MOMENT_DAY_BEFORE
	sameDay   = activitypb.ReminderDue_MOMENT_SAME_DAY
)

func (p *post) device(name string) {
	p.t.Helper()
	d := p.notes.Device(name)
	_, err := p.Client.AddReminderDevice(p.asLieke, &pb.AddReminderDeviceRequest{Endpoint: d.Endpoint, P256Dh: d.P256dh, Auth: d.Auth})
	p.ok(err)
}

// Nothing goes to who chose nothing; with a yes it goes where they want it, once, in
// neutral words, the day before and on the day.
func TestA06_OnlyWhoWantsItIsRemindedAndOnce(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.due(sameDay, today, "15:00")
	p.send()
	if got, err := p.Client.GetReminderWishes(p.asLieke, &pb.GetReminderWishesRequest{}); err != nil || got.GetByEmail() || got.GetByPush() ||
		!got.GetEmailPossible() || got.GetPushKey() == "" || len(p.letters.Letters()) > 0 {
		t.Fatalf("%v %v, %d letters", got, err, len(p.letters.Letters()))
	}
	p.choose(&pb.ReminderWishes{ByEmail: true, Email: address})
	p.device("phone")
	p.send()
	if l := p.letters.Letters(); len(l) != 1 || l[0].To != address {
		t.Fatalf("%d first letters", len(l))
	}
	if got, _ := p.Client.GetReminderWishes(p.asLieke, &pb.GetReminderWishesRequest{}); got.GetArrival() != pb.ReminderWishes_ARRIVAL_YES || !got.GetHasDevice() {
		t.Errorf("%v", got)
	}
	p.due(sameDay, today, "15:00")
	p.due(sameDay, today, "15:00") // told twice
	p.due(dayBefore, tomorrow, "10:30")
	p.send()
	p.send()
	if got := p.sent(); len(got) != 1 || got[0] != "Vandaag om 15:00: koffie" {
		t.Fatalf("%q: the day before is for the end of the afternoon", got)
	}
	p.Later(5 * time.Hour)
	p.send()
	if got := p.sent(); len(got) != 2 || got[1] != "Morgen om 10:30: koffie" {
		t.Errorf("%q", got)
	}
	notes := p.notes.Notes()
	if len(notes) != 2 || notes[0].Text != `{"text":"Vandaag om 15:00: koffie"}` || notes[0].Path != "/phone" {
		t.Errorf("%+v", notes)
	}
	for _, l := range p.letters.Letters() {
		if strings.Contains(l.Raw, "Lievegeheim") || strings.Contains(l.Raw, "Lieke ") {
			t.Errorf("a letter names somebody:\n%s", l.Raw)
		}
	}
}

// Quiet at night, and also when sending was late; another organisation keeps its own time.
func TestNothingIsSentAtNightHoweverLateItBecame(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.choose(&pb.ReminderWishes{ByEmail: true, Email: address})
	p.send()
	p.letters.Refuse(mailtest.Busy)
	p.Later(9 * time.Hour) // 20:00
	p.due(dayBefore, tomorrow, "10:30")
	p.due(sameDay, tomorrow, "10:30")
	p.send()
	p.letters.Refuse(nil)
	p.Later(90 * time.Minute) // 21:30
	p.send()
	if got := p.sent(); len(got) > 0 {
		t.Fatalf("sent at half past nine: %q", got)
	}
	p.Later(10 * time.Hour) // 7:30
	p.send()
	if got := p.sent(); len(got) > 0 {
		t.Fatalf("sent at half past seven: %q", got)
	}
	p.Later(time.Hour)
	p.send()
	if got := p.sent(); len(got) != 1 || got[0] != "Vandaag om 10:30: koffie" {
		t.Errorf("%q: that it is tomorrow is not said on the day itself", got)
	}
	q, err := p.Client.UpdateQuietTime(p.Coordinator, &pb.UpdateQuietTimeRequest{QuietTime: &pb.QuietTime{QuietFrom: "19:00"}})
	if p.ok(err); q.GetQuietFrom() != "19:00" || q.GetQuietUntil() != "08:00" {
		t.Errorf("%v", q)
	}
	if other, err := p.Neighbour().Client.GetQuietTime(p.Neighbour().Coordinator, &pb.GetQuietTimeRequest{}); err != nil || other.GetQuietFrom() != "21:00" {
		t.Errorf("another organisation: %v %v", other, err)
	}
	_, err = p.Client.UpdateQuietTime(p.Coordinator, &pb.UpdateQuietTimeRequest{QuietTime: &pb.QuietTime{QuietFrom: "23:30", Etag: q.GetEtag()}})
	servertest.WantReason(t, err, "NOT_A_NIGHT")
	_, err = p.Client.UpdateQuietTime(p.Coordinator, &pb.UpdateQuietTimeRequest{QuietTime: &pb.QuietTime{QuietFrom: "20:00", Etag: "0"}})
	servertest.WantReason(t, err, "CHANGED_MEANWHILE")
}

// What does not happen, or not for this person, is not reminded of.
func TestA06_NotGoingIsNotRemindedOf(t *testing.T) {
	t.Parallel()
	goes := func(p *post) *activitypb.ActivityChanged {
		return &activitypb.ActivityChanged{ActivityId: p.outing, State: activitypb.Activity_STATE_PLANNED, ClientIds: []string{p.lieke}, Day: today}
	}
	for what, c := range map[string]struct {
		stop  func(p *post)
		still bool
	}{
		"others changed something":  {func(p *post) { p.hear(goes(p)) }, true},
		"she does not go after all": {func(p *post) { m := goes(p); m.ClientIds = []string{ids.New()}; p.hear(m) }, false},
		"it is another day":         {func(p *post) { m := goes(p); m.Day = "2026-10-22"; p.hear(m) }, false},
		"it does not happen":        {func(p *post) { m := goes(p); m.State = activitypb.Activity_STATE_NOT_HELD; p.hear(m) }, false},
		"it was taken away":         {func(p *post) { p.hear(&activitypb.ActivityChanged{ActivityId: p.outing}) }, false},
		"no letters any more":       {func(p *post) { p.choose(&pb.ReminderWishes{}) }, false},
		"only the day before": {func(p *post) {
			_, err := p.Client.UpdateReminderWishes(p.asLieke, &pb.UpdateReminderWishesRequest{Wishes: &pb.ReminderWishes{ByEmail: true, Email: address, DayBefore: true}})
			p.ok(err)
		}, false},
		"she left": {func(p *post) {
			p.NewClient("Jip", "Jokkegeheim")
			_, err := p.DB.Owner(p.t).Exec(p.t.Context(), `DELETE FROM recruitment.client WHERE id = $1`, p.lieke)
			p.ok(err)
		}, false},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			p := open(t)
			p.choose(&pb.ReminderWishes{ByEmail: true, Email: address})
			p.send()
			p.due(sameDay, today, "15:00")
			c.stop(p)
			p.send()
			if got := p.sent(); (len(got) == 1) != c.still {
				t.Errorf("sent %q", got)
			}
			if what == "she left" {
				if all := p.Contents(); strings.Contains(all["reminder_wishes"]+all["reminder"]+all["reminder_device"], "lievegeheim") {
					t.Error("her address stayed")
				}
			}
		})
	}
}

// An address where nobody lives gets no more, and she reads so; a browser that takes no
// more is forgotten; what is busy is tried again; and no log names an address.
func TestWhatDoesNotArrive(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.letters.Refuse(mailtest.NoSuchBox)
	p.choose(&pb.ReminderWishes{ByEmail: true, Email: address})
	p.device("phone")
	p.send()
	got, err := p.Client.GetReminderWishes(p.asLieke, &pb.GetReminderWishesRequest{})
	if p.ok(err); got.GetArrival() != pb.ReminderWishes_ARRIVAL_NO {
		t.Fatalf("%v", got)
	}
	p.letters.Refuse(nil)
	p.notes.Answer(http.StatusServiceUnavailable)
	p.due(sameDay, today, "15:00")
	p.send()
	p.notes.Answer(http.StatusCreated)
	p.Later(3 * time.Minute)
	p.send()
	if len(p.letters.Letters()) != 0 || len(p.notes.Notes()) != 1 {
		t.Errorf("%d letters, %d notes", len(p.letters.Letters()), len(p.notes.Notes()))
	}
	p.notes.Answer(http.StatusGone)
	p.due(sameDay, today, "16:00")
	p.send()
	if got, _ = p.Client.GetReminderWishes(p.asLieke, &pb.GetReminderWishesRequest{}); got.GetHasDevice() {
		t.Error("a browser that takes no more is kept")
	}
	p.choose(&pb.ReminderWishes{ByEmail: true, Email: "lieke@example.com"})
	p.send()
	if l := p.letters.Letters(); len(l) != 1 || l[0].To != "lieke@example.com" {
		t.Errorf("%d letters to the new address", len(l))
	}
	if log := p.Logs.String(); strings.Contains(log, "lieke") || strings.Contains(log, "/phone") {
		t.Error("the log holds an address")
	}
}

// Her address is hers: nobody of the staff reads it, whatever their role, and no other
// client; bad input is refused by name.
func TestRemindersAreOnesOwn(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.choose(&pb.ReminderWishes{ByEmail: true, Email: address})
	p.device("phone")
	for who, ctx := range map[string]context.Context{
		"a coordinator": p.Coordinator, "a support worker": p.As(ids.New(), authn.RoleSupportWorker), "an administrator": p.As(ids.New(), authn.RoleOrganisationAdmin),
	} {
		_, err := p.Client.GetReminderWishes(ctx, &pb.GetReminderWishesRequest{})
		servertest.WantCode(t, err, codes.PermissionDenied)
		if err == nil {
			t.Errorf("%s reads it", who)
		}
	}
	for _, h := range []*servertest.House{p.House, p.Neighbour()} {
		jip := h.NewClient("Jip", "Jokkegeheim").GetId()
		got, err := p.Client.GetReminderWishes(h.As(jip, authn.RoleClient), &pb.GetReminderWishesRequest{})
		if p.ok(err); got.GetEmail() != "" || got.GetHasDevice() {
			t.Errorf("another client: %v", got)
		}
	}
	_, err := p.Client.GetReminderWishes(p.As(ids.New(), authn.RoleClient), &pb.GetReminderWishesRequest{})
	servertest.WantCode(t, err, codes.NotFound)
	for what, w := range map[string]*pb.ReminderWishes{
		"no address": {ByEmail: true}, "half an address": {ByEmail: true, Email: "lieke@"}, "a language we have not": {Language: "fr"},
	} {
		_, err := p.Client.UpdateReminderWishes(p.asLieke, &pb.UpdateReminderWishesRequest{Wishes: w})
		servertest.WantCode(t, err, codes.InvalidArgument)
		if err == nil {
			t.Error(what)
		}
	}
	d := p.notes.Device("x")
	for what, r := range map[string]*pb.AddReminderDeviceRequest{
		"plain http": {Endpoint: "http://push.example.org/x", P256Dh: d.P256dh, Auth: d.Auth}, "no keys": {Endpoint: d.Endpoint},
	} {
		_, err := p.Client.AddReminderDevice(p.asLieke, r)
		servertest.WantCode(t, err, codes.InvalidArgument)
		if err == nil {
			t.Error(what)
		}
	}
	request := &pb.ForgetReminderDevicesRequest{RequestId: ids.New()}
	_, err = p.Client.ForgetReminderDevices(p.asLieke, request)
	_, again := p.Client.ForgetReminderDevices(p.asLieke, request)
	if p.ok(errors.Join(err, again)); strings.Contains(p.Contents()["reminder_device"], "phone") {
		t.Error("a forgotten phone is kept")
	}
}

// A browser that two people use takes the notes of the last one who said yes on it.
func TestAPhoneIsOfTheLastOneWhoSaidYes(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.device("shared")
	p.Later(time.Minute)
	jip := p.NewClient("Jip", "Jokkegeheim").GetId()
	d := p.notes.Device("shared")
	_, err := p.Client.AddReminderDevice(p.As(jip, authn.RoleClient), &pb.AddReminderDeviceRequest{Endpoint: d.Endpoint, P256Dh: d.P256dh, Auth: d.Auth})
	p.ok(err)
	p.send()
	p.due(sameDay, today, "15:00")
	p.send()
	if n := p.notes.Notes(); len(n) != 0 {
		t.Errorf("somebody else's phone says %+v", n)
	}
}
