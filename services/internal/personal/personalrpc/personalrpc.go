// Package personalrpc answers optrek.personal.v1.PersonService for any service: it reads
// the service's catalogue (package personal) and puts it on the wire.
package personalrpc

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/personal/v1"
	"github.com/optrek/optrek/services/internal/personal"
	"github.com/optrek/optrek/services/internal/postgres"
)

// Server implements optrek.personal.v1.PersonService.
type Server struct {
	pb.UnimplementedPersonServiceServer

	db        *postgres.DB
	catalogue personal.Catalogue
}

// New makes the server of a service.
func New(db *postgres.DB, c personal.Catalogue) *Server { return &Server{db: db, catalogue: c} }

// ExportPerson gives everything this service keeps of a person.
func (s *Server) ExportPerson(ctx context.Context, req *pb.ExportPersonRequest) (*pb.ExportPersonResponse, error) {
	var sections []personal.Section
	err := s.db.InTenantAs(ctx, req.GetOrganisationId(), func(tx *postgres.Tx) (err error) {
		sections, err = s.catalogue.Read(ctx, tx, req.GetClientId(), req.GetOwnEyes())
		return err
	})
	if err != nil {
		return nil, err
	}
	return Message(sections, s.catalogue.Withheld), nil
}

// Message puts sections on the wire.
func Message(sections []personal.Section, withheld []personal.Withheld) *pb.ExportPersonResponse {
	m := &pb.ExportPersonResponse{}
	for _, s := range sections {
		section := &pb.Section{Key: s.Key, TitleNl: s.Title.NL, TitleEn: s.Title.EN, Picture: s.Picture}
		for _, i := range s.Items {
			section.Items = append(section.Items, itemMessage(i))
		}
		m.Sections = append(m.Sections, section)
	}
	for _, w := range withheld {
		m.Withheld = append(m.Withheld, &pb.Withheld{WhatNl: w.What.NL, WhatEn: w.What.EN, WhyNl: w.Why.NL, WhyEn: w.Why.EN})
	}
	return m
}

func itemMessage(i personal.Item) *pb.Item {
	item := &pb.Item{Id: i.ID}
	for _, f := range i.Fields {
		field := &pb.Field{Key: f.Key, LabelNl: f.Label.NL, LabelEn: f.Label.EN, Raw: string(f.Raw)}
		for _, w := range f.Words {
			field.WordsNl, field.WordsEn = append(field.WordsNl, w.NL), append(field.WordsEn, w.EN)
		}
		if kind := kinds[f.Who]; kind != 0 {
			field.Reference = &pb.Reference{Kind: kind, Ids: f.IDs}
		}
		item.Fields = append(item.Fields, field)
	}
	return item
}

var kinds = map[personal.Who]pb.Reference_Kind{
	personal.Client: pb.Reference_KIND_CLIENT, personal.Worker: pb.Reference_KIND_SUPPORT_WORKER, personal.Location: pb.Reference_KIND_LOCATION,
}
