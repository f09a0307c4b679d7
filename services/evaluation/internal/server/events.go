package server

import (
	"context"

	"google.golang.org/protobuf/proto"

	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/signal"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/wire"
)

// HandleRecruitment takes in what recruitment tells: who there is, who guides them, and
// which wishes there are.
func (s *Server) HandleRecruitment(ctx context.Context, ptx *postgres.Tx, msg proto.Message) error {
	heard, err := store.Erasure().Hear(ctx, ptx, msg, func(client string) error { return forget(ctx, ptx, client) })
	if heard || err != nil {
		return err
	}
	tx := store.In(ptx)
	switch m := msg.(type) {
	case *recruitmentv1.ClientChanged:
		return clientChanged(ctx, tx, m)
	case *recruitmentv1.SupportWorkerChanged:
		return colleagueChanged(ctx, tx, m)
	case *recruitmentv1.EmergencyAccessChanged:
		return caseload.SetEmergency(ctx, tx.Tx, caseload.Emergency{
			ID: m.GetEmergencyAccessId(), Client: m.GetClientId(), Worker: m.GetSupportWorkerId(), Until: m.GetUntil().AsTime(),
		})
	case *recruitmentv1.ClientLeft:
		return clientLeft(ctx, tx, domain.ClientID(m.GetClientId()))
	case *recruitmentv1.WishChanged:
		return tx.SaveWish(ctx, signal.Wish{
			ID: domain.WishID(m.GetWishId()), Client: domain.ClientID(m.GetClientId()),
			State: wire.Word[string](m.GetState()), Told: m.GetTold(), Since: feed.Moment(ctx),
		})
	case *recruitmentv1.RestrictionChanged:
		tx.Touch(m.GetClientId())
		return tx.SaveRestricted(ctx, wire.ID[domain.ClientID](m.GetClientId()), m.GetRestricted())
	case *recruitmentv1.NetworkerChanged:
		return networkerChanged(ctx, tx, m)
	default:
		return nil // not for us
	}
}

// networkerChanged keeps how somebody is on the road of the role, and how full it is.
func networkerChanged(ctx context.Context, tx *store.Tx, m *recruitmentv1.NetworkerChanged) error {
	client, state := wire.ID[domain.ClientID](m.GetClientId()), wire.Word[string](m.GetState())
	if err := tx.SaveRoad(ctx, wire.ID[string](m.GetNetworkerId()), client, state); err != nil {
		return err
	}
	return tx.SaveNetworker(ctx, wire.ID[string](m.GetNetworkerId()), signal.Networker{
		Client: client, State: state, Capacity: int(m.GetCapacity()), Since: feed.Moment(ctx),
	})
}

// colleagueChanged notes who works here, and lets who left pass on what they carry.
func colleagueChanged(ctx context.Context, tx *store.Tx, m *recruitmentv1.SupportWorkerChanged) error {
	if err := tx.KnowColleagues(ctx, append(m.GetStandInIds(), m.GetSupportWorkerId())...); err != nil {
		return err
	}
	left := wire.ID[domain.SupportWorkerID](m.GetSupportWorkerId())
	if err := tx.SetAway(ctx, left, m.GetAway() || m.GetLeft()); err != nil {
		return err
	}
	standIns := m.GetStandInIds()
	if m.GetLeft() {
		standIns = nil // what they carried passes on for good, below
	}
	if err := tx.SaveStandIns(ctx, left, standIns); err != nil || !m.GetLeft() || feed.Replaying(ctx) {
		return err
	}
	found, err := tx.IntervisionsWith(ctx, left)
	if err != nil {
		return err
	}
	for _, v := range found {
		after, changed := domain.PassOn(v, left, wire.IDs[domain.SupportWorkerID](m.GetStandInIds()), feed.Moment(ctx))
		if !changed {
			continue
		}
		if _, err := tx.SaveIntervision(ctx, after); err != nil {
			return err
		}
	}
	return nil
}

func clientChanged(ctx context.Context, tx *store.Tx, m *recruitmentv1.ClientChanged) error {
	client := domain.ClientID(m.GetClientId())
	left, err := tx.HasLeft(ctx, client)
	if err != nil || left {
		return err
	}
	if err := tx.KnowClient(ctx, client, len(m.GetSupportWorkerIds()), feed.Moment(ctx)); err != nil {
		return err
	}
	if err := tx.SaveLocation(ctx, client, wire.ID[string](m.GetLocationId())); err != nil {
		return err
	}
	if err := tx.KnowOrganisation(ctx, feed.Moment(ctx)); err != nil {
		return err
	}
	if err := tx.KnowColleagues(ctx, m.GetSupportWorkerIds()...); err != nil {
		return err
	}
	return caseload.Set(ctx, tx.Tx, string(client), m.GetSupportWorkerIds())
}

func clientLeft(ctx context.Context, tx *store.Tx, client domain.ClientID) error {
	if err := caseload.Set(ctx, tx.Tx, string(client), nil); err != nil {
		return err
	}
	tx.Touch(string(client))
	return tx.ForgetClient(ctx, client, feed.Moment(ctx))
}

