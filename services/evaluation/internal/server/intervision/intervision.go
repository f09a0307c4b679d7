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

// ListIntervisions lists intervisions, the latest day first; of those the caller may not
// open, that they are there.
func (s *Server) ListIntervisions(ctx context.Context, req *pb.ListIntervisionsRequest) (*pb.ListIntervisionsResponse, error) {
	key, err := paging.After(req.GetPageToken(), 2)
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	out := &pb.ListIntervisionsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		by, err := askerOf(ctx, tx)
		if err != nil {
			return err
		}
		page := store.IntervisionPage{Limit: size + 1, AfterDay: key[0], AfterID: domain.IntervisionID(key[1])}
		if req.GetMine() {
			page.Of = by.of
		}
		found, err := tx.Intervisions(ctx, page)
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		if more {
			last := found[len(found)-1]
			out.NextPageToken = paging.Token(last.Day, string(last.ID))
		}
		out.Intervisions, err = seen(ctx, tx, by, found)
		return err
	})
	return out, err
}

// GetIntervision gives one intervision with its method and what is still open from before.
func (s *Server) GetIntervision(ctx context.Context, req *pb.GetIntervisionRequest) (*pb.Intervision, error) {
	var out *pb.Intervision
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		by, err := askerOf(ctx, tx)
		if err != nil {
			return err
		}
		v, err := tx.Intervision(ctx, wire.ID[domain.IntervisionID](req.GetId()))
		if err != nil {
			return err
		}
		out, err = whole(ctx, tx, by, v)
		return err
	})
	return out, err
}

// CreateIntervision plans an intervision, with Safety on its agenda; with a rhythm a
// series, of which it answers the first. What stands on the agenda is for the first.
func (s *Server) CreateIntervision(ctx context.Context, req *pb.CreateIntervisionRequest) (*pb.Intervision, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Intervision, error) {
		v, err := s.prepared(ctx, tx, req.GetIntervision())
		if err != nil {
			return nil, err
		}
		days, err := domain.SeriesDays(v.Day, wire.Word[domain.Returning](req.GetRhythm()), req.GetUntil())
		if err != nil {
			return nil, err
		}
		if len(days) > 1 {
			v.Series = domain.SeriesID(ids.New())
		}
		var first domain.Intervision
		for i, day := range days {
			v.ID, v.Day = domain.IntervisionID(ids.New()), day
			one, err := domain.NewIntervision(v, domain.AgendaItemID(ids.New()), s.Now())
			if err != nil {
				return nil, err
			}
			if err := tx.AddIntervision(ctx, one); err != nil {
				return nil, err
			}
			if i == 0 {
				first, v.Agenda = one, nil
			}
		}
		by, err := askerOf(ctx, tx)
		if err != nil {
			return nil, err
		}
		return whole(ctx, tx, by, first)
	})
}

// prepared is what was asked for, with everybody and everything in it looked up.
func (s *Server) prepared(ctx context.Context, tx *store.Tx, m *pb.Intervision) (domain.Intervision, error) {
	v := intervisionOf(m)
	for _, item := range m.GetAgenda() {
		v.Agenda = append(v.Agenda, newItem(item))
	}
	// What is wrong with the form itself is said first, all of it at once.
	if _, err := domain.NewIntervision(v, domain.AgendaItemID(ids.New()), s.Now()); err != nil {
		return v, err
	}
	for _, item := range v.Agenda {
		if err := checkCase(ctx, tx, item); err != nil {
			return v, err
		}
	}
	if err := chooseMethod(ctx, tx, &v, m); err != nil {
		return v, err
	}
	if err := askClients(ctx, tx, &v, m); err != nil {
		return v, err
	}
	return v, checkPeople(ctx, tx, v)
}

