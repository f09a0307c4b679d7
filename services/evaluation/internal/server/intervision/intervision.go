package intervision

import (
	"context"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
)

// ListIntervisions lists intervisions, the latest day first.
func (s *Server) ListIntervisions(ctx context.Context, req *pb.ListIntervisionsRequest) (*pb.ListIntervisionsResponse, error) {
	key, err := paging.After(req.GetPageToken(), 2)
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	out := &pb.ListIntervisionsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		found, err := tx.Intervisions(ctx, store.IntervisionPage{Limit: size + 1, AfterDay: key[0], AfterID: domain.IntervisionID(key[1])})
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		for _, v := range found {
			out.Intervisions = append(out.Intervisions, wireIntervision(v))
		}
		if more {
			last := found[len(found)-1]
			out.NextPageToken = paging.Token(last.Day, string(last.ID))
		}
		return nil
	})
	return out, err
}

// GetIntervision gives one intervision.
func (s *Server) GetIntervision(ctx context.Context, req *pb.GetIntervisionRequest) (*pb.Intervision, error) {
	var out *pb.Intervision
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		v, err := tx.Intervision(ctx, wire.ID[domain.IntervisionID](req.GetId()))
		out = wireIntervision(v)
		return err
	})
	return out, err
}

// CreateIntervision plans an intervision, with Safety on its agenda.
func (s *Server) CreateIntervision(ctx context.Context, req *pb.CreateIntervisionRequest) (*pb.Intervision, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Intervision, error) {
		v := intervisionOf(req.GetIntervision())
		for _, item := range req.GetIntervision().GetAgenda() {
			v.Agenda = append(v.Agenda, newItem(item))
		}
		v, err := domain.NewIntervision(v, domain.AgendaItemID(ids.New()), s.Now())
		if err != nil {
			return nil, err
		}
		if err := checkPeople(ctx, tx, v); err != nil {
			return nil, err
		}
		for _, item := range v.Agenda {
			if err := checkCase(ctx, tx, item); err != nil {
				return nil, err
			}
		}
		v.ID = domain.IntervisionID(ids.New())
		return wireIntervision(v), tx.AddIntervision(ctx, v)
	})
}

// UpdateIntervision changes day, clock, method, title, organisers and invited.
func (s *Server) UpdateIntervision(ctx context.Context, req *pb.UpdateIntervisionRequest) (*pb.Intervision, error) {
	wanted := req.GetIntervision()
	write, err := masked(req.GetUpdateMask(), wanted, "method", "title", "day", "clock", "organiser_ids", "invited_ids")
	if err != nil {
		return nil, err
	}
	return s.change(ctx, req, ref{wanted.GetId(), wanted.GetEtag()}, func(tx *store.Tx, v domain.Intervision, now time.Time) (domain.Intervision, error) {
		from := intervisionOf(wanted)
		set(write("method"), &v.Method, from.Method)
		set(write("title"), &v.Title, from.Title)
		set(write("day"), &v.Day, from.Day)
		set(write("clock"), &v.Clock, from.Clock)
		set(write("organiser_ids"), &v.Organisers, from.Organisers)
		set(write("invited_ids"), &v.Invited, from.Invited)
		v, err := domain.EditIntervision(v, now)
		if err != nil {
			return v, err
		}
		return v, checkPeople(ctx, tx, v)
	})
}

// AddAgendaItem puts something on the agenda.
func (s *Server) AddAgendaItem(ctx context.Context, req *pb.AddAgendaItemRequest) (*pb.Intervision, error) {
	return s.change(ctx, req, ref{req.GetId(), req.GetEtag()}, func(tx *store.Tx, v domain.Intervision, now time.Time) (domain.Intervision, error) {
		item := newItem(req.GetItem())
		if err := checkCase(ctx, tx, item); err != nil {
			return domain.Intervision{}, err
		}
		return domain.AddItem(v, item, now)
	})
}

// RemoveAgendaItem takes something off the agenda; never Safety.
func (s *Server) RemoveAgendaItem(ctx context.Context, req *pb.RemoveAgendaItemRequest) (*pb.Intervision, error) {
	return s.change(ctx, req, ref{req.GetId(), req.GetEtag()}, func(_ *store.Tx, v domain.Intervision, now time.Time) (domain.Intervision, error) {
		return domain.RemoveItem(v, wire.ID[domain.AgendaItemID](req.GetItemId()), now)
	})
}

// RecordLine writes what came of an item.
func (s *Server) RecordLine(ctx context.Context, req *pb.RecordLineRequest) (*pb.Intervision, error) {
	return s.change(ctx, req, ref{req.GetId(), req.GetEtag()}, func(_ *store.Tx, v domain.Intervision, now time.Time) (domain.Intervision, error) {
		return domain.RecordLine(v, wire.ID[domain.AgendaItemID](req.GetItemId()), req.GetLine(), now)
	})
}

