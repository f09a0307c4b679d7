package networkmap_test

import (
	"slices"
	"testing"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
)

func TestN15_EveryClientHasAMapWithNothingToldOfIt(t *testing.T) {
	r := networkmap.NewNetworkMap("c1").Record()
	if !slices.Equal(r.Shared, networkmap.MapParts()) || r.Living != "" || r.GiveBack != networkmap.GiveBackUnsaid || r.Offer != networkmap.NotOffered {
		t.Fatalf("map = %+v", r)
	}
}

func TestN10_WhereSomebodyLivesIsInOwnWords(t *testing.T) {
	m := networkmap.NewNetworkMap("c1")
	told := m.Telling()
	told.Living = " Boven de bakker,\r\nmet twee anderen. "
	m, err := m.Tell(told, false, "", noon)
	if err != nil || m.Record().Living != "Boven de bakker,\nmet twee anderen." {
		t.Fatalf("%q, %v", m.Record().Living, err)
	}
}

func TestN17_WhatIsSharedIsTheClientsWord(t *testing.T) {
	m := networkmap.NewNetworkMap("c1")
	told := m.Telling()
	told.Shared = []networkmap.MapPart{networkmap.PartHope, networkmap.PartMeaning, networkmap.PartHope}
	_, err := m.Tell(told, false, " ", noon)
	wantField(t, err, "voice")
	by, err := m.Tell(told, false, "wees het aan", noon)
	if err != nil || !slices.Equal(by.Record().Shared, []networkmap.MapPart{networkmap.PartMeaning, networkmap.PartHope}) || by.Record().SharedVoice != "wees het aan" {
		t.Fatalf("%+v, %v", by.Record(), err)
	}
	if !by.SharesLess(m) || m.SharesLess(by) {
		t.Error("what is shared less is not seen")
	}
	if self, err := by.Tell(m.Telling(), true, "", noon); err != nil || len(self.Record().Shared) != 4 || self.Record().SharedVoice != "" {
		t.Fatalf("%+v, %v", self.Record(), err)
	}
	told.Shared = []networkmap.MapPart{"diagnosis"}
	_, err = m.Tell(told, true, "", noon)
	wantField(t, err, "network_map.shared_parts")
}

func TestN18_SomebodyWhoGivesBackIsSomebody(t *testing.T) {
	m := networkmap.NewNetworkMap("c1")
	told := m.Telling()
	told.GiveBack = networkmap.GiveBackSomebody
	_, err := m.Tell(told, true, "", noon)
	wantField(t, err, "network_map.give_back_contact_id")
	told.GiveBackContact = "k1"
	if m, err = m.Tell(told, true, "", noon); err != nil {
		t.Fatal(err)
	}
	if gone, changed := m.OffTheMap("k2", noon); changed || gone.Record().GiveBackContact != "k1" {
		t.Error("somebody else left the map")
	}
	if gone, changed := m.OffTheMap("k1", noon); !changed || gone.Record().GiveBack != networkmap.GiveBackUnsaid || gone.Record().GiveBackContact != "" {
		t.Errorf("after they left: %+v", gone.Record())
	}
	told.GiveBack = networkmap.GiveBackMyself // says nothing of a contact any more
	if m, err = m.Tell(told, true, "", noon); err != nil || m.Record().GiveBackContact != "" {
		t.Fatalf("%+v, %v", m.Record(), err)
	}
	told.GiveBack = "nobody"
	_, err = m.Tell(told, true, "", noon)
	wantField(t, err, "network_map.give_back")
}

func TestN16_EveryAnswerToTheOfferIsFineAndMayChange(t *testing.T) {
	m := networkmap.NewNetworkMap("c1")
	var err error
	for _, said := range []networkmap.MapOffer{networkmap.OfferDeclined, networkmap.OfferLater, networkmap.OfferAccepted, networkmap.OfferDeclined} {
		if m, err = m.Answered(said, noon); err != nil || m.Record().Offer != said || !m.Record().Offered.Equal(noon) {
			t.Fatalf("%s: %+v, %v", said, m.Record(), err)
		}
	}
	_, err = m.Answered(networkmap.NotOffered, noon)
	wantKind(t, err, fault.KindInvalid)
}

func TestN17_ErasingLeavesNothingOfAnybody(t *testing.T) {
	m := networkmap.NewNetworkMap("c1")
	m, err := m.Tell(networkmap.MapTelling{Living: "alleen", Shared: networkmap.MapParts(), GiveBack: networkmap.GiveBackSomebody, GiveBackContact: "k1"}, true, "", noon)
	if err != nil {
		t.Fatal(err)
	}
	if m, err = m.Answered(networkmap.OfferAccepted, noon); err != nil {
		t.Fatal(err)
	}
	r := m.Erased(noon).Record()
	if r.Living != "" || r.GiveBack != "" || r.GiveBackContact != "" || r.Offer != networkmap.OfferAccepted {
		t.Fatalf("after erasing: %+v", r)
	}
}