// UpdateIntervision changes what was planned; with following also those of its series
// that come after it, each on its own day.
func (s *Server) UpdateIntervision(ctx context.Context, req *pb.UpdateIntervisionRequest) (*pb.Intervision, error) {
	wanted := req.GetIntervision()
	write, err := masked(req.GetUpdateMask(), wanted,
		"method", "method_key", "title", "day", "clock", "organiser_ids", "invited_ids", "client_ids", "client_words", "told_back")
	if err != nil {
		return nil, err
	}
	edit := func(tx *store.Tx, v domain.Intervision, own bool, now time.Time) (domain.Intervision, error) {
		from := intervisionOf(wanted)
		set(write("title"), &v.Title, from.Title)
		set(write("day") && own, &v.Day, from.Day)
		set(write("clock"), &v.Clock, from.Clock)
		set(write("organiser_ids"), &v.Organisers, from.Organisers)
		set(write("invited_ids"), &v.Invited, from.Invited)
		set(write("client_words"), &v.ClientWords, from.ClientWords)
		set(write("told_back") && own, &v.ToldBack, from.ToldBack)
		if write("method") || write("method_key") {
			if err := chooseMethod(ctx, tx, &v, wanted); err != nil {
				return v, err
			}
		}
		if write("client_ids") {
			if err := askClients(ctx, tx, &v, wanted); err != nil {
				return v, err
			}
		}
		return domain.EditIntervision(v, now)
	}
	return s.change(ctx, req, ref{wanted.GetId(), wanted.GetEtag()}, func(tx *store.Tx, v domain.Intervision, now time.Time) (domain.Intervision, error) {
		after, err := edit(tx, v, true, now)
		if err != nil {
			return after, err
		}
		if err := checkPeople(ctx, tx, after); err != nil || !req.GetFollowing() {
			return after, err
		}
		return after, s.following(ctx, tx, v, func(later domain.Intervision) (domain.Intervision, error) { return edit(tx, later, false, now) })
	})
}

// following changes those of a series that come after one.
func (s *Server) following(
	ctx context.Context, tx *store.Tx, of domain.Intervision, step func(domain.Intervision) (domain.Intervision, error),
) error {
	found, err := tx.Following(ctx, of)
	if err != nil {
		return err
	}
	for _, later := range found {
		if later, err = step(later); err != nil {
			return err
		}
		if _, err := tx.SaveIntervision(ctx, later); err != nil {
			return err
		}
	}
	return nil
}

// CallOffIntervision says that it does not take place, or does after all.
func (s *Server) CallOffIntervision(ctx context.Context, req *pb.CallOffIntervisionRequest) (*pb.Intervision, error) {
	return s.change(ctx, req, ref{req.GetId(), req.GetEtag()}, func(tx *store.Tx, v domain.Intervision, now time.Time) (domain.Intervision, error) {
		after, err := domain.CallOff(v, req.GetCalledOff(), now)
		if err != nil || !req.GetFollowing() {
			return after, err
		}
		return after, s.following(ctx, tx, v, func(later domain.Intervision) (domain.Intervision, error) {
			return domain.CallOff(later, req.GetCalledOff(), now)
		})
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

// RecordLine writes what came of an item. Who says what they began with writes beside a
// colleague at the same item: both lines stay, so no etag is asked for.
func (s *Server) RecordLine(ctx context.Context, req *pb.RecordLineRequest) (*pb.Intervision, error) {
	etag := req.GetEtag()
	if req.Seen != nil {
		etag = ""
	}
	return s.change(ctx, req, ref{req.GetId(), etag}, func(_ *store.Tx, v domain.Intervision, now time.Time) (domain.Intervision, error) {
		item, line := wire.ID[domain.AgendaItemID](req.GetItemId()), req.GetLine()
		if req.Seen != nil {
			line = domain.MergeLines(req.GetSeen(), v.LineOf(item), line)
		}
		return domain.RecordLine(v, item, line, now)
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

// change loads an intervision that the caller may open, lets step decide, and saves it.
func (s *Server) change(
	ctx context.Context, req once.Request, r ref, step func(*store.Tx, domain.Intervision, time.Time) (domain.Intervision, error),
) (*pb.Intervision, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Intervision, error) {
		by, v, err := opened(ctx, tx, r.id)
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
		return whole(ctx, tx, by, v)
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