// HandleMatching takes in what matching tells: who is together, and when somebody is to look.
func (s *Server) HandleMatching(ctx context.Context, ptx *postgres.Tx, msg proto.Message) error {
	m, ok := msg.(*matchingv1.MatchChanged)
	if !ok {
		return nil // not for us
	}
	tx := store.In(ptx)
	match := matchOf(m)
	if match.State == domain.MatchNothing {
		if err := tx.SaveLeads(ctx, match.ID, nil); err != nil {
			return err
		}
		if err := dropPlanned(ctx, tx, match.ID); err != nil {
			return err
		}
		return tx.DeleteMatch(ctx, match.ID)
	}
	match, err := tx.SaveMatch(ctx, match, feed.Moment(ctx))
	if err != nil {
		return err
	}
	if err := tx.SaveLeads(ctx, match.ID, leadsOf(m)); err != nil {
		return err
	}
	return planLooksBack(ctx, tx, match)
}

// leadsOf gives who takes the lead as a networker.
func leadsOf(m *matchingv1.MatchChanged) (leads []domain.ClientID) {
	for _, p := range m.GetPeople() {
		if p.GetNetworker() && !p.GetInvited() && !p.GetDeparted() {
			leads = append(leads, wire.ID[domain.ClientID](p.GetClientId()))
		}
	}
	return leads
}

func matchOf(m *matchingv1.MatchChanged) domain.Match {
	match := domain.Match{
		ID: domain.MatchID(m.GetMatchId()), State: wire.Word[domain.MatchState](m.GetState()), Wish: domain.WishID(m.GetWishId()),
		PlanMade: m.GetPlanMade(), UnderWay: wire.Time(m.GetUnderWayTime()), PauseUntil: wire.Time(m.GetPauseUntil()),
	}
	for _, p := range m.GetPeople() {
		if p.GetInvited() {
			continue // not in it yet
		}
		match.People = append(match.People, domain.Person{
			Client: domain.ClientID(p.GetClientId()), MayKnow: p.GetMayKnow(),
			Review: wire.Time(p.GetReviewTime()), FollowUp: wire.Time(p.GetFollowUpTime()), Departed: p.GetDeparted(),
			Networker: p.GetNetworker(), Distance: wire.Word[domain.Distance](p.GetDistance()), Estimated: wire.Time(p.GetEstimateTime()), Answered: p.GetAnswered(),
		})
	}
	return match
}

func dropPlanned(ctx context.Context, tx *store.Tx, match domain.MatchID) error {
	if feed.Replaying(ctx) {
		return nil
	}
	return tx.DropPlanned(ctx, match)
}

// planLooksBack notes when people who are under way look back; who has ended does not.
func planLooksBack(ctx context.Context, tx *store.Tx, m domain.Match) error {
	if feed.Replaying(ctx) {
		return nil // they are our own, and stand as they were planned then
	}
	switch m.State {
	case domain.MatchClosing, domain.MatchClosed:
		return dropPlanned(ctx, tx, m.ID)
	case domain.MatchUnderWay:
	default:
		return nil
	}
	heard := feed.Moment(ctx)
	of, there, err := tx.MatchRhythm(ctx, m.ID)
	if err != nil {
		return err
	}
	if !there {
		now, _, err := tx.Rhythm(ctx)
		if err != nil {
			return err
		}
		of = domain.FirstRhythm(m, now, heard)
		if err := tx.SaveMatchRhythm(ctx, of); err != nil {
			return err
		}
	}
	asked, _, err := tx.NewestQuestions(ctx)
	if err != nil {
		return err
	}
	return tx.PlanMoments(ctx, map[domain.MatchID][]domain.Moment{m.ID: of.Plan(m, heard)}, asked.Version)
}

// HandleActivity takes in what activity tells: what people do together, and how it was
// for those who share it.
func (s *Server) HandleActivity(ctx context.Context, ptx *postgres.Tx, msg proto.Message) error {
	tx := store.In(ptx)
	switch m := msg.(type) {
	case *activityv1.ActivityChanged:
		a := signal.Activity{
			ID: domain.ActivityID(m.GetActivityId()), State: wire.Word[string](m.GetState()),
			Match: domain.MatchID(m.GetMatchId()), People: wire.IDs[domain.ClientID](m.GetClientIds()),
			Day: m.GetDay(), Proposer: domain.ClientID(m.GetProposedByClientId()),
		}
		if err := tx.SaveDay(ctx, a.ID, m.GetDay()); err != nil {
			return err
		}
		if a.State == "" {
			return tx.DeleteActivity(ctx, a.ID)
		}
		return tx.SaveActivity(ctx, a, feed.Moment(ctx))
	case *activityv1.HowWasItShared:
		mood := signal.Mood{
			Activity: domain.ActivityID(m.GetActivityId()), Match: domain.MatchID(m.GetMatchId()),
			Client: domain.ClientID(m.GetClientId()), At: feed.Moment(ctx),
		}
		if m.GetMood() != activityv1.HowWasIt_MOOD_SKIPPED {
			mood.Mood = wire.Word[string](m.GetMood())
		}
		return tx.SaveMood(ctx, mood)
	default:
		return nil // not for us
	}
}
