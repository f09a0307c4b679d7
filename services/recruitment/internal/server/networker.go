package server

import (
	"context"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// ListNetworkers lists the networkers whose clients the caller reaches, newest first.
func (s *Server) ListNetworkers(ctx context.Context, req *pb.ListNetworkersRequest) (*pb.ListNetworkersResponse, error) {
	size := paging.Size(req.GetPageSize())
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	answer := &pb.ListNetworkersResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		client, err := base.ReachedIfNamed(ctx, tx, req.GetClientId())
		if err != nil {
			return err
		}
		found, err := tx.Networkers(ctx, store.NetworkerFilter{
			Client: client, State: domain.NetworkerState(wire.Word[string](req.GetState())), After: after, Limit: size + 1,
		})
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		tx.Touch()
		for _, n := range found {
			tx.Touch(string(n.Record().Client))
			answer.Networkers = append(answer.Networkers, networkerMessage(n))
		}
		if more {
			answer.NextPageToken = paging.Token(string(found[size-1].Record().ID))
		}
		return nil
	})
	return answer, err
}

// GetNetworker gives one networker.
func (s *Server) GetNetworker(ctx context.Context, req *pb.GetNetworkerRequest) (*pb.Networker, error) {
	var answer *pb.Networker
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		n, err := tx.Networker(ctx, domain.NetworkerID(req.GetId()))
		if err != nil {
			return err
		}
		tx.Touch(string(n.Record().Client))
		answer = networkerMessage(n)
		return nil
	})
	return answer, err
}

// NoteNetworker notes that somebody might be a networker. A client who names
// nobody signs up themself.
func (s *Server) NoteNetworker(ctx context.Context, req *pb.NoteNetworkerRequest) (*pb.Networker, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Networker, error) {
		client, err := base.AboutWhom(ctx, tx, req.GetNetworker().GetClientId(), "networker.client_id")
		if err != nil {
			return nil, err
		}
		note := domain.NetworkerNote{
			Source: domain.NetworkerSource(wire.Word[string](req.GetNetworker().GetSource())),
			Reason: req.GetNetworker().GetReason(),
		}
		n, err := s.note(ctx, tx, client, note)
		if err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		return networkerMessage(n), feed.Append(ctx, tx.Tx, networkerChanged(n))
	})
}

// note keeps a note, or makes an idea that nobody asked about yet the client's own: they
// cannot see it, and their own yes is not to be lost behind it.
func (s *Server) note(ctx context.Context, tx *store.Tx, client domain.ClientID, note domain.NetworkerNote) (domain.Networker, error) {
	by := voice(tx, client)
	if by == domain.VoiceSelf {
		idea, err := tx.IdeaOf(ctx, client)
		if err == nil {
			if idea, err = idea.SignUp(note, s.Moment()); err != nil {
				return idea, err
			}
			return tx.SaveNetworker(ctx, idea)
		}
		if fault.KindOf(err) != fault.KindNotFound {
			return idea, err
		}
	}
	n, err := domain.NoteNetworker(domain.NetworkerID(ids.New()), client, note, by, s.Moment())
	if err != nil {
		return n, err
	}
	return tx.AddNetworker(ctx, n)
}

// ApproachNetworker says that a named support worker asked in person; the
// caller, when nobody is named.
func (s *Server) ApproachNetworker(ctx context.Context, req *pb.ApproachNetworkerRequest) (*pb.Networker, error) {
	return s.changeNetworker(ctx, req, networkerChange{req.GetId(), req.GetEtag(),
		func(tx *store.Tx, n domain.Networker, now time.Time) (domain.Networker, error) {
			by := domain.SupportWorkerID(req.GetSupportWorkerId())
			if by == "" {
				by = domain.SupportWorkerID(tx.Caller.Person)
			}
			return n.Approach(by, now)
		}})
}

