package plan

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/crowd"
	"github.com/optrek/optrek/services/matching/internal/domain/plan"
	"github.com/optrek/optrek/services/matching/internal/store"
)

const (
	// kept is for how long plans are kept: longer than what was set aside rests.
	kept = plan.Rest + 30*24*time.Hour
	// lookEvery is how often whoever makes a plan writes how far it is, and looks
	// whether somebody stopped it.
	lookEvery = 250 * time.Millisecond
	// perPart is how many ideas one transaction writes: a short one does not hold back
	// the change feed.
	perPart = 500
)

// errStopped is why the work on a plan ends when somebody stopped it.
var errStopped = errors.New("the plan was stopped")

// GoOn makes the plan that an organisation asked for, or that is due in the night. It may
// be cut off anywhere: then it, or another process, begins again from the beginning.
func (s *Server) GoOn(ctx context.Context, tenant string) error {
	p, found, err := s.begin(ctx, tenant)
	if err != nil || !found {
		return err
	}
	work, end := context.WithCancelCause(ctx)
	defer end(nil)
	at := &whereabouts{phase: plan.Looking}
	var watching sync.WaitGroup
	watching.Go(func() { s.watch(work, end, tenant, p.ID, at) })
	err = s.make(work, tenant, p, at)
	stopped := errors.Is(context.Cause(work), errStopped)
	end(nil)
	watching.Wait()
	if stopped {
		return s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error { return tx.DropPlanContents(ctx, p.ID) })
	}
	return err
}

// begin gives the plan that is to be made, if there is one, as begun once more.
func (s *Server) begin(ctx context.Context, tenant string) (p plan.Plan, found bool, err error) {
	err = s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
		now := s.Now()
		if err := tx.ForgetPlans(ctx, now.Add(-kept)); err != nil {
			return err
		}
		if p, found, err = tx.PlanRunning(ctx); err != nil {
			return err
		}
		if !found {
			if p, found, err = s.nightly(ctx, tx, now); err != nil || !found {
				return err
			}
		}
		p = p.Begin(now)
		found = p.State == plan.Running
		return errors.Join(tx.DropPlanContents(ctx, p.ID), tx.SavePlan(ctx, p))
	})
	return p, found, err
}

// nightly adds the plan of this night when it is due and there is anybody to plan for.
func (s *Server) nightly(ctx context.Context, tx *store.Tx, now time.Time) (plan.Plan, bool, error) {
	settings, err := tx.PlanSettings(ctx)
	if err != nil {
		return plan.Plan{}, false, err
	}
	last, err := tx.LastPlanBegan(ctx)
	if err != nil || !settings.NightlyDue(last.In(s.zone), now.In(s.zone)) {
		return plan.Plan{}, false, err
	}
	since, err := tx.ToldSince(ctx)
	if err != nil || len(since) == 0 {
		return plan.Plan{}, false, err
	}
	p, err := tx.AddPlan(ctx, plan.Make(plan.ID(ids.New()), settings.Care, true, now))
	return p, err == nil, err
}

// whereabouts is how far the work is, for whoever watches it.
type whereabouts struct {
	mu    sync.Mutex
	phase plan.Phase
	done  float64
}

func (w *whereabouts) set(phase plan.Phase, done float64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.phase, w.done = phase, done
}

func (w *whereabouts) get() (plan.Phase, float64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.phase, w.done
}

// watch writes now and then how far a plan is, and ends the work when it was stopped.
func (s *Server) watch(ctx context.Context, end context.CancelCauseFunc, tenant string, id plan.ID, at *whereabouts) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		phase, done := at.get()
		_ = s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error { // what is not written now is written the next time
			still, err := tx.PlanProgress(ctx, id, phase, float32(done))
			if err == nil && !still {
				end(errStopped)
			}
			return err
		})
	}
}

// looked is what a plan is made of: everybody as they are now, and the same in numbers.
type looked struct {
	crowd *crowd.Crowd
	plan  *plan.Crowd
}

// make looks, plans, checks and writes.
func (s *Server) make(ctx context.Context, tenant string, p plan.Plan, at *whereabouts) error {
	everybody, err := s.look(ctx, tenant, at)
	if err != nil {
		return err
	}
	lead, instead, err := s.solve(ctx, everybody.plan, p.Care, at)
	if err != nil {
		return err
	}
	at.set(plan.Writing, 0)
	o := plan.Explain(everybody.plan, p.Care, lead, instead)
	ideas, err := everybody.ideas(p.ID, o)
	if err != nil {
		return err
	}
	parts := &parts{server: s, tenant: tenant, at: at}
	if err := parts.write(ctx, ideas, everybody.groups(p.ID, o)); err != nil {
		return err
	}
	return s.finish(ctx, tenant, p.ID, o)
}

