package domain

import (
	"slices"
	"strings"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"
)

// Qualities is what a colleague is good at and loves to do, in own words and because
// they want to tell (E-10). There is nothing in it to count or to compare.
type Qualities struct {
	Worker    SupportWorkerID
	Version   Version // 0: nothing was kept yet
	Qualities []string
	Passions  []string
	AskMe     string // "Vraag mij gerust over …"
	Shown     bool
}

// Tidied trims the words and drops what stands there twice.
func (q Qualities) Tidied() Qualities {
	q.Qualities, q.Passions, q.AskMe = distinct(q.Qualities, said.Tidy), distinct(q.Passions, said.Tidy), strings.TrimSpace(q.AskMe)
	return q
}

// SearchKey is the form in which the words are found.
func (q Qualities) SearchKey() string {
	return Fold(strings.Join(slices.Concat(q.Qualities, q.Passions), "\n"))
}

// Same says whether nothing of what is kept differs.
func (q Qualities) Same(o Qualities) bool {
	return q.AskMe == o.AskMe && q.Shown == o.Shown && slices.Equal(q.Qualities, o.Qualities) && slices.Equal(q.Passions, o.Passions)
}
