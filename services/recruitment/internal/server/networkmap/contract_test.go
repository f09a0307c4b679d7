package networkmap

import (
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
)

// Every value of the contract's enums has a word in the domain, and comes back from it.
func TestEveryChoiceGoesToTheDomainAndBack(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	contact := func(m *pb.Contact) {
		t.Helper()
		m.Name = "Riet"
		c, err := networkmap.NewContact("", "", contactTelling(m), now)
		got := contactMessage(networkmap.MapView{Own: true}, c)
		got.Etag, got.CreateTime, got.UpdateTime = "", nil, nil
		if err != nil || !proto.Equal(got, m) {
			t.Errorf("%v came back as %v, %v", m, got, err)
		}
	}
	for n := range pb.Contact_Category_name {
		contact(&pb.Contact{Category: pb.Contact_Category(n)})
	}
	for n := range pb.Contact_Circle_name {
		contact(&pb.Contact{Circle: pb.Contact_Circle(n)})
	}
	for n := range pb.Contact_Feeling_name {
		contact(&pb.Contact{Feeling: pb.Contact_Feeling(n)})
	}
	for n := range pb.Contact_Hope_name {
		contact(&pb.Contact{Hope: pb.Contact_Hope(n)})
	}
	for n := range pb.Contact_Initiative_name {
		contact(&pb.Contact{Initiative: pb.Contact_Initiative(n)})
	}
	for n := range pb.MapPart_name {
		if n != 0 {
			contact(&pb.Contact{PrivateParts: []pb.MapPart{pb.MapPart(n)}})
		}
	}
	for n := range pb.Contact_Help_name {
		if n != 0 {
			contact(&pb.Contact{IGet: []pb.Contact_Help{pb.Contact_Help(n)}, IGive: []pb.Contact_Help{pb.Contact_Help(n)}})
		}
	}
}

// Every answer to the offer, every way of giving back and every kind of change has a word
// in the domain, and the other way round.
func TestEveryWordOfTheMapStandsInTheContract(t *testing.T) {
	for _, offer := range networkmap.MapOffers() {
		if back := wire.Word[networkmap.MapOffer](wire.Value[pb.NetworkMap_Offer](offer)); back != offer {
			t.Errorf("%q came back as %q", offer, back)
		}
	}
	if len(networkmap.MapOffers()) != len(pb.NetworkMap_Offer_name) || len(networkmap.MapParts()) != len(pb.MapPart_name)-1 {
		t.Error("an answer or a part is missing")
	}
	ways := []networkmap.GiveBack{networkmap.GiveBackUnsaid, networkmap.GiveBackMyself, networkmap.GiveBackSomebody, networkmap.GiveBackLooking}
	for n, way := range ways {
		if wire.Value[pb.NetworkMap_GiveBack](way) != pb.NetworkMap_GiveBack(n) {
			t.Errorf("%q is not in the contract", way)
		}
	}
	kinds := []networkmap.MapChangeKind{
		networkmap.ChangeNew, networkmap.ChangeGone, networkmap.ChangeClose, networkmap.ChangeFar, networkmap.ChangeFeels,
		networkmap.ChangeGets, networkmap.ChangeGives, networkmap.ChangeHopes, networkmap.ChangeMeans,
	}
	if len(kinds) != len(pb.MapComparison_Change_Kind_name)-1 {
		t.Error("a kind of change is missing")
	}
	for n, kind := range kinds {
		if wire.Value[pb.MapComparison_Change_Kind](kind) != pb.MapComparison_Change_Kind(n+1) {
			t.Errorf("%q is not in the contract", kind)
		}
	}
}

// Every field of a contact that belongs to a part is a field of the contract, and every
// field that tells something belongs to a part or is the map itself.
func TestN17_EveryFieldOfAContactIsOfAPartOrTheMapItself(t *testing.T) {
	own := []string{"id", "etag", "client_id", "name", "category", "circle", "hidden", "private_parts", "approaches", "create_time", "update_time"}
	fields := (&pb.Contact{}).ProtoReflect().Descriptor().Fields()
	for i := range fields.Len() {
		name := string(fields.Get(i).Name())
		if _, ok := partOf[name]; ok == slices.Contains(own, name) {
			t.Errorf("%s is in a part and the map itself, or in neither", name)
		}
	}
}
