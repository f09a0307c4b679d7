package server

import (
	"context"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// ProposeMatch puts the question to the people, as long as each of them agrees to be
// looked for.
func (s *Server) ProposeMatch(ctx context.Context, req *pb.ProposeMatchRequest) (*pb.Match, error) {
	id := wire.ID[domain.MatchID](req.GetId())
	agreed, err := s.AgreedAmong(ctx, func(tx *store.Tx) ([]domain.ClientID, error) {
		idea, err := tx.Match(ctx, id)
		return idea.Clients(), err
	})
	if err != nil {
		return nil, err
	}
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		idea, err := tx.Match(ctx, id)
		if err != nil {
			return nil, err
		}
		// People before the match, as everywhere: see package store.
		if err := tx.HoldPeople(ctx, idea.Clients()...); err != nil {
			return nil, err
		}
		proposal := domain.Proposal{Making: wire.Word[domain.Making](req.GetMaking()), Reason: req.GetReason(),
			GuidanceNeeded: req.GetGuidanceNeeded()}
		return s.change(ctx, tx, req, plain(func(m domain.Match) (domain.Match, error) {
			return propose(ctx, tx, m, proposing{proposal, agreed, s.Now()})
		}))
	})
}

// proposing is what is asked of people, and who of them agrees to be looked for.
type proposing struct {
	proposal domain.Proposal
	agreed   map[domain.ClientID]bool
	now      time.Time
}

func propose(ctx context.Context, tx *store.Tx, m domain.Match, p proposing) (domain.Match, error) {
	circle, err := tx.Circle(ctx, m.Clients())
	if err != nil {
		return m, err
	}
	if p.proposal.Wish, err = tx.WishOf(ctx, m); err != nil {
		return m, err
	}
	proposed, err := m.Propose(p.proposal, circle.As(p.agreed), p.now)
	if err != nil {
		return m, err
	}
	if err := mayMeet(ctx, tx, m); err != nil {
		return m, err
	}
	return proposed, takePlaces(ctx, tx, m.Networkers())
}

// AnswerProposal records one person's answer: their own, or as they gave it to
// somebody who guides them. Whoever says the last yes when the last place was just taken
// has their yes kept, and is told so kindly.
func (s *Server) AnswerProposal(ctx context.Context, req *pb.AnswerProposalRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		voice, err := voiceOf(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		answer := wire.Word[domain.Answer](req.GetAnswer())
		waits := false
		out, err := s.change(ctx, tx, req, func(m domain.Match) (domain.Match, []domain.Rest, error) {
			after, err := m.Answered(voice, answer, s.Now())
			if err != nil {
				return m, nil, err
			}
			if after.State == domain.GettingAcquainted {
				if waits, err = full(takePlaces(ctx, tx, after.Networkers())); waits {
					after = after.Waiting()
				}
			}
			return after, m.RestAfter(voice.Client, answer, s.Now()), err
		})
		return noticed(out, waits, domain.PlaceTaken()), err
	})
}

// full says whether there is no place, which is no error here: the answer is kept.
func full(err error) (bool, error) {
	if domain.NoPlace(err) {
		return true, nil
	}
	return false, err
}

// noticed adds a kind word when something did not go as one might think.
func noticed(m *pb.Match, so bool, word domain.Sentence) *pb.Match {
	if m != nil && so {
		m.Notice = base.Sentence(word)
	}
	return m
}

// AgreeToGo records one person's own yes to go on together.
func (s *Server) AgreeToGo(ctx context.Context, req *pb.AgreeToGoRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		voice, err := voiceOf(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		return s.change(ctx, tx, req, plain(func(m domain.Match) (domain.Match, error) { return m.Agree(voice, s.Now()) }))
	})
}

// voiceOf says whose answer a request brings. Staff bring those of the people they
// guide, and nobody else's.
func voiceOf(ctx context.Context, tx *store.Tx, req interface {
	GetClientId() string
	GetSupportForm() pb.SupportForm
}) (domain.Voice, error) {
	client := wire.ID[domain.ClientID](req.GetClientId())
	if err := tx.Reach(ctx, client); err != nil {
		return domain.Voice{}, err
	}
	return domain.Voice{Client: client, Own: base.OwnID(tx) == client, Form: wire.Word[domain.Form](req.GetSupportForm())}, nil
}
