package plan

import (
	"context"
	"slices"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/plan"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// ListPlanIdeas gives the ideas of a plan that the caller may see. Nobody is in them whose
// yes to being looked for does not stand at this moment.
func (s *Server) ListPlanIdeas(ctx context.Context, req *pb.ListPlanIdeasRequest) (*pb.ListPlanIdeasResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	asked := store.PlanIdeaList{Plan: wire.ID[plan.ID](req.GetPlanId()), State: wire.Word[plan.IdeaState](req.GetState()),
		Mine: req.GetMine(), After: plan.IdeaID(after), Limit: size + 1}
	var found []plan.Idea
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Plan(ctx, asked.Plan); err != nil {
			return err
		}
		found, err = tx.PlanIdeas(ctx, asked)
		return err
	})
	if err != nil {
		return nil, err
	}
	page, more := paging.Cut(found, size)
	out := &pb.ListPlanIdeasResponse{}
	if more {
		out.NextPageToken = paging.Token(string(page[size-1].ID))
	}
	var named []domain.ClientID
	for _, i := range page {
		named = append(named, i.People()...)
	}
	agreed, err := s.agreed(ctx, named)
	if err != nil {
		return nil, err
	}
	var shown []domain.ClientID
	for _, i := range page {
		if agreed[i.Client] && agreed[i.Networker] {
			out.Ideas = append(out.Ideas, ideaMessage(i))
			shown = append(shown, i.People()...)
		}
	}
	return out, s.saw(ctx, shown)
}

// askAtOnce is about how many people recruitment is asked at once.
const askAtOnce = 1000

// agreed says whose yes stands, each asked about once.
func (s *Server) agreed(ctx context.Context, people []domain.ClientID) (map[domain.ClientID]bool, error) {
	all := map[domain.ClientID]bool{}
	for some := range slices.Chunk(slices.Compact(slices.Sorted(slices.Values(people))), askAtOnce) {
		yes, err := s.Agreed(ctx, some)
		if err != nil {
			return nil, err
		}
		for c := range yes {
			all[c] = true
		}
	}
	return all, nil
}

// saw writes down who was in an answer: without that there is none.
func (s *Server) saw(ctx context.Context, people []domain.ClientID) error {
	return s.Store.InTx(ctx, func(tx *store.Tx) error {
		tx.Touch(wire.Texts(people)...)
		return nil
	})
}

// TakeUpIdea makes an idea of a plan an idea for a match, by the same door as any other.
// What it rests on is looked at again; when it no longer is so, the idea says that.
func (s *Server) TakeUpIdea(ctx context.Context, req *pb.PlanIdeaRequest) (*pb.PlanIdea, error) {
	id := wire.ID[plan.IdeaID](req.GetId())
	agreed, err := s.AgreedAmong(ctx, func(tx *store.Tx) ([]domain.ClientID, error) {
		i, err := tx.PlanIdea(ctx, id)
		return i.People(), err
	})
	if err != nil {
		return nil, err
	}
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.PlanIdea, error) {
		seen, err := tx.PlanIdea(ctx, id)
		if err != nil {
			return nil, err
		}
		if err := tx.HoldPeople(ctx, seen.People()...); err != nil { // before the idea: people are held first
			return nil, err
		}
		i, err := toChange(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		if err := i.MayTakeUp(); err != nil {
			return nil, err
		}
		match, err := s.takeUp(ctx, tx, i, agreed)
		why, expired := noLonger(err)
		switch {
		case expired:
			i = i.Expire(why, s.Now())
		case err != nil:
			return nil, err
		default:
			i = i.TakeUp(domain.MatchID(match.GetId()), s.Now())
		}
		i, err = tx.SavePlanIdea(ctx, i)
		return ideaMessage(i), err
	})
}

// takeUp goes by the door, when the networker has a place for it.
func (s *Server) takeUp(ctx context.Context, tx *store.Tx, i plan.Idea, agreed map[domain.ClientID]bool) (*pb.Match, error) {
	networker, standing, err := tx.HoldNetworker(ctx, i.Networker)
	if err != nil {
		return nil, err
	}
	if err := networker.TakeOn(standing); err != nil {
		return nil, err
	}
	return s.door(ctx, tx, base.Thought{Wish: i.Wish, Others: []domain.NewPerson{{Client: i.Networker, Networker: true}}, Agreed: agreed})
}

// noLonger says that err is about what an idea rests on, and in which words.
func noLonger(err error) (domain.Sentence, bool) {
	f, ok := fault.As(err)
	if !ok {
		return domain.Sentence{}, false
	}
	switch f.Kind { //nolint:exhaustive // all others are about this call, and may go well the next time
	case fault.KindConflict, fault.KindInvalid, fault.KindExists:
		return domain.Sentence{Code: f.Code, NL: f.Text.NL, EN: f.Text.EN}, true
	case fault.KindNotFound:
		return domain.Sentence{Code: "NO_LONGER_THERE", NL: "De wens is er niet meer, of iemand wil nu niet dat er gezocht wordt.",
			EN: "The wish is not there any more, or somebody does not want to be looked for now."}, true
	}
	return domain.Sentence{}, false
}

// SetAsideIdea puts an idea aside; the next plans rest these two for a while.
func (s *Server) SetAsideIdea(ctx context.Context, req *pb.PlanIdeaRequest) (*pb.PlanIdea, error) {
	return s.change(ctx, req, func(i plan.Idea) (plan.Idea, error) { return i.SetAside(s.Now()) })
}

// BringBackIdea is the undo of setting aside.
func (s *Server) BringBackIdea(ctx context.Context, req *pb.PlanIdeaRequest) (*pb.PlanIdea, error) {
	return s.change(ctx, req, func(i plan.Idea) (plan.Idea, error) { return i.BringBack(s.Now()) })
}

func (s *Server) change(ctx context.Context, req *pb.PlanIdeaRequest, decide func(plan.Idea) (plan.Idea, error)) (*pb.PlanIdea, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.PlanIdea, error) {
		i, err := toChange(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		if i, err = decide(i); err != nil {
			return nil, err
		}
		i, err = tx.SavePlanIdea(ctx, i)
		return ideaMessage(i), err
	})
}

// toChange gives an idea, held, if it is still as the caller saw it.
func toChange(ctx context.Context, tx *store.Tx, req *pb.PlanIdeaRequest) (plan.Idea, error) {
	i, err := tx.PlanIdeaForChange(ctx, wire.ID[plan.IdeaID](req.GetId()))
	if err != nil {
		return i, err
	}
	tx.Touch(wire.Texts(i.People())...)
	return i, i.Version.Expect(req.GetEtag())
}

func ideaMessage(i plan.Idea) *pb.PlanIdea {
	out := &pb.PlanIdea{
		Id: string(i.ID), PlanId: string(i.Plan), WishId: string(i.Wish), ClientId: string(i.Client), NetworkerClientId: string(i.Networker),
		State: wire.Value[pb.PlanIdea_State](i.State), Change: wire.Value[pb.PlanIdea_Change](i.Change), Reasons: base.Sentences(i.Said.Reasons),
		TalkAbout: base.Sentences(i.Said.TalkAbout), WhyNotOther: base.Sentences(i.Said.WhyNotOther), MatchId: string(i.Match), Etag: i.Version.Etag(),
	}
	if i.Said.WhyChanged != (domain.Sentence{}) {
		out.WhyChanged = base.Sentence(i.Said.WhyChanged)
	}
	return out
}
