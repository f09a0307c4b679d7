// Package provision answers for the organisation's own directory: colleagues and groups as
// it keeps them. Who the directory says is gone is out at once, and what was theirs passes
// on (O-01); what a group gives is an administrator's to say and not the directory's.
package provision

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/provision"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/server/team"
	provstore "github.com/optrek/optrek/services/recruitment/internal/store/provision"
)

// Server implements optrek.recruitment.v1.ProvisionService.
type Server struct {
	pb.UnimplementedProvisionServiceServer
	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }

// GetProvisionedUser gives one colleague whom the directory brought.
func (s *Server) GetProvisionedUser(ctx context.Context, req *pb.GetProvisionedUserRequest) (*pb.ProvisionedUser, error) {
	var answer *pb.ProvisionedUser
	err := provstore.In(s.Store)(ctx, func(tx *provstore.Tx) error {
		u, err := tx.User(ctx, wire.ID[domain.SupportWorkerID](req.GetId()))
		answer = userMessage(u)
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// ListProvisionedUsers lists them.
func (s *Server) ListProvisionedUsers(ctx context.Context, req *pb.ListProvisionedUsersRequest) (*pb.ListProvisionedUsersResponse, error) {
	resp := &pb.ListProvisionedUsersResponse{}
	err := provstore.In(s.Store)(ctx, func(tx *provstore.Tx) error {
		found, total, err := tx.Users(ctx, provstore.Page{
			UserName: req.GetUserName(), ExternalID: req.GetExternalId(), Email: req.GetEmail(),
			Offset: int(req.GetOffset()), Limit: int(req.GetLimit()),
		})
		for _, u := range found {
			resp.Users = append(resp.Users, userMessage(u))
		}
		resp.Total = int32(min(total, 1<<30))
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// CreateProvisionedUser brings a colleague. Whoever has this address already is who it is.
func (s *Server) CreateProvisionedUser(ctx context.Context, req *pb.CreateProvisionedUserRequest) (*pb.ProvisionedUser, error) {
	return once.Do(ctx, provstore.In(s.Store), req, func(tx *provstore.Tx) (*pb.ProvisionedUser, error) {
		u := told(req.GetUser())
		if err := u.Check(); err != nil {
			return nil, err
		}
		u.Version, u.Created, u.Updated = 1, s.Moment(), s.Moment()
		w, found, err := tx.WorkerByEmail(ctx, u.Address())
		if err != nil {
			return nil, err
		}
		found = found && u.Address() != ""
		if !found {
			w = domain.SupportWorker{ID: domain.SupportWorkerID(ids.New()), Version: 1, Created: s.Moment()}
		}
		u.ID = w.ID
		w, changed := u.Onto(w)
		w.Updated = s.Moment()
		switch {
		case !found:
			err = base.AddWorker(ctx, tx.Tx, w)
		case changed:
			err = tx.SaveSupportWorker(ctx, w)
		}
		if err != nil {
			return nil, err
		}
		if err := tx.AddUser(ctx, u); err != nil {
			return nil, err
		}
		if err := s.settle(ctx, tx, u); err != nil {
			return nil, err
		}
		u, err = tx.User(ctx, u.ID)
		return userMessage(u), err
	})
}

// ReplaceProvisionedUser replaces what the directory says.
func (s *Server) ReplaceProvisionedUser(ctx context.Context, req *pb.ReplaceProvisionedUserRequest) (*pb.ProvisionedUser, error) {
	return once.Do(ctx, provstore.In(s.Store), req, func(tx *provstore.Tx) (*pb.ProvisionedUser, error) {
		before, err := tx.UserToChange(ctx, wire.ID[domain.SupportWorkerID](req.GetUser().GetId()))
		if err != nil {
			return nil, err
		}
		if err := before.Version.Expect(req.GetUser().GetEtag()); err != nil {
			return nil, err
		}
		after := told(req.GetUser())
		after.ID, after.Version, after.Created, after.Updated = before.ID, before.Version, before.Created, s.Moment()
		if err := after.Check(); err != nil {
			return nil, err
		}
		if after.Same(before) {
			return userMessage(before), nil
		}
		if err := s.ontoWorker(ctx, tx, after); err != nil {
			return nil, err
		}
		if err := tx.SaveUser(ctx, after); err != nil {
			return nil, err
		}
		if err := s.settle(ctx, tx, after); err != nil {
			return nil, err
		}
		after, err = tx.User(ctx, after.ID)
		return userMessage(after), err
	})
}

// ontoWorker writes what the directory says onto what colleagues read.
func (s *Server) ontoWorker(ctx context.Context, tx *provstore.Tx, u provision.User) error {
	w, err := tx.SupportWorker(ctx, u.ID)
	if err != nil {
		return err
	}
	w, changed := u.Onto(w)
	if !changed {
		return nil
	}
	w.Updated = s.Moment()
	return tx.SaveSupportWorker(ctx, w)
}

// settle makes it true whether somebody works here, as the directory says.
func (s *Server) settle(ctx context.Context, tx *provstore.Tx, u provision.User) error {
	if !u.Active {
		return team.New(s.Base).LeaveUnasked(ctx, tx.Tx, u.ID)
	}
	w, err := tx.SupportWorkerToChange(ctx, u.ID)
	if err != nil || !w.HasLeft() {
		return err
	}
	w.Left, w.Updated = time.Time{}, s.Moment()
	if err := tx.SaveSupportWorker(ctx, w); err != nil {
		return err
	}
	return base.Tell(ctx, tx.Tx, &pb.SupportWorkerChanged{SupportWorkerId: string(w.ID)})
}

// DeleteProvisionedUser takes a colleague out: the directory knows them no more.
func (s *Server) DeleteProvisionedUser(ctx context.Context, req *pb.DeleteProvisionedUserRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, provstore.In(s.Store), req, func(tx *provstore.Tx) (*emptypb.Empty, error) {
		u, err := tx.UserToChange(ctx, wire.ID[domain.SupportWorkerID](req.GetId()))
		if err != nil {
			return nil, err
		}
		if err := u.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		if err := team.New(s.Base).LeaveUnasked(ctx, tx.Tx, u.ID); err != nil {
			return nil, err
		}
		return &emptypb.Empty{}, tx.DropUser(ctx, u.ID)
	})
}

func told(m *pb.ProvisionedUser) provision.User {
	return provision.User{
		UserName: m.GetUserName(), ExternalID: m.GetExternalId(), GivenName: m.GetGivenName(), FamilyName: m.GetFamilyName(),
		Display: m.GetDisplayName(), Email: m.GetEmail(), Active: m.GetActive(),
	}.Tidied()
}

func userMessage(u provision.User) *pb.ProvisionedUser {
	m := &pb.ProvisionedUser{
		Id: string(u.ID), Etag: u.Version.Etag(), UserName: u.UserName, ExternalId: u.ExternalID, GivenName: u.GivenName,
		FamilyName: u.FamilyName, DisplayName: u.Display, Email: u.Email, Active: u.Active,
		CreateTime: wire.Stamp(u.Created), UpdateTime: wire.Stamp(u.Updated),
	}
	for _, g := range u.Groups {
		m.Groups = append(m.Groups, &pb.DirectoryGroupRef{Id: string(g.ID), DisplayName: g.Name})
	}
	return m
}
