package demo

import (
	"context"
	"fmt"

	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
)

// groups makes a group that goes on: one left it and is still to be talked with, another
// is asked to come along. And two people who are never put together.
func (s *seeding) groups(ctx context.Context) error {
	id := func(p part) string { return s.clients[s.organisation.is(p).given] }
	var group matchingv1.Match
	err := s.worker().Post(ctx, "/api/v1/matches:spontaneous", &matchingv1.CreateSpontaneousMatchRequest{
		People:  []*matchingv1.NewPerson{{ClientId: id(isThoughtOf)}, {ClientId: id(rests)}, {ClientId: id(says)}},
		BeganAt: "De huiskamer, op een regenachtige middag", Doing: "Op dinsdag een spelletje doen.", Citizens: 1,
	}, &group)
	if err != nil {
		return fmt.Errorf("group: %w", err)
	}
	path := "/api/v1/matches/" + group.GetId()
	err = s.worker().Post(ctx, path+":invite", &matchingv1.InvitePersonRequest{
		Person: &matchingv1.NewPerson{ClientId: id(meets)}, Reason: "Jullie houden allemaal van spelletjes en muziek.", Etag: group.GetEtag(),
	}, &group)
	if err != nil {
		return fmt.Errorf("invitation: %w", err)
	}
	err = s.worker().Post(ctx, path+":leave", &matchingv1.LeaveMatchRequest{
		ClientId: id(says), SupportForm: matchingv1.SupportForm_SUPPORT_FORM_SPOKEN, PrivateReason: "Dinsdag is te druk.", Etag: group.GetEtag(),
	}, &group)
	if err != nil {
		return fmt.Errorf("leaving: %w", err)
	}
	apart := &matchingv1.AddExclusionRequest{ClientId: id(says), OtherClientId: id(arrives)}
	if err := s.worker().Post(ctx, "/api/v1/exclusions", apart, nil); err != nil {
		return fmt.Errorf("exclusion: %w", err)
	}
	return nil
}
