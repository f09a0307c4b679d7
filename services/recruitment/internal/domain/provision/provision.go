// Package provision holds colleagues and groups as the organisation's own directory keeps
// them, and what follows from it in Optrek: who works here, and which roles they have.
// Pure, as the rest of the domain.
package provision

import (
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/said"
)

// User is a colleague as the directory knows them. Their id is the colleague's own.
type User struct {
	ID         domain.SupportWorkerID
	Version    domain.Version
	UserName   string
	ExternalID string // what the directory calls them for itself
	GivenName  string
	FamilyName string
	Display    string
	Email      string
	Active     bool
	Created    time.Time
	Updated    time.Time
	Groups     []GroupRef
}

// GroupID is a group of the directory.
type GroupID string

// GroupRef is a group by name.
type GroupRef struct {
	ID   GroupID
	Name string
}

// Group is a group of the directory, and the role an administrator gave it here.
type Group struct {
	ID         GroupID
	Version    domain.Version
	Name       string
	ExternalID string
	Role       string // support_worker, network_lead, coordinator, organisation_admin; empty: none
	Members    []Member
	Created    time.Time
	Updated    time.Time
}

// Member is somebody in a group.
type Member struct {
	ID   domain.SupportWorkerID
	Name string
}

// UserNameKey is the form in which user names are compared: a directory does not tell
// small letters from capitals.
func UserNameKey(name string) string { return strings.ToLower(name) }

// Tidied trims the texts.
func (u User) Tidied() User {
	for _, text := range []*string{&u.UserName, &u.ExternalID, &u.GivenName, &u.FamilyName, &u.Display, &u.Email} {
		*text = said.Tidy(said.Storable(*text))
	}
	return u
}

// Check says what is wrong with a tidied user.
func (u User) Check() error {
	if u.UserName == "" {
		text := fault.Text{NL: "userName ontbreekt.", EN: "userName is missing."}
		return fault.Invalid("USER_NAME_NEEDED", text, fault.Field{Path: "user.user_name", Text: text})
	}
	if u.Email != "" && !domain.ValidEmail(u.Email) {
		text := fault.Text{NL: "Dit is geen e-mailadres.", EN: "This is no e-mail address."}
		return fault.Invalid("EMAIL_NOT_RIGHT", text, fault.Field{Path: "user.email", Text: text})
	}
	return nil
}

// Address is the address by which the colleague is found at their first sign-in: the one
// given, or a user name that is one, as it usually is.
func (u User) Address() string {
	if u.Email == "" && domain.ValidEmail(u.UserName) {
		return u.UserName
	}
	return u.Email
}

// Name is what colleagues read.
func (u User) Name() string {
	name := u.Display
	if full := said.Tidy(u.GivenName + " " + u.FamilyName); name == "" && full != "" {
		name = full
	}
	if name == "" {
		name, _, _ = strings.Cut(u.UserName, "@")
	}
	if letters := []rune(name); len(letters) > 120 {
		name = string(letters[:120])
	}
	return name
}

// Onto gives the colleague as the directory shows them, and whether that differs.
func (u User) Onto(w domain.SupportWorker) (domain.SupportWorker, bool) {
	before := w
	w.Name, w.Email = u.Name(), u.Address()
	return w, w.Name != before.Name || domain.EmailKey(w.Email) != domain.EmailKey(before.Email)
}

// Same says whether the directory says nothing new.
func (u User) Same(o User) bool {
	return u.UserName == o.UserName && u.ExternalID == o.ExternalID && u.GivenName == o.GivenName && u.FamilyName == o.FamilyName &&
		u.Display == o.Display && u.Email == o.Email && u.Active == o.Active
}

// Tidied trims the texts of a group.
func (g Group) Tidied() Group {
	g.Name, g.ExternalID = said.Tidy(said.Storable(g.Name)), said.Tidy(said.Storable(g.ExternalID))
	return g
}

// Check says what is wrong with a tidied group.
func (g Group) Check() error {
	if g.Name != "" {
		return nil
	}
	text := fault.Text{NL: "displayName ontbreekt.", EN: "displayName is missing."}
	return fault.Invalid("GROUP_NAME_NEEDED", text, fault.Field{Path: "group.display_name", Text: text})
}

// NameTaken says that the directory brings somebody, or a group, that is there already.
func NameTaken() error {
	return fault.Exists("NAME_TAKEN", fault.Text{NL: "Deze naam is er al.", EN: "This name is there already."})
}

// NoSuchMember says that somebody in a group is nobody the directory brought.
func NoSuchMember() error {
	return fault.Invalid("NO_SUCH_MEMBER", fault.Text{
		NL: "In deze groep zit iemand die er (nog) niet is. Breng eerst de mensen.", EN: "Somebody in this group is not here (yet). Bring the people first."})
}

// Roles gives the roles of a set of groups, each once, in a fixed order.
func Roles(groups []Group) []string {
	roles := []string{}
	for _, g := range groups {
		if g.Role != "" {
			roles = append(roles, g.Role)
		}
	}
	slices.Sort(roles)
	return slices.Compact(roles)
}

// Heirs are those who can be asked to take over, from near to far.
type Heirs struct {
	StandIns []domain.SupportWorkerID                    // of somebody away: whom they chose themself
	Leads    map[domain.DutyRef][]domain.SupportWorkerID // network leads of the location it is about
	Others   []domain.SupportWorkerID                    // network leads and coordinators of the organisation
	Away     map[domain.SupportWorkerID]bool             // not here now
}

// For gives who could take over one place, the nearest first: whoever stands in, then the
// network leads there, then everybody else who leads or coordinates. The nearest are dealt
// round by turn, so that not everything comes to the one who stands first.
func (h Heirs) For(ref domain.DutyRef, turn int) []domain.SupportWorkerID {
	for _, circle := range [][]domain.SupportWorkerID{h.StandIns, h.Leads[ref], h.Others} {
		here := slices.DeleteFunc(slices.Clone(circle), func(id domain.SupportWorkerID) bool { return h.Away[id] })
		if len(here) == 0 {
			continue
		}
		at := turn % len(here)
		near := append(slices.Clone(here[at:]), here[:at]...)
		return append(near, h.beyond(near)...)
	}
	return nil
}

// beyond is everybody further off, for a place at which the near ones are named already.
func (h Heirs) beyond(near []domain.SupportWorkerID) []domain.SupportWorkerID {
	return slices.DeleteFunc(slices.Clone(h.Others), func(id domain.SupportWorkerID) bool { return h.Away[id] || slices.Contains(near, id) })
}
