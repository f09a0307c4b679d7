package backup

import "github.com/optrek/optrek/services/internal/erasure"

// From makes of what a service says about erasure what a backup has to know: what goes with
// a person is theirs, and so are their words in what they share with others.
func (p Part) From(list erasure.List, shared []erasure.Shared) Part {
	p.Without = map[string]string{}
	said := map[string]bool{}
	for _, w := range shared {
		said[w.Table] = true
		switch {
		case w.Why != "":
			p.Without[w.Table] = w.Why
		case len(w.Columns) > 0:
			p.Personal = append(p.Personal, Personal{Table: w.Table, Persons: w.Persons, Columns: w.Columns})
		}
	}
	for _, t := range list {
		if t.Fate == erasure.Goes && !said[t.Name] {
			p.Personal = append(p.Personal, Personal{Table: t.Name, Where: t.Where})
		}
	}
	return p
}
