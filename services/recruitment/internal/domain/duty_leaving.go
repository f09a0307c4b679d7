package domain

import "slices"

// Inherited is one place that passed on because somebody left whom nobody named a
// successor for; To is empty when nobody was free for it.
type Inherited struct {
	DutyRef
	To SupportWorkerID
}

// PassOnUnasked is PassOnForGood without anybody to say who takes over, as when the
// directory of the organisation says that somebody is gone (O-01): for each place it asks
// who could, with its turn, so that the work can be dealt round. Where nobody is free and nobody is named beside, a place that cannot
// stand empty stays as it is, with who left; it is told all the same.
func (d *Duties) PassOnUnasked(leaving SupportWorkerID, could func(ref DutyRef, turn int) []SupportWorkerID) []Inherited {
	var all []Inherited
	for i, ref := range d.refs() {
		before := slices.Clone(d.named[ref])
		if !slices.Contains(before, leaving) {
			continue
		}
		if !d.passOnForGood(ref, leaving, could(ref, i)) {
			all = append(all, Inherited{DutyRef: ref})
			if mayBeEmpty(ref.Kind) {
				d.named[ref] = slices.DeleteFunc(d.named[ref], func(id SupportWorkerID) bool { return id == leaving })
			}
			continue
		}
		for _, id := range d.named[ref] {
			if !slices.Contains(before, id) {
				all = append(all, Inherited{ref, id})
			}
		}
	}
	return all
}

// mayBeEmpty says whether nobody may be named: a networker always has somebody.
func mayBeEmpty(kind DutyKind) bool { return kind == DutyClient || kind == DutyLocation }
