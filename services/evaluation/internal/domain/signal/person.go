package signal

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
)

// moodTurning: two outings in a row were not nice for the same person, whatever came before.
// It says all there is to say: moodLow is silent then.
func moodTurning(f Facts, t tuning, now time.Time) (out []Signal) {
	for client, moods := range f.moodsOf(t, now) {
		if !turned(moods) {
			continue
		}
		out = append(out, Signal{
			ID: idOf(MoodTurning, string(moods[0].Activity), string(client)), Kind: MoodTurning, Client: client, Match: moods[0].Match, Since: moods[1].At,
		})
	}
	return out
}

// turned says whether the last two were less than nice, and one of them not nice at all or
// something nice before them: a "so-so" twice may be just how somebody says it.
func turned(moods []Mood) bool {
	if len(moods) < 2 || moods[0].Mood == Nice || moods[1].Mood == Nice {
		return false
	}
	return moods[0].Mood == NotNice || moods[1].Mood == NotNice || len(moods) > 2 && moods[2].Mood == Nice
}

// moodsOf gives what each person shared within the patience of the rule, the newest first.
func (f Facts) moodsOf(t tuning, now time.Time) map[domain.ClientID][]Mood {
	of := map[domain.ClientID][]Mood{}
	for _, m := range f.Moods {
		if f.Reached[m.Client] && now.Before(m.At.Add(t.weeks(Patience))) {
			of[m.Client] = append(of[m.Client], m)
		}
	}
	for _, moods := range of {
		slices.SortStableFunc(moods, func(a, b Mood) int { return b.At.Compare(a.At) })
	}
	return of
}

// moodLow: something together was not nice. What was long ago is no news, and what was nice
// again afterwards has passed.
func moodLow(f Facts, t tuning, now time.Time) (out []Signal) {
	for client, moods := range f.moodsOf(t, now) {
		if m := moods[0]; m.Mood == NotNice {
			out = append(out, Signal{
				ID: idOf(MoodLow, string(m.Activity), string(client)), Kind: MoodLow, Client: client, Match: m.Match, Since: m.At,
			})
		}
	}
	return out
}

// pushOff: too much and too little push both lead to a talk (M-10). Closing the look back
// is the answer.
func pushOff(f Facts, _ tuning, _ time.Time) (out []Signal) {
	for _, r := range f.Reflections {
		if r.Client == "" || r.Push != domain.PushTooMuch && r.Push != domain.PushTooLittle {
			continue
		}
		out = append(out, r.signal(PushOff, string(r.Push)))
	}
	return out
}

// lifeChange: a changed life and other wishes are neutral, and ask what somebody would like now (E-05).
func lifeChange(f Facts, _ tuning, _ time.Time) (out []Signal) {
	for _, r := range f.Reflections {
		if r.Client != "" && (r.LifeChanged || r.OtherWishes) {
			out = append(out, r.signal(LifeChange))
		}
	}
	return out
}

func (r Reflection) signal(kind Kind, more ...string) Signal {
	return Signal{
		ID:   idOf(kind, append([]string{string(r.Evaluation), string(r.Client)}, more...)...),
		Kind: kind, Client: r.Client, Match: r.Match, Evaluation: r.Evaluation, Since: r.At,
	}
}

func interimDue(f Facts, _ tuning, now time.Time) (out []Signal) {
	for _, e := range f.Due {
		if e.State == domain.Due && !e.Due.After(now) {
			out = append(out, Signal{ID: idOf(InterimDue, string(e.ID)), Kind: InterimDue, Match: e.Match, Evaluation: e.ID, Since: e.Due})
		}
	}
	return out
}

func wishWaiting(f Facts, t tuning, now time.Time) (out []Signal) {
	for _, w := range f.Wishes {
		if w.State == OpenWish && w.Told && !now.Before(w.Since.Add(t.weeks(Patience))) {
			out = append(out, Signal{
				ID: idOf(WishWaiting, string(w.ID), on(w.Since)), Kind: WishWaiting, Client: w.Client, Wish: w.ID, Since: w.Since,
			})
		}
	}
	return out
}

// capacityFull: somebody goes along with as many as they chose, and has for a while. That is
// their own choice and fine; somebody asks whether it still is.
func capacityFull(f Facts, t tuning, now time.Time) (out []Signal) {
	for _, n := range f.Networkers {
		if n.State != ActiveNetworker || n.Capacity < 1 || len(n.Places) < n.Capacity {
			continue
		}
		taken := slices.SortedFunc(slices.Values(n.Places), time.Time.Compare)
		since := taken[n.Capacity-1]
		if n.Since.After(since) {
			since = n.Since
		}
		if now.Before(since.Add(t.weeks(Patience))) {
			continue
		}
		out = append(out, Signal{ID: idOf(CapacityFull, string(n.Client), on(since)), Kind: CapacityFull, Client: n.Client, Since: since})
	}
	return out
}
