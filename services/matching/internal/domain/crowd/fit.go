package crowd

import "github.com/optrek/optrek/services/matching/internal/domain"

// What counts for one side. Wishes met weigh most; rare shared interests more than
// common ones; the practical side only tells equals apart. These numbers put people in
// order and are never told, stored or logged.
const (
	weighsWishTalent   = 40 // somebody is good at what the other wishes
	weighsWishInterest = 30 // somebody likes what the other wishes
	weighsUseOfTalent  = 15 // one can do something with what one is good at
	weighsShared       = 10 // and up to as much again when rare
	weighsDaypart      = 6
	weighsSameArea     = 6
	weighsNearArea     = 4
	weighsSameRegion   = 3
	weighsCompany      = 4

	mostPractical = weighsDaypart + weighsSameArea + weighsCompany
)

// facts are what the limits and the practical side ask of somebody, close together.
type facts struct {
	dayparts      uint8 // one bit for each; 0 when not known
	company       uint8
	communication uint8
	travel        uint8  // km, somebody who can go far counted as 255; 0 when not known
	is            uint8  // bits, below
	area          uint16 // four digits of the postal code; 0 when not known
}

// What somebody is, as far as a question asks.
const (
	anAnswer     = 1 << iota // a networker, or somebody with a wish of their own
	standing                 // could go along now, as far as it lies with them
	withoutPlace             // a networker who is full
)

// Codes of facts: the values that count.
const (
	oneToOne = 1
	inGroup  = 2

	bySpeech   = 1
	byPictures = 2
	bySigns    = 3
)

func factsOf(p Person) facts {
	f := facts{dayparts: daypartsOf(p.Profile.Dayparts), area: areaOf(p.Profile.Area),
		travel: uint8(max(0, min(p.Profile.TravelKm, 255)))}
	if p.answers() {
		f.is |= anAnswer
	}
	if stands(&p) {
		f.is |= standing
	}
	if p.GoesAlong() && p.full() {
		f.is |= withoutPlace
	}
	switch p.Profile.Company {
	case "one_to_one":
		f.company = oneToOne
	case "group":
		f.company = inGroup
	}
	switch p.Profile.Communication {
	case "speech", "simple_speech":
		f.communication = bySpeech
	case "pictures":
		f.communication = byPictures
	case "signs":
		f.communication = bySigns
	}
	return f
}

func daypartsOf(codes []string) (bits uint8) {
	for i, d := range domain.Dayparts() {
		for _, c := range codes {
			if c == d {
				bits |= 1 << i
			}
		}
	}
	return bits
}

// obstacle is what stands in the way of two people going along, as far as is known of
// both. What is not known of one of them is something to talk about.
type obstacle uint8

const (
	noObstacle obstacle = iota
	otherTimes
	outOfReach
	otherLanguage
)

// between gives the first hard limit that these two do not pass.
func between(a, b facts) obstacle {
	switch {
	case a.dayparts != 0 && b.dayparts != 0 && a.dayparts&b.dayparts == 0:
		return otherTimes
	case tooFar(a, b):
		return outOfReach
	case a.communication == bySigns && b.communication == bySpeech, a.communication == bySpeech && b.communication == bySigns:
		return otherLanguage
	}
	return noObstacle
}

// practical weighs when, where and how, the same for both sides.
func practical(a, b facts) int {
	w := 0
	if a.dayparts&b.dayparts != 0 {
		w += weighsDaypart
	}
	switch nearness(a.area, b.area) {
	case sameArea:
		w += weighsSameArea
	case nearArea:
		w += weighsNearArea
	case sameRegion:
		w += weighsSameRegion
	case notKnown, elsewhere:
	}
	if a.company != 0 && a.company == b.company {
		w += weighsCompany
	}
	return w
}

// sides are the two sides of a pair, packed: what the one who wishes would enjoy in the
// lower half, what the other would in the upper.
type sides uint32

// touched marks somebody who suits without a word in common.
const touched sides = 1 << 31

func both(mine, theirs int) sides { return sides(uint32(theirs)<<16 | uint32(mine)) }

func (s sides) mine() int   { return int(s & 0xffff) }
func (s sides) theirs() int { return int(s &^ touched >> 16) }
func (s sides) worse() int  { return min(s.mine(), s.theirs()) }
func (s sides) better() int { return max(s.mine(), s.theirs()) }

// term is one word of a question: whoever stands in the list weighs this much more.
type term struct {
	list   []slot
	weighs sides
}

// asked are the words of a question.
type asked struct {
	wish, interests, talents []int32
}

// terms gives the lists of the words of a question, with what each weighs for both sides.
func (c *Crowd) terms(q asked) []term {
	out := make([]term, 0, 2*(len(q.wish)+len(q.interests))+len(q.talents))
	for _, w := range q.wish {
		out = append(out, term{c.talents[w], both(weighsWishTalent, weighsUseOfTalent)}, term{c.likes[w], both(weighsWishInterest, 0)})
	}
	for _, w := range q.interests {
		shared := weighsShared + c.rarity(w)
		out = append(out, term{c.likes[w], both(shared, shared)}, term{c.wishes[w], both(0, weighsWishInterest)})
	}
	for _, w := range q.talents {
		out = append(out, term{c.wishes[w], both(0, weighsWishTalent)})
	}
	return out
}

// rarity says how rare an interest is: 0 for one that everybody has, up to weighsShared.
func (c *Crowd) rarity(word int32) int {
	return weighsShared - weighsShared*len(c.likes[word])/max(len(c.at), 1)
}
