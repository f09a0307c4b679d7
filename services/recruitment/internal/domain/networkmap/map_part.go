package networkmap

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// MapPart is a part of what the client tells of somebody, shared or kept apart as a
// whole. Name, category and circle are the map itself.
type MapPart string

// The parts.
const (
	PartMeaning MapPart = "meaning" // how it feels and what it means (N-08)
	PartGiving  MapPart = "giving"  // what I get and what I give (N-05)
	PartContact MapPart = "contact" // how often, by which way, who begins
	PartHope    MapPart = "hope"
)

// MapParts lists every part there is.
func MapParts() []MapPart { return []MapPart{PartMeaning, PartGiving, PartContact, PartHope} }

// parts says whether all are parts.
func parts(all []MapPart) bool {
	return !slices.ContainsFunc(all, func(p MapPart) bool { return !slices.Contains(MapParts(), p) })
}

// inOrder gives each part once, in the order of MapParts; what is no part stays, at the end.
func inOrder(all []MapPart) []MapPart {
	out := make([]MapPart, 0, len(all))
	for _, p := range MapParts() {
		if slices.Contains(all, p) {
			out = append(out, p)
		}
	}
	for _, p := range all {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// without gives the parts of all that are not among those.
func without(all, those []MapPart) []MapPart {
	return slices.DeleteFunc(slices.Clone(all), func(p MapPart) bool { return slices.Contains(those, p) })
}

// MapAccess is what it depends on whether somebody who reaches a client may see their map (N-17).
type MapAccess struct {
	Self      bool // it is their own
	Guides    bool // it is a client of theirs
	Agreed    bool // a yes to the organisation stands
	Withdrawn bool // some yes was taken back
}

// Check is nil for who may see the map: the client always, and everybody who reaches them
// while a yes to the organisation stands. Their own support workers draw it with them, so
// that for those no answer on record is no objection; a yes taken back is one.
func (a MapAccess) Check() error {
	switch {
	case a.Self, a.Agreed, a.Guides && !a.Withdrawn:
		return nil
	case a.Guides:
		return fault.Denied("MAP_NOT_SHARED", fault.Text{
			NL: "Deze cliënt deelt de netwerkkaart nu niet. Dat mag. Wil de cliënt het zelf weer wel, leg die ja dan vast bij Toestemming.",
			EN: "This client does not share the network map now. That is fine. If the client wants to again, record that yes under consent.",
		})
	}
	return fault.Denied("MAP_NOT_SHARED", fault.Text{
		NL: "De netwerkkaart is van de cliënt. Alleen de eigen begeleiders kijken mee, tot de cliënt ja zegt tegen de organisatie.",
		EN: "The network map is the client's own. Only their own support workers see it, until the client says yes to the organisation.",
	})
}

// MapView is what one caller, who may see a client's map, sees of it. The zero value
// sees every part of whom is not hidden, as staff do while all is shared.
type MapView struct {
	Own    bool      // the client's: everything
	Unseen []MapPart // what the client keeps apart of everybody
}

// ViewOf is the view of the client themself, or of staff while these parts are shared.
func ViewOf(own bool, shared []MapPart) MapView {
	if own {
		return MapView{Own: true}
	}
	return MapView{Unseen: without(MapParts(), shared)}
}

// Kept gives the parts of one person that this view does not have.
func (v MapView) Kept(private []MapPart) []MapPart {
	if v.Own {
		return nil
	}
	return inOrder(slices.Concat(private, v.Unseen))
}

// Sees says whether the view has this person at all (N-13).
func (v MapView) Sees(c Contact) bool { return v.Own || !c.r.Hidden }

// Of gives somebody as the view has them: parts that are kept apart are empty, and
// Private names all of those. Nothing at all of somebody who is hidden.
func (v MapView) Of(c Contact) ContactRecord {
	r := c.Record()
	if v.Own {
		return r
	}
	if r.Hidden {
		return ContactRecord{Client: r.Client, ContactTelling: ContactTelling{Hidden: true}}
	}
	r.Private = v.Kept(r.Private)
	for _, part := range r.Private {
		r.copyPart(part, ContactTelling{})
	}
	return r
}

// copyPart takes one part over from another telling.
func (t *ContactTelling) copyPart(part MapPart, from ContactTelling) {
	switch part {
	case PartMeaning:
		t.Feeling, t.Meaning = from.Feeling, from.Meaning
	case PartGiving:
		t.IGet, t.IGive = from.IGet, from.IGive
	case PartContact:
		t.HowOften, t.Channel, t.Initiative = from.HowOften, from.Channel, from.Initiative
	case PartHope:
		t.Hope = from.Hope
	}
}

// Retell changes what is told of the contact as far as the view goes: parts it does not
// have stay as they are. What is private can only become more for staff; to share more
// is the client's own.
func (c Contact) Retell(told ContactTelling, by MapView, now time.Time) (Contact, error) {
	if by.Own {
		return c.Tell(told, now)
	}
	private, kept := c.r.Private, by.Kept(c.r.Private)
	if len(without(private, told.Private)) > 0 {
		return c, fault.Denied("SHARING_IS_OWN", fault.Text{
			NL: "Alleen de cliënt zelf kan meer van deze persoon delen. Dat kan op de eigen netwerkkaart.",
			EN: "Only the client themself can share more of this person. They can on their own network map.",
		})
	}
	// What staff get back as private holds what the map as a whole keeps apart; that does
	// not become this person's own by being sent again.
	told.Private = slices.Concat(private, without(told.Private, kept))
	for _, part := range kept {
		told.copyPart(part, c.r.ContactTelling)
	}
	return c.Tell(told, now)
}

// PartNotShared is what staff get who write a part that they do not see.
func PartNotShared(path string) error {
	text := fault.Text{
		NL: "Dit deel van de kaart houdt de cliënt voor zichzelf. Alleen de cliënt kan het veranderen.",
		EN: "The client keeps this part of the map to themself. Only the client can change it.",
	}
	f := fault.Denied("PART_NOT_SHARED", text)
	f.Fields = []fault.Field{{Path: path, Text: text}}
	return f
}

// SharesLess says whether after shows staff less of this person than c does.
func (c Contact) SharesLess(after Contact) bool {
	return after.r.Hidden && !c.r.Hidden || len(without(after.r.Private, c.r.Private)) > 0
}
