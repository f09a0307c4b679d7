// Package insight says how the networks of an organisation are doing, in groups of people
// and never about one (E-11, X-02, X-06). It holds the one place in Optrek with numbers of
// people, and this is how those tell of nobody:
//
//   - Only groups that were thought of beforehand (Figure, Group), by location and for the
//     whole organisation. There is nothing to filter by.
//   - A group at a location is told of in steps of five: 5 to 9 people, 10 to 14 people, …
//     Below five it says "too few", also for nobody.
//   - The whole organisation is made of what is told of its locations, not counted again. Of the
//     locations with too few, their sum is told in steps of five as well, and only as far as
//     any of them in which up to four people could be may still have nobody.
//   - No figure tells of everybody: each leaves out who is not concerned. So no two figures
//     about the same people can be laid beside each other to find a remainder.
//   - A quarter is made public once, after it is over, and kept as it was told. Who leaves
//     later, or is erased, changes nothing in it: exact numbers are not kept at all.
//
// # Why that is enough
//
// Take any set of published tables, of one quarter or many, and ask what the organisation
// may really look like. One answer is always this: each group that is told of has exactly
// the lower number of its step, in every quarter; the sum of those with too few is exactly
// what was told of them, spread over all of them but one of our choice (or a few, where no more
// than four people could be in all), and there it is nobody. Publish gives just these tables for
// it (the test "FiveWorld" builds it and looks). In that organisation every sum and every difference of told numbers, over locations, groups,
// wholes and quarters, is a multiple of five: none of them is a group of one to four people.
// So nobody can conclude from published tables, however they are added up or subtracted, that
// there is a group of one to four people, at whichever location or between whichever two
// quarters. Knowing how many clients live at a location does not help: the answer above never
// needs more people than there are, and for the people beside a group the step is five wide, so
// that "nobody" or "five" is always among what they may be.
//
// What it does not do: hide a group from somebody who knows all of its people but one
// already. Who may open the files of an organisation knows more than any table; these are
// made to be printed and handed on.
package insight

// Figure is what a table is about.
type Figure string

// The figures, each of them about people who are concerned by it; the rest is never told of.
const (
	TakingPart Figure = "taking_part" // did something together in the quarter
	Contact    Figure = "contact"     // told about the klik, looking back in the quarter
	HowItWas   Figure = "how_it_was"  // told how it was in the quarter: the last they told
	Waiting    Figure = "waiting"     // wish for somebody, and nobody yet, at the end of the quarter
	Balance    Figure = "balance"     // in a match at the end of the quarter
	Continuity Figure = "continuity"  // depends on one support worker at the end of the quarter
	Road       Figure = "road"        // networkers at the end of the quarter
)

// Group is of whom a number speaks.
type Group string

// The groups of each figure.
const (
	WithMatch    Group = "with_match"
	WithOthers   Group = "with_others"
	Klik         Group = "klik"
	KlikABit     Group = "klik_a_bit"
	NoKlik       Group = "no_klik"
	Nice         Group = "nice"
	Okay         Group = "okay"
	NotNice      Group = "not_nice"
	Short        Group = "short"  // a quarter of a year or less
	Longer       Group = "longer" // half a year or less
	Long         Group = "long"
	GivesAndGets Group = "gives_and_gets"
	Gives        Group = "gives"
	Gets         Group = "gets"
	Nobody       Group = "nobody"         // no support worker on record
	MatchWithOne Group = "match_with_one" // one, who is the only one around a match too
	One          Group = "one"            // one, and more around their match, or none
	GettingReady Group = "getting_ready"
	ActiveOnRoad Group = "active"
	PausedOnRoad Group = "paused"
)

// Figures are all of them, in the order in which a page shows them.
func Figures() []Figure {
	return []Figure{TakingPart, Contact, HowItWas, Waiting, Balance, Continuity, Road}
}

// Groups are those of a figure, in order.
func (f Figure) Groups() []Group {
	return map[Figure][]Group{
		TakingPart: {WithMatch, WithOthers},
		Contact:    {Klik, KlikABit, NoKlik},
		HowItWas:   {Nice, Okay, NotNice},
		Waiting:    {Short, Longer, Long},
		Balance:    {GivesAndGets, Gives, Gets},
		Continuity: {Nobody, MatchWithOne, One},
		Road:       {GettingReady, ActiveOnRoad, PausedOnRoad},
	}[f]
}
