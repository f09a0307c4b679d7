package server

import (
	"context"

	"google.golang.org/protobuf/proto"

	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/server/base"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/wire"
)

// HandleRecruitment takes in what recruitment tells: who there is, who guides them, and what they like.
func (s *Server) HandleRecruitment(ctx context.Context, ptx *postgres.Tx, msg proto.Message) error {
	heard, err := store.Erasure().Hear(ctx, ptx, msg, func(client string) error { return s.forget(ctx, ptx, client) })
	if heard || err != nil {
		return err
	}
	tx := store.In(ptx)
	switch m := msg.(type) {
	case *recruitmentv1.ClientChanged:
		return clientChanged(ctx, tx, m)
	case *recruitmentv1.ProfileChanged:
		return profileChanged(ctx, tx, m)
	case *recruitmentv1.EmergencyAccessChanged:
		return caseload.SetEmergency(ctx, tx.Tx, caseload.Emergency{
			ID: m.GetEmergencyAccessId(), Client: m.GetClientId(), Worker: m.GetSupportWorkerId(), Until: m.GetUntil().AsTime(),
		})
	case *recruitmentv1.ClientLeft:
		return s.clientLeft(ctx, tx, domain.ClientID(m.GetClientId()))
	default:
		return nil // not for us
	}
}

// HandleMatching takes in what matching tells: who is together.
func (s *Server) HandleMatching(ctx context.Context, ptx *postgres.Tx, msg proto.Message) error {
	m, ok := msg.(*matchingv1.MatchChanged)
	if !ok {
		return nil // not for us
	}
	tx := store.In(ptx)
	match := domain.Match{ID: domain.MatchID(m.GetMatchId()), State: wire.Word[domain.MatchState](m.GetState())}
	before, err := tx.Match(ctx, match.ID)
	if err != nil && fault.KindOf(err) != fault.KindNotFound {
		return err
	}
	if match.State == domain.MatchNothing {
		if err := tx.DeleteMatch(ctx, match.ID); err != nil {
			return err
		}
		return s.series.FollowMatch(ctx, tx, before, match)
	}
	for _, p := range m.GetPeople() {
		if p.GetInvited() || p.GetDeparted() {
			continue // not in it yet, or any more
		}
		match.People = append(match.People, domain.MatchPerson{Client: domain.ClientID(p.GetClientId()), MayKnow: p.GetMayKnow()})
	}
	if err := tx.SaveMatch(ctx, match); err != nil {
		return err
	}
	return s.series.FollowMatch(ctx, tx, before, match)
}

func clientChanged(ctx context.Context, tx *store.Tx, m *recruitmentv1.ClientChanged) error {
	client := domain.ClientID(m.GetClientId())
	left, err := tx.HasLeft(ctx, client)
	if err != nil || left {
		return err
	}
	if err := tx.KnowClient(ctx, client, m.GetLocationId()); err != nil {
		return err
	}
	return caseload.Set(ctx, tx.Tx, string(client), m.GetSupportWorkerIds())
}

// profileChanged keeps what somebody likes, for ideas, while they let themselves be
// looked for; taken back, it is forgotten.
func profileChanged(ctx context.Context, tx *store.Tx, m *recruitmentv1.ProfileChanged) error {
	client := domain.ClientID(m.GetClientId())
	left, err := tx.HasLeft(ctx, client)
	if err != nil {
		return err
	}
	tx.Touch(string(client))
	if left || !m.GetMayMatch() {
		return tx.ForgetLikes(ctx, client)
	}
	words := []string{}
	for _, word := range m.GetProfile().GetInterests() {
		words = append(words, domain.Fold(word))
	}
	return tx.SaveLikes(ctx, client, words)
}

// clientLeft removes everything about a client. What they did with others stays, without them.
func (s *Server) clientLeft(ctx context.Context, tx *store.Tx, client domain.ClientID) error {
	theirs, err := tx.ActivitiesOf(ctx, client)
	if err != nil {
		return err
	}
	for _, a := range theirs {
		if err := s.withoutClient(ctx, tx, a, client); err != nil {
			return err
		}
	}
	if err := s.series.Forget(ctx, tx, client); err != nil {
		return err
	}
	if err := caseload.Set(ctx, tx.Tx, string(client), nil); err != nil {
		return err
	}
	tx.Touch(string(client))
	return tx.ForgetClient(ctx, client, s.Now())
}

func (s *Server) withoutClient(ctx context.Context, tx *store.Tx, a domain.Activity, client domain.ClientID) error {
	rest, gone := a.WithoutClient(client, s.Now())
	if gone {
		if err := tx.DeleteActivity(ctx, a.ID); err != nil {
			return err
		}
		return feed.Append(ctx, tx.Tx, &activityv1.ActivityChanged{ActivityId: string(a.ID)})
	}
	rest, err := tx.SaveActivity(ctx, rest)
	if err != nil {
		return err
	}
	return feed.Append(ctx, tx.Tx, base.Changed(rest))
}
