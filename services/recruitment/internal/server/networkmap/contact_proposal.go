package networkmap

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	mapstore "github.com/optrek/optrek/services/recruitment/internal/store/networkmap"
)

// ListContactProposals lists the people of the organisation's record about whom the
// client was not asked yet.
func (s *Server) ListContactProposals(ctx context.Context, req *pb.ListContactProposalsRequest) (*pb.ListContactProposalsResponse, error) {
	size := paging.Size(req.GetPageSize())
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	answer := &pb.ListContactProposalsResponse{}
	err = mapstore.In(s.Store)(ctx, func(tx *mapstore.Tx) error {
		client, _, err := s.reachedMap(ctx, tx, req.GetClientId())
		if err != nil {
			return err
		}
		if err := ownCircle(ctx, tx, client); err != nil {
			return err
		}
		found, err := tx.ContactProposals(ctx, client, after, size+1)
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		tx.Touch(string(client))
		for _, p := range found {
			answer.Proposals = append(answer.Proposals, &pb.ContactProposal{
				Id: string(p.ID), ClientId: string(p.Client), Name: p.Name, Relation: p.Relation, CreateTime: wire.Stamp(p.Created),
			})
		}
		if more {
			answer.NextPageToken = paging.Token(string(found[size-1].ID))
		}
		return nil
	})
	return answer, err
}

// AcceptContactProposal is the client's yes: only now is this person on their map.
func (s *Server) AcceptContactProposal(ctx context.Context, req *pb.AcceptContactProposalRequest) (*pb.Contact, error) {
	return once.Do(ctx, mapstore.In(s.Store), req, func(tx *mapstore.Tx) (*pb.Contact, error) {
		p, view, err := s.myProposal(ctx, tx, req.GetId())
		if err != nil {
			return nil, err
		}
		told := p.Accepted(networkmap.ContactCategory(wire.Word[string](req.GetCategory())), networkmap.Circle(wire.Word[string](req.GetCircle())))
		c, err := networkmap.NewContact(domain.ContactID(ids.New()), p.Client, told, s.Moment())
		if err != nil {
			return nil, err
		}
		if c, err = tx.AddContact(ctx, c); err != nil {
			return nil, err
		}
		return contactMessage(view, c), tx.AnswerContactProposal(ctx, p.ID, true, s.Moment())
	})
}

// DeclineContactProposal is the client's no: it is not asked again.
func (s *Server) DeclineContactProposal(ctx context.Context, req *pb.DeclineContactProposalRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, mapstore.In(s.Store), req, func(tx *mapstore.Tx) (*emptypb.Empty, error) {
		p, _, err := s.myProposal(ctx, tx, req.GetId())
		if err != nil {
			return nil, err
		}
		return &emptypb.Empty{}, tx.AnswerContactProposal(ctx, p.ID, false, s.Moment())
	})
}

// myProposal loads a proposal that is still to be answered, for whoever may answer it, and
// what they see of the map.
func (s *Server) myProposal(ctx context.Context, tx *mapstore.Tx, id string) (networkmap.ContactProposal, networkmap.MapView, error) {
	p, err := tx.ContactProposalForUpdate(ctx, networkmap.ContactProposalID(id))
	if err != nil {
		return p, networkmap.MapView{}, err
	}
	view, err := s.sharedMap(ctx, tx, p.Client)
	if err != nil {
		return p, view, err
	}
	tx.Touch(string(p.Client))
	return p, view, ownCircle(ctx, tx, p.Client)
}

// ownCircle is nil for the client and for those who guide them: whom a record names is
// nobody else's to see, however far their role reaches.
func ownCircle(ctx context.Context, tx *mapstore.Tx, client domain.ClientID) error {
	if base.IsSelf(tx.Tx, client) {
		return nil
	}
	guides, err := tx.Guides(ctx, client)
	if err != nil || guides {
		return err
	}
	return fault.Denied("OWN_SUPPORT_WORKERS_ONLY", fault.Text{
		NL: "Wie er in het dossier van iemand staan, zien alleen de cliënt en de eigen begeleiders.",
		EN: "Whom somebody's record names is seen by the client and their own support workers only.",
	})
}
