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
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
	"github.com/optrek/optrek/services/recruitment/internal/domain/template"
	mapstore "github.com/optrek/optrek/services/recruitment/internal/store/networkmap"
)

// ListNetworkTalks lists the talks of one client, newest first.
func (s *Server) ListNetworkTalks(ctx context.Context, req *pb.ListNetworkTalksRequest) (*pb.ListNetworkTalksResponse, error) {
	size := paging.Size(req.GetPageSize())
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	answer := &pb.ListNetworkTalksResponse{}
	err = mapstore.In(s.Store)(ctx, func(tx *mapstore.Tx) error {
		client, _, err := s.reachedMap(ctx, tx, req.GetClientId())
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
	return once.Do(ctx, mapstore.In(s.Store), req, func(tx *mapstore.Tx) (*pb.NetworkTalk, error) {
		client, _, err := s.reachedMap(ctx, tx, req.GetClientId())
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
		t, err := tx.AddNetworkTalk(ctx, networkmap.StartNetworkTalk(domain.NetworkTalkID(ids.New()), client, s.Moment()))
		if err != nil {
			return nil, err
		}
		return talkMessage(t), nil
	})
}

// AnswerNetworkTalk keeps the answers so far; a question left out keeps its answer. Tools,
// when there are any, are all that are in use now.
func (s *Server) AnswerNetworkTalk(ctx context.Context, req *pb.AnswerNetworkTalkRequest) (*pb.NetworkTalk, error) {
	who, err := talkAnswer("talk.who_supports_me", req.GetTalk().GetWhoSupportsMe())
	if err != nil {
		return nil, err
	}
	mean, err := talkAnswer("talk.what_i_mean", req.GetTalk().GetWhatIMean())
	if err != nil {
		return nil, err
	}
	tools, err := talkTools(req.GetTalk().GetTools())
	if err != nil {
		return nil, err
	}
	answers := networkmap.TalkAnswers{WhoSupportsMe: who, WhatIMean: mean, Tools: tools, Moment: req.GetTalk().GetMoment()}
	change := talkChange{id: req.GetTalk().GetId(), etag: req.GetTalk().GetEtag()}
	change.look = func(tx *mapstore.Tx) error { return knownTools(ctx, tx, tools) }
	change.step = func(t networkmap.NetworkTalk) (networkmap.NetworkTalk, error) { return t.Answer(answers) }
	return s.changeTalk(ctx, req, change)
}

// CloseNetworkTalk closes the talk: both questions have an answer or "not now" (N-04).
func (s *Server) CloseNetworkTalk(ctx context.Context, req *pb.CloseNetworkTalkRequest) (*pb.NetworkTalk, error) {
	change := talkChange{id: req.GetId(), etag: req.GetEtag()}
	change.step = func(t networkmap.NetworkTalk) (networkmap.NetworkTalk, error) { return t.Close(s.Moment()) }
	return s.changeTalk(ctx, req, change)
}

// talkChange is one change of one talk.
type talkChange struct {
	id, etag string
	look     func(*mapstore.Tx) error // what is to be looked up before; may be nil
	step     func(networkmap.NetworkTalk) (networkmap.NetworkTalk, error)
}

// changeTalk loads, lets the domain decide, and saves. A talk is told to nobody: it
// has no event.
func (s *Server) changeTalk(ctx context.Context, req once.Request, change talkChange) (*pb.NetworkTalk, error) {
	return once.Do(ctx, mapstore.In(s.Store), req, func(tx *mapstore.Tx) (*pb.NetworkTalk, error) {
		t, err := tx.NetworkTalkForUpdate(ctx, domain.NetworkTalkID(change.id))
		if err != nil {
			return nil, err
		}
		client := t.Record().Client
		if _, err := s.sharedMap(ctx, tx, client); err != nil {
			return nil, err
		}
		if err := t.Record().Version.Expect(change.etag); err != nil {
			return nil, err
		}
		if change.look != nil {
			if err := change.look(tx); err != nil {
				return nil, err
			}
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
func talkAnswer(path string, m *pb.TalkAnswer) (*networkmap.TalkAnswer, error) {
	if m == nil {
		return nil, nil
	}
	a, err := networkmap.NewTalkAnswer(path, m.GetWords(), m.GetNotNow())
	return &a, err
}

// talkTools are the tools that are in use; none is forced (N-19).
func talkTools(all []*pb.TalkTool) ([]networkmap.TalkTool, error) {
	out := make([]networkmap.TalkTool, len(all))
	for i, m := range all {
		out[i] = networkmap.TalkTool{Key: m.GetTemplateKey(), Version: int(m.GetTemplateVersion()), Answers: map[string]networkmap.TalkAnswer{}}
		for part, said := range m.GetAnswers() {
			a, err := networkmap.NewTalkAnswer("talk.tools", said.GetWords(), said.GetNotNow())
			if err != nil {
				return nil, err
			}
			out[i].Answers[part] = a
		}
	}
	return out, nil
}

// knownTools checks that every tool, and what it was asked by, is a template there is; one
// that is retired meanwhile still is.
func knownTools(ctx context.Context, tx *mapstore.Tx, tools []networkmap.TalkTool) error {
	for _, tool := range tools {
		template, err := tx.Template(ctx, template.TalkTool, tool.Key, tool.Version)
		if fault.KindOf(err) == fault.KindNotFound {
			return networkmap.NoSuchTool()
		}
		if err != nil {
			return err
		}
		if err := tool.Fits(template); err != nil {
			return err
		}
	}
	return nil
}

func toolMessages(all []networkmap.TalkTool) []*pb.TalkTool {
	out := make([]*pb.TalkTool, len(all))
	for i, tool := range all {
		out[i] = &pb.TalkTool{TemplateKey: tool.Key, TemplateVersion: int32(tool.Version), Answers: map[string]*pb.TalkAnswer{}}
		for part, a := range tool.Answers {
			out[i].Answers[part] = &pb.TalkAnswer{Words: a.Words(), NotNow: a.NotNow()}
		}
	}
	return out
}

func talkMessage(t networkmap.NetworkTalk) *pb.NetworkTalk {
	r := t.Record()
	return &pb.NetworkTalk{
		Id: string(r.ID), Etag: r.Version.Etag(), ClientId: string(r.Client),
		WhoSupportsMe: &pb.TalkAnswer{Words: r.WhoSupportsMe.Words(), NotNow: r.WhoSupportsMe.NotNow()},
		WhatIMean:     &pb.TalkAnswer{Words: r.WhatIMean.Words(), NotNow: r.WhatIMean.NotNow()},
		Tools:         toolMessages(r.Tools), Moment: r.Moment,
		Closed: !r.Closed.IsZero(), CreateTime: wire.Stamp(r.Created), CloseTime: wire.Stamp(r.Closed),
	}
}
