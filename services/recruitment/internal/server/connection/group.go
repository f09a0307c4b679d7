package connection

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain/provision"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	provstore "github.com/optrek/optrek/services/recruitment/internal/store/provision"
)

// ListProvisionedGroups lists the groups of the directory, with the role each gives.
func (s *Server) ListProvisionedGroups(ctx context.Context, _ *pb.ListProvisionedGroupsRequest) (*pb.ListProvisionedGroupsResponse, error) {
	resp := &pb.ListProvisionedGroupsResponse{}
	err := provstore.In(s.Store)(ctx, func(tx *provstore.Tx) error {
		all, err := tx.AllGroups(ctx)
		for _, g := range all {
			resp.Groups = append(resp.Groups, groupMessage(g))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// SetGroupRole says which role a group gives. Its members sign in anew, with those roles.
func (s *Server) SetGroupRole(ctx context.Context, req *pb.SetGroupRoleRequest) (*pb.ProvisionedGroup, error) {
	return once.Do(ctx, provstore.In(s.Store), req, func(tx *provstore.Tx) (*pb.ProvisionedGroup, error) {
		g, err := tx.GroupToChange(ctx, wire.ID[provision.GroupID](req.GetId()))
		if err != nil {
			return nil, err
		}
		if err := g.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		if g.Members, err = tx.Members(ctx, g.ID); err != nil || g.Role == req.GetRole() {
			return groupMessage(g), err
		}
		g.Role, g.Updated = req.GetRole(), s.Moment()
		if err := tx.SaveGroup(ctx, g); err != nil {
			return nil, err
		}
		g.Version++
		for _, m := range g.Members {
			if err := base.Tell(ctx, tx.Tx, &pb.SignInEnded{PersonId: string(m.ID)}); err != nil {
				return nil, err
			}
		}
		return groupMessage(g), nil
	})
}

func groupMessage(g provision.Group) *pb.ProvisionedGroup {
	m := &pb.ProvisionedGroup{Id: string(g.ID), Etag: g.Version.Etag(), Name: g.Name, Role: g.Role}
	for _, member := range g.Members {
		m.SupportWorkerIds = append(m.SupportWorkerIds, string(member.ID))
	}
	return m
}