// RecordConversation records the conversation and the client's own yes or no.
func (s *Server) RecordConversation(ctx context.Context, req *pb.RecordConversationRequest) (*pb.Networker, error) {
	return s.changeNetworker(ctx, req, networkerChange{req.GetId(), req.GetEtag(),
		func(_ *store.Tx, n domain.Networker, now time.Time) (domain.Networker, error) {
			return n.RecordConversation(conversation(req.GetConversation()), now)
		}})
}

// StartLearning begins learning, by trying.
func (s *Server) StartLearning(ctx context.Context, req *pb.ChangeNetworkerStateRequest) (*pb.Networker, error) {
	return s.moveNetworker(ctx, req, domain.Networker.StartLearning)
}

// UpdateLearning ticks learning steps: the networker's own doing.
func (s *Server) UpdateLearning(ctx context.Context, req *pb.UpdateLearningRequest) (*pb.Networker, error) {
	steps := make([]domain.LearningStep, 0, len(req.GetLearning()))
	for _, step := range req.GetLearning() {
		steps = append(steps, domain.LearningStep{Key: step.GetKey(), Done: step.GetDone()})
	}
	return s.changeNetworker(ctx, req, networkerChange{req.GetId(), req.GetEtag(),
		func(tx *store.Tx, n domain.Networker, now time.Time) (domain.Networker, error) {
			return n.Practise(steps, voice(tx, n.Record().Client), now)
		}})
}

// ActivateNetworker makes somebody active, with agreed support and their own limit
// or renews what was agreed.
func (s *Server) ActivateNetworker(ctx context.Context, req *pb.ActivateNetworkerRequest) (*pb.Networker, error) {
	return s.changeNetworker(ctx, req, networkerChange{req.GetId(), req.GetEtag(),
		func(_ *store.Tx, n domain.Networker, now time.Time) (domain.Networker, error) {
			return n.Activate(domain.Agreement{
				SupportWorker: domain.SupportWorkerID(req.GetSupportWorkerId()),
				Support:       req.GetAgreedSupport(), Capacity: int(req.GetCapacity()),
			}, now)
		}})
}

// PauseNetworker is a pause, as long as the person likes.
func (s *Server) PauseNetworker(ctx context.Context, req *pb.ChangeNetworkerStateRequest) (*pb.Networker, error) {
	return s.moveNetworker(ctx, req, domain.Networker.Pause)
}

// ResumeNetworker is back from a pause.
func (s *Server) ResumeNetworker(ctx context.Context, req *pb.ChangeNetworkerStateRequest) (*pb.Networker, error) {
	return s.moveNetworker(ctx, req, domain.Networker.Resume)
}

// StopNetworker stops: one call, no reason. The client's own stop asks for no
// etag either: it holds whatever somebody else changed meanwhile.
func (s *Server) StopNetworker(ctx context.Context, req *pb.ChangeNetworkerStateRequest) (*pb.Networker, error) {
	return s.changeNetworker(ctx, req, networkerChange{req.GetId(), "",
		func(tx *store.Tx, n domain.Networker, now time.Time) (domain.Networker, error) {
			if !base.IsSelf(tx, n.Record().Client) {
				if err := n.Record().Version.Expect(req.GetEtag()); err != nil {
					return n, err
				}
			}
			return n.Stop(now), nil
		}})
}

// StepBackNetworker goes one step back on the road: that is normal.
func (s *Server) StepBackNetworker(ctx context.Context, req *pb.ChangeNetworkerStateRequest) (*pb.Networker, error) {
	return s.moveNetworker(ctx, req, domain.Networker.StepBack)
}

// moveNetworker is a change that asks for nothing but the time.
func (s *Server) moveNetworker(
	ctx context.Context, req *pb.ChangeNetworkerStateRequest, step func(domain.Networker, time.Time) (domain.Networker, error),
) (*pb.Networker, error) {
	return s.changeNetworker(ctx, req, networkerChange{req.GetId(), req.GetEtag(),
		func(_ *store.Tx, n domain.Networker, now time.Time) (domain.Networker, error) { return step(n, now) }})
}

