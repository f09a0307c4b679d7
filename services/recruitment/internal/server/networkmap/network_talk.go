package networkmap

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// sharedMap is nil when the caller, who reaches this client, may see their network map:
// the client themself always, staff unless the client took the yes back (N-17).
func sharedMap(ctx context.Context, tx *store.Tx, client domain.ClientID) error {
	if base.IsSelf(tx, client) {
		return nil
	}
	withdrawn, err := tx.MapWithdrawn(ctx, client)
	if err != nil {
		return err
	}
	return domain.MapShared(withdrawn)
}

// reachedMap gives the client's id, in stored form, when the caller reaches this
// client and may see their map.
func reachedMap(ctx context.Context, tx *store.Tx, named string) (domain.ClientID, error) {
	client, err := tx.ReachedClient(ctx, domain.ClientID(named))
	if err != nil {
		return "", err
	}
	return client, sharedMap(ctx, tx, client)
}

// ListNetworkTalks lists the talks of one client, newest first.
func (s *Server) ListNetworkTalks(ctx context.Context, req *pb.ListNetworkTalksRequest) (*pb.ListNetworkTalksResponse, error) {
	size := paging.Size(req.GetPageSize())
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	answer := &pb.ListNetworkTalksResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		client, err := reachedMap(ctx, tx, req.GetClientId())
		if err != nil {
			return err
		}
		found, err := tx.NetworkTalks(ctx, client, after, size+1)
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		tx.Touch(string(client))
		for _, t := range found {
			answer.Talks = append(answer.Talks, talkMessage(t))
		}
		if more {
			answer.NextPageToken = paging.Token(string(found[size-1].Record().ID))
		}
		return nil
	})
	return answer, err
}

// StartNetworkTalk begins a talk, or goes on with the one that is open: two half talks
// would each miss what was said in the other.
func (s *Server) StartNetworkTalk(ctx context.Context, req *pb.StartNetworkTalkRequest) (*pb.NetworkTalk, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.NetworkTalk, error) {
		client, err := reachedMap(ctx, tx, req.GetClientId())
		if err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		open, err := tx.OpenNetworkTalk(ctx, client)
		if err == nil {
			return talkMessage(open), nil
		}
		if fault.KindOf(err) != fault.KindNotFound {
			return nil, err
		}
		t, err := tx.AddNetworkTalk(ctx, domain.StartNetworkTalk(domain.NetworkTalkID(ids.New()), client, s.Moment()))
		if err != nil {
			return nil, err
		}
		return talkMessage(t), nil
	})
}

// AnswerNetworkTalk keeps the answers so far; a question left out keeps its answer.
func (s *Server) AnswerNetworkTalk(ctx context.Context, req *pb.AnswerNetworkTalkRequest) (*pb.NetworkTalk, error) {
	who, err := talkAnswer("talk.who_supports_me", req.GetTalk().GetWhoSupportsMe())
	if err != nil {
		return nil, err
	}
	mean, err := talkAnswer("talk.what_i_mean", req.GetTalk().GetWhatIMean())
	if err != nil {
		return nil, err
	}
	change := talkChange{id: req.GetTalk().GetId(), etag: req.GetTalk().GetEtag()}
	change.step = func(t domain.NetworkTalk) (domain.NetworkTalk, error) { return t.Answer(who, mean) }
	return s.changeTalk(ctx, req, change)
}

// CloseNetworkTalk closes the talk: both questions have an answer or "not now" (N-04).
func (s *Server) CloseNetworkTalk(ctx context.Context, req *pb.CloseNetworkTalkRequest) (*pb.NetworkTalk, error) {
	change := talkChange{id: req.GetId(), etag: req.GetEtag()}
	change.step = func(t domain.NetworkTalk) (domain.NetworkTalk, error) { return t.Close(s.Moment()) }
	return s.changeTalk(ctx, req, change)
}

// talkChange is one change of one talk.
type talkChange struct {
	id, etag string
	step     func(domain.NetworkTalk) (domain.NetworkTalk, error)
}

// changeTalk loads, lets the domain decide, and saves. A talk is told to nobody: it
// has no event.
func (s *Server) changeTalk(ctx context.Context, req once.Request, change talkChange) (*pb.NetworkTalk, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.NetworkTalk, error) {
		t, err := tx.NetworkTalkForUpdate(ctx, domain.NetworkTalkID(change.id))
		if err != nil {
			return nil, err
		}
		client := t.Record().Client
		if err := sharedMap(ctx, tx, client); err != nil {
			return nil, err
		}
		if err := t.Record().Version.Expect(change.etag); err != nil {
			return nil, err
		}
		if t, err = change.step(t); err != nil {
			return nil, err
		}
		if t, err = tx.SaveNetworkTalk(ctx, t); err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		return talkMessage(t), nil
	})
}

// talkAnswer is nil for a question that was left out.
func talkAnswer(path string, m *pb.TalkAnswer) (*domain.TalkAnswer, error) {
	if m == nil {
		return nil, nil
	}
	a, err := domain.NewTalkAnswer(path, m.GetWords(), m.GetNotNow())
	return &a, err
}

func talkMessage(t domain.NetworkTalk) *pb.NetworkTalk {
	r := t.Record()
	return &pb.NetworkTalk{
		Id: string(r.ID), Etag: r.Version.Etag(), ClientId: string(r.Client),
		WhoSupportsMe: &pb.TalkAnswer{Words: r.WhoSupportsMe.Words(), NotNow: r.WhoSupportsMe.NotNow()},
		WhatIMean:     &pb.TalkAnswer{Words: r.WhatIMean.Words(), NotNow: r.WhatIMean.NotNow()},
		Closed:        !r.Closed.IsZero(), CreateTime: wire.Stamp(r.Created), CloseTime: wire.Stamp(r.Closed),
	}
}
