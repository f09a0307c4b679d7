// Package networkmap is the client's own map of people: contacts with what they mean,
// who may see which part, maps kept on a date, and the talk in which it is drawn.
package networkmap

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

	"github.com/optrek/optrek/services/internal/fault"
)

// GiveBack is who gives something back when the client gets help (N-18); empty when not said.
type GiveBack string

// Who gives something back.
const (
	GiveBackUnsaid   GiveBack = ""
	GiveBackMyself   GiveBack = "myself"
	GiveBackSomebody GiveBack = "somebody" // somebody on the map does, for the client
	GiveBackLooking  GiveBack = "looking"  // nobody yet: looking for somebody is a step of its own
)

// MapOffer is what a client said when the map was offered (N-16); empty when it was not yet.
type MapOffer string

// What a client can say to the offer; each is fine.
const (
	NotOffered    MapOffer = ""
	OfferAccepted MapOffer = "accepted"
	OfferLater    MapOffer = "later"
	OfferDeclined MapOffer = "declined"
)

// MapOffers lists every answer, and "not offered yet" last.
func MapOffers() []MapOffer {
	return []MapOffer{OfferAccepted, OfferLater, OfferDeclined, NotOffered}
}

// NetworkMapRecord is what is true of a map as a whole, as plain data.
type NetworkMapRecord struct {
	Client          domain.ClientID
	Version         domain.Version // 0: nothing was told of it yet
	Living          string         // where and how somebody lives, in own words (N-10)
	Shared          []MapPart      // what staff may see of everybody (N-17)
	SharedVoice     string         // how the client said so, when staff wrote it down
	GiveBack        GiveBack
	GiveBackContact domain.ContactID // when somebody on the map gives something back
	Offer           MapOffer
	Offered         time.Time // zero: not offered yet
	Updated         time.Time
}

// NetworkMap is a client's map as a whole; the people on it are Contacts. Every client
// has one: it is complete in itself, and nothing has to follow (N-15).
type NetworkMap struct{ r NetworkMapRecord }

// NewNetworkMap is the map of a client of which nothing was told yet: all is shared.
func NewNetworkMap(client domain.ClientID) NetworkMap {
	return NetworkMap{NetworkMapRecord{Client: client, Shared: MapParts()}}
}

// RestoreNetworkMap makes a map of what was kept.
func RestoreNetworkMap(r NetworkMapRecord) NetworkMap { return NetworkMap{r} }

// Record gives the map as plain data.
func (m NetworkMap) Record() NetworkMapRecord {
	r := m.r
	r.Shared = slices.Clone(r.Shared)
	return r
}

// MapTelling is what can be changed of a map.
type MapTelling struct {
	Living          string
	Shared          []MapPart
	GiveBack        GiveBack
	GiveBackContact domain.ContactID
}

// Telling gives what can be changed, as it is.
func (m NetworkMap) Telling() MapTelling {
	r := m.Record()
	return MapTelling{Living: r.Living, Shared: r.Shared, GiveBack: r.GiveBack, GiveBackContact: r.GiveBackContact}
}

// Tell changes the map. Of what is shared the client decides: staff write it down with
// voice, how the client said so. Whether the contact is one of this map is the caller's
// to look up.
func (m NetworkMap) Tell(told MapTelling, self bool, voice string, now time.Time) (NetworkMap, error) {
	told.Living, told.Shared, voice = said.Own(told.Living), inOrder(told.Shared), said.Own(voice)
	if told.GiveBack != GiveBackSomebody {
		told.GiveBackContact = ""
	}
	var wrong []fault.Field
	if !parts(told.Shared) {
		wrong = append(wrong, said.UnknownChoice("network_map.shared_parts"))
	}
	if !slices.Contains([]GiveBack{GiveBackUnsaid, GiveBackMyself, GiveBackSomebody, GiveBackLooking}, told.GiveBack) {
		wrong = append(wrong, said.UnknownChoice("network_map.give_back"))
	}
	if told.GiveBack == GiveBackSomebody && told.GiveBackContact == "" {
		wrong = append(wrong, fault.Field{Path: "network_map.give_back_contact_id", Text: fault.Text{
			NL: "Wie op de kaart geeft iets terug? Kies iemand.", EN: "Who on the map gives something back? Choose somebody.",
		}})
	}
	if len(wrong) > 0 {
		return m, fault.Invalid("MAP_INCOMPLETE", fault.Text{
			NL: "Er klopt nog iets niet aan de kaart.", EN: "Something about the map is not right yet.",
		}, wrong...)
	}
	if !slices.Equal(told.Shared, inOrder(m.r.Shared)) {
		if !self && voice == "" {
			return m, voiceMissing()
		}
		m.r.SharedVoice = ""
		if !self {
			m.r.SharedVoice = voice
		}
	}
	m.r.Living, m.r.Shared, m.r.Updated = told.Living, told.Shared, now
	m.r.GiveBack, m.r.GiveBackContact = told.GiveBack, told.GiveBackContact
	return m, nil
}

// Answered keeps what the client said to the offer, whichever it is; a later answer
// takes the place of an earlier one.
func (m NetworkMap) Answered(answer MapOffer, now time.Time) (NetworkMap, error) {
	if answer == NotOffered || !slices.Contains(MapOffers(), answer) {
		return m, fault.Invalid("WHICH_ANSWER", fault.Text{
			NL: "Wat zei de cliënt?", EN: "What did the client say?",
		}, said.UnknownChoice("offer"))
	}
	m.r.Offer, m.r.Offered, m.r.Updated = answer, now, now
	return m, nil
}

// Erased is the map with nothing on it. That it was offered stays, and so does what the
// client shares: both say nothing of who was on it.
func (m NetworkMap) Erased(now time.Time) NetworkMap {
	m.r.Living, m.r.GiveBack, m.r.GiveBackContact, m.r.Updated = "", GiveBackUnsaid, "", now
	return m
}

// OffTheMap is the map when this person is taken off it: they no longer give anything back.
func (m NetworkMap) OffTheMap(gone domain.ContactID, now time.Time) (NetworkMap, bool) {
	if gone == "" || m.r.GiveBackContact != gone {
		return m, false
	}
	m.r.GiveBack, m.r.GiveBackContact, m.r.Updated = GiveBackUnsaid, "", now
	return m, true
}

// SharesLess says whether m shows staff less than before did.
func (m NetworkMap) SharesLess(before NetworkMap) bool {
	return len(without(before.r.Shared, m.r.Shared)) > 0
}
