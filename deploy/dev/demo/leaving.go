package demo

import (
	"context"
	"fmt"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// leaving proposes that one person leaves care: nothing happens to them by it. And
// somebody else says what may be told of how they take part.
func (s *seeding) leaving(ctx context.Context) error {
	goes := s.clients[s.organisation.is(rests).given]
	if err := s.worker().Post(ctx, "/api/v1/clients/"+goes+":proposeLeaving", &recruitmentv1.ChangeLeavingRequest{}, nil); err != nil {
		return fmt.Errorf("leaving: %w", err)
	}
	p := s.organisation.is(goesOut)
	path := "/api/v1/clients/" + s.clients[p.given] + "/participation"
	draft := &recruitmentv1.Participation{
		SocialNetwork: "Mijn zus belt elke zondag. Ik ken mensen van de club.",
		Hobby:         "Ik hou van " + p.interests[0] + " en " + p.interests[1] + ".",
	}
	if err := s.worker().Patch(ctx, path, draft, draft); err != nil {
		return fmt.Errorf("participation: %w", err)
	}
	client, self := s.as(p)
	yes := &recruitmentv1.ApproveParticipationRequest{Etag: draft.GetEtag()}
	if !self {
		yes.Voice = "Las mee en zei: ja, zo is het."
	}
	if err := client.Post(ctx, path+":approve", yes, nil); err != nil {
		return fmt.Errorf("participation: %w", err)
	}
	return nil
}

// record brings in what the organisation's own administration says of one person: two
// people beside them, about whom the client is still to be asked.
func (s *seeding) record(ctx context.Context) error {
	p := s.organisation.is(goesOut)
	var file recruitmentv1.Import
	request := &recruitmentv1.PrepareImportRequest{FileName: "dossier.json", Content: fmt.Appendf(nil, recordOf, p.number, p.given, p.family)}
	if err := s.coordinator().Post(ctx, "/api/v1/imports", request, &file); err != nil {
		return fmt.Errorf("record: %w", err)
	}
	path := "/api/v1/imports/" + file.GetId()
	if err := s.coordinator().Post(ctx, path+":start", &recruitmentv1.ChangeImportRequest{Etag: file.GetEtag()}, &file); err != nil {
		return fmt.Errorf("record: %w", err)
	}
	return soon(ctx, func() error {
		if err := s.coordinator().Get(ctx, path, &file); err != nil {
			return fmt.Errorf("record: %w", err)
		}
		if file.GetState() != recruitmentv1.Import_STATE_DONE {
			return fmt.Errorf("record: the import is %v", file.GetState())
		}
		return nil
	})
}

// recordOf is an export in FHIR R4 of one person: number, given name, family name.
const recordOf = `{"resourceType": "Bundle", "type": "collection", "entry": [{"resource": {
	"resourceType": "Patient", "id": "demo", "active": true,
	"identifier": [{"system": "https://ecd.example.org/clientnummer", "value": %q}],
	"name": [{"use": "usual", "given": [%q], "family": %q}],
	"contact": [
		{"name": {"text": "Tante Verzonnen"}, "relationship": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "AUNT"}]}]},
		{"name": {"text": "Sjors Spelregel"}, "relationship": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "FRND"}]}]}
	]}}]}`
