package networkmap

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"
)

// ContactProposalID is the id of a proposal.
type ContactProposalID string

// NamedPerson is somebody named in the organisation's own record of a client.
type NamedPerson struct {
	Name     string
	Relation string // what the record says, in words: "moeder", "vriend"
	Key      string // which person of the record this is, stable from one export to the next
}

// ContactProposal asks a client whether somebody from the record is to be on their own
// map. Nobody is on it before a yes.
type ContactProposal struct {
	ID       ContactProposalID
	Client   domain.ClientID
	Key      string // a hash: which person it was is not told by it once answered
	Name     string
	Relation string
	Created  time.Time
}

// Longest texts of a proposal; a longer name is none, a longer relation is cut off.
const (
	longestContactName = 80
	longestRelation    = 60
)

// ProposeContact makes the proposal to ask the client about; false when the record
// holds no name to ask about.
func ProposeContact(client domain.ClientID, named NamedPerson, now time.Time) (ContactProposal, bool) {
	name, relation := said.Tidy(said.Storable(named.Name)), said.Tidy(said.Storable(named.Relation))
	if name == "" || said.TooLong(name, longestContactName) {
		return ContactProposal{}, false
	}
	if runes := []rune(relation); len(runes) > longestRelation {
		relation = string(runes[:longestRelation])
	}
	if named.Key == "" {
		named.Key = domain.Fold(name) + "|" + domain.Fold(relation)
	}
	sum := sha256.Sum256([]byte(string(client) + "|" + named.Key))
	return ContactProposal{
		Client: client, Key: hex.EncodeToString(sum[:]), Name: name, Relation: relation, Created: now,
	}, true
}

// Accepted is what is told of a contact made of this proposal: the name, and what the
// client chose. The relation the record named chooses no category (N-09).
func (p ContactProposal) Accepted(category ContactCategory, circle Circle) ContactTelling {
	return ContactTelling{Name: p.Name, Category: category, Circle: circle}
}
