package server

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
)

func clientMessage(c domain.Client) *pb.Client { return base.ClientMessage(c) }

func clientOf(m *pb.Client) domain.Client {
	return domain.Client{
		ID: domain.ClientID(m.GetId()), Number: m.GetNumber(), GivenName: m.GetGivenName(), FamilyName: m.GetFamilyName(),
		BirthYear: int(m.GetBirthYear()), Location: domain.LocationID(m.GetLocationId()),
		SupportWorkers: wire.IDs[domain.SupportWorkerID](m.GetSupportWorkerIds()), Profile: profileOf(m.GetProfile()),
		Situation: domain.Situation{
			Alone: wire.Word[string](m.GetSituation().GetAlone()), Lonely: wire.Word[string](m.GetSituation().GetLonely()),
		},
		Aids: m.GetAids(),
		Representative: domain.Representative{
			Name: m.GetRepresentative().GetName(), Kind: wire.Word[string](m.GetRepresentative().GetKind()),
		},
	}
}

func profileOf(m *pb.Profile) domain.Profile {
	p := domain.Profile{
		Interests: m.GetInterests(), Talents: m.GetTalents(), CouldMean: m.GetCouldMean(), TravelKM: int(m.GetTravelKm()),
		Company: wire.Word[string](m.GetCompany()), Communication: wire.Word[string](m.GetCommunication()), Area: m.GetArea(),
	}
	for _, d := range m.GetDayparts() {
		p.Dayparts = append(p.Dayparts, wire.Word[string](d))
	}
	return p
}

// clientPaths are the paths of a mask, each with how its field is written over.
var clientPaths = map[string]func(to *domain.Client, from domain.Client){
	"number":                func(to *domain.Client, from domain.Client) { to.Number = from.Number },
	"given_name":            func(to *domain.Client, from domain.Client) { to.GivenName = from.GivenName },
	"family_name":           func(to *domain.Client, from domain.Client) { to.FamilyName = from.FamilyName },
	"birth_year":            func(to *domain.Client, from domain.Client) { to.BirthYear = from.BirthYear },
	"location_id":           func(to *domain.Client, from domain.Client) { to.Location = from.Location },
	"support_worker_ids":    func(to *domain.Client, from domain.Client) { to.SupportWorkers = from.SupportWorkers },
	"aids":                  func(to *domain.Client, from domain.Client) { to.Aids = from.Aids },
	"representative.name":   func(to *domain.Client, from domain.Client) { to.Representative.Name = from.Representative.Name },
	"representative.kind":   func(to *domain.Client, from domain.Client) { to.Representative.Kind = from.Representative.Kind },
	"situation.alone":       func(to *domain.Client, from domain.Client) { to.Situation.Alone = from.Situation.Alone },
	"situation.lonely":      func(to *domain.Client, from domain.Client) { to.Situation.Lonely = from.Situation.Lonely },
	"profile.interests":     func(to *domain.Client, from domain.Client) { to.Profile.Interests = from.Profile.Interests },
	"profile.talents":       func(to *domain.Client, from domain.Client) { to.Profile.Talents = from.Profile.Talents },
	"profile.could_mean":    func(to *domain.Client, from domain.Client) { to.Profile.CouldMean = from.Profile.CouldMean },
	"profile.dayparts":      func(to *domain.Client, from domain.Client) { to.Profile.Dayparts = from.Profile.Dayparts },
	"profile.travel_km":     func(to *domain.Client, from domain.Client) { to.Profile.TravelKM = from.Profile.TravelKM },
	"profile.company":       func(to *domain.Client, from domain.Client) { to.Profile.Company = from.Profile.Company },
	"profile.communication": func(to *domain.Client, from domain.Client) { to.Profile.Communication = from.Profile.Communication },
	"profile.area":          func(to *domain.Client, from domain.Client) { to.Profile.Area = from.Profile.Area },
}

// changeClient writes the fields that the mask names over what is known.
func changeClient(c domain.Client, req *pb.UpdateClientRequest) (domain.Client, error) {
	paths := make([]string, 0, len(clientPaths))
	for path := range clientPaths {
		paths = append(paths, path)
	}
	chosen, err := wire.Fixed{}.Masked(req.GetUpdateMask(), req.GetClient(), paths...)
	if err != nil {
		return c, err
	}
	from := clientOf(req.GetClient())
	for path, write := range clientPaths {
		if chosen(path) {
			write(&c, from)
		}
	}
	return c.Tidied(), nil
}
