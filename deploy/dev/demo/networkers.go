package demo

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// networkers walks four people down the road, some of them not to its end: that is fine.
func (s *seeding) networkers(ctx context.Context) error {
	for _, part := range []part{leads, leadsToo} {
		if err := s.activeNetworker(ctx, s.organisation.is(part), 4); err != nil {
			return fmt.Errorf("networker: %w", err)
		}
	}
	if _, err := s.note(ctx, s.organisation.is(isThoughtOf)); err != nil {
		return fmt.Errorf("networker: %w", err)
	}
	approached, err := s.note(ctx, s.organisation.is(meets))
	if err != nil {
		return fmt.Errorf("networker: %w", err)
	}
	return s.networkerStep(ctx, approached, "approach", &recruitmentv1.ApproachNetworkerRequest{Etag: approached.GetEtag()})
}

func (s *seeding) note(ctx context.Context, p person) (*recruitmentv1.Networker, error) {
	var n recruitmentv1.Networker
	err := s.worker().Post(ctx, "/api/v1/networkers", &recruitmentv1.Networker{
		ClientId: s.clients[p.given], Source: recruitmentv1.Networker_SOURCE_OWN_KNOWLEDGE, Reason: "Legt makkelijk contact op de groep.",
	}, &n)
	return &n, err
}

func (s *seeding) networkerStep(ctx context.Context, n *recruitmentv1.Networker, verb string, request proto.Message) error {
	return s.worker().Post(ctx, "/api/v1/networkers/"+n.GetId()+":"+verb, request, n)
}

func (s *seeding) activeNetworker(ctx context.Context, p person, places int32) error {
	n, err := s.note(ctx, p)
	if err != nil {
		return err
	}
	if err := s.networkerStep(ctx, n, "approach", &recruitmentv1.ApproachNetworkerRequest{Etag: n.GetEtag()}); err != nil {
		return err
	}
	err = s.networkerStep(ctx, n, "converse", &recruitmentv1.RecordConversationRequest{Etag: n.GetEtag(), Conversation: &recruitmentv1.Conversation{
		OwnYes: true, OwnWords: "Ja, dat wil ik wel. Als het samen kan.", WantsToShare: recruitmentv1.Conversation_ANSWER_YES,
		AbleToShare: recruitmentv1.Conversation_ANSWER_A_BIT, NoteCommunicating: "Neemt de tijd voor een ander.",
		Experience: "Was vroeger zelf veel alleen en vond een weg.",
	}})
	if err != nil {
		return err
	}
	if err := s.networkerStep(ctx, n, "learn", &recruitmentv1.ChangeNetworkerStateRequest{Etag: n.GetEtag()}); err != nil {
		return err
	}
	return s.networkerStep(ctx, n, "activate", &recruitmentv1.ActivateNetworkerRequest{
		Etag: n.GetEtag(), Capacity: places, SupportWorkerId: s.workers[s.organisation.workers[0]],
		AgreedSupport: "Elke week even bellen, en meegaan als het spannend is.",
	})
}
