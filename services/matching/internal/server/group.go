package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// LeaveMatch lets one person leave and the others go on; of two it is the ending.
func (s *Server) LeaveMatch(ctx context.Context, req *pb.LeaveMatchRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		client, own := wire.ID[domain.ClientID](req.GetClientId()), base.OwnID(tx)
		if err := tx.Reach(ctx, client); err != nil {
			return nil, err
		}
		leaving := domain.Leaving{Client: client, Form: wire.Word[domain.Form](req.GetSupportForm()), Reason: req.GetPrivateReason()}
		if own == "" {
			return s.leave(ctx, tx, req, leaving)
		}
		leaving.Form = domain.Self
		return s.leave(ctx, tx, always(req.GetId()), leaving)
	})
}

func (s *Server) leave(ctx context.Context, tx *store.Tx, req target, l domain.Leaving) (*pb.Match, error) {
	return s.changeBy(ctx, tx, req, func(m domain.Match) (domain.Match, []domain.Rest, error) {
		var rests []domain.Rest
		if m.PartOf(l.Client) != domain.HasLeft {
			rests = m.RestAfter(l.Client, domain.No, s.Now())
		}
		after, err := m.Leave(l, s.Now())
		return after, rests, err
	})
}

// InvitePerson asks one more person into a group: somebody who agrees to be looked for,
// and whom nothing keeps from the others.
func (s *Server) InvitePerson(ctx context.Context, req *pb.InvitePersonRequest) (*pb.Match, error) {
	person := newPeople([]*pb.NewPerson{req.GetPerson()})[0]
	id := wire.ID[domain.MatchID](req.GetId())
	agreed, err := s.AgreedAmong(ctx, func(tx *store.Tx) ([]domain.ClientID, error) {
		_, err := tx.Match(ctx, id)
		return []domain.ClientID{person.Client}, err
	})
	if err != nil {
		return nil, err
	}
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		group, err := tx.Match(ctx, id)
		if err != nil {
			return nil, err
		}
		if err := tx.HoldPeople(ctx, append(group.Clients(), person.Client)...); err != nil {
			return nil, err
		}
		if err := tx.Find(ctx, []domain.ClientID{person.Client}, agreed); err != nil {
			return nil, err
		}
		return s.change(ctx, tx, req, plain(func(m domain.Match) (domain.Match, error) {
			return invite(ctx, tx, m, inviting{domain.Invitation{Person: person, Reason: req.GetReason()}, agreed, s})
		}))
	})
}

// inviting is who is asked and why, and whether they agree to be looked for.
type inviting struct {
	domain.Invitation
	agreed map[domain.ClientID]bool
	server *Server
}

func invite(ctx context.Context, tx *store.Tx, m domain.Match, in inviting) (domain.Match, error) {
	if in.Person.Networker {
		if err := takePlaces(ctx, tx, []domain.ClientID{in.Person.Client}); err != nil {
			return m, err
		}
	}
	circle, err := tx.Circle(ctx, append(m.Clients(), in.Person.Client))
	if err != nil {
		return m, err
	}
	after, err := m.Invite(in.Invitation, circle.As(in.agreed), in.server.Now())
	if err != nil {
		return m, err
	}
	excluded, err := tx.Excluded(ctx, append(m.Clients(), in.Person.Client))
	if err != nil {
		return m, err
	}
	return after, domain.Apart(excluded)
}

// AnswerInvitation records that person's own answer. They come in when they said yes, and
// when there is a place if they are to take the lead.
func (s *Server) AnswerInvitation(ctx context.Context, req *pb.AnswerProposalRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		voice, err := voiceOf(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		answer := wire.Word[domain.Answer](req.GetAnswer())
		waits := false
		out, err := s.changeBy(ctx, tx, req, func(m domain.Match) (domain.Match, []domain.Rest, error) {
			if answer == domain.Yes && m.Leads(voice.Client) {
				if waits, err = full(takePlaces(ctx, tx, []domain.ClientID{voice.Client})); err != nil {
					return m, nil, err
				}
			}
			after, err := m.AnsweredInvitation(voice, answer, !waits, s.Now())
			return after, m.RestAfter(voice.Client, answer, s.Now()), err
		})
		return noticed(out, waits, domain.PlaceTaken()), err
	})
}
