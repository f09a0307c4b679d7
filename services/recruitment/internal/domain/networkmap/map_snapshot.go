package networkmap

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"
)

// MapSnapshotID is the id of one snapshot.
type MapSnapshotID string

// MapSnapshot is a map as it was on a date. What it says is never changed.
type MapSnapshot struct {
	ID       MapSnapshotID // empty: the map of now
	Client   domain.ClientID
	Occasion string // why then, in loose words
	Living   string
	Taken    time.Time
	People   []ContactRecord // as one view has them; nil in lists
}

// TakeMapSnapshot is a new snapshot, without the people: those are copied where they are kept.
func TakeMapSnapshot(id MapSnapshotID, m NetworkMap, occasion string, now time.Time) MapSnapshot {
	return MapSnapshot{ID: id, Client: m.r.Client, Occasion: said.Tidy(said.Storable(occasion)), Living: m.r.Living, Taken: now}
}

// SameDayAndMap says whether another snapshot at this moment would tell nothing new: it is
// the same day (UTC) and the same map, as the one view has both.
func (s MapSnapshot) SameDayAndMap(now MapSnapshot) bool {
	return s.Taken.UTC().Format(time.DateOnly) == now.Taken.UTC().Format(time.DateOnly) &&
		s.Living == now.Living && slices.EqualFunc(byID(s.People), byID(now.People), samePerson)
}

func byID(people []ContactRecord) []ContactRecord {
	return slices.SortedFunc(slices.Values(people), func(a, b ContactRecord) int {
		switch {
		case a.ID < b.ID:
			return -1
		case a.ID > b.ID:
			return 1
		}
		return 0
	})
}

func samePerson(a, b ContactRecord) bool {
	return a.ID == b.ID && a.Name == b.Name && a.Category == b.Category && a.Circle == b.Circle &&
		a.Feeling == b.Feeling && a.Meaning == b.Meaning && sameHelp(a.IGet, b.IGet) && sameHelp(a.IGive, b.IGive) &&
		a.HowOften == b.HowOften && a.Channel == b.Channel && a.Initiative == b.Initiative && a.Hope == b.Hope
}

// sameHelp compares what goes between two people; the order says nothing.
func sameHelp(a, b []Help) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(h Help) bool { return !slices.Contains(b, h) })
}

// MapChangeKind is what is different about one person, as a word and never as a figure.
type MapChangeKind string

// The kinds, in the order in which they are told of one person.
const (
	ChangeNew   MapChangeKind = "new"
	ChangeGone  MapChangeKind = "gone"
	ChangeClose MapChangeKind = "closer"
	ChangeFar   MapChangeKind = "further"
	ChangeFeels MapChangeKind = "feels_different"
	ChangeGets  MapChangeKind = "gets_different"
	ChangeGives MapChangeKind = "gives_different"
	ChangeHopes MapChangeKind = "hopes_different"
	ChangeMeans MapChangeKind = "means_different"
)

// MapChange is one difference.
type MapChange struct {
	Kind    MapChangeKind
	Contact domain.ContactID
	Name    string // as they are called in the later of the two
}

// CompareMaps tells what changed from one map to another, as one view has both: first
// of those who are on the second, in its order, then of those who are no longer.
func CompareMaps(from, to []ContactRecord) []MapChange {
	before := map[domain.ContactID]ContactRecord{}
	for _, c := range from {
		before[c.ID] = c
	}
	var all []MapChange
	still := map[domain.ContactID]bool{}
	for _, c := range to {
		still[c.ID] = true
		was, known := before[c.ID]
		if !known {
			all = append(all, MapChange{ChangeNew, c.ID, c.Name})
			continue
		}
		for _, kind := range differences(was, c) {
			all = append(all, MapChange{kind, c.ID, c.Name})
		}
	}
	for _, c := range from {
		if !still[c.ID] {
			all = append(all, MapChange{ChangeGone, c.ID, c.Name})
		}
	}
	return all
}

// differences of one person. A circle that was not said, then or now, is neither closer
// nor further.
func differences(was, is ContactRecord) []MapChangeKind {
	var kinds []MapChangeKind
	add := func(different bool, kind MapChangeKind) {
		if different {
			kinds = append(kinds, kind)
		}
	}
	circles := []Circle{CircleClose, CircleNear, CircleFurther}
	then, now := slices.Index(circles, was.Circle), slices.Index(circles, is.Circle)
	add(then >= 0 && now >= 0 && now < then, ChangeClose)
	add(then >= 0 && now >= 0 && now > then, ChangeFar)
	add(was.Feeling != is.Feeling, ChangeFeels)
	add(!sameHelp(was.IGet, is.IGet), ChangeGets)
	add(!sameHelp(was.IGive, is.IGive), ChangeGives)
	add(was.Hope != is.Hope, ChangeHopes)
	add(was.Meaning != is.Meaning, ChangeMeans)
	return kinds
}
