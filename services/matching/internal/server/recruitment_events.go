package server

import (
	"context"
	"slices"

	"github.com/optrek/optrek/services/internal/caseload"

	"google.golang.org/protobuf/proto"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// HandleRecruitment handles one event of recruitment's feed, in the transaction of its cursor:
// it takes effect once. Events are facts, so each handler may run again and ends the
// same. What it does not know it passes over.
func (s *Server) HandleRecruitment(ctx context.Context, inner *postgres.Tx, msg proto.Message) error {
	heard, err := store.Erasure().Hear(ctx, inner, msg, func(client string) error { return s.forget(ctx, inner, client) })
	if heard || err != nil {
		return err
	}
	tx := &store.Tx{Tx: inner}
	switch e := msg.(type) {
	case *recruitmentv1.ClientChanged:
		tx.Touch(e.GetClientId())
		return tx.SaveClient(ctx, domain.ClientID(e.GetClientId()), e.GetLocationId(), e.GetSupportWorkerIds())
	case *recruitmentv1.EmergencyAccessChanged:
		return caseload.SetEmergency(ctx, tx.Tx, caseload.Emergency{
			ID: e.GetEmergencyAccessId(), Client: e.GetClientId(), Worker: e.GetSupportWorkerId(), Until: e.GetUntil().AsTime(),
		})
	case *recruitmentv1.ClientLeft:
		return s.clientLeft(ctx, tx, domain.ClientID(e.GetClientId()))
	case *recruitmentv1.ProfileChanged:
		return s.profileChanged(ctx, tx, e)
	case *recruitmentv1.WishChanged:
		return s.wishChanged(ctx, tx, e)
	case *recruitmentv1.NetworkerChanged:
		return s.networkerChanged(ctx, tx, e)
	case *recruitmentv1.RegionalYesGone:
		return s.region.YesGone(ctx, tx, e)
	case *recruitmentv1.CardChanged:
		return s.region.CardChanged(ctx, tx, e)
	}
	return nil
}

// networkerChanged keeps where somebody is on the road of the role. Who stops is not
// asked any more what they would be asked as a networker.
func (s *Server) networkerChanged(ctx context.Context, tx *store.Tx, e *recruitmentv1.NetworkerChanged) error {
	n := domain.Networker{
		ID: domain.NetworkerID(e.GetNetworkerId()), Client: domain.ClientID(e.GetClientId()),
		State: wire.Word[string](e.GetState()), Capacity: int(e.GetCapacity()),
		Worker: domain.SupportWorkerID(e.GetSupportWorkerId()), LeadsGroup: e.GetLeadsGroup()}
	tx.Touch(e.GetClientId())
	if e.GetState() != recruitmentv1.Networker_STATE_STOPPED {
		return tx.SaveNetworker(ctx, n)
	}
	if err := tx.HoldPeople(ctx, n.Client); err != nil {
		return err
	}
	matches, err := tx.MatchesOf(ctx, n.Client)
	if err != nil {
		return err
	}
	led := slices.DeleteFunc(matches, func(m domain.Match) bool { return !m.Leads(n.Client) })
	if err := s.withdraw(ctx, tx, led, n.Client); err != nil {
		return err
	}
	return tx.SaveNetworker(ctx, n)
}

// clientLeft removes everything of somebody; their matches go on, end or vanish
// without them.
func (s *Server) clientLeft(ctx context.Context, tx *store.Tx, c domain.ClientID) error {
	tx.Touch(string(c))
	if err := s.region.Left(ctx, tx, c); err != nil {
		return err
	}
	if err := tx.HoldPeople(ctx, c); err != nil {
		return err
	}
	matches, err := tx.MatchesOf(ctx, c)
	if err != nil {
		return err
	}
	for _, m := range matches {
		if _, err := settle(ctx, tx, m, m.Without(c, s.Now()), nil); err != nil {
			return err
		}
	}
	return tx.RemoveClient(ctx, c)
}

// profileChanged keeps the profile while its consent holds. Withdrawn, it is
// forgotten, and nothing that was only a question goes on resting on it.
func (s *Server) profileChanged(ctx context.Context, tx *store.Tx, e *recruitmentv1.ProfileChanged) error {
	client := domain.ClientID(e.GetClientId())
	tx.Touch(string(client))
	if e.GetMayMatch() {
		p := e.GetProfile()
		return tx.SaveProfile(ctx, domain.Profile{Client: client,
			Interests: domain.FoldWords(p.GetInterests()), Talents: domain.FoldWords(p.GetTalents()), Dayparts: wire.Words(p.GetDayparts()),
			TravelKm: int(p.GetTravelKm()), Company: wire.Word[string](p.GetCompany()), Communication: wire.Word[string](p.GetCommunication()),
			Area: p.GetArea(), CouldMeanKnown: e.GetCouldMeanKnown()})
	}
	if err := s.region.NotLookedFor(ctx, tx, client); err != nil {
		return err
	}
	if err := tx.HoldPeople(ctx, client); err != nil {
		return err
	}
	if err := tx.ForgetProfile(ctx, client); err != nil {
		return err
	}
	matches, err := tx.MatchesOf(ctx, client)
	if err != nil {
		return err
	}
	return s.withdraw(ctx, tx, matches, client)
}

// wishChanged keeps what a wish is about. When it is let go, so is what was thought
// of for it.
func (s *Server) wishChanged(ctx context.Context, tx *store.Tx, e *recruitmentv1.WishChanged) error {
	tx.Touch(e.GetClientId())
	w := domain.Wish{ID: domain.WishID(e.GetWishId()), Client: domain.ClientID(e.GetClientId()),
		Kind: wire.Word[string](e.GetKind()), State: wire.Word[string](e.GetState()),
		Interests: domain.FoldWords(e.GetInterests()), Told: e.GetTold(), Since: wire.Time(e.GetToldTime())}
	if err := tx.SaveWish(ctx, w); err != nil {
		return err
	}
	if !w.Open() {
		if err := s.region.HideWish(ctx, tx, w.ID); err != nil {
			return err
		}
	}
	if e.GetState() != recruitmentv1.Wish_STATE_LET_GO {
		return nil
	}
	questions, err := tx.QuestionsOf(ctx, w.ID)
	if err != nil {
		return err
	}
	return s.withdraw(ctx, tx, questions, "")
}

// withdraw returns those that are still a question to nothing, and invitations of this
// person into the others.
func (s *Server) withdraw(ctx context.Context, tx *store.Tx, matches []domain.Match, asked domain.ClientID) error {
	for _, m := range matches {
		gone, ok := m.Withdrawn(s.Now())
		if !ok {
			gone = m.Uninvited(asked, s.Now())
		}
		if _, err := settle(ctx, tx, m, gone, nil); err != nil {
			return err
		}
	}
	return nil
}
