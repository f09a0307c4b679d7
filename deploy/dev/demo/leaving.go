package demo

import (
	"context"
	"fmt"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// leaving proposes that one person leaves care: nothing happens to them by it. And
// somebody else says what may be told of how they take part.
func (s *seeding) leaving(ctx context.Context) error {
	goes := s.clients[s.organisation.is(rests).given]
	if err := s.worker().Post(ctx, "/api/v1/clients/"+goes+":proposeLeaving", &recruitmentv1.ChangeLeavingRequest{}, nil); err != nil {
		return fmt.Errorf("leaving: %w", err)
	}
	p := s.organisation.is(goesOut)
	path := "/api/v1/clients/" + s.clients[p.given] + "/participation"
	draft := &recruitmentv1.Participation{
		SocialNetwork: "Mijn zus belt elke zondag. Ik ken mensen van de club.",
		Hobby:         "Ik hou van " + p.interests[0] + " en " + p.interests[1] + ".",
	}
	if err := s.worker().Patch(ctx, path, draft, draft); err != nil {
		return fmt.Errorf("participation: %w", err)
	}
	client, self := s.as(p)
	yes := &recruitmentv1.ApproveParticipationRequest{Etag: draft.GetEtag()}
	if !self {
		yes.Voice = "Las mee en zei: ja, zo is het."
	}
	if err := client.Post(ctx, path+":approve", yes, nil); err != nil {
		return fmt.Errorf("participation: %w", err)
	}
	return nil
}
