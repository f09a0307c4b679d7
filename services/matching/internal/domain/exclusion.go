package domain

import (
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Exclusion is that two people are never put together, and who asked for that: each of
// them, or support workers. It holds both ways and keeps no reason.
type Exclusion struct {
	Pair
	ByA, ByB, ByStaff bool
}

// NewExclusion is the wish that two people are never put together: of own, who is one of
// them, or of support workers when own is empty.
func NewExclusion(a, b, own ClientID) (Exclusion, error) {
	if a == b {
		return Exclusion{}, invalid("SAME_PERSON", "other_client_id", fault.Text{
			NL: "Kies twee verschillende mensen.", EN: "Choose two different people."})
	}
	p := PairOf(a, b)
	return Exclusion{Pair: p, ByA: p.A == own, ByB: p.B == own, ByStaff: own == ""}, nil
}

// Without takes back what this one asked; what others asked stays.
func (e Exclusion) Without(asked Exclusion) Exclusion {
	e.ByA, e.ByB, e.ByStaff = e.ByA && !asked.ByA, e.ByB && !asked.ByB, e.ByStaff && !asked.ByStaff
	return e
}

// Stands says whether anybody still asks for it.
func (e Exclusion) Stands() bool { return e.ByA || e.ByB || e.ByStaff }

// TheirOwn is what support workers are told who take back what is not theirs: one of the
// two asked for it, and which of them is not said.
func TheirOwn() error { return theirOwn }

var theirOwn = fault.Conflict("ASKED_THEMSELF", fault.Text{
	NL: "Dit blijft staan: het is (ook) een eigen wens. Alleen wie het zelf vroeg, kan het terugnemen.",
	EN: "This stays: it is (also) somebody's own wish. Only who asked for it can take it back."})

// KeptApart is the match after two of its people are kept apart by the wish of one or by
// support workers. A question returns to nothing and an invitation is taken back; from a
// group the one it is asked for leaves, and two people get their ending.
func (m Match) KeptApart(asked, other ClientID, stop Stop, now time.Time) (Match, error) {
	for _, c := range []ClientID{asked, other} {
		switch m.PartOf(c) {
		case HasLeft, NoPart:
			return m, nil
		case AskedIn:
			return m.Uninvited(c, now), nil
		case InIt:
		}
	}
	if len(m.People) < 3 || m.State == Closing || m.State == Idea || m.State == Proposed {
		return m.End(stop, now)
	}
	form := Form("")
	if stop.By != "" {
		form = Self
	}
	return m.Leave(Leaving{Client: asked, Form: form}, now)
}
