package insight

import "time"

// Quarter is a quarter of a year; Number is 1 to 4.
type Quarter struct{ Year, Number int }

// QuarterOf is the quarter that a moment lies in.
func QuarterOf(t time.Time) Quarter {
	t = t.UTC()
	return Quarter{Year: t.Year(), Number: (int(t.Month())-1)/3 + 1}
}

// Begin is when it begins.
func (q Quarter) Begin() time.Time {
	return time.Date(q.Year, time.Month(3*q.Number-2), 1, 0, 0, 0, 0, time.UTC)
}

// End is when the next one begins.
func (q Quarter) End() time.Time { return q.Begin().AddDate(0, 3, 0) }

// Before is the quarter before this one.
func (q Quarter) Before() Quarter { return QuarterOf(q.Begin().AddDate(0, 0, -1)) }

// Due gives the quarter that is to be made public at now, for an organisation that is known
// since then: the one that ended last, and no earlier one, because what it was like then is
// not known any more.
func Due(known, now time.Time) (Quarter, bool) {
	q := QuarterOf(now).Before()
	return q, known.Before(q.End())
}

// Published is a quarter as it was made public.
type Published struct {
	Quarter
	Tables []Table
	At     time.Time
}