// AddAgreement writes down who does what; with the id of one that is there it changes that one.
func (s *Server) AddAgreement(ctx context.Context, req *pb.AddAgreementRequest) (*pb.Intervision, error) {
	return s.change(ctx, req, ref{req.GetId(), req.GetEtag()}, func(tx *store.Tx, v domain.Intervision, now time.Time) (domain.Intervision, error) {
		m := req.GetAgreement()
		a := domain.Agreement{
			ID: wire.ID[domain.AgreementID](m.GetId()), What: m.GetWhat(), Worker: wire.ID[domain.SupportWorkerID](m.GetSupportWorkerId()),
			Day: m.GetDay(), Done: m.GetDone(),
		}
		if !v.HasAgreement(a.ID) {
			a.ID = domain.AgreementID(ids.New())
		}
		v, err := domain.Agree(v, a, now)
		if err != nil {
			return v, err
		}
		return v, tx.RequireColleagues(ctx, "agreement.support_worker_id", a.Worker)
	})
}

// HoldIntervision says that it was held; Safety has a line then.
func (s *Server) HoldIntervision(ctx context.Context, req *pb.HoldIntervisionRequest) (*pb.Intervision, error) {
	return s.change(ctx, req, ref{req.GetId(), req.GetEtag()}, func(_ *store.Tx, v domain.Intervision, now time.Time) (domain.Intervision, error) {
		return domain.Hold(v, now)
	})
}

// ref is an intervision in the version the caller saw.
type ref struct{ id, etag string }

// change loads an intervision, lets step decide, and saves it.
func (s *Server) change(
	ctx context.Context, req once.Request, r ref, step func(*store.Tx, domain.Intervision, time.Time) (domain.Intervision, error),
) (*pb.Intervision, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Intervision, error) {
		v, err := tx.IntervisionForUpdate(ctx, wire.ID[domain.IntervisionID](r.id))
		if err != nil {
			return nil, err
		}
		if err := v.Version.Expect(r.etag); err != nil {
			return nil, err
		}
		if v, err = step(tx, v, s.Now()); err != nil {
			return nil, err
		}
		if v, err = tx.SaveIntervision(ctx, v); err != nil {
			return nil, err
		}
		return wireIntervision(v), nil
	})
}

// checkPeople looks whether organisers and invited are colleagues.
func checkPeople(ctx context.Context, tx *store.Tx, v domain.Intervision) error {
	if err := tx.RequireColleagues(ctx, "intervision.organiser_ids", v.Organisers...); err != nil {
		return err
	}
	return tx.RequireColleagues(ctx, "intervision.invited_ids", v.Invited...)
}

// checkCase looks whether the caller reaches the match that is brought in.
func checkCase(ctx context.Context, tx *store.Tx, item domain.AgendaItem) error {
	if item.Match == "" {
		return nil
	}
	_, err := tx.Match(ctx, item.Match)
	return err
}

func newItem(m *pb.AgendaItem) domain.AgendaItem {
	return domain.AgendaItem{
		ID: domain.AgendaItemID(ids.New()), Topic: m.GetTopic(), Line: m.GetLine(), Match: wire.ID[domain.MatchID](m.GetMatchId()),
	}
}

func intervisionOf(m *pb.Intervision) domain.Intervision {
	return domain.Intervision{
		Method: wire.Word[domain.Method](m.GetMethod()), Title: m.GetTitle(), Day: m.GetDay(), Clock: m.GetClock(),
		Organisers: wire.IDs[domain.SupportWorkerID](m.GetOrganiserIds()), Invited: wire.IDs[domain.SupportWorkerID](m.GetInvitedIds()),
	}
}

func wireIntervision(v domain.Intervision) *pb.Intervision {
	m := &pb.Intervision{
		Id: string(v.ID), Etag: v.Version.Etag(), State: wire.Value[pb.Intervision_State](v.State), Method: wire.Value[pb.Intervision_Method](v.Method),
		Title: v.Title, Day: v.Day, Clock: v.Clock, OrganiserIds: wire.Texts(v.Organisers), InvitedIds: wire.Texts(v.Invited),
	}
	for _, item := range v.Agenda {
		m.Agenda = append(m.Agenda, &pb.AgendaItem{
			Id: string(item.ID), Safety: item.Safety, Topic: item.Topic, Line: item.Line, MatchId: string(item.Match),
		})
	}
	for _, a := range v.Agreements {
		m.Agreements = append(m.Agreements, &pb.Agreement{
			Id: string(a.ID), What: a.What, SupportWorkerId: string(a.Worker), Day: a.Day, Done: a.Done,
		})
	}
	return m
}
