// Package demo fills a new Optrek with three made-up organisations that work
// together in a region. Everything goes through the public API, as the people
// themselves: what the rules forbid cannot be in the demo either.
package demo

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// Seed fills the Optrek at base (an http address), all organisations at once.
// It works on an empty Optrek only, and returns the first thing that went wrong.
func Seed(ctx context.Context, base string, log *slog.Logger) error {
	group, each := errgroup.WithContext(ctx)
	all := map[string]*seeding{}
	for _, organisation := range organisations() {
		s := &seeding{base: base, organisation: organisation, now: time.Now()}
		all[organisation.slug] = s
		group.Go(func() error {
			started := time.Now()
			if err := s.run(each); err != nil {
				return fmt.Errorf("demo data of %s: %w", organisation.name, err)
			}
			log.InfoContext(each, "demo data is there", "organisation", organisation.name, "took", time.Since(started).Round(time.Millisecond))
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	if err := across(ctx, all["dichterbij"], all["syndion"]); err != nil {
		return fmt.Errorf("demo data across organisations: %w", err)
	}
	return nil
}

// seeding is one organisation being filled.
type seeding struct {
	base         string
	organisation organisation
	now          time.Time
	signedIn     map[string]*apiclient.Client // subject → that person's own client
	workers      map[string]string            // subject → support worker id
	locations    map[string]string            // name → location id
	clients      map[string]string            // given name → client id
	wishes       map[string]string            // given name → wish id
	places       []*activityv1.Place
}

// run does the method's steps in their order.
func (s *seeding) run(ctx context.Context) error {
	steps := []func(context.Context) error{
		s.colleagues, s.rooms, s.team, s.people, s.logins, s.stories, s.maps, s.networkers, s.steps, s.outings, s.matches, s.groups, s.together, s.learning, s.leaving, s.record, s.plan,
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// colleagues signs everybody who works here in, which is how Optrek gets to know them.
func (s *seeding) colleagues(ctx context.Context) error {
	s.signedIn, s.workers = map[string]*apiclient.Client{}, map[string]string{}
	for _, subject := range s.organisation.staff() {
		if err := s.signIn(ctx, subject); err != nil {
			return err
		}
		var me recruitmentv1.Me
		if err := s.signedIn[subject].Get(ctx, "/api/v1/me", &me); err != nil {
			return err
		}
		s.workers[subject] = me.GetId()
	}
	return nil
}

// logins signs in the clients who have a card of their own.
func (s *seeding) logins(ctx context.Context) error {
	for _, p := range s.organisation.people {
		if p.subject == "" {
			continue
		}
		if err := s.signIn(ctx, p.subject); err != nil {
			return err
		}
	}
	return nil
}

func (s *seeding) signIn(ctx context.Context, subject string) error {
	c, err := apiclient.SignIn(ctx, s.base, s.organisation.slug, subject)
	s.signedIn[subject] = c
	return err
}

// coordinator makes locations and reaches everybody; worker is the first responsible of everybody in the demo.
func (s *seeding) coordinator() *apiclient.Client { return s.signedIn[s.organisation.coordinator] }
func (s *seeding) worker() *apiclient.Client      { return s.signedIn[s.organisation.workers[0]] }

// as gives the person's own client, or their support worker's when they have no card.
func (s *seeding) as(p person) (c *apiclient.Client, self bool) {
	if p.subject != "" {
		return s.signedIn[p.subject], true
	}
	return s.worker(), false
}

// soon repeats call until it succeeds: what one service just did, another hears a moment later.
func soon(ctx context.Context, call func() error) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		err := call()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-again.C:
		}
	}
}

// day gives a date some days from now, as the API writes it.
func (s *seeding) day(days int) string { return s.now.AddDate(0, 0, days).Format(time.DateOnly) }
