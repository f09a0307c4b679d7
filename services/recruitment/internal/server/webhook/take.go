package webhook

import (
	"context"

	"google.golang.org/protobuf/proto"

	activitypb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	evaluationpb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingpb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain/webhook"
	whole "github.com/optrek/optrek/services/recruitment/internal/store"
	store "github.com/optrek/optrek/services/recruitment/internal/store/webhook"
)

// Take takes in what a feed tells, recruitment's own among them: not from the transaction
// that makes it true, but as everybody else reads it, in the order of commits.
func (s *Server) Take(ctx context.Context, ptx *postgres.Tx, event proto.Message) error {
	tx := store.Of(&whole.Tx{Tx: ptx})
	switch m := event.(type) {
	case *pb.ClientChanged:
		known, err := tx.NotErased(ctx, []string{m.GetClientId()})
		if err != nil || len(known) == 0 {
			return err
		}
		return s.tell(ctx, tx, store.Happened{Kind: webhook.ClientChanged, Subject: m.GetClientId(), Clients: known})
	case *pb.ClientLeft:
		return s.tell(ctx, tx, store.Happened{Kind: webhook.ClientLeft, Subject: m.GetClientId()})
	case *pb.ClientErased:
		return s.tell(ctx, tx, store.Happened{Kind: webhook.ClientLeft, Subject: m.GetClientId()})
	case *matchingpb.MatchChanged:
		return s.match(ctx, tx, m)
	case *activitypb.ActivityChanged:
		return s.activity(ctx, tx, m)
	case *evaluationpb.InterimEvaluationClosed:
		match, err := tx.Subject(ctx, m.GetMatchId())
		if err != nil {
			return err
		}
		return s.tell(ctx, tx, store.Happened{Kind: webhook.LookedBack, Subject: m.GetInterimEvaluationId(), Clients: match.Clients})
	}
	return nil // not for others' systems
}

func (s *Server) tell(ctx context.Context, tx *store.Tx, h store.Happened) error {
	h.At = feed.Moment(ctx)
	waits, err := tx.Tell(ctx, h, s.Moment())
	if waits {
		s.wake()
	}
	return err
}

// match keeps how a match is, and tells what became of it. Who was asked into it and did not
// say yes is nobody's business outside (M-17).
func (s *Server) match(ctx context.Context, tx *store.Tx, m *matchingpb.MatchChanged) error {
	before, err := tx.Subject(ctx, m.GetMatchId())
	if err != nil {
		return err
	}
	now := store.Subject{State: wire.Word[string](m.GetState())}
	for _, p := range m.GetPeople() {
		if !p.GetInvited() && !p.GetDeparted() {
			now.Clients = append(now.Clients, p.GetClientId())
		}
	}
	if now.Clients, err = tx.NotErased(ctx, now.Clients); err != nil {
		return err
	}
	// An interim evaluation may be closed after the match: its people stay known.
	if err := tx.SetSubject(ctx, m.GetMatchId(), now); err != nil {
		return err
	}
	kind, told := webhook.Match(before.State, now.State)
	if !told {
		return nil
	}
	return s.tell(ctx, tx, store.Happened{Kind: kind, Subject: m.GetMatchId(), Clients: now.Clients})
}

func (s *Server) activity(ctx context.Context, tx *store.Tx, m *activitypb.ActivityChanged) error {
	before, err := tx.Subject(ctx, m.GetActivityId())
	if err != nil {
		return err
	}
	clients, err := tx.NotErased(ctx, m.GetClientIds())
	if err != nil {
		return err
	}
	now := store.Subject{State: wire.Word[string](m.GetState()), Day: m.GetDay(), Clients: clients}
	kept := now
	if m.GetState() == activitypb.Activity_STATE_NOT_HELD {
		kept.State = "" // it leaves no mark
	}
	if err := tx.SetSubject(ctx, m.GetActivityId(), kept); err != nil {
		return err
	}
	kind, told := webhook.Activity(webhook.Going{State: before.State, Day: before.Day}, webhook.Going{State: now.State, Day: now.Day})
	if !told {
		return nil
	}
	about := now.Clients
	if kind == webhook.ActivityOff && len(about) == 0 {
		about = before.Clients
	}
	return s.tell(ctx, tx, store.Happened{Kind: kind, Subject: m.GetActivityId(), Clients: about})
}
