package domain

import (
	"cmp"
	"maps"
	"slices"
)

// DutyKind is what somebody is named for.
type DutyKind string

// The kinds of duties that pass on when a colleague is away or leaves.
const (
	DutyClient      DutyKind = "client"       // first or second responsible of a client
	DutyNetworker   DutyKind = "networker"    // named support worker of a networker
	DutyGroupHelper DutyKind = "group_helper" // helps a networker to lead a group
	DutyLocation    DutyKind = "location"     // network lead of a location (O-01)
)

// DutyRef says which duty: a kind and the id of the client, networker or location.
type DutyRef struct {
	Kind DutyKind
	Item string
}

// Duty is who is named for something, in order.
type Duty struct {
	DutyRef
	Named []SupportWorkerID
}

// Handover remembers that a place passed from somebody away to somebody who stands in.
type Handover struct {
	DutyRef
	Absence  AbsenceID
	From, To SupportWorkerID
}

// HandedAround gives the handovers that somebody takes part in, and those of the same
// duties: a place that passed on may have passed on once more.
func HandedAround(all []Handover, worker SupportWorkerID) []Handover {
	touched := map[DutyRef]bool{}
	for _, h := range all {
		if h.From == worker || h.To == worker {
			touched[h.DutyRef] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(h Handover) bool { return !touched[h.DutyRef] })
}

type handoverKey struct {
	DutyRef
	absence AbsenceID
}

// Duties are duties on their way to other hands. Everything is decided in it first and
// kept afterwards at once, so that what passes on and comes straight back is no change.
type Duties struct {
	before, named map[DutyRef][]SupportWorkerID
	kept, handed  map[handoverKey]Handover // as remembered until now, and from now on
}

// NewDuties begins with how it is: the duties it is about, and what passed on of them already.
func NewDuties(duties []Duty, handed []Handover) *Duties {
	d := &Duties{
		before: map[DutyRef][]SupportWorkerID{}, named: map[DutyRef][]SupportWorkerID{},
		kept: map[handoverKey]Handover{}, handed: map[handoverKey]Handover{},
	}
	for _, duty := range duties {
		d.before[duty.DutyRef], d.named[duty.DutyRef] = duty.Named, slices.Clone(duty.Named)
	}
	for _, h := range handed {
		d.kept[handoverKey{h.DutyRef, h.Absence}] = h
		d.handed[handoverKey{h.DutyRef, h.Absence}] = h
	}
	return d
}

// PassOn gives every place of somebody away to the first stand-in who is not named
// there already. Where there is none they stay named, so that nobody is left without.
func (d *Duties) PassOn(absence AbsenceID, away SupportWorkerID, standIns []SupportWorkerID) {
	for _, ref := range d.refs() {
		if to, ok := replaceFirst(d.named[ref], away, standIns); ok {
			d.handed[handoverKey{ref, absence}] = Handover{DutyRef: ref, Absence: absence, From: away, To: to}
		}
	}
}

// GiveBack gives back what passed on for an absence, where the place is still with who
// stood in, or with who stands in for them: exactly that, and only where nobody changed
// it meanwhile. What somebody else was named for meanwhile stays theirs.
func (d *Duties) GiveBack(absence AbsenceID) {
	for _, key := range d.keys() {
		h := d.handed[key]
		if h.Absence != absence {
			continue
		}
		holder, chain := d.holder(h)
		d.settle(key)
		if _, ok := replaceFirst(d.named[h.DutyRef], holder, []SupportWorkerID{h.From}); ok {
			for _, link := range chain {
				d.settle(link)
			}
		}
	}
}

// PassOnForGood gives every place of somebody who leaves to the first successor who is
// not named there already. A place held only in somebody's stead goes on in their
// stead, and back to them when no successor is free. Where nobody is free the place
// closes: whoever is named beside stays.
func (d *Duties) PassOnForGood(leaving SupportWorkerID, successors []SupportWorkerID) {
	for _, ref := range d.refs() {
		if !d.passOnForGood(ref, leaving, successors) {
			d.named[ref] = slices.DeleteFunc(d.named[ref], func(id SupportWorkerID) bool { return id == leaving })
		}
	}
}

// passOnForGood says whether the place went to somebody, or was not theirs.
func (d *Duties) passOnForGood(ref DutyRef, leaving SupportWorkerID, successors []SupportWorkerID) bool {
	if !slices.Contains(d.named[ref], leaving) {
		return true
	}
	held, inStead := d.heldInStead(ref, leaving)
	owner := d.handed[held].From // empty: theirs
	others := slices.DeleteFunc(slices.Clone(successors), func(id SupportWorkerID) bool { return id == owner })
	to, ok := replaceFirst(d.named[ref], leaving, others)
	switch {
	case ok && inStead:
		h := d.handed[held]
		h.To = to
		d.handed[held] = h
	case ok:
	case inStead && len(d.replaceBy(ref, leaving, owner)) > 0:
		d.settle(held)
	default:
		return false
	}
	return true
}

// Settle forgets what passed on of a duty whose place is no longer with who stood in:
// somebody said anew who is named.
func (d *Duties) Settle(ref DutyRef) {
	for _, key := range d.keys() {
		if key.DutyRef != ref {
			continue
		}
		if holder, _ := d.holder(d.handed[key]); !slices.Contains(d.named[ref], holder) {
			d.settle(key)
		}
	}
}

// Changed gives the duties with others named than at the beginning, in a fixed order.
func (d *Duties) Changed() []Duty {
	var changed []Duty
	for _, ref := range d.refs() {
		if !slices.Equal(d.before[ref], d.named[ref]) {
			changed = append(changed, Duty{ref, d.named[ref]})
		}
	}
	return changed
}

// Handed gives what has to be remembered and was not, in a fixed order.
func (d *Duties) Handed() []Handover { return handedBeyond(d.handed, d.kept) }

// Settled gives what was remembered and no longer has to be.
func (d *Duties) Settled() []Handover {
	return slices.DeleteFunc(handedBeyond(d.kept, d.handed), func(h Handover) bool {
		_, changed := d.handed[handoverKey{h.DutyRef, h.Absence}]
		return changed // kept with somebody else in it: written over, not forgotten
	})
}

// handedBeyond gives the handovers that are not in the other, or not the same there.
func handedBeyond(these, those map[handoverKey]Handover) []Handover {
	var left []Handover
	for _, key := range slices.SortedFunc(maps.Keys(these), byHandover) {
		if those[key] != these[key] {
			left = append(left, these[key])
		}
	}
	return left
}

func (d *Duties) settle(key handoverKey) { delete(d.handed, key) }

// holder follows a place from who stood in to who has it now.
func (d *Duties) holder(h Handover) (SupportWorkerID, []handoverKey) {
	var chain []handoverKey
	at := h.To
	for range len(d.handed) { // no longer than all there are, should they ever form a ring
		next, found := d.passedOnBy(h.DutyRef, at, h.Absence)
		if !found || slices.Contains(d.named[h.DutyRef], at) {
			break
		}
		chain = append(chain, next)
		at = d.handed[next].To
	}
	return at, chain
}

func (d *Duties) passedOnBy(ref DutyRef, from SupportWorkerID, but AbsenceID) (handoverKey, bool) {
	for _, key := range d.keys() {
		if key.DutyRef == ref && key.absence != but && d.handed[key].From == from {
			return key, true
		}
	}
	return handoverKey{}, false
}

func (d *Duties) heldInStead(ref DutyRef, by SupportWorkerID) (handoverKey, bool) {
	for _, key := range d.keys() {
		if key.DutyRef == ref && d.handed[key].To == by {
			return key, true
		}
	}
	return handoverKey{}, false
}

// replaceBy puts one person in the place of another, and gives nothing when they are
// named there already.
func (d *Duties) replaceBy(ref DutyRef, old, new SupportWorkerID) []SupportWorkerID {
	if _, ok := replaceFirst(d.named[ref], old, []SupportWorkerID{new}); !ok {
		return nil
	}
	return d.named[ref]
}

// replaceFirst puts the first candidate who is not in the list in the place of old.
func replaceFirst(named []SupportWorkerID, old SupportWorkerID, candidates []SupportWorkerID) (SupportWorkerID, bool) {
	at := slices.Index(named, old)
	if at < 0 {
		return "", false
	}
	for _, id := range candidates {
		if !slices.Contains(named, id) {
			named[at] = id
			return id, true
		}
	}
	return "", false
}

func (d *Duties) refs() []DutyRef {
	return slices.SortedFunc(maps.Keys(d.named), byDuty)
}

func (d *Duties) keys() []handoverKey {
	return slices.SortedFunc(maps.Keys(d.handed), byHandover)
}

func byDuty(a, b DutyRef) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Item, b.Item))
}

func byHandover(a, b handoverKey) int {
	return cmp.Or(byDuty(a.DutyRef, b.DutyRef), cmp.Compare(a.absence, b.absence))
}
