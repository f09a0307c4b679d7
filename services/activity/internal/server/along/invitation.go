package along

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/server/base"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
)

// ListInvitations lists questions the caller may know of, without those that lapsed.
func (s *Server) ListInvitations(ctx context.Context, req *pb.ListInvitationsRequest) (*pb.ListInvitationsResponse, error) {
	out := &pb.ListInvitationsResponse{}
	client := wire.ID[domain.ClientID](req.GetClientId())
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		if client != "" {
			if err := caseload.Require(ctx, tx.Tx, string(client)); err != nil {
				return err
			}
		}
		found, err := tx.Invitations(ctx, store.InvitationFilter{Activity: wire.ID[domain.ActivityID](req.GetActivityId()), Client: client})
		tx.Touch(string(client)) // also when there is nothing
		if err != nil {
			return err
		}
		out.Invitations, err = s.show(ctx, tx, found)
		return err
	})
	return out, err
}

// InviteToActivity asks somebody along.
func (s *Server) InviteToActivity(ctx context.Context, req *pb.InviteToActivityRequest) (*pb.Invitation, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Invitation, error) {
		client := wire.ID[domain.ClientID](req.GetClientId())
		a, err := tx.ActivityForUpdate(ctx, wire.ID[domain.ActivityID](req.GetActivityId()))
		if err != nil {
			return nil, err
		}
		by, err := tx.Circle(ctx, append(a.Clients(), client))
		if err != nil {
			return nil, err
		}
		before, err := tx.EarlierInvitation(ctx, a.ID, client)
		if err != nil {
			return nil, err
		}
		asked, isNew, err := domain.Ask(a, s.Question(tx, client, by), before, by)
		if err != nil {
			return nil, err
		}
		if isNew {
			if err := tx.SaveInvitation(ctx, asked); err != nil {
				return nil, err
			}
		}
		return s.showOne(ctx, tx, asked)
	})
}

// AnswerInvitation keeps a yes, a maybe or a no; a yes joins at once.
func (s *Server) AnswerInvitation(ctx context.Context, req *pb.AnswerInvitationRequest) (*pb.Invitation, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Invitation, error) {
		q, err := load(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		had := q.of.Has(q.asked.Client)
		asked, a, err := q.asked.Reply(q.of, wire.Word[domain.Answer](req.GetAnswer()), req.GetNoMore(), q.by, s.Now())
		if err != nil {
			return nil, err
		}
		if err := tx.SaveInvitation(ctx, asked); err != nil {
			return nil, err
		}
		if had != a.Has(asked.Client) || a.State == domain.NotHeld {
			tx.Touch(wire.Texts(a.Clients())...) // who goes, goes with one more or less
			if a, err = tx.SaveActivity(ctx, a); err != nil {
				return nil, err
			}
			if err := feed.Append(ctx, tx.Tx, base.Changed(a)); err != nil {
				return nil, err
			}
		}
		return s.showOne(ctx, tx, asked)
	})
}

// about is a request about the question to one person.
type about interface {
	GetActivityId() string
	GetClientId() string
}

// question is a question with what stands around it.
type question struct {
	asked domain.Invitation
	of    domain.Activity
	by    *domain.Circle
}

// load gives a question the caller may know of, with its activity, held until the
// transaction ends, and who is around it.
func load(ctx context.Context, tx *store.Tx, req about) (q question, err error) {
	id, client := wire.ID[domain.ActivityID](req.GetActivityId()), wire.ID[domain.ClientID](req.GetClientId())
	if q.asked, err = tx.Invitation(ctx, id, client); err != nil {
		return q, err
	}
	if q.of, err = tx.ActivityToJoin(ctx, id); err != nil {
		return q, err
	}
	q.by, err = tx.Circle(ctx, append(q.of.Clients(), client))
	return q, err
}

// WithdrawInvitation takes a question back: whoever may know of it may.
func (s *Server) WithdrawInvitation(ctx context.Context, req *pb.WithdrawInvitationRequest) (*pb.WithdrawInvitationResponse, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.WithdrawInvitationResponse, error) {
		q, err := load(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		tx.Touch(string(q.asked.Client))
		if q.asked.NoMore {
			return &pb.WithdrawInvitationResponse{}, nil // that wish stays, whoever takes the question back
		}
		return &pb.WithdrawInvitationResponse{}, tx.DeleteInvitation(ctx, q.asked.Activity, q.asked.Client)
	})
}

// LetGo removes the questions of one organisation that lapsed: what somebody answered to
// a day that is over is nobody's to look up.
func (s *Server) LetGo(ctx context.Context, tx *store.Tx) error {
	all, err := tx.AllInvitations(ctx)
	if err != nil {
		return err
	}
	activities, err := tx.ActivitiesAround(ctx, activitiesOf(all))
	if err != nil {
		return err
	}
	for _, i := range all {
		if !i.Lapsed(activities[i.Activity], s.Now()) {
			continue
		}
		if err := tx.DeleteInvitation(ctx, i.Activity, i.Client); err != nil {
			return err
		}
	}
	return nil
}

func activitiesOf(all []domain.Invitation) []domain.ActivityID {
	out := make([]domain.ActivityID, len(all))
	for i, one := range all {
		out[i] = one.Activity
	}
	return out
}

func (s *Server) showOne(ctx context.Context, tx *store.Tx, i domain.Invitation) (*pb.Invitation, error) {
	out, err := s.show(ctx, tx, []domain.Invitation{i})
	if err != nil || len(out) == 0 {
		return nil, err
	}
	return out[0], nil
}

// show is what the caller may know of questions that did not lapse.
func (s *Server) show(ctx context.Context, tx *store.Tx, all []domain.Invitation) ([]*pb.Invitation, error) {
	activities, err := tx.ActivitiesAround(ctx, activitiesOf(all))
	if err != nil {
		return nil, err
	}
	clubs, err := tx.IntroducedAt(ctx, activitiesOf(all))
	if err != nil {
		return nil, err
	}
	var people []domain.ClientID
	for _, i := range all {
		people = append(append(people, i.Client), activities[i.Activity].Clients()...)
	}
	by, err := tx.Circle(ctx, people)
	if err != nil {
		return nil, err
	}
	var out []*pb.Invitation
	for _, i := range all {
		a := activities[i.Activity]
		if i.Lapsed(a, s.Now()) {
			continue
		}
		known, more := a.KnownTo(i.Client, i.By.ID, by)
		shown, err := s.activities.Show(ctx, tx, known)
		if err != nil {
			return nil, err
		}
		tx.Touch(string(i.Client))
		m := message(i.SeenBy(by), shown[0])
		m.MorePeople, m.ToAClub = more, clubs[i.Activity]
		out = append(out, m)
	}
	return out, nil
}

func message(i domain.Invitation, a *pb.Activity) *pb.Invitation {
	return &pb.Invitation{
		ActivityId: string(i.Activity), ClientId: string(i.Client), AskedById: i.By.ID, AskedByStaff: i.By.Staff,
		Answer: wire.Value[pb.Invitation_Answer](i.Answer), NoMore: i.NoMore, AskTime: wire.Stamp(i.Asked), Activity: a,
	}
}
