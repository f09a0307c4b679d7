package networkmap

import (
	"fmt"
	"slices"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

	"github.com/optrek/optrek/services/internal/fault"
)

// ContactCategory is where the client knows somebody from. The zero value is "not
// said yet"; no category is the default, family least of all (N-09).
type ContactCategory string

// The categories (N-07).
const (
	CategoryUnsaid        ContactCategory = ""
	CategoryFriends       ContactCategory = "friends"
	CategoryNeighbours    ContactCategory = "neighbours"
	CategoryAcquaintances ContactCategory = "acquaintances"
	CategoryHobby         ContactCategory = "hobby"
	CategoryClub          ContactCategory = "club"
	CategoryChurch        ContactCategory = "church"
	CategorySport         ContactCategory = "sport"
	CategoryChance        ContactCategory = "chance"
	CategoryViaVia        ContactCategory = "via_via"
	CategorySocialMedia   ContactCategory = "social_media"
	CategorySchool        ContactCategory = "school"
	CategoryCourse        ContactCategory = "course"
	CategoryVolunteer     ContactCategory = "volunteer"
	CategoryProfessional  ContactCategory = "professional"
	CategoryFamily        ContactCategory = "family"
	CategoryOther         ContactCategory = "other"
)

// ContactCategories lists the categories in the order in which they are offered.
func ContactCategories() []ContactCategory {
	return []ContactCategory{
		CategoryFriends, CategoryNeighbours, CategoryAcquaintances, CategoryHobby, CategoryClub,
		CategoryChurch, CategorySport, CategoryChance, CategoryViaVia, CategorySocialMedia,
		CategorySchool, CategoryCourse, CategoryVolunteer, CategoryProfessional, CategoryFamily, CategoryOther,
	}
}

// Circle is how close somebody stands on the map; empty when not said.
type Circle string

// The circles, from the inside out.
const (
	CircleUnsaid  Circle = ""
	CircleClose   Circle = "close"
	CircleNear    Circle = "near"
	CircleFurther Circle = "further"
)

// Feeling is how a contact feels to the client; empty when not said.
type Feeling string

// The feelings.
const (
	FeelingUnsaid Feeling = ""
	FeelingGood   Feeling = "good"
	FeelingMixed  Feeling = "mixed"
	FeelingHard   Feeling = "hard"
)

// Help is what goes from one person to another.
type Help string

// What people do for each other.
const (
	HelpPractical Help = "practical"
	HelpCompany   Help = "company"
	HelpAdvice    Help = "advice"
	HelpEmotional Help = "emotional"
)

// Hope is what the client hopes for with this contact; empty when not said.
type Hope string

// The hopes.
const (
	HopeUnsaid Hope = ""
	HopeMore   Hope = "more"
	HopeFine   Hope = "fine"
	HopeLess   Hope = "less"
	HopeAgain  Hope = "again"
)

// Initiative is who usually begins; empty when not said.
type Initiative string

// Who begins.
const (
	InitiativeUnsaid Initiative = ""
	InitiativeMe     Initiative = "me"
	InitiativeOther  Initiative = "other"
	InitiativeBoth   Initiative = "both"
)

// ContactTelling is what the client tells of somebody they know. It holds no
// address, number or account, and never will: nobody on a map is written to (N-14).
type ContactTelling struct {
	Name       string // what the client calls this person
	Category   ContactCategory
	Circle     Circle
	Feeling    Feeling // N-08
	Meaning    string  // "wat betekent hij of zij voor je?" (N-08)
	IGet       []Help  // what comes to the client (N-05)
	IGive      []Help  // what the client gives (N-05)
	HowOften   string
	Channel    string // by which way, in loose words: "appen"
	Initiative Initiative
	Hope       Hope
	Hidden     bool      // "liever niet over praten": for the client's eyes only (N-13)
	Private    []MapPart // what the client keeps to themself of this person (N-17)
}

// ContactRecord is a contact as plain data.
type ContactRecord struct {
	ContactTelling
	ID         domain.ContactID
	Client     domain.ClientID
	Version    domain.Version
	Approaches []Approach // oldest first
	Created    time.Time
	Updated    time.Time
}

// Contact is somebody on a client's own map. Only the name is asked for.
type Contact struct{ r ContactRecord }

