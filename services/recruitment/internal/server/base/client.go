package base

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// ClientMessage is a client as the contract shows one.
func ClientMessage(c domain.Client) *pb.Client {
	return &pb.Client{
		Id: string(c.ID), Etag: c.Version.Etag(), Number: c.Number, GivenName: c.GivenName, FamilyName: c.FamilyName,
		BirthYear:  int32(c.BirthYear),
		LocationId: string(c.Location), SupportWorkerIds: wire.Texts(c.SupportWorkers), Profile: ProfileMessage(c.Profile),
		Situation: &pb.Situation{
			Alone:  wire.Value[pb.Situation_Alone](c.Situation.Alone),
			Lonely: wire.Value[pb.Situation_Lonely](c.Situation.Lonely),
		},
		Representative: representativeMessage(c.Representative), Leaving: leavingMessage(c.Leaving),
		CreateTime: wire.Stamp(c.Created), UpdateTime: wire.Stamp(c.Updated), Aids: c.Aids, Restricted: c.Restricted,
	}
}

// representativeMessage is nil when there is nobody.
func representativeMessage(r domain.Representative) *pb.Representative {
	if r == (domain.Representative{}) {
		return nil
	}
	return &pb.Representative{Name: r.Name, Kind: wire.Value[pb.Representative_Kind](r.Kind)}
}

func leavingMessage(l *domain.Leaving) *pb.Leaving {
	if l == nil || !l.Open() {
		return nil
	}
	return &pb.Leaving{
		State: wire.Value[pb.Leaving_State](l.State), Source: wire.Value[pb.Leaving_Source](l.Source),
		LeaveDay: l.Day, ProposeTime: wire.Stamp(l.Proposed),
	}
}
