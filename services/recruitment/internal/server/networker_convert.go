package server

import (
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

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

// networkerMessage is a networker as the caller of tx may see them: only a stop that they
// may take back, they are told they may.
func (s *Server) networkerMessage(tx *store.Tx, n domain.Networker) *pb.Networker {
	r := n.Record()
	undo := n.UndoStopUntil(voice(tx, r.Client))
	if undo.Before(s.Moment()) {
		undo = time.Time{}
	}
	m := &pb.Networker{
		Id: string(r.ID), Etag: r.Version.Etag(), ClientId: string(r.Client),
		State:  wire.Value[pb.Networker_State](r.State),
		Source: wire.Value[pb.Networker_Source](r.Source),
		Reason: r.Reason, ApproachedBy: string(r.ApproachedBy), Conversation: conversationMessage(r.Conversation),
		AgreedSupport: r.AgreedSupport, SupportWorkerId: string(r.SupportWorker), Capacity: int32(r.Capacity),
		TrackKey: r.TrackKey, TrackVersion: int32(r.TrackVersion),
		LeadsGroup: r.LeadsGroup, GroupHelperId: string(r.GroupHelper), GroupHelperNeeded: r.NeedsGroupHelper(),
		UndoStopTime: wire.Stamp(undo),
		CreateTime:   wire.Stamp(r.Created), UpdateTime: wire.Stamp(r.Updated),
	}
	for _, step := range r.Learning {
		m.Learning = append(m.Learning, &pb.LearningStep{
			Key: step.Key, Done: step.Done, TextNl: step.TextNL, TextEn: step.TextEN, Picture: step.Picture,
		})
	}
	return m
}
