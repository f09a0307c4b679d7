package logincard_test

import (
	"context"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

// desk is a house with Jola, who guides Lieke, and Lieke's card.
type desk struct {
	*servertest.House
	t      *testing.T
	worker context.Context
	lieke  string
	self   context.Context
	card   *pb.LoginCard
	secret []byte
}

var code = []string{"sun", "fish", "apple"}

func open(t *testing.T) *desk {
	t.Helper()
	d := &desk{House: servertest.Open(t), t: t}
	id, worker := d.Worker("Jola Jongleurs")
	d.worker, d.lieke = worker, d.NewClient("Lieke", "Lievegeheim", id).GetId()
	d.self = d.As(d.lieke, authn.RoleClient)
	d.make()
	d.choose(code...)
	return d
}

func (d *desk) ok(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) make() {
	d.t.Helper()
	made, err := d.Client.MakeLoginCard(d.worker, &pb.MakeLoginCardRequest{ClientId: d.lieke})
	d.ok(err)
	raw, err := base64.RawURLEncoding.DecodeString(made.GetCode())
	d.ok(err)
	d.card, d.secret = made.GetCard(), raw[16:]
}

func (d *desk) choose(pictures ...string) {
	d.t.Helper()
	_, err := d.Client.ChoosePictureCode(d.self, &pb.ChoosePictureCodeRequest{ClientId: d.lieke, Pictures: pictures})
	d.ok(err)
}

func (d *desk) tryFrom(address string, secret []byte, pictures ...string) *pb.LoginOutcome {
	d.t.Helper()
	out, err := d.Client.RedeemLoginCard(d.Gateway(), &pb.RedeemLoginCardRequest{
		TenantId: d.Tenant, Secret: secret, Pictures: pictures, AddressClass: address})
	d.ok(err)
	return out
}

func (d *desk) try(pictures ...string) pb.LoginOutcome_State {
	d.t.Helper()
	return d.tryFrom("", d.secret, pictures...).GetState()
}

func (d *desk) look(secret []byte) *pb.LoginOutcome {
	d.t.Helper()
	out, err := d.Client.LookAtLoginCard(d.Gateway(), &pb.LookAtLoginCardRequest{TenantId: d.Tenant, Secret: secret})
	d.ok(err)
	return out
}

func (d *desk) cards() *pb.ListLoginCardsResponse {
	d.t.Helper()
	list, err := d.Client.ListLoginCards(d.worker, &pb.ListLoginCardsRequest{ClientId: d.lieke})
	d.ok(err)
	return list
}

const (
	isOpen  = pb.LoginOutcome_STATE_OPEN
	other   = pb.LoginOutcome_STATE_OTHER_PICTURES
	resting = pb.LoginOutcome_STATE_RESTS
	noCard  = pb.LoginOutcome_STATE_NO_CARD
	later   = pb.LoginOutcome_STATE_LATER
)

func TestACardAndItsPicturesLetSomebodyIn(t *testing.T) {
	t.Parallel()
	d := open(t)
	if got := d.cards(); got.GetCards()[0].GetUsed() != pb.LoginCard_USED_UNSPECIFIED || !got.GetHasPictures() || !got.GetPossible() {
		t.Errorf("before: %v", got)
	}
	if got := d.look(d.secret); got.GetState() != isOpen || got.GetLength() != 3 || got.GetClientId() != "" || got.GetName() != "" {
		t.Errorf("a look tells %v", got)
	}
	got := d.tryFrom("", d.secret, code...)
	if got.GetState() != isOpen || got.GetClientId() != d.lieke || got.GetName() != "Lieke Lievegeheim" || got.GetCardId() != d.card.GetId() {
		t.Errorf("%v", got)
	}
	if got := d.cards().GetCards()[0]; got.GetUsed() != pb.LoginCard_USED_TODAY || got.GetState() != pb.LoginCard_STATE_WORKS || got.GetEtag() != d.card.GetEtag() {
		t.Errorf("after: %v", got)
	}
	for pictures, want := range map[string]pb.LoginOutcome_State{
		"fish sun apple": other, "sun fish": other, "sun fish apple bus": other,
	} {
		if got := d.tryFrom("", d.secret, strings.Fields(pictures)...); got.GetState() != want || got.GetName()+got.GetClientId()+got.GetCardId() != "" {
			t.Errorf("%q: %v", pictures, got)
		}
	}
	d.choose("bus", "dog", "key", "boat") // others: those of before are over
	if d.try(code...) != other || d.try("bus", "dog", "key", "boat") != isOpen {
		t.Error("the pictures of before still open, or the new ones do not")
	}
}

// Without a card that exists nothing is told: not whether there ever was one.
func TestAnUnknownAWithdrawnAndAnotherHousesCardAreTheSame(t *testing.T) {
	t.Parallel()
	d := open(t)
	gone := d.secret
	_, err := d.Client.WithdrawLoginCard(d.worker, &pb.WithdrawLoginCardRequest{Id: d.card.GetId()})
	d.ok(err)
	d.make()
	for what, secret := range map[string][]byte{"withdrawn": gone, "unknown": make([]byte, 32)} {
		if got := d.tryFrom("", secret, code...); got.String() != (&pb.LoginOutcome{State: noCard}).String() {
			t.Errorf("%s: %v", what, got)
		}
		if got := d.look(secret); got.String() != (&pb.LoginOutcome{State: noCard}).String() {
			t.Errorf("%s, looked at: %v", what, got)
		}
	}
	there := d.Neighbour()
	got, err := d.Client.RedeemLoginCard(d.Gateway(), &pb.RedeemLoginCardRequest{TenantId: there.Tenant, Secret: d.secret, Pictures: code})
	if d.ok(err); got.GetState() != noCard {
		t.Errorf("in another organisation: %v", got)
	}
	if d.try(code...) != isOpen {
		t.Error("the new card does not work")
	}
}

func TestFiveTriesThenTheCardRestsUntilFreedOrForAWhile(t *testing.T) {
	t.Parallel()
	d := open(t)
	for range 4 {
		if got := d.try("bus", "bus", "dog"); got != other {
			t.Fatalf("%v", got)
		}
	}
	if got := d.try("bus", "bus", "dog"); got != resting {
		t.Fatalf("the fifth: %v", got)
	}
	if d.try(code...) != resting || d.look(d.secret).GetState() != resting {
		t.Error("while it rests, the right pictures let in: then a guess would be told from a rest")
	}
	if got := d.cards().GetCards()[0].GetState(); got != pb.LoginCard_STATE_RESTS {
		t.Errorf("the support worker sees %v", got)
	}
	freed, err := d.Client.FreeLoginCard(d.worker, &pb.FreeLoginCardRequest{Id: d.card.GetId()})
	if d.ok(err); freed.GetState() != pb.LoginCard_STATE_WORKS || d.try(code...) != isOpen {
		t.Errorf("freed: %v", freed)
	}
	for range 5 {
		d.try("bus", "bus", "dog")
	}
	d.Later(15*time.Minute - time.Second)
	if d.try(code...) != resting {
		t.Error("it frees itself before its time")
	}
	d.Later(time.Second)
	if d.try("bus", "bus", "dog") != other || d.try(code...) != isOpen {
		t.Error("it does not free itself")
	}
}

// Whoever tries a hundred at one moment gets five of them reckoned, however the requests race.
func TestParallelTriesAreCountedBeforeTheyAreReckoned(t *testing.T) {
	t.Parallel()
	d := open(t)
	const n = 60
	results := make(chan pb.LoginOutcome_State, n)
	for range n {
		go func() {
			out, err := d.Client.RedeemLoginCard(d.Gateway(), &pb.RedeemLoginCardRequest{TenantId: d.Tenant, Secret: d.secret, Pictures: []string{"bus", "bus", "dog"}})
			if err != nil {
				t.Error(err)
			}
			results <- out.GetState()
		}()
	}
	counts := map[pb.LoginOutcome_State]int{}
	for range n {
		counts[<-results]++
	}
	var rests, wrong int
	d.ok(d.DB.Owner(t).QueryRow(t.Context(), `SELECT rests, (SELECT wrong FROM recruitment.login_window WHERE side = 'organisation') FROM recruitment.login_card`).Scan(&rests, &wrong))
	t.Logf("%d tries at once: %d reckoned, %d refused; rests %d", n, wrong, n-wrong, rests)
	if wrong != 5 || rests != 1 || counts[isOpen] != 0 || counts[other]+counts[resting] != n || counts[other] > 4 {
		t.Errorf("%d reckoned, %d rests, %v", wrong, rests, counts)
	}
}

// Guessing with a card in hand, all combinations of three in order: it is over after five.
func TestBruteForceIsStopped(t *testing.T) {
	t.Parallel()
	d := open(t)
	reckoned := 0
	for _, first := range []string{"sun", "fish", "apple", "bicycle"} {
		for _, second := range []string{"boat", "balloon", "key", "umbrella", "bus"} {
			if d.try(first, second, "dog") == other {
				reckoned++
			}
		}
	}
	t.Logf("20 guesses, %d answered as guesses before the card rested", reckoned)
	if reckoned != 4 || d.look(d.secret).GetState() != resting {
		t.Errorf("%d guesses were answered", reckoned)
	}
}

func TestAnAddressThatTriesManyCardsIsHeldBackAndOthersAreNot(t *testing.T) {
	t.Parallel()
	d := open(t)
	for range 40 {
		if got := d.tryFrom("a", make([]byte, 32), code...).GetState(); got != noCard {
			t.Fatalf("%v", got)
		}
	}
	if got := d.tryFrom("a", d.secret, code...).GetState(); got != later {
		t.Errorf("from there: %v", got)
	}
	if got := d.tryFrom("b", d.secret, code...).GetState(); got != isOpen {
		t.Errorf("from elsewhere: %v", got)
	}
	if kept := d.Contents()["login_window"]; strings.Contains(kept, `"a"`) {
		t.Errorf("an address is kept as it is: %s", kept)
	}
	d.Later(15 * time.Minute)
	if got := d.tryFrom("a", d.secret, code...).GetState(); got != isOpen {
		t.Errorf("a while later: %v", got)
	}
}

func TestARememberedDeviceAsksForThePicturesOnlyAndGoesWithTheCard(t *testing.T) {
	t.Parallel()
	d := open(t)
	remember := func() []byte {
		got, err := d.Client.RememberLoginDevice(d.Gateway(), &pb.RememberLoginDeviceRequest{
			TenantId: d.Tenant, ClientId: d.lieke, CardId: d.card.GetId(), Words: "Chrome op Android"})
		d.ok(err)
		return got.GetSecret()
	}
	device := remember()
	if got := d.look(device); !got.GetRemembered() || got.GetState() != isOpen || got.GetLength() != 3 {
		t.Errorf("%v", got)
	}
	if got := d.tryFrom("", device, "bus", "bus", "dog").GetState(); got != other {
		t.Errorf("without the pictures: %v", got)
	}
	if got := d.tryFrom("", device, code...); got.GetState() != isOpen || !got.GetRemembered() || got.GetClientId() != d.lieke {
		t.Errorf("%v", got)
	}
	known := d.cards().GetCards()[0].GetDevices()
	if len(known) != 1 || known[0].GetWords() != "Chrome op Android" {
		t.Fatalf("%v", known)
	}
	_, err := d.Client.ForgetLoginDevice(d.self, &pb.ForgetLoginDeviceRequest{Id: known[0].GetId()})
	if d.ok(err); d.look(device).GetState() != noCard {
		t.Error("a forgotten device still opens")
	}
	device = remember()
	_, err = d.Client.LeaveLoginDevice(d.Gateway(), &pb.LeaveLoginDeviceRequest{TenantId: d.Tenant, Secret: device})
	if d.ok(err); d.look(device).GetState() != noCard {
		t.Error("a device that left still opens")
	}
	device = remember()
	_, err = d.Client.WithdrawLoginCard(d.self, &pb.WithdrawLoginCardRequest{Id: d.card.GetId()})
	if d.ok(err); d.look(device).GetState() != noCard || strings.Contains(d.Contents()["login_device"], "Chrome") {
		t.Error("the card is withdrawn, and a device remembers it")
	}
	_, err = d.Client.RememberLoginDevice(d.Gateway(), &pb.RememberLoginDeviceRequest{TenantId: d.Tenant, ClientId: d.lieke, CardId: d.card.GetId()})
	servertest.WantCode(t, err, codes.NotFound)
}

func TestWithdrawingSignsOutWhoCameInWithThatCard(t *testing.T) {
	t.Parallel()
	d := open(t)
	first := d.card.GetId()
	d.make() // a new one in place of it
	var told []string
	for _, e := range d.Events() {
		if ended, ok := e.Message.(*pb.SignInEnded); ok {
			told = append(told, ended.GetCardId())
			if ended.GetPersonId() != d.lieke {
				t.Errorf("%v", ended)
			}
		}
	}
	if len(told) != 1 || told[0] != first {
		t.Errorf("ended: %v, want %s", told, first)
	}
	stale, err := d.Client.WithdrawLoginCard(d.worker, &pb.WithdrawLoginCardRequest{Id: d.card.GetId(), Etag: "9"})
	if servertest.WantCode(t, err, codes.Aborted); stale != nil {
		t.Error(stale)
	}
}
