package sheet

import (
	"slices"

	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
)

// Beside is what a record says of the people around a client, and no cell of a table
// can: it comes with formats that are more than a table.
type Beside struct {
	SecondName  string                   `json:"second_name,omitempty"` // of who is responsible when the first is not there (O-01)
	SecondEmail string                   `json:"second_email,omitempty"`
	Legal       domain.Representative    `json:"legal,omitzero"`  // who decides for or with them by law
	Named       []networkmap.NamedPerson `json:"named,omitempty"` // to ask the client about; nobody is on the map by it (N-14)
}

// tidied gives it as a row has it: an address that is none is left out, as is a name
// that is too long to be one.
func (b Beside) tidied() Beside {
	b.SecondName, b.SecondEmail = name(b.SecondName), domain.EmailKey(b.SecondEmail)
	if !domain.ValidEmail(b.SecondEmail) {
		b.SecondName, b.SecondEmail = "", ""
	}
	if b.Legal.Name = name(b.Legal.Name); b.Legal.Name == "" || tooLong(b.Legal.Name, 120) {
		b.Legal = domain.Representative{}
	}
	return b
}

// clean takes national numbers out of it. A name or address that held one is not
// believed to be one.
func (b *Beside) clean(set bsnSet) {
	if b == nil {
		return
	}
	without := func(s string) string {
		if _, found := set.scrub(s); found {
			return ""
		}
		return s
	}
	b.SecondName, b.SecondEmail, b.Legal.Name = without(b.SecondName), without(b.SecondEmail), without(b.Legal.Name)
	if b.Legal.Name == "" {
		b.Legal = domain.Representative{}
	}
	for i := range b.Named {
		n := &b.Named[i]
		n.Name, n.Relation, n.Key = without(n.Name), without(n.Relation), without(n.Key)
	}
	b.Named = slices.DeleteFunc(b.Named, func(n networkmap.NamedPerson) bool { return n.Name == "" })
}
