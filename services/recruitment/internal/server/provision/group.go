package provision

import (
	"context"
	"slices"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/provision"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	provstore "github.com/optrek/optrek/services/recruitment/internal/store/provision"
)

// GetDirectoryGroup gives one group, with who is in it.
func (s *Server) GetDirectoryGroup(ctx context.Context, req *pb.GetDirectoryGroupRequest) (*pb.DirectoryGroup, error) {
	var answer *pb.DirectoryGroup
	err := provstore.In(s.Store)(ctx, func(tx *provstore.Tx) error {
		g, err := tx.Group(ctx, wire.ID[provision.GroupID](req.GetId()))
		if err != nil {
			return err
		}
		answer, err = withMembers(ctx, tx, g)
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// ListDirectoryGroups lists them.
func (s *Server) ListDirectoryGroups(ctx context.Context, req *pb.ListDirectoryGroupsRequest) (*pb.ListDirectoryGroupsResponse, error) {
	resp := &pb.ListDirectoryGroupsResponse{}
	err := provstore.In(s.Store)(ctx, func(tx *provstore.Tx) error {
		found, total, err := tx.Groups(ctx, req.GetDisplayName(), req.GetExternalId(), int(req.GetOffset()), int(req.GetLimit()))
		if err != nil {
			return err
		}
		resp.Total = int32(min(total, 1<<30))
		for _, g := range found {
			m := groupMessage(g)
			if !req.GetWithoutMembers() {
				if m, err = withMembers(ctx, tx, g); err != nil {
					return err
				}
			}
			resp.Groups = append(resp.Groups, m)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// CreateDirectoryGroup brings a group. It gives no role until an administrator says so.
func (s *Server) CreateDirectoryGroup(ctx context.Context, req *pb.CreateDirectoryGroupRequest) (*pb.DirectoryGroup, error) {
	return once.Do(ctx, provstore.In(s.Store), req, func(tx *provstore.Tx) (*pb.DirectoryGroup, error) {
		g := provision.Group{
			ID: provision.GroupID(ids.New()), Version: 1, Name: req.GetDisplayName(), ExternalID: req.GetExternalId(),
			Created: s.Moment(), Updated: s.Moment(),
		}.Tidied()
		if err := g.Check(); err != nil {
			return nil, err
		}
		if err := tx.AddGroup(ctx, g); err != nil {
			return nil, err
		}
		if _, err := tx.Join(ctx, g.ID, wire.IDs[domain.SupportWorkerID](req.GetMemberIds())); err != nil {
			return nil, err
		}
		return withMembers(ctx, tx, g)
	})
}

// ChangeDirectoryGroup changes its names and who is in it. Whoever gets other roles by it
// is signed out, to come in again with those.
func (s *Server) ChangeDirectoryGroup(ctx context.Context, req *pb.ChangeDirectoryGroupRequest) (*pb.DirectoryGroup, error) {
	return once.Do(ctx, provstore.In(s.Store), req, func(tx *provstore.Tx) (*pb.DirectoryGroup, error) {
		g, err := tx.GroupToChange(ctx, wire.ID[provision.GroupID](req.GetId()))
		if err != nil {
			return nil, err
		}
		if err := g.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		if req.DisplayName != nil {
			g.Name = req.GetDisplayName()
		}
		if req.ExternalId != nil {
			g.ExternalID = req.GetExternalId()
		}
		if g = g.Tidied(); g.Check() != nil {
			return nil, g.Check()
		}
		gone, err := tx.Part(ctx, g.ID, req.GetRemoveAll(), wire.IDs[domain.SupportWorkerID](req.GetRemoveIds()))
		if err != nil {
			return nil, err
		}
		come, err := tx.Join(ctx, g.ID, wire.IDs[domain.SupportWorkerID](req.GetAddIds()))
		if err != nil {
			return nil, err
		}
		if err := signOut(ctx, tx, g, differ(gone, come)); err != nil {
			return nil, err
		}
		g.Updated = s.Moment()
		if err := tx.SaveGroup(ctx, g); err != nil {
			return nil, err
		}
		g.Version++
		return withMembers(ctx, tx, g)
	})
}

// differ gives who is in one of the two lists only: who went and came straight back stayed.
func differ(a, b []domain.SupportWorkerID) (out []domain.SupportWorkerID) {
	for _, id := range a {
		if !slices.Contains(b, id) {
			out = append(out, id)
		}
	}
	for _, id := range b {
		if !slices.Contains(a, id) {
			out = append(out, id)
		}
	}
	return out
}

// signOut ends the sessions of those for whom a group's role came or went.
func signOut(ctx context.Context, tx *provstore.Tx, g provision.Group, who []domain.SupportWorkerID) error {
	if g.Role == "" {
		return nil
	}
	for _, id := range who {
		if err := base.Tell(ctx, tx.Tx, &pb.SignInEnded{PersonId: string(id)}); err != nil {
			return err
		}
	}
	return nil
}

// DeleteDirectoryGroup takes a group away: the directory knows the group no more.
func (s *Server) DeleteDirectoryGroup(ctx context.Context, req *pb.DeleteDirectoryGroupRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, provstore.In(s.Store), req, func(tx *provstore.Tx) (*emptypb.Empty, error) {
		g, err := tx.GroupToChange(ctx, wire.ID[provision.GroupID](req.GetId()))
		if err != nil {
			return nil, err
		}
		if err := g.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		gone, err := tx.Part(ctx, g.ID, true, nil)
		if err != nil {
			return nil, err
		}
		if err := signOut(ctx, tx, g, gone); err != nil {
			return nil, err
		}
		return &emptypb.Empty{}, tx.DropGroup(ctx, g.ID)
	})
}

func withMembers(ctx context.Context, tx *provstore.Tx, g provision.Group) (*pb.DirectoryGroup, error) {
	m := groupMessage(g)
	members, err := tx.Members(ctx, g.ID)
	for _, one := range members {
		m.Members = append(m.Members, &pb.DirectoryMember{Id: string(one.ID), DisplayName: one.Name})
	}
	return m, err
}

func groupMessage(g provision.Group) *pb.DirectoryGroup {
	return &pb.DirectoryGroup{
		Id: string(g.ID), Etag: g.Version.Etag(), DisplayName: g.Name, ExternalId: g.ExternalID,
		CreateTime: wire.Stamp(g.Created), UpdateTime: wire.Stamp(g.Updated),
	}
}
