package domain

import "slices"

// The numbers of a pair. They stay in this package: they put suggestions in order
// and are never told, stored or logged.
type fit struct {
	worse  int // of the two sides: a pair is as good as its worse side,
	better int // the better side breaking ties
}

// What counts for one side. Wishes met weigh most; rare shared interests more than
// common ones (see rarity); the practical side only tells equals apart.
const (
	weighsWishTalent   = 40 // somebody is good at what the other wishes
	weighsWishInterest = 30 // somebody likes what the other wishes
	weighsUseOfTalent  = 15 // one can do something with what one is good at
	weighsShared       = 10 // and up to as much again when rare
	weighsDaypart      = 6
	weighsSameArea     = 6
	weighsSameRegion   = 3
	weighsCompany      = 4
)

// rarity says how rare each interest is among the profiles looked at: 0 for one
// that everybody has, up to weighsShared.
type rarity map[string]int

func rarityOf(profiles []Profile) rarity {
	count := map[string]int{}
	for _, p := range profiles {
		for _, interest := range p.Interests {
			count[interest]++
		}
	}
	r := rarity{}
	for interest, n := range count {
		r[interest] = weighsShared - weighsShared*n/len(profiles)
	}
	return r
}

// fitOf weighs a candidate for the one who wishes, for both sides.
func (q Question) fitOf(c Candidate, r rarity) fit {
	shared := 0
	for _, interest := range common(q.Profile.Interests, c.Profile.Interests) {
		shared += weighsShared + r[interest]
	}
	shared += q.practical(c.Profile)
	mine := shared + wished(q.Wish.Interests, c.Profile)
	theirs := shared + wished(c.Wishes, q.Profile)
	theirs += weighsUseOfTalent * len(common(c.Profile.Talents, q.Wish.Interests))
	return fit{worse: min(mine, theirs), better: max(mine, theirs)}
}

func wished(wish []string, p Profile) int {
	return weighsWishTalent*len(common(wish, p.Talents)) + weighsWishInterest*len(common(wish, p.Interests))
}

func (q Question) practical(p Profile) int {
	w := 0
	if len(common(q.Profile.Dayparts, p.Dayparts)) > 0 {
		w += weighsDaypart
	}
	switch NearnessOf(q.Profile.Area, p.Area) {
	case SameArea:
		w += weighsSameArea
	case SameRegion:
		w += weighsSameRegion
	case NearnessUnknown, OtherRegion:
	}
	if sameCompany(q.Profile, p) {
		w += weighsCompany
	}
	return w
}

func sameCompany(a, b Profile) bool {
	return a.Company == b.Company && slices.Contains([]string{"one_to_one", "group"}, a.Company)
}
