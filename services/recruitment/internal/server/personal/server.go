// Package personal answers recruitment's PersonalDataService: everything about a person
// collected from all services, lines that are put right, and data that is left unused.
package personal

import (
	"context"

	personalpb "github.com/optrek/optrek/proto/gen/optrek/personal/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/vault"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/personal"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	store "github.com/optrek/optrek/services/recruitment/internal/store/personal"
)

// Keys gives the key of each person, under which what is collected of them is sealed:
// once it is destroyed nobody reads it again. Somebody who was erased has none.
type Keys interface {
	Keys(ctx context.Context, tenant string, persons []string) (map[string]vault.Key, error)
}

// Server implements optrek.recruitment.v1.PersonalDataService.
type Server struct {
	pb.UnimplementedPersonalDataServiceServer
	base.Base

	asked  chan struct{}
	others map[string]personalpb.PersonServiceClient
	keys   Keys
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b, asked: make(chan struct{}, 1)} }

// Know tells it the other services, by name, and where the keys are.
func (s *Server) Know(others map[string]personalpb.PersonServiceClient, keys Keys) {
	s.others, s.keys = others, keys
}

// Asked says when Collect has something to do at once.
func (s *Server) Asked() <-chan struct{} { return s.asked }

// AskExport begins to collect everything about a person.
func (s *Server) AskExport(ctx context.Context, req *pb.AskExportRequest) (*pb.PersonalExport, error) {
	made, err := once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.PersonalExport, error) {
		// Held, so that two who ask at once ask for the same one.
		client, err := tx.ClientToChange(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return nil, err
		}
		voice, err := personal.Voice(wire.Word[personal.SaidBy](req.GetSaidBy()), tx.Caller.IsClient())
		if err != nil {
			return nil, err
		}
		e := personal.Ask(personal.ExportID(ids.New()), client.ID, voice, tx.Caller.Person, s.Moment())
		under, err := tx.Collecting(ctx, client.ID, e.OwnEyes)
		if err != nil {
			return nil, err
		}
		if len(under) > 0 {
			return exportMessage(under[0]), nil
		}
		if err := tx.InsertExport(ctx, e); err != nil {
			return nil, err
		}
		return exportMessage(e), base.Tell(ctx, tx.Tx, &pb.ExportAsked{ClientId: string(client.ID)})
	})
	if err == nil {
		select {
		case s.asked <- struct{}{}:
		default: // somebody said so already
		}
	}
	return made, err
}

// ListExports lists what was collected of a client and is still kept.
func (s *Server) ListExports(ctx context.Context, req *pb.ListExportsRequest) (*pb.ListExportsResponse, error) {
	resp := &pb.ListExportsResponse{}
	err := store.In(s.Store)(ctx, func(tx *store.Tx) error {
		client, err := tx.ReachedClient(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return err
		}
		found, err := tx.Exports(ctx, client, s.Moment())
		for _, e := range found {
			resp.Exports = append(resp.Exports, exportMessage(e))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// GetExport says how far one is.
func (s *Server) GetExport(ctx context.Context, req *pb.GetExportRequest) (*pb.PersonalExport, error) {
	var found personal.Export
	err := store.In(s.Store)(ctx, func(tx *store.Tx) (err error) {
		found, err = tx.Export(ctx, wire.ID[personal.ExportID](req.GetId()), s.Moment())
		return err
	})
	if err != nil {
		return nil, err
	}
	return exportMessage(found), nil
}

func exportMessage(e personal.Export) *pb.PersonalExport {
	m := &pb.PersonalExport{
		Id: string(e.ID), ClientId: string(e.Client), State: pb.PersonalExport_STATE_COLLECTING, SaidBy: wire.Value[pb.SaidBy](e.SaidBy),
		AskTime: wire.Stamp(e.Asked), ReadyTime: wire.Stamp(e.Ready), KeepUntilTime: wire.Stamp(e.Until),
	}
	if e.SaidBy != personal.BySelf {
		m.AskedById = e.AskedBy
	}
	if !e.Ready.IsZero() {
		m.State = pb.PersonalExport_STATE_READY
	}
	missing := map[string]bool{}
	for _, service := range e.Missing() {
		missing[service] = true
	}
	for _, service := range personal.Services() {
		m.Parts = append(m.Parts, &pb.ExportPart{Service: service, Collected: !missing[service]})
	}
	return m
}