// look reads everybody and finds who could go along with whom.
func (s *Server) look(ctx context.Context, tenant string, at *whereabouts) (looked, error) {
	var all *crowd.Crowd
	var around store.AroundPlan
	err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) (err error) {
		now := s.Now()
		if all, err = tx.Crowd(ctx, now); err != nil {
			return err
		}
		around, err = tx.AroundPlan(ctx, now.Add(-plan.Rest))
		return err
	})
	if err != nil {
		return looked{}, err
	}
	for pair := range around.Aside {
		all.KeepApart(pair)
	}
	pairs := all.Pairs(func() bool { return ctx.Err() != nil }, func(done float64) { at.set(plan.Looking, done) })
	if pairs == nil {
		return looked{}, context.Cause(ctx)
	}
	return looked{crowd: all, plan: numbers(all, pairs, around, s.Now())}, nil
}

const day = 24 * time.Hour

// numbers puts everybody into arrays, with what is known around them.
func numbers(all *crowd.Crowd, pairs *crowd.Feasible, around store.AroundPlan, now time.Time) *plan.Crowd {
	c := &plan.Crowd{First: pairs.First, Lead: pairs.Networker, Fit: pairs.Fit}
	for _, w := range pairs.Clients {
		who, _ := all.Person(w.Client)
		person := plan.Person{Client: w.Client, Wish: w.Wish, Kind: who.Waiting.Kind, Interests: who.Waiting.Interests,
			Dayparts: who.Profile.Dayparts, Area: who.Profile.Area, Before: around.Before[w.Client]}
		if len(person.Interests) == 0 {
			person.Interests = who.Profile.Interests
		}
		if since, known := around.Since[w.Wish]; known {
			person.Waits = int32(max(0, min(now.Sub(since)/day, 10_000)))
		}
		c.People = append(c.People, person)
	}
	for _, n := range pairs.Networkers {
		who, _ := all.Person(n.Client)
		// Whoever is in an idea already keeps the place that was thought of for them.
		places := max(0, int(n.Places)-around.Thought[n.Client])
		c.Leads = append(c.Leads, plan.Lead{Client: n.Client, Places: places, Area: who.Profile.Area})
	}
	c.OneWay()
	return c
}

// ideas gives the ideas of a plan with their reasons.
func (l looked) ideas(id plan.ID, o plan.Outcome) ([]plan.Idea, error) {
	var ideas []plan.Idea
	for _, pair := range o.Ideas {
		client, lead := l.plan.People[pair.Person], l.plan.Leads[pair.Lead]
		words, could := l.crowd.Between(client.Client, lead.Client)
		if !could {
			return nil, errors.New("a plan has an idea for two who could not go together")
		}
		ideas = append(ideas, plan.Idea{ID: plan.IdeaID(ids.New()), Plan: id, Wish: client.Wish, Client: client.Client, Networker: lead.Client,
			Change: pair.Change, Said: plan.Said{Reasons: words.Reasons, TalkAbout: words.TalkAbout, WhyNotOther: pair.WhyNotOther, WhyChanged: pair.WhyChanged}})
	}
	return ideas, nil
}

// groups gives those who stay without.
func (l looked) groups(id plan.ID, o plan.Outcome) []store.PlanGroup {
	var groups []store.PlanGroup
	for _, g := range o.Groups {
		clients := make([]domain.ClientID, len(g.People))
		for i, n := range g.People {
			clients[i] = l.plan.People[n].Client
		}
		groups = append(groups, store.PlanGroup{ID: ids.New(), Plan: id, Clients: clients, People: len(clients),
			Said: store.GroupSaid{About: g.About, Why: g.Why, WouldHelp: g.WouldHelp}})
	}
	return groups
}

// parts writes part by part, and tells how far that is.
type parts struct {
	server   *Server
	tenant   string
	at       *whereabouts
	done, of int
}

// write keeps what the plan came down to, in short transactions. Nobody sees any of it
// before the plan is done.
func (w *parts) write(ctx context.Context, ideas []plan.Idea, groups []store.PlanGroup) error {
	w.of = (len(ideas)+perPart-1)/perPart + (len(groups)+perPart-1)/perPart
	for some := range slices.Chunk(ideas, perPart) {
		if err := w.part(ctx, func(tx *store.Tx) error { return tx.AddPlanIdeas(ctx, some) }); err != nil {
			return err
		}
	}
	for some := range slices.Chunk(groups, perPart) {
		if err := w.part(ctx, func(tx *store.Tx) error { return tx.AddPlanGroups(ctx, some) }); err != nil {
			return err
		}
	}
	return nil
}

func (w *parts) part(ctx context.Context, write func(*store.Tx) error) error {
	if err := context.Cause(ctx); err != nil {
		return err
	}
	err := w.server.Store.InTxAs(ctx, w.tenant, write)
	w.done++
	w.at.set(plan.Writing, float64(w.done)/float64(w.of))
	return err
}

// finish makes a plan done, unless somebody stopped it in the last moment. The ideas of
// the plans before it that nobody took up or put aside have had their time.
func (s *Server) finish(ctx context.Context, tenant string, id plan.ID, o plan.Outcome) error {
	return s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
		p, err := tx.PlanForChange(ctx, id)
		if err != nil {
			return err
		}
		if p.State != plan.Running {
			return tx.DropPlanContents(ctx, id)
		}
		return errors.Join(tx.SavePlan(ctx, p.Finish(o, s.Now())), tx.ExpireIdeas(ctx, id))
	})
}
