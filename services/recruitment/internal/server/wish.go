package server

import (
	"context"
	"time"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// ListWishes lists the wishes of one client, or of everybody the caller reaches,
// newest first.
func (s *Server) ListWishes(ctx context.Context, req *pb.ListWishesRequest) (*pb.ListWishesResponse, error) {
	size := paging.Size(req.GetPageSize())
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	answer := &pb.ListWishesResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		client, err := base.ReachedIfNamed(ctx, tx, req.GetClientId())
		if err != nil {
			return err
		}
		found, err := tx.Wishes(ctx, store.WishFilter{
			Client: client, State: domain.WishState(wire.Word[string](req.GetState())), After: after, Limit: size + 1,
		})
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		tx.Touch()
		for _, w := range found {
			tx.Touch(string(w.Record().Client))
			answer.Wishes = append(answer.Wishes, wishMessage(w))
		}
		if more {
			answer.NextPageToken = paging.Token(string(found[size-1].Record().ID))
		}
		return nil
	})
	return answer, err
}

// GetWish gives one wish.
func (s *Server) GetWish(ctx context.Context, req *pb.GetWishRequest) (*pb.Wish, error) {
	var answer *pb.Wish
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		w, err := tx.Wish(ctx, domain.WishID(req.GetId()))
		if err != nil {
			return err
		}
		tx.Touch(string(w.Record().Client))
		answer = wishMessage(w)
		return nil
	})
	return answer, err
}

// CreateWish records a wish. A client who names nobody tells their own.
func (s *Server) CreateWish(ctx context.Context, req *pb.CreateWishRequest) (*pb.Wish, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Wish, error) {
		client, err := base.AboutWhom(ctx, tx, req.GetWish().GetClientId(), "wish.client_id")
		if err != nil {
			return nil, err
		}
		w, err := domain.NewWish(domain.WishID(ids.New()), client, wishTelling(req.GetWish()), s.Moment())
		if err != nil {
			return nil, err
		}
		if w, err = tx.AddWish(ctx, w); err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		return wishMessage(w), feed.Append(ctx, tx.Tx, wishChanged(w))
	})
}

// UpdateWish changes what is told of a wish; its state has calls of its own.
func (s *Server) UpdateWish(ctx context.Context, req *pb.UpdateWishRequest) (*pb.Wish, error) {
	writes, err := wire.Fixed{"client_id", "state"}.Masked(req.GetUpdateMask(), req.GetWish(),
		"kind", "own_words", "picture", "going_on", "strategy", "interests", "skill")
	if err != nil {
		return nil, err
	}
	change := wishChange{id: req.GetWish().GetId(), etag: req.GetWish().GetEtag()}
	change.step = func(w domain.Wish, now time.Time) (domain.Wish, error) {
		return w.Tell(mergeWish(w.Record().WishTelling, wishTelling(req.GetWish()), writes), now)
	}
	return s.changeWish(ctx, req, change)
}

func mergeWish(told, anew domain.WishTelling, writes func(string) bool) domain.WishTelling {
	base.Set(writes("kind"), &told.Kind, anew.Kind)
	base.Set(writes("own_words"), &told.OwnWords, anew.OwnWords)
	base.Set(writes("picture"), &told.Picture, anew.Picture)
	base.Set(writes("going_on"), &told.GoingOn, anew.GoingOn)
	base.Set(writes("strategy"), &told.Strategy, anew.Strategy)
	base.Set(writes("interests"), &told.Interests, anew.Interests)
	base.Set(writes("skill"), &told.Skill, anew.Skill)
	return told
}

// TakeUpWish says that we are going to look together.
func (s *Server) TakeUpWish(ctx context.Context, req *pb.ChangeWishStateRequest) (*pb.Wish, error) {
	return s.changeWish(ctx, req, wishChange{req.GetId(), req.GetEtag(), domain.Wish.TakeUp})
}

// FulfilWish says that the wish came true.
func (s *Server) FulfilWish(ctx context.Context, req *pb.ChangeWishStateRequest) (*pb.Wish, error) {
	return s.changeWish(ctx, req, wishChange{req.GetId(), req.GetEtag(), domain.Wish.Fulfil})
}

// LetGoWish lets the wish go. The client's own word asks for no etag: it holds whatever
// somebody else changed meanwhile.
func (s *Server) LetGoWish(ctx context.Context, req *pb.ChangeWishStateRequest) (*pb.Wish, error) {
	etag := req.GetEtag()
	if caller, _ := authn.From(ctx); caller.IsClient() {
		etag = ""
	}
	return s.changeWish(ctx, req, wishChange{req.GetId(), etag, domain.Wish.LetGo})
}

// ReopenWish opens the wish again.
func (s *Server) ReopenWish(ctx context.Context, req *pb.ChangeWishStateRequest) (*pb.Wish, error) {
	return s.changeWish(ctx, req, wishChange{req.GetId(), req.GetEtag(), domain.Wish.Reopen})
}

// wishChange is one change of one wish.
type wishChange struct {
	id, etag string
	step     func(domain.Wish, time.Time) (domain.Wish, error)
}

// changeWish loads, lets the domain decide, saves, and tells the others when there is
// something for them to know: a change of words only is none of their business.
func (s *Server) changeWish(ctx context.Context, req once.Request, change wishChange) (*pb.Wish, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Wish, error) {
		before, err := tx.WishForUpdate(ctx, domain.WishID(change.id))
		if err != nil {
			return nil, err
		}
		if err := before.Record().Version.Expect(change.etag); err != nil {
			return nil, err
		}
		w, err := change.step(before, s.Moment())
		if err != nil {
			return nil, err
		}
		if w, err = tx.SaveWish(ctx, w); err != nil {
			return nil, err
		}
		tx.Touch(string(w.Record().Client))
		if news := wishChanged(w); !proto.Equal(news, wishChanged(before)) {
			err = feed.Append(ctx, tx.Tx, news)
		}
		return wishMessage(w), err
	})
}

func wishTelling(m *pb.Wish) domain.WishTelling {
	return domain.WishTelling{
		Kind: domain.WishKind(wire.Word[string](m.GetKind())), OwnWords: m.GetOwnWords(), Picture: m.GetPicture(),
		GoingOn: m.GetGoingOn(), Strategy: m.GetStrategy(), Interests: m.GetInterests(),
		Skill: m.GetSkill(),
	}
}

func wishMessage(w domain.Wish) *pb.Wish {
	r := w.Record()
	return &pb.Wish{
		Id: string(r.ID), Etag: r.Version.Etag(), ClientId: string(r.Client),
		Kind:  wire.Value[pb.Wish_Kind](r.Kind),
		State: wire.Value[pb.Wish_State](r.State), OwnWords: r.OwnWords, Picture: r.Picture,
		GoingOn: r.GoingOn, Strategy: r.Strategy, Interests: r.Interests, Skill: r.Skill,
		CreateTime: wire.Stamp(r.Created), UpdateTime: wire.Stamp(r.Updated),
	}
}

// wishChanged is what the others may know of a wish: no words but the interests.
func wishChanged(w domain.Wish) *pb.WishChanged {
	r := w.Record()
	return &pb.WishChanged{
		WishId: string(r.ID), ClientId: string(r.Client),
		Kind:  wire.Value[pb.Wish_Kind](r.Kind),
		State: wire.Value[pb.Wish_State](r.State), Interests: r.Interests,
		Told: r.OwnWords != "" || r.Picture != "", ToldTime: wire.Stamp(r.Created),
	}
}
