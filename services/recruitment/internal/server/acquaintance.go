package server

import (
	"context"

	"google.golang.org/protobuf/proto"

	matchingpb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/store"
	cardstore "github.com/optrek/optrek/services/recruitment/internal/store/sharing"
)

// HandleMatching takes in what matching tells: who may know whose given name. An event
// of another kind is none of ours. The same event twice does no more than once.
func (s *Server) HandleMatching(ctx context.Context, tx *postgres.Tx, event proto.Message) error {
	if met, ok := event.(*matchingpb.RegionalMeetingChanged); ok {
		return s.Sharing.Met(ctx, cardstore.Of(&store.Tx{Tx: tx}), met)
	}
	match, ok := event.(*matchingpb.MatchChanged)
	if !ok {
		return nil
	}
	var knowing, people, left []domain.ClientID
	for _, p := range match.GetPeople() {
		client := domain.ClientID(p.GetClientId())
		if p.GetDeparted() { // goes on knowing whom they went about with, and nobody who came later
			left = append(left, client)
			continue
		}
		if !p.GetInvited() { // sees the others, who do not see them before a yes (M-17)
			people = append(people, client)
		}
		if p.GetMayKnow() && knownMatch(match.GetState()) {
			knowing = append(knowing, client)
		}
	}
	return (&store.Tx{Tx: tx}).SetAcquaintances(ctx, match.GetMatchId(), knowing, people, left)
}

// knownMatch says whether a match in this state is something its people may know of:
// an idea is its support workers' own, and a proposal that returned to nothing
// leaves no name behind. Whoever went about together goes on knowing each other.
func knownMatch(state matchingpb.Match_State) bool {
	return state != matchingpb.Match_STATE_UNSPECIFIED && state != matchingpb.Match_STATE_IDEA
}
