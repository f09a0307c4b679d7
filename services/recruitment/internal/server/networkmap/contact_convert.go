package networkmap

import (
	"slices"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
)

// partOf says to which part of the map a field of a contact belongs; the others are the
// map itself.
var partOf = map[string]networkmap.MapPart{
	"feeling": networkmap.PartMeaning, "meaning": networkmap.PartMeaning,
	"i_get": networkmap.PartGiving, "i_give": networkmap.PartGiving,
	"how_often": networkmap.PartContact, "channel": networkmap.PartContact, "initiative": networkmap.PartContact,
	"hope": networkmap.PartHope,
}

// contactFields are the fields of a contact that an update can write.
var contactFields = []string{
	"name", "category", "circle", "feeling", "meaning", "i_get", "i_give", "how_often", "channel", "initiative", "hope",
	"hidden", "private_parts",
}

// mayWrite refuses a field of a part that is kept from the caller: nobody writes what
// they cannot see.
func mayWrite(kept []networkmap.MapPart, writes func(string) bool) error {
	for _, field := range contactFields {
		if part, ok := partOf[field]; ok && writes(field) && slices.Contains(kept, part) {
			return networkmap.PartNotShared("contact." + field)
		}
	}
	return nil
}

func mergeContact(told, anew networkmap.ContactTelling, writes func(string) bool) networkmap.ContactTelling {
	base.Set(writes("name"), &told.Name, anew.Name)
	base.Set(writes("category"), &told.Category, anew.Category)
	base.Set(writes("circle"), &told.Circle, anew.Circle)
	base.Set(writes("feeling"), &told.Feeling, anew.Feeling)
	base.Set(writes("meaning"), &told.Meaning, anew.Meaning)
	base.Set(writes("i_get"), &told.IGet, anew.IGet)
	base.Set(writes("i_give"), &told.IGive, anew.IGive)
	base.Set(writes("how_often"), &told.HowOften, anew.HowOften)
	base.Set(writes("channel"), &told.Channel, anew.Channel)
	base.Set(writes("initiative"), &told.Initiative, anew.Initiative)
	base.Set(writes("hope"), &told.Hope, anew.Hope)
	base.Set(writes("hidden"), &told.Hidden, anew.Hidden)
	base.Set(writes("private_parts"), &told.Private, anew.Private)
	return told
}

func contactTelling(m *pb.Contact) networkmap.ContactTelling {
	return networkmap.ContactTelling{
		Name: m.GetName(), Category: networkmap.ContactCategory(wire.Word[string](m.GetCategory())),
		Circle:  networkmap.Circle(wire.Word[string](m.GetCircle())),
		Feeling: networkmap.Feeling(wire.Word[string](m.GetFeeling())), Meaning: m.GetMeaning(),
		IGet: helpWords(m.GetIGet()), IGive: helpWords(m.GetIGive()), HowOften: m.GetHowOften(),
		Channel: m.GetChannel(), Initiative: networkmap.Initiative(wire.Word[string](m.GetInitiative())),
		Hope: networkmap.Hope(wire.Word[string](m.GetHope())), Hidden: m.GetHidden(), Private: partWords(m.GetPrivateParts()),
	}
}

// contactMessage gives somebody as the caller sees them. Of who is hidden from them no
// more than that: whoever hides somebody for the client gets nothing back to keep.
func contactMessage(view networkmap.MapView, c networkmap.Contact) *pb.Contact {
	if !view.Sees(c) {
		return &pb.Contact{ClientId: string(c.Record().Client), Hidden: true}
	}
	m := personMessage(view.Of(c))
	m.Etag = c.Record().Version.Etag()
	for _, a := range c.Record().Approaches {
		m.Approaches = append(m.Approaches, &pb.Approach{Id: string(a.ID), Purpose: a.Purpose, GiveTime: wire.Stamp(a.Given)})
	}
	return m
}

// personMessage gives somebody as they are on a map of now or of then: without etag and
// without yeses, which are of now only.
func personMessage(r networkmap.ContactRecord) *pb.Contact {
	return &pb.Contact{
		Id: string(r.ID), ClientId: string(r.Client), Name: r.Name,
		Category: wire.Value[pb.Contact_Category](r.Category),
		Circle:   wire.Value[pb.Contact_Circle](r.Circle),
		Feeling:  wire.Value[pb.Contact_Feeling](r.Feeling), Meaning: r.Meaning,
		IGet: helpNumbers(r.IGet), IGive: helpNumbers(r.IGive), HowOften: r.HowOften, Channel: r.Channel,
		Initiative: wire.Value[pb.Contact_Initiative](r.Initiative),
		Hope:       wire.Value[pb.Contact_Hope](r.Hope), Hidden: r.Hidden, PrivateParts: partNumbers(r.Private),
		CreateTime: wire.Stamp(r.Created), UpdateTime: wire.Stamp(r.Updated),
	}
}

func partWords(all []pb.MapPart) []networkmap.MapPart {
	out := make([]networkmap.MapPart, len(all))
	for i, p := range all {
		out[i] = networkmap.MapPart(wire.Word[string](p))
	}
	return out
}

func partNumbers(all []networkmap.MapPart) []pb.MapPart {
	out := make([]pb.MapPart, len(all))
	for i, p := range all {
		out[i] = wire.Value[pb.MapPart](p)
	}
	return out
}

func helpWords(all []pb.Contact_Help) []networkmap.Help {
	out := make([]networkmap.Help, len(all))
	for i, h := range all {
		out[i] = networkmap.Help(wire.Word[string](h))
	}
	return out
}

func helpNumbers(all []networkmap.Help) []pb.Contact_Help {
	out := make([]pb.Contact_Help, len(all))
	for i, h := range all {
		out[i] = wire.Value[pb.Contact_Help](h)
	}
	return out
}