// NewContact puts somebody on the map.
func NewContact(id domain.ContactID, client domain.ClientID, told ContactTelling, now time.Time) (Contact, error) {
	told, err := checkContact(told)
	if err != nil {
		return Contact{}, err
	}
	return Contact{ContactRecord{ContactTelling: told, ID: id, Client: client, Created: now, Updated: now}}, nil
}

// RestoreContact makes a contact of what was kept. An error is a defect.
func RestoreContact(r ContactRecord) (Contact, error) {
	told, err := checkContact(r.ContactTelling)
	if err != nil {
		return Contact{}, fmt.Errorf("contact %s as kept: %w", r.ID, domain.Defect(err))
	}
	r.ContactTelling = told
	return Contact{r}, nil
}

// Record gives the contact as plain data.
func (c Contact) Record() ContactRecord {
	r := c.r
	r.IGet, r.IGive, r.Private = slices.Clone(r.IGet), slices.Clone(r.IGive), slices.Clone(r.Private)
	r.Approaches = slices.Clone(r.Approaches)
	return r
}

// Tell changes what is told of the contact.
func (c Contact) Tell(told ContactTelling, now time.Time) (Contact, error) {
	told, err := checkContact(told)
	if err != nil {
		return c, err
	}
	c.r.ContactTelling, c.r.Updated = told, now
	return c, nil
}

func checkContact(t ContactTelling) (ContactTelling, error) {
	t.Name = said.Tidy(said.Storable(t.Name))
	t.Meaning, t.HowOften, t.Channel = said.Own(t.Meaning), said.Own(t.HowOften), said.Own(t.Channel)
	t.IGet, t.IGive, t.Private = eachOnce(t.IGet), eachOnce(t.IGive), inOrder(t.Private)
	var wrong []fault.Field
	if t.Name == "" {
		wrong = append(wrong, fault.Field{Path: "contact.name", Text: fault.Text{
			NL: "Hoe noem je deze persoon?", EN: "What do you call this person?",
		}})
	}
	if t.Category != CategoryUnsaid && !slices.Contains(ContactCategories(), t.Category) {
		wrong = append(wrong, said.UnknownChoice("contact.category"))
	}
	if !slices.Contains([]Circle{CircleUnsaid, CircleClose, CircleNear, CircleFurther}, t.Circle) {
		wrong = append(wrong, said.UnknownChoice("contact.circle"))
	}
	if !slices.Contains([]Feeling{FeelingUnsaid, FeelingGood, FeelingMixed, FeelingHard}, t.Feeling) {
		wrong = append(wrong, said.UnknownChoice("contact.feeling"))
	}
	if !slices.Contains([]Hope{HopeUnsaid, HopeMore, HopeFine, HopeLess, HopeAgain}, t.Hope) {
		wrong = append(wrong, said.UnknownChoice("contact.hope"))
	}
	if !slices.Contains([]Initiative{InitiativeUnsaid, InitiativeMe, InitiativeOther, InitiativeBoth}, t.Initiative) {
		wrong = append(wrong, said.UnknownChoice("contact.initiative"))
	}
	if !parts(t.Private) {
		wrong = append(wrong, said.UnknownChoice("contact.private_parts"))
	}
	if !helps(t.IGet) {
		wrong = append(wrong, said.UnknownChoice("contact.i_get"))
	}
	if !helps(t.IGive) {
		wrong = append(wrong, said.UnknownChoice("contact.i_give"))
	}
	if len(wrong) > 0 {
		return t, fault.Invalid("CONTACT_INCOMPLETE", fault.Text{
			NL: "Er klopt nog iets niet aan dit contact.", EN: "Something about this contact is not right yet.",
		}, wrong...)
	}
	return t, nil
}

// helps says whether all are kinds of help.
func helps(all []Help) bool {
	known := []Help{HelpPractical, HelpCompany, HelpAdvice, HelpEmotional}
	return !slices.ContainsFunc(all, func(h Help) bool { return !slices.Contains(known, h) })
}

// eachOnce keeps the first of equal kinds of help.
func eachOnce(all []Help) []Help {
	out := make([]Help, 0, len(all))
	for _, h := range all {
		if !slices.Contains(out, h) {
			out = append(out, h)
		}
	}
	return out
}
