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
	"github.com/optrek/optrek/services/recruitment/internal/domain/template"
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
		tx.Touch(string(client))
		for _, n := range found {
			tx.Touch(string(n.Record().Client))
			answer.Networkers = append(answer.Networkers, s.networkerMessage(tx, n))
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
		answer = s.networkerMessage(tx, n)
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
		return s.networkerMessage(tx, n), feed.Append(ctx, tx.Tx, base.NetworkerChanged(n))
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

// StartLearning begins learning, by trying: with the organisation's own track, or ours.
func (s *Server) StartLearning(ctx context.Context, req *pb.ChangeNetworkerStateRequest) (*pb.Networker, error) {
	return s.changeNetworker(ctx, req, networkerChange{req.GetId(), req.GetEtag(),
		func(tx *store.Tx, n domain.Networker, now time.Time) (domain.Networker, error) {
			track, err := tx.Template(ctx, template.NetworkerTrack, template.NetworkerKey, 0)
			if err != nil {
				return n, err
			}
			return n.StartLearning(domain.TrackOf(track), now)
		}})
}

// UpdateLearning ticks learning steps, the networker's own doing, and plans new ones.
func (s *Server) UpdateLearning(ctx context.Context, req *pb.UpdateLearningRequest) (*pb.Networker, error) {
	steps := make([]domain.LearningStep, 0, len(req.GetLearning()))
	for _, step := range req.GetLearning() {
		steps = append(steps, domain.LearningStep{
			Key: step.GetKey(), Done: step.GetDone(), TextNL: step.GetTextNl(), TextEN: step.GetTextEn(), Picture: step.GetPicture(),
		})
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
			return n.Stop(voice(tx, n.Record().Client), now), nil
		}})
}

// UndoStopNetworker takes a stop back that was a slip.
func (s *Server) UndoStopNetworker(ctx context.Context, req *pb.ChangeNetworkerStateRequest) (*pb.Networker, error) {
	return s.changeNetworker(ctx, req, networkerChange{req.GetId(), req.GetEtag(),
		func(tx *store.Tx, n domain.Networker, now time.Time) (domain.Networker, error) {
			return n.UndoStop(voice(tx, n.Record().Client), now)
		}})
}

// StepBackNetworker goes one step back on the road: that is normal.
func (s *Server) StepBackNetworker(ctx context.Context, req *pb.ChangeNetworkerStateRequest) (*pb.Networker, error) {
	return s.moveNetworker(ctx, req, domain.Networker.StepBack)
}

// UpdateNetworker changes why somebody was noted, what was agreed, and whether they lead
// a group. Where they are on the road changes by calls of its own.
func (s *Server) UpdateNetworker(ctx context.Context, req *pb.UpdateNetworkerRequest) (*pb.Networker, error) {
	fixed := wire.Fixed{
		"client_id", "state", "source", "approached_by", "conversation", "learning", "track_key", "track_version",
		"undo_stop_time", "group_helper_needed",
	}
	writes, err := fixed.Masked(req.GetUpdateMask(), req.GetNetworker(),
		"reason", "agreed_support", "support_worker_id", "capacity", "leads_group", "group_helper_id")
	if err != nil {
		return nil, err
	}
	return s.changeNetworker(ctx, req, networkerChange{req.GetNetworker().GetId(), req.GetNetworker().GetEtag(),
		func(tx *store.Tx, n domain.Networker, now time.Time) (domain.Networker, error) {
			guides, err := tx.GuidesOf(ctx, n.Record().Client)
			if err != nil {
				return n, err
			}
			terms := mergeTerms(n.Terms(), req.GetNetworker(), writes)
			if terms.SupportWorker != "" {
				if err := tx.RequireWorkers(ctx, "networker.support_worker_id", []domain.SupportWorkerID{terms.SupportWorker}); err != nil {
					return n, err
				}
			}
			return n.Amend(terms, guides, now)
		}})
}

func mergeTerms(t domain.NetworkerTerms, m *pb.Networker, writes func(string) bool) domain.NetworkerTerms {
	base.Set(writes("reason"), &t.Reason, m.GetReason())
	base.Set(writes("agreed_support"), &t.Support, m.GetAgreedSupport())
	base.Set(writes("support_worker_id"), &t.SupportWorker, wire.ID[domain.SupportWorkerID](m.GetSupportWorkerId()))
	base.Set(writes("capacity"), &t.Capacity, int(m.GetCapacity()))
	base.Set(writes("leads_group"), &t.LeadsGroup, m.GetLeadsGroup())
	base.Set(writes("group_helper_id"), &t.GroupHelper, wire.ID[domain.SupportWorkerID](m.GetGroupHelperId()))
	return t
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
		before := n.Record()
		if n, err = change.step(tx, n, s.Moment()); err != nil {
			return nil, err
		}
		if err := requireNamed(ctx, tx, before, n.Record()); err != nil {
			return nil, err
		}
		if n, err = tx.SaveNetworker(ctx, n); err != nil {
			return nil, err
		}
		tx.Touch(string(n.Record().Client))
		return s.networkerMessage(tx, n), feed.Append(ctx, tx.Tx, base.NetworkerChanged(n))
	})
}

// requireNamed sees that a colleague who is named newly works here.
func requireNamed(ctx context.Context, tx *store.Tx, before, after domain.NetworkerRecord) error {
	var named []domain.SupportWorkerID
	if after.ApproachedBy != before.ApproachedBy && after.ApproachedBy != "" {
		named = append(named, after.ApproachedBy)
	}
	if after.SupportWorker != before.SupportWorker && after.SupportWorker != "" {
		named = append(named, after.SupportWorker)
	}
	if len(named) == 0 {
		return nil
	}
	return tx.RequireWorkers(ctx, "support_worker_id", named)
}

// voice says whether the client speaks, or somebody of the staff.
func voice(tx *store.Tx, client domain.ClientID) domain.Voice {
	if base.IsSelf(tx, client) {
		return domain.VoiceSelf
	}
	return domain.VoiceStaff
}
