package signal

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
)

// guides is how many are responsible for everybody in a match (O-01).
const guides = 2

// eachPerson looks at every person in a match whom the caller reaches.
func eachPerson(look func(Match, domain.Person, tuning, time.Time) []Signal) func(Facts, tuning, time.Time) []Signal {
	return func(f Facts, t tuning, now time.Time) (out []Signal) {
		for _, m := range f.Matches {
			for _, p := range m.People {
				if f.Reached[p.Client] {
					out = append(out, look(m, p, t, now)...)
				}
			}
		}
		return out
	}
}

// eachMatch looks at every match in which the caller reaches somebody who has not left it.
func eachMatch(look func(Match, tuning, time.Time) []Signal) func(Facts, tuning, time.Time) []Signal {
	return func(f Facts, t tuning, now time.Time) (out []Signal) {
		for _, m := range f.Matches {
			if slices.ContainsFunc(m.People, func(p domain.Person) bool { return f.Reached[p.Client] && !p.Departed }) {
				out = append(out, look(m, t, now)...)
			}
		}
		return out
	}
}

// guided says whether guidance of this person in this match is going on.
func (m Match) guided(p domain.Person) bool { return m.State.Living() && !p.Departed }

// about is a signal about one person in a match, since then.
func about(kind Kind, m Match, p domain.Person, since time.Time) []Signal {
	return []Signal{{
		ID: idOf(kind, string(m.ID), string(p.Client), on(since)), Kind: kind, Client: p.Client, Match: m.ID, Since: since,
	}}
}

// aboutAll is a signal about everybody in a match, since then.
func aboutAll(kind Kind, m Match, since time.Time) []Signal {
	return []Signal{{ID: idOf(kind, string(m.ID), on(since)), Kind: kind, Match: m.ID, Since: since}}
}

// followUp: after an ending somebody asks how each is (M-16), also who left a group.
func followUp(m Match, p domain.Person, _ tuning, now time.Time) []Signal {
	if !passed(p.FollowUp, now) {
		return nil
	}
	return about(FollowUp, m, p, p.FollowUp)
}

// oneResponsible: one for each person, however many matches they are in (O-01).
func oneResponsible(m Match, p domain.Person, _ tuning, _ time.Time) []Signal {
	g, known := m.Guided[p.Client]
	if !m.guided(p) || !known || g.Workers >= guides {
		return nil
	}
	return []Signal{{ID: idOf(OneResponsible, string(p.Client), on(g.Since)), Kind: OneResponsible, Client: p.Client, Since: g.Since}}
}

// silence: longer without a sign than the distance agreed for this person asks. A sign is
// anything they did, mean to do or told; nobody has to report anything, and while they look
// back together somebody is with them already (D-05).
func silence(m Match, p domain.Person, t tuning, now time.Time) []Signal {
	if m.State != domain.MatchUnderWay || p.Departed || m.Together.IsZero() || m.LookingBack {
		return nil
	}
	distance := p.Distance
	if distance == "" {
		distance = domain.DistanceFar
	}
	last := m.Together
	for _, sign := range []time.Time{m.Since, m.UnderWay, m.Heard} {
		if sign.After(last) {
			last = sign
		}
	}
	if now.Before(last.Add(t.weeks(string(distance)))) {
		return nil
	}
	return about(Silence, m, p, last)
}

// unanswered: a proposal lies there for a while. It returns to nothing by itself, and no
// answer is an answer too (M-17); but somebody may not have understood it.
func unanswered(m Match, p domain.Person, t tuning, now time.Time) []Signal {
	if m.State != domain.MatchProposed || p.Departed || p.Answered || m.Since.IsZero() || now.Before(m.Since.Add(t.weeks(Patience))) {
		return nil
	}
	return about(Unanswered, m, p, m.Since)
}

func reviewGuidance(m Match, p domain.Person, _ tuning, now time.Time) []Signal {
	if !m.guided(p) || !passed(p.Review, now) {
		return nil
	}
	return about(ReviewGuidance, m, p, p.Review)
}

// oldEstimate: an estimate grows old (D-06). Who never wrote one is asked for none.
func oldEstimate(m Match, p domain.Person, t tuning, now time.Time) []Signal {
	if !m.guided(p) || p.Estimated.IsZero() || now.Before(p.Estimated.Add(t.weeks(Patience))) {
		return nil
	}
	return about(OldEstimate, m, p, p.Estimated)
}

// askAboutPause: a pause never ends by itself. On the day agreed on somebody asks.
func askAboutPause(m Match, _ tuning, now time.Time) []Signal {
	if m.State != domain.MatchPaused || !passed(m.PauseUntil, now) {
		return nil
	}
	return aboutAll(AskAboutPause, m, m.PauseUntil)
}

// oneSided: the last so many ideas came from the same person. That may be just as both like it.
func oneSided(m Match, t tuning, _ time.Time) []Signal {
	row := int(t[Patience])
	if m.State != domain.MatchUnderWay || len(m.Ideas) < row {
		return nil
	}
	who := m.Ideas[0].Client
	if slices.ContainsFunc(m.Ideas[:row], func(i Idea) bool { return i.Client != who }) {
		return nil
	}
	// Without a date: one more of the same is no new cause.
	return []Signal{{ID: idOf(OneSided, string(m.ID), string(who)), Kind: OneSided, Match: m.ID, Since: m.Ideas[row-1].At}}
}

// nothingPlanned: there is a plan, and a first thing to do together has not come (M-09).
func nothingPlanned(m Match, t tuning, now time.Time) []Signal {
	since := m.expecting()
	if since.IsZero() || !m.Together.IsZero() || now.Before(since.Add(t.weeks(Patience))) {
		return nil
	}
	return aboutAll(NothingPlanned, m, since)
}

// expecting is since when a first thing to do together may be expected: the later of
// plan and setting out; zero when it may not (M-09).
func (m Match) expecting() time.Time {
	switch {
	case m.State == domain.MatchUnderWay && m.PlanTime.After(m.UnderWay):
		return m.PlanTime
	case m.State == domain.MatchUnderWay:
		return m.UnderWay
	case m.State == domain.MatchGettingAcquainted && m.PlanMade:
		return m.PlanTime
	default:
		return time.Time{}
	}
}
