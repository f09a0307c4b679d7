package networkmap

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	mapstore "github.com/optrek/optrek/services/recruitment/internal/store/networkmap"
)

// What may be told of taking part is a text of its own, beside the map: sharing the map
// and giving this text out are two answers, each taken back by itself (N-17).

// GetParticipation gives the draft and what was approved.
func (s *Server) GetParticipation(ctx context.Context, req *pb.GetParticipationRequest) (*pb.Participation, error) {
	var p domain.Participation
	err := mapstore.In(s.Store)(ctx, func(tx *mapstore.Tx) error {
		client, err := tx.ReachedClient(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return err
		}
		tx.Touch(string(client))
		p, err = tx.Participation(ctx, client)
		return err
	})
	if err != nil {
		return nil, err
	}
	return participationMessage(p), nil
}

// UpdateParticipation writes a draft; what was approved stays what others get.
func (s *Server) UpdateParticipation(ctx context.Context, req *pb.UpdateParticipationRequest) (*pb.Participation, error) {
	m := req.GetParticipation()
	// What is approved, and how, changes by calls of its own.
	fixed := wire.Fixed{"client_id", "approved_social_network", "approved_hobby", "approve_time", "voice"}
	writes, err := fixed.Masked(req.GetUpdateMask(), m, "social_network", "hobby")
	if err != nil {
		return nil, err
	}
	return s.changeParticipation(ctx, req, m.GetClientId(), func(_ *mapstore.Tx, p domain.Participation) (domain.Participation, error) {
		if err := p.Version.Expect(m.GetEtag()); err != nil {
			return p, err
		}
		text := p.Draft
		base.Set(writes("social_network"), &text.SocialNetwork, m.GetSocialNetwork())
		base.Set(writes("hobby"), &text.Hobby, m.GetHobby())
		return p.Write(text), nil
	})
}

// ApproveParticipation is the client's yes to the draft; staff write down how it was given.
func (s *Server) ApproveParticipation(ctx context.Context, req *pb.ApproveParticipationRequest) (*pb.Participation, error) {
	return s.changeParticipation(ctx, req, req.GetClientId(), func(tx *mapstore.Tx, p domain.Participation) (domain.Participation, error) {
		return p.Approve(req.GetEtag(), req.GetVoice(), base.IsSelf(tx.Tx, p.Client), s.Moment())
	})
}

// WithdrawParticipation takes the yes back: the next request gets nothing.
func (s *Server) WithdrawParticipation(ctx context.Context, req *pb.WithdrawParticipationRequest) (*pb.Participation, error) {
	return s.changeParticipation(ctx, req, req.GetClientId(), func(_ *mapstore.Tx, p domain.Participation) (domain.Participation, error) {
		return p.Withdraw(), nil
	})
}

// changeParticipation loads, lets change decide, and saves what differs.
func (s *Server) changeParticipation(ctx context.Context, req once.Request, named string,
	change func(*mapstore.Tx, domain.Participation) (domain.Participation, error),
) (*pb.Participation, error) {
	return once.Do(ctx, mapstore.In(s.Store), req, func(tx *mapstore.Tx) (*pb.Participation, error) {
		client, err := tx.ReachedClient(ctx, domain.ClientID(named))
		if err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		before, err := tx.ParticipationToChange(ctx, client)
		if err != nil {
			return nil, err
		}
		after, err := change(tx, before)
		if err != nil || after == before {
			return participationMessage(before), err
		}
		after, err = tx.SaveParticipation(ctx, after)
		return participationMessage(after), err
	})
}

func participationMessage(p domain.Participation) *pb.Participation {
	return &pb.Participation{
		ClientId: string(p.Client), Etag: p.Version.Etag(), SocialNetwork: p.Draft.SocialNetwork, Hobby: p.Draft.Hobby,
		ApprovedSocialNetwork: p.Approved.SocialNetwork, ApprovedHobby: p.Approved.Hobby,
		ApproveTime: wire.Stamp(p.At), Voice: p.Voice,
	}
}