// networkerChange is one change of one networker.
type networkerChange struct {
	id, etag string
	step     func(*store.Tx, domain.Networker, time.Time) (domain.Networker, error)
}

// changeNetworker loads, lets the domain decide, saves, and tells the others.
func (s *Server) changeNetworker(ctx context.Context, req once.Request, change networkerChange) (*pb.Networker, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Networker, error) {
		n, err := tx.NetworkerForUpdate(ctx, domain.NetworkerID(change.id))
		if err != nil {
			return nil, err
		}
		if err := n.Record().Version.Expect(change.etag); err != nil {
			return nil, err
		}
		if n, err = change.step(tx, n, s.Moment()); err != nil {
			return nil, err
		}
		if n, err = tx.SaveNetworker(ctx, n); err != nil {
			return nil, err
		}
		tx.Touch(string(n.Record().Client))
		return networkerMessage(n), feed.Append(ctx, tx.Tx, networkerChanged(n))
	})
}

// voice says whether the client speaks, or somebody of the staff.
func voice(tx *store.Tx, client domain.ClientID) domain.Voice {
	if base.IsSelf(tx, client) {
		return domain.VoiceSelf
	}
	return domain.VoiceStaff
}

func conversation(m *pb.Conversation) domain.Conversation {
	c := domain.Conversation{
		OwnYes: m.GetOwnYes(), OwnWords: m.GetOwnWords(),
		WantsToShare: domain.SharingAnswer(wire.Word[string](m.GetWantsToShare())),
		AbleToShare:  domain.SharingAnswer(wire.Word[string](m.GetAbleToShare())),
		NoteSharing:  m.GetNoteSharing(), NoteCommunicating: m.GetNoteCommunicating(),
		NoteWithoutSteering: m.GetNoteWithoutSteering(), Experience: m.GetExperience(),
	}
	if m.GetTalkTime() != nil {
		c.At = m.GetTalkTime().AsTime().Truncate(time.Microsecond)
	}
	return c
}

func conversationMessage(c *domain.Conversation) *pb.Conversation {
	if c == nil {
		return nil
	}
	return &pb.Conversation{
		OwnYes: c.OwnYes, OwnWords: c.OwnWords,
		WantsToShare: wire.Value[pb.Conversation_Answer](c.WantsToShare),
		AbleToShare:  wire.Value[pb.Conversation_Answer](c.AbleToShare),
		NoteSharing:  c.NoteSharing, NoteCommunicating: c.NoteCommunicating,
		NoteWithoutSteering: c.NoteWithoutSteering, Experience: c.Experience, TalkTime: wire.Stamp(c.At),
	}
}

func networkerMessage(n domain.Networker) *pb.Networker {
	r := n.Record()
	m := &pb.Networker{
		Id: string(r.ID), Etag: r.Version.Etag(), ClientId: string(r.Client),
		State:  wire.Value[pb.Networker_State](r.State),
		Source: wire.Value[pb.Networker_Source](r.Source),
		Reason: r.Reason, ApproachedBy: string(r.ApproachedBy), Conversation: conversationMessage(r.Conversation),
		AgreedSupport: r.AgreedSupport, SupportWorkerId: string(r.SupportWorker), Capacity: int32(r.Capacity),
		CreateTime: wire.Stamp(r.Created), UpdateTime: wire.Stamp(r.Updated),
	}
	for _, step := range r.Learning {
		m.Learning = append(m.Learning, &pb.LearningStep{Key: step.Key, Done: step.Done})
	}
	return m
}

// networkerChanged is what the others may know: nothing of the talk, no reason.
func networkerChanged(n domain.Networker) *pb.NetworkerChanged {
	r := n.Record()
	return &pb.NetworkerChanged{
		NetworkerId: string(r.ID), ClientId: string(r.Client), Capacity: int32(r.Capacity),
		State:           wire.Value[pb.Networker_State](r.State),
		SupportWorkerId: string(r.SupportWorker),
	}
}
